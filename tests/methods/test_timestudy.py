"""Time study: what comes back, and what is refused in words."""

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import shopfloor.methods
from shopfloor.methods import timestudy

RECORD = pd.DataFrame(
    {
        "observation": range(1, 8),
        "cycle": [1, 1, 1, 2, 2, 2, 2],
        "element": ["A", "B", "F", "A", "B", "E", "F"],
        "time_min": [0.20, 0.50, 2.00, 0.24, 0.50, 0.80, 1.00],
    }
)


def test_the_name_is_always_the_module():
    assert shopfloor.methods.timestudy is sys.modules["shopfloor.methods.timestudy"]
    assert callable(shopfloor.methods.timestudy.study)


def test_importing_the_methods_is_cheap():
    code = (
        "import sys, shopfloor.methods\n"
        "print([name for name in ('scipy', 'pandas', 'matplotlib') if name in sys.modules])\n"
        "shopfloor.methods.timestudy.cycles_needed([1, 2])\n"
        "print('scipy' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["[]", "False"]


# -- readings and clocks ------------------------------------------------------------------------------------


def test_element_times_keep_the_index_of_a_series():
    readings = pd.Series([0.12, 0.31, 0.36], index=[7, 8, 9])
    times = timestudy.element_times(readings)
    assert list(times.index) == [7, 8, 9] and times.name == "time_min"
    assert list(times) == [0.12, 0.19, 0.05]  # exactly: no dust of binary fractions


def test_a_slip_of_the_watch_shows_as_a_negative_time():
    assert list(timestudy.element_times([1.20, 1.53, 1.35, 1.60])) == [1.20, 0.33, -0.18, 0.25]


def test_element_times_of_nothing():
    assert timestudy.element_times([]).size == 0
    assert timestudy.element_times(pd.Series([], dtype=float)).empty


@pytest.mark.parametrize(
    ("shown", "minutes"),
    [("1:30", 1.5), ("0:07.2", 0.12), ("1:02:03", 62.05), (90, 1.5), (0, 0), (" 2:00 ", 2)],
)
def test_decimal_minutes(shown, minutes):
    assert timestudy.decimal_minutes(shown) == pytest.approx(minutes)


def test_decimal_minutes_of_a_column():
    column = pd.Series(["1:30", "0:45"], index=[3, 4])
    assert timestudy.decimal_minutes(column).to_dict() == {3: 1.5, 4: 0.75}
    assert list(timestudy.decimal_minutes(["1:30", "0:45"])) == [1.5, 0.75]


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ("1:75", "seconds go from 0 to 59"),
        ("1:60:00", "minutes go from 0 to 59"),
        ("1.5", 'write minutes and seconds as "1:30"'),
        ("abc", 'write minutes and seconds as "1:30"'),
        ("-1:30", "negative"),
        ("1.5:30", "only the seconds may have decimals"),
        ("nan:30", "not a time on a watch"),
        (-5, "negative"),
        (None, "empty"),
    ],
)
def test_decimal_minutes_refuses(shown, words):
    with pytest.raises(ValueError, match=words):
        timestudy.decimal_minutes(shown)


@pytest.mark.parametrize(
    ("minutes", "shown"), [(1.5, "1:30"), (0, "0:00"), (0.999, "1:00"), (59.995, "60:00")]
)
def test_clock(minutes, shown):
    assert timestudy.clock(minutes) == shown


# -- averages, normal and standard times --------------------------------------------------------------------


def test_numbers_of_any_type():
    assert timestudy.average_time(np.array([1, 2], dtype="int8")) == 1.5
    assert timestudy.average_time(pd.Series([1.0, 2.0])) == 1.5
    assert timestudy.average_time(x for x in (1, 2)) == 1.5
    assert timestudy.normal_time(Fraction(1, 2), np.float32(1.5)) == 0.75
    assert type(timestudy.normal_time(np.float64(1), 1)) is float


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([], "empty"),
        ([0.2, -0.08], "Time 2 is -0.08: a time cannot be negative"),
        (pd.Series([0.2, -0.08], index=[54, 55]), "Time in row 55"),
        ([0.2, float("nan")], "Time 2 is empty"),
        ([0.2, None], "Time 2 is empty"),
        ([0.2, float("inf")], "infinite"),
        ([0.2, "0.3"], "take off the quotes"),
        ([0.2, True], "yes-or-no"),
        ("0.2", "as a list"),
        (0.2, "as a list"),
        (RECORD, "a whole table"),
        ([[0.2, 0.3]], "not one number|not a number"),
    ],
)
def test_average_time_refuses(times, words):
    with pytest.raises(ValueError, match=words):
        timestudy.average_time(times)


def test_normal_and_standard_times_of_a_column_stay_a_column():
    observed = pd.Series([1.0, 2.0], index=["A", "B"])
    normal = timestudy.normal_time(observed, pd.Series([1.1, 1.2], index=["A", "B"]))
    assert normal.to_dict() == pytest.approx({"A": 1.1, "B": 2.4})
    assert timestudy.standard_time(normal, 0.5, "workday").to_dict() == pytest.approx({"A": 2.2, "B": 4.8})
    assert list(timestudy.standard_time([1, 2], 0.5, "job")) == [1.5, 3.0]


def test_the_basis_is_the_workday_unless_written():
    assert timestudy.standard_time(1.0, 0.2) == timestudy.standard_time(1.0, 0.2, basis="workday") == 1.25
    assert timestudy.standard_time(1.0, 0.2, basis="job") == 1.2


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: timestudy.normal_time(1, 110), "did you mean 1.10"),
        (lambda: timestudy.normal_time(1, 85), "did you mean 0.85"),
        (lambda: timestudy.normal_time(1, 4), "nobody works"),
        (lambda: timestudy.normal_time(1, 0), "more than 0"),
        (lambda: timestudy.normal_time(1, -1), "more than 0"),
        (lambda: timestudy.normal_time(-1, 1), "cannot be negative"),
        (lambda: timestudy.normal_time([1, 2], [1, 1, 1]), "2 times but 3 ratings"),
        (lambda: timestudy.normal_time(pd.Series([1, 2]), pd.Series([1, 1], index=[5, 6])), "different rows"),
        (lambda: timestudy.standard_time(1, 15), "did you mean 0.15"),
        (lambda: timestudy.standard_time(1, 1.15, "job"), "did you mean 0.15"),
        (lambda: timestudy.standard_time(1, 1, "workday"), "leaves no time to work"),
        (lambda: timestudy.standard_time(1, -0.1), "negative"),
        (lambda: timestudy.standard_time(1, 0.15, "shift"), '"workday" or "job"'),
        (lambda: timestudy.standard_time(float("nan"), 0.15), "empty"),
        (lambda: timestudy.labour_cost(1, 20, 35), "did you mean 0.35"),
        (lambda: timestudy.labour_cost(1, -20, 0.35), "negative"),
        (lambda: timestudy.tmu_to_seconds(-1), "negative"),
    ],
)
def test_the_impossible_is_answered_in_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_labour_cost():
    # 0.02 h at 24.00 an hour is 0.48, and a quarter of it comes on top.
    assert timestudy.labour_cost(0.02, 24.00, 0.25) == pytest.approx(0.60)


# -- cycles needed ------------------------------------------------------------------------------------------


def test_cycles_are_a_whole_number_and_at_least_one():
    assert timestudy.cycles_needed([0.5, 0.5, 0.5]) == 1
    assert type(timestudy.cycles_needed([1.0, 2.0])) is int


def test_student_t_asks_for_more_cycles_than_the_normal_distribution():
    pilot = [0.20, 0.22, 0.25, 0.21]
    assert timestudy.cycles_needed(pilot, distribution="t") > timestudy.cycles_needed(pilot)


def test_cycles_needed_of_a_record_leaves_foreign_rows_out():
    record = pd.DataFrame({"element": ["A", "A", "A", "F", "F"], "time_min": [2, 3, 4, 1, 99]})
    assert timestudy.cycles_needed(record) == timestudy.cycles_needed([2, 3, 4])


def test_empty_ends_of_columns_do_not_count():
    wide = pd.DataFrame({"A": [2.0, 3.0, 4.0, np.nan], "B": [2.0, 2.0, 2.0, 2.0]})
    assert timestudy.cycles_needed(wide) == timestudy.cycles_needed([2, 3, 4])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (dict(times=[1.0]), "only one"),
        (dict(times=[]), "none"),
        (dict(times={"A": [1, 2], "B": [1]}), "element B"),
        (dict(times=[1, -2]), "negative"),
        (dict(times=[0, 0]), "all zero"),
        (dict(times=[1, 2], precision=5), "did you mean 0.05"),
        (dict(times=[1, 2], precision=0), "between 0 and 1"),
        (dict(times=[1, 2], confidence=95), "did you mean 0.95"),
        (dict(times=[1, 2], confidence=1), "between 0 and 1"),
        (dict(times=[1, 2], distribution="poisson"), '"normal" or "t"'),
        (dict(times=pd.DataFrame({"remark": ["x", "y"]})), "does not hold times"),
    ],
)
def test_cycles_needed_refuses(arguments, words):
    with pytest.raises(ValueError, match=words):
        timestudy.cycles_needed(**arguments)


# -- the whole study ----------------------------------------------------------------------------------------


def test_study_of_a_record():
    table = timestudy.study(RECORD, 1.10, 0.20, "workday", frequency={"E": 1 / 2}, machine="B")
    assert list(table.columns) == [
        "element", "observations", "observed", "rating", "normal", "frequency", "normal_per_cycle",
        "standard",
    ]  # fmt: skip
    rows = table.set_index("element")
    assert list(rows.index) == ["A", "B", "E", "total"]  # no F
    assert rows["observations"].to_dict() == {"A": 2, "B": 2, "E": 1, "total": 5}
    assert rows.loc["B", "rating"] == 1.0 and rows.loc["A", "rating"] == 1.1
    assert rows.loc["A", "normal"] == pytest.approx(0.242)
    assert rows.loc["E", "normal_per_cycle"] == pytest.approx(0.44)
    assert rows.loc["total", "normal_per_cycle"] == pytest.approx(0.242 + 0.5 + 0.44)
    assert rows.loc["total", "standard"] == pytest.approx((0.242 + 0.5 + 0.44) / 0.8)
    assert rows.loc["total", ["observed", "rating", "normal", "frequency"]].isna().all()


def test_a_machine_paced_element_needs_no_rating():
    table = timestudy.study({"A": [1.0], "M": [2.0]}, {"A": 1.1}, 0, "job", machine=["M"])
    assert list(table["rating"][:2]) == [1.1, 1.0]
    by_list = timestudy.study({"A": [1.0], "M": [2.0]}, [1.1, 1.3], 0, "job", machine=["M"])
    assert list(by_list["rating"][:2]) == [1.1, 1.0]


def test_other_letters_may_be_foreign():
    table = timestudy.study({"A": [1.0], "X": [9.0], "F": [2.0]}, 1, 0, "job", foreign="X")
    assert list(table["element"]) == ["A", "F", "total"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (dict(ratings={"A": 1.1}), "no rating for element B and E"),
        (dict(ratings={"A": 1, "B": 1, "E": 1, "Z": 1}), "rating for 'Z'"),
        (dict(ratings=[1, 1]), "3 elements .* but 2 ratings"),
        (dict(ratings={"A": 110, "B": 1, "E": 1}), "rating of element A .*did you mean 1.10"),
        (dict(ratings={"A": 1, "B": 1.2, "E": 1}, machine=["B"]), "paced by the machine"),
        (dict(machine=["Z"]), "no element 'Z'"),
        (dict(frequency={"E": 0}), "frequency of element E must be more than 0"),
        (dict(frequency={"Z": 1}), "frequency for 'Z'"),
        (dict(basis="day"), '"workday" or "job"'),
        (dict(observations=RECORD.assign(operation=list("xxxyyyy"))), "2 operations"),
        (dict(observations=RECORD.assign(element="F")), "nothing but foreign"),
        (dict(observations=RECORD.assign(element="-")), "7 of the rows name no element"),
        (dict(observations=RECORD.rename(columns={"time_min": "reading_min"})), "element_times"),
        (dict(observations={"A": [0.2, -0.1]}), "Element A: Time 2 is -0.1"),
        (dict(observations={"A": []}), "Element A: There is no time"),
        (dict(observations={}), "no elements"),
    ],
)
def test_study_refuses(arguments, words):
    with pytest.raises(ValueError, match=words):
        timestudy.study(**(dict(observations=RECORD, ratings=1.0, allowance=0.1, basis="job") | arguments))
