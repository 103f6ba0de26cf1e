"""One writer, in batches: the same rows as nbgrader writes, nothing of a person's touched, and a kill costs no mark."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text

from shopfloor.grading.convert import convert, remembering
from shopfloor.grading.course import application
from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.private_gradebook import PrivateGradebook, Rows
from shopfloor.grading.run import grade
from shopfloor.grading.standing import standings
from shopfloor.grading.writer import Writer, write_rows

ASSIGNMENT = "a05_stopwatch_study"
STUDENTS = ["ana", "ben", "cal", "dee", "eve"]


@pytest.fixture(scope="module")
def handed_in(template, right, put, released, tmp_path_factory):
    """Five students who have more and more right; nobody is graded yet."""
    folder = tmp_path_factory.mktemp("writer")
    shutil.copytree(template, folder / "course")
    root = folder / "course" / "instructor"
    for number, student in enumerate(STUDENTS):
        values = dict(list(right(student).items())[: number + 1])
        put(root, student, fill_in(released, student, values))
    return root


@pytest.fixture(scope="module")
def graded_once(handed_in, tmp_path_factory):
    root = tmp_path_factory.mktemp("graded") / "course" / "instructor"
    shutil.copytree(handed_in.parent, root.parent)
    grade(root, ASSIGNMENT)
    return root


@pytest.fixture
def course(graded_once, tmp_path):
    shutil.copytree(graded_once.parent, tmp_path / "course")
    return tmp_path / "course" / "instructor"


def url(root):
    return f"sqlite:///{root / 'gradebook' / 'gradebook.db'}"


def book(root):
    from nbgrader.api import Gradebook

    return Gradebook(url(root), "shopfloor")


def everything(root):
    """Every row of the gradebook by what it belongs to; ids and the second of grading differ from run to run."""
    with book(root) as gradebook:
        found = {}
        for submission in gradebook.assignment_submissions(ASSIGNMENT):
            student = submission.student_id
            found[student] = (
                submission.timestamp,
                submission.extension,
                submission.score,
                submission.max_score,
            )
            for notebook in submission.notebooks:
                found[student, notebook.name] = (notebook.late_submission_penalty, notebook.flagged)
                for one in notebook.grades:
                    found[student, one.name, "grade"] = (
                        one.auto_score,
                        one.manual_score,
                        one.extra_credit,
                        bool(one.needs_manual_grade),
                    )
                for one in notebook.comments:
                    found[student, one.name, "comment"] = (one.auto_comment, one.manual_comment)
        return found


def by_nbgrader(root):
    """Grade with nbgrader's own converter, straight into the course's gradebook."""
    app = application(root)
    app.config.ExecuteAs.sandbox = False
    for student in STUDENTS:
        assert not convert(remembering("Autograde"), app, root, ASSIGNMENT, student, "autograded")


def test_the_rows_are_those_that_nbgrader_itself_writes(handed_in, graded_once, tmp_path):
    shutil.copytree(handed_in.parent, tmp_path / "plain")
    plain = tmp_path / "plain" / "instructor"
    by_nbgrader(plain)
    assert everything(graded_once) == everything(plain)
    assert len({value for key, value in everything(plain).items() if key in STUDENTS}) > 3


def mark_by_hand(root):
    with book(root) as gradebook:
        note = gradebook.find_grade("a05_note", ASSIGNMENT, ASSIGNMENT, "ana")
        note.manual_score, note.needs_manual_grade, note.extra_credit = 3.0, False, 1.0
        part = gradebook.find_grade("a05_cycle", ASSIGNMENT, ASSIGNMENT, "ben")
        part.manual_score = 2.0
        comment = gradebook.find_comment("a05_note", ASSIGNMENT, ASSIGNMENT, "ana")
        comment.manual_comment = "Clear."
        gradebook.find_submission(ASSIGNMENT, "ana").extension = timedelta(days=2)
        gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, "cal").flagged = True
        gradebook.find_student("ana").first_name = "Ana"
        gradebook.db.commit()


def test_grading_again_does_to_marks_by_hand_what_nbgrader_does_and_asks_only_where_the_text_changed(
    graded_once, course, tmp_path
):
    shutil.copytree(graded_once.parent, tmp_path / "plain")
    plain = tmp_path / "plain" / "instructor"
    for root in (course, plain):
        mark_by_hand(root)
    grade(course, ASSIGNMENT, force=True)
    by_nbgrader(plain)
    found, nbgraders = everything(course), everything(plain)
    # Nothing was handed in since: her note is the one that was marked. nbgrader asks for another look all the same.
    auto, *others, look = nbgraders.pop(("ana", "a05_note", "grade"))
    assert found.pop(("ana", "a05_note", "grade")) == (auto, *others, False) and look is True
    assert others == [3.0, 1.0]
    # A mark that a person set in place of the program's: the values behind it may be others.
    assert found["ben", "a05_cycle", "grade"][-1] is True
    assert found == nbgraders
    assert found["ana", "a05_note", "comment"][1] == "Clear."
    assert found["ana"][1] == timedelta(days=2) and found["cal", ASSIGNMENT][1] is True
    with book(course) as gradebook:
        assert gradebook.find_student("ana").first_name == "Ana"


def rows_of(root, student):
    """The rows of a submission as a worker hands them over, with ids of its own."""
    private = PrivateGradebook(url(root), ASSIGNMENT)
    private.lay_out(student)
    rows = private.take()
    private.close()
    return rows


def test_what_a_person_writes_while_the_batch_waits_stays(course):
    rows = rows_of(course, "ana")
    mark_by_hand(course)
    for row in rows.grades:
        row["auto_score"] = 0.5
    engine = create_engine(url(course))
    with engine.begin() as connection:
        write_rows(connection, [rows])
    found = everything(course)
    assert found["ana", "a05_note", "grade"] == (0.5, 3.0, 1.0, True)  # nbgrader asks for another look
    assert found["ana", "a05_cycle", "grade"][0] == 0.5
    assert found["ana", "a05_note", "comment"][1] == "Clear." and found["ana"][1] == timedelta(days=2)


def test_a_submission_that_somebody_else_graded_meanwhile_is_updated_and_not_doubled(course):
    rows = rows_of(course, "ana")
    for row in (rows.submission, *rows.notebooks, *rows.grades, *rows.comments):
        old = row["id"]
        row["id"] = old[::-1]
        for other in (*rows.notebooks, *rows.grades, *rows.comments):
            for name in ("assignment_id", "notebook_id"):
                if other.get(name) == old:
                    other[name] = row["id"]
    before = everything(course)
    for row in rows.grades:
        row["auto_score"] = 0.25
    engine = create_engine(url(course))
    with engine.begin() as connection:
        write_rows(connection, [rows])
    after = everything(course)
    assert after.keys() == before.keys()
    assert after["ana", "a05_cycle", "grade"][0] == 0.25 and after["ben"] == before["ben"]


def test_a_hand_in_that_came_again_has_its_own_time_and_its_own_penalty(course):
    engine = create_engine(url(course))
    for when, penalty in ((datetime(2026, 11, 22, 8), 2.5), (datetime(2026, 11, 19, 8), 0.0)):
        rows = rows_of(course, "ana")
        rows.submission["timestamp"] = when
        for row in rows.notebooks:
            row["late_submission_penalty"] = penalty
        with engine.begin() as connection:
            write_rows(connection, [rows])
        found = everything(course)
        assert found["ana"][0] == when and found["ana", ASSIGNMENT][0] == penalty


def test_a_hand_in_at_which_nbgrader_stopped_costs_no_other_its_marks(course):
    rows = rows_of(course, "ana")
    for row in rows.grades:
        row["auto_score"] = 0.25
    done = []
    writer = Writer(url(course), done.append, batch=2)
    writer.add("stopped", Rows(ASSIGNMENT))
    writer.add("ana", rows)
    writer.close()
    assert done == ["stopped", "ana"] and everything(course)["ana", "a05_cycle", "grade"][0] == 0.25


def test_a_batch_is_there_as_a_whole_or_not_at_all(course):
    first, second = rows_of(course, "ana"), rows_of(course, "ben")
    before = everything(course)
    for row in first.grades:
        row["auto_score"] = 0.125
    second.grades[0]["cell_id"] = None  # cannot be written
    done = []
    writer = Writer(url(course), done.append, batch=2)
    writer.add("ana", first)
    assert done == [] and everything(course) == before
    with pytest.raises(Exception):  # noqa: B017 (whatever the database says)
        writer.add("ben", second)
    assert done == [] and everything(course) == before
    writer.close()


def test_batches_are_written_when_full_or_when_the_first_has_waited(course, monkeypatch):
    now = [0.0]
    monkeypatch.setattr("shopfloor.grading.writer.time.monotonic", lambda: now[0])
    done = []
    writer = Writer(url(course), done.append, batch=3, seconds=5)
    for student in STUDENTS[:2]:
        writer.add(student, None)
    assert done == []
    writer.add("cal", None)
    assert done == ["ana", "ben", "cal"]
    writer.add("dee", None)
    now[0] = 6.0
    writer.add("eve", None)
    assert done == STUDENTS
    writer.write()
    assert done == STUDENTS
    writer.close()


def test_marks_that_did_not_reach_the_gradebook_are_graded_again(course, released, right, put, monkeypatch):
    """The lead is killed after the new notebook is graded and before its batch is written."""
    old = standings(url(course), ASSIGNMENT)["ana"]
    put(course, "ana", fill_in(released, "ana", right("ana")))

    class Killed(BaseException):
        pass

    def killed(*_):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "write", killed)
        with pytest.raises(Killed):
            grade(course, ASSIGNMENT, ["ana"])
    assert standings(url(course), ASSIGNMENT)["ana"] == old
    (result,) = grade(course, ASSIGNMENT, ["ana"])
    assert result.status == "graded" and result.score > old.score
    assert standings(url(course), ASSIGNMENT)["ana"].score == result.score
    (again,) = grade(course, ASSIGNMENT, ["ana"])
    assert again.status == "unchanged"


def test_formgrader_sees_a_result_as_soon_as_its_batch_is_written(handed_in, tmp_path, monkeypatch):
    """Through nbgrader's own interface, which formgrader's pages ask, while the class is still being graded."""
    from nbgrader.apps import NbGraderAPI

    shutil.copytree(handed_in.parent, tmp_path / "course")
    root = tmp_path / "course" / "instructor"
    api = NbGraderAPI(application(root).coursedir)
    monkeypatch.setattr("shopfloor.grading.writer.BATCH", 1)
    monkeypatch.setattr(Writer.__init__, "__defaults__", (1, 60.0))
    seen = []

    def progress(done, total, result):
        shown = {one["student"]: one for one in api.get_submissions(ASSIGNMENT)}
        seen.append(
            (done, shown[result.student]["autograded"], shown[result.student]["score"] == result.score)
        )

    grade(root, ASSIGNMENT, progress=progress)
    assert seen == [(number, True, True) for number in range(1, 6)]


def test_what_a_private_gradebook_asks_for_does_not_grow_with_the_class(course):
    """Every question names the columns of an index: SQLite says so itself, and never scans a table of the class."""
    from nbgrader import api

    private = PrivateGradebook(url(course), ASSIGNMENT)
    asked = []
    from sqlalchemy import event

    event.listen(
        private.real,
        "before_cursor_execute",
        lambda c, cur, statement, values, *_: asked.append((statement, values)),
    )
    private.lay_out("ana")
    with private.real.connect() as connection:
        plans = [
            row[3]
            for statement, values in asked[:]
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    private.close()
    assert len(plans) >= 5 and all(plan.startswith("SEARCH") for plan in plans), plans
    assert api.Grade.__tablename__ in " ".join(plans)


def test_a_mark_that_waits_for_another_look_goes_on_waiting_beside_one_that_does_not(course):
    mark_by_hand(course)
    with book(course) as gradebook:
        part = gradebook.find_grade("a05_cycle", ASSIGNMENT, ASSIGNMENT, "ana")
        part.manual_score, part.needs_manual_grade = 2.0, True
        gradebook.db.commit()
    private = PrivateGradebook(url(course), ASSIGNMENT)
    private.lay_out("ana")
    private.need_no_look({"a05_note", "a05_cycle"})
    looks = {private.names[row["cell_id"]]: bool(row["needs_manual_grade"]) for row in private.take().grades}
    private.close()
    assert (looks["a05_note"], looks["a05_cycle"]) == (False, True)


def test_standings_are_what_nbgrader_counts(course):
    mark_by_hand(course)
    with book(course) as gradebook:
        expected = {
            one.student_id: (one.score, one.max_score, bool(one.needs_manual_grade))
            for one in gradebook.assignment_submissions(ASSIGNMENT)
        }
        gradebook.find_grade("a05_cycle", ASSIGNMENT, ASSIGNMENT, "dee").auto_score = None
        gradebook.db.commit()
    found = standings(url(course), ASSIGNMENT)
    del expected["dee"]  # not all of it is marked
    assert found == expected


def test_the_gradebook_is_as_nbgrader_left_it_for_a_notebook_that_cannot_be_graded(
    course, released, put, right
):
    before = everything(course)
    path = put(course, "ana", fill_in(released, "ana", right("ana")))
    Path(path).write_text("{")
    (result,) = grade(course, ASSIGNMENT, ["ana"])
    assert result.status == "failed" and everything(course) == before
    engine = create_engine(url(course))
    with engine.connect() as connection:
        assert connection.execute(text("pragma integrity_check")).scalar_one() == "ok"
        assert connection.execute(select(text("1"))).scalar_one() == 1
