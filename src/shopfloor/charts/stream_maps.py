"""The value-stream map: processes, what lies between them, who tells whom what to make, and the ladder
beneath."""

import math

from shopfloor.charts.figure import Figure
from shopfloor.charts.sheet import Sheet, shortened, text_width, wrapped
from shopfloor.charts.style import BLUE, FAINT, INK, ORANGE, QUIET, house_style
from shopfloor.methods import valuestream
from shopfloor.methods.arguments import listed
from shopfloor.methods.step_tables import column_words, said, step_table
from shopfloor.methods.stream_ladder import SECONDS_PER_DAY

WIDTH, LEFT, RIGHT = 8.4, 0.2, 0.36
SIZE = 10.5
PER_ROW = 5
STEP = 0.175
_DASHED = (0, (4, 3))
SLOW = "over takt"
# What moves the pieces to a process -> words for the key.
FLOWS = {
    "push": "pushed: made by schedule, wanted or not",
    "fifo": "first in, first out",
    "pull": "pulled from a supermarket",
}


def value_stream_map(
    steps,
    daily_demand=None,
    *,
    available=None,
    day=SECONDS_PER_DAY,
    customer="Customer",
    supplier="Supplier",
    control="Production control",
):
    """Where does the lead time go? Processes with their data, inventory between them, information, the
    ladder.

    ``steps``, ``daily_demand``, ``day``: as for ``valuestream.ladder``. Further columns go into the data
    boxes where they are there: ``value_added_s``, ``changeover_min``, ``uptime``, ``operators``,
    ``shifts_per_day``, ``batch_pieces``; ``information`` says what tells the process what to make next (a
    process that follows "first in, first out" gets no schedule); ``flow`` says how the pieces before it
    arrive: push (the default), fifo or pull.
    ``available``: working seconds of a shift (or the column ``available_min``); then takt is told, and a
    process slower than its takt is marked. Returns a Figure, whose text has the totals.

    >>> steps = [{"process": "weld", "inventory_before": 1350, "cycle_time_s": 82},
    ...          {"process": "ship", "inventory_before": 2700, "cycle_time_s": 12}]
    >>> value_stream_map(steps, 600).text.split(", of which")[0]
    'Value-stream map of 2 processes: a lead time of 6.75 days for 94 s of processing'
    """
    table = step_table(steps, "value stream")
    ladder = valuestream.ladder(table, daily_demand, day=day)
    loads = None
    if available is not None or {"available_min", "demand_per_day"} <= {*table.columns}:
        loads = valuestream.process_loads(table, available, daily_demand)
    stream = _Stream(table, ladder, loads, (supplier, control, customer))
    if len(stream.processes) > 20:
        raise ValueError(f"A map of {len(stream.processes)} processes cannot be read: draw 20 or fewer.")
    return Figure(_draw(stream), _described(stream))


class _Stream:
    """What is to be drawn, in words."""

    def __init__(self, table, ladder, loads, names):
        self.supplier, self.control, self.customer = names
        self.rows, self.totals = ladder.table, ladder.totals
        self.processes = list(self.rows["process"])
        self.information = column_words(table, "information") if "information" in table else [""] * len(table)
        self.flows = [_flow(*one) for one in zip(self._given_flows(table), self.information, strict=True)]
        self.loads = loads
        self.slow = list(loads["too_slow"]) if loads is not None else [False] * len(table)
        self.demand = (
            self.totals.inventory / self.totals.lead_time
            if self.totals.lead_time and not math.isnan(self.totals.inventory)
            else None
        )
        self.data = [
            [*([SLOW] if slow else []), *_data_lines(row)]
            for slow, (_, row) in zip(self.slow, table.iterrows(), strict=True)
        ]

    @staticmethod
    def _given_flows(table):
        if "flow" not in table:
            return [""] * len(table)
        flows = [flow.lower() for flow in column_words(table, "flow")]
        for flow in flows:
            if flow and flow not in FLOWS:
                raise ValueError(f"The flow is {listed(FLOWS)}; {flow!r} was given.")
        return flows


def _flow(given, information):
    if given:
        return given
    words = information.lower()
    if "first in" in words or "fifo" in words:
        return "fifo"
    return "pull" if "kanban" in words or "supermarket" in words else "push"


def _data_lines(row):
    """The data box of a process, line by line."""
    kinds = (
        ("cycle_time_s", lambda value: f"C/T {said(value)} s"),
        ("value_added_s", lambda value: f"VA {said(value)} s"),
        ("changeover_min", lambda value: f"C/O {said(value)} min"),
        ("uptime", lambda value: f"uptime {100 * value:.0f} %"),
        ("operators", lambda value: "1 person" if value == 1 else f"{said(value)} people"),
        ("shifts_per_day", lambda value: "1 shift" if value == 1 else f"{said(value)} shifts"),
        ("batch_pieces", lambda value: f"batch {said(value)}"),
    )
    return [
        words(float(row[column])) for column, words in kinds if column in row and not _missing(row[column])
    ]


def _described(stream):
    totals = stream.totals
    count = "1 process" if len(stream.processes) == 1 else f"{len(stream.processes)} processes"
    text = (
        f"Value-stream map of {count}: a lead time of {said(totals.lead_time)} days for "
        f"{said(totals.processing)} s of "
        f"processing, of which {said(totals.value_added)} s add value{_share(totals)}."
    )
    most = stream.rows["days"].idxmax()
    row = stream.rows.loc[most]
    pieces = "" if _missing(row["inventory"]) else f" ({said(row['inventory'])} pieces)"
    text += f" Most of it, {said(row['days'])} days, lies before {row['process']}{pieces}."
    if stream.loads is not None:
        slow = stream.loads[stream.loads["too_slow"]]
        if len(slow):
            told = [
                f"{one.process} ({said(one.with_changeovers_s, 1)} s a piece against {said(one.takt_s, 1)} s)"
                for one in slow.itertuples()
            ]
            told = told if len(told) < 3 else list(slow["process"])
            text += f" Slower than takt, with stops and changeovers: {listed(told)}."
        else:
            top = stream.loads.loc[stream.loads["load"].idxmax()]
            text += (
                f" No process is slower than takt; nearest is {top['process']}, "
                f"{100 * top['load']:.0f} % of it."
            )
    pushed = stream.flows[1:].count("push")
    if len(stream.flows) > 1:
        text += f" The pieces are pushed at {pushed} of {len(stream.flows) - 1} places between processes."
    return text


def _share(totals):
    if math.isnan(totals.process_cycle_efficiency):
        return ""
    return f" ({100 * totals.process_cycle_efficiency:.2g} % of {said(totals.day_s / 3600)}-hour days)"


def _draw(stream):
    count = len(stream.processes)
    rows = -(-count // PER_ROW)
    per_row = -(-count // rows)
    with house_style():
        places = _Places(stream, per_row, rows)
        sheet = Sheet(WIDTH, places.height)
        _heading(sheet, stream)
        _partners(sheet, stream, places)
        for place in range(count):
            _process(sheet, stream, places, place)
        for row in range(rows):
            _ladder(sheet, stream, places, row)
        _information(sheet, stream, places)
        _totals(sheet, stream, places)
        _key(sheet, stream, places)
    return sheet.drawing


class _Places:
    """Where things stand, in inches."""

    PARTNERS, BELOW_PARTNERS = 0.66, 1.56
    LABELS, BOX, LADDER = 0.66, 0.5, 0.92

    def __init__(self, stream, per_row, rows):
        self.per_row, self.rows = per_row, rows
        self.count = len(stream.processes)
        # A short stream is not pulled apart over the whole page.
        self.column = min((WIDTH - LEFT - RIGHT) / per_row, 2.6)
        self.gap = min(0.4 * self.column, 0.85)
        self.box = self.column - self.gap
        self.data = STEP * max(len(lines) for lines in stream.data) + 0.1
        self.data = max(self.data, 0.66)
        self.row = self.LABELS + self.BOX + self.data + self.LADDER + 0.1
        self.key_lines = len({*stream.flows[1:]}) + 1
        self.height = self.BELOW_PARTNERS + rows * self.row + 0.5 + 0.24 * self.key_lines + 0.1

    def left(self, place):
        """The left edge of a process's column: first what lies before it, then its box."""
        return LEFT + (place % self.per_row) * self.column

    def top(self, row):
        return self.BELOW_PARTNERS + row * self.row

    def box_top(self, place):
        return self.top(place // self.per_row) + self.LABELS

    def box_left(self, place):
        return self.left(place) + self.gap

    def box_middle(self, place):
        return self.box_left(place) + self.box / 2

    def gap_middle(self, place):
        return self.left(place) + self.gap / 2

    def in_row(self, row):
        return range(row * self.per_row, min(self.count, (row + 1) * self.per_row))

    def right(self):
        return LEFT + self.per_row * self.column


def _heading(sheet, stream):
    totals = stream.totals
    sheet.write(
        0.1, 0.17,
        f"{said(totals.lead_time)} days of lead time for {said(totals.processing)} s of processing", 13,
        weight="bold",
    )  # fmt: skip
    words = f"{said(totals.value_added)} s add value{_share(totals)}"
    slow = [name for name, late in zip(stream.processes, stream.slow, strict=True) if late]
    if slow:
        words += f"; slower than takt: {listed(slow)}"
    sheet.write(0.1, 0.43, shortened(words, WIDTH - 0.2, 11.5), 11.5)


def _partners(sheet, stream, places):
    """Supplier, control and customer, and what they tell each other."""
    y, height = places.PARTNERS, 0.74
    right = max(places.right() + RIGHT, 6.2)
    width = 1.5
    homes = {"supplier": 0.1, "control": right / 2 - 0.85, "customer": right - width - 0.02}
    for who in ("supplier", "customer"):
        x = homes[who]
        sheet.polygon(_factory(x, y, width, height)).set_gid(who)
        lines = _two_lines(getattr(stream, who), width - 0.1, 11, "bold")
        if who == "customer" and stream.demand:
            lines.append(f"{said(stream.demand, 1)} a day")
        for number, words in enumerate(lines):
            weight = "normal" if words.endswith("a day") else "bold"
            at = y + 0.45 + 0.17 * (number - (len(lines) - 1) / 2)
            sheet.write(
                x + width / 2, at, words, 11 if weight == "bold" else SIZE, ha="center", weight=weight
            )
    sheet.box(homes["control"], y + 0.12, 1.7, 0.5).set_gid("control")
    lines = _two_lines(stream.control, 1.62, 11, "bold")
    for number, words in enumerate(lines):
        at = y + 0.37 + 0.18 * (number - (len(lines) - 1) / 2)
        sheet.write(homes["control"] + 0.85, at, words, 11, ha="center", weight="bold")
    for start, end, at in (
        (homes["customer"], homes["control"] + 1.7, (homes["customer"] + homes["control"] + 1.7) / 2),
        (homes["control"], homes["supplier"] + width, (homes["control"] + homes["supplier"] + width) / 2),
    ):
        if start - end > 0.3:
            sheet.arrow((start - 0.02, y + 0.36), (end + 0.02, y + 0.36), color=QUIET, style=(0, (4, 3)))
            if start - end > 0.5:
                sheet.write(at, y + 0.22, "orders", SIZE, ha="center", color=QUIET)
    # Deliveries: down to the first inventory; from the last process up to the customer.
    x = places.gap_middle(0)
    sheet.arrow((x, y + height), (x, places.box_top(0) - 0.02), width=2.4, head=13).set_gid("delivery")
    last = places.count - 1
    level = places.box_top(last) + places.BOX / 2
    end = places.box_left(last) + places.box
    edge = right - 0.2
    sheet.line([(end, level), (edge, level), (edge, y + height + 0.1)], width=2.4)
    sheet.arrow((edge, y + height + 0.2), (edge, y + height), width=2.4, head=13).set_gid("shipment")
    places.control_middle, places.control_bottom = homes["control"] + 0.85, y + 0.62


def _process(sheet, stream, places, place):
    x, y = places.box_left(place), places.box_top(place)
    slow = stream.slow[place]
    edge, line = (ORANGE, 2.4) if slow else (INK, 1.2)
    sheet.box(x, y, places.box, places.BOX, edge=edge, line=line).set_gid(f"process{' slow' if slow else ''}")
    name = wrapped(stream.processes[place], places.box - 0.08, 11, "bold")
    name = (
        [*name[:1], shortened(" ".join(name[1:]), places.box - 0.08, 11, "bold")] if len(name) > 1 else name
    )
    for number, words in enumerate(name):
        at = y + places.BOX / 2 + 0.18 * (number - (len(name) - 1) / 2)
        sheet.write(x + places.box / 2, at, words, 11, ha="center", weight="bold")
    sheet.box(x, y + places.BOX, places.box, places.data, edge=QUIET, line=0.8)
    for number, words in enumerate(stream.data[place]):
        look = {"color": ORANGE, "weight": "bold"} if words == SLOW else {}
        sheet.write(x + 0.07, y + places.BOX + 0.05 + STEP * (number + 0.5), words, SIZE, **look)
    _between(sheet, stream, places, place)


def _between(sheet, stream, places, place):
    """What lies before a process, and what brings it there."""
    x, y = places.gap_middle(place), places.box_top(place)
    flow = stream.flows[place]
    half = places.gap / 2 - 0.05
    if place:
        if flow == "push":
            _striped_arrow(sheet, x - half, x + half, y + 0.1).set_gid("push")
        elif flow == "pull":
            sheet.arrow((x - half, y + 0.1), (x + half, y + 0.1), width=1.6, head=12).set_gid("pull")
        if place % places.per_row == 0:
            sheet.write(LEFT - 0.1, y - 0.12, "from above", SIZE, color=QUIET)
    top = y + 0.27
    if flow == "fifo" and place:
        for level in (top, top + 0.3):
            sheet.line([(x - half, level), (x + half, level)], width=1.2)
        sheet.arrow((x - half, y + 0.1), (x + half, y + 0.1), width=1.2, head=9).set_gid("fifo")
        sheet.write(x, top + 0.15, "FIFO", SIZE, ha="center")
    elif flow == "pull" and place:
        _shelves(sheet, x, top, 0.17, 0.15)
    else:
        r = 0.2
        sheet.polygon([(x, top - 0.02), (x + r, top + 0.32), (x - r, top + 0.32)]).set_gid("inventory")
        sheet.write(x, top + 0.21, "I", 11, ha="center", weight="bold")
    row = stream.rows.iloc[place]
    words = [] if _missing(row["inventory"]) else [said(row["inventory"], 0)]
    for number, line in enumerate([*words, *_days(row["days"], places.gap)]):
        sheet.write(x, top + 0.46 + STEP * number, line, SIZE, ha="center")


def _shelves(sheet, x, top, half, step):
    """A supermarket: shelves that are open to those who supply them."""
    for level in range(3):
        sheet.line([(x - half, top + level * step), (x + half, top + level * step)], width=1.4)
    sheet.line([(x + half, top), (x + half, top + 2 * step)], width=1.4)


def _striped_arrow(sheet, left, right, y):
    """Rother and Shook's push arrow: striped, broad, with a head."""
    h, neck = 0.05, right - 0.14
    return sheet.polygon(
        [(left, y - h), (neck, y - h), (neck, y - 0.1), (right, y), (neck, y + 0.1), (neck, y + h),
         (left, y + h)],
        hatch="||||", line=0.9,
    )  # fmt: skip


def _ladder(sheet, stream, places, row):
    """Days on the upper rungs, seconds on the lower ones."""
    y = places.top(row) + places.LABELS + places.BOX + places.data + 0.42
    low = y + 0.2
    points = []
    for place in places.in_row(row):
        left, middle, right = places.left(place), places.box_left(place), places.box_left(place) + places.box
        points += [(left, y), (middle, y), (middle, low), (right, low)]
        days, seconds = stream.rows["days"].iloc[place], stream.rows["processing_s"].iloc[place]
        sheet.write((left + middle) / 2, y - 0.11, _days(days, places.gap + 0.5)[0], SIZE, ha="center")
        sheet.write((middle + right) / 2, low - 0.11, f"{said(seconds)} s", SIZE, ha="center")
    sheet.line(points, color=BLUE, width=2.2).set_gid("ladder")


def _information(sheet, stream, places):
    """From production control to every process that gets a schedule, and kanban back from those that pull."""
    edge = LEFT - 0.13
    informed = [flow != "fifo" and (flow != "pull" or not place) for place, flow in enumerate(stream.flows)]
    for row in range(places.rows):
        here = [place for place in places.in_row(row) if informed[place]]
        bus = places.top(row) + 0.08
        if here:
            ends = [places.box_middle(place) for place in here]
            start = places.control_middle if row == 0 else edge
            ends += [start, *([edge] if any(informed[(row + 1) * places.per_row :]) else [])]
            sheet.line([(min(ends), bus), (max(ends), bus)], color=QUIET, style=_DASHED)
        elif any(informed[(row + 1) * places.per_row :]):
            sheet.line(
                [(edge, bus), (edge if row else places.control_middle, bus)], color=QUIET, style=_DASHED
            )
        if row == 0 and any(informed):
            sheet.line(
                [(places.control_middle, places.control_bottom), (places.control_middle, bus)],
                color=QUIET,
                style=_DASHED,
            )
        if row and any(informed[row * places.per_row :]):
            sheet.line([(edge, places.top(row - 1) + 0.08), (edge, bus)], color=QUIET, style=_DASHED)
        for place in here:
            x = places.box_middle(place)
            sheet.arrow((x, bus), (x, places.box_top(place) - 0.02), color=QUIET, style=_DASHED).set_gid(
                "information"
            )
            lines = _two_lines(stream.information[place], places.box + 0.2, SIZE)
            for number, words in enumerate(lines):
                if words:
                    sheet.write(
                        x, bus + 0.14 + STEP * number, words, SIZE, ha="center", color=QUIET, mask=True
                    )
        for place in places.in_row(row):
            if place and stream.flows[place] == "pull":
                x, y = places.box_left(place), places.box_top(place) - 0.12
                sheet.arrow((x, y), (places.left(place), y), color=QUIET, style=_DASHED).set_gid("kanban")
                sheet.write((x + places.left(place)) / 2, y - 0.12, "kanban", SIZE, ha="center", color=QUIET)


def _totals(sheet, stream, places):
    totals = stream.totals
    y = places.BELOW_PARTNERS + places.rows * places.row + 0.2
    words = [
        f"Lead time {said(totals.lead_time)} days",
        f"Processing {said(totals.processing)} s",
        f"Value added {said(totals.value_added)} s",
    ]
    if stream.loads is not None:
        takts = sorted(set(stream.loads["takt_s"].round(6)))
        words.append(f"Takt {' or '.join(said(takt, 1) for takt in takts)} s")
    x = 0.1
    for line in words:
        sheet.write(x, y, line, 11.5, weight="bold")
        x += text_width(line, 11.5, "bold") + 0.35
    sheet.line([(0.1, y - 0.18), (WIDTH - 0.1, y - 0.18)], color=FAINT)


def _key(sheet, stream, places):
    y = places.BELOW_PARTNERS + places.rows * places.row + 0.5
    for flow in [flow for flow in FLOWS if flow in stream.flows[1:]]:
        if flow == "push":
            _striped_arrow(sheet, 0.1, 0.6, y)
        elif flow == "fifo":
            for level in (y - 0.08, y + 0.08):
                sheet.line([(0.1, level), (0.6, level)])
            sheet.arrow((0.1, y), (0.6, y))
        else:
            _shelves(sheet, 0.25, y - 0.08, 0.1, 0.08)
            sheet.arrow((0.4, y), (0.6, y), width=1.6)
        sheet.write(0.72, y, FLOWS[flow], SIZE, color=QUIET)
        y += 0.24
    sheet.line([(0.1, y), (0.6, y)], color=QUIET, style=_DASHED)
    words = "information;  I: inventory;  C/T: cycle time;  C/O: changeover;  VA: value-added time"
    sheet.write(0.72, y, words, SIZE, color=QUIET)


def _two_lines(words, width, size, weight="normal"):
    """The words in one line or two; what does not fit into the second gives way to three dots."""
    lines = wrapped(words, width, size, weight)
    return [*lines[:1], *([shortened(" ".join(lines[1:]), width, size, weight)] if lines[1:] else [])]


def _factory(x, y, width, height):
    """The outside company: a house with a saw-tooth roof."""
    tooth = width / 3
    roof = []
    for number in range(3):
        left = x + number * tooth
        roof += [(left, y + 0.16), (left + tooth, y)]
    return [(x, y + height), *roof, (x + width, y + height)]


def _days(days, room):
    unit = "day" if days == 1 else "days"
    for words in (f"{said(days)} {unit}", f"{said(days, 1)} {unit}", f"{said(days, 1)} d"):
        if text_width(words, SIZE) <= room:
            return [words]
    return [f"{said(days, 0)} d"]


def _missing(value):
    return value is None or value != value
