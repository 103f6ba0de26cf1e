"""Scoring, on records whose faults are known because the test made them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopfloor.widgets.operator import write_script
from shopfloor.widgets.stopwatch.record import table
from shopfloor.widgets.stopwatch.scoring import score, summary

WORK = {"seed": 5, "cycles": 12, "pace": 1.0, "speed": 1.0}
SCRIPT = write_script(5, 12)
ENDS = [(segment.label, segment.end) for segment in SCRIPT.segments]
SHORTEST = min(segment.end - segment.start for segment in SCRIPT.segments)


def presses(timed, method="continuous", run=1):
    return [
        {"run": run, "method": method, "element": label, "clock": clock, "remark": "", **WORK}
        for label, clock in timed
    ]


def scored(timed, method="continuous", speed=1.0):
    return score(table(presses(timed, method)), lambda run: (SCRIPT, speed))


@pytest.mark.parametrize("method", ["continuous", "snap-back"])
def test_a_perfect_record_has_no_error(method):
    result = scored(ENDS, method)
    assert result["matched"].all() and result["whole"].all()
    assert result["error_min"].abs().max() == 0
    assert result["late_s"].abs().max() == 0
    assert list(result["true_min"]) == pytest.approx([segment.minutes for segment in SCRIPT.segments])
    said = summary(result)
    assert (
        "49 of 49 elements" in said
        and "0.000 min (0.0 %)" in said
        and "3 of 3 foreign elements found" in said
    )


@given(
    late=st.integers(-(SHORTEST // 2) + 1, SHORTEST // 2 - 1),
    method=st.sampled_from(["continuous", "snap-back"]),
)
@settings(max_examples=30, deadline=None)
def test_a_steady_reaction_is_bias_and_costs_only_the_first_element(late, method):
    result = scored([(label, end + late) for label, end in ENDS], method)
    assert result["matched"].all()
    assert list(result["late_s"]) == pytest.approx([late * 0.06] * len(ENDS))
    assert result["error_min"].iloc[0] == pytest.approx(late / 1000)
    assert result["error_min"].iloc[1:].abs().max() == 0


def test_seconds_late_are_the_observers_own():
    result = scored([(label, end + 10) for label, end in ENDS[:4]], speed=2.0)
    assert list(result["late_s"]) == pytest.approx([0.3] * 4)


@given(st.sets(st.integers(0, len(ENDS) - 2), min_size=1, max_size=10))
@settings(max_examples=40, deadline=None)
def test_every_missed_break_point_is_named_and_spoils_only_the_next(missing):
    result = scored([press for at, press in enumerate(ENDS) if at not in missing])
    missed = result[result["outcome"] == "missed"]
    assert list(missed["element"]) == [ENDS[at][0] for at in sorted(missing)]
    assert missed["observation"].isna().all() and missed["observed_min"].isna().all()
    present = result[result["outcome"] != "missed"]
    assert present["matched"].all()
    spoiled = {at + 1 for at in missing} - missing
    assert (~present["whole"]).sum() == len(spoiled)
    assert present.loc[present["whole"], "error_min"].abs().max() == 0


def test_a_wrong_letter_an_extra_press_and_a_foreign_stretch_taken_for_work():
    foreign = next(at for at, (label, _) in enumerate(ENDS) if label == "F")
    timed = list(ENDS[: foreign + 2])
    timed[1] = ("C", timed[1][1])
    timed[foreign] = ("A", timed[foreign][1])
    timed.insert(1, ("A", timed[0][1] + 12))
    result = scored(timed)
    assert list(result["outcome"]).count("wrong letter") == 2
    extra = result[result["outcome"] == "extra"]
    assert list(extra["observation"]) == [2] and extra["error_min"].isna().all()
    assert not result.loc[result["observation"] == 3, "whole"].any(), "its time began at the extra press"
    said = summary(result)
    assert "2 readings with a wrong letter" in said
    assert "1 reading where no element ended" in said
    assert "0 of 1 foreign element found" in said


def test_the_rare_element_called_foreign_is_named():
    said = summary(scored([("F" if label == "E" else label, end) for label, end in ENDS]))
    assert "element E was called foreign" in said


def test_of_two_presses_at_one_break_point_the_right_letter_counts():
    label, end = ENDS[0]
    result = scored([("D", end), (label, end + 20)])
    assert list(result["outcome"]) == ["extra", "matched"]


def test_break_points_after_the_last_reading_are_not_asked_for():
    assert len(scored(ENDS[:6])) == 6


def test_runs_are_scored_each_with_its_own_script():
    other = write_script(9, 3)
    first = presses(ENDS[:4])
    second = presses([(s.label, s.end) for s in other.segments[:4]], run=2)
    result = score(table(first + second), lambda run: (SCRIPT if run == 1 else other, 1.0))
    assert result["matched"].all() and result["error_min"].abs().max() == 0
    assert list(result["run"]) == [1] * 4 + [2] * 4


def test_nothing_timed_is_said_in_words():
    assert summary(scored([])) == "Nothing has been timed yet."
