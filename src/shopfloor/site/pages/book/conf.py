"""Sphinx's settings for the course's pages. Read by the site's own Python, which has no course installed.

The folder of sources holds site.json, which sources.py writes: what the templates need to know.
"""

import json
import os
from pathlib import Path

HERE = Path(__file__).parent
SITE = json.loads(Path(os.environ["SHOPFLOOR_SITE_SOURCES"], "site.json").read_text(encoding="utf-8"))

project = "Shop Floor"
author = "The Shop Floor authors"
language = "en"
root_doc = "index"
extensions = ["myst_nb"]
templates_path = []
exclude_patterns = []

myst_enable_extensions = ["attrs_inline", "colon_fence"]
# Nothing is run here, no formula script and no widget script is asked for: outputs are in the notebooks already.
nb_execution_mode = "off"
nb_ipywidgets_js = {}
myst_update_mathjax = False

html_theme = "theme"
html_theme_path = [str(HERE)]
html_title = "Shop Floor"
html_copy_source = False
html_show_sphinx = False
html_use_index = False
html_domain_indices = False
html_permalinks_icon = "#"
html_context = {"site": SITE}
# Code in the notebooks is Python; what a terminal takes or answers has no language.
highlight_language = "none"


def of_this_page(app, pagename, templatename, context, doctree):
    """What a page's template needs to know of the page, and only the scripts and styles that it uses."""
    folder, _, name = pagename.partition("/")
    context["folder"] = folder
    context["lesson"] = SITE["lessons"].get(name) if folder == "lessons" else None
    ways = SITE["ways"].get(folder, []) if name else []
    context["ways"] = [(f"{folder}/{one}", title, one == name) for one, title in ways]
    body = context.get("body", "")
    context["has_widget"] = pagename == "index" or "data-widget=" in body or "data-preview=" in body
    names = [one for one, _title in SITE["ways"]["lessons"]]
    context["before"] = context["after"] = None
    if context["lesson"]:
        place = names.index(name)
        if place:
            context["before"] = SITE["lessons"][names[place - 1]]
        if place + 1 < len(names):
            context["after"] = SITE["lessons"][names[place + 1]]


def setup(app):
    app.connect("html-page-context", of_this_page)
