"""What to teach again: the order, and the places in lessons and practice that it names."""

import re
from pathlib import Path

import nbformat
import pytest

from shopfloor import practice
from shopfloor.grading.class_results import Mark, PartSummary
from shopfloor.grading.misconceptions import Misconception
from shopfloor.grading.reteach import MOST_NAMED, to_reteach
from shopfloor.grading.titles import titles
from shopfloor.grading.where_taught import TAUGHT, Place

REPOSITORY = Path(__file__).parents[2]
ASSIGNMENTS = sorted(path.name for path in (REPOSITORY / "instructor" / "source").iterdir() if path.is_dir())


def part(name, shares):
    return PartSummary(name, f"Part {name}", 2.0, False, [Mark(2.0 * share, 2.0) for share in shares])


def mistake(name, students, words="You forgot it."):
    return Misconception(name, f"Part {name}", words, tuple(f"s{place}" for place in range(students)))


def test_most_lost_comes_first():
    found = to_reteach(
        [part("a", [1, 0.5, 0.5, 0.5]), part("b", [0, 0, 0, 1]), part("c", [1, 1, 1, 0.9])], []
    )
    assert [one.grade_id for one in found] == ["b", "a"]
    assert [round(one.lost, 3) for one in found] == [0.75, 0.375]


def test_a_shared_mistake_weighs_as_much_as_lost_points():
    parts = [part("a", [0.6] * 10), part("b", [0.7] * 10)]
    assert [one.grade_id for one in to_reteach(parts, [])] == ["a", "b"]
    found = to_reteach(parts, [mistake("b", 3)])
    assert [one.grade_id for one in found] == ["b", "a"]
    assert (found[0].mistake, found[0].made_by, found[0].hand_ins) == ("You forgot it.", 3, 10)
    assert found[0].weight == pytest.approx(0.3 + 0.3)


def test_a_common_mistake_alone_is_enough():
    parts = [part("a", [0.9] * 20)]
    assert to_reteach(parts, [mistake("a", 1)]) == []
    assert [one.made_by for one in to_reteach(parts, [mistake("a", 2), mistake("a", 1, "Another.")])] == [2]


def test_one_person_is_no_pattern():
    found = to_reteach([part("a", [0, 1, 1])], [mistake("a", 1)])
    assert [(one.mistake, one.made_by) for one in found] == [("", 0)]


def test_what_nobody_has_read_yet_is_left_out():
    waiting = PartSummary("a", "Part a", 2.0, True, [Mark(0.0, 2.0), Mark(None, 2.0)])
    unread = PartSummary("b", "Part b", 2.0, True, [Mark(None, 2.0)])
    assert to_reteach([waiting, unread], []) == []


def test_the_list_is_short():
    found = to_reteach([part(str(place), [place / 20]) for place in range(12)], [])
    assert [one.grade_id for one in found] == [str(place) for place in range(MOST_NAMED)]


def test_the_place_is_named():
    found = to_reteach(
        [part("a05_foreign", [0]), part("mine", [0.1])], [], TAUGHT | {"other": Place("05", "x")}
    )
    assert (found[0].lesson, found[0].section) == ("05", "Your turn: what belongs to the job?")
    assert found[0].practice == "foreign elements"
    assert (found[1].lesson, found[1].section, found[1].practice) == ("", "", "")


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_part_has_a_place_that_is_there(assignment):
    lesson = nbformat.read(REPOSITORY / "notebooks" / f"{assignment[1:]}.ipynb", as_version=4)
    headings = {
        re.sub(r" \(\d+ minutes?\)$", "", heading)
        for cell in lesson.cells
        if cell.cell_type == "markdown"
        for heading in re.findall(r"^#{2,3} (.+)", cell.source, re.MULTILINE)
    }
    of_it = {name: place for name, place in TAUGHT.items() if name.startswith(f"{assignment[:3]}_")}
    assert set(of_it) == set(titles(REPOSITORY / "instructor", assignment)[1])
    for name, place in of_it.items():
        assert place.section in headings, name
        assert place.lesson == assignment[1:3]
        assert not place.practice or place.practice in practice.topics(), name
