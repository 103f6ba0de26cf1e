"""What stands on the pages: all of the course that is public, and nothing else."""

import html
import inspect
import json
import re
import zipfile
from importlib import import_module

import nbformat
import pandas as pd
import pytest

from shopfloor import methods, widgets
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.glossary import terms
from shopfloor.grading.guides import guide
from shopfloor.grading.leaks import key_passages, leaks, plain, solution_blocks
from shopfloor.teaching.compare import Choice
from shopfloor.teaching.exercises import of_lesson


def page_of(pages, lesson):
    return pages[f"lessons/{lesson.stem}.html"]


def test_every_lesson_is_there_to_be_read(pages, lessons):
    assert len(lessons) == 16
    for lesson in lessons:
        page = page_of(pages, lesson)
        cells = nbformat.read(lesson, as_version=4).cells
        assert cells[0].source.splitlines()[0].removeprefix("# ").replace("'", "’") in page.words
        headings = [
            heading
            for cell in cells
            if cell.cell_type == "markdown"
            for heading in re.findall(r"^## (.+?)(?: \(\d|$)", cell.source, re.M)
        ]
        assert len(headings) > 8
        for heading in headings:
            assert heading.replace("'", "’").split("`")[0].replace('"', "“", 1).split("“")[0] in page.words


def test_every_line_of_code_that_shows_something_is_there(pages, lessons):
    for lesson in lessons:
        code = "".join(page_of(pages, lesson).lines.split())
        for cell in nbformat.read(lesson, as_version=4).cells:
            if cell.cell_type == "code" and not re.match(r'(ask|check)\("', cell.source):
                assert "".join(cell.source.split()) in code, cell.id


def test_every_page_of_a_lesson_leads_to_where_it_runs_and_to_the_notebook(pages, lessons, built_pages):
    for lesson in lessons:
        links = [found.get("href") for tag, found in page_of(pages, lesson).elements if tag == "a"]
        assert f"../lite/notebooks/index.html?path=notebooks/{lesson.name}" in links
        assert f"download/{lesson.name}" in links
        given = built_pages / "lessons" / "download" / lesson.name
        assert given.read_bytes() == lesson.read_bytes()


def test_every_figure_is_a_picture_with_its_words(pages, built_pages):
    figures = 0
    for name, page in pages.items():
        for tag, found in page.elements:
            if tag == "img":
                figures += name.startswith("lessons/")
                assert len(found["alt"].split()) >= 8, found["src"]
                assert int(found["width"]) > 200 and int(found["height"]) > 100
                picture = (built_pages / name).parent / found["src"]
                assert picture.read_bytes().startswith(b"\x89PNG")
        if name.startswith("lessons/") and name != "lessons/index.html":
            assert any(tag == "img" for tag, _found in page.elements) or "00" in name
    assert figures >= 29


def test_a_table_that_waits_for_the_reader_says_so(pages):
    assert "No rows yet" in pages["lessons/05_stopwatch_study.html"].words
    assert "No rows yet" not in pages["lessons/10_takt_and_line_balancing.html"].words


def test_no_page_says_what_only_a_running_notebook_says(pages):
    for name, page in pages.items():
        if not name.startswith(("methods/", "widgets/")):
            assert "Not tried yet" not in page.words, name
        assert "Run this cell in a notebook" not in page.words, name
        assert "Write one letter in quotes" not in page.words, name


def test_every_question_and_every_solution_is_there_and_closed(pages, lessons):
    for lesson in lessons:
        page = page_of(pages, lesson)
        source = "\n".join(
            cell.source for cell in nbformat.read(lesson, as_version=4).cells if cell.cell_type == "code"
        )
        asked = 0
        used = [id for id in of_lesson(lesson.stem[:2]) if f'"{id}"' in source]
        assert len(used) >= 8
        for id in used:
            made = of_lesson(lesson.stem[:2])[id]
            if f'ask("{id}")' in source:
                asked += 1
                assert " ".join(made.question.split()) in page.words
            if isinstance(made.test, Choice) and not made.test.several:
                for text in made.test.options.values():
                    assert text in page.words
                for mistake in made.test.mistakes:
                    assert mistake.words in page.words
            elif f'check("{id}"' in source:
                assert " ".join(made.worked.split()) in page.words
        assert asked >= 3
        assert 'ask("' not in page.lines, "the question stands there, not the line that asks it"
        assert not [found for tag, found in page.elements if tag == "details" and "open" in found]


@pytest.mark.parametrize("read_as", ["source", "words"])
def test_no_solution_and_no_key_of_a_graded_part_is_on_the_site(
    course, built_pages, pages, read_as, tmp_path
):
    if read_as == "source":
        assert leaks(course, built_pages) == []
        return
    # As a reader sees it: marks of HTML between the words must not hide anything from the search.
    for name, page in pages.items():
        path = tmp_path / name.replace("/", "-").replace(".html", ".txt")
        path.write_text(page.lines, encoding="utf-8")
    assert leaks(course, tmp_path) == []


def test_the_search_for_leaks_sees_a_solution_on_a_page(course, tmp_path):
    block = next(block for block in solution_blocks(course.source / course.sources()[5]) if len(block) > 40)
    passage = next(iter(key_passages(course.instructor / "answers")))
    (tmp_path / "page.txt").write_text(f"words\n{block}\n", encoding="utf-8")
    (tmp_path / "other.txt").write_text(f"{passage}\n", encoding="utf-8")
    assert {name for name, _what in leaks(course, tmp_path)} == {"page.txt", "other.txt"}


def test_no_word_of_a_guide_is_on_a_page(course, pages):
    read = {name: plain(page.words) for name, page in pages.items()}
    notes = 0
    for lesson in course.lessons():
        for cell in nbformat.read(lesson, as_version=4).cells:
            note = cell.metadata.get("shopfloor", {}).get("guide", "")
            for sentence in re.findall(r"[A-Z][^.?!]{40,}[.?!]", note):
                notes += 1
                assert not [name for name, words in read.items() if sentence in words], sentence
    assert notes > 200
    # Rubrics and misconceptions of assignments stand in the guides as well.
    for lesson in course.lessons():
        text = guide(course, lesson).partition("## Assignment")[2]
        for line in re.findall(r"^- (?:\*\*[\d.]+ points\.\*\* )?(.{60,})$", text, re.MULTILINE):
            assert not [name for name, words in read.items() if line in words], line


def test_the_map_says_week_minutes_widget_and_assignment_of_every_lesson(pages, lessons):
    page = pages["lessons/index.html"]
    links = [found.get("href") for tag, found in page.elements if tag == "a"]
    for lesson in lessons:
        assert f"{lesson.stem}.html" in links
        assert f"../lite/notebooks/index.html?path=notebooks/{lesson.name}" in links
        assert f"../assignments/index.html#a{lesson.stem}" in links
    assert page.words.count("45 minutes") >= 16
    assert "Widget: OEE loss tree" in page.words and "Widget: A3 sheet" in page.words
    assert "Weeks 15 and 16 · Lesson 15" in page.words
    assert "Week 1 · Lesson 01" in page.words
    assert sum(link.startswith("../widgets/") and link != "../widgets/index.html" for link in links) == 16


def unpacked(archive):
    """{name: content} of an archive, every file of which its reader may open."""
    with zipfile.ZipFile(archive) as packed:
        assert {oct(one.external_attr >> 16) for one in packed.infolist()} == {"0o100644"}
        return {name: packed.read(name) for name in packed.namelist()}


def test_every_assignment_is_listed_and_comes_with_its_course_code(pages, student_copy, built_pages):
    page = pages["assignments/index.html"]
    folders = sorted((student_copy / "assignments").iterdir())
    assert len(folders) == 16
    links = [found.get("href") for tag, found in page.elements if tag == "a"]
    for folder in folders:
        assert folder.name in page.ids
        assert f"../lite/notebooks/index.html?path=assignments/{folder.name}/{folder.name}.ipynb" in links
        given = unpacked(built_pages / "assignments" / f"{folder.name}.zip")
        notebook, code = (f"{folder.name}/{name}" for name in (f"{folder.name}.ipynb", "course.json"))
        assert given[notebook] == (folder / f"{folder.name}.ipynb").read_bytes()
        assert json.loads(given[code])["course"]
    assert page.words.count("20 points") >= 13
    assert "about 60 minutes" in page.words
    assert "*" not in page.words, "Markdown is left as it was typed"


def test_every_term_is_in_the_glossary_and_in_its_lesson(pages, student_copy):
    found = terms(CourseFolder(student_copy))
    assert len(found) > 150
    page = pages["glossary.html"]
    for term in found:
        meaning = term.meaning.replace("*", "").replace("`", "")
        assert term.name in page.words and meaning in page.words
        assert f"{term.name}: " in page_of(pages, term.lesson).words


def test_every_table_and_every_column_is_explained(pages, student_copy, built_pages):
    package = json.loads((student_copy / "datasets" / "datapackage.json").read_text(encoding="utf-8"))
    columns = 0
    for resource in package["resources"]:
        folder = resource["name"].partition("/")[0]
        page = pages[f"data/{folder}.html"]
        for text in (resource["title"], resource["description"], resource.get("intended_dirt", "")):
            assert " ".join(text.split()) in page.words
        for source in resource["sources"]:
            assert source["title"] in page.words
        for field in resource.get("schema", {}).get("fields", ()):
            columns += 1
            line = f"{field.get('unit', '')} {' '.join(field['description'].split())}".strip()
            assert line in page.words, field
        given = (built_pages / "data" / resource["path"]).read_bytes()
        assert given == (student_copy / "datasets" / resource["path"]).read_bytes()
        if resource["path"].endswith(".csv"):
            rows = len(pd.read_csv(built_pages / "data" / resource["path"]))
            assert f"Rows{rows:,} Source" in page.words, resource["name"]
    assert columns > 800


def test_every_method_is_documented_with_its_formula_and_example(pages):
    functions = 0
    for name in methods.__all__:
        module = import_module(f"shopfloor.methods.{name}")
        page = pages[f"methods/{name}.html"]
        squeezed = "".join(page.words.split())
        for one in module.__all__:
            assert f"{name}.{one}" in page.words
            made = getattr(module, one)
            text = inspect.getdoc(made) or ""
            if inspect.isfunction(made):
                functions += 1
                assert f"{name}.{one}(" in page.words
            for line in re.findall(r"^ {4,}(\S.*=.*)$|^>>> (.+)$", text, re.MULTILINE):
                if inspect.isfunction(made):
                    assert "".join("".join(line).split()) in squeezed, (one, line)
    assert functions > 140
    assert "standard_time(normal, allowance, basis='workday')" in pages["methods/timestudy.html"].words


def test_every_widget_has_its_page_with_its_front_end(pages, built_pages):
    for kind in widgets.__all__:
        page = pages[f"widgets/{kind}.html"]
        assert f"from shopfloor.widgets import {kind}" in page.words
        assert [found for tag, found in page.elements if found.get("data-widget") == kind]
        assert "export" in (built_pages / "_static" / "widgets" / f"{kind}.js").read_text(encoding="utf-8")
        assert "path=notebooks/" in str(page.elements)


def test_the_whole_course_for_students_can_be_downloaded(pages, student_copy, built_pages):
    given = unpacked(built_pages / "shop-floor.zip")
    files = {path for path in student_copy.rglob("*") if path.is_file()}
    assert given == {
        f"shop-floor/{path.relative_to(student_copy).as_posix()}": path.read_bytes() for path in files
    }
    assert "shop-floor/Makefile" in given and not any("instructor/" in name for name in given)
    size = (built_pages / "shop-floor.zip").stat().st_size
    assert f"Download the course ({size / 1e6:.1f} MB)" in pages["start.html"].words
    for name in ("index.html", "start.html"):
        assert "shop-floor.zip" in [found.get("href") for tag, found in pages[name].elements if tag == "a"]


def test_widgets_stand_in_the_order_of_the_lessons(pages):
    links = [found.get("href", "") for tag, found in pages["widgets/index.html"].elements if tag == "a"]
    shown = list(
        dict.fromkeys(link.removesuffix(".html") for link in links if re.fullmatch(r"[A-Z]\w+\.html", link))
    )
    assert shown[:6] == [
        "QuizCard",
        "RoleExplorer",
        "WageExplorer",
        "CareerMap",
        "ProcessChartBuilder",
        "Stopwatch",
    ]
    assert sorted(shown) == sorted(widgets.__all__) and shown[-1] == "A3Sheet"


def test_a_lesson_says_what_it_is_to_whoever_lists_it(pages, lessons):
    for lesson in lessons:
        told = [
            found["content"]
            for tag, found in page_of(pages, lesson).elements
            if found.get("name") == "description"
        ]
        assert len(told) == 1 and "You will be able to" in told[0] and not set("`*") & set(told[0])


def test_instructors_read_how_a_term_is_taught_and_no_answer(pages, course):
    words = pages["teaching.html"].words
    for said in (
        "make demo",
        "shopfloor release",
        "Where student work runs",
        "fails closed",
        "Privacy",
        "Weeks 15 and 16",
    ):
        assert said in words
    links = [found.get("href", "") for tag, found in pages["teaching.html"].elements if tag == "a"]
    assert not [link for link in links if "instructor/" in link]
    assert "Hand-ins, marks and feedback stay in instructor/" in words


def test_privacy_licences_and_ways_to_install_come_from_the_readme(pages, course):
    readme = " ".join((course.root / "README.md").read_text(encoding="utf-8").split())
    assert "The course sends nothing anywhere" in readme
    assert "The course sends nothing anywhere" in pages["about.html"].words
    assert "CC BY 4.0" in pages["about.html"].words
    assert "py -m venv .venv" in pages["start.html"].words
    assert "hand_in" in pages["start.html"].words
    assert "make test" not in pages["start.html"].words, "that part is for instructors"


def test_no_markup_is_left_as_it_was_typed(pages):
    for name, page in pages.items():
        prose = re.sub(r"<[^>]*>", "", html.unescape(page.words))
        assert "&lt;" not in page.words and "&amp;" not in page.words, name
        for mark in ("{{", "{%", ":::", "```", "](", "[object Object]"):
            if name.startswith(("methods/", "lessons/")) and mark == "](":
                continue  # code has it by right
            assert mark not in prose, (name, mark)
