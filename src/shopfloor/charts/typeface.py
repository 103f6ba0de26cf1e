"""The letters of all charts and printed sheets: a font that comes with the course.

What fits on a line, and what would lie on something else, depends on the font; with a font of its own a chart
looks the same on every machine, in the browser edition too. Liberation Sans has the widths of Arial.
"""

from pathlib import Path

FAMILY = "Liberation Sans"
FOLDER = Path(__file__).parent / "fonts"
BEYOND = "DejaVu Sans"
"""Matplotlib's own, for the letters and signs that the first one does not have."""


def font():
    """The families that Matplotlib takes letters from, in this order; the course's own is made known to it."""
    from matplotlib.font_manager import fontManager

    # Only a font that is there may be named: for a missing one Matplotlib writes a warning into the notebook.
    if not any(entry.name == FAMILY for entry in fontManager.ttflist):
        for file in sorted(FOLDER.glob("*.ttf")):
            fontManager.addfont(file)
    return [FAMILY, BEYOND]
