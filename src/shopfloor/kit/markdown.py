"""Markdown of the course as HTML: lessons' cells, guides, and the pages for instructors."""

import html
import re


def as_html(text, *, link=None, deeper=0, prefix=""):
    """HTML of Markdown; what looks like HTML in it is shown, not obeyed.

    ``link(address)`` gives the address that a link has here, or None where there is nothing to lead to: then only
    its words are left. Headings go ``deeper`` by so many levels; with a ``prefix`` each gets an id that begins
    with it, as in :func:`headings`.

    >>> as_html("See [the lesson](05.ipynb), *now*.", link=lambda address: None)
    '<p>See the lesson, <em>now</em>.</p>'
    >>> as_html("# Before class", deeper=1, prefix="c5")
    '<h2 id="c5-before-class">Before class</h2>'
    """
    import mistune

    class Renderer(mistune.HTMLRenderer):
        taken = set()

        def link(self, text, url, title=None):
            there = link(url) if link else url
            return text if there is None else super().link(text, there, title)

        def heading(self, text, level, **attributes):
            level = min(level + deeper, 6)
            name = _free(f"{prefix}-{slug(html.unescape(re.sub(r'<[^>]+>', '', text)))}", Renderer.taken)
            mark = f' id="{name}"' if prefix else ""
            return f"<h{level}{mark}>{text}</h{level}>\n"

        def table(self, text):
            # A wide table is scrolled by itself, by keyboard too, where the page is narrow.
            return f'<div class="wide" role="group" aria-label="Table" tabindex="0"><table>\n{text}</table></div>\n'

    render = mistune.create_markdown(renderer=Renderer(escape=True), plugins=["table"])
    return render(text).strip()


def headings(text, prefix):
    """(level, words, id) of each heading, the ids as :func:`as_html` gives them.

    >>> headings("# A\\n## B (2 minutes)\\n## B (2 minutes)", "x")
    [(1, 'A', 'x-a'), (2, 'B (2 minutes)', 'x-b-2-minutes'), (2, 'B (2 minutes)', 'x-b-2-minutes-2')]
    """
    found = re.findall(r"<h([1-6]) id=\"([^\"]+)\">(.*?)</h[1-6]>", as_html(text, prefix=prefix), re.DOTALL)
    return [(int(level), html.unescape(re.sub(r"<[^>]+>", "", words)), name) for level, name, words in found]


def slug(words):
    """Words as the part of an address.

    >>> slug("What's in it? (5 minutes)")
    'whats-in-it-5-minutes'
    """
    return re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", words.lower()).strip())


def _free(name, taken):
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
