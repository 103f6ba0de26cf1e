"""Travel on a floor plan: how far a route goes, straight, along the walls' directions, or along the
aisles."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from shopfloor.methods.arguments import is_sequence, listed, number
from shopfloor.methods.step_tables import column_of, column_words, decimals, did_you_mean, said, total

WAYS = ("rectilinear", "euclidean", "aisles")


class _Layout(NamedTuple):
    points: dict
    aisles: list
    unit: str


def travel(route, layout, aisles=None, *, way=None, plan=None):
    """How far does the route go? The sum of its legs, in the unit of the layout's coordinates.

    ``route``: the names of the places in their order; or a table of trips with the columns ``from_location``
    and ``to_location``, a row per trip.
    ``layout``: a table with the columns ``location``, ``x_m`` and ``y_m`` (or ``x``, ``y``; ``x_ft``,
    ``y_ft``), or a dictionary name -> (x, y). ``plan`` chooses the rows of one plan where the table has a
    column ``plan`` with several.
    ``aisles``: a table with the columns ``from_location`` and ``to_location``, a row per straight aisle that
    can be walked both ways (``length_m``, if known, takes the place of the straight distance of its ends).

    ``way`` names the convention, and it matters:

    - ``"rectilinear"``: the way along x and the way along y added up, along the directions of the walls; the
      usual one for layouts (Tompkins, White, Bozer and Tanchoco, *Facilities Planning*), and the default
      without aisles.
    - ``"euclidean"``: the straight line, for a crane or a conveyor overhead.
    - ``"aisles"``: the shortest way along the aisles (Dijkstra, by NetworkX), what a person or a truck goes;
      the default where aisles are given.

    Raises ValueError for an unknown place, a place that no aisle reaches, a plan that is not there.

    >>> layout = {"saw": (0, 0), "drill": (3, 4), "bench": (3, 0)}
    >>> travel(["saw", "drill", "saw"], layout)
    14.0
    >>> travel(["saw", "drill", "saw"], layout, way="euclidean")
    10.0
    """
    return total(_legs(route, layout, aisles, way, plan)["distance"])


def travel_legs(route, layout, aisles=None, *, way=None, plan=None):
    """How far is each leg, and which way does it take? A row per leg, in the order of the route.

    Arguments as in ``travel``. Columns: from_location, to_location, distance, stops: the places and crossings
    it passes, its ends included (along aisles; otherwise just its ends).

    >>> aisles = pd.DataFrame({"from_location": ["saw", "bench"], "to_location": ["bench", "drill"]})
    >>> legs = travel_legs(["saw", "drill"], {"saw": (0, 0), "drill": (3, 4), "bench": (3, 0)}, aisles)
    >>> legs["distance"].to_list(), legs["stops"].to_list()
    ([7.0], [['saw', 'bench', 'drill']])
    """
    return _legs(route, layout, aisles, way, plan)


def layout_points(layout, aisles=None, plan=None):
    """The places' coordinates, the aisles as (from, to, length), and the unit ("m", "ft" or "")."""
    points, unit = _points(layout, plan)
    return _Layout(points, _aisles(aisles, points, plan), unit)


def _legs(route, layout, aisles, way, plan):
    if way is None:
        way = "rectilinear" if aisles is None else "aisles"
    if way not in WAYS:
        raise ValueError(
            f"The way is {listed(WAYS[:-1])} or {WAYS[-1]}; {way!r} was given.{did_you_mean(way, WAYS)}"
        )
    if way == "aisles" and aisles is None:
        raise ValueError("To go along the aisles, give the table of aisles: travel(route, layout, aisles).")
    floor = layout_points(layout, aisles if way == "aisles" else None, plan)
    legs = _pairs(route)
    for place in dict.fromkeys(place for leg in legs for place in leg):
        if place not in floor.points:
            raise ValueError(
                f"There is no place {place!r} on the floor plan.{did_you_mean(place, floor.points)} "
                f"There are {listed(list(floor.points)[:20])}."
            )
    go = _along_aisles(floor) if way == "aisles" else _straight(floor.points, way)
    found = [(start, end, *go(start, end)) for start, end in legs]
    return pd.DataFrame(found, columns=["from_location", "to_location", "distance", "stops"])


def _pairs(route):
    if isinstance(route, pd.DataFrame):
        start = column_of(route, ["from_location", "from"], "route")
        end = column_of(route, ["to_location", "to"], "route")
        legs = list(zip(column_words(route, start), column_words(route, end), strict=True))
        for place, leg in enumerate(legs, start=1):
            if not all(leg):
                raise ValueError(f"Trip {place} of the route does not say where it begins or ends.")
    else:
        if not is_sequence(route):
            raise ValueError("Give the route as a list of places in their order, or as a table of trips.")
        stops = [str(stop).strip() for stop in route]
        legs = list(zip(stops[:-1], stops[1:], strict=True))
    if not legs:
        raise ValueError("A route needs at least two places: where it begins and where it ends.")
    return legs


def _points(layout, plan):
    if isinstance(layout, Mapping):
        points = {}
        for name, point in layout.items():
            if not is_sequence(point) or len(point) != 2:
                raise ValueError(f"The place {name!r} needs two coordinates, such as (3, 4).")
            points[str(name)] = tuple(_coordinate(value, name) for value in point)
        if not points:
            raise ValueError("The floor plan is empty: there is no place on it.")
        return points, ""
    if not isinstance(layout, pd.DataFrame):
        raise ValueError("Give the floor plan as a table with the columns location, x_m and y_m.")
    table = _rows_of(layout, plan, "floor plan")
    x = column_of(table, ["x_m", "x_ft", "x"], "floor plan")
    y = column_of(table, [x.replace("x", "y", 1)], "floor plan")
    column_of(table, ["location"], "floor plan")
    points = {}
    for name, one, other in zip(column_words(table, "location"), table[x], table[y], strict=True):
        if name in points:
            raise ValueError(f"The place {name!r} is on the floor plan twice: keep one.")
        points[name] = (_coordinate(one, name), _coordinate(other, name))
    return points, x[2:]


def _aisles(aisles, points, plan):
    if aisles is None:
        return []
    if not isinstance(aisles, pd.DataFrame):
        raise ValueError("Give the aisles as a table with the columns from_location and to_location.")
    table = _rows_of(aisles, plan, "table of aisles")
    start = column_of(table, ["from_location", "from"], "table of aisles")
    end = column_of(table, ["to_location", "to"], "table of aisles")
    length = column_of(table, ["length_m", "length_ft", "length"])
    result = []
    for row, (one, other) in enumerate(
        zip(column_words(table, start), column_words(table, end), strict=True)
    ):
        for place in (one, other):
            if place not in points:
                raise ValueError(
                    f"An aisle leads to {place!r}, which is not on the floor "
                    f"plan.{did_you_mean(place, points)}"
                )
        if length:
            far = number(table[length].iloc[row], f"length of the aisle from {one} to {other}")
        else:
            far = math.dist(points[one], points[other])
        result.append((one, other, far))
    return result


def _rows_of(table, plan, what):
    if table.empty:
        raise ValueError(f"The {what} is empty.")
    if "plan" not in table:
        if plan is not None:
            raise ValueError(
                f"There is no column plan in the {what}, so no plan can be chosen: leave plan out."
            )
        return table
    plans = [str(name) for name in pd.unique(table["plan"].dropna())]
    if plan is None:
        if len(plans) > 1:
            raise ValueError(
                f'The {what} has the plans {listed(plans)}: choose one, such as plan="{plans[0]}".'
            )
        return table
    if plan not in plans:
        raise ValueError(f"There is no plan {plan!r} in the {what}: there are {listed(plans)}.")
    return table[table["plan"] == plan]


def _straight(points, way):
    def go(start, end):
        (x, y), (u, v) = points[start], points[end]
        far = abs(x - u) + abs(y - v) if way == "rectilinear" else math.dist((x, y), (u, v))
        return total([far]), [start, end]

    return go


def _along_aisles(floor):
    import networkx

    graph = networkx.Graph()
    for start, end, length in floor.aisles:
        # Of two aisles between the same ends the shorter one is taken.
        if not graph.has_edge(start, end) or length < graph.edges[start, end]["length"]:
            graph.add_edge(start, end, length=length)
    known = {}

    def go(start, end):
        if start == end:
            return 0.0, [start, end]
        for place in (start, end):
            if place not in graph:
                raise ValueError(f"No aisle leads to {place!r}: add one, or leave the trip out.")
        if start not in known:
            known[start] = networkx.single_source_dijkstra(graph, start, weight="length")
        distances, paths = known[start]
        if end not in distances:
            raise ValueError(f"No aisles lead from {start!r} to {end!r}: a stretch is missing between them.")
        return total([distances[end]]), list(paths[end])

    return go


def _coordinate(value, name):
    return number(value, f"coordinate of {name!r}", low=None)


def route_words(distance, unit):
    """A distance for a sentence.

    >>> route_words(1614.0, "m"), route_words(0.0102, "")
    ('1,614 m', '0.01')
    """
    return f"{said(distance, 1 if distance >= 10 else decimals([distance]))} {unit}".rstrip()
