"""What must hold for all times, not only for those we thought of."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfloor.methods import timestudy

hundredths = st.integers(1, 5_000).map(lambda n: n / 100)
pilots = st.lists(hundredths, min_size=2, max_size=30)
ratings = st.integers(40, 160).map(lambda n: n / 100)
allowances = st.integers(0, 60).map(lambda n: n / 100)
bases = st.sampled_from(["workday", "job"])
# A power of two changes no digit of a binary fraction, so that results scale exactly.
scales = st.sampled_from([2.0, 64.0, 0.25])


@given(pilots, scales, st.sampled_from(["normal", "t"]))
def test_cycles_do_not_depend_on_the_unit(times, scale, distribution):
    scaled = [scale * time for time in times]
    needed = timestudy.cycles_needed(times, distribution=distribution)
    assert timestudy.cycles_needed(scaled, distribution=distribution) == needed


@given(pilots, st.randoms(use_true_random=False))
def test_the_order_of_the_times_does_not_matter(times, random):
    shuffled = random.sample(times, len(times))
    assert timestudy.average_time(shuffled) == pytest.approx(timestudy.average_time(times))
    assert (
        abs(timestudy.cycles_needed(shuffled) - timestudy.cycles_needed(times)) <= 1
    )  # the last bit may tip


@given(pilots)
def test_more_precision_and_more_confidence_never_need_fewer_cycles(times):
    needed = timestudy.cycles_needed(times)
    assert timestudy.cycles_needed(times, precision=0.025) >= needed
    assert timestudy.cycles_needed(times, confidence=0.99) >= needed
    assert timestudy.cycles_needed(times, distribution="t") >= needed


@given(pilots, pilots)
def test_several_elements_need_what_the_worst_one_needs(one, other):
    both = timestudy.cycles_needed({"A": one, "B": other})
    assert both == max(timestudy.cycles_needed(one), timestudy.cycles_needed(other))


@given(hundredths, ratings, allowances, bases)
def test_standard_is_at_least_normal_is_at_least_zero(observed, rating, allowance, basis):
    normal = timestudy.normal_time(observed, rating)
    assert timestudy.standard_time(normal, allowance, basis) >= normal >= 0


@given(hundredths, allowances)
def test_the_same_percentage_of_the_workday_gives_more_than_of_the_job(normal, allowance):
    workday = timestudy.standard_time(normal, allowance, "workday")
    job = timestudy.standard_time(normal, allowance, "job")
    assert workday >= job
    # The workday allowance is a part of the standard time; A / (1 - A) of the job is as much.
    assert workday - normal == pytest.approx(allowance * workday)
    if allowance <= 0.5:
        assert timestudy.standard_time(normal, allowance / (1 - allowance), "job") == pytest.approx(workday)


@given(st.lists(st.integers(1, 300), min_size=1, max_size=40))
def test_readings_give_back_the_times_they_were_added_from(hundredths_each):
    readings, watch = [], 0
    for time in hundredths_each:
        watch += time
        readings.append(watch / 100)
    assert [round(100 * time) for time in timestudy.element_times(readings)] == hundredths_each


@given(st.integers(0, 6_000))
def test_the_clock_and_decimal_minutes_undo_each_other(seconds):
    assert timestudy.decimal_minutes(timestudy.clock(seconds / 60)) == pytest.approx(seconds / 60)
    assert timestudy.decimal_minutes(seconds) == pytest.approx(seconds / 60)


@given(st.floats(0, 1e6))
def test_tmu_there_and_back(tmu):
    assert math.isclose(timestudy.seconds_to_tmu(timestudy.tmu_to_seconds(tmu)), tmu, abs_tol=1e-9)


@given(
    st.dictionaries(st.sampled_from("ABCDE"), st.lists(hundredths, min_size=1, max_size=6), min_size=1),
    ratings,
    allowances,
    bases,
    scales,
)
def test_a_study_scales_with_its_unit_and_adds_up(observations, rating, allowance, basis, scale):
    table = timestudy.study(observations, rating, allowance, basis)
    scaled = {name: [scale * time for time in times] for name, times in observations.items()}
    again = timestudy.study(scaled, rating, allowance, basis)
    total, total_scaled = table["standard"].iloc[-1], again["standard"].iloc[-1]
    assert total_scaled == pytest.approx(scale * total)
    assert total == pytest.approx(table["standard"].iloc[:-1].sum())
    assert total >= table["normal_per_cycle"].iloc[-1] >= 0
    # Foreign elements change nothing.
    assert timestudy.study({**observations, "F": [99.0]}, rating, allowance, basis).equals(table)
