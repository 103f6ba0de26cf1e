"""The course's own students' copy: it holds no answer, and it works by itself."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.release import release
from shopfloor.grading.student_copy import write_student_copy

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def whole_course(tmp_path_factory):
    """A copy of this repository's course, released from its sources as they are now."""
    root = tmp_path_factory.mktemp("whole") / "course"
    leave_out = shutil.ignore_patterns(
        ".git",
        ".venv*",
        "__pycache__",
        ".*_cache",
        "gradebook",
        "submitted",
        "autograded",
        "feedback",
        "my_*.*l*",
    )
    shutil.copytree(ROOT, root, ignore=leave_out)
    course = CourseFolder(root)
    release(course, force=True)
    return course


@pytest.fixture(scope="module")
def copy(whole_course, tmp_path_factory):
    folder = tmp_path_factory.mktemp("students") / "copy"
    write_student_copy(whole_course, folder)
    return folder


@pytest.fixture(scope="module")
def texts(copy):
    """{name: text} of every text file in the copy; a notebook as the text of its cells, spaces evened out."""
    found = {}
    for path in copy.rglob("*"):
        if path.is_file() and path.suffix != ".ttf":  # the charts' font, as its makers gave it
            content = path.read_bytes()
            assert b"\0" not in content, f"{path.name} is not text, so nobody can search it"
            text = content.decode("utf-8")
            if path.suffix == ".ipynb":
                text = "\n".join(cell.source for cell in nbformat.reads(text, as_version=4).cells)
            found[path.relative_to(copy).as_posix()] = re.sub(r"\s+", " ", text)
    return found


def solutions(course):
    """Every passage between nbgrader's marks in the sources, spaces evened out."""
    for path in course.source.glob("*/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for passage in re.findall(r"### BEGIN SOLUTION(.*?)### END SOLUTION", cell.source, re.DOTALL):
                yield re.sub(r"\s+", " ", passage).strip()


def test_there_is_something_to_leak(whole_course):
    # Otherwise the search below would find nothing in an empty course as well.
    assert len(list(solutions(whole_course))) >= 5
    assert list((whole_course.instructor / "answers").glob("*.py"))


def test_no_solution_is_in_the_copy(whole_course, texts):
    for passage in solutions(whole_course):
        assert [name for name, text in texts.items() if passage in text] == [], passage
    notebooks = [name for name in texts if name.endswith(".ipynb")]
    assert len(notebooks) >= 2
    assert [name for name in notebooks if "SOLUTION" in texts[name]] == []


def test_no_function_of_a_key_is_in_the_copy(whole_course, texts):
    for path in (whole_course.instructor / "answers").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        functions = re.split(r"^(?=def |@)", source, flags=re.MULTILINE)[1:]
        bodies = [
            re.sub(r"\s+", " ", part.split(":\n", 1)[-1]).strip() for part in functions if ":\n" in part
        ]
        assert bodies
        for body in bodies:
            assert [name for name, text in texts.items() if body in text] == [], body


def test_the_copy_has_the_students_rooms_and_no_other(copy, texts):
    assert {path.name for path in copy.iterdir() if path.is_dir()} == {
        ".binder",
        ".devcontainer",
        "assignments",
        "datasets",
        "notebooks",
        "src",
    }
    assert not [name for name in texts if re.search(r"(^|/)(instructor|answers|tests|\.git|\.ci)/", name)]
    released = {path.parent.name for path in copy.glob("assignments/*/*.ipynb")}
    assert released == {path.name for path in (ROOT / "instructor" / "source").iterdir() if path.is_dir()}


def test_what_was_planted_in_the_tables_is_not_in_the_copy(whole_course, copy):
    assert list((whole_course.root / "datasets" / "builders").glob("*.py"))
    assert (copy / "datasets" / "datapackage.json").is_file()
    assert not (copy / "datasets" / "builders").exists()


def test_the_copys_readme_names_only_what_is_there(copy):
    page = (copy / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s#]+)\)", page):
        assert target.startswith("https://") or (copy / target).exists(), target
    assert "make lab" in page and "instructors: begin" not in page
    for command in ("shopfloor release", "shopfloor grade", "demo", "make test", "instructor/", "Formgrader"):
        assert command not in page, command


def test_what_the_copy_needs_to_install_is_in_it(copy):
    for name in ("pyproject.toml", "uv.lock", "Makefile", "environment.yml", "LICENSE", "LICENSE-CONTENT"):
        assert (copy / name).read_bytes() == (ROOT / name).read_bytes(), name


def test_the_whole_package_is_in_it(whole_course, copy):
    (whole_course.notebooks / "my_notes.txt").write_text("mine", encoding="utf-8")
    there = {path.relative_to(whole_course.root) for path in (whole_course.root / "src").rglob("*.py")}
    assert Path("src/shopfloor/widgets/rating_trainer/my_clips.py") in there
    assert {path.relative_to(copy) for path in (copy / "src").rglob("*.py")} == there


def test_the_copys_package_works_without_the_rest(copy):
    code = (
        "import json, shopfloor\n"
        "from shopfloor import hand_in, load, my_data\n"
        "table = my_data('timestudy/bench_study', student='ann', course='open-2026')\n"
        "print(json.dumps([shopfloor.__file__, len(load('timestudy/stopwatch_study')), len(table)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(copy / 'src')!r})\n{code}"],
        cwd=copy / "notebooks",
        capture_output=True,
        text=True,
        check=True,
    )
    file, lesson_rows, own_rows = json.loads(done.stdout)
    assert Path(file).is_relative_to(copy)
    assert lesson_rows > 200 and own_rows > 48


def test_the_courses_own_release_is_what_nbgrader_makes_of_the_source_today(whole_course):
    for made in sorted(whole_course.assignments.glob("*/*")):
        committed = ROOT / "assignments" / made.relative_to(whole_course.assignments)
        assert committed.read_bytes() == made.read_bytes(), f"run: shopfloor release {made.parent.name}"
