"""Students' text and output as HTML that can do nothing: no scripts, no styles, no requests."""

import re

import bleach

_TAGS = frozenset(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup "
    "table tbody td tfoot th thead tr u ul var".split()
)
_SILENT = re.compile(r"<(style|script|template|noscript)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_ANCHOR = re.compile(r"<a class=.anchor-link.[^>]*>.*?</a>", re.DOTALL)
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*\Z")
_HEADING = re.compile(r"<(/?)h([1-6])\b", re.IGNORECASE)


def _allowed(tag, name, value):
    if tag == "a":
        # A path leads nowhere from the page that a student gets: its words stay, the link goes.
        return name == "href" and value.lower().startswith(("http://", "https://", "mailto:", "#"))
    if tag == "img":
        return name == "alt" or (name == "src" and bool(_PICTURE.match(value)))
    if tag in ("td", "th"):
        return name in ("colspan", "rowspan", "scope")
    return tag == "ol" and name == "start"


def clean(html, below=0):
    """The HTML with only harmless elements; headings are moved ``below`` levels down."""
    html = bleach.clean(
        _SILENT.sub("", str(html)),
        tags=_TAGS,
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        strip=True,
    )
    html = _HEADING.sub(lambda found: f"<{found[1]}h{min(int(found[2]) + below, 6)}", html)
    html = re.sub(r"<img(?![^>]*\balt=)", '<img alt="A picture without a description."', html)
    html = re.sub(r"<img(?![^>]*\bsrc=)[^>]*>", "", html)
    html = re.sub(r"<th([^>]*)>\s*</th>", r"<td\1></td>", html)
    # A wide table scrolls in a frame of its own, reachable by keyboard.
    html = re.sub(r"<table\b", '<div class="wide" tabindex="0"><table', html)
    return html.replace("</table>", "</table></div>")


def markdown(text, below=0):
    """Markdown as harmless HTML. Formulas stay as they were typed."""
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    return clean(_ANCHOR.sub("", markdown2html_mistune(str(text))), below)


def without_others_scripts(page):
    """A page without the scripts that it would fetch from another server.

    >>> without_others_scripts('<script src="/a.js"></script><script src="https://example.org/b.js"> </script>')
    '<script src="/a.js"></script>'
    """
    return re.sub(r'<script[^>]*\ssrc="(?:https?:)?//[^>]*>\s*</script>', "", page)
