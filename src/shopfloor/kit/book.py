"""The instructor's book: everything written for instructors, collected in one page that reads and prints."""

import html
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from shopfloor.grading.glossary import NAME as GLOSSARY
from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole
from shopfloor.kit.markdown import as_html, headings
from shopfloor.kit.page_numbers import page_numbers

README = "README.md"
START = ("adopt.md",)
FIRST = ("syllabus.md", "first_class.md", "evaluation.md")
LAST = ("adapt.md", "alone.md", "accessibility.md")
STANDARDS = ("alignment.md", "maps.md")
TITLE = "Shop Floor: the instructor's book"
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{styles}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
_PREFACE = """<section class="chapter preface" aria-labelledby="before-you-read">
<h2 id="before-you-read">Before you read</h2>
<p>New here? Read the first chapter as far as the first assignment, then the syllabus and the first class; then, week by
week, the guide to the lesson beside its notebook. The rest is to look things up.</p>
<ul>
<li><strong>Commands.</strong> What begins with <code>shopfloor</code> is typed in a terminal, in the course's folder, after
<code>source .venv/bin/activate</code>; with <code>--help</code> each says what it takes. Words in capitals, such as
<code>FOLDER</code>, stand for yours.</li>
<li><strong>Names.</strong> 05.3 is exercise 3 of lesson 05, 05.r1 a question of its recall, 05.x1 one of its exit check;
05:2 is its objective 2. <code>a05_cycle</code> is a part of assignment 05, <code>q05a</code> the lesson's quiz, form A.</li>
<li><strong>Minutes</strong> behind a heading are those of the core path, 45 in all; activities without computers come on top
where a guide does not say what they replace. <em>Further</em> may be skipped.</li>
<li><strong>The sentence at <em>Decide</em></strong> is not handed in: its levels or points are for talking about it.</li>
<li><strong>Answers.</strong> Each guide ends with the answers to the exercises, and with the misconceptions that
feedback on the assignment names. It holds no right answers to the assignment: every student has other data. To see
those of one student, open <code>instructor/source</code> in JupyterLab (<code>shopfloor lab</code>), the assignment's
notebook there, type the student's id, run all cells, and close it without saving.</li>
</ul>
</section>"""
_STYLES = Path(__file__).parent / "templates" / "book.css"


@dataclass(frozen=True)
class Chapter:
    """A page of the course as a chapter: ``key`` begins its ids, ``path`` is its place in the course."""

    key: str
    path: str
    text: str

    @property
    def title(self):
        return self.headings[0][1]

    @property
    def headings(self):
        return headings(self.text, self.key)


def parts(course):
    """(heading, chapters) of the book, in order. A lesson whose guide is missing is a Problem.

    A page in ``instructor/`` that the order does not name comes with *Make it your own*, so none is forgotten; one that
    a college has taken away is left out.
    """
    folder = course.instructor
    pages = sorted(path.name for path in folder.glob("*.md"))
    others = [name for name in pages if name not in (*START, *FIRST, *LAST, *STANDARDS)]
    guides = [folder / "guides" / f"{lesson.stem}.md" for lesson in course.lessons()]
    games = sorted((folder / "companions").glob("*.md"), key=lambda path: (path.stem != "README", path.name))
    start = [*(folder / name for name in START if name in pages), course.root / README]
    made = [
        ("The course", [path for path in start if path.is_file()]),
        ("The term", [folder / name for name in FIRST if name in pages]),
        ("Lesson by lesson", guides),
        ("Without computers", games),
        ("Make it your own", [folder / name for name in (*LAST, *others) if name in pages]),
        ("Objectives and standards", [folder / name for name in STANDARDS if name in pages]),
        ("Words", [course.notebooks / GLOSSARY]),
    ]
    return [(heading, [_chapter(course, path) for path in paths]) for heading, paths in made if paths]


def book_page(course, numbers=None):
    """The book as one HTML page; with ``numbers``, {id: page}, the contents tell the printed pages."""
    collected = parts(course)
    chapters = {chapter.path: chapter for _, inside in collected for chapter in inside}
    body = [_cover(), _contents(collected, numbers or {}), _PREFACE]
    for heading, inside in collected:
        for chapter in inside:
            text = as_html(
                chapter.text,
                deeper=1,
                prefix=chapter.key,
                link=lambda to, here=chapter: _place(to, here, chapters),
            )
            body.append(
                f'<section class="chapter" aria-labelledby="{chapter.headings[0][2]}">\n'
                f'<p class="part">{html.escape(heading)}</p>\n{text}\n</section>'
            )
    return _PAGE.format(
        title=html.escape(TITLE), styles=_STYLES.read_text(encoding="utf-8"), body="\n".join(body)
    )


def write_book(course, folder, force=False):
    """The book as HTML and, where the machine has a browser for it, as PDF; the paths written.

    A book that is there is refused unless ``force``.
    """
    from shopfloor.kit.pdf import to_pdf

    path, pdf = Path(folder) / "instructors_book.html", Path(folder) / "instructors_book.pdf"
    there = next((one for one in (path, pdf) if one.exists()), None)
    if there and not force:
        raise Problem(
            "there is a book already", file=there, remedy="choose another --out, or add --force to replace it"
        )
    write_whole(path, book_page(course).encode("utf-8"))
    if not to_pdf(path, pdf):
        return [path]
    # Only the printed book knows its pages; the second printing tells them.
    write_whole(path, book_page(course, page_numbers(pdf.read_bytes())).encode("utf-8"))
    to_pdf(path, pdf)
    return [path, pdf]


def _chapter(course, path):
    if not path.is_file():
        raise Problem(
            "a chapter of the book is missing",
            file=course.named(path),
            remedy="run shopfloor release, which collects the guides, then try again",
        )
    named = course.named(path)
    # The star of a name is no emphasis: two of them in a paragraph would set what is between them in italics.
    text = path.read_text(encoding="utf-8").replace("O*NET", r"O\*NET")
    if path.name == README and path.parent == course.root:
        # Its first heading is the course's name, which stands on the cover; the marks are for the students' copy.
        text = re.sub(r"^# .+", "# What there is, and how to run it", text, count=1)
        text = re.sub(r"^<!-- instructors: (begin|end) -->\n?", "", text, flags=re.MULTILINE)
        return Chapter("course-readme", named, text)
    if not text.startswith("# "):
        raise Problem(
            "the page does not begin with its title", file=named, remedy="write # and the title first"
        )
    key = re.sub(r"[^a-z0-9]+", "-", path.stem.lower())
    return Chapter(f"{path.parent.name}-{key}", named, text)


def _cover():
    return f"""<section class="cover">
<h1>{html.escape(TITLE.split(": ")[1].capitalize())}</h1>
<p class="course">Shop Floor, an open course for industrial engineering technicians</p>
<p>This book holds the answers to exercises, and rubrics. Keep it from students; everything else of the course they have.</p>
<p class="licence">Text: CC BY 4.0. You may copy, print and change it, if you name the course.</p>
</section>"""


def _contents(collected, numbers):
    lines = ['<nav class="contents" aria-labelledby="contents"><h2 id="contents">Contents</h2>']
    for heading, inside in collected:
        lines.append(f"<h3>{html.escape(heading)}</h3>\n<ul>")
        for chapter in inside:
            name = chapter.headings[0][2]
            number = f' <span class="number">{numbers[name]}</span>' if name in numbers else ""
            lines.append(f'<li><a href="#{name}">{html.escape(chapter.title)}</a>{number}</li>')
        lines.append("</ul>")
    return "\n".join([*lines, "</nav>"])


def _place(address, here, chapters):
    """Where a link of a chapter leads in the book; None where it leads out of it to a file of the course."""
    if re.match(r"[a-z]+:", address):
        return address
    file, _, mark = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(here.path), file)) if file else here.path
    chapter = chapters.get(target)
    if chapter is None:
        return None
    wanted = f"{chapter.key}-{mark}"
    return f"#{wanted if wanted in [name for *_, name in chapter.headings] else chapter.headings[0][2]}"
