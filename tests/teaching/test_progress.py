"""Progress: a file of the learner's own, and the overview that is counted from it."""

import json
import sys
from pathlib import Path

import pytest

from shopfloor.teaching import check, hint, practice, progress, solution
from shopfloor.teaching.progress import diary


@pytest.fixture(autouse=True)
def diary_file(tmp_path, monkeypatch):
    path = tmp_path / "new folder" / "progress.jsonl"
    monkeypatch.setenv("SHOPFLOOR_PROGRESS", str(path))
    return path


def row(lesson):
    table = progress().table.set_index("lesson")
    return table.loc[lesson]


def test_nothing_done_yet(lesson):
    assert row("05")["right"] == 0 and row("05")["exercises"] > 10
    assert "Nothing is noted yet" in progress().text


def test_checks_are_counted_once_each(lesson):
    check("99.1", 0.71)
    check("99.1", 0.18)
    check("99.1", 0.18)
    check("99.2", [7])
    check("99.3")
    assert row("99")[["exercises", "right", "right_alone", "tried"]].tolist() == [6, 1, 1, 1]


def test_an_opened_solution_is_said(lesson):
    solution("99.1")
    check("99.1", 0.18)
    check("99.2", [7, 23])
    solution("99.2")
    counted = row("99")
    assert counted[["right", "right_alone", "solutions_opened"]].tolist() == [2, 1, 2]
    assert "solutions opened: 2" in progress().text


def test_hints_are_noted_but_no_mark_against_anyone(lesson):
    hint("99.1")
    assert [entry["what"] for entry in diary.entries()] == ["hint"]
    check("99.1", 0.18)
    assert row("99")["right_alone"] == 1


def test_practice_is_counted_with_its_lesson():
    problem = practice("standard time", seed=7)
    problem.check(problem.answer + 5)
    problem.check(problem.answer)
    assert row("06")[["practice_right", "practice_tried"]].tolist() == [1, 2]
    assert "1 right of 2" in progress()._repr_html_()


def test_the_overview_is_a_table_with_headings_for_a_screen_reader(lesson):
    page = progress()._repr_html_()
    assert page.count('scope="col"') == 6 and 'scope="row"' in page and "<caption" in page


def test_it_says_where_the_file_is_and_that_it_stays_here(diary_file, lesson):
    assert str(diary_file) in progress().text and "Kept on this computer only" in progress().text


def test_nothing_is_written_while_work_is_graded(monkeypatch, diary_file, lesson):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check("99.1", 0.18)
    assert not diary_file.exists()


def test_a_broken_line_loses_only_itself(diary_file, lesson):
    check("99.1", 0.18)
    with open(diary_file, "a", encoding="utf-8") as file:
        file.write(
            '{"at": "2026-01-0\n\n[1]\n{"what": "check"}\n{"at": "2026-01-05", "what": "check"}\n"text"\n'
        )
    check("99.2", [7, 23])
    assert row("99")["right"] == 2


def test_what_stands_there_is_only_added_to(diary_file, lesson):
    check("99.1", 0.71)
    before = diary_file.read_text(encoding="utf-8")
    check("99.1", 0.18)
    assert diary_file.read_text(encoding="utf-8").startswith(before) and before


def test_exercises_of_another_version_are_passed_over(diary_file, lesson):
    check("99.1", 0.18)
    line = json.loads(diary_file.read_text(encoding="utf-8"))
    diary_file.write_text(json.dumps({**line, "id": "99.77"}) + "\n", encoding="utf-8")
    assert row("99")["right"] == 0


def test_a_check_never_stops_where_nothing_can_be_written(monkeypatch, tmp_path, lesson):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("SHOPFLOOR_PROGRESS", str(tmp_path / "file" / "progress.jsonl"))
    assert check("99.1", 0.18).right
    assert not diary.note("check", id="99.1")


def test_a_file_that_cannot_be_read_is_named(monkeypatch, tmp_path, lesson):
    monkeypatch.setenv("SHOPFLOOR_PROGRESS", str(tmp_path))  # a folder
    with pytest.raises(OSError, match="cannot be read") as problem:
        progress()
    assert str(tmp_path) in str(problem.value)


def test_the_places(monkeypatch, tmp_path):
    monkeypatch.delenv("SHOPFLOOR_PROGRESS")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert diary.place() == tmp_path / ".shopfloor" / "my_shopfloor_progress.jsonl"
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(diary, "_DRIVE", tmp_path)
    assert diary.place() == tmp_path / "my_shopfloor_progress.jsonl"
    monkeypatch.setattr(diary, "_DRIVE", tmp_path / "nothing")
    monkeypatch.chdir(tmp_path)
    assert diary.place() == tmp_path / "my_shopfloor_progress.jsonl"


def test_it_lies_outside_the_course_and_outside_python():
    import shopfloor

    home = Path.home() / ".shopfloor"
    assert not Path(shopfloor.__file__).is_relative_to(home) and not Path(sys.prefix).is_relative_to(home)
