"""The whole class on the three paths: exactly these scores and this feedback, and none stops the others."""

import html
import re

import pytest

from shopfloor.grading import record

PATHS = ("shopfloor grade", "nbgrader autograde", "formgrader")
STUDENTS = (
    "right",
    "others",
    "partly",
    "early",
    "blank",
    "classmate",
    "deleted",
    "copied",
    "muddled",
    "broken",
    "endless",
    "exits",
    "stopped",
    "hostile",
    "forger",
)


def test_the_class_is_what_the_tests_below_name(hand_ins):
    """Besides these there are as many hand-ins as it takes to make every mistake that the key names."""
    assert set(STUDENTS) <= set(hand_ins)
    assert all(name.startswith("mistakes-") for name in set(hand_ins) - set(STUDENTS))


def test_every_named_mistake_is_made_by_somebody(hand_ins, keys):
    case = keys.case("right", "open-2026")
    named = {
        (part, sample.words.removeprefix("That "))
        for part in keys.functions
        for sample in keys.answer(part, case).samples()
        if sample.expected == "named"
    }
    made = {
        (part, words)
        for name, one in hand_ins.items()
        if name.startswith("mistakes")
        for part, words in one.words.items()
    }
    assert made == named
    assert len(named) >= 10


@pytest.mark.parametrize("path", PATHS)
def test_every_hand_in_gets_exactly_its_score(paths, path):
    graded = paths[path]
    expected = {name: hand_in.points if hand_in.graded else None for name, hand_in in graded.hand_ins.items()}
    found = {}
    for name, hand_in in graded.hand_ins.items():
        marks = graded.marks(name)
        found[name] = marks if hand_in.graded else None if not any(marks.values()) else marks
    assert found == expected


@pytest.mark.parametrize("path", PATHS)
def test_every_hand_in_gets_its_words(paths, path):
    missing = []
    for name, hand_in in paths[path].hand_ins.items():
        if hand_in.words:
            said = {part: html.unescape(text) for part, text in paths[path].words(name).items()}
            missing += [
                (name, part, said[part]) for part, text in hand_in.words.items() if text not in said[part]
            ]
    assert missing == []


@pytest.mark.parametrize("path", PATHS)
def test_identity_and_repairs_are_noted(paths, path):
    for name, hand_in in paths[path].hand_ins.items():
        if not hand_in.graded:
            continue
        notes = record.notes_of(paths[path].notebook(name))
        assert notes.student == name
        assert notes.made_with == hand_in.made_with, name
        assert len(notes.repairs) == len(hand_in.repairs), (name, notes.repairs)
        for text in hand_in.repairs:
            assert any(text in words for words in notes.repairs), (name, text, notes.repairs)


@pytest.mark.parametrize("path", PATHS)
def test_what_was_handed_in_is_never_changed(paths, path):
    for name, hand_in in paths[path].hand_ins.items():
        folder = paths[path].root / "submitted" / name
        assert [file.read_bytes() for file in folder.rglob("*") if file.is_file()] == [hand_in.content], name


@pytest.mark.parametrize("path", PATHS)
def test_a_broken_hand_in_leaves_nothing_and_is_named(paths, path):
    graded = paths[path]
    assert graded.notebook("broken") is None
    if path == "shopfloor grade":
        failed = [result for result in graded.results if result.status == "failed"]
        assert [result.student for result in failed] == ["broken"]
        assert "not valid JSON" in failed[0].error
    elif path == "formgrader":
        successes = {
            name: answer["success"]
            for (name, action), answer in graded.results.items()
            if action == "autograde"
        }
        assert [name for name, good in successes.items() if not good] == ["broken"]
    else:
        assert graded.results.returncode == 1
        # On a terminal it says who; here its words go to a log.
        assert "for student '[student]'" in graded.results.stderr


def test_points_are_a_number_that_nbgrader_can_read(paths, hand_ins, most):
    for name, hand_in in hand_ins.items():
        for cell in paths["shopfloor grade"].notebook(name).cells if hand_in.graded else ():
            if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code":
                assert [output.output_type for output in cell.outputs] == ["execute_result"]
                points = float(cell.outputs[0]["data"]["text/plain"])
                assert 0 <= points <= most[cell.metadata.nbgrader.grade_id]


def test_outputs_are_bounded_and_valid(paths):
    import nbformat

    nb = paths["shopfloor grade"].notebook("forger")
    nbformat.validate(nb)
    text = nbformat.writes(nb)
    assert 900_000 < len(text) < 1_500_000
    printed = [cell.outputs for cell in nb.cells if cell.cell_type == "code" and "never shown" in cell.source]
    assert "more was printed than is kept" in str(printed)
    assert "never shown" not in str(printed)


def test_no_handed_in_value_stays_in_an_output(paths, hand_ins):
    for name, hand_in in hand_ins.items():
        if hand_in.graded:
            cells = paths["shopfloor grade"].notebook(name).cells
            assert "vnd.shopfloor" not in str([cell.get("outputs") for cell in cells]), name


def test_feedback_words_do_not_hold_a_right_value(paths, hand_ins, right, keys):
    """What a student reads about a wrong answer never holds the right one."""
    from shopfloor.teaching.compare import Number

    leaks = []
    for name, hand_in in hand_ins.items():
        if not hand_in.graded or name in ("right", "others", "classmate"):
            continue
        values = right(name)
        for part, said in paths["shopfloor grade"].words(name).items():
            wrong = hand_in.points[part] == 0
            case = keys.case(name, "open-2026")
            if wrong and isinstance(keys.answer(part, case), Number):
                shown = {f"{values[part]:.{digits}f}" for digits in (2, 3, 4)}
                leaks += [(name, part, text) for text in shown if re.search(rf"(?<![\d.]){text}(?!\d)", said)]
    assert leaks == []
