"""Workbooks to and from the disk, never losing one that is there."""

import io
import itertools
import os
from pathlib import Path


def workbook_path(path):
    """``path`` as a Path that ends in .xlsx, or words on what to call it.

    >>> workbook_path("form.xlsx").name
    'form.xlsx'
    >>> workbook_path("form.csv")
    Traceback (most recent call last):
    ...
    ValueError: form.csv is no name for a workbook: end it in .xlsx, such as form.xlsx.
    """
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise ValueError(
            f"{path.name} is no name for a workbook: end it in .xlsx, "
            f"such as {path.with_suffix('.xlsx').name}."
        )
    return path


def write_workbook(workbook, path, overwrite=False):
    """Writes an openpyxl workbook, whole or not at all; gives back where it is.

    A file of that name that says something else stays, unless ``overwrite=True``: the workbook then goes beside
    it, under the next number, and a line says so. One that says the same already is not written again, so that
    a notebook can be run twice.
    """
    path = workbook_path(path)
    if not path.parent.is_dir():
        raise FileNotFoundError(f"There is no folder {path.parent} to write {path.name} in: make it first.")
    buffer = io.BytesIO()
    workbook.save(buffer)
    if not overwrite:
        place = _free(path, workbook)
        if place != path:
            print(
                f"{path.name} has been changed or is something else: it stays. This one is in {place.name}."
            )
        if place.exists():
            return place
        try:
            with open(place, "xb") as file:
                file.write(buffer.getvalue())
        except OSError:
            place.unlink(missing_ok=True)  # half a workbook would be in the way of the next try
            raise
        return place
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(buffer.getvalue())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def _free(path, workbook):
    """The first of ``form.xlsx``, ``form 2.xlsx``, ``form 3.xlsx``, ... that is not there, or says the same."""
    numbered = (path.with_name(f"{path.stem} {number}{path.suffix}") for number in itertools.count(2))
    return next(
        place
        for place in itertools.chain([path], numbered)
        if not place.exists() or _says_the_same(place, workbook)
    )


def _says_the_same(path, workbook):
    from openpyxl import load_workbook

    try:
        there = load_workbook(path)
    except Exception:  # whatever lies there, it is not this workbook
        return False
    return _contents(there) == _contents(workbook)


def _contents(workbook):
    """Every filled cell of every sheet, formulas as formulas."""
    return {
        sheet.title: {
            cell.coordinate: _as_kept(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in workbook
    }


def _as_kept(value):
    """A number as a workbook keeps it: the last of its digits may be lost on the way."""
    return float(f"{value:.12g}") if isinstance(value, float) else value


def open_workbook(path):
    """The openpyxl workbook at ``path``, values instead of formulas; words where there is none."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    path = workbook_path(path)
    if not path.exists():
        raise FileNotFoundError(f"There is no file {path}: is it in this folder, and is the name right?")
    try:
        return load_workbook(path, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as problem:
        raise ValueError(
            f"{path} cannot be read as a workbook: open it in the spreadsheet program and save it as .xlsx."
        ) from problem
