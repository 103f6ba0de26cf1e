"""The 5S numbers game: sheets, times and words; played by keys in a real JupyterLab."""

import json

import pytest

from shopfloor.widgets import NumbersGame
from shopfloor.widgets.numbers_game.sheets import HEIGHT, SHEETS, WIDTH, layout

ROOT = ".sf-game"


def play(game, sheet, seconds, wrong=0):
    count = game.inputs["numbers"]
    plays = [
        *game.inputs["plays"],
        {"sheet": sheet, "seconds": [seconds] * count, "wrong": [wrong] + [0] * (count - 1)},
    ]
    game.inputs = {**game.inputs, "plays": plays, "step": game.inputs["step"] + 1}


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("numbers", [4, 7, 20, 40])
def test_every_number_stands_once_on_the_sheet_and_covers_no_other(sheet, numbers):
    for number_of_play in range(12):
        spots = layout(sheet, numbers, 9, number_of_play)
        values = [spot["value"] for spot in spots]
        assert len(set(values)) == len(values) and set(range(1, numbers + 1)) <= set(values)
        assert len(values) == (2 * numbers if sheet == "mixed" else numbers)
        assert all(2 < spot["x"] < WIDTH - 2 and 2 < spot["y"] < HEIGHT - 2 for spot in spots)
        nearest = min(
            max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"]))
            for place, one in enumerate(spots)
            for other in spots[place + 1 :]
        )
        assert nearest > 2.5


def test_another_play_is_another_sheet_but_the_standard_stays():
    assert layout("mixed", 20, 9, 0) != layout("mixed", 20, 9, 1) != layout("mixed", 20, 8, 1)
    assert layout("mixed", 20, 9, 0) == layout.__wrapped__("mixed", 20, 9, 0)
    assert layout("standardized", 20, 9, 0) == layout("standardized", 20, 4, 5)


def test_set_in_order_puts_the_numbers_in_turn_into_four_fields():
    for spot in layout("set in order", 20, 9, 2):
        field = (spot["x"] > WIDTH / 2) + 2 * (spot["y"] > HEIGHT / 2)
        assert field == (spot["value"] - 1) % 4


def test_the_record_and_the_summary_are_the_learners_own_times():
    game = NumbersGame(numbers=5, save_as=None)
    play(game, "mixed", 3.0, wrong=2)
    play(game, "mixed", 2.0)
    play(game, "standardized", 1.0)
    record = game.record
    assert len(record) == 15 and record["play"].tolist() == [1] * 5 + [2] * 5 + [3] * 5
    assert record["number"].tolist() == [1, 2, 3, 4, 5] * 3 and record["wrong"].sum() == 2
    summary = game.summary().set_index("sheet")
    assert summary.loc["mixed"].tolist() == [2, 12.5, 2.5, 2] and summary.loc["standardized"].tolist() == [
        1,
        5.0,
        1.0,
        0,
    ]
    assert "mixed 2.50 s a number, standardized 1.00 s a number" in game.text
    assert "From mixed to standardized: 60\u00a0% less searching." in game.text


def test_slower_is_said_too():
    game = NumbersGame(numbers=5, save_as=None)
    play(game, "mixed", 2.0)
    play(game, "sorted", 3.0)
    assert "50\u00a0% more searching" in game.text


def test_an_empty_record_has_the_same_columns_and_types():
    game = NumbersGame(numbers=5, save_as=None)
    empty = game.record
    play(game, "mixed", 3.0)
    assert empty.empty and (empty.dtypes == game.record.dtypes).all() and game.summary().shape == (1, 5)


@pytest.mark.parametrize(
    "bad",
    [
        {"sheet": "tidy"},
        {"plays": "none"},
        {"plays": [{"sheet": "mixed", "seconds": [1.0], "wrong": [0]}]},
        {"plays": [{"sheet": "mixed", "seconds": [-1.0] * 5, "wrong": [0] * 5}]},
        {"plays": [{"sheet": "mixed", "seconds": [1.0] * 5, "wrong": ["0"] * 5}]},
        {"plays": [{"sheet": "tidy", "seconds": [1.0] * 5, "wrong": [0] * 5}]},
        {"plays": [[]]},
    ],
)
def test_what_is_no_play_is_refused(bad):
    game = NumbersGame(numbers=5, save_as=None)
    game.inputs = {**game.inputs, **bad, "step": 1}
    assert game.view["problem"] and game.record.empty


def test_plays_are_kept_with_their_game(tmp_path):
    path = tmp_path / "my_numbers_game.json"
    play(NumbersGame(numbers=5, save_as=path), "mixed", 3.0)
    assert len(NumbersGame(numbers=5, save_as=path).record) == 5
    assert "another game" in NumbersGame(numbers=6, save_as=path).view["problem"]


@pytest.mark.parametrize("arguments", [{"numbers": 3}, {"numbers": True}, {"numbers": 41}, {"seed": "9"}])
def test_arguments_that_make_no_sense(arguments):
    with pytest.raises(ValueError, match="must be a whole number"):
        NumbersGame(save_as=None, **arguments)


def test_played_by_keyboard_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "game/game.ipynb",
        [
            "from shopfloor.widgets import NumbersGame\ngame = NumbersGame(numbers=6)\ngame",
            "print('last line')",
            "print(game.record[['play', 'sheet', 'number', 'wrong']].to_json(orient='values'))",
            "print(game.record['seconds'].min() > 0, abs(round(game.summary()['seconds'].sum() - game.record['seconds'].sum(), 6)))",
        ],
    )
    lab.run_all(page, "game/game.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    page.get_by_role("radio", name="standardized").press("Space")
    page.wait_for_selector(f"{ROOT} .sf-board[data-sheet='standardized']")
    assert page.locator(".sf-board").evaluate("board => board.inert"), "no searching before the watch runs"
    page.locator(f"{ROOT} .sf-go").press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-board[data-running='yes']")
    assert axe(page, ROOT) == []
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")  # 2 before 1: a wrong press
    page.wait_for_selector(f"{ROOT} .sf-said >> text=That is 2; find 1.")
    page.keyboard.press("ArrowLeft")
    for found in range(1, 7):
        page.keyboard.press("Enter")
        if found < 5:
            page.keyboard.press("ArrowRight")
        elif found == 5:  # the second row begins below 1
            page.keyboard.press("ArrowDown")
            for _ in range(4):
                page.keyboard.press("ArrowLeft")
    page.wait_for_selector(f"{ROOT}[data-plays='1']")
    page.locator(f"{ROOT} .sf-go").press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.wait_for_selector(f"{ROOT} .sf-said >> text=Given up")
    rows = json.loads(lab.run_cell(page, 2))
    assert rows == [[1, "standardized", number, 1 if number == 1 else 0] for number in range(1, 7)]
    assert lab.run_cell(page, 3).split() == ["True", "0.0"]
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_it_can_be_played_on_a_static_page(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors)
    on_a_static_page(page, NumbersGame(numbers=4, save_as=None))
    page.get_by_role("button", name="Start").click()
    assert axe(page, ROOT) == []
    small = page.locator(".sf-number").evaluate_all(
        "spots => spots.filter((spot) => spot.offsetWidth < 24 || spot.offsetHeight < 24).length"
    )
    assert small == 0
    for number in "1234":
        page.locator(f".sf-number[data-value='{number}']").click()
    page.wait_for_selector(f"{ROOT} .sf-said >> text=All 4 found in")
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == [] and page.outside_requests == []
