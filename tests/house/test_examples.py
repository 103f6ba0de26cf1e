"""The examples in the docstrings do what they show, everywhere below grading; every public method has one."""

import doctest
import inspect
import pkgutil
from importlib import import_module

import pytest

from shopfloor import methods

ROOMS = ("methods", "charts", "spreadsheets", "widgets", "teaching")


def modules():
    for room in ROOMS:
        package = import_module(f"shopfloor.{room}")
        yield package.__name__
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield found.name


def public():
    """(module, name) of every function that a module of methods offers."""
    for name in methods.__all__:
        module = getattr(methods, name)
        for one in module.__all__:
            if inspect.isfunction(getattr(module, one)):
                yield name, one


@pytest.mark.parametrize("name", list(modules()))
def test_examples(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHOPFLOOR_PROGRESS", str(tmp_path / "progress.jsonl"))
    result = doctest.testmod(import_module(name))
    assert result.failed == 0


def test_there_are_examples():
    tried = sum(
        len(test.examples) for name in modules() for test in doctest.DocTestFinder().find(import_module(name))
    )
    assert tried > 500


@pytest.mark.parametrize(("module", "name"), list(public()))
def test_a_public_method_says_what_it_answers_and_shows_it(module, name):
    words = inspect.getdoc(getattr(getattr(methods, module), name))
    assert words and ">>>" in words, "it has no example"
    assert len(words.split(">>>")[0].split()) >= 8, "it says too little"
