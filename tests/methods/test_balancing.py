"""Line balancing: what it does with what it is given, and what it says to what is impossible."""

import dataclasses
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import balancing, optimal_line
from shopfloor.methods.line_bounds import Line
from shopfloor.methods.line_search import OutOfReach
from shopfloor.methods.precedence import read_tasks


def table(task="ABCDE", time=(4, 3, 5, 2, 4), predecessors=("", "A", "A", "B C", "D"), **more):
    return pd.DataFrame({"task": list(task), "time": list(time), "predecessors": list(predecessors), **more})


@pytest.fixture
def tasks():
    return table()


# What comes back


def test_result(tasks):
    found = balancing.balance(tasks, 9.5, method="largest candidate")
    assert dataclasses.asdict(found) == {
        "stations": [["A", "C"], ["B", "D", "E"]],
        "n_stations": 2,
        "efficiency": pytest.approx(18 / 19),
        "balance_delay": pytest.approx(1 / 19),
        "smoothness": 0.0,
        "proved_optimal": True,
        "cycle_time": 9.5,
        "station_times": [9.0, 9.0],
        "longest": 9.0,
        "efficiency_of_longest": 1.0,
        "people": [1, 1],
        "n_people": 2,
        "stations_needed": 2,
        "method": "largest candidate",
    }


def test_results_are_plain_python():
    numbers = pd.DataFrame(
        {"task": np.arange(3), "time": np.array([1, 2, 3], dtype=np.int64), "predecessors": [None, 0, 1]}
    )
    found = balancing.balance(numbers, np.float64(4))
    kinds = {type(value) for value in dataclasses.asdict(found).values()}
    assert kinds <= {list, int, float, bool, str}
    assert {type(task) for station in found.stations for task in station} == {int}
    assert "np." not in repr(dataclasses.asdict(found)) + repr(found)


def test_smoothness_and_efficiencies_by_hand(tasks):
    found = balancing.balance(tasks, 8, method="positional weight")
    assert found.stations == [["A", "B"], ["C", "D"], ["E"]]
    assert found.station_times == [7, 7, 4]
    assert found.smoothness == 3.0  # sqrt(0 + 0 + 3^2)
    assert found.efficiency == 0.75  # 18 / (3 x 8)
    assert found.balance_delay == 0.25
    assert found.efficiency_of_longest == pytest.approx(18 / 21)


def test_table_of_a_balance(tasks):
    found = balancing.balance(tasks, 8, method="positional weight").table()
    assert found.to_dict("list") == {
        "station": [1, 2, 3], "tasks": ["A B", "C D", "E"], "time": [7.0, 7.0, 4.0], "people": [1, 1, 1],
        "idle": [1.0, 1.0, 4.0],
    }  # fmt: skip


def test_what_a_learner_reads(tasks):
    assert repr(balancing.balance(tasks, 8, method="positional weight")) == (
        "3 stations, cycle time 8 (positional weight: no fewer are possible)\n"
        "  1: A B  7\n"
        "  2: C D  7\n"
        "  3: E    4\n"
        "efficiency 75.0%, balance delay 25.0%, smoothness 3"
    )
    alone = balancing.balance(tasks, 20)
    assert repr(alone).startswith("1 station, cycle time 20 (optimal: no fewer are possible)")


def test_a_rule_that_misses_the_optimum_says_what_is_known():
    tasks_of = load("line/tasks")
    found = balancing.balance(tasks_of[tasks_of["line"] == "pump"], 67.9, method="largest candidate")
    assert (found.n_stations, found.proved_optimal, found.stations_needed) == (7, False, 5)
    assert "7 stations, cycle time 67.9 (largest candidate: at least 5 needed)" in repr(found)


def test_equal_times_keep_the_order_of_the_table():
    # Groover's rule leaves ties open; here the row decides, in the list by time and in that by weight.
    line = table("PQRS", [2, 2, 2, 2], ["", "", "", ""])
    for method in ("largest candidate", "positional weight", "kilbridge and wester"):
        assert balancing.balance(line, 4, method=method).stations == [["P", "Q"], ["R", "S"]]
        turned = balancing.balance(line.iloc[::-1], 4, method=method)
        assert turned.stations == [["S", "R"], ["Q", "P"]]


def test_the_rules_differ_where_they_should():
    # X is the longest, A has the most behind it, and X stands in the first column.
    line = table("AXBC", [2, 5, 4, 3], ["", "", "A", "B"])
    firsts = {
        method: balancing.balance(line, 20, method=method).stations[0]
        for method in ("largest candidate", "positional weight", "kilbridge and wester")
    }
    assert firsts == {
        "largest candidate": ["X", "A", "B", "C"],
        "positional weight": ["A", "B", "X", "C"],
        "kilbridge and wester": ["X", "A", "B", "C"],
    }


def test_a_column_comes_before_a_longer_task_of_the_next():
    line = table("ABC", [1, 9, 2], ["", "A", ""])
    assert balancing.balance(line, 20, method="kilbridge and wester").stations == [["C", "A", "B"]]
    assert balancing.balance(line, 20, method="largest candidate").stations == [["C", "A", "B"]]
    assert balancing.balance(line, 20, method="positional weight").stations == [["A", "B", "C"]]


def test_weights_count_what_comes_after_once():
    # D comes after A by two ways.
    line = table("ABCD", [1, 2, 3, 4], ["", "A", "A", "B C"])
    weights = balancing.positional_weights(line)
    assert weights.to_dict() == {"A": 10.0, "B": 6.0, "C": 7.0, "D": 4.0}
    assert (weights.name, weights.index.name) == ("positional_weight", "task")
    dust = balancing.positional_weights(table("ABC", [0.1, 0.2, 0.3], ["", "A", "B"]))
    assert dust["A"] == 0.6


def test_weights_ignore_the_dust_of_floats():
    # 0.3 and 0.1 + 0.2 are the same weight, so the order of the table decides.
    line = table("ABCD", [0.3, 0.1, 0.2, 1.0], ["", "", "B", ""])
    assert balancing.balance(line, 1.0, method="positional weight").stations == [["D"], ["A", "B", "C"]]


def test_floats_fit_as_they_are_written():
    line = table("AB", [0.1, 0.2], ["", "A"])
    assert balancing.balance(line, 0.3).n_stations == 1
    assert balancing.balance(table("AB", [0.1 + 0.2, 0.3], ["", ""]), 0.3).n_stations == 2
    assert balancing.balance(table("ABC", [2 / 3] * 3, [""] * 3), 2).n_stations == 1
    assert balancing.shortest_cycle(line, 1).cycle_time == 0.3
    # What is over by less than a billionth comes from calculating, and is no reason for a second person.
    dust = table("A", [2 * (1 + 1e-10)], [""])
    assert balancing.balance(dust, 2).n_stations == balancing.balance(dust, 2, parallel=True).n_people == 1
    # A thousandth is work, and does not fit.
    assert balancing.balance(line, 0.2999).n_stations == 2


def test_a_task_of_exactly_the_cycle_fits():
    assert balancing.balance(table("AB", [5, 5], ["", ""]), 5).n_stations == 2


def test_a_task_without_time_goes_along():
    found = balancing.balance(table("ABC", [5, 0, 5], ["", "A", "B"]), 5)
    assert found.n_stations == 2 and found.station_times == [5, 5]


def test_one_task():
    found = balancing.balance(table("A", [3], [""]), 4)
    assert (found.stations, found.efficiency, found.smoothness) == ([["A"]], 0.75, 0.0)


def test_tasks_in_a_station_can_be_done_in_the_order_given():
    line = table("EDCBA", [1, 1, 1, 1, 1], ["D", "C", "B", "A", ""])
    assert balancing.balance(line, 5).stations == [["A", "B", "C", "D", "E"]]
    assert balancing.shortest_cycle(line, 1).stations == [["A", "B", "C", "D", "E"]]


def test_the_readers_table_is_not_changed(tasks):
    before = tasks.copy(deep=True)
    balancing.balance(tasks, 9)
    balancing.shortest_cycle(tasks, 2)
    balancing.assess(tasks, [["A"]], 9)
    pd.testing.assert_frame_equal(tasks, before)


def test_what_the_search_finds_can_be_done_in_the_order_given(monkeypatch):
    # The rules are kept out of the way, so that the stations are those of the search, forwards and backwards.
    monkeypatch.setattr(optimal_line, "_by_rules", lambda network, *_: [[one] for one in network.order])
    tasks_of = load("line/tasks")
    pump = tasks_of[tasks_of["line"] == "pump"].iloc[::-1]
    before = dict(zip(pump["task"], pump["predecessors"].str.split(), strict=True))
    genuine = optimal_line.search
    for backwards in (False, True):
        calls = []

        def one_way(line, *given, backwards=backwards, calls=calls):
            calls.append(line)
            if backwards == (len(calls) % 2 == 1):  # the first of two calls is the one forwards
                raise OutOfReach
            return genuine(line, *given)

        monkeypatch.setattr(optimal_line, "search", one_way)
        found = balancing.balance(pump, 67.9)
        assert (found.n_stations, found.proved_optimal) == (6, True)
        assert balancing.assess(pump, found, 67.9).valid
        done = set()
        for task in (task for station in found.stations for task in station):
            assert done.issuperset(before[task])
            done.add(task)


# The table of tasks


@pytest.mark.parametrize(
    "predecessors",
    [
        ["", "A", "A", "B C", "D"],
        ["", "A", "A", "B,C", "D"],
        ["", "A", "A", " B ,  C ", "D"],
        ["", "A", "A", "B; C", "D"],
        ["-", "A", "A", "C B", "D"],
        ["\u2013", "A", "A", "B C B", "D"],
        [None, "A", "A", ["B", "C"], "D"],
        [np.nan, "A", "A", ("B", "C"), "D"],
        [pd.NA, "A", "A", {"B", "C"}, "D"],
    ],
)
def test_ways_to_write_predecessors(predecessors, tasks):
    line = table(predecessors=predecessors)
    expected = [sorted(some) for some in read_tasks(tasks).before]
    assert [sorted(some) for some in read_tasks(line).before] == expected


def test_names_may_be_numbers_and_predecessors_a_column_of_floats():
    line = pd.DataFrame({"task": [10, 20, 30], "time": [1, 2, 3], "predecessors": [np.nan, 10.0, 20.0]})
    assert balancing.balance(line, 3).stations == [[10, 20], [30]]
    texts = pd.DataFrame({"task": ["10", "20"], "time": [1, 2], "predecessors": ["", 10]})
    assert read_tasks(texts).before == ((), (0,))


def test_names_that_are_no_whole_numbers():
    line = pd.DataFrame({"task": [1.5, 2.0, 3], "time": [1, 2, 3], "predecessors": ["", 1.5, "1.5 2"]})
    assert read_tasks(line).before == ((), (0,), (0, 1))
    line = pd.DataFrame({"task": [1, float("inf")], "time": [1, 2], "predecessors": [None, 1]})
    assert balancing.balance(line, 3).stations == [[1, float("inf")]]
    with pytest.raises(ValueError, match="Task 1 is to come after 'inf'"):
        balancing.balance(line.assign(task=[1, 2], predecessors=[float("inf"), 1]), 3)


def test_names_with_spaces_need_commas():
    line = table(["fit lid", "wire up", "test"], [1, 2, 3], ["", "fit lid", "fit lid, wire up"])
    assert read_tasks(line).before == ((), (0,), (0, 1))
    assert balancing.balance(line, 6).stations == [["fit lid", "wire up", "test"]]


def test_a_dash_may_be_the_name_of_a_task():
    assert read_tasks(table("-B", [1, 2], ["", "-"])).before == ((), (0,))


def test_columns_and_what_comes_after():
    network = read_tasks(table("ABCDE", [1] * 5, ["", "A", "", "B C", "C"]))
    assert network.columns == [0, 1, 0, 2, 1]
    assert network.all_after == [{1, 3}, {3}, {3, 4}, set(), set()]
    assert network.order == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda t: t.to_dict(),
            r"The tasks are a table with the columns task, time and predecessors; dict was given",
        ),
        (
            lambda t: t.drop(columns="time"),
            r"There is no column 'time' in this table: it has task and predecessors",
        ),
        (lambda t: t.head(0), "There are no tasks: the table is empty"),
        (lambda t: t.assign(line=list("ppqqq")), r"holds 2 lines \(p and q\): choose the rows of one first"),
        (lambda t: t.assign(task=list("ABCDA")), "Task A stands in the table more than once"),
        (lambda t: t.assign(task=list("ABBDA")), "Tasks A and B stand in the table more than once"),
        (lambda t: t.assign(task=["A", None, "C", "D", "E"]), "The task in row 1 has no name"),
        (lambda t: t.assign(task=["A", " ", "C", "D", "E"]), "The task in row 1 has no name"),
        (
            lambda t: t.assign(task=["A", ["B"], "C", "D", "E"]),
            r"name of the task in row 1 is \['B'\]: give text",
        ),
        (lambda t: t.assign(task=["A", True, "C", "D", "E"]), "name of the task in row 1 is True"),
        (lambda t: t.assign(time=[4, -3, 5, 2, 4]), "The time of task B cannot be negative; -3 was given"),
        (lambda t: t.assign(time=[4, np.nan, 5, 2, 4]), r"The time of task B is empty \(NaN\)"),
        (lambda t: t.assign(time=[4, np.inf, 5, 2, 4]), "The time of task B is infinite"),
        (lambda t: t.assign(time=[4, "3", 5, 2, 4]), "The time of task B is text, '3': take off the quotes"),
        (lambda t: t.assign(time=[4, True, 5, 2, 4]), "The time of task B is True"),
        (lambda t: t.assign(time=0), "The tasks take no time at all"),
        (
            lambda t: t.assign(predecessors=["", "A", "A", "B X", "D"]),
            "Task D is to come after 'X', but there is no such task: there are A, B, C, D and E",
        ),
        (
            lambda t: t.assign(predecessors=["", "A", "A", "b", "D"]),
            "Task D is to come after 'b', but there is no such task: did you mean B?",
        ),
        (
            lambda t: t.assign(predecessors=["", "A", "A", "B D", "D"]),
            "Task D is to come before itself: take it out of its own predecessors",
        ),
        (
            lambda t: t.assign(predecessors=["", "A D", "A", "B C", "D"]),
            "run in a circle, B before D before B, so none of these tasks could ever be the first",
        ),
        (
            lambda t: t.assign(predecessors=["E", "A", "B", "C", "D"]),
            "A before B before C before D before E before A",
        ),
    ],
)
def test_what_is_wrong_in_the_table_is_named(tasks, change, words):
    broken = change(tasks)
    for call in (
        lambda: balancing.balance(broken, 9),
        lambda: balancing.shortest_cycle(broken, 2),
        lambda: balancing.assess(broken, [["A"]], 9),
        lambda: balancing.positional_weights(broken),
    ):
        with pytest.raises(ValueError, match=words) as problem:
            call()
        assert "\n" not in str(problem.value)


def test_a_loop_is_told_from_its_first_task_on():
    # The same loop, found from wherever, reads the same.
    line = table("XCBA", [1] * 4, ["", "B", "A", "C"])
    with pytest.raises(ValueError, match="C before A before B before C"):
        balancing.balance(line, 9)
    # Here it is found from D on, by way of the arrow that leads to it.
    line = table("DABCE", [1] * 5, ["C", "", "A E", "B", "C"])
    with pytest.raises(ValueError, match="B before C before E before B"):
        balancing.balance(line, 9)


def test_many_names_are_not_all_listed():
    line = pd.DataFrame({"task": range(40), "time": 1, "predecessors": ["x", *[""] * 39]})
    with pytest.raises(ValueError, match="there are 0, 1, .*, 11 and 28 more"):
        balancing.balance(line, 9)


# Cycle, method, limits


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"cycle_time": 0}, "The cycle time must be more than 0; 0 was given"),
        ({"cycle_time": -5}, "The cycle time must be more than 0"),
        ({"cycle_time": "9"}, "The cycle time is text, '9'"),
        ({"cycle_time": None}, "The cycle time is empty"),
        ({"cycle_time": float("nan")}, "The cycle time is empty"),
        ({"cycle_time": True}, "The cycle time is True"),
        ({"cycle_time": [9]}, "The cycle time is"),
        ({"method": "best"}, 'The method is "optimal", "largest candidate", "positional weight" or "kilbridge'),
        ({"method": None}, "The method is .*None was given"),
        ({"method": ["optimal"]}, "The method is"),
        ({"time_limit": -1}, "The time limit cannot be negative"),
        ({"cycle_time": 4.5}, r"Task C \(5\) takes longer than the cycle time of 4.5, so no station can keep up"),
        (
            {"cycle_time": 3.9},
            r"Tasks A \(4\), C \(5\) and E \(4\) take longer .* or shorten them, .* 2 at task A: parallel=True",
        ),
    ],
)  # fmt: skip
def test_impossible_arguments(tasks, arguments, words):
    for method in ("optimal", "largest candidate"):
        with pytest.raises(ValueError, match=words):
            balancing.balance(tasks, **{"cycle_time": 9, "method": method, **arguments})


@pytest.mark.parametrize(
    ("stations", "words"),
    [
        (0, "The number of stations must be a whole number, 1 or more; 0 was given"),
        (2.5, "whole number; 2.5 was given"),
        (-1, "number of stations must be a whole number, 1 or more; -1"),
        ("2", "The number of stations is text"),
        (True, "The number of stations is True"),
        (None, "The number of stations is empty"),
    ],
)
def test_impossible_numbers_of_stations(tasks, stations, words):
    with pytest.raises(ValueError, match=words):
        balancing.shortest_cycle(tasks, stations)


def test_shortest_cycle_with_more_stations_than_help(tasks):
    found = balancing.shortest_cycle(tasks, 30)
    assert (found.cycle_time, found.proved_optimal) == (5, True)
    assert found.n_stations == len(found.stations) == 4
    assert balancing.shortest_cycle(tasks, 1).cycle_time == 18
    assert balancing.shortest_cycle(tasks, 2.0).cycle_time == 9
    # With a cycle of 5 no fewer than four stations would do (18 / 5 = 3.6).
    assert (found.stations_needed, found.method) == (4, "shortest cycle")


def test_shortest_cycle_of_times_that_no_decimal_shows():
    line = table("ABCD", [1 / 3, 1 / 7, 2 / 3, 0.1], ["", "A", "B", "A"])
    found = balancing.shortest_cycle(line, 2)
    assert found.proved_optimal and found.stations == [["A", "B", "D"], ["C"]]
    assert found.cycle_time == pytest.approx(2 / 3)


# Without the time for a proof


@pytest.fixture
def hard():
    """Sixty tasks in random order: too many for a proof in no time at all."""
    random = np.random.default_rng(3)
    names = [f"T{task}" for task in range(60)]
    before = [
        " ".join(sorted({names[int(one)] for one in random.integers(0, task, 2)})) if task % 3 else ""
        for task in range(1, 60)
    ]
    return pd.DataFrame({"task": names, "time": random.integers(300, 700, 60), "predecessors": ["", *before]})


def test_out_of_time_the_best_found_comes_back(hard):
    found = balancing.balance(hard, 1000, time_limit=0)
    assert not found.proved_optimal
    assert found.stations_needed < found.n_stations
    assert balancing.assess(hard, found, 1000).valid
    rules = [
        balancing.balance(hard, 1000, method=method).n_stations
        for method in ("largest candidate", "positional weight", "kilbridge and wester")
    ]
    assert found.n_stations <= min(rules)
    assert f"at least {found.stations_needed} needed" in repr(found)


def test_out_of_time_the_shortest_cycle_found_comes_back(hard):
    found = balancing.shortest_cycle(hard, 17, time_limit=0)
    assert not found.proved_optimal and found.n_stations == 17
    assert found.cycle_time < 1.25 * hard["time"].sum() / 17
    assert "not proved the shortest" in repr(found)
    assert balancing.assess(hard, found, found.cycle_time).valid


def test_very_long_lines_are_balanced_by_the_rules(monkeypatch):
    random = np.random.default_rng(1)
    line = pd.DataFrame({"task": range(400), "time": random.integers(100, 450, 400), "predecessors": ""})
    line["predecessors"] = [task - 7 if task % 5 == 2 and task > 7 else "" for task in line["task"]]
    monkeypatch.setattr(optimal_line, "search", None)  # would fail if it were called
    found = balancing.balance(line, 1000, time_limit=60)
    assert not found.proved_optimal and found.stations_needed == -(-line["time"].sum() // 1000)
    assert balancing.assess(line, found, 1000).valid


def test_the_model_is_asked_when_the_search_gives_up(monkeypatch):
    asked = []
    monkeypatch.setattr(optimal_line, "STEPS", (1, None))
    genuine = optimal_line.model
    monkeypatch.setattr(optimal_line, "model", lambda *given: asked.append(given) or genuine(*given))
    tasks_of = load("line/tasks")
    found = balancing.balance(tasks_of[tasks_of["line"] == "pump"], 67.9)
    assert (found.n_stations, found.proved_optimal) == (6, True)
    assert asked


def test_the_model_alone_proves_what_the_search_would(monkeypatch):
    monkeypatch.setattr(optimal_line, "search", _gives_up)
    tasks_of = load("line/tasks")
    pump = tasks_of[tasks_of["line"] == "pump"]
    found = balancing.balance(pump, 67.9)
    assert (found.n_stations, found.proved_optimal) == (6, True)
    assert balancing.assess(pump, found, 67.9).valid
    fastest = balancing.shortest_cycle(pump, 6)
    monkeypatch.undo()
    assert fastest.cycle_time == balancing.shortest_cycle(pump, 6).cycle_time


def test_without_search_and_model_there_is_no_proof(monkeypatch):
    monkeypatch.setattr(optimal_line, "search", _gives_up)
    monkeypatch.setattr(optimal_line, "model", _gives_up)
    tasks_of = load("line/tasks")
    found = balancing.balance(tasks_of[tasks_of["line"] == "pump"], 67.9)
    assert (found.n_stations, found.proved_optimal, found.stations_needed) == (6, False, 5)


def _gives_up(*_):
    raise OutOfReach


def test_the_model_forgives_no_more_than_dust():
    # HiGHS takes a hundred-millionth too much for nothing; here it is work that does not fit.
    line = Line([50_000_001, 50_000_000], [(), ()])
    assert optimal_line.model(line, 100_000_000, 1, 10) is None
    assert sorted(optimal_line.model(line, 100_000_000, 2, 10)) == [1, 2]


def test_the_model_stops_in_time():
    with pytest.raises(OutOfReach):
        optimal_line.model(Line([1, 2], [(), (0,)]), 3, 1, 0)


def test_the_model_out_of_time_claims_nothing(hard):
    # So many stations are enough, so "impossible" would be wrong, however little time there was.
    enough = balancing.balance(hard, 1000, method="largest candidate").n_stations
    network = read_tasks(hard)
    line = Line([int(time) for time in network.times], network.before)
    try:
        loads = optimal_line.model(line, 1000, enough, 0.02)
    except OutOfReach:
        loads = []
    assert loads is not None


# People side by side


def test_a_long_task_gets_people_side_by_side():
    line = table("ABC", [4, 11, 3], ["", "A", "B"])
    found = balancing.balance(line, 6, parallel=True)
    assert found.stations == [["A"], ["B"], ["C"]]
    assert (found.people, found.n_stations, found.n_people) == ([1, 2, 1], 3, 4)
    assert found.longest == 5.5  # 11 for two
    assert found.efficiency == 18 / 24
    assert found.efficiency_of_longest == pytest.approx(18 / 22)
    assert found.smoothness == pytest.approx(((5.5 - 4) ** 2 + (5.5 - 3) ** 2) ** 0.5)
    assert found.table()["idle"].to_list() == [2, 1, 3]
    assert (
        repr(found).splitlines()[0]
        == "3 stations with 4 people, cycle time 6 (optimal: no fewer are possible)"
    )
    assert "  2: B  11 for 2" in repr(found)


def test_smoothness_counts_every_person():
    # Two people with 5 each, beside one with 6: sqrt(1 + 1).
    found = balancing.assess(table("AB", [10, 6], ["", "A"]), ["A", "B"], 6, people=[2, 1])
    assert found.valid and found.smoothness == pytest.approx(2**0.5)
    assert found.efficiency == found.efficiency_of_longest == pytest.approx(16 / 18)


def test_other_tasks_join_where_people_work_side_by_side():
    # Two people have 200 s for a piece each: 131 and 69 fit, 131 and 70 do not.
    for time, stations in ((69, 1), (70, 2)):
        found = balancing.balance(table("AB", [131, time], ["", "A"]), 100, parallel=True)
        assert found.n_stations == stations


def test_the_heaters_long_test():
    tasks_of = load("line/tasks")
    heater = tasks_of[tasks_of["line"] == "heater"]
    with pytest.raises(ValueError, match=r"Task Q \(131\) takes longer than the cycle time of 102.7"):
        balancing.balance(heater, 102.7)
    found = balancing.balance(heater, 102.7, parallel=True)
    (place,) = [place for place, station in enumerate(found.stations) if "Q" in station]
    assert found.people[place] == 2 and found.n_people == 10 == balancing.people_needed(heater, 102.7).people
    assert balancing.assess(heater, found, 102.7).valid
    # The same stations with one person at each do not keep up there.
    assert balancing.assess(heater, found.stations, 102.7).over_cycle == [place + 1]


def test_exactly_two_cycles_take_two_people():
    found = balancing.balance(table("A", [0.6], [""]), 0.3, parallel=True)
    assert found.people == [2] and found.efficiency == 1.0


# A balance made by hand


def test_assess_a_valid_balance(tasks):
    found = balancing.assess(tasks, [["A", "B"], ["C", "D"], ["E"]], 8)
    assert dataclasses.asdict(found) == {
        "valid": True,
        "problems": [],
        "over_cycle": [],
        "broken": [],
        "not_assigned": [],
        "twice": [],
        "stations": [["A", "B"], ["C", "D"], ["E"]],
        "labels": [1, 2, 3],
        "n_stations": 3,
        "efficiency": 0.75,
        "balance_delay": 0.25,
        "smoothness": 3.0,
        "cycle_time": 8.0,
        "station_times": [7.0, 7.0, 4.0],
        "longest": 7.0,
        "efficiency_of_longest": pytest.approx(18 / 21),
        "people": [1, 1, 1],
        "n_people": 3,
    }
    assert repr(found).startswith("3 stations, cycle time 8 (it holds)\n  1: A B  7\n")


@pytest.mark.parametrize(
    "stations",
    [
        [["A", "B"], ["C", "D"], ["E"]],
        (("A", "B"), ("C", "D"), ("E",)),
        ["A B", "C, D", "E"],
        {"A": 1, "B": 1, "C": 2, "D": 2, "E": 3},
        pd.Series([1, 1, 2, 2, 3]),
        pd.Series([1, 1, 2, 2, 3], index=list("ABCDE")),
        pd.Series([3, 2, 1, 1, 2], index=list("EDABC")),
    ],
)
def test_ways_to_give_stations(tasks, stations):
    assert balancing.assess(tasks, stations, 8).stations == [["A", "B"], ["C", "D"], ["E"]]


def test_stations_by_the_name_of_a_column():
    tasks_of = load("line/tasks")
    for line, takt, over in (
        ("lamp", 75.0, []), ("pump", 67.9, [5]), ("heater", 102.7, [6, 8, 9]), ("drive unit", 182.1, [10, 11]),
    ):  # fmt: skip
        one = tasks_of[tasks_of["line"] == line]
        found = balancing.assess(one, "station_now", takt)
        assert found.over_cycle == over and found.valid == (not over)
        assert found.n_stations == one["station_now"].nunique()
        assert balancing.assess(one, one["station_now"], takt) == found


def test_numbers_of_stations_need_not_be_in_a_row(tasks):
    found = balancing.assess(tasks, pd.Series([10, 10, 20, 20, 35]), 6)
    assert found.labels == [10, 20, 35] and found.over_cycle == [10, 20]
    assert "Station 10 takes 7, which is 1 over the cycle time of 6." in found.problems
    assert found.table()["station"].to_list() == [10, 20, 35]


def test_what_is_wrong_is_named(tasks):
    found = balancing.assess(tasks, ["A D", "B C A"], 6)
    assert not found.valid
    assert found.over_cycle == [2]
    assert found.broken == [("B", "D"), ("C", "D")]
    assert found.not_assigned == ["E"]
    assert found.twice == ["A"]
    assert found.problems == [
        "Station 2 takes 12, which is 6 over the cycle time of 6.",
        "Task D stands at station 1, but task B, which must come before it, at station 2.",
        "Task D stands at station 1, but task C, which must come before it, at station 2.",
        "Task A is assigned 2 times.",
        "Task E is not assigned to any station.",
    ]
    assert found.problems[0] in repr(found)


def test_a_task_before_its_predecessor_is_broken_only_across_stations(tasks):
    # In a station the work is done in whatever order is possible.
    assert balancing.assess(tasks, ["B A", "D C", "E"], 8).valid
    found = balancing.assess(tasks, ["B", "A", "C D", "E"], 8)
    assert found.broken == [("A", "B")]


def test_a_task_that_stands_twice(tasks):
    found = balancing.assess(tasks, ["A", "B C", "A D E"], 20)
    assert found.twice == ["A"]
    # At its later place it comes after what needs it.
    assert found.broken == [("A", "B"), ("A", "C")]
    same = balancing.assess(tasks, ["A A B C D E"], 30)
    assert (same.twice, same.station_times) == (["A"], [22])
    assert same.problems == ["Task A is assigned 2 times."]


def test_stations_come_in_the_order_of_their_numbers(tasks):
    found = balancing.assess(tasks, {"A": 9, "B": 9, "C": 2, "D": 30, "E": 9}, 20)
    assert (found.labels, found.stations) == ([2, 9, 30], [["C"], ["A", "B", "E"], ["D"]])
    assert found.broken == [("A", "C"), ("D", "E")]


def test_a_board_that_is_being_filled(tasks):
    found = balancing.assess(tasks, [["A"], [], []], 8)
    assert (found.n_stations, found.n_people, found.efficiency) == (1, 1, 0.5)
    assert found.stations == [["A"], [], []] and found.station_times == [4, 0, 0]
    assert found.not_assigned == ["B", "C", "D", "E"] and not found.broken
    assert found.smoothness == 0
    assert "Tasks B, C, D and E are not assigned to any station." in found.problems
    empty = balancing.assess(tasks, [], 8)
    assert (empty.n_stations, empty.efficiency, empty.longest, empty.smoothness) == (0, 0.0, 0.0, 0.0)
    assert not empty.valid and "0 stations" in repr(empty)


def test_tasks_without_a_station_in_a_column(tasks):
    found = balancing.assess(tasks, pd.Series([1, None, 1, np.nan, ""], dtype=object), 10)
    assert found.stations == [["A", "C"]] and found.not_assigned == ["B", "D", "E"]


def test_people_at_the_stations(tasks):
    for people in ([1, 2, 1], {2: 2}, pd.Series([1, 2, 1])):
        found = balancing.assess(tasks, ["A", "B C D", "E"], 5, people=people)
        assert found.valid and found.people == [1, 2, 1] and found.longest == 5
    assert balancing.assess(tasks, ["A B", "C D", "E"], 4, people=2).valid
    found = balancing.assess(tasks, ["A", "B C D", "E"], 4.5, people={2: 2})
    assert found.problems == ["Station 2 takes 10, which is 1 over what 2 people have for a piece, 9."]


@pytest.mark.parametrize(
    ("stations", "more", "words"),
    [
        ([["A", "Z"]], {}, "There is no task 'Z' at station 1: there are A, B, C, D and E"),
        ({"Z": 1}, {}, "There is no task 'Z': there are A, B, C, D and E"),
        ({"A": 1.5}, {}, "Stations are numbered 1, 2, 3, ...; task A has 1.5"),
        ({"A": "left"}, {}, "The station of task A is text, 'left'"),
        ("now", {}, "There is no column 'now' in this table: it has task, time and predecessors"),
        (3, {}, "Give the tasks at each station"),
        (None, {}, "Give the tasks at each station"),
        (pd.DataFrame({"A": [1]}), {}, "Give the tasks at each station"),
        (
            [["A"]],
            {"people": 0},
            "The number of people at station 1 must be a whole number, 1 or more; 0 was given",
        ),
        ([["A"]], {"people": 1.5}, "whole number; 1.5 was given"),
        ([["A"]], {"people": [1, 2]}, "There are people for 2 stations, but 1 station"),
        ([["A"]], {"people": {7: 2}}, "There are people for station 7, but the stations are 1"),
        ([["A"]], {"cycle_time": 0}, "The cycle time must be more than 0"),
    ],
)
def test_what_cannot_be_assessed(tasks, stations, more, words):
    with pytest.raises(ValueError, match=words):
        balancing.assess(tasks, stations, **{"cycle_time": 9, **more})


# People


def test_people_needed():
    assert balancing.people_needed(300, 100) == (3.0, 3)
    assert balancing.people_needed(301, 100).people == 4
    # 0.1 + 0.2 of work at a takt of 0.1 is 3 people, not 4.
    assert balancing.people_needed(0.1 + 0.2, 0.1).people == 3
    assert balancing.people_needed(1, 1 / 3).people == 3
    assert balancing.people_needed(270, 100, efficiency=0.9) == (3.0, 3)
    assert balancing.people_needed(0, 100) == (0.0, 0)


def test_people_needed_for_a_line(tasks):
    assert balancing.people_needed(tasks, 5) == (3.6, 4)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((-1, 5), "The work content cannot be negative"),
        ((10, 0), "The takt time must be more than 0"),
        (("10", 5), "The work content is text"),
        ((float("nan"), 5), "The work content is empty"),
        ((10, 5, 90), "The efficiency is a fraction, at most 1.00; 90 was given: did you mean 0.9?"),
        ((10, 5, 0), "The efficiency must be more than 0"),
    ],
)
def test_impossible_people(arguments, words):
    work, takt, *efficiency = arguments
    with pytest.raises(ValueError, match=words):
        balancing.people_needed(work, takt, **({"efficiency": efficiency[0]} if efficiency else {}))


def test_importing_is_cheap_and_balancing_a_small_line_needs_no_solver():
    code = (
        "import sys, pandas as pd\n"
        "from shopfloor.methods import balancing\n"
        "heavy = ('scipy', 'networkx', 'matplotlib')\n"
        "print([name for name in heavy if name in sys.modules])\n"
        "table = pd.DataFrame({'task': ['A', 'B'], 'time': [2, 2], 'predecessors': ['', 'A']})\n"
        "print(balancing.balance(table, 3).n_stations, 'scipy' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout.split("\n")[:2], run.stderr) == (["[]", "2 False"], "")
