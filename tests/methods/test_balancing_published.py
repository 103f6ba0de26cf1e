"""Line balancing against published results: textbooks, and the test lines of the research on it."""

import json
from pathlib import Path

import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import balancing

PUBLISHED = json.loads((Path(__file__).parent / "line_balancing_published.json").read_text("utf-8"))["lines"]

SMALL = [name for name, line in PUBLISHED.items() if len(line["times"].split()) <= 53]


def table(name):
    """The test line as a table of tasks."""
    times = [int(time) for time in PUBLISHED[name]["times"].split()]
    before = {task: [] for task in range(1, len(times) + 1)}
    for pair in PUBLISHED[name]["precedence"].split():
        first, then = pair.split(",")
        before[int(then)].append(first)
    return pd.DataFrame(
        {"task": list(before), "time": times, "predecessors": [" ".join(some) for some in before.values()]}
    )


def cases(what, names):
    return [(name, int(given), answer) for name in names for given, answer in PUBLISHED[name][what].items()]


def tasks(text):
    """A table from lines such as "A 45" or "B 11 A"."""
    rows = [row.split(maxsplit=2) for row in text.strip().splitlines()]
    return pd.DataFrame(
        [(row[0], float(row[1]), row[2] if len(row) > 2 else "") for row in rows],
        columns=["task", "time", "predecessors"],
    )


def groups(result):
    return [set(station) for station in result.stations]


def test_all_published_cases_are_there():
    # Scholl's data sets of up to 53 tasks: 14 lines with 83 cycle times; their total times as he gives them.
    assert len(cases("stations", SMALL)) == 83
    totals = {name: int(table(name)["time"].sum()) for name in SMALL}
    assert totals == {
        "Mertens": 29, "Bowman": 75, "Jaeschke": 37, "Jackson": 46, "Mansoor": 185, "Mitchell": 105,
        "Roszieg": 125, "Heskiaoff": 1024, "Buxey": 324, "Sawyer": 324, "Lutz 1": 14140, "Gunther": 483,
        "Kilbridge": 552, "Hahn": 14026,
    }  # fmt: skip


@pytest.mark.parametrize(("name", "cycle", "stations"), cases("stations", SMALL))
def test_least_number_of_stations(name, cycle, stations):
    # Data: Scholl 1993. Least numbers: Sewell and Jacobson 2012 (SALBP-1).
    line = table(name)
    found = balancing.balance(line, cycle)
    assert (found.n_stations, found.proved_optimal, found.stations_needed) == (stations, True, stations)
    assert balancing.assess(line, found, cycle).valid


@pytest.mark.parametrize(("name", "stations", "cycle"), cases("cycles", SMALL))
def test_shortest_cycle(name, stations, cycle):
    # SALBP-2, as reported since Klein and Scholl 1996.
    line = table(name)
    found = balancing.shortest_cycle(line, stations)
    assert (found.cycle_time, found.proved_optimal) == (cycle, True)
    assert found.n_stations <= stations
    assert balancing.assess(line, found, cycle).valid


@pytest.mark.parametrize("name", SMALL)
def test_shortest_cycle_agrees_with_the_least_numbers_of_stations(name):
    # The two problems are two sides of one: m stations are enough for a cycle c if and only if the shortest
    # cycle with m stations is at most c. Here from the published numbers of stations alone.
    line = table(name)
    for cycle, stations in list(PUBLISHED[name]["stations"].items())[:3]:
        assert balancing.shortest_cycle(line, stations).cycle_time <= int(cycle)
        if stations > 1:
            assert balancing.shortest_cycle(line, stations - 1).cycle_time > int(cycle)


@pytest.mark.parametrize(
    ("name", "cycle", "stations"),
    [
        ("Warnecke", 92, 17),
        ("Warnecke", 111, 14),
        ("Tonge", 195, 19),
        ("Tonge", 176, 21),
        ("Wee-Mag", 40, 60),
    ],
)
def test_some_larger_lines(name, cycle, stations):
    # 58, 70 and 75 tasks; Sewell and Jacobson 2012.
    found = balancing.balance(table(name), cycle)
    assert (found.n_stations, found.proved_optimal) == (stations, True)


@pytest.fixture
def appliance():
    """Groover, chapter on manual assembly lines, example: a small electrical appliance, 12 elements."""
    return tasks("""
        1 0.2
        2 0.4
        3 0.7 1
        4 0.1 1 2
        5 0.3 2
        6 0.11 3
        7 0.32 3
        8 0.6 3 4
        9 0.27 6 7 8
        10 0.38 5 8
        11 0.5 9 10
        12 0.12 11""")


@pytest.mark.parametrize(
    ("method", "stations", "times"),
    [
        ("largest candidate", ["2 5 1 4", "3 6", "8 10", "7 9", "11 12"], [1.00, 0.81, 0.98, 0.59, 0.62]),
        ("kilbridge and wester", ["2 1 5 4", "3 6", "8 7", "10 9", "11 12"], [1.00, 0.81, 0.92, 0.65, 0.62]),
        ("positional weight", ["1 3", "2 4 5 6", "8 7", "10 9", "11 12"], [0.90, 0.91, 0.92, 0.65, 0.62]),
    ],
)
def test_the_three_rules_of_groover(appliance, method, stations, times):
    found = balancing.balance(appliance, 1.00, method=method)
    assert [" ".join(station) for station in found.stations] == stations
    assert found.station_times == times


def test_measures_of_groover(appliance):
    # Largest candidate: Eb = 4.0 / (5 x 1.00) = 0.80. Positional weights: Eb = 4.0 / (5 x 0.92) = 0.87, the line
    # being run at its longest station; d = 1 - Eb.
    assert balancing.balance(appliance, 1.00, method="largest candidate").efficiency_of_longest == 0.80
    weighted = balancing.balance(appliance, 1.00, method="positional weight")
    assert weighted.longest == 0.92
    assert round(weighted.efficiency_of_longest, 2) == 0.87
    assert weighted.efficiency == 0.80 and round(weighted.balance_delay, 10) == 0.20


def test_positional_weights_of_groover(appliance):
    assert balancing.positional_weights(appliance).to_dict() == {
        "1": 3.30, "2": 2.67, "3": 3.00, "4": 1.97, "5": 1.30, "6": 1.00, "7": 1.21, "8": 1.87, "9": 0.89,
        "10": 1.00, "11": 0.62, "12": 0.12,
    }  # fmt: skip


def test_people_of_groover(appliance):
    # Tc = 1.08 min, Twc = 4.0 min: w = 3.7, so 4 workers at least.
    needed = balancing.people_needed(appliance, 1.08)
    assert (round(needed.exact, 2), needed.people) == (3.70, 4)


@pytest.fixture
def wagon():
    """Jacobs and Chase, *Operations and Supply Chain Management*, example "Model J wagon", seconds."""
    return tasks("""
        A 45
        B 11 A
        C 9 B
        D 50
        E 15 D
        F 12 C
        G 12 C
        H 12 E
        I 12 E
        J 8 F G H I
        K 9 J""")


def test_the_wagon_needs_four_stations(wagon):
    # Cycle 50.4 s (25,200 s for 500 wagons), work content 195 s, theoretical minimum 3.87, so 4. The book's first
    # balance (most following tasks) needs 5, efficiency 77 %; LINDO's model ASLBAL of the same line shows 4.
    found = balancing.balance(wagon, 25_200 / 500)
    assert (found.n_stations, found.proved_optimal) == (4, True)
    books = balancing.assess(wagon, ["A", "D", "B E C F", "G H I J", "K"], 50.4)
    assert books.valid and books.n_stations == 5 and round(books.efficiency, 2) == 0.77


def test_shortest_cycle_of_the_wagon_with_four_stations(wagon):
    # LINGO manual, model ASLBAL: 50, with the stations D | A | B E H I | C F G J K.
    found = balancing.shortest_cycle(wagon, 4)
    assert (found.cycle_time, found.proved_optimal) == (50, True)
    lindo = balancing.assess(wagon, ["D", "A", "B E H I", "C F G J K"], 50)
    assert lindo.valid and lindo.station_times == [50, 45, 50, 50]


def test_longest_task_time_of_heizer():
    # Exercise to Heizer, Render and Munson, ch. 9, solved with POM for Windows (longest task time, cycle 300 s):
    # A B D F | C | E | G; idle 10, 180, 60, 110; 840 of 1,200 s used: efficiency 70 %, balance delay 30 %; at
    # least 3 stations by division.
    line = tasks("""
        A 70
        B 60 A
        C 120 B
        D 60
        E 240 C D
        F 100 A
        G 190 E F""")
    found = balancing.balance(line, 300, method="largest candidate")
    assert groups(found) == [set("ABDF"), {"C"}, {"E"}, {"G"}]
    assert found.table()["idle"].to_list() == [10, 180, 60, 110]
    assert (found.efficiency, found.balance_delay) == (pytest.approx(0.70), pytest.approx(0.30))
    assert balancing.people_needed(line, 300).people == 3


def test_big_broadcaster():
    # Krajewski, Malhotra and Ritzman, *Operations Management*, example "Green Grass": 244 s of work, cycle 60 s;
    # five stations are the least, and the fifth of their solution has E, H and I with 44 s.
    line = tasks("""
        A 40
        B 30 A
        C 50 A
        D 40 B
        E 6 B
        F 25 C
        G 15 C
        H 20 D E
        I 18 F G""")
    found = balancing.balance(line, 60)
    assert (found.n_stations, found.proved_optimal) == (5, True)
    books = balancing.assess(line, ["A", "C", "B F", "D G", "E H I"], 60)
    assert books.valid and books.station_times[-1] == 44


@pytest.mark.parametrize(
    ("line", "takt", "largest", "weight", "best"),
    [("lamp", 75.0, 3, 3, 3), ("pump", 67.9, 7, 6, 6), ("drive unit", 182.1, 13, 12, 12)],
)
def test_the_course_s_own_lines(line, takt, largest, weight, best):
    tasks_of = load("line/tasks")
    line = tasks_of[tasks_of["line"] == line]
    assert balancing.balance(line, takt, method="largest candidate").n_stations == largest
    assert balancing.balance(line, takt, method="positional weight").n_stations == weight
    found = balancing.balance(line, takt)
    assert (found.n_stations, found.proved_optimal) == (best, True)
