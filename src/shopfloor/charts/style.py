"""The one look of all charts: large type, few colors that color-blind readers tell apart, and never color
alone.

Every color reaches the contrast that WCAG 2.2 asks for on the background: 4.5 for text, 3 for lines and
markers (a test measures it). The hues are those of Okabe and Ito (*Color Universal Design*, 2008), darkened
where they were too light.
"""

from contextlib import contextmanager

from shopfloor.charts.typeface import font

BACKGROUND = "#ffffff"
INK = "#1f2933"
"""Text, and the line that carries the result."""
QUIET = "#52606d"
"""Axes, units, side remarks."""
FAINT = "#d9e2ec"
"""Grid lines only: they may vanish without loss."""
BLUE = "#0072b2"
"""What counts."""
ORANGE = "#b34700"
"""What is left out, foreign, or wrong; always with a marker shape of its own."""
GREEN = "#00785a"
PURPLE = "#8e4585"
OLIVE = "#7a6a00"

SERIES = (
    (BLUE, "o", "-", ""),
    (ORANGE, "s", "--", "///"),
    (GREEN, "^", "-.", "..."),
    (PURPLE, "D", ":", "xxx"),
    (OLIVE, "v", (0, (8, 2, 1, 2, 1, 2)), "\\\\\\"),
    (QUIET, "P", (0, (1, 1)), "+++"),
)
"""What tells several series apart: color, and with it always a marker, a line and a hatch of its own."""

HEAT = ("#eef5fb", "#bcd7ec", "#6aaed6", "#2b7bba", "#084a8c")
"""From little to much, in steps that also print in gray; the number always stands in the cell as well."""

DPI = 100
"""Dots per inch at notebook size; saved and shown at twice that, for sharp screens and projectors."""


@contextmanager
def house_style():
    """Draws and saves in the house style inside the ``with`` block; the reader's own Matplotlib settings
    stay."""
    import matplotlib

    settings = {
        "font.family": font(),
        "font.size": 12.5,
        "axes.titlesize": 13,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titlecolor": INK,
        "axes.titlepad": 8,
        "axes.labelsize": 12.5,
        "axes.labelcolor": INK,
        "axes.edgecolor": QUIET,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "grid.color": FAINT,
        "grid.linewidth": 0.8,
        "xtick.labelsize": 11.5,
        "ytick.labelsize": 11.5,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "text.color": INK,
        "legend.frameon": False,
        "legend.fontsize": 12,
        "figure.facecolor": BACKGROUND,
        "axes.facecolor": BACKGROUND,
        "savefig.facecolor": BACKGROUND,
        "figure.dpi": DPI,
        "svg.fonttype": "none",
    }
    with matplotlib.rc_context(settings):
        yield


def ink_on(color):
    """The text color that reads best on a filled area: the house's ink, or white.

    >>> ink_on("#ffffff"), ink_on("#084a8c")
    ('#1f2933', '#ffffff')
    """
    return max((INK, BACKGROUND), key=lambda text: contrast(text, color))


def contrast(one, other):
    """The WCAG contrast ratio of two colors written "#rrggbb", from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color):
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
