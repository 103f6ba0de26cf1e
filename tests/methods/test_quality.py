"""Control charts: limits, labels, phases, unequal sizes, and what is refused."""

import math

import numpy as np
import pandas as pd
import pytest

from shopfloor.methods import quality

SAMPLES = [[5, 7, 6], [6, 6, 8], [4, 5, 6], [7, 6, 5], [6, 9, 6]]
COUNTS = [3, 5, 2, 4, 30, 3]
CHARTS = {
    "xbar_r": lambda **more: quality.xbar_r(SAMPLES, **more),
    "xbar_s": lambda **more: quality.xbar_s(SAMPLES, **more),
    "individuals": lambda **more: quality.individuals(COUNTS, **more),
    "p_chart": lambda **more: quality.p_chart(COUNTS, 50, **more),
    "np_chart": lambda **more: quality.np_chart(COUNTS, 50, **more),
    "u_chart": lambda **more: quality.u_chart(COUNTS, 50, **more),
    "c_chart": lambda **more: quality.c_chart(COUNTS, **more),
}


def pair(charts):
    return charts if isinstance(charts, tuple) else (charts,)


# ---- what a chart is ------------------------------------------------------------------------------------


def test_the_limits_by_hand():
    averages, ranges = quality.xbar_r(SAMPLES)
    known = quality.constants(3)
    grand, mean_range = np.mean(SAMPLES), np.ptp(SAMPLES, axis=1).mean()
    assert averages.centre == pytest.approx(grand)
    assert averages.ucl == pytest.approx(grand + known.A2 * mean_range)
    assert averages.lcl == pytest.approx(grand - known.A2 * mean_range)
    assert ranges.centre == pytest.approx(mean_range)
    assert (ranges.lcl, ranges.ucl) == pytest.approx((known.D3 * mean_range, known.D4 * mean_range))
    averages, deviations = quality.xbar_s(SAMPLES)
    mean_s = np.std(SAMPLES, axis=1, ddof=1).mean()
    assert averages.ucl == pytest.approx(grand + known.A3 * mean_s)
    assert (deviations.lcl, deviations.ucl) == pytest.approx((known.B3 * mean_s, known.B4 * mean_s))


def test_lower_limits_of_larger_subgroups_are_above_zero():
    # D3 is above zero from 7 pieces on, B3 from 6.
    rows = np.random.default_rng(3).normal(10, 1, (20, 7))
    (_, ranges), (_, deviations) = quality.xbar_r(rows), quality.xbar_s(rows)
    assert ranges.lcl == pytest.approx(quality.constants(7).D3 * ranges.centre) and ranges.lcl > 0
    assert deviations.lcl == pytest.approx(quality.constants(7).B3 * deviations.centre)


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_scalars_are_plain_numbers_and_lists_plain_lists(make):
    for chart in pair(make()):
        assert type(chart.centre) is type(chart.lcl) is type(chart.ucl) is type(chart.sigma) is float
        assert isinstance(chart.points, np.ndarray) and isinstance(chart.out_of_control, list)
        assert all(type(place) is int for place in chart.out_of_control)


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
def test_a_chart_reads_as_a_sentence(make):
    for chart in pair(make()):
        words = repr(chart)
        assert words.startswith(f"Chart of {chart.name}, {len(chart.points)} points: center line ")
        assert "limits" in words and "\n" not in words


def test_the_sentence_names_the_points_beyond():
    assert repr(quality.c_chart(COUNTS, labels=list("abcdef"))).endswith("; beyond a limit: e")
    assert repr(quality.c_chart([4, 5, 6])).endswith("; none beyond a limit")
    many = quality.c_chart([0, 100] * 15)
    assert repr(many).endswith(" and 10 more")
    assert "that vary" in repr(quality.p_chart(COUNTS, [50, 60, 50, 50, 50, 50]))


def test_points_of_each_chart():
    averages, ranges = quality.xbar_r(SAMPLES)
    assert list(averages.points) == pytest.approx(np.mean(SAMPLES, axis=1))
    assert list(ranges.points) == [2, 2, 2, 2, 3]
    assert list(quality.xbar_s(SAMPLES)[1].points) == pytest.approx(np.std(SAMPLES, axis=1, ddof=1))
    single, moving = quality.individuals([5, 7, 6])
    assert list(single.points) == [5, 7, 6] and list(moving.points) == [2, 1]
    assert list(quality.p_chart(COUNTS, 50).points) == pytest.approx(np.array(COUNTS) / 50)
    assert list(quality.np_chart(COUNTS, 50).points) == COUNTS
    assert list(quality.u_chart(COUNTS, 50).points) == pytest.approx(np.array(COUNTS) / 50)
    assert list(quality.c_chart(COUNTS).points) == COUNTS


def test_table_of_a_chart():
    chart = quality.c_chart(COUNTS, labels=range(1, 7))
    table = chart.table
    assert list(table.columns) == ["point", "centre", "lcl", "ucl", "beyond"]
    assert table.index[table["beyond"]].tolist() == chart.out_of_control == [5]
    assert (table["ucl"] == chart.ucl).all()
    varying = quality.p_chart(COUNTS, [50, 60, 70, 80, 90, 100])
    assert list(varying.table["ucl"]) == list(varying.ucl)


def test_z_is_the_distance_in_standard_deviations():
    chart = quality.c_chart(COUNTS)
    assert chart.z == pytest.approx((np.array(COUNTS) - chart.centre) / math.sqrt(chart.centre))
    averages, ranges = quality.xbar_r(SAMPLES)
    assert averages.z[0] == pytest.approx(3 * (6 - averages.centre) / (averages.ucl - averages.centre))
    known = quality.constants(3)
    assert ranges.z[4] == pytest.approx((3 - 2.2) / (known.d3 / known.d2 * 2.2))


def test_z_where_nothing_varies():
    averages, ranges = quality.xbar_r([[5, 5], [5, 5], [6, 6]])
    assert (averages.lcl, averages.ucl) == (averages.centre, averages.centre)
    assert averages.out_of_control == [0, 1, 2]
    assert np.isinf(averages.z).all() and list(ranges.z) == [0, 0, 0]
    assert quality.c_chart([0, 0, 0]).out_of_control == []
    assert list(quality.p_chart([0, 0], 10).z) == [0, 0]


# ---- labels ---------------------------------------------------------------------------------------------


def test_without_labels_points_are_numbered_from_zero():
    assert quality.c_chart(COUNTS).out_of_control == [4]
    assert quality.c_chart(COUNTS).labels is None


def test_a_series_brings_its_index():
    days = pd.Series(COUNTS, index=["mo", "tu", "we", "th", "fr", "sa"])
    assert quality.c_chart(days).out_of_control == ["fr"]
    assert quality.p_chart(days, 50).out_of_control == ["fr"]
    shifted = pd.Series([5, 6, 5, 6, 5, 6, 40, 5, 6], index=range(101, 110))
    single, moving = quality.individuals(shifted)
    assert single.out_of_control == [107]
    # A moving range has the label of its later reading.
    assert moving.labels == list(range(102, 110)) and 107 in moving.out_of_control


def test_moving_ranges_without_labels_count_themselves():
    _, moving = quality.individuals([5, 6, 5, 6, 5, 6, 40, 5, 6])
    assert moving.out_of_control == [5, 6]
    assert list(moving.points[moving.out_of_control]) == [34, 35]


def test_a_table_brings_its_index_or_its_column_subgroup():
    table = pd.DataFrame(SAMPLES, columns=["a", "b", "c"], index=list("vwxyz"))
    assert quality.xbar_r(table)[0].labels == list("vwxyz")
    assert quality.xbar_r(table.assign(subgroup=range(11, 16)))[0].labels == [11, 12, 13, 14, 15]
    numbered = quality.xbar_r(table.assign(subgroup=range(11, 16)))[0]
    assert list(numbered.points) == list(quality.xbar_r(SAMPLES)[0].points)


def test_labels_given_come_first():
    chart = quality.c_chart(pd.Series(COUNTS), labels=pd.Series([10, 20, 30, 40, 50, 60]))
    assert chart.out_of_control == [50] and type(chart.out_of_control[0]) is int


def test_of_a_table_only_the_pieces_count():
    columns = {
        "x1_mm": [5.0, 6, 4],
        "x2_mm": [7.0, 6, 5],
        "lsl_mm": [0.0] * 3,
        "time": pd.Timestamp("2026-05-11"),
    }
    table = pd.DataFrame(columns)
    assert quality.xbar_r(table)[0].centre == pytest.approx(np.mean([5, 6, 4, 7, 6, 5]))


# ---- unequal sizes --------------------------------------------------------------------------------------


def test_ragged_lists_tables_arrays_and_dictionaries_are_the_same():
    rows = [[5.0, 7, 6], [6.0, 8], [4.0, 5, 6]]
    array = np.array([[5, 7, 6], [6, np.nan, 8], [4, 5, 6]])
    expected = quality.xbar_r(rows)
    for given in (
        array,
        pd.DataFrame(array),
        pd.DataFrame(array).astype("Float64"),
        pd.DataFrame(array, dtype=object),
    ):
        for one, other in zip(quality.xbar_r(given), expected, strict=True):
            assert list(one.ucl) == pytest.approx(list(other.ucl))
            assert list(one.points) == pytest.approx(list(other.points))
    assert quality.xbar_r(dict(zip("abc", rows, strict=True)))[0].labels == list("abc")
    assert quality.xbar_r(pd.Series(rows, index=list("abc")))[0].labels == list("abc")


def test_limits_of_unequal_subgroups_vary_by_point():
    averages, ranges = quality.xbar_r([[5, 7, 6], [6, 8], [4, 5, 6], [7, 6, 5, 6]])
    assert averages.sizes.tolist() == [3, 2, 3, 4]
    for chart in (averages, ranges):
        assert isinstance(chart.ucl, np.ndarray) and len(chart.ucl) == 4
        assert chart.ucl[0] == chart.ucl[2] != chart.ucl[1]
    d2 = np.array([quality.constants(n).d2 for n in (3, 2, 3, 4)])
    sigma = (ranges.points / d2).mean()
    assert averages.ucl == pytest.approx(averages.centre + 3 * sigma / np.sqrt(averages.sizes))
    assert averages.centre == pytest.approx(71 / 12)  # weighted: the mean of all pieces
    assert ranges.centre_line == pytest.approx(d2 * sigma)
    assert ranges.centre == pytest.approx(ranges.centre_line.mean()) and type(ranges.centre) is float
    assert ranges.ucl == pytest.approx(
        [quality.constants(n).D4 * quality.constants(n).d2 * sigma for n in (3, 2, 3, 4)]
    )


def test_limits_of_unequal_samples_vary_by_point():
    sizes = [100, 400, 100, 50, 200, 100]
    chart = quality.p_chart(COUNTS, sizes)
    p = sum(COUNTS) / sum(sizes)
    assert chart.centre == pytest.approx(p)
    assert chart.ucl == pytest.approx([p + 3 * math.sqrt(p * (1 - p) / n) for n in sizes])
    assert (chart.lcl >= 0).all() and (chart.lcl == 0).any() and (chart.lcl > 0).any()
    rates = quality.u_chart(COUNTS, sizes)
    assert rates.ucl == pytest.approx([p + 3 * math.sqrt(p / n) for n in sizes])
    numbers = quality.np_chart(COUNTS, sizes)
    assert numbers.centre_line == pytest.approx(np.array(sizes) * p)
    assert numbers.centre == pytest.approx(np.mean(sizes) * p) and type(numbers.centre) is float


def test_sizes_that_are_all_the_same_give_plain_limits():
    one, each = quality.p_chart(COUNTS, 50), quality.p_chart(COUNTS, [50] * 6)
    assert (one.lcl, one.ucl) == (each.lcl, each.ucl) and type(each.ucl) is float


def test_units_need_not_be_whole_but_pieces_do():
    assert quality.u_chart(COUNTS, 2.5).centre == pytest.approx(sum(COUNTS) / 15)
    with pytest.raises(ValueError, match="Size 1 is 2.5: pieces come in whole numbers"):
        quality.p_chart([1, 2], 2.5)


# ---- limits stay where they belong ----------------------------------------------------------------------


def test_attribute_limits_end_at_zero_and_one():
    low = quality.p_chart([0, 1, 0, 1], 10)
    assert low.lcl == 0
    high = quality.p_chart([10, 9, 10, 9], 10)
    assert high.ucl == 1
    assert quality.np_chart([10, 9, 10, 9], 10).ucl == 10
    assert quality.u_chart([1, 2, 1], 3).lcl == quality.c_chart([1, 2, 1]).lcl == 0
    assert (quality.p_chart([10, 9, 10, 40], [10, 10, 10, 50]).ucl <= 1).all()
    assert (quality.np_chart([10, 9, 10, 40], [10, 10, 10, 50]).ucl <= [10, 10, 10, 50]).all()


def test_a_point_on_the_limit_is_not_beyond_it():
    # Mean 16: limits 4 and 28 exactly.
    assert quality.c_chart([28, 4, 16, 16]).out_of_control == []
    assert quality.c_chart([29, 3, 16, 16]).out_of_control == [0, 1]


def test_the_dust_of_binary_fractions_puts_no_point_beyond():
    # 0.1 + 0.2 is 0.30000000000000004, the limit 0.3 (mean 0.24, sigma 0.02).
    single, _ = quality.individuals([0.24, 0.1 + 0.2, 0.24], mean=0.24, sigma=0.02)
    assert single.ucl != 0.1 + 0.2
    assert single.out_of_control == []
    assert quality.individuals([0.24, 0.3000001, 0.24], mean=0.24, sigma=0.02)[0].out_of_control == [1]
    assert single.z[1] == 3.0
    below, _ = quality.individuals([-0.24, -(0.1 + 0.2), -0.24], mean=-0.24, sigma=0.02)
    assert below.out_of_control == []
    # All the same, and none of them a short binary fraction.
    assert quality.xbar_r([[0.1, 0.1, 0.1]] * 7)[0].out_of_control == []
    assert quality.p_chart([7] * 9, 30).out_of_control == []


def test_a_point_on_the_center_line_but_for_dust_has_z_zero():
    single, _ = quality.individuals([0.3, 0.1 + 0.2, 0.3], mean=0.3, sigma=0.02)
    assert single.z.tolist() == [0, 0, 0]
    # Even where there is no spread to measure by.
    averages, _ = quality.xbar_r([[0.3, 0.3], [0.1 + 0.2, 0.1 + 0.2], [0.3, 0.3]])
    assert averages.sigma == 0 and averages.z.tolist() == [0, 0, 0]
    assert quality.individuals([1e7 + 0.3, 1e7 + 0.1 + 0.2], mean=1e7 + 0.3, sigma=0.1)[0].z.tolist() == [
        0,
        0,
    ]


def test_large_values_with_a_small_spread_keep_their_digits():
    # Sixteenths are exact in binary, so the same data with and without ten million must agree.
    small = (np.random.default_rng(1).integers(-8, 9, (40, 5)) / 16).tolist()
    large = [[1e7 + value for value in row] for row in small]
    for make in (quality.xbar_r, quality.xbar_s):
        for one, other in zip(make(small), make(large), strict=True):
            assert other.sigma == pytest.approx(one.sigma, rel=1e-12)
            assert list(other.z) == pytest.approx(list(one.z), abs=1e-6)
    first = quality.xbar_s(large)[1]
    assert first.points == pytest.approx(np.std(small, axis=1, ddof=1), rel=1e-12)


# ---- phases ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "first"),
    [
        (quality.xbar_r, SAMPLES[:3]),
        (quality.xbar_s, SAMPLES[:3]),
        (quality.individuals, COUNTS[:3]),
        (quality.c_chart, COUNTS[:3]),
    ],
)
def test_base_takes_the_limits_from_the_first(make, first):
    everything = SAMPLES if make in (quality.xbar_r, quality.xbar_s) else COUNTS
    for one, other in zip(pair(make(everything, base=3)), pair(make(first)), strict=True):
        assert (one.centre, one.lcl, one.ucl) == pytest.approx((other.centre, other.lcl, other.ucl))
        assert len(one.points) > len(other.points)


@pytest.mark.parametrize("make", [quality.p_chart, quality.np_chart, quality.u_chart])
def test_base_of_attribute_charts(make):
    one, other = make(COUNTS, 50, base=4), make(COUNTS[:4], 50)
    assert (one.centre, one.lcl, one.ucl) == pytest.approx((other.centre, other.lcl, other.ucl))
    assert one.out_of_control == [4]
    assert one.base.tolist() == [True] * 4 + [False] * 2


def test_without_leaves_points_out_of_the_limits_but_on_the_chart():
    chart = quality.c_chart(COUNTS, labels=list("abcdef"), without=["e"])
    rest = quality.c_chart([3, 5, 2, 4, 3])
    assert (chart.centre, chart.ucl) == pytest.approx((rest.centre, rest.ucl))
    assert len(chart.points) == 6 and chart.out_of_control == ["e"]
    assert quality.c_chart(COUNTS, without=4).centre == chart.centre
    assert quality.c_chart(COUNTS, labels=list("abcdef"), without="e").centre == chart.centre


def test_a_reading_left_out_takes_both_its_moving_ranges_with_it():
    single, moving = quality.individuals([5, 6, 40, 6, 5, 7], without=[2])
    assert single.centre == pytest.approx(np.mean([5, 6, 6, 5, 7]))
    assert moving.centre == pytest.approx(np.mean([1, 1, 2]))
    assert single.out_of_control == [2]


def test_known_standards_replace_the_estimates():
    averages, ranges = quality.xbar_r(SAMPLES, mean=6, sigma=1)
    known = quality.constants(3)
    assert (averages.lcl, averages.ucl) == pytest.approx((6 - math.sqrt(3), 6 + math.sqrt(3)))
    assert (ranges.centre, ranges.ucl) == pytest.approx((known.d2, known.d2 + 3 * known.d3))
    _, deviations = quality.xbar_s(SAMPLES, mean=6, sigma=1)
    assert deviations.centre == pytest.approx(known.c4)
    assert deviations.ucl == pytest.approx(known.c4 + 3 * math.sqrt(1 - known.c4**2))
    single, moving = quality.individuals(COUNTS, mean=4, sigma=2)
    assert (single.lcl, single.ucl, moving.centre) == pytest.approx((-2, 10, 2 * quality.constants(2).d2))
    assert quality.p_chart(COUNTS, 50, standard=0.1).centre == 0.1
    assert quality.np_chart(COUNTS, 50, standard=0.1).centre == pytest.approx(5)
    assert quality.u_chart(COUNTS, 50, standard=0.1).centre == 0.1
    assert quality.c_chart(COUNTS, standard=4).ucl == 10


def test_a_given_mean_alone_leaves_the_spread_to_the_data():
    one, other = quality.xbar_r(SAMPLES, mean=0), quality.xbar_r(SAMPLES)
    assert one[0].ucl - one[0].centre == pytest.approx(other[0].ucl - other[0].centre)
    assert one[0].centre == 0


# ---- what is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("samples", "words"),
    [
        ([5, 6, 7], "single values go into individuals"),
        (5, "as a list of lists; 5 was given"),
        ("text", "'text' was given"),
        (None, "None was given"),
        (np.array([1.0, 2.0]), "an array with 1 dimension was given"),
        ([], "no subgroups"),
        ([[1, 2]], "needs two subgroups or more; there is only one"),
        ([[1, 2], [3]], "Subgroup 2 has only one value"),
        ([[1, 2], []], "Subgroup 2 has no value"),
        ([[1, 2], [3, "4"]], "Subgroup 2: Value 2 is text, '4': take off the quotes"),
        ([[1, 2], [3, None]], "Subgroup 2: Value 2 is empty"),
        ([[1, 2], [3, float("nan")]], "Subgroup 2: Value 2 is empty"),
        ([[1, 2], [3, True]], "Subgroup 2: Value 2 is True"),
        ([[1, 2], [3, float("inf")]], "Subgroup 2: Value 2 is infinite"),
        (np.array([[1.0, 2], [np.inf, 3]]), "Subgroup 2 holds an infinite value"),
        (np.array([["a", "b"], ["c", "d"]]), "Subgroup 1: Value 1 is text"),
        ({"a": [1, 2], "b": [3]}, "Subgroup b has only one value"),
        (pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}), "column b does not hold measured values"),
        (pd.DataFrame({"a": [True, False], "b": [1, 2]}), "column a does not hold measured values"),
        (pd.DataFrame({"day": [1, 2], "g": [1.0, 2.0]}), "column day is no measured piece"),
        (pd.DataFrame({"x1": [1, 2], "x2": [1, np.nan]}), "Subgroup 1 has only one value"),
        (pd.DataFrame({"x1": ["a", "b"], "x2": [1, 2]}), "column x1 does not hold measured values"),
        (pd.DataFrame({"x1": [1, "b"], "x2": [1, 2]}, dtype=object), "Subgroup 1: Value 1 is text"),
        (np.zeros((2, 2, 2)), "an array with 3 dimensions"),
        ([[1, 2], 5], "as a list of lists, such as"),
        ([[1, 2], [[1], [2, 3]]], "Subgroup 2: Value 1 is"),
        (pd.DataFrame({"subgroup": [1, 2]}), "no columns with measured values"),
        (
            pd.DataFrame({"characteristic": ["bore", "shaft"], "x1": [1, 2], "x2": [1, 2]}),
            r"2 characteristics \(bore and shaft\): choose the rows of one",
        ),
    ],
)
def test_subgroups_that_cannot_be_charted(samples, words):
    for make in (quality.xbar_r, quality.xbar_s):
        with pytest.raises(ValueError, match=words):
            make(samples)


@pytest.mark.parametrize(
    ("x", "words"),
    [
        ([5], "two or more; there is only one"),
        ([], "two or more; there are none"),
        (5, "Give several readings"),
        ("5 6", "Give several readings"),
        ([5, None], "Reading 2 is empty"),
        ([5, "6"], "Reading 2 is text"),
        ([5, float("nan")], r"Reading 2 is empty \(NaN\)"),
        (pd.Series([5, np.nan], index=["a", "b"]), "Reading in row b is empty"),
        (np.array([1.0, np.inf]), "Reading 2 is infinite"),
        ([True, False], "Reading 1 is True"),
        (pd.DataFrame({"day": [1, 2], "g": [3, 4]}), "a whole table was given"),
    ],
)
def test_readings_that_cannot_be_charted(x, words):
    with pytest.raises(ValueError, match=words):
        quality.individuals(x)


def test_a_table_of_one_column_is_a_column():
    assert list(quality.individuals(pd.DataFrame({"g": [3, 4]}))[0].points) == [3, 4]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: quality.p_chart([1, 60], 50), "Count 2 is 60 of 50 inspected: .* use u_chart"),
        (lambda: quality.np_chart(pd.Series([1, 60], index=["a", "b"]), 50), "Count in row b is 60 of 50"),
        (lambda: quality.p_chart([1, 2.5], 50), "Count 2 is 2.5: counts are whole numbers"),
        (lambda: quality.c_chart(pd.Series([1, 2.5], index=["a", "b"])), "Count in row b is 2.5"),
        (lambda: quality.c_chart([1, -2]), "Count 2 is -2: a count cannot be negative"),
        (lambda: quality.u_chart([1, -2], 5), "Count 2 is -2"),
        (lambda: quality.c_chart([4]), "needs two counts or more; there is only one"),
        (lambda: quality.c_chart([]), "there are none"),
        (lambda: quality.p_chart([1, 2], [50]), "2 counts but 1 sizes: give one size, or one each"),
        (lambda: quality.p_chart([1, 2], [50, 0]), "Size 2 is 0: nothing was looked at"),
        (lambda: quality.u_chart([1, 2], 0), "Size 1 is 0"),
        (lambda: quality.u_chart([1, 2], -3), "size cannot be negative"),
        (lambda: quality.u_chart([1, 2], [3, -1]), "Size 2 is -1"),
        (lambda: quality.u_chart([1, 2], "10"), "size is text, '10'"),
        (lambda: quality.p_chart([1, 2], None), "size is empty"),
        (lambda: quality.p_chart([1, 2], True), "size is True"),
        (lambda: quality.p_chart([1, None], 5), "Count 2 is empty"),
        (
            lambda: quality.p_chart(pd.Series([1, 2]), pd.Series([5, 5], index=[7, 8])),
            "belong to different rows",
        ),
        (
            lambda: quality.p_chart([1, 2], 50, standard=4),
            "share between 0 and 1; 4 was given: did you mean 0.04",
        ),
        (lambda: quality.p_chart([1, 2], 50, standard=-0.1), "standard cannot be negative"),
        (lambda: quality.xbar_r(SAMPLES, sigma=0), "sigma must be more than 0"),
        (lambda: quality.xbar_s(SAMPLES, sigma="1"), "sigma is text"),
        (lambda: quality.individuals(COUNTS, mean=None, sigma=-1), "sigma must be more than 0"),
        (lambda: quality.individuals(COUNTS, mean="4"), "mean is text"),
    ],
)
def test_counts_sizes_and_standards_that_cannot_be(make, words):
    with pytest.raises(ValueError, match=words):
        make()


@pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"base": 1}, "base is how many of the first"),
        ({"base": 99}, "a whole number from 2 to"),
        ({"base": 2.5}, "2.5 was given"),
        ({"base": "3"}, "base is text"),
        ({"without": [17]}, "no (subgroup|reading|point) 17 to leave out: they run from 0 to"),
        ({"without": [0, 1, 2, 3, 4]}, "Fewer than two|No two readings"),
        ({"labels": [1, 2]}, "but 2 labels: give one for each"),
        ({"labels": "abc"}, "one for each point; 'abc' was given"),
        ({"labels": 5}, "one for each point; 5 was given"),
    ],
)
def test_phases_and_labels_that_cannot_be(make, more, words):
    with pytest.raises(ValueError, match=words):
        make(**more)


def test_no_two_readings_in_a_row_left():
    with pytest.raises(ValueError, match="No two readings in a row are left"):
        quality.individuals([1, 2, 3, 4], without=[1, 3])


@pytest.mark.parametrize("n", [1, 0, -2, 2.5, 1001, "5", None, True, float("nan")])
def test_constants_are_refused_for_what_is_no_size(n):
    with pytest.raises(ValueError):
        quality.constants(n)


def test_constants_take_any_whole_number_type_and_name_the_way_out_for_one():
    assert quality.constants(np.int64(5)) == quality.constants(5.0) == quality.constants(5)
    with pytest.raises(ValueError, match="One piece alone has no range: chart it with individuals"):
        quality.constants(1)


def test_constants_of_large_subgroups():
    # E[range] from its distribution function, by SciPy.
    from scipy.integrate import quad
    from scipy.special import ndtr

    for n in (60, 100, 400, 1000):
        expected = (
            2 * quad(lambda x, n=n: 1 - ndtr(x) ** n - ndtr(-x) ** n, 0, 12, points=[2, 4], limit=200)[0]
        )
        assert quality.constants(n).d2 == pytest.approx(expected, abs=1e-9)
        assert 0 < quality.constants(n).D3 < 1 < quality.constants(n).D4 < 2


def test_what_is_handed_in_stays_as_it_is():
    table = pd.DataFrame(SAMPLES, columns=["a", "b", "c"], index=list("vwxyz"))
    counts, sizes = pd.Series(COUNTS), pd.Series([50, 60, 50, 50, 50, 50])
    array = np.array(SAMPLES, dtype=float)
    before = table.copy(), counts.copy(), sizes.copy(), array.copy()
    quality.xbar_r(table), quality.xbar_s(array), quality.individuals(counts), quality.c_chart(counts)
    chart = quality.np_chart(counts, sizes)
    chart.points[:] = -1
    quality.individuals(array[:, 0])[0].points[:] = -1
    pd.testing.assert_frame_equal(table, before[0])
    pd.testing.assert_series_equal(counts, before[1])
    pd.testing.assert_series_equal(sizes, before[2])
    np.testing.assert_array_equal(array, before[3])


def test_all_public_names_are_there_and_said():
    for name in quality.__all__:
        assert getattr(quality, name).__doc__
