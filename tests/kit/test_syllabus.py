"""The syllabus: every lesson and assignment has its place, and its sums are those of the notebooks."""

import re
from pathlib import Path

import nbformat
import pytest

from shopfloor.kit.handouts import handouts

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def syllabus():
    return (REPOSITORY / "instructor" / "syllabus.md").read_text(encoding="utf-8")


def section(text, heading):
    return re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[1]


def table(text):
    """The rows of a section's table as lists of texts, the heading first."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|---")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def column(rows, name):
    return [row[rows[0].index(name)] for row in rows[1:]]


def numbers(cells):
    return [number for cell in cells for number in re.findall(r"\b\d\d\b", cell)]


def first_cells(folder, pattern):
    return [nbformat.read(path, 4).cells[0].source for path in sorted(folder.glob(pattern))]


@pytest.mark.parametrize(("plan", "weeks"), [("Sixteen weeks", 16), ("Eight weeks", 8)])
def test_each_lesson_is_taught_and_each_assignment_due_once(syllabus, plan, weeks):
    rows = table(section(syllabus, plan))
    assert column(rows, "week") == [str(week) for week in range(1, weeks + 1)]
    lessons = [path.name[:2] for path in sorted((REPOSITORY / "notebooks").glob("*.ipynb"))]
    # The capstone takes the last two weeks of a long term.
    assert numbers(column(rows, "lesson")) == lessons + (["15"] if weeks == 16 else [])
    sources = [path.name[1:3] for path in sorted((REPOSITORY / "instructor" / "source").glob("a*"))]
    assert numbers(column(rows, "due")) == sources


def test_nothing_is_due_before_its_lesson_was_taught(syllabus):
    for plan in ("Sixteen weeks", "Eight weeks"):
        taught = set()
        rows = table(section(syllabus, plan))
        for lesson, due in zip(column(rows, "lesson"), column(rows, "due"), strict=True):
            taught |= set(numbers([lesson]))
            assert set(numbers([due])) <= taught


def test_each_lesson_has_its_quiz_a_week_later_at_most(syllabus):
    rows = table(section(syllabus, "Sixteen weeks"))
    week_of = {lesson: week for week, cell in enumerate(column(rows, "lesson")) for lesson in numbers([cell])}
    quizzes = {quiz: week for week, cell in enumerate(column(rows, "quiz")) for quiz in numbers([cell])}
    assert sorted(quizzes) == sorted(week_of)
    first_week = {}
    for week, cell in enumerate(column(rows, "lesson")):
        for lesson in numbers([cell]):
            first_week.setdefault(lesson, week)
    # A quiz after its lesson, and not later than a week.
    assert all(quizzes[lesson] - first_week[lesson] == 1 for lesson in quizzes)


def test_its_sums_are_those_of_the_notebooks(syllabus):
    work = first_cells(REPOSITORY / "instructor" / "source", "a*/*.ipynb")
    points = sum(int(re.search(r"\*\*(\d+) points", cell)[1]) for cell in work)
    minutes = 0
    for cell in work:
        said = re.search(r"about (\w+) (minutes|hours)", cell)
        minutes += 60 * {"six": 6}[said[1]] if said[2] == "hours" else int(said[1])
    assert f"{points} points, about {round(minutes / 60)} hours in all" in syllabus
    lessons = first_cells(REPOSITORY / "notebooks", "*.ipynb")
    core = [int(re.search(r"\*\*(\d+) minutes\*\*", cell)[1]) for cell in lessons]
    further = [int(re.search(r"\*Further\* (\d+)", cell)[1]) for cell in lessons]
    assert (
        f"| lessons | {len(core)}, {core[0]} minutes each, and {min(further)} to {max(further)} minutes"
        in syllabus
    )
    assert len(set(core)) == 1
    hours = round((sum(core) + minutes) / 60)
    assert f"about {hours} hours of work, the *Further* parts {round(sum(further) / 60)} more" in syllabus


def test_points_and_shares_of_the_final_mark_add_up(syllabus):
    assert sum(map(int, re.findall(r"\| (\d+) % \|", section(syllabus, "Marks")))) == 100


def test_two_days_are_twelve_hours_with_breaks(syllabus):
    rows = table(section(syllabus, "Two days"))
    days = {}
    for day, minutes in zip(column(rows, "day"), column(rows, "minutes"), strict=True):
        days[day] = days.get(day, 0) + int(minutes)
    # Six hours a day, a quarter of an hour of breaks at least.
    assert set(days) == {"1", "2"} and all(270 <= minutes <= 345 for minutes in days.values())
    kept = set(numbers(column(rows, "what")))
    left_out = re.search(r"Left out are.*?:", section(syllabus, "Two days"), re.DOTALL)[0]
    out = set()
    for first, last in re.findall(r"(\d\d)(?: to (\d\d))?", left_out):
        out |= {f"{number:02d}" for number in range(int(first), int(last or first) + 1)}
    assert not kept & out and kept | out == {f"{number:02d}" for number in range(16)}
    words = ("seven", "eight", "nine", "ten", "eleven")
    assert f"{words[len(kept) - 7]} lessons, no marks" in section(syllabus, "Two days")


def test_handouts_and_pages_that_it_names_are_there(syllabus):
    names = set(re.findall(r"handout `(\w+)`", syllabus))
    assert names and names <= set(handouts())
    for link in re.findall(r"\]\(([^)#]+)\)", syllabus):
        assert (REPOSITORY / "instructor" / link).is_file(), link
