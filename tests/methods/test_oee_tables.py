"""Tables of shifts and stops: what is summed, how losses add up, and what is refused by name."""

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from shopfloor.methods import oee

SHIFTS = pd.DataFrame(
    {
        "machine": ["M1", "M1", "M2"],
        "date": pd.to_datetime(["2026-01-05", "2026-01-12", "2026-01-13"]),
        "shift": ["A", "A", "B"],
        "planned_min": [400, 400, 200],
        "ideal_cycle_s": [30.0, 30.0, 60.0],
        "total": [600, 400, 100],
        "good": pd.array([590, 380, 100], dtype="Int64"),
        "start_up_rejects": [5, 0, 0],
    }
)
STOPS = pd.DataFrame(
    {
        "stop": [1, 2, 3, 4],
        "machine": ["M1", "M1", "M1", "M2"],
        "date": pd.to_datetime(["2026-01-05", "2026-01-05", "2026-01-12", "2026-01-13"]),
        "shift": ["A", "A", "A", "B"],
        "minutes": [40, 10, 100, 20],
        "loss": ["breakdowns", "idling and minor stops", "setup and adjustment", ""],
    }
)


def test_everything_is_summed_before_it_is_divided():
    result = oee.oee_of(SHIFTS, STOPS)
    planned, down = 1000, 170
    ideal, good = 300 + 200 + 100, 295 + 190 + 100
    assert tuple(result) == pytest.approx(
        ((planned - down) / planned, ideal / (planned - down), good / ideal, good / planned)
    )
    assert isinstance(result, oee.OEE)


def test_one_row_is_the_shift_itself():
    assert tuple(oee.oee_of(SHIFTS.iloc[[0]], STOPS)) == pytest.approx(tuple(oee.oee(400, 50, 0.5, 600, 590)))


def test_a_row_for_each_group_in_the_order_of_the_table():
    table = oee.oee_of(SHIFTS, STOPS, by="machine")
    assert list(table) == [
        "machine", "shifts", "planned_min", "downtime_min", "total", "good",
        "availability", "performance", "quality", "oee",
    ]  # fmt: skip
    assert table["machine"].to_list() == ["M1", "M2"]
    assert table.loc[0, ["shifts", "planned_min", "downtime_min", "total", "good"]].to_list() == [
        2, 800, 150, 1000, 970
    ]  # fmt: skip
    assert table["oee"].to_list() == pytest.approx([485 / 800, 0.5])
    backwards = oee.oee_of(SHIFTS.iloc[::-1], STOPS, by="machine")
    assert backwards["machine"].to_list() == ["M2", "M1"]


def test_weeks_are_made_from_the_dates():
    table = oee.oee_of(SHIFTS, STOPS, by="week")
    assert table["week"].dt.strftime("%Y-%m-%d").to_list() == ["2026-01-05", "2026-01-12"]
    assert table["shifts"].to_list() == [1, 2]
    both = oee.oee_of(
        SHIFTS.assign(date=SHIFTS["date"].astype(str)),
        STOPS.assign(date=STOPS["date"].astype(str)),
        by=["machine", "week"],
    )
    assert len(both) == 3 and list(both)[:2] == ["machine", "week"]


def test_the_downtime_may_stand_in_the_shifts():
    alone = SHIFTS.assign(downtime_min=[50, 100, 20])
    assert oee.oee_of(alone) == oee.oee_of(SHIFTS, STOPS)
    by_kind = SHIFTS.assign(breakdown_min=[40, 0, 20], changeover_min=[0, 100, 0], minor_stops_min=[10, 0, 0])
    assert oee.oee_of(by_kind) == oee.oee_of(SHIFTS, STOPS)
    assert oee.oee_of(by_kind.rename(columns={"changeover_min": "setup_min"})) == oee.oee_of(SHIFTS, STOPS)


def test_minor_stops_by_either_convention():
    logged = oee.oee_of(SHIFTS, STOPS)
    listed = oee.oee_of(SHIFTS, STOPS, minor_stops="performance")
    assert listed.availability == pytest.approx(logged.availability + 10 / 1000)
    assert listed.performance == pytest.approx(600 / 840)
    assert listed.oee == logged.oee and listed.quality == logged.quality
    table = oee.oee_of(SHIFTS, STOPS, by="machine", minor_stops="performance")
    assert table["downtime_min"].to_list() == [140, 20]


def test_the_ideal_cycle_in_minutes_or_for_all_rows():
    minutes = SHIFTS.assign(ideal_cycle_min=SHIFTS["ideal_cycle_s"] / 60).drop(columns="ideal_cycle_s")
    assert oee.oee_of(minutes, STOPS) == pytest.approx(oee.oee_of(SHIFTS, STOPS))
    same = oee.oee_of(SHIFTS.drop(columns="ideal_cycle_s"), STOPS, ideal_cycle_s=30)
    assert same.oee == pytest.approx((590 + 380 + 100) * 0.5 / 1000)


def test_started_pieces_are_the_total():
    assert oee.oee_of(SHIFTS.rename(columns={"total": "started"}), STOPS) == oee.oee_of(SHIFTS, STOPS)


def test_stops_of_other_shifts_do_not_count():
    only = SHIFTS[SHIFTS["machine"] == "M1"]
    assert oee.oee_of(only, STOPS) == oee.oee_of(only, STOPS[STOPS["machine"] == "M1"])


def test_categories_and_words_match():
    as_words = STOPS.assign(machine=STOPS["machine"].astype("category"))
    assert oee.oee_of(SHIFTS, as_words) == oee.oee_of(SHIFTS, STOPS)


def test_shifts_without_any_stop():
    none = STOPS.iloc[0:0]
    assert oee.oee_of(SHIFTS, none).availability == 1.0


def test_uncounted_shifts():
    holes = SHIFTS.assign(good=pd.array([590, None, 100], dtype="Int64"))
    with pytest.raises(ValueError, match='good pieces of 1 shift is missing.*"as the rest"'):
        oee.oee_of(holes, STOPS)
    assert oee.oee_of(holes, STOPS, uncounted="leave out") == oee.oee_of(SHIFTS.iloc[[0, 2]], STOPS)
    rest = oee.oee_of(holes, STOPS, uncounted="as the rest")
    full = oee.oee_of(SHIFTS, STOPS)
    assert (rest.availability, rest.performance) == (full.availability, full.performance)
    assert rest.quality == pytest.approx((295 + 100) / 400)
    assert rest.oee == pytest.approx(rest.availability * rest.performance * rest.quality)
    by = oee.oee_of(holes, STOPS, by="machine", uncounted="as the rest")
    assert by["quality"].to_list() == pytest.approx([590 / 600, 1.0])


def test_a_group_that_nobody_counted_has_no_quality_and_not_zero():
    holes = SHIFTS.assign(good=pd.array([590, 380, None], dtype="Int64"))
    table = oee.oee_of(holes, STOPS, by="machine", uncounted="as the rest")
    assert math.isnan(table["oee"].iloc[1]) and math.isnan(table["good"].iloc[1])
    assert table["availability"].iloc[1] == 0.9
    left = oee.oee_of(holes, STOPS, by="machine", uncounted="leave out")
    assert left["shifts"].to_list() == [2, 0] and math.isnan(left["oee"].iloc[1])


def test_a_group_that_made_nothing_has_an_oee_of_zero():
    idle = SHIFTS.assign(total=[600, 400, 0], good=[590, 380, 0])
    table = oee.oee_of(idle, STOPS, by="machine")
    assert table["oee"].iloc[1] == 0 and math.isnan(table["quality"].iloc[1])
    stood = idle.assign(downtime_min=[0, 0, 200])
    row = oee.oee_of(stood, by="machine").iloc[1]
    assert (row["availability"], row["oee"]) == (0, 0) and math.isnan(row["performance"])


def test_inputs_are_not_changed():
    shifts, stops = SHIFTS.copy(deep=True), STOPS.copy(deep=True)
    oee.oee_of(shifts, stops, by="machine", ideal_cycle_s=20)
    oee.losses_of(shifts, stops)
    pd.testing.assert_frame_equal(shifts, SHIFTS)
    pd.testing.assert_frame_equal(stops, STOPS)


@pytest.mark.parametrize(
    ("shifts", "stops", "options", "words"),
    [
        ([1], STOPS, {}, "first thing to give is a table of shifts; list"),
        (SHIFTS.iloc[0:0], STOPS, {}, "no shifts: the table is empty"),
        (SHIFTS, None, {}, "how long the machine stood"),
        (SHIFTS, "stops", {}, "table of stops must be a table; str"),
        (SHIFTS, STOPS.drop(columns="minutes"), {}, "table of stops has no column minutes"),
        (SHIFTS.drop(columns="good"), STOPS, {}, "no column good: it has machine"),
        (SHIFTS.drop(columns="ideal_cycle_s"), STOPS, {}, "no column ideal_cycle_s or ideal_cycle_min"),
        (SHIFTS.iloc[[0, 0, 1]], STOPS, {}, r"1 shift is in the table twice \(M1 2026-01-05 A\)"),
        (SHIFTS.iloc[[0, 0, 1, 1]], STOPS, {}, "2 shifts are in the table twice"),
        (SHIFTS, STOPS.iloc[[0, 1, 1]], {}, r"1 stop is in the table more than once \(number 2\)"),
        (SHIFTS, STOPS.assign(machine="M9"), {}, "No stop belongs to any of these shifts"),
        (SHIFTS, STOPS[["minutes"]], {}, "which stop belongs to which shift"),
        (SHIFTS.assign(shift="A", machine="M1", date="x"), STOPS, {}, "Several rows of the shifts"),
        (SHIFTS, STOPS.assign(minutes=[40, 10, -1, 20]), {}, "-1"),
        (
            SHIFTS,
            STOPS.assign(minutes=[40, 10, 401, 20]),
            {},
            "M1 2026-01-12 A stood 401 min.*400 min planned",
        ),
        (SHIFTS, STOPS.assign(loss="lunch"), {}, "'lunch': the losses that are stops are breakdowns"),
        (SHIFTS.assign(good=[590, 401, 100]), STOPS, {}, r"M1 2026-01-12 A has more good pieces \(401\)"),
        (SHIFTS.assign(start_up_rejects=[11, 0, 0]), STOPS, {}, r"more start-up rejects \(11\) than rejects"),
        (SHIFTS.assign(planned_min=[400, 0, 200]), STOPS, {}, "planned time of M1 2026-01-12 A is 0"),
        (SHIFTS.assign(ideal_cycle_s=[30, 0, 60]), STOPS, {}, "ideal cycle time of M1 2026-01-12 A is 0"),
        (SHIFTS.assign(total=["x", 1, 1]), STOPS, {}, "total of M1 2026-01-05 A is text"),
        (SHIFTS.assign(total=[math.nan, 1, 1]), STOPS, {}, "total of M1 2026-01-05 A is empty"),
        (
            SHIFTS,
            STOPS.assign(minutes=[40, 10, 400, 20]),
            {},
            "stood all its planned time, and yet 400 pieces",
        ),
        (SHIFTS, STOPS, {"by": "color"}, "no column 'color'"),
        (SHIFTS, STOPS, {"by": 3}, "not by 3"),
        (SHIFTS, STOPS, {"by": [3]}, "not by 3"),
        (SHIFTS.drop(columns="date").assign(downtime_min=0), None, {"by": "week"}, "no column 'week'"),
        (SHIFTS, STOPS, {"minor_stops": "quality"}, '"availability" or "performance"; .quality'),
        (SHIFTS, STOPS, {"uncounted": "guess"}, '"refuse" or "leave out" or "as the rest"'),
        (SHIFTS, STOPS, {"ideal_cycle_s": 0}, "ideal cycle time in seconds must be more than 0"),
        (SHIFTS.assign(ideal_cycle_s=[3e4, 3e4, 6e4]), STOPS, {}, "did you mean 500"),
        (SHIFTS.assign(total=0, good=0, start_up_rejects=0), STOPS, {}, "No piece was made"),
    ],
)
def test_what_cannot_be_is_refused_by_name(shifts, stops, options, words):
    with pytest.raises(ValueError, match=words) as problem:
        oee.oee_of(shifts, stops, **options)
    assert "\n" not in str(problem.value)


def test_rows_without_names_are_called_rows():
    bare = SHIFTS[["planned_min", "ideal_cycle_s", "total", "good"]].assign(downtime_min=[0, 0, 300])
    with pytest.raises(ValueError, match="Row 2 stood 300 min"):
        oee.oee_of(bare)
    twice = bare.assign(downtime_min=0).iloc[[0, 0]]
    assert oee.oee_of(twice).quality == pytest.approx(590 / 600)  # no names, so no telling that it is one


# -- losses --------------------------------------------------------------------------------------------------


def test_the_six_losses_of_a_table():
    tree = oee.losses_of(SHIFTS, STOPS)
    table = tree.table.set_index("loss")
    assert list(table.index) == [
        "breakdowns", "setup and adjustment", "stops of unknown kind", "idling and minor stops",
        "reduced speed", "start-up rejects", "process defects",
    ]  # fmt: skip
    assert table["time_min"].to_list() == pytest.approx([40, 100, 20, 10, 230, 2.5, 12.5])
    assert table["factor"].to_list() == ["availability"] * 4 + ["performance", "quality", "quality"]
    assert table["share"].to_list() == pytest.approx([0.04, 0.1, 0.02, 0.01, 0.23, 0.0025, 0.0125])
    # Each row with its own ideal cycle: 20 min of M2 are 20 pieces, 40 min of M1 are 80.
    assert table["pieces"].to_list() == pytest.approx([80, 200, 20, 20, 100 + 200 + 80, 5, 25])
    assert (tree.planned, tree.fully_productive, tree.unit) == (1000, pytest.approx(585), "min")
    assert tree.oee == oee.oee_of(SHIFTS, STOPS)
    assert tree.lost("availability") == 170 and tree.lost("quality") == 15


def test_all_six_are_there_even_where_there_was_nothing():
    tree = oee.losses(480, 0, 1, 480, 480)
    assert tuple(tree.table["loss"]) == oee.SIX
    assert tree.table["time_min"].to_list() == [0.0] * 6


def test_minor_stops_change_sides_and_nothing_else():
    logged, listed = oee.losses_of(SHIFTS, STOPS), oee.losses_of(SHIFTS, STOPS, minor_stops="performance")
    assert listed.table.drop(columns="factor").equals(logged.table.drop(columns="factor"))
    assert listed.table.set_index("loss")["factor"]["idling and minor stops"] == "performance"
    assert listed.oee == oee.oee_of(SHIFTS, STOPS, minor_stops="performance")


def test_uncounted_shifts_in_the_losses():
    holes = SHIFTS.assign(good=pd.array([590, None, 100], dtype="Int64"))
    tree = oee.losses_of(holes, STOPS, uncounted="as the rest")
    assert tree.table["time_min"].sum() + tree.fully_productive == pytest.approx(1000)
    assert oee.losses_of(holes, STOPS, uncounted="leave out").planned == 600
    with pytest.raises(ValueError, match="missing"):
        oee.losses_of(holes, STOPS)


def test_stops_of_one_shift_as_one_number():
    tree = oee.losses(420, 47, 1 / 60, 19_271, 18_848)
    assert tree.table.set_index("loss")["time_min"]["stops of unknown kind"] == 47
    assert len(tree.table) == 7


def test_a_machine_faster_than_its_ideal_cycle_loses_a_negative_time():
    tree = oee.losses(480, 100, 1, 450, 450)
    assert tree.table.set_index("loss")["time_min"]["reduced speed"] == -70
    assert tree.oee.note


def test_logged_and_unlogged_minor_stops():
    stops = {"breakdowns": 20, "idling and minor stops": 30}
    tree = oee.losses(460, stops, 0.5, 400, 400, actual_cycle_time=0.8, minor_stops="performance")
    table = tree.table.set_index("loss")["time_min"]
    assert table["reduced speed"] == pytest.approx(120)
    assert table["idling and minor stops"] == pytest.approx(30 + 410 - 320)
    assert tree.oee.availability == pytest.approx(440 / 460)
    assert tree.oee.performance == pytest.approx(200 / 440)


def test_numbers_of_any_type_become_plain_ones():
    tree = oee.losses(np.int64(480), Fraction(60), Fraction(1, 2), np.int16(600), 590)
    assert tree.table["time_min"].dtype == float and type(tree.planned) is float
    assert type(tree.fully_productive) is float and tree.fully_productive == 295


def test_units_are_names():
    tree = oee.losses(8, {"breakdowns": 1}, 0.01, 600, 600, unit="h")
    assert "time_h" in tree.table and "Planned 8 h, fully productive 6.0 h" in repr(tree)
    assert tree.lost("performance") == pytest.approx(1)


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        ((480, {"lunch": 30}, 1, 400, 400), {}, "no kind of stop 'lunch': there are breakdowns"),
        ((480, {"breakdowns": -1}, 1, 400, 400), {}, "time of breakdowns cannot be negative"),
        ((480, "30", 1, 400, 400), {}, "take off the quotes"),
        ((480, 481, 1, 400, 400), {}, "downtime"),
        ((pd.Series([480.0]), 0, 1, 400, 400), {}, "planned time is a column"),
        ((480, 0, 1, [400, 300], 300), {}, "number of pieces in all is"),
        ((480, 0, 1, 400, 401), {}, "more good pieces"),
        (
            (480, 0, 1, 400, 390),
            {"start_up_rejects": 11},
            r"start-up rejects \(11\) than rejects in all \(10\)",
        ),
        ((480, 0, 1, 400, 390), {"minor_stops": "both"}, '"availability" or "performance"'),
        ((480, 0, 1, 400, 390), {"unit": ""}, "unit is a short word"),
        ((480, 0, 1, 400, 390), {"unit": 60}, "unit is a short word"),
        ((480, 0, 1, 400, 390), {"actual_cycle_time": 1.3}, "actual cycle time too long"),
        ((480, 0, 1, 400, 390), {"actual_cycle_time": 0}, "actual cycle time must be more than 0"),
        (
            (480, {"idling and minor stops": 5}, 1, 400, 390),
            {"actual_cycle_time": 1.1},
            'write minor_stops="performance"',
        ),
    ],
)
def test_losses_refuse(arguments, options, words):
    with pytest.raises(ValueError, match=words):
        oee.losses(*arguments, **options)


# -- typed reasons -------------------------------------------------------------------------------------------

REASONS = pd.DataFrame(
    {
        "written": ["Jam", "jamm", "C/O"],
        "reason": ["jam", "jam", "changeover"],
        "loss": ["idling and minor stops", "idling and minor stops", "setup and adjustment"],
    }
)


def test_reasons_are_named_whatever_their_case_and_spaces():
    typed = pd.DataFrame({"reason": ["JAM ", " jamm", "c/o", "", None, np.nan], "minutes": range(6)})
    named = oee.name_reasons(typed, REASONS)
    assert named["reason"].to_list() == ["jam", "jam", "changeover", "not given", "not given", "not given"]
    assert named["loss"].iloc[-1] == "stops of unknown kind"
    assert named["written"].iloc[0] == "JAM " and list(named["minutes"]) == list(range(6))
    assert "loss" not in typed and typed["reason"].iloc[0] == "JAM "


@pytest.mark.parametrize(
    ("stops", "reasons", "words"),
    [
        (pd.DataFrame({"reason": ["Jam", "Yam", "Ham"]}), REASONS, "'yam' and 'ham' stands for: add"),
        (pd.DataFrame({"reason": list("abcdef")}), REASONS, r"'d' \(and 2 more\)"),
        (pd.DataFrame({"cause": ["Jam"]}), REASONS, "table of stops has no column reason"),
        (pd.DataFrame({"reason": ["Jam"]}), REASONS[["written"]], "list of reasons has no column reason"),
        ("Jam", REASONS, "table of stops must be a table; str"),
        (
            pd.DataFrame({"reason": ["Jam"]}),
            pd.concat([REASONS, REASONS.assign(reason="other")]),
            "two meanings for 'Jam'",
        ),
    ],
)
def test_reasons_refused(stops, reasons, words):
    with pytest.raises(ValueError, match=words):
        oee.name_reasons(stops, reasons)
