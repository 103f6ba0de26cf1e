"""The time-study form: written, filled in, read back; nothing overwritten, every wrong cell named."""

import re

import pandas as pd
import pytest
from openpyxl import load_workbook

import shopfloor
from shopfloor.spreadsheets import files, read_form, to_excel


@pytest.fixture
def form(record, tmp_path):
    return to_excel(record, tmp_path / "study.xlsx", left_out=[6, 7])


def change(path, **cells):
    """Types into cells of the form, as a person would."""
    workbook = load_workbook(path)
    for name, value in cells.items():
        workbook["Readings"][name] = value
    workbook.save(path)


def test_to_excel_is_where_lessons_look_for_it():
    assert shopfloor.to_excel is to_excel


def test_a_record_comes_back_the_same(record, form):
    back = read_form(form)
    pd.testing.assert_frame_equal(back, record, check_dtype=False)
    assert str(back["observation"].dtype) == "int64" and str(back["reading_min"].dtype) == "float64"
    assert back.attrs["left_out"] == [6, 7]


def test_a_record_without_operation_and_remark(record, tmp_path):
    plain = record.drop(columns=["operation", "remark"])
    back = read_form(to_excel(plain, tmp_path / "plain.xlsx"))
    assert list(back.columns) == ["observation", "cycle", "element", "reading_min", "remark"]
    pd.testing.assert_frame_equal(back.drop(columns="remark"), plain, check_dtype=False)
    assert list(back["remark"].unique()) == [""]


def test_a_blank_form_by_its_name(tmp_path):
    assert read_form(to_excel("time study", tmp_path / "blank.xlsx")).empty


def test_columns_of_other_records_do_no_harm(record, tmp_path):
    mine = record.assign(run=1, method="continuous", time_min=0.2)
    assert "run" not in read_form(to_excel(mine, tmp_path / "mine.xlsx"))


def test_a_blank_form_can_be_filled_in(record, tmp_path):
    path = to_excel(record.head(0), tmp_path / "blank.xlsx")
    assert read_form(path).empty
    change(path, B8=1, C8="A", D8=0.21, B9=1, C9="B", D9=0.5, E9="first try", F9="x")
    back = read_form(path)
    assert back.to_dict("list") == {
        "observation": [1, 2], "cycle": [1, 1], "element": ["A", "B"], "reading_min": [0.21, 0.5],
        "remark": ["", "first try"],
    }  # fmt: skip
    assert back.attrs["left_out"] == [2]


def test_lines_inserted_above_do_no_harm(record, form):
    workbook = load_workbook(form)
    workbook["Readings"].insert_rows(1, 2)
    workbook.save(form)
    assert list(read_form(form)["reading_min"]) == list(record["reading_min"])


def test_the_operation_is_found_where_inserted_lines_have_pushed_it(record, form):
    workbook = load_workbook(form)
    sheet = workbook["Readings"]
    for area in list(sheet.merged_cells.ranges):  # which openpyxl would leave where they are
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(1, 2)
    workbook.save(form)
    assert list(read_form(form)["operation"].unique()) == ["pack a carton"]


def test_one_observation_may_be_left_out_without_a_list(record, tmp_path):
    assert read_form(to_excel(record, tmp_path / "a.xlsx", left_out=6)).attrs["left_out"] == [6]


def test_more_lines_on_request(record, tmp_path):
    sheet = load_workbook(to_excel(record, tmp_path / "long.xlsx", rows=200))["Readings"]
    assert sheet["A207"].value == 200 and sheet["G207"].value.startswith("=")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"D9": "abc"}, "Readings!D9: 'abc' is not a number"),
        ({"D9": "1,25"}, "Readings!D9: '1,25' is not a number: write 1.25"),
        ({"D9": None}, "Readings!D9: the reading is missing"),
        ({"D9": -1}, "Readings!D9: -1 is negative"),
        ({"D9": True}, "Readings!D9: 'True' is not a number"),
        ({"D9": "nan"}, "Readings!D9: 'nan' is not a number"),
        ({"B10": "inf"}, "Readings!B10: 'inf' is not a whole number from 1"),
        ({"C10": " "}, "Readings!C10: the letter of the element is missing"),
        ({"B10": 1.5}, "Readings!B10: 1.5 is not a whole number from 1"),
        ({"B10": "two"}, "Readings!B10: 'two' is not a whole number"),
        ({"A10": None}, "Readings!A10: the observation number is missing"),
        ({"A10": 2}, "observation 2 is there more than once"),
        ({"F10": "yes"}, "Readings!F10: 'yes' is not x"),
        ({"D9": "a", "D10": "b", "D11": "c", "D12": "d", "D13": "e"}, r"Readings!D9.*D10.*D11.*and 2 more"),
    ],
)
def test_wrong_cells_are_named(form, cells, words):
    change(form, **cells)
    with pytest.raises(ValueError, match=words) as caught:
        read_form(form)
    assert str(form) in str(caught.value) and "\n" not in str(caught.value)


def test_a_number_typed_as_text_is_a_number(form):
    change(form, D9=" 0.71 ", B9="1")
    assert read_form(form)["reading_min"].iloc[1] == 0.71


def test_an_existing_file_is_never_silently_overwritten(record, tmp_path, capsys):
    path = tmp_path / "study.xlsx"
    path.write_bytes(b"mine")
    beside = to_excel(record, path)
    assert path.read_bytes() == b"mine"
    assert beside == tmp_path / "study 2.xlsx" and len(read_form(beside)) == len(record)
    assert "study.xlsx has been changed or is something else: it stays. This one is in study 2.xlsx." in (
        capsys.readouterr().out
    )
    assert to_excel(record, path, overwrite=True) == path
    assert len(read_form(path)) == len(record)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["study 2.xlsx", "study.xlsx"]


def test_a_notebook_can_be_run_twice_and_a_filled_in_form_is_kept(record, tmp_path, capsys):
    path = to_excel(record, tmp_path / "study.xlsx")
    first = path.read_bytes()
    assert to_excel(record, path) == path
    assert path.read_bytes() == first
    assert capsys.readouterr().out == ""
    book = load_workbook(path)
    sheet = book.active
    cell = next(cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float))
    cell.value = 99.99
    book.save(path)
    filled_in = path.read_bytes()
    # Run again and again: the filled-in form stays, and no more than one other comes of it.
    assert {to_excel(record, path).name for _ in range(3)} == {"study 2.xlsx"}
    assert path.read_bytes() == filled_in
    assert sorted(one.name for one in tmp_path.iterdir()) == ["study 2.xlsx", "study.xlsx"]


def test_a_full_disk_leaves_nothing_behind(record, tmp_path, monkeypatch):
    path = tmp_path / "study.xlsx"

    class FullDisk:
        def __enter__(self):
            return self

        def __exit__(self, *problem):
            return False

        def write(self, content):
            raise OSError(28, "No space left on device")

    def opened(name, mode):
        path.write_bytes(b"half")
        return FullDisk()

    monkeypatch.setattr(files, "open", opened, raising=False)
    with pytest.raises(OSError, match="No space left"):
        to_excel(record, path)
    assert not path.exists()


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (
            lambda record, folder: to_excel(record, folder / "a.csv"),
            ValueError,
            "end it in .xlsx, such as a.xlsx",
        ),
        (
            lambda record, folder: to_excel(record, folder / "no" / "a.xlsx"),
            FileNotFoundError,
            "There is no folder",
        ),
        (
            lambda record, folder: to_excel([1], folder / "a.xlsx"),
            ValueError,
            "first thing to give is a table",
        ),
        (
            lambda record, folder: to_excel(record.drop(columns="cycle"), folder / "a.xlsx"),
            ValueError,
            "no column cycle: it has operation, observation",
        ),
        (
            lambda record, folder: to_excel(record.assign(operation=list("xy" * 6)), folder / "a.xlsx"),
            ValueError,
            "2 operations",
        ),
        (
            lambda record, folder: to_excel(record.assign(reading_min=float("nan")), folder / "a.xlsx"),
            ValueError,
            "readings are empty",
        ),
        (
            lambda record, folder: to_excel(record, folder / "a.xlsx", left_out=[99]),
            ValueError,
            "no observation 99",
        ),
        (lambda record, folder: read_form(folder / "none.xlsx"), FileNotFoundError, "There is no file"),
    ],
)
def test_what_cannot_be_written_or_read_is_said_in_words(record, tmp_path, call, error, words):
    with pytest.raises(error, match=words):
        call(record, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_workbook(tmp_path):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK this is not a zip")
    with pytest.raises(ValueError, match="cannot be read as a workbook"):
        read_form(path)


def test_a_workbook_that_is_not_the_form(form, tmp_path):
    workbook = load_workbook(form)
    workbook["Readings"].title = "Sheet1"
    workbook.save(form)
    with pytest.raises(ValueError, match="no sheet called Readings, Stops, .* or A3; it has Sheet1"):
        read_form(form)


def test_a_form_without_its_headings(form):
    change(form, D7="Watch")
    with pytest.raises(ValueError, match="no line of headings"):
        read_form(form)


# -- what a plant person sees -----------------------------------------------------------------------------


def test_one_sheet_with_units_instructions_and_shaded_inputs(form):
    workbook = load_workbook(form)
    assert workbook.sheetnames == ["Readings"]
    sheet = workbook["Readings"]
    headings = [cell.value for cell in sheet[7] if cell.value]
    assert {"Reading (min)", "Element time (min)", "Average (min)", "Time per cycle (min)"} <= set(headings)
    assert "Fill in the shaded cells" in sheet["A3"].value
    shaded = sheet["D8"].fill.fgColor.rgb
    assert all(sheet.cell(8, place).fill.fgColor.rgb == shaded for place in range(1, 7))
    assert sheet["G8"].fill.fill_type is None


def test_decimals_panes_and_paper(form):
    sheet = load_workbook(form)["Readings"]
    assert sheet["D8"].number_format == sheet["G8"].number_format == "0.00"
    assert sheet["L8"].number_format == sheet["N8"].number_format == "0.000"
    assert sheet.freeze_panes == "A8"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToWidth == 1
    assert sheet.print_title_rows == "$7:$7"


def test_results_are_live_formulas_with_names(form):
    workbook = load_workbook(form)
    sheet = workbook["Readings"]
    assert {"reading_min", "element", "cycle", "left_out", "time_min", "cycle_time_min"} <= set(
        workbook.defined_names
    )
    assert "D9-D8" in sheet["G9"].value
    assert 'AVERAGEIFS(time_min,element,J8,left_out,"<>x")' in sheet["L8"].value
    results = [sheet[f"{letter}{row}"].value for letter in "GHKLMN" for row in range(8, 14)]
    assert all(isinstance(value, str) and value.startswith("=") for value in results)
    # What is written as a remark stays words, even behind an equals sign.
    assert sheet["E16"].value == "=tight thread" and sheet["E16"].data_type == "s"


def test_names_reach_the_last_line_of_the_form(record, tmp_path):
    long = pd.concat(
        [record.assign(observation=record["observation"] + 12 * n) for n in range(9)], ignore_index=True
    )
    workbook = load_workbook(to_excel(long, tmp_path / "long.xlsx"))
    first, last = (int(row) for row in re.findall(r"\d+", workbook.defined_names["time_min"].attr_text))
    assert first == 8 and last >= 8 + len(long) - 1
    assert workbook["Readings"].print_area.endswith(f"$N${last}")
