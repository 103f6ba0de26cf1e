"""What must hold for any shift: identities, units, order, sums."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from shopfloor.methods import oee

UNITS = some.sampled_from([1.0, 60.0, 1 / 60, 3600.0])


@some.composite
def shifts(draw):
    """planned, downtime, ideal cycle, total, good: possible, whatever they are."""
    planned = draw(some.floats(10, 10_000))
    downtime = planned * draw(some.floats(0, 0.95))
    total = draw(some.integers(1, 100_000))
    performance = draw(some.floats(0.01, 1.5))
    ideal = performance * (planned - downtime) / total
    return planned, downtime, ideal, total, draw(some.integers(0, total))


@some.composite
def tables(draw, rows=6):
    lines = draw(some.lists(shifts(), min_size=1, max_size=rows))
    return pd.DataFrame(lines, columns=["planned_min", "downtime_min", "ideal_cycle_min", "total", "good"])


@given(shifts())
def test_oee_is_the_product_and_the_short_form(shift):
    planned, _, ideal, _, good = shift
    result = oee.oee(*shift)
    assert result.oee == pytest.approx(result.availability * result.performance * result.quality, rel=1e-9)
    assert result.oee == pytest.approx(good * ideal / planned, rel=1e-9)
    assert 0 <= result.quality <= 1 and 0 < result.availability <= 1 and result.performance > 0


@given(shifts(), UNITS)
def test_the_unit_does_not_matter(shift, unit):
    planned, downtime, ideal, total, good = shift
    scaled = oee.oee(planned * unit, downtime * unit, ideal * unit, total, good)
    assert tuple(scaled) == pytest.approx(tuple(oee.oee(*shift)), rel=1e-9)


@given(shifts(), some.floats(0, 1))
def test_less_downtime_never_lowers_availability(shift, part):
    planned, downtime, ideal, total, good = shift
    less = oee.oee(planned, downtime * part, ideal, total, good)
    assert less.availability >= oee.oee(*shift).availability
    assert less.oee == pytest.approx(oee.oee(*shift).oee)


@given(shifts(), some.floats(0, 1), some.floats(0, 1), some.floats(0, 1))
def test_the_losses_add_up_exactly(shift, first, second, start):
    planned, downtime, ideal, total, good = shift
    stops = {
        "breakdowns": downtime * first,
        "setup and adjustment": downtime * (1 - first) * second,
        "idling and minor stops": downtime * (1 - first) * (1 - second),
    }
    for convention in ("availability", "performance"):
        tree = oee.losses(
            planned, stops, ideal, total, good,
            start_up_rejects=(total - good) * start, minor_stops=convention,
        )  # fmt: skip
        assert tree.table["time_min"].sum() + ideal * good == pytest.approx(planned, rel=1e-9)
        assert tree.fully_productive == pytest.approx(ideal * good, rel=1e-9, abs=1e-9)
        assert tree.table["share"].sum() == pytest.approx(1 - tree.oee.oee, abs=1e-9)
        assert tree.oee.oee == pytest.approx(oee.oee(*shift).oee, rel=1e-9)
        left = planned
        for factor in ("availability", "performance", "quality"):
            value, before = getattr(tree.oee, factor), left
            left -= tree.lost(factor)
            assert left == pytest.approx(value * before, rel=1e-6, abs=1e-6 * planned)


@given(tables())
def test_the_pooled_oee_lies_between_the_shifts_and_is_their_weighted_mean(table):
    each = [oee.oee(*row) for row in table.itertuples(index=False)]
    pooled = oee.oee_of(table)
    values = [one.oee for one in each]
    assert min(values) - 1e-12 <= pooled.oee <= max(values) + 1e-12
    weights = table["planned_min"].to_numpy()
    assert pooled.oee == pytest.approx(np.average(values, weights=weights), rel=1e-9)
    assert pooled.availability == pytest.approx(
        np.average([one.availability for one in each], weights=weights), rel=1e-9
    )
    assert pooled.oee == pytest.approx(pooled.availability * pooled.performance * pooled.quality, rel=1e-9)


@given(tables(), some.randoms(use_true_random=False))
def test_the_order_of_the_shifts_does_not_matter(table, random):
    order = list(range(len(table)))
    random.shuffle(order)
    assert tuple(oee.oee_of(table.iloc[order])) == pytest.approx(tuple(oee.oee_of(table)), rel=1e-9)


@given(tables())
def test_pooled_losses_are_the_sums_of_the_shifts_losses(table):
    tree = oee.losses_of(table)
    singles = [oee.losses(row[0], row[1], *row[2:]) for row in table.itertuples(index=False)]
    for name in tree.table["loss"]:
        want = sum(one.table.set_index("loss")["time_min"].get(name, 0.0) for one in singles)
        got = tree.table.set_index("loss")["time_min"][name]
        assert got == pytest.approx(want, rel=1e-9, abs=1e-6 * tree.planned)
    assert tree.table["time_min"].sum() + tree.fully_productive == pytest.approx(tree.planned, rel=1e-9)


AMOUNTS = some.dictionaries(
    some.text("abcdefgh ", min_size=1, max_size=6).filter(str.strip),
    some.floats(0, 1e6),
    min_size=1,
    max_size=12,
)


@given(AMOUNTS, some.floats(0.01, 0.99))
def test_a_pareto_is_sorted_complete_and_has_the_fewest_vital(amounts, cutoff):
    amounts = {name.strip(): value for name, value in amounts.items()}
    assume(sum(amounts.values()) > 0)
    table = oee.pareto(amounts, cutoff=cutoff)
    assert dict(zip(table["cause"], table["amount"], strict=True)) == amounts
    assert (table["amount"].diff().iloc[1:] <= 0).all()
    assert table["share"].sum() == pytest.approx(1)
    assert table["cumulative_share"].iloc[-1] == 1.0
    assert (table["cumulative_share"].diff().iloc[1:] >= -1e-12).all()
    few = int(table["vital"].sum())
    assert table["vital"].to_list() == [True] * few + [False] * (len(table) - few)
    assert table["cumulative_share"].iloc[few - 1] >= cutoff - 1e-9
    assert few == 1 or table["cumulative_share"].iloc[few - 2] < cutoff


@given(some.lists(some.sampled_from("abcd"), min_size=1, max_size=40))
def test_counting_a_list_or_a_table_is_the_same(names):
    table = pd.DataFrame({"cause": names, "n": 1})
    counted = oee.pareto(names)
    pd.testing.assert_frame_equal(counted, oee.pareto(table, "cause"))
    summed = oee.pareto(table, "cause", "n", unit="count")
    pd.testing.assert_frame_equal(counted, summed)


@given(some.integers(0, 60), some.integers(0, 60), some.floats(1, 100), some.floats(1, 100))
def test_turning_time_around_turns_the_rate_ratio_over(before, after, first, second):
    assume(before + after)
    there = oee.rate_before_after(before, first, after, second)
    back = oee.rate_before_after(after, second, before, first)
    assert there.p_value == pytest.approx(back.p_value)
    assert there.low <= there.change <= there.high
    assert there.believable == back.believable
    if 0 < before and 0 < after:
        assert (1 + there.low) * (1 + back.high) == pytest.approx(1, rel=1e-6)
        assert (1 + there.change) * (1 + back.change) == pytest.approx(1)


@given(
    some.lists(some.floats(1, 1000), min_size=2, max_size=12),
    some.lists(some.floats(1, 1000), min_size=2, max_size=12),
    some.floats(0.1, 1000),
)
def test_before_after_scales_with_the_unit(before, after, unit):
    assume(np.std(before) > 1e-3 or np.std(after) > 1e-3)
    plain = oee.before_after(before, after)
    scaled = oee.before_after(np.array(before) * unit, np.array(after) * unit)
    assert scaled.p_value == pytest.approx(plain.p_value, rel=1e-6, abs=1e-12)
    assert scaled.low == pytest.approx(plain.low * unit, rel=1e-6, abs=1e-6 * unit)
    assert plain.believable == (plain.p_value < 0.05) or math.isclose(plain.p_value, 0.05, rel_tol=1e-6)


@given(some.lists(some.floats(50, 500), min_size=3, max_size=10), some.floats(0.1, 0.8), some.floats(0.1, 10))
def test_more_is_needed_for_less(weekly, reduction, unit):
    assume(np.std(weekly) > 1)
    asked = oee.weeks_needed(weekly, reduction)
    assert oee.weeks_needed(weekly, reduction / 2).weeks >= asked.weeks
    assert oee.weeks_needed(weekly, reduction, power=0.95).weeks >= asked.weeks
    assert oee.weeks_needed(weekly, reduction, confidence=0.99).weeks >= asked.weeks
    assert oee.weeks_needed(np.array(weekly) * unit, reduction).weeks == asked.weeks
    # What these weeks can show takes just as many weeks to be seen.
    if asked.detectable < 0.99:
        assert oee.weeks_needed(weekly, asked.detectable).weeks == pytest.approx(len(weekly), abs=1)


@given(some.floats(0.5, 5), some.floats(0.001, 0.2), some.integers(2, 30), some.floats(1.01, 10))
def test_exact_growth_reaches_the_limit_on_the_day(first, growth, n, factor):
    days = np.arange(n, dtype=float)
    levels = first * (1 + growth) ** days
    found = oee.days_to_limit(days, levels, levels[-1] * factor)
    assert found.growth_per_day == pytest.approx(growth, rel=1e-6)
    assert found.days_left == pytest.approx(math.log(factor) / math.log1p(growth), rel=1e-6)


@given(
    some.lists(some.tuples(some.integers(0, 60), some.booleans()), min_size=1, max_size=12),
    some.data(),
)
def test_a_planned_changeover_keeps_its_minutes(steps, data):
    table = pd.DataFrame(
        {
            "step": range(1, len(steps) + 1),
            "minutes": [minutes for minutes, _ in steps],
            "kind": ["internal" if inside else "external" for _, inside in steps],
        }
    )
    inside = list(table.loc[table["kind"] == "internal", "step"])
    moved = data.draw(some.lists(some.sampled_from(inside), unique=True)) if inside else []
    rest = [step for step in table["step"] if step not in moved]
    gone = data.draw(some.lists(some.sampled_from(rest), unique=True, max_size=len(rest))) if rest else []
    found = oee.smed(table, external=moved, left_out=gone)
    lost = table.loc[table["step"].isin(gone), "minutes"].sum()
    assert found.internal_after + found.external_after + lost == table["minutes"].sum()
    assert 0 <= found.internal_after <= found.internal_before
    assert sorted(found.made_external) == sorted(moved) and sorted(found.left_out) == sorted(gone)
