"""The instructor's book: all of it, one contents, links that stay inside, and pages that are numbered."""

import http.server
import re
import shutil
import threading
from functools import partial
from pathlib import Path

import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.problem import Problem
from shopfloor.kit import pdf as printing
from shopfloor.kit.book import FIRST, LAST, STANDARDS, START, book_page, parts, write_book
from shopfloor.kit.markdown import as_html, headings
from shopfloor.kit.page_numbers import page_numbers

ROOT = Path(__file__).parents[2]
LONG = "\n\n".join(
    f"Paragraph {number} of the chapter. " + "It goes on for a while. " * 20 for number in range(14)
)


@pytest.fixture
def course(tmp_path):
    """A small course: two real guides, and a page of its own for every other chapter."""
    root = tmp_path / "course"
    folder = root / "instructor"
    (folder / "guides").mkdir(parents=True)
    (folder / "companions").mkdir()
    (root / "notebooks").mkdir()
    for name in ("00_start_here", "05_stopwatch_study"):
        shutil.copyfile(ROOT / f"instructor/guides/{name}.md", folder / "guides" / f"{name}.md")
        shutil.copyfile(ROOT / f"notebooks/{name}.ipynb", root / f"notebooks/{name}.ipynb")
    for name in (*START, *FIRST, *LAST, *STANDARDS, "companions/README.md", "companions/value_stream.md"):
        title = name.removesuffix(".md").replace("_", " ")
        (folder / name).write_text(f"# About {title}\n\n{LONG}\n", encoding="utf-8")
    (folder / "adapt.md").write_text(
        "# Make it yours\n\n## Your data\n\nSee [the guide](guides/05_stopwatch_study.md#decimal-minutes-3-minutes), "
        "[the class](first_class.md), [a lesson](../notebooks/00_start_here.ipynb), [below](#a-table), "
        "[a page](https://example.org/x), [gone](alone.md#nowhere).\n\n## A table\n\n| a | b |\n|---|---|\n| 1 | <b>2</b> |\n\n"
        "```sh\nshopfloor kit book\n```\n",
        encoding="utf-8",
    )
    shutil.copyfile(ROOT / "notebooks/GLOSSARY.md", root / "notebooks/GLOSSARY.md")
    (root / "README.md").write_text(
        "# Our course\n\nSee [the class](instructor/first_class.md).\n<!-- instructors: begin -->\n\n"
        f"## For instructors\n\n{LONG}\n<!-- instructors: end -->\n",
        encoding="utf-8",
    )
    return CourseFolder(root)


def ids_and_links(page):
    return re.findall(r'\bid="([^"]+)"', page), re.findall(r'href="#([^"]+)"', page)


def test_nothing_that_is_written_for_instructors_is_forgotten():
    course = CourseFolder(ROOT)
    assert "O*NET rates" in (page := book_page(course)) and "<em>NET" not in page
    written = {path.relative_to(ROOT).as_posix() for path in course.instructor.glob("*.md")}
    written |= {path.relative_to(ROOT).as_posix() for path in course.instructor.glob("companions/*.md")}
    written |= {path.relative_to(ROOT).as_posix() for path in course.instructor.glob("guides/*.md")}
    chapters = [chapter for _, inside in parts(course) for chapter in inside]
    assert {chapter.path for chapter in chapters} == written | {"notebooks/GLOSSARY.md", "README.md"}
    ids, links = ids_and_links(page)
    assert len(ids) == len(set(ids)) and set(links) <= set(ids)
    words = set(re.findall(r"\w{4,}", re.sub(r"<[^>]+>", " ", page)))
    for chapter in chapters:
        missing = set(re.findall(r"\w{4,}", re.sub(r"\]\([^)]*\)|&\w+;", "", chapter.text))) - words
        assert len(missing) <= 2, (chapter.path, missing)  # what only stood in markup


def test_the_parts_stand_in_their_order(course):
    made = parts(course)
    assert [heading for heading, _ in made] == [
        "The course",
        "The term",
        "Lesson by lesson",
        "Without computers",
        "Make it your own",
        "Objectives and standards",
        "Words",
    ]
    assert [chapter.path.split("/")[-1] for chapter in made[0][1]] == [*START, "README.md"]
    assert [chapter.path.split("/")[-1] for chapter in made[1][1]] == list(FIRST)
    assert [chapter.path.split("/")[-1] for chapter in made[3][1]] == ["README.md", "value_stream.md"]
    assert [chapter.path.split("/")[-1] for chapter in made[5][1]] == list(STANDARDS)
    (course.instructor / "rooms.md").write_text("# Our rooms\n\nB 12.\n", encoding="utf-8")
    assert parts(course)[4][1][-1].title == "Our rooms"


def test_it_begins_with_how_the_course_is_run(course):
    page = book_page(course)
    begins = page[page.index('class="chapter preface"') : page.index("About syllabus</h2>")]
    assert begins.index("Before you read") < begins.index("What there is, and how to run it</h2>")
    assert "For instructors" in begins and "instructors: " not in begins
    assert '<a href="#instructor-first-class-about-first-class">the class</a>' in begins
    (course.root / "README.md").unlink()
    assert [chapter.title for chapter in parts(course)[0][1]] == ["About adopt"]  # a college may take it away


def test_links_lead_to_chapters_to_headings_outside_or_are_words_only(course):
    page = book_page(course)
    chapter = page[page.index('id="instructor-adapt-make-it-yours"') :]
    assert '<a href="#guides-05-stopwatch-study-decimal-minutes-3-minutes">the guide</a>' in chapter
    assert '<a href="#instructor-first-class-about-first-class">the class</a>' in chapter
    assert '<a href="#instructor-adapt-a-table">below</a>' in chapter
    assert '<a href="#instructor-alone-about-alone">gone</a>' in chapter
    assert '<a href="https://example.org/x">a page</a>' in chapter
    assert ", a lesson," in chapter and "&lt;b&gt;2&lt;/b&gt;" in chapter


def test_it_holds_answers_and_rubrics_and_says_so(course):
    page = book_page(course)
    assert "Keep it from students" in page
    assert "Answers to the exercises" in page and "marked by hand" in page


def test_a_guide_that_is_missing_or_a_page_without_a_title_is_named(course):
    (course.instructor / "alone.md").write_text("No title", encoding="utf-8")
    with pytest.raises(Problem, match=r"does not begin with its title \(instructor/alone.md\)"):
        book_page(course)
    (course.instructor / "alone.md").unlink()
    assert "About alone" not in book_page(course)  # a college may take a page away
    (course.instructor / "guides/05_stopwatch_study.md").unlink()
    with pytest.raises(
        Problem, match=r"chapter of the book is missing \(instructor/guides/05_stopwatch_study.md\)"
    ):
        book_page(course)


def test_a_book_that_is_there_is_not_replaced(course, tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "browser", lambda: None)
    assert [path.name for path in write_book(course, tmp_path)] == ["instructors_book.html"]
    book = tmp_path / "instructors_book.html"
    book.write_text("with my own notes", encoding="utf-8")
    with pytest.raises(Problem, match="there is a book already .*--force"):
        write_book(course, tmp_path)
    assert book.read_text(encoding="utf-8") == "with my own notes"
    write_book(course, tmp_path, force=True)
    assert "Contents" in book.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def has_browser():
    if printing.browser() is None:
        pytest.skip("No Chromium, Chrome or Edge on this machine.")


def test_the_contents_tell_the_pages_that_the_chapters_are_on(course, tmp_path, has_browser):
    page, book = write_book(course, tmp_path)
    told = {
        place: int(number)
        for place, number in re.findall(
            r'<li><a href="#([^"]+)">.*?</a> <span class="number">(\d+)</span>',
            page.read_text(encoding="utf-8"),
        )
    }
    names = [chapter.headings[0][2] for _, inside in parts(course) for chapter in inside]
    assert list(told) == names
    printed = page_numbers(book.read_bytes())
    assert told == {name: printed[name] for name in names}
    at = list(told.values())
    assert at[0] >= 3 and all(
        later > earlier for earlier, later in zip(at, at[1:])
    )  # cover, contents, then chapters
    assert any(later - earlier >= 2 for earlier, later in zip(at, at[1:]))


def test_pages_of_a_file_that_no_browser_printed():
    assert (
        page_numbers(b"") == {}
        and page_numbers(b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj") == {}
    )


def test_axe_finds_nothing_and_a_phone_shows_it_all(course, tmp_path, open_page, axe):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "book.html").write_text(book_page(course), encoding="utf-8")
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path / "site")
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = open_page(1200, 900)
        for colors, width in (("light", 1200), ("dark", 400)):
            page.emulate_media(color_scheme=colors)
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/book.html")
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("link", name="How long does it take?").click()
        assert page.evaluate("location.hash").startswith("#guides-05")
        assert page.outside_requests == [] and page.script_errors == []
        server.shutdown()


def test_headings_get_the_ids_that_their_page_has():
    text = "# One\n\n## What's new? (2)\n\n```sh\n# no heading\n```\n\n## What's new? (2)\n"
    assert [name for *_, name in headings(text, "k")] == re.findall(
        r'id="([^"]+)"', as_html(text, prefix="k")
    )
    assert len(set(headings(text, "k"))) == 3
