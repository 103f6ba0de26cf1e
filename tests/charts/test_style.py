"""Can everybody read it? Contrast is measured, and type is large enough at notebook size."""

import matplotlib
import pytest

from shopfloor.charts import style
from shopfloor.charts.timestudy import MARKS


@pytest.mark.parametrize("color", [style.INK, style.QUIET, *(color for color, *_ in style.SERIES)])
def test_text_colors_reach_contrast_4_5(color):
    assert style.contrast(color, style.BACKGROUND) >= 4.5


@pytest.mark.parametrize("color", [style.INK, *(color for color, *_ in style.SERIES)])
def test_lines_and_markers_reach_contrast_3(color):
    assert style.contrast(color, style.BACKGROUND) >= 3


def test_contrast_is_that_of_wcag():
    # Known values: black on white 21; #767676, the lightest gray that passes on white, 4.54.
    assert style.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert style.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_kinds_of_points_differ_by_shape_and_word_and_not_only_by_color():
    assert len({marker for marker, *_ in MARKS.values()}) == len(MARKS)
    assert len({words for *_, words in MARKS.values()}) == len(MARKS)


def test_type_is_at_least_11_points():
    with style.house_style():
        for name in ("font.size", "axes.labelsize", "axes.titlesize", "xtick.labelsize", "ytick.labelsize"):
            assert matplotlib.rcParams[name] >= 11, name
        assert matplotlib.rcParams["legend.fontsize"] >= 11


def test_the_readers_own_settings_stay():
    before = dict(matplotlib.rcParams)
    with style.house_style():
        assert matplotlib.rcParams["font.family"] != before["font.family"]
    assert dict(matplotlib.rcParams) == before


def test_series_differ_by_marker_line_and_hatch_and_not_only_by_color():
    for kind in zip(*style.SERIES, strict=True):
        assert len(set(kind)) == len(style.SERIES)


@pytest.mark.parametrize("color", style.HEAT)
def test_numbers_in_a_heat_map_reach_contrast_4_5(color):
    assert style.contrast(style.ink_on(color), color) >= 4.5


def test_heat_grows_darker_step_by_step():
    on_white = [style.contrast(color, style.BACKGROUND) for color in style.HEAT]
    assert on_white == sorted(on_white) and min(b / a for a, b in zip(on_white, on_white[1:])) > 1.2
