"""The A3 as a workbook: its effect calculates, and it opens as the sheet of lesson 15."""

import datetime

import pytest
from openpyxl import load_workbook

from shopfloor.spreadsheets import read_form, to_excel
from shopfloor.widgets import A3Sheet

WRITTEN = {
    "B2": "More good scales", "I2": "Technician, A1, A5", "M2": datetime.date(2026, 10, 12),
    "A5": "Dealers wait", "A10": "The rig stands", "B13": 2629, "D13": "good scales a week",
    "A15": "Make what is ordered", "B17": 2889, "D17": "good scales a week", "F17": datetime.date(2026, 11, 20),
    "B19": "Work piles up before the rig", "B20": "It stands 51 minutes a shift",
    "H6": "Cover the sensors", "K6": "Maintenance", "L6": datetime.date(2026, 10, 23), "M6": "x",
    "H7": "Train A1", "K7": "A5", "L7": "2026-11-06",
    "M13": "pieces", "D26": 4, "D27": 48, "D28": 1900, "A30": "It is the bottleneck", "H27": "On the wall",
    "J32": datetime.date(2027, 1, 8),
}  # fmt: skip
BEFORE, AFTER = [2688, 2541, 2688, 2598], [2968, 3041, 2957, 2650]


def write(path, cells, before=(), after=()):
    workbook = load_workbook(path)
    sheet = workbook["A3"]
    for cell, value in cells.items():
        sheet[cell] = value
    for letter, weeks in (("I", before), ("J", after)):
        for row, value in enumerate(weeks, start=16):
            sheet[f"{letter}{row}"] = value
    workbook.save(path)
    return path


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("a3")
    return write(to_excel("A3", folder / "filled.xlsx"), WRITTEN, BEFORE, AFTER)


@pytest.fixture(scope="module")
def calculated(filled, calculate):
    minutes = write(to_excel("A3", filled.parent / "minutes.xlsx"), {"M13": "min"}, [300, 280], [200, 290])
    blank = to_excel("A3", filled.parent / "blank.xlsx")
    books = calculate([filled, minutes, blank])
    names = list(books[0].defined_names)

    def values(book):
        return {
            name: book["A3"][book.defined_names[name].attr_text.split("!")[1].replace("$", "")]
            for name in names
            if ":" not in book.defined_names[name].attr_text
        }

    return [{name: cell.value for name, cell in values(book).items()} for book in books]


def test_the_effect_calculates(calculated):
    found, gain = calculated[0], sum(AFTER) / 4 - sum(BEFORE) / 4
    assert found["mean_before"] == 2628.75 and found["gain"] == pytest.approx(gain)
    assert found["gain_share"] == pytest.approx(gain / 2628.75)
    assert found["weeks_beyond"] == 3  # 2650 is not more than the best week before
    assert found["gained_a_year"] == pytest.approx(gain * 48)
    assert found["worth_a_year"] == pytest.approx(gain * 48 * 4)
    assert found["payback_weeks"] == pytest.approx(1900 / (gain * 4))


def test_fewer_minutes_are_a_gain(calculated):
    assert calculated[1]["gain"] == 45 and calculated[1]["weeks_beyond"] == 1


def test_a_blank_sheet_shows_no_number_and_no_error(calculated):
    assert {value for name, value in calculated[2].items() if name != "weeks_a_year"} <= {"", None}


def test_it_opens_as_the_sheet_of_lesson_15(filled):
    sheet = A3Sheet(**read_form(filled))
    record = sheet.record.set_index("field")["value"]
    assert record["goal_date"] == "2026-11-20" and record["before_mean"] == 2628.75 and record["cost"] == 1900
    assert record["action_1_done"] is True and record["action_2_when"] == "2026-11-06"
    assert record["why_2"] == "It stands 51 minutes a shift" and record["check_date"] == "2027-01-08"
    assert record["follow_up"] == "On the wall" and record["basis"] == "It is the bottleneck"


def test_nothing_written_is_nothing_read(tmp_path):
    assert read_form(to_excel("A3", tmp_path / "blank.xlsx")) == {}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"B13": "many"}, "A3!B13: 'many' is not a number"),
        ({"F17": "soon"}, "A3!F17: 'soon' is not a date: write it as 2026-01-05"),
        ({"L8": "Monday"}, "A3!L8: 'Monday' is not a date"),
        ({"M13": "dollars"}, "A3!M13: 'dollars' is not pieces, min, h"),
        ({"I17": "x"}, "A3!I17: 'x' is not a number"),
    ],
)
def test_wrong_cells_are_named(cells, words, tmp_path):
    with pytest.raises(ValueError, match=words):
        read_form(write(to_excel("A3", tmp_path / "a.xlsx"), cells))
