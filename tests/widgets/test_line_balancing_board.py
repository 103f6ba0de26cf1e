"""The line-balancing board: what holds and what does not, the rules told step by step, built by keys alone."""

import json
import math

import pandas as pd
import pytest

from shopfloor import load
from shopfloor.methods.balancing import assess, balance, positional_weights, shortest_cycle
from shopfloor.widgets.line_balancing_board import LineBalancingBoard
from shopfloor.widgets.line_balancing_board.given_line import read_line
from shopfloor.widgets.line_balancing_board.rule_steps import told

ROOT = ".sf-lbb"
KETTLE = load("line/kettle_line")
TAKT = 425 * 60 / 365
GOOD = [["A", "B"], ["C", "D", "E"], ["F", "G"], ["H", "I"], ["J", "K"]]


def table(times, before=None, names="ABCDEFGH"):
    names = list(names)[: len(times)]
    return pd.DataFrame({"task": names, "time": times, "predecessors": before or [""] * len(times)})


def figures(board):
    return [value for _, value, _ in board.view["figures"]]


def from_the_browser(board, **inputs):
    board.inputs = {**board.inputs, **inputs, "step": board.inputs.get("step", 0) + 1}


def test_at_first_all_tasks_wait():
    board = LineBalancingBoard()
    assert board.stations == [] and board.waiting == list("ABCDEFGHIJK") and board.people == []
    assert board.takt == board.cycle_time == pytest.approx(TAKT)
    assert board.view["verdict"][0] == "none" and board.view["problems"] == []
    assert "work for 4.38 people, so 5 at the very least" in board.text and board.view["least"] == 5
    assert board.record.empty and figures(board)[:2] == ["0", "\u2013"]
    assert board.line["tasks"][5]["before"] == [1, 4] and board.line["tasks"][5]["x"] == 2


def test_a_balance_that_holds_and_its_figures():
    board = LineBalancingBoard(stations=GOOD)
    same = assess(KETTLE, GOOD, TAKT)
    assert board.assessment == same and same.valid
    assert board.view["verdict"][:2] == ["good", "It holds: 5 stations"]
    # 306 s of work at 5 stations of 69.863 s; the longest has 67 s; idle 5 x 69.863 - 306.
    assert figures(board) == ["5", "87.6 %", "91.3 %", "12.4 %", "15.97", "43.32"]
    assert math.sqrt(sum((67 - time) ** 2 for time in (56, 67, 65, 60, 58))) == pytest.approx(
        15.969, abs=1e-3
    )
    assert "Station 3: F and G, 65 s." in board.text and "Efficiency 87.6 % against the cycle" in board.text


def test_the_record_has_a_row_for_each_placed_task():
    board = LineBalancingBoard(stations=["A B", "C D E F"])
    record = board.record
    assert list(record.columns) == ["station", "task", "time", "station_time", "idle"]
    assert record["station"].tolist() == [1, 1, 2, 2, 2, 2] and record["task"].tolist() == list("ABCDEF")
    assert record["time"].tolist() == [23, 33, 14, 29, 24, 43] and set(record["station_time"]) == {56, 110}
    assert record["idle"].tolist()[1:3] == pytest.approx([TAKT - 56, TAKT - 110])
    assert (LineBalancingBoard().record.dtypes == record.dtypes).all()
    numbered = table([2, 3], ["", "1"]).assign(task=[1, 2])
    one = LineBalancingBoard(numbered.assign(predecessors=["", 1]), cycle_time=5, stations=[[1, 2]])
    assert one.record["task"].tolist() == [1, 2] and one.stations == [[1, 2]]
    assert (LineBalancingBoard(numbered, cycle_time=5).record.dtypes == one.record.dtypes).all()


def test_what_does_not_hold_is_named_at_once():
    board = LineBalancingBoard()
    board.set(stations=[list("AC"), list("BDG"), list("EF")])
    over, broken = board.view["problems"]
    assert over == "Station 2 takes 84 s: 14.14 s over the cycle time of 69.86 s."
    assert broken == (
        "G (Clip the handle on) is at station 2, but must come after F (Wire the switch to the connector), "
        "which is at station 3."
    )
    assert board.view["broken"] == [[5, 6]] and [load["over"] for load in board.view["loads"]] == [
        False,
        True,
        False,
    ]
    assert [load["rest"] for load in board.view["loads"]] == ["32.86 idle", "14.14 over", "2.86 idle"]
    assert board.view["verdict"] == ["bad", "2 things do not hold", "4 tasks still wait."]
    assert over in board.text and broken in board.text
    # What is over at one station is no one's idle time at another.
    assert figures(board)[5] == "35.73"


def test_so_far_so_good():
    board = LineBalancingBoard(stations=["A B", "C D"])
    assert board.view["verdict"] == [
        "open",
        "4 of 11 tasks placed",
        "So far it holds. 7 tasks with 207 s of work wait.",
    ]


def test_tasks_stand_in_an_order_in_which_they_can_be_done_and_empty_stations_go():
    board = LineBalancingBoard()
    from_the_browser(board, stations=[[], ["B", "A"], [], ["D", "C"]], people=[3, 1, 1, 2])
    assert board.stations == [["A", "B"], ["C", "D"]] and board.people == [1, 2]


def test_demand_and_cycle():
    board = LineBalancingBoard(stations=GOOD)
    board.set(cycle_time=65)
    assert board.assessment.over_cycle == [2] and board.takt == pytest.approx(TAKT)
    assert "leaves room for stops: 392 pieces a shift are possible" in board.view["pace"]
    board.set(cycle_time=80)
    assert "only 318 pieces a shift are possible" in board.view["pace"] and board.assessment.valid
    board.set(demand=425)
    assert board.cycle_time == board.takt == 60 and board.assessment.over_cycle == [2, 3]
    assert board.view["pace"] == "Takt: 425 min \u00d7 60 / 425 pieces = 60 s. The cycle time is the takt."


@pytest.mark.parametrize(
    ("name", "takt", "period"),
    [
        ("lamp", 75, "day"),
        ("heater", 890 * 60 / 520, "day"),
        ("drive unit", 880 * 60 / 290, "day"),
        ("kettle", TAKT, "shift"),
    ],
)
def test_the_courses_own_lines_bring_their_takt(name, takt, period):
    board = LineBalancingBoard(name)
    assert board.cycle_time == pytest.approx(takt) and board.line["period"] == period
    if name != "kettle":
        rows = load("line/tasks")
        same = LineBalancingBoard(rows[rows["line"] == name], stations="station_now")
        assert same.cycle_time == board.cycle_time and same.assessment == assess(
            rows[rows["line"] == name], "station_now", same.cycle_time
        )


def test_a_table_of_ones_own_in_minutes():
    board = LineBalancingBoard(table([0.5, 0.7], ["", "A"]), demand=400, available_min=420, unit="min")
    assert board.cycle_time == 1.05 and board.view["pace"].startswith(
        "Takt: 420 min / 400 pieces = 1.05 min."
    )
    plain = LineBalancingBoard(table([5, 7]), cycle_time=9, unit="hundredths")
    assert plain.takt is None and plain.view["pace"] == "" and plain.view["verdict"][1] == "Build this line"
    assert [task["y"] for task in plain.line["tasks"]] == [0, 0] and plain.line["arrows"] == []


def test_people_side_by_side():
    board = LineBalancingBoard("heater", stations="station_now")
    assert board.assessment.over_cycle == [6, 8, 9]
    board.set(stations=board.stations, people={8: 2})
    assert board.assessment.over_cycle == [6, 9] and board.people == [1] * 7 + [2, 1, 1]
    assert figures(board)[0] == "10" and board.view["figures"][0][2] == "11 people"
    assert board.view["loads"][7]["each"] == 65.5 and board.record.set_index("task").loc[
        "Q", "idle"
    ] == pytest.approx(2 * 890 * 60 / 520 - 131)
    board.set(people=[1] * 5 + [2, 1, 3, 1, 1], cycle_time=40)
    assert "Station 6 takes 117 s: 37 s over what 2 people have for a piece, 80 s." in board.view["problems"]


@pytest.mark.parametrize("method", ["largest candidate", "positional weight"])
@pytest.mark.parametrize("name", ["kettle", "pump", "heater", "drive unit"])
def test_each_step_of_a_rule_is_told_as_the_rule_takes_it(name, method):
    line = read_line(name, None, None, "s", None)
    result = balance(line.table, line.takt(line.demand), method, parallel=True)
    steps = told(line, result, "s")
    assert [step["task"] for step in steps] == [task for tasks in result.stations for task in tasks]
    assert [step["station"] for step in steps] == [
        i for i, tasks in enumerate(result.stations, 1) for _ in tasks
    ]
    rank = (
        positional_weights(line.table)
        if method == "positional weight"
        else line.table.set_index("task")["time"]
    )
    for step in steps:
        # Whoever is chosen ranks first among those that are said to fit.
        sentence = step["why"].split("begins. ")[-1].split(" can come next")[0]
        fitting = [
            words.split(" ")[0] for words in sentence.removeprefix("Only ").replace(" and ", ", ").split(", ")
        ]
        assert step["task"] in fitting and rank[step["task"]] == max(rank[one] for one in fitting)
    assert len(told(line, result, "s", 3)) == 3


def test_the_words_of_a_step():
    steps = told(
        read_line("pump", None, None, "s", 68),
        balance(read_line("pump", None, None, "s", 68).table, 68, "largest candidate"),
        "s",
    )
    assert steps[0]["why"] == "A (9), C (14) and E (28) can come next and fit; E is the longest."
    assert steps[0]["left"] == "40 s left"
    later = [step["why"] for step in steps if "would come first" in step["why"] or "begins" in step["why"]]
    assert any(
        words.startswith("Nothing that can come next fits at station 1, so station 2 begins.")
        for words in later
    )
    tie = table([4, 4, 3])
    line = read_line(tie, None, None, "s", 7)
    steps = told(line, balance(tie, 7, "largest candidate"), "s")
    assert steps[0]["why"].endswith("; A and B have the same time, and A stands first in the table.")
    assert (
        steps[1]["why"]
        == "Only C (3) can come next and fits. B (4) would come first, but does not fit any more."
    )


def test_a_rule_is_shown_as_far_as_it_is_asked_for():
    board = LineBalancingBoard()
    assert board.view["panel"] == {}
    board.set(asked="positional weight", at=3)
    panel = board.view["panel"]
    assert [step["task"] for step in panel["steps"]] == ["A", "B", "E"] and panel["stations"] == [
        ["A", "B"],
        ["E"],
    ]
    assert panel["end"] == "" and board.stations == []
    board.set(at=50)
    panel = board.view["panel"]
    assert panel["at"] == 11 and panel["end"] == "5 stations, efficiency 87.6 %. No balance has fewer."
    assert panel["stations"] == balance(KETTLE, TAKT, "positional weight").stations
    pump = LineBalancingBoard("pump")
    pump.set(asked="largest candidate", at=14)
    assert (
        pump.view["panel"]["end"].startswith("7 stations")
        and "at least 5 are needed is certain" in pump.view["panel"]["end"]
    )


def test_the_optimum_only_on_request_and_its_stations_only_on_a_second_one():
    board = LineBalancingBoard(
        "pump",
        stations=balance(read_line("pump", None, None, "s", None).table, 890 / 13.1, "largest candidate"),
    )
    assert "optimum" not in json.dumps(board.view).lower()
    board.set(asked="optimal")
    panel, best = board.view["panel"], balance(board._line.table, board.cycle_time)
    assert best.proved_optimal and best.n_stations == 6 and board.assessment.n_stations == 7
    assert panel["head"] == "Yours holds, with 1 station more than the optimum"
    assert "Proved: no balance of this line at 67.89 s has fewer than 6 stations." in panel["words"]
    fast = shortest_cycle(board._line.table, 6)
    assert f"no cycle with 6 stations is shorter than {fast.cycle_time:g} s" in panel["words"]
    assert panel["rows"][0] == ["Stations", "7", "6"] and "stations" not in panel
    board.set(seen=True)
    assert board.view["panel"]["stations"] == best.stations
    board.set(stations=best)
    assert (
        board.view["panel"]["head"] == "Yours has as few stations as the optimum" and board.assessment.valid
    )
    board.set(stations=best.stations[:-1])
    assert "still wait" in board.view["panel"]["head"]
    board.set(stations=[[task for tasks in best.stations for task in tasks]])
    assert board.view["panel"]["head"] == "Yours does not hold yet"


def test_the_optimum_of_a_line_with_a_long_task_counts_people():
    board = LineBalancingBoard("heater")
    board.set(asked="optimal", seen=True)
    panel = board.view["panel"]
    assert (
        panel["rows"][1] == ["People", "0", "10"]
        and sum(panel["people"]) == 10
        and "no cycle with" not in panel["words"]
    )
    board.set(stations=panel["stations"], people=panel["people"])
    assert board.assessment.valid


def test_the_work_is_kept_and_only_for_its_own_line(tmp_path):
    path = tmp_path / "line.json"
    board = LineBalancingBoard(save_as=path)
    board.set(stations=GOOD, cycle_time=70)
    again = LineBalancingBoard(save_as=path)
    assert again.stations == GOOD and again.cycle_time == 70
    other = LineBalancingBoard("lamp", save_as=path)
    assert "balance of another line" in other.view["problem"] and other.stations == []


def test_the_given_table_is_not_changed():
    given = KETTLE.copy()
    board = LineBalancingBoard(given, stations=GOOD)
    board.set(asked="largest candidate", at=4, demand=300)
    pd.testing.assert_frame_equal(given, KETTLE)
    given.loc[0, "time"] = 1000
    assert board.assessment.station_times[0] == 56


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"tasks": "bicycle"}, "no line 'bicycle': there are kettle, lamp"), ({"tasks": 5}, "are a table"), ({"tasks": load("line/tasks")}, "holds 4 lines"),
        ({"tasks": table([1, 2])}, "Give cycle_time"), ({"tasks": table([1, 2]), "demand": 9}, "Takt needs both"),
        ({"tasks": table([1, 2]), "demand": 9, "available_min": 9, "unit": "h"}, "give cycle_time instead"), ({"unit": ""}, "is a word"),
        ({"tasks": table([1] * 61, names=range(61)), "cycle_time": 9}, "up to 60"), ({"tasks": table([1, 2], ["B", "A"]), "cycle_time": 9}, "circle"),
        ({"cycle_time": 0}, "more than 0"), ({"cycle_time": "70"}, "take off the quotes"), ({"demand": -3}, "more than 0"), ({"demand": True}, "demand"),
        ({"stations": ["A X"]}, "no task 'X' at station 1"), ({"stations": ["A", "A B"]}, "A was given more than once"), ({"stations": 7}, "Give the tasks at each station"),
        ({"stations": "station_now"}, "no column 'station_now'"), ({"stations": ["A", "B"], "people": [1]}, "people for 1 stations"), ({"stations": ["A"], "people": 10}, "up to 9"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_words(arguments, words):
    with pytest.raises(ValueError, match=words) as problem:
        LineBalancingBoard(**arguments)
    assert "\n" not in str(problem.value)


def test_what_cannot_be_set_is_said_and_the_board_stays():
    board = LineBalancingBoard(stations=GOOD)
    for inputs, words in [
        ({"asked": "magic"}, "What can be asked for"), ({"stations": ["Z"]}, "no task 'Z'"), ({"at": -1}, "negative"), ({"color": 1}, "nothing called color"),
    ]:  # fmt: skip
        with pytest.raises(ValueError, match=words):
            board.set(**inputs)
    alone = LineBalancingBoard(table([1, 2]), cycle_time=3)
    with pytest.raises(ValueError, match="available_min"):
        alone.set(demand=5)
    with pytest.raises(ValueError, match="Give a cycle time"):
        alone.set(cycle_time=None)
    from_the_browser(board, stations="nonsense")
    assert "no column 'nonsense'" in board.view["problem"] and board.stations == GOOD


def test_built_by_keyboard_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "lines/board.ipynb",
        [
            "from shopfloor.widgets.line_balancing_board import LineBalancingBoard\n"
            "board = LineBalancingBoard(save_as='my_line.json')\nboard",
            "print('last line')",
            "print(board.stations, board.assessment.valid, round(board.assessment.efficiency, 4))",
            "print(board.record.tail(2).to_json(orient='values'))",
        ],
    )
    lab.run_all(page, "lines/board.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    page.locator(f"{ROOT} .lb-task[tabindex='0']").focus()
    # Quicker than the answers come: every key counts. G goes to station 1 at first, which is wrong twice over.
    for key in "n ArrowDown 1 ArrowDown n ArrowDown 2 ArrowDown 2 ArrowDown n ArrowDown 1".split():
        page.keyboard.press(key)
    page.wait_for_selector(f"{ROOT}[data-verdict='bad'][data-stations='3'][data-waiting='4']")
    problems = page.locator(f"{ROOT} .lb-problems").inner_text()
    assert (
        "Station 1 takes 78 s: 8.14 s over" in problems
        and "G (Clip the handle on) is at station 1, but must come after" in problems
    )
    page.wait_for_selector(f"{ROOT} [role='status'] >> text=G is at station 1 now. Station 1 takes 78 s")
    assert page.locator(f"{ROOT} .lb-arrows [data-state='broken']").count() == 2
    assert axe(page, ROOT) == []
    focused = "document.activeElement.getAttribute('aria-label')"
    assert "precedence broken" in page.evaluate(focused)
    for key in "ArrowRight ArrowRight".split():
        page.keyboard.press(key)
    page.wait_for_selector(f"{ROOT}[data-verdict='open'][data-waiting='4']")
    assert page.evaluate(focused).startswith("G, Clip the handle on, 22 s, after D, F, at station 3")
    for key in "ArrowDown n ArrowDown 4 ArrowDown n ArrowDown 5".split():
        page.keyboard.press(key)
    page.wait_for_selector(f"{ROOT}[data-verdict='good'][data-stations='5']")
    # Taken back, undone, and a person more and less.
    for key, state in [
        ("Delete", "[data-waiting='1']"),
        ("u", "[data-verdict='good']"),
        ("p", " .lb-people"),
        ("Shift+P", ":not(:has(.lb-people))"),
    ]:
        page.keyboard.press(key)
        page.wait_for_selector(f"{ROOT}{state}")
    # A station of its own goes in right after the old one; a tap on a station is enough, too.
    page.keyboard.press("Home")
    page.keyboard.press("n")
    page.wait_for_selector(f"{ROOT}[data-stations='6'] [data-drop='s1'] .lb-block[data-task='0']")
    page.keyboard.press("u")
    page.wait_for_selector(f"{ROOT}[data-verdict='good']")
    page.locator(f"{ROOT} .lb-task[data-task='10']").click()
    page.locator(f"{ROOT} [data-drop='s3'] .lb-foot").click()
    page.wait_for_selector(f"{ROOT}[data-verdict='bad'] [data-drop='s3'][data-over]")
    page.get_by_role("button", name="Undo").press("Enter")
    page.wait_for_selector(f"{ROOT}[data-verdict='good']")
    assert float(page.locator(ROOT).get_attribute("data-took")) > 0
    assert lab.run_cell(page, 2).strip() == f"{GOOD} True 0.876"
    rows = json.loads(lab.run_cell(page, 3))
    assert rows[1][:4] == [5, "K", 27.0, 58.0] and rows[1][4] == pytest.approx(TAKT - 58)
    # The rule, task by task, and the optimum.
    page.get_by_role("button", name="Largest candidate").press("Enter")
    page.wait_for_selector(f"{ROOT}[data-asked='largest candidate'][data-at='1']")
    page.get_by_role("button", name="Next task").press("Enter")
    page.wait_for_selector(f"{ROOT}[data-at='2'] .lb-last")
    assert page.locator(f"{ROOT} .lb-task[data-chosen]").count() == 1
    page.get_by_role("button", name="All", exact=True).press("Enter")
    page.wait_for_selector(f"{ROOT}[data-at='11'] .lb-end >> text=5 stations")
    assert page.evaluate("document.activeElement.textContent") == "One back"
    page.get_by_role("button", name="Compare with the proved optimum").press("Enter")
    page.wait_for_selector(f"{ROOT}[data-asked='optimal'] >> text=Yours has as few stations as the optimum")
    assert axe(page, ROOT) == []
    page.get_by_label("Cycle time (s)").fill("80")
    page.keyboard.press("Tab")
    page.wait_for_selector(f"{ROOT}[data-verdict='good'] .lb-pace >> text=only 318 pieces")
    # A new demand makes the cycle its takt again.
    page.get_by_label("Demand (pieces a shift)").fill("425")
    page.keyboard.press("Tab")
    page.wait_for_selector(f"{ROOT}[data-verdict='bad'][data-asked='']")
    assert page.get_by_label("Cycle time (s)").input_value() == "60"
    # Made again, the widget shows the work that was kept.
    lab.run_cell(page, 0)
    page.wait_for_selector(f"{ROOT}[data-stations='5'][data-verdict='bad']")
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_narrow_page_without_a_notebook(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=1500, color_scheme=colors)
    on_a_static_page(page, LineBalancingBoard(stations=[list("AC"), list("BDG"), list("EF")]))
    page.wait_for_selector(f"{ROOT}[data-verdict='bad'] .lb-block[data-task='6'][data-wrong]")
    assert axe(page, ROOT) == []
    # Blocks are as high as the tasks take long, the cycle line stands where the cycle ends.
    high = page.evaluate(
        "[...document.querySelectorAll('.lb-block')].map((one) => [Number(one.dataset.task), one.getBoundingClientRect().height])"
    )
    times = KETTLE["time"].tolist()
    scale = high[0][1] / times[high[0][0]]
    assert [height for _, height in high] == pytest.approx([scale * times[task] for task, _ in high], abs=0.1)
    line = page.evaluate(
        "(() => { const s = document.querySelector('.lb-stack').getBoundingClientRect(), c = document.querySelector('.lb-cycle').getBoundingClientRect(); return s.bottom - 2 - c.bottom; })()"
    )
    assert line == pytest.approx(scale * TAKT, abs=1.5)
    page.locator(f"{ROOT} .lb-plot").scroll_into_view_if_needed()
    # Dragged with the mouse into a gap: a new station there, and the click that ends it chooses nothing else.
    block, gap = (
        page.locator(f"{ROOT} .lb-block[data-task='6']").bounding_box(),
        page.locator(f"{ROOT} [data-drop='n2']").bounding_box(),
    )
    page.mouse.move(block["x"] + 10, block["y"] + 10)
    page.mouse.down()
    page.mouse.move(gap["x"] + 3, gap["y"] + 60, steps=4)
    page.wait_for_selector(f"{ROOT} .lb-gap[data-target]")
    page.mouse.up()
    assert page.evaluate("window.state.inputs.stations") == [["A", "C"], ["B", "D"], ["G"], ["E", "F"]]
    assert page.locator(f"{ROOT} .lb-task[aria-pressed='true']").get_attribute("data-task") == "6"
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == [] and page.outside_requests == []
