"""The tables and each student's own version of them in Python in the browser: from the wheel, the same to the last digit.

Needs the files of Pyodide in the folder that SHOPFLOOR_PYODIDE names.
"""

import hashlib
import json

from shopfloor.data import catalog, load, my_data
from shopfloor.data.variants import VARIANTS

STUDENTS = ("ana", "demo-01")
COURSE = "test-2026"


def digests(load, my_data, names, variants, students, course):
    """One digest per table and per student's version: values and types (also run, as source, in the browser)."""
    import hashlib

    def digest(table):
        text = table.to_csv(index=False) + " ".join(str(kind) for kind in table.dtypes)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    found = {name: digest(load(name)) for name in names}
    for name in variants:
        for student in students:
            found[f"{name} {student}"] = digest(my_data(name, student, course))
    return found


def test_every_table_is_the_same_in_the_browser(pyodide, open_page):
    import inspect

    code = "\n".join(
        [
            "import json",
            "from shopfloor.data import catalog, load, my_data",
            "from shopfloor.data.variants import VARIANTS",
            inspect.getsource(digests),
            f"json.dumps(digests(load, my_data, catalog.names(), VARIANTS, {STUDENTS!r}, {COURSE!r}))",
        ]
    )
    page = open_page()
    there = json.loads(pyodide(page, code, ["numpy", "pandas"]))
    here = digests(load, my_data, catalog.names(), VARIANTS, STUDENTS, COURSE)
    assert len(here) > 100
    assert there == here
    assert page.outside_requests == []


def test_the_digest_sees_a_hundredth():
    table = load("timestudy/bench_study")
    other = table.assign(reading_min=table["reading_min"] + 0.01)
    names = {"one": table, "other": other}
    found = digests(names.get, None, names, [], [], "")
    assert found["one"] != found["other"]
    assert len(found["one"]) == len(hashlib.sha256().hexdigest())
