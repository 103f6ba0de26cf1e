"""Which part of a lesson becomes which slide: by rule, from the notebook as it is.

A piece of text with what its code puts out is one idea and stays on one slide where it fits. Shown are: text, code
that a class would run together, figures, tables, questions. Not shown are imports, cells to be filled in and checks,
which belong to each learner's own screen. An exercise begins a slide; short neighbors of a section share one.
What the instructor's guide says about a cell goes with its slide as speaker's notes.
"""

import html
import re
from dataclasses import dataclass, field

from shopfloor.kit.markdown import as_html

# In lines of a slide's text: what stands on one slide at most, and how far short neighbors are put together.
MOST, FULL = 17.5, 12.0
LETTERS = 66  # of a line
ROWS = 7  # of a table; the rest is in the notebook
COLUMNS = 100  # letters of a table's line
_HEADING = re.compile(r"^## (?P<words>.+?)(?: \((?P<minutes>\d+) minutes?\))?$", re.MULTILINE)
_OWN = re.compile(r"^(check\(|\w+ = \.\.\.|\w+ = \[\.\.\.|\w+ = [\"']\.\.\.[\"'])", re.MULTILINE)
_IMPORTS = ("from ", "import ", " ", ")")  # how the lines of such a cell begin
_IMAGE = re.compile(r'<img alt="([^"]*)" src="(data:image/png;base64,[^"]+)"')
_RUN_IT = re.compile(r"\s*Run this cell in a notebook to [^.]*\.\s*$")


@dataclass(frozen=True)
class Piece:
    """A block of a slide as HTML; ``lines`` is the height it takes; ``note`` goes to the speaker."""

    kind: str
    html: str
    lines: float
    note: str = ""


@dataclass
class Slide:
    """One slide; ``section`` is its heading, ``minutes`` what the whole section takes (on its first slide)."""

    section: str
    minutes: int | None = None
    pieces: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    @property
    def figure(self):
        return any(piece.kind == "figure" for piece in self.pieces)


def slides(notebook, further=False):
    """The slides of a lesson that was run; the optional part only with ``further``."""
    opening, *cells = notebook.cells
    made = [_title(opening), _able(opening)]
    section, minutes = "", None
    for group in _groups(cells):
        text, notes = group[0].source, [note for cell in group if (note := _guide(cell))]
        heading = _HEADING.search(text)
        if heading:
            if heading["words"].startswith("Further") and not further:
                break
            section, minutes = heading["words"], int(heading["minutes"] or 0) or None
            text = text.replace(heading[0], "", 1)
        pieces = [*_text(text), *(piece for cell in group[1:] for piece in _code(cell))]
        if not section:  # how to run a cell: on the learner's own screen
            made[-1].notes += notes
            continue
        if not pieces and not notes:
            continue
        fresh = heading or _begins_a_slide(text)
        goes_on = bool(re.match(r"\s*[a-z]", text))  # a sentence that began above the output
        last = made[-1]
        height = _height([*last.pieces, *pieces])
        if not fresh and height <= (MOST if goes_on else FULL) and not (last.figure and not goes_on):
            last.pieces += pieces
            last.notes += notes
            continue
        parts = list(_parts(pieces)) or [[]]
        for place, part in enumerate(parts):
            made.append(Slide(section, minutes, part, notes if place == 0 else []))
            minutes = None
    return made


def _groups(cells):
    """Each text with the code cells that follow it; code before any text belongs to the first."""
    group = []
    for cell in cells:
        if cell.cell_type == "markdown" and any(one.cell_type == "markdown" for one in group):
            yield group
            group = []
        if cell.cell_type == "markdown" or group:
            group.append(cell)
    if group:
        yield group


def _begins_a_slide(text):
    return bool(re.search(r"^\*\*Exercise \d", text.strip()))


def _parts(pieces):
    """Pieces in their order, as many on a slide as fit; code stays with what it puts out."""
    bundles = []
    for piece in pieces:
        with_code = bundles and bundles[-1][0].kind == "code" and piece.kind not in ("code", "text")
        if with_code and _height([*bundles[-1], piece]) <= MOST:
            bundles[-1].append(piece)
        else:
            bundles.append([piece])
    part = []
    for bundle in bundles:
        if part and _height([*part, *bundle]) > MOST:
            yield part
            part = []
        part = [*part, *bundle]
    if part:
        yield part


def _height(pieces):
    return sum(piece.lines for piece in pieces)


def _title(cell):
    paragraphs = [part.strip() for part in cell.source.split("\n\n")]
    told = [part for part in paragraphs[1:] if not part.startswith("**You will be able to**")]
    pieces = [Piece("text", as_html(part), 1.5) for part in told]
    return Slide(paragraphs[0].lstrip("# "), None, pieces, [note] if (note := _guide(cell)) else [])


def _able(cell):
    line = re.search(r"\*\*You will be able to\*\* (.+)", cell.source)
    able = [part.strip() for part in line[1].split("·")] if line else []
    pieces = [Piece("text", as_html("\n".join(f"- {one}" for one in able)), 2.0 * len(able))]
    return Slide("You will be able to", None, pieces, [])


def _guide(cell):
    return cell.metadata.get("shopfloor", {}).get("guide", "")


def _text(text):
    """A piece for each paragraph, list and table of Markdown."""
    for block in re.split(r"\n\s*\n", text.strip()):
        if not block.strip():
            continue
        rows = block.splitlines()
        if rows[0].startswith(("- ", "1. ", "* ")):
            items = re.split(r"\n(?=(?:[-*]|\d+\.) )", block)
            lines = sum(-(-len(item) // LETTERS) * 1.3 + 0.2 for item in items)
        elif rows[0].startswith("|"):
            lines = 1.4 * len(rows)
        elif rows[0].startswith("```"):
            lines = 1.2 * (len(rows) - 2) + 0.8
        else:
            lines = -(-len(block) // LETTERS) * 1.35 + 0.5
        yield Piece("text", as_html(block), lines)


def _code(cell):
    """What the class sees of a code cell."""
    if _OWN.search(cell.source) or all(row.startswith(_IMPORTS) for row in cell.source.splitlines() if row):
        return
    shown = [piece for output in cell.get("outputs", []) for piece in _output(output)]
    if not cell.source.startswith("ask("):
        rows = cell.source.splitlines()
        lines = sum(max(1, -(-len(row) // 78)) for row in rows) * 1.15 + 0.9
        yield Piece("code", f"<pre><code>{html.escape(cell.source)}</code></pre>", lines)
    yield from shown


def _output(output):
    data = output.get("data", {})
    page, plain = data.get("text/html", ""), data.get("text/plain", output.get("text", ""))
    if "application/vnd.jupyter.widget-view+json" in data:
        kind, _, words = plain.partition(":")
        words = _short(_RUN_IT.sub("", words.strip()))
        body = f"<p><strong>In the notebook: {html.escape(kind)}</strong></p><p>{html.escape(words)}</p>"
        yield Piece("widget", f'<div class="widget">{body}</div>', 1.4 + -(-len(words) // 80) * 1.2)
    elif "shopfloor-figure" in page:
        words, picture = _IMAGE.search(page).groups()
        note = f"What the figure shows, for those who cannot see it: {html.unescape(words)}"
        yield Piece("figure", f'<img alt="{words}" src="{picture}">', 9.0, note)
    elif "shopfloor-question" in page:
        yield _question(page)
    elif 'class="dataframe"' in page:
        yield _table(page)
    elif page:
        return  # a check's "not tried yet"
    elif plain:
        rows = plain.rstrip().splitlines()
        more = len(rows) - ROWS
        kept = "\n".join(rows[:ROWS] + ([f"... {more} more lines in the notebook"] if more > 0 else []))
        lines = 1.15 * (min(len(rows), ROWS) + (more > 0)) + 0.7
        yield Piece("output", f'<pre class="output">{html.escape(kept)}</pre>', lines)


def _short(words, most=330):
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " ..."


def _question(page):
    page = re.sub(r'\s(style|role|aria-labelledby|id|class)="[^"]*"', "", page)
    page = re.sub(r"<p>[^<]*check\(.*?</p>", "", page, flags=re.DOTALL)
    rows = re.findall(r"<(?:p|li)[^>]*>(.*?)</(?:p|li)>", page, re.DOTALL) or [page]
    lines = sum(-(-len(html.unescape(re.sub(r"<[^>]+>", "", row))) // LETTERS) * 1.35 + 0.3 for row in rows)
    return Piece("question", f'<div class="question">{page}</div>', lines + 0.8)


def _table(page):
    """The first rows of a table, and as many of its columns as stand side by side."""
    source = re.search(r"<table.*?</table>", page, re.DOTALL)[0]
    cells = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", source, re.DOTALL)
    ]
    heads = source[: source.index("<tbody>")].count("<tr")
    rows, most = cells[: heads + ROWS], max(map(len, cells))
    letters = [max(len(html.unescape(row[at])) for row in rows if at < len(row)) for at in range(most)]
    # A column of sentences may wrap; one of numbers may not.
    wide = [min(width, 30) + 3 for width in letters]
    columns = max((count for count in range(1, most + 1) if sum(wide[:count]) <= COLUMNS), default=1)
    free = COLUMNS - sum(wide[:columns])
    lines = 0.6
    for row in rows:
        lines += 1.05 * max(
            -(-len(html.unescape(cell)) // (min(width, 30 + free)))
            for cell, width in zip(row[:columns], [max(1, one) for one in letters])
        )
    missing = [
        f"{count} more {thing}" if count > 1 else f"one more {thing.rstrip('s')}"
        for count, thing in ((len(cells) - len(rows), "rows"), (most - columns, "columns"))
        if count
    ]
    said = f'<p class="more">and {", ".join(missing)} in the notebook</p>' if missing else ""
    head = "".join(_row(row[:columns], True) for row in rows[:heads])
    body = "".join(_row(row[:columns], False) for row in rows[heads:])
    table = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>{said}"
    return Piece("table", table, lines + (1.0 if missing else 0))


def _row(cells, head):
    """One row; its first cell is the label that pandas puts there."""
    made = []
    for place, cell in enumerate(cells):
        if head or place == 0:
            scope = "col" if head else "row"
            made.append(f'<th scope="{scope}">{cell}</th>' if cell.strip() else "<td></td>")
        else:
            made.append(f"<td>{cell}</td>")
    return f"<tr>{''.join(made)}</tr>"
