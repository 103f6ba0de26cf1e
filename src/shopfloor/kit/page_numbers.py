"""On which page of a printed PDF each named place stands, for the contents of a book."""

import re

_OBJECT = re.compile(rb"(?<![0-9])(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb">>\s*stream\r?\n")
_PLACE = re.compile(rb"/([^\s/\[\]<>()]+)\s*\[\s*(\d+) 0 R")


def page_numbers(pdf):
    """{id of an element: number of its page, from 1} of a PDF (bytes) that Chromium, Chrome or Edge printed.

    Only elements that a link in the page leads to are named there. A PDF that is written another way gives {}.
    Pages: their tree, in order (ISO 32000-1, 7.7.3); names: the catalog's ``/Dests`` (12.3.2.3).
    """
    objects = {int(number): _STREAM.split(body, maxsplit=1)[0] for number, body in _OBJECT.findall(pdf)}
    catalog = next((body for body in objects.values() if re.search(rb"/Type\s*/Catalog\b", body)), b"")
    root, names = (re.search(rb"/%s\s+(\d+) 0 R" % key, catalog) for key in (b"Pages", b"Dests"))
    if not root or not names:
        return {}
    order = {page: number for number, page in enumerate(_pages(objects, int(root[1])), 1)}
    found = _PLACE.findall(objects.get(int(names[1]), b""))
    return {name.decode("ascii", "replace"): order[int(page)] for name, page in found if int(page) in order}


def _pages(objects, node):
    """The numbers of the objects that are pages, below a node of the tree."""
    kids = re.search(rb"/Kids\s*\[([^\]]*)\]", objects.get(node, b""))
    if not kids:
        yield node
        return
    for kid in re.findall(rb"(\d+) 0 R", kids[1]):
        yield from _pages(objects, int(kid))
