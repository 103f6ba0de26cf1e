"""Time study: what comes back, and what is refused in words."""

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import shopfloor.methods
from shopfloor.data import load
from shopfloor.methods import timestudy

RECORD = pd.DataFrame(
    {
        "observation": range(1, 8),
        "cycle": [1, 1, 1, 2, 2, 2, 2],
        "element": ["A", "B", "F", "A", "B", "E", "F"],
        "time_min": [0.20, 0.50, 2.00, 0.24, 0.50, 0.80, 1.00],
    }
)
RATINGS = pd.DataFrame({"clip": ["C1", "C2"], "rating": [0.9, 1.2]})


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


def test_a_column_of_watch_readings_is_a_column_of_numbers():
    # A category maps to a category unless it is told otherwise, and a category has no mean.
    column = pd.Series(["1:30", "0:45", "1:30"], dtype="category")
    assert timestudy.decimal_minutes(column).mean() == pytest.approx(1.25)
    assert timestudy.decimal_minutes(pd.Series([], dtype=str)).dtype == float
    assert timestudy.clock(pd.Series([1.5, 0.2], index=[4, 9])).to_dict() == {4: "1:30", 9: "0:12"}
    assert timestudy.clock([1.5, 0.2]) == ["1:30", "0:12"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: timestudy.decimal_minutes(pd.Series(["1:30", ""], index=[7, 8])), "Row 8: '' is not a time"),
        (lambda: timestudy.decimal_minutes(["1:30", "1:75"]), "Time 2: '1:75'"),
        (lambda: timestudy.clock(-1), "negative"),
        (lambda: timestudy.clock("1:30"), "is text"),
        (lambda: timestudy.element_times([0.2, None]), "Reading 2 is empty"),
    ],
)
def test_a_wrong_reading_among_many_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


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
        (lambda: timestudy.normal_time([1, 2], [1, 110]), "rating 2 is a fraction.* did you mean 1.10"),
        (
            lambda: timestudy.normal_time([1, 2], pd.Series([1, np.nan], index=[14, 15])),
            "rating in row 15 is empty",
        ),
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


def test_an_error_in_the_unit_of_the_times_takes_the_place_of_the_precision():
    assert timestudy.cycles_needed([2, 3, 4], error=0.15) == timestudy.cycles_needed(
        [2, 3, 4], precision=0.05
    )
    assert timestudy.cycles_needed([0, 0], error=0.1) == 1
    both = {"A": [2, 3, 4], "B": [20, 20.1, 20.2]}
    assert timestudy.cycles_needed(both, error=0.5) == timestudy.cycles_needed([2, 3, 4], error=0.5)
    t = timestudy.cycles_needed([2, 3, 4], distribution="t", error=0.5)
    assert t > timestudy.cycles_needed([2, 3, 4], error=0.5)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (dict(times=[1, 2], error=0), "error must be more than 0"),
        (dict(times=[1, 2], error=-0.5), "error must be more than 0"),
        (dict(times=[1, 2], error="0.5"), "take off the quotes"),
        (dict(times=[1, 2], precision=0.1, error=0.5), "half-width once"),
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


def test_ratings_of_single_readings():
    rated = RECORD.assign(rating=[1.0, 1.2, np.nan, 1.1, 1.3, 0.9, np.nan])
    before = rated.copy(deep=True)
    rows = timestudy.study(rated, "rating", 0.10, "job", machine="B").set_index("element")
    # A: 0.20 x 1.0 and 0.24 x 1.1; B by machine, whatever was written; E once.
    assert rows.loc["A", "normal"] == pytest.approx((0.20 + 0.264) / 2)
    assert rows.loc["A", "rating"] == pytest.approx(0.464 / 0.44)
    assert rows.loc["B", "rating"] == 1 and rows.loc["B", "normal"] == pytest.approx(0.50)
    assert rows.loc["E", "rating"] == 0.9
    pd.testing.assert_frame_equal(rated, before)
    # The same rating on every reading is the rating of the element.
    alike = rated.assign(rating=1.1)
    pd.testing.assert_frame_equal(
        timestudy.study(alike, "rating", 0.1, "job"), timestudy.study(RECORD, 1.1, 0.1, "job")
    )


def test_a_machine_allowance_touches_the_machine_alone():
    plain = timestudy.study(RECORD, 1.10, 0.20, "workday", machine="B").set_index("element")["standard"]
    own = timestudy.study(RECORD, 1.10, 0.20, "workday", machine="B", machine_allowance=0)
    own = own.set_index("element")["standard"]
    assert own["B"] == pytest.approx(0.50) and plain["B"] == pytest.approx(0.50 / 0.8)
    assert own["A"] == plain["A"] and own["total"] == pytest.approx(own[["A", "B", "E"]].sum())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (dict(ratings="rating"), "stand in a column of the record, here 'rating'.* it has observation"),
        (dict(observations={"A": [1]}, ratings="rating"), "no record was given"),
        (
            dict(observations=RECORD.assign(rating=[1, 110, 1, 1, 1, 1, 1]), ratings="rating"),
            "rating of element B in row 1 .*did you mean 1.10",
        ),
        (
            dict(observations=RECORD.assign(rating=[1, np.nan, 1, 1, 1, 1, 1]), ratings="rating"),
            "rating of element B in row 1 is empty",
        ),
        (dict(machine_allowance=0.3), "no element is named as machine-paced"),
        (dict(machine="B", machine_allowance=30), "did you mean 0.30"),
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


# -- how well somebody rates --------------------------------------------------------------------------------


def test_rating_bias():
    found = timestudy.rating_bias([0.9, 1.0, 1.1], [0.8, 1.0, 1.2])
    assert found == (pytest.approx(0, abs=1e-15), pytest.approx(0.1), 3, pytest.approx(0.5))
    bias, spread, n, slope = found
    assert (bias, spread, n, slope) == found and [type(value) for value in found] == [
        float,
        float,
        int,
        float,
    ]
    assert repr(timestudy.rating_bias([1.1, 1.1], [1.0, 1.05])) == (
        "RatingBias(bias=+0.0750, spread=0.0354, n=2, slope=0.000)"
    )


def test_loose_and_tight_flat_and_steep():
    paces = [0.7, 0.9, 1.0, 1.2, 1.3]
    assert timestudy.rating_bias([p + 0.05 for p in paces], paces).bias == pytest.approx(0.05)
    assert timestudy.rating_bias([p - 0.05 for p in paces], paces).bias == pytest.approx(-0.05)
    assert timestudy.rating_bias([p + 0.05 for p in paces], paces).spread == pytest.approx(0, abs=1e-12)
    for slope in (0.5, 1.0, 1.4):
        found = timestudy.rating_bias([1 + slope * (p - 1) for p in paces], paces)
        assert found.slope == pytest.approx(slope)


def test_one_rating_and_one_pace():
    found = timestudy.rating_bias([1.1], 1.0)
    assert found == (pytest.approx(0.1), None, 1, None) and "spread=None" in repr(found)
    assert timestudy.rating_bias([1.1, 1.0, 0.9], 1.0).slope is None
    assert timestudy.rating_bias([1.1, 1.0, 0.9], 1.0).spread == pytest.approx(0.1)


def test_rating_biases_of_the_courses_class():
    ratings, clips = load("timestudy/clip_ratings"), load("timestudy/rating_clips")
    table = timestudy.rating_biases(ratings, clips)
    assert list(table.columns) == ["session", "rater", "bias", "spread", "n", "slope"] and len(table) == 24
    assert (table["n"] == 24).all()
    before, after = (table[table["session"] == session] for session in ("before practice", "after practice"))
    assert after["spread"].mean() < 0.7 * before["spread"].mean()
    assert before["slope"].mean() < after["slope"].mean() < 1
    one = ratings[(ratings["rater"] == "S02") & (ratings["session"] == "after practice")].merge(
        clips, on="clip"
    )
    found = timestudy.rating_bias(one["rating"], one["known_pace"])
    row = table[(table["rater"] == "S02") & (table["session"] == "after practice")].iloc[0]
    assert tuple(row[["bias", "spread", "n", "slope"]]) == pytest.approx(found)
    pd.testing.assert_frame_equal(ratings, load("timestudy/clip_ratings"))


def test_rating_biases_of_one_rater_and_of_a_dictionary():
    ratings = pd.DataFrame({"clip": ["C1", "C2"], "rating": [0.9, 1.2]})
    table = timestudy.rating_biases(ratings, {"C1": 0.8, "C2": 1.2})
    assert len(table) == 1 and table["bias"].iloc[0] == pytest.approx(0.05)
    by_series = timestudy.rating_biases(ratings, pd.Series({"C1": 0.8, "C2": 1.2}))
    pd.testing.assert_frame_equal(by_series, table)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: timestudy.rating_bias([110], [1.0]), "rating 1 is a fraction.*did you mean 1.10"),
        (lambda: timestudy.rating_bias([1.1], [105]), "true pace 1 .*did you mean 1.05"),
        (lambda: timestudy.rating_bias([1.1], 105), "true pace .*did you mean 1.05"),
        (lambda: timestudy.rating_bias([0], [1]), "more than 0"),
        (lambda: timestudy.rating_bias([], []), "no ratings"),
        (lambda: timestudy.rating_bias([1, 1.1], [1]), "2 ratings but 1 true pace"),
        (lambda: timestudy.rating_bias(1.1, 1.0), "several ratings, as a list"),
        (lambda: timestudy.rating_bias({"C1": 1}, [1]), "several ratings, as a list"),
        (lambda: timestudy.rating_bias([1, None], [1, 1]), "rating 2 is empty"),
        (
            lambda: timestudy.rating_bias(pd.Series([1, np.nan], index=[4, 5]), [1, 1]),
            "rating in row 5 is empty",
        ),
        (lambda: timestudy.rating_bias([True], [1]), "yes-or-no"),
        (
            lambda: timestudy.rating_bias(pd.Series([1, 1]), pd.Series([1, 1], index=[5, 6])),
            "belong to different rows",
        ),
        (lambda: timestudy.rating_biases([1], {}), "first thing to give is a table of ratings"),
        (lambda: timestudy.rating_biases(pd.DataFrame({"clip": ["C1"]}), {}), "no column 'rating'"),
        (lambda: timestudy.rating_biases(pd.DataFrame({"clip": [], "rating": []}), {}), "table is empty"),
        (lambda: timestudy.rating_biases(RATINGS, {"C1": 1}), "no known pace for clip C2"),
        (
            lambda: timestudy.rating_biases(RATINGS, {"C1": 1, "C2": 80}),
            "pace of clip C2 .*did you mean 0.80",
        ),
        (lambda: timestudy.rating_biases(RATINGS, 5), "known paces as a table"),
        (lambda: timestudy.rating_biases(RATINGS, RATINGS), "clips have no column 'known_pace'"),
        (
            lambda: timestudy.rating_biases(
                RATINGS, pd.DataFrame({"clip": ["C1", "C1"], "known_pace": [1, 1]})
            ),
            "C1 is there twice",
        ),
        (
            lambda: timestudy.rating_biases(RATINGS.assign(rater=["S1", None]), {"C1": 1, "C2": 1}),
            "have no rater",
        ),
    ],
)
def test_ratings_that_cannot_be_judged_are_refused_in_words(call, words):
    with pytest.raises(ValueError, match=words) as caught:
        call()
    assert "\n" not in str(caught.value)
