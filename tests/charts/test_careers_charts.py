"""The charts of careers: what is drawn, and what their sentences say."""

import subprocess
import sys

import matplotlib.colors
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon, Rectangle

from shopfloor.charts import career_graph, role_heat_map, skill_heat_map, style, wage_ranges, wage_series
from shopfloor.data import load
from shopfloor.methods import careers

FIVE = ["annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90"]


@pytest.fixture(scope="module")
def wages():
    return load("careers/wages")


@pytest.fixture(scope="module")
def sectors():
    return load("careers/wages_by_sector")


@pytest.fixture(scope="module")
def prices():
    return load("careers/prices")


@pytest.fixture(scope="module")
def duties():
    return load("careers/duties")


@pytest.fixture(scope="module")
def ratings():
    return load("careers/skill_ratings")


@pytest.fixture(scope="module")
def advancement():
    return load("careers/advancement")


@pytest.fixture(scope="module")
def tiers():
    return load("careers/career_tiers")


def texts(drawing):
    """All texts that are drawn: Matplotlib also keeps labels of ticks outside of the axes."""
    found = [*drawing.texts]
    for legend in [*drawing.legends, *(ax.get_legend() for ax in drawing.axes if ax.get_legend())]:
        found += legend.get_texts()
    for ax in drawing.axes:
        found += [*ax.texts, ax.title, ax._left_title, ax._right_title]
        if not ax.axison:
            continue
        for axis in (ax.xaxis, ax.yaxis):
            found.append(axis.label)
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                if low <= tick.get_loc() <= high:
                    found += [label for label in (tick.label1, tick.label2) if label.get_visible()]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def words(drawing):
    """What the texts say, a backslash before a dollar taken off."""
    return [text.get_text().replace(r"\$", "$").replace("\n", " ") for text in texts(drawing)]


def boxes_of(figure):
    """(text, extent in pixels as drawn) of all texts."""
    with style.house_style():
        canvas = FigureCanvasAgg(figure.drawing)
        canvas.draw()
        return [(text, text.get_window_extent(canvas.get_renderer())) for text in texts(figure.drawing)]


def overlapping(figure):
    """Pairs of texts that lie on each other, and texts that leave the picture."""
    # Slanted texts are beside each other though their upright boxes are not: see the test of the heads.
    found = [(text.get_text(), box) for text, box in boxes_of(figure) if not text.get_rotation() % 90]
    width, height = figure.drawing.canvas.get_width_height()
    wrong = [
        (one, other)
        for place, (one, box) in enumerate(found)
        for other, its in found[place + 1 :]
        if min(box.x1, its.x1) - max(box.x0, its.x0) > 1 and min(box.y1, its.y1) - max(box.y0, its.y0) > 1
    ]
    outside = [
        one for one, box in found if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1
    ]
    return wrong, outside


def medians(ax):
    """The dots of a chart of ranges, by their place from the top."""
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    return [float(line.get_xdata()[0]) for line in sorted(dots, key=lambda line: line.get_ydata()[0])]


def small(*points, year=2024, soc="99-0001", title="Turners"):
    return pd.DataFrame([{"year": year, "soc": soc, "title": title, **dict(zip(FIVE, points, strict=True))}])


# -- ranges of pay ------------------------------------------------------------------------------------------


def test_the_highest_median_comes_first(wages):
    figure = wage_ranges(wages, ["49-9041", "17-2112", "17-3026"], 2024)
    (ax,) = figure.drawing.axes
    assert medians(ax) == [101_140, 64_790, 63_760]
    labels = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
    assert labels[0] == "Industrial Engineers" and labels[2] == "Industrial Machinery Mechanics"
    assert ax.get_xlabel() == "US dollars a year"
    assert figure.drawing.get_suptitle() == "Pay, May 2024: highest median \\$101,140, Industrial Engineers"


def test_lines_run_from_the_10th_to_the_90th_and_over_the_middle_half(wages):
    (ax,) = wage_ranges(wages, "17-3026", 2024).drawing.axes
    thin, thick = [line.get_xdata().tolist() for line in ax.lines if line.get_linewidth() in (2, 9) and len(set(line.get_xdata())) == 2]  # fmt: skip
    assert thin == [46_370, 97_670] and thick == [53_230, 79_040]
    caps = [
        line.get_xdata()[0]
        for line in ax.lines
        if len(line.get_xdata()) == 2 and len(set(line.get_xdata())) == 1
    ]
    assert caps == [46_370, 97_670]
    shown = words(wage_ranges(wages, "17-3026", 2024).drawing)
    assert {"$64,790", "$46k", "$98k"} <= set(shown)


def test_the_sentence_of_the_ranges(wages):
    text = wage_ranges(wages, ["17-3026", "17-2112", "49-9041"], 2024, mark=64_000).text
    assert (
        "Highest median: Industrial Engineers, $101,140 (10th to 90th percentile $70,000 to $157,140)" in text
    )
    assert "Lowest: Industrial Machinery Mechanics, $63,760" in text
    assert "$64,000 is above 1 of 3 medians" in text
    widest = careers.compare(["17-3026", "17-2112", "49-9041"], 2024, wages=wages)["spread"].max()
    assert f"Widest of 3: Industrial Engineers, the 90th percentile is {widest:.1f} times the 10th" in text
    assert "not above the median" in wage_ranges(wages, "17-3026", 2024, mark=60_000).text
    assert "is above the median" in wage_ranges(wages, "17-3026", 2024, mark=70_000).text


def test_pay_to_compare_with_is_a_line_with_its_words(wages):
    figure = wage_ranges(wages, "17-3026", 2024, mark=150_000)
    (ax,) = figure.drawing.axes
    (line,) = [line for line in ax.lines if line.get_color() == style.ORANGE]
    assert line.get_xdata()[0] == 150_000 and ax.get_xlim()[1] > 150_000
    assert "compared with $150,000" in words(figure.drawing)
    assert not any("compared" in word for word in words(wage_ranges(wages, "17-3026", 2024).drawing))


def test_years_stay_in_their_order_and_the_break_is_marked(wages):
    figure = wage_ranges(wages, "17-3026", [2019, 2020, 2021])
    (ax,) = figure.drawing.axes
    assert medians(ax) == [56_550, 57_320, 60_220]
    assert "new method from 2021" in words(figure.drawing)
    (mark,) = [line for line in ax.lines if line.get_color() == style.QUIET]
    places = ax.get_yticks()
    assert places[1] < mark.get_ydata()[0] < places[2]
    assert "2021: new method since 2021" in figure.text and "First: 2019, $56,550" in figure.text
    later = wage_ranges(wages, "17-3026", [2021, 2024])
    assert not any("new method" in word for word in words(later.drawing)) and "new method" not in later.text


def test_sectors_have_their_names(sectors):
    names = [load("careers/sectors"), load("careers/occupations")]
    figure = wage_ranges(sectors, "17-3026", names=names)
    (ax,) = figure.drawing.axes
    assert len(medians(ax)) == 14 and medians(ax) == sorted(medians(ax), reverse=True)
    assert "Pay of Industrial engineering technologists and technicians, May 2024" in figure.text
    assert "Manufacturing" in words(figure.drawing)
    assert "Sector 31" in words(wage_ranges(sectors, "17-3026", sectors=["31", "54"]).drawing)


def test_what_compare_gave_can_be_drawn(wages):
    compared = careers.compare(["17-3026", "17-2112"], 2024, wages=wages)
    assert wage_ranges(compared).text == wage_ranges(wages, ["17-3026", "17-2112"], 2024).text
    before = compared.copy(deep=True)
    wage_ranges(compared)
    pd.testing.assert_frame_equal(compared, before)


def test_top_coded_and_missing_percentiles():
    table = pd.concat(
        [
            small(120_000, 150_000, 200_000, "#", "#"),
            small("*", 3e4, 4e4, 5e4, 6e4, soc="99-0002", title="Aides"),
        ]
    )
    figure = wage_ranges(table)
    (ax,) = figure.drawing.axes
    arrows = [line for line in ax.lines if line.get_marker() == ">"]
    assert len(arrows) == 1 and arrows[0].get_xdata()[0] == ax.get_xlim()[1]
    assert "beyond the source's limit" in words(figure.drawing)
    assert "Turners: 75th and 90th percentile at or above the upper limit" in figure.text
    assert "Aides: 10th percentile not published" in figure.text
    # One percentile of two is no middle half.
    assert len([line for line in ax.lines if line.get_linewidth() == 9]) == 1


def test_a_comparison_of_top_coded_figures_still_has_its_arrow():
    figure = wage_ranges(careers.compare(wages=small(120_000, 150_000, 200_000, "#", "#")))
    assert [line for line in figure.drawing.axes[0].lines if line.get_marker() == ">"]


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (("wages",), {}, "give a table"),
        ((small("*", "*", "*", "*", "*"),), {}, "No percentile is published"),
        ((small(1e4, 2e4, 3e4, 4e4, 5e4),), {"mark": -1}, "pay to mark must be more than 0"),
        ((small(1e4, 2e4, 3e4, 4e4, 5e4), "99-0002"), {}, "no occupation '99-0002'"),
        ((careers.compare(wages=small(1e4, 2e4, 3e4, 4e4, 5e4)).head(0),), {}, "comparison is empty"),
    ],
)
def test_ranges_refused(arguments, options, message):
    with pytest.raises(ValueError, match=message):
        wage_ranges(*arguments, **options)


# -- pay over the years -------------------------------------------------------------------------------------


def test_the_series_in_dollars_and_after_prices(wages, prices):
    figure = wage_series(wages, "17-3026", prices, start=2019)
    (ax,) = figure.drawing.axes
    assert "From 2019 to 2024: up 14.6 % in dollars, down 6.6 % after prices" in figure.text
    assert "From 2019 to 2024: up 14.6 % in dollars, down 6.6 % after prices" in figure.drawing.get_suptitle()
    assert "$69,386 to $64,790, the most in 2021 with $69,714" in figure.text
    drawn = {line.get_marker(): [] for line in ax.lines if line.get_marker() in ("o", "^")}
    for line in ax.lines:
        if line.get_marker() in drawn:
            drawn[line.get_marker()] += list(zip(line.get_xdata(), np.round(line.get_ydata()), strict=True))
    pay = careers.pay_series("17-3026", wages=wages, prices=prices, start=2019)
    assert drawn["^"] == list(zip(pay["year"], pay["pay"], strict=True))
    assert drawn["o"] == list(zip(pay["year"], pay["real_pay"].round(), strict=True))
    assert ax.get_xlabel() == "Year (May)" and ax.get_ylabel().startswith("US dollars a year")


def test_no_line_crosses_the_break_and_the_break_is_said(wages, prices):
    figure = wage_series(wages, "17-3026", prices)
    (ax,) = figure.drawing.axes
    for line in ax.lines:
        if line.get_marker() in ("o", "^"):
            years = list(line.get_xdata())
            assert max(years) <= 2020 or min(years) >= 2021
    (mark,) = [line for line in ax.lines if line.get_color() == style.QUIET]
    assert mark.get_xdata()[0] == 2020.5
    assert "new method from 2021" in words(figure.drawing) and "The method changed in 2021" in figure.text
    after = wage_series(wages, "17-3026", prices, start=2021)
    assert "method" not in after.text and not any("method" in word for word in words(after.drawing))


def test_lines_differ_by_marker_and_dashes_and_carry_their_names(wages, prices):
    figure = wage_series(wages, "17-3026", prices)
    kinds = {
        (line.get_marker(), line.get_linestyle())
        for line in figure.drawing.axes[0].lines
        if line.get_marker() in ("o", "^")
    }
    assert len(kinds) == 2 and len({dashes for _, dashes in kinds}) == 2
    shown = words(figure.drawing)
    assert "$69,464 in dollars of 2024, after prices" in shown and "$54,280 in dollars of the day" in shown
    assert shown.count("$64,790") == 1  # both lines end there


def test_names_stand_where_the_lines_are_apart(wages, prices):
    shown = words(wage_series(wages, "17-3026", prices, base=2017).drawing)
    assert "$64,790 in dollars of the day" in shown and "$50,628 in dollars of 2017, after prices" in shown


@pytest.mark.parametrize(
    ("occupation", "options"),
    [
        ("17-3026", {}),
        ("17-3026", {"column": "hourly_median"}),
        ("51-9061", {"column": "annual_p10", "start": 2019}),
        ("51-9061", {"column": "annual_p10", "start": 2019, "prices": True}),
        ("17-3026", {"prices": True, "base": 2017}),
        ("00-0000", {"prices": True}),
    ],
)
def test_names_of_lines_do_not_lie_on_the_lines(wages, prices, occupation, options):
    options = {**options, "prices": prices if options.get("prices") else None}
    figure = wage_series(wages, occupation, options.pop("prices"), **options)
    extents = [box for text, box in boxes_of(figure) if " in dollars of " in text.get_text()]
    (ax,) = figure.drawing.axes
    assert len(extents) == len({line.get_marker() for line in ax.lines if line.get_marker() in ("o", "^")})
    for line in ax.lines:
        if line.get_marker() in ("o", "^"):
            points = ax.transData.transform(np.column_stack(line.get_data()).astype(float))
            for one, other in zip(points, [*points[1:], points[-1]], strict=True):
                for share in np.linspace(0, 1, 30):
                    x, y = one + share * (other - one)
                    assert not any(box.x0 < x < box.x1 and box.y0 - 3 < y < box.y1 + 3 for box in extents)


def test_without_prices_there_is_one_line(wages):
    figure = wage_series(wages, "17-3026")
    assert {line.get_marker() for line in figure.drawing.axes[0].lines} <= {"^", "None"}
    assert "after prices" not in figure.text and "up 19.4 % in dollars" in figure.text


def test_an_axis_that_does_not_start_at_zero_says_so(wages):
    assert "does not start at 0" in wage_series(wages, "17-3026").drawing.axes[0].get_ylabel()
    table = pd.concat([small(1, 2, 1_000, 4e4, 5e4, year=2019), small(1, 2, 40_000, 41_000, 5e4)])
    ax = wage_series(table, "99-0001").drawing.axes[0]
    assert ax.get_ylim()[0] == 0 and "does not" not in ax.get_ylabel()


def test_another_column_and_an_hour(wages):
    figure = wage_series(wages, "17-3026", column="hourly_median")
    assert figure.drawing.axes[0].get_ylabel().startswith("US dollars an hour")
    assert "median pay an hour" in figure.text and "$26.10 to $31.15" in figure.text


def test_a_gap_is_not_bridged_and_is_said():
    table = pd.concat(
        [small(1, 2, figure, 5e4, 6e4, year=year) for year, figure in ((2019, 3e4), (2020, "*"), (2021, 4e4))]
    )
    figure = wage_series(table, "99-0001")
    assert "Not published: 2020" in figure.text
    (line,) = [line for line in figure.drawing.axes[0].lines if line.get_marker() == "^"]
    assert np.isnan(line.get_ydata()[1])


def test_what_pay_series_gave_can_be_drawn(wages, prices):
    series = careers.pay_series("17-3026", wages=wages, prices=prices, column="annual_p10")
    assert wage_series(series).text == wage_series(wages, "17-3026", prices, column="annual_p10").text
    assert "10th percentile of pay a year" in wage_series(series).text


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((), {}, "Say which occupation"),
        (("17-3026",), {"start": 2024}, "two years or more"),
        (("17-3026",), {"column": "employment"}, "no pay in a column"),
        (("welder of",), {}, "no occupation"),
    ],
)
def test_series_refused(wages, arguments, options, message):
    with pytest.raises(ValueError, match=message):
        wage_series(wages, *arguments, **options)


# -- heat maps ----------------------------------------------------------------------------------------------


def cells(ax):
    """{(row, column): (color, number)} of a heat map."""
    patches = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    tops = sorted({round(patch.get_y(), 6) for patch in patches})
    found = {}
    for patch, text in zip(patches, ax.texts, strict=True):
        where = (tops.index(round(patch.get_y(), 6)), int(round(patch.get_x())))
        found[where] = (matplotlib.colors.to_hex(patch.get_facecolor()), text.get_text(), text.get_color())
    return found


def test_roles_by_activity(duties):
    figure = role_heat_map(duties)
    (ax,) = figure.drawing.axes
    counts = careers.cross_table(duties)
    rows = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
    assert rows[0] == "Production technician (45)" and rows[1] == "Industrial engineering technician (24)"
    found = cells(ax)
    assert len(found) == 90
    for row, label in enumerate(rows):
        role = label.rsplit(" (", 1)[0]
        for column, activity in enumerate(counts.columns):
            count = counts.loc[role, activity]
            color, number, ink = found[(row, column)]
            assert number == (str(count) if count else "")
            assert (color == style.BACKGROUND) == (count == 0)
            assert style.contrast(ink, color) >= 4.5
    assert found[(0, 3)][0] == style.HEAT[
        -1
    ] and "Most often: Production technician, operate (9 duties)" in words(figure.drawing)
    assert (
        "97 duties of 9 roles by activity. Production technician has 45: operate 9, maintain 9 and inspect 6 the most"
        in figure.text
    )
    assert "The other 6 have 21 together" in figure.text


def test_slanted_heads_are_a_line_apart(duties):
    figure = role_heat_map(duties)
    heads = [text for text, _ in boxes_of(figure) if text.get_rotation() % 90]
    assert len(heads) == 10
    ax = figure.drawing.axes[0]
    apart = np.diff(ax.transData.transform([(place, 0) for place in ax.get_xticks()])[:, 0])
    line = heads[0].get_size() * figure.drawing.dpi / 72
    assert min(apart) * np.sin(np.radians(heads[0].get_rotation())) > 1.3 * line
    # The last head, the one farthest to the right, is whole.
    width, height = figure.drawing.canvas.get_width_height()
    assert all(box.x1 <= width and box.y1 <= height for _, box in boxes_of(figure))


def test_darker_is_more(duties):
    found = cells(role_heat_map(duties).drawing.axes[0])
    order = {color: place for place, color in enumerate([style.BACKGROUND, *style.HEAT])}
    numbers = sorted((int(number or 0), order[color]) for color, number, _ in found.values())
    steps = [step for _, step in numbers]
    assert steps == sorted(steps) and len(set(steps)) == 6


def test_shares_and_chosen_roles(duties):
    figure = role_heat_map(duties, ["Production engineer", "Production supervisor"], share=True)
    (ax,) = figure.drawing.axes
    numbers = {number for _, number, _ in cells(ax).values()}
    assert numbers == {"", "100", "67", "33"}
    assert [label.get_text() for label in ax.get_yticklabels()][0] == "Production engineer (2)"
    assert "percent of the role's duties" in ax.get_xlabel()
    assert "5 duties of 2 roles" in figure.text


def test_a_cross_table_can_be_drawn_and_so_can_other_tables(duties):
    assert role_heat_map(careers.cross_table(duties)).text == role_heat_map(duties).text
    tools = role_heat_map(load("careers/tools"), by="kind")
    assert "entries of 2 roles by kind" in tools.text and "duties" not in tools.text
    one = role_heat_map(duties, "Production engineer")
    assert one.text.startswith("2 duties of 1 role by activity")


@pytest.mark.parametrize(
    ("table", "options", "message"),
    [
        (load("careers/duties"), {"roles": ["Welder"]}, "There is no role 'Welder' in this table: there are"),
        (load("careers/duties"), {"roles": []}, "There is no role"),
        (load("careers/duties"), {"by": "color"}, "no column color"),
        (load("careers/duties").head(0), {}, "nothing to draw"),
        ("duties", {}, "give a table"),
    ],
)
def test_role_heat_map_refuses(table, options, message):
    with pytest.raises(ValueError, match=message):
        role_heat_map(table, **options)


def test_importance_and_level_side_by_side(ratings):
    figure = skill_heat_map(ratings, ["17-3026", "17-2112"], domain="skill", top=3)
    left, right = figure.drawing.axes
    assert (left.get_title(loc="left"), right.get_title(loc="left")) == (
        "Importance (1 to 5)",
        "Level (0 to 7)",
    )
    profile = careers.skill_profile(["17-3026", "17-2112"], ratings=ratings, domain="skill", top=3)
    for ax, measure in ((left, "importance"), (right, "level")):
        found = cells(ax)
        expected = [f"{value:.1f}" for value in profile[measure]]
        assert [found[(row, column)][1] for row in range(3) for column in range(2)] == expected
    assert [label.get_text() for label in left.get_yticklabels()] == list(dict.fromkeys(profile["element"]))
    assert "Industrial Engineers: Reading Comprehension 4.00 (level 4.50)" in figure.text


def test_colors_are_parts_of_the_scale_and_not_of_the_data():
    rows = [
        {
            "soc": "A",
            "title": "A",
            "domain": "skill",
            "element": str(place),
            "importance": importance,
            "level": level,
        }
        for place, (importance, level) in enumerate([(5, 7), (4, 5), (3, 3), (2, 2), (1, 0)])
    ]
    left, right = skill_heat_map(pd.DataFrame(rows), "A").drawing.axes
    assert [cells(left)[(row, 0)][0] for row in range(5)] == [style.HEAT[step] for step in (4, 3, 2, 1, 0)]
    assert [cells(right)[(row, 0)][0] for row in range(5)] == [style.HEAT[step] for step in (4, 3, 2, 1, 0)]


def test_many_occupations_are_numbered_below_and_their_panels_stand_one_above_the_other(ratings):
    figure = skill_heat_map(ratings, top=5)
    upper, lower = figure.drawing.axes
    assert [label.get_text() for label in upper.get_xticklabels()] == [str(n) for n in range(1, 13)]
    key = figure.drawing.get_supxlabel()
    assert "1: Industrial Production Managers" in key and "12: Computer Numerically Controlled" in key
    figure.png()
    assert upper.get_position().y0 > lower.get_position().y1
    assert figure.drawing.get_figwidth() == pytest.approx(8.4)


def test_an_element_that_is_a_skill_and_knowledge_is_told_apart(ratings):
    figure = skill_heat_map(ratings, "17-3026", top=68)
    labels = [label.get_text() for label in figure.drawing.axes[0].get_yticklabels()]
    assert {"Mathematics (skill)", "Mathematics (knowledge)"} <= {
        label.replace("\n", " ") for label in labels
    }
    assert len(labels) == 68


def test_a_profile_can_be_drawn(ratings):
    profile = careers.skill_profile(["17-3026"], ratings=ratings, top=4)
    assert skill_heat_map(profile).text == skill_heat_map(ratings, "17-3026", top=4).text
    with pytest.raises(ValueError, match="no ratings to draw"):
        skill_heat_map(profile.head(0))
    with pytest.raises(ValueError, match="no occupation 'welder'"):
        skill_heat_map(ratings, "welder")


# -- the map of careers -------------------------------------------------------------------------------------


def drawn_boxes(figure):
    """{role: (x0, y0, x1, y1)} of the boxes, in inches."""
    (ax,) = figure.drawing.axes
    found = {}
    for patch in ax.patches:
        if isinstance(patch, FancyBboxPatch):
            x, y, width, height = patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()
            inside = [
                t
                for t in ax.texts
                if x < t.get_position()[0] < x + width and y < t.get_position()[1] <= y + height
            ]
            found[inside[0].get_text().replace("\n", " ").replace(r"\$", "$")] = (
                x,
                y,
                x + width,
                y + height,
                patch,
            )
    return found


def arrows(figure):
    """(the points, the patch) of each arrow's line."""
    (ax,) = figure.drawing.axes
    return [(patch.get_path().vertices, patch) for patch in ax.patches if isinstance(patch, PathPatch)]


def crossing_boxes(figure):
    """Pairs of boxes that lie on each other."""
    found = list(drawn_boxes(figure).values())
    return [
        (a[:4], b[:4])
        for place, a in enumerate(found)
        for b in found[place + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def through_boxes(figure):
    """Arrows whose line runs through a box, sampled along the curve."""
    found = []
    for points, _ in arrows(figure):
        samples = []
        for start in range(0, len(points) - 1, 3):
            a, b, c, d = points[start : start + 4]
            for t in np.linspace(0.02, 0.98, 25):
                samples.append(
                    (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
                )
        for role, (x0, y0, x1, y1, _) in drawn_boxes(figure).items():
            if any(x0 + 0.02 < x < x1 - 0.02 and y0 + 0.02 < y < y1 - 0.02 for x, y in samples):
                found.append(role)
    return found


def steps(*pairs):
    return pd.DataFrame(list(pairs), columns=["from_role", "to_role"])


CHAIN = steps(*[(f"Level {n} technician", f"Level {n + 1} technician") for n in range(1, 9)],
              ("Level 3 technician", "Specialist"), ("Specialist", "Level 8 technician"),
              ("Level 1 technician", "Level 9 technician"))  # fmt: skip
LOOP = steps(("Operator", "Setter"), ("Setter", "Lead"), ("Lead", "Operator"), ("Trainer", "Trainee for $5 and $6"),
             ("Operator", "Programmer"), ("Setter", "Programmer"))  # fmt: skip
TREE = steps(*[(f"Role number {i}", f"Role number {j}") for i in range(40) for j in (2 * i + 1, 2 * i + 2) if j < 40],
             ("Role number 3", "Role number 30"), ("Role number 0", "Role number 39"))  # fmt: skip
LONG = steps(
    ("Electromechanical-and-mechatronics-technologists of the semiconductor plant, night shift", "Lead"),
    ("A", "B"),
)
FAN = steps(*[("Technician", f"Specialist for line {n}") for n in range(25)])


def test_every_role_is_a_box_and_every_step_an_arrow(advancement):
    figure = career_graph(advancement)
    assert set(drawn_boxes(figure)) == set(advancement["from_role"]) | set(advancement["to_role"])
    assert len(arrows(figure)) == 12
    heads = [patch for patch in figure.drawing.axes[0].patches if isinstance(patch, Polygon)]
    assert len(heads) == 12
    assert "13 roles and 12 steps between them" in figure.text
    assert "Most ways lead on from Industrial engineering technician: 6 of 12 steps" in words(figure.drawing)


def test_arrows_start_and_end_at_their_boxes(advancement):
    figure = career_graph(advancement)
    boxes = drawn_boxes(figure)
    ends = set()
    for points, _ in arrows(figure):
        (start,) = [
            role
            for role, (x0, y0, x1, y1, _) in boxes.items()
            if abs(points[0][0] - x1) < 1e-6 and y0 < points[0][1] < y1
        ]
        (end,) = [
            role
            for role, (x0, y0, x1, y1, _) in boxes.items()
            if 0 <= x0 - points[-1][0] < 0.15 and y0 < points[-1][1] < y1
        ]
        ends.add((start, end))
    assert ends == set(zip(advancement["from_role"], advancement["to_role"], strict=True))


@pytest.mark.parametrize("table", [load("careers/advancement"), CHAIN, LOOP, TREE, LONG, FAN],
                         ids=["course", "chain", "loop", "tree", "long names", "fan"])  # fmt: skip
def test_nothing_lies_on_anything(table):
    figure = career_graph(table)
    assert crossing_boxes(figure) == [] and through_boxes(figure) == []
    wrong, outside = overlapping(figure)
    assert wrong == [] and outside == []
    roles = drawn_boxes(figure).values()
    # Every name is inside its box.
    (ax,) = figure.drawing.axes
    for text, box in boxes_of(figure):
        if text in ax.texts:
            extent = box.transformed(ax.transData.inverted())
            low, high = sorted((extent.y0, extent.y1))
            assert any(
                x0 <= extent.x0 and extent.x1 <= x1 and y0 <= low and high <= y1
                for x0, y0, x1, y1, _ in roles
            ), text.get_text()


def test_the_same_table_gives_the_same_picture():
    for table in (TREE, LOOP, load("careers/advancement")):
        first, second = (
            {role: box[:4] for role, box in drawn_boxes(career_graph(table)).items()} for _ in range(2)
        )
        assert first == second


def test_steps_lead_from_left_to_right_and_down_where_there_are_many(advancement):
    boxes = drawn_boxes(career_graph(advancement))
    for one, other in zip(advancement["from_role"], advancement["to_role"], strict=True):
        assert boxes[one][2] < boxes[other][0]
    deep = drawn_boxes(career_graph(CHAIN))
    for one, other in zip(CHAIN["from_role"], CHAIN["to_role"], strict=True):
        assert deep[one][3] < deep[other][1]


def test_the_way_is_marked_by_width_by_box_and_by_words(advancement, tiers):
    figure = career_graph(
        advancement, "Junior production technician", "Lead production technician", tiers=tiers
    )
    thick = [patch for _, patch in arrows(figure) if patch.get_linewidth() > 2]
    assert len(thick) == 3
    marked = {role for role, (*_, patch) in drawn_boxes(figure).items() if patch.get_linewidth() > 2}
    assert marked == set(
        careers.path(
            "Junior production technician", "Lead production technician", advancement=advancement
        ).roles
    )
    shown = words(figure.drawing)
    assert {"start", "step 1: 2 years", "step 2: 3 years", "goal, step 3: 2 years"} <= set(shown)
    assert "From Junior production technician to Lead production technician: 3 steps, 7 years" in shown
    assert figure.text.startswith(
        "Marked: Junior production technician to Production technician (2 years) to Senior production technician "
        "(3 years) to Lead production technician (2 years): 3 steps, 7 years."
    )
    bold = [
        text.get_text().replace("\n", " ")
        for text in figure.drawing.axes[0].texts
        if text.get_weight() == "bold"
    ]
    assert set(bold) == marked


def test_kinds_of_steps_differ_by_their_dashes_and_stay_the_same_in_a_part(advancement):
    whole = career_graph(advancement)
    key = {
        text.get_text(): line.get_linestyle()
        for text, line in zip(
            whole.drawing.legends[0].get_texts(), whole.drawing.legends[0].get_lines(), strict=True
        )
    }
    assert set(key) == {"promotion", "next tier"} and len(set(key.values())) == 2
    part = career_graph(advancement, "Production technician", only="reachable")
    again = {
        text.get_text(): line.get_linestyle()
        for text, line in zip(
            part.drawing.legends[0].get_texts(), part.drawing.legends[0].get_lines(), strict=True
        )
    }
    assert again == key
    assert set(drawn_boxes(part)) == {
        "Production technician",
        *careers.reachable("Production technician", advancement=advancement)["role"],
    }
    assert "you are here" in words(part.drawing)


def test_a_path_can_be_handed_in(advancement, tiers):
    way = careers.path(
        "Junior production technician", "Production manager", advancement=advancement, tiers=tiers
    )
    figure = career_graph(advancement, way=way)
    assert (
        "Marked: Junior production technician to Production technician (2 years) to Production manager (years not stated): 2 steps."
        in figure.text
    )
    assert len([patch for _, patch in arrows(figure) if patch.get_linewidth() > 2]) == 2
    # The dashes of a thick line are shorter, or none of them would show on a short arrow.
    dashes = {True: set(), False: set()}
    for _, patch in arrows(figure):
        if isinstance(patch.get_linestyle(), tuple):
            dashes[patch.get_linewidth() > 2].add(patch.get_linestyle()[1])
    ((thick,), (thin,)) = dashes[True], dashes[False]
    assert thick[0] == pytest.approx(thin[0] / 2)


def test_an_arrow_of_a_circle_points_back():
    figure = career_graph(LOOP, "Lead", "Operator")
    boxes = drawn_boxes(figure)
    ((points, _),) = [(points, patch) for points, patch in arrows(figure) if patch.get_linewidth() > 2]
    assert points[0][0] == pytest.approx(boxes["Lead"][0]) and points[-1][0] > boxes["Operator"][2]
    assert points[-1][0] < points[0][0]
    # It ends beside the place where the arrows to the right begin.
    _, top, right, bottom, _ = boxes["Operator"]
    starts = [other[0] for other, _ in arrows(figure)]
    begin = [y for x, y in starts if abs(x - right) < 1e-6 and top < y < bottom]
    assert len(begin) == 2 and all(abs(points[-1][1] - y) > 0.08 for y in begin)


def test_arrows_cross_no_more_than_they_must():
    boxes = drawn_boxes(career_graph(steps(("R", "A"), ("R", "B"), ("B", "X"), ("A", "Y"))))
    assert (boxes["A"][1] < boxes["B"][1]) == (boxes["Y"][1] < boxes["X"][1])


def test_a_start_stands_next_to_what_it_leads_to(advancement):
    boxes = drawn_boxes(career_graph(advancement))
    technician = boxes["Industrial engineering technician"]
    assert technician[0] == boxes["Production technician"][0] > boxes["Junior production technician"][0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"goal": "Production manager"}, "A way needs a start"),
        ({"start": "Welder"}, "no role 'Welder'"),
        ({"start": "Production technician", "goal": "Industrial engineer"}, "No way leads"),
        ({"way": ["Production technician"]}, "way is a path that careers.path gave"),
        ({"way": careers.path("A", "B", table=steps(("A", "B")))}, "not in this table: A and B"),
        ({"only": "reachable"}, "Say from where"),
        ({"start": "Production technician", "only": "some"}, 'only="reachable" draws a part'),
        ({"start": "Industrial engineer", "only": "reachable"}, "No step leads on from Industrial engineer"),
    ],
)
def test_career_graph_refuses(advancement, options, message):
    with pytest.raises(ValueError, match=message):
        career_graph(advancement, **options)
    with pytest.raises(ValueError, match="not both"):
        way = careers.path("Production technician", "Production manager", advancement=advancement)
        career_graph(advancement, "Production technician", way=way)


# -- all of them --------------------------------------------------------------------------------------------


def figures():
    wages, prices = load("careers/wages"), load("careers/prices")
    names = [load("careers/sectors"), load("careers/occupations")]
    long = "Electrical, Electronic, and Electromechanical Assemblers, Except Coil Winders, Tapers, and Finishers of $5"
    flat = small(3e4, 3e4, 3e4, 3e4, 3e4, title=long)
    huge = small(1e7, 2e7, 3e7, 4e7, 9e8, title="Owners")
    many = pd.DataFrame(
        [
            {"role": f"Role with a rather long name, number {n}", "activity": f"activity {m}"}
            for n in range(40)
            for m in range(n % 14)
        ]
    )
    return {
        "ranges": lambda: wage_ranges(wages, ["17-3026", "17-2112", "11-3051"], 2024, mark=60_000),
        "all ranges": lambda: wage_ranges(wages),
        "sectors": lambda: wage_ranges(load("careers/wages_by_sector"), "17-3026", names=names),
        "years": lambda: wage_ranges(wages, "17-3026", "all"),
        "flat": lambda: wage_ranges(flat, mark=31_000),
        "huge": lambda: wage_ranges(huge),
        "series": lambda: wage_series(wages, "17-3026", prices),
        "hourly": lambda: wage_series(wages, "17-3026", column="hourly_median"),
        "two years": lambda: wage_series(wages, "51-9061", prices, start=2020, end=2021),
        "steep": lambda: wage_series(wages, "51-9061", prices, start=2019, column="annual_p10", base=2019),
        "flat series": lambda: wage_series(pd.concat([flat.assign(year=2020), flat]), "99-0001"),
        "roles": lambda: role_heat_map(load("careers/duties")),
        "tools": lambda: role_heat_map(load("careers/tools"), by="kind", share=True),
        "many roles": lambda: role_heat_map(many),
        "one skill": lambda: skill_heat_map(load("careers/skill_ratings"), "17-3026", top=1),
        "two": lambda: skill_heat_map(load("careers/skill_ratings"), ["17-3026", "17-2112"]),
        "three": lambda: skill_heat_map(load("careers/skill_ratings"), ["17-3026", "17-2112", "51-1011"]),
        "twelve": lambda: skill_heat_map(load("careers/skill_ratings"), top=20),
    }  # fmt: skip


@pytest.mark.parametrize("name", figures())
def test_no_text_lies_on_another_or_leaves_the_picture(name):
    figure = figures()[name]()
    wrong, outside = overlapping(figure)
    assert wrong == [] and outside == []
    sizes = [text.get_size() for text in texts(figure.drawing)]
    assert min(sizes) >= 10
    assert figure.text.endswith(".") and "nan" not in figure.text and len(figure.text.split()) <= 95


def test_drawing_leaves_no_pyplot_and_no_words_on_the_error_stream():
    code = (
        "import sys\n"
        "from shopfloor.data import load\n"
        "from shopfloor.charts import career_graph, role_heat_map, skill_heat_map, wage_ranges, wage_series\n"
        "L = lambda name: load('careers/' + name)\n"
        "for figure in (career_graph(L('advancement')), role_heat_map(L('duties')),\n"
        "               skill_heat_map(L('skill_ratings'), '17-3026'), wage_ranges(L('wages')),\n"
        "               wage_series(L('wages'), '17-3026', L('prices'))):\n"
        "    figure._repr_html_()\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout.strip(), run.stderr) == ("False", "")


def test_no_table_is_changed(wages, prices, duties, ratings, advancement):
    tables = (wages, prices, duties, ratings, advancement)
    before = [table.copy(deep=True) for table in tables]
    wage_ranges(wages, "17-3026")
    wage_series(wages, "17-3026", prices)
    role_heat_map(duties)
    skill_heat_map(ratings, "17-3026")
    career_graph(advancement, "Production technician", "Production manager")
    for table, copied in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copied)
