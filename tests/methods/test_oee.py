"""OEE of a shift, mean times, what time is worth: what comes back, and what is refused in words."""

import math
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import shopfloor.methods
from shopfloor.methods import oee


def test_the_name_is_always_the_module():
    assert shopfloor.methods.oee is sys.modules["shopfloor.methods.oee"]
    assert callable(shopfloor.methods.oee.oee)


def test_every_public_name_is_there_and_says_what_it_answers():
    for name in oee.__all__:
        public = getattr(oee, name)
        if callable(public) and not isinstance(public, type):
            assert public.__doc__.split("\n")[0].endswith("?") or "?" in public.__doc__[:220], name


def test_importing_the_module_is_cheap():
    code = (
        "import sys\nfrom shopfloor.methods import oee\n"
        "oee.oee(420, 47, 1 / 60, 19271, 18848)\n"
        "print([name for name in ('scipy', 'matplotlib') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout.strip(), run.stderr) == ("[]", "")


# -- one shift -----------------------------------------------------------------------------------------------


def test_the_result_has_names_and_an_order():
    result = oee.oee(500, 100, 0.5, 600, 540)
    assert result._fields == ("availability", "performance", "quality", "oee")
    assert tuple(result) == pytest.approx((0.8, 0.75, 0.9, 0.54))
    assert all(type(part) is float for part in result)
    assert repr(result) == "OEE(availability=0.8000, performance=0.7500, quality=0.9000, oee=0.5400)"
    assert result.note == ""


def test_numbers_of_any_type():
    plain = oee.oee(500, 100, 0.5, 600, 540)
    assert (
        oee.oee(np.int64(500), np.float32(100), Fraction(1, 2), np.int16(600), pd.Series([540])[0]) == plain
    )


def test_arguments_by_name():
    assert oee.oee(planned=500, downtime=100, ideal_cycle_time=0.5, total=600, good=540).oee == 0.54


def test_no_downtime_and_no_reject():
    assert tuple(oee.oee(480, 0, 1, 480, 480)) == (1, 1, 1, 1)


def test_no_good_piece_is_an_oee_of_zero():
    assert tuple(oee.oee(480, 0, 1, 240, 0)) == (1, 0.5, 0, 0)


def test_performance_above_one_is_kept_and_said():
    result = oee.oee(480, 0, 1, 600, 600)
    assert result.performance == 1.25 and result.oee == 1.25
    assert "the ideal cycle time is longer than this machine needs" in result.note
    assert result.note in repr(result)


def test_a_hair_above_one_is_dust_and_no_doubt():
    result = oee.oee(0.3, 0.0, 0.1, 3, 3)
    assert result.performance > 1 and result.note == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0, 0, 1, 1, 1), "planned time must be more than 0"),
        ((-480, 0, 1, 1, 1), "planned time must be more than 0; -480"),
        ((480, -1, 1, 1, 1), "downtime cannot be negative; -1"),
        ((480, 481, 1, 1, 1), r"downtime \(481\) is more than the planned time \(480\)"),
        ((480, 0, 0, 1, 1), "ideal cycle time must be more than 0"),
        ((480, 0, -1, 1, 1), "ideal cycle time must be more than 0"),
        ((480, 0, 1, -5, 1), "number of pieces in all cannot be negative"),
        ((480, 0, 1, 5, -1), "number of good pieces cannot be negative"),
        (
            (480, 0, 1, 19271, 19272),
            r"more good pieces \(19,272\) than pieces in all \(19,271\): were the two",
        ),
        ((480, 480, 1, 0, 0), "stood all the planned time: its OEE is 0"),
        ((480, 480, 1, 7, 7), "stood all the planned time, and yet 7 pieces"),
        ((480, 0, 1, 0, 0), "No piece was made: the OEE is 0"),
        ((420, 47, 1.0, 19271, 18848), "52 times its ideal speed.*in minutes: did you mean 0.01667"),
        (("480", 0, 1, 1, 1), "planned time is text, '480': take off the quotes"),
        ((480, "none", 1, 1, 1), "downtime is text, 'none': give a number"),
        ((480, None, 1, 1, 1), "downtime is empty"),
        ((480, 0, float("nan"), 1, 1), "ideal cycle time is empty"),
        ((480, 0, 1, float("inf"), 1), "infinite"),
        ((True, 0, 1, 1, 1), "yes-or-no"),
        ((480, 0, 1, ..., 1), "empty"),
        (({"a": 1}, 0, 1, 1, 1), "a dictionary"),
    ],
)
def test_oee_refuses(arguments, words):
    with pytest.raises(ValueError, match=words) as problem:
        oee.oee(*arguments)
    assert "\n" not in str(problem.value)


def test_nineteen_times_the_ideal_speed_is_a_wrong_cycle_and_twenty_a_wrong_unit():
    assert oee.oee(100, 0, 1, 1999, 1999).performance == 19.99
    with pytest.raises(ValueError, match="not in the same unit"):
        oee.oee(100, 0, 1, 2000, 2000)


# -- columns -------------------------------------------------------------------------------------------------


def test_columns_stay_columns():
    shifts = pd.DataFrame({"planned": [500, 400], "down": [100, 0], "all": [600, 400], "ok": [540, 400]})
    shifts.index = ["early", "late"]
    result = oee.oee(shifts["planned"], shifts["down"], 0.5, shifts["all"], shifts["ok"])
    assert result.oee.to_dict() == pytest.approx({"early": 0.54, "late": 0.5})
    assert result.availability.to_dict() == pytest.approx({"early": 0.8, "late": 1.0})
    assert result.note == ""
    as_lists = oee.oee([500, 400], [100, 0], 0.5, [600, 400], [540, 400])
    assert isinstance(as_lists.oee, np.ndarray) and as_lists.oee.tolist() == pytest.approx([0.54, 0.5])
    assert "oee=array" in repr(as_lists)


def test_columns_say_when_one_row_is_too_fast():
    assert "performance above 1" in oee.oee(100, 0, 1, [90, 110], [90, 110]).note


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([480, 480], 0, 1, [1, 2, 3], 1), r"not as long as each other \(2 and 3 rows\)"),
        (([480, 480], 0, 1, [480, 400], [480, 401]), r"Row 2: There are more good pieces \(401\)"),
        ((pd.Series([480, 480], index=[7, 8]), 0, 1, [480, 0], 0), "Row 8: No piece was made"),
        ((pd.Series([480], index=[1]), 0, 1, pd.Series([480], index=[2]), 1), "different rows"),
        (([480, None], 0, 1, 480, 480), "Planned time 2 is empty"),
        (([[480]], 0, 1, 480, 480), "not one number|not a number"),
        ((pd.DataFrame({"a": [1]}), 0, 1, 1, 1), "a whole table"),
    ],
)
def test_columns_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        oee.oee(*arguments)


def test_inputs_are_not_changed():
    planned = pd.Series([500.0, 400.0])
    before = planned.copy()
    oee.oee(planned, 0, 0.5, 100, 90)
    pd.testing.assert_series_equal(planned, before)


# -- TEEP ----------------------------------------------------------------------------------------------------


def test_teep_takes_a_number_or_a_result():
    result = oee.oee(480, 0, 1, 360, 360)
    assert oee.teep(result, 480, 1440) == oee.teep(0.75, 480, 1440) == 0.25


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((75, 480, 1440), "did you mean 0.75"),
        ((0.75, 480, 24), r"More time was planned \(480\) than there is in the calendar \(24\)"),
        ((0.75, 0, 24), "planned time must be more than 0"),
        ((-0.1, 1, 24), "OEE cannot be negative"),
        (("0.75", 1, 24), "take off the quotes"),
    ],
)
def test_teep_refuses(arguments, words):
    with pytest.raises(ValueError, match=words):
        oee.teep(*arguments)


# -- MTBF and MTTR -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mean", [oee.mtbf, oee.mttr])
def test_mean_times_from_a_sum_or_from_a_list(mean):
    assert mean(600, 4) == mean([100, 200, 100, 200]) == mean(pd.Series([100, 200, 100, 200])) == 150.0
    assert mean([100, 200, 100, 200], 4) == 150.0
    assert type(mean(np.int64(600), np.int32(4))) is float
    assert mean(600, 4.0) == 150.0


def test_calendar_time_is_operating_time_and_repair():
    uptime, repairs = 5000, [20, 30, 10, 40]
    assert oee.mtbf(uptime + sum(repairs), 4) == oee.mtbf(uptime, 4) + oee.mttr(repairs)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: oee.mtbf(1000, 0), "There was no failure.*longer than 1000"),
        (lambda: oee.mttr(0, 0), "no failure, so there is no repair to average"),
        (lambda: oee.mtbf([]), "There is no failure"),
        (lambda: oee.mtbf(1000), "number of failures as well.*1000 alone"),
        (lambda: oee.mtbf(1000, 2.5), "whole number; 2.5"),
        (lambda: oee.mtbf(1000, -2), "cannot be negative"),
        (lambda: oee.mtbf(-1000, 2), "uptime cannot be negative"),
        (lambda: oee.mttr([10, -5]), "Downtime 2 is -5"),
        (lambda: oee.mtbf(1000, [1, 2]), "one number"),
        (lambda: oee.mtbf("1000", 2), "take off the quotes"),
        (lambda: oee.mtbf(1000, True), "yes-or-no"),
        (lambda: oee.mtbf(None, 2), "empty"),
    ],
)
def test_mean_times_refuse(call, words):
    with pytest.raises(ValueError, match=words):
        call()


# -- what time is worth --------------------------------------------------------------------------------------


def test_pieces_money_and_payback():
    worth = oee.time_worth(600, 0.5, performance=0.8, quality=0.9, per_piece=2, cost=8640)
    assert tuple(worth) == pytest.approx((864, 1728, 5))
    assert worth._fields == ("pieces", "money", "payback")
    assert repr(worth) == "Worth(pieces=864.0, money=1,728.00, payback=5.00)"
    assert repr(oee.time_worth(600, 0.5)) == "Worth(pieces=1,200.0, money=None, payback=None)"
    assert oee.time_worth(0, 0.5).pieces == 0


def test_performance_may_be_above_one_where_the_ideal_cycle_is_wrong():
    assert oee.time_worth(100, 1, performance=1.2).pieces == 120


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        ((-1, 1), {}, "time saved cannot be negative"),
        ((1, 0), {}, "ideal cycle time must be more than 0"),
        ((1, 1), {"performance": 86}, "did you mean 0.86"),
        ((1, 1), {"quality": 1.01}, "quality is a fraction"),
        ((1, 1), {"quality": 98}, "did you mean 0.98"),
        ((1, 1), {"quality": 0}, "quality must be more than 0"),
        ((1, 1), {"performance": 1000}, "performance is a fraction, such as 0.86; 1000 was given[.]"),
        ((1, 1), {"per_piece": -1}, "earning per piece cannot be negative"),
        ((1, 1), {"cost": 100}, "say what a piece earns"),
        ((0, 1), {"cost": 100, "per_piece": 1}, "never earned back"),
        ((1, 1), {"cost": -1, "per_piece": 1}, "cost cannot be negative"),
    ],
)
def test_time_worth_refuses(arguments, options, words):
    with pytest.raises(ValueError, match=words):
        oee.time_worth(*arguments, **options)


def test_nothing_is_said_where_performance_is_not_known():
    assert oee.OEE(0.0, math.nan, math.nan, 0.0).note == ""
