"""Every number that lesson 09 writes in its prose is what its data give: worked out here with the standard library."""

import csv
import re
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from shopfloor.teaching import check
from shopfloor.teaching.exercises import of_lesson
from shopfloor.teaching.exercises.lesson_09 import MIXED, ORDERED, played

ROOT = Path(__file__).parents[2]
NOTEBOOK = nbformat.read(ROOT / "notebooks" / "09_waste_and_5s.ipynb", as_version=4)
RELEASE, TOOL, TRUCK = "waiting for quality release", "looking for a tool", "waiting for fork truck"
BOARDS = "2026-02-23"


@pytest.fixture(scope="module")
def cells():
    return {cell.id: cell.source for cell in NOTEBOOK.cells}


@pytest.fixture(scope="module")
def guides():
    return {cell.id: cell.metadata.get("shopfloor", {}).get("guide", "") for cell in NOTEBOOK.cells}


def table(name):
    with open(ROOT / "datasets" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def walk():
    return {
        int(row["event"]): (int(row["minutes"]), int(row["distance_m"]), row) for row in table("waste/walk")
    }


@pytest.fixture(scope="module")
def delays():
    return [row for row in table("waste/delays")]


def minutes(rows):
    return sum(int(row["minutes"]) for row in rows if row["minutes"])


def known(delays):
    return [row for row in delays if row["delay"] != "88"]


def of(rows, cause):
    return [row for row in rows if row["cause"] == cause]


def of_line(rows, line, after):
    return [row for row in rows if row["line"] == line and (row["date"] >= BOARDS) == after]


def test_the_order_is_followed_from_the_dock_to_the_truck(cells, walk):
    assert "At 06:10 a truck" in cells["l09-predict"] and walk[1][2]["start"] == "06:10"
    last = walk[40]
    hours, late = (int(part) for part in last[2]["start"].split(":"))
    assert (
        hours * 60 + late + last[0] == 19 * 60 + 38 and "At 19:38 forty valves leave" in cells["l09-predict"]
    )
    assert last[2]["start"] == "19:32"
    assert "forty castings" in cells["l09-predict"] and "40 castings" in walk[1][2]["seen"]
    assert "40 valves" in walk[33][2]["seen"]


def test_the_first_ten_events(cells, walk):
    first_ten = sum(walk[event][0] for event in range(1, 11))
    assert cells["l09-worked-divide"] == f"round({walk[10][0]} / {first_ten}, 3)"
    assert f"{100 * walk[10][0] / first_ten:.0f} % of the time" in cells["l09-worked-unit"]
    for event, words in ((10, "mills the faces"), (9, "mounts the jaws"), (4, "in the store")):
        assert words in walk[event][2]["seen"]
        assert f"event {event}" in cells["l09-worked-steps"]


def test_the_whole_order_and_what_lay_still(cells, walk):
    total, paid = sum(one[0] for one in walk.values()), sum(walk[event][0] for event in (10, 14, 24))
    assert f"{paid} of {total} minutes" in cells["l09-compare"]
    longest = sorted(walk, key=lambda event: -walk[event][0])[:2]
    still = sum(walk[event][0] for event in longest)
    assert f"{still} minutes, nearly as much" in cells["l09-longest-text"] and 0 < paid - still < 5
    drives = [one for one in walk.values() if one[1] > 0]
    assert len(drives) == 7 and "the seven drives" in cells["l09-longest-text"]
    meters, took = sum(one[1] for one in drives), sum(one[0] for one in drives)
    assert (
        f"seven drives, {meters} m" in GUIDE["l09-longest-text"]
        and f"{took} minutes in all" in GUIDE["l09-longest-text"]
    )
    assert took < paid / 9
    assert "After event 26 nothing is value-added" in cells["l09-e2-text"]


GUIDE = {cell.id: cell.metadata.get("shopfloor", {}).get("guide", "") for cell in NOTEBOOK.cells}


def test_the_events_of_the_third_exercise_are_shown_and_are_what_they_are_called(cells, walk):
    assert 'walk["event"] > 28' in cells["l09-late-events"] and ".head(10)" in cells["l09-late-events"]
    assert "32, 34, 35 and 38" in cells["l09-e3-text"]
    words = {
        29: "more than ordered",
        30: "no time to write",
        32: "wait for the packer",
        34: "wraps",
        35: "reaches",
    }
    words[38] = "printed again"
    assert all(word in walk[event][2]["seen"] for event, word in words.items())
    listed = re.findall(r"^(\d)\. \*\*(.+?)\*\*", cells["l09-eight"], flags=re.M)
    assert [number for number, _ in listed] == list("12345678")
    from shopfloor.teaching.exercises.lesson_09 import WASTES

    assert [name.lower() for _, name in listed] == list(WASTES.values())


def test_the_entry_in_seconds(cells, delays):
    sizes = sorted(((int(row["minutes"]), row["delay"]) for row in delays if row["minutes"]), reverse=True)
    assert sizes[0] == (840, "88") and sizes[1][0] < 480
    others = [int(row["minutes"]) for row in of(known(delays), TRUCK) if row["minutes"]]
    assert max(others) <= 840 / 60 == 14 and "840 minutes are fourteen hours" in cells["l09-pareto-clean"]
    assert "would be 14 minutes" in cells["l09-pareto-clean"] and "[88]" in cells["l09-clean"]
    assert "every stop of three minutes or more" in cells["l09-pareto"] and sizes[-1][0] == 3
    leader = Counter()
    for row in delays:
        leader[row["cause"]] += int(row["minutes"] or 0)
    assert leader.most_common(1)[0][0] == TRUCK, "the slip leads the first chart"


def test_the_vital_causes(cells, delays):
    by_minutes, by_count = Counter(), Counter()
    for row in known(delays):
        by_minutes[row["cause"]] += int(row["minutes"] or 0)
        by_count[row["cause"]] += 1
    assert by_minutes.most_common(1)[0][0] == RELEASE and by_count.most_common(1)[0][0] == TOOL
    share = by_minutes[TOOL] / sum(by_minutes.values())
    assert (
        f"{by_count[TOOL]} times, yet that is {100 * share:.0f} % of the minutes" in cells["l09-counts-after"]
    )
    assert f"Quality release came {by_count[RELEASE]} times" in cells["l09-counts-after"]
    reached, few = 0, 0
    for _, size in by_minutes.most_common():
        if reached < 0.8 * sum(by_minutes.values()):
            reached, few = reached + size, few + 1
    assert few == 6 and len(by_minutes) == 10 and "six of ten to reach 80 %" in GUIDE["l09-pareto"]


def test_the_guess_of_the_inspector(cells, delays):
    release = of(delays, RELEASE)
    at_b = [row for row in release if row["line"] == "B"]
    assert len(at_b) == 5 and "But it does, five times" in cells["l09-whys-text"]
    notes = {row["note"] for row in release if row["note"]}
    assert notes == {"inspector at line B", "gauge in calibration"}, "two notes from the record"
    assert all(f'"{note}"' in cells["l09-fish"] for note in notes)


def test_the_boards(cells, delays):
    tools = of(delays, TOOL)
    count = {(line, after): len(of_line(tools, line, after)) for line in "AB" for after in (False, True)}
    assert f"A: {count['A', False]}, then {count['A', True]}." in cells["l09-boards-text"]
    assert f"{count['B', False]} and {count['B', True]}" in cells["l09-boards-text"]
    assert "On 23 February" in cells["l09-boards"] and BOARDS in cells["l09-boards-before"]
    days = [row["date"] for row in delays]
    assert min(days) == "2026-01-12" and max(days) == "2026-04-03", "six weeks before, six weeks after"


def test_what_can_be_decided(cells, delays):
    late = [row for row in known(delays) if row["date"] >= BOARDS]
    tools = minutes(of([row for row in late if row["line"] == "B"], TOOL))
    release = minutes(of(late, RELEASE))
    assert f"Its searches took {tools} minutes" in cells["l09-decide"]
    assert f"waited {release} minutes for release" in cells["l09-decide"]
    assert {row["line"] for row in of(late, RELEASE)} == {"A", "B"}
    assert "five in six went away" in cells["l09-decide"] and (24 - 4) / 24 == pytest.approx(5 / 6)
    assert f"{release} minutes in six weeks, tools on B {tools}" in GUIDE["l09-decide"]
    assert "about an hour" in GUIDE["l09-decide"] and abs(tools * 5 / 6 - 60) < 8


def ratios(group, first=1, second=2):
    time = {
        (row["player"], int(row["play"])): float(row["seconds"])
        for row in table("waste/numbers_game")
        if row["group"] == group
    }
    players = sorted({player for player, _ in time})
    return [time[player, second] / time[player, first] for player in players]


def test_the_paired_comparison(cells):
    in_b, in_a = ratios("B"), ratios("A")
    assert len(in_b) == len(in_a) == 12 and "class of 24" in cells["l09-further"]
    assert (
        max(in_b) < 1
        and "All twelve were quicker" in cells["l09-pairs-text"]
        and cells["l09-coin"] == "0.5 ** 12"
    )
    left_b, left_a = sum(in_b) / 12, sum(in_a) / 12
    assert f"{100 * (1 - left_b):.0f} % less, thanks to 5S?" in cells["l09-group-a"]
    assert f"Practice alone leaves {100 * left_a:.0f} %" in cells["l09-e9-text"]
    assert f"its {left_b:.4f} is practice times order" in cells["l09-e9-text"]
    assert f"between {min(in_b):.2f} and {max(in_b):.2f}" in GUIDE["l09-further"]
    first = [
        float(row["seconds"])
        for row in table("waste/numbers_game")
        if row["group"] == "B" and row["play"] == "1"
    ]
    assert f"from {min(first):.0f} to {max(first):.0f} seconds" in GUIDE["l09-further"]
    assert f"{left_b / left_a:.2f} and {left_a:.2f} are what twelve players" in GUIDE["l09-further"]
    sheets = {(row["group"], row["play"]): row["sheet"] for row in table("waste/numbers_game")}
    assert sheets["A", "2"] == sheets["A", "1"] == sheets["B", "1"] == "mixed" != sheets["B", "2"]


def test_the_tool_crib_slides_back(cells):
    scores = {}
    for row in table("waste/five_s_audit"):
        if row["area"] == "tool crib":
            scores.setdefault(row["walk"], []).append(int(row["score"]))
    before, after, later = (sum(scores[walk]) / 15 for walk in ("before", "after", "eight weeks later"))
    assert f"From {before:.1f} to {after:.1f}, and eight weeks later back at {later:.1f}" in cells["l09-next"]
    assert len({row["area"] for row in table("waste/five_s_audit")}) == 4


def test_the_answers_that_the_exercises_take_for_right(walk, delays):
    paid, total = sum(walk[event][0] for event in (10, 14, 24)), sum(one[0] for one in walk.values())
    rows = known(delays)
    right = {
        "09.r2": 12 / (12 + 36),
        "09.2": paid / total,
        "09.4": 88,
        "09.5": minutes(of(rows, RELEASE)) / minutes(rows),
        "09.9": 1 - sum(ratios("B")) / sum(ratios("A")),
    }
    made = of_lesson("09")
    assert {id: made[id].test.answer for id in right} == pytest.approx(right)
    assert made["09.1"].test.answer == {14, 24}
    assert made["09.3"].test.judge([5, 8, 4, 6, 3, 7]).right
    letters = {id: "".join(sorted(made[id].test.answer)) for id in ("09.r1", "09.r3", "09.x1", "09.x2")}
    assert letters == {"09.r1": "b", "09.r3": "b", "09.x1": "a", "09.x2": "b"}
    answers = [made["09.6"].test.shown[letter] for letter in made["09.6"].test.answer]
    assert [answer.split()[2] for answer in answers] == ["waits", "not", "not", "is", "laboratory"]
    assert "840 minutes are fourteen hours" in made["09.4"].solution
    assert "40 %, not 47" in made["09.9"].test.insight and round(100 * right["09.9"]) == 40
    assert "a quarter" in made["09.5"].test.insight and right["09.5"] == pytest.approx(0.25, abs=0.001)
    assert "Less than a quarter" in made["09.2"].test.insight and right["09.2"] < 0.25


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([5, 8, 2, 6, 3, 7], "Event 32 as inventory"),
        ([5, 8, 4, 7, 3, 7], "Event 34 as defects"),
        ([5, 8, 4, 6, 1, 7], "a person reaches"),
        ([5, 8, 4, 6, 3, 6], "because the first was wrong"),
        ([5, 8, 4, 6, 3, ...], "no number yet"),
        ([4, 6, 3, 7], "Six numbers are asked for"),
        ([5, 8, "waiting", "overprocessing", "motion", "defects"], "without quotes"),
        ([5, 8, 32, 34, 35, 38], "Those are the events"),
        ([5, 8, 4, 9, 3, 7], "no waste number 9"),
        ([5, 7, 4, 6, 3, 7], "put them back"),
    ],
)
def test_a_wrong_name_is_answered_with_its_own_reason(names, said):
    verdict = of_lesson("09")["09.3"].test.judge(names)
    assert not verdict.right and said in verdict.words


@pytest.mark.parametrize(
    ("exercise", "given", "said"),
    [
        ("09.2", (48 + 70) / (808 - 251), "left the first ten events out"),
        ("09.4", 1, "look in the column delay"),
        ("09.5", 286 / 3751, "the fork truck's share"),
        ("09.5", 0.18, "the share of the second cause"),
        ("09.6", "b a e d c", "You gave b a e d c. You wrote the chain backwards"),
        ("09.9", 0.5335, "practice and order leave together"),
        ("09.9", 0.8949, "practice alone leaves"),
    ],
)
def test_a_likely_slip_is_called_by_its_name(exercise, given, said):
    verdict = of_lesson("09")[exercise].test.judge(given)
    assert not verdict.right and said in str(verdict)


def test_the_blanks_of_the_page_are_not_tried_yet():
    assert check("09.3", [5, 8, ..., ..., ..., ...]).kind == "not tried"
    assert check("09.8", [played(), ...]).kind == "not tried"
    assert check("09.8", [played((MIXED, 2.0), (ORDERED, 1.0)), ...]).kind == "not tried"


def test_the_game_is_judged_by_the_players_own_times():
    both = of_lesson("09")["09.7"].test
    assert "Choose set in order" in both.judge(played((MIXED, 2.0))).words
    assert "The sheet mixed is missing" in both.judge(played((ORDERED, 2.0))).words
    assert "other sheets" in both.judge(played(("sorted", 2.0))).words
    assert "You played set in order first" in both.judge(played((ORDERED, 1.0), (MIXED, 2.0))).words
    share = of_lesson("09")["09.8"].test
    game = played((MIXED, 2.4), (ORDERED, 0.9))
    said = {
        0.375: "share that is left",
        1.5: "is seconds",
        2.4 / 0.9 - 1: "divided by the second time",
        2.4 / 0.9: "so many times as long",
        2.4: "your first time",
        0.9: "your second time",
        62.5: "percent",
    }
    assert share.judge([game, 0.625]).right
    for value, words in said.items():
        verdict = share.judge([game, value])
        assert not verdict.right and words in verdict.words, verdict
    # Two decimals are on the screen: whoever reckons with those is right.
    close = played((MIXED, 1.2349), (ORDERED, 0.6851))
    assert share.judge([close, (1.23 - 0.69) / 1.23]).right
    assert not share.judge([close, 0.49]).right


def test_the_sample_figures_of_key_points_and_exit(cells):
    assert "divides by *all* the time" in cells["l09-key"]
    assert "Validate" in cells["l09-next"] and "form of an answer only" in cells["l09-next"]
