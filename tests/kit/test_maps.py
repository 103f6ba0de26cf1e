"""The maps: up to date, every objective in them is there, and what matters in the occupation has a line."""

import csv
import shutil
from pathlib import Path

import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.problem import Problem
from shopfloor.kit.maps import FILE, PAGE, important_elements, maps_page, write_maps

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def course(tmp_path):
    shutil.copytree(REPOSITORY / "notebooks", tmp_path / "notebooks")
    (tmp_path / "instructor").mkdir()
    shutil.copyfile(REPOSITORY / "instructor" / FILE, tmp_path / "instructor" / FILE)
    return CourseFolder(tmp_path)


def test_the_page_is_up_to_date():
    written = (REPOSITORY / "instructor" / PAGE).read_text(encoding="utf-8")
    assert written == maps_page(CourseFolder(REPOSITORY)), "run: shopfloor kit align"


def test_important_elements_are_those_of_the_published_ratings():
    with open(REPOSITORY / "datasets/careers/skill_ratings.csv", encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table) if row["onet_code"] == "17-3026.00"]
    expected = {}
    for row in rows:
        if float(row["importance"]) >= 3:
            expected[row["element"]] = max(float(row["importance"]), expected.get(row["element"], 0))
    found = important_elements()
    assert dict(zip(found["element"], found["importance"], strict=True)) == expected
    assert list(found["importance"]) == sorted(expected.values(), reverse=True)
    both = found[found["element"] == "Mathematics"].iloc[0]
    assert "skill" in both["domain"] and "knowledge" in both["domain"]


def test_it_names_the_four_areas_says_what_is_missing_and_claims_nothing():
    page = (REPOSITORY / "instructor" / PAGE).read_text(encoding="utf-8")
    areas = [line[4:] for line in page.splitlines() if line.startswith("### ")]
    assert areas == [
        "Safety",
        "Quality practices and measurement",
        "Manufacturing processes and production",
        "Maintenance awareness",
    ]
    assert page.count("\nMissing: ") == 4
    assert "no claim of accreditation" in page
    assert "CC BY 4.0" in page and "O*NET® is a trademark" in page


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["04:1"] }', '["04:9"] }', "there is no objective 04:9"),
        ('["04:1"] }', '["04.1"] }', "there is no objective 04.1"),
        ('"Design" = {', '"Desing" = {', "Design matters in the occupation and has no line"),
        ('"Physics" =', '"Astronomy" = { objectives = ["13:1"] }\n"Physics" =', "does not rate Astronomy"),
        (', remark = "asked for in class, measured nowhere"', "", "Active Listening has neither"),
        ("[[mssc]]", "[[mssc]", "cannot be read"),
    ],
)
def test_a_fault_in_the_file_is_named(course, old, new, said):
    path = course.instructor / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem) as told:
        maps_page(course)
    assert said in str(told.value) and FILE in str(told.value)


def test_the_page_is_written_when_something_changed_only(course):
    path = write_maps(course)
    assert path.read_text(encoding="utf-8") == maps_page(course)
    assert write_maps(course) is None
