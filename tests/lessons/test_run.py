"""Every lesson runs clean from top to bottom, and what it shows can be read without seeing it."""

import re


def outputs(notebook):
    return [(cell, output) for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_it_runs_without_an_error_or_a_warning(lesson_run):
    for cell, output in outputs(lesson_run):
        assert output.output_type != "error", f"{cell.source}\n{output.get('ename')}: {output.get('evalue')}"
        assert output.get("name") != "stderr", f"{cell.source}\n{output.get('text')}"


def test_nothing_that_was_not_tried_is_called_right_or_wrong(lesson_run):
    for cell, output in outputs(lesson_run):
        if cell.source.startswith("check(") or "\ncheck(" in cell.source:
            assert "Not tried yet" in output.data["text/plain"], cell.source


def test_every_picture_has_its_words(lesson_run):
    pictures = 0
    for cell, output in outputs(lesson_run):
        data = output.get("data", {})
        if "application/vnd.jupyter.widget-view+json" in data:
            continue
        assert not [kind for kind in data if kind.startswith("image/")], (
            f"a bare picture, without words: {cell.source}"
        )
        for tag in re.findall(r"<img\b[^>]*>", data.get("text/html", "")):
            pictures += 1
            alt = re.search(r'\salt="([^"]*)"', tag)
            assert alt and len(alt.group(1).split()) >= 8, tag[:200]
    assert pictures >= 1, "a lesson shows at least one figure"
