"""Slips that students make in lesson 05 are met with words of their own, and follow the student's own record."""

import pytest

from shopfloor.methods.timestudy import cycles_needed
from shopfloor.teaching import check

MINE = [8.4, 7.9, 8.8, 8.1, 8.6, 8.2]
RUNNING = [8.4, 16.3, 25.1, 33.2, 41.8, 50.0]
RESTLESS = [8, 12, 9, 14, 8, 10]
DOTS = [...] * 6


@pytest.mark.parametrize(
    ("exercise", "given", "words"),
    [
        ("05.2", 2.27, "from decimals to seconds"),
        ("05.2", 1.65, "A minute has 60 seconds"),
        ("05.3", [3.23, 0.17], "a time, not a reading"),
        ("05.3", [0.17, 0.32], "already subtracted"),
        ("05.3", [1.61, 1.48], "element C of carton 2"),
        ("05.3", [4.13, 4.03], "element C of carton 4"),
        ("05.3", [12, 11], "whole numbers"),
        ("05.4", 14, "14 is the cycle"),
        ("05.4", 13.62, "the wrong reading itself"),
        ("05.5", [3, 8], "numbers of the example"),
        ("05.5", [3, 8, 17], "You gave the cycles"),
        ("05.5", [10, 70], "roll of tape"),
        ("05.6", 0.2899, "no brackets around the sum"),
        ("05.6", 0.896, "There were four trips"),
        ("05.8", [[8.4, *DOTS[:5]], ...], "1 of 6 laps"),
        ("05.8", [MINE, ...], "The total is missing"),
        ("05.8", [MINE, 58], "8.0 s are on nobody's account"),
        ("05.8", [MINE, 45], "more than the 45.0 s"),
        ("05.8", [MINE, 0.83], "looks like minutes"),
        ("05.8", [[12.1, 11.8, 12.4, 12.2, 11.9, 12.3], 1.13], "a phone's 1:13"),
        ("05.8", [RUNNING, 50], "readings of the total"),
        ("05.8", [MINE[:5], 41.8], "You gave 5 laps"),
        ("05.8", [[8, 4, 7, 9, 8, 8, 8, 1, 8, 6, 8, 2], 50], "a point, not a comma"),
        ("05.8", [["0:08"] * 6, "0:50"], "without quotes or a colon"),
        ("05.8", [[0.14, 0.13, 0.15, 0.14, 0.14, 0.14], 0.84], "look like minutes"),
        ("05.8", [[8.0] * 6, 48], "no hand is that even"),
        ("05.9", [DOTS, 0.14], "first exercise 8"),
        ("05.9", [RUNNING[:4], 0.14], "first exercise 8"),
        ("05.9", [MINE, 50 / 60], "all 6 cycles together"),
        ("05.9", [MINE, 0.0833], "You divided by 100"),
        ("05.9", [MINE, 8.33], "looks like seconds"),
        ("05.10", 26, "a quarter is left"),
        ("05.10", 12, "Always round up"),
        ("05.11", [RESTLESS, 6], "how many you timed"),
        ("05.11", [RESTLESS, cycles_needed(RESTLESS, precision=0.10)], "the number for \u00b110 %"),
        ("05.11", [RESTLESS, cycles_needed(RESTLESS) - 6], "still to be timed"),
        ("05.11", [DOTS, 5], "first exercise 8"),
    ],
)
def test_a_slip_is_named(exercise, given, words):
    said = str(check(exercise, given))
    assert words in said
    assert "Right" not in said


@pytest.mark.parametrize("laps", [MINE, RESTLESS, [68.4, 66.0, 70.2, 69.1, 67.5, 68.8]])
def test_each_students_own_laps_are_followed(laps):
    assert "accounted for" in str(check("05.8", [laps, sum(laps)]))
    assert "Right" in str(check("05.9", [laps, round(sum(laps) / 6 / 60, 3)]))
    assert "Right" in str(check("05.11", [laps, cycles_needed(laps)]))


def test_laps_that_grow_slower_are_laps_all_the_same():
    slower = sorted(MINE)
    assert "Right" in str(check("05.8", [slower, sum(slower)]))


def test_a_lap_that_stands_out_is_kept_and_asked_about():
    said = str(check("05.8", [[8.4, 7.9, 19, 8.1, 8.6, 8.2], 60.2]))
    assert "Right" in said and "The lap of 19 s stands out" in said


@pytest.mark.parametrize(
    ("exercise", "given"), [("05.8", [DOTS, ...]), ("05.9", [DOTS, ...]), ("05.11", [MINE, ...])]
)
def test_dots_are_not_tried(exercise, given):
    assert "Not tried yet" in str(check(exercise, given))
