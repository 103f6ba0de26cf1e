import os
import runpy
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from shopfloor.spreadsheets import to_excel


@pytest.fixture
def record():
    """One operation, five cycles: a foreign row, an element done once in five cycles, a slip of the watch."""
    rows = [
        (1, 1, "A", 0.20, ""), (2, 1, "B", 0.71, ""),
        (3, 2, "A", 0.93, ""), (4, 2, "F", 2.43, "answered the telephone"), (5, 2, "B", 2.95, ""),
        (6, 3, "A", 3.61, "two digits swapped: 3.16"), (7, 3, "B", 3.47, ""),
        (8, 4, "A", 3.69, ""), (9, 4, "B", 4.20, "=tight thread"),
        (10, 5, "A", 4.41, ""), (11, 5, "B", 4.93, ""), (12, 5, "E", 5.73, "fetches cartons"),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["observation", "cycle", "element", "reading_min", "remark"])
    table.insert(0, "operation", "pack a carton")
    return table


@pytest.fixture(scope="session")
def calculate(tmp_path_factory):
    """A function: paths of workbooks -> the workbooks as LibreOffice calculates them, all in one call."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        words = "LibreOffice is missing: install it (Debian, Ubuntu: apt-get install libreoffice-calc-nogui)"
        if os.environ.get("CI"):
            pytest.fail(f"{words}; under CI this test may not be skipped")
        pytest.skip(words)
    profile = tmp_path_factory.mktemp("profile")

    def convert(paths):
        folder = tmp_path_factory.mktemp("calculated")
        # Of a longer list LibreOffice leaves the last ones out without a word.
        for first in range(0, len(paths), 120):
            run = subprocess.run(
                [program, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "xlsx",
                 "--outdir", str(folder), *map(str, paths[first:first + 120])],
                capture_output=True, text=True, timeout=300,
            )  # fmt: skip
        missing = [path.name for path in paths if not (folder / path.name).exists()]
        assert not missing, (missing, run.stderr)
        return [load_workbook(folder / path.name, data_only=True) for path in paths]

    return convert


@pytest.fixture(scope="session")
def recalculated(calculate):
    """A function: path of a form -> its sheet with the values LibreOffice calculates."""
    return lambda path: calculate([path])[0].active


def _all_cases():
    folder = Path(__file__).with_name("cases")
    return {
        f"{path.stem}: {name}": case
        for path in sorted(folder.glob("*.py"))
        for name, case in runpy.run_path(str(path))["CASES"].items()
    }


CASES = _all_cases()


def pytest_generate_tests(metafunc):
    if "case_name" in metafunc.fixturenames:
        metafunc.parametrize("case_name", list(CASES))


@pytest.fixture
def case(case_name):
    return CASES[case_name]


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """Name of a case -> the path of its workbook as to_excel writes it."""
    folder = tmp_path_factory.mktemp("written")
    return {
        name: to_excel(case["method"], folder / f"as_written_{place}.xlsx", **case["inputs"])
        for place, (name, case) in enumerate(CASES.items())
    }


@pytest.fixture(scope="session")
def opened(written):
    """Name of a case -> its workbook as written, formulas as formulas."""
    return {name: load_workbook(path) for name, path in written.items()}


@pytest.fixture(scope="session")
def calculations(written, opened, calculate):
    """Name of a case -> (the workbook calculated as written, the one in which the inputs were changed)."""
    changed = {
        name: path.with_name(path.name.replace("as_written", "changed")) for name, path in written.items()
    }
    for name, path in changed.items():
        save_changed(opened[name], CASES[name]["change"], path)
    books = calculate([*written.values(), *changed.values()])
    return dict(zip(CASES, zip(books[: len(CASES)], books[len(CASES) :], strict=True), strict=True))


def save_changed(workbook, change, path):
    """Types into the workbook what ``change`` says, column by column from the top, as a person would; saves
    it and takes the changes back."""
    before = []
    for name, values in change.items():
        sheet, area = next(iter(workbook.defined_names[name].destinations))
        cells = workbook[sheet][area]
        column = [cell for (cell,) in cells] if isinstance(cells, tuple) else [cells]
        values = values if isinstance(cells, tuple) else [values]
        assert len(values) <= len(column), f"{name} has {len(column)} lines"
        for place, cell in enumerate(column):
            before.append((cell, cell.value))
            cell.value = values[place] if place < len(values) else None
    workbook.save(path)
    for cell, value in before:
        cell.value = value
