"""Motion study: what the functions give for the course's own tables, and what they say to wrong input."""

import math
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import motion

SYMBOLS = ["operation", "transport", "inspection", "delay", "storage"]


@pytest.fixture
def chart():
    return load("motion/process_chart")


@pytest.fixture
def hands():
    return load("motion/two_hand_chart")


@pytest.fixture
def step():
    """A function that makes one step of a process chart."""

    def make(**changes):
        return {"symbol": "operation", "time_min": 2.0, "distance_m": 0, **changes}

    return make


def of(table, method):
    return table[table["method"] == method]


# Process chart


@pytest.mark.parametrize(
    ("method", "counts", "total", "operation", "distance"),
    [
        ("present", [7, 6, 2, 6, 2], 471.3, 52.3, 140),
        ("draft", [4, 3, 1, 1, 1], 70.65, 43.8, 60),
        ("proposed", [4, 3, 1, 2, 1], 80.45, 43.6, 60),
    ],
)
def test_the_planted_totals_come_out(chart, method, counts, total, operation, distance):
    found = motion.process_chart(of(chart, method))
    assert found.counts == dict(zip(SYMBOLS, counts, strict=True))
    assert (found.total_time, found.times["operation"]) == (total, operation)
    assert found.distances == {**dict.fromkeys(SYMBOLS, 0.0), "transport": distance}
    assert found.operation_share == pytest.approx(operation / total)
    assert (found.time_unit, found.distance_unit) == ("min", "m")


def test_a_table_of_several_methods_gives_each_its_result(chart):
    found = motion.process_chart(chart)
    assert list(found) == ["present", "draft", "proposed"]
    assert found["draft"].counts == motion.process_chart(of(chart, "draft")).counts
    assert found.total_distance == {"present": 140, "draft": 60, "proposed": 60}
    assert found.counts["present"]["delay"] == 6
    with pytest.raises(AttributeError, match="no 'speed'"):
        found.speed  # noqa: B018


def test_counts_times_and_distances_unpack(step):
    counts, times, distances = motion.process_chart([step(), step(symbol="transport", distance_m=9)])
    assert counts["transport"] == 1 and times["operation"] == 2.0 and distances["transport"] == 9.0
    assert list(counts) == list(times) == list(distances) == SYMBOLS


@pytest.mark.parametrize(
    ("written", "symbol"),
    [("Operation ", "operation"), ("O", "operation"), ("transportation", "transport"),
     ("\u21e8", "transport"),
     ("I", "inspection"), ("D", "delay"), ("waiting", "delay"), ("\u25bd", "storage"), ("store", "storage")],
)  # fmt: skip
def test_symbols_are_understood_in_their_usual_spellings(step, written, symbol):
    assert motion.process_chart([step(symbol=written)]).counts[symbol] == 1


def test_the_combined_symbol_is_there_where_it_is_used(step):
    found = motion.process_chart([step(symbol="combined"), step(symbol="delay")])
    assert list(found.counts) == [*SYMBOLS, "operation and inspection"]
    assert found.times["operation and inspection"] == 2.0 and found.operation_share == 0.5


def test_units_are_those_of_the_headings(step):
    seconds = motion.process_chart([{"symbol": "transport", "time_s": 30, "distance_ft": 40}])
    assert (seconds.time_unit, seconds.distance_unit, seconds.total_distance) == ("s", "ft", 40.0)
    bare = motion.process_chart([("transport", 3, 4)])
    assert (bare.time_unit, bare.distance_unit, bare.total_time) == ("", "", 3.0)
    assert list(bare.table.columns) == ["symbol", "steps", "time", "distance"]


def test_labour_is_time_times_people(step):
    found = motion.process_chart([step(people=2), step(people=0), step(time_min=0.5, people=1)])
    assert found.labour_time == 4.5
    assert motion.process_chart([step()]).labour_time is None


def test_sums_carry_no_dust(step):
    found = motion.process_chart([step(time_min=0.1)] * 3)
    assert found.total_time == 0.3 and found.times["operation"] == 0.3


def test_the_summary_is_readable(step):
    shown = repr(motion.process_chart([step(), step(symbol="transport", time_min=0.35, distance_m=12)]))
    assert shown.startswith("ProcessChart: 2 steps, 2.35 min, 12 m; 85% of the time is operation")
    assert "transport      1      0.35          12" in shown


def test_times_far_below_a_hundredth_are_still_told(step):
    assert "0.0012" in repr(motion.process_chart([step(time_min=0.0012)]))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"symbol": "opration"},
            r"Step 1 has the symbol 'opration': there are operation, .*Did you mean \"operation\"",
        ),
        ({"symbol": None}, "Step 1 has no symbol"),
        ({"time_min": -1}, "time of step 1 cannot be negative; -1 was given"),
        ({"time_min": float("nan")}, "time of step 1 is empty"),
        ({"time_min": "3"}, "take off the quotes"),
        ({"time_min": True}, "yes-or-no"),
        ({"distance_m": -5}, "distance of step 1 cannot be negative"),
        ({"symbol": "transport", "distance_m": None}, "Step 1 is a transport without a distance"),
        ({"people": -1}, "number of people of step 1 cannot be negative"),
        ({"time_min": math.inf}, "infinite"),
    ],
)
def test_a_wrong_step_is_named(step, changes, words):
    with pytest.raises(ValueError, match=words):
        motion.process_chart([step(**changes)])


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([], "empty"),
        (pd.DataFrame(), "empty"),
        ("operation", "a row per step; str"),
        (3, "a row per step; int"),
        ({"symbol": ["operation"]}, "a dictionary was given"),
        ([1, 2], "list of such rows"),
        (["operation", "delay"], "no column time_min; it has symbol"),
        ([{"time_min": 2}], "no column symbol; it has time_min"),
        ([{"symbol": "transport", "time_min": 2}], "no column distance_m, but there are transports"),
        ([("operation", 1, 2, 3, 4)], "list of such rows"),
    ],
)
def test_what_is_no_process_chart_is_refused_in_words(steps, words):
    with pytest.raises(ValueError, match=words):
        motion.process_chart(steps)


def test_rows_without_a_method_are_refused(step):
    table = pd.DataFrame([step(method="a"), step(method="b"), step(method=None)])
    with pytest.raises(ValueError, match="Some rows name no method"):
        motion.process_chart(table)


# Comparison of methods


def test_the_draft_raises_the_planted_risk_and_the_proposal_none(chart):
    present = of(chart, "present")
    draft = motion.compare_methods(present, of(chart, "draft"))
    (risk,) = draft.raised_risks
    assert (draft.acceptable, risk.step, risk.place, risk.before, risk.after) == (
        False,
        7,
        "washer",
        "low",
        "high",
    )
    assert draft.verdict.startswith(
        "Not acceptable: step 7 (washer) raises a risk from low to high (hot liquid"
    )
    proposed = motion.compare_methods(present, of(chart, "proposed"))
    assert (proposed.acceptable, proposed.raised_risks, proposed.open_hazards) == (True, [], [])
    assert (proposed.saved_time, proposed.saved_distance, proposed.saved_steps) == (390.85, 80.0, 12)
    assert proposed.verdict == "Raises no risk, and saves 390.85 min, 80 m and 12 steps."
    assert proposed.saved_time_share == pytest.approx(390.85 / 471.3)


def test_a_hazard_that_nobody_has_rated_leaves_it_undecided():
    chart = load("motion/kitting_chart")
    present = of(chart, "present")
    safe = motion.compare_methods(present, of(chart, "proposal 1"))
    assert safe.acceptable is True and "Names no hazard that the present method does not have" in safe.verdict
    risky = motion.compare_methods(present, of(chart, "proposal 2"))
    (hazard,) = risky.open_hazards
    assert risky.acceptable is None and hazard.step == 8 and "fork trucks" in hazard.hazard
    assert risky.saved_time > safe.saved_time  # the tempting one
    assert "Not decided" in risky.verdict


def test_every_raised_risk_of_many_students_charts_is_seen():
    from shopfloor.data.variants import Draws
    from shopfloor.data.variants.kitting_chart import rows

    names = ["method", "step", "symbol", "description", "time", "distance", "people", "hazard"]
    for student in ("ann", "ben", "cleo", "dan", "eve", "flo"):
        table = pd.DataFrame(rows(Draws("a-course", "motion/kitting_chart", student)), columns=names)
        verdicts = {
            name: motion.compare_methods(of(table, "present"), of(table, name)).acceptable
            for name in ("proposal 1", "proposal 2")
        }
        assert sorted(map(str, verdicts.values())) == ["None", "True"], student


def test_a_risk_at_a_new_place_is_raised_from_none(step):
    present = [step(place="bench", risk="high")]
    found = motion.compare_methods(present, [step(place="press", risk="low")])
    assert [(one.before, one.after) for one in found.raised_risks] == [("none", "low")]
    assert motion.compare_methods(present, [step(place="bench", risk="high")]).acceptable is True


def test_the_risk_is_compared_with_the_same_kind_of_step(step):
    present = [step(place="bench", risk="high"), step(symbol="delay", place="bench", risk="none")]
    found = motion.compare_methods(present, [step(symbol="delay", place="bench", risk="low")])
    assert found.acceptable is False


def test_without_places_the_worst_step_of_the_kind_counts(step):
    assert (
        motion.compare_methods([step(risk="high"), step(risk="low")], [step(risk="medium")]).acceptable
        is True
    )
    assert motion.compare_methods([step(risk="low")], [step(risk="medium")]).acceptable is False


def test_places_that_only_one_chart_has_are_not_compared(step):
    found = motion.compare_methods([step(risk="high")], [step(risk="medium", place="press")])
    assert found.acceptable is True
    assert (
        motion.compare_methods([step(risk="high", place="bench")], [step(risk="medium")]).acceptable is True
    )


def test_a_hazard_rated_none_is_asked_about(step):
    assert motion.compare_methods([step(risk="none")], [step(risk="none")]).acceptable is True
    named = motion.compare_methods([step(risk="none", hazard="")], [step(risk="none", hazard="wet floor")])
    assert named.acceptable is None and named.open_hazards[0].hazard == "wet floor"


def test_where_nobody_looked_nothing_is_decided(step):
    found = motion.compare_methods([step()], [step(time_min=1.0)])
    assert found.acceptable is None and "say nothing of hazards" in found.verdict and found.saved_time == 1.0


def test_what_is_lost_is_told_too(step):
    present, proposed = (
        [step(risk="none")],
        [step(risk="none", time_min=1.5), step(risk="none", time_min=0.1)],
    )
    found = motion.compare_methods(present, proposed)
    assert found.saved_steps == -1
    assert found.verdict == "Raises no risk, and saves 0.4 min but costs 1 step more."
    slower = motion.compare_methods(present, [step(risk="none", time_min=9.0)])
    assert slower.saved_time == -7.0 and slower.verdict == "Raises no risk, and costs 7 min more."
    same = motion.compare_methods(present, present)
    assert same.verdict == "Raises no risk, and changes neither time nor way."


def test_saved_labour_needs_people_on_both_sides(step):
    assert motion.compare_methods([step(people=2)], [step(people=1)]).saved_labour == 2.0
    assert motion.compare_methods([step(people=2)], [step()]).saved_labour is None


def test_the_comparison_is_a_table_with_all_symbols_and_a_total(chart):
    table = motion.compare_methods(of(chart, "present"), of(chart, "draft")).table
    assert list(table["symbol"]) == [*SYMBOLS, "total"]
    assert list(table["time_min saved"]) == [8.5, 2.15, 6.0, 114.0, 270.0, 400.65]
    shown = repr(motion.compare_methods(of(chart, "present"), of(chart, "draft")))
    assert "471.3 -> 70.65" in shown


def test_the_combined_symbol_on_one_side_only(step):
    table = motion.compare_methods([step(symbol="combined")], [step()]).table.set_index("symbol")
    assert (
        table.loc["operation and inspection", "steps saved"] == 1
        and table.loc["operation", "steps saved"] == -1
    )


def test_results_can_be_compared_as_well(chart):
    present, draft = (motion.process_chart(of(chart, name)) for name in ("present", "draft"))
    assert motion.compare_methods(present, draft).saved_distance == 80.0


@pytest.mark.parametrize(("level", "raised"), [("low", 0), ("medium", 1)])
def test_an_operation_and_an_inspection_put_together_are_still_both(level, raised):
    def chart(*rows):
        table = pd.DataFrame(rows, columns=["symbol", "description", "place", "risk"])
        return table.assign(time_min=1.0, distance_m=0)

    before = chart(("operation", "drills", "press", "low"), ("inspection", "gauges", "press", "none"))
    after = chart(("operation and inspection", "drills and gauges", "press", level))
    assert len(motion.compare_methods(before, after).raised_risks) == raised
    # And taken apart again.
    assert not motion.compare_methods(after, before).raised_risks


@pytest.mark.parametrize(
    ("present", "proposed", "words"),
    [
        ({"risk": "low"}, {}, "The proposed method has no column risk, the present one has"),
        ({}, {"risk": "low"}, "The present method has no column risk, the proposed one has"),
        ({"hazard": "x"}, {}, "no column hazard"),
        ({"risk": "huge"}, {"risk": "low"}, "Step 1 has the risk 'huge': write none, low, medium or high"),
        ({"risk": "low"}, {"risk": None}, "Step 1 has no risk"),
    ],
)
def test_risks_that_cannot_be_compared_are_refused(step, present, proposed, words):
    with pytest.raises(ValueError, match=words):
        motion.compare_methods([step(**present)], [step(**proposed)])


def test_methods_in_different_units_are_not_compared(step):
    with pytest.raises(ValueError, match="times in min, the proposed one in s"):
        motion.compare_methods([step()], [{"symbol": "operation", "time_s": 3, "distance_m": 0}])
    with pytest.raises(ValueError, match="distances in m, the proposed one in ft"):
        motion.compare_methods([step()], [{"symbol": "operation", "time_min": 3, "distance_ft": 0}])


def test_one_method_is_compared_with_one(chart):
    with pytest.raises(ValueError, match="methods present, draft and proposed: choose the rows of one"):
        motion.compare_methods(chart, of(chart, "draft"))


# Two-hand chart


@pytest.mark.parametrize(
    ("method", "cycle", "hold_or_delay", "both"),
    [
        ("present", 38.4, {"left": 30.2, "right": 7.6}, 0.6),
        ("proposed", 17.8, {"left": 6.6, "right": 1.0}, 10.2),
    ],
)
def test_the_planted_hands_come_out(hands, method, cycle, hold_or_delay, both):
    found = motion.two_handed(hands)[method]
    assert found.cycle_time == cycle
    for hand, seconds in hold_or_delay.items():
        assert found.holding[hand] + found.idle[hand] == pytest.approx(seconds)
        assert found.utilisation[hand] == pytest.approx(1 - seconds / cycle)
        assert found.working[hand] == pytest.approx(cycle - seconds)
    assert found.both_working == both and found.both_working_share == pytest.approx(both / cycle)


def test_times_by_therblig_add_up(hands):
    found = motion.two_handed(of(hands, "present"))
    table = found.therbligs.set_index("therblig")
    assert table.loc["hold", "left"] == 22.8 and table.loc["unavoidable delay", "right"] == 7.6
    assert table["left"].sum() == pytest.approx(38.4) and table["both"].sum() == pytest.approx(76.8)
    assert list(table.index) == [name for name in motion.THERBLIGS if name in set(table.index)]
    effective = table.loc[table["effective"], "right"].sum() / 38.4
    assert found.effective_share["right"] == pytest.approx(effective)


def motions(*rows):
    return pd.DataFrame(rows, columns=["hand", "therblig", "start_s", "end_s"])


def test_both_hands_at_once_is_the_overlap_of_work():
    chart = motions(
        ("left", "use", 0, 4), ("left", "hold", 4, 6), ("right", "UD", 0, 1), ("right", "TE", 1, 6)
    )
    found = motion.two_handed(chart)
    assert found.both_working == 3.0 and found.holding == {"left": 2.0, "right": 0.0}
    assert found.idle == {"left": 0.0, "right": 1.0}


def test_what_counts_as_waiting():
    for name in ("UD", "AD", "R", "Pn"):
        found = motion.two_handed(motions(("left", name, 0, 2), ("right", "use", 0, 2)))
        assert (found.idle["left"], found.utilisation["left"]) == (2.0, 0.0), name


def test_durations_serve_as_well_as_a_clock(hands):
    timed = of(hands, "present").assign(time_s=lambda table: table["end_s"] - table["start_s"])
    found = motion.two_handed(timed.drop(columns=["start_s", "end_s"]))
    clocked = motion.two_handed(of(hands, "present"))
    assert found.utilisation == pytest.approx(clocked.utilisation)
    assert found.both_working == pytest.approx(clocked.both_working)


def test_the_cycle_may_begin_at_any_reading_and_in_any_order():
    chart = motions(("right", "use", 12, 16), ("left", "hold", 13, 16), ("left", "grasp", 12, 13))
    assert motion.two_handed(chart).utilisation == {"left": 0.25, "right": 1.0}


def test_a_two_hand_result_is_readable(hands):
    shown = repr(motion.two_handed(of(hands, "present")))
    assert "left hand: works 8.2 s (21%), holds 22.8 s, waits 7.4 s" in shown
    assert "both hands work 0.6 s (2%)" in shown


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("left", "graps", 0, 1), ("right", "use", 0, 1)], 'no therblig \'graps\': .*Did you mean "grasp"'),
        ([("middle", "use", 0, 1), ("right", "use", 0, 1)], "no hand 'middle': write left or right"),
        ([(None, "use", 0, 1), ("right", "use", 0, 1)], "names no hand"),
        ([("left", "use", 0, 1)], "nothing for the right hand"),
        ([("left", "use", 0, 1), ("right", "use", 0, 2)], "left hand ends at 1, the right one at 2"),
        ([("left", "use", 0, 1), ("left", "use", 1.5, 2), ("right", "use", 0, 2)], "left hand does "
        "nothing from 1 to 1.5"),
        ([("left", "use", 0, 1), ("right", "use", 0.5, 1)], "right hand does nothing from 0 to 0.5"),
        ([("left", "use", 0, 1), ("left", "hold", 0.5, 2), ("right", "use", 0, 2)], "begins before "
        "the motion ahead"),
        ([("left", "use", 2, 1), ("right", "use", 2, 1)], "before it begins"),
        ([("left", "use", 0, 0), ("right", "use", 0, 0)], "no time at all"),
        ([("left", "use", None, 1), ("right", "use", 0, 1)], "start of step 1 is empty"),
        ([("left", "use", "0", 1), ("right", "use", 0, 1)], "take off the quotes"),
    ],
)  # fmt: skip
def test_a_chart_that_cannot_be_is_refused(rows, words):
    with pytest.raises(ValueError, match=words):
        motion.two_handed(motions(*rows))


@pytest.mark.parametrize(
    ("chart", "words"),
    [
        (pd.DataFrame({"therblig": ["use"]}), "no column hand"),
        (pd.DataFrame({"hand": ["left"]}), "no column therblig"),
        (pd.DataFrame({"hand": ["left", "right"], "therblig": ["use", "use"]}), "has no times"),
        ([], "empty"),
        (None, "a row per step"),
    ],
)
def test_what_is_no_two_hand_chart_is_refused(chart, words):
    with pytest.raises(ValueError, match=words):
        motion.two_handed(chart)


def test_therbligs_are_a_book_to_read_in_and_not_to_write_in():
    assert motion.THERBLIGS["hold"].hand == "holds" and "find" in motion.THERBLIGS
    with pytest.raises(TypeError):
        motion.THERBLIGS["loiter"] = 1
    assert list(motion.THERBLIGS.table.columns) == ["name", "symbol", "effective", "hand", "meaning"]
    assert "hold (H, ineffective): " in repr(motion.THERBLIGS)


# Travel


@pytest.fixture
def hall():
    return load("motion/trips"), load("motion/floor_plan"), load("motion/aisles")


@pytest.mark.parametrize(("plan", "meters"), [("present", 1614.0), ("proposed", 1182.0)])
def test_the_planted_way_of_a_shift_comes_out(hall, plan, meters):
    trips, layout, aisles = hall
    assert motion.travel(trips, layout, aisles, plan=plan) == meters


def test_the_tool_crib_costs_what_was_planted(hall):
    trips, layout, aisles = hall
    crib = trips[(trips["from_location"] == "tool crib") | (trips["to_location"] == "tool crib")]
    assert motion.travel(crib, layout, aisles, plan="present") == 636.0


def test_a_process_charts_transports_are_the_way_of_its_places(hall, chart):
    _, layout, aisles = hall
    present = of(chart, "present")
    route = ["dock", *present["place"]]
    assert motion.travel(route, layout, aisles, plan="present") == present["distance_m"].sum()


def test_the_three_conventions():
    layout = {"a": (0, 0), "b": (3, 4), "c": (0, 9)}
    aisles = pd.DataFrame({"from_location": ["a", "c"], "to_location": ["c", "b"]})
    route = ["a", "b"]
    assert motion.travel(route, layout) == motion.travel(route, layout, way="rectilinear") == 7.0
    assert motion.travel(route, layout, way="euclidean") == 5.0
    assert motion.travel(route, layout, aisles) == pytest.approx(9 + math.hypot(3, 5))
    assert motion.travel(route, layout, aisles, way="euclidean") == 5.0


def test_given_lengths_take_the_place_of_straight_ones():
    aisles = pd.DataFrame({"from_location": ["a", "a"], "to_location": ["b", "b"], "length_m": [12, 9]})
    assert motion.travel(["a", "b"], {"a": (0, 0), "b": (3, 4)}, aisles) == 9.0


def test_legs_tell_the_way(hall):
    _, layout, aisles = hall
    legs = motion.travel_legs(["tool crib", "drill press"], layout, aisles, plan="present")
    assert legs["stops"].to_list() == [["tool crib", "J4", "J3", "J2", "drill press"]]
    assert legs["distance"].to_list() == [38.0]


def test_who_stays_where_he_is_goes_no_way(hall):
    _, layout, aisles = hall
    assert motion.travel(["dock", "dock"], layout, aisles, plan="present") == 0.0
    off = {"a": (0, 0), "b": (1, 0), "c": (2, 0)}
    aisle = pd.DataFrame({"from_location": ["a"], "to_location": ["b"]})
    assert motion.travel_legs(["c", "c"], off, aisle)["stops"].to_list() == [["c", "c"]]


@pytest.mark.parametrize(
    ("route", "layout", "more", "words"),
    [
        (["a"], {"a": (0, 0)}, {}, "at least two places"),
        ("ab", {"a": (0, 0)}, {}, "list of places"),
        (["a", "x"], {"a": (0, 0), "b": (1, 1)}, {}, "no place 'x' on the floor plan"),
        (["saw", "dril"], {"saw": (0, 0), "drill": (1, 1)}, {}, 'Did you mean "drill"'),
        (["a", "b"], {"a": (0, 0), "b": (1,)}, {}, "needs two coordinates"),
        (["a", "b"], {"a": (0, 0), "b": (1, "2")}, {}, "coordinate of 'b' is text"),
        (["a", "b"], {"a": (0, 0), "b": (1, float("nan"))}, {}, "coordinate of 'b' is empty"),
        (["a", "b"], {}, {}, "floor plan is empty"),
        (["a", "b"], [(0, 0)], {}, "floor plan as a table"),
        (["a", "b"], {"a": (0, 0), "b": (1, 1)}, {"way": "crow"}, "rectilinear and euclidean or aisles"),
        (["a", "b"], {"a": (0, 0), "b": (1, 1)}, {"way": "aisles"}, "give the table of aisles"),
        (pd.DataFrame({"from_location": ["a"]}), {"a": (0, 0)}, {}, "no column to_location"),
        (pd.DataFrame({"from_location": ["a"], "to_location": [None]}), {"a": (0, 0)}, {}, "Trip 1"),
        (["a", "b"], pd.DataFrame({"location": ["a"], "x_m": [0]}), {}, "no column y_m"),
        (["a", "b"], pd.DataFrame({"location": ["a", "a"], "x": [0, 1], "y": [0, 1]}), {}, "twice"),
        (
            ["a", "b"],
            pd.DataFrame({"location": ["a"], "x": [0], "y": [0]}),
            {"plan": "present"},
            "no column plan",
        ),
    ],
)
def test_a_route_that_cannot_be_is_refused(route, layout, more, words):
    with pytest.raises(ValueError, match=words):
        motion.travel(route, layout, **more)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("a", "c")], "No aisle leads to 'b'"),
        ([("a", "c"), ("b", "d")], "No aisles lead from 'a' to 'b'"),
        ([("a", "z")], "leads to 'z', which is not on the floor plan"),
        ([], "aisles is empty"),
    ],
)
def test_aisles_that_do_not_lead_there(rows, words):
    layout = {"a": (0, 0), "b": (1, 1), "c": (2, 2), "d": (3, 3)}
    with pytest.raises(ValueError, match=words):
        motion.travel(["a", "b"], layout, pd.DataFrame(rows, columns=["from_location", "to_location"]))


def test_of_several_plans_one_is_chosen(hall):
    trips, layout, aisles = hall
    with pytest.raises(ValueError, match='plans present and proposed: choose one, such as plan="present"'):
        motion.travel(trips, layout, aisles)
    with pytest.raises(
        ValueError, match="no plan 'future' in the floor plan: there are present and proposed"
    ):
        motion.travel(trips, layout, aisles, plan="future")


# Lifting


def test_the_planted_indices_come_out():
    lifts = load("motion/lifts")
    found = motion.lifting_index(lifts)
    told = {"L1": 1.48, "L2": 1.52, "L3": 1.98, "L4": 1.1, "L5": 2.69, "L6": 0.49, "L7": 0.79}
    assert found.set_index("lift")["lifting_index"].round(2).to_dict() == told
    assert list(found["lift"][found["lifting_index"] > 1]) == ["L1", "L2", "L3", "L4", "L5"]
    assert list(found.columns[: len(lifts.columns)]) == list(lifts.columns)
    assert found["rwl"].iloc[0] == pytest.approx(15 / found["lifting_index"].iloc[0])


def test_a_table_and_single_numbers_agree():
    lifts = load("motion/lifts")
    row = lifts.iloc[4]
    one = motion.lifting_index(18.5, 45, 90, 75, 60, 1, 2, "poor")
    assert motion.lifting_index(lifts).loc[row.name, "rwl"] == one.rwl
    assert one.limiting_factor == "horizontal reach" and one.where == "origin"


def test_limits_of_the_equation():
    ideal = motion.lifting_index(23, 25, 75, 25)
    assert (ideal.lifting_index, ideal.rwl, ideal.limiting_factor) == (1.0, 23.0, "nothing")
    assert motion.lifting_index(23, 10, 75, 5) == ideal  # nearer and shorter count as 25 cm
    assert motion.lifting_index(10, 25, 75, 25, frequency=0) == motion.lifting_index(
        10, 25, 75, 25, frequency=0.2
    )
    for beyond in (
        {"horizontal": 64},
        {"vertical": 176},
        {"travel": 176},
        {"asymmetry": 136},
        {"frequency": 15.1},
    ):
        lift = motion.lifting_index(**{"load": 5, "horizontal": 30, "vertical": 80, "travel": 30, **beyond})
        assert (lift.rwl, lift.lifting_index) == (0.0, math.inf), beyond
    for at in ({"horizontal": 63}, {"vertical": 175}, {"travel": 175}, {"asymmetry": 135}, {"frequency": 15}):
        lift = motion.lifting_index(**{"load": 5, "horizontal": 30, "vertical": 80, "travel": 30, **at})
        assert 0 < lift.rwl < 23, at
    assert motion.lifting_index(0, 64, 75, 25).lifting_index == 0.0


def test_nothing_is_interpolated_towards_zero():
    # Up to an hour and below 75 cm the table ends with 0.37 at 12 lifts a minute.
    assert motion.lifting_index(5, 30, 40, 30, frequency=12).fm == 0.37
    assert motion.lifting_index(5, 30, 40, 30, frequency=12.5).fm == 0.0
    assert motion.lifting_index(5, 30, 75, 30, frequency=12.5).fm == pytest.approx(0.355)


def test_the_harder_end_of_a_careful_lift_decides():
    lift = motion.lifting_index(10, 30, 80, horizontal_end=60, vertical_end=160, coupling="fair")
    assert lift.where == "destination" and lift.hm == pytest.approx(25 / 60)
    assert lift.dm == pytest.approx(0.82 + 4.5 / 80)
    easier = motion.lifting_index(10, 60, 20, horizontal_end=30, vertical_end=80, coupling="fair")
    assert easier.where == "origin" and easier.cm == 0.95
    table = pd.DataFrame({"load_kg": [10], "horizontal_cm": [30], "vertical_cm": [80], "travel_cm": [80],
                          "coupling": ["fair"], "horizontal_end_cm": [60],
                          "vertical_end_cm": [160]})  # fmt: skip
    assert motion.lifting_index(table)["rwl"].iloc[0] == lift.rwl


def test_a_lift_is_readable():
    shown = repr(motion.lifting_index(15, 40, 20, 65, coupling="fair"))
    assert shown.startswith("LiftingIndex: 1.48 (recommended weight limit 10.1; HM 0.62, VM 0.83,")
    assert shown.endswith("most is lost by the horizontal reach)")
    assert "infinite" in repr(motion.lifting_index(15, 70, 20, 65))
    assert "lost" not in repr(motion.lifting_index(15, 25, 75, 25))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"load": -1}, "load cannot be negative"),
        ({"load": "15"}, "take off the quotes"),
        ({"horizontal": None}, "Give the horizontal position"),
        ({"vertical": -3}, "vertical position cannot be negative"),
        ({"travel": None}, "Give the travel"),
        ({"travel": float("nan")}, "travel is empty"),
        ({"asymmetry": -30}, "asymmetry cannot be negative"),
        ({"asymmetry": 270}, "from 0 to 180"),
        ({"frequency": -1}, "frequency cannot be negative"),
        ({"duration": 0}, "duration must be more than 0"),
        ({"duration": 9}, "up to 8 hours"),
        ({"coupling": "god"}, "good, fair or poor; 'god' was given. Did you mean \"good\""),
        ({"units": "stone"}, "units are metric or us"),
        ({"horizontal_end": 30}, "give both horizontal_end and vertical_end"),
        ({"horizontal_end": 30, "vertical_end": 160}, "from 20 to 160, which is 140 and not 65"),
        ({"load": True}, "yes-or-no"),
    ],
)
def test_an_impossible_lift_is_refused(changes, words):
    given = {"load": 15, "horizontal": 40, "vertical": 20, "travel": 65, **changes}
    with pytest.raises(ValueError, match=words):
        motion.lifting_index(**given)


def test_a_wrong_lift_in_a_table_is_named():
    lifts = load("motion/lifts")
    with pytest.raises(ValueError, match="Lift L3: The equation holds for up to 8 hours"):
        motion.lifting_index(lifts.assign(duration_h=[1, 1, 9, 1, 1, 1, 1]))
    with pytest.raises(ValueError, match="no column travel_cm"):
        motion.lifting_index(lifts.drop(columns="travel_cm"))
    with pytest.raises(ValueError, match="empty"):
        motion.lifting_index(lifts.head(0))


def test_the_composite_adds_what_each_further_task_costs():
    lifts = load("motion/lifts").query("duration_h == 1")
    found = motion.composite_lifting_index(lifts)
    assert list(found.table["lift"][:2]) == ["L3", "L2"]
    assert found.table["added"].iloc[0] == found.table["stli"].max()
    assert found.composite_lifting_index == pytest.approx(found.table["added"].sum())
    assert found.composite_lifting_index > found.table["stli"].max()
    assert "CompositeLiftingIndex: " in repr(found)


def test_of_two_tasks_with_one_index_the_more_frequent_comes_first():
    # Manual, p. 57. 9.4 kg once a minute (.94) weigh as much as 9.1 kg twice a minute (.91).
    job = pd.DataFrame({"lift": ["rare", "often"], "load_kg": [9.4, 9.1], "horizontal_cm": 25,
    "vertical_cm": 75,
                        "travel_cm": 25, "lifts_per_min": [1, 2]})  # fmt: skip
    assert motion.composite_lifting_index(job).table["lift"].to_list() == ["often", "rare"]
    assert motion.composite_lifting_index(job.iloc[::-1]).table["lift"].to_list() == ["often", "rare"]


def test_a_composite_of_one_task_is_its_index():
    one = load("motion/lifts").head(1)
    assert (
        motion.composite_lifting_index(one).composite_lifting_index
        == motion.lifting_index(one)["lifting_index"].iloc[0]
    )


def test_too_many_lifts_together_have_no_limit():
    job = pd.DataFrame({"load_kg": [5, 5], "horizontal_cm": 30, "vertical_cm": 40, "travel_cm": 30,
                        "lifts_per_min": [8, 8], "duration_h": 1})  # fmt: skip
    assert motion.composite_lifting_index(job).composite_lifting_index == math.inf


def test_a_job_has_one_duration():
    with pytest.raises(ValueError, match="share one duration"):
        motion.composite_lifting_index(load("motion/lifts"))
    with pytest.raises(ValueError, match="a row per task"):
        motion.composite_lifting_index([1, 2])


# For all of them


def test_what_is_handed_in_stays_as_it_was(hall):
    trips, layout, aisles = hall
    chart, hands, lifts = (load(f"motion/{name}") for name in ("process_chart", "two_hand_chart", "lifts"))
    tables = [trips, layout, aisles, chart, hands, lifts]
    before = [table.copy(deep=True) for table in tables]
    motion.process_chart(chart)
    motion.compare_methods(of(chart, "present"), of(chart, "draft"))
    motion.two_handed(hands)
    motion.travel(trips, layout, aisles, plan="present")
    motion.lifting_index(lifts)
    motion.composite_lifting_index(lifts.head(4))
    for table, was in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, was)


def test_scalars_are_plain(chart, hands, hall):
    trips, layout, aisles = hall
    found = motion.process_chart(of(chart, "present"))
    both = motion.two_handed(of(hands, "present"))
    lift = motion.lifting_index(np.float64(15), 40, 20, 65)
    told = [found.total_time, *found.times.values(), both.cycle_time, *both.utilisation.values(), lift.rwl,
    lift.hm,
            motion.travel(trips, layout, aisles, plan="present"), found.operation_share]  # fmt: skip
    assert {type(value) for value in told} == {float}
    assert {type(value) for value in found.counts.values()} == {int}


def test_importing_costs_no_networkx_and_no_figures():
    code = (
        "import sys\nfrom shopfloor.methods import motion, valuestream\n"
        "print(any(name in sys.modules for name in ('networkx', 'matplotlib', 'scipy', 'simpy')))"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert (run.stdout.strip(), run.stderr) == ("False", "")


def test_a_lift_and_a_comparison_fit_the_width_of_a_page():
    verdicts = [motion.lifting_index(15, 40, 20, 65, coupling="fair")]
    steps = load("motion/process_chart")
    present, draft = (steps[steps["method"] == name] for name in ("present", "draft"))
    verdicts.append(motion.compare_methods(present, draft))
    for one in verdicts:
        assert max(map(len, repr(one).splitlines())) <= 80
