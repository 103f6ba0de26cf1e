"""The search for solutions and keys where students could read them."""

import ast
import json
import re
from itertools import pairwise
from pathlib import Path

# Shorter than this, a line of a key or a solution may stand in a lesson by chance.
_TELLING = 30
_WORDS_ONLY = re.compile(r"""f?(["']).*\1[,)]*""")


def leaks(course, folder):
    """What must not be in ``folder`` and is: pairs of a file's name and words for what was found in it."""
    blocks = [block for name in course.sources() for block in solution_blocks(course.source / name)]
    everywhere = {block for block in blocks if len(block) >= _TELLING or "\n" in block}
    keys = key_passages(course.instructor / "answers")
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes()
        if content.startswith(b"SQLite format 3"):
            found.append((name, "a gradebook"))
        text = plain(readable(path, content))
        if "BEGIN SOLUTION" in text.upper() and path.suffix in (".ipynb", ".md", ".txt", ".csv"):
            found.append((name, "a marked solution"))
        # A one-line solution may be ordinary work elsewhere (an average is an average), not in an assignment.
        forbidden = set(blocks) if name.startswith("assignments/") else everywhere
        lines = set(text.split("\n"))
        for passages, what in (
            (forbidden, "the solution of a graded part"),
            (keys, "a line of an answer key"),
        ):
            if any(passage in text if "\n" in passage else passage in lines for passage in passages):
                found.append((name, what))
    return found


def plain(text):
    """Lines without indentation and blank lines, so that a copy is found however it was laid out."""
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def readable(path, content):
    """The text of a file; of a notebook, its cells' text and outputs. A binary file has none."""
    text = content.decode("utf-8", "replace")
    if path.suffix == ".ipynb":
        try:
            strings = []
            _collect(json.loads(text), strings)
            return "\n".join(strings)
        except ValueError:
            return text
    return text


def _collect(value, strings):
    """All texts in a JSON value; a list of texts is one text, as in a notebook's cells."""
    if isinstance(value, str):
        strings.append(value)
    elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        strings.append("".join(value))
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            _collect(item, strings)


def solution_blocks(folder):
    """What nbgrader takes out of a source's notebooks: marked passages, or whole cells without a mark."""
    import nbformat

    blocks = []
    for notebook in sorted(Path(folder).glob("*.ipynb")):
        for cell in nbformat.read(notebook, as_version=4).cells:
            marked = re.findall(r"### BEGIN SOLUTION(.*?)### END SOLUTION", cell.source, re.DOTALL)
            if not marked and cell.metadata.get("nbgrader", {}).get("solution"):
                marked = [cell.source]
            blocks += [block for passage in marked if (block := plain(passage))]
    return blocks


def key_passages(folder):
    """What gives an answer key away: lines that read a student's case, and two lines that follow each other.

    One line may stand in a lesson by right (``study["time_min"] = element_times(study["reading_min"])``).
    Documentation, imports and lines of words only are left out.
    """
    passages = set()
    for file in sorted(Path(folder).rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        source = text.splitlines()
        for function in ast.walk(ast.parse(text)):
            if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            lines = []
            for statement in function.body:
                documentation = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
                if not documentation and not isinstance(statement, (ast.Import, ast.ImportFrom)):
                    lines += plain("\n".join(source[statement.lineno - 1 : statement.end_lineno])).split("\n")
            lines = [line for line in lines if not _WORDS_ONLY.fullmatch(line)]
            passages |= {line for line in lines if "case." in line and len(line) >= _TELLING}
            pairs = ("\n".join(pair) for pair in pairwise(lines))
            passages |= {pair for pair in pairs if len(pair) >= 2 * _TELLING}
    return passages
