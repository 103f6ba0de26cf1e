"""One operator and several machines: the figures behind the standardised-work combination table."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopfloor.data import load
from shopfloor.methods import balancing


def cell(manual=(7, 9), auto=(48, 61), walk=(2, 3), **more):
    return pd.DataFrame({"manual_s": manual, "auto_s": auto, "walk_s": walk, **more})


def test_the_course_s_cell():
    # The operator keeps up with takt (63 s), mill M1 needs 9 + 61 = 70 s, so takt is missed by 2.1 s.
    found = balancing.work_combination(load("line/cell_steps"), 67.9)
    assert (found.loop, found.manual, found.walking) == (63, 45, 18)
    assert (found.slowest, found.machines["mill M1"], found.cycle_time) == ("mill M1", 70, 70)
    assert (found.takt, found.spare, found.unit) == (67.9, -2.1, "s")
    assert found.machines.to_dict() == {
        "lathe L1": 55, "lathe L2": 46, "mill M1": 70, "tapper T1": 28, "washer W1": 45,
    }  # fmt: skip
    assert repr(found) == (
        "a piece every 70 s\n"
        "  operator: 63 s a round (45 s by hand, 18 s walking)\n"
        "  slowest machine: mill M1, 70 s for a piece\n"
        "  takt 67.9 s: 2.1 s missing"
    )


def test_the_round_step_by_step():
    found = balancing.work_combination(cell(machine=["lathe", "mill"], work=["turn", "drill"])).steps
    assert found.to_dict("list") == {
        "step": ["1", "2"], "machine": ["lathe", "mill"], "work": ["turn", "drill"], "start": [0, 9],
        "manual_end": [7, 18], "auto_end": [55, 79], "walk_end": [9, 21],
    }  # fmt: skip


def test_the_operator_may_be_the_slower_one():
    found = balancing.work_combination(cell(auto=(5, 0)), takt=30)
    assert (found.cycle_time, found.slowest, found.spare) == (21, "step 1", 9)
    assert "takt 30 s: 9 s to spare" in repr(found)


def test_without_machines_and_without_takt():
    found = balancing.work_combination(cell(auto=(0, 0)))
    assert (found.slowest, found.takt, found.spare, found.cycle_time) == (None, None, None, 21)
    assert found.machines.empty and "machine" not in repr(found) and "takt" not in repr(found)


def test_a_machine_at_two_steps_needs_all_its_times():
    found = balancing.work_combination(cell(machine=["mill", "mill"]))
    assert found.machines.to_dict() == {"mill": 125}
    # By hand only at its second step: that is its time as well.
    found = balancing.work_combination(cell(auto=(48, 0), machine=["mill", "mill"]))
    assert found.machines.to_dict() == {"mill": 64}


def test_a_cell_that_is_exactly_as_fast_as_takt_spares_nothing():
    found = balancing.work_combination(cell((0.1,), (0.2,), (0.0,)), takt=0.1 + 0.2)
    assert (found.spare, found.cycle_time) == (0, 0.3)
    thirds = balancing.work_combination(cell([2 / 3] * 3, [0] * 3, [0] * 3), takt=2)
    assert thirds.spare == 0 and "0 s to spare" in repr(thirds)


@pytest.mark.parametrize("unit", ["", "_s", "_min", "_h"])
def test_units_come_from_the_columns(unit):
    table = pd.DataFrame({f"manual{unit}": [1], f"auto{unit}": [2], f"walk{unit}": [3]})
    assert balancing.work_combination(table).unit == unit.lstrip("_")
    assert balancing.work_combination(table).machines.to_dict() == {"step 1": 3}


@given(
    st.lists(st.tuples(*[st.integers(0, 90)] * 3), min_size=1, max_size=6).filter(
        lambda rows: any(manual or walk for manual, _, walk in rows)
    )
)
def test_a_piece_takes_as_long_as_the_slower_of_operator_and_machines(rows):
    manual, auto, walk = zip(*rows, strict=True)
    found = balancing.work_combination(cell(manual, auto, walk), takt=60)
    assert found.loop == sum(manual) + sum(walk) == found.steps["walk_end"].iloc[-1]
    slowest = max((by_hand + alone for by_hand, alone, _ in rows if alone), default=0)
    assert found.cycle_time == max(found.loop, slowest)
    assert found.spare == 60 - found.cycle_time


def test_the_readers_table_is_not_changed():
    table = cell()
    before = table.copy(deep=True)
    balancing.work_combination(table, 60)
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("steps", "takt", "words"),
    [
        ([1, 2], None, "The steps are a table with the columns manual, auto and walk; list was given"),
        (cell().drop(columns="walk_s"), None, "There is no column walk or walk_s in this table: it has"),
        (
            cell().rename(columns={"walk_s": "walk_min"}),
            None,
            "different units .manual_s, auto_s and walk_min.",
        ),
        (cell().head(0), None, "There are no steps: the table is empty"),
        (cell(manual=(-1, 2)), None, "Manual time in row 0 is -1: a manual time cannot be negative"),
        (cell(auto=(float("nan"), 2)), None, "Auto time in row 0 is empty"),
        (cell(walk=("2", 2)), None, "Walk time in row 0 is text"),
        (cell((0, 0), (5, 5), (0, 0)), None, "round takes no time at all"),
        (cell(), 0, "The takt time must be more than 0"),
        (cell(), "60", "The takt time is text"),
        (cell(), True, "The takt time is True"),
    ],
)
def test_what_is_impossible_is_said(steps, takt, words):
    with pytest.raises(ValueError, match=words):
        balancing.work_combination(steps, takt)
