"""Learning curves: what comes back, and what is refused in words."""

import math
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import learning


def test_importing_it_is_cheap():
    code = (
        "import sys, shopfloor.methods.learning as l\n"
        "l.total_time(100, 10**6, 0.8), l.fit([1, 2], [2, 1])\n"
        "print([name for name in ('scipy', 'matplotlib') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert (run.stdout.strip(), run.stderr) == ("[]", "")


# -- one unit, many, a lot ----------------------------------------------------------------------------------


def test_the_two_models_part_at_the_second_unit():
    assert learning.unit_time(100, 1, 0.8) == learning.unit_time(100, 1, 0.8, "average") == 100
    assert learning.unit_time(100, 2, 0.8) == pytest.approx(80)
    assert learning.unit_time(100, 2, 0.8, model="average") == pytest.approx(60)
    assert learning.total_time(100, 2, 0.8) == pytest.approx(180)
    assert learning.total_time(100, 2, 0.8, model="average") == pytest.approx(160)


def test_the_model_is_the_unit_model_unless_written():
    assert learning.unit_time(100, 7, 0.8) == learning.unit_time(100, 7, 0.8, model="unit")
    assert learning.total_time(100, 7, 0.8) == learning.total_time(100, 7, 0.8, model="unit")
    assert learning.fit([1, 2, 3], [9, 7, 6]) == learning.fit([1, 2, 3], [9, 7, 6], model="unit")


def test_several_units_at_once():
    units = pd.Series([1, 2, 4], index=["a", "b", "c"])
    times = learning.unit_time(100, units, 0.8)
    assert list(times.index) == ["a", "b", "c"] and list(times) == pytest.approx([100, 80, 64])
    totals = learning.total_time(100, range(1, 4), 0.9, "average")
    assert isinstance(totals, np.ndarray) and totals[1] == pytest.approx(180)
    assert type(learning.unit_time(100, np.int64(4), 0.8)) is float
    assert type(learning.total_time(100, 4.0, 0.8)) is float


def test_no_learning():
    assert learning.unit_time(5, 1000, 1) == 5 == learning.unit_time(5, 1000, 1, "average")
    assert learning.total_time(5, 10**6, 1) == 5 * 10**6


@pytest.mark.parametrize("rate", [0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.99, 1.0])
@pytest.mark.parametrize("n", [1, 2, 31, 32, 33, 34, 65, 1000, 50_000])
def test_the_sum_is_that_of_its_terms(rate, n):
    exponent = math.log2(rate)
    exact = math.fsum(unit**exponent for unit in range(1, n + 1))
    assert learning.total_time(1, n, rate) == pytest.approx(exact, rel=1e-13)


@pytest.mark.parametrize(
    ("start", "end"), [(1, 1), (5, 40), (31, 33), (32, 64), (33, 97), (500, 560), (900, 3000)]
)
@pytest.mark.parametrize("rate", [0.5, 0.72, 0.9])
def test_a_lot_is_that_of_its_terms(start, end, rate):
    exponent = math.log2(rate)
    exact = math.fsum(unit**exponent for unit in range(start, end + 1))
    assert learning.lot_time(1, start, end, rate) == pytest.approx(exact, rel=1e-13)


def test_a_million_units_and_far_more_against_the_zeta_function():
    # For rates below 0.50 the sum is a difference of two values of Hurwitz's zeta function (SciPy).
    from scipy.special import zeta

    for rate in (0.2, 0.35, 0.49):
        power = -math.log2(rate)
        for n in (10**3, 10**6, 10**9):
            exact = zeta(power, 1) - zeta(power, n + 1)
            assert learning.total_time(1, n, rate) == pytest.approx(exact, rel=1e-12)


def test_one_unit_far_out_keeps_its_digits():
    far = 10**14
    assert learning.lot_time(100, far, far, 0.8) == learning.unit_time(100, far, 0.8)
    # Wright's unit time there is (b + 1) n^b, to 14 digits.
    exponent = math.log2(0.8)
    expected = 100 * (exponent + 1) * float(far) ** exponent
    assert learning.unit_time(100, far, 0.8, "average") == pytest.approx(expected, rel=1e-13)


def test_lots_add_up_to_the_total():
    for model in ("unit", "average"):
        parts = [learning.lot_time(40, *lot, 0.85, model) for lot in [(1, 10), (11, 11), (12, 300)]]
        assert sum(parts) == pytest.approx(learning.total_time(40, 300, 0.85, model), rel=1e-13)


def test_units_to_reach():
    assert learning.units_to_reach(100, 64, 0.8) == 4  # met exactly
    assert learning.units_to_reach(100, 63.9, 0.8) == 5
    assert learning.units_to_reach(100, 100, 0.8) == 1 == learning.units_to_reach(100, 500, 0.8)
    assert learning.units_to_reach(100, 60, 0.8, "average") == 2
    found = learning.units_to_reach(100, 7, 0.85)
    assert learning.unit_time(100, found, 0.85) <= 7 < learning.unit_time(100, found - 1, 0.85)


def test_a_target_out_of_reach():
    with pytest.raises(ValueError, match="rate of 0.99 the time does not come down from 100 to 0.1"):
        learning.units_to_reach(100, 0.1, 0.99)
    with pytest.raises(ValueError, match="does not come down"):
        learning.units_to_reach(100, 99, 1)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: learning.unit_time(100, 4, 80), "did you mean 0.80"),
        (lambda: learning.unit_time(100, 4, 1.2), "above 1 the work would get slower"),
        (lambda: learning.unit_time(100, 4, 0), "learning rate must be more than 0"),
        (lambda: learning.unit_time(100, 4, -0.8), "more than 0"),
        (lambda: learning.unit_time(100, 4, float("nan")), "empty"),
        (lambda: learning.unit_time(100, 4, True), "yes-or-no"),
        (lambda: learning.unit_time(100, 4, "80%"), "is text"),
        (lambda: learning.unit_time(0, 4, 0.8), "time of the first unit must be more than 0"),
        (lambda: learning.unit_time(-1, 4, 0.8), "first unit"),
        (lambda: learning.unit_time(None, 4, 0.8), "empty"),
        (lambda: learning.unit_time(100, 0, 0.8), "whole number, 1 or more; 0 was given"),
        (lambda: learning.unit_time(100, -4, 0.8), "whole number, 1 or more"),
        (lambda: learning.unit_time(100, 2.5, 0.8), "whole number, 1 or more; 2.5"),
        (lambda: learning.unit_time(100, [1, 2.5], 0.8), "whole number"),
        (lambda: learning.unit_time(100, 1e16, 0.8), "at most 1,000,000,000,000,000"),
        (lambda: learning.unit_time(100, float("inf"), 0.8), "infinite"),
        (lambda: learning.unit_time(100, 4, 0.8, "wright"), 'model is "unit" .* or "average"'),
        (lambda: learning.unit_time(100, 4, 0.5, "average"), "more than 0.50; 0.5 was given"),
        (lambda: learning.total_time(100, 4, 0.4, "average"), "more than 0.50"),
        (lambda: learning.total_time(100, 0, 0.8), "whole number"),
        (lambda: learning.total_time(100, 4, 80), "did you mean 0.80"),
        (lambda: learning.lot_time(100, 5, 4, 0.8), "ends with unit 4, before it starts with unit 5"),
        (lambda: learning.lot_time(100, 0, 4, 0.8), "first unit of the lot"),
        (lambda: learning.lot_time(100, 1, 4.5, 0.8), "last unit of the lot"),
        (lambda: learning.units_to_reach(100, 0, 0.8), "target must be more than 0"),
        (lambda: learning.units_to_reach(100, -5, 0.8), "target"),
        (lambda: learning.cumulative_average([]), "no times"),
        (lambda: learning.cumulative_average([5, 0]), "Time 2 is 0"),
        (lambda: learning.cumulative_average(pd.Series([5, 0], index=[7, 8])), "Time in row 8 is 0"),
    ],
)
def test_the_impossible_is_answered_in_words(call, words):
    with pytest.raises(ValueError, match=words) as caught:
        call()
    assert "\n" not in str(caught.value)


# -- fitting ------------------------------------------------------------------------------------------------


def test_a_fit_unpacks_to_rate_and_first():
    rate, first = learning.fit([1, 2, 4], [50, 45, 40.5])
    assert (rate, first) == (pytest.approx(0.9), pytest.approx(50))
    found = learning.fit([1, 2, 4], [50, 45, 40.5])
    assert found.rate == rate and found.first == first and len(found) == 2
    assert (found.n, found.missing) == (3, 1) and found.r_squared == pytest.approx(1)
    assert repr(found) == "Fit(rate=0.9000, first=50, r_squared=1.0000, n=3, missing=1)"


def test_a_fit_survives_being_copied():
    import copy
    import pickle

    found = learning.fit([1, 2, 4], [50, 45, 41])
    for again in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert again == found and again.r_squared == found.r_squared and again.n == 3


@pytest.mark.parametrize("model", ["unit", "average"])
@pytest.mark.parametrize("rate", [0.55, 0.7, 0.8, 0.95, 1.0])
def test_a_curve_is_found_again(model, rate):
    units = np.arange(1, 41)
    found = learning.fit(units, learning.unit_time(73, units, rate, model), model)
    assert found.rate == pytest.approx(rate, rel=1e-12) and found.first == pytest.approx(73, rel=1e-11)
    assert found.rate <= 1  # no dust above 1 that unit_time would refuse
    learning.unit_time(found.first, 41, found.rate, model)


def test_cumulative_averages_are_fitted_as_they_are():
    found = learning.fit([1, 2, 4, 8], [100, 80, 64, 51.2], "average", cumulative=True)
    assert found.rate == pytest.approx(0.8) and found.first == pytest.approx(100)


def test_a_flat_line_has_nothing_to_explain():
    found = learning.fit([1, 2, 3], [5, 5, 5])
    assert found.rate == 1 and found.first == pytest.approx(5) and found.r_squared is None
    assert "r_squared" not in repr(found)


def test_no_dust_above_a_rate_of_1():
    # Averages of tenths differ in their last bits; a rate of 1.0000000000000002 would be refused elsewhere.
    for level in (0.1, 0.7, 3.3):
        found = learning.fit(range(1, 41), [level] * 40, "average")
        assert found.rate == 1
        learning.unit_time(found.first, 50, found.rate)


def test_rising_times_give_a_rate_above_1():
    assert learning.fit([1, 2, 4], [100, 110, 121]).rate == pytest.approx(1.1)


def test_a_column_and_its_units():
    record = load("learning/unit_hours")
    kept = record[record["remark"] == ""]
    every, plain = learning.fit(record["unit"], record["hours"]), learning.fit(kept["unit"], kept["hours"])
    assert (every.n, every.missing, plain.n, plain.missing) == (20, 0, 19, 1)
    assert plain.rate < every.rate and plain.r_squared > every.r_squared + 0.05
    average = learning.fit(record["unit"], record["hours"], model="average")
    assert average.first > every.first and average.rate > every.rate


def test_planted_rates_are_found_in_the_courses_records():
    records = load("learning/unit_records")
    cabinets = records[records["product"] == "control cabinet"]
    found = learning.fit(cabinets["unit"], cabinets["hours"])
    assert found.rate == pytest.approx(0.85, abs=0.012) and found.first == pytest.approx(38, rel=0.05)


def test_fit_against_scipy():
    from scipy.stats import linregress

    record = load("learning/unit_hours")
    found = learning.fit(record["unit"], record["hours"])
    line = linregress(np.log(record["unit"]), np.log(record["hours"]))
    assert found.rate == pytest.approx(2**line.slope, rel=1e-12)
    assert found.first == pytest.approx(math.exp(line.intercept), rel=1e-12)
    assert found.r_squared == pytest.approx(line.rvalue**2, rel=1e-10)


def test_inputs_are_not_changed():
    units, times = [3, 1, 2], np.array([7.0, 9.0, 8.0])
    learning.fit(units, times, model="average")
    learning.cumulative_average(times)
    assert units == [3, 1, 2] and times.tolist() == [7, 9, 8]


def test_cumulative_average_of_a_column_stays_a_column():
    averages = learning.cumulative_average(pd.Series([10, 8, 6], index=[5, 6, 7]))
    assert averages.to_dict() == {5: 10, 6: 9, 7: 8}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (dict(units=[1], times=[5]), "Two units or more"),
        (dict(units=[], times=[]), "no units to fit"),
        (dict(units=[1, 2], times=[5]), "2 units but 1 times"),
        (dict(units=[1, 1], times=[5, 4]), "Unit 1 is there twice"),
        (dict(units=[2, 1, 2], times=[5, 4, 3]), "Unit 2 is there twice: choose the rows of one product"),
        (dict(units=[0, 1], times=[5, 4]), "number of a unit is a whole number, 1 or more; 0"),
        (dict(units=[1, 2.5], times=[5, 4]), "number of a unit"),
        (dict(units=[1, 2], times=[5, 0]), "Time 2 is 0: no unit is built in no time"),
        (dict(units=[1, 2], times=[5, -4]), "negative"),
        (dict(units=[1, 2], times=[5, None]), "Time 2 is empty"),
        (dict(units=[1, 2], times=[5, "4"]), "take off the quotes"),
        (dict(units=[1, 2], times=[5, True]), "yes-or-no"),
        (dict(units=3, times=[5, 4]), "Give several units"),
        (dict(units=[1, 2], times=5), "Give several times"),
        (dict(units=[1, 2], times=[5, 4], model="log"), '"unit" .* or "average"'),
        (dict(units=[1, 2], times=[5, 4], cumulative=True), 'fitted with model="average"'),
        (dict(units=[1, 2], times=[5, 4], model="average", cumulative="yes"), "cumulative is True"),
        (dict(units=[1, 3], times=[5, 4], model="average"), "every unit from 1 to 3, .*unit 2 is missing"),
        (dict(units=[2, 3], times=[5, 4], model="average"), "unit 1 is missing"),
        (dict(units=[2, 5], times=[5, 4], model="average"), "units 1, 3 and 4 are missing"),
        (dict(units=[1, 90], times=[5, 4], model="average"), "units 2, 3, 4, 5 and others are missing"),
        (
            dict(units=pd.Series([1, 2], index=[0, 1]), times=pd.Series([5, 4], index=[1, 2])),
            "belong to different rows",
        ),
    ],
)
def test_fit_refuses_what_cannot_be_fitted(arguments, words):
    with pytest.raises(ValueError, match=words) as caught:
        learning.fit(**arguments)
    assert "\n" not in str(caught.value)


# -- standard data and predetermined times ------------------------------------------------------------------


def test_standard_data_of_the_courses_studies():
    table = load("learning/standard_data")
    formula = learning.standard_data(table["pumps_in_crate"], table["normal_min"])
    assert formula.fixed == pytest.approx(0.62, abs=0.08) and formula.each == pytest.approx(0.118, abs=0.006)
    assert (formula.n, formula.smallest, formula.largest) == (22, 2, 24)
    assert formula.time(18) == pytest.approx(formula.fixed + 18 * formula.each)
    assert formula.time(30, beyond=True) > formula.time(24)
    assert repr(formula).startswith("StandardData(fixed=0.") and "n=22" in repr(formula)
    assert [type(value) for value in formula] == [float] * 4 + [int, float, float]


def test_two_studies_give_a_line_and_no_spread():
    formula = learning.standard_data([10, 20], [3, 5])
    assert (formula.fixed, formula.each, formula.r_squared, formula.spread) == (1, 0.2, 1, None)
    assert learning.standard_data([1, 2, 3], [4, 4, 4]).r_squared is None


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: learning.standard_data([5, 5], [1, 2]), "only one size"),
        (lambda: learning.standard_data([], []), "is none"),
        (lambda: learning.standard_data([5], [1]), "only one size"),
        (lambda: learning.standard_data([1, 2], [1]), "2 sizes but 1 times"),
        (lambda: learning.standard_data([1, 2], [1, -1]), "negative"),
        (lambda: learning.standard_data([1, None], [1, 2]), "Size 2 is empty"),
        (lambda: learning.standard_data([1, 2], [1, 2]).time(3), "from 1 to 2; 3 lies outside"),
        (lambda: learning.standard_data([1, 2], [1, 2]).time(0), "lies outside"),
        (lambda: learning.standard_data([1, 2], [1, 2]).time("2"), "take off the quotes"),
        (
            lambda: learning.standard_data(pd.Series([1, 2]), pd.Series([1, 2], index=[5, 6])),
            "different rows",
        ),
    ],
)
def test_standard_data_refuses(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_predetermined_times_of_the_courses_motions():
    motions, table = load("learning/bench_motions"), load("learning/bench_times")
    result = learning.predetermined_time(motions, table)
    assert list(result.columns) == ["method", "element", "motions", "tmu", "seconds", "minutes"]
    assert list(result["element"]) == ["A", "B", "C", "D", "total"] * 2
    totals = result[result["element"] == "total"].set_index("method")
    assert totals["motions"].sum() == len(motions)
    for method in ("present", "proposed"):
        parts = result[(result["method"] == method) & (result["element"] != "total")]
        assert parts["tmu"].sum() == pytest.approx(totals.loc[method, "tmu"])
    assert totals.loc["proposed", "tmu"] < 0.75 * totals.loc["present", "tmu"]
    assert (result["seconds"] - result["tmu"] * 0.036).abs().max() < 1e-9
    assert (result["minutes"] - result["seconds"] / 60).abs().max() < 1e-9
    # By hand: TK 31 + FR 19 + TG 27, once.
    tmu = learning.motion_tmu(motions, table)
    assert tmu.iloc[0] == 77
    # TU 17, three times.
    assert tmu[motions["what"] == "turns the screw by hand"].iloc[0] == 51


def test_motions_need_no_extras_and_no_times():
    table = pd.DataFrame({"code": ["G", "P"], "tmu": [10, 12.5]})
    motions = pd.DataFrame({"action": ["G", "P", "P"]}, index=[4, 5, 6])
    assert learning.motion_tmu(motions, table).to_dict() == {4: 10, 5: 12.5, 6: 12.5}
    result = learning.predetermined_time(motions, table)
    assert result.to_dict("records") == [
        {"element": "total", "motions": 3, "tmu": 35, "seconds": 1.26, "minutes": pytest.approx(0.021)}
    ]
    with_extras = motions.assign(extras=[None, float("nan"), " G "])
    assert learning.motion_tmu(with_extras, table).tolist() == [10, 12.5, 22.5]


@pytest.mark.parametrize(
    ("motions", "table", "words"),
    [
        ([1], None, "second thing to give|first thing to give"),
        (dict(action=["X"]), {}, "Row 0: there is no action 'X' in the table; there are TK"),
        (dict(action=["FR"]), {}, "FR is an extra, not an action"),
        (dict(action=["TK"], extras=["TK"]), {}, "TK is an action, not an extra"),
        (dict(action=["TK"], extras=["ZZ"]), {}, "no extra 'ZZ' in the table; there are FR"),
        (dict(action=["TK"], times=[0]), {}, "number of times in row 0 must be more than 0"),
        (dict(action=["TK"], times=[None]), {}, "number of times in row 0"),
        (dict(action=[]), {}, "There are no motions"),
        (dict(motion=["TK"]), {}, "no column action"),
        (dict(action=["TK"]), dict(code=["TK", "TK"], tmu=[1, 2]), "code TK twice"),
        (dict(action=["TK"]), dict(code=["TK"], tmu=[-1]), "TMU of code TK"),
        (dict(action=["TK"]), dict(code=["TK"]), "no column tmu"),
        (dict(action=["TK"]), dict(name=["TK"]), "no column code"),
        (dict(action=["TK"]), "MTM", "second thing to give is a table"),
    ],
)
def test_motions_that_cannot_be_looked_up_are_refused(motions, table, words):
    good = {"code": ["TK", "FR"], "kind": ["action", "extra"], "tmu": [31, 19]}
    motions = pd.DataFrame(motions) if isinstance(motions, dict) else motions
    table = pd.DataFrame(table or good) if isinstance(table, dict) else table
    with pytest.raises(ValueError, match=words):
        learning.motion_tmu(motions, table)
    with pytest.raises(ValueError, match="first thing to give is a table of motions"):
        learning.motion_tmu([1], pd.DataFrame(good))


def test_times_that_no_curve_fits_are_answered_in_words():
    with pytest.raises(ValueError, match="far too fast from one unit to the next"):
        learning.fit([1_000_001, 1_000_002], [1, 3])
