"""Telling the page what Python is doing, so that it can say so."""

import js
from pyodide.ffi import to_js


def tell(**state):
    """Send a state to the page: ``loading`` a package, ``loaded``, or ``failed`` with a reason."""
    js.postMessage(to_js({"_shopfloor": state}, dict_converter=js.Object.fromEntries))
