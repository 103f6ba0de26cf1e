"""``shopfloor collect`` as somebody types it."""

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
