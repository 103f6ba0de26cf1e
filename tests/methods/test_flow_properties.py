"""What must hold for all lines and queues, not only for those we thought of."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopfloor.methods import flow

hundredths = st.integers(1, 2_000).map(lambda n: n / 100)
shares = st.integers(1, 98).map(lambda n: n / 100)
scvs = st.sampled_from([0.0, 0.1, 0.25, 1.0, 2.5])
# A power of two changes no digit of a binary fraction, so that results scale exactly.
scales = st.sampled_from([2.0, 64.0, 0.25])


@st.composite
def lines(draw):
    """A line of up to four stations, with everything a station may have."""
    count = draw(st.integers(1, 4))
    each = st.lists(st.integers(1, 40), min_size=count, max_size=count)
    table = pd.DataFrame(
        {
            "station": list("ABCD"[:count]),
            "process_time": [n / 10 for n in draw(each)],
            "process_scv": draw(st.lists(scvs, min_size=count, max_size=count)),
            "machines": draw(st.lists(st.integers(1, 3), min_size=count, max_size=count)),
        }
    )
    if draw(st.booleans()):
        broken = draw(st.lists(st.booleans(), min_size=count, max_size=count))
        table["mtbf"] = [15.0 if one else np.nan for one in broken]
        table["mttr"] = [4.0 if one else np.nan for one in broken]
    if draw(st.booleans()):
        table["setup_time"] = [n / 10 for n in draw(each)]
        table["process_batch"] = draw(st.lists(st.integers(1, 5), min_size=count, max_size=count))
    return table


@st.composite
def runs(draw):
    """Arguments of a simulation of such a line, under any rule of control."""
    table = draw(lines())
    control = draw(st.sampled_from(["push", "conwip", "kanban"]))
    batch = draw(st.integers(1, 3))
    arguments = {"transfer_batch": batch, "seed": draw(st.integers(0, 5))}
    if control == "push" or draw(st.booleans()):
        arguments["arrival_gap"] = draw(st.integers(5, 60)) / 10
        arguments["arrival_scv"] = draw(scvs)
    if control == "conwip":
        arguments["wip"] = draw(st.integers(batch, 12))
    if control == "kanban":
        arguments["cards"] = draw(st.lists(st.integers(batch, 5), min_size=len(table), max_size=len(table)))
    if draw(st.booleans()):
        arguments["stops"] = [
            (
                draw(st.sampled_from(list(table["station"]))),
                draw(st.integers(0, 90)),
                draw(st.integers(1, 20)),
            )
            for _ in range(draw(st.integers(1, 4)))
        ]
    if draw(st.booleans()):
        arguments["time"] = draw(st.integers(20, 150))
        arguments["warm_up"] = draw(st.integers(0, 19))
    else:
        arguments["parts"] = draw(st.integers(1, 60))
    return table, control, arguments


def overlaps(begin, finish, start, end):
    finish = [end if np.isnan(one) else one for one in finish]
    return sum(max(0.0, min(b, end) - max(a, start)) for a, b in zip(begin, finish, strict=True))


@settings(max_examples=120)
@given(runs())
def test_littles_law_holds_in_every_simulation(run):
    table, control, arguments = run
    line = flow.simulate(table, control, **arguments)
    length = line.end - line.start
    # What was counted step by step, and what each part says of itself, are two accounts of the same.
    steps = line.wip_over_time
    counted = (steps["wip"] * np.diff([*steps["time"], line.end])).sum()
    assert line.wip * length == pytest.approx(counted, abs=1e-6)
    assert line.throughput * length == pytest.approx(len(line.parts))
    if line.finished:
        assert line.wip == pytest.approx(line.throughput * line.cycle_time, abs=1e-9)
        assert flow.littles_law(line.wip, line.throughput) == pytest.approx(line.cycle_time)
        assert line.time_in_system == pytest.approx(line.parts["time_in_system"].mean())
    else:
        assert line.throughput == 0
    # The edges, exactly: time of finished parts before the window, and of unfinished ones within it.
    whole = line.visits.groupby("part").agg(
        came=("arrived", "min"), last=("left", "max"), n=("left", "count")
    )
    open_parts = whole[(whole["n"] < len(table)) | (whole["last"] > line.end * (1 + 1e-9))]
    # (Under pull a part's first arrival at the first station is its release.)
    before = (line.start - line.parts["released"]).clip(lower=0).sum()
    after = (line.end - open_parts["came"].clip(lower=line.start)).sum()
    assert line.wip * length == pytest.approx(line.parts["time_in_system"].sum() - before + after, abs=1e-6)
    if "time" not in arguments:
        assert line.cycle_time == pytest.approx(line.time_in_system)  # empty at both ends


@settings(max_examples=100)
@given(runs())
def test_littles_law_holds_at_every_station_and_shares_add_up(run):
    table, control, arguments = run
    line = flow.simulate(table, control, **arguments)
    length = line.end - line.start
    visits = dict(list(line.visits.groupby("station")))
    for station in line.stations.itertuples():
        total = station.utilisation + station.setup + station.down + station.blocked + station.starved
        assert total == pytest.approx(1)
        assert (
            min(station.utilisation, station.setup, station.down, station.blocked, station.starved) >= -1e-9
        )
        if station.station in visits:
            visit = visits[station.station]
            queued = overlaps(visit["arrived"], visit["started"], line.start, line.end)
            present = overlaps(visit["arrived"], visit["left"], line.start, line.end)
            assert station.mean_queue * length == pytest.approx(queued, abs=1e-6)
            assert station.mean_wip * length == pytest.approx(present, abs=1e-6)
    assert line.stations["mean_wip"].sum() == pytest.approx(line.wip, abs=1e-6)


@settings(max_examples=100)
@given(runs())
def test_every_part_goes_through_every_station_in_order(run):
    table, control, arguments = run
    line = flow.simulate(table, control, **arguments)
    if "time" not in arguments:
        assert line.finished == arguments["parts"]  # nothing is lost, nothing is stuck
    names = list(table["station"])
    visits = line.visits
    assert (visits["started"] >= visits["arrived"] - 1e-9)[visits["started"].notna()].all()
    assert (visits["finished"] >= visits["started"])[visits["finished"].notna()].all()
    assert (visits["left"] >= visits["finished"])[visits["left"].notna()].all()
    for _, visit in visits.groupby("part"):
        assert visit["station"].to_list() == names[: len(visit)]
        assert visit["arrived"].to_list()[1:] == visit["left"].to_list()[: len(visit) - 1]
    for (name, _), work in visits[visits["machine"].notna()].groupby(["station", "machine"]):
        # One machine works on one part at a time.
        work = work.sort_values("started")
        assert (work["started"].to_numpy()[1:] >= work["finished"].to_numpy()[:-1] - 1e-9).all(), name
    if control == "conwip":
        assert line.wip_over_time["wip"].max() <= arguments["wip"]
    if control == "kanban":
        for name, cards in zip(names, arguments["cards"], strict=True):
            own = visits[visits["station"] == name]
            moments = sorted({*own["arrived"]})
            for moment in moments:
                here = (own["arrived"] <= moment) & ~(own["left"] <= moment)
                assert here.sum() <= cards


@settings(max_examples=40)
@given(runs(), scales)
def test_the_unit_of_time_does_not_matter(run, scale):
    table, control, arguments = run
    scaled = table.copy()
    for column in ("process_time", "mtbf", "mttr", "setup_time"):
        if column in scaled:
            scaled[column] = scaled[column] * scale
    other = dict(arguments)
    for name in ("arrival_gap", "time", "warm_up"):
        if name in other:
            other[name] = other[name] * scale
    if "stops" in other:
        other["stops"] = [(name, at * scale, length * scale) for name, at, length in other["stops"]]
    one = flow.simulate(table, control, **arguments)
    two = flow.simulate(scaled, control, **other)
    assert two.finished == one.finished
    assert two.wip == pytest.approx(one.wip)
    assert two.throughput * scale == pytest.approx(one.throughput)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=5), st.integers(1, 12))
def test_even_conwip_lies_between_the_best_and_the_worst_case(times, wip):
    rate, raw = 1 / max(times), sum(times)
    line = flow.simulate(times, "conwip", wip=wip, time=400, warm_up=100)
    best, worst = flow.best_case(wip, rate, raw), flow.worst_case(wip, rate, raw)
    # One part more or less may finish within the window.
    assert worst.throughput - 1 / 300 <= line.throughput <= best.throughput + 1 / 300 + 1e-12


@given(st.lists(st.tuples(hundredths, hundredths), min_size=1, max_size=40), hundredths, hundredths)
def test_littles_law_holds_in_every_window_of_a_record(pairs, start, length):
    parts = [(came, came + stayed) for came, stayed in pairs]
    found = flow.measured_flow(parts, start=start, end=start + length)
    if found.finished:
        assert found.wip == pytest.approx(found.throughput * found.cycle_time)
    inside = sum(max(0.0, min(b, start + length) - max(a, start)) for a, b in parts)
    assert found.wip * length == pytest.approx(inside, abs=1e-9)
    steps = found.wip_over_time
    counted = (steps["wip"] * np.diff([*steps["time"], start + length])).sum()
    assert counted == pytest.approx(inside, abs=1e-6)


@given(st.integers(1, 400).map(lambda n: n / 4), hundredths, hundredths)
def test_the_cases_are_in_order_and_obey_littles_law(wip, time, more):
    rate, raw = 1 / time, time + more
    best, practical, worst = (
        case(wip, rate, raw) for case in (flow.best_case, flow.practical_worst_case, flow.worst_case)
    )
    assert best.throughput >= practical.throughput - 1e-12 >= worst.throughput - 2e-12
    assert best.cycle_time <= practical.cycle_time * (1 + 1e-12) <= worst.cycle_time * (1 + 2e-12)
    for case in (best, practical, worst):
        assert flow.littles_law(throughput=case.throughput, cycle_time=case.cycle_time) == pytest.approx(wip)


@given(hundredths, hundredths)
def test_littles_law_goes_round(wip, throughput):
    time = flow.littles_law(wip=wip, throughput=throughput)
    assert flow.littles_law(throughput=throughput, flow_time=time) == pytest.approx(wip)
    assert flow.littles_law(wip=wip, cycle_time=time) == pytest.approx(throughput)


@given(shares, hundredths, st.integers(1, 200), scales)
def test_queues_obey_littles_law_and_scale(utilisation, service, servers, scale):
    arrivals = utilisation * service * servers
    found = flow.queue(arrivals, service, servers)
    assert found.utilisation == pytest.approx(utilisation)
    assert found.in_system == pytest.approx(arrivals * found.time_in_system)
    assert found.in_queue == pytest.approx(arrivals * found.time_in_queue)
    assert found.in_system - found.in_queue == pytest.approx(utilisation * servers)
    assert 0 <= found.empty < 1 and 0 <= found.must_wait <= 1
    faster = flow.queue(arrivals * scale, service * scale, servers)
    assert faster.in_queue == pytest.approx(found.in_queue, rel=1e-9)
    assert faster.time_in_queue * scale == pytest.approx(found.time_in_queue, rel=1e-9)
    # One queue for all is never longer than a queue for each.
    alone = flow.queue(arrivals / servers, service)
    assert found.time_in_queue <= alone.time_in_queue * (1 + 1e-9)


@given(shares, hundredths, scvs, scvs, st.integers(1, 50))
def test_more_of_anything_means_more_waiting(utilisation, time, arrivals, process, servers):
    found = flow.kingman(utilisation, time, arrivals, process, servers).time_in_queue
    assert flow.kingman(utilisation + 0.01, time, arrivals, process, servers).time_in_queue >= found
    assert flow.kingman(utilisation, time, arrivals + 0.5, process, servers).time_in_queue >= found
    assert flow.kingman(utilisation, time, arrivals, process + 0.5, servers).time_in_queue >= found
    assert flow.kingman(utilisation, time, arrivals, process, servers + 1).time_in_queue <= found * (
        1 + 1e-12
    )


@given(hundredths, scvs, hundredths, hundredths, scvs, st.integers(1, 40), scales)
def test_effective_times_never_shrink_and_scale(time, scv, mtbf, mttr, repair_scv, every, scale):
    broken = flow.effective_time(time, scv, mtbf=mtbf, mttr=mttr, repair_scv=repair_scv)
    assert broken.time >= time and broken.scv >= scv and 0 < broken.availability < 1
    both = flow.effective_time(
        time, scv, mtbf=mtbf, mttr=mttr, repair_scv=repair_scv, setup_time=mttr, setup_every=every
    )
    assert both.time == pytest.approx(broken.time + mttr / every)
    scaled = flow.effective_time(
        scale * time, scv, mtbf=scale * mtbf, mttr=scale * mttr, repair_scv=repair_scv
    )
    assert scaled.time == pytest.approx(scale * broken.time) and scaled.scv == pytest.approx(broken.scv)
