"""A form of a quiz on paper: the pages for students, and the key on pages of its own.

The same questions as the form's notebook, with a box for each answer at the right edge, so that a pile is marked by
looking down one column.
"""

import html
import re
import tempfile
from pathlib import Path

from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole
from shopfloor.kit.handouts.paper import CREDIT, PAPERS
from shopfloor.kit.markdown import as_html
from shopfloor.kit.pdf import browser, to_pdf
from shopfloor.kit.quiz_notebook import POINTS, asked, name_of, right_answer
from shopfloor.teaching.compare import Number, Order, Rows

_STYLES = Path(__file__).parent / "templates" / "quiz.css"
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
@page {{ size: {width}mm {height}mm; margin: 14mm 14mm 16mm; @bottom-right {{ content: counter(page) " of " counter(pages);
  font: 8.5pt sans-serif; }} }}
{styles}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def quiz_page(form, heading, paper="letter"):
    """The quiz as one HTML page that prints; no answer is in it."""
    title = _title(form, heading)
    parts = "\n".join(
        f'<li><div class="part"><b>{number}</b><div>{as_html(_on_paper(asked(form, item)))}</div>'
        f'<div class="answer"><span>Answer</span><span class="unit">{html.escape(_unit(form, item))}</span></div></div></li>'
        for number, item in enumerate(form.items, 1)
    )
    body = (
        f'<div class="top"><h1>{html.escape(title)}</h1>\n<p class="how">{len(form.items) * POINTS} points, about '
        f"{round(form.minutes + 2)} minutes. Write each answer into its box: a letter, several letters, letters in "
        f"order, or numbers.</p>{_credit(form)}</div>\n"
        '<div class="fields"><span>Name</span><span>Id</span><span>Date</span></div>\n'
        f'<ol class="parts">\n{parts}\n</ol>'
    )
    return _page(title, body, paper)


def key_page(form, heading, paper="letter"):
    """The key as one HTML page: right answers, and what each wrong one may come from."""
    title = f"Key: {_title(form, heading)}"
    parts = "\n".join(
        f'<li><div class="part"><b>{number}</b><div><p class="right">{html.escape(_right(form, item))}</p>'
        f"<p>{html.escape(item.id)}</p>{_mistakes(form, item)}</div></div></li>"
        for number, item in enumerate(form.items, 1)
    )
    body = (
        f'<div class="top"><h1>{html.escape(title)}</h1><p class="how">{POINTS} point each. The name under an answer is the '
        f"question's in the bank; the form was drawn with seed {form.seed}.</p>{_credit(form)}</div>\n"
        f'<ol class="parts key">\n{parts}\n</ol>'
    )
    return _page(title, body, paper)


def write_printed(forms, out, paper="letter", force=False):
    """Write quiz and key of each ``(form, heading)`` into the folder ``out``; the paths written.

    PDF, or HTML where this machine has no browser that prints. A file that is there is replaced with ``force`` only.
    """
    out = Path(out)
    if out.exists() and not out.is_dir():
        raise Problem("this is a file and not a folder", file=out, remedy="name a folder for the quizzes")
    ending = ".pdf" if browser() else ".html"
    pages = {}
    for form, heading in forms:
        pages[out / f"{name_of(form)}{ending}"] = quiz_page(form, heading, paper)
        pages[out / f"{name_of(form)}_key{ending}"] = key_page(form, heading, paper)
    there = [path for path in pages if path.exists()]
    if there and not force:
        raise Problem(
            "it is there already",
            file=there[0],
            remedy="name another folder with --out, or add --force to print it anew",
        )
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="printing-", dir=out) as beside:
        for place, text in pages.items():
            page = Path(beside, "page.html")
            page.write_text(text, encoding="utf-8")
            if ending == ".html" or not to_pdf(page, place):
                write_whole(place, text.encode())
    return list(pages)


def _title(form, heading):
    return f"Quiz {form.lesson}, form {form.letter}: {heading}"


def _page(title, body, paper):
    if paper not in PAPERS:
        raise Problem(f"there is no paper called {paper}", remedy=f"choose {' or '.join(PAPERS)}")
    width, height = PAPERS[paper]
    return _PAGE.format(
        title=html.escape(title),
        width=width,
        height=height,
        styles=_STYLES.read_text(encoding="utf-8"),
        body=body,
    )


def _credit(form):
    # At the top, where it never needs a sheet of its own.
    return f'<p class="credit">{html.escape(f"{CREDIT} · {name_of(form)}")}</p>'


def _on_paper(question):
    """A question without the quotes and brackets that only a cell needs."""
    for words in (", in quotes.", " in quotes.", " as a list, such as [1, 2]."):
        question = question.replace(words, ".")
    return question


def _unit(form, item):
    comparison = item.comparison(form.seed_of(item))
    return comparison.unit if isinstance(comparison, Number) else ""


def _right(form, item):
    comparison = item.comparison(form.seed_of(item))
    answer = right_answer(comparison)
    if isinstance(comparison, Number):
        within = f" (within {comparison.tolerance:g})" if comparison.tolerance else ""
        return f"{answer:g} {comparison.unit}".strip() + within
    if isinstance(comparison, Rows):
        return ", ".join(map(str, answer))
    if isinstance(comparison, Order):
        return answer
    return "; ".join(f"{letter}: {comparison.options[letter]}" for letter in answer.split())


def _mistakes(form, item):
    comparison = item.comparison(form.seed_of(item))
    lines = "".join(
        f"<li><b>{html.escape(_wrong(mistake.value))}</b> {html.escape(_one_line(mistake.words))}</li>"
        for mistake in comparison.mistakes
    )
    return f"<ul>{lines}</ul>" if lines else ""


def _wrong(value):
    if isinstance(value, float):
        return f"{value:g}"
    return " ".join(map(str, value)) if isinstance(value, (list, tuple, set, frozenset)) else str(value)


def _one_line(words):
    return re.sub(r"\s+", " ", words).strip()
