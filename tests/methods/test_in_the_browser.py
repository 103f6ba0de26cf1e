"""Every method gives in the browser's Python what its documentation says: the examples, run there."""

import json
import pkgutil

from shopfloor import methods

CODE = """
import doctest, importlib, json, pkgutil, warnings
from shopfloor import methods

found = {}
for module in pkgutil.iter_modules(methods.__path__):
    name = f"shopfloor.methods.{module.name}"
    lines = []
    runner = doctest.DocTestRunner(verbose=False)
    for test in doctest.DocTestFinder().find(importlib.import_module(name), name):
        runner.run(test, out=lines.append)
    found[module.name] = [runner.tries, runner.failures, "".join(lines)]
json.dumps(found)
"""


def test_the_examples_of_every_method_hold_in_the_browser(pyodide, open_page):
    page = open_page()
    found = json.loads(pyodide(page, CODE, ["numpy", "pandas", "scipy", "networkx"]))
    assert set(found) == {module.name for module in pkgutil.iter_modules(methods.__path__)}
    assert {name: words for name, (_, failed, words) in found.items() if failed} == {}
    assert sum(tried for tried, *_ in found.values()) > 300
    assert page.outside_requests == []
