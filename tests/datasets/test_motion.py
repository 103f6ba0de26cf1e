"""The charts and routes fit together, and the key's truths come out of them."""

import heapq

import pytest

from shopfloor.data import load

METHODS = ["present", "draft", "proposed"]
SYMBOLS = ["operation", "transport", "inspection", "delay", "storage"]
RISK = ["none", "low", "medium", "high"]


def way(plan, start, end):
    """The shortest way along the aisles in meters."""
    places = load("motion/floor_plan")
    at = {row.location: (row.x_m, row.y_m) for row in places[places["plan"] == plan].itertuples()}
    aisles = load("motion/aisles")
    legs = {}
    for row in aisles[aisles["plan"] == plan].itertuples():
        one, other = row.from_location, row.to_location
        length = sum((a - b) ** 2 for a, b in zip(at[one], at[other])) ** 0.5
        legs.setdefault(one, {})[other] = legs.setdefault(other, {})[one] = length
    found, heap = {}, [(0.0, start)]
    while heap:
        far, here = heapq.heappop(heap)
        if here not in found:
            found[here] = far
            for other, length in legs[here].items():
                heapq.heappush(heap, (far + length, other))
    return found[end]


@pytest.fixture(scope="module")
def chart():
    return load("motion/process_chart")


@pytest.fixture(scope="module")
def hands():
    return load("motion/two_hand_chart")


@pytest.mark.parametrize("method", METHODS)
def test_totals_of_the_process_chart(chart, key, method):
    steps = chart[chart["method"] == method]
    told = key("motion")["process_chart"][method]
    assert steps["step"].tolist() == list(range(1, len(steps) + 1))
    assert {symbol: int((steps["symbol"] == symbol).sum()) for symbol in SYMBOLS} == told["counts"]
    assert round(steps["time_min"].sum(), 2) == told["total_min"]
    assert int(steps["distance_m"].sum()) == told["distance_m"]
    assert round(steps.loc[steps["symbol"] == "operation", "time_min"].sum(), 2) == told["operation_min"]


@pytest.mark.parametrize("method", METHODS)
def test_a_transport_is_as_long_as_the_way_on_the_floor_plan(chart, method):
    here = "dock"
    for step in chart[chart["method"] == method].itertuples():
        if step.symbol == "transport":
            assert step.distance_m == way("present", here, step.place)
            assert step.place != here
            here = step.place
        else:
            assert (step.place, step.distance_m) == (here, 0)
    assert here == "assembly bench"


def test_a_hazard_has_a_risk_and_nothing_else_has(chart):
    assert ((chart["hazard"] == "") == (chart["risk"] == "none")).all()


def test_only_the_draft_raises_a_risk(chart, key):
    """Step for step: what is still done, at the risk that it had at that place before."""
    found = []
    worst = {}
    for row in chart[chart["method"] == "present"].itertuples():
        worst[row.place, row.symbol] = max(worst.get((row.place, row.symbol), 0), RISK.index(row.risk))
    for row in chart[chart["method"] != "present"].itertuples():
        if RISK.index(row.risk) > worst.get((row.place, row.symbol), 0):
            found.append({"method": row.method, "step": row.step})
    assert found == [key("motion")["process_chart"]["raised_risk"]]
    levels = chart.groupby("method", observed=True)["risk"].apply(lambda risks: max(map(RISK.index, risks)))
    assert levels.to_dict() == {"present": 3, "draft": 3, "proposed": 2}


@pytest.mark.parametrize("method", ["present", "proposed"])
@pytest.mark.parametrize("hand", ["left", "right"])
def test_a_hand_is_always_somewhere(hands, key, method, hand):
    rows = hands[(hands["method"] == method) & (hands["hand"] == hand)]
    assert rows["step"].tolist() == list(range(1, len(rows) + 1))
    assert rows["start_s"].tolist() == [0.0, *rows["end_s"].tolist()[:-1]]
    assert (rows["end_s"] > rows["start_s"]).all()
    told = key("motion")["two_hand_chart"][method]
    assert rows["end_s"].iloc[-1] == told["cycle_s"]
    rows = rows.assign(seconds=rows["end_s"] - rows["start_s"])
    idle = rows["therblig"].isin(["hold", "unavoidable delay", "avoidable delay"])
    assert round(rows.loc[idle, "seconds"].sum(), 1) == told["hold_or_delay_s"][hand]


def test_therbligs_to_drive_out_are_gone_from_the_proposed_method(hands):
    bad = ["search", "select", "hold"]
    gone = hands[hands["therblig"].isin(bad)]
    assert set(gone["method"]) == {"present"}
    assert set(gone["therblig"]) == set(bad)
    assert len(hands["therblig"].cat.categories) == 18


def test_the_clamp_takes_as_long_as_under_the_watch(hands):
    # Elements A to D of the bench study: shortest times and half their spread, about 0.65 min a cycle.
    assert 0.55 < hands.loc[hands["method"] == "present", "end_s"].max() / 60 < 0.75


@pytest.mark.parametrize("plan", ["present", "proposed"])
def test_every_aisle_is_straight_and_joins_places_of_its_plan(plan):
    places, aisles = load("motion/floor_plan"), load("motion/aisles")
    at = {row.location: (row.x_m, row.y_m) for row in places[places["plan"] == plan].itertuples()}
    for row in aisles[aisles["plan"] == plan].itertuples():
        one, other = at[row.from_location], at[row.to_location]
        assert one != other
        assert one[0] == other[0] or one[1] == other[1]
    ends = aisles.loc[aisles["plan"] == plan, ["from_location", "to_location"]]
    assert set(ends.to_numpy().ravel()) == set(at)


def test_travel_of_the_shift(key):
    trips = load("motion/trips")
    told = key("motion")["trips"]
    for plan in ("present", "proposed"):
        total = sum(way(plan, row.from_location, row.to_location) for row in trips.itertuples())
        assert total == told[f"{plan}_m"]
    crib = trips[(trips["from_location"] == "tool crib") | (trips["to_location"] == "tool crib")]
    assert (
        sum(way("present", r.from_location, r.to_location) for r in crib.itertuples()) == told["tool_crib_m"]
    )
    assert len(trips) == told["trips"]
    assert trips["start"].is_monotonic_increasing and trips["start"].iloc[-1] < "14:20"
    lots = trips[trips["load"] == "totes of valve bodies"]
    # Ten lots a shift, two on a cart.
    assert (lots.groupby(["from_location", "to_location"]).size() == 5).all()


def test_lifting_index(key):
    """NIOSH 1991, metric; the frequency multipliers are those of the published table for these rows."""
    frequency = {(0.2, 1): 1.00, (1, 2): 0.88, (2, 2): 0.84}
    grip = {"good": (1.00, 1.00), "fair": (0.95, 1.00), "poor": (0.90, 0.90)}
    found = {}
    for lift in load("motion/lifts").itertuples():
        limit = 23 * 25 / lift.horizontal_cm
        limit *= 1 - 0.003 * abs(lift.vertical_cm - 75)
        limit *= 0.82 + 4.5 / lift.travel_cm
        limit *= 1 - 0.0032 * lift.asymmetry_deg
        limit *= frequency[lift.lifts_per_min, lift.duration_h]
        limit *= grip[lift.coupling][lift.vertical_cm >= 75]
        found[lift.lift] = round(lift.load_kg / limit, 2)
    told = key("motion")["lifts"]
    assert found == told["lifting_index"]
    assert [lift for lift, index in found.items() if index > 1] == told["above_1"]


def test_the_same_bytes_again(folder, builder):
    for name, content in builder("motion").build().items():
        assert content == (folder / f"{name}.csv").read_bytes()
