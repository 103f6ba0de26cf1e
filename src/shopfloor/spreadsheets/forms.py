"""What reading a filled-in form needs, whichever form it is."""

from shopfloor.methods.arguments import listed


def find_headings(sheet, wanted, path):
    """The row of the headings and the column of each; lines inserted above, or moved columns, do no harm.

    ``wanted``: name -> heading. Returns the row, and name -> number of the column.
    """
    names = {heading: name for name, heading in wanted.items()}
    for row in range(1, min(sheet.max_row, 40) + 1):
        places = {}
        for cell in sheet[row]:
            if isinstance(cell.value, str) and cell.value.strip() in names:
                places.setdefault(names[cell.value.strip()], cell.column)
        if len(places) == len(wanted):
            return row, places
    raise ValueError(
        f"{path}: the sheet {sheet.title} has no line of headings ({listed(names)}): "
        "write a fresh form with to_excel and copy what was filled in into it."
    )


def refuse(wrong, path):
    """A ValueError that names the wrong cells, if there are any: the first three, and how many more."""
    if wrong:
        more = f" (and {len(wrong) - 3} more)" if len(wrong) > 3 else ""
        raise ValueError(
            f"{path}: {'; '.join(wrong[:3])}{more}. Mend it in the workbook, save, and read it again."
        )


def blank(value):
    """Whether a cell is empty, or looks it.

    >>> blank(None), blank("  "), blank(0)
    (True, True, False)
    """
    return value is None or (isinstance(value, str) and not value.strip())
