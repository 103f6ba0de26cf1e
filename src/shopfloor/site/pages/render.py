"""Templates of the pages, filled in: Markdown and HTML with everything from outside escaped."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from shopfloor.grading.clean_html import markdown

TEMPLATES = Path(__file__).parent / "templates"
_ROLE = re.compile(r":\w+:`~?([^`<]+?)`")


@cache
def _environment():
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(str(TEMPLATES)),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(prose=prose, words=words, inline=inline)
    return environment


def rendered(template, **values):
    """The template ``templates/<template>`` with these values."""
    return Markup(_environment().get_template(template).render(**values))


def words(text):
    """Words for Markdown that are to be read as they stand: nothing in them is markup.

    >>> words("a*b [c] <d> $e$")
    Markup('a\\\\*b \\\\[c\\\\] &lt;d&gt; \\\\$e\\\\$')
    """
    harmless = str(escape(text)).replace("&#39;", "'").replace("&#34;", '"')
    return Markup(re.sub(r"([\\`*_{}\[\]#|~$^])", r"\\\1", harmless))


def inline(text):
    """A sentence of Markdown as HTML that can do nothing, without a paragraph around it.

    >>> inline("Is it *the same* as `x < 3`?")
    Markup('Is it <em>the same</em> as <code>x &lt; 3</code>?')
    """
    html = markdown(text).strip()
    return Markup(html.removeprefix("<p>").removesuffix("</p>") if html.count("<p>") == 1 else html)


def prose(docstring):
    """A docstring's prose as Markdown: code in one pair of backticks, the rest as it was written.

    >>> prose("A ``Balance``, see :func:`shopfloor.methods.oee.oee` and 3 < 4.")
    Markup('A `Balance`, see `shopfloor.methods.oee.oee` and 3 &lt; 4.')
    """
    text = _ROLE.sub(r"`\1`", str(docstring)).replace("``", "`")
    parts = re.split(r"(`[^`]*`)", text)
    return Markup("".join(part if part.startswith("`") else part.replace("<", "&lt;") for part in parts))
