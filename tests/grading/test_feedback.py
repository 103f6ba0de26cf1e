"""The feedback page: what a student reads, that it is harmless, and the same on every path."""

import html
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from shopfloor.grading.clean_html import clean, markdown
from shopfloor.grading.run import make_feedback

ASSIGNMENT = "a05_stopwatch_study"


@pytest.fixture(scope="module")
def pages(paths):
    """The feedback of the whole class: ``{student: text of the page}``."""
    root = paths["shopfloor grade"].root
    written, failed = make_feedback(root, ASSIGNMENT)
    assert failed == {}
    return {path.parent.parent.name: path.read_text(encoding="utf-8") for path in written}


@pytest.fixture(scope="module")
def page_file(paths, pages):
    return lambda student: (
        paths["shopfloor grade"].root / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html"
    )


def readable(page):
    """The page's text without its markup."""
    text = re.sub(r"<(style|title)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_everybody_graded_gets_a_page(pages, hand_ins):
    assert set(pages) == {name for name, hand_in in hand_ins.items() if hand_in.graded}


def test_the_page_says_what_it_got_and_why(pages, hand_ins, most):
    for student, hand_in in hand_ins.items():
        if not hand_in.graded:
            continue
        text = readable(pages[student])
        total = sum(score or 0 for score in hand_in.points.values())
        assert f"{total:g} of {sum(most.values()):g} points" in text, student
        for words in hand_in.words.values():
            assert words in text, (student, words)
    assert "Try this:" in readable(pages["mistakes-0-element_c-a"])


def test_what_was_not_tried_is_not_called_wrong(pages):
    text = readable(pages["blank"])
    assert "Part 1: one subtraction by hand … Not tried 0 of 2 points" in text
    assert "✗" not in text


def test_each_part_has_its_title_and_points(pages):
    text = readable(pages["right"])
    for words in (
        "Part 1: one subtraction by hand ✓ Right 2 of 2 points",
        "Part 6: what you tell your supervisor … Not read yet – of 4 points",
    ):
        assert words in text
    assert "16 of 20 points so far. Your instructor still reads what is worth 4 of them." in text


def test_repairs_and_identity_are_told(pages):
    assert 'made with the id "right", not "classmate"' in readable(pages["classmate"])
    assert "The cell a05_spoiled was deleted: put back." in readable(pages["deleted"])
    assert "About your notebook" not in pages["right"]


def test_no_page_holds_an_answer(pages, template):
    """Neither lines of the solutions or of the key, nor the text of the model answer."""
    source = nbformat.read(
        template / "instructor" / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4
    )
    secret = set()
    for cell in source.cells:
        for block in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.DOTALL):
            secret |= {line.strip() for line in block.splitlines() if len(line.strip()) > 20}
    key = (template / "instructor" / "answers" / f"{ASSIGNMENT}.py").read_text(encoding="utf-8")
    secret |= {
        line.strip()
        for line in key.splitlines()
        if len(line.strip()) > 30 and '"' not in line and "import" not in line
    }
    assert len(secret) > 20
    found = {
        (student, line) for student, page in pages.items() for line in secret if line in html.unescape(page)
    }
    assert found == set()


def test_the_three_paths_make_the_same_page(paths, pages):
    """formgrader's button made its pages while grading; nbgrader's own command makes them here."""
    made_by_button = paths["formgrader"].root / "feedback"
    for student in ("right", "partly", "blank", "classmate", "exits"):
        button = (made_by_button / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text(encoding="utf-8")
        assert button == pages[student], student


def test_nbgraders_own_command_makes_the_page(paths, pages):
    import os
    import subprocess
    import sys

    root = paths["nbgrader autograde"].root
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_feedback", ASSIGNMENT, "--student", "partly"],
        cwd=root,
        env={**os.environ, "PATH": path},
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert (root / "feedback" / "partly" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text(
        encoding="utf-8"
    ) == pages["partly"]


def test_no_page_asks_for_anything_else(pages):
    for page in pages.values():
        assert "<script" not in page
        assert not re.search(r"""(?:src|href)=["'](?!data:image/|#)""", page)
        assert "url(" not in page
        assert "default-src 'none'" in page


# ---- hostile notebooks

HOSTILE = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
MARKS = (
    HOSTILE,
    "<style>body { display: none }</style>kept",
    "<a href=\"javascript:document.title='taken'\">here</a>",
    "<iframe src='https://example.org'></iframe><form action='https://example.org'><input autofocus></form>",
    "<svg onload=\"document.title='taken'\"><circle/></svg>",
    "<img src='https://example.org/seen.png' alt='seen'>",
    "<img src='data:text/html,x'>",
    "<p style='background: url(https://example.org)' onclick='x()'>text</p>",
    "<b><script>alert(1)",
    "<!--><script>alert(1)</script>-->",
    "<math><mtext></mtext><script>alert(1)</script></math>",
)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("way", [clean, markdown])
def test_nothing_active_is_left(mark, way):
    made = way(mark).lower()
    assert "<script" not in made
    assert not re.search(r"<[^>]*\son\w+\s*=", made)
    assert not re.search(r"<[^>]*(src|action)\s*=\s*[\"']?(?!data:image)", made)
    assert 'href="javascript' not in made
    assert "<style" not in made
    assert "<iframe" not in made


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<table><tr><th></th><td>1</td></tr></table>", '<div class="wide" tabindex="0"><table>'),
        ("<h1>Mine</h1>", "<h3>Mine</h3>"),
        (
            "<figure><img alt='a' src='data:image/png;base64,AAAA'><figcaption>c</figcaption></figure>",
            "data:image/png",
        ),
        ("<img src='data:image/png;base64,AAAA'>", 'alt="A picture'),
        ("<details><summary>more</summary>text</details>", "<summary>more</summary>"),
        ("1 &lt; 2 &amp; <i>so</i>", "1 &lt; 2 &amp; <i>so</i>"),
    ],
)
def test_what_is_harmless_is_kept(given, kept):
    assert kept in clean(given, below=2)


@pytest.fixture(scope="module")
def hostile_page(paths, tmp_path_factory):
    """A graded notebook that a student filled with markup wherever text is shown, and its page."""
    root = tmp_path_factory.mktemp("markup") / "instructor"
    shutil.copytree(
        paths["shopfloor grade"].root, root, ignore=shutil.ignore_patterns("feedback", "submitted")
    )
    path = root / "autograded" / "mistakes-0-element_c-a" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    nb = nbformat.read(path, as_version=4)
    picture = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    )
    outputs = [new_output("display_data", {"text/html": mark}) for mark in MARKS] + [
        new_output(
            "display_data", {"application/javascript": "document.title = 'taken'", "text/plain": HOSTILE}
        ),
        new_output("display_data", {"image/svg+xml": f"<svg>{HOSTILE}</svg>", "text/plain": "a drawing"}),
        new_output("display_data", {"image/png": picture}),
        new_output("display_data", {"image/png": "x' onerror='y", "text/plain": "no picture"}),
        new_output("stream", name="stdout", text=HOSTILE),
        new_output("error", ename="Oops", evalue=HOSTILE, traceback=[HOSTILE]),
    ]
    nb.cells.insert(1, new_code_cell(f"x = 1  # {HOSTILE}", outputs=outputs))
    nb.cells += [new_markdown_cell(mark) for mark in MARKS]
    nb.cells.append(
        new_markdown_cell(
            "A formula $x < 2$ and ![far](https://example.org/far.png) [link](javascript:alert(1))"
        )
    )
    nb.metadata.shopfloor.repairs = [HOSTILE]
    nb.metadata.shopfloor.made_with = HOSTILE
    for cell in nb.cells:
        if "shopfloor" in cell.metadata:
            cell.metadata.shopfloor.words = HOSTILE
    path.chmod(0o644)
    nbformat.write(nb, path)
    written, failed = make_feedback(root, ASSIGNMENT, ["mistakes-0-element_c-a"])
    assert failed == {}
    return written[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_hostile_page_does_nothing_in_a_browser(hostile_page, open_page, address, scheme):
    page = open_page(color_scheme=scheme)
    page.goto(address(hostile_page))
    page.wait_for_timeout(300)
    assert page.title().startswith("Feedback: Assignment 05")
    assert page.outside_requests == []
    assert page.locator("script, iframe, form, input, svg").count() == 0
    assert page.evaluate("document.body.getBoundingClientRect().height") > 500
    assert page.locator("img[src^='data:image/png']").count() == 1


def test_attack_on_whoever_grades_formgraders_page_runs_nothing_of_a_student(
    hostile_page, open_page, formgrader
):
    from nbgrader.api import Gradebook

    root = hostile_page.parents[3]
    with Gradebook(f"sqlite:///{root / 'gradebook' / 'gradebook.db'}", "shopfloor") as gradebook:
        submission = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, "mistakes-0-element_c-a").id
    with formgrader(root) as (url, token, _):
        page = open_page()
        page.goto(f"{url}/formgrader/submissions/{submission}/?token={token}")
        page.wait_for_timeout(1500)
        assert page.title() != "taken"
        assert page.locator("text=A formula").count() == 1  # it is this student's work
        student = page.locator(".rendered_html, .text_cell_render")
        assert student.count() > 10
        assert page.locator(".rendered_html td").count() > 50  # and its tables are tables
        assert (
            student.locator("script, iframe, form, svg, [onerror], [onload], [href^=javascript]").count() == 0
        )
        # Nobody else learns that somebody marks it, nor when: nbgrader's own page fetches MathJax from a public server.
        assert page.outside_requests == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("student", ["mistakes-0-element_c-a", "classmate", "blank"])
def test_the_page_is_accessible(page_file, open_page, address, axe, scheme, student):
    page = open_page(width=1000, color_scheme=scheme)
    page.goto(address(page_file(student)))
    assert axe(page) == []


def test_the_page_fits_a_phone(page_file, open_page, address):
    page = open_page(width=360, height=700)
    page.goto(address(page_file("mistakes-0-element_c-a")))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
