"""Every number that lesson 14 writes in its prose is what its data give: worked out here with the standard library."""

import csv
import re
from math import ceil, sqrt
from pathlib import Path
from statistics import NormalDist, mean

import nbformat
import pytest

from shopfloor.teaching import check
from shopfloor.teaching.exercises import of_lesson

ROOT = Path(__file__).parents[2]
PIECES = [f"x{place}_mm" for place in range(1, 6)]
# Factors for subgroups of five: Montgomery, Introduction to Statistical Quality Control, appendix VI.
A2, D4, D2 = 0.577, 2.114, 2.326


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(ROOT / "notebooks" / "14_quality_at_the_source.ipynb", as_version=4)


@pytest.fixture(scope="module")
def cells(notebook):
    return {cell.id.removeprefix("l14-"): cell.source for cell in notebook.cells}


@pytest.fixture(scope="module")
def guides(notebook):
    return {
        cell.id.removeprefix("l14-"): cell.metadata.get("shopfloor", {}).get("guide", "")
        for cell in notebook.cells
    }


def table(name):
    with open(ROOT / "datasets" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def subgroups(characteristic):
    """{number of the subgroup: its five values}, in micrometers, whole numbers."""
    return {
        int(row["subgroup"]): [round(float(row[piece]) * 1000) for piece in PIECES]
        for row in table("quality/samples")
        if row["characteristic"] == characteristic
    }


def width(five):
    return max(five) - min(five)


@pytest.fixture(scope="module")
def bore():
    return subgroups("bore")


@pytest.fixture(scope="module")
def quiet(bore):
    """(mean of the averages, mean range) of the first 25 subgroups, in mm."""
    first = [bore[number] for number in range(1, 26)]
    return mean(map(mean, first)) / 1000, mean(map(width, first)) / 1000


def limits(name):
    [row] = [row for row in table("quality/characteristics") if row["characteristic"] == name]
    return [float(row[key]) if row[key] else None for key in ("lsl_mm", "target_mm", "usl_mm")]


def said(id, value):
    return str(check(f"14.{id}", value))


def is_right(id, value):
    return said(id, value).startswith(("Right", "✓"))


def test_the_bores_and_their_drawing(cells, bore):
    low, target, high = limits("bore")
    assert f"asks for {target:.3f} mm and allows {low:.3f} to {high:.3f}" in cells["predict"]
    pieces = [piece / 1000 for five in bore.values() for piece in five]
    assert f"All {len(pieces)} bores" in cells["predict-ask"] and len(bore) == 40
    assert "40 times" in cells["predict"] and "five bores in a row" in cells["predict"]
    assert all(low <= piece <= high for piece in pieces)


def test_the_worked_example_is_the_first_subgroup(cells, bore):
    written = [round(float(number) * 1000) for number in re.findall(r"\d+\.\d+", cells["average"])]
    assert written == bore[1] and cells["average"].endswith("/ 5")
    assert cells["range"] == f"round({max(bore[1]) / 1000:.3f} - {min(bore[1]) / 1000:.3f}, 3)"


def test_the_limits_by_hand(cells, quiet):
    center, spread = quiet
    assert f"averages is {center:.4f} mm, their mean range {spread:.5f} mm" in cells["worked-all"]
    assert cells["upper"] == f"round({center:.4f} + {A2} * {spread:.5f}, 4)"
    assert f"A2 = {A2}" in cells["worked-all"] and f"D4 = {D4}" in cells["e1-text"]
    assert is_right(1, [round(center - A2 * spread, 4), round(D4 * spread, 4)])
    assert not is_right(1, [round(center - A2 * spread, 3), round(center + D4 * spread, 3)])


def test_the_chart_by_hand_and_by_the_library(bore, quiet):
    """The central result, without the library: the limits, and the first subgroup beyond them."""
    from shopfloor.data import load
    from shopfloor.methods.quality import xbar_r

    center, spread = quiet
    beyond = [n for n, five in bore.items() if abs(mean(five) / 1000 - center) > A2 * spread]
    assert beyond == [28, 29, 30, 31, 32, 34, 35, 37]
    assert all(width(five) / 1000 < D4 * spread for five in bore.values())
    samples = load("quality/samples")
    averages, ranges = xbar_r(samples[samples["characteristic"] == "bore"], base=25)
    assert averages.out_of_control == beyond and ranges.out_of_control == []
    assert averages.ucl == pytest.approx(center + A2 * spread, abs=1e-5)
    assert is_right(2, beyond[0])


def test_the_words_of_exercise_2_and_3_fit_the_bores(cells, bore, quiet):
    center, spread = quiet
    assert (
        min(range(1, 26), key=lambda n: mean(bore[n])) == 24 and f"{mean(bore[24]) / 1000:.4f}" == "24.9916"
    )
    assert max(bore, key=lambda n: mean(bore[n])) == 32
    assert "24.9916 mm" in said(2, 24) and "highest of all" in said(2, 32)
    low, _, high = limits("bore")
    assert all(low < mean(five) / 1000 < high for five in bore.values())
    assert "all 40 averages lie inside" in cells["e3-wrong"]
    since = mean(mean(bore[n]) for n in range(28, 41)) / 1000
    assert 0.0095 < since - center < 0.0115 and "a hundredth of a millimeter" in cells["e3-text"]


def test_what_a_rule_costs_and_finds(cells):
    """A point beyond three standard deviations: by the bell alone; the four rules: Champ and Woodall 1987."""
    tail = NormalDist()
    alone = 1 / (2 * tail.cdf(-3))
    moved = 1 / (tail.cdf(-4) + tail.cdf(-2))
    assert round(alone) == 370 and round(moved, 1) == 43.9
    # Champ and Woodall, Technometrics 29 (1987), table 1: 91.75 and, for a shift of one, 9.22.
    four, four_moved = 91.75, 9.22
    assert f"every {round(four / 32)} days, not every {round(alone / 32)}" in cells["price-said"]
    assert is_right(6, round((moved - four_moved) / 2, 1))
    assert "half hour" in cells["e6-text"]


def test_the_games_are_those_that_the_lesson_and_its_answers_know(cells):
    from shopfloor.teaching.exercises.lesson_14 import GAMES, games

    assert "seed=14" in cells["live"] and "**six games**" in cells["turn-play"] and GAMES == 6
    record = games(*[None] * 6).record
    assert set(record["cause"]) == {"drift", "shift", "spread", "none"}
    false = [
        game
        for game, began, signal in zip(record["game"], record["began"], record["chart_signal"], strict=True)
        if signal is not record["chart_signal"].dtype.na_value
        and (began is record["began"].dtype.na_value or signal < began)
    ]
    assert false == [1, 4, 5], "games 1 and 4 before the cause, 5 without one: the solution says so"
    assert (record["cause"] != "none").sum() == 4


def test_capability_by_hand(cells, bore, quiet):
    center, spread = quiet
    low, _, high = limits("bore")
    sigma = spread / D2
    assert cells["sigma"] == f"round({spread:.5f} / {D2}, 5)"
    assert cells["cp"] == f"round(({high:.3f} - {low:.3f}) / (6 * {sigma:.5f}), 2)"
    assert cells["cpk"] == f"round(({high:.3f} - {center:.4f}) / (3 * {sigma:.5f}), 2)"
    assert high - center < center - low, "the upper limit is the nearer one"
    after = [bore[number] for number in range(28, 41)]
    now, its = mean(map(mean, after)) / 1000, mean(map(width, after)) / 1000 / D2
    assert f"the mean is {now:.4f} mm, the standard deviation {its:.5f} mm" in cells["e7-text"]
    assert is_right(7, round((high - now) / (3 * its), 2))
    assert round((high - center) / (3 * sigma), 2) == 1.33 and (high - now) / (3 * its) < 1
    assert "the spread no larger" in cells["wrong"] and its < sigma


def test_the_skewed_faces(cells):
    faces = subgroups("flatness")
    _, _, high = limits("flatness")
    pieces = [piece / 1000 for five in faces.values() for piece in five]
    sigma = mean(map(width, faces.values())) / 1000 / D2
    cpk = (high - mean(pieces)) / (3 * sigma)
    promised = NormalDist().cdf(-3 * cpk)
    outside = sum(piece > high for piece in pieces)
    assert f"this Cpk, {cpk:.2f}, has {100 * promised:.1f} % outside" in cells["e8-text"]
    assert (
        f"of the {len(pieces)} faces" in cells["e8-text"]
        and f"({outside} *are* outside.)" in cells["e8-text"]
    )
    assert f"None, {high:.3f}" in cells["flat"] and f"{high:.3f} mm allowed" in cells["assumes"]
    assert is_right(8, round(round(promised, 3) * len(pieces), 1))
    assert 5.5 < outside / (promised * len(pieces)) < 6.1 and "nearly six times" in said(8, 1.4)
    center, spread = mean(map(mean, faces.values())), mean(map(width, faces.values()))
    assert all(
        abs(mean(five) - center) < A2 * spread and width(five) < D4 * spread for five in faces.values()
    )


def test_the_fixture(cells, guides):
    rows = table("quality/defects")
    clips = {True: 0, False: 0}
    for row in rows:
        if row["defect"] == "clip missing":
            clips[int(row["day"]) >= 51] += int(row["count"])
    assert clips[True] == 0 < clips[False]
    assert "Not one clip" in cells["e9-text"]
    assert '["day"] < 51' in cells["kinds"] and '["day"] >= 51' in cells["kinds-after"]
    [day33] = [int(r["count"]) for r in rows if r["defect"] == "clip missing" and r["day"] == "33"]
    assert f"Clip missing, {day33} of them" in guides["further"]


def parts(before, after):
    z, power = NormalDist().inv_cdf(0.975), NormalDist().inv_cdf(0.8)
    middle = (before + after) / 2
    root = z * sqrt(2 * middle * (1 - middle)) + power * sqrt(before * (1 - before) + after * (1 - after))
    return ceil((root / (before - after)) ** 2)


def test_how_many_parts_it_takes(cells, guides):
    [case] = [row for row in table("careers/case_studies") if row["measure"] == "defects"]
    assert (case["direction"], float(case["change_pct"])) == ("down", 20)
    assert "20 % fewer defects, and no count" in cells["claim-text"]
    before, after = 0.04, 0.04 * 0.8
    assert (
        cells["thumb"]
        == f"16 * {(before + after) / 2:.3f} * (1 - {(before + after) / 2:.3f}) / {before - after:.3f} ** 2"
    )
    assert cells["parts"] == f"parts_to_see({before:.2f}, {after:.3f})"
    assert 15.5 < 2 * (NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)) ** 2 < 16
    needed = parts(before, after)
    assert ceil(needed / 300) == 29 and "29 days, and 29 more" in cells["e10-text"]
    assert round(needed, -2) == 8500 and "about 8,500 parts before" in guides["decide"]
    assert is_right(10, parts(0.01, 0.008))
    assert 4 < parts(0.01, 0.008) / needed < 4.2 and "Four times as many" in said(10, parts(0.01, 0.008))


def test_the_further_part(cells, guides):
    days = table("quality/inspection")
    found, seen = (sum(int(day[key]) for day in days) for key in ("defects", "inspected"))
    assert f"{found} defects in {seen} housings" in cells["dpmo-name"]
    kinds = {row["defect"] for row in table("quality/defects")}
    assert f"{len(kinds)} opportunities" in cells["dpmo-name"]
    assert is_right(11, round(found / (seen * len(kinds)) * 1e6))
    share = sum(int(day["defectives"]) for day in days) / seen
    out = [
        int(day["day"])
        for day in days
        if abs(int(day["defectives"]) / (n := int(day["inspected"])) - share)
        > 3 * sqrt(share * (1 - share) / n)
    ]
    assert f"Four days in a row, {out[0]} to {out[-1]}" in cells["p-text"] and out == [33, 34, 35, 36]
    readings = {}
    for row in table("quality/gauge_rr"):
        readings.setdefault(row["inspector"], []).append(float(row["diameter_mm"]))
    means = {inspector: mean(values) for inspector, values in readings.items()}
    assert max(means, key=means.get) == "B"
    first, second, _ = sorted(means.values(), reverse=True)
    assert f"by {first - second:.3f} mm" in cells["dpmo-text"]
    assert 0.90 < 0.95 * 0.98 * 0.97 < 0.91 and "nearly one piece in ten" in cells["dpmo-name"]
    assert round(NormalDist().inv_cdf(1 - 3.4e-6), 1) == 4.5 and "1.5 added" in cells["sigma-said"]
    assert is_right(12, 4.0 - 1.5)


def test_the_share_of_the_gauge():
    from shopfloor.data import load
    from shopfloor.methods.quality import gauge_rr

    assert "21.0 % of the study variation" in repr(gauge_rr(load("quality/gauge_rr"), tolerance=0.2))


def test_the_beans_of_the_activity(guides):
    assert (
        "0 and 9 (4 plus or minus 3 times the square root of 20 x 0.2 x 0.8, which is 1.8" in guides["title"]
    )
    assert round(sqrt(20 * 0.2 * 0.8), 1) == 1.8 and 4 - 3 * 1.8 < 0 and 9 < 4 + 3 * 1.8 < 10


# What students really type: the right answer in other clothes, and slips that must be named.
@pytest.mark.parametrize(
    ("id", "value", "words"),
    [
        (1, [25.0102, 0.037], "upper limit of the averages"),
        (1, [24.97, 0.037], "what the drawing allows"),
        (1, [24.99, 25.037], "nothing is added"),
        (1, [24.99, 0.0101], "You took A2"),
        (1, [24.99, ...], "still missing"),
        (2, 27, "last one inside"),
        (2, 8, "how many lie beyond"),
        (2, "28", "quotes"),
        (6, 34.7, "two make an hour"),
        (6, 21.95, "limits alone take"),
        (7, 2.01, "where there is room"),
        (7, 1.48, "is Cp, which"),
        (7, 0.86, "quiet time"),
        (8, 140, "0.007, not 0.7"),
        (8, 8, "how many are outside"),
        (10, 8511, "4 in 100"),
        (10, 35676, "rule of thumb"),
        (11, 53077, "per million housings"),
        (1, [25.0001 - 0.577 * 0.03, 2.114 * 0.03], "range of the first subgroup"),
        (1, [25.0001 - 0.01748, 0.037], "whole mean range"),
        (1, [24.99, 2.114 + 0.01748], "You added"),
        (1, [24.99, 0.04], "four decimals"),
        (1, [24.99, 37], "write it in mm"),
        (2, 35, "not the first"),
        (2, 32, "highest of all"),
        (2, 25.0102, "upper limit, in mm"),
        (6, 43.9, "points of the limits alone"),
        (6, 9.2, "points of the four rules"),
        (6, 43.9 - 9.2 / 2, "second number was halved"),
        (6, 43.9 / 2 - 9.2, "first number was halved"),
        (6, 139, "between false alarms"),
        (7, 25.030 - 25.0107 / (3 * 0.00675), "brackets around"),
        (8, 0, "more than one face"),
        (8, 0.007, "as a fraction"),
        (8, 1.64, "took Cpk"),
        (10, parts(0.01, 0.8), "0.8 times 0.01"),
        (10, parts(0.01, 0.2), "0.8 times 0.01"),
        (10, parts(0.01, 0.032), "of the first plant"),
        (10, 35000, "rounded"),
        (11, 1237 / 23306, "for each housing"),
        (11, 1237 / 23306 / 5, "share of all opportunities"),
        (11, 1.06, "percent of all opportunities"),
        (11, 1237, "defects themselves"),
        (12, 5.5, "once more"),
        (12, 4.465, "a level already"),
    ],
)
def test_a_slip_is_named(id, value, words):
    assert words in said(id, value), said(id, value)


@pytest.mark.parametrize(
    ("id", "letters"), [("r1", "b"), ("r2", "b"), ("r3", "c"), (3, "b"), (9, "c"), ("x1", "b")]
)
def test_the_letter_is_the_one_that_the_lesson_teaches(id, letters):
    assert [letter for letter in "abcd" if is_right(id, letter)] == [letters]


def test_too_many_false_alarms_are_named_before_the_causes_that_were_caught():
    from shopfloor.teaching.exercises.lesson_14 import games

    assert "4 false alarms. You stop too soon" in said(4, games("early", 0, "early", 0, "early", "early"))
    assert "1 caught, 3 missed" in said(4, games(5, None, None, None, None, None))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ([1, 4, 5], "not which ones"),
        ("1, 4, 5", "not which ones"),
        (92, "only 6 games"),
        (4, "how many games had a cause"),
        (5, "marked any point"),
    ],
)
def test_a_wrong_count_of_early_marks_is_named(count, words):
    from shopfloor.teaching.exercises.lesson_14 import WELL, games

    assert words in said(5, [games(*WELL), count])


def test_every_exercise_is_counted():
    assert len(of_lesson("14")) == 17


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["next"] and "form of an answer only" in cells["next"]
