"""The script is the truth that records are scored against: it must be sensible for every seed."""

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopfloor.widgets.operator import HOSE_CLAMP, write_script

seeds = st.integers(0, 10**9)
NORMAL = {element.label: element.minutes for element in HOSE_CLAMP.elements}


@given(seed=seeds, cycles=st.integers(1, 60), pace=st.floats(0.5, 2))
@settings(max_examples=60, deadline=None)
def test_every_script_is_whole(seed, cycles, pace):
    script = write_script(seed, cycles, pace)
    assert [s.start for s in script.segments[1:]] == [s.end for s in script.segments[:-1]], (
        "no gap, no overlap"
    )
    assert script.segments[0].start == 0
    regular = [s.label for s in script.segments if s.label != "F"]
    expected = [
        label for cycle in range(1, cycles + 1) for label in "ABCD" + ("E" if cycle % 10 == 0 else "")
    ]
    assert regular == expected
    foreign = [s for s in script.segments if s.label == "F"]
    assert len(foreign) == (cycles + 1) // 4
    assert len({s.cycle for s in foreign}) == len(foreign) and all(s.cycle > 1 for s in foreign)
    for before, after in zip(script.segments, script.segments[1:], strict=False):
        if before.label == "F":
            interruption = next(one for one in HOSE_CLAMP.interruptions if one.scene == before.scene)
            assert after.label in interruption.before, "a screw is dropped before a screw is needed"
            assert interruption.shortest - 0.001 <= before.minutes <= interruption.longest + 0.001


def test_the_script_of_a_seed_never_changes():
    # Saved records are scored against a script written anew: every Python and platform must agree.
    assert [segment.end for segment in write_script(5, 2).segments] == [
        111,
        191,
        323,
        395,
        488,
        575,
        685,
        758,
    ]


def test_times_average_the_normal_time_over_the_pace_and_lean_to_the_right():
    script = write_script(7, 500, 1.25)
    for label, average in script.average_times().items():
        assert average == pytest.approx(NORMAL[label] / 1.25, rel=0.04)
    times = [s.minutes for s in script.segments if s.label == "B"]
    mean, deviation = statistics.mean(times), statistics.stdev(times)
    assert sum((x - mean) ** 3 for x in times) / len(times) / deviation**3 > 0.7
    assert max(times) - mean > mean - min(times)


def test_foreign_stretches_do_not_depend_on_the_pace():
    slow, fast = write_script(5, 12, 0.8), write_script(5, 12, 1.3)
    lengths = [[s.minutes for s in script.segments if s.label == "F"] for script in (slow, fast)]
    assert lengths[0] == lengths[1] and len(lengths[0]) == 3
    assert {s.scene for s in slow.segments if s.label == "F"} == {"screw", "question", "water"}


def test_the_shares_of_every_element_make_one():
    scenes = write_script(5, 12).for_browser()["scenes"]
    assert set(scenes) == {"A", "B", "C", "D", "E", "screw", "question", "water"}
    for motions in scenes.values():
        assert sum(motion["share"] for motion in motions) == pytest.approx(1)
        assert all(motion["left"] and motion["right"] for motion in motions)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"pace": 110}, "did you mean 1.10"),
        ({"pace": 0}, "pace must be from 0.5 to 2"),
        ({"pace": "fast"}, "pace must be from 0.5 to 2"),
        ({"cycles": 0}, "cycles must be a whole number"),
        ({"cycles": 2.5}, "cycles must be a whole number"),
        ({"seed": "x"}, "seed must be a whole number"),
    ],
)
def test_impossible_settings_are_refused_in_words(arguments, words):
    with pytest.raises(ValueError, match=words):
        write_script(**arguments)
