"""The downtime form: written, filled in, read back; every wrong cell named; its formulas calculated."""

from datetime import date, datetime, time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from shopfloor.data import load
from shopfloor.spreadsheets import look, read_form, to_excel

COLUMNS = ["stop", "machine", "date", "shift", "start", "end", "minutes", "reason"]


@pytest.fixture(scope="module")
def stops():
    """Stops as in oee/stops: one over midnight, one after it, a reason behind an equals sign."""
    rows = [
        (100001, "IM-07", "2026-01-05", "A", "2026-01-05 11:15", "2026-01-05 11:25", 10, "No material"),
        (100002, "IM-07", "2026-01-05", "B", "2026-01-05 14:16", "2026-01-05 14:33", 17, "Jam"),
        (100003, "IM-07", "2026-01-05", "C", "2026-01-05 23:50", "2026-01-06 00:10", 20, "=Jam"),
        (100004, "PR-03", "2026-01-05", "C", "2026-01-06 02:17", "2026-01-06 02:28", 11, "jam "),
        (100007, "PR-03", "2026-01-06", "A", "2026-01-06 06:00", "2026-01-06 07:40", 100, "Changeover"),
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table["date"] = pd.to_datetime(table["date"])
    return table


@pytest.fixture
def form(stops, tmp_path):
    return to_excel(stops, tmp_path / "stops.xlsx", planned=1350)


def change(path, **cells):
    """Types into cells of the form, as a person would."""
    workbook = load_workbook(path)
    for name, value in cells.items():
        workbook["Stops"][name] = value
    workbook.save(path)


def same(back, stops):
    pd.testing.assert_frame_equal(back, stops, check_dtype=False)


# -- there and back ---------------------------------------------------------------------------------------


def test_a_table_comes_back_the_same(stops, form):
    back = read_form(form)
    same(back, stops)
    assert str(back["stop"].dtype) == str(back["minutes"].dtype) == "int64"
    assert back["date"].dtype.kind == "M" and back.attrs["planned"] == 1350


def test_the_courses_own_stops_come_back_the_same(tmp_path):
    table = load("oee/stops").head(200)
    table = table[table["reason"] != ""].drop_duplicates("stop").reset_index(drop=True)
    back = read_form(to_excel(table, tmp_path / "quarter.xlsx"))
    same(back, table.astype({"machine": "str", "shift": "str"}))
    assert "planned" not in back.attrs


def test_dates_of_two_terminals_come_back_in_one_form(tmp_path):
    table = load("oee/stops")
    table = table[(table["machine"] == "PR-03") & (table["reason"] != "")].head(20).reset_index(drop=True)
    assert table["start"][0] == "1/5/2026 8:42 AM"
    back = read_form(to_excel(table, tmp_path / "press.xlsx"))
    assert back["start"][0] == "2026-01-05 08:42" and back["start"][3] == "2026-01-06 02:56"
    assert list(back["minutes"]) == list(table["minutes"])


def test_a_table_of_stations_and_minutes_without_ends(tmp_path):
    table = load("plant/stops").head(30)
    back = read_form(to_excel(table, tmp_path / "plant.xlsx"))
    for name in table:
        assert list(back[name].astype(str)) == list(table[name].astype(str)), name
    assert list(back["end"]) == [""] * 30 and list(back["stop"]) == list(range(1, 31))


def test_moments_may_be_dates_of_pandas(stops, tmp_path):
    table = stops.assign(start=pd.to_datetime(stops["start"]), end=pd.to_datetime(stops["end"]))
    same(read_form(to_excel(table, tmp_path / "a.xlsx")), stops)


def test_empty_cells_of_any_kind_are_empty_on_the_form(stops, tmp_path):
    table = stops.assign(
        minutes=pd.array([10, pd.NA, 20, 11, 100], dtype="Int64"), end=[pd.NaT, *stops["end"][1:]],
        shift=["A", None, "C", float("nan"), "A"],
    )  # fmt: skip
    back = read_form(to_excel(table, tmp_path / "a.xlsx"))
    assert list(back["minutes"]) == list(stops["minutes"]) and list(back["end"]) == ["", *stops["end"][1:]]
    assert list(back["shift"]) == ["A", "A", "C", "C", "A"]


def test_columns_of_other_tables_do_no_harm(stops, tmp_path):
    mine = stops.assign(loss="breakdowns", note=1)
    assert list(read_form(to_excel(mine, tmp_path / "a.xlsx"))) == COLUMNS


def test_minutes_that_the_times_do_not_say_stand_on_the_form(stops, tmp_path):
    # The night in which the clocks are put forward: an hour less than the clock says.
    table = stops.assign(minutes=[10, 17, 20, 11, 40])
    path = to_excel(table, tmp_path / "a.xlsx")
    typed = [load_workbook(path)["Stops"][f"G{row}"].value for row in range(8, 13)]
    assert typed == [None, None, None, None, 40]
    with pytest.raises(
        ValueError, match="Stops!G12: 40 minutes, but 100 from start to end: clear the wrong one"
    ):
        read_form(path)
    change(path, F12=None)
    assert list(read_form(path)["minutes"]) == [10, 17, 20, 11, 40]


def test_what_cannot_be_read_is_written_as_it_is_and_named_when_read(stops, tmp_path):
    table = stops.assign(start=["a quarter past", *stops["start"][1:]], reason=["", *stops["reason"][1:]])
    path = to_excel(table, tmp_path / "dirty.xlsx")
    with pytest.raises(
        ValueError, match="Stops!E8: 'a quarter past' is not a clock time.*Stops!H8: the reason is missing"
    ):
        read_form(path)


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 1439), st.integers(1, 720), st.sampled_from(["jam", "leak", "=x", "a,b"]),
            st.booleans()
        ),
        min_size=1, max_size=6,
    ),
)  # fmt: skip
def test_whatever_was_logged_by_the_clock_comes_back(tmp_path_factory, logged):
    def clock(minute):
        return f"{minute // 60 % 24:02d}:{minute % 60:02d}"

    table = pd.DataFrame(
        [(number, "M1", pd.Timestamp(2026, 3, 2), "A", clock(start), clock(start + length) if seen else "",
          length, reason)
         for number, (start, length, reason, seen) in enumerate(logged, start=5)],
        columns=COLUMNS,
    )  # fmt: skip
    same(read_form(to_excel(table, tmp_path_factory.mktemp("any") / "a.xlsx")), table)


# -- filled in by hand --------------------------------------------------------------------------------------


@pytest.fixture
def blank(tmp_path):
    return to_excel("downtime", tmp_path / "blank.xlsx")


def test_a_blank_form_is_empty_and_has_lines_enough(blank, tmp_path):
    assert read_form(blank).empty and list(read_form(blank)) == COLUMNS
    sheet = load_workbook(to_excel("downtime", tmp_path / "long.xlsx", rows=80))["Stops"]
    assert sheet["A87"].value == 80 and sheet["I87"].value.startswith("=")


def test_a_table_without_rows_gives_a_blank_form(stops, tmp_path):
    assert read_form(to_excel(stops.head(0), tmp_path / "a.xlsx")).empty


def test_times_typed_in_several_ways_and_nothing_repeated(blank):
    change(
        blank, B8="M1", C8=date(2026, 3, 2), D8="A",
        E8="6:05", F8="6:12", H8="jam",
        E9=time(6, 30), F9=time(6, 45), H9="jam",
        E10=0.3125, F10="7:40 AM", H10="leak",
        E11="23:50", F11="0:10", H11="leak",
        E12="8:00", G12="12", H12="no material", B12="M2",
        E13="9:00", G13=2.5, H13="no material",
    )  # fmt: skip
    back = read_form(blank)
    assert list(back["start"]) == ["06:05", "06:30", "07:30", "23:50", "08:00", "09:00"]
    assert list(back["end"]) == ["06:12", "06:45", "07:40", "00:10", "", ""]
    assert list(back["minutes"]) == [7, 15, 10, 20, 12, 2.5]
    assert list(back["machine"]) == ["M1"] * 4 + ["M2"] * 2 and list(back["shift"]) == ["A"] * 6
    assert set(back["date"]) == {pd.Timestamp(2026, 3, 2)} and list(back["stop"]) == [1, 2, 3, 4, 5, 6]


def test_an_end_by_the_clock_belongs_to_a_start_with_a_date(blank):
    change(blank, C8="2026-03-02", E8=datetime(2026, 3, 2, 23, 50), F8="0:10", H8="jam")
    back = read_form(blank)
    assert (back["start"][0], back["end"][0], back["minutes"][0]) == (
        "2026-03-02 23:50",
        "2026-03-03 00:10",
        20,
    )


def test_lines_inserted_above_and_columns_moved_do_no_harm(stops, form):
    workbook = load_workbook(form)
    workbook["Stops"].insert_rows(1, 2)
    workbook["Stops"].insert_cols(1)
    workbook.save(form)
    same(read_form(form), stops)
    assert "planned" not in read_form(form).attrs  # its label has left its column


def test_inserted_lines_keep_the_planned_time(form):
    workbook = load_workbook(form)
    for area in list(workbook["Stops"].merged_cells.ranges):  # which openpyxl would leave where they are
        workbook["Stops"].unmerge_cells(str(area))
    workbook["Stops"].insert_rows(1, 2)
    workbook.save(form)
    assert read_form(form).attrs["planned"] == 1350


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"E9": None}, "Stops!E9: the start is missing"),
        ({"F9": None}, "Stops!F9: the end is missing: write it, or the minutes"),
        ({"H9": None}, "Stops!H9: the reason is missing"),
        ({"H9": "  "}, "Stops!H9: the reason is missing"),
        ({"E9": "605"}, "Stops!E9: '605' is not a clock time: write 6:05"),
        ({"F9": 1433}, "Stops!F9: 1433 is not a clock time: write 14:33"),
        ({"E9": 6.05}, "Stops!E9: 6.05 is not a clock time: write 6:05"),
        ({"F9": "noon"}, "Stops!F9: 'noon' is not a clock time: write the time as 6:05"),
        (
            {"F9": "14:10"},
            "Stops!F9: 2026-01-06 14:10 is not after the start|Stops!F9: 14:10 is not after the start",
        ),
        (
            {"F9": datetime(2026, 1, 5, 14, 10)},
            "Stops!F9: 2026-01-05 14:10 is not after the start, 2026-01-05 14:16",
        ),
        (
            {"F9": datetime(2026, 1, 6, 14, 10)},
            r"not after the start, .* \(over midnight a stop takes at most 12 hours\)",
        ),
        ({"F9": datetime(2026, 1, 5, 14, 16)}, "Stops!F9: 2026-01-05 14:16 is not after the start"),
        ({"E9": "14:16", "F9": "14:33"}, "Stops!E9: 14:16 has no date.*write it as 2026-01-05 14:16"),
        ({"G9": "twelve"}, "Stops!G9: 'twelve' is not a number of minutes"),
        ({"G9": True}, "Stops!G9: 'True' is not a number"),
        ({"G9": "nan"}, "Stops!G9: 'nan' is not a number"),
        ({"G9": 0}, "Stops!G9: a stop of 0 minutes: it takes more than 0, and at most 720"),
        ({"G9": -5}, "Stops!G9: a stop of -5 minutes"),
        ({"G9": 900}, "Stops!G9: a stop of 900 minutes"),
        ({"G9": 30}, "Stops!G9: 30 minutes, but 17 from start to end"),
        ({"A9": None}, "Stops!A9: the number of the stop is missing"),
        ({"A9": "x"}, "Stops!A9: 'x' is not a whole number from 1"),
        ({"A9": 1.5}, "Stops!A9: 1.5 is not a whole number"),
        ({"A9": 100001}, "Stops!A9: stop 100001 is in A8 already"),
        ({"C9": "Monday"}, "Stops!C9: 'Monday' is not a date: write it as 2026-01-05"),
        ({"B8": None}, "Stops!B8: the machine is missing in the first line"),
        ({"C8": None}, "Stops!C8: the date is missing in the first line"),
        ({"D8": " "}, "Stops!D8: the shift is missing in the first line"),
        ({"G2": "abc"}, "Stops!G2: 'abc' is not a number of minutes above 0"),
        ({"G2": 0}, "Stops!G2: 0 is not a number of minutes above 0"),
        ({"G2": 100}, "Stops!G2: 158 minutes of stops do not fit into 100 planned"),
        ({f"H{row}": None for row in range(8, 13)}, r"Stops!H8: .*Stops!H9: .*Stops!H10: .*\(and 2 more\)"),
    ],
)
def test_wrong_cells_are_named(form, cells, words):
    change(form, **cells)
    with pytest.raises(ValueError, match=words) as caught:
        read_form(form)
    assert str(form) in str(caught.value) and "\n" not in str(caught.value)


def test_numbers_typed_as_text_are_numbers(form):
    change(form, A9="100002", G2=" 1350 ", D9=2, B9=7.0)
    back = read_form(form)
    assert back["stop"][1] == 100002 and back.attrs["planned"] == 1350
    assert (back["shift"][1], back["machine"][1]) == ("2", "7")


def test_a_form_without_its_headings(form):
    change(form, E7="Began")
    with pytest.raises(ValueError, match="the sheet Stops has no line of headings"):
        read_form(form)


@pytest.mark.parametrize(
    ("table", "more", "words"),
    [
        (pd.DataFrame({"start": ["6:05"], "reason": ["x"]}), {}, "neither a column end nor a column minutes"),
        (
            pd.DataFrame({"start": ["6:05"], "reason": ["x"], "minutes": [-3]}),
            {},
            "minutes of stop 1 cannot be negative",
        ),
        (
            pd.DataFrame({"start": ["6:05"], "reason": ["x"], "minutes": [3]}),
            {"planned": 0},
            "planned production time",
        ),
        (
            pd.DataFrame({"start": ["6:05"], "reason": ["x"], "minutes": [3]}),
            {"unit": "h"},
            "downtime form takes",
        ),
        (pd.DataFrame({"station": ["saw"], "repair_min": [3]}), {}, "no column observation"),
    ],
)
def test_what_cannot_be_written_is_said_in_words(tmp_path, table, more, words):
    with pytest.raises(ValueError, match=words):
        to_excel(table, tmp_path / "a.xlsx", **more)
    assert not list(tmp_path.iterdir())


def test_the_table_is_not_changed(stops, tmp_path):
    before = stops.copy()
    to_excel(stops, tmp_path / "a.xlsx")
    pd.testing.assert_frame_equal(stops, before)


# -- what a plant person sees -------------------------------------------------------------------------------


def test_one_sheet_with_instructions_shaded_inputs_and_no_room_for_names(form):
    workbook = load_workbook(form)
    assert workbook.sheetnames == ["Stops"]
    sheet = workbook["Stops"]
    assert "Fill in the shaded cells" in sheet["A3"].value and "no name of a person" in sheet["A5"].value
    assert all(sheet.cell(8, place).fill.fgColor.rgb == f"00{look.INPUT}" for place in range(1, 9))
    assert sheet["I8"].fill.fill_type is None and sheet["G2"].value == 1350
    assert sheet["E8"].number_format == "yyyy-mm-dd hh:mm" and sheet["C8"].number_format == "yyyy-mm-dd"
    assert sheet["H10"].value == "=Jam" and sheet["H10"].data_type == "s"


def test_paper_and_panes(blank):
    sheet = load_workbook(blank)["Stops"]
    assert (
        sheet.freeze_panes == "A8"
        and sheet.print_title_rows == "$7:$7"
        and sheet.page_setup.orientation == "landscape"
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_area.endswith("$P$37")
    assert sheet["E8"].number_format == "hh:mm"


# -- as LibreOffice calculates it ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sheets(stops, calculate, tmp_path_factory):
    """The forms of these tests, calculated in one go."""
    folder = tmp_path_factory.mktemp("downtime")
    paths = {
        "filled in": to_excel(stops, folder / "filled.xlsx", planned=1350),
        "blank": to_excel("downtime", folder / "empty.xlsx"),
        "wrong": to_excel(stops, folder / "wrong.xlsx"),
        "typed": to_excel("downtime", folder / "typed.xlsx", planned=480),
        "many": to_excel(
            pd.DataFrame({"start": "6:05", "minutes": 5, "reason": [f"r{n % 20}?" for n in range(40)]}),
            folder / "many.xlsx",
        ),
    }
    change(
        paths["wrong"], E8=None, F9=None, E10="soon", F11="2:17", H12=None,
        E13="6:05", F13="5:05", H13="x", E14="6:05", G14=0, H14="x", E15="6:05", F15="6:15", G15=12, H15="x",
        E16=datetime(2026, 1, 6, 8), F16=datetime(2026, 1, 5, 8), H16="x", A17=None, E17="7:00", F17="7:05",
        H17="x",
    )  # fmt: skip
    change(
        paths["typed"], E8="6:05", F8="6:12", H8="jam", E9=time(23, 50), F9="0:10", H9="Jam", E10="7:00 AM",
        G10=30,
        H10="leak", E11=datetime(2026, 3, 2, 23, 50), F11=time(0, 5), H11="jam",
    )  # fmt: skip
    return {name: book["Stops"] for name, book in zip(paths, calculate(list(paths.values())), strict=True)}


def column(sheet, letter, first, last):
    return [sheet[f"{letter}{row}"].value for row in range(first, last + 1)]


def total(sheet, words):
    (row,) = [cell.row for cell in sheet["L"] if cell.value == words]
    return sheet[f"N{row}"].value


def test_minutes_reasons_by_size_and_availability(sheets):
    sheet = sheets["filled in"]
    assert column(sheet, "I", 8, 12) == [10, 17, 20, 11, 100]
    # Counted out on paper: 158 minutes; Changeover 100, =Jam 20, Jam 17, "jam " 11, No material 10.
    assert column(sheet, "L", 8, 12) == ["Changeover", "=Jam", "Jam", "jam ", "No material"]
    assert column(sheet, "N", 8, 12) == [100, 20, 17, 11, 10]
    assert column(sheet, "P", 8, 12) == pytest.approx([100 / 158, 120 / 158, 137 / 158, 148 / 158, 1])
    assert total(sheet, "All stops") == 158 and total(sheet, "Availability") == pytest.approx(
        (1350 - 158) / 1350
    )
    assert total(sheet, "Running time (min)") == 1192 and total(sheet, "Lines to look at") == 0
    assert total(sheet, "Mean length of a stop (min)") == pytest.approx(31.6)
    assert total(sheet, "No reason, or not in the list") == 0


def test_a_blank_form_shows_no_errors(sheets):
    shown = [cell.value for row in sheets["blank"].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [text for text in shown if text.startswith("#") or "Err:" in text]
    assert total(sheets["blank"], "All stops") == 0 and total(sheets["blank"], "Availability") in (None, "")


def test_every_wrong_line_says_what_is_wrong_with_it(sheets):
    sheet = sheets["wrong"]
    assert column(sheet, "J", 8, 17) == [
        "start is missing", "end is missing", "write times as 6:05", "end is not after start",
        "reason is missing",
        "end is before start", "end is not after start", "minutes and end disagree", "end is not after start",
        None,
    ]  # fmt: skip
    assert total(sheet, "Lines to look at") == 9
    shown = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [text for text in shown if text.startswith("#")]
    assert total(sheet, "Availability") in (None, "")


def test_times_as_text_over_midnight_and_capital_letters(sheets):
    sheet = sheets["typed"]
    assert column(sheet, "I", 8, 11) == [7, 20, 30, 15]
    assert column(sheet, "L", 8, 10) == ["jam", "leak", None]  # a spreadsheet takes Jam for jam
    assert column(sheet, "M", 8, 9) == [3, 1] and column(sheet, "N", 8, 9) == [42, 30]
    assert total(sheet, "Availability") == pytest.approx((480 - 72) / 480)


def test_many_reasons_of_equal_size_are_all_there_once(sheets):
    sheet = sheets["many"]
    reasons = [one for one in column(sheet, "L", 8, 30) if one]
    assert sorted(reasons) == sorted(f"r{n}?" for n in range(20))
    assert column(sheet, "N", 8, 9) == [10, 10] and total(sheet, "All stops") == 200
    assert total(sheet, "No reason, or not in the list") == 0
