"""A drawing measured in inches from the top left corner, for charts that are forms and maps rather than
axes."""

from functools import lru_cache

from shopfloor.charts.measured import width_of
from shopfloor.charts.style import BACKGROUND, BLUE, FAINT, INK

LINE = 1.32
"""Height of a line of text, in sizes of its type."""


class Sheet:
    """An empty sheet of so many inches; everything is placed by its distance from the left and from the top.

    To be used inside ``house_style()``.
    """

    def __init__(self, width, height):
        from matplotlib.figure import Figure as Drawing

        self.width, self.height = width, height
        self.drawing = Drawing(figsize=(width, height), layout="constrained")
        self.drawing.get_layout_engine().set(w_pad=0, h_pad=0, wspace=0, hspace=0)
        self.ax = self.drawing.subplots()
        self.ax.set(xlim=(0, width), ylim=(height, 0), aspect="equal")
        self.ax.set_axis_off()

    def write(self, x, y, words, size=10.5, *, ha="left", color=INK, weight="normal", mask=False):
        """A line of words with its middle at ``y``; a dollar sign is a dollar sign. ``mask``: on white."""
        # Set on the base line, so that words with and without descenders stand in one row.
        y += 0.36 * size / 72
        box = {"facecolor": BACKGROUND, "edgecolor": "none", "pad": 1.2} if mask else None
        # Out of the layout: a sheet is as large as it was made, and an inch on it stays an inch.
        return self.ax.text(
            x, y, words, size=size, ha=ha, va="baseline", color=color, weight=weight, bbox=box,
            parse_math=False, zorder=6, in_layout=False,
        )  # fmt: skip

    def line(self, points, color=INK, width=1.2, style="-", zorder=2):
        xs, ys = zip(*points, strict=True)
        (line,) = self.ax.plot(
            xs, ys, color=color, linewidth=width, linestyle=style, zorder=zorder, clip_on=False
        )
        line.set_in_layout(False)
        return line

    def arrow(self, start, end, color=INK, width=1.2, style="-", head=9):
        from matplotlib.patches import FancyArrowPatch

        return self.add(
            FancyArrowPatch(
                start, end, arrowstyle="-|>", mutation_scale=head, color=color, linewidth=width,
                linestyle=style,
                shrinkA=0, shrinkB=0, zorder=3,
            )
        )  # fmt: skip

    def box(self, x, y, width, height, *, fill=BACKGROUND, edge=INK, line=1.2, hatch="", zorder=3):
        from matplotlib.patches import Rectangle

        return self.add(
            Rectangle(
                (x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=line, hatch=hatch,
                zorder=zorder
            )
        )  # fmt: skip

    def polygon(self, points, *, fill=BACKGROUND, edge=INK, line=1.2, hatch="", zorder=3):
        from matplotlib.patches import Polygon

        return self.add(
            Polygon(
                points,
                closed=True,
                facecolor=fill,
                edgecolor=edge,
                linewidth=line,
                hatch=hatch,
                zorder=zorder,
            )
        )

    def add(self, patch):
        patch.set_clip_on(False)
        patch.set_in_layout(False)
        return self.ax.add_patch(patch)

    def symbol(self, name, x, y, radius, *, active=True):
        """One of the process chart's symbols, filled where it applies, faint where it is only printed."""
        look = {"fill": BLUE, "edge": INK, "line": 1.0} if active else {"edge": FAINT, "line": 0.8}
        patches = [self._outline(shape, x, y, radius, look) for shape in _SHAPES[name]]
        for patch in patches:
            patch.set_gid(f"{name}{'' if active else ' (not used)'}")
            patch.set_zorder(4 if active else 1)
        if len(patches) > 1 and active:
            patches[-1].set(facecolor=BACKGROUND, zorder=4.5)
        return patches[0]

    def _outline(self, shape, x, y, radius, look):
        from matplotlib.patches import Circle

        r = radius
        if shape == "circle":
            return self.add(
                Circle(
                    (x, y),
                    r,
                    facecolor=look.get("fill", BACKGROUND),
                    edgecolor=look["edge"],
                    linewidth=look["line"],
                )
            )
        if shape == "small circle":
            return self._outline("circle", x, y, 0.72 * r, look)
        if shape == "square":
            r *= 0.88
            return self.polygon([(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)], **look)
        if shape == "triangle":
            return self.polygon([(x - r, y - 0.8 * r), (x + r, y - 0.8 * r), (x, y + r)], **look)
        if shape == "arrow":
            h, neck = 0.5 * r, 0.15 * r
            tail = [(x - 1.1 * r, y - h), (x + neck, y - h), (x + neck, y - r)]
            tip = [(x + 1.15 * r, y), (x + neck, y + r), (x + neck, y + h), (x - 1.1 * r, y + h)]
            return self.polygon([*tail, *tip], **look)
        return self.polygon(_letter_d(x, y, r), **look)


_SHAPES = {
    "operation": ("circle",),
    "transport": ("arrow",),
    "inspection": ("square",),
    "delay": ("D",),
    "storage": ("triangle",),
    "operation and inspection": ("square", "small circle"),
}


def _letter_d(x, y, r):
    from math import cos, pi, sin

    bow = [(x - 0.1 * r + r * sin(pi * step / 12), y - 0.9 * r * cos(pi * step / 12)) for step in range(13)]
    return [(x - 0.8 * r, y - 0.9 * r), *bow, (x - 0.8 * r, y + 0.9 * r)]


@lru_cache(maxsize=4096)
def text_width(words, size, weight="normal"):
    """How many inches wide the words are in the house's type.

    >>> text_width("ww", 10) > text_width("ii", 10) > 0
    True
    """
    return width_of(words, size, weight) / 72


def wrapped(words, width, size, weight="normal"):
    """The words in lines that are at most so many inches wide; a word that is longer is cut.

    >>> wrapped("one two", 0.45, 10)
    ['one', 'two']
    """
    lines, line = [], ""
    for word in str(words).split():
        joined = f"{line} {word}" if line else word
        if text_width(joined, size, weight) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        while text_width(word, size, weight) > width and len(word) > 1:
            cut = len(word) - 1
            while cut > 1 and text_width(f"{word[:cut]}-", size, weight) > width:
                cut -= 1
            lines.append(f"{word[:cut]}-")
            word = word[cut:]
        line = word
    return [*lines, line] if line or not lines else lines


def shortened(words, width, size, weight="normal"):
    """The words in one line of at most so many inches; what does not fit gives way to three dots.

    >>> shortened("abc", 5, 10)
    'abc'
    """
    if text_width(words, size, weight) <= width:
        return words
    while len(words) > 1 and text_width(f"{words}...", size, weight) > width:
        words = words[:-1].rstrip()
    return f"{words}..."


def spread(wanted, heights, top, bottom):
    """Where to put labels of these heights, so that none lies over another: near where they are wanted.

    ``wanted``: the middles, in rising order. Returns the middles between ``top`` and ``bottom`` (as far as
    they fit).

    >>> [round(middle, 9) for middle in spread([1.0, 1.0], [0.4, 0.4], 0, 5)]
    [0.8, 1.2]
    """
    # Labels that touch form a block, whose middle is the mean of what its labels want.
    blocks = []
    for middle, height in zip(wanted, heights, strict=True):
        blocks.append([middle, height, [(middle, height)]])
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][1] / 2 > blocks[-1][0] - blocks[-1][1] / 2:
            _, _, later = blocks.pop()
            members = blocks[-1][2] + later
            whole = sum(height for _, height in members)
            offset, starts = 0.0, []
            for want, height in members:
                starts.append(want - offset - height / 2)
                offset += height
            start = sum(starts) / len(starts)
            start = max(top, min(start, bottom - whole))
            blocks[-1] = [start + whole / 2, whole, members]
    places = []
    for middle, whole, members in blocks:
        at = max(top, min(middle - whole / 2, bottom - whole))
        for _, height in members:
            places.append(at + height / 2)
            at += height
    return places
