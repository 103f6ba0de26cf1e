"""The map of careers as a picture: roles as boxes, steps as arrows, a way from one role to another marked."""

from shopfloor.charts.career_layout import layered
from shopfloor.charts.figure import Figure
from shopfloor.charts.measured import plain, wrapped
from shopfloor.charts.style import BACKGROUND, BLUE, HEAT, INK, QUIET, house_style
from shopfloor.methods import careers
from shopfloor.methods.arguments import listed
from shopfloor.methods.career_tables import find

WIDTH = 8.4
NAME_SIZE, REMARK_SIZE = 11, 10.5
GAP = 0.13
"""Least distance between two boxes of a column, inches."""
BOX = 1.3
ROOM = 0.42
"""Widths in inches: the narrowest box, and the room for arrows between two columns."""
DASHES = ("-", (0, (5, 2.5)), (0, (1.2, 1.8)), (0, (8, 2, 1.5, 2)))
"""Kinds of step differ by their dashes; further kinds share the last one."""


def career_graph(advancement, start=None, goal=None, *, way=None, only=None, tiers=None):
    """Which role leads to which, and how does one get from here to there? A map of careers, read from left to
    right.

    ``advancement``: ``load("careers/advancement")``, or any table with the columns from_role and to_role (and
    step, the kind of step: each kind has its dashes). ``start`` and ``goal`` mark the shortest way between
    two roles, as ``careers.path`` finds it; ``way``: a path that ``careers.path`` gave, instead. ``tiers``:
    ``load("careers/career_tiers")`` adds the years. ``only="reachable"`` draws no more than what can be
    reached from ``start``. Returns a Figure.

    >>> from shopfloor.data import load
    >>> figure = career_graph(load("careers/advancement"), "Junior production technician",
    ...                       "Lead production technician", tiers=load("careers/career_tiers"))
    >>> print(figure.text.split(". ")[0])
    Marked: Junior production technician to Production technician (2 years) to Senior production technician \
(3 years) to Lead production technician (2 years): 3 steps, 7 years
    """
    graph = careers.career_map(advancement, tiers=tiers)
    if way is not None and (start is not None or goal is not None):
        raise ValueError("Give a way, or its start and goal, not both.")
    if way is not None:
        if not isinstance(way, careers.Path):
            raise ValueError("way is a path that careers.path gave; for two names use start and goal.")
        missing = [role for role in way.roles if role not in graph]
        if missing:
            raise ValueError(f"The way has roles that are not in this table: {listed(missing)}.")
    elif goal is not None:
        if start is None:
            raise ValueError("A way needs a start as well as a goal.")
        way = careers.path(start, goal, advancement=advancement, tiers=tiers)
    if start is not None:
        start = find(start, {role: [role] for role in graph}, "role")
    # Of the whole map, so that a kind has the same line in every part of it.
    kinds = [kind for kind in dict.fromkeys(kind for *_, kind in graph.edges(data="kind")) if kind]
    graph = _part(graph, way.start if way else start, only, advancement)
    return Figure(_draw(graph, way, start, kinds), _say(graph, way))


def _part(graph, start, only, advancement):
    """The map, or what of it can be reached from ``start``."""
    if only is None:
        return graph
    if only != "reachable":
        raise ValueError(f'only="reachable" draws a part of the map; {only!r} was given.')
    if start is None:
        raise ValueError('Say from where: only="reachable" needs a start.')
    keep = {start, *careers.reachable(start, advancement=advancement)["role"]}
    if len(keep) == 1:
        raise ValueError(f"No step leads on from {start}: there is no map to draw.")
    return graph.subgraph([role for role in graph if role in keep]).copy()


def _draw(graph, way, start, kinds):
    from matplotlib.figure import Figure as Drawing

    with house_style():
        sheet = _Sheet(graph, _remarks(way, start))
        heading = wrapped(_heading(graph, way), 72 * (sheet.width - 0.3), 13, "bold", lines=3)
        above = 0.12 + 0.21 * (heading.count("\n") + 1)
        below = 0.42 if kinds else 0.06
        drawing = Drawing(figsize=(sheet.width, above + sheet.height + below))
        ax = drawing.add_axes((0, below / (above + sheet.height + below), 1,
                               sheet.height / (above + sheet.height + below)))  # fmt: skip
        # One unit is one inch, so that what fits a box on paper fits it on the drawing.
        ax.set_xlim(0, sheet.width)
        ax.set_ylim(sheet.height, 0)
        ax.axis("off")
        marked = set(zip(way.roles, way.roles[1:], strict=False)) if way else set()
        for edge in sorted(graph.edges, key=lambda edge: edge in marked):
            _draw_arrow(
                ax,
                sheet,
                edge,
                _dashes(graph.edges[edge]["kind"], kinds, 0.5 if edge in marked else 1.0),
                edge in marked,
            )
        for role in graph:
            _draw_box(ax, sheet, role, bool(way and role in way.roles))
        drawing.text(0.08 / sheet.width, 1 - 0.06 / (above + sheet.height + below), plain(heading), ha="left",
                     va="top", size=13, weight="bold", color=INK)  # fmt: skip
        if kinds:
            drawing.legend(
                handles=_key(graph, kinds, bool(marked)),
                loc="lower center",
                ncols=len(kinds) + bool(marked),
                fontsize=NAME_SIZE,
                handlelength=3.2,
            )
    return drawing


class _Sheet:
    """Where everything is on the drawing, in inches from its upper left corner."""

    def __init__(self, graph, remarks):
        self.remarks = remarks
        flat = layered(graph, lambda role: 1.0, 0.2)
        columns = [list(flat.layer.values()).count(layer) for layer in range(flat.layers)]
        room = (WIDTH - 0.16 - ROOM * (flat.layers - 1)) / flat.layers
        # Many columns with few roles each read better from top to bottom.
        self.down = room < BOX and max(columns) * (BOX + GAP) <= WIDTH
        if self.down:
            self.box = min(2.3, (WIDTH - 0.16) / max(columns) - GAP)
        else:
            self.box = min(2.1, max(BOX, room))
        self.names = {role: wrapped(role, 72 * self.box - 12, NAME_SIZE, "bold", lines=4) for role in graph}
        self.heights = {role: self._height(role) for role in graph}
        across = (lambda role: self.box) if self.down else self.heights.get
        self.layout = layered(graph, across, GAP)
        self._measure()

    def _height(self, role):
        return 0.178 * (self.names[role].count("\n") + 1) + (0.17 if role in self.remarks else 0) + 0.13

    def _measure(self):
        layers = self.layout.layers
        if self.down:
            deep = [
                max(self.heights[role] for role in self.heights if self.layout.layer[role] == layer)
                for layer in range(layers)
            ]
            self.starts = [0.08 + sum(deep[:layer]) + ROOM * layer for layer in range(layers)]
            self.ends = [start + size for start, size in zip(self.starts, deep, strict=True)]
            self.width = max(WIDTH, self.layout.extent + 0.16)
            self.height = self.ends[-1] + 0.08
            self.shift = (self.width - self.layout.extent) / 2
        else:
            free = WIDTH - 0.16 - layers * self.box
            between = max(ROOM, min(1.1, free / (layers - 1))) if layers > 1 else 0
            self.starts = [0.08 + layer * (self.box + between) for layer in range(layers)]
            self.ends = [start + self.box for start in self.starts]
            self.width = max(WIDTH, self.ends[-1] + 0.08)
            self.height = self.layout.extent + 0.16
            self.shift = 0.08

    def center(self, role):
        """The middle of a box, (x, y)."""
        layer, place = self.layout.layer[role], self.layout.place[role] + self.shift
        middle = (self.starts[layer] + self.ends[layer]) / 2
        if self.down:
            return place, self.starts[layer] + self.heights[role] / 2
        return middle, place

    def line(self, edge):
        """The points of an arrow, from box to box through its lanes."""
        one, other = edge
        back = edge in self.layout.backward
        first, last = (other, one) if back else (one, other)
        lanes = self.layout.routes[edge][:: -1 if back else 1]
        # Beside the arrows that lead on, so that head and tail do not lie on each other.
        aside = 0.11 if back else 0.0
        points = [self._side(first, True, aside)]
        for layer, place in lanes:
            where = place + self.shift
            for along in (self.starts[layer], self.ends[layer]):
                points.append((where, along) if self.down else (along, where))
        points.append(self._side(last, False, aside))
        return points[::-1] if back else points

    def _side(self, role, leaving, aside):
        """Where an arrow leaves or enters a box, ``aside`` inches off the middle."""
        x, y = self.center(role)
        if self.down:
            return x + aside, y + (1 if leaving else -1) * self.heights[role] / 2
        return x + (1 if leaving else -1) * self.box / 2, y + aside


def _draw_arrow(ax, sheet, edge, dashes, marked):
    from matplotlib.patches import PathPatch, Polygon
    from matplotlib.path import Path as Line

    points = sheet.line(edge)
    color, width = (BLUE, 3.0) if marked else (QUIET, 1.5)
    head, half = (0.13, 0.075) if marked else (0.10, 0.055)
    tip, before = points[-1], points[-2]
    axis = 1 if sheet.down else 0
    sign = 1 if tip[axis] >= before[axis] else -1
    neck = tuple(value - sign * head * 0.9 if place == axis else value for place, value in enumerate(tip))
    points = [*points[:-1], neck]
    codes, path = [Line.MOVETO], [points[0]]
    for one, other in zip(points, points[1:], strict=False):
        middle = (one[axis] + other[axis]) / 2
        bend = [(one[0], middle), (other[0], middle)] if axis else [(middle, one[1]), (middle, other[1])]
        path += [*bend, other]
        codes += [Line.CURVE4] * 3
    ax.add_patch(PathPatch(Line(path, codes), facecolor="none", edgecolor=color, linewidth=width,
                           linestyle=dashes, zorder=2 + marked, capstyle="butt"))  # fmt: skip
    back = neck[axis] - sign * head * 0.1
    if axis:
        wings = [(tip[0] - half, back), (tip[0] + half, back)]
    else:
        wings = [(back, tip[1] - half), (back, tip[1] + half)]
    ax.add_patch(Polygon([tip, *wings], closed=True, facecolor=color, edgecolor="none", zorder=2 + marked))


def _draw_box(ax, sheet, role, marked):
    from matplotlib.patches import FancyBboxPatch

    x, y = sheet.center(role)
    width, height = sheet.box, sheet.heights[role]
    ax.add_patch(
        FancyBboxPatch(
            (x - width / 2, y - height / 2),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.07",
            facecolor=HEAT[0] if marked else BACKGROUND,
            edgecolor=BLUE if marked else QUIET,
            linewidth=2.6 if marked else 1.2,
            zorder=4,
        )
    )
    remark = sheet.remarks.get(role)
    ax.text(
        x,
        y - (0.085 if remark else 0),
        plain(sheet.names[role]),
        ha="center",
        va="center",
        size=NAME_SIZE,
        weight="bold" if marked else "normal",
        zorder=5,
        linespacing=1.15,
    )
    if remark:
        ax.text(
            x,
            y + height / 2 - 0.075,
            plain(remark),
            ha="center",
            va="bottom",
            size=REMARK_SIZE,
            color=INK,
            zorder=5,
        )


def _remarks(way, start):
    """What stands under a role's name: its place on the way."""
    if way is None:
        return {start: "you are here"} if start else {}
    remarks = {way.start: "start"} if way.steps else {way.start: "start and goal"}
    for place, step in enumerate(way.steps, start=1):
        years = "" if step.years is None else f": {_years(step.years)}"
        remarks[step.to_role] = f"{'goal, ' if place == len(way) else ''}step {place}{years}"
    return remarks


def _heading(graph, way):
    if way is not None:
        return f"From {way.start} to {way.goal}: {_length(way)}"
    role, count = _widest(graph)
    return f"Most ways lead on from {role}: {count} of {_steps(graph.number_of_edges())}"


def _length(way):
    if way.years is None or not way.steps:
        return _steps(len(way))
    return f"{_steps(len(way))}, {_years(way.years)}"


def _steps(count):
    return f"{count} {'step' if count == 1 else 'steps'}"


def _widest(graph):
    order = list(graph)
    return max(graph.out_degree, key=lambda pair: (pair[1], -order.index(pair[0])))


def _dashes(kind, kinds, scale=1.0):
    """The line of a kind of step; dashes grow with a line's width, so a thick line gets finer ones."""
    line = DASHES[min(kinds.index(kind), len(DASHES) - 1)] if kind in kinds else "-"
    return line if line == "-" else (0, tuple(one * scale for one in line[1]))


def _key(graph, kinds, marked):
    from matplotlib.lines import Line2D

    there = {kind for *_, kind in graph.edges(data="kind")}
    key = [
        Line2D([], [], color=QUIET, linewidth=1.8, linestyle=_dashes(kind, kinds), label=plain(kind))
        for kind in kinds
        if kind in there
    ]
    if marked:
        key.append(Line2D([], [], color=BLUE, linewidth=3.4, label="the way marked (thick)"))
    return key


def _say(graph, way):
    said = []
    if way is not None and way.steps:
        names = [way.start]
        stated = any(step.years is not None for step in way.steps)
        for step in way.steps:
            years = "years not stated" if step.years is None else _years(step.years)
            names.append(f"{step.to_role} ({years})" if stated else step.to_role)
        said.append(f"Marked: {' to '.join(names)}: {_length(way)}")
    elif way is not None:
        said.append(f"Marked: {way.start}, start and goal in one")
    said.append(f"{len(graph)} roles and {_steps(graph.number_of_edges())} between them")
    order = list(graph)
    leading = sorted(
        (role for role in graph if graph.out_degree(role)),
        key=lambda r: (-graph.out_degree(r), order.index(r)),
    )
    for role in leading[: 2 if way is None else 1]:
        said.append(f"{role} leads to {listed(list(graph.successors(role))[:6])}")
    ends = [role for role in graph if not graph.out_degree(role)]
    if ends:
        said.append(f"From {len(ends)} of them no step leads on")
    return ". ".join(said) + "."


def _years(years):
    return f"{years:g} {'year' if years == 1 else 'years'}"
