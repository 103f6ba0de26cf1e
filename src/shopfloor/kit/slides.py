"""Slides of a lesson as one HTML file that asks for nothing else, made from the lesson's own notebook."""

from pathlib import Path

from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole
from shopfloor.kit.deck import slides
from shopfloor.kit.executed import running
from shopfloor.kit.markdown import as_html

TEMPLATES = Path(__file__).parent / "templates"


def slides_page(notebook, number, *, notes=True, further=False):
    """The slides of a lesson that was run, as HTML.

    ``notes=False`` leaves out what the instructor's guide says, for a file that students get. Keys: arrows, Home
    and End; N for the notes below the slide; A for all slides on one page, as on a phone.
    """
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(str(TEMPLATES)), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made, before = [], None
    for slide in slides(notebook, further):
        said = [as_html(note, link=lambda address: None) for note in slide.notes]
        said += [as_html(piece.note) for piece in slide.pieces if piece.note]
        made.append(
            {
                "section": slide.section,
                "again": slide.section == before,
                "minutes": slide.minutes,
                "pieces": slide.pieces,
                "figure": slide.figure,
                "notes": said if notes else [],
            }
        )
        before = slide.section
    return environment.get_template("slides.html.j2").render(
        title=made[0]["section"],
        number=number,
        slides=made,
        noted=notes,
        css=_own("slides.css"),
        js=_own("slides.js"),
    )


def write_slides(course, numbers, folder, *, notes=True, further=False, force=False, done=lambda path: None):
    """Slides of these lessons ("05"), or of all when there are no numbers, in ``folder``; the paths written.

    Slides that are there are refused, before anything is run, unless ``force``.
    """
    there = {path.stem[:2]: path for path in course.lessons()}
    for number in numbers:
        if number not in there:
            raise Problem(
                f"there is no lesson {number}",
                file=course.named(course.notebooks),
                remedy=f"choose {', '.join(there)}",
            )
    paths = {number: Path(folder) / f"{there[number].stem}.html" for number in numbers or there}
    before = next((path for path in paths.values() if path.exists()), None)
    if before and not force:
        raise Problem(
            "there are slides already",
            file=before,
            remedy="choose another --out, or add --force to replace them",
        )
    with running() as run:
        for number, path in paths.items():
            page = slides_page(run(there[number]), number, notes=notes, further=further)
            write_whole(path, page.encode("utf-8"))
            done(path)
    return list(paths.values())


def _own(name):
    from markupsafe import Markup

    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))
