"""Assignment 11: whoever the student is, the cell has one answer, classmates differ, and a slip costs one part."""

from collections import Counter
from pathlib import Path

import nbformat
import pytest

from shopfloor.data import my_data
from shopfloor.grading.fill_in import named_mistakes, right_values
from shopfloor.grading.keys import load_keys
from shopfloor.grading.marking import Judge

ROOT = Path(__file__).parents[2]
NAME = "a11_flow"
KEYS = load_keys(ROOT / "instructor", NAME)
COURSE = "test-2026"
STUDENTS = 200


@pytest.fixture(scope="module")
def cases():
    return [KEYS.case(f"student-{number}", COURSE) for number in range(STUDENTS)]


def credits(student, values):
    judge = Judge(KEYS, KEYS.case(student, COURSE, values), values)
    return {part: judge(part)[3] for part in KEYS.functions}


def test_the_bottleneck_is_never_the_longest_time_and_is_shared_out(cases):
    found = Counter()
    for case in cases:
        [station] = KEYS.answer("a11_bottleneck", case).answer
        busy = case.data["process_min"] / case.data["machines"] / case.data["arrival_gap_min"]
        assert busy.idxmax() == station - 1
        assert case.data["process_min"].idxmax() == 1
        found[station] += 1
    assert set(found) == {1, 3, 4} and min(found.values()) > 0.2 * STUDENTS


def test_every_wrong_station_is_told_why_and_the_count_from_0_is_named(cases):
    seen = set()
    for case in cases:
        rule = KEYS.answer("a11_bottleneck", case)
        [right] = rule.answer
        for station in {1, 2, 3, 4} - {right}:
            verdict = rule.judge([station])
            assert verdict.outcome == "wrong, named" and verdict.try_this, (right, station, verdict)
            counted = "counts from 0" in verdict.words
            assert counted == (station == right - 1), (right, station, verdict)
            seen.add((right, station))
            if counted:
                assert f"Meant the {case.data['station'].iloc[station]}?" in verdict.words
    assert len(seen) == 9
    sources = nbformat.read(ROOT / "instructor" / "source" / NAME / f"{NAME}.ipynb", as_version=4)
    [asked] = [cell.source for cell in sources.cells if cell.id == "a11-p2"]
    assert "Count from 1" in asked


def test_the_wait_is_kingmans_worked_out_without_the_method(cases):
    for case in cases:
        [station] = KEYS.answer("a11_bottleneck", case).answer
        name, machines, process, work, gap, arrivals = case.data.iloc[station - 1]
        u = process / gap
        assert machines == 1
        right = (arrivals + work) / 2 * u / (1 - u) * process
        assert KEYS.answer("a11_wait", case).answer == pytest.approx(right)


def test_the_limit_shortens_the_time_of_a_lever_and_most_cells_fall_behind(cases):
    run = KEYS.functions["a11_limit"].__globals__["run"]
    limits, keeps_up = Counter(), 0
    for case in cases:
        limit = KEYS.answer("a11_limit", case).answer
        limits[limit] += 1
        pushed, pulled = run(case.data), run(case.data, "conwip", wip=int(limit))
        work = case.data["process_min"].sum()
        assert limit <= pushed[0] * 2 * work + 0.03 < limit + 1.06
        assert pulled[2] < pushed[2]
        keeps_up += pulled[0] >= 1 / case.data["arrival_gap_min"].iloc[0]
    assert len(limits) >= 2
    # As the rubric says: one in fifteen.
    assert 0.03 * STUDENTS < keeps_up < 0.10 * STUDENTS


def test_who_is_near_a_whole_number_may_fall_to_either_side(cases):
    allowed = KEYS.functions["a11_limit"].__globals__["allowed"]
    near = [case for case in cases if abs(allowed(case) - round(allowed(case))) <= 0.03]
    assert near
    for case in near:
        for limit in (round(allowed(case)) - 1, round(allowed(case))):
            again = KEYS.case(case.student, COURSE, {"a11_limit": limit})
            assert KEYS.answer("a11_limit", again).judge(limit).right
    far = next(case for case in cases if abs(allowed(case) - round(allowed(case))) > 0.2)
    for limit in (int(allowed(far)) + 1, int(allowed(far)) - 1):
        again = KEYS.case(far.student, COURSE, {"a11_limit": limit})
        assert not KEYS.answer("a11_limit", again).judge(limit).right


def test_classmates_have_different_answers():
    for part in ("a11_wait", "a11_limited"):
        values = {right_values(KEYS, f"student-{number}", COURSE)[part] for number in range(40)}
        assert len(values) == 40


@pytest.mark.parametrize("student", ["ana", "ben", "chi"])
def test_a_slip_costs_only_the_part_in_which_it_was_made(student):
    changed = 0
    plain = right_values(KEYS, student, COURSE)
    for slipped, value, _ in named_mistakes(KEYS, student, COURSE):
        value = list(value) if isinstance(value, tuple) else value
        values = right_values(KEYS, student, COURSE, {slipped: value})
        got = credits(student, values)
        assert got.pop(slipped) < 1
        assert set(got.values()) == {1.0}, (slipped, value, got)
        changed += values["a11_wait"] != plain["a11_wait"] or values["a11_limited"] != plain["a11_limited"]
    assert changed >= 4, "the later parts do follow from these"


def test_a_wrong_station_and_a_wrong_limit_are_really_followed():
    """By hand, without the key: the lathes' own wait, and what the cell makes with the limit that was handed in."""
    from shopfloor.methods.flow import simulate

    cell = my_data("flow/cell", "ana", COURSE)
    lathes = cell.iloc[1]
    u = lathes["process_min"] / 2 / lathes["arrival_gap_min"]
    wait = (1 + lathes["process_scv"]) / 2 * u / (1 - u) * lathes["process_min"]
    made = 60 * simulate(cell, "conwip", wip=12, parts=400, seed=11).throughput
    early = {"a11_bottleneck": [2], "a11_limit": 12}
    got = credits(
        "ana", {**right_values(KEYS, "ana", COURSE), **early, "a11_wait": wait, "a11_limited": made}
    )
    assert got["a11_wait"] == got["a11_limited"] == 1.0
    assert got["a11_bottleneck"] == 0


def test_a_station_or_a_limit_that_cannot_be_is_not_followed():
    plain = right_values(KEYS, "ana", COURSE)
    for early in (
        {"a11_bottleneck": [7]},
        {"a11_bottleneck": [1, 2]},
        {"a11_limit": 7.5},
        {"a11_limit": 1e6},
    ):
        values = right_values(KEYS, "ana", COURSE, early)
        assert values["a11_wait"] == plain["a11_wait"] and values["a11_limited"] == plain["a11_limited"]
        case = KEYS.case("ana", COURSE, early)
        assert all(KEYS.answer(part, case) for part in KEYS.functions)
        assert case.followed == set(), "nobody is told that it was followed"


def test_the_rubrics_example_is_a_cell_of_the_course(cases):
    from shopfloor.methods.flow import simulate

    cell = my_data("flow/cell", "example", "open-2026")
    case = KEYS.case("example", "open-2026")
    limit = int(KEYS.answer("a11_limit", case).answer)
    push = simulate(cell, "push", parts=400, seed=11)
    pull = simulate(cell, "conwip", wip=limit, parts=400, seed=11)
    full, half = KEYS.rubric["a11_note"][4], KEYS.rubric["a11_note"][2]
    assert (
        f"takes {push.cycle_time:.0f} minutes, with the limit of {limit} it takes {pull.cycle_time:.0f}"
        in full
    )
    assert f"{60 / cell['arrival_gap_min'].iloc[0]:.2f} levers an hour are ordered" in full
    assert f"makes only {60 * pull.throughput:.2f} under the limit" in full
    assert f"takes {pull.cycle_time:.0f} minutes in place of {push.cycle_time:.0f}" in half
    assert KEYS.answer("a11_bottleneck", case).answer == {4} and "the washer's work" in full


def test_the_notebook_simulates_what_the_key_simulates():
    path = ROOT / "instructor" / "source" / NAME / f"{NAME}.ipynb"
    sources = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
    known = KEYS.functions["a11_limit"].__globals__
    settings = f"parts={known['LEVERS']}, seed={known['SEED']})"
    assert f'simulate(cell, "push", {settings}' in sources
    assert sources.count(f'simulate(cell, "conwip", wip=limit, {settings}') == 2
