"""Is it less than before? Weeks, means and counts; and which motor grows."""

import math

import numpy as np
import pandas as pd
import pytest

from shopfloor.methods import oee

WEEKS = [320, 441, 165, 356, 276, 364, 236, 500]


# -- weeks ---------------------------------------------------------------------------------------------------


def test_weeks_without_a_stop_are_there_and_zero():
    stops = pd.DataFrame({"date": ["2026-01-11", "2026-01-05", "2026-01-26"], "minutes": [5, 10, 20]})
    weekly = oee.per_week(stops, "minutes")
    assert weekly.index.strftime("%Y-%m-%d").to_list() == [
        "2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"
    ]  # fmt: skip
    assert weekly.to_list() == [15, 0, 0, 20] and weekly.name == "minutes"
    assert oee.per_week(stops).to_list() == [2, 0, 0, 1]
    named = stops.rename(columns={"date": "day"})
    assert oee.per_week(named, "minutes", date="day").to_list() == [15, 0, 0, 20]


@pytest.mark.parametrize(
    ("table", "options", "words"),
    [
        ([1], {}, "first thing to give is a table"),
        (pd.DataFrame({"day": ["2026-01-05"]}), {}, "no column 'date'"),
        (pd.DataFrame({"date": ["2026-01-05"]}), {"value": "minutes"}, "no column 'minutes'"),
        (pd.DataFrame({"date": []}), {}, "no weeks: the table is empty"),
        (pd.DataFrame({"date": ["soon"]}), {}, "does not hold dates"),
        (pd.DataFrame({"date": [None, "2026-01-05"]}), {}, "no date"),
        (pd.DataFrame({"date": ["2026-01-05"], "minutes": [-1]}), {"value": "minutes"}, "negative"),
    ],
)
def test_per_week_refuses(table, options, words):
    with pytest.raises(ValueError, match=words):
        oee.per_week(table, **options)


def test_a_baseline_says_what_it_can_show():
    found = oee.weeks_needed(WEEKS, 0.30)
    assert found._fields == ("weeks", "mean", "standard_deviation", "detectable", "as_low")
    assert type(found.weeks) is int and type(found.as_low) is int and type(found.mean) is float
    assert found.mean == pytest.approx(np.mean(WEEKS))
    assert found.standard_deviation == pytest.approx(np.std(WEEKS, ddof=1))
    assert found.as_low == sum(week < 0.7 * np.mean(WEEKS) for week in WEEKS) == 1
    # About 2 (1.96 + 0.84)^2 (s / difference)^2, and one week for the t.
    rough = 2 * (1.96 + 0.8416) ** 2 * (found.standard_deviation / (0.3 * found.mean)) ** 2
    assert found.weeks == pytest.approx(rough + 1, abs=1)
    assert oee.weeks_needed(WEEKS, found.detectable + 1e-9).weeks == len(WEEKS)


def test_the_asked_weeks_find_the_reduction_as_often_as_promised():
    # By simulation: of many improvements that are real, so many are found.
    asked = oee.weeks_needed([week + 1000 for week in WEEKS], 0.08, power=0.80)
    rng = np.random.default_rng(1)
    found = [
        oee.before_after(
            rng.normal(asked.mean, asked.standard_deviation, asked.weeks),
            rng.normal(0.92 * asked.mean, asked.standard_deviation, asked.weeks),
        ).believable
        for _ in range(1500)
    ]
    assert np.mean(found) == pytest.approx(0.80, abs=0.035)


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (([320],), {}, "Two weeks or more"),
        (([],), {}, "Two weeks or more"),
        (([300, 300],), {}, "all the same"),
        (([0, 0],), {}, "All weeks are zero"),
        (([1, -1],), {}, "negative"),
        ((320,), {}, "several weekly values"),
        ((WEEKS, 30), {}, "did you mean 0.3"),
        ((WEEKS, 0), {}, "reduction is a fraction"),
        ((WEEKS,), {"power": 80}, "did you mean 0.8"),
        ((WEEKS,), {"confidence": 95}, "did you mean 0.95"),
        ((WEEKS,), {"power": 0.05}, "power must be more than 0.05"),
        ((WEEKS, 1e-6), {}, "hundred thousand weeks"),
    ],
)
def test_weeks_needed_refuses(arguments, options, words):
    with pytest.raises(ValueError, match=words):
        oee.weeks_needed(*arguments, **options)


def test_very_small_and_very_large_reductions():
    assert oee.weeks_needed([99, 101], 0.9).weeks == 2
    assert oee.weeks_needed(WEEKS, 0.02).weeks == pytest.approx(
        2 * 2.8016**2 * (np.std(WEEKS, ddof=1) / (0.02 * np.mean(WEEKS))) ** 2, rel=0.002
    )


# -- before and after ----------------------------------------------------------------------------------------


def test_a_clear_drop_is_believable_and_a_few_lucky_weeks_are_not():
    clear = oee.before_after([300, 310, 290, 305], [200, 190, 210, 205])
    assert clear.believable is True and clear.high < 0 and clear.change == pytest.approx(-100 / 301.25)
    lucky = oee.before_after(WEEKS, [165, 236])
    assert lucky.believable is False and lucky.low < 0 < lucky.high and lucky.change < -0.30
    worse = oee.before_after([200, 190, 210, 205], [300, 310, 290, 305])
    assert worse.believable is True and worse.low > 0  # believable is not good
    assert all(type(part) is float for part in clear[:-1])
    assert repr(clear).startswith("MeanChange(before=301.2, after=201.2, change=-0.332, difference=-100,")


def test_more_confidence_is_a_wider_interval():
    narrow, wide = (oee.before_after(WEEKS, WEEKS[:4], confidence=level) for level in (0.8, 0.99))
    assert wide.low < narrow.low < narrow.high < wide.high


def test_from_nothing_there_is_no_percentage():
    assert math.isnan(oee.before_after([0, 0], [1, 2]).change)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([1], [1, 2]), "Two weeks or more before.*there are 1"),
        (([1, 2], [1]), "Two weeks or more after"),
        (([2, 2], [1, 1]), "do not vary at all"),
        (([1, -2], [1, 2]), "Value before 2 is -2"),
        ((5, [1, 2]), "several value befores|as a list"),
        (([1, None], [1, 2]), "empty"),
    ],
)
def test_before_after_refuses(arguments, words):
    with pytest.raises(ValueError, match=words):
        oee.before_after(*arguments)


def test_counts_over_unequal_times():
    found = oee.rate_before_after(20, 10, 30, 5)
    assert (found.before, found.after, found.change) == (2, 6, pytest.approx(2.0))
    assert found.believable is True and found.low > 0 and found.p_value < 0.001
    assert repr(found).startswith("RateChange(before=2, after=6, change=+2.000,")


def test_none_before_or_none_after():
    none_before = oee.rate_before_after(0, 10, 5, 10)
    assert (none_before.change, none_before.high) == (math.inf, math.inf)
    none_after = oee.rate_before_after(5, 10, 0, 10)
    assert (none_after.change, none_after.low) == (-1, -1) and none_after.high > 0
    assert oee.rate_before_after(9, 10, 0, 10).believable is True


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0, 1, 0, 1), "Nothing was counted"),
        ((1.5, 1, 2, 1), "count before must be a whole number; 1.5"),
        ((-1, 1, 2, 1), "count before must be a whole number, 0 or more"),
        ((1, 0, 2, 1), "time before must be more than 0"),
        ((1, 1, 2, -1), "time after must be more than 0"),
        (("1", 1, 2, 1), "take off the quotes"),
        ((True, 1, 2, 1), "yes-or-no"),
    ],
)
def test_rate_before_after_refuses(arguments, words):
    with pytest.raises(ValueError, match=words):
        oee.rate_before_after(*arguments)


# -- motors --------------------------------------------------------------------------------------------------


def history(levels, readings=4, start="2026-01-01"):
    """A table of readings: motor -> one level a day."""
    rows = []
    for motor, daily in levels.items():
        rng = np.random.default_rng(len(motor))
        for day, level in enumerate(daily):
            for hour in range(readings):
                time = pd.Timestamp(start) + pd.Timedelta(days=day, hours=24 // readings * hour)
                rows.append((f"{time:%Y-%m-%d %H:%M}", motor, level * math.exp(rng.normal(0, 0.04))))
    return pd.DataFrame(rows, columns=["time", "motor", "level"])


def found(table, limit=7.1, **options):
    named = {"time": "time", "motor": "motor", "level": "level"}
    return oee.vibration_trends(table, limit, **named, **options).set_index("motor")


def test_growth_is_told_from_a_step_and_from_a_high_level():
    days = 30
    table = history(
        {
            "grows": [2.0] * 20 + [2 * 1.04**day for day in range(1, 11)],
            "falls": [2.0] * 20 + [2 * 0.96**day for day in range(1, 11)],
            "steps up": [2.0] * 25 + [2.6] * 5,
            "steps down": [2.0] * 25 + [1.5] * 5,
            "high": [6.0] * days,
            "low": [0.5] * days,
        }
    )
    result = found(table)
    assert result["verdict"].to_dict() == {
        "grows": "growing", "falls": "falling", "steps up": "step up", "steps down": "step down",
        "high": "steady", "low": "steady",
    }  # fmt: skip
    grows = result.loc["grows"]
    assert grows["growth_per_day"] == pytest.approx(0.04, abs=0.006)
    assert grows["level"] == pytest.approx(2 * 1.04**10, rel=0.04)
    assert grows["before"] == pytest.approx(2.0, rel=0.02)
    assert grows["days_to_limit"] == pytest.approx(math.log(7.1 / (2 * 1.04**10)) / math.log(1.04), abs=4)
    assert result["days_to_limit"].notna().sum() == 1


def test_without_chance_the_days_are_exact_and_a_flat_line_is_steady():
    times = pd.date_range("2026-01-01", periods=12)
    grows = pd.DataFrame({"time": times, "motor": "A", "level": [2 * 1.05**day for day in range(12)]})
    result = found(pd.concat([grows, grows.assign(motor="B", level=3.0)]))
    assert result["verdict"].to_list() == ["growing", "steady"]
    assert result["level"].to_list() == pytest.approx([2 * 1.05**11, 3.0])
    assert result.loc["A", "days_to_limit"] == pytest.approx(math.log(7.1 / (2 * 1.05**11)) / math.log(1.05))
    assert result["growth_per_day"].to_list() == pytest.approx([0.05, 0])


def test_until_is_as_if_the_rest_were_not_there():
    table = history({"M": [2.0] * 20 + [2 * 1.05**day for day in range(1, 21)]})
    assert found(table, until="2026-01-20")["verdict"].iloc[0] == "steady"
    early, late = found(table, until="2026-01-30"), found(table)
    assert early["verdict"].iloc[0] == late["verdict"].iloc[0] == "growing"
    assert early["days_to_limit"].iloc[0] > late["days_to_limit"].iloc[0]
    cut = table[pd.to_datetime(table["time"]) < "2026-01-31"]
    pd.testing.assert_frame_equal(found(cut), early)


def test_standing_hours_do_not_count():
    table = history({"M": [2.0] * 20})
    weekend = pd.to_datetime(table["time"]).dt.day.isin([17, 18, 20])
    table.loc[weekend, "level"] = 0.04
    result = found(table)
    assert result["verdict"].iloc[0] == "steady" and result["level"].iloc[0] > 1.8


def test_a_standing_motor_has_too_few_days():
    table = history({"M": [2.0] * 20, "N": [2.0] * 12})
    result = found(table)
    assert result.loc["N", "verdict"] == "too few days" and result.loc["M", "verdict"] == "steady"


def test_empty_readings_and_two_formats_of_the_time():
    table = history({"M": [2 * 1.05**day for day in range(14)]})
    table.loc[::7, "level"] = np.nan
    us = pd.to_datetime(table["time"]).dt.strftime("%m/%d/%Y %I:%M %p")
    mixed = table.assign(time=table["time"].where(table.index < 30, us))
    pd.testing.assert_frame_equal(found(mixed), found(table))
    assert found(table)["verdict"].iloc[0] == "growing"


def test_a_limit_for_each_motor():
    table = history({"A": [1.05**day for day in range(12)], "B": [1.05**day for day in range(12)]})
    result = found(table, limit={"A": 2.0, "B": 1.0})
    assert result.loc["A", "days_to_limit"] > 0 == result.loc["B", "days_to_limit"]
    with pytest.raises(ValueError, match="no limit for motor B: there are limits for A"):
        found(table, limit={"A": 2.0})


def test_false_alarms_are_rare():
    rng = np.random.default_rng(5)
    alarms = 0
    for _ in range(60):
        levels = 2 * np.exp(rng.normal(0, 0.03, 10))
        table = pd.DataFrame({"time": pd.date_range("2026-01-01", periods=10), "motor": "M", "level": levels})
        alarms += found(table)["verdict"].iloc[0] in ("growing", "falling")
    assert alarms <= 1


@pytest.mark.parametrize(
    ("table", "options", "words"),
    [
        ("x", {}, "table of readings; str"),
        (history({"M": [1.0] * 6}).drop(columns="motor"), {}, "no column 'motor'"),
        (history({"M": [1.0] * 6}).assign(level=np.nan), {}, "no readings: the table is empty"),
        (history({"M": [1.0] * 6}).assign(time="soon"), {}, "be read as a date"),
        (history({"M": [1.0] * 6}).assign(time=None), {}, "no time"),
        (history({"M": [1.0] * 6}).assign(level=-1.0), {}, "negative"),
        (
            history({"M": [1.0] * 6}),
            {"until": "2025-12-01"},
            "no readings up to 2025-12-01: the first is of 2026",
        ),
        (history({"M": [1.0] * 6}), {"until": "soon"}, "be read as a date"),
        (history({"M": [1.0] * 6}), {"days": 4}, "5 whole days or more; 4"),
        (history({"M": [1.0] * 6}), {"days": 7.5}, "whole days"),
        (history({"M": [1.0] * 6}), {"limit": 0}, "limit must be more than 0"),
    ],
)
def test_vibration_trends_refuse(table, options, words):
    with pytest.raises(ValueError, match=words):
        found(table, **options)


def test_days_to_limit_when_it_is_reached_already():
    assert oee.days_to_limit([0, 1, 2], [2, 4, 8], 5).days_left == 0


def test_days_to_limit_with_an_unclear_slope_may_be_never():
    result = oee.days_to_limit([0, 1, 2, 3], [2.0, 2.4, 1.9, 2.3], 4.5)
    assert result.high == math.inf and 0 < result.low < result.days_left


def test_days_to_limit_of_two_points_has_no_interval():
    result = oee.days_to_limit([0, 10], [2, 3], 4.5)
    assert math.isnan(result.low) and math.isnan(result.high) and result.days_left == pytest.approx(10)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([0, 1], [2, 2], 4), "does not grow"),
        (([0, 1], [3, 2], 4), "does not grow"),
        (([0, 1, 2], [2, 3], 4), "3 days but 2 levels"),
        (([0, 0], [2, 3], 4), "Two different days"),
        (([0, 1], [0, 3], 4), "standing machine"),
        (([0, 1], [2, -3], 4), "negative"),
        (([0, 1], [2, 3], 0), "limit must be more than 0"),
        (([0, 1], [2, 3], "4"), "take off the quotes"),
        ((["a", 1], [2, 3], 4), "Day 1 is text"),
    ],
)
def test_days_to_limit_refuses(arguments, words):
    with pytest.raises(ValueError, match=words):
        oee.days_to_limit(*arguments)
