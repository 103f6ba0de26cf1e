"""The OEE loss tree: the methods' own numbers, losses that are cut, and a question answered by keys."""

import json

import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import oee
from shopfloor.widgets.oee_loss_tree import OeeLossTree

ROOT = ".sf-oee"
BREAKDOWNS, SETUP, MINOR, SPEED, START_UP, DEFECTS = oee.SIX


@pytest.fixture(scope="module")
def cleaned():
    """The course's shifts and stops as a lesson cleans them."""
    shifts, stops = load("oee/shifts").drop_duplicates(), load("oee/stops").drop_duplicates()
    return shifts, oee.name_reasons(stops, load("oee/stop_reasons"))


@pytest.fixture
def week():
    return pd.DataFrame(
        {"planned_min": [450, 400], "breakdown_min": [30, 0], "changeover_min": [20, 40], "minor_stops_min": [10, 5],
         "ideal_cycle_s": [30, 30], "total": [700, 600], "good": [680, 590], "start_up_rejects": [5, 2]}
    )  # fmt: skip


def numbers(view):
    """Everything drawn but the words."""
    return {row[2]: row[3:7] for row in view["rows"]}


@pytest.mark.parametrize("way", ["availability", "performance"])
@pytest.mark.parametrize("machine", ["IM-07", "PR-03"])
def test_uncut_it_is_the_record_of_the_methods(cleaned, machine, way):
    shifts, stops = cleaned
    expected = oee.losses_of(
        shifts[shifts["machine"] == machine], stops, uncounted="leave out", minor_stops=way
    )
    tree = OeeLossTree(machine, minor_stops=way)
    assert tree.shown["loss"].tolist() == expected.table["loss"].tolist()
    assert tree.shown["factor"].tolist() == expected.table["factor"].tolist()
    for column in ("record_min", "now_min"):
        assert tree.shown[column].tolist() == pytest.approx(expected.table["time_min"].tolist())
    assert tree.view["tiles"][0] == ["OEE", f"{100 * expected.oee.oee:.1f}\u00a0%", "the record"]
    assert [tile[1] for tile in tree.view["tiles"][3:]] == [
        f"{100 * value:.1f}\u00a0%" for value in expected.oee[:3]
    ]


def test_a_span_of_weeks(cleaned):
    shifts, stops = cleaned
    tree = OeeLossTree("PR-03", start="2026-02-25", end="2026-03-10")
    own = shifts[(shifts["machine"] == "PR-03") & shifts["date"].between("2026-02-23", "2026-03-15")]
    assert tree.shown["record_min"].tolist() == pytest.approx(
        oee.losses_of(own, stops).table["time_min"].tolist()
    )
    assert tree.inputs["start"] == "2026-02-23" and tree.inputs["end"] == "2026-03-09"
    weekly = oee.oee_of(own, stops, by="week")["oee"]
    assert f"from {100 * weekly.min():.1f}\u00a0% to {100 * weekly.max():.1f}\u00a0%" in tree.view["note"]


def test_freed_time_is_worth_what_time_worth_says():
    tree = OeeLossTree("IM-07", per_piece=0.8, cost=900)
    was = tree.shown
    record = oee.losses_of(
        load("oee/shifts").drop_duplicates().query("machine == 'IM-07'"),
        oee.name_reasons(load("oee/stops").drop_duplicates(), load("oee/stop_reasons")),
        uncounted="leave out",
    ).oee
    tree.set(cuts={BREAKDOWNS: 0.3}, noted=[{**tree.inputs, "cuts": {BREAKDOWNS: 0.3}}])
    saved = 0.3 * was["record_min"][0]
    worth = oee.time_worth(
        saved, 0.4, performance=record.performance, quality=record.quality, per_piece=0.8, cost=900
    )
    row = tree.record.iloc[0]
    assert row["extra_pieces"] == pytest.approx(worth.pieces)
    assert row["extra_usd"] == pytest.approx(worth.money)
    assert row["payback_weeks"] == pytest.approx(worth.payback * 13)
    assert (
        row["breakdowns_cut"] == 0.3
        and row["setup_cut"] == 0
        and row["oee_record"] == pytest.approx(record.oee)
    )
    assert row["performance"] == pytest.approx(record.performance)
    now = tree.shown
    assert now["now_min"][0] == pytest.approx(0.7 * was["record_min"][0])
    # The other stops stay; the rates below take their share of what was freed.
    assert now["now_min"][1] == was["record_min"][1]
    assert now["now_min"][4] - was["record_min"][4] == pytest.approx(saved * (1 - record.performance))
    reached = saved * record.performance * record.quality
    assert f"free {saved:,.0f} min; {reached:,.0f} min of them become good pieces" in tree.text
    assert f"{round(saved) - round(reached):,} min are lost again" in tree.text
    assert f"{worth.pieces:,.0f} good pieces more" in tree.text
    assert tree.view["tiles"][1][2] == f"+{worth.pieces:,.0f} on the record"
    assert tree.view["tiles"][2][2] == f"cost back in {worth.payback * 13:,.1f} weeks"


@pytest.mark.parametrize("loss", oee.SIX)
def test_each_loss_alone_can_be_cut_to_nothing(week, loss):
    tree = OeeLossTree(shifts=week, cuts={loss: 1.0})
    table = tree.shown.set_index("loss")
    assert table.loc[loss, "now_min"] == pytest.approx(0, abs=1e-9) and table.loc[loss, "record_min"] > 0
    # All planned time is accounted for, lost or productive.
    good = numbers(tree.view)["Fully productive time"][3]
    assert table["now_min"].sum() + good == pytest.approx(850, abs=0.06)
    assert table["record_min"].sum() + 1270 * 0.5 == pytest.approx(850)
    assert good > 635


def test_without_any_loss_the_oee_is_one(week):
    tree = OeeLossTree(shifts=week, cuts=dict.fromkeys(oee.SIX, 1))
    assert tree.view["tiles"][0][1] == "100.0\u00a0%"
    assert tree.shown["now_min"].abs().max() < 1e-9
    assert "free 215 min; 215 min of them become good pieces." in tree.text


def test_cuts_that_work_in_each_others_time(week):
    """Speed in the time freed by fewer breakdowns: together they bring more than one after the other."""
    gains = []
    for cuts in ({BREAKDOWNS: 1}, {SPEED: 1}, {BREAKDOWNS: 1, SPEED: 1}):
        tree = OeeLossTree(shifts=week, cuts=cuts)
        tree.set(noted=[tree.inputs])
        gains.append(tree.record["extra_pieces"][0])
    assert gains[2] > gains[0] + gains[1]


def test_where_minor_stops_count_changes_the_factors_and_not_the_oee(week):
    there, here = (
        OeeLossTree(shifts=week, minor_stops=way, cuts={MINOR: 0.5})
        for way in ("availability", "performance")
    )
    assert there.view["tiles"][0] == here.view["tiles"][0]
    assert there.view["tiles"][3] != here.view["tiles"][3]
    assert [one["factor"] for one in here.view["losses"] if one["loss"] == MINOR] == ["performance"]


def test_each_bar_begins_where_the_one_above_ends():
    tree = OeeLossTree(cuts={SETUP: 0.4, DEFECTS: 0.2})
    for low, high in ((3, 4), (5, 6)):
        left = tree.view["planned"]
        for row in tree.view["rows"]:
            if row[0] == "factor":
                assert row[high] == pytest.approx(left, abs=0.2)
                inside, left = row[high], row[low]
            elif row[0] == "loss":
                assert row[high] == pytest.approx(inside, abs=0.2)
                inside = row[low]
            else:
                assert row[high] == pytest.approx(left, abs=0.2) and row[low] == 0


def test_stops_of_unknown_kind_are_shown_and_cannot_be_cut():
    losses = {one["loss"]: one["cut"] for one in OeeLossTree(cuts={SETUP: 0.25}).view["losses"]}
    assert losses["stops of unknown kind"] is None and losses[SETUP] == 25 and losses[BREAKDOWNS] == 0


def test_shifts_left_out_are_named():
    assert "3 shifts are left out" in OeeLossTree("IM-07").view["note"]
    assert "left out" not in OeeLossTree("PR-03").view["note"]


def test_a_table_without_machine_and_dates():
    tree = OeeLossTree(shifts=load("oee/filler_week"), cost=100, cuts={BREAKDOWNS: 0.5})
    assert tree.view["weeks"] == [] and tree.text.startswith("The machine: 10 shifts, 4,410 min planned")
    tree.set(noted=[tree.inputs])
    row = tree.record.iloc[0]
    assert row["first_date"] == "" and row["payback_weeks"] != row["payback_weeks"]
    with pytest.raises(ValueError, match="no dates"):
        tree.set(start="2026-01-05")


def test_a_machine_faster_than_its_ideal(week):
    fast = week.assign(total=[900, 760], good=[880, 750])
    tree = OeeLossTree(shifts=fast, cuts={BREAKDOWNS: 0.2})
    assert "Doubtful: performance above 1" in tree.view["note"]
    assert {one["loss"]: one["cut"] for one in tree.view["losses"]}[SPEED] is None
    assert "The cuts free 6 min, and good pieces for" in tree.text
    with pytest.raises(ValueError, match="faster than its ideal"):
        tree.set(cuts={SPEED: 0.1})


def test_the_record_has_its_columns_when_empty():
    tree = OeeLossTree(cost=10)
    empty = tree.record
    tree.set(noted=[tree.inputs])
    assert empty.empty and (empty.dtypes == tree.record.dtypes).all()
    assert tree.record["extra_pieces"][0] == 0 and tree.view["noted"][0][2] == "nothing cut"


def test_cases_are_kept(tmp_path):
    path = tmp_path / "my_cases.json"
    tree = OeeLossTree(save_as=path)
    tree.set(cuts={SETUP: 0.5}, noted=[{**tree.inputs, "cuts": {SETUP: 0.5}}], opened=["quality"])
    again = OeeLossTree(save_as=path)
    assert again.record.equals(tree.record) and again.inputs["opened"] == ["quality"]


def test_the_tables_given_are_not_changed(week):
    before = week.copy()
    OeeLossTree(shifts=week, cuts={SETUP: 0.5})
    assert week.equals(before)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"machine": "IM-99"}, "no machine 'IM-99' in the shifts: there is IM-07 and PR-03"),
        ({"cuts": {"breakdowns": 30}}, "fraction from 0 to 1; 30 was given: did you mean 0.3"),
        ({"cuts": {"breakdowns": -0.1}}, "cut of breakdowns cannot be negative"),
        ({"cuts": {"lunch": 0.1}}, "'lunch' is none of the losses"),
        ({"cuts": 0.3}, "given by their loss"),
        ({"start": "2025-01-01"}, "the week of 2025-01-01 is not among them"),
        ({"start": "soon"}, "first week is given by a date"),
        ({"start": "2026-03-02", "end": "2026-02-02"}, "did you mean 2026-02-02 to 2026-03-02"),
        ({"opened": ["speed"]}, "availability, performance and quality"),
        ({"minor_stops": "both"}, '"availability" or "performance"'),
        ({"per_piece": -1}, "earning per piece cannot be negative"),
        ({"cost": "much"}, "cost is text"),
        ({"shifts": "shifts"}, "must be a table"),
        ({"shifts": pd.DataFrame()}, "table is empty"),
        ({"stops": pd.DataFrame()}, "without their shifts"),
    ],
)
def test_arguments_that_make_no_sense(arguments, words):
    with pytest.raises(ValueError, match=words):
        OeeLossTree(**arguments)


def test_shifts_of_two_products_are_refused(week):
    with pytest.raises(ValueError, match="2 ideal cycle times"):
        OeeLossTree(shifts=week.assign(ideal_cycle_s=[30, 20]))
    nothing = week.assign(total=0, good=0, start_up_rejects=0)
    with pytest.raises(ValueError, match="No piece of the machine was counted"):
        OeeLossTree(shifts=nothing)


@pytest.mark.parametrize(
    "bad", [{"noted": "none"}, {"noted": [{"machine": "IM-07"}]}, {"opened": "quality"}, {"machine": 7}]
)
def test_what_the_browser_must_not_send_is_refused(bad):
    tree = OeeLossTree()
    shown = tree.view["rows"]
    tree.inputs = {**tree.inputs, **bad, "step": 1}
    assert tree.view["problem"] and tree.view["rows"] == shown and tree.record.empty


def test_a_loss_found_and_cut_by_keyboard_and_read_back(lab, open_page, axe):
    """The task: on PR-03, open the factors, find the largest stop, and see what halving it brings."""
    page = open_page()
    lab.write(
        "oee/tree.ipynb",
        [
            "from shopfloor.widgets.oee_loss_tree import OeeLossTree\ntree = OeeLossTree()\ntree",
            "print('last line')",
            "print(tree.record[['machine', 'breakdowns_cut', 'extra_pieces', 'cost_usd', 'payback_weeks']].round(2).to_json(orient='values'))",
        ],
    )
    lab.run_all(page, "oee/tree.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    assert page.locator(f"{ROOT} input[type=range]:visible").count() == 0
    page.get_by_label("Machine").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(f"{ROOT} .sf-oee-heading >> text=PR-03, 5 Jan 2026")
    open_it = page.locator(f"{ROOT} .sf-oee-open").first
    open_it.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-oee-open[aria-expanded='true'] >> text=Availability")
    page.wait_for_selector(f"{ROOT} [role=status] >> text=breakdowns 4,164 min", state="attached")
    assert page.locator(f"{ROOT} .sf-loss-row").count() == 4
    assert page.evaluate("document.activeElement.className") == "sf-oee-open"
    page.keyboard.press("Tab")
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{ROOT} .sf-oee-uncut >> text=2,082 min, was 4,164 min")
    assert page.locator(f"{ROOT} output").first.inner_text() == "cut by 50 %"
    assert page.locator(f"{ROOT} .sf-was").count() > 3
    page.get_by_label("The change costs, once ($)").focus()
    page.keyboard.type("2000")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-oee-tile >> text=cost back in")
    page.get_by_role("button", name="Note this case").press("Enter")
    page.wait_for_selector(f"{ROOT} [role=status] >> text=Case 1 is noted", state="attached")
    page.get_by_role("button", name="Cut nothing").press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-oee-freed >> text=Nothing is cut yet")
    assert page.locator(f"{ROOT} .sf-was").count() == 0
    expected = OeeLossTree("PR-03", cuts={BREAKDOWNS: 0.5}, cost=2000)
    expected.set(noted=[expected.inputs])
    wanted = expected.record.iloc[0]
    assert json.loads(lab.run_cell(page, 2)) == [
        ["PR-03", 0.5, round(wanted["extra_pieces"], 2), 2000.0, round(wanted["payback_weeks"], 2)]
    ]
    assert axe(page, ROOT) == []
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_it_opens_on_a_static_page(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors)
    on_a_static_page(page, OeeLossTree(cuts={BREAKDOWNS: 0.3}))
    page.wait_for_selector(f"{ROOT} .sf-good-row")
    assert page.locator(f"{ROOT} .sf-loss-row").count() == 0
    page.locator(f"{ROOT} .sf-oee-open").nth(2).click()
    page.wait_for_selector(f"{ROOT} .sf-loss-row >> text=Process defects")
    assert page.locator(f"{ROOT} .sf-loss-row").count() == 2
    page.locator(f"{ROOT} g.sf-factor-row").first.click()
    assert page.locator(f"{ROOT} .sf-loss-row").count() == 6
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == [] and page.outside_requests == []
