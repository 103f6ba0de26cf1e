"""Slides of real lessons: what becomes a slide, and how it looks in a browser."""

import http.server
import re
import threading
from functools import partial
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.problem import Problem
from shopfloor.kit.deck import FULL, MOST, ROWS, slides
from shopfloor.kit.executed import running
from shopfloor.kit.slides import slides_page, write_slides

COURSE = CourseFolder(Path(__file__).parents[2])
LESSONS = ("00", "05", "09", "13")
# Text of a full slide may be as small as 20 px where the screen is 1280 x 720; what is usual is 28 and more.
SMALLEST, USUAL = 20, 28
MEASURE = """() => {
  const face = document.querySelector(".slide.now .face"), content = face.querySelector(".content");
  const figure = content.querySelector(".figure img"), box = face.getBoundingClientRect();
  const inside = [...face.querySelectorAll("p, li, td, th, pre, img, h2")].filter(one => one.offsetParent)
    .every(one => { const own = one.getBoundingClientRect();
      return own.right <= box.right + 1 && own.bottom <= box.bottom + 1 && own.left >= box.left - 1 && own.top >= box.top - 1; });
  return {inside, id: face.parentElement.id, size: parseFloat(getComputedStyle(content).fontSize),
    over: Math.max(content.scrollHeight - content.clientHeight, content.scrollWidth - content.clientWidth,
      ...[...content.children].map(piece => piece.scrollWidth - piece.clientWidth)),
    figure: figure ? figure.getBoundingClientRect().height : null};
}"""


@pytest.fixture(scope="module")
def lessons():
    """Four lessons, run once: {number: notebook}."""
    paths = {path.stem[:2]: path for path in COURSE.lessons()}
    with running() as run:
        return {number: run(paths[number]) for number in LESSONS}


@pytest.fixture(scope="module")
def pages(lessons, tmp_path_factory):
    folder = tmp_path_factory.mktemp("slides")
    for number, notebook in lessons.items():
        (folder / f"{number}.html").write_text(slides_page(notebook, number), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(pages):
    """Where the slides are served; a browser page of the tests reaches this machine only, and no files."""
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=pages)
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def text(cell, guide=None):
    return new_markdown_cell(cell, metadata={"shopfloor": {"guide": guide}} if guide else {})


def code(source, plain=None, page=None):
    data = {"text/plain": plain or ""} | ({"text/html": page} if page else {})
    outputs = [new_output("execute_result", data, execution_count=1)] if plain or page else []
    return new_code_cell(source, outputs=outputs)


def made(*cells):
    opening = "# How long?\n\n**You will be able to** time a job · say how well\n\n**45 minutes** · *Further* 15\n\nData: made"
    return slides(new_notebook(cells=[text(opening, "Bring paper."), *cells]), further=False)


def shown(slide):
    return " ".join(piece.html for piece in slide.pieces)


def test_the_first_two_slides_are_the_question_and_the_objectives():
    first, second = made()
    assert first.section == "How long?" and "45 minutes" in shown(first) and first.notes == ["Bring paper."]
    assert second.section == "You will be able to" and shown(second).count("<li>") == 2


def test_what_belongs_to_each_learners_own_screen_is_not_shown():
    *_, last = made(
        text("## Recall (4 minutes)\n\nThree."),
        code("from shopfloor import (\n    ask,\n)\nimport x"),
        code('check("05.1", ...)', "Not tried", "<div class='shopfloor-message'>Not tried yet</div>"),
        code("my_guess = ..."),
        code('my_sentence = "..."'),
        code("my_laps = [..., ...]\ncheck(my_laps)"),
        code("1 + 1", "2"),
        code("wages = load(\n    'x',\n)\nwages", "a table"),
    )
    assert (last.section, last.minutes) == ("Recall", 4)
    assert [piece.kind for piece in last.pieces] == ["text", "code", "output", "code", "output"]


def test_an_exercise_begins_a_slide_and_a_sentence_goes_on_below_its_output():
    above = "\n\n".join(["Some words that fill a line of a slide, and another that goes on below it."] * 3)
    deck = made(
        text(f"## Work\n\n{above}\n\nOne and a half is"),
        code("1 + 30 / 60", "1.5"),
        text("minutes, not more."),
        text("**Exercise 2.** How many?"),
        text("And so on."),
    )[2:]
    # More than short neighbors may share, and still the sentence is not torn.
    assert sum(piece.lines for piece in deck[0].pieces) > FULL
    assert ["minutes, not more" in shown(one) for one in deck] == [True, False]
    assert ["Exercise 2" in shown(one) for one in deck] == [False, True] and "And so on" in shown(deck[1])


def test_the_further_part_comes_only_when_asked_for(lessons):
    core, all_of_it = slides(lessons["05"]), slides(lessons["05"], further=True)
    assert core[-1].section == "At work" and all_of_it[-1].section.startswith("Further")
    assert len(all_of_it) > len(core)


def test_a_long_text_is_parted_and_code_stays_with_its_output():
    long = "\n\n".join(f"Paragraph {number}. " + "Some words on it. " * 8 for number in range(5))
    deck = made(
        text("## Much\n\n" + long, "A note."),
        code("a = 1\n" * 3 + "a", "\n".join(f"line {number}" for number in range(1, 9))),
    )[2:]
    assert len(deck) >= 2 and [one.notes for one in deck] == [["A note."]] + [[]] * (len(deck) - 1)
    assert all(sum(piece.lines for piece in one.pieces) <= MOST for one in deck)
    kinds = [[piece.kind for piece in one.pieces] for one in deck]
    assert any("code" in one and "output" in one for one in kinds)
    assert f"... {8 - ROWS} more lines" in shown(deck[-1]) and f"line {ROWS + 1}" not in shown(deck[-1])


def test_a_table_shows_its_first_rows_and_the_columns_that_fit():
    head = "".join(f"<th>a_long_heading_{number}</th>" for number in range(9))
    row = "<tr><th>1</th>" + "<td>some words in a cell</td>" * 9 + "</tr>"
    table = f'<table border="1" class="dataframe"><thead><tr style="x"><th></th>{head}</tr></thead><tbody>{row * 12}</tbody></table>'
    *_, last = made(text("## Table\n\nLook:"), code("table", "x", f'<div class="dataframe">{table}</div>'))
    page = last.pieces[-1].html
    assert page.count("<tr>") == ROWS + 1 and 'scope="row"' in page and "border" not in page
    assert re.search(r"and 5 more rows, [2-8] more columns in the notebook", page)


def test_every_text_of_the_core_path_is_on_a_slide(lessons):
    for number, notebook in lessons.items():
        pages = re.sub(r"<[^>]+>", "", " ".join(shown(slide) for slide in slides(notebook)))
        words = set(re.findall(r"[A-Za-z]{4,}", pages))
        started = False
        for cell in notebook.cells[1:]:
            started = started or cell.source.startswith("## ")
            if cell.source.startswith("## Further"):
                break
            if started and cell.cell_type == "markdown":
                body = re.sub(r"^## .*|\]\([^)]*\)", "", cell.source)
                assert set(re.findall(r"[A-Za-z]{4,}", body)) <= words, (number, cell.source)


def test_the_guide_is_in_the_notes_and_not_in_the_students_file(lessons):
    notes = slides_page(lessons["05"], "05")
    without = slides_page(lessons["05"], "05", notes=False)
    guides = [
        cell.metadata.shopfloor.guide
        for cell in lessons["05"].cells
        if "guide" in cell.metadata.get("shopfloor", {})
    ]
    assert "hundred" not in guides[0] and len(guides) > 10
    assert "the most expensive typing error" in notes and "for those who cannot see it" in notes
    assert "the most expensive typing error" not in without and '<aside class="notes"' not in without


def test_it_asks_for_nothing_else(pages):
    for path in pages.iterdir():
        page = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:src|href)=\"(?!data:image/png;base64,|https://|#|\.\./)", page), path.name
        assert not re.search(r"<(?:script|link|iframe)[^>]+(?:src|href)=|@import|url\(", page)


def test_no_slide_overflows_at_1280_by_720(address, open_page):
    page = open_page(1280, 720)
    for number in LESSONS:
        page.goto(f"{address}/{number}.html")
        count, sizes = page.locator(".slide").count(), []
        assert 20 <= count <= 60
        for place in range(1, count + 1):
            found = page.evaluate(MEASURE)
            assert found["id"] == f"s{place}"
            assert found["inside"] and found["over"] <= 1 and found["size"] >= SMALLEST, (number, found)
            assert found["figure"] is None or found["figure"] >= 200, (number, found)
            sizes.append(found["size"])
            page.keyboard.press("ArrowRight")
        assert sum(size < USUAL for size in sizes) <= count / 10, number
    assert page.outside_requests == [] and page.script_errors == []


def test_keys_buttons_and_the_window_with_notes(address, open_page):
    page = open_page(1280, 720)
    page.goto(f"{address}/05.html")

    def now():
        return page.locator(".slide.now").get_attribute("id")

    for key, place in (
        ("ArrowRight", "s2"),
        ("PageDown", "s3"),
        (" ", "s4"),
        ("ArrowLeft", "s3"),
        ("Home", "s1"),
    ):
        page.keyboard.press(key)
        assert now() == place, key
    assert "1 of " in page.locator("#where").inner_text()
    page.get_by_role("button", name="Next slide").click()
    assert now() == "s2"
    page.locator(".slide.now .face").click()
    page.keyboard.press("Home")
    assert not page.locator("#s1 .notes").is_visible()
    page.keyboard.press("n")
    assert "Before class" in page.locator("#s1 .notes").inner_text()
    page.keyboard.press("n")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Notes in a window").click()
    other = opened.value
    other.wait_for_selector("#s1 .notes:visible")
    page.locator(".slide.now .face").click()
    page.keyboard.press("End")
    last = now()
    other.wait_for_selector(f"#{last}.now")
    other.keyboard.press("Home")
    page.wait_for_selector("#s1.now")


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_gets_a_page(address, open_page, axe, colors):
    page = open_page(1280, 720, color_scheme=colors)
    page.goto(f"{address}/05.html")
    page.keyboard.press("n")
    for place in (1, 8, 10, 20):
        page.evaluate("place => { location.hash = `s${place}` }", place)
        page.wait_for_selector(f"#s{place}.now")
        assert axe(page) == [], place
    page.set_viewport_size({"width": 400, "height": 800})
    page.wait_for_selector("body.pages")
    assert page.locator("#s1").is_visible() and page.locator("#s12").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert axe(page) == []


def test_a_lesson_that_is_not_there_or_fails_is_named(tmp_path):
    with pytest.raises(Problem, match="there is no lesson 77 .*00, 01"):
        write_slides(COURSE, ["77"], tmp_path)
    root = tmp_path / "course"
    (root / "notebooks").mkdir(parents=True)
    broken = new_notebook(cells=[text("# A?"), new_code_cell("1 / 0")])
    nbformat.write(broken, root / "notebooks" / "05_broken.ipynb")
    (root / "notebooks" / "06_torn.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(Problem, match=r"ends in ZeroDivisionError: division by zero \(05_broken.ipynb\)"):
        write_slides(CourseFolder(root), ["05"], tmp_path)
    with pytest.raises(Problem, match=r"cannot be read.*06_torn.ipynb"):
        write_slides(CourseFolder(root), ["06"], tmp_path)
    (tmp_path / "05_broken.html").write_text("mine", encoding="utf-8")
    with pytest.raises(Problem, match="there are slides already .*--force"):
        write_slides(CourseFolder(root), ["05"], tmp_path)
    assert (tmp_path / "05_broken.html").read_text(encoding="utf-8") == "mine"


def test_lessons_run_after_each_other_do_not_see_each_others_names(tmp_path):
    for name, source in (
        ("a", "mine = 1\nopen('left', 'w').close()"),
        ("b", "'mine' in dir(), __import__('os').listdir()"),
    ):
        nbformat.write(new_notebook(cells=[new_code_cell(source)]), tmp_path / f"{name}.ipynb")
    with running() as run:
        run(tmp_path / "a.ipynb")
        assert run(tmp_path / "b.ipynb").cells[0].outputs[0].data["text/plain"] == "(False, [])"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ipynb", "b.ipynb"]
