"""Delimited files of any make: read as the csv module reads them, and filled without touching another byte."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopfloor.grading.gradebook_file import from_bytes, read
from shopfloor.grading.problem import Problem

TEXT = 'Name{d}Id{d}Grade\r\n"Silva{d} Ana"{d}asilva{d}\r\n"Müller ""Jo"""{d}jo{d}"3"\r\n'
ENCODINGS = {
    "UTF-8": ("utf-8", b""),
    "UTF-8 with a mark": ("utf-8", b"\xef\xbb\xbf"),
    "UTF-16 little": ("utf-16-le", b"\xff\xfe"),
    "UTF-16 big": ("utf-16-be", b"\xfe\xff"),
    "UTF-16 without a mark": ("utf-16-le", b""),
    "Windows-1252": ("cp1252", b""),
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_encoding_delimiter_and_line_end(encoding, delimiter, end):
    codec, mark = ENCODINGS[encoding]
    text = TEXT.replace("{d}", delimiter).replace("\r\n", end)
    file = from_bytes(mark + text.encode(codec), "grades.csv")
    assert (file.delimiter, file.headers) == (delimiter, ["Name", "Id", "Grade"])
    assert [values for _, values in file.below] == [
        [f"Silva{delimiter} Ana", "asilva", ""],
        ['Müller "Jo"', "jo", "3"],
    ]
    assert file.filled({}) == mark + text.encode(codec)
    expected = text.replace(f"asilva{delimiter}", f"asilva{delimiter}13.5").replace('"3"', '"20"')
    assert file.filled({(1, 2): 13.5, (2, 2): 20.0}) == mark + expected.encode(codec)


def test_the_line_for_the_spreadsheet_is_no_header():
    file = from_bytes(b"sep=;\r\nId;Grade\r\na;\r\n", "grades.csv")
    assert (file.delimiter, file.headers) == (";", ["Id", "Grade"])
    assert file.filled({(2, 1): 1}) == b"sep=;\r\nId;Grade\r\na;1\r\n"


def test_a_file_that_writes_decimal_commas_gets_them():
    semicolons = from_bytes(b"Id;Max;Grade\na;20,00;\n", "g.csv")
    assert semicolons.filled({(1, 2): 13.25}) == b"Id;Max;Grade\na;20,00;13,25\n"
    commas = from_bytes(b'Id,Max,Grade\na,"20,00",\n', "g.csv")
    assert commas.filled({(1, 2): 13.25}) == b'Id,Max,Grade\na,"20,00","13,25"\n'


def test_cells_without_text_at_the_ends():
    content = b"Id,Grade\na,\n\nb,"
    assert from_bytes(content, "g.csv").filled({(1, 1): 1, (3, 1): 2}) == b"Id,Grade\na,1\n\nb,2"


def test_what_stood_there_stays_and_what_is_written_is_a_number():
    content = b'Name,Id,Grade\n"=HYPERLINK(""http://x"",""y"")",@a,-\n+1,=b,=1+1\n'
    filled = from_bytes(content, "g.csv").filled({(1, 2): 1 / 3, (2, 2): 7})
    assert filled == content.replace(b"@a,-", b"@a,0.3333").replace(b"=b,=1+1", b"=b,7")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest", "a workbook or a zip file, not a CSV file"),
        (b"\xd0\xcf\x11\xe0rest", "a workbook or a zip file, not a CSV file"),
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b'Id,Grade\n"a,1\n', "a quote is opened and not closed"),
        (b'Id,Grade\n"a"b,1\n', "no table that can be read"),
        (b"\xef\xbb\xbfId,Grade\n\xff,1\n", "not a text file, or it is damaged"),
        (b"\xff\xfeI\0d\0,", "not a text file, or it is damaged"),
        (b"Id,Grade\na\0b,1\n", "not a text file, or it is damaged"),
    ],
)
def test_what_is_no_such_table_is_said_in_words(content, words):
    with pytest.raises(Problem, match=words):
        from_bytes(content, "grades.csv")


def test_a_folder_and_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Problem, match="there is no such file"):
        read(tmp_path / "grades.csv")
    with pytest.raises(Problem, match="a folder, not a file"):
        read(tmp_path)


# No \r: the csv module writes it without quotes where lines end in \n, and then reads it as an end of line.
CELL = st.text(alphabet='ab ;,\t"\näé1.=|', max_size=6)


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\r\n", "\n"]),
    number=st.floats(0, 100),
)
def test_only_the_filled_cell_changes(rows, delimiter, quoting, end, number):
    """Whatever table the csv module writes: read back, it is the same but for one number."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerows([["Id", "Name", "Grade"], *rows])
    content = text.getvalue().encode()
    file = from_bytes(content, "grades.csv")
    if file.delimiter != delimiter:
        return  # cells full of another delimiter may look more like that one
    assert file.filled({}) == content
    filled = file.filled({(1, 2): number}).decode()
    found = list(csv.reader(io.StringIO(filled, newline=""), delimiter=delimiter))
    assert float(found[1][2].replace(",", ".")) == pytest.approx(number, abs=0.00006)
    found[1][2] = rows[0][2]
    assert found == [["Id", "Name", "Grade"], *rows]
