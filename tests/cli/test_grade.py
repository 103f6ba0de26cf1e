"""``shopfloor grade``: what it prints and its exit status, for every outcome that grading can have."""

import pytest

from shopfloor.cli import main
from shopfloor.grading.one_submission import FAILED, GRADED, UNCHANGED, Result


@pytest.fixture
def graded(small_course, monkeypatch):
    """``graded(results, *arguments)``: the command's exit status when grading has these results."""

    # Nothing is run here, so nothing is started.
    monkeypatch.setattr("shopfloor.grading.sandbox.bubble.missing", lambda: "not needed")

    def run(results, *arguments):
        asked = {}

        def grade(root, assignment, students, force, progress, say, workers, sandbox, cluster):
            asked.update(root=root, assignment=assignment, students=students, force=force)
            asked.update(workers=workers, sandbox=sandbox)
            for done, result in enumerate(results, 1):
                progress(done, len(results), result)
            say("a remark")
            return results

        monkeypatch.setattr("shopfloor.grading.run.grade", grade)
        with pytest.raises(SystemExit) as stopped:
            main(["grade", "a01_tiny", *arguments])
        return stopped.value.code or 0, asked

    return run


def test_all_graded(graded, small_course, capsys):
    code, asked = graded([Result("ana", GRADED, 3, 4), Result("bo", UNCHANGED, 4, 4, unread=True)])
    assert code == 0
    assert asked == {
        "root": small_course.instructor,
        "assignment": "a01_tiny",
        "students": None,
        "force": False,
        "workers": None,
        "sandbox": None,
    }
    said = capsys.readouterr()
    assert "1 graded, 1 unchanged, 0 could not be graded. 1 wait for marks by hand" in said.out
    assert "a remark" in said.err


def test_some_could_not_be(graded, capsys):
    code, _ = graded([Result("ana", FAILED, error="the notebook is broken"), Result("bo", GRADED, 4, 4)])
    assert code == 1
    said = capsys.readouterr()
    assert said.err.startswith("ana: not graded: the notebook is broken.") or "ana: not graded" in said.err
    assert "1 graded, 0 unchanged, 1 could not be graded." in said.out


def test_what_was_mended_is_said(graded, capsys):
    result = Result("ana", GRADED, 4, 4, repairs=["The cell a was deleted: put back."], made_with="bo")
    result.stopped = "The notebook stopped: it ran longer than 20 seconds. 3 parts did not run."
    assert graded([result])[0] == 0
    said = capsys.readouterr().out
    assert 'ana: made with the id "bo"; marked on that id\'s data.' in said
    assert "ana: The cell a was deleted: put back." in said
    assert "ana: The notebook stopped: it ran longer than 20 seconds. 3 parts did not run." in said


def test_only_some_students_and_again(graded):
    _, asked = graded([], "--student", "ana", "--student", "bo", "--force")
    assert (asked["students"], asked["force"]) == (["ana", "bo"], True)


def test_the_risk_is_accepted_by_name_only(graded):
    assert graded([Result("ana", GRADED, 4, 4)], "--no-sandbox", "--workers", "3")[1]["sandbox"] is False
    asked = graded([Result("ana", GRADED, 4, 4)], "--workers", "3")[1]
    assert (asked["workers"], asked["sandbox"]) == (3, None)
