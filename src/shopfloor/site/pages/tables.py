"""A pandas table as it is read on a page: without its looks, with its headers named, numbers to the right."""

import re

from markupsafe import Markup

from shopfloor.site.pages.render import rendered

_STYLE = re.compile(r"<style\b.*?</style>", re.DOTALL)
_CELL = re.compile(r"<(td|th)([^>]*)>(.*?)</\1>", re.DOTALL)
_NUMBER = re.compile(r"-?\d[\d,]*(\.\d*)?(e[+-]?\d+)?")
_MISSING = ("", "NaN", "NaT", "None", "&lt;NA&gt;", "inf", "-inf", "...")


def table(page):
    """A pandas table (its HTML) in a frame that scrolls and that the keyboard reaches."""
    page = _STYLE.sub("", page)
    page = page.replace(' border="1" class="dataframe"', "").replace(' style="text-align: right;"', "")
    page = re.sub(r"<th>\s*</th>", "<td></td>", page)
    # The first header row names columns; a header in a row of the body names that row.
    head, closing, body = page.partition("</thead>")
    head = head.replace("<th>", '<th scope="col">')
    body = body.replace("<th>", '<th scope="row">')
    inner = head + closing + body
    inner = inner[inner.index("<table") :]
    inner = inner[: inner.rindex("</table>") + len("</table>")]
    note = re.search(r"<p>(\d+ rows × \d+ columns)</p>", page)
    empty = "<tr" not in inner.partition("<tbody>")[2]
    return rendered(
        "table.html.j2",
        table=Markup(numbers_to_the_right(inner)),
        note=note[1] if note else "",
        empty=empty,
        columns=head.count("<th"),
    )


def numbers_to_the_right(inner):
    """A table in which every column of numbers has the class ``number``; one with joined cells stays as it is.

    >>> numbers_to_the_right("<tr><td></td><th>a</th><th>b</th></tr><tr><th>0</th><td>-1.5</td><td>x</td></tr>")
    '<tr><td></td><th class="number">a</th><th>b</th></tr><tr><th>0</th><td class="number">-1.5</td><td>x</td></tr>'
    """
    rows = inner.split("<tr")
    read = [cells for row in rows if (cells := _CELL.findall(row))]
    if "span=" in inner or len({len(cells) for cells in read}) != 1:
        return inner
    numeric = [_is_numeric(column) for column in zip(*read, strict=True)]

    def aligned(row):
        places = iter(numeric)
        return _CELL.sub(
            lambda cell: cell[0].replace(">", ' class="number">', 1) if next(places) else cell[0], row
        )

    return "<tr".join(map(aligned, rows))


def _is_numeric(column):
    told = [text.strip() for kind, _attributes, text in column if kind == "td"]
    told = [text for text in told if text not in _MISSING]
    return bool(told) and all(map(_NUMBER.fullmatch, told))
