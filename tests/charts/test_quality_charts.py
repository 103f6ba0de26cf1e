"""The charts of quality: what is drawn, and what their sentences say."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from shopfloor.charts import capability_histogram, control_chart, gauge_components
from shopfloor.charts.style import BLUE, GREEN, INK, ORANGE, PURPLE
from shopfloor.methods import quality

SAMPLES = [[5, 7, 6], [6, 6, 8], [4, 5, 6], [7, 6, 5], [16, 19, 16], [6, 7, 5]]
COUNTS = [3, 5, 2, 4, 30, 3]


def color(value):
    from matplotlib.colors import to_hex

    return to_hex(value)


def renderer_of(figure):
    """Lays the figure out at notebook size, so that places of words can be asked for."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from shopfloor.charts.style import house_style

    with house_style():
        canvas = FigureCanvasAgg(figure.drawing)
        canvas.draw()
    return canvas.get_renderer()


def groups(ax):
    """Scattered points by their edge color and shape: {(color, corners, filled): [(x, y), ...]}."""
    found = {}
    for group in ax.collections:
        offsets = np.ma.getdata(group.get_offsets())
        if not len(offsets) or not len(group.get_edgecolors()):
            continue
        key = (color(group.get_edgecolors()[0]), len(group.get_paths()[0].vertices))
        found.setdefault(key, []).extend(tuple(np.round(point, 9)) for point in offsets)
    return found


def marks(ax, wanted):
    return sorted(point for (edge, _), points in groups(ax).items() if edge == wanted for point in points)


def hollow(ax):
    return [
        tuple(point)
        for group in ax.collections
        if len(group.get_facecolors()) and color(group.get_facecolors()[0]) == "#ffffff"
        for point in group.get_offsets().tolist()
    ]


def written(ax):
    return [text.get_text() for text in ax.texts]


def lines(ax, style_color):
    """Heights of the level lines of this color."""
    return [
        line.get_ydata()[0]
        for line in ax.lines
        if color(line.get_color()) == style_color and len(line.get_ydata()) == 2
    ]


def steps(ax):
    from matplotlib.patches import StepPatch

    return [patch for patch in ax.patches if isinstance(patch, StepPatch)]


# ---- control charts -------------------------------------------------------------------------------------


def test_a_pair_has_averages_above_ranges():
    averages, ranges = quality.xbar_r(SAMPLES)
    figure = control_chart((averages, ranges), unit="mm", name="bore")
    top, bottom = figure.drawing.axes
    assert top.get_title(loc="left") == "Bore, averages: 2 of 6 beyond the limits"
    assert bottom.get_title(loc="left") == "Bore, ranges: all 6 within the limits"
    assert (top.get_ylabel(), bottom.get_ylabel(), bottom.get_xlabel()) == (
        "Average (mm)",
        "Range (mm)",
        "Subgroup",
    )
    assert top.get_position().y0 > bottom.get_position().y0
    for ax, chart in ((top, averages), (bottom, ranges)):
        points = sorted(marks(ax, BLUE) + marks(ax, ORANGE))
        assert [y for _, y in points] == pytest.approx(list(chart.points)) and [x for x, _ in points] == list(
            range(6)
        )


def test_limits_and_center_line_are_where_they_belong():
    averages, ranges = quality.xbar_r(SAMPLES)
    for ax, chart in zip(control_chart((averages, ranges)).drawing.axes, (averages, ranges), strict=True):
        assert sorted(lines(ax, ORANGE)) == pytest.approx([chart.lcl, chart.ucl])
        assert lines(ax, INK) == pytest.approx([chart.centre])


def test_points_beyond_have_a_shape_of_their_own_and_their_label():
    chart = quality.c_chart(COUNTS, labels=["mo", "tu", "we", "th", "fr", "sa"])
    (ax,) = control_chart(chart).drawing.axes
    assert marks(ax, ORANGE) == [(4, 30)]
    assert len(marks(ax, BLUE)) == 5
    shapes = {edge: corners for edge, corners in groups(ax)}
    assert shapes[ORANGE] != shapes[BLUE]
    assert "fr" in written(ax) and "mo" not in written(ax)
    (label,) = [text for text in ax.texts if text.get_text() == "fr"]
    assert label.xy == (4, 30)


def test_the_right_edge_says_the_limits_with_unit():
    chart = quality.c_chart(COUNTS)
    (ax,) = control_chart(chart).drawing.axes
    assert [f"UCL {chart.ucl:.1f}", f"CL {chart.centre:.1f}", "LCL 0"] == written(ax)[:3]
    single, _ = quality.individuals([10.0, 12, 11, 13, 10])
    (ax,) = control_chart(single, unit="kN").drawing.axes
    assert written(ax)[:3] == [
        f"UCL {single.ucl:.1f} kN",
        f"CL {single.centre:.1f} kN",
        f"LCL {single.lcl:.1f} kN",
    ]


def test_labels_at_the_edge_do_not_touch_however_close_the_limits():
    single, moving = quality.individuals([1, 1.01, 1.02, 1.01, 1, 1.01, 400, 1.01], base=6)
    figure = control_chart((single, moving), unit="bar")
    renderer = renderer_of(figure)
    for ax in figure.drawing.axes:
        boxes = [text.get_window_extent(renderer) for text in ax.texts[:3]]
        for one, other in zip(boxes, boxes[1:], strict=False):
            assert one.y0 >= other.y1 - 1


def test_labels_of_points_touch_neither_one_another_nor_a_point():
    counts = [4, 5, 30, 31, 29, 33, 30, 34, 5, 4, 6, 5, 32, 4]
    figure = control_chart(quality.c_chart(counts, standard=5, labels=range(101, 115)))
    (ax,) = figure.drawing.axes
    renderer = renderer_of(figure)
    labels = [text for text in ax.texts if text.get_text().isdigit()]
    assert len(labels) == 7
    boxes = [text.get_window_extent(renderer).padded(-1) for text in labels]
    for place, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[place + 1 :])
        for x, y in marks(ax, BLUE) + marks(ax, ORANGE):
            assert not box.contains(*ax.transData.transform((x, y)))


def test_limits_are_stepped_where_they_vary():
    sizes = [100, 400, 100, 50, 200, 100]
    chart = quality.p_chart(COUNTS, sizes)
    (ax,) = control_chart(chart).drawing.axes
    drawn = [patch.get_data() for patch in steps(ax)]
    assert len(drawn) == 2
    for values, limit in zip(drawn, (chart.lcl, chart.ucl), strict=True):
        assert list(values.values) == pytest.approx(list(100 * limit))
        assert list(values.edges) == [-0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5]
    # A varying center line is stepped as well; one that does not is level.
    assert lines(ax, INK) == pytest.approx([100 * chart.centre])
    (ax,) = control_chart(quality.np_chart(COUNTS, sizes)).drawing.axes
    assert len(steps(ax)) == 3


def test_shares_are_shown_in_percent():
    chart = quality.p_chart(COUNTS, 50)
    figure = control_chart(chart)
    (ax,) = figure.drawing.axes
    assert ax.get_ylabel() == "Share of defectives (%)"
    assert (4, 60) in marks(ax, ORANGE)
    assert f"Center line {100 * chart.centre:.1f} %" in figure.text


@pytest.mark.parametrize(
    ("charts", "label", "noun"),
    [
        (quality.np_chart(COUNTS, 50), "Defectives (pieces)", "Sample"),
        (quality.u_chart(COUNTS, 50), "Defects per unit", "Sample"),
        (quality.c_chart(COUNTS), "Defects (count)", "Sample"),
        (quality.xbar_s(SAMPLES)[1], "Standard deviation (unit as measured)", "Subgroup"),
        (quality.individuals(COUNTS)[1], "Moving range (unit as measured)", "Reading"),
    ],
)
def test_every_axis_has_its_unit(charts, label, noun):
    (ax,) = control_chart(charts).drawing.axes
    assert (ax.get_ylabel(), ax.get_xlabel()) == (label, noun)


def test_rule_hits_are_ringed_and_numbered_below():
    x = [5, 6, 5, 6, 5, 6, 5, 6, *[8, 7.5] * 4, 5, 6]
    single, moving = quality.individuals(x, mean=6, sigma=1, labels=range(1, 19))
    figure = control_chart((single, moving), rules="western electric")
    hits = quality.run_rules(single)
    assert hits[1] == [] and hits[2] == [] and hits[3] and hits[4]
    top, lane, bottom = figure.drawing.axes
    ringed = sorted(set(hits[3]) | set(hits[4]))
    assert [at for at, _ in marks(top, PURPLE)] == ringed
    assert [height for _, height in marks(top, PURPLE)] == [x[place] for place in ringed]
    assert [label.get_text() for label in lane.get_yticklabels()] == ["rule 3", "rule 4"]
    numbers = sorted((text.get_position()[0], text.get_text()) for text in lane.texts)
    assert numbers == sorted([(place, "3") for place in hits[3]] + [(place, "4") for place in hits[4]])
    assert not marks(bottom, PURPLE)
    legend = [text.get_text() for text in figure.drawing.legends[0].get_texts()]
    assert legend == [f"rule {rule}: {quality.RULES['western electric'][rule]}" for rule in (3, 4)]


def test_where_numbers_would_touch_there_are_strokes():
    z = np.zeros(100)
    z[40:60] = 1.5
    chart, _ = quality.individuals(z, mean=0, sigma=1)
    _, lane = control_chart(chart, rules="nelson").drawing.axes
    assert not lane.texts
    drawn = [tuple(point) for group in lane.collections for point in group.get_offsets().tolist()]
    hits = quality.run_rules(chart, "nelson")
    expected = [
        (place, row) for row, rule in enumerate(rule for rule in hits if hits[rule]) for place in hits[rule]
    ]
    assert sorted(drawn) == sorted(expected)


def test_rule_one_is_the_diamond_and_no_ring():
    figure = control_chart(quality.c_chart(COUNTS, standard=4), rules="nelson")
    (ax,) = figure.drawing.axes
    assert not marks(ax, PURPLE)
    assert [text.get_text() for text in figure.drawing.legends[0].get_texts()] == ["beyond a limit"]
    assert "No other Nelson rule is broken." in figure.text


def test_without_rules_there_are_no_rings_and_without_findings_no_key():
    calm = quality.c_chart([4, 5, 3, 6, 4, 5, 4, 5, 6, 5])
    figure = control_chart(calm)
    assert not figure.drawing.legends and len(figure.drawing.axes) == 1
    assert "rule" not in figure.text
    assert "No Nelson rule is broken." in control_chart(calm, rules="nelson").text
    assert figure.drawing.axes[0].get_title(loc="left") == "Defects: all 10 within the limits"


def test_moving_ranges_stand_below_their_later_reading():
    charts = quality.individuals([5, 6, 5, 6, 5, 6, 40, 5, 6])
    top, bottom = control_chart(charts).drawing.axes
    assert [x for x, _ in sorted(marks(bottom, BLUE) + marks(bottom, ORANGE))] == list(range(1, 9))
    assert [x for x, _ in marks(bottom, ORANGE)] == [6, 7]
    assert top.get_xlim() == bottom.get_xlim()


def test_what_the_limits_do_not_come_from_is_to_be_seen():
    first = control_chart(quality.c_chart(COUNTS, base=4))
    (ax,) = first.drawing.axes
    assert "limits from the first 4" in written(ax)
    assert any(list(line.get_xdata()) == [3.5, 3.5] for line in ax.lines)
    assert "(limits from the first 4)" in first.text
    assert hollow(ax) == []
    without = control_chart(quality.c_chart(COUNTS, without=[1]))
    (ax,) = without.drawing.axes
    assert hollow(ax) == [(1, 5)]
    assert "hollow: left out of the limits" in [
        text.get_text() for text in without.drawing.legends[0].get_texts()
    ]
    assert "(limits from 5 of them)" in without.text


def test_zones_are_lines_at_one_and_two_sigma_of_the_first_chart():
    averages, ranges = quality.xbar_r(SAMPLES[:4] + [[6, 7, 6]] * 3)
    top, bottom = control_chart((averages, ranges), zones=True).drawing.axes
    heights = sorted(patch.get_data().values[0] for patch in steps(top))
    assert heights == pytest.approx([averages.centre + far * averages.sigma for far in (-2, -1, 1, 2)])
    assert {"+1 sigma", "-2 sigma"} <= set(written(top))
    assert not steps(bottom)


def test_the_sentence_has_the_numbers_of_this_figure():
    charts = quality.xbar_r(SAMPLES, labels=range(1, 7), base=4)
    text = control_chart(charts, unit="mm", name="the bore", rules="western electric").text
    averages, ranges = charts
    assert text.startswith(
        "Control chart of averages and ranges of the bore, 6 subgroups (limits from the first 4). "
    )
    assert (
        f"Averages: center line {averages.centre:.2f} mm, limits {averages.lcl:.2f} to {averages.ucl:.2f} mm;"
        in text
    )
    assert "beyond them: subgroup 5." in text
    assert f"Ranges: center line {ranges.centre:.2f} mm, limits 0 to {ranges.ucl:.2f} mm; all within." in text
    assert text.endswith("Chance alone seldom makes this: look for the cause.")
    calm = control_chart(quality.xbar_r(SAMPLES[:4])).text
    assert calm.endswith("The points differ no more than chance makes them.")


def test_the_sentence_runs_neighbors_together_and_counts_what_is_too_much():
    chart = quality.c_chart([50, 50, 50, 0, 0, 50, 50] + [20] * 30, standard=20, labels=range(1, 38))
    assert "beyond them: samples 1 to 7." in control_chart(chart).text
    many = quality.c_chart([50, 20] * 15, standard=20)
    assert "beyond them: 15 days from 0 to 28." in control_chart(many, x_label="Day").text


def test_the_sentence_stays_short():
    draw = np.random.default_rng(3)
    averages = quality.xbar_r(draw.normal(0, 1, (60, 5)) + np.linspace(0, 2, 60)[:, None], base=25)
    assert len(control_chart(averages, rules="nelson", unit="mm", name="bore").text.split()) <= 110
    assert len(control_chart(averages, unit="mm", name="bore").text.split()) <= 90


def test_rules_in_the_sentence():
    chart, _ = quality.individuals([0, 0, *[1.5] * 4, 0], mean=0, sigma=1, labels=list("abcdefg"))
    text = control_chart(chart, rules="western electric").text
    assert "Western Electric rule 3 (4 of 5 points in a row beyond 1 sigma, on one side) at f." in text


def test_varying_limits_in_the_sentence():
    chart = quality.np_chart(COUNTS, [50, 60, 50, 50, 50, 40])
    text = control_chart(chart).text
    assert "on average, widest limits 0 to" in text and "beyond their own: sample 4." in text


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        (range(1, 41), ["1", "5", "10", "40"]),
        (range(0, 40), ["0", "5", "35"]),
        ([f"lot {n}" for n in range(40)], ["lot 0"]),
        (pd.date_range("2026-05-11 06:00", periods=40, freq="30min"), ["May 11 06:00"]),
        (pd.date_range("2026-05-11", periods=40), ["May 11"]),
    ],
)
def test_names_of_the_points_on_the_axis(labels, shown):
    chart = quality.c_chart([4, 5] * 20, labels=list(labels))
    figure = control_chart(chart)
    (ax,) = figure.drawing.axes
    ticks = [label.get_text() for label in ax.get_xticklabels()]
    assert set(shown) <= set(ticks)
    renderer = renderer_of(figure)
    boxes = [label.get_window_extent(renderer) for label in ax.get_xticklabels()]
    assert all(one.x1 < other.x0 for one, other in zip(boxes, boxes[1:], strict=False))


AWKWARD = {
    "two points": lambda: quality.c_chart([4, 5]),
    "no spread": lambda: quality.xbar_r([[5, 5]] * 8),
    "nothing found": lambda: quality.p_chart([0, 0, 0], 10),
    "a thousand": lambda: quality.individuals(np.random.default_rng(1).normal(0, 1, 1000)),
    "all beyond": lambda: quality.c_chart([0, 60] * 20),
    "tiny": lambda: quality.xbar_r(np.random.default_rng(1).normal(0, 1e-9, (20, 4))),
    "huge": lambda: quality.xbar_s(np.random.default_rng(1).normal(1e7, 0.1, (20, 4))),
    "ragged": lambda: quality.xbar_r([[1, 2], [2, 3, 4], [1, 2, 3, 5]]),
    "long names": lambda: quality.c_chart(
        [4, 5, 40] * 4, labels=["the line behind the old warehouse $"] * 12
    ),
}


@pytest.mark.parametrize("make", AWKWARD.values(), ids=AWKWARD)
@pytest.mark.parametrize("rules", [None, "nelson"])
def test_awkward_charts_are_drawn_in_bounds_and_readable(make, rules):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = control_chart(
            make(), rules=rules, unit="mm", name="the width of the sealing rim " * 4, zones=True
        )
    renderer = renderer_of(figure)
    width, height = np.array(figure.drawing.get_size_inches()) * figure.drawing.dpi
    for ax in figure.drawing.axes:
        for text in [*ax.texts, ax.yaxis.label, ax.xaxis.label, ax._left_title]:
            if text.get_text():
                box = text.get_window_extent(renderer)
                assert text.get_fontsize() >= 10
                assert box.x0 >= -1 and box.x1 <= width + 1 and box.y0 >= -1 and box.y1 <= height + 1, text


@pytest.mark.parametrize(
    ("charts", "more", "words"),
    [
        ([1, 2, 3], {}, "Give what a chart function returned"),
        (None, {}, "NoneType was given"),
        ((), {}, "a Chart or a pair"),
        ((quality.c_chart(COUNTS), quality.c_chart([4, 5])), {}, "6 and 2 points: give a pair"),
        ((quality.c_chart([4, 5]), quality.c_chart(COUNTS)), {}, "2 and 6 points"),
        (quality.c_chart(COUNTS), {"rules": "all"}, "'all' was given"),
        (quality.c_chart(COUNTS), {"unit": None}, 'unit is text in quotes, such as "mm"; None was given'),
        (quality.c_chart(COUNTS), {"name": 5}, "name is text"),
        (quality.c_chart(COUNTS), {"x_label": 5}, "x_label is text"),
    ],
)
def test_what_is_no_control_chart_is_refused_in_words(charts, more, words):
    with pytest.raises(ValueError, match=words):
        control_chart(charts, **more)


# ---- the capability histogram ---------------------------------------------------------------------------

VALUES = [5.5, 4.8, 6.0, 5.2, 7.0, 5.5, 5.1, 5.6, 4.2, 5.9, 5.4, 6.3, 5.7, 6.8]


def bars(ax, edge=None):
    from matplotlib.patches import Rectangle

    found = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    return [bar for bar in found if edge is None or color(bar.get_edgecolor()) == edge]


def test_bars_hold_every_value_and_none_straddles_a_limit():
    (ax,) = capability_histogram(VALUES, 4.5, 6.5, unit="mm").drawing.axes
    assert sum(bar.get_height() for bar in bars(ax)) == len(VALUES)
    assert sum(bar.get_height() for bar in bars(ax, ORANGE)) == 3
    for bar in bars(ax):
        left, right = bar.get_x(), bar.get_x() + bar.get_width()
        for limit in (4.5, 6.5):
            assert right <= limit + 1e-9 or left >= limit - 1e-9
    assert all(bar.get_hatch() for bar in bars(ax, ORANGE)) and not any(
        bar.get_hatch() for bar in bars(ax, BLUE)
    )


@pytest.mark.parametrize(
    ("lsl", "usl", "outside"), [(4.5, None, 1), (None, 6.5, 2), (4.2, 7.0, 0), (None, 7.0, 0), (4.2, None, 0)]
)
def test_a_value_on_the_limit_is_inside(lsl, usl, outside):
    (ax,) = capability_histogram(VALUES, lsl, usl).drawing.axes
    assert sum(bar.get_height() for bar in bars(ax)) == len(VALUES)
    assert sum(bar.get_height() for bar in bars(ax, ORANGE)) == outside


def test_bars_are_whole_multiples_of_what_the_gauge_resolves():
    values = np.random.default_rng(2).normal(25, 0.007, 200).round(3)
    (ax,) = capability_histogram(values, 24.97, 25.03).drawing.axes
    grains = bars(ax)[0].get_width() / 0.001
    assert grains == pytest.approx(round(grains))


def test_limits_and_target_are_drawn_and_named():
    (ax,) = capability_histogram(VALUES, 4.5, 6.5, target=5.6, unit="mm").drawing.axes
    upright = {
        round(line.get_xdata()[0], 6): color(line.get_color())
        for line in ax.lines
        if len(line.get_xdata()) == 2
    }
    assert upright == {4.5: ORANGE, 6.5: ORANGE, 5.6: GREEN}
    assert {"LSL 4.5 mm", "USL 6.5 mm", "target 5.6 mm"} <= set(written(ax))
    (ax,) = capability_histogram(VALUES, 4.5, 6.5).drawing.axes
    assert "middle 5.5" in written(ax)
    (ax,) = capability_histogram(VALUES, None, 6.5).drawing.axes
    assert not any(words.startswith(("LSL", "middle")) for words in written(ax))


def test_the_curve_is_that_of_a_normal_process():
    result = quality.capability(VALUES, 4.5, 6.7)
    (ax,) = capability_histogram(VALUES, 4.5, 6.7).drawing.axes
    (curve,) = [line for line in ax.lines if len(line.get_xdata()) > 2]
    x, y = curve.get_data()
    assert x[np.argmax(y)] == pytest.approx(result.mean, abs=0.02)
    width = bars(ax)[0].get_width()
    assert width < 0.9
    assert y.max() == pytest.approx(len(VALUES) * width / (result.sigma * np.sqrt(2 * np.pi)), rel=1e-3)


def test_the_words_of_the_histogram():
    result = quality.capability(VALUES, 4.5, 6.5)
    figure = capability_histogram(VALUES, 4.5, 6.5, unit="mm", name="rim")
    assert figure.text.startswith("rim: 14 values between limits of 4.5 and 6.5 mm: mean 5.64 mm")
    assert (
        f"cp {result.cp:.2f}, cpk {result.cpk:.2f}, cpm {result.cpm:.2f}, "
        f"pp {result.pp:.2f}, ppk {result.ppk:.2f}." in figure.text
    )
    assert "3 of 14 lie outside (21 %)" in figure.text
    assert f"a normal process would have {100 * result.expected_outside:.0f} % there" in figure.text
    (ax,) = figure.drawing.axes
    assert ax.get_title(loc="left").startswith(f"3 of 14 outside; cp {result.cp:.2f}, cpk {result.cpk:.2f}")
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Rim (mm)", "Pieces")
    none = capability_histogram(VALUES, 0, 12)
    assert "0 of 14 lie outside; " in none.text and "it is met" in none.text
    one = capability_histogram(VALUES, 4.5, None)
    assert "against a lower limit of 4.5: " in one.text and "1 of 14 lies outside" in one.text
    assert "cp " not in one.text and one.drawing.axes[0].get_xlabel() == "Measured value (unit as measured)"


def test_the_judgment_follows_the_numbers():
    draw = np.random.default_rng(5)
    skewed = draw.exponential(1, 300)
    assert "do not trust the indices" in capability_histogram(skewed, None, 3).text
    drifting = draw.normal(0, 1, (30, 5)) + np.linspace(0, 5, 30)[:, None]
    assert "the process was not stable" in capability_histogram(drifting, -6, 11).text
    wide, off = draw.normal(0, 1, (30, 5)), draw.normal(2.2, 1, (30, 5))
    assert "does not fit between the limits" in capability_histogram(wide, -2, 2).text
    assert "The mean lies too near a limit." in capability_histogram(off, -4.5, 4.5).text
    assert "it is met" in capability_histogram(wide, -5, 5).text
    assert "it is not met" in capability_histogram(wide, -3.5, 3.5).text


@pytest.mark.parametrize(
    ("values", "lsl", "usl"),
    [
        ([1, 2], 0, 5),
        (np.random.default_rng(1).normal(1e7, 0.1, 300), 1e7 - 0.2, None),
        (np.random.default_rng(1).normal(0, 1e-9, 300), -3e-9, 3e-9),
        (np.random.default_rng(1).normal(10, 0.01, 80), 0, 20),
        (np.random.default_rng(1).integers(0, 4, 500), 0.5, 2.5),
        ([*[5.0] * 50, 900.0], 0, 10),
        (np.random.default_rng(1).normal(10, 2, 5000), 9.9, 10.1),
    ],
)
def test_awkward_histograms_are_drawn_and_readable(values, lsl, usl):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = capability_histogram(
            values, lsl, usl, unit="micrometers", name="the width of the sealing rim " * 4
        )
        figure.png()
    (ax,) = figure.drawing.axes
    assert sum(bar.get_height() for bar in bars(ax)) == len(values)
    renderer = renderer_of(figure)
    boxes = [text.get_window_extent(renderer) for text in ax.texts]
    width, height = np.array(figure.drawing.get_size_inches()) * figure.drawing.dpi
    assert all(box.x0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1 for box in boxes)
    for place, one in enumerate(boxes):
        assert not any(one.padded(-1).overlaps(other.padded(-1)) for other in boxes[place + 1 :])


def test_histograms_that_cannot_be_are_refused_in_words():
    with pytest.raises(ValueError, match="Both limits are None"):
        capability_histogram(VALUES, None, None)
    with pytest.raises(ValueError, match="were they swapped"):
        capability_histogram(VALUES, 6, 5)
    with pytest.raises(ValueError, match="unit is text"):
        capability_histogram(VALUES, 5, 6, unit=5)
    with pytest.raises(ValueError, match="name is text"):
        capability_histogram(VALUES, 5, 6, name=None)


# ---- the gauge study ------------------------------------------------------------------------------------


@pytest.fixture
def readings():
    draw = np.random.default_rng(5)
    rows = [
        (part, who, trial, 10 * part + 3 * "ABC".index(who) + draw.standard_normal())
        for part in range(5)
        for who in "ABC"
        for trial in (1, 2)
    ]
    return pd.DataFrame(rows, columns=["part", "inspector", "trial", "reading"])


def widths(ax):
    """{label of the measure: widths of its bars from the top}."""
    return {group.get_label(): [bar.get_width() for bar in group] for group in ax.containers}


def test_bars_of_the_gauge_are_its_percentages(readings):
    study = quality.gauge_rr(readings, tolerance=60)
    (ax,) = gauge_components(study).drawing.axes
    sources = ["gauge", "repeatability", "reproducibility", "part"]
    assert widths(ax) == {
        "% of study variation": pytest.approx(list(study.percent_of_study_variation[sources])),
        "% of tolerance": pytest.approx(list(study.percent_of_tolerance[sources])),
        "% of variance (contribution)": pytest.approx(list(study.percent_of_contribution[sources])),
    }
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == ["Gauge, all in all", "Repeatability", "Reproducibility", "Part to part"]
    assert f"{study.percent_of_study_variation['gauge']:.1f}" in written(ax)
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the gauge is at the top
    assert ax.get_xlabel() == "Percent (%)"


def test_the_guides_stand_at_ten_and_thirty(readings):
    (ax,) = gauge_components(readings, tolerance=60).drawing.axes
    assert [line.get_xdata()[0] for line in ax.lines] == [10, 30]
    assert {"10 %", "30 %", "guides for study variation and tolerance"} <= set(written(ax))
    (ax,) = gauge_components(readings).drawing.axes
    assert "guides for study variation" in written(ax)


def test_measures_are_told_apart_by_hatches_and_keep_them(readings):
    (ax,) = gauge_components(readings, tolerance=60).drawing.axes
    hatches = {group.get_label(): group[0].get_hatch() for group in ax.containers}
    assert len(set(hatches.values())) == 3
    (ax,) = gauge_components(readings).drawing.axes
    assert (
        all(hatches[group.get_label()] == group[0].get_hatch() for group in ax.containers)
        and len(ax.containers) == 2
    )


def test_the_interaction_has_a_row_where_it_is_kept(readings):
    (ax,) = gauge_components(readings, "anova", pool_above=1).drawing.axes
    names = [label.get_text().strip() for label in ax.get_yticklabels()]
    assert names[3:5] == ["inspector", "inspector by part"]
    (ax,) = gauge_components(readings, "anova").drawing.axes
    assert "inspector" not in [label.get_text().strip() for label in ax.get_yticklabels()]


def test_the_words_of_the_gauge(readings):
    study = quality.gauge_rr(readings, tolerance=60)
    figure = gauge_components(study)
    share = study.percent_of_study_variation
    assert (
        f"5 parts by 3 inspectors by 2 trials (average and range): the gauge makes {share['gauge']:.1f} %"
        in figure.text
    )
    assert "between the usual guides of 10 and 30 %" in figure.text
    assert f"It takes {study.percent_of_tolerance['gauge']:.1f} % of the tolerance." in figure.text
    assert f"Reproducibility ({share['reproducibility']:.1f} %) outweighs repeatability" in figure.text
    assert f"{study.ndc} distinct categories, where 5 are asked for." in figure.text
    (ax,) = figure.drawing.axes
    assert (
        ax.get_title(loc="left")
        == f"Gauge: {share['gauge']:.1f} % of the study variation, {study.ndc} distinct categories"
    )
    assert "tolerance" not in gauge_components(readings).text
    assert len(figure.text.split()) <= 90


def test_the_verdict_follows_the_numbers(readings):
    fine = readings.assign(reading=readings["part"] * 100 + np.tile([0.0, 1.0], 15))
    coarse = readings.assign(reading=np.random.default_rng(1).standard_normal(30))
    assert "good by the usual guide (below 10 %)" in gauge_components(fine).text
    assert "not acceptable by the usual guide (above 30 %)" in gauge_components(coarse).text


def test_a_gauge_far_beyond_the_tolerance_is_drawn(readings):
    figure = gauge_components(readings, tolerance=0.5)
    figure.png()
    (ax,) = figure.drawing.axes
    assert ax.get_xlim()[1] > max(max(values) for values in widths(ax).values())


def test_gauge_studies_that_cannot_be_are_refused_in_words(readings):
    with pytest.raises(ValueError, match="a table with a row a reading"):
        gauge_components([1, 2])
    with pytest.raises(ValueError, match="worked out already"):
        gauge_components(quality.gauge_rr(readings), tolerance=5)
    with pytest.raises(ValueError, match="worked out already"):
        gauge_components(quality.gauge_rr(readings), "anova")


# ---- all three ------------------------------------------------------------------------------------------


def test_the_readers_own_data_stay_as_they_are(readings):
    before = readings.copy()
    gauge_components(readings)
    pd.testing.assert_frame_equal(readings, before)
    chart = quality.c_chart(COUNTS)
    points = chart.points.copy()
    control_chart(chart, rules="nelson", zones=True)
    assert (chart.points == points).all()
    values = np.array(VALUES)
    capability_histogram(values, 4, 7)
    assert values.tolist() == VALUES


def test_drawing_leaves_pyplot_alone():
    code = (
        "import sys; from shopfloor.charts import control_chart; from shopfloor.methods import quality;"
        "control_chart(quality.c_chart([4, 5, 30, 4, 5, 4])); assert 'matplotlib.pyplot' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
