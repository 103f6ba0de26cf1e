"""The widgets in the browser's Python: each is made there, and shows and says what it shows and says here.

Needs the files of Pyodide in the folder that SHOPFLOOR_PYODIDE names.
"""

import inspect
import json
import math

from shopfloor import quiz, widgets


def shown(widgets, quiz):
    """{widget: [its words, what goes to the page, what there is not plain]} (also run, as source, in the browser)."""

    def odd(value, where):
        # A type of NumPy's would reach the page as nothing in the browser.
        if type(value) is dict:
            return [
                found for key, one in value.items() for found in odd(one, f"{where}.{key}") + odd(key, where)
            ]
        if type(value) is list:
            return [found for one in value for found in odd(one, where)]
        plain = value is None or type(value) in (str, int, float, bool)
        return [] if plain else [f"{where}: {type(value).__name__}"]

    found = {}
    for name in widgets.__all__:
        made = quiz("05.r1", "05.x2") if name == "QuizCard" else getattr(widgets, name)()
        sent = {
            key: getattr(made, key)
            for key in made.keys
            if not key.startswith("_") and key not in ("layout", "tabbable", "tooltip", "comm")
        }
        found[name] = [str(getattr(made, "text", "")), sent, odd(sent, name)]
    return found


def alike(here, there):
    """Whether two views agree; floats to the last digits but two."""
    if isinstance(here, dict):
        return here.keys() == there.keys() and all(alike(here[key], there[key]) for key in here)
    if isinstance(here, list):
        return len(here) == len(there) and all(map(alike, here, there))
    if isinstance(here, float) or isinstance(there, float):
        return math.isclose(here, there, rel_tol=1e-13, abs_tol=1e-13)
    return here == there


def test_each_widget_is_the_same_in_the_browser(pyodide, open_page):
    page = open_page()
    code = "\n".join(
        [
            "import json, os",
            'os.environ["SHOPFLOOR_PROGRESS"] = "progress.jsonl"',
            "from shopfloor import quiz, widgets",
            inspect.getsource(shown),
            "json.dumps(shown(widgets, quiz))",
        ]
    )
    there = json.loads(pyodide(page, code, ["numpy", "pandas", "scipy", "networkx", "ipython"]))
    here = json.loads(json.dumps(shown(widgets, quiz)))
    assert there.keys() == here.keys() == set(widgets.__all__)
    assert {name: words for name, (words, _, _) in there.items()} == {
        name: words for name, (words, _, _) in here.items()
    }
    assert [name for name in here if not alike(here[name][1], there[name][1])] == []
    assert [one for _, _, odd in there.values() for one in odd] == []
    assert page.outside_requests == []


def test_what_goes_to_the_page_is_plain_here_too():
    assert [one for _, _, odd in shown(widgets, quiz).values() for one in odd] == []
