"""The check before handing in, on notebooks as nbgrader releases them and as students leave them."""

import copy
import json
import os
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.preprocessors import ClearSolutions, ComputeChecksums, LockCells
from nbgrader.utils import compute_checksum

from shopfloor.teaching import ready_to_hand_in
from shopfloor.teaching.exercises import registry
from shopfloor.teaching.forms import Assignment, by_hand, number_form, rows_form
from shopfloor.teaching.hand_in import MIME
from shopfloor.teaching.saved_notebook import checksum, read

TYPED = {"a99_time": "a_time = 0.5", "a99_rows": "some_rows = [7, 23]"}
VALUES = {"a_time": 0.5, "some_rows": [7, 23]}


def cell(grade_id, source, grade=False, solution=False, make=new_code_cell):
    meta = dict(
        grade_id=grade_id, grade=grade, solution=solution, locked=not solution, schema_version=3, task=False
    )
    made = make(source, metadata={"nbgrader": meta | ({"points": 2} if grade else {})})
    made.id = grade_id.replace("_", "-")
    return made


def released():
    """What nbgrader makes of a source notebook for students."""
    nb = new_notebook(
        cells=[
            cell("a99_setup", "from shopfloor import hand_in"),
            new_code_cell('student = "your id"'),
            new_markdown_cell("## Part 1"),
            cell(
                "a99_time_answer",
                "a_time = ...\n### BEGIN SOLUTION\na_time = 0.5\n### END SOLUTION",
                solution=True,
            ),
            cell("a99_time", 'hand_in("a99_time", a_time)', grade=True),
            new_markdown_cell("## Part 2"),
            cell(
                "a99_rows_answer",
                "some_rows = ...\n### BEGIN SOLUTION\nsome_rows = []\n### END SOLUTION",
                solution=True,
            ),
            cell("a99_rows", 'hand_in("a99_rows", some_rows)', grade=True),
            new_markdown_cell("## Part 3"),
            cell(
                "a99_note",
                "### BEGIN SOLUTION\nNo.\n### END SOLUTION",
                grade=True,
                solution=True,
                make=new_markdown_cell,
            ),
            cell("a99_ready", 'ready_to_hand_in("a99_trial")'),
        ]
    )
    nb.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python"}
    clear = ClearSolutions(
        code_stub={"python": "# Your work here"}, text_stub="*Write your answer here, in place of this line.*"
    )
    for step in (LockCells(), clear, ComputeChecksums()):
        nb, _ = step.preprocess(nb, {"language": "python"})
    return json.loads(nbformat.writes(nb))


@pytest.fixture(scope="session")
def release():
    return released()


class Work:
    """A student's notebook: the saved file and what is in memory."""

    def __init__(self, nb, folder):
        self.nb, self.path, self.memory = copy.deepcopy(nb), folder / "a99_trial.ipynb", {}
        self.executed = []

    def at(self, grade_id):
        return next(
            place
            for place, cell in enumerate(self.nb["cells"])
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
        )

    def cell(self, grade_id):
        return self.nb["cells"][self.at(grade_id)]

    def solve(self):
        for id, source in TYPED.items():
            self.answer(id, source)
        self.cell("a99_note")["source"] = ["I do not agree."]
        self.memory |= VALUES
        return self

    def answer(self, id, source, value=None):
        self.cell(f"{id}_answer")["source"] = [source]
        self.executed.append(source)
        plain = value if value is not None else VALUES["a_time" if id == "a99_time" else "some_rows"]
        output = new_output(
            "display_data", {MIME: {"v": 1, "id": id, "value": plain}, "text/plain": "Handed in"}
        )
        self.cell(id)["outputs"] = [json.loads(json.dumps(output))]

    def ready(self):
        self.path.write_text(json.dumps(self.nb), encoding="utf-8")
        return ready_to_hand_in("a99_trial")


@pytest.fixture
def work(release, tmp_path, monkeypatch):
    import sys

    made = Assignment(
        "a99_trial",
        [
            number_form("a99_time", unit="min", low=0.2, high=5),
            rows_form("a99_rows", high=60),
            by_hand("a99_note"),
        ],
    )
    registry._loaded["99"] = type("Lesson", (), {"ASSIGNMENT": made})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHOPFLOOR_STUDENT", "ana")
    work = Work(release, tmp_path)
    ready = sys.modules["shopfloor.teaching.ready"]
    monkeypatch.setattr(ready, "_memory", lambda: work.memory)
    monkeypatch.setattr(ready, "_executed", lambda: work.executed)
    return work


def test_a_solved_and_saved_notebook_is_ready(work):
    message = work.solve().ready()
    assert (message.kind, message.items) == ("right", ())
    assert (
        "All 3 parts" in message.text
        and "a99_trial.ipynb as saved at" in message.text
        and "judged later" in message.text
    )


def test_a_fresh_notebook_only_has_its_parts_to_do(work):
    work.memory |= {"a_time": ..., "some_rows": ...}
    assert work.ready().items == ("Not tried yet: parts 1 (a99_time), 2 (a99_rows) and 3 (a99_note).",)
    work.memory.clear()
    assert len(work.ready().items) == 1


def test_one_part_left_is_named_and_the_rest_is_in_place(work):
    work.solve().cell("a99_note")["source"] = ["*Write your answer here, in place of this line.*\n"]
    message = work.ready()
    assert message.items == ("Not tried yet: part 3 (a99_note).",)
    assert "everything else is in place" in message.words


def only(work, *words):
    (item,) = work.ready().items
    for word in words:
        assert word in item, item


@pytest.mark.parametrize("grade_id", ["a99_time", "a99_time_answer", "a99_note"])
def test_a_deleted_cell_is_named(work, grade_id):
    del work.solve().nb["cells"][work.at(grade_id)]
    only(work, "was deleted", grade_id)


@pytest.mark.parametrize("grade_id", ["a99_time", "a99_rows_answer", "a99_note", "a99_setup"])
def test_a_copied_cell_is_named(work, grade_id):
    work.solve().nb["cells"].append(copy.deepcopy(work.cell(grade_id)))
    assert any("is there twice" in item and grade_id in item for item in work.ready().items)


@pytest.mark.parametrize(
    ("grade_id", "to"), [("a99_time", 0), ("a99_note", 1), ("a99_time_answer", 9), ("a99_rows", 3)]
)
def test_a_moved_cell_is_named_and_no_other(work, grade_id, to):
    moved = work.solve().nb["cells"].pop(work.at(grade_id))
    work.nb["cells"].insert(to, moved)
    only(work, "was moved", grade_id)


def test_cells_of_ones_own_and_a_shift_of_everything_are_fine(work):
    work.solve().nb["cells"].insert(2, json.loads(json.dumps(new_code_cell("1 + 1"))))
    assert work.ready().kind == "right"


def test_a_cell_of_another_type_is_named(work):
    work.solve().cell("a99_time")["cell_type"] = "markdown"
    assert any("now a markdown cell" in item and "press Y" in item for item in work.ready().items)
    work.cell("a99_note")["cell_type"] = "code"
    assert any("now a code cell" in item and "press M" in item for item in work.ready().items)


def test_a_cell_typed_anew_is_told_from_a_deleted_one(work):
    del work.solve().cell("a99_time")["metadata"]["nbgrader"]
    only(work, "a new cell", "a99_time", "fresh copy")


def test_an_answer_cell_typed_anew_is_told_from_a_deleted_one(work):
    del work.solve().cell("a99_rows_answer")["metadata"]["nbgrader"]
    only(work, "a new cell", "a99_rows_answer")


def test_a_changed_hand_in_is_named(work):
    work.solve().cell("a99_time")["source"] = ["a_time"]
    assert any("was changed" in item and 'hand_in("a99_time"' in item for item in work.ready().items)


def test_a_part_marked_by_hand_may_be_switched_off_by_the_course(work):
    del work.solve().cell("a99_note")["metadata"]["nbgrader"]
    assert work.ready().kind == "right"


def test_an_answer_only_in_memory_has_to_be_saved(work):
    work.solve().cell("a99_time_answer")["source"] = ["a_time = ...\n# Your work here"]
    only(work, "saved file does not hold", "part 1", "save (Ctrl+S")


def test_an_answer_changed_after_saving_has_to_be_saved(work):
    work.solve().memory["a_time"] = 0.6
    only(work, "saved file does not hold", "part 1")


def test_code_changed_after_saving_has_to_be_saved_even_when_the_value_is_the_same(work):
    work.solve().executed.append("a_time = 1 / 2")
    only(work, "saved file does not hold", "part 1")


def test_an_answer_written_and_not_run_has_to_be_run(work):
    work.solve().memory.pop("some_rows")
    only(work, "part 2", "Run the cells there")


def test_a_hand_in_never_run_has_to_be_run(work):
    work.solve().cell("a99_rows")["outputs"] = []
    only(work, "part 2")


def test_a_form_that_does_not_fit_is_named(work):
    work.solve().memory["a_time"] = 30
    only(work, "Part 1 (a99_time)", "did you write seconds?")


def test_code_that_python_cannot_read_is_named(work):
    work.solve().cell("a99_time_answer")["source"] = ["a_time = = 3"]
    assert any("cannot be read" in item for item in work.ready().items)


def test_the_answer_may_stand_in_a_cell_of_ones_own(work):
    work.solve().cell("a99_time_answer")["source"] = ["total = 1.0"]
    place = work.at("a99_time_answer") + 1
    work.nb["cells"].insert(place, json.loads(json.dumps(new_code_cell(TYPED["a99_time"]))))
    assert work.ready().kind == "right"


def test_a_missing_id_is_named(work, monkeypatch):
    monkeypatch.delenv("SHOPFLOOR_STUDENT")
    work.solve()
    only(work, "Write your id")


def test_a_deleted_id_cell_is_named_unless_the_hub_knows_the_person(work, monkeypatch):
    monkeypatch.delenv("SHOPFLOOR_STUDENT")
    monkeypatch.setattr(sys.modules["__main__"], "student", "ana", raising=False)
    work.solve()
    cells = work.nb["cells"]
    cells.remove(next(cell for cell in cells if "".join(cell["source"]).startswith("student =")))
    only(work, "The cell with your id is gone")
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    assert work.ready().kind == "right"


def test_the_file_is_found_by_the_name_of_the_session(work, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", str(work.path.with_name("mine.ipynb")))
    work.path = work.path.with_name("mine.ipynb")
    assert work.solve().ready().kind == "right"


def test_working_in_a_copy_is_named(work, monkeypatch):
    other = work.path.with_name("a99_trial-Copy1.ipynb")
    other.write_text("{}", encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(other))
    work.solve()
    only(work, "You are working in a99_trial-Copy1.ipynb")
    other.unlink()
    assert work.ready().kind == "right"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"cells": 3}',
        '{"cells": [{}]}',
        '{"cells": [3]}',
        "[" * 100_000,
        '{"cells": [{"cell_type": "code", "metadata": 7}]}',
    ],
)
def test_an_unreadable_file_is_said_in_words(work, content):
    work.path.write_text(content, encoding="utf-8")
    message = ready_to_hand_in("a99_trial")
    assert (
        message.kind == "warning" and "not a readable notebook" in message.text and "\n" not in message.text
    )


def test_a_missing_file_and_an_unknown_assignment_are_said_in_words(work):
    assert "There is no a99_trial.ipynb" in ready_to_hand_in("a99_trial").text
    for name in ("a99_tril", "a99_time", "x", 3, None, ...):
        assert "There is no assignment" in ready_to_hand_in(name).text
    assert "Did you mean a99_trial" in ready_to_hand_in("a99_tril").text


def test_it_never_raises(work, monkeypatch):
    import sys

    def broken():
        raise RuntimeError("disk on fire")

    work.solve().ready()
    monkeypatch.setattr(sys.modules["shopfloor.teaching.ready"], "_memory", broken)
    message = ready_to_hand_in("a99_trial")
    assert "disk on fire" in message.text and "hand in as usual" in message.text


def test_the_checksum_is_nbgraders(work):
    work.path.write_text(json.dumps(work.nb), encoding="utf-8")
    cells = read(work.path)
    known = [
        (mine, theirs)
        for mine, theirs in zip(cells, nbformat.read(work.path, 4).cells, strict=True)
        if mine.grade_id
    ]
    assert len(known) == 7
    for mine, theirs in known:
        assert checksum(mine) == compute_checksum(theirs) == theirs.metadata.nbgrader.checksum
        assert mine.untouched


def test_the_file_is_left_alone(work):
    work.solve().ready()
    before = work.path.read_bytes(), os.stat(work.path).st_mtime_ns
    ready_to_hand_in("a99_trial")
    assert (work.path.read_bytes(), os.stat(work.path).st_mtime_ns) == before


def test_it_has_nothing_to_say_while_the_work_is_graded(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert ready_to_hand_in("a05_stopwatch_study").kind == "help"


def test_a_part_is_called_by_the_number_of_the_heading_it_stands_under(work):
    work.solve().cell("a99_note")["source"] = ["*Write your answer here, in place of this line.*\n"]
    heading = next(cell for cell in work.nb["cells"] if "".join(cell["source"]).startswith("## Part 3"))
    heading["source"] = ["## Part 12\n"]
    assert work.ready().items == ("Not tried yet: part 12 (a99_note).",)
