"""Pareto chart and fishbone: what is drawn, that nothing overlaps, and what their sentences say."""

import itertools

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from shopfloor.charts import fishbone, pareto_chart
from shopfloor.charts.causes import MOST_BARS
from shopfloor.charts.measured import width_of, wrapped
from shopfloor.charts.style import BACKGROUND, BLUE, ORANGE, house_style
from shopfloor.methods import oee

STOPS = {"jam": 30, "no material": 60, "changeover": 110}


def renderer_of(figure):
    """Draws the figure as it is drawn for a reader, and returns what measured its words."""
    canvas = FigureCanvasAgg(figure.drawing)
    with house_style():
        canvas.draw()
    return canvas.get_renderer()


def ticks_out_of_view(drawing):
    """Matplotlib keeps labels of ticks beyond the limits, and does not draw them."""
    hidden = []
    for ax in drawing.axes:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                if not low <= tick.get_loc() <= high:
                    hidden += [tick.label1, tick.label2]
    return hidden


def bars(figure):
    """(size, filled, hatch) of each bar from the first, standing or lying."""
    patches = figure.drawing.axes[0].patches
    lying = len({round(patch.get_x(), 9) for patch in patches}) == 1 and len(patches) > 1
    return [
        (
            patch.get_width() if lying else patch.get_height(),
            to_hex(patch.get_facecolor()) == BLUE,
            patch.get_hatch(),
        )
        for patch in patches
    ]


def boxes(figure, keep=lambda text: True):
    """Where each written word is on the page, in pixels."""
    drawing = figure.drawing
    renderer = renderer_of(figure)
    hidden = ticks_out_of_view(drawing)
    found = []
    for text in drawing.findobj(matplotlib.text.Text):
        if text.get_text().strip() and text.get_visible() and text not in hidden and keep(text):
            found.append((text.get_text(), text.get_window_extent(renderer)))
    return found


def overlaps(figure, keep=lambda text: True):
    return [
        (one, other)
        for (one, first), (other, second) in itertools.combinations(boxes(figure, keep), 2)
        if first.shrunk(0.96, 0.8).overlaps(second.shrunk(0.96, 0.8))
    ]


def outside(figure):
    width, height = figure.drawing.get_size_inches() * figure.drawing.dpi
    return [
        name
        for name, box in boxes(figure)
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1
    ]


# -- Pareto --------------------------------------------------------------------------------------------------


def test_bars_fall_and_the_line_climbs_to_a_hundred():
    figure = pareto_chart(STOPS, unit="minutes")
    assert bars(figure) == [(110, True, None), (60, True, None), (30, False, "////")]
    line = figure.drawing.axes[1].lines[0]
    assert line.get_ydata() == pytest.approx([55, 85, 100])
    assert to_hex(line.get_color()) == ORANGE and line.get_marker() == "o"
    marks = [text.get_text() for text in figure.drawing.axes[1].texts]
    assert marks == ["55 %", "85 %", "100 %"]


def test_both_axes_have_one_scale_and_say_what_they_measure():
    left, right = pareto_chart(STOPS, unit="minutes").drawing.axes
    assert left.get_ylabel() == "Minutes" and right.get_ylabel() == "Cumulative share"
    assert left.get_ylim()[1] / 200 == pytest.approx(right.get_ylim()[1] / 100)
    assert [tick.get_text() for tick in right.get_yticklabels()] == [f"{n} %" for n in range(0, 101, 20)]
    assert [tick.get_text() for tick in left.get_xticklabels()] == [
        "changeover\n110", "no material\n60", "jam\n30"
    ]  # fmt: skip


def test_the_sentence_has_this_figures_numbers():
    figure = pareto_chart(STOPS, unit="minutes")
    assert figure.text == (
        "2 of 3 causes make up 85 % of 200 minutes: changeover 110 (55 %) and no material 60 (30 %). "
        "The other one is jam (15 %)."
    )
    changed = pareto_chart({**STOPS, "jam": 300}, unit="minutes").text
    assert changed.startswith("2 of 3 causes make up 87 % of 470 minutes: jam 300 (64 %) and changeover 110")
    assert figure.drawing.get_suptitle() == "2 of 3 causes make up 85 % of the minutes"


@pytest.mark.parametrize(
    ("amounts", "title", "text"),
    [
        ({"jam": 12.5}, "One cause makes up all of the minutes", "The only cause is jam: 12.5 minutes."),
        (
            {"a": 9, "b": 1},
            "The vital one: 1 of 2 causes makes up 90 % of the minutes",
            "1 of 2 causes makes up",
        ),
        (
            {"a": 5, "b": 4, "c": 1, "d": 0.5},
            "The vital few: 2 of 4 causes make up 86 % of the minutes",
            "2 of 4 causes make up 86 % of 10.5 minutes: a 5 (48 %) and b 4 (38 %). The other 2 make up 14 %.",
        ),
        ({"a": 1, "b": 1}, "No vital few: all 2 causes are needed", "No vital few: all 2 causes"),
    ],
)
def test_titles_of_few_causes(amounts, title, text):
    figure = pareto_chart(amounts, unit="minutes")
    assert figure.drawing.get_suptitle() == title and figure.text.startswith(text)


def test_the_vital_few_are_divided_from_the_others():
    standing = pareto_chart(STOPS, unit="minutes").drawing.axes[1].lines[1:]
    assert [line.get_xdata()[0] for line in standing] == [1.5]
    none = pareto_chart({"a": 1, "b": 1}).drawing.axes[1].lines[1:]
    assert not none
    seven = {f"cause {n}": 10 - n for n in range(9)}
    lying = pareto_chart(seven).drawing
    few = int(oee.pareto(seven)["vital"].sum())
    edge = lying.axes[1].lines[1].get_ydata()[0]
    middles = [patch.get_y() + patch.get_height() / 2 for patch in lying.axes[0].patches]
    assert middles[few - 1] < edge < middles[few]


def test_many_causes_lie_and_the_rest_is_one_bar():
    many = {f"cause {n}": 100 - n for n in range(30)}
    figure = pareto_chart(many, unit="minutes")
    drawn = bars(figure)
    assert len(drawn) == MOST_BARS == 12
    assert [size for size, *_ in drawn[:3]] == [100, 99, 98]
    assert drawn[-1] == (sum(100 - n for n in range(11, 30)), False, "////")
    line = figure.drawing.axes[1].lines[0]
    assert line.get_xdata()[-1] == 100 and list(line.get_xdata()) == sorted(line.get_xdata())
    ticks = [tick.get_text() for tick in figure.drawing.axes[0].get_yticklabels()]
    assert ticks[0] == "cause 0  100" and ticks[-1].startswith("19 other causes")
    assert figure.drawing.axes[0].get_xlabel() == "Minutes"
    assert "The smallest 19 are drawn as one bar, 13 of the 24 among them." in figure.text
    assert len(figure.drawing.axes[1].lines) == 1  # the vital few go on inside the last bar: no divider
    assert len(figure.text.split()) <= 90


@pytest.mark.parametrize(("causes", "drawn"), [(11, 11), (12, 12), (13, 12), (14, 12)])
def test_never_more_than_twelve_bars(causes, drawn):
    figure = pareto_chart({f"cause {n}": 100 - n for n in range(causes)})
    assert len(bars(figure)) == drawn
    assert ("drawn as one bar" in figure.text) == (causes > 12)


def test_room_for_fewer_bars():
    assert len(bars(pareto_chart({str(n): 9 - n for n in range(8)}, most=4))) == 4
    with pytest.raises(ValueError, match="two bars or more; most=1"):
        pareto_chart(STOPS, most=1)


def test_a_table_its_method_and_the_result_give_the_same_chart():
    table = pd.DataFrame({"reason": list("aab"), "minutes": [5, 6, 7]})
    result = oee.pareto(table, "reason", "minutes")
    texts = {
        pareto_chart(table, "reason", "minutes").text,
        pareto_chart(result).text,
        pareto_chart({"a": 11, "b": 7}, unit="minutes").text,
    }
    assert len(texts) == 1
    assert "In 3 occurrences: a 2 (67 %)" in pareto_chart(table, "reason").text
    assert "Occurrences" in pareto_chart(table, "reason").drawing.axes[0].get_ylabel()


def test_other_comes_last_and_is_not_filled():
    figure = pareto_chart({"other": 50, "jam": 30, "leak": 20}, last="other")
    assert bars(figure) == [(30, True, None), (20, True, None), (50, False, "////")]


def test_losses_can_be_ranked():
    tree = oee.losses(480, {"breakdowns": 60, "setup and adjustment": 30}, 1, 350, 340)
    figure = pareto_chart(tree.table, "loss", "time_min")
    assert "of 140 minutes: breakdowns 60 (43 %)" in figure.text
    assert figure.drawing.axes[0].get_ylabel() == "Minutes"


def test_the_readers_table_is_not_changed():
    table = pd.DataFrame({"reason": [f"r{n % 20}" for n in range(60)], "minutes": range(60)})
    before = table.copy(deep=True)
    pareto_chart(table, "reason", "minutes")
    pareto_chart(oee.pareto(table, "reason", "minutes"))
    pd.testing.assert_frame_equal(table, before)


LONG = "the pallet with the castings was not at the machine when the shift began"
AWKWARD = {
    "one": {"jam": 1},
    "two long": {LONG: 3, "jam": 2},
    "seven": {f"cause {n}": 9 - n for n in range(7)},
    "equal": {f"{LONG} {n}": 1 for n in range(40)},
    "steep": {f"cause {n}": 10.0**-n for n in range(10)},
    "zeros": {"a": 5, "b": 0, "c": 0},
    "billions": {"a": 3e9, "b": 2e9, "c": 1},
    "tiny": {"a": 3e-6, "b": 1e-6},
    "one word": {"Donaudampfschifffahrtsgesellschaftskapitaen": 3, "b": 2, "c": 1},
    "dollars": {"cost of $5": 3, "$10 and $20": 2},
}


@pytest.mark.parametrize("name", AWKWARD)
def test_nothing_overlaps_or_leaves_the_page(name):
    figure = pareto_chart(AWKWARD[name], unit="minutes of downtime")
    assert outside(figure) == []
    assert overlaps(figure) == []
    assert all(text.get_size() >= 10 for text in figure.drawing.findobj(matplotlib.text.Text))
    assert len(figure.text.split()) <= 90


@pytest.mark.parametrize("name", AWKWARD)
def test_no_percentage_lies_on_the_line(name):
    figure = pareto_chart(AWKWARD[name])
    line = figure.drawing.axes[1].lines[0]
    renderer = renderer_of(figure)
    points = line.axes.transData.transform(line.get_xydata())
    along = [np.linspace(one, other, 200) for one, other in zip(points, points[1:], strict=False)]
    for text in line.axes.texts:
        box = text.get_window_extent(renderer).shrunk(0.98, 0.7)
        for x, y in (part.T for part in along):
            hit = (box.x0 < x) & (x < box.x1) & (box.y0 < y) & (y < box.y1)
            assert not hit.any(), text.get_text()


def test_a_dollar_sign_starts_no_formula():
    for figure in (pareto_chart(AWKWARD["dollars"], unit="$ or $"), fishbone(*FISH["dollars"])):
        for text in figure.drawing.findobj(matplotlib.text.Text):
            assert not matplotlib.cbook.is_math_text(text.get_text()), text.get_text()


def test_large_numbers_are_read_in_millions():
    figure = pareto_chart({"a": 3e6, "b": 1e6}, unit="US dollars")
    assert figure.drawing.axes[0].get_ylabel() == "US dollars (millions)"
    renderer_of(figure)
    assert "3" in [tick.get_text() for tick in figure.drawing.axes[0].get_yticklabels()]
    assert "In 4,000,000 US dollars" in figure.text


def test_shares_are_never_rounded_to_nothing_or_to_all():
    text = pareto_chart({"a": 9990, "b": 9.5, "c": 0.5}, unit="minutes").text
    assert "a 9,990 (99.9 %)" in text and "under 1 %" in text


def test_bad_input_is_refused_in_words():
    with pytest.raises(ValueError, match="All the amounts are zero"):
        pareto_chart({"a": 0})
    with pytest.raises(ValueError, match="no column 'cause'"):
        pareto_chart(pd.DataFrame({"reason": ["a"]}), "cause")


# -- Fishbone ------------------------------------------------------------------------------------------------

SIX = {
    "Machine": ["worn clamp", "no spare nozzle at the machine", "heater band ages"],
    "Method": ["no set-up sheet"],
    "Material": ["moist granulate", "lot changes without notice"],
    "People": [],
    "Measurement": ["inspector not in the hall"],
    "Environment": ["cold hall in the morning"],
}


def words(figure):
    return {" ".join(text.get_text().split()): text for text in figure.drawing.axes[0].texts}


def test_every_branch_and_cause_is_drawn():
    figure = fishbone(SIX, "Changeover takes 82 minutes")
    assert set(words(figure)) == {
        "Changeover takes 82 minutes", *SIX, *(cause for found in SIX.values() for cause in found)
    }  # fmt: skip
    # A spine, a head's tip, a bone for each branch and a twig for each cause.
    assert len(figure.drawing.axes[0].lines) == 2 + len(SIX) + 8


def test_the_text_lists_branches_and_causes_in_order():
    assert fishbone(SIX, "Changeover takes 82 minutes").text == (
        'Possible causes of "Changeover takes 82 minutes". Machine: worn clamp; no spare nozzle at the '
        "machine; heater band ages. Method: no set-up sheet. Material: moist granulate; lot changes without "
        "notice. People: none named yet. Measurement: inspector not in the hall. Environment: cold hall in "
        "the morning."
    )


def test_odd_branches_are_above_the_spine_and_even_ones_below():
    found = words(fishbone(SIX, "Jam"))
    spine = found["Jam"].get_position()[1]
    above = [name for name in SIX if found[name].get_position()[1] > spine]
    assert above == ["Machine", "Material", "Measurement"]
    across = [found[name].get_position()[0] for name in above]
    assert across == sorted(across) and found["Jam"].get_position()[0] > across[-1]
    assert found["worn clamp"].get_position()[1] > found["heater band ages"].get_position()[1] > spine
    assert found["no set-up sheet"].get_position()[1] < spine


def test_each_cause_has_a_twig_under_it_that_ends_at_its_bone():
    figure = fishbone(SIX, "Jam")
    lines = figure.drawing.axes[0].lines
    bones = [line for line in lines if to_hex(line.get_color()) == BLUE]
    assert len(bones) == len(SIX)
    twigs = [line for line in lines if np.ptp(line.get_ydata()) == 0 and line.get_linewidth() < 2][:-1]
    twigs = [line for line in twigs if len(line.get_xdata()) == 2]
    for twig in twigs:
        end = (max(twig.get_xdata()), twig.get_ydata()[0])
        near = [
            abs(
                np.interp(
                    end[1], sorted(bone.get_ydata()), np.array(bone.get_xdata())[np.argsort(bone.get_ydata())]
                )
                - end[0]
            )
            for bone in bones
            if min(bone.get_ydata()) <= end[1] <= max(bone.get_ydata())
        ]
        assert min(near) < 0.5


WORDY = "a cause with many words in it that needs to be wrapped"
FISH = {
    "one": ({"Machine": ["x"]}, "y"),
    "two": ({"Machine": ["x"], "Method": []}, "y"),
    "three": ({name: [WORDY] * 6 for name in "ABC"}, WORDY),
    "five uneven": ({"A": ["x"] * 8, "B": [], "C": [WORDY], "D": ["x"] * 3, "E": []}, "Jam"),
    "eight full": ({f"Management and planning {n}": [WORDY] * 6 for n in range(8)}, WORDY * 2),
    "one long cause": ({name: [WORDY * 2] * (name in "AB") for name in "ABCDEFGH"}, "Jam"),
    "eight empty": ({name: [] for name in "ABCDEFGH"}, "Jam"),
    "long words": ({"Donaudampfschifffahrtsgesellschaft" * 2: ["Rinderkennzeichnungsfleisch" * 2]}, "x" * 90),
    "dollars": ({"Cost $": ["price of $5", "$10"]}, "cost $ 100"),
}


@pytest.mark.parametrize("name", FISH)
def test_no_words_of_the_fish_overlap_or_leave_the_page(name):
    figure = fishbone(*FISH[name])
    assert outside(figure) == []
    assert overlaps(figure) == []
    assert all(text.get_size() >= 10 for text in figure.drawing.findobj(matplotlib.text.Text))


@pytest.mark.parametrize("name", FISH)
def test_no_words_of_the_fish_lie_on_a_line(name):
    figure = fishbone(*FISH[name])
    ax = figure.drawing.axes[0]
    found = boxes(figure)
    plates = [patch.get_window_extent() for patch in ax.patches]
    # Names in boxes cover what is behind them.
    free = [
        (words, box.shrunk(0.98, 0.7)) for words, box in found if not any(p.contains(*box.p0) for p in plates)
    ]
    for line in ax.lines:
        if len(line.get_xdata()) > 1:
            ends = ax.transData.transform(np.column_stack([line.get_xdata(), line.get_ydata()]))
            x, y = np.linspace(ends[0], ends[-1], 600).T
            for words, box in free:
                hit = (box.x0 < x) & (x < box.x1) & (box.y0 < y) & (y < box.y1)
                assert not hit.any(), (words, line.get_ydata())


@pytest.mark.parametrize(
    ("causes", "effect", "message"),
    [
        ({}, "Jam", "There is no branch"),
        ([("Machine", ["x"])], "Jam", "as a dictionary.*list was given"),
        ({"Machine": "worn clamp"}, "Jam", "causes of Machine as a list"),
        ({"Machine": None}, "Jam", "causes of Machine as a list"),
        ({"Machine": [1]}, "Jam", "A cause of Machine is not in words: 1"),
        ({"Machine": [""]}, "Jam", "not in words"),
        ({"": ["x"]}, "Jam", "A branch has a name in words"),
        ({3: ["x"]}, "Jam", "A branch has a name in words.*3 was given"),
        ({"A": [], "A ": []}, "Jam", "The branch A is there twice"),
        ({str(n): [] for n in range(9)}, "Jam", "9 branches cannot be read.*join them into 8"),
        ({"Machine": ["x"] * 9}, "Jam", "Machine has 9 causes"),
        ({"Machine": ["x"]}, "", "what is to be explained"),
        ({"Machine": ["x"]}, 82, "what is to be explained.*82"),
    ],
)
def test_fishbone_refuses(causes, effect, message):
    with pytest.raises(ValueError, match=message):
        fishbone(causes, effect)


# -- words in their places -----------------------------------------------------------------------------------


def test_words_are_measured_as_they_are_drawn():
    from matplotlib.figure import Figure as Drawing

    with house_style():
        drawing = Drawing(figsize=(8, 2), dpi=72)
        text = drawing.text(0.1, 0.5, "no material at the line", size=11)
        box = text.get_window_extent(FigureCanvasAgg(drawing).get_renderer())
        assert width_of("no material at the line", 11) == pytest.approx(box.width, rel=0.04)


@pytest.mark.parametrize("width", [30, 60, 100, 300])
def test_wrapped_lines_fit(width):
    lines = wrapped(f"{LONG} Donaudampfschifffahrt", width, 11).split("\n")
    assert all(width_of(line, 11) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == f"{LONG}Donaudampfschifffahrt".replace(" ", "")


def test_too_many_lines_end_in_three_dots():
    lines = wrapped(LONG, 80, 11, lines=2).split("\n")
    assert len(lines) == 2 and lines[1].endswith("...") and width_of(lines[1], 11) <= 80
    assert wrapped("short", 80, 11, lines=2) == "short" and wrapped("", 80, 11) == ""


def test_paper_is_white():
    assert to_hex(pareto_chart(STOPS).drawing.get_facecolor()) == BACKGROUND
