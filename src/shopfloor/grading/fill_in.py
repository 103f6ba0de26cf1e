"""Filling in a released notebook as a student would: for the demonstration's made class and for tests."""

import ast
import copy
import json

from shopfloor.grading.base import autograded, grade_id


def variable_of(nb, graded_id):
    """The variable that a part asks for: the one its ``hand_in`` cell reads."""
    for cell in nb.cells:
        if grade_id(cell) == graded_id and autograded(cell):
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and len(node.args) == 2 and isinstance(node.args[1], ast.Name):
                    return node.args[1].id
    raise KeyError(graded_id)


def plain(value):
    """A key's value as a student would type it: numbers and lists of numbers, no library's own types."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def rounded(value, digits=6):
    """A plain value with the digits that somebody would copy from the screen.

    >>> rounded(0.22866666666666666), rounded([3, 8])
    (0.228667, [3, 8])
    """
    value = plain(value)
    return float(f"{value:.{digits}g}") if isinstance(value, float) else value


def fill_in(released, student, answers=None, code=None, texts=None):
    """A copy of the released notebook with an id, with values, code or texts in its answer cells.

    ``answers``: ``{graded id: value}``; ``code``: ``{graded id: source of the answer cell}``, where ``VALUE``
    stands for the value of ``answers``; ``texts``: ``{id of a part marked by hand: text}``.
    """
    answers, code, texts = answers or {}, code or {}, texts or {}
    nb = copy.deepcopy(released)
    for cell in nb.cells:
        name = grade_id(cell) or ""
        part = name.removesuffix("_answer")
        if cell.cell_type == "code" and cell.source.startswith("student ="):
            cell.source = f"student = {json.dumps(student)}"
        elif name in texts:
            cell.source = texts[name]
        elif name.endswith("_answer") and (part in answers or part in code):
            value = repr(plain(answers.get(part)))
            assignment = f"{variable_of(released, part)} = VALUE"
            cell.source = code.get(part, assignment).replace("VALUE", value)
    return nb


def right_values(keys, student, course, handed_in=None):
    """The value that each key of the assignment expects of a student, given what they handed in before.

    Values in ``handed_in`` are taken as they are; what follows from them is followed through.
    """
    values = dict(handed_in or {})
    for graded_id in keys.functions:
        if graded_id not in values:
            case = keys.case(student, course, values)
            answer = keys.answer(graded_id, case)
            values[graded_id] = rounded(
                next(sample.value for sample in answer.samples() if sample.expected == "right")
            )
    return values


def named_mistakes(keys, student, course, handed_in=None):
    """Every mistake that the keys name, as ``(graded id, wrong value, words)``.

    Left out are those that one student's data cannot show, because they lead to the right value by chance.
    """
    found = []
    for graded_id in keys.functions:
        answer = keys.answer(graded_id, keys.case(student, course, handed_in))
        for sample in answer.samples():
            value = rounded(sample.value)
            if sample.expected == "named" and answer.judge(value, reveal=False).outcome == "wrong, named":
                found.append((graded_id, value, sample.words))
    return found
