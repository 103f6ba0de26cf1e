"""``shopfloor report``: it says where the page and the table are."""

import pytest

from shopfloor.cli import main


def test_report(small_course, monkeypatch, capsys):
    def write_report(root, assignment):
        assert (root, assignment) == (small_course.instructor, "a01_tiny")
        return root / "report" / "a01_tiny.html", root / "report" / "a01_tiny.csv"

    monkeypatch.setattr("shopfloor.grading.report.write_report", write_report)
    with pytest.raises(SystemExit) as stopped:
        main(["report", "a01_tiny"])
    assert not stopped.value.code
    assert [line.rpartition("/")[2] for line in capsys.readouterr().out.splitlines()] == [
        "a01_tiny.html",
        "a01_tiny.csv",
    ]
