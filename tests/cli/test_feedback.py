"""``shopfloor feedback``: what it prints and its exit status."""

import pytest

from shopfloor.cli import main


@pytest.mark.parametrize(("failed", "status"), [({}, 0), ({"bo": "it stopped"}, 1)])
def test_feedback(small_course, monkeypatch, capsys, failed, status):
    def make_feedback(root, assignment, students, progress):
        progress(1, 1, "ana")
        assert (root, assignment, students) == (small_course.instructor, "a01_tiny", ["ana"])
        return [root / "feedback" / "ana" / "a01_tiny" / "a01_tiny.html"], failed

    monkeypatch.setattr("shopfloor.grading.run.make_feedback", make_feedback)
    with pytest.raises(SystemExit) as stopped:
        main(["feedback", "a01_tiny", "--student", "ana"])
    assert (stopped.value.code or 0) == status
    said = capsys.readouterr()
    assert "1 feedback pages are in" in said.out
    assert ("bo: no feedback: it stopped." in said.err) == bool(failed)


@pytest.fixture
def pages(small_course, monkeypatch):
    """Pages as nbgrader lays them down."""
    made = []
    for student in ("ana", "bo"):
        page = small_course.instructor / "feedback" / student / "a01_tiny" / "a01_tiny.html"
        page.parent.mkdir(parents=True)
        page.write_text(student, encoding="utf-8")
        made.append(page)
    monkeypatch.setattr("shopfloor.grading.run.make_feedback", lambda *_: (made, {}))
    return small_course


def run(*arguments):
    with pytest.raises(SystemExit) as stopped:
        main(["feedback", "a01_tiny", *map(str, arguments)])
    return stopped.value.code or 0


def test_a_zip_file_for_the_platform(pages, tmp_path, capsys):
    from shopfloor.grading.hand_in_record import Kept, add

    assert run("--zip", tmp_path / "plain.zip") == 0
    assert f"2 students' pages are in {tmp_path / 'plain.zip'}." in capsys.readouterr().out
    add(pages.instructor, "a01_tiny", {"ana": Kept("Canvas", "silvaana_1_2_a01.ipynb")})
    assert run("--zip", tmp_path / "canvas.zip") == 0
    said = capsys.readouterr().out
    assert "not in the zip file, for Canvas's download did not name them: bo." in said
    assert "1 students' pages are in" in said and '"Upload Submissions"' in said


def test_a_file_that_exists_is_refused_before_anything_is_done(pages, tmp_path, monkeypatch, capsys):
    def never(*_):
        raise AssertionError("pages were made")

    monkeypatch.setattr("shopfloor.grading.run.make_feedback", never)
    (tmp_path / "mine.zip").write_text("mine", encoding="utf-8")
    assert run("--zip", tmp_path / "mine.zip") == 2
    assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "mine.zip").read_text(encoding="utf-8") == "mine"


def test_nothing_for_the_zip_file_is_said(pages, tmp_path, capsys):
    from shopfloor.grading.hand_in_record import Kept, add

    add(pages.instructor, "a01_tiny", {"cy": Kept("Canvas", "xucy_1_2_a01.ipynb")})
    assert run("--zip", tmp_path / "canvas.zip") == 1
    assert "No zip file was written." in capsys.readouterr().err
    assert not (tmp_path / "canvas.zip").exists()
