"""What all handouts have in common: sheets of a fixed size, lines to write on, tables with empty rows.

Each sheet fills one page of the paper it is made for and no more, so what is drawn on it can rely on its place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from shopfloor.grading.problem import Problem

PAPERS = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
"""Width and height in millimeters, upright."""
MARGIN = 12
CREDIT = "Shop Floor, by The Shop Floor authors, CC BY 4.0"

STYLE = """
@page upright { size: %(w)smm %(h)smm; margin: 0; }
@page wide { size: %(h)smm %(w)smm; margin: 0; }
* { box-sizing: border-box; }
:root { color-scheme: light; }
body { margin: 0; background: #d9dee2; color: #111; font: 10pt/1.35 "Liberation Sans", Arial, Helvetica, sans-serif; }
.sheet { page: upright; width: %(w)smm; height: %(h)smm; padding: %(m)smm; margin: 6mm auto; background: #fff;
  display: flex; flex-direction: column; gap: 2.5mm; overflow: hidden; break-after: page; }
.sheet.wide { page: wide; width: %(h)smm; height: %(w)smm; }
.sheet:last-child { break-after: auto; }
@media print { body { background: none; } .sheet { margin: 0; } }
@media screen { .room { overflow-x: auto; } }
.top { display: flex; justify-content: space-between; align-items: baseline; gap: 8mm; border-bottom: 0.7mm solid #111; }
h1 { font-size: 16pt; line-height: 1.2; margin: 0 0 1mm; } h2 { font-size: 11pt; margin: 1mm 0 0; } p, ol, ul { margin: 0; }
ol, ul { padding-left: 5mm; } .lesson, .foot, .note { font-size: 8.5pt; color: #333; } .lesson { white-space: nowrap; }
.foot { display: flex; justify-content: space-between; gap: 8mm; border-top: 0.2mm solid #555; padding-top: 1mm; }
.fields { display: flex; gap: 4mm; } .field { display: flex; align-items: baseline; gap: 2mm; white-space: nowrap; }
.field i { flex: 1; border-bottom: 0.2mm solid #111; height: 6mm; }
.grow { flex: 1 1 0; min-height: 0; display: flex; flex-direction: column; gap: 1mm; } .side { display: flex; gap: 5mm; }
.side > * { flex: 1 1 0; min-width: 0; }
table { border-collapse: collapse; width: 100%%; table-layout: fixed; } .grow > table { flex: 1 1 0; }
th, td { border: 0.2mm solid #555; padding: 0.4mm 1mm; font-size: 9pt; text-align: left; overflow-wrap: anywhere; }
thead th { overflow-wrap: normal; background: #ececec; border-color: #111; vertical-align: bottom; font-size: 8.5pt; line-height: 1.15; height: 8mm; }
td.n, th.n { text-align: center; } td.dim { color: #333; }
.box { border: 0.3mm solid #111; padding: 1mm 2mm; min-height: 0; } svg { display: block; max-width: 100%%; }
"""


@dataclass(frozen=True)
class Handout:
    """``form``: what ``to_excel`` calls the workbook with the same columns. ``sheets``: its pages, one after the
    other."""

    name: str
    title: str
    lesson: str
    form: str
    sheets: Callable

    @property
    def stem(self):
        """How its files are called, before the ending: sorted as the course is taught."""
        return f"{self.lesson}_{self.name}"


class Sheet(NamedTuple):
    """One page. ``body`` is HTML."""

    title: str
    body: str
    wide: bool = False
    foot: str = ""


def document(handout, paper="letter"):
    """The handout as one HTML page of its own, nothing fetched."""
    if paper not in PAPERS:
        raise Problem(f"there is no paper called {paper}", remedy=f"choose {' or '.join(PAPERS)}")
    width, height = PAPERS[paper]
    style = STYLE % {"w": width, "h": height, "m": MARGIN}
    sheets = "\n".join(_sheet(handout, sheet) for sheet in handout.sheets())
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(handout.title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body>\n<main class="room" tabindex="0" aria-label="{escape(handout.title)}">\n{sheets}\n</main>\n'
        "</body>\n</html>\n"
    )


def _sheet(handout, sheet):
    wide = " wide" if sheet.wide else ""
    return (
        f'<section class="sheet{wide}"><div class="top"><h1>{escape(sheet.title)}</h1>'
        f'<span class="lesson">Lesson {handout.lesson}</span></div>\n{sheet.body}\n'
        f'<div class="foot"><span>{escape(sheet.foot)}</span><span>{CREDIT}</span></div></section>'
    )


def fields(*asked):
    """Words with a line to write on after each: (words, share of the width)."""
    return '<div class="fields">' + "".join(
        f'<div class="field" style="flex:{share} 1 0"><span>{escape(words)}</span><i></i></div>'
        for words, share in asked
    ) + "</div>"  # fmt: skip


def blank_table(columns, rows, caption="", given=()):
    """A table with empty rows. ``columns``: (heading, share of the width); ``given``: the cells of the first
    columns, row by row, where something is printed already."""
    whole = sum(share for _heading, share in columns)
    cols = "".join(f'<col style="width:{100 * share / whole:.2f}%">' for _heading, share in columns)
    heads = "".join(f'<th scope="col">{escape(heading)}</th>' for heading, _share in columns)
    lines = []
    for row in range(rows):
        printed = given[row] if row < len(given) else ()
        cells = "".join(f'<td class="dim">{escape(str(words))}</td>' for words in printed)
        lines.append(f"<tr>{cells}{'<td></td>' * (len(columns) - len(printed))}</tr>")
    said = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f"<table>{said}<colgroup>{cols}</colgroup><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def numbered(first, last):
    """Cells of a first column that counts.

    >>> numbered(1, 2)
    [(1,), (2,)]
    """
    return [(number,) for number in range(first, last + 1)]


def grow(html):
    """What takes the rest of the page."""
    return f'<div class="grow">{html}</div>'


def side(*parts):
    """Parts beside each other, of one width, that take the rest of the page."""
    return f'<div class="grow side" style="flex-direction:row">{"".join(grow(part) for part in parts)}</div>'


def listed(*lines):
    """Short lines of what to do, as a list."""
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
