"""What a lesson's outputs become on a page that is read: figures with their words, tables, widgets as pictures."""

import base64
import html
import json
import re
import struct

from markupsafe import Markup

from shopfloor.site.pages.lesson_worker import WIDGET
from shopfloor.site.pages.render import rendered
from shopfloor.site.pages.tables import table

_IMAGE = re.compile(r'<img alt="(?P<words>[^"]*)" src="data:image/png;base64,(?P<png>[^"]+)"')
# Works by itself in the page: nothing of it is computed in Python.
LIVE = ("Stopwatch",)
# What a widget says of itself to a reader who has no browser does not belong on a page.
_RUN_IT = re.compile(r"\s*Run this cell in a notebook to [^.]*\.\s*$")


class Shelf:
    """What belongs to the pages beside their text: pictures, and the front ends of widgets.

    ``folder`` is the root of the site; figures go into ``lessons/figures``, widgets into ``_static/widgets``.
    """

    def __init__(self, folder):
        self.folder = folder
        self.figures = {}
        self.widgets = {}

    def keep_figure(self, name, png):
        """Keeps a picture; its address as seen from a lesson's page, and its width and height on the page."""
        path = self.folder / "lessons" / "figures" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png)
        width, height = struct.unpack(">II", png[16:24])
        # Drawn at twice the size of the page, for sharp screens.
        self.figures[name] = {"src": f"figures/{name}.png", "width": width // 2, "height": height // 2}
        return self.figures[name]

    def keep_widget(self, kind):
        """Keeps the front end of a kind of widget, once."""
        from shopfloor import widgets

        folder = self.folder / "_static" / "widgets"
        if not (folder / f"{kind}.js").is_file():
            folder.mkdir(parents=True, exist_ok=True)
            made = getattr(widgets, kind)
            # What stands in the class is text, or a file that anywidget watches: both read as text.
            (folder / f"{kind}.js").write_text(str(made._esm), encoding="utf-8")
            (folder / f"{kind}.css").write_text(str(made._css), encoding="utf-8")


def shown(output, shelf, name, run, lesson):
    """One output as HTML. ``name`` names its figure, ``run`` is where the lesson runs, ``lesson`` its facts."""
    if WIDGET in output:
        return widget(output[WIDGET], shelf, name, run)
    page = output.get("text/html", "")
    if 'class="shopfloor-figure' in page:
        return figure(page, shelf, name, lesson)
    if 'class="dataframe"' in page:
        return table(page)
    if page:
        return page
    return rendered("text_output.html.j2", text=output.get("text/plain", ""))


def figure(page, shelf, name, lesson):
    """A figure of the course: its picture is a file of its own, its words stand with it."""
    found = _IMAGE.search(page)
    kept = shelf.keep_figure(name, base64.b64decode(found["png"]))
    kept.update(text=html.unescape(found["words"]), lesson=lesson)
    return rendered("figure.html.j2", **kept)


def widget(output, shelf, name, run, heading=None):
    """A widget as its own front end draws it: to be looked at, or, where it needs no Python, to be used."""
    kind = output["kind"]
    shelf.keep_widget(kind)
    text = _RUN_IT.sub("", output["text"].removeprefix(f"{kind}: "))
    shelf.widgets.setdefault(kind, {**output, "name": name})
    return rendered(
        "widget.html.j2",
        kind=kind,
        name=name,
        live=kind in LIVE,
        run=run,
        text=text,
        heading=heading,
        state=in_script(output["state"]),
    )


def in_script(state):
    """JSON that can stand in a script element: no text in it can end the element."""
    return Markup(json.dumps(state, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
