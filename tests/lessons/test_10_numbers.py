"""Every number that lesson 10 writes in its prose is what its data give: worked out here with the standard library."""

import csv
import re
from math import ceil
from pathlib import Path

import nbformat
import pytest

from shopfloor.teaching.exercises import of_lesson

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(ROOT / "notebooks" / "10_takt_and_line_balancing.ipynb", as_version=4)


@pytest.fixture(scope="module")
def cells(notebook):
    return {cell.id.removeprefix("l10-"): cell.source for cell in notebook.cells}


@pytest.fixture(scope="module")
def guides(notebook):
    return {
        cell.id.removeprefix("l10-"): cell.metadata.get("shopfloor", {}).get("guide", "")
        for cell in notebook.cells
    }


def table(name):
    with open(ROOT / "datasets" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Line:
    """One of the course's lines, from the CSV files."""

    def __init__(self, name):
        rows = [row for row in table("line/tasks") if row["line"] == name]
        self.times = {row["task"]: int(row["time"]) for row in rows}
        self.before = {row["task"]: set(row["predecessors"].split()) for row in rows}
        self.now = {}
        for row in rows:
            self.now.setdefault(int(row["station_now"]), []).append(row["task"])
        [plan] = [row for row in table("line/lines") if row["line"] == name]
        self.plan = {key: int(value) for key, value in plan.items() if value.isdigit()}
        free = self.plan["breaks_min"] + self.plan["meeting_min"]
        self.minutes = self.plan["shifts_per_day"] * (self.plan["shift_min"] - free)
        self.demand = self.plan["demand_per_day"]
        self.takt = self.minutes * 60 / self.demand
        self.work = sum(self.times.values())

    def load(self, tasks):
        return sum(self.times[task] for task in tasks)

    def fullest_now(self):
        return max(map(self.load, self.now.values()))

    def all_before(self, task):
        return set().union(self.before[task], *map(self.all_before, self.before[task]))

    def weight(self, task):
        return self.times[task] + self.load(one for one in self.times if task in self.all_before(one))

    def filled(self, rank, room):
        """The plan by a rule: the highest-ranking task that may come next and fits."""
        stations, left, done = [[]], room, set()
        while len(done) < len(self.times):
            ready = [one for one in self.times if one not in done and self.before[one] <= done]
            fits = [one for one in ready if self.times[one] <= left]
            if not fits:
                stations.append([])
                left = room
                continue
            best = max(fits, key=rank)
            stations[-1].append(best)
            done.add(best)
            left -= self.times[best]
        return stations

    def holds(self, stations, room):
        place = {task: at for at, tasks in enumerate(stations) for task in tasks}
        return (
            set(place) == set(self.times)
            and all(self.load(tasks) <= room for tasks in stations)
            and all(place[one] <= place[task] for task in place for one in self.before[task])
        )

    def fits_into(self, count, room):
        """Can the line be built with so many stations? Every way to fill one station after the other is tried."""
        reached = {frozenset()}
        for _ in range(count):
            reached = {done | station for done in reached for station in self._next(done, room)}
        return frozenset(self.times) in reached

    def _next(self, done, room):
        found, grown = {frozenset()}, {frozenset()}
        while grown:
            grown = {
                some | {one}
                for some in grown
                for one in self.times
                if one not in done | some and self.before[one] <= done | some
                if self.load(some) + self.times[one] <= room
            } - found
            found |= grown
        return found


@pytest.fixture(scope="module")
def lamp():
    return Line("lamp")


@pytest.fixture(scope="module")
def pump():
    return Line("pump")


@pytest.fixture(scope="module")
def heater():
    return Line("heater")


def test_the_lamp_line_and_its_takt(cells, lamp):
    plan = lamp.plan
    assert f"## Five people, {lamp.demand} lamps" in cells["story"] and plan["operators_per_shift"] == 5
    assert "Five people build desk lamps" in cells["story"] and len(lamp.now) == 5
    assert f"Together {lamp.work} seconds. Two shifts" in cells["predict-ask"] and plan["shifts_per_day"] == 2
    assert f"A shift has {plan['shift_min']} minutes" in cells["worked"]
    assert f"{plan['breaks_min']} minutes of breaks and {plan['meeting_min']} of meeting" in cells["worked"]
    assert cells["worked-minutes"] == "2 * (480 - 20 - 10)" and lamp.minutes == 900
    assert cells["worked-seconds"] == f"{lamp.minutes} * 60 / {lamp.demand}" and lamp.takt == 75
    assert "Every 75 seconds" in cells["worked-name"] and "`takt_time(900 * 60, 720)`" in cells["worked-name"]
    assert cells["worked-people"] == f"{lamp.work} / 75" and ceil(lamp.work / lamp.takt) == 3
    assert "2.87" in guides_text() and "so three. Five stand there" in cells["worked-people-text"]


def guides_text():
    made = nbformat.read(ROOT / "notebooks" / "10_takt_and_line_balancing.ipynb", as_version=4)
    return " ".join(cell.metadata.get("shopfloor", {}).get("guide", "") for cell in made.cells)


def test_the_duty_is_a_technicians(cells):
    [duty] = [row for row in table("careers/duties") if row["duty_id"] == "D09"]
    assert '"D09"' in cells["duty"] and duty["role"] == "Industrial engineering technician"
    assert "who does what" in duty["duty"]


def test_three_times_and_the_efficiency(cells, lamp, guides):
    text = cells["three-times"]
    assert "**Takt time**, 75 s" in text and f"**Cycle time**, {lamp.fullest_now()} s" in text
    assert lamp.load(lamp.now[2]) == lamp.fullest_now() and "number 2" in text
    assert f"**Lead time**, {5 * 75} s" in text and "75 s at each of five stations" in text
    assert cells["efficiency"] == f"{lamp.work} / (5 * 75)"
    share = lamp.work / (5 * 75)
    assert (
        f"is {share:.3f}. The rest, {1 - share:.3f} or {100 * (1 - share):.0f} %" in cells["efficiency-text"]
    )
    day = lamp.minutes * 60 / lamp.fullest_now()
    assert "Some 930 lamps, of which 211 have no buyer" in guides["three-times"]
    assert round(day, -1) == 930 and round(day - lamp.demand) == 211


def test_the_planner_who_took_the_breaks_for_work(cells, lamp):
    whole = 2 * lamp.plan["shift_min"]
    assert f"*all* {whole} minutes by {lamp.demand}" in cells["efficiency-text"]
    assert whole * 60 / lamp.demand == 80 and cells["planner"] == "900 * 60 / 80"
    assert lamp.demand - 900 * 60 / 80 == 45 and "Every evening 45 are missing" in cells["e1-text"]


def test_largest_candidate_step_by_step(cells, lamp, guides):
    text = cells["rule-1"]
    t = lamp.times
    assert [task for task in t if not lamp.before[task]] == ["A", "C"]
    assert (
        f"A ({t['A']}) and C ({t['C']}) may come first. C is longer: {t['C']} s, {75 - t['C']} left" in text
    )
    left = 75 - t["C"] - t["A"]
    assert f"A ({t['A']}) and E ({t['E']}). E does not fit, so A: {t['C'] + t['A']} s, {left} left" in text
    assert t["E"] > 75 - t["C"]
    ready = [task for task in t if task not in "AC" and lamp.before[task] <= {"A", "C"}]
    assert ready == ["B", "D", "E"]
    assert f"B ({t['B']}), D ({t['D']}) and E ({t['E']}) may come next" in text
    assert t["B"] <= left < t["D"]
    by_rule = lamp.filled(t.get, 75)
    assert by_rule == [["C", "A", "B"], ["E", "D"], ["F", "G", "H"]]
    loads = [lamp.load(tasks) for tasks in by_rule]
    assert loads == [73, 73, 69] and "73, 73 and 69 s" in guides["title"]
    assert f"{75 - loads[0]} s to spare" in cells["rule-1-code"] and "Three stations" in cells["rule-2"]
    assert lamp.filled(lamp.weight, 75) == by_rule, "both rules give the lamp line alike"


def test_the_strips_of_paper_have_the_right_length(guides, lamp):
    text = guides["title"]
    assert "1 cm long for every 2 s (A is 9 cm, E is 23 cm)" in text and "37.5 cm" in text
    assert (lamp.times["A"] / 2, lamp.times["E"] / 2, lamp.takt / 2) == (9, 23, 37.5)


def test_the_positional_weights(cells, lamp):
    t = lamp.times
    assert cells["rule-2-e"] == f"{t['E']} + {t['F']} + {t['G']} + {t['H']}"
    assert lamp.weight("E") == t["E"] + t["F"] + t["G"] + t["H"]
    made = of_lesson("10")["10.3"].test
    assert made.answer == lamp.weight("A") == 126
    assert f"C weighs {lamp.weight('C')}" in made.insight
    assert lamp.weight("C") == max(map(lamp.weight, t))


def test_the_pump_line_as_it_is_today(cells, pump, guides):
    assert pump.plan["operators_per_shift"] == len(pump.now) == 6
    assert f"{pump.demand} pumps a day, takt {pump.takt:.1f} s, six people" in cells["turn"]
    over = [number for number, tasks in pump.now.items() if pump.load(tasks) > pump.takt]
    assert over == [5] and f"station 5 takes {pump.load(pump.now[5])} s" in cells["turn"]
    assert cells["today"] == f"{pump.minutes} * 60 / {pump.fullest_now()}"
    day = int(pump.minutes * 60 / pump.fullest_now())
    assert f"{day} whole pumps of {pump.demand}" in cells["turn-task"]
    assert f"{pump.demand - day} pumps were missing" in mistakes_of("10.5")
    assert "the longest station: 71 before, 65 to 67 now" in guides["e5-turn"].replace("The", "the")


def mistakes_of(id):
    return " ".join(mistake.words for mistake in of_lesson("10")[id].test.mistakes)


def test_six_stations_hold_and_both_rules_say_what_the_lesson_says(cells, pump, guides):
    assert "seven stations. *Positional weight* needs six" in cells["e5-text"]
    assert len(pump.filled(pump.times.get, pump.takt)) == 7
    by_weight = pump.filled(pump.weight, pump.takt)
    assert len(by_weight) == 6 and pump.holds(by_weight, pump.takt)
    # The five moves of the guide and of the solution.
    moved = {task: number for number, tasks in pump.now.items() for task in tasks}
    moved |= {"D": 1, "F": 2, "G": 2, "I": 3, "L": 4}
    stations = [[task for task in moved if moved[task] == number] for number in range(1, 7)]
    assert pump.holds(stations, pump.takt) and "D to 1, F and G to 2, I to 3, L to 4" in guides["turn"]
    loads = [str(pump.load(tasks)) for tasks in stations]
    assert f"{', '.join(loads[:-1])} and {loads[-1]} s" in of_lesson("10")["10.4"].solution
    # The efficiency does not see the difference.
    assert (
        f"{100 * pump.work / (6 * pump.takt):.1f}" == "81.0"
        and "81.0 %. Now, 81.0 %" in of_lesson("10")["10.5"].question
    )
    assert "330 / (6 x 67.9)" in guides["e5-turn"] and pump.work == 330


def test_the_fullest_station_can_be_65_to_67_seconds_full(pump):
    """What the guide says of a board that holds with six stations."""
    assert pump.fits_into(6, 65) and not pump.fits_into(6, 64)


def test_what_the_guide_adds_about_efficiency_and_the_sheet(lamp, pump, guides):
    before, now = 330 / (6 * 71), [330 / (6 * longest) for longest in (67, 65)]
    assert f"{100 * before:.1f} % before, {100 * now[0]:.0f} to {100 * now[1]:.0f} % now" in guides["e5-turn"]
    first, second = lamp.load("CAB"), lamp.load("ED")
    text = guides["work"]
    assert f"E to station 1 ({first + lamp.times['E']} s, too long)" in text
    assert f"A to station 2 ({second + lamp.times['A']} s, too long" in text and "A" in lamp.before["B"]
    assert "shortest_cycle(pump, 5) says 73 s" in guides["further"]
    assert pump.fits_into(5, 73) and not pump.fits_into(5, 72)


def test_the_heater_line(cells, heater):
    assert f"takt {heater.takt:.1f} s. One test takes {heater.times['Q']} s" in cells["long"]
    assert [task for task, time in heater.times.items() if time > heater.takt] == ["Q"]
    assert "test rig sets" in next(
        row["description"] for row in table("line/tasks") if row["line"] == "heater" and row["task"] == "Q"
    )
    assert f"in the {heater.minutes} minutes of a day? {heater.demand} are wanted" in cells["long-try"]
    assert of_lesson("10")["10.6"].test.answer == int(heater.minutes * 60 / heater.times["Q"])
    short = heater.demand - of_lesson("10")["10.6"].test.answer
    assert f"{short} a day are missing" in of_lesson("10")["10.6"].test.insight
    assert "2 × 102.7 s" in cells["long-cures"] and '"205 for 2"' in cells["long-cures"]
    # Q with S and T at one station of two people, as the output shows it.
    assert heater.load("QST") == 205 <= 2 * 102.7


def test_the_cell(cells, guides):
    rows = table("line/cell_steps")
    manual, walk = (sum(int(row[name]) for row in rows) for name in ("manual_s", "walk_s"))
    assert f"By hand {manual} s, walking {walk} s: the round takes {manual + walk} s" in cells["e7-text"]
    assert manual + walk < 67.9
    machines = {
        row["machine"]: int(row["manual_s"]) + int(row["auto_s"]) for row in rows if row["auto_s"] != "0"
    }
    assert "## One person, five machines" in cells["cell"] and len(machines) == 5
    slowest = max(machines, key=machines.get)
    assert slowest == "mill M1" and of_lesson("10")["10.7"].test.answer == machines[slowest] == 70
    assert f"{machines[slowest] - 67.9:.1f} s over takt" in of_lesson("10")["10.7"].test.insight
    assert f"the person has {70 - manual - walk} s to spare" in guides["cell"].replace("The", "the")
    assert "thick bar of 9 s by hand, a dashed line of 61 s" in guides["cell"]
    assert next((row["manual_s"], row["auto_s"]) for row in rows if row["machine"] == slowest) == ("9", "61")


def test_three_or_four_people_for_the_lamps(cells, lamp, guides):
    assert "fullest station takes 73 of 75 seconds" in cells["decide"]
    assert lamp.fits_into(4, 58) and not lamp.fits_into(4, 57)
    assert "Four keep the same 58 s as five do today" in cells["decide-people"] and lamp.fullest_now() == 58
    assert "17 s below takt" in guides["decide"] and lamp.takt - 58 == 17
    assert lamp.times["E"] == 46 and "same 46 seconds" in cells["sentence"]


def test_the_wage_of_a_place(cells, lamp):
    [wage] = [
        row["hourly_median"]
        for row in table("careers/wages")
        if row["soc"] == "51-2090" and row["year"] == "2024"
    ]
    assert (
        f"less than {wage} dollars an hour" in cells["decide-people"]
        and "May 2024, 51-2090" in cells["decide-people"]
    )
    hours = 2 * lamp.plan["shift_min"] // 60
    assert cells["place"] == f"round({hours} * {wage}, 2)" and f"{hours} paid hours" in cells["decide-people"]


def test_five_stations_are_impossible_for_the_pumps(cells, pump):
    assert f"(330 / 67.9 is {pump.work / 67.9:.2f})" in cells["further"] and ceil(pump.work / pump.takt) == 5
    t = pump.times
    text = cells["proof"]
    assert (
        f"M ({t['M']} s) fits neither with K nor with L: that makes {t['M'] + t['K']} and {t['M'] + t['L']} s"
        in text
    )
    assert t["M"] + t["K"] > pump.takt and t["M"] + t["L"] > pump.takt
    others = set(t) - set("KLMN")
    assert all(task in pump.all_before("K") | pump.all_before("L") for task in others)
    assert f"and no more: {t['M'] + t['N']} s" in text and f"for {pump.work} s of work" in text
    spare, idle = 5 * 67.9 - pump.work, 67.9 - t["M"] - t["N"]
    assert idle > spare and of_lesson("10")["10.8"].test.judge([spare, idle]).right
    assert not pump.fits_into(5, pump.takt) and pump.fits_into(6, pump.takt)
    assert cells["tail"].endswith("tail(4)") and list(t)[-4:] == list("KLMN")


def test_the_drive_unit_line(cells):
    drive = Line("drive unit")
    assert "Forty tasks, twelve stations" in cells["drive-text"] and len(drive.times) == 40
    assert f"takt_time({drive.minutes} * 60, {drive.demand})" in cells["drive"]
    assert len(drive.filled(drive.times.get, drive.takt)) == 13 and "needs thirteen" in cells["drive-text"]
    assert len(drive.filled(drive.weight, drive.takt)) == 12
    assert ceil(drive.work / drive.takt) == 11, "division alone does not prove twelve"


def test_how_fast_six_people_can_build_pumps(cells, pump):
    assert "in the 860 minutes of a day" in cells["e9-text"] and pump.minutes == 860
    answer = of_lesson("10")["10.9"].test
    assert (
        answer.answer == int(pump.minutes * 60 / 65)
        and f"{answer.answer - pump.demand} more" in answer.insight
    )


def test_the_recall_questions_have_one_answer():
    letters = {
        id: "".join(sorted(of_lesson("10")[id].test.answer))
        for id in ("10.r1", "10.r2", "10.r3", "10.2", "10.5", "10.x1", "10.x2")
    }
    assert letters == dict(zip(letters, "bbbbbbc"))
    assert 60 / 1.25 == 48 and of_lesson("10")["10.r2"].test.options["b"] == "48"


def test_what_the_guide_says_of_the_wrong_turns(guides):
    assert all(len(guides[part].split()) > 20 for part in ("turn", "decide", "three-times", "long"))
    levels = re.findall(r"Level (\d)", guides["decide"])
    assert levels == ["1", "2", "3"]


def test_the_check_of_the_board_says_what_is_missing():
    from shopfloor.teaching.exercises.lesson_10 import BY_WEIGHT, pumps

    test = of_lesson("10")["10.4"].test
    said = {
        "as it is today": pumps(),
        "with 7 stations": pumps(["A B C", "D E", "F G H", "I J", "K", "L", "M N"]),
        "Station 6 takes 85 s": pumps(["A B C", "D E", "F G H", "I J", "K", "L M N"]),
        "must be done before it": pumps(["A B C D", "E F G", "H I", "J M", "K L", "N"]),
        "2 tasks have no station": pumps(BY_WEIGHT[:-1]),
        "set the demand to 760": pumps(BY_WEIGHT, demand=700),
        "stand side by side": pumps(BY_WEIGHT, people=[1, 1, 1, 1, 1, 2]),
        "board of another line": pumps(line="lamp"),
    }
    for words, board in said.items():
        assert words in test.judge(board).words and not test.judge(board).right
    assert test.judge(pumps()).outcome == "not tried"
    assert test.judge(pumps(BY_WEIGHT)).right


def test_the_numbers_of_a_minute_and_takt_are_told_apart():
    test = of_lesson("10")["10.1"].test
    said = {
        (960, 75.8): "both shifts whole",
        (900, 900 * 60 / 760): "took off the breaks",
        (900, 75): "are the lamp line's",
        (430, 33.9): "one shift",
        (860, 860 / 760): "takt in minutes",
        (860, 760 / 860): "turned the division over",
        (860, 68): "keep a decimal",
        (860, 33.9): "that of 430, one shift",
        (67.9, 860): "the other way round",
    }
    for given, words in said.items():
        verdict = test.judge(list(given))
        assert words in verdict.words, given
        # Who has the minutes is not sent back to them.
        assert ("seconds of the day" in verdict.try_this) == (given[0] == 860), given


def test_the_arrow_keys_do_on_the_board_what_the_lesson_says(cells):
    board = (ROOT / "src/shopfloor/widgets/line_balancing_board/line_balancing_board.js").read_text(
        encoding="utf-8"
    )
    assert "ArrowLeft: () => moveBy" in board and "ArrowUp: () => goBy" in board
    assert "(click, or ↑ and ↓)" in cells["turn-keys"] and "← and → *move*" in cells["turn-keys"]


def test_the_spare_seconds_are_told_apart():
    test = of_lesson("10")["10.8"].test
    said = {
        (20.9, 9.5): "the other way round",
        (77.4, 20.9): "six stations have to spare",
        (339.5, 20.9): "all the time of five stations",
        (9.5, 47): "47 s is the work at that station",
        (9.5, 31.9): "N can join M there",
        (9.5, 5): "The first is right",
        (1, 20.9): "The first is not there yet",
    }
    for given, words in said.items():
        verdict = test.judge(list(given))
        assert words in verdict.words and not verdict.right, given
        assert ("M and N leave" in verdict.try_this) == (given[0] == 9.5), given


def test_dividing_by_takt_and_multiplying_by_people_are_told_apart():
    test = of_lesson("10")["10.9"].test
    for given, words in {
        860 * 60 / 67.9: "divided by takt",
        759: "divided by takt",
        6 * 860 * 60 / 65: "do not multiply",
    }.items():
        verdict = test.judge(given)
        assert words in verdict.words and not verdict.right, given


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["next"] and "form of an answer only" in cells["next"]
