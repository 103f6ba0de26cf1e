"""Capability, gauge studies, yields and shares: behavior and what is refused."""

import math

import numpy as np
import pandas as pd
import pytest

from shopfloor.methods import quality

GROUPS = [[5, 7, 6], [6, 6, 8], [4, 5, 6], [7, 6, 5]]
COLUMN = [5, 7, 6, 6, 6, 8, 4, 5, 6, 7, 6, 5]


# ---- capability -----------------------------------------------------------------------------------------


def test_the_indices_by_hand():
    result = quality.capability(GROUPS, 2, 9)
    mean, sigma = np.mean(COLUMN), 2 / quality.constants(3).d2
    assert result.sigma == pytest.approx(sigma)
    assert result.cp == pytest.approx(7 / 6 / sigma)
    assert result.cpl == pytest.approx((mean - 2) / 3 / sigma)
    assert result.cpu == pytest.approx((9 - mean) / 3 / sigma)
    assert result.cpk == min(result.cpl, result.cpu)
    assert result.cpm == pytest.approx(7 / 6 / math.hypot(sigma, mean - 5.5))
    overall = np.std(COLUMN, ddof=1)
    assert (result.pp, result.ppk) == pytest.approx((7 / 6 / overall, min(mean - 2, 9 - mean) / 3 / overall))
    assert (result.ppl, result.ppu) == pytest.approx(((mean - 2) / 3 / overall, (9 - mean) / 3 / overall))
    assert (result.mean, result.overall, result.n) == (pytest.approx(mean), pytest.approx(overall), 12)
    assert all(type(value) in (float, int) for value in result)


def test_the_first_eight_names_hold():
    names = ("cp", "cpl", "cpu", "cpk", "cpm", "pp", "ppk", "outside")
    assert quality.capability(GROUPS, 2, 9)._fields[:8] == names


def test_one_column_takes_the_moving_range():
    result = quality.capability(COLUMN, 2, 9)
    assert result.sigma == pytest.approx(np.abs(np.diff(COLUMN)).mean() / quality.constants(2).d2)
    for same in (
        np.array(COLUMN),
        pd.Series(COLUMN),
        pd.DataFrame({"g": COLUMN}),
        np.array([COLUMN]).T,
        tuple(COLUMN),
    ):
        assert quality.capability(same, 2, 9) == pytest.approx(result)


def test_all_forms_of_subgroups_are_the_same():
    result = quality.capability(GROUPS, 2, 9)
    table = pd.DataFrame(GROUPS, columns=["x1_mm", "x2_mm", "x3_mm"]).assign(time="early", lsl_mm=2)
    for same in (np.array(GROUPS), table, dict(enumerate(GROUPS)), [np.array(row) for row in GROUPS]):
        assert quality.capability(same, 2, 9) == pytest.approx(result)


def test_ragged_subgroups():
    rows = [[5, 7, 6], [6, 8], [4, 5, 6, 9]]
    result = quality.capability(rows, 0, 12)
    ranges = [2 / quality.constants(3).d2, 2 / quality.constants(2).d2, 5 / quality.constants(4).d2]
    assert result.sigma == pytest.approx(np.mean(ranges)) and result.n == 9


def test_a_given_sigma_counts():
    result = quality.capability(GROUPS, 2, 9, sigma=0.5)
    assert result.sigma == 0.5 and result.cp == pytest.approx(7 / 3)
    assert result.pp == quality.capability(GROUPS, 2, 9).pp
    # Subgroups of one piece are then no trouble.
    assert quality.capability([[5], [6, 7]], 2, 9, sigma=1).n == 3


def test_one_limit_only():
    lower, upper = quality.capability(GROUPS, 2, None), quality.capability(GROUPS, None, 9)
    assert lower.cpk == lower.cpl and upper.ppk == upper.ppu
    for result in (lower, upper):
        assert result.cp is result.cpm is result.pp is None
    assert lower.cpu is lower.ppu is upper.cpl is None
    assert "cp none" in repr(lower)


def test_target_moves_cpm_alone():
    middle, off = quality.capability(GROUPS, 2, 9), quality.capability(GROUPS, 2, 9, target=8)
    assert middle.cpm == quality.capability(GROUPS, 2, 9, target=5.5).cpm > off.cpm
    assert middle._replace(cpm=None) == off._replace(cpm=None)
    assert quality.capability(GROUPS, None, 9, target=0).cpm is None


def test_outside_is_what_was_seen():
    assert quality.capability(COLUMN, 4.5, 7.5).outside == pytest.approx(2 / 12)
    # On the limit is inside, and dust does not count.
    assert quality.capability(COLUMN, 4, 8).outside == 0
    assert quality.capability([0.1 + 0.2, 0.1, 0.2], 0.1, 0.3).outside == 0
    assert quality.capability([-(0.1 + 0.2), -0.1, -0.2], -0.3, -0.1).outside == 0
    assert quality.capability([0.31, 0.1, 0.2], 0.1, 0.3).outside == pytest.approx(1 / 3)


def test_expected_outside_is_that_of_a_normal_process():
    from scipy.stats import norm

    result = quality.capability(GROUPS, 4, 9)
    expected = norm.cdf(4, result.mean, result.sigma) + norm.sf(9, result.mean, result.sigma)
    assert result.expected_outside == pytest.approx(expected)
    one_sided = quality.capability(GROUPS, None, 9)
    assert one_sided.expected_outside == pytest.approx(norm.sf(-3 * -one_sided.cpu))


def test_large_values_with_a_small_spread_keep_their_digits():
    small = (np.random.default_rng(2).integers(-8, 9, (30, 4)) / 16).tolist()
    large = [[1e7 + value for value in row] for row in small]
    one, other = quality.capability(small, -1, 1), quality.capability(large, 1e7 - 1, 1e7 + 1)
    assert other.overall == pytest.approx(one.overall, rel=1e-12)
    assert other[:7] == pytest.approx(one[:7], rel=1e-7)


def test_capability_reads_as_a_sentence():
    words = repr(quality.capability(COLUMN, 4.5, 7.5))
    assert "cpk 0.42" in words and "2 of 12 outside the limits (16.67 %)" in words
    assert "would have 100 % there" in repr(quality.capability(COLUMN, 40, 41))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((GROUPS, None, None), "Both limits are None"),
        ((GROUPS, 9, 2), "lower limit must lie below the upper; 9 and 2 were given: were they swapped"),
        ((GROUPS, 9, 9), "9 and 9 were given"),
        ((GROUPS, float("nan"), 9), "lower limit is empty. If the drawing has no lower limit, write None"),
        ((GROUPS, 2, pd.NA), "upper limit is empty. If the drawing has no upper limit, write None"),
        ((GROUPS, "2", 9), "lower limit is text"),
        ((GROUPS, 2, math.inf), "upper limit is infinite"),
        ((GROUPS, True, 9), "lower limit is True"),
        ((GROUPS, 2, 9, 10), r"target 10 lies outside the limits \(2 to 9\)"),
        ((GROUPS, None, 9, 10), "at most 9"),
        ((GROUPS, 2, None, 1), "at least 2"),
        ((GROUPS, 2, 9, "5"), "target is text"),
        ((GROUPS, 2, 9, None, 0), "sigma must be more than 0"),
        ((GROUPS, 2, 9, None, -1), "sigma must be more than 0"),
        (([5], 2, 9), "there is only one"),
        (([], 2, 9), "there is none"),
        (([5, 5, 5], 2, 9), "All 3 values are 5"),
        (([[5, 5], [6, 6]], 2, 9), "short-term sigma is 0, as the pieces of every subgroup are alike"),
        (([5, None], 2, 9), "Value 2 is empty"),
        (([[5, 6], [7]], 2, 9), "Subgroup 2 has only one value"),
        (([[5, 6], [7, "8"]], 2, 9), "Subgroup 2: Value 2 is text"),
        ((np.arange(8.0).reshape(2, 2, 2), 2, 9), "an array with 3 dimensions"),
        (({}, 2, 9), "no subgroups"),
        ((5, 2, 9), "Give several values"),
        ((None, 2, 9), "Give several values"),
    ],
)
def test_capability_that_cannot_be(arguments, words):
    with pytest.raises(ValueError, match=words):
        quality.capability(*arguments)


def test_intervals_widen_with_confidence_and_narrow_with_n():
    for interval, index in ((quality.cpk_interval, 1.33), (quality.cp_interval, 1.33)):
        low, high = interval(index, 50)
        assert low < index < high
        wide, narrow = interval(index, 50, confidence=0.99), interval(index, 500)
        assert wide[0] < low < narrow[0] < narrow[1] < high < wide[1]
    low, high = quality.cpk_interval(0, 20)
    assert low == -high == pytest.approx(-1.959964 / math.sqrt(180), rel=1e-5)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: quality.cpk_interval(1.3, 1), "whole number, 2 or more; 1 was given"),
        (lambda: quality.cpk_interval(1.3, 20.5), "20.5 was given"),
        (lambda: quality.cpk_interval("1.3", 20), "cpk is text"),
        (lambda: quality.cp_interval(0, 20), "cp must be more than 0"),
        (lambda: quality.cp_interval(1.3, 20, 95), "did you mean 0.95"),
    ],
)
def test_intervals_that_cannot_be(make, words):
    with pytest.raises(ValueError, match=words):
        make()


# ---- gauge studies --------------------------------------------------------------------------------------


def study(effect=0.0, noise=1.0, parts=5, inspectors=3, trials=2, seed=5):
    draw = np.random.default_rng(seed)
    rows = [
        (part, "ABC"[who], trial, 10 * part + effect * who + noise * draw.standard_normal())
        for part in range(1, parts + 1)
        for who in range(inspectors)
        for trial in range(1, trials + 1)
    ]
    return pd.DataFrame(rows, columns=["part", "inspector", "trial", "reading"])


@pytest.mark.parametrize("method", ["average and range", "anova"])
def test_what_every_study_holds_together(method):
    result = quality.gauge_rr(study(effect=3), method, tolerance=60)
    variances = result.components
    assert variances["gauge"] == pytest.approx(variances["repeatability"] + variances["reproducibility"])
    assert variances["total"] == pytest.approx(variances["gauge"] + variances["part"])
    assert result.percent_of_contribution["gauge"] + result.percent_of_contribution["part"] == pytest.approx(
        100
    )
    assert list(result.percent_of_study_variation) == pytest.approx(
        list(10 * np.sqrt(result.percent_of_contribution))
    )
    assert list(result.percent_of_tolerance) == pytest.approx(list(10 * result.deviations))
    assert (result.parts, result.inspectors, result.trials, result.tolerance) == (5, 3, 2, 60.0)
    assert type(result.ndc) is int
    assert list(result.table.columns) == [
        "variance", "deviation", "percent of contribution", "percent of study variation",
        "percent of tolerance",
    ]  # fmt: skip


def test_without_a_tolerance_there_is_no_percent_of_it():
    result = quality.gauge_rr(study())
    assert result.percent_of_tolerance is None
    assert "percent of tolerance" not in result.table and "tolerance" not in repr(result)


def test_range_is_another_name_and_the_default():
    one = quality.gauge_rr(study())
    for name in ("range", "average and range", "Average_and_Range"):
        assert quality.gauge_rr(study(), name).components.equals(one.components)
    assert one.method == "average and range" and one.anova is None and one.pooled is None
    assert quality.gauge_rr(study(), "anova").factors == {}


def test_average_and_range_by_hand():
    table = study(effect=3, parts=6)
    result = quality.gauge_rr(table)
    cells = table.groupby(["part", "inspector"])["reading"]
    mean_range = (cells.max() - cells.min()).mean()
    assert result.factors["K1"] == pytest.approx(1 / quality.constants(2).d2)  # 18 ranges
    repeatability = (mean_range * result.factors["K1"]) ** 2
    assert result.components["repeatability"] == pytest.approx(repeatability)
    by_inspector = table.groupby("inspector")["reading"].mean()
    between = ((by_inspector.max() - by_inspector.min()) / quality.d2_star(3, 1)) ** 2
    assert result.components["reproducibility"] == pytest.approx(between - repeatability / 12)
    by_part = table.groupby("part")["reading"].mean()
    assert result.deviations["part"] == pytest.approx((by_part.max() - by_part.min()) / quality.d2_star(6, 1))
    assert list(result.averages) == pytest.approx(list(by_inspector))
    assert list(result.ranges) == pytest.approx(list((cells.max() - cells.min()).groupby("inspector").mean()))


def test_few_ranges_take_d2_star():
    assert quality.gauge_rr(study(parts=5)).factors["K1"] == pytest.approx(1 / quality.d2_star(2, 15))
    assert quality.gauge_rr(study(parts=3)).factors["K1"] == pytest.approx(1 / quality.d2_star(2, 9))


def test_reproducibility_is_never_negative():
    table = study(effect=0.0, seed=8)
    for method in ("range", "anova"):
        result = quality.gauge_rr(table, method)
        assert (result.components >= 0).all()
    assert quality.gauge_rr(table, "range").components["reproducibility"] == 0


def test_ndc_is_truncated():
    result = quality.gauge_rr(study(effect=3))
    exact = 1.41 * result.deviations["part"] / result.deviations["gauge"]
    assert result.ndc == math.floor(exact) != math.ceil(exact)
    assert quality.gauge_rr(study(noise=60)).ndc == 0


def test_the_interaction_is_pooled_or_kept():
    table = study(effect=3)
    p_value = quality.gauge_rr(table, "anova").anova["p"]["inspector by part"]
    assert 0.05 < p_value < 0.99
    pooled, kept = quality.gauge_rr(table, "anova"), quality.gauge_rr(table, "anova", pool_above=1)
    assert pooled.pooled and not kept.pooled
    assert "inspector by part" not in pooled.components and "inspector by part" in kept.components
    squares, freedom = pooled.anova["ss"], pooled.anova["df"]
    both = ["inspector by part", "repeatability"]
    assert pooled.components["repeatability"] == pytest.approx(squares[both].sum() / freedom[both].sum())
    assert kept.components["repeatability"] == pytest.approx(kept.anova["ms"]["repeatability"])
    assert quality.gauge_rr(table, "anova", pool_above=0).pooled
    # Above means above: at its own p-value the interaction stays.
    assert not quality.gauge_rr(table, "anova", pool_above=p_value).pooled
    assert quality.gauge_rr(table, "anova", pool_above=0.999 * p_value).pooled


def test_sums_of_squares_add_up():
    table = study(effect=3)
    squares = quality.gauge_rr(table, "anova").anova["ss"]
    assert squares.sum() == pytest.approx(((table["reading"] - table["reading"].mean()) ** 2).sum())


def test_sigmas_change_the_percent_of_tolerance_alone():
    six, older = quality.gauge_rr(study(), tolerance=60), quality.gauge_rr(study(), tolerance=60, sigmas=5.15)
    assert list(older.percent_of_tolerance) == pytest.approx(list(six.percent_of_tolerance * 5.15 / 6))
    assert older.percent_of_study_variation.equals(six.percent_of_study_variation)


@pytest.mark.parametrize("name", ["operator", "appraiser"])
def test_other_names_of_the_columns(name):
    table = study().rename(columns={"inspector": name, "trial": "replicate", "reading": "diameter_mm"})
    assert quality.gauge_rr(table).components.equals(quality.gauge_rr(study()).components)
    assert quality.gauge_rr(table.drop(columns="replicate")).ndc == quality.gauge_rr(study()).ndc


def test_value_names_the_readings_where_several_could_be_meant():
    table = study().assign(temperature=20.0)
    with pytest.raises(ValueError, match='Which column holds the readings.*value="reading"'):
        quality.gauge_rr(table)
    assert quality.gauge_rr(table, value="reading").ndc == quality.gauge_rr(study()).ndc
    assert quality.gauge_rr(study().assign(note="x")).ndc == quality.gauge_rr(study()).ndc


def test_the_order_of_the_rows_does_not_matter():
    mixed = study(effect=3).sample(frac=1, random_state=1)
    for method in ("range", "anova"):
        one, other = quality.gauge_rr(study(effect=3), method), quality.gauge_rr(mixed, method)
        assert list(one.components) == pytest.approx(list(other.components))
        assert one.averages.to_dict() == pytest.approx(other.averages.to_dict())


def test_large_readings_with_a_small_spread_keep_their_digits():
    small = study(effect=3)
    small["reading"] = (small["reading"] * 64).round() / 64
    large = small.assign(reading=small["reading"] + 1e7)
    for method in ("range", "anova"):
        one, other = quality.gauge_rr(small, method), quality.gauge_rr(large, method)
        assert list(other.components) == pytest.approx(list(one.components), rel=1e-9)


def test_a_study_reads_as_a_sentence():
    words = repr(quality.gauge_rr(study(), tolerance=60))
    assert words.startswith("Gauge study, average and range, 5 parts by 3 inspectors by 2 trials:")
    assert "% of the study variation" in words and "% of the tolerance" in words and "categories" in words


@pytest.mark.parametrize("method", ["range", "anova"])
def test_repeated_readings_that_never_differ(method):
    # No spread within a cell, but inspectors who differ: that is all reproducibility.
    table = study(effect=3, noise=0)
    result = quality.gauge_rr(table, method)
    assert result.components["repeatability"] == 0 and result.components["reproducibility"] > 0
    with pytest.raises(ValueError, match="Take a finer gauge"):
        quality.gauge_rr(study(noise=0), method)


@pytest.mark.parametrize(
    ("change", "arguments", "words"),
    [
        (lambda table: table, {"method": "xbar"}, '"average and range" or "anova"; \'xbar\' was given'),
        (lambda table: table, {"method": None}, "None was given"),
        (lambda table: table, {"tolerance": 0}, "tolerance must be more than 0"),
        (lambda table: table, {"tolerance": "1"}, "tolerance is text"),
        (lambda table: table, {"sigmas": -6}, "number of sigmas must be more than 0"),
        (lambda table: table, {"pool_above": 5}, "did you mean 0.05"),
        (lambda table: table, {"pool_above": True}, "True"),
        (lambda table: table, {"value": "mm"}, "no column 'mm'"),
        (lambda table: [1, 2], {}, "a table with a row a reading"),
        (lambda table: table.rename(columns={"part": "piece"}), {}, "no column part"),
        (lambda table: table.rename(columns={"inspector": "who"}), {}, "no column inspector"),
        (lambda table: table.drop(columns="reading"), {}, "Which column holds the readings"),
        (lambda table: table.iloc[1:], {}, "not balanced: inspector A read part 1 once"),
        (lambda table: table[table["trial"] == 1], {}, "only once: repeated readings"),
        (lambda table: table[table["part"] == 1], {}, "two parts or more; there is 1"),
        (lambda table: table[table["inspector"] == "A"], {}, "two inspectors or more; there is 1"),
        (lambda table: table.iloc[:0], {}, "two parts or more; there is none"),
        (lambda table: table.assign(trial=1), {}, "Part 1, inspector A, trial 1 is there twice"),
        (lambda table: table.assign(part=table["part"].where(table["part"] > 1)), {}, "rows name no part"),
        (
            lambda table: table.assign(reading=table["reading"].where(table.index != 3)),
            {},
            r"empty \(NaN\).*It is that of part 1, inspector B, trial 2",
        ),
        (lambda table: table.assign(reading=7.0), {}, "All readings are the same"),
        (
            lambda table: table[(table["part"] > 1) | (table["inspector"] != "C")],
            {},
            "read part 1 not at all",
        ),
    ],
)
def test_studies_that_cannot_be(change, arguments, words):
    with pytest.raises(ValueError, match=words):
        quality.gauge_rr(change(study()), **arguments)


def test_the_table_of_a_study_stays_as_it_is():
    table = study()
    before = table.copy()
    quality.gauge_rr(table), quality.gauge_rr(table, "anova")
    pd.testing.assert_frame_equal(table, before)


# ---- yields and rates -----------------------------------------------------------------------------------


def test_first_pass_yield_of_numbers_and_columns():
    assert quality.first_pass_yield(90, 100) == 0.9
    assert quality.first_pass_yield(0, 5) == 0 and quality.first_pass_yield(5, 5) == 1
    series = quality.first_pass_yield(
        pd.Series([9, 8], index=["a", "b"]), pd.Series([10, 10], index=["a", "b"])
    )
    assert series.to_dict() == {"a": 0.9, "b": 0.8}
    assert list(quality.first_pass_yield([9, 8], 10)) == [0.9, 0.8]
    assert list(quality.first_pass_yield(9, [10, 12])) == [0.9, 0.75]


def test_rolled_throughput_yield():
    expected = 0.98 * 0.95 * 0.99
    for steps in (([0.98, 0.95, 0.99],), (0.98, 0.95, 0.99), (pd.Series([0.98, 0.95, 0.99]),)):
        assert quality.rolled_throughput_yield(*steps) == pytest.approx(expected)
    assert quality.rolled_throughput_yield({"cut": 0.98, "weld": 0.5}) == pytest.approx(0.49)
    assert quality.rolled_throughput_yield(0.9) == 0.9


def test_dpmo_and_its_level():
    assert quality.dpmo(34, 500, 20) == 3400
    assert quality.dpmo(41, 160) == 256_250  # 41 / 160 first would leave dust
    assert quality.dpmo(10, 100) == 100_000
    assert list(quality.dpmo([1, 2], 100, 10)) == [1000, 2000]
    assert quality.sigma_level(500_000, shift=0) == pytest.approx(0, abs=1e-12)
    assert quality.sigma_level(3400) - quality.sigma_level(3400, shift=0) == pytest.approx(1.5)
    assert list(quality.sigma_level([3.4, 66_807]).round(2)) == [6.0, 3.0]
    assert quality.sigma_level(pd.Series([3.4], index=["a"])).round(2).to_dict() == {"a": 6.0}
    # Very small rates keep their digits: 0.001 of a million is 6 sigma without the shift.
    assert quality.sigma_level(0.000986588, shift=0) == pytest.approx(6.0, abs=1e-6)
    assert quality.sigma_level(1e-7, shift=0) == pytest.approx(7.348796103, abs=1e-8)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: quality.first_pass_yield(100, 90), "100 good pieces of 90: more good ones than pieces"),
        (lambda: quality.first_pass_yield(0, 0), "total must be more than 0"),
        (lambda: quality.first_pass_yield(-1, 5), "cannot be negative"),
        (lambda: quality.first_pass_yield("9", 10), "is text"),
        (lambda: quality.first_pass_yield([9, 11], 10), "11 good pieces of 10 in row 2"),
        (lambda: quality.first_pass_yield([9, 8], [10, 0]), "Total 2 is 0"),
        (lambda: quality.first_pass_yield([9, 8], [10]), "2 numbers of good pieces but 1 totals"),
        (lambda: quality.rolled_throughput_yield([0.9, 95]), "95 was given: did you mean 0.95"),
        (lambda: quality.rolled_throughput_yield([0.9, -0.1]), "cannot be negative"),
        (lambda: quality.rolled_throughput_yield([]), "no yield to multiply"),
        (lambda: quality.rolled_throughput_yield("0.9"), "Yield 1 is text"),
        (lambda: quality.rolled_throughput_yield(), "no yield to multiply"),
        (lambda: quality.dpmo(5, 0), "number of units must be more than 0"),
        (lambda: quality.dpmo(5, 1, 0), "number of opportunities must be more than 0"),
        (lambda: quality.dpmo(50, 10, 2), "50 defects in 20 opportunities"),
        (lambda: quality.dpmo(None, 10), "number of defects is empty"),
        (lambda: quality.sigma_level(0), "between 0 and 1,000,000; 0 was given"),
        (lambda: quality.sigma_level(1_000_000), "1e.06 was given"),
        (lambda: quality.sigma_level("3.4"), "is text"),
        (lambda: quality.sigma_level(3.4, shift=None), "shift is empty"),
        (lambda: quality.sigma_level([3.4, 0]), "0 was given"),
    ],
)
def test_yields_and_rates_that_cannot_be(make, words):
    with pytest.raises(ValueError, match=words):
        make()


# ---- two shares -----------------------------------------------------------------------------------------


def test_parts_to_see_is_the_least_that_gives_the_power():
    for before, after, power, sides in [(0.04, 0.032, 0.8, 2), (0.1, 0.05, 0.9, 1), (0.5, 0.45, 0.95, 2)]:
        n = quality.parts_to_see(before, after, power, sides=sides)
        assert quality.chance_to_see(before, after, n, sides=sides) >= power
        assert quality.chance_to_see(before, after, n - 1, sides=sides) < power


def test_parts_to_see_does_not_care_which_share_came_first_but_asks_more_for_less():
    assert quality.parts_to_see(0.04, 0.032) == quality.parts_to_see(0.032, 0.04)
    assert quality.parts_to_see(0.04, 0.036) > 4 * quality.parts_to_see(0.04, 0.032) * 0.9
    assert quality.parts_to_see(0.04, 0.032, sides=1) < quality.parts_to_see(0.04, 0.032)
    assert quality.parts_to_see(0.04, 0.032, confidence=0.99) > quality.parts_to_see(0.04, 0.032)
    assert type(quality.parts_to_see(0.04, 0.032)) is int


def test_the_chance_to_see_is_what_a_drawing_gives():
    draw = np.random.default_rng(6)
    n, p1, p2 = 800, 0.10, 0.06
    one, two = draw.binomial(n, p1, 20_000) / n, draw.binomial(n, p2, 20_000) / n
    both = (one + two) / 2
    seen = (np.abs(one - two) > 1.959964 * np.sqrt(2 * both * (1 - both) / n)).mean()
    assert quality.chance_to_see(p1, p2, n) == pytest.approx(seen, abs=0.015)


def test_compare_shares_by_hand():
    result = quality.compare_shares(120, 3000, 96, 2400)
    assert result.difference == result.z == 0 and result.p_value == 1
    result = quality.compare_shares(60, 1000, 40, 1000)
    both = 0.05 * 0.95 * 2 / 1000
    assert result.z == pytest.approx(0.02 / math.sqrt(both))
    half = 1.959963985 * math.sqrt(0.06 * 0.94 / 1000 + 0.04 * 0.96 / 1000)
    assert (result.low, result.high) == pytest.approx((0.02 - half, 0.02 + half))
    assert result.fewer == pytest.approx(1 / 3)
    assert result.p_value == pytest.approx(math.erfc(result.z / math.sqrt(2)))
    assert "6.00 % before, 4.00 % after" in repr(result)


def test_none_before_has_no_fewer():
    assert math.isnan(quality.compare_shares(0, 100, 5, 100).fewer)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: quality.parts_to_see(0.04, 0.04), "Both shares are 0.04: there is no difference to see"),
        (lambda: quality.parts_to_see(4, 3), "did you mean 0.04"),
        (lambda: quality.parts_to_see(0.04, 0), "between 0 and 1; 0 was given"),
        (lambda: quality.parts_to_see(0.04, 0.03, power=80), "power is a fraction.*0.8"),
        (lambda: quality.parts_to_see(0.04, 0.03, power=0.02), "no more than chance"),
        (lambda: quality.parts_to_see(0.04, 0.03, sides=3), "sides are 2"),
        (lambda: quality.parts_to_see(0.04, 0.03, sides=True), "True was given"),
        (lambda: quality.chance_to_see(0.04, 0.03, 0), "number of parts must be more than 0"),
        (lambda: quality.compare_shares(5, 4, 1, 4), "5 defective parts of 4 before"),
        (lambda: quality.compare_shares(1, 4, 5, 4), "5 defective parts of 4 after"),
        (lambda: quality.compare_shares(0, 4, 0, 4), "nothing to compare"),
        (lambda: quality.compare_shares(4, 4, 4, 4), "nothing to compare"),
        (lambda: quality.compare_shares(1, 0, 1, 4), "parts before must be more than 0"),
        (lambda: quality.compare_shares(1, 4, 1, 4, confidence=95), "did you mean 0.95"),
    ],
)
def test_shares_that_cannot_be_compared(make, words):
    with pytest.raises(ValueError, match=words):
        make()
