"""A copy of the tables that a test may damage."""

import shutil

import pytest

from shopfloor.data import catalog


@pytest.fixture
def own_datasets(tmp_path, monkeypatch):
    """The path of a copy of the tables, used by load and describe while the test runs."""
    copy = tmp_path / "datasets"
    shutil.copytree(catalog.datasets_folder(), copy)
    monkeypatch.setattr(catalog, "datasets_folder", lambda: copy)
    return copy


@pytest.fixture
def nobody(monkeypatch):
    """A session in which no id is given anywhere."""
    import __main__

    monkeypatch.delenv("SHOPFLOOR_STUDENT", raising=False)
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    monkeypatch.delattr(__main__, "student", raising=False)
    return __main__
