"""The folder of the tables, and its builders as modules."""

import importlib.util
import json
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def folder():
    return Path(__file__).resolve().parents[2] / "datasets"


@pytest.fixture(scope="session")
def builder(folder):
    """A function from a builder's name to its module."""

    def by_name(name):
        spec = importlib.util.spec_from_file_location(f"builder_{name}", folder / "builders" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return by_name


@pytest.fixture(scope="session")
def key():
    """A function from a folder of tables to what was planted in them, as the instructor's key tells it."""
    keys = Path(__file__).resolve().parents[2] / "instructor" / "keys"
    return lambda name: json.loads((keys / f"{name}.json").read_text(encoding="utf-8"))
