"""The examples in the documentation of what makes the pages run."""

import doctest
import pkgutil
from importlib import import_module

import pytest

from shopfloor.site import pages

MODULES = [name for _finder, name, _package in pkgutil.iter_modules(pages.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    assert doctest.testmod(import_module(f"shopfloor.site.pages.{name}")).failed == 0


def test_there_are_examples():
    tried = [doctest.testmod(import_module(f"shopfloor.site.pages.{name}")).attempted for name in MODULES]
    assert sum(tried) >= 8
