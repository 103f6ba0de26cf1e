"""Whole numbers as text with decimals, and rows as the bytes of a CSV file."""

import csv
import io


def decimal(number, places):
    """Return a whole number of tenths, hundredths, ... as decimal text.

    >>> decimal(1207, 2), decimal(-5, 3), decimal(12, 0)
    ('12.07', '-0.005', '12')
    """
    if places == 0:
        return str(number)
    whole, rest = divmod(abs(number), 10**places)
    return f"{'-' if number < 0 else ''}{whole}.{rest:0{places}d}"


def csv_bytes(headings, rows):
    """Return the bytes of a CSV file: UTF-8, lines that end the same way on every machine."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
