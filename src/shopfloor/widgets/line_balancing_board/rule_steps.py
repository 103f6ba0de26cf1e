"""A rule's answer told task by task: what could be chosen, what was, and why."""

from shopfloor.methods.arguments import listed
from shopfloor.methods.balancing import people_needed, positional_weights
from shopfloor.methods.line_bounds import DUST, exact


def told(line, balance, unit, upto=None):
    """The first ``upto`` tasks of a rule's ``Balance``: rows with station, task and the reason in words.

    The order is the rule's own; here it is only explained.

    >>> from shopfloor.methods.balancing import balance
    >>> from shopfloor.widgets.line_balancing_board.given_line import read_line
    >>> line = read_line("lamp", None, None, "s", 75)
    >>> told(line, balance(line.table, 75, "largest candidate"), "s", 1)[0]["why"]
    'A (18) and C (31) can come next and fit; C is the longest.'
    """
    network, cycle = line.network, exact(balance.cycle_time)
    by_weight = balance.method == "positional weight"
    times = [exact(time) for time in network.times]
    if by_weight:
        rank, adjective, noun = [exact(one) for one in positional_weights(line.table)], "heaviest", "weight"
    else:
        rank, adjective, noun = times, "longest", "time"
    # Of a task longer than the cycle, people side by side leave as much room as its last cycle takes.
    room_of = [
        time - (people_needed(float(time), float(cycle)).people - 1) * cycle if time else time
        for time in times
    ]
    steps, done = [], set()
    for label, station in enumerate(balance.stations, start=1):
        room = cycle * (1 + DUST)
        for place, name in enumerate(station):
            if len(steps) == upto:
                return steps
            task = network.number_of(name)
            ready = [
                one for one in range(len(times)) if one not in done and done.issuperset(network.before[one])
            ]
            fits = sorted((one for one in ready if room_of[one] <= room), key=lambda one: (-rank[one], one))
            better = [one for one in ready if one not in fits and (-rank[one], one) < (-rank[task], task)]
            why = ""
            if not place and label > 1:
                why = f"Nothing that can come next fits at station {label - 1}, so station {label} begins. "
            shown = [_with(network.names[one], rank[one]) for one in sorted(fits)]
            if len(fits) == 1:
                why += f"Only {shown[0]} can come next{'' if len(ready) == 1 else ' and fits'}."
            else:
                same = [network.names[one] for one in fits if rank[one] == rank[task] and one != task]
                reason = f"{network.names[task]} is the {adjective}"
                if same:
                    reason = (
                        f"{network.names[task]} and {listed(same)} have the same {noun}, and "
                        f"{network.names[task]} stands first in the table"
                    )
                why += f"{listed(shown)} can come next and fit; {reason}."
            if better:
                names = listed(_with(network.names[one], rank[one]) for one in better)
                why += (
                    f" {names} would come first, but {'does' if len(better) == 1 else 'do'} not fit any more."
                )
            done.add(task)
            room -= room_of[task]
            left = plain(max(0.0, float(room - cycle * DUST)))
            steps.append({"station": label, "task": str(name), "why": why, "left": f"{left} {unit} left"})
    return steps


def plain(value):
    """A number as it is said: two decimals at most from 1 on, four digits below.

    >>> plain(69.8630137), plain(2.0), plain(0.04321)
    ('69.86', '2', '0.04321')
    """
    value = float(value)
    return f"{round(value, 2):.12g}" if abs(value) >= 1 else f"{round(value, 9):.4g}"


def _with(name, value):
    return f"{name} ({plain(value)})"
