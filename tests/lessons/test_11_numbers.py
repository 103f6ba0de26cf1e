"""Every number that lesson 11 writes in its prose is what its data give: worked out here with the standard library.

What a simulation shows is run again with the method, as the page does, and held against a formula.
"""

import csv
import re
from math import floor
from pathlib import Path
from random import Random
from statistics import mean, pstdev

import nbformat
import pytest

from shopfloor.data import load
from shopfloor.methods import flow
from shopfloor.teaching.exercises import of_lesson

ROOT = Path(__file__).parents[2]
LESSON = ROOT / "notebooks" / "11_flow.ipynb"


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(LESSON, as_version=4)


@pytest.fixture(scope="module")
def cells(notebook):
    return {cell.id: cell.source for cell in notebook.cells}


@pytest.fixture(scope="module")
def guides(notebook):
    return {cell.id: cell.metadata.get("shopfloor", {}).get("guide", "") for cell in notebook.cells}


def table(name):
    with open(ROOT / "datasets" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stations():
    return {row["station"]: row for row in table("flow/stations")}


@pytest.fixture(scope="module")
def spans():
    """(came, went) of each part of the record."""
    came, went = {}, {}
    for row in table("flow/parts"):
        part = row["part"]
        came[part] = min(came.get(part, float("inf")), float(row["arrived_min"]))
        went[part] = max(went.get(part, 0.0), float(row["finished_min"]))
    return [(came[part], went[part]) for part in came]


def counted_wip(spans):
    """The parts in the line averaged over time, counted from event to event."""
    events = sorted([(begin, 1) for begin, _ in spans] + [(end, -1) for _, end in spans])
    inside, area, before = 0, 0.0, events[0][0]
    for moment, step in events:
        area += inside * (moment - before)
        inside, before = inside + step, moment
    assert inside == 0, "the record begins and ends with an empty line"
    return area / (events[-1][0] - events[0][0])


def mill_min():
    mill = stations()["mill"]
    work, repair = float(mill["mtbf_min"]), float(mill["mttr_min"])
    return float(mill["process_min"]) * (work + repair) / work


def test_the_work_on_one_part(cells):
    times = [float(row["process_min"]) for row in stations().values()]
    assert cells["l11-sum-step"] == f"round({' + '.join(f'{time:.2f}' for time in times)}, 2)"
    assert round(sum(times), 2) == 20.3 and "## Twenty minutes of work" in cells["l11-story"]
    assert "five stations" in cells["l11-story"] and len(times) == 5
    lathe = stations()["lathe"]
    assert f"two lathes need {float(lathe['process_min']) / 2:.2f} minutes" in cells["l11-pace"]
    assert lathe["machines"] == "2"
    # Every station can keep up on paper.
    assert all(float(row["process_min"]) / int(row["machines"]) < 4.40 for row in stations().values())
    assert "every 4.40 minutes" in cells["l11-pace"]


def test_the_pace_is_the_one_that_the_table_states():
    package = (ROOT / "datasets" / "CATALOG.md").read_text(encoding="utf-8")
    assert "Parts arrive one by one, on average every 4.40 min." in package


def test_the_duty(cells):
    [duty] = [row for row in table("careers/duties") if row["duty_id"] == "D18"]
    assert "bottlenecks" in duty["duty"] and duty["role"] == "Production technician"
    assert '"D18"' in cells["l11-duties"]


def test_nearly_fifty_of_waiting(cells, spans):
    assert len(spans) == 600 and "600 parts" in cells["l11-predict"]
    lead_time = mean(end - begin for begin, end in spans)
    assert round(lead_time, 1) == 69.6
    worked = sum(float(row["finished_min"]) - float(row["started_min"]) for row in table("flow/parts")) / 600
    assert "Twenty minutes of work, and nearly fifty of waiting" in cells["l11-worked"]
    assert 20 < worked < 21.5 and 48 < lead_time - worked < 50


def test_the_small_example_by_hand(cells):
    small = [
        tuple(map(int, pair)) for pair in re.findall(r"from (?:minute )?(\d+) to (\d+)", cells["l11-worked"])
    ]
    assert small == [(0, 4), (2, 8), (6, 10)]
    assert cells["l11-worked-1"] == "3 / 10"
    assert "(4 + 6 + 4) / 3" in cells["l11-worked-2"] and sum(end - begin for begin, end in small) == 14
    assert cells["l11-worked-3"] == "14 / 10" and counted_wip(small) == pytest.approx(1.4)
    assert 3 / 10 * 14 / 3 == pytest.approx(counted_wip(small))
    assert "for 14 minutes" in cells["l11-worked-3-text"] and "the same 14 minutes" in cells["l11-law"]


def test_littles_law_in_the_record(spans):
    length = max(end for _, end in spans) - min(begin for begin, _ in spans)
    product = 600 / length * mean(end - begin for begin, end in spans)
    assert product == pytest.approx(counted_wip(spans), rel=1e-9)
    assert round(product, 1) == 14.2


@pytest.mark.parametrize("seed", [1, 7, 43])
def test_littles_law_in_a_line_of_ones_own(seed):
    """Counted here from the parts of the run, as the exercise has the learner do."""
    run = flow.simulate(load("flow/stations"), arrival_gap=4.40, parts=1000, seed=seed)
    spans = list(zip(run.parts["released"], run.parts["finished"], strict=True))
    begin, end = 0.0, max(went for _, went in spans)
    wip = sum(went - came for came, went in spans) / (end - begin)
    assert run.wip == pytest.approx(wip) == pytest.approx(1000 / end * mean(w - c for c, w in spans))
    test = of_lesson("11")["11.2"].test
    assert test.judge([float(f"{run.throughput:.4g}"), float(f"{run.cycle_time:.4g}"), run.wip]).right


def test_what_any_seed_shows_is_taken_for_possible():
    from shopfloor.teaching.exercises.lesson_11 import OWN_LEAD_TIME, OWN_THROUGHPUT

    for seed in range(100, 130):
        run = flow.simulate(load("flow/stations"), arrival_gap=4.40, parts=1000, seed=seed)
        assert OWN_THROUGHPUT[0] < run.throughput < OWN_THROUGHPUT[1]
        assert OWN_LEAD_TIME[0] < run.cycle_time < OWN_LEAD_TIME[1]


def test_the_guide_says_how_far_two_runs_lie_apart(guides):
    times = [
        flow.simulate(load("flow/stations"), arrival_gap=4.40, parts=1000, seed=seed).cycle_time
        for seed in range(1, 9)
    ]
    assert "waiting an hour, another two and a half" in guides["l11-own"]
    assert min(times) < 60 and max(times) == pytest.approx(150, abs=6)


def test_the_machine_that_is_busy(cells):
    assert "4 / 5 = 0.80" in cells["l11-busy"]
    assert [round(4 / gap, 2) for gap in (8, 5, 4.44)] == [0.5, 0.8, 0.9]
    assert "50, 80 or 90 % busy" in cells["l11-busy-run"]
    gaps, rows = (8, 5, 4.44), {}
    for gap in gaps:
        runs = [
            flow.simulate({"machine": 4}, arrival_gap=gap, process_scv=1, time=24000, seed=seed)
            for seed in range(1, 5)
        ]
        rows[gap] = mean(run.cycle_time for run in runs)
        # One machine, all at random: 1 / (service rate - arrival rate).
        assert rows[gap] == pytest.approx(1 / (1 / 4 - 1 / gap), rel=0.05)
    assert "ten times its work" in cells["l11-cv"] and 9.5 < rows[4.44] / 4 < 10.5
    assert "20 minutes: about what the simulation found" in cells["l11-e3-text"]
    assert rows[5] == pytest.approx(20, abs=1)


def kingman(u, process, arrivals_cv, work_cv):
    return (arrivals_cv**2 + work_cv**2) / 2 * u / (1 - u) * process


def test_kingmans_formula_by_hand(cells):
    assert "2 / 4 = 0.5" in cells["l11-cv"] and pstdev([2, 6]) / mean([2, 6]) == 0.5
    assert "(1**2 + 1**2) / 2 * 0.80 / (1 - 0.80) * 4" in cells["l11-kingman-step"]
    assert kingman(0.80, 4, 1, 1) == pytest.approx(16)
    assert cells["l11-curve"] == "busy_line_curve(4)"
    made = of_lesson("11")
    assert made["11.3"].test.answer == pytest.approx(kingman(0.95, 4, 1, 1))
    assert made["11.4"].test.answer == pytest.approx(kingman(0.95, 4, 1, 0.5))
    saved = 1 - kingman(0.95, 4, 1, 0.5) / kingman(0.95, 4, 1, 1)
    assert "More than a third" in made["11.4"].test.insight and 1 / 3 < saved < 0.4
    assert "nearly five times" in made["11.3"].test.insight and 4.5 < kingman(0.95, 4, 1, 1) / 16 < 5
    assert (
        "from 19 to 49 times" in {m.value: m.words for m in made["11.x2"].test.mistakes}["c"]
        and round(0.98 / 0.02) == 49
    )


def test_the_wrong_machine(cells):
    waits = {}
    for row in table("flow/parts"):
        waits.setdefault(row["station"], []).append(float(row["started_min"]) - float(row["arrived_min"]))
    means = {station: mean(values) for station, values in waits.items()}
    assert max(means, key=means.get) == "mill" and "At the mill!" in cells["l11-stops"]
    assert means["mill"] > 0.6 * sum(means.values())
    longest = max(stations().values(), key=lambda row: float(row["process_min"]))
    assert (
        longest["station"] == "lathe" and f"{float(longest['process_min']):.2f} minutes" in cells["l11-wrong"]
    )
    mill = stations()["mill"]
    assert f"Its {float(mill['process_min']):.2f} minutes" in cells["l11-stops"]
    assert (
        f"After {float(mill['mtbf_min']):.0f} minutes of work (`mtbf_min`) it stands for {float(mill['mttr_min']):.0f} (`mttr_min`)"
        in (cells["l11-mill-text"])
    )
    assert "150 minutes of work take 175" in cells["l11-mill-text"]
    assert cells["l11-mill-step"] == "round(3.40 * (150 + 25) / 150, 2)" and round(mill_min(), 2) == 3.97
    busy = {
        name: (mill_min() if name == "mill" else float(row["process_min"])) / int(row["machines"]) / 4.40
        for name, row in stations().items()
    }
    assert max(busy, key=busy.get) == "mill"
    assert (
        of_lesson("11")["11.5"].test.answer == pytest.approx(busy["mill"]) and round(busy["lathe"], 2) == 0.84
    )
    assert "3.70 / 4.40 = 0.84" in of_lesson("11")["11.5"].test.insight


def test_push_and_pull_in_the_shift_that_is_shown(cells):
    from shopfloor.teaching.exercises.lesson_11 import noted

    assert "seed=4" in cells["l11-widget"]
    record = noted(5, 10).record
    push, small, _, good = (record.iloc[row] for row in range(4))
    said = of_lesson("11")["11.6"].solution
    assert f"push finishes {push['finished']} parts in {push['mean_lead_time_min']:.0f} min each" in said
    assert f"lets pull finish {small['finished']}: too small" in said
    assert f"lets it finish {good['finished']}, in {good['mean_lead_time_min']:.0f} min each" in said
    # About the same, from order to finish, with every limit that the exercise takes for good.
    for limit in range(9, 14):
        shift = noted(5, limit)
        assert of_lesson("11")["11.6"].test.judge(shift).right
        both = shift.record["order_to_finish_min"].iloc[2:]
        assert max(both) / min(both) < 1.06


def test_the_guide_on_push_and_pull(guides):
    from shopfloor.teaching.exercises.lesson_11 import noted

    push, good = (noted(10).record["mean_lead_time_min"].iloc[row] for row in (0, 1))
    assert f"after {good:.0f} minutes and not after {push:.0f}" in guides["l11-turn"]


def one_by_one(parts, stations, each):
    free = [0.0] * stations
    for _ in range(parts):
        ready = 0.0
        for station in range(stations):
            ready = free[station] = max(ready, free[station]) + each
    return ready


def test_batches(cells):
    assert "3 × 12 × 2 = 72" in cells["l11-batch"] and 3 * 12 * 2 == 72
    assert of_lesson("11")["11.8"].test.answer == one_by_one(12, 3, 2) == 28
    rows = table("flow/press_products")
    running = sum(int(row["demand_per_day"]) * int(row["run_s"]) / 60 for row in rows)
    setups = sum(
        int(row["demand_per_day"]) / int(row["batch_pieces"]) * int(row["setup_min"]) for row in rows
    )
    assert (running, setups) == pytest.approx((610.5, 97.75)) and "800 minutes a day" in cells["l11-press"]
    assert of_lesson("11")["11.9"].test.answer == pytest.approx((running + 2 * setups) / 800)
    assert (running + 2 * setups) / 800 > 1, "More than 1: the press could not keep up"


@pytest.fixture(scope="module")
def decided():
    """Lead times of the three ways, as the page simulates them."""
    line = load("flow/stations")
    third = line.assign(machines=[1, 3, 1, 1, 1])
    quick = line.assign(mttr_min=line["mttr_min"] / 2)
    found = {}
    for name, made, gap in (
        ("today", line, 4.40),
        ("as is", line, 4.15),
        ("lathe", third, 4.15),
        ("quick", quick, 4.15),
    ):
        found[name] = flow.sweep(made, arrival_gap=[gap], time=4800, runs=10)["cycle_time"].iloc[0]
    return found


def test_the_decision_is_clear_and_the_formula_agrees(cells, decided, guides):
    assert decided["quick"] < decided["today"] < decided["lathe"] < decided["as is"]
    assert decided["lathe"] > 0.9 * decided["as is"], "the third lathe hardly helps"
    line = load("flow/stations")
    quick = line.assign(mttr_min=line["mttr_min"] / 2)
    by_formula = [
        flow.line_estimate(made, arrival_gap=gap).cycle_time
        for made, gap in ((quick, 4.15), (line, 4.40), (line, 4.15))
    ]
    assert by_formula == sorted(by_formula)
    guide = guides["l11-decide"]
    assert f"about {decided['quick']:.0f} minutes" in guide
    assert f"from {decided['today']:.0f} to {decided['as is']:.0f}" in guide
    assert (
        "[4.40, 4.15]" in cells["l11-decide-now"]
        and "every 4.15 minutes in place of 4.40" in cells["l11-decide"]
    )
    assert "Ten days, simulated ten times" in cells["l11-decide"]
    assert "time=4800, runs=10" in cells["l11-decide-now"] and 4800 == 10 * 480


def test_the_wage(cells, guides):
    [wage] = [
        row["hourly_median"]
        for row in table("careers/wages")
        if row["soc"] == "49-9041" and row["year"] == "2024"
    ]
    assert f"less than {float(wage):.2f} dollars an hour (BLS, May 2024)" in cells["l11-decide-wage"]
    assert cells["l11-decide-cost"] == f"round(8 * {float(wage):.2f} / (480 / 4.15 - 480 / 4.40), 2)"
    assert f"costs {8 * float(wage) / (480 / 4.15 - 480 / 4.40):.0f} dollars of wages" in guides["l11-decide"]


def test_the_marks_of_a_good_line(cells):
    rate, raw = (
        1 / mill_min(),
        sum(mill_min() if name == "mill" else float(row["process_min"]) for name, row in stations().items()),
    )
    assert f"{rate:.4f} × {raw:.2f} = {rate * raw:.2f}" in cells["l11-rates-text"]
    assert f"1 / {raw:.2f} = {1 / raw:.4f}" in cells["l11-cases"]
    assert f"{rate:.4f} a minute" in cells["l11-cases"] and rate * raw < 8
    assert of_lesson("11")["11.10"].test.answer == pytest.approx(8 / (rate * raw + 7) * rate)


def test_our_line_between_the_marks(cells):
    limits = flow.sweep(
        load("flow/stations"), "conwip", wip=[2, 4, 6, 8, 12, 20], time=9600, warm_up=960
    ).set_index("wip")
    assert "wip=[2, 4, 6, 8, 12, 20], time=9600, warm_up=960" in cells["l11-conwip-sweep"]
    rate, raw = 1 / mill_min(), 16.9 + mill_min()
    for wip, row in limits.iterrows():
        practical = wip / (rate * raw + wip - 1) * rate
        assert 1.01 * practical < row["throughput"] <= min(wip / raw, rate) * 1.001
    assert "All are above" in cells["l11-next"]
    assert f"{limits['throughput'][8]:.3f} with 8 parts" in of_lesson("11")["11.10"].test.insight
    more = limits.loc[20] - limits.loc[12]
    assert "throughput grows a little, and each part takes half an hour longer" in cells["l11-next"]
    assert 0 < more["throughput"] < 0.02 and more["cycle_time"] == pytest.approx(30, abs=3)
    assert (
        "the step from 12 to 20 parts"
        in {
            cell.id: cell.metadata.get("shopfloor", {}).get("guide", "")
            for cell in nbformat.read(LESSON, as_version=4).cells
        }["l11-further"]
    )


def line_of_dice(chance):
    """(clips out, clips between the stations) after twenty rounds of the activity in the guide."""
    before, out = [10**6, 4, 4, 4, 4], 0
    for _ in range(20):
        handed_on = [min(clips, chance.randint(1, 6)) for clips in before]
        before = [clips - gone + come for clips, gone, come in zip(before, handed_on, [0, *handed_on[:-1]])]
        out += handed_on[-1]
    return out, sum(before[1:])


def test_the_line_of_dice(guides):
    chance = Random(11)
    games = [line_of_dice(chance) for _ in range(10_000)]
    out = sorted(out for out, _ in games)
    said = (
        f"10,000 times: {mean(out):.0f} clips out on average, eight groups in ten between {out[1000]} and "
        f"{out[9000]}, and {mean(between for _, between in games):.0f} clips between the stations in place of 16"
    )
    assert said in guides["l11-title"] and 20 * 3.5 == 70
    # A hundred clips are enough: what comes out goes back to the first station.
    assert max(between for _, between in games) < 84


def test_the_answers_that_the_exercises_take_for_right():
    made = of_lesson("11")
    assert made["11.1"].test.answer == 30 / 12
    assert made["11.r3"].test.answer == 180 / 200
    assert {id: "".join(sorted(made[id].test.answer)) for id in ("11.r1", "11.r2", "11.7", "11.x1", "11.x2")} == {
        "11.r1": "b", "11.r2": "a", "11.7": "b", "11.x1": "a", "11.x2": "b",
    }  # fmt: skip
    assert 8 * 2 == 16 and 24 / 8 == 3
    assert floor(100 * (1 - 28 / 72)) == 61  # 28 in place of 72


def test_the_check_of_the_simulator_says_what_is_missing():
    from shopfloor.teaching.exercises.lesson_11 import noted

    test = of_lesson("11")["11.6"].test
    said = {
        "too small. Now raise it": noted(5),
        "that limit is good. Now note one that is too small": noted(10),
        "enough. But its mean lead time is 97 % of push's": noted(20),
        "Batch moved together: 1 part": noted(5, 10, batch=2),
        "Variability: as the line is": noted(5, 10, variability="none"),
        "Pull by: CONWIP": noted(10, pull="kanban", cards=5),
        "Utilisation: 90 %": noted(5, 10, utilisation=0.7),
        "try seed 4": noted(25, seed=6),
        "no station broken down by hand": noted(5, 10, stops=[["mill", 100, 20]]),
        "Work for pull: the same orders as push": noted(5, 10, orders="always"),
    }
    for words, simulator in said.items():
        verdict = test.judge(simulator)
        assert not verdict.right and words in verdict.words, (words, verdict)


def test_the_check_of_the_simulator_says_what_to_try_from_where_one_stands():
    from shopfloor.teaching.exercises.lesson_11 import noted

    test = of_lesson("11")["11.6"].test
    said = {
        "Two parts more": [noted(5), noted(20, 5), noted(7, seed=5)],
        "Two parts fewer": [noted(20), noted(5, 20)],
        "a limit of 5 or fewer": [noted(10), noted(10, 20)],
    }
    for words, simulators in said.items():
        for simulator in simulators:
            verdict = test.judge(simulator)
            assert not verdict.right and words in verdict.try_this, (words, verdict)
    # Where the small one is noted, a lower one is not asked for again.
    assert "Note a lower limit, and a higher one." in test.judge(noted(7, seed=5)).words
    assert "or more. Note a higher one." in test.judge(noted(5, 7, seed=5)).words


def test_the_check_of_ones_own_line_says_what_is_wrong():
    test = of_lesson("11")["11.2"].test
    said = {
        "changed places": [84.29, 0.2243, 18.91],
        "kept the order of the line": [18.91, 0.2243, 84.29],
        "0.22 is rounded too coarsely": [0.22, 84.29, 18.91],
        "are of the 600 parts": [0.2, 69.6, 14.2],
        "looks like parts an hour": [13.46, 84.29, 18.91],
        "That looks like hours": [0.2243, 1.40, 0.31],
        "You divided": [0.2243, 84.29, 84.29 / 0.2243],
        "all three from the same run": [0.2243, 84.29, 31.87],
        "a throughput of 4.4 a minute cannot be": [4.40, 84.29, 371],
        "One of the three is still missing": [0.2243, 84.29, ...],
        "without quotes": ["0.2243", "84.29", "18.91"],
    }
    for words, given in said.items():
        verdict = test.judge(given)
        assert not verdict.right and words in verdict.words, (given, verdict)
    # Who read off the right two is told to multiply, not to read them off again.
    assert "0.2243 * 84.29" in test.judge([0.2243, 84.29, 31.87]).try_this
    assert "all four decimals" in test.judge([0.22, 84.29, 18.91]).try_this


@pytest.mark.parametrize(
    ("exercise", "given", "words"),
    [
        ("11.r3", 20, "stood still"),
        ("11.1", 4.667, "worked example"),
        ("11.3", 4, "the work alone"),
        ("11.3", 3.8, "u x 4"),
        ("11.3", (1 + 1) / 2 * 0.95 / 0.5 * 4, "It is 0.05"),
        ("11.3", 38, "that is 1"),
        ("11.4", (1**2 + 2**2) / 2 * 19 * 4, "the standard deviation"),
        ("11.5", 25 / 175, "broken down"),
        ("11.8", 3 * 12, "at the same time"),
        ("11.9", 610.5 / 800, "the running alone"),
    ],
)
def test_a_usual_slip_is_named(exercise, given, words):
    verdict = of_lesson("11")[exercise].test.judge(given)
    assert verdict.outcome == "wrong, named" and words in verdict.words, verdict


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["l11-next"] and "form of an answer only" in cells["l11-next"]
