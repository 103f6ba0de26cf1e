"""What must hold for all charts, routes and lifts, not only for those we thought of."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from shopfloor.methods import motion

hundredths = st.integers(0, 50_000).map(lambda n: n / 100)
steps = st.lists(
    st.builds(
        lambda symbol, time, way, people, risk, place: {
            "symbol": symbol, "time_min": time, "distance_m": way, "people": people, "risk": risk,
            "place": place,
        },
        st.sampled_from([*motion.SYMBOLS, "operation and inspection"]),
        hundredths, hundredths, st.integers(0, 4),
        st.sampled_from(["none", "low", "medium", "high"]), st.sampled_from("abc"),
    ),
    min_size=1, max_size=15,
)  # fmt: skip
# A power of two changes no digit of a binary fraction.
scales = st.sampled_from([2.0, 64.0, 0.25])


@given(steps, st.randoms(use_true_random=False))
def test_what_is_by_symbol_adds_up_in_any_order(chart, random):
    found = motion.process_chart(chart)
    assert sum(found.counts.values()) == len(chart)
    assert sum(found.times.values()) == pytest.approx(found.total_time)
    assert found.total_time == pytest.approx(sum(step["time_min"] for step in chart))
    assert sum(found.distances.values()) == pytest.approx(found.total_distance)
    assert 0 <= found.operation_share <= 1
    shuffled = motion.process_chart(random.sample(chart, len(chart)))
    assert (shuffled.counts, shuffled.times, shuffled.labour_time) == (
        found.counts,
        found.times,
        found.labour_time,
    )


@given(steps, scales)
def test_a_chart_scales_with_its_unit(chart, scale):
    scaled = [{**step, "time_min": scale * step["time_min"]} for step in chart]
    found, again = motion.process_chart(chart), motion.process_chart(scaled)
    assert again.total_time == pytest.approx(scale * found.total_time)
    assert again.operation_share == pytest.approx(found.operation_share)
    assert again.distances == found.distances


@given(steps, steps)
def test_what_one_method_saves_the_other_costs(one, other):
    there, back = motion.compare_methods(one, other), motion.compare_methods(other, one)
    assert there.saved_time == pytest.approx(-back.saved_time, abs=1e-9)
    assert there.saved_steps == -back.saved_steps
    assert there.saved_distance == pytest.approx(-back.saved_distance, abs=1e-9)
    assert there.saved_labour == pytest.approx(-back.saved_labour, abs=1e-9)
    assert there.acceptable is (not there.raised_risks)


@given(steps, st.data())
def test_leaving_out_steps_never_raises_a_risk(chart, data):
    kept = data.draw(st.lists(st.sampled_from(chart), min_size=1))
    assert motion.compare_methods(chart, kept).acceptable is True


@given(steps, st.data())
def test_a_step_worse_than_all_of_the_present_method_is_always_seen(chart, data):
    levels = ["none", "low", "medium", "high"]
    place = data.draw(st.integers(0, len(chart) - 1))
    worst = max(levels.index(step["risk"]) for step in chart)
    assume(worst < 3)
    worse = [{**step, "risk": levels[worst + 1]} if n == place else step for n, step in enumerate(chart)]
    found = motion.compare_methods(chart, worse)
    assert found.acceptable is False and [one.step for one in found.raised_risks] == [place + 1]


names = st.sampled_from(list(motion.THERBLIGS))


@st.composite
def two_hands(draw):
    """A chart in hundredths of a second, in which both hands fill the same cycle."""
    cycle = draw(st.integers(2, 500))
    rows = []
    for hand in ("left", "right"):
        cuts = sorted(draw(st.sets(st.integers(1, cycle - 1), max_size=6)))
        for start, end in zip([0, *cuts], [*cuts, cycle], strict=True):
            rows.append({"hand": hand, "therblig": draw(names), "start_s": start / 100, "end_s": end / 100})
    return rows


@given(two_hands(), st.randoms(use_true_random=False), scales)
def test_a_hand_works_holds_or_waits(chart, random, scale):
    found = motion.two_handed(chart)
    for hand in ("left", "right"):
        parts = found.working[hand] + found.holding[hand] + found.idle[hand]
        assert parts == pytest.approx(found.cycle_time)
        assert 0 <= found.utilisation[hand] <= 1 + 1e-12
        assert found.effective_share[hand] <= found.utilisation[hand] + 1e-9  # what is effective is work
    least = min(found.working.values())
    # Two hands that work w1 and w2 of the cycle overlap in at least w1 + w2 - cycle.
    assert (
        max(0.0, sum(found.working.values()) - found.cycle_time) - 1e-9 <= found.both_working <= least + 1e-9
    )
    assert found.therbligs["both"].sum() == pytest.approx(2 * found.cycle_time)
    scaled = [{**row, "start_s": scale * row["start_s"], "end_s": scale * row["end_s"]} for row in chart]
    assert motion.two_handed(scaled).utilisation == pytest.approx(found.utilisation)
    assert motion.two_handed(random.sample(chart, len(chart))).both_working == pytest.approx(
        found.both_working
    )


@given(two_hands())
def test_the_hands_may_change_places(chart):
    other = {"left": "right", "right": "left"}
    found = motion.two_handed(chart)
    mirrored = motion.two_handed([{**row, "hand": other[row["hand"]]} for row in chart])
    assert mirrored.both_working == pytest.approx(found.both_working)
    assert mirrored.utilisation["left"] == pytest.approx(found.utilisation["right"])


coordinates = st.integers(-100, 100).map(float)
places = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=8, unique=True)


@given(places, st.data())
def test_straight_is_shortest_and_square_at_most_root_two_longer(points, data):
    layout = {f"P{n}": point for n, point in enumerate(points)}
    route = data.draw(st.lists(st.sampled_from(list(layout)), min_size=2, max_size=8))
    straight = motion.travel(route, layout, way="euclidean")
    square = motion.travel(route, layout, way="rectilinear")
    assert straight - 1e-6 <= square <= math.sqrt(2) * straight + 1e-6
    for way in ("euclidean", "rectilinear"):
        there = motion.travel(route, layout, way=way)
        assert motion.travel(route[::-1], layout, way=way) == pytest.approx(there)
        assert (
            there >= motion.travel([route[0], route[-1]], layout, way=way) - 1e-6
        )  # no detour is a short cut
        assert motion.travel_legs(route, layout, way=way)["distance"].sum() == pytest.approx(there)


@settings(max_examples=60)
@given(places, st.data())
def test_along_the_aisles_scipy_finds_the_same_way(points, data):
    layout = {f"P{n}": point for n, point in enumerate(points)}
    ways = list(layout)
    # A path through all places, so that each can be reached, and some short cuts.
    pairs = [*zip(ways[:-1], ways[1:], strict=True)]
    pairs += data.draw(st.lists(st.tuples(st.sampled_from(ways), st.sampled_from(ways)), max_size=6))
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    aisles = pd.DataFrame(pairs, columns=["from_location", "to_location"])
    matrix = np.zeros((len(ways), len(ways)))
    for one, other in pairs:
        row, column = ways.index(one), ways.index(other)
        matrix[row, column] = matrix[column, row] = math.dist(layout[one], layout[other])
    shortest = dijkstra(csr_matrix(matrix), directed=False)
    route = data.draw(st.lists(st.sampled_from(ways), min_size=2, max_size=6))
    expected = sum(
        shortest[ways.index(one), ways.index(other)] for one, other in zip(route[:-1], route[1:], strict=True)
    )
    assert motion.travel(route, layout, aisles) == pytest.approx(expected)
    assert motion.travel(route, layout, aisles) >= motion.travel(route, layout, way="euclidean") - 1e-6
    for leg in motion.travel_legs(route, layout, aisles).itertuples():
        assert (leg.stops[0], leg.stops[-1]) == (leg.from_location, leg.to_location)
        along = sum(
            math.dist(layout[a], layout[b]) for a, b in zip(leg.stops[:-1], leg.stops[1:], strict=True)
        )
        assert along == pytest.approx(leg.distance)


lifts = st.fixed_dictionaries(
    {
        "horizontal": st.integers(10, 63),
        "vertical": st.integers(0, 175),
        "travel": st.integers(0, 175),
        "asymmetry": st.integers(0, 135),
        "frequency": st.integers(0, 160).map(lambda n: n / 10),
        "duration": st.sampled_from([0.5, 1, 1.5, 2, 4, 8]),
        "coupling": st.sampled_from(["good", "fair", "poor"]),
    }
)


@given(lifts, st.integers(1, 50))
def test_the_limit_lies_between_nothing_and_the_load_constant(lift, load):
    found = motion.lifting_index(load, **lift)
    assert 0 <= found.rwl <= 23
    assert all(0 <= factor <= 1 for factor in found[2:8])
    assert found.rwl == pytest.approx(23 * math.prod(found[2:8]))
    double = motion.lifting_index(2 * load, **lift)
    assert double.rwl == found.rwl
    if found.rwl:
        assert found.lifting_index == pytest.approx(load / found.rwl)
        assert double.lifting_index == pytest.approx(2 * found.lifting_index)
    else:
        assert found.lifting_index == math.inf


@given(lifts, st.integers(1, 30))
def test_nothing_gets_lighter_by_being_further_more_twisted_more_often_or_longer(lift, more):
    easy = motion.lifting_index(10, **lift).rwl
    grips = ["good", "fair", "poor"]
    harder = [
        {"horizontal": lift["horizontal"] + more},
        {"travel": lift["travel"] + more},
        {"asymmetry": lift["asymmetry"] + more},
        {"frequency": lift["frequency"] + more / 10},
        {"duration": min(8, lift["duration"] + more / 10)},
        {"vertical": lift["vertical"] + more if lift["vertical"] >= 75 else max(0, lift["vertical"] - more)},
        {"coupling": grips[min(2, grips.index(lift["coupling"]) + 1)]},
    ]
    for change in harder:
        assert motion.lifting_index(10, **{**lift, **change}).rwl <= easy + 1e-9, change


@given(lifts)
def test_both_systems_of_units_nearly_agree(lift):
    # Constants are rounded apart: away from the limits the two differ by a few percent.
    assume(26 <= lift["horizontal"] <= 62 and 26 <= lift["travel"] <= 172 and 5 <= lift["vertical"] <= 170)
    assume(not 74 <= lift["vertical"] <= 77)
    inches = {name: lift[name] / 2.54 for name in ("horizontal", "vertical", "travel")}
    metric = motion.lifting_index(10, **lift)
    customary = motion.lifting_index(10 / 0.45359237, **{**lift, **inches}, units="us")
    assert customary.rwl * 0.45359237 == pytest.approx(metric.rwl, rel=0.05)


@st.composite
def jobs(draw):
    chosen = draw(st.lists(lifts, min_size=1, max_size=4))
    names = {"horizontal": "horizontal_cm", "vertical": "vertical_cm", "travel": "travel_cm",
             "asymmetry": "asymmetry_deg", "frequency": "lifts_per_min", "coupling": "coupling"}  # fmt: skip
    table = pd.DataFrame([{heading: one[name] for name, heading in names.items()} for one in chosen])
    return table.assign(load_kg=draw(st.lists(st.integers(1, 20), min_size=len(chosen),
    max_size=len(chosen))),
                        duration_h=draw(st.sampled_from([1, 2, 8])), lift=range(len(chosen)))  # fmt: skip


@settings(max_examples=60)
@given(jobs())
def test_together_lifts_are_at_least_as_bad_as_the_worst_of_them(job):
    found = motion.composite_lifting_index(job)
    assert found.composite_lifting_index >= motion.lifting_index(job)["lifting_index"].max() - 1e-9
    assert (found.table["added"] >= -1e-12).all()
    fewer = motion.composite_lifting_index(job.head(1))
    assert fewer.composite_lifting_index <= found.composite_lifting_index + 1e-9
