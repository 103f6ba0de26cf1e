"""Every lesson has the anatomy that design and learners rely on, whatever it is about."""

import ast
import re
from statistics import median

import pytest

from shopfloor.teaching.exercises import of_lesson

# The parts of a lesson, in order; each is a heading of level 2 (the title is level 1).
SECTIONS = [
    "Recall",
    "Predict",
    "Worked example",
    "Your turn",
    "Decide",
    "Key points",
    "Exit check",
    "At work",
    "Further",
]
MINUTES_ON_THE_CORE_PATH = 45
MOST_WORDS = 1_300
MOST_LINES, MEDIAN_LINES = 15, 3


def headings(lesson):
    text = "\n".join(cell.source for cell in lesson.cells if cell.cell_type == "markdown")
    return re.findall(r"^## (.+)$", text, flags=re.M)


def core_path(lesson):
    """The cells before the heading of the further part."""
    cells = []
    for cell in lesson.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## Further"):
            return cells
        cells.append(cell)
    raise AssertionError("the lesson has no '## Further' part")


def code_cells(cells):
    return [cell for cell in cells if cell.cell_type == "code"]


def lines(cell):
    return [line for line in cell.source.splitlines() if line.strip()]


def test_the_title_is_a_question_with_objectives_minutes_and_sources(lesson):
    opening = lesson.cells[0].source
    assert re.match(r"# .+\?\n", opening), "the title must be a question"
    assert "**You will be able to**" in opening
    objectives = opening.split("**You will be able to**")[1].split("\n")[0].split("·")
    assert 2 <= len(objectives) <= 4
    assert f"**{MINUTES_ON_THE_CORE_PATH} minutes**" in opening
    assert re.search(r"\*Further\* \d+", opening)
    assert "Data:" in opening


def test_the_parts_stand_in_order(lesson):
    found = headings(lesson)
    positions = [
        next((i for i, heading in enumerate(found) if heading.startswith(part)), None) for part in SECTIONS
    ]
    missing = [part for part, position in zip(SECTIONS, positions) if position is None]
    assert not missing, f"missing parts: {missing}; found {found}"
    assert positions == sorted(positions), found


def test_the_minutes_of_the_parts_add_up(lesson):
    text = "\n".join(cell.source for cell in core_path(lesson) if cell.cell_type == "markdown")
    minutes = [int(number) for number in re.findall(r"^## .*\((\d+) minutes?\)$", text, flags=re.M)]
    assert sum(minutes) == MINUTES_ON_THE_CORE_PATH


def test_the_core_path_is_short(lesson):
    words = sum(len(cell.source.split()) for cell in core_path(lesson) if cell.cell_type == "markdown")
    assert words <= MOST_WORDS


def test_code_cells_are_small(lesson):
    sizes = [len(lines(cell)) for cell in code_cells(lesson.cells)]
    assert max(sizes) <= MOST_LINES
    assert median(sizes) <= MEDIAN_LINES


def test_there_is_as_much_prose_as_code(lesson):
    kinds = [cell.cell_type for cell in lesson.cells]
    assert kinds.count("markdown") >= kinds.count("code")
    assert "code code code" not in " ".join(kinds), "more than two code cells without prose between them"


def test_something_is_predicted_before_it_is_run(lesson):
    assert any(re.match(r"my_prediction\s*=\s*\.\.\.", cell.source) for cell in code_cells(lesson.cells))


def test_there_are_enough_checks(lesson):
    ids = re.findall(
        r'check\("(\d\d\.\w+)"', "\n".join(cell.source for cell in code_cells(core_path(lesson)))
    )
    exercises = [id for id in ids if id.split(".")[1].isdigit()]
    assert len([id for id in ids if ".r" in id]) == 3, "three recall questions"
    assert len(exercises) >= 4
    assert len([id for id in ids if ".x" in id]) >= 2, "an exit check"
    assert len(set(ids)) == len(ids)


def test_every_exercise_of_the_lesson_is_used_in_it_and_no_other(lesson, lesson_path):
    used = re.findall(r'check\("(\d\d\.\w+)"', "\n".join(cell.source for cell in code_cells(lesson.cells)))
    assert sorted(used) == sorted(of_lesson(lesson_path.stem[:2]))


FORBIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.With,
    ast.Try,
)
FORBIDDEN += (ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.JoinedStr, ast.IfExp, ast.If)


def constructs_a_student_does_not_write(source):
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, FORBIDDEN):
            found.append(type(node).__name__)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Subscript):
            found.append("chained indexing")
        if isinstance(node, ast.Attribute) and node.attr in ("str", "apply", "map", "groupby", "loc", "iloc"):
            found.append(f".{node.attr}")
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found.append("import")
    return found


@pytest.mark.parametrize(
    "source",
    [
        "def f(): pass",
        "[x for x in y]",
        "f'{x}'",
        't["a"]["b"]',
        "import re",
        't["a"].str.upper()',
        "t.loc[0]",
    ],
)
def test_the_guard_against_programming_sees_it(source):
    assert constructs_a_student_does_not_write(source)


def test_only_what_students_write_is_on_the_page(lesson):
    setup, *others = code_cells(lesson.cells)
    assert set(constructs_a_student_does_not_write(setup.source)) <= {"import"}, "the first cell only imports"
    for cell in others:
        assert constructs_a_student_does_not_write(cell.source) == [], cell.source


def test_nothing_is_left_over_from_a_run(lesson):
    for cell in code_cells(lesson.cells):
        assert cell.outputs == []
        assert cell.execution_count is None
    assert "widgets" not in lesson.metadata


def test_no_two_amounts_in_a_cell_of_prose_become_a_formula(lesson):
    # JupyterLab sets what stands between two dollar signs as mathematics.
    for cell in lesson.cells:
        if cell.cell_type == "markdown":
            assert cell.source.replace(r"\$", "").count("$") < 2, cell.source


def test_cells_keep_readable_ids(lesson):
    ids = [cell.id for cell in lesson.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", id) for id in ids), ids


def test_the_instructors_notes_stand_with_the_cells(lesson):
    notes = [cell.metadata.get("shopfloor", {}).get("guide", "") for cell in lesson.cells]
    assert len([note for note in notes if note]) >= 6
