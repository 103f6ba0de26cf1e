"""The bicycle rack's stream: takt, lead time, the hidden constraint, orders, deliveries and cards."""

import math

import pytest

from shopfloor.data import load

DEMAND, SHIFT_MIN = 600, 450


@pytest.fixture(scope="module")
def stream():
    return load("valuestream/processes").set_index("process")


def test_ladder(stream, key):
    known = key("valuestream/processes")
    assert len(stream) == 7
    assert stream["inventory_before"].sum() / DEMAND == pytest.approx(known["lead_time_days"])
    assert stream["cycle_time_s"].sum() == known["processing_s"]
    assert stream["value_added_s"].sum() == known["value_added_s"]
    assert stream["inventory_before"].idxmax() == known["largest_inventory_before"]
    assert (stream["value_added_s"] <= stream["cycle_time_s"]).all()
    assert (stream["in_process_s"] >= stream["cycle_time_s"]).all()


def test_one_process_is_slower_than_takt_once_uptime_counts(stream, key):
    known = key("valuestream/processes")
    takt = 2 * SHIFT_MIN * 60 / DEMAND
    assert takt == known["takt_s"]
    own_takt = takt * stream["shifts_per_day"] / 2
    assert (stream["cycle_time_s"] < own_takt).all()
    real = stream["cycle_time_s"] / stream["uptime"]
    assert real[real > own_takt].round(1).to_dict() == known["slower_than_takt_with_uptime"]


def test_counts_agree_with_the_map(stream):
    counts = load("valuestream/inventory_counts")
    assert counts.groupby("step")["pieces"].mean().tolist() == stream["inventory_before"].tolist()
    assert counts["date"].nunique() == 3
    assert (counts.groupby("step")["pieces"].std() > 0).all()


def test_orders(key):
    known, orders = key("valuestream/orders"), load("valuestream/orders")
    by_variant = orders.groupby("variant", observed=True)["ordered"]
    for variant, mean in known["true_mean_per_day"].items():
        assert by_variant.mean()[variant] == pytest.approx(mean, rel=0.10)
    per_day = orders.groupby(["day", "weekday"], observed=True)["ordered"].sum().reset_index()
    monday = per_day["weekday"] == "Monday"
    ratio = per_day.loc[monday, "ordered"].mean() / per_day.loc[~monday, "ordered"].mean()
    assert ratio == pytest.approx(known["monday_over_other_days"], abs=0.1)
    assert per_day["ordered"].mean() == pytest.approx(DEMAND, rel=0.03)
    assert (by_variant.std() / by_variant.mean()).idxmax() == known["most_variable"]


def test_nothing_is_shipped_before_it_is_ordered():
    for _, rows in load("valuestream/orders").groupby("variant", observed=True):
        waiting = rows["ordered"].cumsum() - rows["shipped"].cumsum()
        assert waiting.min() == 0
        assert waiting.iloc[-1] < 200
        assert (waiting > 0).any()


def test_the_new_haulier_is_late(key):
    known, deliveries = key("valuestream/deliveries"), load("valuestream/deliveries").set_index("week")
    late = deliveries["arrived_day"] - deliveries["promised_day"]
    assert late.min() >= 0
    # The split of the weeks that leaves the least variation on both sides.
    spread = {
        week: late[late.index < week].var(ddof=0) * (week - 1)
        + late[late.index >= week].var(ddof=0) * (27 - week)
        for week in range(3, 25)
    }
    assert min(spread, key=spread.get) == known["late_from_week"]
    assert late[late.index < 15].mean() == pytest.approx(known["mean_days_late_before"], abs=0.5)
    assert late[late.index >= 15].mean() == pytest.approx(known["mean_days_late_after"], abs=0.5)
    assert (deliveries["tubes_received"] <= deliveries["tubes_ordered"]).all()


def test_kanban_cards(key):
    known, parts = key("valuestream/kanban_parts"), load("valuestream/kanban_parts").set_index("part")
    cards = (
        parts.eval("600 * pieces_per_rack * lead_time_days * (1 + safety) / container_pieces")
        .round(9)
        .map(math.ceil)
    )
    assert cards.to_dict() == known["cards_needed"]
    assert parts.index[parts["cards_now"] < cards].tolist() == known["too_few_cards"]
