"""The form gives the same result as the package when a spreadsheet program calculates it."""

import pandas as pd
import pytest
from openpyxl import load_workbook

from shopfloor.methods import timestudy
from shopfloor.spreadsheets import to_excel


def summary(sheet):
    """The block on the right: element -> (times averaged, average, occurrences per cycle, time per cycle)."""
    rows = [row for row in range(8, 16) if sheet[f"J{row}"].value]
    return {sheet[f"J{row}"].value: tuple(sheet[f"{letter}{row}"].value for letter in "KLMN") for row in rows}


def labelled(sheet, words):
    (row,) = [cell.row for cell in sheet["J"] if cell.value == words]
    return sheet[f"N{row}"].value


def test_the_form_and_the_package_agree(record, recalculated, tmp_path):
    left_out = [6, 7]
    sheet = recalculated(to_excel(record, tmp_path / "study.xlsx", left_out=left_out))
    record["time_min"] = timestudy.element_times(record["reading_min"])
    assert [sheet[f"G{row}"].value for row in range(8, 20)] == pytest.approx(list(record["time_min"]))
    assert sheet["G20"].value in (None, "")

    kept = record[~record["observation"].isin(left_out)]
    frequency = {name: (record["element"] == name).sum() / record["cycle"].nunique() for name in "ABE"}
    study = timestudy.study(kept, 1.0, 0.0, "job", frequency=frequency).set_index("element")
    found = summary(sheet)
    assert list(found) == ["A", "B", "E"]
    for name, values in found.items():
        expected = study.loc[name, ["observations", "observed", "frequency", "normal_per_cycle"]]
        assert values == pytest.approx(tuple(expected.astype(float)))
    assert labelled(sheet, "Cycle time (min)") == pytest.approx(study.loc["total", "normal_per_cycle"])
    assert labelled(sheet, "Cycles timed") == 5
    assert labelled(sheet, "Foreign elements (F), not in the cycle") == 1
    assert labelled(sheet, "Minutes they took") == pytest.approx(1.50)


def test_by_hand(record, recalculated, tmp_path):
    # Counted out on paper: A 0.20, 0.22, 0.22, 0.21; B 0.51, 0.52, 0.51, 0.52; E 0.80 once in five cycles.
    sheet = recalculated(to_excel(record, tmp_path / "study.xlsx", left_out=[6, 7]))
    assert labelled(sheet, "Cycle time (min)") == pytest.approx(0.2125 + 0.515 + 0.16)


def test_a_slip_is_pointed_out_and_filling_in_changes_the_results(record, recalculated, tmp_path):
    path = to_excel(record, tmp_path / "study.xlsx")
    sheet = recalculated(path)
    assert (
        sheet["H14"].value == "reading smaller than the one before"
        and labelled(sheet, "Readings to look at") == 1
    )
    workbook = load_workbook(path)
    typed = workbook["Readings"]
    typed["D13"] = 3.16  # the slip mended
    typed["B20"], typed["C20"], typed["D20"] = 6, "G", 6.03  # a new element in a sixth cycle ...
    typed["J11"] = "G"  # ... with a line in the summary
    workbook.save(path)
    sheet = recalculated(path)
    assert labelled(sheet, "Readings to look at") == 0 and not sheet["H14"].value
    assert summary(sheet)["G"] == pytest.approx((1, 0.30, 1 / 6, 0.05))
    assert summary(sheet)["A"][0] == 5


def test_a_blank_form_shows_no_errors(record, recalculated, tmp_path):
    sheet = recalculated(to_excel(record.head(0), tmp_path / "blank.xlsx"))
    shown = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [text for text in shown if text.startswith("#") or "Err:" in text]
    assert labelled(sheet, "Cycle time (min)") == 0
    assert pd.Series(shown).str.contains("Fill in the shaded cells").any()
