"""Feedback: the page a student gets back, made by nbgrader's own step with a template of the course.

``nbgrader generate_feedback``, the formgrader's button and ``shopfloor feedback`` all make this page.
"""

import re
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters import strip_ansi
from nbgrader.api import Gradebook, MissingEntry
from traitlets import default

from shopfloor.grading.base import CourseStep, autograded, grade_id, hand_marked
from shopfloor.grading.clean_html import clean, markdown
from shopfloor.grading.record import cell_notes, identity_words, notes_of
from shopfloor.grading.titles import titles

TEMPLATES = files("shopfloor.grading") / "templates"
_PICTURES = ("image/png", "image/jpeg")
LONGEST_TEXT = 20_000
# The look at the notebook before handing it in says nothing once it is handed in.
_LAST_LOOK = re.compile(r"^ready_to_hand_in\(", re.MULTILINE)


class FeedbackExporter(TemplateExporter):
    """A notebook as one HTML page that asks for nothing else: no scripts, no fonts, no addresses."""

    export_from_notebook = None
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self):
        return ".html"

    @default("template_name")
    def _template_name_default(self):
        return "shopfloor_feedback"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self):
        return [str(TEMPLATES)]

    def _create_environment(self):
        environment = super()._create_environment()
        environment.autoescape = True
        return environment


@dataclass
class Part:
    """One part of the assignment as the student reads about it."""

    grade_id: str
    title: str
    score: float
    most: float
    state: str = "none"  # "right", "some", "none", "untried" or "unread"
    words: str = ""
    try_this: str = ""
    comment: str = ""

    @property
    def verdict(self):
        """The state in a word or two."""
        return {
            "right": "Right",
            "some": "Partly right",
            "none": "Not yet",
            "untried": "Not tried",
            "unread": "Not read yet",
        }[self.state]

    @property
    def symbol(self):
        """The state as a sign, beside the words."""
        return {"right": "✓", "some": "◐", "none": "✗", "untried": "…", "unread": "…"}[self.state]


@dataclass
class Shown:
    """One cell of the notebook as it is shown below the feedback."""

    kind: str  # "text", "code" or "part"
    html: str = ""
    source: str = ""
    outputs: list = field(default_factory=list)
    part: Part | None = None


class FeedbackPage(CourseStep):
    """Gathers what the page says: ``resources["feedback"]``. Stands after nbgrader's GetGrades."""

    def preprocess(self, nb, resources):
        info = resources["nbgrader"]
        title, names = titles(self.root, info["assignment"], info["notebook"])
        with Gradebook(info["db_url"]) as gradebook:
            parts = {
                grade_id(cell): self._part(cell, names, gradebook, info)
                for cell in nb.cells
                if autograded(cell) or hand_marked(cell)
            }
        notes = notes_of(nb)
        remarks = [identity_words(notes), *notes.get("repairs", [])]
        resources["feedback"] = {
            "title": title,
            "parts": [parts[name] for name in names if name in parts]
            + [part for name, part in parts.items() if name not in names],
            "remarks": [words for words in remarks if words],
            "handed_in": _timestamp(resources["metadata"]["path"]),
            "shown": [shown for cell in nb.cells if (shown := _shown(cell, parts)) is not None],
            "css": (TEMPLATES / "page.css").read_text(encoding="utf-8"),
            "unread": sum(part.most for part in parts.values() if part.state == "unread"),
        }
        return nb, resources

    def _part(self, cell, names, gradebook, info):
        name = grade_id(cell)
        where = (info["notebook"], info["assignment"], info["student"])
        grade = gradebook.find_grade(name, *where)
        part = Part(name, names.get(name, name), grade.score, grade.max_score)
        part.comment = _comment(gradebook, name, where)
        if autograded(cell):
            said = cell_notes(cell)
            part.words, part.try_this = said.get("words", ""), said.get("try_this", "")
            part.comment = part.comment or _comment(gradebook, f"{name}_answer", where)
            if grade.manual_score is not None and grade.manual_score != said.get("points"):
                part.comment = f"Your instructor set the points by hand. {part.comment}".strip()
        elif grade.manual_score is None and grade.auto_score is None:
            part.state = "unread"
            part.words = "Your instructor reads this part."
            return part
        elif grade.manual_score is None:
            part.words = "Nothing was written here."
            part.state = "untried"
            return part
        if hand_marked(cell) and grade.needs_manual_grade:
            part.words = (
                f"{part.words} This was graded again since the mark was given: your instructor looks again."
            )
        part.state = "right" if part.score >= part.most else "some" if part.score > 0 else "none"
        if part.state == "none" and autograded(cell) and cell_notes(cell).get("outcome") == "not tried":
            part.state = "untried"
        return part


def _comment(gradebook, name, where):
    try:
        return gradebook.find_comment(name, *where).manual_comment or ""
    except MissingEntry:
        return ""


def _timestamp(folder):
    path = Path(folder, "timestamp.txt")
    text = path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""
    return text[:40] if re.fullmatch(r"[\w :.+/-]+", text) else ""


def _shown(cell, parts):
    part = parts.get(grade_id(cell))
    if cell.cell_type == "code":
        if _LAST_LOOK.search(cell.source):
            return None
        if part is not None and autograded(cell):
            return Shown("part", source=cell.source, part=part)
        return Shown("code", source=cell.source, outputs=_outputs(cell), part=part)
    if not cell.source.strip():
        return None
    html = markdown(cell.source, below=2) if cell.cell_type == "markdown" else f"<p>{clean(cell.source)}</p>"
    return Shown("text", html=html, part=part)


def _outputs(cell):
    """The outputs as ``("text" | "html" | "picture", content)``."""
    found = []
    for output in cell.outputs:
        if output.output_type == "stream":
            found.append(("text", strip_ansi(output.text)))
        elif output.output_type == "error":
            found.append(("text", f"{output.ename}: {strip_ansi(output.evalue)}"))
        else:
            found.append(_shown_data(output.get("data", {})))
    return [
        (kind, content[:LONGEST_TEXT] if kind == "text" else content) for kind, content in found if content
    ]


def _shown_data(data):
    if "text/html" in data:
        return "html", clean(_text(data["text/html"]), below=2)
    for kind in _PICTURES:
        if kind in data and re.fullmatch(r"[A-Za-z0-9+/=\s]+", _text(data[kind])):
            return "picture", f"data:{kind};base64,{''.join(_text(data[kind]).split())}"
    return "text", strip_ansi(_text(data.get("text/plain", "")))


def _text(content):
    return "".join(content) if isinstance(content, list) else str(content)
