"""The keys to what was put into the made tables."""

import json

import pytest


@pytest.fixture(scope="session")
def key(folder):
    """A function from a table's name to what the instructor knows of it."""

    def of(name):
        path = folder.parent / "instructor" / "keys" / f"{name.split('/')[0]}.json"
        return json.loads(path.read_text(encoding="utf-8"))[name]

    return of


@pytest.fixture(scope="session")
def descriptor(folder):
    """A function from a table's name to its entry in datapackage.json."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    entries = {entry["name"]: entry for entry in package["resources"]}
    return entries.__getitem__
