"""Value stream: what the functions give for the course's own tables, and what they say to wrong input."""

import math

import numpy as np
import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import valuestream


@pytest.fixture
def rack():
    return load("valuestream/processes")


@pytest.fixture
def chair():
    return load("valuestream/garden_chair")


@pytest.fixture
def process():
    """A function that makes one process of a stream."""

    def make(**changes):
        return {"process": "weld", "inventory_before": 1200, "cycle_time_s": 80, **changes}

    return make


def test_the_planted_truths_of_the_rack_come_out(rack):
    assert valuestream.takt_time(2 * 450 * 60, 600) == 90.0
    found = valuestream.ladder(rack, 600)
    assert (found.totals.lead_time, found.totals.processing, found.totals.value_added) == (
        23.15,
        283.0,
        159.0,
    )
    assert found.totals.lead_time == valuestream.lead_time(rack["inventory_before"], 600)
    assert found.table.loc[found.table["days"].idxmax(), "process"] == "cut tube"
    loads = valuestream.process_loads(rack, 27_000, 600).set_index("process")
    assert loads.index[loads["too_slow"]].to_list() == ["weld"]
    assert loads.loc["weld", "with_uptime_s"].round(1) == 91.1
    assert (loads["cycle_time_s"] < loads["takt_s"]).all()


def test_the_planted_cards_come_out():
    parts = load("valuestream/kanban_parts").set_index("part")
    cards = valuestream.kanban_cards(
        600 * parts["pieces_per_rack"], parts["lead_time_days"], parts["safety"], parts["container_pieces"]
    )
    assert cards.to_dict() == {
        "hex bolt M8": 3, "lock nut M8": 2, "rubber foot": 7, "end cap": 7, "name plate": 9, "carton": 18,
        "wall anchor set": 26, "leaflet": 7,
    }  # fmt: skip
    assert list(parts.index[parts["cards_now"] < cards]) == ["carton"]


def test_the_chair_brings_its_own_demand_and_time(chair):
    found = valuestream.ladder(chair)
    demand = chair["demand_per_day"].iloc[0]
    assert found.totals.lead_time == pytest.approx(chair["inventory_before"].sum() / demand)
    assert found.totals == valuestream.ladder(chair, demand).totals
    loads = valuestream.process_loads(chair)
    assert loads["takt_s"].iloc[0] == pytest.approx(chair["available_min"].iloc[0] * 60 / demand)
    assert not loads["too_slow"].any()
    of_takt = (loads["with_uptime_s"] / loads["takt_s"]).sort_values()
    assert 0.92 <= of_takt.iloc[-1] <= 0.98 and of_takt.iloc[-2] < 0.80  # as planted for every student


def test_a_ladder_has_a_table_and_totals(rack):
    table, totals = valuestream.ladder(rack, 600)
    assert list(table["process"]) == list(rack["process"])
    assert list(table["days"]) == [8.0, 3.5, 2.25, 3.0, 1.5, 0.4, 4.5]
    assert table["days_so_far"].iloc[-1] == totals.lead_time
    assert table["processing_so_far_s"].iloc[-1] == totals.processing
    assert totals.inventory == 13_890 and totals.day_s == 86_400


def test_the_two_conventions_of_the_efficiency(rack):
    clock = valuestream.ladder(rack, 600).totals
    working = valuestream.ladder(rack, 600, day=54_000).totals
    assert clock.process_cycle_efficiency == pytest.approx(159 / (23.15 * 86_400))
    assert working.process_cycle_efficiency == pytest.approx(159 / (23.15 * 54_000))
    assert working.lead_time == clock.lead_time


def test_days_may_be_given_instead_of_pieces(process):
    days = [
        {"process": "a", "days_before": 5.0, "cycle_time_s": 1},
        {"process": "b", "days_before": 7.6, "cycle_time_s": 39},
    ]
    found = valuestream.ladder(days)
    assert found.totals.lead_time == 12.6 and math.isnan(found.totals.inventory)
    assert valuestream.ladder(days, 920).table["inventory"].to_list() == pytest.approx([4600, 6992])


def test_without_value_added_the_whole_cycle_counts_and_shipping_may_have_none(process):
    found = valuestream.ladder([process(), process(process="ship", cycle_time_s=None)], 600)
    assert found.totals.value_added == found.totals.processing == 80.0


def test_a_stream_without_inventory_has_no_lead_time(process):
    totals = valuestream.ladder([process(inventory_before=0)], 600).totals
    assert totals.lead_time == 0.0 and math.isnan(totals.process_cycle_efficiency)


def test_results_are_readable(rack):
    shown = repr(valuestream.ladder(rack, 600))
    assert shown.startswith(
        "LadderTotals: lead time 23.15 days, processing 283 s, value added 159 s (0.0079 % of the "
        "lead time, 24 h a day)"
    )
    assert "inspect and pack" in shown
    assert repr(valuestream.every_part_every(500, 440, 180)).startswith("EveryPart: every part every 3 days")
    assert (
        repr(valuestream.supermarket_size(600, 1))
        == "Supermarket: 600 pieces (cycle 600, buffer 0, safety 0)"
    )
    before, after = (
        [{"process": "a", "days_before": 20, "cycle_time_s": 9}],
        [{"process": "a", "days_before": 5, "cycle_time_s": 9}],
    )
    assert "20 -> 5 days (75% shorter)" in repr(valuestream.compare_states(before, after))
    assert "5 -> 20 days (300% longer)" in repr(valuestream.compare_states(after, before))


def test_takt_of_numbers_and_of_columns():
    assert valuestream.takt_time(27_600, 460) == 60.0 and type(valuestream.takt_time(10, 4)) is float
    demand = pd.Series([300, 600], index=["a", "b"])
    assert valuestream.takt_time(27_000, demand).to_dict() == {"a": 90.0, "b": 45.0}
    assert valuestream.takt_time([27_000, 54_000], [300, 300]).tolist() == [90.0, 180.0]


@pytest.mark.parametrize(
    ("available", "demand", "words"),
    [
        (0, 10, "available time must be more than 0"),
        (10, 0, "demand must be more than 0"),
        (-5, 10, "more than 0; -5"),
        (10, float("nan"), "demand is empty"),
        (10, "5", "take off the quotes"),
        (True, 5, "yes-or-no"),
        ([1, 2], [1, 2, 3], "2 values of available time and 3 values of demand"),
        (10, [1, 0], "demand 2 must be more than 0"),
        (10, None, "demand is empty"),
    ],
)
def test_takt_of_nothing(available, demand, words):
    with pytest.raises(ValueError, match=words):
        valuestream.takt_time(available, demand)


def test_lead_time_is_days_of_inventory():
    assert valuestream.lead_time([600, 1200], 600) == 3.0
    assert valuestream.lead_time(900, 600) == 1.5
    assert valuestream.lead_time(pd.Series([300]), 600) == 0.5


@pytest.mark.parametrize(
    ("inventories", "demand", "words"),
    [
        ([], 600, "no inventory to add up"),
        ([1, -1], 600, "Inventory count 2 is -1"),
        ([1], 0, "daily demand must be more than 0"),
        ("many", 600, "is text"),
        ([1, None], 600, "empty"),
    ],
)
def test_lead_time_of_nothing(inventories, demand, words):
    with pytest.raises(ValueError, match=words):
        valuestream.lead_time(inventories, demand)


@pytest.mark.parametrize(
    ("changes", "more", "words"),
    [
        ({"inventory_before": -1}, {}, "inventory of step 1 cannot be negative"),
        ({"cycle_time_s": -1}, {}, "cycle time of step 1 cannot be negative"),
        ({"cycle_time_s": "80"}, {}, "take off the quotes"),
        ({"value_added_s": 90}, {}, "weld: 90 s add value in a cycle of 80 s"),
        ({"process": ""}, {}, "Row 1 of the value stream names no process"),
        ({}, {"daily_demand": 0}, "daily demand must be more than 0"),
        ({}, {"daily_demand": None}, "such as daily_demand=600"),
        ({}, {"day": 0}, "length of the day"),
        ({}, {"day": 90_000}, "A day has 86,400 seconds"),
    ],
)
def test_a_ladder_that_cannot_be(process, changes, more, words):
    with pytest.raises(ValueError, match=words):
        valuestream.ladder([process(**changes)], **{"daily_demand": 600, **more})


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([], "empty"),
        (pd.DataFrame({"process": ["a"], "cycle_time_s": [1]}), "no column inventory_before"),
        (pd.DataFrame({"process": ["a"], "inventory_before": [1]}), "no column cycle_time_s"),
        (pd.DataFrame({"inventory_before": [1], "cycle_time_s": [1]}), "no column process"),
        (pd.DataFrame({"process": ["a", "b"], "inventory_before": 1, "cycle_time_s": 1, "demand_per_day": [5,
        6]}),
         "2 different demands"),
        (7, "a row per step"),
    ],
)  # fmt: skip
def test_what_is_no_value_stream(steps, words):
    demand = None if "demand_per_day" in getattr(steps, "columns", []) else 600
    with pytest.raises(ValueError, match=words):
        valuestream.ladder(steps, demand)


# Processes against takt


def test_changeovers_and_shifts_count(process):
    loads = valuestream.process_loads(
        [process(cycle_time_s=60, uptime=0.8, changeover_min=10, batch_pieces=100, shifts_per_day=2)],
        27_000,
        600,
    ).iloc[0]
    assert (loads["takt_s"], loads["with_uptime_s"], loads["with_changeovers_s"]) == (90.0, 75.0, 81.0)
    assert loads["load"] == pytest.approx(0.9) and loads["capacity_per_day"] == pytest.approx(54_000 / 81)
    assert not loads["too_slow"]


def test_exactly_at_takt_is_not_too_slow(process):
    assert not valuestream.process_loads([process(cycle_time_s=45)], 27_000, 600)["too_slow"].iloc[0]
    assert valuestream.process_loads([process(cycle_time_s=45.1)], 27_000, 600)["too_slow"].iloc[0]


def test_changeovers_alone_can_make_a_process_too_slow(process):
    slow = process(
        cycle_time_s=44, changeover_min=10, batch_pieces=300
    )  # 2 s of changeover a piece, takt 45 s
    assert valuestream.process_loads([slow], 27_000, 600)["too_slow"].iloc[0]
    assert not valuestream.process_loads([{**slow, "batch_pieces": 3000}], 27_000, 600)["too_slow"].iloc[0]


def test_an_empty_uptime_is_one_and_no_work_has_no_limit(process):
    loads = valuestream.process_loads([process(uptime=None, cycle_time_s=0)], 27_000, 600).iloc[0]
    assert loads["load"] == 0.0 and loads["capacity_per_day"] == math.inf


@pytest.mark.parametrize(
    ("changes", "more", "words"),
    [
        (
            {"uptime": 90},
            {},
            "weld: The uptime is a fraction between 0 and 1; 90 was given: did you mean 0.9?",
        ),
        ({"uptime": 0}, {}, "weld: The uptime is a fraction"),
        ({"uptime": True}, {}, "weld: .*yes-or-no"),
        ({"changeover_min": 5, "batch_pieces": 0}, {}, "batch must be more than 0"),
        ({"shifts_per_day": 0}, {}, "weld works 0 h a day"),
        ({"shifts_per_day": 5}, {}, "weld works 37.5 h a day"),
        ({}, {"available": None}, "working seconds of a shift"),
        ({}, {"daily_demand": None}, "daily_demand=600"),
    ],
)
def test_loads_that_cannot_be(process, changes, more, words):
    with pytest.raises(ValueError, match=words):
        valuestream.process_loads([process(**changes)], **{"available": 27_000, "daily_demand": 600, **more})


def test_capacity_with_changeovers():
    assert valuestream.capacity(60, 27_000) == 450.0
    assert valuestream.capacity(60, 27_000, 0.8, changeovers=2, changeover_time=1_500) == 320.0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"cycle_time": 0}, "cycle time must be more than 0"),
        ({"available": 0}, "available time must be more than 0"),
        ({"uptime": 85}, "did you mean 0.85"),
        ({"uptime": 1.2}, "uptime is a fraction"),
        ({"changeovers": 3, "changeover_time": 10_000}, "changeovers take 30,000, more than the 27,000"),
        ({"changeovers": -1}, "number of changeovers cannot be negative"),
    ],
)
def test_capacity_that_cannot_be(given, words):
    with pytest.raises(ValueError, match=words):
        valuestream.capacity(**{"cycle_time": 60, "available": 27_000, **given})


# Two states


def test_what_a_future_state_changes(process):
    current = valuestream.ladder([process(), process(inventory_before=2400)], 600)
    future = valuestream.ladder(
        [process(inventory_before=300), process(inventory_before=600, cycle_time_s=70)], 600
    )
    found = valuestream.compare_states(current, future)
    assert (found.lead_time_before, found.lead_time_after, found.saved_days, found.saved_share) == (
        6.0,
        1.5,
        4.5,
        0.75,
    )
    assert found.saved_inventory == 2700 and found.processing_after == 150.0
    assert found.efficiency_after > found.efficiency_before
    assert valuestream.compare_states([process()], [process()], 600).saved_days == 0.0


def test_states_with_different_days_are_not_compared(process):
    with pytest.raises(ValueError, match="One ladder counts 24 h a day, the other 15 h"):
        valuestream.compare_states(
            valuestream.ladder([process()], 600), valuestream.ladder([process()], 600, day=54_000)
        )


# Pull and levelling


def test_a_whole_number_of_cards_is_not_rounded_up():
    assert math.ceil(2000 * 0.1 * 1.1 / 22) == 11  # what binary fractions make of a plain 10
    assert valuestream.kanban_cards(2000, 0.1, 0.1, 22) == 10
    assert valuestream.kanban_cards(750, 40, 0.10, 1000) == 33
    assert valuestream.kanban_cards(750, 40, 0.1001, 1000) == 34
    assert valuestream.kanban_cards(1_000_000_000, 0.3, 0.1, 0.1) == 3_300_000_000
    assert valuestream.kanban_cards(0, 1, 0.1, 10) == 0
    assert type(valuestream.kanban_cards(600, 2, 0.1, 75)) is int


def test_cards_of_columns():
    demand = pd.Series([600, 1200], index=["a", "b"])
    assert valuestream.kanban_cards(demand, 1, 0.0, 100).to_dict() == {"a": 6, "b": 12}
    assert valuestream.kanban_cards([600, 1200], [1, 2], 0.0, 100).tolist() == [6, 24]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((-1, 1, 0.1, 10), "demand cannot be negative"),
        ((600, 0, 0.1, 10), "lead time must be more than 0"),
        ((600, 1, 10, 10), "safety is a fraction, such as 0.10; 10 was given: did you mean 0.1?"),
        ((600, 1, -0.1, 10), "safety cannot be negative"),
        ((600, 1, 0.1, 0), "container must be more than 0"),
        ((600, 1, 0.1, None), "container is empty"),
        (("600", 1, 0.1, 10), "take off the quotes"),
        (([600, 700], 1, 0.1, [10]), "2 values of demand and 1 values of container"),
        (([600, -7], 1, 0.1, 10), "Row 2: The demand cannot be negative"),
    ],
)
def test_cards_that_cannot_be(given, words):
    with pytest.raises(ValueError, match=words):
        valuestream.kanban_cards(*given)


def test_a_supermarket_holds_cycle_buffer_and_safety():
    found = valuestream.supermarket_size(100, 5, buffer=0.2, safety=0.1, container=25)
    assert (found.cycle_stock, found.buffer_stock, found.safety_stock) == (500.0, 100.0, 60.0)
    assert (found.total, found.containers) == (660.0, 27)
    assert valuestream.supermarket_size(100, 5).containers is None


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"buffer": 20}, "did you mean 0.2"),
        ({"safety": -1}, "safety cannot be negative"),
        ({"replenishment": 0}, "more than 0"),
        ({"container": 0}, "container must be more than 0"),
    ],
)
def test_a_supermarket_that_cannot_be(given, words):
    with pytest.raises(ValueError, match=words):
        valuestream.supermarket_size(**{"demand": 100, "replenishment": 5, **given})


def test_a_process_without_time_for_changeovers_cannot_keep_up():
    with pytest.raises(ValueError, match="takes 440 of the 440 available: nothing is left for changeovers"):
        valuestream.every_part_every(440, [170, 150, 120], 180)
    assert valuestream.every_part_every(500, [100, 340], [90, 90]).time_for_changeovers == 60.0
    with pytest.raises(ValueError, match="Run time 2 is -1"):
        valuestream.every_part_every(500, [1, -1], 5)


def test_pitch_is_takt_times_pack():
    assert valuestream.pitch(90, 12) == 1080.0
    with pytest.raises(ValueError, match="takt must be more than 0"):
        valuestream.pitch(0, 12)


def test_a_levelled_sequence_spreads_each_variant():
    assert valuestream.levelled_sequence({"A": 2, "B": 2}) == ["A", "B"]
    assert valuestream.levelled_sequence({"A": 3, "B": 1}) in (["A", "A", "B", "A"], ["A", "B", "A", "A"])
    assert valuestream.levelled_sequence({"only": 7}) == ["only"]
    demand = load("valuestream/orders").groupby("variant", observed=True)["ordered"].sum()
    days = valuestream.levelled_sequence(demand, pack=1000)
    assert set(days) == {"black", "silver", "long"}


def test_containers_may_differ():
    assert sorted(valuestream.levelled_sequence({"A": 100, "B": 100}, {"A": 50, "B": 100})) == ["A", "A", "B"]
    assert sorted(valuestream.levelled_sequence(pd.Series({"A": 90.0, "B": 30}), 30)) == ["A", "A", "A", "B"]
    with pytest.raises(ValueError, match="no container for 'B': there are containers for A"):
        valuestream.levelled_sequence({"A": 100, "B": 100}, {"A": 50})


@pytest.mark.parametrize(
    ("demand", "words"),
    [
        ({}, "as a dictionary"),
        ([1, 2], "as a dictionary"),
        ({"A": 0}, "demand of A must be more than 0"),
        ({"A": "3"}, "take off the quotes"),
        ({"A": 9_999, "B": 10_000}, "19,999 places before it repeats"),
    ],
)
def test_a_sequence_that_cannot_be(demand, words):
    with pytest.raises(ValueError, match=words):
        valuestream.levelled_sequence(demand)


def test_a_box_holds_every_container_of_the_shift():
    box = valuestream.heijunka_box({"L": 300, "R": 150}, 50, 27_000)
    assert box["variant"].to_list() == ["L", "R", "L"] * 3
    assert box["start"].to_list() == [3000.0 * place for place in range(9)]
    with pytest.raises(ValueError, match="available time must be more than 0"):
        valuestream.heijunka_box({"L": 300}, 50, 0)


def test_what_is_handed_in_stays_as_it_was(rack):
    parts = load("valuestream/kanban_parts")
    before, parts_before = rack.copy(deep=True), parts.copy(deep=True)
    demand = {"A": 3, "B": 1}
    valuestream.ladder(rack, 600)
    valuestream.process_loads(rack, 27_000, 600)
    valuestream.compare_states(rack, rack, 600)
    valuestream.kanban_cards(parts["pieces_per_rack"], parts["lead_time_days"], parts["safety"], 10)
    valuestream.levelled_sequence(demand)
    pd.testing.assert_frame_equal(rack, before)
    pd.testing.assert_frame_equal(parts, parts_before)
    assert demand == {"A": 3, "B": 1}


def test_scalars_are_plain(rack):
    totals = valuestream.ladder(rack, np.int64(600)).totals
    assert {type(value) for value in totals} == {float}
    assert type(valuestream.lead_time(rack["inventory_before"], 600)) is float
    assert type(valuestream.supermarket_size(np.float64(5), 1, container=2).containers) is int
