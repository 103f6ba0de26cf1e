"""Builds CATALOG.md, the catalogue of all tables for people to read, from datapackage.json.

Run `python datasets/builders/catalog_page.py` after a description has changed.
"""

from pathlib import Path

from shopfloor.data import catalog, describe, load

FILE = Path(__file__).resolve().parent.parent / "CATALOG.md"
OPENING = """\
# The course's tables

Built from [datapackage.json](datapackage.json) by `builders/catalog_page.py`: change the descriptions there.
In a notebook, `load("careers/wages")` gives a table and `describe("careers/wages")` says what is in it.
"""


def build():
    """Return the page's bytes."""
    parts = [OPENING, _contents()]
    for name in sorted(catalog.names()):
        parts += [f"## {name}", *_about(name), _fields(name)]
    return ("\n\n".join(part.strip() for part in parts) + "\n").encode("utf-8")


def _contents():
    lines = ["| table | what it is | rows | real or made |", "|---|---|---|---|"]
    for name in sorted(catalog.names()):
        resource = catalog.resource(name)
        anchor = name.replace("/", "")
        cells = (f"[{name}](#{anchor})", _safe(resource["title"]), f"{len(load(name)):,}", resource["origin"])
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _about(name):
    described = describe(name)
    return [f"**{described.title}**", *described.paragraphs()]


def _fields(name):
    lines = ["| column | type | unit | meaning |", "|---|---|---|---|"]
    for row in describe(name).fields.itertuples(index=False):
        lines.append(f"| `{row.column}` | {row.type} | {_safe(row.unit)} | {_safe(row.meaning)} |")
    return "\n".join(lines)


def _safe(text):
    """A text that cannot end a table's cell."""
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    FILE.write_bytes(build())
