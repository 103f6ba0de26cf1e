"""The flow simulator: two runs with common random numbers, what is drawn of them, and what is noted."""

import json

import numpy as np
import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import flow
from shopfloor.widgets.flow_simulator import FlowSimulator

ROOT = ".sf-flow"
EQUAL = pd.DataFrame(
    {"station": ["cut", "drill", "mill", "wash"], "process_min": [4.0] * 4, "process_scv": [0.25] * 4}
)


@pytest.fixture(scope="module")
def plant():
    return load("flow/stations")


def until(view, run, moment):
    """What a run shows up to a moment (tenths of a minute): each part's times, and the parts in the line."""
    drawn = view["runs"][run]
    parts = [[time for time in row if time < moment] for row in drawn["parts"]]
    return [row for row in parts if row], [step for step in drawn["wip"] if step[0] < moment]


def test_both_runs_are_those_of_the_methods(plant):
    shown = FlowSimulator(utilisation=0.9, wip=6, batch=2, seed=5, breakdowns=[("washer", 100, 15)])
    gap = 1 / (0.9 * flow.line_rates(plant).bottleneck_rate)
    common = {"time": 480, "arrival_gap": gap, "arrival_scv": 1.0, "transfer_batch": 2, "seed": 5,
              "stops": [("washer", 100, 15)]}  # fmt: skip
    record = shown.finish()
    for row, expected in zip(
        record.to_dict("records"),
        (flow.simulate(plant, "push", **common), flow.simulate(plant, "conwip", wip=6, **common)),
        strict=True,
    ):
        assert row["control"] == expected.control
        assert row["finished"] == expected.finished > 50
        assert row["throughput_per_h"] == pytest.approx(60 * expected.throughput)
        assert row["mean_wip"] == pytest.approx(expected.wip)
        assert row["mean_lead_time_min"] == pytest.approx(expected.time_in_system)
        assert row["cycle_time_min"] == pytest.approx(expected.cycle_time)
        own = expected.parts
        assert row["order_to_finish_min"] == pytest.approx((own["finished"] - own["arrived"]).mean())
        parts = (
            shown.parts.query("control == @expected.control").dropna().sort_values(["finished_min", "part"])
        )
        assert parts["part"].tolist() == own["part"].tolist()
        assert parts["arrived_min"].tolist() == pytest.approx(own["arrived"].tolist())
        assert parts["released_min"].tolist() == pytest.approx(own["released"].tolist())
        assert parts["lead_time_min"].tolist() == pytest.approx(own["time_in_system"].tolist())
        stations = shown.stations.query("control == @expected.control").drop(columns="control")
        pd.testing.assert_frame_equal(stations.reset_index(drop=True), expected.stations)


def test_kanban_and_work_that_always_waits():
    shown = FlowSimulator(4, pull="kanban", cards=2, orders="always", utilisation=0.8, seed=3)
    expected = flow.simulate(EQUAL, "kanban", cards=2, time=480, seed=3)
    row = shown.finish().iloc[1]
    assert (row["control"], row["cards_per_station"], row["orders"]) == ("kanban", 2.0, "always")
    assert np.isnan(row["wip_limit"]) and row["throughput_per_h"] == pytest.approx(60 * expected.throughput)
    assert max(count for _, count in shown.view["runs"][1]["wip"]) == 8
    # No order waits outside where work is always there: each has come when it was let in.
    pull = shown.parts.query("control == 'kanban'")
    assert (pull["arrived_min"] == pull["released_min"]).all()


def test_little_holds_in_every_row_and_at_every_mark():
    shown = FlowSimulator(variability="exponential", utilisation=1.1, batch=3)
    record = shown.finish()
    product = record["throughput_per_h"] * record["cycle_time_min"] / 60
    assert product.tolist() == pytest.approx(record["mean_wip"].tolist())
    for run in shown.view["runs"]:
        assert [mark[0] for mark in run["marks"]] == list(range(300, 4801, 300))
        for _, wip, per_hour, time, *_ in run["marks"]:
            assert wip == pytest.approx(per_hour * (time or 0) / 60, abs=0.006) or time is None
    last = [run["marks"][-1] for run in shown.view["runs"]]
    assert [mark[1] for mark in last] == pytest.approx(record["mean_wip"].tolist(), abs=0.006)
    assert [mark[2] for mark in last] == pytest.approx(record["throughput_per_h"].tolist(), abs=0.006)
    assert [mark[4] for mark in last] == pytest.approx(record["mean_lead_time_min"].tolist(), abs=0.06)
    assert [mark[5] for mark in last] == pytest.approx(record["order_to_finish_min"].tolist(), abs=0.06)
    assert [mark[6] for mark in last] == record["finished"].tolist()


def test_the_marks_are_of_the_time_so_far():
    shown = FlowSimulator(seed=4)
    parts = shown.parts.query("control == 'conwip'")
    end, wip, per_hour, _, lead, ordered, finished = shown.view["runs"][1]["marks"][4]
    gone = parts[parts["finished_min"] <= 150]
    assert (end, finished) == (1500, len(gone)) and per_hour == pytest.approx(len(gone) / 2.5, abs=0.006)
    assert lead == pytest.approx(gone["lead_time_min"].mean(), abs=0.06)
    assert ordered == pytest.approx((gone["finished_min"] - gone["arrived_min"]).mean(), abs=0.06)
    inside = (parts["finished_min"].fillna(480).clip(upper=150) - parts["released_min"]).clip(lower=0).sum()
    assert wip == pytest.approx(inside / 150, abs=0.006)


def test_the_same_part_has_the_same_work_under_both_rules():
    shown = FlowSimulator(3, variability="exponential", wip=3, utilisation=1.0)
    works = []
    for run in shown.view["runs"]:
        rows = [row for row in run["parts"] if len(row) == 11]
        works.append([[row[3 * k + 3] - row[3 * k + 2] for k in range(3)] for row in rows])
    count = min(map(len, works))
    assert count > 50 and np.ptp(works[0][:count]) > 50
    # Whole tenths of a minute: a difference of two is off by one at most.
    assert np.abs(np.array(works[0][:count]) - np.array(works[1][:count])).max() <= 1
    arrivals = [[row[0] for row in run["parts"]] for run in shown.view["runs"]]
    assert arrivals[0] == arrivals[1]


@pytest.mark.parametrize("pull", ["conwip", "kanban"])
def test_what_was_shown_before_a_breakdown_stays(pull):
    shown = FlowSimulator(pull=pull, cards=4)
    before = shown.view
    shown.set(stops=[["lathe", 155.3, 20]])
    for run in (0, 1):
        assert until(before, run, 1553) == until(shown.view, run, 1553)
        assert before["runs"][run]["parts"] != shown.view["runs"][run]["parts"]
        down = [span[1:] for span in shown.view["runs"][run]["downs"] if span[0] == 1]
        assert down == [[0, 1553, 1753], [1, 1553, 1753]]
    assert "Broken down by hand: lathe at 155.3 for 20 min." in shown.text
    shown.set(stops=[])
    assert shown.view["runs"] == before["runs"]


def test_what_is_drawn():
    shown = FlowSimulator(wip=5, batch=2)
    push, pull = shown.view["runs"]
    assert shown.view["names"] == ["saw", "lathe", "mill", "washer", "test bench"]
    assert push["machine"].keys() == {"1"} and set(push["machine"]["1"]) == {0, 1}
    for run, most in ((push, 999), (pull, 5)):
        for row in run["parts"]:
            assert row == sorted(row) and 0 < len(row) <= 17
        inside = {at: count for at, count in run["wip"]}
        assert max(inside.values()) <= most
        there = sum(len(row) > 1 and row[1] <= 2000 for row in run["parts"])
        gone = sum(len(row) == 17 and row[16] <= 2000 for row in run["parts"])
        assert [count for at, count in run["wip"] if at <= 2000][-1] == there - gone
        assert run["lead"][-1][1] == run["marks"][-1][4] and len(run["lead"]) == run["marks"][-1][6]
    # Orders that the pull line never let in have come all the same.
    assert len(push["parts"]) == len(pull["parts"]) and len(pull["parts"][-1]) == 1
    assert len(json.dumps(shown.view)) < 40_000


def test_the_curves_are_those_of_the_methods(plant):
    rates = flow.line_rates(plant)
    curves = np.array(FlowSimulator().view["curves"])
    assert (
        (np.diff(curves[:, 0]) > 0).all()
        and curves[0, 0] == 1
        and curves[-1, 0] >= 2 * rates.critical_wip - 0.01
    )
    for k, case in enumerate((flow.best_case, flow.practical_worst_case, flow.worst_case)):
        expected = case(list(curves[:, 0]), rates.bottleneck_rate, rates.raw_process_time)
        assert curves[:, 1 + k] == pytest.approx(60 * expected.throughput, abs=0.006)
        assert curves[:, 4 + k] == pytest.approx(expected.cycle_time, abs=0.06)
    marks = [mark[1] for run in FlowSimulator(6, utilisation=1.2).view["runs"] for mark in run["marks"]]
    assert FlowSimulator(6, utilisation=1.2).view["curves"][-1][0] > max(marks)


def test_without_variability_nothing_waits_and_nothing_breaks_down():
    shown = FlowSimulator(variability="none", utilisation=0.95)
    assert shown.view["runs"][0]["downs"] == []
    lead = shown.parts["lead_time_min"].dropna()
    assert lead.to_numpy() == pytest.approx(20.3) and shown.view["bottleneck"] == "lathe"
    assert FlowSimulator(variability="moderate").view["runs"][0]["downs"] != []


def test_more_variability_makes_more_wip_at_the_same_throughput():
    found = [
        np.mean([FlowSimulator(5, variability=one, seed=seed).finish()["mean_wip"][0] for seed in range(6)])
        for one in ("none", "moderate", "exponential")
    ]
    assert found[0] * 1.3 < found[1] and found[1] * 1.3 < found[2]


def test_a_table_of_ones_own():
    own = load("flow/cell")
    before = own.copy()
    shown = FlowSimulator(own)
    gap, busy = 4.18, 1 / (4.18 * flow.line_rates(own).bottleneck_rate)
    record = shown.finish()
    assert record["utilisation"][0] == pytest.approx(busy, abs=1e-4) and record["line"][0] == "own"
    assert record["order_gap_min"][0] == pytest.approx(gap, abs=1e-3)
    assert own.equals(before)
    shown.set(line="2")
    assert shown.view["names"] == ["cut", "drill"]
    assert FlowSimulator([2, 3.5, 2]).view["bottleneck"] == "2"


def test_a_table_that_is_changed_later_changes_nothing_here():
    own = load("flow/cell")
    shown = FlowSimulator(own)
    own.loc[1, "process_min"] = 50.0
    shown.set(variability="none")
    assert shown.view["bottleneck"] != "lathes"


def test_text_has_the_numbers_of_both_runs():
    shown = FlowSimulator(wip=6)
    push, pull = shown.finish().to_dict("records")
    text = shown.text
    for name, row in (("Push", push), ("Pull (CONWIP, at most 6 parts in the line)", pull)):
        assert (
            f"{name}: {row['finished']} parts finished, {row['throughput_per_h']:.1f} an hour; {row['mean_wip']:.1f} in "
            f"the line on average; finished parts took {row['mean_lead_time_min']:.1f} min through it. Little's law: "
            f"{row['throughput_per_h']:.1f} parts an hour x {row['cycle_time_min']:.1f} min / 60 = "
            f"{row['mean_wip']:.1f} parts"
        ) in text
    assert f"push {push['order_to_finish_min']:.1f} min, pull {pull['order_to_finish_min']:.1f} min" in text
    rates = flow.line_rates(load("flow/stations"))
    for name, row in (("push", push), ("pull", pull)):
        mark = flow.practical_worst_case(row["mean_wip"], rates.bottleneck_rate, rates.raw_process_time)
        side = "above" if row["throughput_per_h"] > 60 * mark.throughput else "not above"
        assert f"{name} is {side} its {60 * mark.throughput:.1f}" in text
    assert "From order to finish" not in FlowSimulator(orders="always").text


def test_a_shift_in_which_nothing_is_finished():
    slow = FlowSimulator([150.0, 150.0], shift_min=60, utilisation=0.3)
    assert "no part finished" in slow.text
    record = slow.finish()
    assert record["finished"].tolist() == [0, 0] and record["mean_lead_time_min"].isna().all()
    assert slow.view["noted"][0][2] == "none finished"


def test_record_columns_when_empty_and_a_shift_noted_once():
    shown = FlowSimulator()
    empty = shown.record
    full = shown.finish()
    assert empty.empty and (empty.dtypes == full.dtypes).all()
    assert len(shown.finish()) == 2
    shown.set(wip=4, stops=[["mill", 60, 10], ["saw", 20.5, 5]])
    again = shown.finish()
    assert again["run"].tolist() == [1, 2, 3, 4] and again["wip_limit"].tolist()[1::2] == [8, 4]
    assert again["breakdowns"][3] == "saw at 20.5 for 5 min; mill at 60 for 10 min"
    assert again["orders"].tolist() == ["same"] * 4
    assert "at most 4 parts" in shown.view["noted"][1][1] and "saw at 20.5" in shown.view["noted"][1][1]
    no_parts = FlowSimulator([150.0, 150.0], shift_min=60, utilisation=0.3, seed=12).parts
    assert (no_parts.dtypes == shown.parts.dtypes).all()


def test_the_record_is_not_longer_than_it_can_be(monkeypatch):
    monkeypatch.setattr("shopfloor.widgets.flow_simulator.widget.MOST_NOTED", 1)
    shown = FlowSimulator(2)
    shown.finish()
    shown.set(seed=2)
    with pytest.raises(ValueError, match="record is full: it holds 1 shifts"):
        shown.finish()


def test_what_is_noted_is_kept(tmp_path):
    path = tmp_path / "my_shifts.json"
    shown = FlowSimulator(save_as=path)
    shown.set(wip=4)
    kept = shown.finish()
    again = FlowSimulator(save_as=path)
    pd.testing.assert_frame_equal(again.record, kept)
    assert again.inputs["wip"] == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"stations": 7}, "2 to 6 of them; 7 was given"),
        ({"stations": [3]}, "shows 2 to 8 stations; 1 were given"),
        ({"stations": "saw"}, "Give the stations as a table"),
        ({"stations": pd.DataFrame({"station": ["a", "b"], "process_s": [3, 4]})}, "clock runs in minutes"),
        (
            {"stations": pd.DataFrame({"station": ["a", "b"], "process_min": 3, "machines": 5})},
            "a has 5 machines",
        ),
        ({"utilisation": 85}, "did you mean 0.85"),
        ({"utilisation": 0.1}, "fraction from 0.3 to 1.2; 0.1 was given"),
        ({"utilisation": "high"}, "utilisation is text"),
        ({"variability": "wild"}, "variability is one of: as given, none, moderate and exponential; 'wild'"),
        ({"variability": 1}, "given by its name"),
        ({"pull": "push"}, '"conwip" or "kanban"; \'push\''),
        ({"orders": "none"}, '"same" or "always"'),
        ({"wip": 0}, "limit of parts in the line must be .*1 or more; 0"),
        ({"wip": 61}, "can be up to 60; 61"),
        ({"cards": 2.5}, "must be a whole number"),
        ({"batch": 11}, "can be up to 10"),
        ({"batch": 9}, "limit of 8 a batch of 9 never fills"),
        ({"pull": "kanban", "batch": 4}, "limit of 3 a batch of 4 never fills"),
        ({"seed": -1}, "seed must be .*0 or more; -1"),
        ({"shift_min": 600}, "from 60 to 480 min; 600"),
        ({"breakdowns": [("boiler", 3, 4)]}, "no station 'boiler' to break down: there is saw"),
        ({"breakdowns": [("saw", 480, 20)]}, "begins within the shift of 480 min"),
        ({"breakdowns": [("saw", 4, 0)]}, "length of a breakdown must be more than 0"),
        ({"breakdowns": [("saw", 4)]}, r"list of \(station, minute, length\)"),
        ({"breakdowns": "saw"}, r"list of \(station, minute, length\)"),
        ({"breakdowns": [("saw", 1, 1)] * 11}, "up to 10 breakdowns"),
    ],
)
def test_arguments_that_make_no_sense(arguments, words):
    with pytest.raises(ValueError, match=words):
        FlowSimulator(**arguments)


@pytest.mark.parametrize(
    "bad",
    [
        {"noted": 3},
        {"noted": [{"line": "2"}]},
        {"line": "own"},
        {"line": None},
        {"stops": None},
        {"batch": None},
    ],
)
def test_what_the_browser_must_not_send_is_refused(bad):
    shown = FlowSimulator()
    before = shown.view["runs"]
    shown.inputs = {**shown.inputs, **bad, "step": 1}
    assert shown.view["problem"] and shown.view["runs"] == before and shown.record.empty


def state_at(shown, minute):
    """How many are in each line and finished, from the tables of parts."""
    found = []
    for _, parts in shown.parts.groupby("control", sort=False):
        gone = int((parts["finished_min"] <= minute).sum())
        found.append((int((parts["released_min"] <= minute).sum()) - gone, gone))
    return found


def test_a_breakdown_by_keyboard_and_read_back(lab, open_page, axe):
    """The task: with 5 parts at most in the pull line, break the mill down for 40 min in the middle of the
    shift, and find what it does to both lead times."""
    page = open_page(width=1280)
    lab.write(
        "flow/push_pull.ipynb",
        [
            "from shopfloor.widgets.flow_simulator import FlowSimulator\nline = FlowSimulator()\nline",
            "print('last line')",
            "print(line.record[['control', 'breakdowns', 'mean_lead_time_min']].round(3).to_json(orient='values'))",
        ],
    )
    lab.run_all(page, "flow/push_pull.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    assert page.locator(f"{ROOT} .sf-flow-tall").count() == 0
    page.get_by_role("button", name="Say what is where").press("Enter")
    page.wait_for_selector(f"{ROOT} [role=status] >> text=3:00 of the shift", state="attached")
    said = page.locator(f"{ROOT} .sf-said").inner_text()
    for (inside, gone), name in zip(state_at(FlowSimulator(), 180), ("Push", "Pull"), strict=True):
        assert f"{name}: {inside} parts in the line, {gone} finished" in said
    drawn = page.locator(f"{ROOT} .sf-flow-side-0 .sf-flow-part:not([display])").count()
    assert drawn == state_at(FlowSimulator(), 180)[0][0]
    page.get_by_label("WIP limit of the pull line").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.wait_for_selector(f"{ROOT} h3 >> text=at most 5 parts in the line")
    page.get_by_label("for how long").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("group", name="Break a station down").get_by_role("button", name="mill").press("Enter")
    page.wait_for_selector(
        f"{ROOT} [role=status] >> text=mill breaks down at 3:00 for 40 min", state="attached"
    )
    page.wait_for_selector(f"{ROOT} .sf-flow-stops >> text=mill from 3:00 for 40 min")
    assert page.evaluate("document.activeElement.textContent") == "mill"
    page.wait_for_function(
        "document.querySelectorAll('.sf-flow .sf-flow-machine[data-state=down]').length === 2"
    )
    still = page.locator(f"{ROOT} .sf-flow-side-0 .sf-flow-parts").inner_html()
    play = page.get_by_role("button", name="Play", exact=True)
    play.focus()
    page.keyboard.press("Space")
    page.wait_for_function("Number(document.querySelector('.sf-flow').dataset.at) > 1830")
    page.keyboard.press("Space")
    page.wait_for_selector(f"{ROOT}[data-playing='no']")
    assert page.locator(f"{ROOT} .sf-flow-side-0 .sf-flow-parts").inner_html() != still
    page.get_by_role("button", name="Run to the end and note").press("Enter")
    page.wait_for_selector(f"{ROOT}[data-at='4800'] details td >> text=mill at 180 for 40 min")
    expected = FlowSimulator(wip=5, breakdowns=[("mill", 180, 40)])
    wanted = expected.finish()
    figures = page.locator(f"{ROOT} .sf-flow-figures tbody tr")
    assert figures.nth(3).inner_text().split("\t")[1:] == [
        f"{lead:.1f}" for lead in wanted["mean_lead_time_min"]
    ]
    page.get_by_role("button", name="Run to the end and note").press("Enter")
    page.wait_for_selector(f"{ROOT} [role=status] >> text=noted already, as number 1", state="attached")
    assert json.loads(lab.run_cell(page, 2)) == [
        [row["control"], "mill at 180 for 40 min", round(row["mean_lead_time_min"], 3)]
        for row in wanted.to_dict("records")
    ]
    assert axe(page, ROOT) == []
    assert page.outside_requests == [] and page.script_errors == []


def test_it_plays_on_a_static_page(open_page, axe, on_a_static_page):
    page = open_page(width=320, height=700, color_scheme="light")
    shown = FlowSimulator(6, utilisation=1.1)
    on_a_static_page(page, shown)
    assert page.locator(f"{ROOT} .sf-flow-tall").count() == 1
    # A moment before it is known that no notebook answers, and after it.
    page.locator(f"{ROOT} .sf-flow-side-1 .sf-flow-cell").nth(2).click(position={"x": 12, "y": 50})
    page.wait_for_selector(f"{ROOT} [role=status] >> text=mill breaks down at 3:00", state="attached")
    page.get_by_label("Speed").select_option("40 min a second")
    page.get_by_role("button", name="Play", exact=True).click()
    # Once an hour at most, the state in words.
    page.wait_for_selector(f"{ROOT}[data-playing='yes'] .sf-said >> text=/^[4-7]:0\\d of the shift. Push:/")
    page.wait_for_selector(f"{ROOT}[data-at='4800'][data-playing='no']")
    page.wait_for_selector(f"{ROOT} [role=status] >> text=8:00 of the shift", state="attached")
    for side, (inside, gone) in enumerate(state_at(shown, 480)):
        tiles = page.locator(f"{ROOT} .sf-flow-side-{side} .sf-flow-tile b").all_inner_texts()
        assert tiles[:2] == [str(inside), str(gone)]
        assert (
            page.locator(f"{ROOT} .sf-flow-side-{side} .sf-flow-line")
            .inner_html()
            .count(f">{gone} finished<")
            == 1
        )
        waits = page.locator(f"{ROOT} .sf-flow-side-{side} .sf-flow-line").inner_html()
        drawn = page.locator(f"{ROOT} .sf-flow-side-{side} .sf-flow-part:not([display])").count()
        assert 0 < drawn <= 6 * 20 + 12 and "wait" in waits
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == [] and page.outside_requests == []


def test_without_movement_it_goes_in_steps(open_page, axe, on_a_static_page):
    page = open_page(width=320, height=700, color_scheme="dark", reduced_motion="reduce")
    shown = FlowSimulator(breakdowns=[("lathe", 235, 20)])
    on_a_static_page(page, shown)
    assert not page.get_by_role("button", name="Play", exact=True).is_visible()
    page.get_by_role("button", name="+60 min").press("Enter")
    page.wait_for_selector(f"{ROOT} [role=status] >> text=4:00 of the shift", state="attached")
    said = page.locator(f"{ROOT} .sf-said").inner_text()
    for (inside, gone), name in zip(state_at(shown, 240), ("Push", "Pull"), strict=True):
        assert f"{name}: {inside} parts in the line, {gone} finished" in said
    assert said.count("down: lathe") == 2
    assert page.locator(f"{ROOT} .sf-flow-part:not([display])").count() == 0
    # The parts before each station, as a number.
    counted = sum(
        int(one) for one in page.locator(f"{ROOT} .sf-flow-side-0 .sf-flow-big").all_text_contents()
    )
    rows = shown.view["runs"][0]["parts"]
    waiting = sum(
        (sum(time <= 2400 for time in row) - 1) % 3 == 1 and sum(time <= 2400 for time in row) < 17
        for row in rows
        if row[0] <= 2400
    )
    assert counted == waiting
    page.get_by_label("no movement").press("Space")
    page.wait_for_selector(f"{ROOT} .sf-flow-side-0 .sf-flow-part:not([display])")
    # Far along in one step: what is finished meanwhile is not drawn any more.
    page.get_by_label("Time of the shift").press("PageUp")
    minute = int(page.locator(ROOT).get_attribute("data-at")) / 10
    drawn = page.locator(f"{ROOT} .sf-flow-side-0 .sf-flow-part:not([display])").count()
    assert minute > 260 and drawn == state_at(shown, minute)[0][0]
    page.get_by_role("button", name="Play", exact=True).press("Enter")
    page.wait_for_selector(f"{ROOT}[data-playing='yes']")
    page.get_by_label("no movement").press("Space")
    page.wait_for_selector(f"{ROOT}[data-playing='no'][data-calm='yes']")
    assert page.locator(f"{ROOT} .sf-flow-part:not([display])").count() == 0
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == []
