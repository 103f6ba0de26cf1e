"""Parts of README.md as pages: what it says once is not written a second time for the site."""

import re

_MARK = re.compile(r"<!-- instructors: (?:begin|end) -->\n")
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)]+)\)")
_PLACES = {
    "notebooks/GLOSSARY.md": "glossary.html",
    "datasets/CATALOG.md": "data/index.html",
}


def sections(text, root="../"):
    """{heading: text} of the second level, with links that lead to pages of the site; ``root`` leads to its root.

    A link to a file that the site does not have is left as its words.

    >>> sections("# A\\n\\n## Start\\n\\nRead [the code](src/x.py).\\n")
    {'Start': 'Read the code.'}
    """
    parts = re.split(r"^## (.+)$", _MARK.sub("", text), flags=re.MULTILINE)
    return {
        heading.strip(): _LINK.sub(lambda found: _linked(found, root), body).strip()
        for heading, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def _linked(found, root):
    words, target = found.groups()
    place = _PLACES.get(target)
    return f'<a href="{root}{place}">{words}</a>' if place else words
