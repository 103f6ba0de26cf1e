"""``shopfloor demo``: it says what to look at, and opens the report only where somebody can see it."""

import pytest

from shopfloor.cli import main
from shopfloor.grading.demo import Demo


@pytest.fixture
def shown(small_course, monkeypatch, tmp_path):
    """``shown(screen, *arguments)``: the addresses that the command opens in a browser."""

    def run(screen, *arguments):
        opened = []
        page = tmp_path / "demo" / "report.html"

        def run_demo(root, folder, assignment, say, progress):
            assert root == small_course.instructor
            say("The report is written.")
            progress(1, 1, None)
            told = {"demo-01": "all right", "demo-02": "slips in a, b", "demo-03": "slips in a"}
            pages = [tmp_path / "feedback" / student / "a01.html" for student in told]
            return Demo(folder, [], pages, page, told)

        monkeypatch.setattr("shopfloor.grading.demo.run_demo", run_demo)
        monkeypatch.setattr("shopfloor.cli.lab.has_screen", lambda: screen)
        monkeypatch.setattr("webbrowser.open", opened.append)
        with pytest.raises(SystemExit) as stopped:
            main(["demo", *arguments])
        assert not stopped.value.code
        return opened, page.as_uri()

    return run


def test_it_says_what_to_look_at(shown, capsys):
    opened, page = shown(True)
    assert opened == [page]
    said = capsys.readouterr().out
    assert "0 s  The report is written." in said
    assert "feedback for demo-01: all right" in said
    assert "feedback for demo-02: slips in a, b" in said
    assert "demo-03" not in said
    assert "delete the folder" in said


@pytest.mark.parametrize(("screen", "arguments"), [(False, ()), (True, ("--no-open",))])
def test_nothing_opens_where_nobody_looks(shown, screen, arguments):
    assert shown(screen, *arguments)[0] == []
