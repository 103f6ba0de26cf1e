"""A delimited file of somebody else's, read so that single cells can be filled and every other byte stays.

Learning platforms take back only the file that they gave: its columns, order, delimiter, quotes, line ends,
encoding and byte order mark are parts of it. So the file is never written anew; numbers are put into its text.
"""

import codecs
import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from shopfloor.grading.problem import Problem

MOST_BYTES = 50_000_000
DELIMITERS = (",", ";", "\t", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_COMMA, _POINT = re.compile(r"\d+,\d{1,2}"), re.compile(r"\d+\.\d+")


@dataclass(frozen=True)
class Cell:
    """One cell: its value, and where its text stands in the file's text, with quotes or without."""

    value: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class GradebookFile:
    """The file as rows of cells. ``rows[top]`` are the headers; the rows before it say nothing of a student."""

    path: Path
    text: str
    codec: str
    mark: bytes  # the byte order mark, or nothing
    delimiter: str
    rows: list
    top: int

    @property
    def headers(self):
        return [cell.value.strip() for cell in self.rows[self.top]]

    @property
    def below(self):
        """``[(number of the row, its values)]`` below the headers, without empty rows."""
        listed = (
            (number, [cell.value for cell in self.rows[number]])
            for number in range(self.top + 1, len(self.rows))
        )
        return [(number, values) for number, values in listed if any(value.strip() for value in values)]

    @property
    def decimal_comma(self):
        """Whether this file writes 13,5 and not 13.5."""
        values = [value.strip() for _, values in self.below for value in values]
        return any(map(_COMMA.fullmatch, values)) and not any(map(_POINT.fullmatch, values))

    def filled(self, numbers):
        """The bytes of the file with ``{(row, column): number}`` in place of what those cells held.

        >>> file = from_bytes(b'Name;Grade\\r\\n"Silva; Ana";\\r\\n', "grades.csv")
        >>> file.filled({(1, 1): 13.5})
        b'Name;Grade\\r\\n"Silva; Ana";13.5\\r\\n'
        """
        comma, parts, at = self.decimal_comma, [], 0
        for place, number in sorted(numbers.items()):
            cell, text = self.rows[place[0]][place[1]], in_figures(number, comma)
            quoted = cell.quoted or self.delimiter in text
            parts += [self.text[at : cell.start], f'"{text}"' if quoted else text]
            at = cell.end
        return self.mark + "".join([*parts, self.text[at:]]).encode(self.codec)


def in_figures(number, comma=False):
    """A number with at most four decimals and nothing else: no text that comes from a person.

    >>> in_figures(13.50), in_figures(20), in_figures(40 / 3, comma=True)
    ('13.5', '20', '13,3333')
    """
    text = f"{float(number):.4f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if comma else text


def read(path):
    """Read a file in any usual encoding, with any usual delimiter; a Problem in words if it is no such table."""
    path = Path(path).expanduser()
    if not path.is_file():
        what = "this is a folder, not a file" if path.is_dir() else "there is no such file"
        raise Problem(what, file=path, remedy="name the CSV file that the learning platform gave you")
    if path.stat().st_size > MOST_BYTES:
        raise Problem(
            f"this file has more than {MOST_BYTES / 1e6:.0f} MB",
            file=path,
            remedy="name the platform's CSV file",
        )
    return from_bytes(path.read_bytes(), path)


def from_bytes(content, path):
    """Like :func:`read`, for the content of the file ``path``."""
    if content.startswith(_WORKBOOKS):
        raise Problem(
            "this is a workbook or a zip file, not a CSV file",
            file=path,
            remedy="download the file as CSV, or save it as CSV in the spreadsheet",
        )
    text, codec, mark = _decoded(content, path)
    if not text.strip():
        raise Problem("this file is empty", file=path, remedy="download it again")
    found = [(delimiter, rows) for delimiter in DELIMITERS if (rows := _rows(text, delimiter))]
    if not found:
        raise Problem(
            "this is no table that can be read line by line: a quote is opened and not closed",
            file=path,
            remedy="download it again; do not edit it",
        )
    delimiter, rows = max(found, key=lambda one: _likely(*one))
    top = next(number for number, row in enumerate(rows) if any(cell.value.strip() for cell in row))
    if re.fullmatch(r"sep=.", text[rows[top][0].start :].splitlines()[0], re.IGNORECASE) and top + 1 < len(
        rows
    ):
        top += 1  # what Excel writes before the headers to remember the delimiter
    return GradebookFile(Path(path), text, codec, mark, delimiter, rows, top)


def _decoded(content, path):
    """``(text, codec, byte order mark)``, such that the text encodes to the very same bytes."""
    mark, codec = next((known for known in _MARKS if content.startswith(known[0])), (b"", _guessed(content)))
    with_codec = (codec, "cp1252", "latin-1") if codec == "utf-8" and not mark else (codec,)
    for codec in with_codec:
        try:
            text = content[len(mark) :].decode(codec)
        except UnicodeDecodeError:
            continue
        if text.encode(codec) == content[len(mark) :] and "\0" not in text:
            return text, codec, mark
    raise Problem("this is not a text file, or it is damaged", file=path, remedy="download it again as CSV")


def _guessed(content):
    """UTF-16 without a mark has a zero in every other byte of its headers; else UTF-8 is tried first."""
    start = content[:400]
    for offset, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = start[offset::2]
        if half and half.count(0) > 0.6 * len(half):
            return codec
    return "utf-8"


def _rows(text, delimiter):
    """The rows of cells, or None if the csv module reads the same text otherwise: then nothing is certain."""
    cell = re.compile(
        rf'("(?:[^"]|"")*"|[^{re.escape(delimiter)}\r\n]*)({re.escape(delimiter)}|\r\n|\n|\r|\Z)'
    )
    rows, row, at = [], [], 0
    while at < len(text) or row:
        found = cell.match(text, at)
        if found is None:
            return None
        raw = found[1]
        quoted = raw.startswith('"')
        value = raw[1:-1].replace('""', '"') if quoted else raw
        row.append(Cell(value, *found.span(1), quoted))
        at = found.end()
        if found[2] != delimiter:
            rows.append(row)
            row = []
        elif at == len(text):
            row.append(Cell("", at, at, False))
            rows.append(row)
            row = []
    try:
        other = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return None
    same = [[cell.value for cell in row] if len(row) > 1 or row[0].end > row[0].start else [] for row in rows]
    return rows if same == other else None


def _likely(delimiter, rows):
    """How well a delimiter fits: most rows as long as the headers, and more than one column."""
    lengths = [len(row) for row in rows[:200] if any(cell.value.strip() for cell in row)]
    top = max(set(lengths), key=lengths.count)
    return top > 1, lengths.count(top) / len(lengths), top
