"""The bank for lessons 08 to 15: right numbers are computed, and no item copies its lesson."""

import re
from pathlib import Path

import pandas as pd
import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.kit.bank import read_bank
from shopfloor.methods import balancing, flow, learning, oee, quality, timestudy, valuestream
from shopfloor.methods.proportions import parts_to_see
from shopfloor.teaching.practice import practice

COURSE = CourseFolder(Path(__file__).parents[2])
LESSONS = [f"{number:02d}" for number in range(8, 16)]
ITEMS = {item.id: item for lesson in LESSONS for item in read_bank(COURSE, lesson)}


def of_kind(*kinds):
    return [item for item in ITEMS.values() if item.kind in kinds]


def tasks(**times):
    """Tasks of a line from name=(time, predecessors)."""
    rows = [(name, time, before) for name, (time, before) in times.items()]
    return pd.DataFrame(rows, columns=["task", "time", "predecessors"])


def stations(*times, takt=60):
    """A line with one task at each station, assessed."""
    line = tasks(**{f"T{place}": (time, "") for place, time in enumerate(times)})
    return balancing.assess(line, [[name] for name in line["task"]], takt)


def kettle():
    """Station 1 of the kettles by the largest candidate rule: 38 s, then what the rule puts there."""
    line = tasks(A=(38, ""), D=(25, "A"), E=(20, "A"), F=(12, "A"))
    return balancing.balance(line, 60, method="largest candidate").stations[0]


def frame():
    return balancing.positional_weights(tasks(A=(20, ""), B=(30, "A"), C=(10, "A"), D=(40, "B C")))


def people(work, takt):
    return balancing.people_needed(work, takt).people


def wait(busy, time=1.0):
    return flow.kingman(busy, time).time_in_queue


def press(factor):
    """Running 70 %, set-ups 20 % of 100 minutes a day, batches times this."""
    table = pd.DataFrame({"product": ["A"], "demand_per_day": 70, "batch_pieces": 70, "setup_min": 20})
    return flow.batch_load(table.assign(run_min=1), available=100, factor=factor).busy


def line_of(*rows):
    """line_rates for rows of (station, machines, minutes)."""
    return flow.line_rates(pd.DataFrame(rows, columns=["station", "machines", "process_min"]))


def ladder_share(seconds, days, hours):
    """Process-cycle efficiency in percent, with one heap that lasts so many days."""
    step = {"process": "P", "inventory_before": days, "cycle_time_s": seconds, "value_added_s": seconds}
    return 100 * valuestream.ladder(pd.DataFrame([step]), 1, day=hours * 3600).totals.process_cycle_efficiency


def sewing():
    step = {"process": "sew", "cycle_time_s": 60, "uptime": 0.80}
    return valuestream.process_loads([step], 27_000, 300)["with_uptime_s"].iloc[0]


def eighth_parcel():
    """The first one's way through four stations, then seven more at the beat of the slowest."""
    line = line_of(*[(f"station {place}", 1, 3) for place in range(1, 5)])
    return line.raw_process_time + 7 / line.bottleneck_rate


def days(pieces, a_day):
    return valuestream.lead_time([pieces], a_day)


def both_shifts(*shifts):
    """OEE over shifts of (planned, oee), from sums."""
    good = sum(planned * share for planned, share in shifts)
    planned = sum(planned for planned, _ in shifts)
    return oee.oee(planned, 0, 1, good, good).oee


def jam():
    minutes = pd.DataFrame(
        {"cause": ["jam", "sensor", "jam", "jam", "label roll"], "minutes": [120, 200, 90, 60, 150]}
    )
    return oee.pareto(minutes, by="cause", value="minutes").iloc[0]


def labeler():
    steps = pd.DataFrame({"step": [1, 2, 3, 4, 5], "minutes": [10, 5, 6, 9, 8], "kind": "internal"})
    return oee.smed(steps, external=[1, 5]).internal_after


def rule_of_thumb(before, after):
    p = (before + after) / 2
    return 16 * p * (1 - p) / (before - after) ** 2


def risen(before, after):
    """By what share the mean of the weeks after lies above that of the weeks before."""
    change = oee.before_after(before, after)
    return change.difference / change.before


def missing_minutes(ordered, made, seconds):
    """Minutes of running for the pieces that are missing, from how long it ran for those that were made."""
    running = oee.mtbf(made * seconds / 60, made)
    return (ordered - made) * running


COMPUTED = {
    "08-fourth-gearbox": lambda: learning.unit_time(50, 4, 0.90),
    "08-when-it-takes-18": lambda: learning.units_to_reach(20 / learning.unit_time(1, 30, 0.90), 18, 0.90),
    "08-second-robot": lambda: learning.unit_time(200, 2, 0.90, model="average"),
    "08-plant-u-plant-a": lambda: (
        learning.total_time(100, 2, 0.80) - learning.total_time(100, 2, 0.80, model="average")
    ),
    "08-screw-in-seconds": lambda: timestudy.tmu_to_seconds(50),
    "08-twelve-bars": lambda: learning.standard_data([5, 10, 20], [5.0, 7.0, 11.0]).time(12),
    "09-brackets-ratio": lambda: (45 + 35) / (45 + 35 + 20 + 300),
    "09-share-of-two": lambda: oee.pareto({"paper tear": 90, "ink": 50, "jam": 40, "start-up": 20})[
        "cumulative_share"
    ].iloc[1],
    "09-ten-inks": lambda: (80 - 52) / 80,
    "10-toaster-takt": lambda: valuestream.takt_time((480 - 30) * 60, 300),
    "10-three-stations": lambda: stations(40, 50, 45).longest,
    "10-weight-of-a-frame": lambda: frame()["A"],
    "10-mixer-efficiency": lambda: stations(50, 46, 48, 48).efficiency,
    "10-fullest-decides": lambda: valuestream.capacity(stations(52, 58, 66, 50).longest, 27_000) // 1,
    "10-test-rigs": lambda: people(150, 60),
    "10-people-for-bags": lambda: people(260, 60),
    "11-lab-samples": lambda: flow.littles_law(wip=45, cycle_time=3),
    "11-mixed-units": lambda: flow.littles_law(throughput=12, cycle_time=30 / 60),
    "11-engraver-busy": lambda: flow.queue(60 / 8, 60 / 6).utilisation,
    "11-from-80-to-90": lambda: wait(0.90) / wait(0.80),
    "11-wait-of-18": lambda: wait(0.75, 6),
    "11-press-with-stops": lambda: flow.effective_time(4.0, mtbf=120, mttr=30).time,
    "11-eight-parcels": eighth_parcel,
    "11-smaller-batches-now": lambda: press(0.5),
    "12-handles-in-days": lambda: days(1800, 450),
    "12-by-which-number": lambda: days(600, 150),
    "12-three-heaps": lambda: valuestream.lead_time([600, 1500, 900], 300),
    "12-pce-of-tiles": lambda: ladder_share(216, 5, 24),
    "12-cards-for-gloves": lambda: valuestream.kanban_cards(300, 2, 0.20, 50),
    "12-most-that-can-lie": lambda: days(12 * 40, 160),
    "12-sewing-with-stops": sewing,
    "12-one-supermarket": lambda: 9 - days(1000, 250) + days(10 * 25, 250),
    "12-draining": lambda: days(900, 450 - 405),
    "13-brake-discs-oee": lambda: oee.oee(400, 40, 0.5, 600, 570).oee,
    "13-capper-performance": lambda: oee.oee(300, 0, 4 / 60, 3600, 3600).performance,
    "13-two-shifts-one-oee": lambda: both_shifts((480, 0.80), (120, 0.40)),
    "13-spelled-three-ways": lambda: jam()["minutes"],
    "13-mttr-of-a-packer": lambda: oee.mttr(240, 8),
    "13-mtbf-of-a-press": lambda: oee.mtbf(500 - 50, 9),
    "13-thirty-percent-of-what": lambda: 0.30 * 120,
    "13-weeks-low-by-luck": lambda: oee.weeks_needed([280, 180, 420, 200, 420], reduction=0.30).as_low,
    "13-stands-for-how-long": labeler,
    "14-upper-limit-of-cookies": lambda: 50.00 + round(quality.constants(5).A2, 3) * 2.00,
    "14-limit-of-the-ranges": lambda: quality.constants(5).D4 * 0.50,
    "14-days-to-a-false-alarm": lambda: round(quality.average_run_length(only=[1])) / 20,
    "14-needle-cpk": lambda: quality.capability([10.02, 10.04, 10.06], 9.90, 10.10, sigma=0.02).cpk,
    "14-by-the-rule-of-thumb": lambda: rule_of_thumb(0.06, 0.04),
    "14-half-the-difference": lambda: 2000 * rule_of_thumb(0.055, 0.045) / rule_of_thumb(0.06, 0.04),
    "15-ordered-and-made": lambda: missing_minutes(300, 280, 75),
    "15-limit-on-the-floor": lambda: flow.littles_law(wip=240, throughput=80),
    "15-labor-of-a-lamp": lambda: timestudy.labour_cost(1 / 500, 2400, 0.0),
    "15-from-the-baseline": lambda: risen([500, 430, 520, 510], [588, 588, 588, 588]),
}
# Options that are rounded, or say "about": what the computed value may be off by.
ROUNDED = {
    "14-half-the-difference": 100,
    "14-limit-of-the-ranges": 0.005,
}
# Right options that hold a number of the question only, or a word about it: nothing to compute.
TOLD = {
    "08-after-the-stop",
    "08-two-hundred-boats",
    "08-unit-left-out",
    "08-what-a-rate-says",
    "12-smaller-triangle",
    "15-goal-to-check",
}
# Another option holds the same number, and differs in words: another plant, another unit.
SAME_NUMBER = {"08-plant-u-plant-a", "08-screw-in-seconds"}


def first_number(words):
    found = re.search(r"-?[\d,]*\d(?:\.\d+)?", words)
    return float(found[0].replace(",", "")) if found else None


def right_number(item):
    return float(item.answer) if item.kind == "number" else first_number(item.options[item.answer])


def numeric():
    """The items whose right answer holds a number."""
    return [item.id for item in of_kind("number", "choice") if right_number(item) is not None]


def test_every_number_of_the_bank_is_computed_here():
    assert set(numeric()) == set(COMPUTED) | TOLD and not set(COMPUTED) & TOLD


@pytest.mark.parametrize("name", list(COMPUTED))
def test_the_right_answer_is_what_the_methods_give(name):
    item, value = ITEMS[name], float(COMPUTED[name]())
    allowed = ROUNDED.get(name) or item.tolerance or 1e-9 * max(1, abs(value))
    assert right_number(item) == pytest.approx(value, abs=allowed)
    assert not item.comparison().problems()  # no wrong number is near enough to count as right
    if item.kind == "number":
        assert item.comparison().judge(value).outcome == "right"
    else:
        others = [first_number(words) for letter, words in item.options.items() if letter != item.answer]
        same = [other for other in others if other is not None and abs(other - value) <= allowed]
        assert len(same) == (name in SAME_NUMBER)


def slowest(**rows):
    """The station that takes longest with its stops, from name=(seconds, share in which it stands)."""
    table = pd.DataFrame(
        {
            "station": list(rows),
            "machines": 1,
            "process_s": [seconds for seconds, _ in rows.values()],
            "mtbf_s": [1000 * (1 - stands) if stands else None for _, stands in rows.values()],
            "mttr_s": [1000 * stands if stands else None for _, stands in rows.values()],
        }
    )
    return flow.line_rates(table).bottleneck


def cheapest_that_is_enough(needed, offers):
    """The choice among offers of name=(minutes, dollars)."""
    choices = ["A B", "A C", "B C", "A B C"]
    totals = {one: [sum(offers[name][place] for name in one.split()) for place in (0, 1)] for one in choices}
    return min((dollars, one) for one, (minutes, dollars) in totals.items() if minutes >= needed)[1]


def judged_takt():
    before, after = valuestream.takt_time(450, 300), valuestream.takt_time(435, 300)
    return "shorter" if after < before else "longer"


def judged_boats():
    saved_first = learning.unit_time(100, 1, 0.80) - learning.unit_time(100, 20, 0.80)
    saved_now = learning.unit_time(100, 200, 0.80) - learning.unit_time(100, 220, 0.80)
    return "Little" if 0 < saved_now < saved_first / 20 else "As much"


def bars():
    causes = {"Glue nozzle": 60 * 2, "Carton jam": 20 * 5, "Film change": 8 * 25}
    return oee.pareto(causes)["cause"].iloc[0]


# Right options in words that a computation decides: a part of the option.
JUDGED = {
    "08-two-hundred-boats": judged_boats,
    "09-glue-or-carton": bars,
    "10-a-new-meeting": judged_takt,
    "10-kettle-next-task": lambda: f"task {kettle()[-1]}",
    "11-half-the-cars": lambda: (
        "half as long"
        if flow.littles_law(wip=5, throughput=2) * 2 == flow.littles_law(wip=10, throughput=2)
        else "as long"
    ),
    "11-saw-lathes-mill": lambda: (
        line_of(("The saw", 1, 4), ("The lathes", 2, 9), ("The mill", 1, 5)).bottleneck
    ),
    "13-spelled-three-ways": lambda: jam()["cause"],
    "15-stops-in-it": lambda: slowest(Folding=(5.0, 0), Welding=(4.8, 0.12), Packing=(4.4, 0.10)),
    "15-enough-and-cheapest": lambda: " and ".join(
        cheapest_that_is_enough(30, {"A": (12, 500), "B": (14, 2000), "C": (19, 900)}).split()
    ),
}


@pytest.mark.parametrize("name", list(JUDGED))
def test_the_right_words_are_what_the_methods_say(name):
    item, words = ITEMS[name], str(JUDGED[name]())
    having = [letter for letter, option in item.options.items() if words in option]
    assert item.answer in having
    assert having == [item.answer] or name in COMPUTED  # then the number decides between them


def test_figures_within_the_questions_are_right():
    assert round(quality.average_run_length(only=[1])) == 370
    assert parts_to_see(0.06, 0.04) == pytest.approx(rule_of_thumb(0.06, 0.04), rel=0.03)
    assert "some 2,000 parts" in ITEMS["14-half-the-difference"].text
    assert round(rule_of_thumb(0.06, 0.04), -3) == 2000
    assert [round(quality.constants(5).A2, 3), round(quality.constants(5).D4, 3)] == [0.577, 2.114]


@pytest.mark.parametrize("item", of_kind("practice"), ids=lambda item: item.id)
def test_practice_items_name_a_topic_that_is_there(item):
    assert item.topic in practice.topics()
    texts = {practice(item.topic, item.difficulty, seed=seed).text for seed in range(6)}
    assert len(texts) > 2
    problem = practice(item.topic, item.difficulty, seed=3)
    assert problem.lesson == item.lesson
