"""Flow: what comes back, and what is refused in words. (The simulation: test_flow_simulation.py.)"""

import subprocess
import sys
from fractions import Fraction
from math import factorial, inf, isnan, nan

import numpy as np
import pandas as pd
import pytest

import shopfloor.methods
from shopfloor.data import load
from shopfloor.methods import flow


def refused(call, words):
    with pytest.raises(ValueError, match=words) as problem:
        call()
    assert "\n" not in str(problem.value)


def test_the_name_is_always_the_module():
    assert shopfloor.methods.flow is sys.modules["shopfloor.methods.flow"]
    assert callable(shopfloor.methods.flow.simulate)


def test_importing_is_cheap():
    code = (
        "import sys\n"
        "from shopfloor.methods import flow\n"
        "flow.queue(2, 3, servers=2); flow.littles_law(wip=1, throughput=2)\n"
        "print([name for name in ('simpy', 'scipy', 'matplotlib') if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout.strip(), run.stderr) == ("[]", "")


# -- Little's law -------------------------------------------------------------------------------------------


def test_littles_law_gives_the_missing_one_as_a_float():
    assert flow.littles_law(wip=12, throughput=4) == 3
    assert flow.littles_law(wip=12, cycle_time=3) == 4
    assert flow.littles_law(throughput=4, cycle_time=3) == 12
    assert flow.littles_law(wip=12, flow_time=3) == flow.littles_law(12, None, 3)
    assert type(flow.littles_law(np.int64(12), 4)) is float
    assert flow.littles_law(wip=0, throughput=4) == 0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (dict(wip=1, throughput=1, cycle_time=1), "All three were given"),
        (dict(wip=1, throughput=1, flow_time=1), "All three were given"),
        (dict(wip=1), "needs two of wip, throughput and cycle_time; only wip was given"),
        (dict(flow_time=1), "only cycle_time was given"),
        (dict(), "none was given"),
        (dict(wip=1, cycle_time=1, flow_time=1), "two names for the same"),
        (dict(wip=1, throughput=0), "throughput of 0"),
        (dict(wip=1, cycle_time=0), "cycle time of 0"),
        (dict(wip=-1, throughput=2), "WIP cannot be negative"),
        (dict(wip="5", throughput=2), "take off the quotes"),
        (dict(wip=True, throughput=2), "yes-or-no"),
        (dict(wip=nan, throughput=2), "empty"),
        (dict(wip=inf, throughput=2), "infinite"),
        (dict(wip=[1, 2], throughput=2), "not a number|not one number"),
    ],
)
def test_littles_law_refuses(given, words):
    refused(lambda: flow.littles_law(**given), words)


# -- the three cases ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [flow.best_case, flow.worst_case, flow.practical_worst_case])
def test_cases_take_columns_and_name_their_results(case):
    one = case(3, 0.5, 8)
    assert one._fields == ("throughput", "cycle_time")
    assert all(type(value) is float for value in one)
    wips = pd.Series([1, 3.5], index=["a", "b"])
    column = case(wips, 0.5, 8)
    assert list(column.throughput.index) == ["a", "b"]
    assert column.cycle_time["b"] == case(3.5, 0.5, 8).cycle_time
    array = case([1, 3], 0.5, 8)
    assert isinstance(array.throughput, np.ndarray) and array.throughput[1] == one.throughput
    assert list(wips) == [1, 3.5]


@pytest.mark.parametrize("case", [flow.best_case, flow.worst_case, flow.practical_worst_case])
def test_less_than_one_part_waits_for_nobody(case):
    assert case(0.25, 0.5, 8) == pytest.approx((0.25 / 8, 8))
    assert case(1, 0.5, 8) == pytest.approx((1 / 8, 8))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0, 0.5, 8), "WIP must be more than 0"),
        (([1, 0], 0.5, 8), "nothing comes out"),
        (([1, -2], 0.5, 8), "Wip 2 is -2|negative"),
        ((4, 0, 8), "bottleneck rate must be more than 0"),
        ((4, 0.5, 0), "raw process time must be more than 0"),
        ((4, 0.5, -8), "raw process time must be more than 0"),
        ((4, 0.5 / 60, 8), "same unit of time"),
        ((4, "0.5", 8), "take off the quotes"),
        ((None, 0.5, 8), "empty"),
        ((True, 0.5, 8), "yes-or-no"),
    ],
)
def test_cases_refuse(arguments, words):
    for case in (flow.best_case, flow.worst_case, flow.practical_worst_case):
        refused(lambda case=case: case(*arguments), words)


def test_critical_wip_refuses_mixed_units():
    # 30 an hour, and 10 minutes written as hours: fine; 0.5 a minute with 0.1 hour: not.
    assert flow.critical_wip(30, 1 / 6) == pytest.approx(5)
    refused(lambda: flow.critical_wip(0.5, 0.1), "same unit of time")


# -- queues -------------------------------------------------------------------------------------------------


def exact(load, servers):
    """Lq and P0 of M/M/c in exact arithmetic."""
    load, rho = Fraction(load), Fraction(load) / servers
    terms = [load**k / factorial(k) for k in range(servers + 1)]
    empty = 1 / (sum(terms[:-1]) + terms[-1] / (1 - rho))
    return empty * terms[-1] * rho / (1 - rho) ** 2, empty


@pytest.mark.parametrize(
    ("load", "servers"),
    [
        ("0.5", 1),
        ("0.999", 1),
        ("1.9", 2),
        ("14.5", 15),
        ("99", 100),
        ("50", 100),
        ("299.5", 300),
        ("1e-6", 3),
    ],
)
def test_queues_of_hundreds_of_servers_keep_their_digits(load, servers):
    in_queue, empty = exact(load, servers)
    found = flow.queue(float(load), 1.0, servers)
    # A load near the capacity is not a binary fraction: its last bit is amplified by 1 / (1 - rho).
    close = 1e-13 / (1 - found.utilisation)
    assert found.in_queue == pytest.approx(float(in_queue), rel=close)
    assert found.empty == pytest.approx(float(empty), rel=close)


def test_queues_of_thousands_of_servers_neither_overflow_nor_warn():
    found = flow.queue(1950, 1, servers=2000)
    assert 0 < found.in_queue < 50 and found.empty == 0.0
    assert flow.queue(10, 1, servers=5000).in_queue == 0.0


def test_a_queues_results_are_named_in_order():
    found = flow.queue(2, 3)
    assert found._fields == (
        "utilisation", "in_system", "in_queue", "time_in_system", "time_in_queue", "empty",
    )  # fmt: skip
    assert all(type(value) is float for value in found)
    assert repr(found) == (
        "Queue: utilisation 0.6667, in_system 2, in_queue 1.333, time_in_system 1, time_in_queue 0.6667, "
        "empty 0.3333"
    )
    assert found.must_wait == pytest.approx(2 / 3)  # at one server: whenever it is busy


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((3, 3), "3 come in a unit of time and 1 server serves 3: .*It takes 2 servers or more"),
        ((10, 3, 2), "2 servers serve 6: the queue grows without end. It takes 4 servers"),
        ((6, 3, 2), "It takes 3 servers"),
        ((0, 3), "arrival rate must be more than 0"),
        ((-1, 3), "arrival rate must be more than 0"),
        ((2, 0), "service rate must be more than 0"),
        ((2, 3, 0), "whole number, 1 or more; 0"),
        ((2, 3, 1.5), "whole number, 1 or more; 1.5"),
        ((2, 3, True), "yes-or-no"),
        (("2", 3), "take off the quotes"),
        ((nan, 3), "empty"),
    ],
)
def test_queue_refuses(arguments, words):
    refused(lambda: flow.queue(*arguments), words)


def test_kingman_is_a_product_of_three():
    found = flow.kingman(0.8, 5, 0.5, 1.5)
    assert found.time_in_queue == pytest.approx(found.variability * found.congestion * found.process_time)
    assert (found.variability, found.congestion, found.process_time) == pytest.approx((1.0, 4.0, 5.0))
    assert found.time_in_system == pytest.approx(found.time_in_queue + 5)
    assert found.in_queue == pytest.approx(0.8 / 5 * found.time_in_queue)
    assert found.in_system == pytest.approx(found.in_queue + 0.8)


def test_two_conventions_for_several_servers():
    queue = flow.queue(4.5, 1.0, servers=5)
    exactly = flow.kingman(0.9, 1.0, servers=5, parallel="erlang")
    nearly = flow.kingman(0.9, 1.0, servers=5)
    assert exactly.time_in_queue == pytest.approx(queue.time_in_queue)
    assert nearly.time_in_queue == pytest.approx(queue.time_in_queue, rel=0.02)
    assert nearly.time_in_queue != pytest.approx(queue.time_in_queue, rel=1e-6)
    for u in (0.3, 0.9):
        assert flow.kingman(u, 2.0, 0.3, 2.0, parallel="erlang") == flow.kingman(u, 2.0, 0.3, 2.0)


def test_an_idle_station_has_no_queue():
    assert flow.kingman(0, 5).time_in_queue == 0
    assert flow.kingman(0.9, 5, 0, 0).time_in_queue == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((90, 5), "did you mean 0.9"),
        ((1, 5), "grows without end"),
        ((1.2, 5), "more work than time"),
        ((250, 5), "fraction below 1; 250"),
        ((-0.1, 5), "negative"),
        ((0.9, 0), "process time must be more than 0"),
        ((0.9, 5, -1), "arrivals cannot be negative"),
        ((0.9, 5, 1, -1), "process time cannot be negative"),
        ((0.9, 5, 1, 1, 0), "whole number"),
        (("0.9", 5), "take off the quotes"),
        ((0.9, None), "empty"),
    ],
)
def test_kingman_refuses(arguments, words):
    refused(lambda: flow.kingman(*arguments), words)


def test_kingman_refuses_an_unknown_formula():
    refused(lambda: flow.kingman(0.9, 5, parallel="whitt"), '"sakasegawa" or "erlang"')


def test_departures_are_those_of_the_arrivals_or_of_the_machine():
    assert flow.departure_scv(0.3, 5, 0) == 0.3
    assert flow.departure_scv(0.3, 5, 1) == 5
    assert flow.departure_scv(1, 1, 0.7, servers=3) == pytest.approx(1)  # Burke: M/M/c stays Poisson
    assert flow.departure_scv(0.5, 2.0, 0.6, 4) == pytest.approx(1 + 0.64 * -0.5 + 0.36 / 2 * 1.0)
    refused(lambda: flow.departure_scv(1, 1, 1.2), "more work than time")


# -- effective times and batches ----------------------------------------------------------------------------


def test_effective_time_without_anything_is_the_process_time():
    assert flow.effective_time(5, 0.3) == (5, 0.3, 1)
    assert flow.effective_time(5, 0.3, setup_time=0, setup_every=10) == (5, 0.3, 1)
    assert flow.effective_time(5, 0.3, mtbf=100, mttr=0) == (5, 0.3, 1)


def test_breakdowns_first_and_then_set_ups():
    broken = flow.effective_time(5, 0.3, mtbf=100, mttr=20)
    both = flow.effective_time(5, 0.3, mtbf=100, mttr=20, setup_time=10, setup_scv=0.5, setup_every=8)
    after = flow.effective_time(broken.time, broken.scv, setup_time=10, setup_scv=0.5, setup_every=8)
    assert both[:2] == pytest.approx(after[:2])
    assert both.availability == broken.availability == pytest.approx(100 / 120)


def test_constant_repairs_vary_less():
    assert flow.effective_time(5, mtbf=100, mttr=20, repair_scv=0).scv == pytest.approx(
        flow.effective_time(5, mtbf=100, mttr=20).scv / 2
    )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (dict(process_time=0), "process time must be more than 0"),
        (dict(process_time=5, mtbf=10), "Give both, mtbf"),
        (dict(process_time=5, mttr=10), "Give both, mtbf"),
        (dict(process_time=5, mtbf=0, mttr=1), "mtbf must be more than 0"),
        (dict(process_time=5, mtbf=10, mttr=-1), "mttr cannot be negative"),
        (dict(process_time=5, process_scv=-1), "negative"),
        (dict(process_time=5, setup_time=-1), "set-up time cannot be negative"),
        (dict(process_time=5, setup_time=1, setup_every=0.5), "at most one set-up"),
        (dict(process_time="5"), "take off the quotes"),
    ],
)
def test_effective_time_refuses(settings, words):
    refused(lambda: flow.effective_time(**settings), words)


def test_line_estimate_of_exponential_stations_is_exact():
    estimate = flow.line_estimate([1.0, 1.25], arrival_gap=2.0, process_scv=1.0)
    queues = [flow.queue(0.5, 1.0), flow.queue(0.5, 0.8)]
    assert list(estimate.stations["in_system"]) == pytest.approx([one.in_system for one in queues])
    assert estimate.cycle_time == pytest.approx(sum(one.time_in_system for one in queues))
    assert estimate.wip == pytest.approx(estimate.throughput * estimate.cycle_time)
    assert list(estimate.stations["arrival_scv"]) == pytest.approx([1, 1])
    assert estimate.busiest == "2"


def test_line_estimate_passes_the_variability_on():
    table = pd.DataFrame(
        {
            "station": ["saw", "mill"],
            "process_min": [3.0, 2.0],
            "process_scv": [0.25, 1.0],
            "machines": [2, 1],
        }
    )
    estimate = flow.line_estimate(table, arrival_gap=2.5, arrival_scv=2.0)
    passed = flow.departure_scv(2.0, 0.25, 0.6, servers=2)
    assert list(estimate.stations["arrival_scv"]) == pytest.approx([2.0, passed])
    second = flow.kingman(0.8, 2.0, passed, 1.0)
    assert estimate.stations["time_in_queue"][1] == pytest.approx(second.time_in_queue)


def test_line_estimate_reads_arrivals_from_the_table_or_the_arguments():
    cell = load("flow/cell")
    assert flow.line_estimate(cell).throughput == pytest.approx(1 / 4.18)
    slower = flow.line_estimate(cell, arrival_gap=6.0, arrival_scv=0.0)
    assert slower.throughput == pytest.approx(1 / 6) and slower.stations["arrival_scv"][0] == 0
    assert slower.cycle_time < flow.line_estimate(cell).cycle_time


def test_line_estimate_refuses():
    refused(lambda: flow.line_estimate([1, 2]), "Give arrival_gap")
    refused(lambda: flow.line_estimate({"saw": 1, "mill": 5}, arrival_gap=4), "mill cannot keep up")
    refused(lambda: flow.line_estimate({"saw": 1, "mill": 4}, arrival_gap=4), "mill cannot keep up")
    refused(lambda: flow.line_estimate([1, 2], arrival_gap=0), "arrival gap must be more than 0")
    refused(lambda: flow.line_estimate([1, 2], arrival_gap=3, arrival_scv=-1), "negative")


def test_results_with_tables_are_readable():
    assert repr(flow.line_rates({"saw": 2, "mill": 5})).splitlines()[:2] == [
        "LineRates: bottleneck mill, bottleneck_rate 0.2, raw_process_time 7, critical_wip 1.4",
        "station  machines  process_time  effective_time  effective_scv  availability  rate",
    ]
    assert "busiest mill" in repr(flow.line_estimate({"saw": 2, "mill": 5}, arrival_gap=6))
    assert repr(flow.batch_time(30, 3, 0.25, 2)).startswith("BatchTime: cycle_time ")
    assert repr(flow.batch_load(load("flow/press_products"), 800)).splitlines()[0] == (
        "BatchLoad: busy 0.8853, run_time 610.5, setup_time 97.75, available 800, smallest_factor 0.5158"
    )


@pytest.mark.parametrize(
    ("stations", "words"),
    [
        ([], "no station in the line"),
        ((), "no station in the line"),
        (pd.DataFrame({"station": [], "process_min": []}), "no station"),
        ("saw", "list of process times"),
        (5, "list of process times"),
        ([1, -2], "process time of station 2 must be more than 0"),
        ([1, 0], "process time of station 2 must be more than 0"),
        ([1, nan], "process time of 2 is empty"),
        ([1, "2"], "take off the quotes"),
        ([1, True], "yes-or-no"),
        (pd.DataFrame({"station": ["saw"]}), "no column with the process times"),
        (pd.DataFrame({"process_min": [1]}), "no column station"),
        (pd.DataFrame({"station": ["saw", "saw"], "process_min": [1, 2]}), "2 stations called saw"),
        (pd.DataFrame({"station": ["saw", None], "process_min": [1, 2]}), "Station 2 has no name"),
        (pd.DataFrame({"station": ["saw"], "process_min": [1], "process_s": [60]}), "say the same"),
        (
            pd.DataFrame({"station": ["saw"], "process_min": [1], "mtbf_h": [1], "mttr_h": [1]}),
            "different units",
        ),
        (
            pd.DataFrame({"station": ["saw"], "process_min": [1], "mtbf_min": [9]}),
            "saw has a mtbf but no mttr",
        ),
        (
            pd.DataFrame({"station": ["saw"], "process_min": [1], "mttr_min": [9]}),
            "saw has a mttr but no mtbf",
        ),
        (
            pd.DataFrame({"station": ["saw"], "process_min": [1], "machines": [0]}),
            "number of machines of station saw",
        ),
        (pd.DataFrame({"station": ["saw"], "process_min": [1], "machines": [1.5]}), "whole number"),
        (pd.DataFrame({"station": ["saw"], "process_min": [1], "process_scv": [-1]}), "negative"),
        (
            pd.DataFrame({"station": ["a", "b"], "process_min": [1, 1], "arrival_gap_min": [3, 4]}),
            "same in every row",
        ),
        (
            pd.DataFrame({"station": ["saw"], "process_min": [1], "distribution": ["normal"]}),
            'one of "gamma"',
        ),
    ],
)
def test_a_table_of_stations_is_checked(stations, words):
    refused(lambda: flow.line_rates(stations), words)


def test_stations_come_in_several_forms():
    table = pd.DataFrame({"station": ["saw", "mill"], "process_s": [2, 5]})
    for form in (table, {"saw": 2, "mill": 5}, table.to_dict("records")):
        line = flow.line_rates(form)
        assert (line.bottleneck, line.raw_process_time) == ("mill", 7)
    assert flow.line_rates(np.array([2, 5])).bottleneck == "2"


def test_batch_load_needs_a_table_that_makes_sense():
    press = load("flow/press_products")
    before = press.copy(deep=True)
    flow.batch_load(press, 800)
    pd.testing.assert_frame_equal(press, before)
    refused(lambda: flow.batch_load([1], 800), "a table of products")
    refused(lambda: flow.batch_load(press.head(0), 800), "no product")
    refused(lambda: flow.batch_load(press, 0), "available time must be more than 0")
    refused(lambda: flow.batch_load(press, 800, factor=0), "factor must be more than 0")
    refused(lambda: flow.batch_load(press, 600), "610.5 min a day, and 600 are available")
    refused(lambda: flow.batch_load(press.drop(columns="run_s"), 800), "one column run_min or run_s")
    refused(lambda: flow.batch_load(press.drop(columns="batch_pieces"), 800), "no column batch_pieces")
    refused(
        lambda: flow.batch_load(press.assign(batch_pieces=0), 800), "batch of hinge plate must be more than 0"
    )
    refused(
        lambda: flow.batch_load(press.assign(setup_min=-1), 800),
        "set-up time of hinge plate cannot be negative",
    )


def test_batch_load_in_other_units_is_the_same():
    press = load("flow/press_products")
    minutes = press.assign(run_min=press["run_s"] / 60).drop(columns="run_s")
    assert flow.batch_load(minutes, 800).busy == pytest.approx(flow.batch_load(press, 800).busy)


def test_the_smallest_batches_are_a_part_of_the_present_ones():
    press = load("flow/press_products")
    now = flow.batch_load(press, 800)
    double = flow.batch_load(press, 800, factor=2)
    assert double.setup_time == pytest.approx(now.setup_time / 2)
    assert double.smallest_factor == pytest.approx(now.smallest_factor)
    assert double.products["batch"].to_list() == [4400, 3000, 2880, 2520, 2880, 1920]


def test_batches_may_be_too_small_and_too_large():
    times = {batch: flow.batch_time(batch, 0.5, 1.0, 10).cycle_time for batch in (11, 15, 20, 40, 200)}
    best = min(times, key=times.get)
    assert best not in (11, 200)
    assert flow.batch_time(20, 0.5, 1.0, 10, leave="singly").at_machine == 10 + 21 / 2
    assert flow.batch_time(20, 0.5, 1.0, 10).at_machine == 30
    assert flow.batch_time(1, 0.5, 1.0, 0) == pytest.approx(
        (
            flow.kingman(0.5, 1.0, 1.0, 0.0).time_in_system,
            0,
            flow.kingman(0.5, 1.0, 1.0, 0.0).time_in_queue,
            1,
            0.5,
            0,
        )
    )


@pytest.mark.parametrize(
    ("arguments", "settings", "words"),
    [
        ((10, 0.5, 1.0, 10), {}, "batches must be larger than 10"),
        ((5, 0.5, 1.0, 10), {}, "batches must be larger than 10"),
        ((20, 1.0, 1.0, 10), {}, "Even without set-ups"),
        ((0, 0.5, 1.0, 10), {}, "batch must be more than 0"),
        ((2.5, 0.5, 1.0, 10), {}, "whole number of parts"),
        ((20, 0.5, 1.0, -1), {}, "negative"),
        ((20, 0.5, 1.0, 10), dict(own_rate=0.6), "cannot come more often"),
        ((20, 0.5, 1.0, 10), dict(leave="later"), '"together" or "singly"'),
    ],
)
def test_batch_time_refuses(arguments, settings, words):
    refused(lambda: flow.batch_time(*arguments, **settings), words)


# -- measured flow ------------------------------------------------------------------------------------------


def test_a_line_that_is_empty_at_both_ends():
    found = flow.measured_flow([(0, 4), (1, 6), (5, 9)])
    assert (found.start, found.end, found.finished) == (0, 9, 3)
    assert found.wip == pytest.approx(13 / 9)
    assert found.throughput == pytest.approx(3 / 9)
    assert found.cycle_time == found.time_in_system == pytest.approx(13 / 3)
    assert found.wip_over_time.to_numpy().tolist() == [[0, 1], [1, 2], [4, 1], [5, 2], [6, 1], [9, 0]]
    assert found.stations is None
    assert repr(found) == "3 parts finished from 0 to 9\nwip 1.444, throughput 0.3333, cycle time 4.333"


def test_a_window_cuts_parts_off_and_says_so():
    # From 2 to 8: 2 + 4 + 3 part-minutes; two parts finish, after 4 and 5 minutes.
    found = flow.measured_flow([(0, 4), (1, 6), (5, 9)], start=2, end=8)
    assert found.wip == pytest.approx(9 / 6)
    assert found.finished == 2 and found.throughput == pytest.approx(2 / 6)
    assert found.cycle_time == pytest.approx(9 / 2)
    assert found.time_in_system == pytest.approx(9 / 2)
    # The law holds; the difference between the two times is what the ends cut off.
    found = flow.measured_flow([(0, 4), (1, 6), (5, 9)], start=3, end=8)
    assert found.wip == pytest.approx(found.throughput * found.cycle_time)
    assert found.cycle_time == pytest.approx((1 + 3 + 3) / 2) and found.time_in_system == pytest.approx(4.5)
    assert found.wip_over_time.to_numpy().tolist() == [[3, 2], [4, 1], [5, 2], [6, 1]]


def test_a_finish_at_the_very_end_counts_and_one_at_the_start_does_not():
    pairs = [(0, 4), (0, 8), (0, 12)]
    assert flow.measured_flow(pairs, start=4, end=8).finished == 1
    # Times added up in floating point: 0.1 + 0.2 is not 0.3, and meets it all the same.
    assert flow.measured_flow([(0, 0.1 + 0.2)], start=0, end=0.3).finished == 1
    assert flow.measured_flow([(0, 0.1 + 0.2), (0, 1)], start=0.3, end=1).finished == 1


def test_parts_that_are_not_finished_are_in_the_line():
    table = pd.DataFrame({"arrived_min": [0, 2], "finished_min": [4, None]})
    found = flow.measured_flow(table, end=10)
    assert found.wip == pytest.approx((4 + 8) / 10) and found.finished == 1
    assert found.cycle_time == pytest.approx(12)
    nothing = flow.measured_flow(pd.DataFrame({"arrived": [0.0, 1.0], "finished": [None, None]}), end=5)
    assert nothing.throughput == 0 and isnan(nothing.cycle_time) and isnan(nothing.time_in_system)
    assert nothing.wip == pytest.approx(9 / 5)


def test_a_table_of_stations_and_parts():
    parts = load("flow/parts")
    before = parts.copy(deep=True)
    line = flow.measured_flow(parts)
    mill = flow.measured_flow(parts, station="mill")
    pd.testing.assert_frame_equal(parts, before)
    assert line.finished == mill.finished == 600
    assert mill.time_in_system == pytest.approx(
        (parts["finished_min"] - parts["arrived_min"])[parts["station"] == "mill"].mean()
    )
    assert line.wip == pytest.approx(line.stations["mean_wip"].sum())
    assert line.stations["station"].to_list() == ["saw", "lathe", "mill", "washer", "test bench"]
    assert mill.stations is None
    again = flow.measured_flow(parts.sample(frac=1, random_state=1))
    assert again.wip == pytest.approx(line.wip) and again.finished == line.finished


def test_a_part_between_stations_is_still_in_the_line():
    table = pd.DataFrame(
        {
            "part": [1, 1, 2, 3, 3],
            "station": ["a", "b", "a", "a", "b"],
            "arrived": [0, 5, 1, 2, 4],
            "started": [0, 6, 4, 3, np.nan],
            "finished": [3, 8, np.nan, 4, np.nan],
        }
    )
    found = flow.measured_flow(table)
    assert (found.finished, found.end) == (1, 8)  # of part 3 only the first station is done
    assert found.wip == pytest.approx((8 + 7 + 6) / 8)
    assert found.stations.set_index("station")["finished"].to_dict() == {"a": 2, "b": 1}


@pytest.mark.parametrize(
    ("parts", "settings", "words"),
    [
        ([], {}, "no part to measure"),
        (pd.DataFrame({"arrived": [], "finished": []}), {}, "no part to measure"),
        (5, {}, "list of pairs"),
        ("parts", {}, "list of pairs"),
        ([1, 2], {}, "Part 1 is 1: give each as a pair"),
        ([(1, 2, 3)], {}, "give each as a pair"),
        ([(5, 2)], {}, "finished at 2, before it arrived at 5"),
        ([("1", 2)], {}, "take off the quotes"),
        ([(1, inf)], {}, "infinite"),
        ([(None, 2)], {}, "arrival in row 0 is empty"),
        ([(1, 2)], dict(start=3, end=3), "nothing to measure"),
        ([(1, 2)], dict(start=5), "nothing to measure"),
        ([(1, 2)], dict(station="mill"), "Only a table"),
        (pd.DataFrame({"arrived": [1]}), {}, "no column finished"),
        (pd.DataFrame({"arrived": [1], "arrived_min": [1], "finished": [2]}), {}, "say the same"),
        (pd.DataFrame({"arrived": [1], "finished": [2]}), dict(station="mill"), "no column station"),
        (pd.DataFrame({"station": ["a"], "arrived": [1], "finished": [2]}), {}, "no column part"),
        (
            pd.DataFrame({"station": ["a"], "arrived": [1], "finished": [2]}),
            dict(station="b"),
            "no station 'b'",
        ),
        (
            pd.DataFrame({"part": [1], "station": ["a"], "arrived": [3], "started": [2], "finished": [4]}),
            {},
            "started at 2, before it arrived at 3",
        ),
    ],
)
def test_measured_flow_refuses(parts, settings, words):
    refused(lambda: flow.measured_flow(parts, **settings), words)
