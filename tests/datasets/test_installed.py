"""The tables are found where a wheel puts them, with no checkout around."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import shopfloor
from shopfloor.data import catalog


def test_the_layout_of_the_wheel(folder, tmp_path):
    package = tmp_path / "site" / "shopfloor"
    shutil.copytree(Path(shopfloor.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(folder, package / "datasets")
    code = (
        "import shopfloor; from shopfloor.data import catalog, load;"
        "tables = [load(name) for name in catalog.names()];"
        "print(catalog.datasets_folder(), len(tables))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == [str(package / "datasets"), str(len(catalog.names()))]
    assert run.stderr == ""


def test_an_id_does_not_wait_for_pandas():
    code = (
        "import sys; from shopfloor.data import describe, student_id;"
        "describe('careers/wages'); student_id('ana'); print('pandas' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
