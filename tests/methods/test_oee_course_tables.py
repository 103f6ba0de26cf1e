"""The course's own tables: each call a lesson makes gives what the instructor's key says."""

import json
from pathlib import Path

import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import oee

KEYS = json.loads(
    (Path(__file__).resolve().parents[2] / "instructor" / "keys" / "oee.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def shifts():
    return load("oee/shifts").drop_duplicates()


@pytest.fixture(scope="module")
def stops():
    return oee.name_reasons(load("oee/stops").drop_duplicates(), load("oee/stop_reasons"))


def test_rows_sent_twice_are_refused_before_they_count_twice(shifts, stops):
    with pytest.raises(ValueError, match="2 shifts are in the table twice"):
        oee.oee_of(load("oee/shifts"), stops)
    with pytest.raises(ValueError, match="6 stops are in the table more than once"):
        oee.oee_of(shifts, load("oee/stops"))


@pytest.mark.parametrize("machine", ["IM-07", "PR-03"])
def test_a_quarter_of_a_machine(shifts, stops, machine):
    known, mine = KEYS["oee/shifts"][machine], shifts[shifts["machine"] == machine]
    result = oee.oee_of(mine, stops, uncounted="as the rest")
    for name in ("availability", "performance", "quality"):
        assert getattr(result, name) == pytest.approx(known[name], abs=0.00006)
    assert result.oee == pytest.approx(known["oee"], abs=0.0001)
    other = oee.oee_of(mine, stops, uncounted="as the rest", minor_stops="performance")
    for name, value in known["if minor stops count as performance"].items():
        assert getattr(other, name) == pytest.approx(value, abs=0.00006)
    table = oee.oee_of(shifts, stops, by="machine", uncounted="as the rest").set_index("machine").loc[machine]
    assert table["oee"] == result.oee
    own = stops[stops["machine"] == machine]
    worst = oee.pareto(own, "reason", "minutes")
    assert worst["cause"].to_list()[:3] == known["largest_reasons"]
    broken = own.loc[own["loss"] == "breakdowns", "minutes"]
    uptime = table["planned_min"] - table["downtime_min"]
    assert oee.mtbf(uptime, len(broken)) == pytest.approx(known["mtbf_min"], abs=0.5)
    assert oee.mttr(broken) == pytest.approx(known["mttr_min"], abs=0.05)


def test_the_losses_add_up_to_the_planned_time(shifts, stops):
    mine = shifts[shifts["machine"] == "IM-07"]
    tree = oee.losses_of(mine, stops, uncounted="as the rest")
    assert tree.planned == mine["planned_min"].sum()
    assert tree.table["time_min"].sum() + tree.fully_productive == pytest.approx(tree.planned)
    logged = stops.loc[stops["machine"] == "IM-07", "minutes"].sum()
    assert tree.lost("availability") == logged
    rejects = tree.table.set_index("loss")["pieces"]
    assert rejects["start-up rejects"] == mine["start_up_rejects"].sum()


def test_means_of_the_shifts_factors_are_not_those_of_the_quarter(shifts, stops):
    counted = shifts[shifts["good"].notna()]
    each = oee.oee_of(counted, stops, by=["machine", "date", "shift"])
    whole = oee.oee_of(counted, stops)
    assert len(each) == len(counted)
    weights = each["planned_min"] / each["planned_min"].sum()
    assert (each["oee"] * weights).sum() == pytest.approx(whole.oee)
    assert abs(each["performance"].mean() - whole.performance) > 0.0002
    product = each["availability"].mean() * each["performance"].mean() * each["quality"].mean()
    assert abs(product - whole.oee) > 0.0005


def test_weeks_and_machines(shifts, stops):
    weekly = oee.oee_of(shifts, stops, by=["machine", "week"], uncounted="as the rest")
    assert len(weekly) == 26 and weekly["shifts"].sum() == len(shifts)
    assert weekly["week"].min() == pd.Timestamp("2026-01-05")


def test_the_week_at_the_filler():
    week = load("oee/filler_week")
    result = oee.oee_of(week)
    assert 0.50 < result.oee < 0.85
    tree = oee.losses_of(week)
    times = tree.table.set_index("loss")["time_min"]
    assert times[["breakdowns", "setup and adjustment", "idling and minor stops"]].to_list() == [
        week["breakdown_min"].sum(), week["changeover_min"].sum(), week["minor_stops_min"].sum()
    ]  # fmt: skip
    assert times.idxmax() in ("breakdowns", "setup and adjustment")


def test_the_capstones_stations():
    table = oee.oee_of(load("plant/shift_log"), load("plant/stops"), by="station", ideal_cycle_s=60)
    assert len(table) == 6
    logged = load("plant/shift_log").groupby("station", observed=True)["downtime_min"].sum()
    assert table.set_index("station")["downtime_min"].to_dict() == logged.to_dict()


def test_the_changeover_of_im07():
    known = KEYS["oee/changeover_steps"]
    found = oee.smed(load("oee/changeover_steps"))
    assert {
        "internal before": found.internal_before,
        "external before": found.external_before,
        "internal after": found.internal_after,
        "external after": found.external_after,
    } == known["minutes"]
    assert (found.made_external, found.left_out) == (
        known["steps_made_external"],
        known["steps_no_longer_done"],
    )


def test_the_changeovers_became_shorter_beyond_doubt():
    known, table = KEYS["oee/changeovers"], load("oee/changeovers")
    later = table["date"] >= known["shorter_from"]
    found = oee.before_after(table.loc[~later, "minutes"], table.loc[later, "minutes"])
    assert (found.before, found.after) == pytest.approx(
        (known["mean_min_before"], known["mean_min_after"]), abs=0.05
    )
    assert found.believable and found.p_value < 1e-9


def test_thirty_percent_less_takes_more_than_a_quarter_to_believe(stops):
    known = KEYS["oee/stops"]["breakdown minutes a week, PR-03"]
    mine = stops[(stops["machine"] == "PR-03") & (stops["loss"] == "breakdowns")]
    weekly = oee.per_week(mine, "minutes")
    found = oee.weeks_needed(weekly, 0.30)
    assert len(weekly) == 13
    assert found.mean == pytest.approx(known["mean"], abs=0.5)
    assert found.standard_deviation == pytest.approx(known["standard_deviation"], abs=0.5)
    assert found.as_low == known["weeks_30_percent_below_the_mean"]
    assert found.weeks == 26 and found.detectable == pytest.approx(0.432, abs=0.0005)
    # Nothing changed on PR-03, wherever the quarter is cut.
    for cut in range(3, 11):
        assert not oee.before_after(weekly[:cut], weekly[cut:]).believable


def test_the_leak_comes_more_often_and_the_counts_say_so(stops, shifts):
    known = KEYS["oee/stops"]["hydraulic leak on IM-07"]
    leaks = stops[(stops["machine"] == "IM-07") & (stops["reason"] == "hydraulic leak")]
    mine = shifts[shifts["machine"] == "IM-07"]
    later, all_later = leaks["date"] >= known["since"], mine["date"] >= known["since"]
    found = oee.rate_before_after((~later).sum(), (~all_later).sum(), later.sum(), all_later.sum())
    assert 1 + found.change == pytest.approx(known["seen_ratio"], abs=0.005)
    assert found.believable and 1 + found.low < known["true_ratio"] < 1 + found.high


def test_the_failing_motor_is_found_in_time_and_no_other():
    known, history = KEYS["oee/vibration"], load("oee/vibration")
    for day in pd.date_range("2026-01-16", known["found_at_the_latest"], freq="2D"):
        table = oee.vibration_trends(history, 4.5, until=day).set_index("motor")
        others = table.drop(index=known["failing"])
        assert set(others["verdict"]) == {"steady"}, day
    table = oee.vibration_trends(history, 4.5, until=known["found_at_the_latest"]).set_index("motor")
    failing = table.loc[known["failing"]]
    assert failing["verdict"] == "growing"
    assert failing["growth_per_day"] == pytest.approx(known["growth_per_day"], abs=0.003)
    reached = pd.Timestamp(known["found_at_the_latest"]) + pd.Timedelta(days=failing["days_to_limit"])
    assert abs(reached - pd.Timestamp(known["first_day_above_4.5_mm_s"])) < pd.Timedelta(days=2)
    assert table["level"].idxmax() == known["always_highest"]
    march = oee.vibration_trends(history, 4.5, until="2026-03-06").set_index("motor")["verdict"]
    assert march[known["raised_by_a_new_speed"]] == "step up"
    after = oee.vibration_trends(history, 4.5).set_index("motor")["verdict"]
    assert set(after) == {"steady"}


def test_pareto_of_the_other_tables():
    counted = oee.pareto(load("waste/delays"), "cause")
    assert counted["cause"].iloc[0] == "looking for a tool"
    with pytest.raises(ValueError, match="amounts are empty"):
        oee.pareto(load("waste/delays"), "cause", "minutes")
    assert oee.pareto(load("quality/defects"), "defect", "count")["cause"].iloc[0] == "scratch"
    assert (
        oee.pareto(load("plant/stops"), "reason", "minutes")["minutes"].sum()
        == load("plant/stops")["minutes"].sum()
    )
