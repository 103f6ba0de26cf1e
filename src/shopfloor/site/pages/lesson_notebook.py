"""A lesson as it is read: the notebook that MyST-NB turns into its page."""

import re

import nbformat
from nbformat import v4

from shopfloor.site.pages import exercises, outputs
from shopfloor.site.pages.render import rendered

_ASSIGNMENT = re.compile(r"\[([^\]]+)\]\(\.\./assignments/(a\d\d_\w+)/\2\.ipynb\)")
_MINUTES = re.compile(r"^(#+ .+?) \((\d+) minutes?\)$", re.MULTILINE)


def lesson_notebook(path, results, lesson, terms, shelf, run):
    """The notebook of one lesson's page.

    ``path`` is the lesson, ``results`` what its cells put out ({cell id: outputs}), ``lesson`` its `Lesson`,
    ``terms`` the terms it introduces, ``shelf`` takes its pictures, ``run`` is the link to where it runs.
    """
    cells, asked = [], None
    for number, cell in enumerate(nbformat.read(path, as_version=4).cells):
        if cell.cell_type == "markdown":
            source = _opening(lesson, cell.source) if number == 0 else _text(cell.source)
            cells.append(v4.new_markdown_cell(str(source)))
            continue
        if cell.cell_type != "code":
            continue
        question, check = exercises.asked(cell.source), exercises.checked(cell.source)
        if question:
            asked = question
            cells.append(_code(cell.source, [exercises.question(question)], "remove-input"))
        elif check and check == asked:
            # The question above says what each answer is worth. What the cell names, later cells may use.
            if not exercises.only_checks(cell.source):
                cells.append(_code(cell.source, []))
        elif check:
            tag = "remove-input" if exercises.only_checks(cell.source) else None
            cells.append(_code(cell.source, [exercises.help_with(check)], tag))
        else:
            pages = [
                outputs.shown(output, shelf, f"{lesson.number}-{cell.id}-{place}", run, lesson)
                for place, output in enumerate(results[cell.id], start=1)
            ]
            cells.append(_code(cell.source, pages))
    cells.append(v4.new_markdown_cell(str(rendered("lesson_end.md.j2", lesson=lesson, terms=terms, run=run))))
    notebook = v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return notebook


def _code(source, pages, tag=None):
    made = [v4.new_output("display_data", {"text/html": str(page)}) for page in pages]
    cell = v4.new_code_cell(source, outputs=made)
    if tag:
        cell.metadata["tags"] = [tag]
    return cell


def _opening(lesson, source):
    # What stands in the title cell besides the facts, such as the first thing to do, stays.
    known = (
        "# ",
        "**You will be able to**",
        "Data:",
        f"**{lesson.minutes} minutes**",
        f"**{lesson.title}.**",
    )
    rest = [part for part in source.split("\n\n") if not part.strip().startswith(known)]
    return rendered("lesson_opening.md.j2", lesson=lesson, rest=_text("\n\n".join(rest)))


def _text(source):
    """A cell's text: links to an assignment lead to its place here, minutes in a heading stand back."""
    source = _ASSIGNMENT.sub(r'<a href="../assignments/index.html#\2">\1</a>', source)
    return _MINUTES.sub(r"\1 [\2 min]{.minutes}", source)
