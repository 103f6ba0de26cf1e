"""``shopfloor export`` as somebody types it: every line that it prints."""

import pytest

from shopfloor.cli import main
from shopfloor.grading.export import Grade
from shopfloor.grading.hand_in_record import Kept, add

FILE = "Username,Name,Tiny (Real),Note\nana,Ana Silva,1.00,\nbo,Bo Li,,\ncy,Cy Xu,EX,\nbo2,Bo Li,,\n"


@pytest.fixture
def grades(small_course, monkeypatch):
    """The gradebook's marks: ana has one, bo waits, cy is excused, dan is not in the file."""
    marks = {
        "ana": Grade("ana", 1.5, 2),
        "bo": Grade("bo", 1, 2, "1 part waits for a mark by hand"),
        "cy": Grade("cy", 2, 2),
        "dan": Grade("dan", 2, 2),
    }
    monkeypatch.setattr("shopfloor.grading.export.grades", lambda *_: marks)
    return marks


@pytest.fixture
def given(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def run(*arguments):
    with pytest.raises(SystemExit) as stopped:
        main(["export", "a01_tiny", *map(str, arguments)])
    return stopped.value.code or 0


def test_every_line(grades, given, capsys):
    assert run(given, "--column", "tiny") == 0
    filled = given.with_name("grades-filled.csv")
    said = capsys.readouterr()
    assert (said.err, said.out.splitlines()) == (
        "",
        [
            "not in this file: dan.",
            "left as the file has it: cy (EX).",
            "held another mark before: ana.",
            "not exported: bo: 1 part waits for a mark by hand.",
            "1 not exported; --unread exports their marks so far.",
            "1 marks in the column Tiny (Real), whose points the file does not say.",
            str(filled),
        ],
    )
    assert filled.read_text(encoding="utf-8") == FILE.replace("1.00", "1.5")
    assert given.read_text(encoding="utf-8") == FILE


def test_percent_unread_and_a_file_of_ones_own(grades, given, tmp_path, capsys):
    out = tmp_path / "for canvas.csv"
    assert run(given, "--column", "tiny", "--percent", "--unread", "--out", out) == 0
    assert out.read_text(encoding="utf-8") == FILE.replace("1.00", "75").replace("bo,Bo Li,,", "bo,Bo Li,50,")
    assert "2 marks in the column Tiny (Real).\n" in capsys.readouterr().out


def test_nothing_to_write(grades, given, capsys):
    for student in ("ana", "cy", "dan"):
        del grades[student]
    assert run(given, "--column", "tiny") == 1
    said = capsys.readouterr()
    assert said.err == "No file was written.\n"
    assert "not exported: bo" in said.out
    assert [path.name for path in given.parent.glob("*.csv")] == ["grades.csv"]


def test_the_number_that_moodle_gave_finds_the_line(small_course, grades, tmp_path, capsys):
    """The worksheet of an assignment with hidden names knows nothing but its own numbers."""
    add(small_course.instructor, "a01_tiny", {"ana": Kept("Moodle", "Participant_41_x", True, token="41")})
    path = tmp_path / "worksheet.csv"
    text = "Identifier,Status,Grade,Maximum Grade\nParticipant 41,x,,2.00\nParticipant 42,x,,2.00\n"
    path.write_text(text, encoding="utf-8")
    assert run(path) == 0
    filled = path.with_name("worksheet-filled.csv").read_text(encoding="utf-8")
    assert filled == text.replace("41,x,,", "41,x,1.5,")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.csv"], "there is no such file (nowhere.csv)"),
        (["GIVEN", "--column", "Quiz"], "no column is called Quiz; the columns are: Tiny (Real); Note"),
        (["GIVEN", "--column", "Tiny", "--out", "GIVEN"], "nothing is overwritten"),
    ],
)
def test_trouble_is_one_line(grades, given, capsys, arguments, words):
    assert run(*[given if word == "GIVEN" else word for word in arguments]) == 2
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1
    assert words in said.err
