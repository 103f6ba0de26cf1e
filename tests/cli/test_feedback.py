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
