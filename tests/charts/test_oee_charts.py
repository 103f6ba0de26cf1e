"""The OEE waterfall: every bar hangs where the one above ended, and its words are those of the method."""

import itertools
import subprocess
import sys

import matplotlib
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from shopfloor.charts import oee_waterfall
from shopfloor.charts.oee import FACTORS
from shopfloor.charts.style import BLUE, GREEN, house_style
from shopfloor.methods import oee

NAKAJIMA = (460, {"breakdowns": 20, "setup and adjustment": 40}, 0.5, 400, 392)


def renderer_of(figure):
    """Draws the figure as it is drawn for a reader, and returns what measured its words."""
    canvas = FigureCanvasAgg(figure.drawing)
    with house_style():
        canvas.draw()
    return canvas.get_renderer()


def drawn(figure):
    """Label -> (from, to, color of the edge, hatch) of each bar, from top to bottom."""
    (ax,) = figure.drawing.axes
    labels = [" ".join(tick.get_text().split()) for tick in ax.get_yticklabels()]
    return {
        label: (
            round(bar.get_x(), 6), round(bar.get_x() + bar.get_width(), 6),
            to_hex(bar.get_edgecolor()), bar.get_hatch(),
        )
        for label, bar in zip(labels, ax.patches, strict=True)
    }  # fmt: skip


def test_from_planned_down_to_fully_productive():
    bars = drawn(oee_waterfall(*NAKAJIMA, actual_cycle_time=0.8))
    assert {name: bar[:2] for name, bar in bars.items()} == {
        "Planned time": (0, 460),
        "breakdowns": (440, 460),
        "setup and adjustment": (400, 440),
        "Running time availability 87.0 %": (0, 400),
        "idling and minor stops": (320, 400),
        "reduced speed": (200, 320),
        "Net running time performance 50.0 %": (0, 200),
        "process defects": (196, 200),
        "Fully productive time quality 98.0 %": (0, 196),
    }


def test_factors_differ_by_color_and_hatch_and_a_word():
    bars = drawn(oee_waterfall(*NAKAJIMA, actual_cycle_time=0.8))
    assert bars["breakdowns"][2:] == FACTORS["availability"]
    assert bars["reduced speed"][2:] == FACTORS["performance"]
    assert bars["process defects"][2:] == FACTORS["quality"]
    assert bars["Planned time"][2:] == (BLUE, None)
    assert len({hatch for _, hatch in FACTORS.values()}) == len({color for color, _ in FACTORS.values()}) == 3


def test_each_bar_says_its_minutes_and_its_share():
    (ax,) = oee_waterfall(*NAKAJIMA).drawing.axes
    said = [text.get_text() for text in ax.texts]
    assert said == [
        "460 min, 100 %", "\u221220 min, 4.3 %", "\u221240 min, 8.7 %", "400 min, 87.0 %",
        "\u2212200 min, 43.5 %", "200 min, 43.5 %", "\u22124 min, 0.9 %", "196 min, 42.6 %",
    ]  # fmt: skip
    assert ax.get_xlabel() == "Time (min)"


def test_the_sentence_has_this_figures_numbers():
    figure = oee_waterfall(*NAKAJIMA)
    assert figure.text == (
        "OEE 42.6 %: of 460 min planned, 196 min were fully productive (availability 87.0 %, performance "
        "50.0 %, quality 98.0 %). Lost, in min, largest first: reduced speed 200 (43.5 %), setup and "
        "adjustment 40 (8.7 %), breakdowns 20 (4.3 %) and process defects 4 (0.9 %)."
    )
    assert figure.drawing.get_suptitle() == (
        "OEE 42.6 %: most is lost to reduced speed (43.5 % of the planned time)"
    )
    other = oee_waterfall(460, {"breakdowns": 300}, 0.5, 300, 300)
    assert other.text.startswith("OEE 32.6 %: of 460 min planned, 150 min")
    assert "most is lost to breakdowns (65.2 %" in other.drawing.get_suptitle()


def test_a_result_a_shift_or_a_table_give_the_same_chart():
    table = pd.DataFrame(
        {
            "planned_min": [460], "breakdown_min": [20], "changeover_min": [40], "minor_stops_min": [0],
            "ideal_cycle_min": [0.5], "total": [400], "good": [392],
        }
    )  # fmt: skip
    texts = {
        oee_waterfall(*NAKAJIMA).text,
        oee_waterfall(oee.losses(*NAKAJIMA)).text,
        oee_waterfall(table).text,
        oee_waterfall(oee.losses_of(table)).text,
    }
    assert len(texts) == 1


def test_a_table_with_its_stops():
    shifts = pd.DataFrame(
        {"shift": ["A"], "planned_min": [460], "ideal_cycle_s": [30], "total": [400], "good": [392]}
    )
    stops = pd.DataFrame({"shift": ["A", "A"], "minutes": [50, 10], "loss": ["breakdowns", ""]})
    bars = drawn(oee_waterfall(shifts, stops))
    assert bars["breakdowns"][:2] == (410, 460) and bars["stops of unknown kind"][:2] == (400, 410)


def test_minor_stops_move_to_performance():
    stops = {"breakdowns": 20, "idling and minor stops": 40}
    bars = list(drawn(oee_waterfall(460, stops, 0.5, 400, 392, minor_stops="performance")))
    assert bars.index("Running time availability 95.7 %") < bars.index("idling and minor stops")


def test_faster_than_the_ideal_cycle_is_no_loss_and_is_said():
    figure = oee_waterfall(480, {"breakdowns": 100}, 1, 450, 430)
    bar = drawn(figure)["faster than the ideal cycle"]
    assert bar[:2] == (380, 450) and bar[2] == GREEN
    assert "+70 min, 14.6 %" in [text.get_text() for text in figure.drawing.axes[0].texts]
    assert "Beware: performance above 1" in figure.text and "reduced speed" not in figure.text


def test_nothing_lost():
    figure = oee_waterfall(480, 0, 1, 480, 480)
    assert len(drawn(figure)) == 4
    assert figure.text.endswith("Nothing was lost.")
    assert figure.drawing.get_suptitle() == "OEE 100.0 %: nothing was lost"


def test_other_units():
    figure = oee_waterfall(8, {"breakdowns": 1.25}, 0.001, 6000, 5900, unit="h")
    assert figure.drawing.axes[0].get_xlabel() == "Time (h)" and "of 8 h planned, 5.9 h" in figure.text


AWKWARD = {
    "low": (480, {"breakdowns": 300, "setup and adjustment": 90}, 0.5, 60, 20),
    "tiny losses": (480, {"breakdowns": 0.5, "setup and adjustment": 0.1}, 1, 479, 478),
    "large": (4_800_000, {"breakdowns": 123_456, "idling and minor stops": 7}, 1, 4_000_000, 3_900_000),
    "small": (0.004, {"breakdowns": 0.0001}, 0.000001, 3000, 2900),
    "nearly nothing": (480, {"breakdowns": 479}, 0.5, 1, 1),
    "fast": (480, {"breakdowns": 400}, 1, 900, 900),
}


@pytest.mark.parametrize("name", AWKWARD)
def test_nothing_overlaps_or_leaves_the_page(name):
    figure = oee_waterfall(*AWKWARD[name])
    renderer = renderer_of(figure)
    width, height = figure.drawing.get_size_inches() * figure.drawing.dpi
    # Matplotlib keeps labels of ticks beyond the limits, and does not draw them.
    axis = figure.drawing.axes[0].xaxis
    low, high = axis.get_view_interval()
    hidden = [tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]
    written = [
        (text.get_text(), text.get_window_extent(renderer))
        for text in figure.drawing.findobj(matplotlib.text.Text)
        if text.get_text().strip() and text.get_visible() and text not in hidden
    ]
    for words, box in written:
        assert -1 <= box.x0 and box.x1 <= width + 1 and -1 <= box.y0 and box.y1 <= height + 1, words
    for (one, first), (other, second) in itertools.combinations(written, 2):
        assert not first.shrunk(0.96, 0.8).overlaps(second.shrunk(0.96, 0.8)), (one, other)
    assert all(text.get_size() >= 10 for text in figure.drawing.findobj(matplotlib.text.Text))


@pytest.mark.parametrize("name", AWKWARD)
def test_words_beside_a_bar_do_not_lie_on_it(name):
    figure = oee_waterfall(*AWKWARD[name])
    renderer = renderer_of(figure)
    (ax,) = figure.drawing.axes
    for text, bar in zip(ax.texts, ax.patches, strict=True):
        box, area = text.get_window_extent(renderer), bar.get_window_extent(renderer)
        inside = area.x0 <= box.x0 and box.x1 <= area.x1
        beside = box.x1 <= area.x0 + 1 or box.x0 >= area.x1 - 1
        assert (inside and bar.get_hatch() is None) or beside, text.get_text()


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        ((480,), {}, "stops, ideal_cycle_time, total and good must be given too"),
        ((480, 0, 1, 100), {}, "good must be given too"),
        ((480, 0, 1, 100, 101), {}, "more good pieces"),
        ((oee.losses(*NAKAJIMA), 3), {}, "leave the rest away"),
        ((oee.losses(*NAKAJIMA),), {"unit": "h"}, "leave the rest away"),
        ((pd.DataFrame({"planned_min": [480]}), None, 1), {}, "leave ideal_cycle_time away"),
        ((pd.DataFrame({"planned_min": [480]}),), {}, "has no column"),
        (("480", 0, 1, 100, 100), {}, "take off the quotes"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(arguments, options, words):
    with pytest.raises(ValueError, match=words):
        oee_waterfall(*arguments, **options)


def test_drawing_leaves_no_pyplot_and_no_words_on_the_error_stream():
    code = (
        "import sys\n"
        "from shopfloor.charts import fishbone, oee_waterfall, pareto_chart\n"
        "oee_waterfall(480, 30, 1, 400, 390)._repr_html_()\n"
        "pareto_chart({'a': 2, 'b': 1})._repr_html_()\n"
        "pareto_chart({str(n): n + 1 for n in range(20)})._repr_html_()\n"
        "fishbone({'A': ['x'], 'B': []}, 'y')._repr_html_()\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert (run.stdout.strip(), run.stderr) == ("False", "")
