"""The value-stream map: changes to a current state, the methods' own figures, used by keys alone."""

import json
import math

import pandas as pd
import pytest

from shopfloor import load
from shopfloor.methods.valuestream import compare_states, kanban_cards, ladder, process_loads
from shopfloor.widgets.value_stream_map import ValueStreamMap

ROOT = ".sf-vsm"
RACKS = load("valuestream/processes")
CHAIR = load("valuestream/garden_chair")


def test_the_first_look_is_the_current_state():
    stream = ValueStreamMap()
    now = ladder(RACKS, 600)
    assert now.totals.lead_time == 23.15
    assert ladder(stream.record).totals == now.totals == ladder(stream.current).totals
    pd.testing.assert_frame_equal(process_loads(stream.record), process_loads(RACKS, 27_000, 600))
    assert stream.view["tiles"][0] == ["Lead time", "23.15 days", "as now"]
    assert (
        stream.view["tiles"][3][1] == "103 % weld"
        and "weld needs 93.1 s a piece, takt is 90 s" in stream.text
    )
    assert "This is the current state: nothing is changed yet." in stream.text
    assert [step["flow"] for step in stream.view["steps"]] == ["push"] * 5 + ["fifo", "push"]
    assert stream.changes.empty


def test_the_future_state_against_the_current_one():
    stream = ValueStreamMap()
    stream.set(changed={"1": {"inventory_before": 1200}, "3": {"uptime": 0.96, "changeover_min": 5}})
    by_hand = RACKS.assign(inventory_before=[1200, *RACKS["inventory_before"][1:]])
    assert stream.comparison == compare_states(ladder(RACKS, 600), ladder(by_hand, 600))
    assert stream.comparison.saved_days == 6
    assert stream.view["tiles"][0] == ["Lead time", "17.15 days", "was 23.15 days"]
    weld = process_loads(stream.record).set_index("process").loc["weld"]
    assert weld["with_changeovers_s"] == pytest.approx(82 / 0.96 + 60 * 5 / 300)
    shown = stream.view["steps"][2]
    assert (shown["pace"], shown["takt"], shown["slow"]) == ("86.4", "90", False)
    assert shown["was"] == {"uptime": "90 %", "changeover_min": "10 min"}
    assert shown["load"] < 1 < shown["load_was"]
    assert "3 changes: the future state saves 6 days (26 %) of the 23.15 days." in stream.text
    assert "No process is slower than takt" in stream.text


def test_changes_say_from_what_to_what_and_what_each_brings_alone():
    stream = ValueStreamMap(changed={"2": {"inventory_before": 600, "cycle_time_s": 30.0}})
    stream.set(demand=500)
    changes = stream.changes.set_index(["step", "what"])
    assert changes.loc[(2, "inventory_before"), ["process", "before", "after", "days_saved"]].tolist() == [
        "bend",
        "2,100",
        "600",
        2.5,
    ]
    assert changes.loc[(2, "cycle_time_s"), ["before", "after", "days_saved"]].tolist() == ["38 s", "30 s", 0]
    customer = changes.loc[(0, "demand_per_day")]
    assert customer[["process", "before", "after"]].tolist() == ["customer", "600", "500"]
    # Fewer pieces a day make the same heap last longer.
    assert customer["days_saved"] == pytest.approx(23.15 - 13_890 / 500)
    empty = ValueStreamMap().changes
    assert empty.empty and (empty.dtypes == stream.changes.dtypes).all()
    assert stream.record["demand_per_day"].unique().tolist() == [500]


def test_a_supermarket_holds_its_kanban_cards():
    stream = ValueStreamMap()
    stream.set(changed={"5": {"flow": "pull", "replenish_days": 0.5, "container_pieces": 40, "safety": 0.2}})
    cards = kanban_cards(600, 0.5, 0.2, 40)
    assert cards == 9 and stream.view["steps"][4]["cards"] == 9
    assert stream.record.loc[4, ["inventory_before", "flow"]].tolist() == [360, "pull"]
    changes = stream.changes
    assert set(changes["what"]) == {"flow", "replenish_days", "container_pieces", "safety"}
    assert changes.set_index("what").loc["flow", ["before", "after"]].tolist() == ["pushed", "supermarket"]
    # The loop follows the demand; its numbers go with the supermarket.
    stream.set(demand=1200)
    assert stream.record.loc[4, "inventory_before"] == 40 * kanban_cards(1200, 0.5, 0.2, 40)
    stream.set(demand=600, changed={"5": {"flow": "fifo", "replenish_days": 0.5}})
    assert (
        stream.view["changed"] == {"5": {"flow": "fifo"}} and stream.record.loc[4, "inventory_before"] == 900
    )


def test_a_supermarket_of_the_current_state_holds_what_was_counted():
    table = RACKS.assign(information=["kanban", *RACKS["information"][1:]])
    stream = ValueStreamMap(table, daily_demand=600, available=27_000)
    assert stream.view["steps"][0]["flow"] == "pull" and stream.view["steps"][0]["cards"] is None
    stream.set(changed={"1": {"uptime": 0.9}})
    assert stream.record.loc[0, "inventory_before"] == 4800
    # Its loop counts from the first number that the learner gives it.
    stream.set(changed={"1": {"container_pieces": 100}})
    assert stream.record.loc[0, "inventory_before"] == 100 * kanban_cards(600, 1, 0.1, 100)


def test_the_garden_chair_has_its_demand_and_time_in_the_table():
    stream = ValueStreamMap(CHAIR)
    assert stream.comparison.lead_time_before == ladder(CHAIR).totals.lead_time
    pd.testing.assert_frame_equal(process_loads(stream.record), process_loads(CHAIR))
    assert "changeover_min" not in stream.view["settable"] and "no batches" in stream.view["note"]
    stream.set(changed={"3": {"inventory_before": 0}})
    assert stream.comparison.saved_inventory == CHAIR["inventory_before"][2]


def test_no_inventory_at_all_has_no_efficiency():
    stream = ValueStreamMap()
    stream.set(changed={str(place): {"inventory_before": 0} for place in range(1, 8)})
    assert math.isnan(ladder(stream.record).totals.process_cycle_efficiency)
    assert stream.view["tiles"][2][1] == "no lead time" and json.dumps(stream.view, allow_nan=False)


def test_the_record_goes_on_the_chart():
    from shopfloor.charts.valuestream import value_stream_map

    stream = ValueStreamMap(changed={"5": {"flow": "pull"}})
    text = value_stream_map(stream.record).text
    assert f"a lead time of {stream.comparison.lead_time_after:g} days" in text
    assert "pushed at 4 of 6 places" in text


def test_what_cannot_be_leaves_the_last_good_state():
    stream = ValueStreamMap(changed={"1": {"inventory_before": 1200}})
    for place, bad in enumerate(
        [{"3": {"cycle_time_s": 50.0}}, {"3": {"flow": "magic"}}, {"9": {"uptime": 0.9}}], start=1
    ):
        stream.inputs = {**stream.inputs, "changed": bad, "step": place}
        assert stream.view["problem"]
        assert stream.comparison.saved_days == 6
    with pytest.raises(ValueError, match="55 s add value in a cycle of 50 s"):
        stream.set(changed={"3": {"cycle_time_s": 50.0}})
    stream.set(changed={"1": {"inventory_before": 4800}})
    assert stream.changes.empty, "a value as it was is no change"


def test_the_work_is_kept_and_only_for_its_own_stream(tmp_path):
    path = tmp_path / "future.json"
    ValueStreamMap(save_as=path).set(demand=500, changed={"2": {"uptime": 0.95}})
    assert ValueStreamMap(save_as=path).changes["what"].tolist() == ["demand_per_day", "uptime"]
    other = ValueStreamMap(CHAIR, save_as=path)
    assert "about another current state" in other.view["problem"] and other.changes.empty


def test_the_given_table_is_not_changed():
    table = RACKS.copy()
    ValueStreamMap(table, daily_demand=600, available=27_000).set(changed={"1": {"uptime": 0.5}})
    pd.testing.assert_frame_equal(table, RACKS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"steps": "valuestream/processes"}, "as a table"), ({"steps": RACKS}, "in a day"), ({"steps": RACKS, "daily_demand": 600}, "working seconds"),
        ({"daily_demand": 0}, "more than 0"), ({"daily_demand": "600"}, "take off the quotes"), ({"available": 1e6}, "up to 24 h"),
        ({"steps": pd.concat([CHAIR] * 3)}, "up to 12"), ({"steps": CHAIR.iloc[:0]}, "empty"),
        ({"steps": CHAIR.drop(columns="inventory_before").assign(days_before=1)}, "in pieces"),
        ({"steps": CHAIR.assign(flow="magic")}, "push, fifo and pull; 'magic'"),
        ({"changed": [1]}, "by the process"), ({"changed": {"8": {"uptime": 0.9}}}, "no process 8"), ({"changed": {"1": 5}}, "by the process"),
        ({"changed": {"1": {"uptime": 95}}}, "did you mean 0.95"), ({"changed": {"1": {"uptime": 0}}}, "from 0.01"),
        ({"changed": {"1": {"inventory_before": -1}}}, "negative"), ({"changed": {"1": {"cycle_time_s": math.nan}}}, "cycle time of cut tube"),
        ({"changed": {"3": {"cycle_time_s": 50}}}, "55 s add value in a cycle of 50 s"), ({"changed": {"1": {"color": 5}}}, "What can be set at cut tube"),
        ({"changed": {"1": {"flow": "pull", "safety": 10}}}, "did you mean 0.1"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_words(arguments, words):
    with pytest.raises(ValueError, match=words) as problem:
        ValueStreamMap(**arguments)
    assert "\n" not in str(problem.value)


def test_a_demand_out_of_reach_is_refused():
    with pytest.raises(ValueError, match="cannot be mapped"):
        ValueStreamMap().set(demand=2_000_000)


def test_improved_by_keyboard_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "stream/map.ipynb",
        [
            "from shopfloor.widgets.value_stream_map import ValueStreamMap\n"
            "stream = ValueStreamMap(save_as='my_future_state.json')\nstream",
            "print('last line')",
            "print(stream.changes[['step', 'what', 'before', 'after']].to_json(orient='values'))",
            "print(round(stream.comparison.lead_time_after, 4), stream.record.loc[4, 'inventory_before'])",
        ],
    )
    lab.run_all(page, "stream/map.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes'] .sf-process")
    assert axe(page, ROOT) == []
    page.get_by_label("Process to change").focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.wait_for_selector(f"{ROOT}[data-chosen='5'] .sf-process[data-place='5'] .sf-chosen")
    page.get_by_label("Before it", exact=True).focus()
    page.keyboard.press("s")
    page.wait_for_selector(f"{ROOT}[data-changes='1'] .sf-process[data-place='5'][data-flow='pull']")
    page.wait_for_selector(f"{ROOT} .sf-loop-told >> text=11 kanban cards: at most 660 pieces, 1.1 days")
    days = page.get_by_label("Filled again in (days)")
    days.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("0.5")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT}[data-changes='2']")
    assert page.evaluate("document.activeElement.value") == "0.5"
    page.wait_for_selector(f"{ROOT} .sf-said >> text=22.25 days")
    # What is changed is marked in the map, with what it was.
    assert page.locator(f"{ROOT} .sf-process .sf-new").all_text_contents() == ["360"]
    assert page.locator(f"{ROOT} .sf-process .sf-was-text").all_text_contents() == ["900"]
    assert page.locator(f"{ROOT} .sf-process[data-slow='yes']").count() == 1
    # An impossible cycle is refused in words, and the field goes back to what holds.
    cycle = page.get_by_label("Cycle time (s)")
    cycle.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("20")
    page.keyboard.press("Tab")
    page.wait_for_selector(f"{ROOT} .sf-trouble >> text=48 s add value in a cycle of 20 s")
    page.wait_for_function("input => input.value === '66'", arg=cycle.element_handle())
    page.get_by_label("Customer takes a day (pieces)").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT}[data-changes='3'] .sf-trouble", state="hidden")
    back = page.get_by_role("button", name="Put back, customer")
    back.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT}[data-changes='2']")
    assert page.evaluate("document.activeElement.textContent") == "Put back"
    assert axe(page, ROOT) == []
    took = float(page.locator(ROOT).get_attribute("data-took"))
    assert took > 0
    rows = json.loads(lab.run_cell(page, 2))
    assert rows == [[5, "flow", "pushed", "supermarket"], [5, "replenish_days", "1 days", "0.5 days"]]
    assert lab.run_cell(page, 3).split() == ["22.25", "360.0"]
    # Made again, the widget shows the work that was kept.
    lab.run_cell(page, 0)
    page.wait_for_selector(f"{ROOT}[data-changes='2'][data-chosen='1']")
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_narrow_page_without_a_notebook(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors)
    on_a_static_page(page, ValueStreamMap(changed={"3": {"flow": "pull"}, "1": {"inventory_before": 1200}}))
    page.wait_for_selector(f"{ROOT} .sf-process[data-place='7']")
    # Two processes a row, all of the drawing on the page.
    places = page.locator(f"{ROOT} .sf-process .sf-name-box").evaluate_all(
        "boxes => boxes.map((box) => box.getBoundingClientRect().toJSON())"
    )
    assert places[0]["top"] == places[1]["top"] < places[2]["top"]
    assert max(place["right"] for place in places) <= 320
    page.locator(f"{ROOT} .sf-process[data-place='3']").click()
    page.wait_for_selector(f"{ROOT}[data-chosen='3'] .sf-loop >> visible=true")
    assert page.get_by_label("Process to change").input_value() == "3"
    assert "weld: 660 pieces before it" in page.locator(f"{ROOT} .sf-said").inner_text()
    assert axe(page, ROOT) == []
    page.get_by_label("Uptime (%)").fill("95")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == [] and page.outside_requests == []
