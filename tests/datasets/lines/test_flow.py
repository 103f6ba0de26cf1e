"""The line for valve bodies behaves as queues do, and its bottleneck is the one that was put there."""

import pytest

from shopfloor.data import load

ORDER = ["saw", "lathe", "mill", "washer", "test bench"]


@pytest.fixture(scope="module")
def parts():
    table = load("flow/parts")
    table["waited"] = table["started_min"] - table["arrived_min"]
    table["time"] = table["finished_min"] - table["started_min"]
    return table


@pytest.fixture(scope="module")
def by_station(parts):
    return parts.groupby("station", observed=True)


def test_every_part_goes_through_every_station_in_order(parts):
    assert len(parts) == 3000
    assert parts["station"].tolist() == ORDER * 600
    assert (parts["waited"] >= 0).all() and (parts["time"] > 0).all()
    for _, part in parts.groupby("part"):
        assert part["arrived_min"].tolist()[1:] == part["finished_min"].tolist()[:-1]


def test_never_more_parts_in_work_than_machines(parts):
    machines = load("flow/stations").set_index("station")["machines"]
    for station, rows in parts.groupby("station", observed=True):
        moves = [(time, 1) for time in rows["started_min"]] + [(time, -1) for time in rows["finished_min"]]
        busy = most = 0
        for _, change in sorted(moves):
            busy += change
            most = max(most, busy)
        assert most == machines[station]


def test_first_in_first_out(by_station):
    for _, rows in by_station:
        queue = rows.sort_values(["arrived_min", "part"])
        assert queue["started_min"].is_monotonic_increasing


def test_littles_law_holds_in_the_log(parts):
    end = parts["finished_min"].max()
    first, last = parts[parts["station"] == "saw"], parts[parts["station"] == "test bench"]
    moves = sorted([(t, 1) for t in first["arrived_min"]] + [(t, -1) for t in last["finished_min"]])
    area, inside, before = 0.0, 0, 0.0
    for time, change in moves:
        area += inside * (time - before)
        inside, before = inside + change, time
    flow_time = (last["finished_min"].to_numpy() - first["arrived_min"].to_numpy()).mean()
    assert inside == 0
    assert area / end == pytest.approx(600 / end * flow_time)


def test_gaps_and_variabilities_are_those_of_the_key(parts, by_station, key):
    known = key("flow/parts")
    gaps = parts.loc[parts["station"] == "saw", "arrived_min"].diff().dropna()
    assert gaps.mean() == pytest.approx(known["true_mean_gap_min"], rel=0.08)
    assert gaps.var() / gaps.mean() ** 2 == pytest.approx(1, abs=0.2)
    scv = by_station["time"].var() / by_station["time"].mean() ** 2
    for station, true in known["true_scv"].items():
        assert scv[station] == pytest.approx(true, rel=0.15)
    stated = load("flow/stations").set_index("station")["process_min"]
    mean = by_station["time"].mean()
    for station in known["true_scv"]:
        assert mean[station] == pytest.approx(stated[station], rel=0.04)


def test_the_stops_are_all_in_the_mills_times(parts, key):
    known, stops = key("flow/stops"), load("flow/stops")
    mill = parts[parts["station"] == "mill"]
    natural = mill["time"].to_numpy().copy()
    for stop in stops.itertuples():
        assert stop.station == "mill"
        inside = (mill["started_min"] <= stop.stopped_min) & (
            stop.stopped_min + stop.repair_min <= mill["finished_min"]
        )
        assert inside.sum() == 1
        natural[inside.to_numpy()] -= stop.repair_min
    assert natural.var() / natural.mean() ** 2 == pytest.approx(
        key("flow/parts")["mill_scv_without_stops"], rel=0.15
    )
    # Fourteen stops only: the mean of so few is known to about a quarter.
    assert natural.sum() / len(stops) == pytest.approx(known["true_mtbf_min"], rel=0.4)
    assert stops["repair_min"].mean() == pytest.approx(known["true_mttr_min"], rel=0.4)


def test_the_bottleneck_is_not_the_slowest_station_on_paper(parts, by_station, key):
    known, stations = key("flow/parts"), load("flow/stations").set_index("station")
    machines = stations["machines"]
    paper = stations["process_min"] / machines
    assert paper.idxmax() == known["slowest_without_stops"]
    busy = by_station["time"].sum() / machines
    assert busy.idxmax() == known["bottleneck"]
    waited = by_station["waited"].mean()
    assert waited.idxmax() == known["longest_queue"]
    assert waited["mill"] > 0.5 * waited.sum()
    with_stops = stations.eval("process_min * (mtbf_min + mttr_min) / mtbf_min")["mill"]
    assert with_stops > paper["lathe"]


def test_the_press(key):
    known, press = key("flow/press_products"), load("flow/press_products")
    run = (press["demand_per_day"] * press["run_s"]).sum() / 60
    setups = (press["demand_per_day"] / press["batch_pieces"] * press["setup_min"]).sum()
    available = known["available_min_per_day"]
    assert run == pytest.approx(known["run_min_per_day"])
    assert (run + setups) / available == pytest.approx(known["busy_now"], abs=0.001)
    assert (run + 2 * setups) / available == pytest.approx(known["busy_with_half_batches"], abs=0.001)
    assert setups / (available - run) == pytest.approx(known["smallest_batch_factor"], abs=0.001)
