"""The page for the repair shop: its eight defects are those of the key, and each can be repaired."""

import json
import re

import pytest

from shopfloor.data import load

KEY = "instructor/keys/career_page.json"


@pytest.fixture(scope="module")
def page():
    return load("careers/career_page")


@pytest.fixture(scope="module")
def lines(page):
    """{number of the line: its text}"""
    return dict(zip(page["line"], page["text"]))


@pytest.fixture(scope="module")
def defects(folder):
    return json.loads((folder.parent / KEY).read_text(encoding="utf-8"))["defects"]


def changes(defects, *repairs):
    return [
        change
        for defect in defects
        if not repairs or defect["repair"] in repairs
        for change in defect["changes"]
    ]


def fix_encoding(text):
    """Windows-1253 read as UTF-8 again; a character that only passed through goes back as its own byte."""
    raw = b"".join(letter.encode("cp1253", "ignore") or bytes([ord(letter)]) for letter in text)
    return raw.decode("utf-8")


def is_greek_to_us(text):
    try:
        return not text.isascii() and fix_encoding(text) != text
    except (UnicodeDecodeError, ValueError):
        return False


def test_the_same_bytes_again(folder, builder):
    module = builder("career_page")
    assert module.FILE == folder / "careers" / "career_page.md"
    assert module.build() == module.FILE.read_bytes() == module.build()


def test_a_line_a_row(page, folder):
    text = (folder / "careers" / "career_page.md").read_text(encoding="utf-8")
    assert "\n".join(page["text"]) + "\n" == text
    assert page["line"].tolist() == list(range(1, text.count("\n") + 1))
    assert not set("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029") & set(text)


def test_there_are_eight_and_the_key_stands_on_the_page(defects, lines):
    assert [defect["defect"] for defect in defects] == list(range(1, 9))
    assert {defect["repair"] for defect in defects} == {
        *("fix_encoding", "fix_range", "restore_heading", "mark_missing"),
        *("drop_boilerplate", "date_figure", "mark_link"),
    }
    for change in changes(defects):
        assert lines[change["line"]] == change["found"]
        assert change["repaired"] != [change["found"]]
    touched = [change["line"] for change in changes(defects)]
    assert len(touched) == len(set(touched)) == 14


def test_all_repairs_together_give_the_page_as_it_was(builder, defects, lines):
    repaired = {change["line"]: change["repaired"] for change in changes(defects)}
    result = [line for number, text in lines.items() for line in repaired.get(number, [text])]
    before = builder("career_page").whole()
    assert len(result) == len(before)
    differ = {found: truth for found, truth in zip(result, before) if found != truth}
    # What was lost for good is marked and not guessed; the range has lost its dash for a word.
    assert {found.split(":")[0] for found in differ} == {
        "- Friendly to remote work",
        "- Range, our estimate of March 2025",
        "A professional society has news and local events, such as (address missing) to learn more.",
    }
    assert "- Friendly to remote work: not stated" in differ


def test_the_encoding_can_be_undone_and_nothing_else_is_damaged_so(defects, lines):
    damaged = {number for number, text in lines.items() if is_greek_to_us(text)}
    assert damaged == {change["line"] for change in changes(defects, "fix_encoding", "fix_range")}
    for change in changes(defects, "fix_encoding"):
        assert [fix_encoding(change["found"])] == change["repaired"]
    assert any("📈" in change["repaired"][0] for change in changes(defects, "fix_encoding"))
    # The whole page at once cannot be read back: the cross came through whole.
    assert "✗ Shifts, overtime, hours on your feet" in lines.values()
    with pytest.raises((UnicodeDecodeError, ValueError)):
        fix_encoding("\n".join(lines.values()))


def test_the_range_is_one_number_for_who_keeps_the_digits(defects):
    [defect] = [defect for defect in defects if defect["repair"] == "fix_range"]
    [change] = defect["changes"]
    pay = change["found"].split(":")[1]
    assert re.sub("[^0-9]", "", pay) == "4400078000"
    low, high = (int(part.replace(",", "")) for part in re.findall(r"\d+,\d+", fix_encoding(pay)))
    assert (low, high) == (defect["low_usd_a_year"], defect["high_usd_a_year"]) == (44_000, 78_000)
    assert re.findall(r"\$(\d+,\d+)", change["repaired"][0]) == ["44,000", "78,000"]


def test_two_headings_are_lost_where_the_key_says(defects, lines):
    for change in changes(defects, "restore_heading"):
        assert change["found"] == "" and lines[change["line"] + 1].startswith("- ")
        assert [line[:3] for line in change["repaired"]] == ["", "## ", ""]
    # Everywhere else a list follows its heading.
    lost = {change["line"] + 1 for change in changes(defects, "restore_heading")}
    starts = [n for n in lines if n > 2 and lines[n].startswith("- ") and lines[n - 1] == ""]
    assert {n for n in starts if not lines[n - 2].startswith("## ")} == lost


def test_the_missing_value_the_boilerplate_and_the_link(defects, lines):
    assert [n for n, text in lines.items() if text.endswith(":")] == [
        change["line"] for change in changes(defects, "mark_missing")
    ]
    advert = changes(defects, "drop_boilerplate")
    assert all(change["repaired"] == [] for change in advert)
    assert "Premium" in advert[0]["found"] and "cookies" in advert[1]["found"]
    assert [n for n, text in lines.items() if "( " in text] == [
        change["line"] for change in changes(defects, "mark_link")
    ]


def test_the_undated_figure_can_be_dated(defects, lines):
    [defect] = [defect for defect in defects if defect["repair"] == "date_figure"]
    [change] = defect["changes"]
    [figure] = re.findall(r"\$([\d,]+)", change["found"])
    wages = load("careers/wages")
    found = wages[(wages["soc"] == "17-3026") & (wages["annual_median"] == int(figure.replace(",", "")))]
    assert found["year"].tolist() == [defect["year"]] == [2019]
    # The page's own estimates say of when they are; the advertisement's price is no pay.
    undated = [n for n, text in lines.items() if "$" in text and "20" not in text.split("$")[0]]
    assert undated == [change["line"], changes(defects, "drop_boilerplate")[0]["line"]]


def test_the_key_stays_with_the_instructor(folder):
    assert not (folder.parent / "datasets" / "keys").exists()
    about = (folder / "datapackage.json").read_text(encoding="utf-8")
    for word in ("fix_encoding", "restore_heading", "Windows-1253", "boilerplate"):
        assert word not in about
