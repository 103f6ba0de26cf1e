"""The charts of motion study: what is drawn, and what their sentences say."""

import subprocess
import sys

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from shopfloor.charts import process_chart, spaghetti_plan, two_hand_chart
from shopfloor.charts.style import BACKGROUND, BLUE, INK, ORANGE, PURPLE, house_style
from shopfloor.data import load
from shopfloor.methods import motion

SHAPES = {
    "operation": "Circle",
    "transport": "Polygon",
    "inspection": "Polygon",
    "delay": "Polygon",
    "storage": "Polygon",
}


@pytest.fixture
def chart():
    return load("motion/process_chart")


@pytest.fixture
def hands():
    return load("motion/two_hand_chart")


@pytest.fixture
def hall():
    return load("motion/trips"), load("motion/floor_plan"), load("motion/aisles")


def words(figure):
    return [text.get_text() for ax in figure.drawing.axes for text in ax.texts]


def patches(figure, gid):
    return [patch for patch in figure.drawing.axes[0].patches if patch.get_gid() == gid]


def overlapping(figure):
    """Pairs of words that lie over each other, and words beyond the edge of the drawing."""
    with house_style():
        canvas = FigureCanvasAgg(figure.drawing)
        canvas.draw()
        renderer = canvas.get_renderer()
        boxes = [
            (text.get_text(), text.get_window_extent(renderer).padded(-1.5))
            for ax in figure.drawing.axes
            for text in ax.texts
            if text.get_text()
        ]
    paper = figure.drawing.bbox
    over = [
        (one[0], other[0])
        for n, one in enumerate(boxes)
        for other in boxes[n + 1 :]
        if one[1].overlaps(other[1])
    ]
    beyond = [
        text
        for text, box in boxes
        if box.x0 < paper.x0 - 2 or box.x1 > paper.x1 + 2 or box.y0 < paper.y0 - 2 or box.y1 > paper.y1 + 2
    ]
    return over + beyond


def smallest_type(figure):
    return min(text.get_size() for ax in figure.drawing.axes for text in ax.texts)


# Process chart


def test_each_step_has_its_symbol_where_its_kind_stands(chart):
    present = chart[chart["method"] == "present"]
    figure = process_chart(chart, "present")
    counts = {symbol: len(patches(figure, symbol)) for symbol in SHAPES}
    # One for each step, and one in the summary.
    assert counts == {"operation": 8, "transport": 7, "inspection": 3, "delay": 7, "storage": 3}
    for symbol, shape in SHAPES.items():
        assert {type(patch).__name__ for patch in patches(figure, symbol)} == {shape}
    columns = {
        symbol: patches(figure, symbol)[0].get_path().get_extents()
        for symbol in SHAPES
        if symbol != "operation"
    }
    places = [columns[symbol].x0 for symbol in ("transport", "inspection", "delay", "storage")]
    assert places == sorted(places)
    assert len(patches(figure, "operation (not used)")) == len(present) - 7


def test_the_five_shapes_differ():
    rows = [(symbol, 1.0, 5) for symbol in [*SHAPES, "operation and inspection"]]
    figure = process_chart(rows)
    corners = {symbol: len(patches(figure, symbol)[0].get_path().vertices) for symbol in SHAPES}
    assert len(set(corners.values())) == 5
    # The combined symbol is a circle within a square.
    square, circle = patches(figure, "operation and inspection")[:2]
    assert (type(square).__name__, type(circle).__name__) == ("Polygon", "Circle")
    assert circle.get_zorder() > square.get_zorder()


def test_a_line_goes_through_the_symbols_in_order(chart):
    figure = process_chart(chart, "proposed")
    (path,) = [line for line in figure.drawing.axes[0].lines if len(line.get_xdata()) == 11]
    assert list(path.get_ydata()) == sorted(path.get_ydata())
    assert path.get_color() == INK
    shares = [round(x, 3) for x in path.get_xdata()]
    kinds = chart.loc[chart["method"] == "proposed", "symbol"].tolist()
    for one, other in zip(range(10), range(1, 11), strict=True):
        assert (shares[one] == shares[other]) == (kinds[one] == kinds[other])


def test_times_and_ways_and_totals_are_written(chart):
    shown = words(process_chart(chart, "present"))
    assert {"18", "0.35", "240", "12", "34", "471.3", "140", "52.3"} <= set(shown)
    assert {"Time", "(min)", "Way", "(m)", "7 operations", "2 storages", "in all 23 steps"} <= set(shown)
    assert "23 steps, 471.3 min, 140 m" in shown and "Present" in shown


def test_the_sentence_has_the_numbers_of_this_chart(chart):
    text = process_chart(chart, "present").text
    assert text.startswith("Method present: 23 steps, 471.3 min, distance 140 m.")
    assert (
        "7 operations 52.3, 6 transports 3.8, 2 inspections 10.2, 6 delays 120 and 2 storages 285 min" in text
    )
    assert "operations are 11 % of the time" in text
    assert "The longest step is 8 (storage, Lies on the shelf until the order is released): 240 min." in text
    assert "draft" in process_chart(chart, "draft").text and "70.65 min" in process_chart(chart, "draft").text


def test_two_methods_stand_side_by_side_with_the_verdict(chart):
    figure = process_chart(chart, ["present", "draft"])
    assert "Method draft: 10 steps, 70.65 min, distance 60 m" in figure.text
    assert "Not acceptable: step 7 (washer) raises a risk from low to high" in figure.text
    assert len(figure.text.split()) <= 95
    shown = words(figure)
    assert {"Present", "Draft", "23 steps, 471.3 min, 140 m", "10 steps, 70.65 min, 60 m"} <= set(shown)
    sides = {text.get_text(): text.get_position()[0] for text in figure.drawing.axes[0].texts}
    assert sides["Present"] < 4.2 < sides["Draft"]


def test_a_raised_risk_is_marked_by_a_sign_words_and_color(chart):
    def marks(figure):
        return [text.get_text() for text in figure.drawing.axes[0].texts if text.get_color() == ORANGE]

    assert " ".join(marks(process_chart(chart, ["present", "draft"]))) == "Risk rises: low to high"
    assert marks(process_chart(chart, ["present", "proposed"])) == []
    kitting = load("motion/kitting_chart")
    assert marks(process_chart(kitting, ["present", "proposal 2"])) == ["Risk not rated"]
    signs = [patch for patch in process_chart(chart, ["present", "draft"]).drawing.axes[0].patches
             if patch.get_facecolor()[:3] == pytest.approx((0.702, 0.278, 0), abs=0.01)]  # fmt: skip
    assert len(signs) == 1 and type(signs[0]).__name__ == "Polygon"


def test_tables_may_be_named_and_results_drawn(chart):
    before, after = (chart[chart["method"] == name] for name in ("present", "proposed"))
    assert (
        process_chart({"present": before, "proposed": after}).text
        == process_chart(chart, ["present", "proposed"]).text
    )
    result = motion.process_chart(before)
    assert process_chart(result).text.startswith("Process chart: 23 steps, 471.3")


def test_without_ways_there_is_no_column_for_them():
    figure = process_chart([("operation", 3.0), ("delay", 1.0)])
    assert "Way" not in words(figure) and "distance" not in figure.text


@pytest.mark.parametrize("count", [1, 40])
def test_no_words_lie_over_each_other(chart, count):
    rows = pd.DataFrame(
        {
            "step": range(1, count + 1),
            "symbol": [list(SHAPES)[n % 5] for n in range(count)],
            "description": [
                "Costs $5, unbelievably-long-word-without-any-break " * (1 + n % 2) for n in range(count)
            ],
            "time_min": [0.0012 if n % 2 else 123456.78 for n in range(count)],
            "distance_m": [10_000 if n % 5 == 1 else 0 for n in range(count)],
        }
    )
    for figure in (
        process_chart(rows),
        process_chart({"a very long name of the first method": rows.head(12), "b": rows.tail(3)}),
    ):
        assert overlapping(figure) == []
        assert smallest_type(figure) >= 10
    for methods in ("present", ["present", "draft"]):
        assert overlapping(process_chart(chart, methods)) == []


def test_dollar_signs_stay_dollar_signs():
    figure = process_chart([{"symbol": "operation", "time_min": 1, "description": "from $5 to $6"}])
    (text,) = [text for text in figure.drawing.axes[0].texts if "$" in text.get_text()]
    assert text.get_text() == "from $5 to $6" and not text.get_parse_math()
    figure.png()


@pytest.mark.parametrize(
    ("steps", "methods", "message"),
    [
        (None, "future", "no method 'future' in this chart: there are present, draft and proposed"),
        (None, None, "There are 3 methods .*choose one or two"),
        ([], None, "empty"),
        ([("leap", 1, 1)], None, "symbol 'leap'"),
        ([("delay", 1, 0)], "present", "there are no names"),
    ],
)
def test_what_cannot_be_drawn_is_refused(chart, steps, methods, message):
    with pytest.raises(ValueError, match=message):
        process_chart(chart if steps is None else steps, methods)


# Two-hand chart


def test_each_motion_has_the_length_of_its_time(hands):
    figure = two_hand_chart(hands, "present")
    boxes = [
        patch
        for patch in figure.drawing.axes[0].patches
        if (patch.get_gid() or "").startswith(("left", "right"))
    ]
    assert len(boxes) == 30
    heights = {
        hand: [box.get_height() for box in boxes if box.get_gid().startswith(hand)]
        for hand in ("left", "right")
    }
    assert sum(heights["left"]) == pytest.approx(sum(heights["right"]))
    scale = sum(heights["left"]) / 38.4
    assert max(heights["left"]) == pytest.approx(22.8 * scale)
    (hold,) = [box for box in boxes if box.get_gid() == "left holds"]
    first = min(box.get_y() for box in boxes)
    assert hold.get_y() - first == pytest.approx(7.6 * scale)


def test_the_clock_runs_as_long_as_the_hands(hands):
    figure = two_hand_chart(hands, "present")
    boxes = [patch for patch in figure.drawing.axes[0].patches if (patch.get_gid() or "").startswith("left")]
    times = {text.get_text(): text.get_position()[1] for text in figure.drawing.axes[0].texts}
    top, bottom = min(box.get_y() for box in boxes), max(box.get_y() + box.get_height() for box in boxes)
    assert times["38.4"] - times["0"] == pytest.approx(bottom - top)
    assert times["20"] - times["0"] == pytest.approx((bottom - top) * 20 / 38.4)


def test_hands_stand_left_and_right_of_one_clock(hands):
    figure = two_hand_chart(hands, "proposed")
    sides = {text.get_text(): text.get_position()[0] for text in figure.drawing.axes[0].texts}
    assert sides["Left hand"] < sides["Time (s)"] < sides["Right hand"]
    assert sides["Time (s)"] == pytest.approx(4.2) and sides["17.8"] == pytest.approx(4.2)


def test_work_hold_and_wait_differ_by_hatch_and_word(hands):
    figure = two_hand_chart(hands, "present")
    looks = {}
    for patch in figure.drawing.axes[0].patches:
        if (patch.get_gid() or "").split(" ")[0] in ("left", "right"):
            looks.setdefault(patch.get_gid().split(" ")[1], set()).add(patch.get_hatch() or "")
    assert looks == {"works": {""}, "holds": {"xxxx"}, "waits": {"///"}}
    assert {"works", "holds", "waits"} <= set(words(figure))
    assert "holds" not in words(two_hand_chart(hands, "proposed"))  # nothing is held there


def test_the_two_hand_sentence_has_this_charts_numbers(hands):
    text = two_hand_chart(hands, "present").text
    assert (
        "of method present, a cycle of 38.4 s: the left hand works 21 %, holds 59 % and waits 19 % of it"
        in text
    )
    assert "the right hand works 80 %, holds 0 % and waits 20 %" in text
    assert "Both hands work at once for 0.6 s (2 %)" in text and "hold, 22.8 s" in text
    assert "17.8 s" in two_hand_chart(hands, "proposed").text


def test_the_heading_says_the_result(hands):
    assert (
        words(two_hand_chart(hands, "present"))[0]
        == "Present: left hand works 21 %, right hand 80 % of 38.4 s"
    )


def test_every_motion_is_named(hands):
    shown = " ".join(words(two_hand_chart(hands, "present")))
    for row in hands[hands["method"] == "present"].itertuples():
        assert f"{motion.THERBLIGS[row.therblig].symbol}: {row.description[:16]}" in shown


def long_chart(count, time):
    rows = [
        {"hand": "left", "therblig": ["grasp", "hold", "UD", "TL", "use"][n % 5],
        "time_s": time * (1 + 7 * n % 11),
         "description": f"Does thing number {n} for $5, in a rather long sentence that goes on"}
        for n in range(count)
    ]  # fmt: skip
    total = sum(row["time_s"] for row in rows)
    return [*rows, {"hand": "right", "therblig": "rest", "time_s": total}]


@pytest.mark.parametrize(("count", "time"), [(1, 3.0), (40, 0.01), (40, 1000.0)])
def test_no_words_of_the_hands_lie_over_each_other(hands, count, time):
    for figure in (
        two_hand_chart(long_chart(count, time)),
        two_hand_chart(hands, "present"),
        two_hand_chart(hands, "proposed"),
    ):
        assert overlapping(figure) == []
        assert smallest_type(figure) >= 10


def test_a_two_hand_result_is_drawn_as_its_table(hands):
    present = hands[hands["method"] == "present"]
    assert (
        two_hand_chart(motion.two_handed(present)).text == two_hand_chart(present.drop(columns="method")).text
    )
    assert two_hand_chart(motion.two_handed(hands), "present").text == two_hand_chart(hands, "present").text
    assert two_hand_chart(present).text == two_hand_chart(hands, "present").text


@pytest.mark.parametrize(
    ("method", "message"),
    [(None, "methods present and proposed: choose one"), ("draft", "no method 'draft' in this chart")],
)
def test_one_of_several_methods_is_chosen(hands, method, message):
    with pytest.raises(ValueError, match=message):
        two_hand_chart(hands, method)


# Spaghetti plan


def test_stretches_are_thick_where_they_are_passed_often(hall):
    trips, layout, aisles = hall
    figure = spaghetti_plan(trips, layout, aisles, plan="present")
    lines = {}
    for line in figure.drawing.axes[0].lines:
        if (line.get_gid() or "").startswith("passed"):
            ends = frozenset(zip(line.get_xdata(), line.get_ydata(), strict=True))
            lines[ends] = (int(line.get_gid().split(" ")[1]), line.get_linewidth())
    busiest = lines[frozenset({(20.0, 12.0), (32.0, 12.0)})]
    assert busiest[0] == 29 == max(count for count, _ in lines.values())
    for count, width in lines.values():
        assert width <= busiest[1] and (count == 29) == (width == busiest[1])
    # Each trip's way, stretch by stretch, is all there is.
    far = sum(
        count * sum(abs(a - b) for a, b in zip(*ends, strict=True)) for ends, (count, _) in lines.items()
    )
    assert far == pytest.approx(1614)
    assert {"29", "24", "18"} <= set(words(figure))


@pytest.mark.parametrize("way", ["rectilinear", "euclidean"])
def test_what_is_drawn_is_as_long_as_what_is_told(hall, way):
    trips, layout, _ = hall
    figure = spaghetti_plan(trips, layout, plan="present", way=way)
    far = 0.0
    for line in figure.drawing.axes[0].lines:
        if (line.get_gid() or "").startswith("passed"):
            (x, u), (y, v) = line.get_xdata(), line.get_ydata()
            far += int(line.get_gid().split(" ")[1]) * ((x - u) ** 2 + (y - v) ** 2) ** 0.5
    assert far == pytest.approx(motion.travel(trips, layout, plan="present", way=way))


def test_stretches_that_lie_on_one_another_are_cut_so_that_each_piece_has_one_number(hall):
    trips, layout, _ = hall
    figure = spaghetti_plan(trips, layout, plan="present", way="rectilinear")
    pieces = {}
    for line in figure.drawing.axes[0].lines:
        if (line.get_gid() or "").startswith("passed"):
            (x, u), (y, v) = line.get_xdata(), line.get_ydata()
            pieces[x, y, u, v] = line.get_gid()
    assert pieces[20, 18, 26, 18] == "passed 30" and pieces[26, 18, 32, 18] == "passed 24"
    for level in {y for _, y, _, v in pieces if y == v}:
        spans = sorted((x, u) for x, y, u, v in pieces if y == v == level)
        assert all(one[1] <= other[0] for one, other in zip(spans[:-1], spans[1:], strict=True))


def test_names_of_neighbors_make_room_for_each_other():
    layout = {f"a rather long name {n}": (n, 0) for n in range(4)} | {"far away": (24, 6)}
    figure = spaghetti_plan(list(layout), layout, way="euclidean")
    assert overlapping(figure) == []


def test_names_at_the_edge_stay_within_the_axes():
    layout = {"a very long name on the left": (0, 0), "a very long name on the right": (40, 3)}
    figure = spaghetti_plan(list(layout), layout, way="euclidean")
    assert overlapping(figure) == []
    (ax,) = figure.drawing.axes
    frame = ax.get_window_extent()
    for text in ax.texts:
        box = text.get_window_extent()
        assert frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1


def test_the_plan_is_to_scale_and_its_axes_have_units(hall):
    trips, layout, aisles = hall
    (ax,) = spaghetti_plan(trips, layout, aisles, plan="present").drawing.axes
    assert ax.get_aspect() == 1.0
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Along the hall (m)", "Across the hall (m)")
    assert ax.get_title(loc="left") == "Present plan: 67 trips, 1,614 m along the aisles"
    (dots,) = {tuple(group.get_sizes()) for group in ax.collections}
    assert len(ax.collections) == 11 and dots == (52,)


def test_the_plans_sentence_has_this_routes_numbers(hall):
    trips, layout, aisles = hall
    text = spaghetti_plan(trips, layout, aisles, plan="present").text
    assert text.startswith("67 trips, 1,614 m in all, along the aisles.")
    assert "between drill press and tool crib: 14 times, 532 m (33 % of all)" in text
    assert "drill press, 30 of 67 begin or end there" in text
    assert "1,182 m" in spaghetti_plan(trips, layout, aisles, plan="proposed").text


def test_visited_places_are_named_and_names_do_not_collide(hall):
    trips, layout, aisles = hall
    figure = spaghetti_plan(trips, layout, aisles, plan="present")
    assert {"dock", "store", "tool crib", "shipping"} <= set(words(figure)) and "J1" not in words(figure)
    for plan in ("present", "proposed"):
        assert overlapping(spaghetti_plan(trips, layout, aisles, plan=plan)) == []
    grid = {f"P{n}": (n % 5 * 3, n // 5 * 3) for n in range(25)}
    figure = spaghetti_plan([f"P{n * 7 % 25}" for n in range(40)], grid, way="rectilinear")
    assert overlapping(figure) == [] and smallest_type(figure) >= 10


@pytest.mark.parametrize(
    "layout", [{"a": (0, 0), "b": (0, 5)}, {"a": (0, 0), "b": (0.002, 0)}, {"a": (1e6, 0), "b": (9e6, 1)}]
)
def test_one_leg_is_enough(layout):
    figure = spaghetti_plan(["a", "b"], layout)
    assert overlapping(figure) == [] and {"a", "b"} <= set(words(figure))
    assert figure.text.startswith("1 trip, ") and " 0 in all" not in figure.text


def test_a_route_that_stays_is_not_drawn():
    with pytest.raises(ValueError, match="stays where it is"):
        spaghetti_plan(["a", "a"], {"a": (0, 0)})
    with pytest.raises(ValueError, match="no place 'x'"):
        spaghetti_plan(["a", "x"], {"a": (0, 0)})


def test_a_name_never_hides_the_only_line():
    figure = spaghetti_plan(["a", "b"], {"a": (0, 0), "b": (0, 5)})
    heights = {text.get_text(): text.get_position()[1] for text in figure.drawing.axes[0].texts}
    assert heights["a"] < 0 and heights["b"] > 5


# For all of them


def test_the_readers_tables_are_not_changed(chart, hands, hall):
    tables = [chart, hands, *hall]
    before = [table.copy(deep=True) for table in tables]
    process_chart(chart, ["present", "draft"])
    two_hand_chart(hands, "present")
    spaghetti_plan(*hall, plan="present")
    for table, was in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, was)


def test_only_the_houses_colors_are_used(chart, hands):
    house = {BLUE, ORANGE, PURPLE, INK, BACKGROUND}
    for figure in (process_chart(chart, ["present", "draft"]), two_hand_chart(hands, "present")):
        for text in figure.drawing.axes[0].texts:
            assert text.get_color() in {*house, "#52606d", "#ffffff"}


def test_drawing_leaves_no_pyplot_and_no_words_on_the_error_stream():
    code = (
        "import sys\n"
        "from shopfloor.charts import process_chart, spaghetti_plan, two_hand_chart\n"
        "process_chart([('delay', 6, 0), ('transport', 1, 5)])._repr_html_()\n"
        "two_hand_chart([{'hand': 'left', 'therblig': 'hold', 'time_s': 2},"
        " {'hand': 'right', 'therblig': 'use', 'time_s': 2}])._repr_html_()\n"
        "spaghetti_plan(['a', 'b'], {'a': (0, 0), 'b': (3, 4)})._repr_html_()\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout.strip(), run.stderr) == ("False", "")
