"""The feedback in one zip file, under the names by which each platform knows its students again."""

import re
import zipfile

import pytest

from shopfloor.grading import hand_in_record
from shopfloor.grading.collect import collect
from shopfloor.grading.feedback_zip import name_in_zip, new_file, write
from shopfloor.grading.problem import Problem

A = "a05_stopwatch_study"


@pytest.fixture
def root(tmp_path):
    """An instructor's folder with an assignment, and pages of feedback as nbgrader lays them down."""
    root = tmp_path / "course" / "instructor"
    source = root / "source" / A
    source.mkdir(parents=True)
    (source / f"{A}.ipynb").write_text("{}", encoding="utf-8")
    for student in ("ana", "bo", "cy"):
        page = root / "feedback" / student / A / f"{A}.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"for {student}", encoding="utf-8")
    return root


def kept(root, **given):
    hand_in_record.add(root, A, {student: hand_in_record.Kept(*one) for student, one in given.items()})


def held(file):
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def moodle_reads(path):
    """What Moodle's ``is_valid_filename_for_import`` takes from a path: the participant and the file's name."""
    parts = path.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) >= 4 and info[1].isdigit() and info[2:4] == ["assignsubmission", "file"]:
            rest = [*info[4:5], *parts]
            return int(info[1]), "/".join(rest).lstrip("/")
    return None


def canvas_reads(name):
    """What Canvas' ``infer_comment_context_from_filename`` takes from a name: the student and the file."""
    parts = name.split("_")
    numbers = [part for part in parts if re.fullmatch(r"\d+", part)]
    return None if parts[-1].startswith("link") or name.startswith("._") else tuple(map(int, numbers[:2]))


@pytest.mark.parametrize(
    "name", ["Ana Silva_4321_assignsubmission_file_", "Ana Silva_4321_assignsubmission_file"]
)
def test_moodle_finds_its_students_again(root, tmp_path, name):
    kept(
        root,
        ana=("Moodle", name, True),
        bo=("Moodle", "Silva, Bo_4322_assignsubmission_file_my_work.ipynb", False),
    )
    zipped = write(root, A, tmp_path / "feedback.zip", ["ana", "bo", "cy"])
    assert (zipped.students, zipped.unknown, zipped.platform) == (["ana", "bo"], ["cy"], "Moodle")
    found = {moodle_reads(path): text for path, text in held(zipped.file).items()}
    assert found == {(4321, f"{A}.html"): "for ana", (4322, f"{A}.html"): "for bo"}


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("silvaana_1234_501_a05.ipynb", (1234, 501)),
        ("silvaana_LATE_1234_501_my_work_7_8.ipynb", (1234, 501)),
        ("王小明_1234_501_a05 (1).ipynb", (1234, 501)),
        ("silvaana_1234_501_my_link.ipynb", (1234, 501)),
        ("silvaana_1234_501_links.zip", (1234, 501)),
        ("silvaana_1234_501_a05.ipynb.txt", (1234, 501)),
    ],
)
def test_canvas_finds_its_students_again(name, numbers, tmp_path):
    made = name_in_zip(hand_in_record.Kept("Canvas", name), "ana", tmp_path / "page.html")
    assert canvas_reads(made) == numbers
    assert made.endswith(".html") and "/" not in made


def test_brightspace_and_platforms_that_take_no_zip(root, tmp_path):
    kept(root, ana=("Brightspace", "77-678 - Ana Silva - Nov 20, 2026 958 PM", True))
    zipped = write(root, A, tmp_path / "one.zip", ["ana"])
    assert held(zipped.file) == {f"77-678 - Ana Silva - Nov 20, 2026 958 PM/{A}.html": "for ana"}
    flat = hand_in_record.Kept("Brightspace", "77-678 - Ana Silva - Nov 20, 2026 958 PM - a - b.ipynb")
    assert name_in_zip(flat, "ana", tmp_path / "p.html").startswith(
        "77-678 - Ana Silva - Nov 20, 2026 958 PM - "
    )
    hand_in_record.place(root, A).unlink()
    kept(root, ana=("Blackboard", "Week 5_ana_attempt_2026-01-31-10-11-12_a05.ipynb"))
    zipped = write(root, A, tmp_path / "two.zip", ["ana", "bo"])
    assert held(zipped.file) == {f"ana/{A}.html": "for ana", f"bo/{A}.html": "for bo"}
    assert (zipped.unknown, zipped.platform) == ([], "")


def test_without_a_download_each_student_has_a_folder(root, tmp_path):
    # What a student handed in beside the notebook is no page of feedback.
    (root / "feedback" / "cy" / A / "my_own.html").write_text("<script>1</script>", encoding="utf-8")
    zipped = write(root, A, tmp_path / "feedback.zip", ["cy", "ana"])
    assert held(zipped.file) == {f"ana/{A}.html": "for ana", f"cy/{A}.html": "for cy"}


def test_the_same_pages_make_the_same_bytes(root, tmp_path):
    files = [write(root, A, tmp_path / name, ["ana", "bo"]).file for name in ("1.zip", "2.zip")]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_nothing_is_overwritten(root, tmp_path):
    there = tmp_path / "mine.zip"
    there.write_text("mine", encoding="utf-8")
    for file in (there, tmp_path):
        with pytest.raises(Problem, match="exists already|this is a folder"):
            write(root, A, file, ["ana"])
    with pytest.raises(Problem, match="no such folder"):
        new_file(tmp_path / "nowhere" / "x.zip")
    assert there.read_text(encoding="utf-8") == "mine"


def test_two_platforms_are_not_mixed(root, tmp_path):
    kept(root, ana=("Canvas", "a_1_2_x.ipynb"), bo=("Moodle", "B_1_assignsubmission_file_", True))
    with pytest.raises(Problem, match="from Canvas and Moodle"):
        write(root, A, tmp_path / "feedback.zip", ["ana", "bo"])
    assert not (tmp_path / "feedback.zip").exists()


def test_nobody_known_writes_no_file(root, tmp_path):
    kept(root, ana=("Canvas", "a_1_2_x.ipynb"))
    zipped = write(root, A, tmp_path / "feedback.zip", ["bo"])
    assert (zipped.students, zipped.unknown) == ([], ["bo"])
    assert not zipped.file.exists()


def test_the_names_come_from_collecting(root, tmp_path, monkeypatch):
    """The whole way: a download is collected, and its names are those in the zip file."""
    monkeypatch.setattr("shopfloor.grading.class_list.add", lambda *_: [])
    folder = tmp_path / "download"
    for name in (
        "Ana Silva_4321_assignsubmission_file_/a.ipynb",
        "Bo Li_4322_assignsubmission_file_/b.ipynb",
    ):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("work", encoding="utf-8")
    roster = tmp_path / "roster.csv"
    roster.write_text("Username,Name\nana,Ana Silva\nbo,Bo Li\n", encoding="utf-8")
    collect(root, A, folder, roster)
    zipped = write(root, A, tmp_path / "feedback.zip", ["ana", "bo", "cy"])
    assert set(held(zipped.file)) == {
        f"Ana Silva_4321_assignsubmission_file_/{A}.html",
        f"Bo Li_4322_assignsubmission_file_/{A}.html",
    }


def test_a_record_that_cannot_be_read_is_named(root, tmp_path):
    path = hand_in_record.place(root, A)
    path.parent.mkdir(parents=True)
    path.write_text("[broken", encoding="utf-8")
    with pytest.raises(Problem, match="hand_ins.json.*[Dd]elete this file and collect again"):
        write(root, A, tmp_path / "feedback.zip", ["ana"])
