"""The learning-curve fitter: computed in Python, laid by keys and by hand in a real JupyterLab."""

import json
import math

import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import learning
from shopfloor.widgets.learning_curve_fitter import LearningCurveFitter

ROOT = ".sf-fitter"
HOURS = load("learning/unit_hours")
KEPT = HOURS[HOURS["unit"] != 13]


def from_the_browser(fitter, **inputs):
    fitter.inputs = {**fitter.inputs, **inputs, "step": fitter.inputs["step"] + 1}


def squared(units, times, rate, first):
    """The sum of squared errors by its definition."""
    return sum(
        (math.log(time) - math.log(first) - math.log2(rate) * math.log(unit)) ** 2
        for unit, time in zip(units, times, strict=True)
    )


def a_line(**other):
    line = {"record": "pump station", "model": "unit", "left_out": [], "rate": 0.8, "first": 40}
    return {**line, "best_shown": False, **other}


# What it says


def test_at_first_there_are_the_pump_stations_twenty_units_and_a_line_that_misses_them():
    fitter = LearningCurveFitter()
    expected = squared(HOURS["unit"], HOURS["hours"], 0.90, 38.5)
    assert fitter.line == (0.90, 38.5)
    assert float(fitter.view["squared"]) == pytest.approx(expected, abs=5e-5)
    assert fitter.view["typical"] == pytest.approx(math.exp(math.sqrt(expected / 20)) - 1, abs=1e-4)
    assert fitter.text.startswith("20 units of the record pump station on log-log paper")
    assert "unit 1 took 38.5 h, unit 20 took 11.6 h" in fitter.text
    assert f"the sum of the squared errors is {expected:.4f}" in fitter.text
    assert repr(fitter).startswith("LearningCurveFitter: 20 units")


def test_the_best_line_is_not_given_away_before_it_is_asked_for():
    fitter = LearningCurveFitter()
    assert fitter.view["best"] is None and "Best line" not in fitter.text
    fitter.set(show_best=True)
    rate, first = learning.fit(HOURS["unit"], HOURS["hours"])
    least = squared(HOURS["unit"], HOURS["hours"], rate, first)
    assert fitter.best == learning.fit(HOURS["unit"], HOURS["hours"])
    assert fitter.view["best"][0] == [1.0, pytest.approx(first, rel=1e-4)]
    assert fitter.view["best"][-1] == [20.0, pytest.approx(first * rate ** math.log2(20), rel=1e-4)]
    assert f"rate {100 * rate:.1f}\u00a0%, unit 1 at {first:.1f} h, squared errors {least:.4f}" in fitter.text
    assert f"Yours are {6.0526 / least:.0f} times as much." in fitter.text


def test_how_far_from_the_best_is_said_in_words_that_fit():
    # An exact curve of 80 percent: the best line is it, and misses nothing.
    exact = pd.DataFrame({"unit": [1, 2, 4, 8], "hours": [100, 80, 64, 51.2]})
    fitter = LearningCurveFitter(exact)
    fitter.set(rate=0.8, first=100, show_best=True)
    assert fitter.view["of_best"].endswith("squared errors 0.0000. Yours is as good.")
    fitter.set(first=110)
    assert fitter.view["of_best"].endswith("squared errors 0.0000."), "no ratio to nothing"
    fitter = LearningCurveFitter()
    fitter.set(rate=0.762, first=39.5, show_best=True)
    rate, first = fitter.best
    more = squared(HOURS["unit"], HOURS["hours"], 0.762, 39.5) / squared(
        HOURS["unit"], HOURS["hours"], rate, first
    )
    assert 1.001 < more < 1.1 and f"Yours are {100 * (more - 1):.0f}\u00a0% more." in fitter.text


def test_early_and_late_units_say_in_which_way_the_line_leans():
    exact = pd.DataFrame({"unit": [1, 2, 4, 8], "hours": [100, 80, 64, 51.2]})
    fitter = LearningCurveFitter(exact)
    fitter.set(rate=0.9, first=100)
    # The early units (1 and 2, up to the middle of the paper) and the late ones (4 and 8), by hand.
    early = math.sqrt(1.0 * 0.8 / 0.9) - 1
    late = math.sqrt((0.64 / 0.81) * (0.512 / 0.729)) - 1
    assert (
        f"units 1 to 2 {-100 * early:.0f}\u00a0% below it; units 4 to 8 {-100 * late:.0f}\u00a0% below it"
        in fitter.text
    )
    fitter.set(rate=0.8)
    assert "units 1 to 2 on it; units 4 to 8 on it" in fitter.text
    # A unit at the very middle of the paper is an early one.
    assert "units 1 to 2 " in (three := LearningCurveFitter(exact.head(3)).text) and "; unit 4 " in three


def test_a_unit_left_out_counts_no_more_and_the_average_takes_it_back():
    fitter = LearningCurveFitter()
    fitter.set(left_out=[13], rate=0.75, first=39.4)
    kept = KEPT
    assert float(fitter.view["squared"]) == pytest.approx(
        squared(kept["unit"], kept["hours"], 0.75, 39.4), abs=5e-5
    )
    assert fitter.best == learning.fit(kept["unit"], kept["hours"])
    assert [point["unit"] for point in fitter.view["points"] if not point["counts"]] == [13]
    assert fitter.view["points"][12]["remark"] == "two hoses delivered too short, made again here"
    above = 24.2 / (39.4 * 0.75 ** math.log2(13)) - 1
    assert (
        fitter.view["points"][12]["words"]
        == f"unit 13: 24.2 h, {100 * above:.0f}\u00a0% above your line, left out"
    )
    assert "Unit 13 is left out." in fitter.text
    fitter.set(model="average")
    averages = HOURS["hours"].cumsum() / HOURS["unit"]
    assert float(fitter.view["squared"]) == pytest.approx(
        squared(HOURS["unit"], averages, 0.75, 39.4), abs=5e-5
    )
    assert all(point["counts"] for point in fitter.view["points"])
    assert "The average takes every unit in: unit 13, left out of the unit curve, counts here." in fitter.text
    assert fitter.view["points"][1]["words"].startswith("average of the units up to 2: 34.4 h")
    assert fitter.best == learning.fit(HOURS["unit"], HOURS["hours"], "average")


def test_the_average_line_says_what_the_last_unit_itself_takes():
    fitter = LearningCurveFitter(model="average")
    average = 38.5 * 0.9 ** math.log2(20)
    alone = 20 * average - 19 * 38.5 * 0.9 ** math.log2(19)
    assert (
        f"the average of 20 units is {average:.1f} h, and unit 20 itself takes {alone:.1f} h" in fitter.text
    )


@pytest.mark.parametrize(
    ("model", "total"),
    [
        ("unit", lambda line: sum(line(unit) for unit in range(21, 41))),
        ("average", lambda line: 40 * line(40) - 20 * line(20)),
    ],
)
def test_a_quote_adds_the_units_up(model, total):
    fitter = LearningCurveFitter(model=model)
    fitter.set(rate=0.8, first=40, quote=[21, 40])
    hours = total(lambda unit: 40 * 0.8 ** math.log2(unit))
    each = f"{hours / 20:.1f}" if model == "unit" else f"{hours / 20:.2f}"  # three digits at least
    words = f"By your line units 21 to 40 take {hours:.1f} h together, {each} h each."
    assert fitter.view["quote"] == {"from": 21, "to": 40, "total": f"{hours:.1f} h", "words": words}
    assert words in fitter.text
    assert fitter.view["domain"]["last"] == 40 and fitter.view["line"][-1][0] == 40
    fitter.set(quote=[21, 21])
    assert fitter.view["quote"]["words"].startswith("By your line unit 21 takes ")
    assert fitter.view["domain"]["last"] == 21


def test_with_the_best_line_on_show_the_quote_is_by_both():
    fitter = LearningCurveFitter()
    fitter.set(show_best=True, quote=[21, 40])
    hours = learning.lot_time(fitter.best.first, 21, 40, fitter.best.rate)
    assert fitter.view["quote"]["words"].endswith(f"By the best line: {hours:.1f} h.")
    slower = LearningCurveFitter(pd.DataFrame({"unit": [1, 2, 3], "hours": [5, 6, 7]}))
    slower.set(show_best=True, quote=[4, 5])
    assert "The best line gives no quote. The learning rate is a fraction" in slower.text


# What comes back


def test_tables_are_there_before_anything_is_done():
    fitter = LearningCurveFitter()
    assert fitter.record.dtypes.astype(str).to_dict() == {
        "try": "int64",
        "record": "str",
        "model": "str",
        "left_out": "str",
        "rate": "float64",
        "first_h": "float64",
        "squared_error": "float64",
        "best_shown": "bool",
    }
    assert fitter.quotes.dtypes.astype(str).to_dict() == {
        "quote": "int64",
        "record": "str",
        "model": "str",
        "rate": "float64",
        "first_h": "float64",
        "from_unit": "int64",
        "to_unit": "int64",
        "total_h": "float64",
        "average_h": "float64",
    }
    assert fitter.record.empty and fitter.quotes.empty and "No line is kept yet." in fitter.text


def test_lines_kept_and_quotes_come_back_as_tables():
    fitter, empty = LearningCurveFitter(), LearningCurveFitter()
    tries = [a_line(), a_line(left_out=[13, 2], rate=0.76, best_shown=True)]
    quotes = [{**a_line(), "from": 21, "to": 22}]
    from_the_browser(fitter, tries=tries, quotes=quotes)
    kept = HOURS[~HOURS["unit"].isin([2, 13])]
    record = fitter.record
    assert record["squared_error"].to_list() == [
        pytest.approx(squared(HOURS["unit"], HOURS["hours"], 0.8, 40)),
        pytest.approx(squared(kept["unit"], kept["hours"], 0.76, 40)),
    ]
    assert record.drop(columns="squared_error").to_dict("list") == {
        "try": [1, 2],
        "record": ["pump station"] * 2,
        "model": ["unit"] * 2,
        "left_out": ["", "2, 13"],
        "rate": [0.8, 0.76],
        "first_h": [40.0, 40.0],
        "best_shown": [False, True],
    }
    total = 40 * (0.8 ** math.log2(21) + 0.8 ** math.log2(22))
    assert fitter.quotes.iloc[0].to_list() == [
        1, "pump station", "unit", 0.8, 40.0, 21, 22, pytest.approx(total), pytest.approx(total / 2)
    ]  # fmt: skip
    assert list(fitter.record.dtypes) == list(empty.record.dtypes)
    assert list(fitter.quotes.dtypes) == list(empty.quotes.dtypes)
    assert fitter.view["kept"][1]["what"] == "pump station, unit, without 2 and 13"
    least = record["squared_error"].min()
    assert f"2 lines are kept; the smallest sum among them is {least:.4f}." in fitter.text


def test_the_unit_of_the_times_names_the_columns():
    table = pd.DataFrame({"piece": [1, 2, 3], "took": [3.0, 2.5, 2.2]})
    fitter = LearningCurveFitter(table, units="piece", times="took", time_unit="min/piece")
    assert "first_min_piece" in fitter.record and "total_min_piece" in fitter.quotes
    assert "3 units of the record your record" in fitter.text and "unit 1 took 3.00 min/piece" in fitter.text


# What is set


@pytest.mark.parametrize("end", [12.0, 20.0, 30.0])
def test_the_handle_at_the_last_unit_turns_the_line(end):
    fitter = LearningCurveFitter()
    from_the_browser(fitter, end=end)
    rate, first = fitter.line
    # The line goes through the handle, to the thousandth of the rate.
    assert first == 38.5 and abs(rate - (end / 38.5) ** (1 / math.log2(20))) <= 0.0005
    assert fitter.view["set"]["end"] is None and fitter.view["end"][0] == 20


@pytest.mark.parametrize(("end", "rate"), [(0.001, 0.55), (1000.0, 1.0)])
def test_the_handle_stays_within_the_rates_there_are(end, rate):
    fitter = LearningCurveFitter()
    from_the_browser(fitter, end=end)
    assert fitter.line.rate == rate


def test_another_record_starts_with_a_line_of_its_own_and_keeps_what_was_done():
    fitter = LearningCurveFitter()
    from_the_browser(fitter, tries=[a_line()], quote=[21, 22])
    fitter.set(left_out=[13])
    fitter.set(record="filter skid")
    assert fitter.line == (0.90, 62.5) and len(fitter.view["points"]) == 48
    assert fitter.view["set"]["left_out"] == [] and fitter.view["quote"] is None
    assert fitter.record["record"].to_list() == ["pump station"]
    fitter.set(record="control cabinet", rate=0.85)
    assert fitter.line == (0.85, 37.4)


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"rate": 80}, "did you mean 0.80"),
        ({"rate": 0.5}, "from 0.55 to 1.00"),
        ({"rate": True}, "yes-or-no"),
        ({"rate": None}, "learning rate is empty"),
        ({"first": 500}, "goes from 15.5 to 62 h; 500 was given"),
        ({"first": "38"}, "take off the quotes"),
        ({"end": -1}, "last unit must be more than 0"),
        ({"record": "press"}, "there is pump station, control cabinet and filter skid"),
        ({"record": ["press"]}, "no record"),
        ({"model": "wright"}, '"unit" or "average"'),
        ({"model": None}, '"unit" or "average"'),
        ({"axes": "polar"}, '"log" or "plain"'),
        ({"left_out": [21]}, "no unit 21 to leave out"),
        ({"left_out": [True]}, "no unit True"),
        ({"left_out": 13}, "in a list"),
        ({"left_out": list(range(1, 20))}, "Two units or more have to stay"),
        ({"quote": [40, 21]}, "ends with unit 21"),
        ({"quote": [0, 21]}, "cannot be less than 1"),
        ({"quote": [1.5, 21]}, "whole number"),
        ({"quote": 21}, r"such as \[21, 40\]"),
        ({"show_best": 1}, "True or False"),
        ({"tries": [1]}, "lines kept cannot be read"),
        ({"tries": [{}]}, "no record of None"),
        ({"quotes": {}}, "quotes cannot be read"),
        ({"quotes": [{**a_line(), "from": 9}]}, "number of a unit is empty"),
        ({"speed": 1}, "nothing called speed"),
    ],
)
def test_what_is_impossible_is_said_in_words(inputs, words):
    fitter = LearningCurveFitter()
    with pytest.raises(ValueError, match=words):
        fitter.set(**inputs)
    assert fitter.line == (0.90, 38.5) and fitter.view["step"] == 0


def test_what_is_impossible_in_the_browser_leaves_the_last_picture():
    fitter = LearningCurveFitter()
    from_the_browser(fitter, quote=[40, 21])
    assert fitter.view["problem"].startswith("The lot ends with unit 21")
    assert fitter.view["quote"] is None and fitter.view["set"]["quote"] is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"table": [1, 2]}, "Give a table"),
        ({"table": HOURS.rename(columns={"hours": "time"})}, "no column 'hours': it has unit, time"),
        ({"table": HOURS.head(1)}, "two or more are needed"),
        ({"table": HOURS.head(0)}, "no units"),
        ({"table": HOURS.assign(hours=0.0)}, "is 0"),
        ({"table": HOURS.assign(unit=1)}, "there twice"),
        ({"record": "press"}, "no record of 'press'"),
        ({"model": "log"}, '"unit" or "average"'),
        ({"axes": "x"}, '"log" or "plain"'),
        ({"time_unit": ""}, "unit of the times"),
        ({"time_unit": 1}, "unit of the times"),
        ({"table": HOURS[HOURS["unit"] != 13], "model": "average"}, "unit 13 is missing"),
    ],
)
def test_arguments_that_make_no_sense(arguments, words):
    with pytest.raises(ValueError, match=words):
        LearningCurveFitter(**arguments)


def test_a_table_of_ones_own_is_not_changed_and_each_product_is_a_record():
    table = load("learning/unit_records").sample(frac=1, random_state=3)
    before = table.copy()
    fitter = LearningCurveFitter(table, record="filter skid")
    fitter.set(left_out=[27], show_best=True)
    pd.testing.assert_frame_equal(table, before)
    assert sorted(name for name, _ in fitter.view["records"]) == ["control cabinet", "filter skid"]
    assert fitter.view["points"][26]["remark"].startswith("first unit after retooling")


def test_a_record_that_begins_late_leaves_room_for_the_line():
    late = pd.DataFrame({"unit": range(50, 60), "hours": [40 * 0.7 ** math.log2(n) for n in range(50, 60)]})
    fitter = LearningCurveFitter(late)
    fitter.set(rate=0.7, first=40)
    assert fitter.view["squared"] == "0.0000" and fitter.view["domain"]["high"] > 40
    # Where the points say next to nothing of unit 1, it stays within bounds that can be drawn.
    far = LearningCurveFitter(pd.DataFrame({"unit": [101, 102], "hours": [1, 3]}))
    assert 0 < far.view["range"]["low"] < far.line.first < far.view["range"]["high"] < 1000


def test_work_is_kept_and_comes_back(tmp_path):
    path = tmp_path / "my_curve.json"
    from_the_browser(LearningCurveFitter(save_as=path), rate=0.8, tries=[a_line()], left_out=[13])
    again = LearningCurveFitter(save_as=path)
    assert again.line.rate == 0.8 and len(again.record) == 1 and again.view["set"]["left_out"] == [13]
    other = LearningCurveFitter(load("learning/unit_records"), save_as=path)
    assert "cannot be used: There is no record of 'pump station'" in other.view["problem"]


# In the browser


def test_fitted_by_keys_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "fitter/fitter.ipynb",
        [
            "from shopfloor.widgets.learning_curve_fitter import LearningCurveFitter\n"
            "fitter = LearningCurveFitter()\nfitter",
            "print('last line')",
            "print(fitter.record.to_json(orient='records'), fitter.quotes.to_json(orient='records'), sep=';')",
            "again = 'seen' in globals()\nseen = True\nfitter if again else None",
        ],
    )
    lab.run_all(page, "fitter/fitter.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    # Which unit was held up is nowhere to be read before the units are looked at one by one.
    look = page.get_by_label("Look at", exact=True)
    look.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    assert "unit 13: 24.2 h" in look.get_attribute("aria-valuetext")
    page.wait_for_selector(f"{ROOT} .sf-remark >> text=two hoses delivered too short")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT} [role=status] >> text=Unit 13 is left out.", state="attached")
    assert page.locator(f"{ROOT} .sf-out").count() == 1 and page.locator(f"{ROOT} .sf-counts").count() == 19
    assert page.get_by_role("button", name="Take unit 13 back in").evaluate(
        "e => e === document.activeElement"
    )
    # The line: thirty steps down, nine fine ones up and back, and unit 1 a little higher.
    rate = page.get_by_label("Learning rate")
    rate.focus()
    for key in ["ArrowLeft"] * 30 + ["Shift+ArrowUp"] * 9 + ["Shift+ArrowDown"] * 9:
        page.keyboard.press(key)
    page.get_by_label("Time of unit 1 by the line").focus()
    for key in ["ArrowUp"] * 2 + ["Shift+ArrowDown"]:
        page.keyboard.press(key)
    page.wait_for_selector(f"{ROOT} .sf-score >> text=0.0131")
    assert rate.get_attribute("aria-valuetext") == "75.0 %"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-kept >> text=pump station, unit, without 13")
    page.get_by_label("From unit").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("31")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("50")
    page.keyboard.press("Enter")
    hours = sum(39.4 * 0.75 ** math.log2(unit) for unit in range(31, 51))
    page.wait_for_selector(
        f"{ROOT} .sf-answer >> text=By your line units 31 to 50 take {hours:.1f} h together"
    )
    page.get_by_label("Show the best line").focus()
    page.keyboard.press("Space")
    page.wait_for_selector(f"{ROOT} path.sf-best")
    page.wait_for_selector(f"{ROOT} .sf-of-best >> text=Yours are 4")
    for name, option, words in (
        ("Convention", "average", "the average of 20 units is"),
        ("Paper", "plain", ""),
    ):
        page.get_by_label(name).select_option(option)
        page.wait_for_selector(f"{ROOT} .sf-line >> text={words}")
    page.wait_for_selector(f"{ROOT} .sf-note >> text=On plain axes")
    assert page.locator(f"{ROOT} .sf-square").count() == 0, "squares are for log paper"
    assert axe(page, ROOT) == []
    # By hand: the handle at the last unit turns the line, and what was turned stays with the next change.
    page.get_by_label("Convention").select_option("unit")
    page.get_by_label("Paper").select_option("log")
    page.wait_for_selector(f"{ROOT} .sf-note >> text=The area of each square")
    handle = page.locator(f"{ROOT} .sf-handle rect").nth(1)
    handle.scroll_into_view_if_needed()
    spot = handle.bounding_box()
    middle = spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0], middle[1] - 40)
    page.mouse.up()
    page.wait_for_function(
        "root => Number(root.querySelector('input[type=range]').value) > 76", arg=page.query_selector(ROOT)
    )
    turned = rate.input_value()
    share = round(float(turned) / 100, 3)
    page.get_by_label("Show the best line").uncheck()
    page.wait_for_selector(f"{ROOT} path.sf-best", state="detached")
    assert rate.input_value() == turned
    # A quote backwards is refused in words, and the next change is not spoilt by it.
    page.get_by_label("From unit").fill("60")
    page.get_by_role("button", name="Quote these units").press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-trouble >> text=The lot ends with unit 50")
    said = page.locator(f"{ROOT} .sf-said").text_content()
    assert not said.startswith("By your line"), "a quote that was refused is not said"
    page.get_by_label("From unit").fill("31")
    page.get_by_role("button", name="Keep this line").press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-kept tbody tr >> nth=1")
    assert page.locator(f"{ROOT} .sf-trouble").is_hidden()
    tries, quotes = map(json.loads, lab.run_cell(page, 2).split(";"))
    assert [one["rate"] for one in tries] == [0.75, share]
    assert [one["squared_error"] for one in tries] == [
        pytest.approx(0.0131, abs=5e-5),
        pytest.approx(squared(KEPT["unit"], KEPT["hours"], share, 39.4)),
    ]
    for one in tries:
        assert (one["left_out"], one["model"], one["first_h"], one["best_shown"]) == (
            "13",
            "unit",
            39.4,
            False,
        )
    assert [(one["from_unit"], one["to_unit"]) for one in quotes] == [(31, 50)]
    assert quotes[0]["total_h"] == pytest.approx(hours)
    # Shown once more, as after opening the notebook again, it is as it was left.
    lab.run_cell(page, 3)
    page.wait_for_selector(f"{ROOT} >> nth=1")
    assert page.locator(f"{ROOT} .sf-kept tbody tr").count() == 4
    assert page.get_by_label("Learning rate").nth(1).input_value() == turned
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_without_a_notebook_it_says_so_on_a_narrow_page(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors)
    fitter = LearningCurveFitter()
    fitter.set(left_out=[13], show_best=True, quote=[21, 40], tries=[a_line()])
    on_a_static_page(page, fitter)
    # A unit is looked at without Python: by touching its point.
    page.locator(f"{ROOT} .sf-dots .sf-counts").nth(4).evaluate(
        "dot => { const at = dot.getBoundingClientRect(); dot.ownerSVGElement.dispatchEvent(new MouseEvent('click', "
        "{ clientX: at.x + at.width / 2, clientY: at.y + at.height / 2, bubbles: true })); }"
    )
    assert (
        page.get_by_label("Look at", exact=True).get_attribute("aria-valuetext").startswith("unit 5: 20.8 h")
    )
    assert page.locator(f"{ROOT} .sf-ring").count() == 1
    page.get_by_label("Learning rate").focus()
    page.keyboard.press("ArrowUp")
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.locator(f"{ROOT} svg .sf-tick").first.bounding_box()["height"] > 12, "type is not scaled down"
    assert page.script_errors == []
