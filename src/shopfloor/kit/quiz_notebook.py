"""A form as an nbgrader assignment of its own: notebook, key, and the forms of its parts.

What the key compares with is written out in full, so a quiz that is out there does not change when the bank does.
"""

import json
import os
import re

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole
from shopfloor.teaching.compare import Choice, Number, Order, Rows
from shopfloor.teaching.quiz_file import QUIZ_FILE

POINTS = 1
_OPTION = re.compile("([a-z])  (.+)")  # as practice writes a choice
_HOW = """Replace each `...` with your answer, run the cell, then run the cell below it. A letter stands in quotes:
`"b"`; several letters, too: `"a c"`; steps in order: `"b c a"`. A number stands without quotes and without its unit.
The check that runs here looks at form only. Whether an answer is right is judged after you hand in, and the feedback
then says what may have led to it."""


def name_of(form):
    """The assignment's name: q, the lesson, the form's letter: ``q05a``."""
    return f"q{form.lesson}{form.letter.lower()}"


def write_quizzes(course, forms, force=False):
    """Write source notebook, key and what belongs to them for each ``(form, heading)``; the paths written.

    An assignment of that name that is there already and differs is refused unless ``force``: somebody may have
    released it. All are checked before one is written.
    """
    files = {}
    for form, heading in forms:
        there = _files(course, form, heading)
        differs = [path for path, text in there.items() if path.is_file() and path.read_text("utf-8") != text]
        if differs and not force:
            raise Problem(
                f"there is another quiz called {name_of(form)}",
                file=course.named(differs[0]),
                remedy="choose another --form, or add --force to replace it",
            )
        files |= there
    for path, text in files.items():
        os.makedirs(path.parent, exist_ok=True)
        write_whole(path, text.encode())
    return list(files)


def write_quiz(course, form, title, force=False):
    """The same for one form."""
    return write_quizzes(course, [(form, title)], force)


def _files(course, form, title):
    name = name_of(form)
    folder = course.source / name
    code = next((course.course_code(other) for other in course.sources()), None) or "open-2026"
    return {
        folder / f"{name}.ipynb": nbformat.writes(notebook(form, title)) + "\n",
        folder / QUIZ_FILE: json.dumps(_forms(form), indent=1) + "\n",
        folder / "course.json": json.dumps({"course": code}, indent=2) + "\n",
        course.instructor / "answers" / f"{name}.py": key_file(form),
    }


def notebook(form, title):
    """The source notebook, with solutions, of a form."""
    name = name_of(form)
    cells = [
        new_markdown_cell(
            f"# Quiz {form.lesson}, form {form.letter}: {title}\n\n"
            f"**{len(form.items) * POINTS} points, about {round(form.minutes + 2)} minutes.** {_flat(_HOW)}",
            id=f"{name}-title",
        ),
        new_code_cell(
            "from shopfloor import hand_in, ready_to_hand_in",
            id=f"{name}-setup",
            metadata=_meta(f"{name}_setup", locked=True),
        ),
        new_markdown_cell(
            "**Your id.** Write the id that your instructor gave you between the quotes. On a JupyterHub you can "
            "leave this cell as it is: the hub knows you.",
            id=f"{name}-id",
        ),
        new_code_cell('student = "your id"', id=f"{name}-student"),
    ]
    for number, item in enumerate(form.items, 1):
        part = f"{name}_{number}"
        comparison = item.comparison(form.seed_of(item))
        cells += [
            new_markdown_cell(f"## Part {number}\n\n{asked(form, item)}", id=f"{name}-{number}-question"),
            new_code_cell(
                f"answer_{number} = ...\n### BEGIN SOLUTION\n"
                f"answer_{number} = {right_answer(comparison)!r}\n### END SOLUTION",
                id=f"{name}-{number}-answer",
                metadata=_meta(f"{part}_answer", solution=True),
            ),
            new_code_cell(
                f'hand_in("{part}", answer_{number})',
                id=f"{name}-{number}",
                metadata=_meta(part, grade=True, locked=True, points=POINTS),
            ),
        ]
    cells.append(
        new_code_cell(
            f'ready_to_hand_in("{name}")', id=f"{name}-ready", metadata=_meta(f"{name}_ready", locked=True)
        )
    )
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def asked(form, item):
    """The question with its options and the form of the answer, as Markdown."""
    seed = form.seed_of(item)
    comparison, text = item.comparison(seed), item.question(seed).strip()
    if item.kind == "practice":
        return _laid_out(text)
    if isinstance(comparison, Number):
        return f"{text}\n\n{comparison.stated}".strip()
    options = comparison.shown if isinstance(comparison, Order) else comparison.options
    lines = "\n".join(_option(letter, words) for letter, words in options.items())
    how = (
        "Write the letters in order."
        if isinstance(comparison, Order)
        else "Choose all that are right."
        if comparison.several
        else ""
    )
    return f"{text} {how}".strip() + f"\n\n{lines}"


def _laid_out(text):
    """A practice question as Markdown: its record keeps its lines and spaces, and its options are a list."""
    blocks = []
    for line in text.split("\n"):
        option = _OPTION.fullmatch(line)
        if line.startswith(" "):
            kind, shown = "record", f"    {line}"  # four spaces more: shown as it stands
        elif option:
            kind, shown = "options", _option(*option.groups())
        else:
            kind, shown = "words", line
        if not blocks or blocks[-1][0] != kind:
            blocks.append((kind, []))
        blocks[-1][1].append(shown)
    return "\n\n".join("\n".join(lines) for _, lines in blocks)


def _option(letter, words):
    return f"- **{letter}** {words}"


def right_answer(comparison):
    """The right answer as a student would type it."""
    if isinstance(comparison, Number):
        return (
            round(comparison.answer, comparison.decimals + 1) if comparison.tolerance else comparison.answer
        )
    if isinstance(comparison, Order):
        return " ".join(comparison.answer)
    if isinstance(comparison, Rows):
        return sorted(comparison.answer)
    return " ".join(sorted(comparison.answer))


def key_file(form):
    """The key: a function for each part that gives what it is compared with."""
    name = name_of(form)
    lines = [
        f'"""Key of quiz {name}: lesson {form.lesson}, form {form.letter}, drawn from the bank with seed {form.seed}."""',
        "",
        "from shopfloor.grading.keys import key",
        "from shopfloor.teaching.compare import Choice, Mistake, Number, Order, Rows  # noqa: F401",
    ]
    for number, item in enumerate(form.items, 1):
        made = _source(item.comparison(form.seed_of(item)))
        lines += [
            "",
            "",
            f'@key("{name}_{number}")',
            f"def part_{number}(case):",
            f"    # {item.id}",
            f"    return {made}",
        ]
    return "\n".join(lines) + "\n"


def _source(comparison):
    """Python that makes the same comparison again."""
    mistakes = "".join(
        f"\n            Mistake({mistake.value!r}, {mistake.words!r}, {mistake.try_this!r}, {mistake.credit!r}),"
        for mistake in comparison.mistakes
    )
    mistakes = f"[{mistakes}\n        ]" if mistakes else "[]"
    if isinstance(comparison, Number):
        given = f"{comparison.answer!r},\n        {comparison.unit!r},\n        {comparison.tolerance!r}"
        given += f",\n        {mistakes},\n        low={comparison.low!r},\n        high={comparison.high!r}"
        return f"Number(\n        {given},\n    )"
    if isinstance(comparison, Order):
        return f"Order(\n        {list(comparison.steps)!r},\n        {mistakes},\n    )"
    if isinstance(comparison, Rows):
        given = f"{sorted(comparison.answer)!r},\n        {mistakes},\n        noun={comparison.rows_noun!r}"
        return f"Rows(\n        {given},\n    )"
    if isinstance(comparison, Choice):
        answer = sorted(comparison.answer)
        answer = answer if comparison.several else answer[0]
        return f"Choice(\n        {comparison.options!r},\n        {answer!r},\n        {mistakes},\n    )"
    raise TypeError(f"a quiz cannot ask for {type(comparison).__name__}")


def _forms(form):
    parts = {}
    for number, item in enumerate(form.items, 1):
        comparison = item.comparison(form.seed_of(item))
        if isinstance(comparison, Number):
            given = {"kind": "number", "unit": comparison.unit}
        elif isinstance(comparison, Rows):
            given = {"kind": "rows", "noun": comparison.rows_noun}
        elif isinstance(comparison, Order):
            given = {"kind": "order", "options": "".join(comparison.shown)}
        else:
            kind = "several" if comparison.several else "choice"
            given = {"kind": kind, "options": "".join(comparison.options)}
        parts[f"{name_of(form)}_{number}"] = given
    return {"name": name_of(form), "parts": parts}


def _meta(grade_id, grade=False, solution=False, locked=False, points=None):
    found = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return {"nbgrader": found | ({"points": points} if points is not None else {})}


def _flat(text):
    return " ".join(text.split())
