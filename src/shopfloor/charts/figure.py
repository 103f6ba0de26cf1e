"""What every chart gives back: a picture that carries its own description."""

import base64
import html
import io
from pathlib import Path

from shopfloor.charts.style import BACKGROUND, DPI, INK, house_style


class Figure:
    """A drawn chart and the sentence that says what it shows, with this chart's own numbers.

    In a notebook the picture appears on a white card (so it is readable in a dark theme too), no wider than
    the page; the sentence is its text alternative, and opens below it on request. ``text`` is the sentence;
    ``save`` writes a file.

    >>> from matplotlib.figure import Figure as Drawing
    >>> drawing = Drawing(figsize=(2, 1))
    >>> figure = Figure(drawing, "A blank drawing.")
    >>> figure
    A blank drawing.
    """

    def __init__(self, drawing, text):
        self.drawing = drawing
        self.text = " ".join(text.split())
        self._png = None

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        picture = base64.b64encode(self.png()).decode("ascii")
        width = round(self.drawing.get_figwidth() * DPI)
        words = html.escape(self.text)
        return (
            # Without the second class JupyterLab takes what stands between two dollar signs for a formula.
            '<figure class="shopfloor-figure mathjax_ignore" '
            f'style="margin:0.5em 0;padding:8px;max-width:{width}px;box-sizing:border-box;'
            f'background:{BACKGROUND};color:{INK};border-radius:6px">'
            f'<img alt="{words}" src="data:image/png;base64,{picture}" '
            'style="display:block;width:100%;max-width:100%;height:auto;margin:0">'
            '<figcaption style="margin:4px 0 0;font-size:0.95em;line-height:1.4">'
            f'<details><summary style="color:{INK}">What this figure shows</summary>{words}</details>'
            "</figcaption></figure>"
        )

    def png(self):
        """The picture as PNG bytes, at twice notebook size; drawn once."""
        if self._png is None:
            self._png = _smaller(self._drawn_as("png"), self.text)
        return self._png

    def save(self, path):
        """Writes the picture to ``path`` (.png, .svg or .pdf by its ending) and returns the path.

        A file that is already there is never overwritten: FileExistsError.
        """
        path = Path(path)
        kind = path.suffix.lower().lstrip(".")
        if kind not in ("png", "svg", "pdf"):
            raise ValueError(f"{path.name}: end the name in .png, .svg or .pdf.")
        content = self.png() if kind == "png" else self._drawn_as(kind)
        try:
            with open(path, "xb") as file:
                file.write(content)
        except FileExistsError:
            raise FileExistsError(
                f"{path} is already there and was not overwritten: "
                "choose another name, or move that file away."
            ) from None
        return path

    def _drawn_as(self, kind):
        # The canvas is Matplotlib's object-oriented one: pyplot keeps every figure alive, this goes when its
        # owner goes.
        buffer = io.BytesIO()
        description = {"png": "Description", "svg": "Description", "pdf": "Subject"}[kind]
        with house_style():
            self.drawing.savefig(buffer, format=kind, dpi=2 * DPI, metadata={description: self.text})
        return buffer.getvalue()


def _smaller(png, text):
    """The same picture with 128 colors, a third of the bytes: figures travel inside notebooks and feedback
    pages."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_itxt("Description", text)
    buffer = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(128).save(buffer, "PNG", pnginfo=words, optimize=True)
    return buffer.getvalue()
