"""Every number that lesson 13 writes in its prose is what its data give: worked out here with the standard library."""

import csv
import re
from datetime import date
from math import sqrt
from pathlib import Path
from statistics import mean, median, stdev

import nbformat
import pytest

from shopfloor.teaching.exercises import of_lesson

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "13_oee_and_changeovers.ipynb"


@pytest.fixture(scope="module")
def cells():
    return {cell.id.removeprefix("l13-"): cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells}


@pytest.fixture(scope="module")
def guides():
    read = nbformat.read(NOTEBOOK, as_version=4).cells
    return {
        cell.id.removeprefix("l13-"): cell.metadata.get("shopfloor", {}).get("guide", "") for cell in read
    }


def table(name):
    with open(ROOT / "datasets" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def once(name):
    """Each row once, in its order."""
    return [dict(row) for row in dict.fromkeys(tuple(row.items()) for row in table(name))]


def of(machine, rows):
    return [row for row in rows if row["machine"] == machine]


@pytest.fixture(scope="module")
def shifts():
    return of("IM-07", once("oee/shifts"))


def stops_of(machine):
    meant = {
        row["written"].strip().lower(): (row["reason"], row["loss"]) for row in table("oee/stop_reasons")
    }
    rows = []
    for row in of(machine, once("oee/stops")):
        reason, loss = meant.get(row["reason"].strip().lower(), ("not given", ""))
        rows.append(
            row | {"written": row["reason"], "reason": reason, "loss": loss, "minutes": int(row["minutes"])}
        )
    return rows


@pytest.fixture(scope="module")
def stops():
    return stops_of("IM-07")


def by(rows, column):
    sums = {}
    for row in rows:
        sums[row[column]] = sums.get(row[column], 0) + row["minutes"]
    return dict(sorted(sums.items(), key=lambda one: -one[1]))


@pytest.fixture(scope="module")
def quarter(shifts, stops):
    """The losses of the quarter in minutes, without the shifts whose good pieces nobody counted."""
    counted = [row for row in shifts if row["good"]]
    keys = {(row["date"], row["shift"]) for row in counted}
    lost = by([row for row in stops if (row["date"], row["shift"]) in keys], "loss")
    planned = sum(int(row["planned_min"]) for row in counted)
    total, good = (sum(int(row[name]) for row in counted) for name in ("total", "good"))
    start_up = sum(int(row["start_up_rejects"]) for row in counted)
    running = planned - sum(lost.values())
    return {
        "planned": planned, "running": running, "total": total, "good": good, "start_up": start_up * 0.4,
        "defects": (total - good - start_up) * 0.4, "speed": running - total * 0.4, **lost,
    }  # fmt: skip


def weekly(machine):
    start = date(2026, 1, 5)
    weeks = [0] * 13
    for row in stops_of(machine):
        if row["loss"] == "breakdowns":
            weeks[(date.fromisoformat(row["date"]) - start).days // 7] += row["minutes"]
    return weeks


def test_the_first_monday(cells, shifts, stops):
    a, b, _ = shifts[:3]
    assert (a["date"], a["shift"], b["shift"]) == ("2026-01-05", "A", "B")
    stood = {
        name: sum(row["minutes"] for row in stops if row["date"] == a["date"] and row["shift"] == name)
        for name in "ABC"
    }
    assert stood == {"A": 10, "B": 78, "C": 20}
    assert f"planned for {a['planned_min']} min and stood for {stood['A']}" in cells["worked-a"]
    assert cells["worked-a-sum"] == f"round(({a['planned_min']} - {stood['A']}) / {a['planned_min']}, 4)"
    assert (
        f"its {a['total']} pieces need at {float(a['ideal_cycle_s']):g} s each, in minutes, divided by the 440 min"
        in cells["worked-p"]
    )
    assert cells["worked-p-sum"] == f"round(({a['total']} * 24 / 60) / {450 - 10}, 4)"
    assert cells["worked-q-sum"] == f"round({a['good']} / {a['total']}, 4)"
    assert cells["worked-call"] == f"oee(450, 10, 24 / 60, {a['total']}, {a['good']})"
    assert f"Shift B made {b['total']} pieces" in cells["e2-text"]
    assert (
        f"downtime={stood['B']}, ideal_cycle_time=24 / 60, total={b['total']}, good={b['good']}"
        in cells["excel"]
    )


def test_the_short_way_in_the_guide(guides, shifts):
    first = shifts[0]
    assert (
        f"{first['good']} good pieces x 0.4 min / 450 min = {int(first['good']) * 0.4 / 450:.4f}"
        in guides["worked-oee"]
    )


def test_the_log_and_its_spellings(cells, stops):
    twice = len(table("oee/stops")) - len(once("oee/stops"))
    assert f"({['', '', '', '', '', '', 'Six'][twice]} stops were sent twice" in cells["wrong"]
    spellings = {row["written"] for row in stops} - {""}
    assert f"in {len(spellings)} spellings" in cells["raw-text"]
    for one in re.findall(r'"(\w+ leak|HYD LEAK)"', cells["raw-text"]):
        assert one in spellings
    raw = by(stops, "written")
    assert list(raw)[:2] == ["Changeover", "Heater band"] and "heater bands come second?" in cells["raw-text"]
    assert list(raw).index("Hydraulic leak") == 6 and cells["raw"].endswith(".head(7)")
    named = by(stops, "reason")
    assert list(named)[:3] == ["changeover", "hydraulic leak", "heater band"]
    assert (named["hydraulic leak"], raw["Hydraulic leak"]) == (1335, 422)  # as the exercise's hint says
    assert "The largest single reason was the **changeover**" in cells["smed"]


def test_the_quarters_oee(cells, guides, quarter):
    found = quarter["good"] * 0.4 / quarter["planned"]
    assert "Three quarters." in cells["quarter-try"] and abs(found - 0.75) < 0.005
    assert (
        f"a quarter of {quarter['planned']:,} minutes, {quarter['planned'] * (1 - found) / 60:.0f} hours"
        in guides["quarter"]
    )


def test_the_losses(quarter, guides):
    from shopfloor.teaching.exercises.lesson_13 import COUNTED_PLANNED_MIN

    assert quarter["planned"] == COUNTED_PLANNED_MIN
    assert quarter["speed"] > 2 * quarter["breakdowns"] > 2 * quarter["setup and adjustment"]
    said = of_lesson("13")["13.4"].test
    words = " ".join(mistake.words for mistake in said.mistakes)
    assert f"Breakdowns are {quarter['breakdowns']:,} min" in words
    assert f"Setup and adjustment is {quarter['setup and adjustment']:,} min, the third" in words
    assert f"Process defects come to {quarter['defects']:.0f} min" in words
    assert (
        "an eighth of the planned time" in said.insight
        and abs(quarter["speed"] / quarter["planned"] - 1 / 8) < 0.006
    )
    assert f"{100 * quarter['speed'] / quarter['planned']:.0f} % of the planned time" in guides["six"]


def test_failures_and_repairs(cells, guides, shifts, stops, quarter):
    broken = [row["minutes"] for row in stops if row["loss"] == "breakdowns"]
    running = sum(int(row["planned_min"]) for row in shifts) - sum(row["minutes"] for row in stops)
    assert f"{len(broken)} breakdowns, {sum(broken):,} min." in cells["mttr-text"]
    assert (
        f"it has {quarter['breakdowns']:,}" in cells["mttr-text"]
        and "leaves three shifts out" in cells["mttr-text"]
    )
    assert len([row for row in shifts if not row["good"]]) == 3
    assert cells["mttr"] == f"mttr({sum(broken)}, {len(broken)})"
    assert f"{running:,} min in this quarter" in cells["e5-text"]
    assert (
        f"the longest of the {len(broken)} took {max(broken)} min, most took less than 25" in guides["mtbf"]
    )
    assert median(broken) < 25
    exercise = of_lesson("13")["13.5"].test
    assert exercise.answer == pytest.approx(running / len(broken) / 60)
    assert "half an hour" in exercise.insight and 28 < sum(broken) / len(broken) < 32
    assert "about once a shift" in exercise.insight and 7.5 < exercise.answer < 9


def test_the_story(cells):
    [story] = [row for row in table("careers/case_studies") if row["case"] == "motor sensors"]
    assert (story["measure"], story["direction"], float(story["change_pct"])) == ("downtime", "down", 30)
    assert "## A promise of 30 %" in cells["promise"] and "vibration" in story["what_was_done"]
    assert "Jobicy" in cells["title"]


def more_pieces(quarter, breakdowns=0.0, speed=0.0):
    """What cutting a loss brings: freed time runs as the rest, and quality keeps its share."""
    quality = quarter["good"] / quarter["total"]
    rate = quarter["total"] * 0.4 / quarter["running"]
    freed = breakdowns * quarter["breakdowns"] * rate + speed * quarter["speed"]
    return freed * quality / 0.4


def test_the_two_cases_of_the_tree(cells, quarter):
    promised = more_pieces(quarter, breakdowns=0.30)
    ten, fifteen = (more_pieces(quarter, speed=cut) for cut in (0.10, 0.15))
    assert ten < promised < fifteen
    solution = of_lesson("13")["13.6"].solution
    assert f"alone bring {promised:,.0f} pieces" in solution
    assert f"by 10 % alone brings {ten:,.0f}, by 15 % {fifteen:,.0f}" in solution
    assert f"about {10 * round(promised / 130)} good pieces" in cells["decide"]
    assert (
        re.search(r"reduced speed cut by 15 %: about 300\.", cells["decide"]) and abs(fifteen / 13 - 300) < 8
    )
    assert "50 cents" in cells["promise-text"]


def test_the_horseshoe_and_the_baseline(cells, guides):
    weeks = weekly("PR-03")
    assert (
        weeks[:2] == [441, 165]
        and f"From 441 to 165: {1 - 165 / 441:.0%}".replace("%", " %") in cells["luck-text"]
    )
    assert "in the week of February 16 it was at 500" in cells["luck-text"]
    assert weeks[(date(2026, 2, 16) - date(2026, 1, 5)).days // 7] == 500
    low = sum(one < 0.7 * mean(weeks) for one in weeks)
    assert low == 3 and "`as_low=3`: three of the thirteen weeks" in cells["luck-read"] and len(weeks) == 13
    # The rule of thumb: 2 (1.96 + 0.84)^2 (s / difference)^2, one more for Student's t.
    thumb = 2 * (1.96 + 0.8416) ** 2 * (stdev(weeks) / (0.3 * mean(weeks))) ** 2
    assert 25 < thumb + 1 < 26.5 and "`weeks=26`" in cells["luck-read"]
    assert of_lesson("13")["13.7"].test.answer == 52
    assert (
        f"30 % is {0.3 * mean(weeks):.0f} min, the weeks' standard deviation {stdev(weeks):.0f}"
        in guides["luck"]
    )
    own = weekly("IM-07")
    thumb = 2 * (1.96 + 0.8416) ** 2 * (stdev(own) / (0.3 * mean(own))) ** 2
    assert 39.5 < thumb + 1 < 41.5 and "41 and 41" in guides["luck"]


def test_the_filmed_changeover(cells):
    steps = table("oee/changeover_steps")
    internal = {
        when: sum(int(row["minutes"]) for row in steps if row["when"] == when and row["kind"] == "internal")
        for when in ("before", "after")
    }
    assert internal == {"before": 82, "after": 21}
    assert f"From 82 to 21, {1 - 21 / 82:.0%}".replace("%", " %") in cells["smed-log"]
    before = {int(row["step"]): row for row in steps if row["when"] == "before"}
    after = {int(row["step"]): row for row in steps if row["when"] == "after"}
    exercise = of_lesson("13")["13.8"].test
    assert all(
        before[one]["kind"] == "internal" and after[one]["kind"] == "external" for one in exercise.answer
    )
    moved = {one for one in after if after[one]["kind"] != before[one]["kind"]}
    assert moved - exercise.answer == {14} and set(before) - set(after) == {13, 19}
    assert f"{sum(int(before[one]['minutes']) for one in exercise.answer)} of 82 minutes" in exercise.insight
    assert before[15]["kind"] == "external"


def test_the_logged_changeovers(cells):
    rows = of("IM-07", table("oee/changeovers"))
    old = [int(row["minutes"]) for row in rows if row["date"] < "2026-02-23"]
    new = [int(row["minutes"]) for row in rows if row["date"] >= "2026-02-23"]
    change = 1 - mean(new) / mean(old)
    assert (
        f"{mean(old):.0f} to {mean(new):.0f} min, {100 * change:.0f} % less: {len(old)} changeovers against {len(new)}"
        in cells["smed-margin"]
    )
    error = sqrt(stdev(old) ** 2 / len(old) + stdev(new) ** 2 / len(new))
    # Student's t for about 50 degrees of freedom.
    least, most = (mean(old) - mean(new) + t * error for t in (-2.01, 2.01))
    assert f"on average {least:.0f} to {most:.0f} min less" in cells["smed-believe"]
    assert max(old) < 82 and "longer than any in the log" in cells["smed-believe"]
    weeks = (date(2026, 4, 6) - date(2026, 2, 23)).days / 7
    assert len(new) / weeks == 6 and "six of them 24 min shorter" in cells["decide"]
    assert round(mean(old) - mean(new)) == 24


def test_what_the_new_changeover_is_worth(cells, quarter):
    rate, quality = quarter["total"] * 0.4 / quarter["running"], quarter["good"] / quarter["total"]
    assert "24 min shorter: about 300." in cells["decide"]
    assert abs(6 * 23.88 * rate * quality / 0.4 - 300) < 8


def test_the_sample_sentences_of_the_guide(guides, quarter):
    assert (
        "log breakdowns for 26 weeks, since three weeks in thirteen are 30 % better by luck"
        in guides["decide"]
    )
    assert "costs more than twice as much as breakdowns" in guides["decide"]
    assert f"brings {more_pieces(quarter, speed=0.15):,.0f} pieces a quarter" in guides["decide"]


def medians(motor):
    """The median level of each day; the recorder wrote dates its own way from February 3 on."""
    days = {}
    for row in table("oee/vibration"):
        if row["Motor"] == motor and row["Velocity RMS [mm/s]"]:
            written = row["Time (local)"].split()[0]
            if "/" in written:
                month, day, year = written.split("/")
                written = f"{year}-{int(month):02d}-{int(day):02d}"
            days.setdefault(written, []).append(float(row["Velocity RMS [mm/s]"]))
    return {day: median(values) for day, values in days.items()}


def test_the_motors(cells):
    names = sorted({row["Motor"] for row in table("oee/vibration")})
    assert "Six motors" in cells["further"] and len(names) == 6
    levels = {name: medians(name) for name in names}
    day = "2026-02-24"
    assert max(names, key=lambda name: levels[name][day]) == "M-206"
    grown = {name: levels[name][day] / median(list(levels[name].values())[:30]) for name in names}
    assert max(grown, key=grown.get) == "M-204" and grown["M-204"] > 1.3
    assert of_lesson("13")["13.9"].test.answer == 204
    above = min(day for day, level in levels["M-204"].items() if level > 4.5)
    assert above == "2026-03-15" and "limit was passed on March 15" in cells["orders-text"]
    assert of_lesson("13")["13.10"].test.answer == (date(2026, 3, 15) - date(2026, 2, 24)).days - 1
    assert levels["M-202"]["2026-03-05"] > 1.25 * levels["M-202"]["2026-03-01"]


def test_the_work_orders(cells):
    rows = table("oee/work_orders")
    noisy, ordered = [row for row in rows if row["Asset"] == "M-204"]
    assert "noisy" in noisy["Problem"] and "bearing ordered" in ordered["Problem"]
    days = (date(2026, 3, 12) - date(2026, 2, 26)).days
    assert noisy["Opened"].startswith("2/26/2026") and ordered["Opened"].startswith("3/12/2026")
    assert cells["orders-text"].startswith({14: "Fourteen"}[days] + " days passed")
    [replaced] = [row for row in rows if row["Asset"] == "M204"]
    assert replaced["Opened"].startswith("3/25/2026") and "Motor replaced" in replaced["Problem"]
    assert "replaced on March 25" in cells["orders-text"] and "`M204`" in cells["orders-text"]
    [faster] = [row for row in rows if row["Asset"] == "M-202" and "Speed raised" in row["Problem"]]
    assert faster["Opened"].startswith("3/3/2026")


def test_the_answers_that_the_exercises_take_for_right():
    made = of_lesson("13")
    assert made["13.1"].test.answer == pytest.approx(372 / 450)
    assert made["13.2"].test.judge([784 * 24 / 60, 450 - 78]).right
    assert made["13.3"].test.answer == 1335 - 422
    assert made["13.8"].test.answer == {1, 2, 3, 8, 9, 21}
    letters = {
        id: "".join(sorted(made[id].test.answer))
        for id in ("13.r1", "13.r2", "13.r3", "13.4", "13.x1", "13.x2")
    }
    assert letters == {"13.r1": "b", "13.r2": "b", "13.r3": "c", "13.4": "c", "13.x1": "b", "13.x2": "c"}
    assert "0.684, their product" in made["13.x1"].test.options["b"] and 0.9 * 0.8 * 0.95 == pytest.approx(
        0.684
    )
    assert "0.883" in made["13.x1"].test.options["a"] and round((0.9 + 0.8 + 0.95) / 3, 3) == 0.883


def test_the_check_of_the_loss_tree_says_what_is_missing():
    from shopfloor.teaching.exercises.lesson_13 import PROMISE, SPEED, noted

    test = of_lesson("13")["13.6"].test
    said = {
        "Note two cases on the loss tree": noted(),
        "Press Cut nothing, open Performance": noted(PROMISE),
        "case of breakdowns, cut by 30 % alone, is missing": noted(SPEED),
        "The promise is 30 %": noted({"breakdowns": 0.25}),
        "cuts several losses at once": noted(PROMISE | SPEED),
        "cuts reduced speed and something else": noted(PROMISE, PROMISE | SPEED),
        "10 % brings 2,562 pieces, the breakdowns 2,709": noted(PROMISE, {"reduced speed": 0.10}),
        "Go back by an arrow key at a time": noted(PROMISE, {"reduced speed": 0.20}),
        "10 % brings 2,562, which is too few": noted(
            PROMISE, {"reduced speed": 0.20}, {"reduced speed": 0.10}
        ),
        "Your cases are of PR-03": noted(PROMISE, SPEED, machine="PR-03"),
        "a part of the quarter": noted(PROMISE, SPEED, end="2026-03-02"),
        "nothing else, and press Note this case": noted({"setup and adjustment": 0.3}),
    }
    for words, tree in said.items():
        assert words in str(test.judge(tree)), words
    # The first hint speaks of the first case: once that is noted, the advice is another.
    for second in ((), ({"reduced speed": 0.10},), ({"reduced speed": 0.20},), (PROMISE | SPEED,)):
        assert test.judge(noted(PROMISE, *second)).try_this
    # Whatever is noted besides, a right pair stays right.
    assert test.judge(
        noted({"breakdowns": 0.5}, PROMISE, SPEED, PROMISE | SPEED, {"reduced speed": 0.2})
    ).right


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["next"] and "form of an answer only" in cells["next"]
