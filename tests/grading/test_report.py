"""The instructor's report, on the whole class."""

import copy
import csv
import html
import io
import re
import shutil
from collections import Counter
from datetime import datetime, timedelta

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell

from shopfloor.grading import hand_in_record
from shopfloor.grading.class_ratings import ClassRatings, Rater
from shopfloor.grading.class_results import Mark, PartSummary, Row
from shopfloor.grading.hand_in_record import Kept
from shopfloor.grading.misconceptions import in_general
from shopfloor.grading.problem import Problem
from shopfloor.grading.report import NEWER, as_csv, as_page, gather, write_report

ASSIGNMENT = "a05_stopwatch_study"
DUE = datetime(2026, 11, 2, 8, 0)
LATE = {"others": timedelta(hours=26), "blank": timedelta(minutes=5), "right": timedelta(hours=-3)}
# Two students wrote the same, and one of them would like to run in the instructor's browser.
HOSTILE = "<img src=x onerror=alert(1)><script>document.title='run'</script>"
ESSAY = (
    f"My watch was a phone on a stand of bricks beside the press and nobody else had one {HOSTILE} like it."
)


@pytest.fixture(scope="module")
def root(paths, tmp_path_factory):
    """The graded class; besides, one student is in the gradebook only, one has handed in again since, some came
    late, and two wrote the same words.
    """
    from nbgrader.api import Gradebook

    folder = tmp_path_factory.mktemp("report") / "course"
    shutil.copytree(paths["shopfloor grade"].root.parent, folder)
    root = folder / "instructor"
    with Gradebook(f"sqlite:///{root / 'gradebook' / 'gradebook.db'}", "shopfloor") as gradebook:
        gradebook.add_student("=absent")
        gradebook.find_assignment(ASSIGNMENT).duedate = DUE
        for student, late in LATE.items():
            gradebook.find_submission(ASSIGNMENT, student).timestamp = DUE + late
        gradebook.db.commit()
    hand_in_record.add(root, ASSIGNMENT, {"exits": Kept("Canvas", "exits_LATE_1_2_a05.ipynb", late=True)})
    again = root / "submitted" / "partly" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    again.write_bytes(again.read_bytes() + b"\n")
    for student in ("early", "exits"):
        path = root / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        nb = nbformat.read(path, as_version=4)
        nb.cells.append(new_markdown_cell(ESSAY))
        nbformat.write(nb, path)
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


def test_a_notebook_that_stopped_in_the_middle_is_named_with_what_it_cost(report):
    page = html.unescape(as_page(report))
    where = "The notebook stopped: the cell that begins with “import time” ran longer than 15 seconds."
    assert f"<strong>endless</strong>: {where} 3 parts did not run." in page
    assert page.count("parts did not run.") == 2


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
        (
            "Your 15 ratings have a bias of +0.15 and a spread of 0.03. On average you rate too high. "
            "All points: a bias within 0.05 and a spread of 0.10 or less.",
            "On average you rate too high.",
        ),
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
    assert "ran longer than" in by_student["endless"]["stopped"]
    assert {name for name, row in by_student.items() if row["stopped"]} == {"endless", "exits"}


def test_who_was_late(report):
    assert [(row.student, row.late) for row in report.late] == [
        ("others", "1 day 2 h late"),
        ("blank", "5 min late"),
        ("exits", "late"),
    ]
    assert report.due == "2026-11-02 08:00 UTC"
    rows = csv.DictReader(io.StringIO(as_csv(report)))
    assert {row["student"]: row["late_hours"] for row in rows if row["late_hours"]} == {
        "others": "26.0",
        "blank": "0.08",
        "exits": "late",
    }


def test_without_a_due_date_nobody_is_late(report):
    without = copy.deepcopy(report)
    without.due = ""
    page = as_page(without)
    assert "no due date" in page and "only what the platform called late counts" in page
    for row in without.rows:
        row.called_late = row.late_seconds = False
    assert "so nothing counts as late" in as_page(without)
    assert "no due date" not in as_page(report)


def test_what_waits_for_a_mark_by_hand(report, keys):
    ((part, students),) = report.to_read
    assert part.grade_id == "a05_note"
    assert students == report.unread
    page = as_page(report)
    assert f"{len(students)} to be marked by hand, out of 4 points" in page
    assert "Manual Grading" in page
    assert keys.rubric["a05_note"][4][:40] in page
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(as_csv(report)))}
    assert (rows["right"]["by_hand"], rows["blank"]["by_hand"]) == ("to be read", "")
    again = copy.deepcopy(report)
    next(row for row in again.rows if row.student == "blank").review = True
    assert "blank" in again.to_review
    assert "look again" in as_csv(again)


def test_each_item_is_measured_over_the_counted_parts(report):
    assert set(report.items) == {part.grade_id for part in report.parts if not part.by_hand}
    assert report.measured == len(report.graded)
    for part in report.counted:
        assert report.items[part.grade_id].difficulty == pytest.approx(part.share)
    page = as_page(report)
    assert "textbooks ask for 100 to 200" in page


def class_of(report, count, points=lambda place, part: place % 3):
    """The report with so many made students in it, in every part as many points as ``points`` says."""
    made = copy.deepcopy(report)
    made.rows, made.look_alikes = [], None
    for part in made.parts:
        part.marks = [Mark(min(points(place, part.grade_id), part.most), part.most) for place in range(count)]
    for place in range(count):
        marks = {part.grade_id: part.marks[place] for part in made.parts}
        made.rows.append(Row(f"s{place}", marks))
    return made


def test_a_small_class_gets_no_discrimination(report):
    page = as_page(class_of(report, 3))
    assert "3 hand-ins: too few to say. From 20 on" in page
    assert "from −0.16 to 0.66" in page
    assert "95 % range" not in page


def test_a_class_and_a_large_class(report):
    page = as_page(class_of(report, 40))
    assert "95 % range" in page
    assert "upper − lower" not in page
    assert "upper − lower" in as_page(class_of(report, 120))


def test_negative_discrimination_asks_to_look_at_the_key(report):
    def upside_down(place, part):
        return 2 - place % 3 if part == "a05_cycle" else place % 3

    made = class_of(report, 40, upside_down)
    assert [name for name, item in made.items.items() if item.look_at_the_key] == ["a05_cycle"]
    page = as_page(made)
    assert page.count("Look at the key") == 2
    assert page.index('href="#items"') < page.index('id="mistakes"')


def test_what_to_teach_again_comes_first(report):
    listed = report.reteach
    assert [one.weight for one in listed] == sorted((one.weight for one in listed), reverse=True)
    worst = min((part for part in report.counted), key=lambda part: part.share)
    assert worst.grade_id in [one.grade_id for one in listed]
    page = as_page(report)
    assert page.index(listed[0].part) < page.index("What needs you")
    assert f'practice("{listed[0].practice}")' in page
    assert listed[0].section in page
    assert "Nothing: no part cost the class" in as_page(class_of(report, 5, lambda place, part: 9))


def test_answers_of_one_part_are_told_apart(report):
    from shopfloor.grading.report import _told_apart

    named = _told_apart(
        {"a06_standard": "Part 4: go", "a06_normal_cover": "Part 4: go", "a06_x": "Part 5: x"}
    )
    assert named["a06_normal_cover"] == "Part 4: go (normal cover)"
    assert named["a06_x"] == "Part 5: x"
    parts = [PartSummary(name, title, 1.0, False, []) for name, title in named.items()]
    assert [part.short for part in parts] == ["Part 4 (standard)", "Part 4 (normal cover)", "Part 5"]


def test_hand_ins_that_look_alike_are_shown_and_in_no_file_of_marks(report):
    (pair,) = report.look_alikes.pairs
    assert (pair.left, pair.right) == ("early", "exits")
    page = as_page(report)
    assert "no verdict" in page
    assert "<mark>My watch was a phone" in page
    assert "Talk before you judge" in page
    alone = copy.deepcopy(report)
    alone.look_alikes = None
    assert as_csv(alone) == as_csv(report)
    assert "no verdict" not in as_page(alone)
    shared = {len(students) for _, students in report.look_alikes.common}
    assert shared
    assert min(shared) > 4


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "a;=1+1", "a,=1", "＝1"])
def test_no_cell_of_the_csv_is_a_formula(report, name):
    made = copy.deepcopy(report)
    made.rows[0].student = made.rows[0].made_with = name
    made.rows[0].repairs = [name]
    made.missing.append(name)
    text = as_csv(made)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if re.search(r"(^|[;,\t])\s*[=+@＝]|^\s*-[^0-9]", cell)]
    assert sum(cell.replace("'", "") == name for cell in cells) == 4


def test_the_files_are_written_whole_and_open_in_a_spreadsheet(root, page_file):
    table = page_file.with_suffix(".csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbf")
    assert page_file.parent == root / "report"
    assert sorted(path.name for path in page_file.parent.iterdir()) == [
        f"{ASSIGNMENT}.csv",
        f"{ASSIGNMENT}.html",
    ]


def test_the_page_says_it(report):
    page = as_page(report)
    for words in (
        "made with the id “right”",
        "=absent",
        "not valid JSON",
        "Commonest misconceptions",
        "to read",
        "others (1 day 2 h late)",
        NEWER,
    ):
        assert words in page


def test_names_are_text_and_nothing_else(report):
    hostile = copy.deepcopy(report)
    row = next(one for one in hostile.rows if one.marks)
    row.student = row.made_with = "<script>alert(1)</script>"
    row.repairs, row.late_seconds = [HOSTILE], 99
    mark = row.marks["a05_cycle"]
    mark.outcome, mark.words = "wrong, named", HOSTILE
    hostile.missing.append("<img src=x onerror=alert(1)>")
    rater = Rater("</title><script>alert(1)</script>", 0.1, 0.1, 1.0)
    hostile.ratings = [ClassRatings("a05_cycle", HOSTILE, [rater], (0.05, 0.1), [HOSTILE])]
    pair = hostile.look_alikes.pairs[0]
    pair.left = pair.beside[0].grade_id = HOSTILE
    hostile.look_alikes.common = [(HOSTILE, [HOSTILE])]
    page = as_page(hostile)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_the_class_ratings_have_a_plot_with_words(report, page_file, open_page, address, axe):
    made = copy.deepcopy(report)
    raters = [Rater(f"s{place}", place / 50 - 0.1, place / 60, 0.9) for place in range(12)]
    made.ratings = [ClassRatings("a05_cycle", "Part 1: your ratings", raters, (0.05, 0.10), ["zed"])]
    path = page_file.with_name("ratings.html")
    path.write_text(as_page(made), encoding="utf-8")
    page = open_page(width=400, color_scheme="dark")
    page.goto(address(path))
    plot = page.locator("svg.plot")
    assert plot.locator("circle").count() == 12
    assert made.ratings[0].words in plot.get_attribute("aria-label")
    assert page.get_by_text("How the class rates").is_visible()
    assert "zed" in page.inner_text("main")
    assert axe(page) == []
    path.unlink()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_asks_for_nothing(page_file, open_page, address, axe, scheme):
    page = open_page(width=1000, color_scheme=scheme)
    page.goto(address(page_file))
    assert axe(page) == []
    assert page.outside_requests == []
    assert page.script_errors == []
    assert page.title().startswith("Report: ")
    assert page.locator("img, script, link, iframe").count() == 0
    assert page.locator("svg[role=img]").first.get_attribute("aria-label")


def test_what_is_folded_or_scrolls_is_reached_by_keyboard(page_file, open_page, address):
    page = open_page(width=400)
    page.goto(address(page_file))
    what = "summary, .wide, .beside pre, main a"
    wanted, reached = page.locator(what).count(), set()
    for _ in range(wanted + 2):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "what => [...document.querySelectorAll(what)].indexOf(document.activeElement)", what
            )
        )
    assert set(range(wanted)) <= reached
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open")


def test_the_page_fits_a_phone(page_file, open_page, address):
    page = open_page(width=360, height=700)
    page.goto(address(page_file))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_nothing_graded_yet(course):
    shutil.rmtree(course / "gradebook")
    with pytest.raises(Problem, match="knows nothing of a05_stopwatch_study yet.*Grade first"):
        gather(course, ASSIGNMENT)
