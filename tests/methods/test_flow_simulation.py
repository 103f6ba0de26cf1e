"""The simulated line by hand-worked cases: what comes back, and what is refused in words."""

import json
import subprocess
import sys
from math import inf, nan

import numpy as np
import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import flow


def refused(call, words):
    with pytest.raises(ValueError, match=words) as problem:
        call()
    assert "\n" not in str(problem.value)


def table(**columns):
    count = max(len(column) for column in columns.values())
    return pd.DataFrame({"station": [*"ABCDEFGH"][:count], **columns})


def times_at(run, station, *columns):
    visits = run.visits[run.visits["station"] == station]
    return visits[list(columns)].to_numpy(float).tolist()


# -- push ---------------------------------------------------------------------------------------------------


def test_a_small_push_line_by_hand():
    # Parts at 4, 8, 12; A takes 3, B takes 5: B is still busy when the second and third come.
    run = flow.simulate([3, 5], arrival_gap=4, arrival_scv=0, parts=3)
    assert times_at(run, "1", "arrived", "started", "finished", "left") == [
        [4, 4, 7, 7], [8, 8, 11, 11], [12, 12, 15, 15],
    ]  # fmt: skip
    assert times_at(run, "2", "arrived", "started", "finished") == [[7, 7, 12], [11, 12, 17], [15, 17, 22]]
    assert run.parts.to_numpy().tolist() == [[1, 4, 4, 12, 8], [2, 8, 8, 17, 9], [3, 12, 12, 22, 10]]
    assert list(run.parts) == ["part", "arrived", "released", "finished", "time_in_system"]
    assert (run.start, run.end, run.finished) == (0, 22, 3)
    assert run.wip == pytest.approx(27 / 22)
    assert run.throughput == pytest.approx(3 / 22)
    assert run.cycle_time == run.time_in_system == pytest.approx(9)
    b = run.stations.set_index("station").loc["2"]
    assert b["utilisation"] == pytest.approx(15 / 22) and b["starved"] == pytest.approx(7 / 22)
    assert b["mean_queue"] == pytest.approx(3 / 22) and b["mean_wait"] == pytest.approx(1)
    assert b["mean_wip"] == pytest.approx(18 / 22) and b["mean_time"] == pytest.approx(6)
    assert b["finished"] == 3
    assert run.wip_over_time.to_numpy().tolist() == [[0, 0], [4, 1], [8, 2], [17, 1], [22, 0]]


def test_two_machines_side_by_side_may_let_parts_pass():
    stations = table(process_time=[4, 1], machines=[2, 1])
    run = flow.simulate(stations, arrival_gap=1, arrival_scv=0, parts=4)
    assert times_at(run, "A", "arrived", "started", "finished", "machine") == [
        [1, 1, 5, 1], [2, 2, 6, 2], [3, 5, 9, 1], [4, 6, 10, 2],
    ]  # fmt: skip
    assert run.stations["machines"].to_list() == [2, 1]
    assert run.stations.loc[0, "utilisation"] == pytest.approx(16 / (2 * run.end))


def test_parts_of_the_warm_up_are_cut_off():
    run = flow.simulate([3, 5], arrival_gap=4, arrival_scv=0, parts=3, warm_up=12)
    # The part finished at 12 sharp belongs to the warm-up.
    assert run.parts["part"].to_list() == [2, 3]
    assert run.finished == 2 and run.throughput == pytest.approx(2 / 10)
    assert run.wip == pytest.approx((5 + 10) / 10)
    assert run.cycle_time == pytest.approx(15 / 2) and run.time_in_system == pytest.approx(9.5)
    assert run.stations.set_index("station").loc["2", "utilisation"] == 1
    assert len(run.visits) == 6


def test_a_run_ends_at_its_time_and_counts_what_finishes_just_then():
    run = flow.simulate([3, 5], arrival_gap=4, arrival_scv=0, time=12)
    assert run.end == 12 and run.finished == 1
    assert run.visits.query("part == 3").shape[0] == 1
    unfinished = run.visits[run.visits["finished"].isna()]
    assert set(unfinished["part"]) == {2, 3}
    decimal = flow.simulate([0.1, 0.2], "conwip", wip=1, time=0.9)
    assert decimal.finished == 3  # 0.3, 0.6, 0.9, though these are not sums of binary fractions


def test_nothing_may_finish_or_even_arrive():
    short = flow.simulate([3, 5], arrival_gap=4, arrival_scv=0, time=6)
    assert (short.finished, short.throughput, len(short.parts)) == (0, 0, 0)
    assert short.cycle_time != short.cycle_time and short.wip == pytest.approx(2 / 6)
    empty = flow.simulate([3, 5], arrival_gap=4, arrival_scv=0, time=2)
    assert (empty.wip, empty.finished, len(empty.visits)) == (0, 0, 0)
    assert (empty.stations["starved"] == 1).all()


def test_a_thousand_parts_if_nothing_is_said():
    assert flow.simulate([1], arrival_gap=2).finished == 1000
    both = flow.simulate([1], arrival_gap=2, arrival_scv=0, parts=10, time=9)
    assert both.finished == 4
    assert flow.simulate([1], arrival_gap=2, arrival_scv=0, parts=3, time=90).finished == 3


# -- pull ---------------------------------------------------------------------------------------------------


def test_conwip_releases_a_part_for_each_that_leaves():
    run = flow.simulate([3, 5], "conwip", wip=2, parts=4)
    assert run.parts["released"].to_list() == [0, 0, 8, 13]
    assert run.parts["finished"].to_list() == [8, 13, 18, 23]
    assert run.wip_over_time.to_numpy().tolist() == [[0, 2], [18, 1], [23, 0]]


def test_pull_with_arrivals_lets_work_wait_outside():
    run = flow.simulate([3, 5], "conwip", wip=1, arrival_gap=2, arrival_scv=0, parts=3)
    assert run.parts["arrived"].to_list() == [2, 4, 6]
    assert run.parts["released"].to_list() == [2, 10, 18]
    assert run.parts["time_in_system"].to_list() == [8, 8, 8]
    rare = flow.simulate([3, 5], "conwip", wip=5, arrival_gap=20, arrival_scv=0, parts=3)
    assert rare.parts["released"].to_list() == rare.parts["arrived"].to_list() == [20, 40, 60]


def test_kanban_blocks_a_machine_whose_part_has_no_place():
    # A takes 1, B takes 4 and has one place: A's second part is done at 2 and must stay until B is free at 5.
    run = flow.simulate([1, 4], "kanban", cards=[2, 1], parts=4)
    assert times_at(run, "1", "arrived", "started", "finished", "left") == [
        [0, 0, 1, 1], [0, 1, 2, 5], [1, 5, 6, 9], [5, 9, 10, 13],
    ]  # fmt: skip
    assert times_at(run, "2", "arrived", "started", "finished") == [
        [1, 1, 5],
        [5, 5, 9],
        [9, 9, 13],
        [13, 13, 17],
    ]
    first = run.stations.set_index("station").loc["1"]
    assert first["blocked"] == pytest.approx((3 + 3 + 3) / 17)
    assert first["utilisation"] == pytest.approx(4 / 17)
    assert first["starved"] == pytest.approx(4 / 17)
    assert run.parts["released"].to_list() == [0, 0, 1, 5]


def test_kanban_never_has_more_parts_at_a_station_than_cards():
    run = flow.simulate(load("flow/cell"), "kanban", cards=[3, 2, 1, 4], time=2000)
    for cards, (_, visits) in zip([3, 2, 1, 4], run.visits.groupby("station", sort=False), strict=True):
        steps = flow.measured_flow(
            visits.rename(columns={"finished": "done", "left": "finished"})[["arrived", "finished"]],
            start=0,
            end=2000,
        ).wip_over_time
        assert steps["wip"].max() == cards


def test_cards_from_the_table_count_only_under_kanban():
    stations = table(process_time=[1, 4], cards=[2, 1])
    assert flow.simulate(stations, "kanban", parts=4).end == 17
    assert flow.simulate(stations, "conwip", wip=4, parts=4).end == 17
    assert flow.simulate(stations, "conwip", wip=4, parts=4).stations["blocked"].sum() == 0
    kanban = stations.rename(columns={"cards": "kanban"})
    assert flow.simulate(kanban, "kanban", parts=4).stations["blocked"].sum() > 0


def test_pull_ignores_the_tables_arrivals_and_push_needs_them():
    cell = load("flow/cell")
    pull = flow.simulate(cell, "conwip", wip=20, time=4000, warm_up=400)
    assert pull.throughput > 1.02 / 4.18
    assert flow.simulate(cell, "push", time=4000, seed=3).throughput < 1.02 / 4.18
    even = flow.simulate(cell.assign(arrival_scv=0.0), parts=5)
    assert even.parts.sort_values("part")["arrived"].to_list() == pytest.approx(
        [4.18 * n for n in range(1, 6)]
    )
    assert flow.simulate(cell, parts=5).parts["arrived"].to_list() != even.parts["arrived"].to_list()


# -- batches, set-ups, breakdowns ---------------------------------------------------------------------------


def test_transfer_batches_move_together():
    run = flow.simulate([1, 1], arrival_gap=1, arrival_scv=0, parts=5, transfer_batch=2)
    assert times_at(run, "1", "arrived", "finished", "left") == [
        [1, 2, 3], [2, 3, 3], [3, 4, 5], [4, 5, 5], [5, 6, 6],
    ]  # fmt: skip
    assert times_at(run, "2", "arrived", "started", "finished", "left") == [
        [3, 3, 4, 5], [3, 4, 5, 5], [5, 5, 6, 7], [5, 6, 7, 7], [6, 7, 8, 8],
    ]  # fmt: skip
    # A part on the pallet does not block its machine.
    assert run.stations["blocked"].sum() == 0


def test_a_full_pallet_without_room_blocks_the_machines():
    stations = table(process_time=[1, 5], machines=[2, 1])
    run = flow.simulate(stations, "kanban", cards=[6, 2], parts=6, transfer_batch=2)
    visits = run.visits[run.visits["station"] == "A"]
    # Two are done at 1, and their pallet goes. The next two are done at 2: one is on the pallet, the other
    # stays on its machine, for B's two places are taken until 11. So does the fifth, done at 3; and the
    # sixth, done at 12, until B is empty again at 21.
    assert visits["finished"].to_list() == [1, 1, 2, 2, 3, 12]
    assert visits["left"].to_list() == [1, 1, 11, 11, 21, 21]
    assert run.stations.loc[0, "blocked"] * 2 * run.end == pytest.approx((11 - 2) + (11 - 3) + (21 - 12))


def test_a_set_up_before_each_process_batch():
    stations = table(process_time=[1.0], setup_time=[4.0], process_batch=[3])
    run = flow.simulate(stations, "conwip", wip=5, parts=5)
    assert times_at(run, "A", "started", "finished") == [[0, 5], [5, 6], [6, 7], [7, 12], [12, 13]]
    assert run.stations.loc[0, "setup"] == pytest.approx(8 / 13)
    assert run.stations.loc[0, "utilisation"] == pytest.approx(5 / 13)
    cut = flow.simulate(stations, "conwip", wip=5, parts=5, warm_up=9)
    assert cut.stations.loc[0, "setup"] == pytest.approx(2 / 4)


def test_a_stop_at_a_given_time_holds_the_part_in_the_machine():
    # One machine, 4 a part, stopped from 6 to 9: the second part takes until 11.
    run = flow.simulate([4], "conwip", wip=1, parts=3, stops=[("1", 6, 3)])
    assert times_at(run, "1", "started", "finished") == [[0, 4], [4, 11], [11, 15]]
    assert run.stations.loc[0, "down"] == pytest.approx(3 / 15)
    assert run.stations.loc[0, "utilisation"] == pytest.approx(12 / 15)
    assert run.stops.to_numpy().tolist() == [["1", 1, 6, 9]]


def test_a_stop_of_an_idle_machine_keeps_parts_waiting():
    # Parts at 10, 20; the machine is stopped from 8 to 12.
    run = flow.simulate([2], arrival_gap=10, arrival_scv=0, parts=2, stops=[("1", 8, 4)])
    assert times_at(run, "1", "arrived", "started", "finished") == [[10, 12, 14], [20, 20, 22]]
    assert run.stations.loc[0, "down"] == pytest.approx(4 / 22)
    assert run.stations.loc[0, "starved"] == pytest.approx(14 / 22)
    assert run.stations.loc[0, "mean_wait"] == pytest.approx(1)


def test_stops_at_the_edge_of_the_work():
    edges = [("1", 4, 1), ("1", 0, 1), ("1", 9, 1), ("1", 9.5, 1.5)]
    run = flow.simulate([4], "conwip", wip=1, parts=2, stops=edges)
    # Stopped 0-1, 4-5 and 9-11 (two that overlap): 1-4 and 5-6 are the first part's four minutes.
    assert times_at(run, "1", "started", "finished") == [[1, 6], [6, 12]]
    assert run.stations.loc[0, "down"] == pytest.approx(4 / 12)
    assert run.stops[["stopped", "repaired"]].to_numpy().tolist() == [[0, 1], [4, 5], [9, 11]]


def test_a_part_done_just_when_a_stop_begins_is_done():
    run = flow.simulate([4], "conwip", wip=1, parts=2, stops=[("1", 4, 3)])
    assert times_at(run, "1", "started", "finished") == [[0, 4], [7, 11]]


def test_a_stop_during_a_repair_counts_once():
    # The first breakdown comes at `at` and is repaired at `until`. A stop that begins within the repair holds
    # the machine on; one that lies within it changes nothing.
    stations = table(process_time=[100.0], mtbf=[40.0], mttr=[10.0])
    alone = flow.simulate(stations, "conwip", wip=1, parts=1, seed=3)
    at, until = alone.stops.loc[0, ["stopped", "repaired"]]
    assert at < until < alone.end
    inside = flow.simulate(
        stations,
        "conwip",
        wip=1,
        parts=1,
        seed=3,
        stops=[("A", at + 0.25 * (until - at), 0.5 * (until - at))],
    )
    assert inside.end == pytest.approx(alone.end)
    assert inside.stations.loc[0, "down"] == pytest.approx(alone.stations.loc[0, "down"])
    longer = flow.simulate(
        stations, "conwip", wip=1, parts=1, seed=3, stops=[("A", at + 0.5 * (until - at), until - at)]
    )
    assert longer.end == pytest.approx(alone.end + 0.5 * (until - at))
    assert longer.stops.loc[0, ["stopped", "repaired"]].to_list() == pytest.approx(
        [at, until + 0.5 * (until - at)]
    )
    assert longer.stations.loc[0, "utilisation"] * longer.end == pytest.approx(100)


def test_a_machine_that_becomes_free_within_a_stop_stays_down():
    # B is slow and has one place, so A is blocked when the stop begins at 3 and ends at 9.
    run = flow.simulate([1, 4], "kanban", cards=[2, 1], parts=3, stops=[("1", 3, 6)])
    assert times_at(run, "1", "started", "finished", "left") == [[0, 1, 1], [1, 2, 5], [9, 10, 10]]
    first = run.stations.set_index("station").loc["1"]
    assert first["down"] == pytest.approx(6 / run.end)
    assert first["blocked"] == pytest.approx(1 / run.end)  # from 2 to 3; after that it is down


def test_a_stop_within_a_set_up():
    stations = table(process_time=[2.0], setup_time=[4.0], process_batch=[2])
    run = flow.simulate(stations, "conwip", wip=1, parts=2, stops=[("A", 1, 3)])
    assert times_at(run, "A", "started", "finished") == [[0, 9], [9, 11]]
    shares = run.stations.loc[0, ["utilisation", "setup", "down", "starved"]].astype(float)
    assert (shares * 11).to_list() == pytest.approx([4, 4, 3, 0])


def test_one_machine_of_two_stops():
    stations = table(process_time=[4.0], machines=[2])
    one = flow.simulate(stations, "conwip", wip=2, parts=4, stops=[("A", 1, 10, 2)])
    assert times_at(one, "A", "machine", "finished") == [[1, 4], [2, 14], [1, 8], [1, 12]]
    both = flow.simulate(stations, "conwip", wip=2, parts=4, stops=[("A", 1, 10)])
    assert times_at(both, "A", "finished") == [[14], [14], [18], [18]]


def test_stops_from_the_courses_table():
    stations, stops = load("flow/stations"), load("flow/stops")
    before = stations.copy(deep=True), stops.copy(deep=True)
    run = flow.simulate(
        stations.drop(columns=["mtbf_min", "mttr_min"]), arrival_gap=4.4, stops=stops, time=3000
    )
    pd.testing.assert_frame_equal(stations, before[0])
    pd.testing.assert_frame_equal(stops, before[1])
    assert len(run.stops) == 14
    down = run.stations.set_index("station")["down"]
    assert down["mill"] == pytest.approx(stops["repair_min"].sum() / 3000)
    assert down.drop("mill").sum() == 0


def test_a_table_of_stops_may_name_machines_for_some():
    stations = pd.DataFrame({"station": [10], "process_time": [4.0], "machines": [2]})
    stops = pd.DataFrame(
        {
            "station": [10, 10],
            "stopped": [1, 20],
            "repair": [10, 5],
            "machine": pd.array([2, None], dtype="Int64"),
        }
    )
    run = flow.simulate(stations, "conwip", wip=2, parts=4, stops=stops)
    assert run.stops[["machine", "stopped"]].to_numpy().tolist() == [[2, 1]]  # the run is over at 14
    longer = flow.simulate(stations, "conwip", wip=2, parts=20, stops=stops)
    assert longer.stops[["machine", "stopped"]].to_numpy().tolist() == [[2, 1], [1, 20], [2, 20]]


def test_breakdowns_come_with_work_and_not_with_the_clock():
    stations = table(process_time=[1.0], mtbf=[50.0], mttr=[5.0])
    often = flow.simulate(stations, "conwip", wip=1, time=40_000)
    rarely = flow.simulate(stations, arrival_gap=10.0, time=40_000)
    assert len(often.stops) == pytest.approx(40_000 / 55, rel=0.1)
    assert len(rarely.stops) == pytest.approx(4_000 / 50, rel=0.35)
    assert often.stations.loc[0, "down"] == pytest.approx(5 / 55, rel=0.1)
    # Nor with set-ups: nine tenths of this machine's time.
    set_up = flow.simulate(stations.assign(setup_time=9.0), "conwip", wip=1, time=40_000)
    assert len(set_up.stops) == pytest.approx(4_000 / 50, rel=0.35)


def test_nothing_before_a_stop_changes_when_it_is_added():
    # So the flow simulator can stop a machine at the learner's click: the same run, with one stop more.
    stations = load("flow/stations")
    for control, settings in [
        ("push", dict(arrival_gap=4.4)), ("conwip", dict(wip=12)), ("kanban", dict(cards=4)),
    ]:  # fmt: skip
        plain = flow.simulate(stations, control, time=900, trace=True, **settings)
        for station, at in [("mill", 400.0), ("saw", 123.4), ("lathe", 650.0)]:
            stopped = flow.simulate(
                stations, control, time=900, trace=True, stops=[(station, at, 60)], **settings
            )
            pd.testing.assert_frame_equal(
                plain.moves[plain.moves["time"] <= at], stopped.moves[stopped.moves["time"] <= at]
            )
            assert not plain.moves.equals(stopped.moves)


# -- seeds, moves, forms ------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_run_and_another_seed_another():
    cell = load("flow/cell")
    before = cell.copy(deep=True)
    one, two, other = (flow.simulate(cell, time=500, seed=seed) for seed in (5, 5, 6))
    pd.testing.assert_frame_equal(cell, before)
    pd.testing.assert_frame_equal(one.visits, two.visits)
    assert one.cycle_time == two.cycle_time != other.cycle_time
    assert flow.simulate(cell, time=500).seed == 1
    assert flow.simulate(cell, time=500, seed=-3).seed == -3


def test_these_numbers_hold_on_every_platform_and_python():
    # Written down once. They change only if the way of drawing changes, and then every lesson's do.
    cell = flow.simulate(load("flow/cell"), time=2000, seed=7)
    assert (cell.finished, round(cell.wip, 6), round(cell.cycle_time, 6)) == CELL
    line = flow.simulate(load("flow/stations"), "conwip", wip=12, time=2000, seed=7, distribution="lognormal")
    assert (line.finished, round(line.wip, 6), round(line.cycle_time, 6)) == LINE


CELL = (459, 12.688669, 55.288319)
LINE = (446, 12.0, 53.811659)


def test_a_part_has_the_same_times_under_every_rule():
    cell = load("flow/cell")

    def work(control, **settings):
        visits = flow.simulate(cell, control, parts=60, **settings).visits
        return visits.assign(work=(visits["finished"] - visits["started"]).round(9)).set_index(
            ["part", "station"]
        )["work"]

    push = work("push")
    pd.testing.assert_series_equal(push, work("conwip", wip=6))
    pd.testing.assert_series_equal(push, work("kanban", cards=2))


def test_moves_tell_each_step_in_order():
    run = flow.simulate([3, 5], "conwip", wip=1, parts=1, trace=True)
    assert run.moves.to_numpy().tolist() == [
        [0, 1, "outside", "1 queue"], [0, 1, "1 queue", "1 1"], [3, 1, "1 1", "2 queue"],
        [3, 1, "2 queue", "2 1"], [8, 1, "2 1", "out"],
    ]  # fmt: skip
    pallet = flow.simulate([3], "conwip", wip=2, parts=2, transfer_batch=2, trace=True)
    assert pallet.moves.to_numpy().tolist()[3:] == [
        [3, 1, "1 1", "1 pallet"], [3, 2, "1 queue", "1 1"], [6, 2, "1 1", "1 pallet"],
        [6, 1, "1 pallet", "out"], [6, 2, "1 pallet", "out"],
    ]  # fmt: skip
    waits = flow.simulate([3], "conwip", wip=1, arrival_gap=1, arrival_scv=0, parts=2, trace=True)
    assert [2, 2, "new", "outside"] in waits.moves.to_numpy().tolist()


def test_every_move_begins_where_the_last_one_ended():
    for control, settings in [("push", {}), ("conwip", dict(wip=9)), ("kanban", dict(cards=4))]:
        run = flow.simulate(load("flow/cell"), control, parts=80, transfer_batch=3, trace=True, **settings)
        assert run.moves["time"].is_monotonic_increasing
        for _, steps in run.moves.groupby("part"):
            assert steps["from"].to_list()[1:] == steps["to"].to_list()[:-1]
            assert steps["from"].iloc[0] == "outside" and steps["to"].iloc[-1] == "out"
        # No place of a machine ever holds two parts.
        held = {}
        for _, part, origin, goal in run.moves.itertuples(index=False):
            held.pop(origin, None) if held.get(origin) == part else None
            if goal.rpartition(" ")[2].isdigit():
                assert goal not in held
                held[goal] = part


def test_the_trace_is_plain_and_small():
    run = flow.simulate(load("flow/cell"), parts=20, trace=True, stops=[("saw", 10, 5)])
    trace = run.trace()
    text = json.dumps(trace)
    assert json.loads(text) == trace
    assert list(trace) == ["stations", "places", "moves", "stops"]
    assert trace["stops"][0] == [0, 1, 10.0, 15.0]
    time, part, origin, goal = trace["moves"][0]
    assert (part, trace["places"][origin], trace["places"][goal]) == (1, "outside", "saw queue")
    assert len(trace["moves"]) == len(run.moves) == 20 * 9
    assert len(text) < 30 * len(run.moves)
    refused(flow.simulate([1], arrival_gap=2).trace, "again with trace=True")
    assert flow.simulate([1], arrival_gap=2, parts=3).moves is None


def test_a_result_reads_well_and_cannot_be_changed():
    run = flow.simulate([2, 2], "conwip", wip=1, time=400, warm_up=40)
    assert repr(run) == (
        "conwip line of 2 stations, seed 1: 90 parts finished from 40 to 400\n"
        "wip 1, throughput 0.25, cycle time 4"
    )
    with pytest.raises(AttributeError):
        run.wip = 3
    for value in (run.wip, run.throughput, run.cycle_time, run.time_in_system, run.start, run.end):
        assert type(value) is float
    assert type(run.finished) is int and type(run.seed) is int


def test_one_setting_swept():
    swept = flow.sweep([2, 2, 2, 2], "conwip", wip=(1, 2, 4), time=160, warm_up=80)
    assert list(swept) == ["wip", "mean_wip", "throughput", "cycle_time"]
    assert swept["throughput"].to_list() == [0.125, 0.25, 0.5]
    runs = flow.sweep(load("flow/cell"), arrival_gap=[6.0, 4.5], time=900, runs=3, seed=4)
    alone = [flow.simulate(load("flow/cell"), arrival_gap=6.0, time=900, seed=seed) for seed in (4, 5, 6)]
    assert runs["cycle_time"][0] == pytest.approx(np.mean([one.cycle_time for one in alone]))
    assert runs["cycle_time_error"][0] == pytest.approx(
        np.std([one.cycle_time for one in alone], ddof=1) / np.sqrt(3)
    )
    assert runs["cycle_time"][1] > runs["cycle_time"][0]
    refused(lambda: flow.sweep([2], "conwip", wip=3), "none is a list")
    refused(lambda: flow.sweep([2], "conwip", wip=[3], time=[5, 6]), "wip and time are lists")
    refused(lambda: flow.sweep([2], "conwip", wip=[]), "nothing to try|none is a list")
    refused(
        lambda: flow.sweep([2], "conwip", wip=[1], runs=0), "number of runs must be a whole number, 1 or more"
    )


# -- refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "settings", "words"),
    [
        (([1], "pull"), {}, 'Pull is "conwip" or "kanban"'),
        (([1], "Push"), {}, '"push", "conwip" or "kanban"; \'Push\''),
        (([1], None), {}, '"push", "conwip" or "kanban"'),
        (([1],), {}, "give arrival_gap"),
        (([1],), dict(arrival_gap=0), "arrival gap must be more than 0"),
        (([1],), dict(arrival_gap="2"), "take off the quotes"),
        (([1],), dict(arrival_gap=2, arrival_scv=-1), "negative"),
        (([1],), dict(arrival_gap=2, wip=3), 'wip is the limit of a "conwip" line'),
        (([1],), dict(arrival_gap=2, cards=3), 'places of a "kanban" line'),
        (([1], "conwip"), {}, "how many parts may be in it"),
        (([1], "conwip"), dict(wip=0), "wip must be a whole number, 1 or more"),
        (([1], "conwip"), dict(wip=2.5), "whole number; 2.5"),
        (([1], "conwip"), dict(wip=True), "yes-or-no"),
        (([1], "conwip"), dict(wip=2, cards=3), 'places of a "kanban" line'),
        (([1], "conwip"), dict(wip=2, arrival_scv=1), "without an arrival_gap"),
        (([1], "conwip"), dict(wip=2, transfer_batch=3), "never full"),
        (([1, 1], "kanban"), {}, "such as cards=3; 1 has none"),
        (([1, 1], "kanban"), dict(cards=[1, 2, 3]), "2 stations .* but 3 values"),
        (([1, 1], "kanban"), dict(cards=0), "whole number, 1 or more"),
        (([1, 1], "kanban"), dict(cards={"1": 2, "x": 2}), "for 'x'"),
        (([1, 1], "kanban"), dict(cards={"1": 2}), "2 has none"),
        (([1, 1], "kanban"), dict(cards=2, transfer_batch=3), "fewer than the transfer batch"),
        (([1], "conwip"), dict(wip=2, transfer_batch=0), "transfer batch must be a whole number, 1 or more"),
        (([1], "conwip"), dict(wip=2, time=0), "time must be more than 0"),
        (([1], "conwip"), dict(wip=2, time=nan), "empty"),
        (([1], "conwip"), dict(wip=2, time=inf), "infinite"),
        (([1], "conwip"), dict(wip=2, parts=0), "number of parts must be a whole number, 1 or more"),
        (([1], "conwip"), dict(wip=2, time=10, warm_up=10), "nothing to measure"),
        (([1], "conwip"), dict(wip=2, parts=10, warm_up=10), "the last part left at 10"),
        (([1], "conwip"), dict(wip=2, warm_up=-1), "warm-up cannot be negative"),
        (([1], "conwip"), dict(wip=2, seed=1.5), "seed must be a whole number"),
        (([1], "conwip"), dict(wip=2, seed="a"), "seed is text"),
        (([1], "conwip"), dict(wip=2, seed=None), "seed is empty"),
        (([1], "conwip"), dict(wip=2, process_scv=-1), "negative"),
        (([1], "conwip"), dict(wip=2, distribution="normal"), 'one of "gamma"'),
        (([1], "conwip"), dict(wip=2, process_scv=0.5, distribution="uniform"), "1/3 at most"),
        (([0.001], "conwip"), dict(wip=2, time=1e6), "takes too long"),
        (([1], "conwip"), dict(wip=2, parts=10_000_000), "takes too long"),
        (([1],), dict(arrival_gap=1e-5, time=480), "about 48,000,000 parts"),
        (
            (pd.DataFrame({"station": ["saw"], "process": [9], "mtbf": [1e-6], "mttr": [1]}), "conwip"),
            dict(wip=2),
            "saw would break down 9,000,000 times for each part .*same unit",
        ),
        (([1], "conwip"), dict(wip=2, stops=5), "table or a list"),
        (([1], "conwip"), dict(wip=2, stops=[("1", 5)]), "Stop 1 is .*give each as"),
        (([1], "conwip"), dict(wip=2, stops=[("x", 5, 1)]), "Stop 1 is at 'x', but the stations are 1"),
        (([1], "conwip"), dict(wip=2, stops=[("1", -5, 1)]), "beginning of stop 1 cannot be negative"),
        (([1], "conwip"), dict(wip=2, stops=[("1", 5, 0)]), "length of stop 1 must be more than 0"),
        (([1], "conwip"), dict(wip=2, stops=[("1", 5, 1, 2)]), "machine 2 of 1, which has 1"),
        (
            ([1], "conwip"),
            dict(wip=2, stops=pd.DataFrame({"station": ["1"], "stopped": [1]})),
            "no column repair",
        ),
        (
            ([1], "conwip"),
            dict(wip=2, stops=pd.DataFrame({"station": ["1"], "stopped_min": [1], "repair_h": [1]})),
            "different units",
        ),
        (
            ([1], "conwip"),
            dict(wip=2, stops=pd.DataFrame({"stopped": [1], "repair": [1]})),
            "no column station",
        ),
        (
            (pd.DataFrame({"station": ["a"], "process_h": [1]}), "conwip"),
            dict(wip=2, stops=pd.DataFrame({"station": ["a"], "stopped_min": [1], "repair_min": [1]})),
            "stops are in min but the stations in h",
        ),
    ],
)
def test_simulate_refuses(arguments, settings, words):
    refused(lambda: flow.simulate(*arguments, **settings), words)


def test_simulating_says_nothing_on_the_error_stream():
    code = (
        "from shopfloor.methods import flow\n"
        "print(flow.simulate([1, 2], 'kanban', cards=2, process_scv=1, time=90, trace=True).finished > 0)\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert (run.stdout.strip(), run.stderr) == ("True", "")
