"""What must hold for all times, not only for those we thought of."""

import math

import pandas as pd
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


@given(st.lists(hundredths, min_size=1, max_size=30), scales)
def test_averages_and_normal_and_standard_times_scale_with_their_unit(times, scale):
    average = timestudy.average_time(times)
    assert timestudy.average_time([scale * time for time in times]) == pytest.approx(scale * average)
    assert timestudy.normal_time(scale * average, 1.2) == pytest.approx(
        scale * timestudy.normal_time(average, 1.2)
    )
    assert timestudy.standard_time(scale * average, 0.1) == pytest.approx(
        scale * timestudy.standard_time(average, 0.1)
    )


@given(
    st.lists(st.tuples(st.sampled_from("ABCF"), hundredths, ratings), min_size=1, max_size=40),
    allowances,
    bases,
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_rows_does_not_matter(rows, allowance, basis, random):
    record = pd.DataFrame(rows, columns=["element", "time_min", "rating"])
    if (record["element"] == "F").all():
        return
    shuffled = record.sample(frac=1, random_state=random.randrange(10**6))
    for given_ratings in (1.1, "rating"):
        one, other = (
            timestudy.study(table, given_ratings, allowance, basis).set_index("element").sort_index()
            for table in (record, shuffled)
        )
        pd.testing.assert_frame_equal(one, other)
        assert (one["standard"] >= one["normal_per_cycle"] * (1 - 1e-12)).all() and (
            one["normal_per_cycle"] >= 0
        ).all()


@given(pilots, st.integers(1, 500).map(lambda n: n / 100), scales)
def test_cycles_for_an_absolute_error(times, error, scale):
    needed = timestudy.cycles_needed(times, error=error)
    assert timestudy.cycles_needed([scale * time for time in times], error=scale * error) == needed
    assert timestudy.cycles_needed(times, error=error / 2) >= needed
    # Where nothing but the level of the times changes, an absolute error asks for the same.
    moved = timestudy.cycles_needed([time + 1000 for time in times], error=error)
    assert abs(moved - needed) <= 1 + 1e-9 * needed


rated = st.lists(st.tuples(ratings, ratings), min_size=2, max_size=30)


@given(rated, st.integers(-20, 20).map(lambda n: n / 100), st.randoms(use_true_random=False))
def test_a_constant_on_all_ratings_moves_the_bias_alone(pairs, more, random):
    given_ratings, paces = zip(*pairs)
    found = timestudy.rating_bias(given_ratings, paces)
    moved = timestudy.rating_bias([one + more for one in given_ratings], paces)
    assert moved.bias == pytest.approx(found.bias + more, abs=1e-12)
    assert moved.spread == pytest.approx(found.spread, abs=1e-12)
    assert (moved.slope is None) == (found.slope is None)
    if found.slope is not None:
        assert moved.slope == pytest.approx(found.slope, abs=1e-9)
    shuffled = timestudy.rating_bias(*zip(*random.sample(pairs, len(pairs))))
    assert shuffled.bias == pytest.approx(found.bias, abs=1e-12)
    assert shuffled.spread == pytest.approx(found.spread, abs=1e-12)


@given(st.lists(ratings, min_size=1, max_size=20))
def test_who_is_always_right_has_no_bias_and_no_spread(paces):
    found = timestudy.rating_bias(paces, paces)
    assert found.bias == 0 and found.spread in (0, None) and found.slope in (1, None)


@given(st.integers(0, 6_000), st.integers(0, 59))
def test_hours_minutes_and_seconds(minutes, seconds):
    hours, rest = divmod(minutes, 60)
    shown = f"{hours}:{rest:02d}:{seconds:02d}"
    assert timestudy.decimal_minutes(shown) == pytest.approx(minutes + seconds / 60)
    assert timestudy.clock(timestudy.decimal_minutes(shown)) == f"{minutes}:{seconds:02d}"
