"""Repair, cell by cell, without a kernel: a small assignment, damaged in every way."""

import copy

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from shopfloor.grading import record
from shopfloor.grading.base import grade_id
from shopfloor.grading.repair import GONE, Mending, Original


def original(name, source, kind="code", locked=False, grade=False, solution=False, points=None):
    return Original(name, kind, source, f"checksum of {name}", locked, grade, solution, False, points)


KNOWN = {
    one.grade_id: one
    for one in (
        original("setup", "import math", locked=True),
        original("one_answer", "one = ...", solution=True),
        original("one", 'hand_in("one", one)', locked=True, grade=True, points=2.0),
        original("two_answer", "two = ...", solution=True),
        original("two", 'hand_in("two", two)', locked=True, grade=True, points=3.0),
        original("note", "*Write here.*", kind="markdown", grade=True, solution=True, points=4.0),
    )
}
TEXTS = {"one_answer": "## Part 1", "two_answer": "## Part 2", "note": "## Part 3"}
ANSWERS = {"one_answer": "one = 1", "two_answer": "two = 2", "note": "Because."}


@pytest.fixture
def nb():
    """A filled-in notebook with nothing wrong with it."""
    cells = [new_markdown_cell("# Title", id="title")]
    for name, one in KNOWN.items():
        if name in TEXTS:
            cells.append(new_markdown_cell(TEXTS[name], id=f"text-{name}".replace("_", "-")))
        make = new_code_cell if one.cell_type == "code" else new_markdown_cell
        cell = make(ANSWERS.get(name, one.source), id=name.replace("_", "-"))
        cell.metadata.nbgrader = one.metadata()
        cells.append(cell)
    return new_notebook(cells=cells)


def mend(nb):
    order = [("title", None)]
    for name in KNOWN:
        if name in TEXTS:
            order.append((f"text-{name}".replace("_", "-"), None))
        order.append((name.replace("_", "-"), name))
    done = Mending(nb, KNOWN, order).done
    nbformat.validate(nb)
    assert [grade_id(cell) for cell in nb.cells if grade_id(cell) in KNOWN] == list(KNOWN)
    for cell in nb.cells:
        if grade_id(cell):
            assert cell.metadata.nbgrader == KNOWN[grade_id(cell)].metadata()
            assert cell.cell_type == KNOWN[grade_id(cell)].cell_type
    return done


def at(nb, name):
    return next(index for index, cell in enumerate(nb.cells) if grade_id(cell) == name)


def sources(nb):
    return [cell.source for cell in nb.cells]


def test_a_sound_notebook_is_left_alone(nb):
    before = sources(nb)
    assert mend(nb) == []
    assert sources(nb) == before


@pytest.mark.parametrize("name", KNOWN)
def test_a_deleted_cell_comes_back_in_its_place(nb, name):
    before = sources(nb)
    place = at(nb, name)
    del nb.cells[place]
    assert mend(nb) == [f"The cell {name} was deleted: put back."]
    if name.endswith("_answer"):
        before[place] = f"# {GONE}"  # not the stub: it would wipe out an answer that stands elsewhere
    elif name == "note":
        before[place] = KNOWN[name].source
    assert sources(nb) == before


def test_all_cells_deleted(nb):
    nb.cells = [cell for cell in nb.cells if not grade_id(cell)]
    assert len(mend(nb)) == len(KNOWN)


def test_a_hand_in_cell_comes_back_below_what_the_student_wrote(nb):
    place = at(nb, "one")
    nb.cells[place : place + 1] = [
        new_code_cell("one = 1 + 0", id="own"),
        new_markdown_cell("my thoughts", id="own2"),
    ]
    mend(nb)
    assert at(nb, "one") == place + 2


def test_a_hand_in_cell_comes_back_above_the_next_heading_without_cell_ids(nb):
    del nb.cells[at(nb, "one")]
    for number, cell in enumerate(nb.cells):
        cell.id = f"other-{number}"
    mend(nb)
    assert nb.cells[at(nb, "one") + 1].source == "## Part 2"


def test_of_copied_hand_in_cells_the_last_counts(nb):
    place = at(nb, "one")
    twin = copy.deepcopy(nb.cells[place])
    nb.cells.insert(place - 1, twin)
    assert mend(nb) == ["The cell one was there 2 times: the last one counts."]
    assert at(nb, "one") == place + 1
    assert grade_id(nb.cells[place - 1]) is None


def test_of_copied_answers_the_one_that_was_worked_in_counts(nb):
    blank = copy.deepcopy(nb.cells[at(nb, "note")])
    blank.source = KNOWN["note"].source
    nb.cells.append(blank)
    assert "one of them counts" in mend(nb)[0]
    assert nb.cells[at(nb, "note")].source == "Because."


def test_different_written_answers_are_pointed_out(nb):
    other = copy.deepcopy(nb.cells[at(nb, "note")])
    other.source = "For another reason."
    nb.cells.append(other)
    done = mend(nb)
    assert "Copies of note hold different texts: the last one is shown for marking." in done
    assert nb.cells[at(nb, "note")].source == "For another reason."


def test_a_hand_in_cell_above_its_answer_moves_below_it(nb):
    cell = nb.cells.pop(at(nb, "two"))
    nb.cells.insert(0, cell)
    assert mend(nb) == ["The cell two stood in the wrong place: moved back."]
    assert at(nb, "two") == at(nb, "two_answer") + 1


def test_what_all_cells_need_moves_to_the_front(nb):
    nb.cells.append(nb.cells.pop(at(nb, "setup")))
    assert mend(nb) == ["The cell setup stood in the wrong place: moved back."]
    assert at(nb, "setup") < at(nb, "one_answer")


@pytest.mark.parametrize(
    ("name", "kind"), [("one", "markdown"), ("one_answer", "raw"), ("note", "code"), ("setup", "raw")]
)
def test_a_retyped_cell_gets_its_type_back(nb, name, kind):
    cell = nb.cells[at(nb, name)]
    make = new_code_cell if kind == "code" else new_markdown_cell
    made = make(cell.source, id=cell.id, metadata=cell.metadata)
    made.cell_type = kind
    nb.cells[at(nb, name)] = made
    assert mend(nb) == [f"The cell {name} was of another type ({kind}): put back."]
    assert nb.cells[at(nb, name)].source == cell.source


def test_an_edited_locked_cell_gets_its_text_back(nb):
    nb.cells[at(nb, "one")].source = "print('Full marks')"
    assert mend(nb) == ["The locked cell one had been changed: the original was put back."]
    assert nb.cells[at(nb, "one")].source == KNOWN["one"].source


def test_space_at_line_ends_is_not_worth_a_word(nb):
    nb.cells[at(nb, "one")].source += "  \n\n"
    assert mend(nb) == []


def test_a_hand_in_cell_without_its_metadata_is_recognized(nb):
    nb.cells[at(nb, "two")].metadata = nbformat.NotebookNode()
    place = at(nb, "two_answer") + 1
    assert mend(nb) == ["The cell two had lost its marks and was recognized by its text."]
    assert at(nb, "two") == place


@pytest.mark.parametrize(
    "metadata",
    [
        {"grade_id": "one", "points": 100, "grade": True, "solution": False, "locked": False},
        {"grade_id": "one", "grade": False, "solution": True, "schema_version": 99},
        {"grade_id": "one", "schema_version": 1},
        {"grade_id": "one", "extra": {"a": 1}},
        {"grade_id": "unheard_of", "grade": True, "points": 50},
        {"grade_id": ["one"]},
        {},
        "one",
        None,
    ],
)
def test_what_a_cell_says_about_itself_is_not_believed(nb, metadata):
    nb.cells[at(nb, "one")].metadata = nbformat.from_dict(
        {"nbgrader": metadata, "tags": ["skip-execution"], "shopfloor": {}}
    )
    mend(nb)
    assert "tags" not in nb.cells[at(nb, "one")].metadata
    assert not any("shopfloor" in cell.metadata for cell in nb.cells)


def test_notes_and_notebook_metadata_are_dropped(nb):
    nb.metadata = nbformat.from_dict(
        {"shopfloor": {"made_with": "somebody"}, "kernelspec": {"name": "bash"}, "widgets": {"a": 1}}
    )
    mend(nb)
    assert record.run_as(nb, "folder") == "folder"
    assert nb.metadata == {}


@pytest.mark.parametrize(
    "change",
    [
        lambda cell: cell.update(source="x = '\ud800'"),
        lambda cell: cell.update(source=["a = 1\n", "b = 2"]),
        lambda cell: cell.update(source=None),
        lambda cell: cell.update(cell_type="heading"),
        lambda cell: cell.update(id="no spaces allowed"),
        lambda cell: cell.update(id="title"),
        lambda cell: cell.update(outputs=[{"output_type": "nonsense"}]),
        lambda cell: cell.update(metadata=None),
        lambda cell: cell.pop("id"),
    ],
)
def test_whatever_a_cell_holds_the_notebook_becomes_valid(nb, change):
    nb.cells.insert(1, new_code_cell("pass", id="own"))
    change(nb.cells[1])
    mend(nb)
    nbformat.writes(nb).encode("utf-8")


def test_valid_outputs_stay_for_the_identity(nb):
    nb.cells[at(nb, "one")].outputs = [
        new_output("display_data", {"text/plain": "kept"}),
        {"output_type": "nonsense"},
    ]
    mend(nb)
    assert [output.data for output in nb.cells[at(nb, "one")].outputs] == [{"text/plain": "kept"}]
