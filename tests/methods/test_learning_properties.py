"""What must hold for all curves, not only for those we thought of."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfloor.methods import learning

firsts = st.integers(1, 100_000).map(lambda n: n / 100)
rates = st.integers(510, 1000).map(lambda n: n / 1000)
models = st.sampled_from(["unit", "average"])
units = st.integers(1, 100_000)
scales = st.sampled_from([2.0, 64.0, 0.25])


@given(firsts, units, rates, models)
def test_totals_are_made_of_units(first, n, rate, model):
    total = learning.total_time(first, n, rate, model)
    if n > 1:
        before = learning.total_time(first, n - 1, rate, model)
        unit = learning.unit_time(first, n, rate, model)
        assert total == pytest.approx(before + unit, rel=1e-12)
        assert unit <= learning.unit_time(first, n - 1, rate, model) * (1 + 1e-12)
    assert 0 < total <= first * n * (1 + 1e-12)


@given(firsts, st.integers(1, 40_000), rates)
def test_a_doubling_takes_the_times_to_the_rate(first, n, rate):
    assert learning.unit_time(first, 2 * n, rate) == pytest.approx(rate * learning.unit_time(first, n, rate))
    average, doubled = (learning.total_time(first, k, rate, "average") / k for k in (n, 2 * n))
    assert doubled == pytest.approx(rate * average)


@given(firsts, units, rates)
def test_the_same_rate_gives_less_in_the_average_model(first, n, rate):
    assert learning.total_time(first, n, rate, "average") <= learning.total_time(first, n, rate) * (1 + 1e-12)


@given(firsts, units, st.integers(0, 300), rates, models)
def test_a_lot_is_the_difference_of_two_totals(first, start, more, rate, model):
    end = start + more
    lot = learning.lot_time(first, start, end, rate, model)
    before = learning.total_time(first, start - 1, rate, model) if start > 1 else 0
    total = learning.total_time(first, end, rate, model)
    assert lot == pytest.approx(total - before, abs=1e-12 * total + 1e-12)
    longest, shortest = (learning.unit_time(first, unit, rate, model) for unit in (start, end))
    assert shortest * (more + 1) * (1 - 1e-12) <= lot <= longest * (more + 1) * (1 + 1e-12)


@given(firsts, units, rates, models, scales)
def test_times_scale_with_their_unit(first, n, rate, model, scale):
    assert learning.unit_time(scale * first, n, rate, model) == scale * learning.unit_time(
        first, n, rate, model
    )
    assert learning.total_time(scale * first, n, rate, model) == scale * learning.total_time(
        first, n, rate, model
    )


@given(firsts, st.integers(1, 999), st.integers(510, 950).map(lambda n: n / 1000), models)
def test_the_target_is_reached_by_that_unit_and_none_before(first, thousandths, rate, model):
    target = first * max(thousandths / 1000, 0.2)
    found = learning.units_to_reach(first, target, rate, model)
    assert learning.unit_time(first, found, rate, model) <= target * (1 + 1e-11)
    if found > 1:
        assert learning.unit_time(first, found - 1, rate, model) > target


@given(
    st.lists(
        st.tuples(st.integers(1, 500), st.integers(1, 10_000)),
        min_size=2,
        max_size=25,
        unique_by=lambda p: p[0],
    ),
    scales,
    st.randoms(use_true_random=False),
)
def test_a_fit_does_not_depend_on_order_or_unit_of_time(points, scale, random):
    numbers, times = zip(*points)
    found = learning.fit(numbers, times)
    shuffled = random.sample(points, len(points))
    again = learning.fit(*zip(*shuffled))
    assert again.rate == pytest.approx(found.rate, rel=1e-9) and again.first == pytest.approx(
        found.first, rel=1e-9
    )
    scaled = learning.fit(numbers, [scale * time for time in times])
    assert scaled.rate == pytest.approx(found.rate, rel=1e-9)
    assert scaled.first == pytest.approx(scale * found.first, rel=1e-9)
    if found.r_squared is not None:
        assert -1e-9 <= found.r_squared <= 1 + 1e-12


@given(firsts, rates, models, st.integers(2, 60))
def test_a_curve_is_fitted_by_itself(first, rate, model, n):
    numbers = np.arange(1, n + 1)
    found = learning.fit(numbers, learning.unit_time(first, numbers, rate, model), model)
    assert found.rate == pytest.approx(rate, rel=1e-9) and found.first == pytest.approx(first, rel=1e-9)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 900)), min_size=2, max_size=20), scales)
def test_standard_data_scale_and_pass_through_the_means(points, scale):
    sizes, times = (np.array(part, dtype=float) for part in zip(*points))
    if np.ptp(sizes) == 0:
        return
    formula = learning.standard_data(sizes, times)
    assert formula.fixed + formula.each * sizes.mean() == pytest.approx(times.mean(), abs=1e-7)
    scaled = learning.standard_data(sizes, scale * times)
    assert scaled.each == pytest.approx(scale * formula.each, abs=1e-9)
