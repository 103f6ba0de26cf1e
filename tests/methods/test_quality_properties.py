"""What holds for any numbers: units, order, symmetry; and the run rules against their plain definition."""

import math

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from shopfloor.methods import quality

# Quarters are exact in binary, so that ties and lines are hit as well as missed.
quarters = st.integers(-16, 16).map(lambda n: n / 4)
distances = st.lists(quarters, max_size=40)
pieces = st.integers(-50, 50).map(float)
PATTERNS = [
    [0.5] * 9, [1.25, -1.25] * 5, [2.25, 0.0, 2.25], [0.0, 0.25] * 8, [-2.0, -1, 0, 1, 2, 3.5],
]  # fmt: skip
factors = st.sampled_from([0.001, 0.5, 2.0, 25.4, 1000.0])
shifts = st.sampled_from([-1000.0, -1.0, 0.0, 7.5, 1e6])


@st.composite
def subgroups(draw, ragged=True):
    size = draw(st.integers(2, 6))
    sizes = draw(st.lists(st.integers(2, 6) if ragged else st.just(size), min_size=3, max_size=8))
    rows = [draw(st.lists(pieces, min_size=n, max_size=n)) for n in sizes]
    # Some spread within the subgroups, or there is no chart to speak of.
    if all(len(set(row)) == 1 for row in rows):
        rows[0][0] += 5
    return rows


@st.composite
def samples_of_counts(draw):
    sizes = draw(st.lists(st.integers(1, 300), min_size=2, max_size=12))
    return [draw(st.integers(0, n)) for n in sizes], sizes


# ---- run rules, by their definitions --------------------------------------------------------------------


def by_definition(z, rules):
    """Slow, and as the books tell it: look at the last few points up to each one."""

    def last(i, n):
        return z[i - n + 1 : i + 1] if i + 1 >= n else None

    def same_side(i, n):
        w = last(i, n)
        return w is not None and (all(v > 0 for v in w) or all(v < 0 for v in w))

    def k_beyond(i, k, n, far):
        # The point itself is one of the k: otherwise the pattern was complete before it.
        w = z[max(0, i - n + 1) : i + 1]
        return any(s * z[i] > far and sum(s * v > far for v in w) >= k for s in (1, -1))

    def trend(i):
        w = last(i, 6)
        return w is not None and (
            all(a < b for a, b in zip(w, w[1:], strict=False))
            or all(a > b for a, b in zip(w, w[1:], strict=False))
        )

    def alternating(i):
        w = last(i, 14)
        if w is None:
            return False
        ups = [b - a for a, b in zip(w, w[1:], strict=False)]
        return all(a * b < 0 for a, b in zip(ups, ups[1:], strict=False))

    def within(i):
        w = last(i, 15)
        return w is not None and all(abs(v) <= 1 for v in w)

    def mixture(i):
        w = last(i, 8)
        return w is not None and all(abs(v) > 1 for v in w) and min(w) < 0 < max(w)

    tests = {
        "western electric": {
            1: lambda i: abs(z[i]) > 3,
            2: lambda i: k_beyond(i, 2, 3, 2),
            3: lambda i: k_beyond(i, 4, 5, 1),
            4: lambda i: same_side(i, 8),
        },
        "nelson": {
            1: lambda i: abs(z[i]) > 3,
            2: lambda i: same_side(i, 9),
            3: trend,
            4: alternating,
            5: lambda i: k_beyond(i, 2, 3, 2),
            6: lambda i: k_beyond(i, 4, 5, 1),
            7: within,
            8: mixture,
        },
    }[rules]
    return {number: [i for i in range(len(z)) if test(i)] for number, test in tests.items()}


@settings(max_examples=300)
@given(distances, st.sampled_from(["western electric", "nelson"]))
def test_run_rules_are_their_definition(z, rules):
    assert quality.run_rules(z, rules) == by_definition(z, rules)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(PATTERNS), max_size=6),
    st.sampled_from([1, -1]),
)  # fmt: skip
def test_run_rules_are_their_definition_where_patterns_abound(parts, side):
    z = [side * value for part in parts for value in part]
    for rules in quality.RULES:
        assert quality.run_rules(z, rules) == by_definition(z, rules)


def test_run_rules_are_their_definition_on_normal_points():
    z = np.random.default_rng(0).normal(0.3, 1.2, 3000)
    for rules in quality.RULES:
        found = quality.run_rules(z, rules)
        assert found == by_definition(z.tolist(), rules)
        assert sum(map(len, found.values())) > 50


@given(distances)
def test_both_sides_are_judged_alike(z):
    for rules in quality.RULES:
        assert quality.run_rules(z, rules) == quality.run_rules([-value for value in z], rules)


@given(distances, distances)
def test_what_comes_later_changes_no_earlier_finding(z, more):
    for rules in quality.RULES:
        longer = quality.run_rules(z + more, rules)
        for rule, hits in quality.run_rules(z, rules).items():
            assert [place for place in longer[rule] if place < len(z)] == hits


@given(distances)
def test_nelsons_run_is_a_western_electric_run(z):
    assert set(quality.run_rules(z, "nelson")[2]) <= set(quality.run_rules(z)[4])


# ---- charts ---------------------------------------------------------------------------------------------


@given(subgroups(), st.randoms(use_true_random=False))
def test_order_within_a_subgroup_does_not_matter(rows, random):
    mixed = [random.sample(row, len(row)) for row in rows]
    for make in (quality.xbar_r, quality.xbar_s):
        for one, other in zip(make(rows), make(mixed), strict=True):
            assert np.allclose(one.points, other.points, atol=1e-9)
            assert np.allclose(one.ucl, other.ucl) and np.allclose(one.lcl, other.lcl)
            assert one.out_of_control == other.out_of_control


@given(subgroups(), factors, shifts)
def test_another_unit_changes_no_verdict(rows, factor, shift):
    moved = [[factor * value + shift for value in row] for row in rows]
    for make in (quality.xbar_r, quality.xbar_s):
        (averages, spreads), (new_averages, new_spreads) = make(rows), make(moved)
        assert np.allclose(new_averages.ucl, factor * averages.ucl + shift)
        assert np.allclose(new_averages.centre, factor * averages.centre + shift)
        assert np.allclose(new_spreads.ucl, factor * spreads.ucl, atol=1e-8)
        assert np.allclose(new_averages.z, averages.z, atol=1e-5)


@given(st.lists(pieces, min_size=3, max_size=20), factors)
def test_another_unit_changes_no_verdict_on_readings(x, factor):
    (one, moving), (other, more) = (
        quality.individuals(x),
        quality.individuals([factor * value for value in x]),
    )
    assert np.allclose(other.ucl, factor * one.ucl) and np.allclose(more.ucl, factor * moving.ucl)
    assert one.out_of_control == other.out_of_control and moving.out_of_control == more.out_of_control


@given(subgroups())
def test_data_turned_upside_down_turns_the_chart(rows):
    averages, ranges = quality.xbar_r(rows)
    turned, same = quality.xbar_r([[-value for value in row] for row in rows])
    assert np.allclose(turned.ucl, -np.asarray(averages.lcl)) and np.allclose(
        turned.lcl, -np.asarray(averages.ucl)
    )
    assert turned.out_of_control == averages.out_of_control
    assert np.allclose(same.points, ranges.points) and np.allclose(same.ucl, ranges.ucl)


@given(subgroups(ragged=False))
def test_equal_sizes_are_a_case_of_unequal_ones(rows):
    known = quality.constants(len(rows[0]))
    averages, ranges = quality.xbar_r(rows)
    assert math.isclose(averages.ucl - averages.centre, known.A2 * ranges.centre, rel_tol=1e-9, abs_tol=1e-9)
    assert math.isclose(ranges.ucl, known.D4 * ranges.centre, rel_tol=1e-9)
    assert math.isclose(ranges.lcl, known.D3 * ranges.centre, rel_tol=1e-9, abs_tol=1e-12)


@given(samples_of_counts())
def test_attribute_limits_hold_the_center_line_and_stay_in_bounds(given_counts):
    counts, sizes = given_counts
    for make, top in ((quality.p_chart, 1), (quality.np_chart, np.array(sizes)), (quality.u_chart, np.inf)):
        chart = make(counts, sizes)
        assert (np.asarray(chart.lcl) >= 0).all() and (np.asarray(chart.ucl) <= top).all()
        line = np.asarray(chart.centre_line)
        assert (chart.lcl <= line + 1e-12).all() and (line <= np.asarray(chart.ucl) + 1e-12).all()
    chart = quality.c_chart(counts)
    assert 0 <= chart.lcl <= chart.centre <= chart.ucl


@given(samples_of_counts())
def test_p_and_np_charts_say_the_same(given_counts):
    counts, sizes = given_counts
    shares, numbers = quality.p_chart(counts, sizes), quality.np_chart(counts, sizes)
    assert shares.out_of_control == numbers.out_of_control
    assert np.allclose(np.asarray(shares.ucl) * sizes, numbers.ucl)
    assert np.allclose(shares.z, numbers.z, atol=1e-7)


@given(samples_of_counts(), st.integers(2, 5))
def test_more_inspected_brings_the_limits_closer(given_counts, times):
    counts, sizes = given_counts
    one = quality.p_chart(counts, sizes)
    other = quality.p_chart([times * c for c in counts], [times * n for n in sizes])
    assert math.isclose(one.centre, other.centre)
    assert (np.asarray(other.ucl) <= np.asarray(one.ucl) + 1e-12).all()


@given(subgroups())
def test_out_of_control_are_the_points_beyond(rows):
    for chart in (*quality.xbar_r(rows), *quality.xbar_s(rows)):
        ucl, lcl = (
            np.broadcast_to(chart.ucl, chart.points.shape),
            np.broadcast_to(chart.lcl, chart.points.shape),
        )
        slack = 1e-9 * (1 + np.abs(chart.points))
        surely = np.flatnonzero((chart.points > ucl + slack) | (chart.points < lcl - slack))
        maybe = np.flatnonzero((chart.points > ucl) | (chart.points < lcl))
        assert set(surely) <= set(chart.out_of_control) <= set(maybe)
        assert chart.positions == chart.out_of_control


# ---- capability and gauge -------------------------------------------------------------------------------


@given(subgroups(), factors, shifts)
def test_capability_has_no_unit(rows, factor, shift):
    one = quality.capability(rows, -60, 60, target=10)
    other = quality.capability(
        [[factor * value + shift for value in row] for row in rows],
        -60 * factor + shift, 60 * factor + shift, target=10 * factor + shift,
    )  # fmt: skip
    assert np.allclose(one[:7], other[:7], rtol=1e-5)
    assert math.isclose(one.expected_outside, other.expected_outside, rel_tol=1e-3, abs_tol=1e-12)


@given(subgroups())
def test_capability_of_what_is_turned_upside_down(rows):
    one = quality.capability(rows, -60, 80)
    other = quality.capability([[-value for value in row] for row in rows], -80, 60)
    assert np.allclose([one.cp, one.cpl, one.cpu, one.cpk], [other.cp, other.cpu, other.cpl, other.cpk])
    assert np.allclose([one.cpm, one.pp, one.ppk], [other.cpm, other.pp, other.ppk])


@given(subgroups())
def test_cpk_never_exceeds_cp_and_neither_does_cpm(rows):
    result = quality.capability(rows, -70, 90)
    assert (
        result.cpk <= result.cp + 1e-12
        and result.cpm <= result.cp + 1e-12
        and result.ppk <= result.pp + 1e-12
    )
    # On the middle they are the same.
    centered = quality.capability(rows, result.mean - 70, result.mean + 70)
    assert math.isclose(centered.cpk, centered.cp, rel_tol=1e-9)
    assert math.isclose(centered.cpm, centered.cp, rel_tol=1e-9)


@st.composite
def studies(draw):
    parts, inspectors, trials = draw(st.integers(2, 5)), draw(st.integers(2, 3)), draw(st.integers(2, 3))
    rows = [
        (part, who, draw(st.integers(0, 9)) + 10.0 * part)
        for part in range(parts)
        for who in range(inspectors)
        for _ in range(trials)
    ]
    rows[0] = (*rows[0][:2], rows[0][2] + 0.5)  # never all alike
    return pd.DataFrame(rows, columns=["part", "inspector", "reading"])


@settings(max_examples=60)
@given(studies(), factors, shifts)
def test_a_gauge_study_has_no_unit(table, factor, shift):
    moved = table.assign(reading=factor * table["reading"] + shift)
    for method in ("range", "anova"):
        one, other = (
            quality.gauge_rr(table, method, tolerance=50),
            quality.gauge_rr(moved, method, tolerance=50 * factor),
        )
        assert list(one.components.index) == list(other.components.index)
        assert np.allclose(
            one.percent_of_study_variation, other.percent_of_study_variation, rtol=1e-4, atol=1e-4
        )
        assert np.allclose(one.percent_of_tolerance, other.percent_of_tolerance, rtol=1e-4, atol=1e-4)


@settings(max_examples=60)
@given(studies())
def test_variances_of_a_gauge_study_add_up(table):
    for method in ("range", "anova"):
        v = quality.gauge_rr(table, method).components
        assert (v >= 0).all()
        assert math.isclose(v["gauge"], v["repeatability"] + v["reproducibility"], abs_tol=1e-12)
        assert math.isclose(v["total"], v["gauge"] + v["part"], rel_tol=1e-12)


# ---- rates ----------------------------------------------------------------------------------------------


@given(st.floats(0.001, 999_000), st.floats(0.001, 999_000), st.floats(0, 3))
def test_fewer_defects_are_more_sigmas(one, other, shift):
    more, less = quality.sigma_level(min(one, other), shift), quality.sigma_level(max(one, other), shift)
    assert more >= less
    assert math.isclose(quality.sigma_level(one, shift) - shift, quality.sigma_level(one, 0), abs_tol=1e-9)
    assert math.isclose(quality.sigma_level(one, 0), -quality.sigma_level(1e6 - one, 0), abs_tol=1e-6)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_rolled_throughput_is_no_better_than_the_worst_step(yields):
    assert 0 <= quality.rolled_throughput_yield(yields) <= min(yields) + 1e-12


@given(st.floats(0.01, 0.9), st.floats(0.05, 0.5))
def test_a_smaller_difference_asks_for_more_parts(before, fewer):
    after = before * (1 - fewer)
    half = before * (1 - fewer / 2)
    assert quality.parts_to_see(before, half) >= quality.parts_to_see(before, after)
