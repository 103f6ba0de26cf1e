"""What a table is, where it comes from and what its columns mean: the descriptor, for people to read."""

import textwrap
from html import escape

from . import catalog

_ORIGIN = {
    "real": "Real: published figures or facts.",
    "made": "Made for the course: no person was observed for it.",
}
_TYPES = {
    "integer": "whole number",
    "number": "number",
    "string": "text",
    "boolean": "True or False",
    "date": "date",
    "datetime": "date and time",
}
_HEADINGS = ("column", "type", "unit", "meaning")


def describe(name):
    """Return the description of a table; a notebook shows it when it is the last line of a cell.

    Parameters
    ----------
    name : str
        Folder and file, such as ``"careers/wages"``.

    Returns
    -------
    Description

    Raises
    ------
    DataError
        No table has that name; the nearest names are given.

    Examples
    --------
    >>> print(describe("careers/prices"))  # doctest: +ELLIPSIS
    careers/prices: Consumer prices, 2017 to 2024
    ...
    Source: US Bureau of Labor Statistics, Consumer Price Index, https://www.bls.gov/cpi/
    License: Public domain (work of the US government)
    <BLANKLINE>
    year (whole number): Calendar year
    price_index (number, index, 1982 to 1984 = 100): Average price level of the year
    """
    return Description(catalog.resource(name))


class Description:
    """A table's description: as text, as HTML, and its columns as a table (`fields`)."""

    def __init__(self, resource):
        self._resource = resource
        self.name = resource["name"]
        self.title = resource["title"]

    @property
    def fields(self):
        """A DataFrame with a row for each column: column, type, unit ("" where it has none), meaning."""
        import pandas as pd

        return pd.DataFrame(self._rows(), columns=list(_HEADINGS))

    def __repr__(self):
        lines = [f"{self.name}: {self.title}", ""]
        for paragraph in self.paragraphs():
            lines += textwrap.wrap(paragraph, width=100, break_long_words=False, break_on_hyphens=False)
        lines.append("")
        for column, kind, unit, meaning in self._rows():
            lines.append(f"{column} ({', '.join(filter(None, (kind, unit)))}): {meaning}")
        return "\n".join(lines)

    def _repr_html_(self):
        paragraphs = "".join(f"<p>{escape(text)}</p>" for text in self.paragraphs())
        left = ' style="text-align: left; vertical-align: top"'
        headings = "".join(f'<th scope="col"{left}>{text}</th>' for text in _HEADINGS)
        rows = "".join(
            f'<tr><th scope="row"{left}><code>{escape(column)}</code></th>'
            + "".join(f"<td{left}>{escape(text)}</td>" for text in rest)
            + "</tr>"
            for column, *rest in self._rows()
        )
        caption = f"<strong>{escape(self.name)}</strong>: {escape(self.title)}"
        return (
            f'<div class="shopfloor-description mathjax_ignore">{paragraphs}<table><caption style="text-align: left">{caption}</caption>'
            f"<thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def paragraphs(self):
        """What the table is, whether it is real, what is not clean in it, its source and its license: a text each."""
        about = self._resource
        yield about["description"]
        yield _ORIGIN[about["origin"]]
        if "intended_dirt" in about:
            yield f"Not clean, on purpose: {about['intended_dirt']}"
        yield "Source: " + "; ".join(_with_path(source) for source in about["sources"])
        yield "License: " + "; ".join(_with_path(license) for license in about["licenses"])

    def _rows(self):
        return [
            (field["name"], _TYPES[field["type"]], field.get("unit", ""), field["description"])
            for field in self._resource["schema"]["fields"]
        ]


def _with_path(source):
    return ", ".join(source[key] for key in ("title", "path") if key in source)
