"""The examples in the docstrings of this floor are right."""

import doctest
import importlib

import pytest

MODULES = [
    "class_results",
    "downloads",
    "feedback_zip",
    "fill_in",
    "gradebook_file",
    "item_analysis",
    "keys",
    "look_alikes",
    "misconceptions",
    "names",
    "own_work",
    "platforms",
    "problem",
    "report",
    "report_page",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    module = importlib.import_module(f"shopfloor.grading.{name}")
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
