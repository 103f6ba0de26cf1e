"""What holds for every chart: words with numbers, readable type, nothing over anything else or cut off, no warnings.

Each chart is drawn from the course's own tables; what each one shows is tested beside its own module.
"""

import re
import warnings

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text

from shopfloor import charts
from shopfloor.charts import style
from shopfloor.data import load
from shopfloor.methods import balancing, quality, timestudy

LEAST_POINTS = 9.9
HUES = {
    style.INK, style.QUIET, style.FAINT, style.BACKGROUND, *style.HEAT, *(color for color, *_ in style.SERIES),
}  # fmt: skip


def study():
    record = load("timestudy/stopwatch_study")
    record = record[record["operation"] == "pack a carton"]
    return record.assign(time_min=timestudy.element_times(record["reading_min"]))


def line_a():
    tasks = load("line/tasks")
    return tasks[tasks["line"] == tasks["line"].iloc[0]] if "line" in tasks else tasks


# One drawing of each chart: a name from charts.__all__ -> a function that draws it.
DRAWN = {}


def drawn(name):
    def keep(draw):
        DRAWN[name] = draw
        return draw

    return keep


@drawn("time_study_plot")
def _():
    return charts.time_study_plot(study())


@drawn("cycles_needed_curve")
def _():
    record = study()
    return charts.cycles_needed_curve(record[record["element"] == "A"]["time_min"])


@drawn("rating_plot")
def _():
    ratings = load("timestudy/clip_ratings").merge(load("timestudy/rating_clips"), on="clip")
    one = ratings[(ratings["rater"] == "S01") & (ratings["session"] == "before practice")]
    return charts.rating_plot(one["rating"], one["known_pace"])


@drawn("work_sampling_chart")
def _():
    tours = load("worksampling/tours")
    return charts.work_sampling_chart(tours, tours["activity"].iloc[0])


@drawn("learning_curve")
def _():
    table = load("learning/unit_hours")
    return charts.learning_curve(table["unit"], table["hours"])


@drawn("wage_ranges")
def _():
    return charts.wage_ranges(load("careers/wages"), years=2024)


@drawn("wage_series")
def _():
    return charts.wage_series(load("careers/wages"), "17-3026", load("careers/prices"))


@drawn("role_heat_map")
def _():
    return charts.role_heat_map(load("careers/duties"))


@drawn("skill_heat_map")
def _():
    return charts.skill_heat_map(load("careers/skill_ratings"), ["17-3026", "17-2112"])


@drawn("career_graph")
def _():
    return charts.career_graph(load("careers/advancement"))


@drawn("process_chart")
def _():
    return charts.process_chart(load("motion/process_chart"), methods=["present", "proposed"])


@drawn("two_hand_chart")
def _():
    chart = load("motion/two_hand_chart")
    return charts.two_hand_chart(chart, chart["method"].iloc[0] if "method" in chart else None)


@drawn("spaghetti_plan")
def _():
    trips = load("motion/trips")
    trips = trips[trips["method"] == trips["method"].iloc[0]] if "method" in trips else trips
    return charts.spaghetti_plan(trips, load("motion/floor_plan"), load("motion/aisles"), plan="present")


@drawn("pareto_chart")
def _():
    return charts.pareto_chart(load("waste/delays"), "cause", "minutes", missing="leave out")


@drawn("fishbone")
def _():
    causes = {
        "Machine": ["worn guide rail", "coolant nozzle blocked"],
        "Method": ["no check after the setup", "two ways of clamping"],
        "Material": ["bars of a second supplier"],
        "People": ["new on the night shift"],
    }
    return charts.fishbone(causes, "bore out of tolerance")


@drawn("oee_waterfall")
def _():
    return charts.oee_waterfall(480, 60, 0.5, 700, 680)


@drawn("yamazumi")
def _():
    tasks = line_a()
    cycle = 1.5 * tasks["time"].max()
    return charts.yamazumi(tasks, balancing.balance(tasks, cycle, "largest candidate"))


@drawn("precedence_graph")
def _():
    return charts.precedence_graph(line_a())


@drawn("combination_table")
def _():
    return charts.combination_table(load("line/cell_steps"), takt=60)


@drawn("flow_curves")
def _():
    return charts.flow_curves(0.5, 8)


@drawn("busy_line_curve")
def _():
    return charts.busy_line_curve(5, utilisation=0.9)


@drawn("value_stream_map")
def _():
    return charts.value_stream_map(load("valuestream/processes"), daily_demand=400)


@drawn("control_chart")
def _():
    rng = np.random.RandomState(3)
    return charts.control_chart(quality.xbar_r(rng.normal(10, 0.1, (25, 5))))


@drawn("capability_histogram")
def _():
    return charts.capability_histogram(np.random.RandomState(4).normal(10, 0.1, 120), 9.6, 10.4)


@drawn("gauge_components")
def _():
    return charts.gauge_components(quality.gauge_rr(load("quality/gauge_rr")))


CHARTS = sorted(name for name, module in charts._WHERE.items() if name != "Figure")


def test_every_chart_is_drawn_here():
    assert sorted(DRAWN) == CHARTS


@pytest.fixture(scope="module")
def figures():
    """{name: Figure}, each drawn once; anything on stderr is an error."""
    made = {}

    def figure(name):
        if name not in made:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                made[name] = DRAWN[name]()
                made[name].png()
        return made[name]

    return figure


def texts(figure):
    """The visible texts of a drawing and where they are, in pixels: [(Text, box)]."""
    canvas = FigureCanvasAgg(figure.drawing)
    with style.house_style():
        canvas.draw()
        renderer = canvas.get_renderer()
        hidden, found = _not_drawn(figure.drawing), []
        for text in figure.drawing.findobj(Text):
            if text.get_text().strip() and text.get_visible() and text not in hidden:
                found.append((text, text.get_window_extent(renderer)))
    return found


def _not_drawn(drawing):
    """The labels that Matplotlib keeps and never draws: of axes switched off, and of ticks beyond their end."""
    hidden = set()
    for axes in drawing.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            slack = 1e-6 * (high - low)
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            if not axes.axison or not axis.get_visible():
                hidden |= {axis.label, *(label for tick in ticks for label in (tick.label1, tick.label2))}
                continue
            for tick in ticks:
                if not low - slack <= tick.get_loc() <= high + slack:
                    hidden |= {tick.label1, tick.label2}
    return hidden


@pytest.mark.parametrize("name", CHARTS)
def test_the_words_say_something_with_numbers_and_can_be_read_aloud(figures, name):
    text = figures(name).text
    assert (re.search(r"\d", text) or name == "fishbone") and text.endswith((".", "?", "!")), text
    assert 10 <= len(text.split()) <= 170, f"{len(text.split())} words"
    assert not re.search(r"\bnan\b|\binf\b|None|\bnp\.|float64|\d\.\d{5,}|  ", text), text


@pytest.mark.parametrize("name", CHARTS)
def test_type_is_large_enough(figures, name):
    small = [
        (text.get_text(), text.get_fontsize())
        for text, _ in texts(figures(name))
        if text.get_fontsize() < LEAST_POINTS
    ]
    assert small == []


@pytest.mark.parametrize("name", CHARTS)
def test_no_text_is_cut_off(figures, name):
    figure = figures(name)
    width, height = figure.drawing.get_size_inches() * figure.drawing.dpi
    out = [
        text.get_text()
        for text, box in texts(figure)
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1
    ]
    assert out == []


@pytest.mark.parametrize("name", CHARTS)
def test_no_text_lies_over_another(figures, name):
    found = [(text, box) for text, box in texts(figures(name)) if not text.get_rotation()]
    over = []
    for place, (one, a) in enumerate(found):
        for other, b in found[place + 1 :]:
            wide = min(a.x1, b.x1) - max(a.x0, b.x0)
            high = min(a.y1, b.y1) - max(a.y0, b.y0)
            # Boxes include the room for letters with tails: only more than a third of a line is an overlap.
            if wide > 1.5 and high > 0.34 * min(a.height, b.height):
                over.append((one.get_text(), other.get_text()))
    assert over == []


@pytest.mark.parametrize("name", CHARTS)
def test_only_the_colors_of_the_house_and_readable_text(figures, name):
    strange = {to_hex(text.get_color()) for text, _ in texts(figures(name))} - HUES
    assert strange == set()
    faint = {
        text.get_text()
        for text, _ in texts(figures(name))
        if to_hex(text.get_color()) in (style.FAINT, *style.HEAT[:3])
    }
    assert faint == set()


@pytest.mark.parametrize("name", CHARTS)
def test_axes_that_are_shown_have_names(figures, name):
    """Units stand in the label, or what is counted or named stands on the axis in words."""
    unnamed = []
    for axes in figures(name).drawing.axes:
        if not axes.axison:
            continue
        for axis in (axes.xaxis, axes.yaxis):
            ticks = [
                tick.get_text() for tick in axis.get_ticklabels() if tick.get_visible() and tick.get_text()
            ]
            numbers = [tick for tick in ticks if re.fullmatch(r"[-\u2212\u00b1+]?[\d.,\s]+", tick)]
            if numbers and axis.get_visible() and axis.label.get_visible() and not axis.label.get_text():
                shared = getattr(
                    figures(name).drawing, "_supxlabel" if axis is axes.xaxis else "_supylabel", None
                )
                unnamed += [] if shared else [(axis.axis_name, numbers[:3])]
    # Stacked panels share the label of the lowest one.
    named = {
        axis.axis_name
        for axes in figures(name).drawing.axes
        for axis in (axes.xaxis, axes.yaxis)
        if axis.label.get_text()
    }
    assert [entry for entry in unnamed if entry[0] not in named] == []


def test_the_measures_are_not_blind():
    from matplotlib.figure import Figure as Drawing

    drawing = Drawing(figsize=(3, 2))
    axes = drawing.subplots()
    axes.text(0.5, 0.5, "one", fontsize=6)
    axes.text(0.5, 0.5, "other", color="#ffff00")
    axes.text(1.9, 0.5, "far out")
    figure = charts.Figure(drawing, "Words.")
    found = {text.get_text(): (text, box) for text, box in texts(figure)}
    assert found["one"][0].get_fontsize() < LEAST_POINTS
    assert found["one"][1].overlaps(found["other"][1])
    assert found["far out"][1].x1 > 300
    assert to_hex(found["other"][0].get_color()) not in HUES
    assert matplotlib.rcParams["figure.dpi"] and isinstance(found, dict) and not pd.isna(figure.text)
