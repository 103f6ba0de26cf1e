"""What the board says of a balance: what does not hold, how far it is, and what cycle and takt have to do."""

from shopfloor.methods.balancing import people_needed
from shopfloor.widgets.line_balancing_board.given_line import IN_A_MINUTE
from shopfloor.widgets.line_balancing_board.rule_steps import plain


def problems(line, found):
    """A sentence for each station over the cycle and each broken precedence of an ``Assessment``."""
    unit, sentences = line.unit, []
    for place, label in enumerate(found.labels):
        if label in found.over_cycle:
            time, count = found.station_times[place], found.people[place]
            allowed = count * found.cycle_time
            limit = "the cycle time of" if count == 1 else f"what {count} people have for a piece,"
            sentences.append(
                f"Station {label} takes {plain(time)} {unit}: {plain(time - allowed)} {unit} over "
                f"{limit} {plain(allowed)} {unit}."
            )
    at = {task: label for label, tasks in zip(found.labels, found.stations, strict=True) for task in tasks}
    for before, after in found.broken:
        sentences.append(
            f"{_named(line, after)} is at station {at[after]}, but must come after {_named(line, before)}, "
            f"which is at station {at[before]}."
        )
    return sentences


def verdict(line, found, wrong):
    """(kind, head, words): "none" at first, "bad" where something is ``wrong``, "open" on the way, "good"."""
    unit, left, count = line.unit, len(found.not_assigned), len(line.names)
    wait = "waits" if left == 1 else "wait"
    if wrong:
        things = "1 thing does" if len(wrong) == 1 else f"{len(wrong)} things do"
        return "bad", f"{things} not hold", f"{tasks_of(left)} still {wait}." if left else ""
    if left == count:
        needed = people_needed(line.table, found.cycle_time)
        words = (
            f"{plain(sum(line.network.times))} {unit} of work at {plain(found.cycle_time)} {unit} a station "
            f"is work for {plain(needed.exact)} people, so {needed.people} at the very least. "
            "Move the first task to a station."
        )
        return "none", "Build this line", words
    if left:
        times = dict(zip(line.network.names, line.network.times, strict=True))
        work = plain(sum(times[name] for name in found.not_assigned))
        words = f"So far it holds. {tasks_of(left)} with {work} {unit} of work {wait}."
        return "open", f"{count - left} of {count} tasks placed", words
    words = f"The longest takes {plain(found.longest)} {unit} for a piece; the line can run that fast."
    return "good", f"It holds: {stations_of(found)}", words


def pace(line, cycle, takt, demand):
    """What cycle and takt have to do with each other."""
    unit, minutes = line.unit, line.available_min
    if takt is None:
        return ""
    known = f"Takt: {plain(minutes)} min" + (" \u00d7 60" if IN_A_MINUTE[unit] == 60 else "")
    known += f" / {plain(demand)} pieces = {plain(takt)} {unit}."
    if plain(cycle) == plain(takt):
        return f"{known} The cycle time is the takt."
    pieces = int(minutes * IN_A_MINUTE[unit] / cycle * (1 + 1e-9))
    possible = f"{pieces} pieces a {line.period} are possible."
    if cycle > takt:
        return f"{known} At a cycle of {plain(cycle)} {unit} only {possible}"
    return f"{known} A cycle of {plain(cycle)} {unit} leaves room for stops: {possible}"


def rest(time, cycle):
    """Beside a time of some ten seconds a thousandth says nothing; what is not nothing is never said to be 0.

    >>> rest(0.0689, 182.07), rest(0.001, 182.07), rest(0.0689, 1.5)
    ('0.07', '0.001', '0.0689')
    """
    text = f"{round(time, 2):.12g}" if cycle >= 10 else plain(time)
    return text if text != "0" or not time else plain(time)


def tasks_of(count):
    """
    >>> tasks_of(1), tasks_of(3)
    ('1 task', '3 tasks')
    """
    return f"{count} {'task' if count == 1 else 'tasks'}"


def stations_of(result):
    """The stations of a ``Balance`` or ``Assessment``, with their people where they are more."""
    people = "" if result.n_people == result.n_stations else f" with {result.n_people} people"
    return f"{result.n_stations} {'station' if result.n_stations == 1 else 'stations'}{people}"


def _named(line, name):
    words = line.described()[line.network.number_of(name)]
    return f"{name} ({words})" if words else f"Task {name}"
