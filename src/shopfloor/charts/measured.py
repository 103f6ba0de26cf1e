"""How wide words are on the drawing, and where to break them: for charts that must hold long names."""

from shopfloor.charts.typeface import font


def width_of(text, size, weight="normal"):
    """The width of one line of text in points, in the house font.

    >>> width_of("iiii", 12) < width_of("mmmm", 12)
    True
    """
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    # A dollar sign would start a formula, and names are no formulas.
    look = FontProperties(family=font(), size=size, weight=weight)
    return text_to_path.get_text_width_height_descent(plain(text), look, False)[0]


def wrapped(text, width, size, weight="normal", lines=None):
    """The text in lines no wider than ``width`` points. Only a word that is wider by itself is cut.

    With ``lines`` there are at most so many, and the last one ends in three dots if something is missing.

    >>> wrapped("no material at the line", 80, 11).count(chr(10)) >= 1
    True
    """
    rows = [""]
    for word in str(text).split():
        for part in _cut(word, width, size, weight):
            longer = f"{rows[-1]} {part}".strip()
            if not rows[-1] or width_of(longer, size, weight) <= width:
                rows[-1] = longer
            else:
                rows.append(part)
    if lines is not None and len(rows) > lines:
        rows = rows[:lines]
        while rows[-1] and width_of(rows[-1] + "...", size, weight) > width:
            rows[-1] = rows[-1][:-1].rstrip()
        rows[-1] += "..."
    return "\n".join(rows)


def plain(text):
    """The text as Matplotlib must be given it, so that a dollar sign is a dollar sign."""
    return str(text).replace("$", r"\$")


def _cut(word, width, size, weight):
    parts = []
    while width_of(word, size, weight) > width and len(word) > 1:
        keep = next((n for n in range(len(word) - 1, 1, -1) if width_of(word[:n], size, weight) <= width), 1)
        parts.append(word[:keep])
        word = word[keep:]
    return [*parts, word]
