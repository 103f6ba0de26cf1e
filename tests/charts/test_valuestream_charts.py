"""The value-stream map: what is drawn, and what its sentence says."""

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from shopfloor.charts import value_stream_map
from shopfloor.charts.style import ORANGE, house_style
from shopfloor.data import load


@pytest.fixture
def rack():
    return load("valuestream/processes")


@pytest.fixture
def made():
    """A function that makes a stream of so many processes."""

    def make(count, **columns):
        table = pd.DataFrame(
            {
                "process": [f"process {n + 1}" for n in range(count)],
                "inventory_before": [600 * (n + 1) for n in range(count)],
                "cycle_time_s": [50 + n for n in range(count)],
            }
        )
        return table.assign(**columns)

    return make


def words(figure):
    return [text.get_text() for text in figure.drawing.axes[0].texts]


def drawn(figure, gid):
    ax = figure.drawing.axes[0]
    return [artist for artist in [*ax.patches, *ax.lines] if artist.get_gid() == gid]


def overlapping(figure):
    """Pairs of words that lie over each other, and words beyond the edge of the drawing."""
    with house_style():
        canvas = FigureCanvasAgg(figure.drawing)
        canvas.draw()
        renderer = canvas.get_renderer()
        boxes = [
            (text.get_text(), text.get_window_extent(renderer).padded(-1.5))
            for text in figure.drawing.axes[0].texts
        ]
    paper = figure.drawing.bbox
    over = [
        (one[0], other[0])
        for n, one in enumerate(boxes)
        for other in boxes[n + 1 :]
        if one[1].overlaps(other[1])
    ]
    return over + [text for text, box in boxes if box.x0 < -2 or box.x1 > paper.x1 + 2 or box.y0 < -2]


def test_each_process_has_its_box_and_its_data(rack):
    figure = value_stream_map(rack, 600, available=27_000)
    assert len(drawn(figure, "process")) == 6 and len(drawn(figure, "process slow")) == 1
    shown = words(figure)
    for name in ("cut tube", "bend", "weld", "coat", "assemble", "ship"):
        assert name in shown
    assert {
        "C/T 82 s",
        "VA 55 s",
        "C/O 45 min",
        "uptime 85 %",
        "3 people",
        "1 person",
        "2 shifts",
        "batch 1,200",
    } <= set(shown)


def test_what_lies_between_and_how_it_is_moved(rack):
    figure = value_stream_map(rack, 600)
    assert len(drawn(figure, "inventory")) == 6  # a triangle each, but first in, first out before packing
    assert len(drawn(figure, "push")) == 5 and len(drawn(figure, "fifo")) == 1
    assert {"4,800", "8 days", "2.25 days", "0.4 days", "FIFO"} <= set(words(figure))
    assert len(drawn(figure, "delivery")) == len(drawn(figure, "shipment")) == 1


def test_information_goes_to_all_but_those_that_follow_the_queue(rack):
    figure = value_stream_map(rack, 600)
    assert len(drawn(figure, "information")) == 6
    assert words(figure).count("weekly schedule") == 3 and "daily shipping order" in words(figure)
    assert (
        len(drawn(figure, "supplier")) == len(drawn(figure, "customer")) == len(drawn(figure, "control")) == 1
    )
    assert {"Supplier", "Customer", "Production control", "600 a day", "orders"} <= set(words(figure))


def test_the_ladder_has_days_above_and_seconds_below(made):
    figure = value_stream_map(made(3), 600)
    (ladder,) = drawn(figure, "ladder")
    levels = sorted(set(ladder.get_ydata()))
    assert len(levels) == 2 and len(ladder.get_xdata()) == 12
    places = {text.get_text(): text.get_position() for text in figure.drawing.axes[0].texts}
    assert places["50 s"][1] > places["1 day"][1] - 0.05  # the y axis runs downward
    assert places["1 day"][1] < levels[0] < places["50 s"][1] < levels[1]
    assert {"Lead time 6 days", "Processing 153 s", "Value added 153 s"} <= set(places)


def test_totals_and_the_heading_say_the_result(rack):
    shown = words(value_stream_map(rack, 600, available=27_000))
    assert shown[0] == "23.15 days of lead time for 283 s of processing"
    assert shown[1] == "159 s add value (0.0079 % of 24-hour days); slower than takt: weld"
    assert {"Lead time 23.15 days", "Processing 283 s", "Value added 159 s", "Takt 45 or 90 s"} <= set(shown)


def test_a_process_over_takt_is_marked_by_words_a_thick_edge_and_color(rack):
    figure = value_stream_map(rack, 600, available=27_000)
    (slow,) = drawn(figure, "process slow")
    assert slow.get_linewidth() > drawn(figure, "process")[0].get_linewidth()
    marks = [text.get_text() for text in figure.drawing.axes[0].texts if text.get_color() == ORANGE]
    assert marks == ["over takt"]
    assert not drawn(value_stream_map(rack, 600), "process slow")  # takt is not known


def test_the_sentence_has_the_numbers_of_this_map(rack):
    text = value_stream_map(rack, 600, available=27_000).text
    assert text.startswith(
        "Value-stream map of 7 processes: a lead time of 23.15 days for 283 s of processing, of "
        "which 159 s add value "
        "(0.0079 % of 24-hour days)."
    )
    assert "Most of it, 8 days, lies before cut tube (4,800 pieces)." in text
    assert "Slower than takt, with stops and changeovers: weld (93.1 s a piece against 90 s)." in text
    assert "pushed at 5 of 6 places" in text and len(text.split()) <= 90
    assert "11.58 days" in value_stream_map(rack, 1200).text
    assert "54,000" not in text and "15-hour days" in value_stream_map(rack, 600, day=54_000).text


def test_the_chair_brings_demand_and_takt(rack):
    text = value_stream_map(load("valuestream/garden_chair")).text
    assert "a lead time of 19.6 days" in text
    assert "No process is slower than takt; nearest is coat, 93 % of it." in text


def test_pull_has_shelves_and_a_card_that_goes_back(made):
    figure = value_stream_map(made(3, flow=["push", "pull", "fifo"]), 600)
    assert len(drawn(figure, "pull")) == len(drawn(figure, "kanban")) == len(drawn(figure, "fifo")) == 1
    assert len(drawn(figure, "information")) == 1  # only the first process is scheduled
    assert "kanban" in words(figure) and "pulled from a supermarket" in words(figure)
    assert "pushed at 0 of 2 places" in figure.text
    told = value_stream_map(made(2, information=["weekly schedule", "kanban"]), 600)
    assert len(drawn(told, "pull")) == 1


@pytest.mark.parametrize("count", range(1, 11))
def test_from_one_process_to_ten_nothing_collides(made, count):
    figure = value_stream_map(
        made(
            count,
            information=["weekly schedule", "first in, first out", "a daily list of the plant"][count % 3],
            uptime=0.9, operators=2, batch_pieces=12_000, changeover_min=120,
        ),
        7, available=27_000, customer="State Street Assembly Plant of the Motor Company",
        supplier="$teel $tore",
    )  # fmt: skip
    assert overlapping(figure) == []
    assert min(text.get_size() for text in figure.drawing.axes[0].texts) >= 10
    width, _ = figure.drawing.get_size_inches()
    assert width <= 8.4
    assert len(drawn(figure, "ladder")) == (1 if count <= 5 else 2)


def test_long_names_are_shortened_and_not_run_over(made):
    figure = value_stream_map(
        made(5, process="inspection, packing and labelling of finished goods"), 600,
        control="Production planning and control department",
    )  # fmt: skip
    assert overlapping(figure) == [] and any(word.endswith("...") for word in words(figure))


def test_tiny_and_huge_numbers(made):
    table = made(4, inventory_before=[0, 1, 9_999_999, 123_456], cycle_time_s=[0.01, 12_345.67, 0, 3])
    figure = value_stream_map(table, 100)
    assert overlapping(figure) == [] and "99,999.99 days" in figure.text


def test_days_alone_are_enough(made):
    days = made(2).drop(columns="inventory_before").assign(days_before=[5.0, 7.6])
    figure = value_stream_map(days)
    assert figure.text.startswith("Value-stream map of 2 processes: a lead time of 12.6 days")
    assert "pieces)" not in figure.text and not any("a day" in word for word in words(figure))


@pytest.mark.parametrize(
    ("changes", "more", "message"),
    [
        ({"flow": ["push", "drag"]}, {}, "flow is push, fifo and pull; 'drag' was given"),
        ({"cycle_time_s": -1}, {}, "cannot be negative"),
        ({}, {"daily_demand": 0}, "daily demand"),
        ({}, {"available": 0}, "available time must be more than 0"),
        ({"uptime": 90}, {"available": 27_000}, "did you mean 0.9"),
    ],
)
def test_a_map_that_cannot_be(made, changes, more, message):
    with pytest.raises(ValueError, match=message):
        value_stream_map(made(2, **changes), **{"daily_demand": 600, **more})


def test_too_many_processes_are_not_drawn(made):
    with pytest.raises(ValueError, match="A map of 21 processes cannot be read"):
        value_stream_map(made(21), 600)
    with pytest.raises(ValueError, match="empty"):
        value_stream_map([], 600)


def test_the_readers_table_is_not_changed(rack):
    before = rack.copy(deep=True)
    value_stream_map(rack, 600, available=27_000)
    pd.testing.assert_frame_equal(rack, before)
