"""``shopfloor collect`` as somebody types it."""

import os

import pytest

from shopfloor.cli import main


def run(*arguments):
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return stopped.value.code or 0


@pytest.fixture
def downloads(tmp_path):
    folder = tmp_path / "downloads"
    (folder / "ana").mkdir(parents=True)
    (folder / "ana" / "a01_tiny.ipynb").write_text("{}", encoding="utf-8")
    (folder / "bo_a01_tiny.ipynb").write_text("{}", encoding="utf-8")
    (folder / "essay.docx").write_text("x", encoding="utf-8")
    return folder


def test_it_says_what_it_did(small_course, downloads, capsys):
    assert run("collect", "a01_tiny", str(downloads)) == 0
    said = capsys.readouterr().out
    assert "left: essay.docx: it is not a notebook." in said
    assert "2 new, 0 newer than before, 0 unchanged." in said
    there = sorted(path.name for path in (small_course.instructor / "submitted").iterdir())
    assert there == ["ana", "bo"]


def test_a_newer_version_is_taken_and_the_earlier_one_kept(small_course, downloads, capsys):
    run("collect", "a01_tiny", str(downloads))
    newer = downloads / "ana" / "a01_tiny.ipynb"
    newer.write_text('{"a": 1}', encoding="utf-8")
    assert run("collect", "a01_tiny", str(downloads)) == 0
    said = capsys.readouterr().out
    assert "0 new, 1 newer than before, 1 unchanged." in said
    assert "The earlier versions are kept in" in said
    kept = small_course.instructor / "downloaded" / "a01_tiny" / "replaced" / "ana" / "01" / "a01_tiny.ipynb"
    assert kept.read_text(encoding="utf-8") == "{}"


def test_from_another_folder(small_course, downloads, monkeypatch, capsys):
    monkeypatch.chdir(downloads)
    assert run("collect", "a01_tiny", ".", "--course-dir", str(small_course.root)) == 0
    assert "2 new" in capsys.readouterr().out


def test_nothing_that_could_be_collected(small_course, tmp_path, capsys):
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "essay.docx").write_text("x", encoding="utf-8")
    assert run("collect", "a01_tiny", str(tmp_path / "mail")) == 1
    assert "Nothing here could be collected" in capsys.readouterr().err


def test_it_names_whom_it_collected(small_course, downloads, capsys):
    run("collect", "a01_tiny", str(downloads))
    assert "new: ana, bo." in capsys.readouterr().out


def test_somebody_who_is_not_on_the_class_list_is_named(small_course, downloads, capsys):
    from shopfloor.grading.nbgrader_course import open_gradebook

    with open_gradebook(small_course) as gradebook:
        gradebook.add_student("ANA")
    run("collect", "a01_tiny", str(downloads))
    assert "not on the class list, so look whether these are ids: bo." in capsys.readouterr().out


CANVAS = """\
Student,ID,SIS Login ID,Section,Week 1 (77)
    Points Possible,,,,2
"Silva, Ana",1234,asilva,IET-1,
"Xu, Cy",1235,cyxu,IET-1,
"Li, Bo",,,IET-1,
"""


@pytest.fixture
def canvas(tmp_path):
    folder = tmp_path / "submissions"
    folder.mkdir()
    for name in ("silvaana_LATE_1234_501_a01.ipynb", "nobody_4_502_a01.ipynb"):
        (folder / name).write_text("{}", encoding="utf-8")
    (tmp_path / "canvas.csv").write_text(CANVAS, encoding="utf-8")
    return folder


def test_a_download_with_a_roster(small_course, canvas, capsys):
    assert run("collect", "a01_tiny", str(canvas), "--roster", str(canvas.parent / "canvas.csv")) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "left: nobody_4_502_a01.ipynb: nobody in the class list is nobody.",
        "new: asilva.",
        "late: asilva.",
        "not handed in: cyxu (Xu, Cy).",
        "The ids are those in the column SIS Login ID of canvas.csv.",
        "No id in canvas.csv, so left out: Li, Bo.",
        "2 students put on the gradebook's class list.",
        "1 new, 0 newer than before, 0 unchanged.",
    ]


def test_a_due_date_is_said_with_the_one_before(small_course, downloads, capsys):
    run("collect", "a01_tiny", str(downloads), "--due", "2126-09-04 23:59")
    said = capsys.readouterr().out
    assert "due: 2126-09-04 23:59.\nlook: that is 3" in said and "days from now." in said
    run("collect", "a01_tiny", str(downloads), "--due", "2026-09-04")
    assert "due: 2026-09-04 23:59 (before: 2126-09-04 23:59).\n" in capsys.readouterr().out
    run("collect", "a01_tiny", str(downloads))
    assert "due:" not in capsys.readouterr().out


def test_an_older_hand_in_is_left_with_what_to_do(small_course, downloads, capsys):
    run("collect", "a01_tiny", str(downloads))
    capsys.readouterr()
    older = downloads / "ana" / "a01_tiny.ipynb"
    older.write_text('{"a": 1}', encoding="utf-8")
    os.utime(older, (1, 1))
    run("collect", "a01_tiny", str(downloads))
    said = capsys.readouterr().out
    assert "left: ana: a newer hand-in is in the course already." in said
    assert "move instructor/submitted/ana/a01_tiny out of the course first" in said


def test_the_class_list_of_another_class(small_course, canvas, capsys):
    other = canvas.parent / "other.csv"
    other.write_text("ana,Ana Silva\nbo,Bo Li\n", encoding="utf-8")
    assert run("collect", "a01_tiny", str(canvas), "--roster", str(other)) in (1, 2)
    said = capsys.readouterr().err
    assert "other.csv" in said and "headings" in said


def test_a_download_without_a_roster(small_course, canvas, capsys):
    assert run("collect", "a01_tiny", str(canvas)) == 2
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1
    assert "--roster FILE, with the gradebook file of Canvas" in said.err


def test_hidden_names_and_what_the_class_list_does_not_know(small_course, canvas, capsys):
    run("collect", "a01_tiny", str(canvas), "--roster", str(canvas.parent / "canvas.csv"))
    (canvas / "anon_Ab12_503_a01.ipynb").write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert run("collect", "a01_tiny", str(canvas)) == 0
    said = capsys.readouterr().out
    assert "Canvas hides the names of 1 students" in said
    assert "The gradebook's class list said who is who; --roster FILE gives another." in said
    assert "look whether these are ids" not in said


def test_when_nothing_says_when_it_was_handed_in(small_course, canvas, tmp_path, capsys):
    folder = tmp_path / "moodle" / "Ana Silva_4321_assignsubmission_file_"
    folder.mkdir(parents=True)
    (folder / "a01.ipynb").write_text("{}", encoding="utf-8")
    roster = ["--roster", str(tmp_path / "canvas.csv")]
    assert run("collect", "a01_tiny", str(tmp_path / "moodle"), *roster, "--due", "2026-11-20 23:59") == 0
    assert "so nobody is marked late; only its grading worksheet in English does." in capsys.readouterr().out
    assert run("collect", "a01_tiny", str(tmp_path / "moodle")) == 0
    assert "so nobody is marked late; its grading worksheet does: --roster FILE." in capsys.readouterr().out
