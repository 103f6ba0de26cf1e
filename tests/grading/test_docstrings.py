"""The examples in the docstrings of this floor are right."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["downloads", "fill_in", "keys", "problem", "report"])
def test_examples(name):
    module = importlib.import_module(f"shopfloor.grading.{name}")
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
