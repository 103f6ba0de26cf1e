"""Flow against published results: each expected number was printed by its source, not computed here."""

import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import flow

# -- the laws of a line: Hopp and Spearman, Factory Physics, 3rd ed. 2008, ch. 7 ----------------------------

PENNY_FAB_ONE = {"head": 2, "tail": 2, "rim": 2, "deburr": 2}
PENNY_FAB_TWO = pd.DataFrame(
    {
        "station": ["head", "tail", "rim", "deburr"],
        "machines": [1, 2, 6, 2],
        "process_h": [2, 5, 10, 3],
    }
)
# Table 7.2: WIP, CT, TH.
PENNY_FAB_ONE_BEST = [
    (1, 8, 0.125),
    (2, 8, 0.250),
    (3, 8, 0.375),
    (4, 8, 0.500),
    (5, 10, 0.500),
    (6, 12, 0.500),
    (7, 14, 0.500),
    (8, 16, 0.500),
    (9, 18, 0.500),
    (10, 20, 0.500),
]


@pytest.mark.parametrize(("wip", "cycle_time", "throughput"), PENNY_FAB_ONE_BEST)
def test_penny_fab_one_at_its_best(wip, cycle_time, throughput):
    assert flow.best_case(wip, 0.5, 8) == pytest.approx((throughput, cycle_time))


@pytest.mark.parametrize(("wip", "cycle_time", "throughput"), PENNY_FAB_ONE_BEST)
def test_penny_fab_one_simulated_with_pennies_gives_the_same_table(wip, cycle_time, throughput):
    line = flow.simulate(PENNY_FAB_ONE, "conwip", wip=wip, time=480, warm_up=80)
    assert (line.throughput, line.cycle_time, line.wip) == (throughput, cycle_time, wip)


def test_station_capacities_of_penny_fab_two():
    # Table 7.1: 0.50, 0.40, 0.60 and 0.67 jobs an hour; rb = 0.4, T0 = 20 hours, W0 = 8 pennies.
    line = flow.line_rates(PENNY_FAB_TWO)
    assert list(line.stations["rate"].round(2)) == [0.50, 0.40, 0.60, 0.67]
    assert line.bottleneck == "tail"
    assert (line.bottleneck_rate, line.raw_process_time) == (0.4, 20)
    assert line.critical_wip == pytest.approx(8)
    assert flow.critical_wip(0.5, 8) == 4  # Penny Fab One, sec. 7.2


def test_penny_fab_two_simulated_reaches_its_critical_wip():
    # Intuition-building exercise 1: with eight pennies station 2 never starves once under way, and there is
    # no queue; with nine there always is one before station 2.
    eight = flow.simulate(PENNY_FAB_TWO, "conwip", wip=8, time=500, warm_up=100)
    assert (eight.throughput, eight.cycle_time) == (0.4, 20)
    assert eight.stations.set_index("station").loc["tail", "starved"] == 0
    assert (eight.stations["mean_queue"] == 0).all()
    nine = flow.simulate(PENNY_FAB_TWO, "conwip", wip=9, time=500, warm_up=100)
    assert nine.throughput == 0.4
    assert nine.stations.set_index("station").loc["tail", "mean_queue"] > 0
    seven = flow.simulate(PENNY_FAB_TWO, "conwip", wip=7, time=500, warm_up=100)
    assert seven.stations.set_index("station").loc["tail", "starved"] > 0


def test_worst_case_of_penny_fab_one():
    # Sec. 7.3.2: cycle time 8 + 8 + 8 + 8 = 32 hours, throughput 4/32 = 1/8 job an hour.
    assert flow.worst_case(4, 0.5, 8) == (0.125, 32)


def test_worst_case_simulated_by_moving_all_pallets_together():
    # The same section: a forklift that moves all four pallets as a group makes the worst case.
    line = flow.simulate(PENNY_FAB_ONE, "conwip", wip=4, transfer_batch=4, time=640, warm_up=64)
    assert (line.throughput, line.cycle_time) == (0.125, 32)


def test_practical_worst_case_of_penny_fab_one():
    # Ch. 8, introduction: 90 percent of capacity takes a WIP of 27, 95 percent one of 57.
    assert flow.practical_worst_case(27, 0.5, 8).throughput == pytest.approx(0.90 * 0.5)
    assert flow.practical_worst_case(57, 0.5, 8).throughput == pytest.approx(0.95 * 0.5)


def test_hal_printed_circuit_boards():
    # Sec. 7.3.5 and table 7.4: rb = 114.0 panels an hour, T0 = 33.9 hours, W0 = 3,869 panels; at a WIP of
    # 47,000 the practical worst case makes 105.3 panels an hour. 1,400 panels a day x 34 days = 47,600.
    # (The times of table 7.4 as printed add up to 34.0; the book's total is 33.9.)
    times = [4.7, 0.5, 3.6, 1.0, 2.0, 4.3, 1.0, 10.2, 1.0, 4.1, 1.1, 0.5]
    rates = [191.5, 186.2, 114.0, 150.5, 158.7, 159.9, 150.5, 185.9, 136.4, 117.3, 126.5, 169.5]
    assert round(sum(times), 1) == 34.0 and min(rates) == 114.0
    assert flow.critical_wip(114, 33.9) == pytest.approx(3869, rel=0.002)  # T0 before it was rounded to 33.9
    assert round(flow.practical_worst_case(47_000, 114, 33.9).throughput, 1) == 105.3
    assert flow.littles_law(throughput=1400, cycle_time=34) == 47_600


def test_littles_law_in_factory_physics():
    # Sec. 7.3.1: 100 crankcases a day and 500 in WIP are 5 days; Penny Fab Two at 0.4 jobs an hour has 0.8
    # job at station 1 and 4 at station 3.
    assert flow.littles_law(wip=500, throughput=100) == 5
    assert flow.littles_law(throughput=0.4, cycle_time=2) == pytest.approx(0.8)
    assert flow.littles_law(throughput=0.4, cycle_time=10) == pytest.approx(4)


def test_littles_law_on_one_workstation():
    # Exercises of a lecture on factory models (after Curry and Feldman, Manufacturing Systems Modeling and
    # Analysis): a WIP of 25 jobs and 4 an hour are 6.25 hours; 10 a day and 4.2 hours are 1.75 jobs, and 5.3
    # hours 2.21.
    assert flow.littles_law(wip=25, throughput=4) == 6.25
    assert round(flow.littles_law(throughput=10 / 24, flow_time=4.2), 2) == 1.75
    assert round(flow.littles_law(throughput=10 / 24, flow_time=5.3), 2) == 2.21


def test_a_line_with_a_slow_second_machine():
    # The same lecture: times of 1, 2, 1 and 1 hours under constant WIP, simulated by hand:
    # WIP 1: 5 h and 0.2/h; 2: 5 h and 0.4/h; 3: 6 h and 0.5/h; 10: 20 h and 0.5/h.
    for wip, cycle_time, throughput in [(1, 5, 0.2), (2, 5, 0.4), (3, 6, 0.5), (10, 20, 0.5)]:
        line = flow.simulate([1, 2, 1, 1], "conwip", wip=wip, time=520, warm_up=20)
        assert (line.cycle_time, line.throughput) == pytest.approx((cycle_time, throughput))
        assert flow.best_case(wip, 0.5, 5) == pytest.approx((throughput, cycle_time))


# -- effective times and the VUT equation: Factory Physics, ch. 8 -------------------------------------------


def test_hare_and_tortoise():
    # Sec. 8.4: t0 = 15 min, c0^2 = 0.05, availability 75 %; repairs of 248 or 38 min with cr = 1:
    # te = 20 min, ce^2 = 6.25 and 1.0.
    hare = flow.effective_time(15, 0.05, mtbf=744, mttr=248)
    tortoise = flow.effective_time(15, 0.05, mtbf=114, mttr=38)
    assert hare == pytest.approx((20, 6.25, 0.75))
    assert tortoise.time == pytest.approx(20) and round(tortoise.scv, 1) == 1.0


def test_fast_machine_with_setups_and_flexible_machine_without():
    # Sec. 8.4: machine 1: 1.2 h, c0^2 = 0.25, no set-ups. Machine 2: 1 h, c0 = 0.25, a set-up of 2 h with
    # cs = 0.25 every 10 parts: the same capacity of 0.833 an hour, ce^2 = 0.31. With set-ups of 1 h every 5
    # parts it is 0.16.
    fast = flow.effective_time(1.0, 0.25**2, setup_time=2, setup_scv=0.25**2, setup_every=10)
    assert fast.time == pytest.approx(1.2) and round(1 / fast.time, 3) == 0.833
    assert round(fast.scv, 2) == 0.31
    quicker = flow.effective_time(1.0, 0.25**2, setup_time=1, setup_scv=0.25**2, setup_every=5)
    assert quicker.time == pytest.approx(1.2) and round(quicker.scv, 2) == 0.16
    assert flow.effective_time(1.2, 0.25).scv == 0.25


def test_vut_equation_at_the_hare_and_behind_it():
    # Sec. 8.6: u = 0.9583, te = 20 min. Hare: 1,667.5 min = 27.79 h. What leaves it has an scv of 5.82, so
    # the tortoise behind it has a queue time of 26.15 h, and with moderate arrivals 7.67 h.
    u = 2.875 / 3
    assert round(flow.kingman(u, 20, 1.0, 6.25).time_in_queue, 1) == 1667.5
    assert round(flow.kingman(u, 20, 1.0, 6.25).time_in_queue / 60, 2) == 27.79
    behind = flow.departure_scv(1.0, 6.25, u)
    assert round(behind, 2) == 5.82
    assert flow.kingman(u, 20, behind, 1.0).time_in_queue / 60 == pytest.approx(26.15, abs=0.01)
    assert round(flow.kingman(u, 20, 1.0, 1.0).time_in_queue / 60, 2) == 7.67


def test_three_tortoises_share_a_queue():
    # Sec. 8.6.6: 207 jobs a day, three machines of 3 an hour, u = 0.958: 2.467 h instead of 7.67 h.
    u = 207 / 24 / 9
    assert round(flow.kingman(u, 1 / 3, servers=3).time_in_queue, 3) == 2.467


def test_five_machines_share_a_queue():
    # Sec. 8.8.3: 13.5 jobs an hour for 5 machines, 0.3 h with c0^2 = 0.25, failures every 36 h of 4 h:
    # ce^2 = 2.65; cycle time 5.8 h with a queue each and 1.27 h with one queue.
    effective = flow.effective_time(0.3, 0.25, mtbf=36, mttr=4)
    assert effective.scv == pytest.approx(2.65)
    u = 13.5 * effective.time / 5
    assert u == pytest.approx(0.9)
    alone = flow.kingman(u, effective.time, 1.0, effective.scv)
    together = flow.kingman(u, effective.time, 1.0, effective.scv, servers=5)
    assert round(alone.time_in_system, 1) == 5.8
    assert round(together.time_in_system, 2) == 1.27


# -- van Foreest, Queueing Theory and its Applications (open book) ------------------------------------------


def test_inspection_of_precision_tools():
    # Exercise on Sakasegawa's formula: gaps uniform on 3 to 9 min, inspection 5 min with variance 4: its
    # program steps give ca^2 = 1/12, cs^2 = 0.16, rho = 5/6, W = 3.04 min; with Poisson arrivals 14.5 min.
    even = flow.kingman(5 / 6, 5, arrival_scv=3 / 36, process_scv=4 / 25)
    assert even.time_in_queue == pytest.approx((3 / 36 + 0.16) / 2 * 5 * 5)
    assert flow.kingman(5 / 6, 5, 1.0, 4 / 25).time_in_queue == pytest.approx(14.5)


def test_a_machine_that_fails_every_three_hours():
    # Exercise on server failures: 4 jobs an hour, 10 min each, a failure every 3 h, repairs of 30 min.
    # A = 1 / (1 + 1/3 x 1/2) = 6/7, E[S] = 7/36 h, rho = 7/9, Ce^2 = 2 A (1 - A) E[R]/E[S0].
    effective = flow.effective_time(10 / 60, 0.0, mtbf=3, mttr=0.5)
    assert effective.availability == pytest.approx(6 / 7)
    assert effective.time == pytest.approx(7 / 36)
    assert effective.scv == pytest.approx(2 * 6 / 7 * 1 / 7 * 3)
    vut = flow.kingman(4 * effective.time, effective.time, 1.0, effective.scv)
    assert vut.time_in_queue == pytest.approx((1 + 36 / 49) / 2 * (7 / 9) / (2 / 9) * 7 / 36)


def test_red_and_blue_batches():
    # Exercise on server setups: 3 jobs an hour (red 0.5), 15 min exponential, clean-up 2 h, deviation 1 h:
    # smallest batch 24; with 30: load 0.95, red waits 29 h and blue 5.8 h to fill, 5.875 h to unpack.
    common = dict(process_scv=1, setup_scv=0.25, leave="singly")
    red = flow.batch_time(30, 3, 0.25, 2, own_rate=0.5, **common)
    blue = flow.batch_time(30, 3, 0.25, 2, own_rate=2.5, **common)
    assert red.smallest_batch == 24
    assert red.utilisation == pytest.approx(0.95)
    assert (red.gathering, blue.gathering) == pytest.approx((29, 5.8))
    assert red.at_machine == 5.875
    # CaB = 1/30, CeB = (30/16 + 1) / 9.5^2, E[W] = (CaB + CeB) / 2 x 19 x 9.5
    assert red.queueing == pytest.approx((1 / 30 + 2.875 / 9.5**2) / 2 * 19 * 9.5)
    assert red.cycle_time == pytest.approx(29 + red.queueing + 5.875)


# -- queues -------------------------------------------------------------------------------------------------


def test_one_mechanic():
    # Render, Stair and Hanna, Quantitative Analysis for Management, ch. 14 (Arnold's Muffler Shop; Heizer and
    # Render, module D, Example D1, Golden Muffler Shop): 2 cars an hour, 3 can be served: 2 cars in the
    # system, 1 hour, 1.33 waiting, 40 minutes, busy 66.6 %, empty 0.33.
    shop = flow.queue(2, 3)
    assert shop.in_system == pytest.approx(2)
    assert shop.time_in_system == pytest.approx(1)
    assert round(shop.in_queue, 2) == 1.33
    assert shop.time_in_queue * 60 == pytest.approx(40)
    assert round(shop.utilisation, 4) == 0.6667 and round(shop.empty, 2) == 0.33


def test_two_mechanics():
    # The same books with two mechanics (Example D3): P0 = 0.5, 0.75 cars in the system, 22.5 minutes, 0.083
    # waiting, 2.5 minutes. Hillier and Lieberman, ch. 17, County Hospital (lambda 2, mu 3): L = 3/4,
    # Lq = 1/12, W = 3/8 hour, Wq = 1/24 hour, P0 = 1/2.
    for scale in (1, 10):  # 20 and 30 an hour: the information desk, alternative example 14.3
        shop = flow.queue(2 * scale, 3 * scale, servers=2)
        assert shop.empty == pytest.approx(0.5)
        assert shop.in_system == pytest.approx(0.75)
        assert shop.in_queue == pytest.approx(1 / 12)
        assert shop.time_in_system * 60 * scale == pytest.approx(22.5)
        assert shop.time_in_queue * 60 * scale == pytest.approx(2.5)


def test_eye_clinic():
    # Gross and Harris, Fundamentals of Queueing Theory, Example 2.2: 6 patients an hour, three doctors of 20
    # minutes: p0 = 1/9, Lq = 8/9, W = 28.9 minutes.
    clinic = flow.queue(6, 3, servers=3)
    assert clinic.empty == pytest.approx(1 / 9)
    assert clinic.in_queue == pytest.approx(8 / 9)
    assert round(clinic.time_in_system * 60, 1) == 28.9


@pytest.mark.parametrize(
    ("arrivals", "service", "servers", "expected"),
    [
        # Bronson, Schaum's Outline of Operations Research (1982), problems 23.3, 23.14, 23.16 and 24.6.
        (24, 30, 1, dict(in_system=4, time_in_system=1 / 6, empty=0.2)),
        (30, 40, 1, dict(in_queue=2.25, time_in_queue=4.5 / 60, empty=0.25)),
        (1, 60 / 45, 1, dict(in_queue=2.25, time_in_queue=2.25, time_in_system=3)),
        (
            300,
            182.5,
            3,
            dict(
                in_queue=0.352, in_system=1.996, time_in_queue=0.001175, time_in_system=0.006654, empty=0.1775
            ),
        ),
    ],
)
def test_schaums_outline(arrivals, service, servers, expected):
    found = flow.queue(arrivals, service, servers)
    for name, value in expected.items():
        assert getattr(found, name) == pytest.approx(value, rel=1.5e-3), (
            name
        )  # printed to three or four figures


def test_r_package_queueing():
    # Manual of the R package queueing, summary of an M/M/1 model (Rios Insua et al. 2004, example 10.3).
    found = flow.queue(1 / 4, 1 / 3)
    assert found == pytest.approx((0.75, 3, 2.25, 12, 9, 0.25))


def test_call_center_with_fourteen_agents():
    # Documentation of the R package ErlangC: 100 calls in half an hour of 180 s, 14 agents: 0.1741319 wait,
    # 7.83593701177724 s on average, occupancy 0.7142857.
    center = flow.queue(100 / 1800, 1 / 180, servers=14)
    assert center.must_wait == pytest.approx(0.1741319, abs=5e-8)
    assert center.time_in_queue == pytest.approx(7.83593701177724, rel=1e-12)
    assert center.utilisation == pytest.approx(0.7142857, abs=5e-8)


def test_erlang_c_table_entry():
    # Tables of Erlang C: 5 erlang and 6 agents, 0.5875.
    assert flow.queue(100, 20, servers=6).must_wait == pytest.approx(0.5875, abs=5e-5)


# -- the course's own data: what was planted in them --------------------------------------------------------


def test_the_mill_is_the_bottleneck_only_with_its_stops():
    stations = load("flow/stations")
    line = flow.line_rates(stations)
    assert line.bottleneck == "mill"
    mill = line.stations.set_index("station").loc["mill"]
    assert mill["effective_time"] == pytest.approx(3.40 * (150 + 25) / 150)  # 3.97 min, as the builder states
    without = flow.line_rates(stations.drop(columns=["mtbf_min", "mttr_min"]))
    assert without.bottleneck == "lathe"


def test_most_waiting_in_the_recorded_line_is_at_the_mill():
    measured = flow.measured_flow(load("flow/parts"))
    stations = measured.stations.set_index("station")
    assert stations["mean_wait"].idxmax() == "mill"
    assert stations.loc["mill", "mean_wait"] > stations["mean_wait"].drop("mill").sum()
    assert stations["mean_wait"].idxmin() == "washer"
    for station, scv in {"saw": 0.25, "lathe": 0.25, "washer": 0.0625, "test bench": 1.0}.items():
        assert stations.loc[station, "process_scv"] == pytest.approx(scv, rel=0.15)
    assert stations.loc["mill", "process_scv"] > 1


def test_the_press_has_no_time_for_half_batches():
    press = load("flow/press_products")
    now = flow.batch_load(press, available=800)
    assert now.run_time == pytest.approx(610.5)
    assert round(now.busy, 3) == 0.885
    assert round(now.smallest_factor, 3) == 0.516
    assert round(flow.batch_load(press, available=800, factor=0.5).busy, 3) == 1.008
    at_limit = flow.batch_load(press, available=800, factor=now.smallest_factor)
    assert at_limit.busy == pytest.approx(1)


def test_one_station_of_the_cell_is_busy():
    cell = flow.line_estimate(load("flow/cell")).stations.set_index("station")
    busy = cell["utilisation"].sort_values()
    assert 0.88 <= busy.iloc[-1] <= 0.93 and busy.index[-1] != "lathes"
    assert (busy.iloc[:-1].between(0.60, 0.805)).all()
