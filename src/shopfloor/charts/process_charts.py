"""The process chart as it is drawn on paper: a line through the symbols, with times and ways."""

from collections.abc import Mapping

from shopfloor.charts.figure import Figure
from shopfloor.charts.sheet import LINE, Sheet, text_width, wrapped
from shopfloor.charts.style import FAINT, INK, ORANGE, QUIET, house_style
from shopfloor.methods import motion
from shopfloor.methods.arguments import listed
from shopfloor.methods.step_tables import decimals, methods_in, said, step_table

WIDTH, MARGIN, GAP = 8.4, 0.12, 0.3
SIZE = 10.5


def process_chart(steps, methods=None):
    """Where do the time and the way go, step by step? One method, or two side by side.

    ``steps``: as for ``motion.process_chart``: a table of one or two methods; or a dictionary name -> table.
    ``methods``: which methods of the column ``method`` to draw (one name, or two in a list; of two the first
    is the present one). With ratings in the column ``risk``, or words in ``hazard``, a step of the second
    method that raises a risk is marked. Returns a Figure, whose text has the totals and the verdict.

    >>> process_chart([("delay", 6.0, 0), ("transport", 0.5, 12), ("operation", 3.5, 0)]).text.split(". ")[0]
    'Process chart: 3 steps, 10, distance 12'
    """
    tables = _tables(steps, methods)
    charts = {name: motion.process_chart(table) for name, table in tables.items()}
    comparison = motion.compare_methods(*tables.values()) if len(tables) == 2 else None
    marks = {}
    if comparison:
        marks = {one.step: f"Risk rises: {one.before} to {one.after}" for one in comparison.raised_risks}
        marks |= {one.step: "Risk not rated" for one in comparison.open_hazards}
    text = " ".join(_described(name, chart, brief=bool(comparison)) for name, chart in charts.items())
    if comparison:
        text += f" {_upper(comparison.verdict)}"
    return Figure(_draw(charts, marks), text)


def _tables(steps, methods):
    wanted = [methods] if isinstance(methods, str) else None if methods is None else list(methods)
    if isinstance(steps, Mapping):
        tables = {str(name): _rows(table) for name, table in steps.items()}
    else:
        table = _rows(steps)
        names = methods_in(table)
        tables = {name: table[table["method"] == name] for name in names} if names else {"": table}
    if wanted is not None:
        for name in wanted:
            if name not in tables:
                there = listed([name for name in tables if name]) if any(tables) else "no names"
                raise ValueError(f"There is no method {name!r} in this chart: there are {there}.")
        tables = {name: tables[name] for name in wanted}
    if not 1 <= len(tables) <= 2:
        raise ValueError(
            f"There are {len(tables)} methods ({listed(tables)}): choose one or two, "
            'such as methods=["present", "proposed"].'
        )
    return tables


def _rows(steps):
    if isinstance(steps, motion.ProcessChart):
        return steps.steps
    return step_table(steps, "process chart", ["symbol", "time", "distance"])


def _described(name, chart, *, brief):
    called = f"Method {name}" if name else "Process chart"
    size = f"{_count(sum(chart.counts.values()), 'step')}, {_amount(chart.total_time, chart.time_unit)}"
    if chart.total_distance:
        size += f", distance {_amount(chart.total_distance, chart.distance_unit)}"
    unit = f" {chart.time_unit}" if chart.time_unit else ""
    if brief:
        waiting = said(chart.times["delay"] + chart.times["storage"])
        operations = f"operations take {said(chart.times['operation'])}{unit}"
        return f"{called}: {size}; {operations}, delays and storages {waiting}{unit}."
    parts = [
        f"{_count(chart.counts[symbol], symbol)} {said(chart.times[symbol])}"
        for symbol in chart.counts
        if chart.counts[symbol]
    ]
    text = (
        f"{called}: {size}. By symbol: {listed(parts)}{unit}; operations are "
        f"{_percent(chart.operation_share)}."
    )
    longest = chart.steps.loc[chart.steps["time"].idxmax()]
    told = f", {longest['description']}" if longest["description"] else ""
    return (
        f"{text} The longest step is {longest['step']} ({longest['symbol']}{told}): "
        f"{_amount(longest['time'], chart.time_unit)}."
    )


def _draw(charts, marks):
    with house_style():
        width = (WIDTH - 2 * MARGIN - GAP * (len(charts) - 1)) / len(charts)
        panels = [
            _Panel(name, chart, width, marks if place else {})
            for place, (name, chart) in enumerate(charts.items())
        ]
        sheet = Sheet(WIDTH, max(panel.height for panel in panels) + 0.1)
        for place, panel in enumerate(panels):
            panel.draw(sheet, MARGIN + place * (width + GAP))
    return sheet.drawing


class _Panel:
    """One method: heading, steps, summary."""

    def __init__(self, name, chart, width, marks):
        self.name, self.chart, self.width, self.marks = name, chart, width, marks
        narrow = width < 5
        self.symbols = list(chart.counts)
        self.pitch = 0.225 if narrow else 0.3
        self.radius = 0.085 if narrow else 0.1
        numbers = [str(step) for step in chart.steps["step"]]
        self.step_width = 0.1 + max(text_width(number, SIZE) for number in numbers)
        self.digits = decimals(chart.steps["time"])
        ways = [said(value) if value else "" for value in chart.steps["distance"]]
        self.cells = list(
            zip(numbers, [said(value, self.digits) for value in chart.steps["time"]], ways, strict=True)
        )
        self.heads = [_head("Time", chart.time_unit), _head("Way", chart.distance_unit)]
        totals = [said(chart.total_time, self.digits), said(chart.total_distance)]
        self.number_width = [
            0.14 + max(text_width(cell, SIZE, "bold") for cell in [*column, total, *head])
            for column, total, head in zip(
                list(zip(*self.cells, strict=True))[1:], totals, self.heads, strict=True
            )
        ]
        if not chart.total_distance:
            self.number_width[1] = 0.0
        self.words_left = self.step_width + self.pitch * len(self.symbols) + 0.1
        words_width = width - self.words_left - sum(self.number_width) - 0.05
        self.lines = [
            (
                wrapped(words, words_width, SIZE) if words else [],
                wrapped(marks[step], words_width - 0.2, SIZE, "bold") if step in marks else [],
            )
            for step, words in zip(chart.steps["step"], chart.steps["description"], strict=True)
        ]
        self.row_heights = [
            max(1, len(words) + len(mark)) * SIZE * LINE / 72 + 0.09 for words, mark in self.lines
        ]
        self.title = wrapped(_upper(self.name) or "Process chart", width, 13, "bold")
        self.summary = [symbol for symbol in self.symbols if chart.counts[symbol]]
        self.top = 0.1 + 0.22 * len(self.title)
        self.height = self.top + 0.72 + sum(self.row_heights) + 0.45 + 0.235 * (len(self.summary) + 1)

    def draw(self, sheet, left):
        chart = self.chart
        for place, line in enumerate(self.title):
            sheet.write(left, 0.16 + 0.22 * place, line, 13, weight="bold")
        size = f"{_count(sum(chart.counts.values()), 'step')}, {_amount(chart.total_time, chart.time_unit)}"
        if chart.total_distance:
            size += f", {_amount(chart.total_distance, chart.distance_unit)}"
        sheet.write(left, self.top + 0.1, size, 11.5)
        right = left + self.width
        ends = (right - self.number_width[1], right)
        for end, head, room in zip(ends, self.heads, self.number_width, strict=True):
            if room:
                for place, line in enumerate(head):
                    sheet.write(end, self.top + 0.34 + 0.17 * place, line, SIZE, ha="right", color=QUIET)
        y = self.top + 0.62
        sheet.line([(left, y), (right, y)], color=QUIET, width=0.8)
        path = self._rows(sheet, left, y, ends)
        y += sum(self.row_heights)
        sheet.line([(left, y), (right, y)], color=QUIET, width=0.8)
        sheet.line(path, color=INK, width=1.6, zorder=3)
        self._summary(sheet, left, y + 0.18, ends)

    def _rows(self, sheet, left, y, ends):
        path = []
        steps = zip(self.chart.steps["symbol"], self.cells, self.lines, self.row_heights, strict=True)
        for symbol, (number, time, way), (words, mark), height in steps:
            middle = y + height / 2
            sheet.write(left + self.step_width - 0.1, middle, number, SIZE, ha="right", color=QUIET)
            for place, name in enumerate(self.symbols):
                at = left + self.step_width + self.pitch * (place + 0.5)
                sheet.symbol(name, at, middle, self.radius, active=name == symbol)
                if name == symbol:
                    path.append((at, middle))
            self._words(sheet, left + self.words_left, middle, words, mark)
            sheet.write(ends[0], middle, time, SIZE, ha="right")
            if self.number_width[1]:
                sheet.write(ends[1], middle, way, SIZE, ha="right")
            y += height
            sheet.line([(left, y), (left + self.width, y)], color=FAINT, width=0.6, zorder=0)
        return path if len(path) > 1 else path * 2

    def _words(self, sheet, left, middle, words, mark):
        step = SIZE * LINE / 72
        y = middle - step * (len(words) + len(mark) - 1) / 2
        for line in words:
            sheet.write(left, y, line, SIZE)
            y += step
        for place, line in enumerate(mark):
            if not place:
                sheet.polygon(
                    [(left, y + 0.07), (left + 0.14, y + 0.07), (left + 0.07, y - 0.07)],
                    fill=ORANGE,
                    edge=ORANGE,
                )
            sheet.write(left + 0.2, y, line, SIZE, color=ORANGE, weight="bold")
            y += step

    def _summary(self, sheet, left, y, ends):
        chart = self.chart
        for symbol in self.summary:
            y += 0.235
            sheet.symbol(symbol, left + 0.12, y, 0.085)
            count = _count(chart.counts[symbol], symbol)
            sheet.write(left + 0.32, y, count, SIZE)
            sheet.write(ends[0], y, said(chart.times[symbol], self.digits), SIZE, ha="right")
            if self.number_width[1] and chart.distances[symbol]:
                sheet.write(ends[1], y, said(chart.distances[symbol]), SIZE, ha="right")
        y += 0.26
        sheet.write(
            left + 0.32, y, f"in all {_count(sum(chart.counts.values()), 'step')}", SIZE, weight="bold"
        )
        sheet.write(ends[0], y, said(chart.total_time, self.digits), SIZE, ha="right", weight="bold")
        if self.number_width[1]:
            sheet.write(ends[1], y, said(chart.total_distance), SIZE, ha="right", weight="bold")


def _head(what, unit):
    return [what, f"({unit})"] if unit else ["", what]


def _amount(value, unit):
    return f"{said(value)} {unit}".rstrip()


def _count(count, what):
    # The combined symbol: "2 operations and inspections".
    many = " and ".join(f"{word}s" for word in what.split(" and "))
    return f"{count} {what if count == 1 else many}"


def _percent(part):
    return f"{100 * part:.0f} % of the time"


def _upper(words):
    return words[:1].upper() + words[1:]
