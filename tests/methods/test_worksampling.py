"""Work sampling: what comes back, and what is refused in words."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import quality, worksampling

TOURS = pd.DataFrame(
    {
        "day": [1, 1, 1, 2, 2, 3],
        "activity": ["repair", "walk", "repair", "wait", "walk", "walk"],
    }
)


def minute(clock):
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def test_importing_it_is_cheap():
    code = (
        "import sys, shopfloor.methods.worksampling as w\n"
        "w.claim_test(5, 20, 0.3), w.interval(0.5, 10)\n"
        "print([name for name in ('scipy', 'matplotlib') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert (run.stdout.strip(), run.stderr) == ("[]", "")


# -- how many, how sure -------------------------------------------------------------------------------------


def test_sample_size_is_a_whole_number_rounded_up():
    # 1.96^2 x 0.25 x 0.75 / 0.03^2 = 800.3
    assert worksampling.sample_size(0.25, 0.03) == 801
    assert type(worksampling.sample_size(0.25, 0.03)) is int
    assert worksampling.sample_size(0.01, 0.9) == 1


def test_a_whole_number_is_not_rounded_up_by_the_last_bit():
    # z^2 x 0.25 / margin^2 = 400 where the margin is z / 40.
    from statistics import NormalDist

    z = NormalDist().inv_cdf(0.975)
    assert worksampling.sample_size(0.5, z / 40) == 400


def test_relative_means_of_p():
    assert worksampling.sample_size(0.25, 0.12, relative=True) == worksampling.sample_size(0.25, 0.03)
    assert worksampling.sample_size(0.04, 0.05, relative=True) > 10 * worksampling.sample_size(0.04, 0.05)


def test_margin_of_one_and_of_several():
    assert type(worksampling.margin(np.float64(0.2), np.int64(50))) is float
    seen = pd.Series([0.2, 0.5], index=["walk", "wait"])
    margins = worksampling.margin(seen, 100)
    assert list(margins.index) == ["walk", "wait"]
    assert margins["wait"] == pytest.approx(0.098, abs=1e-4)
    assert list(worksampling.margin([0.5, 0.5], [100, 400])) == pytest.approx([0.098, 0.049], abs=1e-4)
    assert list(worksampling.margin(0.5, [100, 400])) == pytest.approx([0.098, 0.049], abs=1e-4)
    assert worksampling.margin(0.5, pd.Series([100], index=["mon"])).index.tolist() == ["mon"]


def test_margin_is_nothing_at_the_ends_and_the_interval_is_not():
    assert worksampling.margin(0, 20) == 0 == worksampling.margin(1, 20)
    assert worksampling.interval(0, 20).high > 0.15 and worksampling.interval(1, 20).low < 0.85
    assert worksampling.interval(0, 20).low == 0 and worksampling.interval(1, 20).high == 1


@pytest.mark.parametrize("method", ["wilson", "exact"])
def test_no_dust_at_0_and_1(method):
    for n in range(1, 300, 1 if method == "wilson" else 20):
        assert worksampling.interval(0, n, method=method).low == 0
        assert worksampling.interval(1, n, method=method).high == 1


def test_interval_unpacks_and_reads_well():
    low, high = worksampling.interval(0.25, 100)
    assert low < 0.25 < high
    assert repr(worksampling.interval(0.25, 100)) == "Interval(low=0.1755, high=0.3430)"


def test_the_normal_interval_is_cut_at_0_and_1():
    assert worksampling.interval(0.02, 20, method="normal").low == 0
    assert worksampling.interval(0.98, 20, method="normal").high == 1
    low, high = worksampling.interval(0.5, 100, method="normal")
    assert high - 0.5 == pytest.approx(worksampling.margin(0.5, 100)) == pytest.approx(0.5 - low)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: worksampling.sample_size(25, 0.03), "proportion p .*did you mean 0.25"),
        (lambda: worksampling.sample_size(0, 0.03), "nothing to sample"),
        (lambda: worksampling.sample_size(1.0, 0.03), "nothing to sample"),
        (lambda: worksampling.sample_size(-0.1, 0.03), "between 0 and 1"),
        (lambda: worksampling.sample_size(True, 0.03), "yes-or-no"),
        (lambda: worksampling.sample_size(float("nan"), 0.03), "empty"),
        (lambda: worksampling.sample_size("0.2", 0.03), "take off the quotes"),
        (lambda: worksampling.sample_size(None, 0.03), "empty"),
        (lambda: worksampling.sample_size(0.2, 3), "margin .*did you mean 0.03"),
        (lambda: worksampling.sample_size(0.2, 0), "margin .*between 0 and 1"),
        (lambda: worksampling.sample_size(0.2, 0.03, 95), "confidence .*did you mean 0.95"),
        (lambda: worksampling.sample_size(0.2, 0.03, 1), "confidence"),
        (lambda: worksampling.sample_size(0.2, 0.03, relative="yes"), "relative is True"),
        (lambda: worksampling.margin(25, 100), "did you mean 0.25"),
        (lambda: worksampling.margin(250, 100), "between 0 and 1"),
        (lambda: worksampling.margin(-0.1, 100), "cannot be negative"),
        (lambda: worksampling.margin([0.2, 1.2], 100), "did you mean 0.012"),
        (lambda: worksampling.margin(0.25, 0), "whole number, 1 or more"),
        (lambda: worksampling.margin(0.25, 10.5), "whole number"),
        (lambda: worksampling.margin(0.25, -3), "whole number|negative"),
        (lambda: worksampling.margin([0.2, 0.3], [10]), "2 proportions but 1 number"),
        (lambda: worksampling.margin([], 10, 2), "confidence"),
        (lambda: worksampling.interval(0.25, 100, method="wald"), '"wilson", "normal" or "exact"'),
        (lambda: worksampling.interval(0.25, 0), "whole number"),
        (lambda: worksampling.interval(0.123, 10, method="exact"), "would be 1.23 tours"),
        (lambda: worksampling.interval(0.25, 100, 95), "did you mean 0.95"),
    ],
)
def test_impossible_sizes_and_margins_are_answered_in_words(call, words):
    with pytest.raises(ValueError, match=words) as caught:
        call()
    assert "\n" not in str(caught.value)


# -- is a claim believable? ---------------------------------------------------------------------------------


def test_a_tidy_day_is_refuted_and_few_tours_refute_nothing():
    result = worksampling.claim_test(seen=30, n=353, claim=1 / 3)
    assert not result.believable and result.high < 1 / 3 and result.z < -9
    assert 0 < result.p_value < 1e-20  # not rounded to nothing
    assert worksampling.claim_test(seen=1, n=4, claim=1 / 3).believable


def test_claim_of_the_career_page_by_the_courses_tours():
    # The page gives each kind of work a third of the day.
    table = worksampling.proportions(load("worksampling/tours"), groups=load("worksampling/activities"))
    rows = table.set_index("group")
    assert rows["tours"].sum() == 353
    data = rows.loc["data and improvement", "tours"]
    assert not worksampling.claim_test(data, 353, 1 / 3).believable
    assert rows.loc["none of the page's", "low"] > 0.15


def test_exact_and_normal_agree_where_there_are_many_tours():
    normal = worksampling.claim_test(180, 400, 0.5)
    exact = worksampling.claim_test(180, 400, 0.5, method="exact")
    assert exact.p_value == pytest.approx(normal.p_value, abs=0.006)
    assert normal.z == exact.z == pytest.approx(-2)
    assert not normal.believable


def test_plain_types_and_a_readable_answer():
    result = worksampling.claim_test(np.int64(26), 200, np.float64(0.10))
    assert [type(value) for value in result] == [float] * 6 + [bool]
    assert repr(result).startswith("Claim(observed=0.1300, claim=0.1, z=1.41")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (dict(seen=5, n=3, claim=0.5), "seen in 5 of 3 tours"),
        (dict(seen=-1, n=3, claim=0.5), "0 or more"),
        (dict(seen=1.5, n=3, claim=0.5), "whole number"),
        (dict(seen=1, n=0, claim=0.5), "1 or more"),
        (dict(seen=1, n=3, claim=33), "did you mean 0.33"),
        (dict(seen=1, n=3, claim=0), "Never"),
        (dict(seen=1, n=3, claim=1), "Always"),
        (dict(seen=1, n=3, claim=0.5, confidence=95), "did you mean 0.95"),
        (dict(seen=1, n=3, claim=0.5, method="wilson"), '"normal" or "exact"'),
        (dict(seen="1", n=3, claim=0.5), "take off the quotes"),
        (dict(seen=1, n=float("inf"), claim=0.5), "infinite"),
    ],
)
def test_impossible_claims_are_answered_in_words(arguments, words):
    with pytest.raises(ValueError, match=words):
        worksampling.claim_test(**arguments)


# -- proportions and days -----------------------------------------------------------------------------------


def test_proportions_most_frequent_first_and_ties_as_they_came():
    table = worksampling.proportions(TOURS)
    assert list(table.columns) == ["activity", "tours", "proportion", "margin", "low", "high"]
    assert list(table["activity"]) == ["walk", "repair", "wait"]
    assert list(table["tours"]) == [3, 2, 1]
    assert table["proportion"].sum() == pytest.approx(1)
    assert table["margin"].iloc[0] == pytest.approx(worksampling.margin(0.5, 6))
    assert tuple(table.loc[2, ["low", "high"]]) == pytest.approx(worksampling.interval(1 / 6, 6))


def test_ties_stay_in_the_order_in_which_they_were_seen():
    assert list(worksampling.proportions(["walk", "repair", "assemble"])["activity"]) == [
        "walk",
        "repair",
        "assemble",
    ]


def test_proportions_of_a_column_a_category_or_a_list():
    by_table = worksampling.proportions(TOURS)
    category = TOURS.astype({"activity": pd.CategoricalDtype(["wait", "walk", "repair", "never seen"])})
    pd.testing.assert_frame_equal(worksampling.proportions(category), by_table)
    pd.testing.assert_frame_equal(worksampling.proportions(TOURS["activity"]), by_table)
    pd.testing.assert_frame_equal(worksampling.proportions(list(TOURS["activity"])), by_table)
    assert list(worksampling.proportions(TOURS, "day")["day"]) == [1, 2, 3]


def test_proportions_at_another_confidence():
    narrow, wide = (worksampling.proportions(TOURS, confidence=c) for c in (0.80, 0.99))
    assert (wide["margin"] > narrow["margin"]).all() and (wide["high"] > narrow["high"]).all()


def test_proportions_of_groups():
    groups = {"repair": "work", "walk": "way", "wait": "way", "lunch": "none"}
    table = worksampling.proportions(TOURS, groups=groups)
    assert table[["group", "tours"]].to_dict("list") == {"group": ["way", "work"], "tours": [4, 2]}
    as_table = pd.DataFrame({"activity": list(groups), "group": list(groups.values())})
    pd.testing.assert_frame_equal(worksampling.proportions(TOURS, groups=as_table), table)


def test_proportions_of_the_courses_tours():
    table = worksampling.proportions(load("worksampling/line_tours"))
    assert table["tours"].sum() == 240 and len(table) == 7
    assert ((table["low"] < table["proportion"]) & (table["proportion"] < table["high"])).all()


def test_by_day():
    days = worksampling.by_day(TOURS, "walk")
    assert days.index.tolist() == [1, 2, 3] and days.index.name == "day"
    assert days["seen"].tolist() == [1, 1, 1] and days["tours"].tolist() == [3, 2, 1]
    assert days["proportion"].tolist() == pytest.approx([1 / 3, 1 / 2, 1])
    together = worksampling.by_day(TOURS, ["walk", "wait"])
    assert together["seen"].tolist() == [1, 2, 1]


def test_the_broken_day_of_the_courses_tours_is_outside_the_p_chart():
    days = worksampling.by_day(load("worksampling/tours"), ["fault finding", "repair"])
    assert days["tours"].sum() == 353
    chart = quality.p_chart(days["seen"], days["tours"])
    assert list(chart.out_of_control) == [7]
    assert float(chart.centre) == pytest.approx(days["seen"].sum() / 353)


def test_the_readers_tables_are_not_changed():
    before, groups = TOURS.copy(deep=True), load("worksampling/activities")
    tours, kept = load("worksampling/tours"), load("worksampling/tours")
    worksampling.proportions(TOURS)
    worksampling.by_day(TOURS, ["walk"])
    worksampling.proportions(tours, groups=groups)
    pd.testing.assert_frame_equal(TOURS, before)
    pd.testing.assert_frame_equal(tours, kept)
    pd.testing.assert_frame_equal(groups, load("worksampling/activities"))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: worksampling.proportions(TOURS, "task"),
            "no column 'task' in this table: it has day and activity",
        ),
        (lambda: worksampling.proportions(TOURS, ["activity"]), "name of a column in quotes"),
        (lambda: worksampling.proportions(TOURS.head(0)), "table is empty"),
        (lambda: worksampling.proportions([]), "is empty"),
        (lambda: worksampling.proportions(5), "Give a table of tours"),
        (lambda: worksampling.proportions("walk"), "Give a table of tours"),
        (lambda: worksampling.proportions(["walk", None, " "]), "2 of the tours do not say"),
        (lambda: worksampling.proportions(TOURS, confidence=95), "did you mean 0.95"),
        (
            lambda: worksampling.proportions(TOURS, groups={"walk": "way"}),
            "No group is given for repair and wait",
        ),
        (lambda: worksampling.proportions(TOURS, groups="way"), "as a dictionary, or as a table"),
        (lambda: worksampling.proportions(TOURS, groups=TOURS), "no column 'group'"),
        (
            lambda: worksampling.proportions(
                TOURS, groups=pd.DataFrame({"activity": ["walk", "walk"], "group": ["a", "b"]})
            ),
            "'walk' twice",
        ),
        (lambda: worksampling.by_day(TOURS, "sleep"), "No tour saw 'sleep': there are repair, walk and wait"),
        (lambda: worksampling.by_day(TOURS, []), "empty list"),
        (lambda: worksampling.by_day(TOURS, "walk", day="week"), "no column 'week'"),
        (lambda: worksampling.by_day([1], "walk"), "first thing to give is a table"),
        (
            lambda: worksampling.by_day(TOURS.assign(day=[1, 1, 1, 2, 2, None]), "walk"),
            "1 of the tours have no day",
        ),
    ],
)
def test_tables_that_say_too_little_are_refused_in_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()


# -- the standard time --------------------------------------------------------------------------------------


def test_standard_time_from_sampling_in_both_conventions():
    # 480 min x 0.75 x 1.10 / 120 = 3.30 min
    workday = worksampling.standard_time_from_sampling(480, 0.75, 1.10, 120, 0.12)
    job = worksampling.standard_time_from_sampling(480, 0.75, 1.10, 120, 0.12, basis="job")
    assert workday == pytest.approx(3.30 / 0.88) and job == pytest.approx(3.30 * 1.12)
    assert type(workday) is float
    assert worksampling.standard_time_from_sampling(480, 1, 1, 480, 0) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (dict(study_time=0), "study time must be more than 0"),
        (dict(study_time=-480), "study time must be more than 0"),
        (dict(working=75), "did you mean 0.75"),
        (dict(working=0), "proportion working"),
        (dict(working=-0.5), "proportion working"),
        (dict(working=250), "proportion working"),
        (dict(rating=110), "did you mean 1.10"),
        (dict(rating=0), "more than 0"),
        (dict(pieces=0), "number of pieces"),
        (dict(pieces=12.5), "number of pieces"),
        (dict(allowance=12), "did you mean 0.12"),
        (dict(allowance=1), "no time to work"),
        (dict(basis="day"), '"workday" or "job"'),
        (dict(pieces=True), "yes-or-no"),
        (dict(working=float("nan")), "empty"),
    ],
)
def test_impossible_studies_are_refused_in_words(change, words):
    good = dict(study_time=480, working=0.75, rating=1.1, pieces=120, allowance=0.12)
    with pytest.raises(ValueError, match=words):
        worksampling.standard_time_from_sampling(**(good | change))


# -- when to look -------------------------------------------------------------------------------------------


def test_the_same_seed_gives_these_times_on_every_machine():
    # Pinned: Python promises that random.Random(text).random() never changes.
    shift, pause = ("06:00", "14:30"), ("10:00", "10:30")
    assert worksampling.observation_times(shift, 6, seed=2026, breaks=pause, apart=5) == [
        "06:51", "10:40", "12:47", "12:52", "13:50", "14:17",
    ]  # fmt: skip
    assert worksampling.observation_times(480, 4, seed="ana") == [17, 64, 165, 438]


def test_the_seed_decides():
    once, again, other = (worksampling.observation_times(480, 20, seed=s) for s in (1, 1, 2))
    assert once == again != other
    assert (
        worksampling.observation_times(480, 20, seed="1")
        == once
        == worksampling.observation_times(480, 20, " 1 ")
    )
    assert worksampling.observation_times(480, 20, seed=np.int64(1)) == once
    assert worksampling.observation_times(480, 20, seed=-1) != once


def test_times_keep_to_the_shift_the_breaks_and_the_gap():
    breaks = [("09:00", "09:15"), ("12:00", "12:30")]
    for seed in range(60):
        times = worksampling.observation_times(("07:00", "15:30"), 30, seed, breaks=breaks, apart=4)
        minutes = [minute(time) for time in times]
        assert len(times) == 30 and minutes == sorted(minutes)
        assert min(minutes) >= 420 and max(minutes) < 930
        assert not any(540 <= one < 555 or 720 <= one < 750 for one in minutes)
        assert min(np.diff(minutes)) >= 4


def test_every_minute_is_as_likely_as_any_other():
    counts = np.zeros(60)
    for seed in range(4000):
        for one in worksampling.observation_times(60, 6, seed, breaks=(30, 40)):
            counts[one] += 1
    assert (counts[30:40] == 0).all()
    worked = np.delete(counts, range(30, 40))
    # 4000 x 6 / 50 = 480 a minute; chi-square with 49 degrees of freedom is below 85 in 999 of 1000 cases.
    assert worked.sum() == 24000 and ((worked - 480) ** 2 / 480).sum() < 85


def test_as_many_as_fit_and_not_one_more():
    assert worksampling.observation_times(10, 10, seed=1) == list(range(10))
    assert worksampling.observation_times(10, 4, seed=1, apart=3) == [0, 3, 6, 9]
    with pytest.raises(
        ValueError, match="5 tours at least 3 min apart do not fit into 10 working minutes: 4 do"
    ):
        worksampling.observation_times(10, 5, seed=1, apart=3)


def test_a_night_shift_runs_past_midnight():
    times = worksampling.observation_times(("22:00", "06:00"), 40, 5, breaks=("01:30", "02:00"), apart=3)
    minutes = [(minute(time) - 22 * 60) % 1440 for time in times]
    assert minutes == sorted(minutes) and max(minutes) < 480
    assert not any(210 <= one < 240 for one in minutes)
    across = worksampling.observation_times(("22:00", "06:00"), 400, 5, breaks=("23:45", "00:15"))
    assert "23:44" in across and "23:45" not in across and "00:14" not in across
    assert worksampling.observation_times(("16:00", "24:00"), 480, 1)[-1] == "23:59"


def test_minutes_in_minutes_out():
    times = worksampling.observation_times((360, 840), 10, seed=3, breaks=[(600, 630)])
    assert all(type(one) is int and 360 <= one < 840 and not 600 <= one < 630 for one in times)
    clock = worksampling.observation_times(("06:00", "14:00"), 10, seed=3, breaks=[("10:00", "10:30")])
    assert [minute(time) for time in clock] == times


def test_a_schedule_of_days():
    breaks = [("12:30", "13:00")]
    table = worksampling.tour_schedule(("09:00", "18:00"), 36, 10, seed=4, breaks=breaks, apart=4)
    assert list(table.columns) == ["tour", "day", "time"] and len(table) == 360
    assert table["tour"].tolist() == list(range(1, 361))
    assert table.groupby("day").size().tolist() == [36] * 10
    days = {day: tuple(rows["time"]) for day, rows in table.groupby("day")}
    assert len(set(days.values())) == 10  # each day has times of its own
    again = worksampling.tour_schedule(("09:00", "18:00"), 36, 3, seed=4, breaks=breaks, apart=4)
    assert tuple(again.loc[again["day"] == 3, "time"]) == days[3]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (dict(shift="06:00"), "start and end"),
        (dict(shift=("06:00", "14:00", "15:00")), "start and end"),
        (dict(shift=("06:00", 840)), "in the same way"),
        (dict(shift=("6 am", "2 pm")), "'6 am' is not a time of day"),
        (dict(shift=("06:75", "14:00")), "not a time of day"),
        (dict(shift=("06:00", "25:00")), "not a time of day"),
        (dict(shift=(840, 360)), "ends at minute 360, which is not after"),
        (dict(shift=(0.5, 10)), "whole minute"),
        (dict(shift=0), "length of the shift"),
        (dict(shift=-480), "length of the shift"),
        (dict(shift=100_000), "longer than a week"),
        (dict(shift=True), "yes-or-no"),
        (dict(shift=None), "empty"),
        (dict(n=0), "number of tours is a whole number"),
        (dict(n=2.5), "number of tours"),
        (dict(n="5"), "take off the quotes"),
        (dict(apart=0), "gap between tours"),
        (dict(apart=2.5), "gap between tours"),
        (dict(seed=None), "seed is a whole number or a text"),
        (dict(seed=1.5), "seed is a whole number or a text"),
        (dict(seed=True), "seed is a whole number or a text"),
        (dict(seed=" "), "seed is a whole number or a text"),
        (dict(breaks="10:00"), "as its start and end"),
        (dict(breaks=[("10:00",)]), "break as its start and end"),
        (dict(breaks=[(600, 630)]), "as the shift is written"),
        (
            dict(breaks=("05:00", "05:30")),
            "break from 05:00 to 05:30 does not lie within the shift from 06:00",
        ),
        (dict(breaks=("13:50", "14:10")), "does not lie within"),
        (dict(breaks=("06:00", "14:00")), "no working time"),
        (dict(n=500), "500 tours .* do not fit into 480 working minutes: 480 do"),
    ],
)
def test_impossible_schedules_are_refused_in_words(arguments, words):
    with pytest.raises(ValueError, match=words):
        worksampling.observation_times(**(dict(shift=("06:00", "14:00"), n=5, seed=1) | arguments))


def test_a_schedule_needs_a_day():
    with pytest.raises(ValueError, match="number of days"):
        worksampling.tour_schedule(480, 5, 0, seed=1)
