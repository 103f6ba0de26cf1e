"""The repository as the tests of the house see it."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_OURS = {
    ".git",
    ".venv",
    "__pycache__",
    ".ipynb_checkpoints",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
    "dist",
}


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def project():
    """pyproject.toml, read."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def repository_files():
    """Every file of the repository: what git keeps, or what lies there where git keeps nothing yet."""
    from shopfloor.grading.student_copy import tracked

    names = tracked(ROOT)
    if not names:
        names = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()]
    return [
        ROOT / name
        for name in sorted(names)
        if not NOT_OURS.intersection(Path(name).parts) and (ROOT / name).is_file()
    ]


@pytest.fixture(scope="session")
def repository_texts(repository_files):
    """{name: text} of the repository's text files; uv.lock is a program's, not ours."""
    texts = {}
    for path in repository_files:
        content = path.read_bytes()
        if b"\0" not in content and path.name != "uv.lock":
            texts[path.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return texts
