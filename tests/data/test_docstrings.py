"""The examples in the docstrings do what they show."""

import doctest
from importlib import import_module

import pytest

MODULES = {
    "shopfloor.data": 1,
    "shopfloor.data.catalog": 3,
    "shopfloor.data.descriptions": 1,
    "shopfloor.data.errors": 1,
    "shopfloor.data.identity": 4,
    "shopfloor.data.own": 3,
    "shopfloor.data.tables": 2,
    "shopfloor.data.variants.bench_study": 3,
    "shopfloor.data.variants.draws": 1,
    "shopfloor.data.variants.watch": 5,
}


@pytest.mark.parametrize("name", MODULES)
def test_examples(name, nobody):
    result = doctest.testmod(import_module(name))
    assert result.failed == 0
    assert result.attempted >= MODULES[name]
