"""What must hold for all tours, not only for those we thought of."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfloor.methods import worksampling

shares = st.integers(1, 99).map(lambda n: n / 100)
margins = st.integers(1, 30).map(lambda n: n / 100)
confidences = st.sampled_from([0.80, 0.90, 0.95, 0.9545, 0.99])
seen_of = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(shares, margins, confidences, st.booleans())
def test_the_size_is_the_smallest_that_reaches_the_margin(p, margin, confidence, relative):
    n = worksampling.sample_size(p, margin, confidence, relative)
    wanted = margin * p if relative else margin
    assert worksampling.margin(p, n, confidence) <= wanted * (1 + 1e-9)
    if n > 1:
        assert worksampling.margin(p, n - 1, confidence) > wanted * (1 - 1e-9)


@given(shares, margins, confidences)
def test_half_is_the_safe_guess_and_both_sides_are_alike(p, margin, confidence):
    n = worksampling.sample_size(p, margin, confidence)
    assert n <= worksampling.sample_size(0.5, margin, confidence)
    assert abs(n - worksampling.sample_size(1 - p, margin, confidence)) <= 1  # the last bit may tip


@given(seen_of, confidences, st.sampled_from(["wilson", "normal", "exact"]))
def test_an_interval_holds_what_was_seen_and_stays_between_0_and_1(seen_n, confidence, method):
    seen, n = seen_n
    low, high = worksampling.interval(seen / n, n, confidence, method)
    assert 0 <= low <= seen / n <= high <= 1
    # The other side of the coin.
    mirrored = worksampling.interval((n - seen) / n, n, confidence, method)
    assert (1 - mirrored.high, 1 - mirrored.low) == pytest.approx((low, high), abs=1e-9)
    wider = worksampling.interval(seen / n, n, 0.995, method)
    assert wider.low <= low + 1e-12 and wider.high >= high - 1e-12


@given(seen_of, shares, confidences)
def test_a_claim_is_believable_exactly_when_it_lies_in_wilsons_interval(seen_n, claim, confidence):
    seen, n = seen_n
    result = worksampling.claim_test(seen, n, claim, confidence)
    if min(abs(claim - result.low), abs(claim - result.high)) > 1e-9:
        assert result.believable == (result.low <= claim <= result.high)
    assert 0 <= result.p_value <= 1
    assert math.copysign(1, result.z) == math.copysign(1, result.observed - claim) or result.z == 0


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from("abcd")), min_size=1, max_size=60), st.randoms())
def test_the_order_of_the_tours_does_not_matter(rows, random):
    tours = pd.DataFrame(rows, columns=["day", "activity"])
    shuffled = tours.sample(frac=1, random_state=random.randrange(10**6))
    one, other = (
        worksampling.proportions(table).set_index("activity").sort_index() for table in (tours, shuffled)
    )
    pd.testing.assert_frame_equal(one, other)
    assert one["proportion"].sum() == pytest.approx(1)
    first = tours["activity"].iloc[0]
    days = worksampling.by_day(tours, first)
    pd.testing.assert_frame_equal(days, worksampling.by_day(shuffled, first))
    assert days["tours"].sum() == len(tours) and days["seen"].sum() == one.loc[first, "tours"]


@given(
    st.integers(30, 600),
    st.integers(1, 20),
    st.integers(1, 6),
    st.integers(),
    st.integers(0, 500),
    st.integers(1, 60),
)
def test_tours_never_leave_the_shift_or_meet_a_break(length, n, apart, seed, pause, pause_length):
    breaks = [(pause, pause + pause_length)] if pause + pause_length < length else []
    worked = length - sum(last - first for first, last in breaks)
    if (n - 1) * apart + 1 > worked:
        with pytest.raises(ValueError, match="do not fit"):
            worksampling.observation_times(length, n, seed, breaks=breaks, apart=apart)
        return
    times = worksampling.observation_times(length, n, seed, breaks=breaks, apart=apart)
    assert len(times) == n and times == sorted(set(times)) and 0 <= times[0] and times[-1] < length
    assert all(later - earlier >= apart for earlier, later in zip(times, times[1:]))
    assert not any(first <= time < last for time in times for first, last in breaks)


@given(
    st.integers(1, 5000), shares, st.integers(50, 150), st.integers(1, 900), st.integers(0, 60),
    st.sampled_from(["workday", "job"]), st.sampled_from([2.0, 64.0, 0.25]),
)  # fmt: skip
def test_standard_times_scale_with_their_unit(minutes, working, rating, pieces, allowance, basis, scale):
    arguments = (working, rating / 100, pieces, allowance / 100, basis)
    standard = worksampling.standard_time_from_sampling(minutes, *arguments)
    assert worksampling.standard_time_from_sampling(scale * minutes, *arguments) == pytest.approx(
        scale * standard
    )
    without = worksampling.standard_time_from_sampling(minutes, working, rating / 100, pieces, 0, basis)
    assert standard >= without > 0
