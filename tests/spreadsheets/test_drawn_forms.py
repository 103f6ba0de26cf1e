"""Forms for games and walks: blank, filled in, calculated by a spreadsheet program, read back; wrong cells named."""

import datetime

import pandas as pd
import pytest
from openpyxl import load_workbook

from shopfloor import charts, load
from shopfloor.methods import flow, motion, timestudy, valuestream, worksampling
from shopfloor.spreadsheets import read_form, to_excel
from shopfloor.spreadsheets.drawn_forms import forms
from shopfloor.spreadsheets.drawn_forms.dice import chips

# Typed in as a person would: heading of the first column -> lines; a label -> the number beside it.
FILLED = {
    "two-hand chart": {
        "What the hand does": [
            ["reaches", "left", "transport empty", 1.2],
            ["holds", "left", "hold", 2.8],
            [None, "right", "unavoidable delay", 1.5],
            ["turns the screw", "right", "use", 2.5],
        ]
    },
    "ratings": {
        "Round": [["1", 30], ["2", 24], ["3", 40]],
        "Rater (a code, no name)": [
            ["R1", "before practice", "1", 1.05],
            ["R1", "before practice", "2", 1.15],
            ["R1", "before practice", "3", 0.85],
            ["R2", "after practice", "1", 0.95],
            ["R2", "after practice", "2", 1.30],
            ["R2", "after practice", "3", 0.80],
        ],
    },
    "work sampling": {
        "Activity": [["machine runs"], ["waits for material"], ["set-up"]],
        "Activity seen": [
            ["machine runs", 1, datetime.time(9, 5)],
            ["machine runs", 1, datetime.time(10, 40)],
            ["waits for material", 1, datetime.time(13, 2), "rain"],
            ["machine runs", 2, datetime.time(8, 17)],
        ],
    },
    "numbers game": {
        "Player (a code, no name)": [
            ["P1", "A", 1, "mixed", 80],
            ["P1", "A", 2, "mixed", 72],
            ["P2", "B", 1, "mixed", 100],
            ["P2", "B", 2, "set in order", 45],
            ["P3", "B", 1, "mixed", 90],
            ["P3", "B", 2, "set in order", 54],
        ]
    },
    "dice line": {"Roll 1": [[3, 5, 6, 2, 4], [6, 1, 4, 4, 6], [1, 6, 6, 6, 6], [2, 2, 2, 3, 1]]},
    "parts": {
        "Round, spelled as below": [["batch"], ["one"]],
        "Round": [
            ["batch", 1, 0, 15, 2, 30],
            ["batch", 2, 0, 15, 3, 0],
            ["one", 1, 0, 0, 0, 50],
            ["one", 2, 0, 20],
            ["one", 3, 0, 40, 2, 0],
        ],
    },
    "value stream": {
        "Daily demand": 300,
        "Process": [["cut", 600, None, 20, 12, 15, 0.9, 1], ["weld", 450, None, 45, 40, None, 0.85, 2],
                    ["ship", 1200, None, 0, 0]],
    },
}  # fmt: skip


def fill(path, filled):
    workbook = load_workbook(path)
    sheet = workbook.active
    for words, lines in filled.items():
        cell = [cell for row in sheet.iter_rows() for cell in row if cell.value == words][-1]
        if not isinstance(lines, list):
            sheet.cell(cell.row, cell.column + 1, lines)
            continue
        for down, line in enumerate(lines, start=1):
            for right, value in enumerate(line):
                if value is not None:
                    sheet.cell(cell.row + down, cell.column + right, value)
    workbook.save(path)
    return path


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Name of a form -> its workbook, filled in; nothing changes these."""
    folder = tmp_path_factory.mktemp("forms")
    return {name: fill(to_excel(name, folder / f"{name}.xlsx"), lines) for name, lines in FILLED.items()}


@pytest.fixture(scope="module")
def sheets(filled, calculate, tmp_path_factory):
    """Name of a form -> (as filled in, blank), as LibreOffice calculates them."""
    folder = tmp_path_factory.mktemp("blank")
    blank = [to_excel(name, folder / f"blank {name}.xlsx") for name in filled]
    books = calculate([*filled.values(), *blank])
    return dict(zip(filled, zip(books[: len(filled)], books[len(filled) :], strict=True), strict=True))


def value(workbook, name):
    """The value of the cell of that name, or a list for a column."""
    sheet, area = next(iter(workbook.defined_names[name].destinations))
    cells = workbook[sheet][area]
    return [cell.value for (cell,) in cells] if isinstance(cells, tuple) else cells.value


def test_every_form_is_here():
    assert set(FILLED) == set(forms())


@pytest.mark.parametrize("name", FILLED)
def test_a_blank_form_is_empty_when_read_and_shows_no_error(name, sheets, tmp_path):
    assert read_form(to_excel(name, tmp_path / "blank.xlsx")).empty
    shown = [
        cell.value
        for row in sheets[name][1].active.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert not [text for text in shown if text.startswith("#") or "Err:" in text]
    check = value(sheets[name][1], "check")
    assert check == ("Fill in the daily demand" if name == "value stream" else "OK")


@pytest.mark.parametrize("name", FILLED)
def test_a_form_that_is_filled_in_right_says_so(name, sheets):
    assert value(sheets[name][0], "check") == "OK"


def test_more_lines_on_request_and_no_other_options(tmp_path):
    few, many = (load_workbook(to_excel("parts", tmp_path / f"{n}.xlsx", rows=n)) for n in (5, 200))
    assert many.active.max_row - few.active.max_row == 140  # never fewer than the form has
    with pytest.raises(ValueError, match="The parts form takes overwrite and rows; planned was given"):
        to_excel("parts", tmp_path / "no.xlsx", planned=3)


def test_a_wrong_name_is_answered_with_all_names(tmp_path):
    with pytest.raises(ValueError, match="There is no form called 'dice'.*\"dice line\""):
        to_excel("dice", tmp_path / "no.xlsx")


# -- each form against the package ----------------------------------------------------------------------------


def test_two_hands(filled, sheets):
    chart = read_form(filled["two-hand chart"])
    assert list(chart.columns) == [c for c in load("motion/two_hand_chart").columns if c != "method"]
    found, book = motion.two_handed(chart), sheets["two-hand chart"][0]
    assert value(book, "cycle") == pytest.approx(found.cycle_time) == 4.0
    for hand in ("left", "right"):
        assert value(book, f"{hand}_works") == pytest.approx(found.utilisation[hand])
        assert value(book, f"{hand}_holds") == pytest.approx(found.holding[hand] / 4)
        assert value(book, f"{hand}_waits") == pytest.approx(found.idle[hand] / 4)
    assert chart["start_s"].to_list() == [0, 1.2, 0, 1.5] and chart["step"].to_list() == [1, 2, 1, 2]
    charts.motion.two_hand_chart(chart)


def test_the_letters_of_a_therblig_are_read_too(tmp_path):
    lines = [["x", "Left", "TE", 1], [None, "right", "ud", 1]]
    chart = read_form(fill(to_excel("two-hand chart", tmp_path / "a.xlsx"), {"What the hand does": lines}))
    assert chart["therblig"].to_list() == ["transport empty", "unavoidable delay"]


def test_ratings(filled, sheets):
    ratings, book = read_form(filled["ratings"]), sheets["ratings"][0]
    assert list(ratings.columns) == list(load("timestudy/clip_ratings").columns)
    paces = ratings.attrs["known_pace"]
    assert paces == {"1": 1.0, "2": 1.25, "3": 0.75}
    found = timestudy.rating_bias(list(ratings["rating"]), [paces[clip] for clip in ratings["clip"]])
    assert value(book, "bias") == pytest.approx(found.bias)
    assert value(book, "spread") == pytest.approx(found.spread)
    assert value(book, "slope_of_line") == pytest.approx(found.slope)
    assert "2 raters" in charts.rating.rating_plot(ratings, paces).text


def test_tours(filled, sheets):
    tours, book = read_form(filled["work sampling"]), sheets["work sampling"][0]
    assert set(tours.columns) == set(load("worksampling/tours").columns) - {"date", "block"}
    assert tours["time"].to_list() == ["09:05", "10:40", "13:02", "08:17"]
    assert tours["remark"].to_list() == ["", "", "rain", ""]
    found = worksampling.proportions(tours).set_index("activity")
    shown = dict(
        zip(value(book, "activity"), zip(value(book, "p"), value(book, "margin"), strict=True), strict=True)
    )
    for activity, row in found.iterrows():
        assert shown[activity] == pytest.approx((row["proportion"], row["margin"]))
    assert value(book, "n_all") == 4 and shown["set-up"][0] == 0


def test_numbers_game(filled, sheets):
    plays, book = read_form(filled["numbers game"]), sheets["numbers game"][0]
    assert list(plays.columns) == list(load("waste/numbers_game").columns)
    assert len(plays) == 6 and plays["play"].dtype == "int64"
    assert value(book, "left_a") == pytest.approx(0.9) and value(book, "left_b") == pytest.approx(
        (0.45 + 0.6) / 2
    )
    assert value(book, "order_alone") == pytest.approx(1 - 0.525 / 0.9)
    means = dict(zip(value(book, "sheet_name"), value(book, "mean_s"), strict=True))
    assert means["mixed"] == pytest.approx((80 + 72 + 100 + 90) / 4) and means["sorted"] in ("", None)
    assert value(book, "per_number")[0] == pytest.approx(means["mixed"] / 20)


def test_parts(filled, sheets):
    parts, book = read_form(filled["parts"]), sheets["parts"][0]
    for place, name in enumerate(("batch", "one")):
        found = flow.measured_flow(parts[parts["round"] == name])
        assert value(book, "finished")[place] == found.finished
        assert value(book, "throughput")[place] == pytest.approx(found.throughput, rel=1e-3)
        assert value(book, "lead_time")[place] == pytest.approx(found.time_in_system, rel=1e-3)
        assert value(book, "wip")[place] == pytest.approx(found.wip, rel=1e-3)
    assert parts["finished_min"].isna().to_list() == [False, False, False, True, False]
    assert parts["arrived_min"].iloc[0] == 0.25
    # A round of which nothing is written yet has no numbers; the airplanes' names stand there already.
    blank = sheets["parts"][1]
    assert value(blank, "run_name")[:2] == ["batches of four", "one by one"]
    assert {value(blank, name)[0] for name in ("length_min", "throughput", "lead_time", "wip")} <= {"", None}


def test_dice(filled, sheets):
    line, book = read_form(filled["dice line"]), sheets["dice line"][0]
    found = flow.measured_flow(line)
    assert line.attrs["rounds"] == value(book, "rounds_played") == 4
    assert value(book, "throughput") == pytest.approx(found.throughput)
    assert value(book, "wip") == pytest.approx(found.wip)
    assert value(book, "lead_time") == pytest.approx(found.cycle_time)
    # By hand: station 2 has 4 chips, moves 4 of them and gets 3; has 3, moves 1 and gets 6; ...
    assert value(book, "moved_5")[:4] == [4, 2, 4, 1] and value(book, "before_2")[:4] == [3, 8, 3, 3]
    assert found.stations["station"].to_list() == [f"station {k}" for k in range(1, 6)]


def test_chips_move_first_come_first_served_and_not_twice_in_a_round():
    way = chips([[1, 1, 1, 1, 1]] * 6, 0)
    first = way[way["part"] == 1]
    assert first["station"].to_list() == [f"station {k}" for k in range(1, 6)]
    assert first["finished"].to_list() == [1, 2, 3, 4, 5] and first["arrived"].to_list() == [0, 1, 2, 3, 4]
    done = way.dropna().groupby("station")["finished"]
    assert all(times.is_monotonic_increasing for _station, times in done)
    assert chips([[0, 3, 0, 0, 0]], 2).dropna()["part"].to_list() == [7, 8]  # no more than lie there


def test_value_stream(filled, sheets):
    steps, book = read_form(filled["value stream"]), sheets["value stream"][0]
    assert steps.attrs == {"daily_demand": 300, "day_s": 86400}
    found = valuestream.ladder(steps, 300).totals
    assert value(book, "lead") == pytest.approx(found.lead_time) == 7.5
    assert value(book, "processing") == found.processing and value(book, "value_adding") == found.value_added
    assert value(book, "efficiency") == pytest.approx(found.process_cycle_efficiency)
    assert set(steps.columns) <= set(load("valuestream/processes").columns)
    charts.valuestream.value_stream_map(steps.assign(uptime=steps["uptime"].fillna(1)), 300, available=27_000)


# -- what may go wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "heading", "line", "words"),
    [
        ("two-hand chart", "What the hand does", ["x", "both", "use", 1], "Motions!B21: 'both' is not left or right"),
        ("two-hand chart", "What the hand does", ["x", "left", "juggle", 1], "C21: there is no therblig 'juggle'"),
        ("two-hand chart", "What the hand does", ["x", "left", "use", "1,5"], "D21: '1,5' is not a number.*: write 1.5"),
        ("two-hand chart", "What the hand does", ["x", None, "use", 1], "B21: Hand is missing"),
        ("ratings", "Rater (a code, no name)", ["R1", "before practice", "9", 1.0], "round 9 was not timed"),
        ("ratings", "Rater (a code, no name)", ["R1", "before practice", "9", 110], "'110' is not .*: write 1.1 for 110 %"),
        ("ratings", "Rater (a code, no name)", ["R1", "later", "9", 1], "'later' is not before practice or after"),
        ("ratings", "Round", ["1", 0], "'0' is not a number, more than 0"),
        ("work sampling", "Activity seen", ["x", 1, "five past"], "C36: 'five past' is not a clock time: write the time as 6:05"),
        ("work sampling", "Activity seen", ["x", 1.5, "9:05"], "B36: '1.5' is not a whole number, 1 or more"),
        ("work sampling", "Activity seen", [None, 1, "9:05"], "A36: Activity seen is missing"),
        ("numbers game", "Player (a code, no name)", ["P1", "C", 1, "mixed", 9], "'C' is not A or B"),
        ("numbers game", "Player (a code, no name)", ["P1", "A", 1, "shined", 9], "'shined' is not mixed or sorted"),
        ("dice line", "Roll 1", [1, 2, 3, 4, 13], "F21: '13' is not a whole number, 0 or more and 12 or less"),
        ("dice line", "Roll 1", [1, 2, 3, None, 5], "E21: Roll 4 is missing"),
        ("parts", "Round", ["a", 1, 0, 75, 2, 0], "'75' is not a number, 0 or more and less than 60"),
        ("parts", "Round", ["a", 1, 2, 0, 1, 0], "the part left before it came"),
        ("parts", "Round", ["a", True, 2, 0, 3, 0], "'True' is not a whole number"),
        ("value stream", "Process", ["cut", -5, None, 1, 1], "'-5' is not a number, 0 or more"),
        ("value stream", "Process", ["cut", 5, None, 1, 1, None, 90], "'90' is not .*: write 0.9 for 90 %"),
    ],
)  # fmt: skip
def test_wrong_cells_are_named(name, heading, line, words, tmp_path):
    path = fill(to_excel(name, tmp_path / "form.xlsx"), {heading: [line]})
    with pytest.raises(ValueError, match=words) as caught:
        read_form(path)
    assert str(path) in str(caught.value) and "Mend it in the workbook" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "heading", "line", "words"),
    [
        ("ratings", "Round", ["1", 25], "round 1 is there more than once"),
        (
            "numbers game",
            "Player (a code, no name)",
            ["P1", "A", 1, "mixed", 9],
            "play 1 of P1 is there more",
        ),
        ("parts", "Round", ["a", 1, 0, 0, 1, 0], "part 1 of round 'a' is there more than once"),
    ],
)
def test_what_is_there_twice_is_named(name, heading, line, words, tmp_path):
    with pytest.raises(ValueError, match=words):
        read_form(fill(to_excel(name, tmp_path / "form.xlsx"), {heading: [line, line]}))


def test_a_round_of_dice_that_was_left_out_is_named(tmp_path):
    rolls = [[1, 1, 1, 1, 1], [], [1, 1, 1, 1, 1]]
    with pytest.raises(ValueError, match="Rolls!B23: the line above it is empty"):
        read_form(fill(to_excel("dice line", tmp_path / "form.xlsx"), {"Roll 1": rolls}))


def test_an_input_that_was_cleared_is_named(tmp_path):
    path = to_excel("dice line", tmp_path / "form.xlsx")
    label = "Chips before each of stations 2 to 5 at the start"
    workbook = load_workbook(path)
    (cell,) = [cell for cell in workbook.active["A"] if cell.value == label]
    workbook.active.cell(cell.row, 2).value = None
    workbook.save(path)
    with pytest.raises(ValueError, match=f"{label} is missing"):
        read_form(path)


def test_lines_inserted_above_do_no_harm(filled, tmp_path):
    workbook = load_workbook(filled["ratings"])
    sheet = workbook.active
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(1, 2)
    workbook.save(tmp_path / "moved.xlsx")
    pd.testing.assert_frame_equal(read_form(tmp_path / "moved.xlsx"), read_form(filled["ratings"]))


def test_the_sheet_says_what_is_wrong_before_it_is_read(calculate, tmp_path):
    wrong = {
        "two-hand chart": ({"What the hand does": [["x", "left", "use", 2], ["y", "right", "use", 1]]},
                           "The hands do not end together"),
        "work sampling": ({"Activity seen": [["sleeping", 1, datetime.time(9, 5)]]}, "not in the list above"),
        "ratings": ({"Rater (a code, no name)": [["R", "before practice", "7", 1]]}, "was not timed above"),
        "parts": ({"Round": [["b", 1, 2, 0, 1, 0]]}, "left before it came"),
        "numbers game": ({"Player (a code, no name)": [["P", None, 1, "mixed", 9]]}, "has no group"),
        "dice line": ({"Roll 1": [[1, 2, 13, 1, 1]]}, "Roll 3"),
        "value stream": ({"Daily demand": 5, "Process": [["cut", 1, None, 5, 6]]}, "More time adds value"),
    }  # fmt: skip
    paths = [
        fill(to_excel(name, tmp_path / f"{name}.xlsx"), lines) for name, (lines, _words) in wrong.items()
    ]
    for book, (_lines, words) in zip(calculate(paths), wrong.values(), strict=True):
        assert words in value(book, "check")
