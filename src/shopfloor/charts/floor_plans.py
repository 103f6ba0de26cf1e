"""The spaghetti plan: a route drawn on the floor plan, thick where it goes often."""

import math

from shopfloor.charts.figure import Figure
from shopfloor.charts.sheet import text_width
from shopfloor.charts.style import BACKGROUND, BLUE, FAINT, INK, QUIET, house_style
from shopfloor.methods import motion
from shopfloor.methods.floor_travel import layout_points, route_words
from shopfloor.methods.step_tables import total

WIDTH = 8.4
SIZE = 10.5
_WAYS = {
    "rectilinear": "along the directions of the walls",
    "euclidean": "in straight lines",
    "aisles": "along the aisles",
}


# Where a name may stand: close by all round, else further up or down, with a line to its place.
_POSITIONS = [
    *((0, step) for step in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))),
    *((ring, (dx, dy)) for ring in (1.5, 3, 4.5) for dy in (1, -1) for dx in (0, 0.6, -0.6)),
]


def spaghetti_plan(route, layout, aisles=None, *, way=None, plan=None):
    """Where does the walking go? The route on the floor plan, thicker and numbered where it passes more
    often.

    Arguments as in ``motion.travel``. Returns a Figure, whose text has the distance and the busiest stretch.

    >>> layout = {"saw": (0, 0), "drill": (3, 4), "bench": (3, 0)}
    >>> spaghetti_plan(["saw", "drill", "saw"], layout, way="euclidean").text.split(". ")[0]
    '2 trips, 10 in all, in straight lines'
    """
    if way is None:
        way = "rectilinear" if aisles is None else "aisles"
    legs = motion.travel_legs(route, layout, aisles, way=way, plan=plan)
    floor = layout_points(layout, aisles, plan)
    stretches = _stretches(legs, floor.points, way)
    trips = legs[legs["from_location"] != legs["to_location"]]
    if trips.empty:
        raise ValueError("The route stays where it is: there is no way to draw.")
    distance = total(legs["distance"])
    text = _described(trips, distance, floor.unit, way)
    return Figure(_draw(stretches, trips, floor, distance, way, plan), text)


def _stretches(legs, points, way):
    """(point, point) -> how often the route passes there, in either direction."""
    count = {}
    for leg in legs.itertuples():
        corners = [points[name] for name in leg.stops]
        if way == "rectilinear":
            # There and back by the same corner.
            (x, y), (u, v) = sorted((corners[0], corners[-1]))
            corners = [(x, y), (u, y), (u, v)]
        for one, other in zip(corners[:-1], corners[1:], strict=True):
            if one != other:
                key = tuple(sorted((one, other)))
                count[key] = count.get(key, 0) + 1
    return _cut(count)


def _cut(count):
    """The same with stretches that lie on one another cut at their ends, so that each piece has one
    number."""
    pieces = {}
    for across in (0, 1):
        lines = {}
        for (one, other), often in count.items():
            if one[across] == other[across]:
                lines.setdefault(one[across], []).append(
                    (*sorted((one[1 - across], other[1 - across])), often)
                )
        for level, stretches in lines.items():
            ends = sorted({end for low, high, _ in stretches for end in (low, high)})
            for low, high in zip(ends[:-1], ends[1:], strict=True):
                often = sum(one[2] for one in stretches if one[0] <= low and high <= one[1])
                if often:
                    points = ((level, low), (level, high)) if across == 0 else ((low, level), (high, level))
                    pieces[points] = often
    sloping = {
        key: often for key, often in count.items() if key[0][0] != key[1][0] and key[0][1] != key[1][1]
    }
    return pieces | sloping


def _described(trips, distance, unit, way):
    count = "1 trip" if len(trips) == 1 else f"{len(trips)} trips"
    text = f"{count}, {route_words(distance, unit)} in all, {_WAYS[way]}."
    pairs = {}
    for trip in trips.itertuples():
        pair = tuple(sorted((trip.from_location, trip.to_location)))
        often, far = pairs.get(pair, (0, 0.0))
        pairs[pair] = often + 1, far + trip.distance
    (one, other), (often, far) = max(pairs.items(), key=lambda item: item[1][1])
    times = "once" if often == 1 else "twice" if often == 2 else f"{often} times"
    text += (
        f" Most of it lies between {one} and {other}: {times}, {route_words(far, unit)} "
        f"({100 * far / distance:.0f} % of all)."
    )
    visits = {}
    for trip in trips.itertuples():
        for place in (trip.from_location, trip.to_location):
            visits[place] = visits.get(place, 0) + 1
    busiest = max(visits, key=visits.get)
    return (
        f"{text} The place with the most trips is {busiest}, {visits[busiest]} of {len(trips)} "
        f"begin or end there."
    )


def _draw(stretches, trips, floor, distance, way, plan):
    from matplotlib.figure import Figure as Drawing

    shown = [*floor.points.values()]
    shown += [point for stretch in stretches for point in stretch]
    xs, ys = [x for x, _ in shown], [y for _, y in shown]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    size = max(wide, high)
    wide, high = max(wide, 0.25 * size), max(high, 0.25 * size)
    with house_style():
        # Room around the outermost places for their names.
        names = {*trips["from_location"], *trips["to_location"]}
        beside, above = 0.3 + max(text_width(name, SIZE) for name in names) / 2, 0.45
        # As wide as the page; a plan that is higher than wide is drawn narrower, so that it fits on a screen.
        inches = min((WIDTH - 0.6 - 2 * beside) / wide, 6.0 / high)
        wide, high = wide + 2 * beside / inches, high + 2 * above / inches
        drawing = Drawing(figsize=(WIDTH, high * inches + 1.35), layout="constrained")
        drawing.get_layout_engine().set(h_pad=0.1)
        ax = drawing.subplots()
        middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        ax.set(
            xlim=(middle_x - wide / 2, middle_x + wide / 2),
            ylim=(middle_y - high / 2, middle_y + high / 2),
            aspect="equal",
        )
        ax.grid(False)
        for start, end, _ in floor.aisles:
            (x, y), (u, v) = floor.points[start], floor.points[end]
            ax.plot([x, u], [y, v], color=FAINT, linewidth=11, solid_capstyle="round", zorder=1)
        most = max(stretches.values())
        for (one, other), count in stretches.items():
            (x, y), (u, v) = one, other
            width = 1.2 + 6.3 * (count / most if most > 1 else 0.2)
            (line,) = ax.plot([x, u], [y, v], color=BLUE, linewidth=width, solid_capstyle="round", zorder=2)
            line.set_gid(f"passed {count}")
        taken = _numbers(ax, stretches, inches) if most > 1 else []
        _names(ax, floor, trips, stretches, taken, inches)
        unit = f" ({floor.unit})" if floor.unit else ""
        ax.set_xlabel(f"Along the hall{unit}")
        ax.set_ylabel(f"Across the hall{unit}")
        where = f"{plan[:1].upper()}{plan[1:]} plan: " if plan else ""
        trips_said = "1 trip" if len(trips) == 1 else f"{len(trips)} trips"
        ax.set_title(f"{where}{trips_said}, {route_words(distance, floor.unit)} {_WAYS[way]}")
        if most > 1:
            drawing.supxlabel("The numbers tell how often a stretch is passed", size=SIZE, color=QUIET)
    return drawing


def _numbers(ax, stretches, inches):
    """How often, on each stretch that is long enough; the areas they take."""
    taken = []
    for ((x, y), (u, v)), count in stretches.items():
        words = str(count)
        width, height = (text_width(words, SIZE, "bold") + 0.06) / inches, 0.19 / inches
        long_enough = math.hypot(u - x, v - y) > 1.3 * max(width, height)
        area = _area((x + u) / 2, (y + v) / 2, width, height)
        if not long_enough or any(_overlap(area, other) for other in taken):
            continue
        ax.text(
            (x + u) / 2, (y + v) / 2, words, size=SIZE, weight="bold", ha="center", va="center", color=INK,
            zorder=5,
            bbox={"facecolor": BACKGROUND, "edgecolor": "none", "pad": 1.0},
        )  # fmt: skip
        taken.append(area)
    return taken


def _names(ax, floor, trips, stretches, taken, inches):
    """The places that are visited, each with its name where it covers least."""
    ends = dict.fromkeys([*trips["from_location"], *trips["to_location"]])
    for name in ends:
        x, y = floor.points[name]
        ax.scatter([x], [y], s=52, color=INK, zorder=4)
    dots = [_area(*floor.points[name], 0.16 / inches, 0.16 / inches) for name in ends]
    low_x, high_x = sorted(ax.get_xlim())
    low_y, high_y = sorted(ax.get_ylim())
    for name in ends:
        x, y = floor.points[name]
        width, height = (text_width(name, SIZE) + 0.05) / inches, 0.18 / inches
        across, up = width / 2 + 0.12 / inches, height / 2 + 0.1 / inches
        best = None
        for ring, (dx, dy) in _POSITIONS:
            far = ring * height
            area = _area(x + dx * across, y + dy * (up + far), width, height)
            cost = 4 * sum(_overlap(area, other) for other in [*taken, *dots]) + 0.8 * ring
            cost += sum(_crosses(stretch, area) for stretch in stretches)
            cost += 8 * (area[0] < low_x or area[2] > high_x or area[1] < low_y or area[3] > high_y)
            if best is None or cost < best[0]:
                best = cost, area, ring
        _, area, ring = best
        if ring:
            ax.plot(
                [x, (area[0] + area[2]) / 2],
                [y, (area[1] + area[3]) / 2],
                color=QUIET,
                linewidth=0.8,
                zorder=3,
            )
        taken.append(area)
        ax.text(
            (area[0] + area[2]) / 2, (area[1] + area[3]) / 2, name, size=SIZE, ha="center", va="center",
            zorder=5,
            parse_math=False, bbox={"facecolor": BACKGROUND, "edgecolor": "none", "pad": 0.8, "alpha": 0.85},
        )  # fmt: skip


def _area(x, y, width, height):
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crosses(stretch, area):
    """Whether a straight stretch passes through the area (Liang and Barsky: the part of it that is
    inside)."""
    (x, y), (u, v) = stretch
    first, last = 0.0, 1.0
    for start, step, low, high in ((x, u - x, area[0], area[2]), (y, v - y, area[1], area[3])):
        if step == 0:
            if not low <= start <= high:
                return False
            continue
        one, other = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, one), min(last, other)
    return first <= last
