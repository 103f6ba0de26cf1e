"""The instructor's report, on the whole class."""

import csv
import io
import re
import shutil
from collections import Counter

import pytest

from shopfloor.grading.problem import Problem
from shopfloor.grading.report import NEWER, as_csv, as_page, gather, in_general, write_report

ASSIGNMENT = "a05_stopwatch_study"


@pytest.fixture(scope="module")
def root(paths, tmp_path_factory):
    """The graded class; besides, one student is in the gradebook only, and one has handed in again since."""
    from nbgrader.api import Gradebook

    folder = tmp_path_factory.mktemp("report") / "course"
    shutil.copytree(paths["shopfloor grade"].root.parent, folder)
    root = folder / "instructor"
    with Gradebook(f"sqlite:///{root / 'gradebook' / 'gradebook.db'}", "shopfloor") as gradebook:
        gradebook.add_student("=absent")
    again = root / "submitted" / "partly" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    again.write_bytes(again.read_bytes() + b"\n")
    return root


@pytest.fixture(scope="module")
def report(root):
    return gather(root, ASSIGNMENT)


@pytest.fixture(scope="module")
def page_file(root):
    return write_report(root, ASSIGNMENT)[0]


def test_scores_and_who_is_missing(report, hand_ins):
    assert {row.student for row in report.rows} == set(hand_ins)
    assert report.missing == ["=absent"]
    for row in report.graded:
        expected = hand_ins[row.student].points
        assert {name: mark.score for name, mark in row.marks.items()} == expected
    assert (report.most, report.most_counted) == (20, 16)


def test_what_needs_the_instructor(report):
    assert {row.student: row.trouble for row in report.troubled} == {
        "broken": next(row.trouble for row in report.rows if row.student == "broken"),
        "partly": NEWER,
    }
    assert "not valid JSON" in next(row.trouble for row in report.rows if row.student == "broken")
    assert {row.student for row in report.flagged} == {"classmate", "copied", "deleted", "muddled"}
    assert "blank" not in report.unread
    assert "right" in report.unread


def test_the_distribution_counts_everybody_once(report):
    counts = dict(report.distribution)
    assert sum(counts.values()) == len(report.graded)
    full = sum(score == 16 for score in report.scores)
    assert full > 0
    assert counts["90–100 %"] == sum(score >= 14.4 for score in report.scores)
    assert counts["0–10 %"] == sum(score < 1.6 for score in report.scores)


def test_each_part(report, hand_ins):
    part = next(one for one in report.parts if one.grade_id == "a05_element_c")
    points = [one.points["a05_element_c"] for one in hand_ins.values() if one.graded]
    assert part.title == "Part 1: one subtraction by hand"
    assert part.share == pytest.approx(sum(points) / 2 / len(points))
    assert part.count("right") == sum(score == 2 for score in points)
    assert part.not_tried == 2
    assert [one.by_hand for one in report.parts] == [False] * 5 + [True]


def test_misconceptions_are_in_words_and_counted(report, hand_ins, keys):
    named = Counter(
        words for name, one in hand_ins.items() if name.startswith("mistakes") for words in one.words.values()
    )
    found = {one.words.removeprefix("That "): one.students for one in report.misconceptions}
    for words, count in named.items():
        general = re.sub(r"\d+", "…", words)
        assert len(found[general]) >= count, words
    counts = [len(one.students) for one in report.misconceptions]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(
    ("words", "general"),
    [
        ("0.71 is what the watch showed.", "That is what the watch showed."),
        (
            "10.8 looks like seconds; the unit asked for is minutes.",
            "That looks like seconds; the unit asked for is minutes.",
        ),
        ("You gave 3, 8 and 9. You left out every rare line.", "You left out every rare line."),
        ("You gave −0.5. That is less than nothing.", "That is less than nothing."),
        ("Of your 4 observations 3 belong, 1 does not.", "Of your … observations … belong, … does not."),
        ("Observation 35 is regular work.", "That is regular work."),
        ("The share of filling is missing.", "The share of filling is missing."),
    ],
)
def test_in_general(words, general):
    assert in_general(words) == general


def test_the_csv_file(report, hand_ins):
    rows = list(csv.DictReader(io.StringIO(as_csv(report))))
    assert [row["student"] for row in rows] == [*sorted(hand_ins), "'=absent"]
    by_student = {row["student"]: row for row in rows}
    assert by_student["'=absent"]["status"] == "not handed in"
    assert by_student["right"]["score"] == "16.0"
    assert by_student["right"]["a05_note"] == ""
    assert by_student["blank"]["status"] == "graded"
    assert by_student["classmate"]["made_with"] == "right"
    assert by_student["broken"]["score"] == ""


def test_the_page_says_it(report):
    page = as_page(report)
    for words in (
        "made with the id “right”",
        "=absent",
        "not valid JSON",
        "Commonest misconceptions",
        "to be read",
        NEWER,
    ):
        assert words in page


def test_names_are_text_and_nothing_else(report):
    import copy

    hostile = copy.deepcopy(report)
    hostile.rows[0].student = hostile.rows[0].made_with = "<script>alert(1)</script>"
    hostile.missing.append("<img src=x onerror=alert(1)>")
    page = as_page(hostile)
    assert "<script" not in page
    assert "<img" not in page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_asks_for_nothing(page_file, open_page, address, axe, scheme):
    page = open_page(width=1000, color_scheme=scheme)
    page.goto(address(page_file))
    assert axe(page) == []
    assert page.outside_requests == []
    assert page.locator("svg[role=img]").first.get_attribute("aria-label")


def test_the_page_fits_a_phone(page_file, open_page, address):
    page = open_page(width=360, height=700)
    page.goto(address(page_file))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_nothing_graded_yet(course):
    shutil.rmtree(course / "gradebook")
    with pytest.raises(Problem, match="knows nothing of a05_stopwatch_study yet.*Grade first"):
        gather(course, ASSIGNMENT)
