"""One style for all code: what the formatter writes, and nothing that the linter names."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]], ids=["linter", "formatter"])
def test_the_code_is_in_the_projects_style(arguments, root):
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "--no-cache", "."],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_is_not_blind(tmp_path):
    (tmp_path / "bad.py").write_text("import os\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", str(tmp_path)], capture_output=True
    )
    assert done.returncode == 1
