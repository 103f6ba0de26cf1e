"""The simulation against closed forms: exactly where nothing is random, else within its own sampling error.

The error is taken from independent runs with fixed seeds: a mean of n runs may be off by four standard
errors, which a right simulation passes and one that is off by a few percent does not. So that this is a test
of anything, each also asserts that the standard error is small.
"""

import math

import numpy as np
import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import flow
from shopfloor.methods.flow_engine import Run
from shopfloor.methods.flow_settings import joined
from shopfloor.methods.flow_stations import read_line


def means(stations, control="push", *, runs=12, of=("wip", "time_in_system"), **settings):
    """{measure: (mean, standard error)} of runs with the seeds 1, 2, ..."""
    found = [flow.simulate(stations, control, seed=seed, **settings) for seed in range(1, runs + 1)]
    values = {name: np.array([getattr(one, name) for one in found]) for name in of}
    return {name: (v.mean(), v.std(ddof=1) / math.sqrt(runs)) for name, v in values.items()}


def agrees(found, expected, precision=0.03):
    mean, error = found
    assert error < precision * expected, "too uncertain to tell"
    assert abs(mean - expected) < 4 * error, f"{mean:.4g} with error {error:.2g}, expected {expected:.4g}"


def test_one_exponential_machine_is_the_queue_m_m_1():
    theory = flow.queue(0.7, 1.0)
    found = means([1.0], process_scv=1, arrival_gap=1 / 0.7, time=9000, warm_up=1000)
    agrees(found["wip"], theory.in_system)
    agrees(found["time_in_system"], theory.time_in_system)


def test_its_queue_and_utilisation_too():
    theory = flow.queue(0.7, 1.0)
    found = [
        flow.simulate([1.0], process_scv=1, arrival_gap=1 / 0.7, time=9000, warm_up=1000, seed=seed)
        for seed in range(1, 13)
    ]
    for column, expected in [
        ("mean_queue", theory.in_queue),
        ("utilisation", theory.utilisation),
        ("starved", theory.empty),
        ("mean_wait", theory.time_in_queue),
    ]:
        values = np.array([one.stations[column][0] for one in found])
        agrees((values.mean(), values.std(ddof=1) / math.sqrt(12)), expected, precision=0.04)


@pytest.mark.parametrize("machines", [2, 5])
def test_several_exponential_machines_are_the_queue_m_m_c(machines):
    rate = 0.8 * machines
    theory = flow.queue(rate, 1.0, servers=machines)
    table = pd.DataFrame({"station": ["mill"], "machines": [machines], "process_time": [1.0]})
    found = means(table, process_scv=1, arrival_gap=1 / rate, time=12_000 / rate, warm_up=1500 / rate)
    agrees(found["wip"], theory.in_system)
    agrees(found["time_in_system"], theory.time_in_system)


@pytest.mark.parametrize(
    ("scv", "distribution"),
    [(0.0, "gamma"), (0.25, "gamma"), (0.4, "gamma"), (2.0, "gamma"), (2.0, "lognormal"), (0.25, "lognormal"),
     (1 / 3, "uniform")],
)  # fmt: skip
def test_poisson_arrivals_and_any_times_follow_pollaczek_and_khinchine(scv, distribution):
    # M/G/1: Lq = rho^2 (1 + cs^2) / (2 (1 - rho)); M/D/1 is half the queue of M/M/1.
    rho = 0.7
    expected = rho + rho**2 * (1 + scv) / (2 * (1 - rho))
    assert flow.kingman(rho, 1.0, 1.0, scv).in_system == pytest.approx(expected)
    found = means(
        [1.0], process_scv=scv, distribution=distribution, arrival_gap=1 / rho, time=9000, warm_up=1000
    )
    agrees(found["wip"], expected, precision=0.08 if scv > 1 else 0.04)


def test_even_arrivals_at_even_machines_never_wait():
    line = flow.simulate([1, 2, 1], arrival_gap=2.5, arrival_scv=0, parts=50)
    assert (line.parts["time_in_system"] == 4).all()
    assert (line.stations["mean_wait"] == 0).all()


def test_exponential_stations_in_a_row_are_each_a_queue_of_their_own():
    # Jackson 1957, Burke 1956: departures of M/M/c are Poisson again.
    rates = [flow.queue(0.6, 1 / time) for time in (1.0, 1.25, 0.8)]
    found = means([1.0, 1.25, 0.8], process_scv=1, arrival_gap=1 / 0.6, time=12_000, warm_up=1000)
    agrees(found["wip"], sum(one.in_system for one in rates), precision=0.04)


@pytest.mark.parametrize("wip", [1, 3, 8])
def test_exponential_balanced_conwip_is_the_practical_worst_case(wip):
    found = means(
        [2.0] * 4, "conwip", wip=wip, process_scv=1, time=8000, warm_up=800, of=("throughput", "cycle_time")
    )
    theory = flow.practical_worst_case(wip, 0.5, 8)
    agrees(found["throughput"], theory.throughput, precision=0.01)
    agrees(found["cycle_time"], theory.cycle_time, precision=0.01)


@pytest.mark.parametrize("times", [[2, 2, 2, 2], [2, 5, 10, 3], [1, 4]])
@pytest.mark.parametrize("wip", [1, 2, 3, 5, 9])
def test_even_conwip_is_the_best_case_to_the_last_digit(times, wip):
    rate, raw = 1 / max(times), sum(times)
    # A whole number of rounds, so that no part is cut off at the ends of the window.
    cycle = max(raw, wip / rate)
    line = flow.simulate(times, "conwip", wip=wip, time=60 * cycle, warm_up=20 * cycle)
    best = flow.best_case(wip, rate, raw)
    assert (line.throughput, line.cycle_time) == pytest.approx(tuple(best), rel=1e-12)
    assert line.wip == wip


@pytest.mark.parametrize("wip", [2, 4, 6])
def test_all_parts_in_one_pallet_are_the_worst_case_to_the_last_digit(wip):
    line = flow.simulate(
        [2, 2, 2, 2], "conwip", wip=wip, transfer_batch=wip, time=100 * 8 * wip, warm_up=8 * wip
    )
    worst = flow.worst_case(wip, 0.5, 8)
    assert (line.throughput, line.cycle_time) == pytest.approx(tuple(worst), rel=1e-12)


def test_two_exponential_stations_with_a_limited_buffer():
    # Hopp and Spearman, sec. 8.7 (M/M/1/b): with equal rates the throughput is b / (b + 1) of them. b is the
    # most parts that the first machine can have finished: the places of the second station, and the first
    # machine itself, which is then blocked.
    for cards in (1, 3):
        found = means(
            [1.0, 1.0], "kanban", cards=[1, cards], process_scv=1, time=6000, warm_up=500, of=("throughput",)
        )
        b = cards + 1
        agrees(found["throughput"], b / (b + 1), precision=0.01)


def test_breakdowns_give_the_effective_time_and_its_variability():
    # An M/G/1 queue whose service is the effective time of sec. 8.4, breakdowns within the work included.
    effective = flow.effective_time(1.0, 0.25, mtbf=30, mttr=4)
    gap = effective.time / 0.6
    table = pd.DataFrame(
        {"station": ["mill"], "process_time": [1.0], "process_scv": [0.25], "mtbf": [30], "mttr": [4]}
    )
    found = means(table, arrival_gap=gap, time=15_000, warm_up=1500)
    theory = flow.kingman(0.6, effective.time, 1.0, effective.scv)
    agrees(found["wip"], theory.in_system, precision=0.06)
    run = flow.simulate(table, arrival_gap=gap, time=120_000)
    work = (run.visits["finished"] - run.visits["started"]).dropna()
    assert work.mean() == pytest.approx(effective.time, rel=0.01)
    assert work.var() / work.mean() ** 2 == pytest.approx(effective.scv, rel=0.12)
    busy = run.stations.loc[0, ["utilisation", "down"]].sum()
    assert run.stations.loc[0, "utilisation"] / busy == pytest.approx(effective.availability, rel=0.01)


def test_setups_take_their_share():
    table = pd.DataFrame(
        {"station": ["press"], "process_time": [1.0], "setup_time": [6.0], "process_batch": [10]}
    )
    line = flow.simulate(table, "conwip", wip=3, time=1600, warm_up=160)
    effective = flow.effective_time(1.0, setup_time=6, setup_every=10)
    assert line.throughput == pytest.approx(1 / effective.time)
    assert line.stations.loc[0, "setup"] == pytest.approx(6 / 16)
    assert line.stations.loc[0, "utilisation"] == pytest.approx(10 / 16)


def test_the_estimate_by_formula_is_near_the_simulation():
    cell = load("flow/cell")
    estimate = flow.line_estimate(cell)
    found = means(cell, time=30_000, warm_up=3000, runs=6)
    assert found["wip"][0] == pytest.approx(estimate.wip, rel=0.15)


def test_draws_have_the_mean_and_the_variability_asked_for():
    from shopfloor.methods.flow_draws import Times

    for distribution, scv in [
        ("gamma", 0.01), ("gamma", 0.0625), ("gamma", 0.3), ("gamma", 1.0), ("gamma", 3.0),
        ("lognormal", 0.3), ("lognormal", 2.0), ("uniform", 0.2), ("exponential", 9.0),
    ]:  # fmt: skip
        times = Times("a seed", 3.0, scv, distribution)
        drawn = np.array([times[n] for n in range(40_000)])
        scv = 1.0 if distribution == "exponential" else scv
        assert drawn.min() >= 0
        assert drawn.mean() == pytest.approx(3.0, rel=4 * math.sqrt(scv / 40_000)), distribution
        assert drawn.var() / 9 == pytest.approx(scv, rel=0.12), distribution


def test_draws_lie_on_a_grid_that_hides_the_last_bits_of_a_platform():
    from shopfloor.methods.flow_draws import Times

    for distribution, scv in [("gamma", 0.25), ("gamma", 0.3), ("lognormal", 0.5), ("uniform", 0.2)]:
        times = Times("grid", 1.0, scv, distribution)
        assert all((times[n] * 2**30).is_integer() for n in range(300))


def test_gamma_times_have_the_shape_of_gamma():
    from scipy import stats

    from shopfloor.methods.flow_draws import Times

    for distribution, scv, exact in [
        ("gamma", 0.25, stats.gamma(4, scale=1 / 4)),
        ("gamma", 0.3, stats.gamma(1 / 0.3, scale=0.3)),
        ("gamma", 2.5, stats.gamma(0.4, scale=2.5)),
        ("gamma", 1.0, stats.expon()),
        ("lognormal", 0.5, stats.lognorm(math.sqrt(math.log(1.5)), scale=1 / math.sqrt(1.5))),
        ("uniform", 0.2, stats.uniform(1 - math.sqrt(0.6), 2 * math.sqrt(0.6))),
    ]:
        times = Times("shape", 1.0, scv, distribution)
        drawn = [times[n] for n in range(3000)]
        assert stats.kstest(drawn, exact.cdf).pvalue > 0.001, (distribution, scv)


def test_the_recorded_line_is_retraced_part_by_part():
    # flow/parts and flow/stops were made by a recursion of their own (datasets/builders/flow.py). With the
    # recorded arrivals, process times and stops, the simulated line must start and finish every part when the
    # record says so, at every station, to the hundredth of a minute.
    stations, parts, stops = load("flow/stations"), load("flow/parts"), load("flow/stops")
    line = read_line(stations.drop(columns=["mtbf_min", "mttr_min"]))
    names = line.names
    hundredths = parts.assign(
        **{
            name: (parts[f"{name}_min"] * 100).round().astype(int)
            for name in ("arrived", "started", "finished")
        }
    )
    work = (hundredths["finished"] - hundredths["started"]).to_numpy().reshape(-1, len(names)).T.copy()
    began = hundredths["started"].to_numpy().reshape(-1, len(names)).T
    ended = hundredths["finished"].to_numpy().reshape(-1, len(names)).T
    windows = [[[] for _ in range(station.machines)] for station in line.stations]
    for name, at, length in zip(stops["station"], stops["stopped_min"], stops["repair_min"], strict=True):
        place, at, length = names.index(name), round(at * 100), round(length * 100)
        windows[place][0].append((at, at + length))
        (part,) = np.flatnonzero((began[place] <= at) & (at < ended[place]))
        work[place, part] -= length
    came = hundredths["arrived"].to_numpy().reshape(-1, len(names))[:, 0]
    run = Run(
        line, "push", parts=len(came), time=None, gaps=list(np.diff(came, prepend=0)), wip=None,
        windows=[[joined(machine) for machine in station] for station in windows],
        transfer_batch=1, seed=1, moves=False,
    )  # fmt: skip
    for station, times in zip(run.stations, work, strict=True):
        station.times = times.tolist()
    records = np.array(run.run().records)
    for place, name in enumerate(names):
        recorded = hundredths[hundredths["station"] == name]
        for offset, column in ((0, "arrived"), (1, "started"), (3, "finished")):
            simulated = records[:, 4 + 7 * place + offset]
            assert np.array_equal(np.round(simulated), recorded[column]), (name, column)
