"""What must hold for all streams, not only for those we thought of."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfloor.methods import valuestream

pieces = st.integers(0, 50_000)
seconds = st.integers(0, 5_000).map(lambda n: n / 10)
demands = st.integers(1, 5_000)
streams = st.lists(
    st.builds(
        lambda inventory, cycle, part, uptime: {
            "process": "p", "inventory_before": inventory, "cycle_time_s": cycle,
            "value_added_s": part * cycle,
            "uptime": uptime,
        },
        pieces, seconds, st.sampled_from([0, 0.25, 0.5, 1]), st.integers(1, 100).map(lambda n: n / 100),
    ),
    min_size=1, max_size=9,
)  # fmt: skip
scales = st.sampled_from([2, 8, 64])


@given(streams, demands)
def test_the_ladder_is_the_sum_of_its_rungs(stream, demand):
    table, totals = valuestream.ladder(stream, demand)
    assert totals.lead_time == pytest.approx(table["days"].sum())
    assert totals.lead_time == pytest.approx(
        valuestream.lead_time([one["inventory_before"] for one in stream], demand)
    )
    assert totals.processing == pytest.approx(table["processing_s"].sum())
    assert totals.value_added <= totals.processing + 1e-9
    # Little's law: what lies in the stream is the throughput times the time in it.
    assert totals.inventory == pytest.approx(demand * totals.lead_time)


@given(streams, demands, scales)
def test_days_do_not_depend_on_how_pieces_are_counted(stream, demand, scale):
    in_boxes = [{**one, "inventory_before": scale * one["inventory_before"]} for one in stream]
    found = valuestream.ladder(in_boxes, scale * demand).totals
    assert found.lead_time == pytest.approx(valuestream.ladder(stream, demand).totals.lead_time)


@given(streams, demands)
def test_a_shorter_day_gives_a_larger_share(stream, demand):
    clock = valuestream.ladder(stream, demand).totals
    working = valuestream.ladder(stream, demand, day=27_000).totals
    if clock.lead_time:
        assert working.process_cycle_efficiency == pytest.approx(3.2 * clock.process_cycle_efficiency)


@given(streams, streams, demands)
def test_what_one_state_saves_the_other_costs(one, other, demand):
    there, back = (
        valuestream.compare_states(one, other, demand),
        valuestream.compare_states(other, one, demand),
    )
    assert there.saved_days == pytest.approx(-back.saved_days)
    assert there.saved_inventory == pytest.approx(-back.saved_inventory)
    assert there.lead_time_before - there.saved_days == pytest.approx(there.lead_time_after)


@given(st.integers(1, 10**6), demands, scales)
def test_takt_times_demand_is_the_time_available(available, demand, scale):
    takt = valuestream.takt_time(available, demand)
    assert takt * demand == pytest.approx(available)
    assert valuestream.takt_time(scale * available, demand) == pytest.approx(scale * takt)


@given(streams, st.integers(1, 86_400), demands)
def test_a_process_is_too_slow_where_its_capacity_is_below_demand(stream, available, demand):
    for one, load in zip(
        stream, valuestream.process_loads(stream, available, demand).itertuples(), strict=True
    ):
        if one["cycle_time_s"]:
            most = valuestream.capacity(one["cycle_time_s"], available, one["uptime"])
            assert load.capacity_per_day == pytest.approx(most)
            assert load.load == pytest.approx(demand / most)
            if abs(most / demand - 1) > 1e-6:
                assert load.too_slow == (most < demand)


@given(demands, st.integers(1, 100), st.integers(0, 100), st.integers(1, 500))
def test_the_cards_cover_the_need_and_one_fewer_does_not(demand, tenths, percent, container):
    cards = valuestream.kanban_cards(demand, tenths / 10, percent / 100, container)
    # In whole numbers, where nothing is rounded: demand x tenths x (100 + percent) against thousandths.
    need = demand * tenths * (100 + percent)
    assert cards * container * 1000 >= need > (cards - 1) * container * 1000


@given(demands, st.integers(1, 100), st.integers(0, 100), st.integers(1, 500), scales)
def test_cards_do_not_depend_on_the_unit_of_time(demand, tenths, percent, container, scale):
    cards = valuestream.kanban_cards(demand, tenths / 10, percent / 100, container)
    assert valuestream.kanban_cards(demand / scale, scale * tenths / 10, percent / 100, container) == cards


@given(demands, st.integers(1, 20), st.integers(0, 100), st.integers(0, 100), st.integers(1, 60))
def test_a_supermarket_is_the_sum_of_its_stocks(demand, days, buffer, safety, container):
    found = valuestream.supermarket_size(demand, days, buffer / 100, safety / 100, container=container)
    assert found.total == pytest.approx(found.cycle_stock + found.buffer_stock + found.safety_stock)
    assert found.total >= found.cycle_stock == demand * days
    assert (found.containers - 1) * container < found.total <= found.containers * container * (1 + 1e-8)


@given(
    st.integers(100, 1000),
    st.lists(st.integers(1, 60), min_size=1, max_size=5),
    st.lists(st.integers(0, 90), min_size=1, max_size=5),
)
def test_running_and_changing_over_fill_the_interval(available, runs, changes):
    if sum(runs) >= available:
        with pytest.raises(ValueError, match="cannot keep up"):
            valuestream.every_part_every(available, runs, changes)
        return
    found = valuestream.every_part_every(available, runs, changes)
    assert found.interval * sum(runs) + sum(changes) == pytest.approx(found.interval * available)


variants = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 40), min_size=1)


@given(variants)
def test_a_levelled_sequence_makes_what_is_wanted_and_stays_near_the_even_share(demand):
    sequence = valuestream.levelled_sequence(demand)
    divisor = math.gcd(*demand.values())
    assert {name: sequence.count(name) for name in demand} == {
        name: n // divisor for name, n in demand.items()
    }
    made = dict.fromkeys(demand, 0)
    for place, chosen in enumerate(sequence, start=1):
        made[chosen] += 1
        for name, count in made.items():
            even = place * demand[name] / sum(demand.values())
            # Never a piece ahead of its share; behind by less than one for each other variant.
            assert -1 < even - count < len(demand)
            assert count - even < 1


@given(variants)
def test_it_is_smoother_than_making_batches(demand):
    def roughness(sequence):
        total, made, sum_ = sum(demand.values()), dict.fromkeys(demand, 0), 0.0
        for place, chosen in enumerate(sequence, start=1):
            made[chosen] += 1
            sum_ += sum((made[name] - place * demand[name] / total) ** 2 for name in demand)
        return sum_

    divisor = math.gcd(*demand.values())
    levelled = valuestream.levelled_sequence(demand) * divisor
    batches = [name for name, count in demand.items() for _ in range(count)]
    assert roughness(levelled) <= roughness(batches) + 1e-9


@given(variants, st.integers(1, 5))
def test_a_box_holds_every_container_once(demand, pack):
    box = valuestream.heijunka_box(demand, pack, 480)
    wanted = {name: -(-count // pack) for name, count in demand.items()}
    assert box["variant"].value_counts().to_dict() == wanted
    assert isinstance(box, pd.DataFrame) and box["start"].is_monotonic_increasing and box["start"].max() < 480
