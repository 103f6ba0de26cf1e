"""An assignment is done in the browser edition, kept there, downloaded, collected and graded like any other."""

import shutil
from pathlib import Path

import nbformat
import pytest

from shopfloor.cli import main
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.demo import copy_course
from shopfloor.grading.release import release

ROOT = Path(__file__).parents[2]
NAME = "a00_start_here"
STUDENT = "ana.silva"


def answers():
    """What the source's solutions write, cell by cell; the first with a slip that has a name."""
    source = nbformat.read(ROOT / "instructor" / "source" / NAME / f"{NAME}.ipynb", as_version=4)
    found = {}
    for cell in source.cells:
        if "### BEGIN SOLUTION" in cell.source:
            lines = [line for line in cell.source.splitlines() if not line.startswith("###")]
            found[cell.id] = "\n".join(line for line in lines if not line.endswith("= ..."))
    found["a00-hour-1-answer"] = 'hour_1_parts = counts[counts["hour"] == 1]["trays"].item()'
    return found


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = copy_course(ROOT / "instructor", tmp_path_factory.mktemp("graded") / "course", NAME)
    course = CourseFolder(root.parent)
    release(course, [NAME])
    return course


def test_an_assignment_done_in_the_browser_is_graded(visit, course, tmp_path, capsys):
    notebook = visit(f"assignments/{NAME}/{NAME}.ipynb", accept_downloads=True).is_ready()
    notebook.run("a00-setup")
    assert "Whose data?" in notebook.run("a00-data")
    notebook.answer("a00-student", f'student = "{STUDENT}"')
    assert "parts_per_tray" in notebook.run("a00-data")
    for cell_id, source in answers().items():
        if cell_id == "a00-note":
            notebook.type_text(cell_id, source)
            continue
        notebook.answer(cell_id, source)
        assert "Handed in" in notebook.run(cell_id.removesuffix("-answer"))
    notebook.save()
    notebook.run("a00-ready")
    assert "All 5 parts are in place, tried and saved" in notebook.text("a00-ready")
    assert notebook.errors() == []
    notebook.save()

    # What was typed is there on the next visit, without anybody having saved it elsewhere.
    notebook.open(f"assignments/{NAME}/{NAME}.ipynb")
    sources = {cell["id"]: cell["source"] for cell in notebook.json()["cells"]}
    assert sources["a00-student"] == f'student = "{STUDENT}"'

    # What is typed last is in the download, saved or not.
    notebook.is_ready()
    notebook.type("a00-shift-answer", sources["a00-shift-answer"] + "\n# typed last")
    with notebook.page.expect_download() as download:
        notebook.menu("File", "Download")
    hand_in = tmp_path / "hand-ins" / STUDENT / f"{NAME}.ipynb"
    hand_in.parent.mkdir(parents=True)
    download.value.save_as(hand_in)
    assert download.value.suggested_filename == f"{NAME}.ipynb"
    assert "# typed last" in hand_in.read_text(encoding="utf-8")

    for command in (["collect", NAME, str(hand_in.parents[1])], ["grade", NAME]):
        with pytest.raises(SystemExit) as ended:
            main([*command, "--course-dir", str(course.instructor)])
        assert ended.value.code in (None, 0), capsys.readouterr()
    assert "1 graded" in capsys.readouterr().out
    graded = nbformat.read(course.instructor / "autograded" / STUDENT / NAME / f"{NAME}.ipynb", as_version=4)
    points = {
        cell.metadata.nbgrader.grade_id: float(cell.outputs[-1].data["text/plain"])
        for cell in graded.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
    }
    right = {grade_id: value for grade_id, value in points.items() if grade_id != "a00_hour_1"}
    assert set(right.values()) == {2.0} and len(right) == 3
    assert points["a00_hour_1"] < 2
    shutil.rmtree(tmp_path / "hand-ins")
