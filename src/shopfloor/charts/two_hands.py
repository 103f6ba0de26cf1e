"""The two-hand chart: what each hand does, left and right of one clock."""

from shopfloor.charts.figure import Figure
from shopfloor.charts.sheet import LINE, Sheet, spread, text_width, wrapped
from shopfloor.charts.style import BACKGROUND, BLUE, FAINT, INK, ORANGE, PURPLE, QUIET, house_style, ink_on
from shopfloor.methods import motion
from shopfloor.methods.arguments import listed
from shopfloor.methods.step_tables import methods_in, said, step_table

WIDTH = 8.4
SIZE = 10.5
# What a hand does -> fill, edge, hatch, words. Hatch and words carry the meaning; color only helps.
KINDS = {
    "works": (BLUE, BLUE, "", "works"),
    "holds": (BACKGROUND, PURPLE, "xxxx", "holds"),
    "waits": (BACKGROUND, ORANGE, "///", "waits"),
}


def two_hand_chart(chart, method=None):
    """What does each hand do, and when do both work? Left and right hand beside one clock that runs downward.

    ``chart``: as for ``motion.two_handed``, or its result. ``method``: which one, where the column ``method``
    has several. Each motion has the length of its time, its letters, and its words beside it. Returns a
    Figure, whose text has the shares.

    >>> two_hand_chart([{"hand": "left", "therblig": "hold", "time_s": 4.0},
    ...                 {"hand": "right", "therblig": "use", "time_s": 4.0}]).text.split(";")[0]
    'Two-hand chart of a cycle of 4 s: the left hand works 0 %, holds 100 % and waits 0 % of it'
    """
    result, name = _result(chart, method)
    return Figure(_draw(result, name), _described(result, name))


def _result(chart, method):
    if isinstance(chart, motion.TwoHanded):
        return chart, ""
    if isinstance(chart, dict) and all(isinstance(one, motion.TwoHanded) for one in chart.values()):
        names, choose = list(chart), chart.get
    else:
        table = step_table(chart, "two-hand chart")
        names = methods_in(table)
        if not names and method is None:
            return motion.two_handed(table), ""

        def choose(name):
            return motion.two_handed(table[table["method"] == name])

    if method is None and len(names) != 1:
        raise ValueError(
            f"This chart has the methods {listed(names)}: choose one, such as method={names[0]!r}."
        )
    if method is not None and method not in names:
        raise ValueError(f"There is no method {method!r} in this chart: there are {listed(names)}.")
    name = names[0] if method is None else method
    return choose(name), name


def _described(result, name):
    of = f" of method {name}," if name else " of"
    text = f"Two-hand chart{of} a cycle of {_time(result.cycle_time, result)}: "
    text += "; ".join(
        f"the {hand} hand works {_percent(result.utilisation[hand])}, "
        f"holds {_percent(result.holding[hand] / result.cycle_time)} and "
        f"waits {_percent(result.idle[hand] / result.cycle_time)} of it"
        for hand in ("left", "right")
    )
    text += (
        f". Both hands work at once for {_time(result.both_working, result)} "
        f"({_percent(result.both_working_share)})."
    )
    idle = result.therbligs[~result.therbligs["effective"]].nlargest(1, "both")
    if len(idle):
        most = idle.iloc[0]
        text += (
            f" The longest ineffective therblig is {most['therblig']}, "
            f"{_time(most['both'], result)} of both hands."
        )
    return text


def _draw(result, name):
    with house_style():
        sides = {
            hand: _Side(result.motions[result.motions["hand"] == hand], hand) for hand in ("left", "right")
        }
        label_height = max(sum(side.heights) for side in sides.values())
        shortest = (result.motions["end"] - result.motions["start"]).clip(lower=0)
        shortest = shortest[shortest > 0].min()
        # Long enough for the labels; longer if that shows the short motions, but never a tower.
        clock = max(label_height, 3.4, min(6.5, 0.12 * result.cycle_time / shortest))
        top = 1.32
        sheet = Sheet(WIDTH, top + clock + 0.2)
        title = f"{_upper(name)}: " if name else ""
        shares = (
            f"left hand works {_percent(result.utilisation['left'])}, right hand "
            f"{_percent(result.utilisation['right'])}"
        )
        sheet.write(
            0.1, 0.17, _upper(f"{title}{shares} of {_time(result.cycle_time, result)}"), 13, weight="bold"
        )
        both = f"Both at once: {_time(result.both_working, result)} ({_percent(result.both_working_share)})"
        sheet.write(0.1, 0.44, both, 11.5)
        _key(sheet, 0.74, {motion.THERBLIGS[one].hand for one in result.motions["therblig"]})
        begin = result.motions["start"].min()
        scale = clock / result.cycle_time
        _clock(sheet, begin, result, top, scale)
        for side in sides.values():
            side.draw(sheet, begin, top, scale, clock)
    return sheet.drawing


class _Side:
    """One hand: its column of motions, and their words outside of it."""

    COLUMN = 0.62

    def __init__(self, motions, hand):
        self.motions, self.hand = motions, hand
        self.sign = -1 if hand == "left" else 1
        self.inner = WIDTH / 2 + self.sign * 0.3
        self.outer = self.inner + self.sign * self.COLUMN
        room = (WIDTH / 2 - 0.3 - self.COLUMN - 0.42) - 0.1
        self.words = []
        for motion_ in motions.itertuples():
            letters = motion.THERBLIGS[motion_.therblig].symbol
            self.words.append(wrapped(f"{letters}: {motion_.description or motion_.therblig}", room, SIZE))
        self.heights = [len(lines) * SIZE * LINE / 72 + 0.05 for lines in self.words]

    def draw(self, sheet, begin, top, scale, clock):
        head = f"{_upper(self.hand)} hand"
        sheet.write((self.inner + self.outer) / 2, top - 0.2, head, 11.5, ha="center", weight="bold")
        tops = [top + (start - begin) * scale for start in self.motions["start"]]
        ends = [top + (end - begin) * scale for end in self.motions["end"]]
        middles = [(one + other) / 2 for one, other in zip(tops, ends, strict=True)]
        places = spread(middles, self.heights, top, top + clock)
        align = "right" if self.hand == "left" else "left"
        rows = zip(self.motions["therblig"], tops, ends, middles, places, self.words, strict=True)
        for therblig, start, end, middle, place, words in rows:
            one = motion.THERBLIGS[therblig]
            fill, edge, hatch, _ = KINDS[one.hand]
            box = sheet.box(
                min(self.inner, self.outer),
                start,
                self.COLUMN,
                end - start,
                fill=fill,
                edge=edge,
                hatch=hatch,
                line=0.9,
            )
            box.set_gid(f"{self.hand} {one.hand}")
            # A white rule between motions of the same kind, so that each can be seen.
            sheet.line([(self.inner, end), (self.outer, end)], color=BACKGROUND, width=1.4, zorder=4)
            if end - start > SIZE * LINE / 72:
                ink = ink_on(fill) if one.hand == "works" else INK
                sheet.write(
                    (self.inner + self.outer) / 2, middle, one.symbol, SIZE, ha="center", color=ink,
                    weight="bold",
                    mask=one.hand != "works",
                )  # fmt: skip
            at = self.outer + self.sign * 0.42
            sheet.line(
                [(self.outer + self.sign * 0.03, middle), (self.outer + self.sign * 0.36, place)],
                color=QUIET, width=0.6,
            )  # fmt: skip
            step = SIZE * LINE / 72
            y = place - step * (len(words) - 1) / 2
            for line in words:
                sheet.write(at, y, line, SIZE, ha=align)
                y += step


def _clock(sheet, begin, result, top, scale):
    """The time axis, between the hands."""
    unit = f" ({result.time_unit})" if result.time_unit else ""
    sheet.write(WIDTH / 2, top - 0.44, f"Time{unit}", SIZE, ha="center", color=QUIET)
    cycle = result.cycle_time
    step = _round_step(cycle * 0.33 / (cycle * scale))
    ticks, tick = [], 0.0
    while tick < cycle - 0.55 * step:
        ticks.append(tick)
        tick = round(tick + step, 9)
    for tick in [*ticks, cycle]:
        y = top + tick * scale
        for sign in (-1, 1):
            sheet.line([(WIDTH / 2 + sign * 0.24, y), (WIDTH / 2 + sign * 0.3, y)], color=QUIET, width=0.8)
        sheet.write(
            WIDTH / 2, y, said(begin + tick, 2 if cycle < 1000 else 0), SIZE, ha="center", color=QUIET
        )
        sheet.line([(WIDTH / 2 - 0.92, y), (WIDTH / 2 + 0.92, y)], color=FAINT, width=0.6, zorder=0)


def _round_step(least):
    """The smallest round step that is at least so large."""
    power = 1e-6
    while True:
        for factor in (1, 2, 5):
            if factor * power >= least:
                return factor * power
        power *= 10


def _key(sheet, y, used):
    x = 0.1
    for fill, edge, hatch, words in (look for kind, look in KINDS.items() if kind in used):
        sheet.box(x, y - 0.08, 0.28, 0.16, fill=fill, edge=edge, hatch=hatch, line=0.9)
        sheet.write(x + 0.36, y, words, 11)
        x += 0.36 + text_width(words, 11) + 0.3


def _time(value, result):
    return f"{said(value)} {result.time_unit}".rstrip()


def _percent(part):
    return f"{100 * part:.0f} %"


def _upper(words):
    return words[:1].upper() + words[1:]
