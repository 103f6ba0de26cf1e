"""The bank for lessons 00 to 07: every right number is computed, and practice items can be drawn."""

import ast
import math
import re
from pathlib import Path

import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.kit.bank import read_bank
from shopfloor.methods import motion, timestudy, worksampling
from shopfloor.methods.careers import cross_table, overlap, percentile_of, reachable, real_growth, skill_gap
from shopfloor.methods.tables import count_by
from shopfloor.teaching.practice import practice

COURSE = CourseFolder(Path(__file__).parents[2])
LESSONS = [f"{number:02d}" for number in range(8)]
ITEMS = {item.id: item for lesson in LESSONS for item in read_bank(COURSE, lesson)}


def of_kind(*kinds):
    return [item for item in ITEMS.values() if item.kind in kinds]


def counted(rows="role", columns="activity", **counts):
    """A table with so many rows of each kind: technician=dict(day=9, night=4)."""
    pairs = [(one, other) for one, kinds in counts.items() for other, n in kinds.items() for _ in range(n)]
    return pd.DataFrame(pairs, columns=[rows, columns])


def share(of, **kinds):
    return float(cross_table(counted(it=kinds), share=True).loc["it", of])


def wage_of(soc, column):
    wages = load("careers/wages")
    return float(wages[(wages["soc"] == soc) & (wages["year"] == 2024)][column].iloc[0])


def growth(before, after, index_before, index_after):
    """Pay and prices of two years that are made up, by the lesson's own function."""
    wages = load("careers/wages")
    wages = wages[(wages["soc"] == "51-4121") & wages["year"].isin([2022, 2024])].copy()
    wages["annual_median"] = wages["year"].map({2022: before, 2024: after})
    return real_growth("51-4121", 2022, 2024, wages=wages, prices={2022: index_before, 2024: index_after})


def gaps(**skills):
    """skill_gap for skills given as (importance, level needed, level there)."""
    ratings = load("careers/skill_ratings")
    ratings = ratings[(ratings["soc"] == "51-1011") & (ratings["domain"] == "skill")].head(len(skills)).copy()
    ratings["element"] = list(skills)
    ratings["importance"], ratings["level"] = (
        [values[place] for values in skills.values()] for place in (0, 1)
    )
    there = {name: values[2] for name, values in skills.items()}
    return skill_gap(there, "51-1011", ratings=ratings, domain="skill", important=1)


def chart(*steps):
    """A process chart from (symbol, minutes, people)."""
    table = pd.DataFrame(steps, columns=["symbol", "time_min", "people"])
    return motion.process_chart(table.assign(distance_m=(table["symbol"] == "transport") * 10.0))


def projected(soc, column):
    table = load("careers/projections")
    return float(table[(table["soc"] == soc) & (table["projection"] == "2024-34")][column].iloc[0])


def rungs(years, *ladder):
    """How many of the rungs (from, to) are open to somebody with so many years."""
    table = pd.DataFrame(ladder, columns=["low", "high"])
    return int(((table["low"] <= years) & (table["high"].isna() | (table["high"] >= years))).sum())


def career_arrows(*arrows):
    return pd.DataFrame([(one, other, "promotion") for one, other in arrows]).set_axis(
        ["from_role", "to_role", "step"], axis=1
    )


def order_breaker(readings):
    """The one reading whose last two digits, once swapped, make a row that only grows."""
    found = []
    for place, reading in enumerate(readings):
        whole, digits = f"{reading:.2f}".split(".")
        mended = [*readings[:place], float(f"{whole}.{digits[::-1]}"), *readings[place + 1 :]]
        if (timestudy.element_times(mended) > 0).all():
            found.append(reading)
    [only] = found
    return only


def tours(seen, n):
    table = pd.DataFrame({"activity": ["it"] * seen + ["other"] * (n - seen)})
    return worksampling.proportions(table).set_index("activity").loc["it"]


def needed_ratio(fewer, more):
    """How many times the cycles, for a smaller error."""
    times = [0.4, 1.0, 1.9, 0.7, 1.0] * 4  # restless, so that rounding up matters little
    return timestudy.cycles_needed(times, precision=more) / timestudy.cycles_needed(times, precision=fewer)


def milling():
    times = {"A": [0.40], "B": [0.35], "C": [0.15], "T": [1.20]}
    form = timestudy.study(times, ratings=1.00, allowance=0.0, basis="job", frequency={"T": 1 / 8})
    return float(form["normal_per_cycle"].iloc[-1])


def tenth_percentile_of_a_hundred():
    return float(
        percentile_of(wage_of("51-4041", "annual_p10"), "51-4041", 2024, wages=load("careers/wages"))
    )


def share_for(n, margin):
    """A share for which that margin takes n looks: p (1 - p) = n (margin / 1.96) ^ 2."""
    return (1 - math.sqrt(1 - 4 * n * (margin / 1.96) ** 2)) / 2


COMPUTED = {
    "00-toolmaker-shift": lambda: wage_of("51-4111", "hourly_median") * 8,
    "00-dollars-and-cents": lambda: 27 + 50 / 100,
    "01-saws": lambda: count_by(counted(it={"saw": 3, "planer": 4, "press": 2, "Saw": 9}), "activity")[
        ["saw", "Saw"]
    ].sum(),
    "01-night-ads": lambda: cross_table(
        counted(
            technician={"day": 9, "night": 4},
            supervisor={"day": 6, "night": 2},
            engineer={"day": 8, "night": 1},
        )
    )["night"].sum(),
    "01-lab-share": lambda: share("observe", observe=6, maintain=2, document=8),
    "01-two-of-25": lambda: 100 * share("train", train=2, other=23),
    "01-of-the-night-ads": lambda: cross_table(
        counted(night={"inspector": 5, "other": 15}, day={"inspector": 7, "other": 33}), share=True
    ).loc["night", "inspector"],
    "01-overlap": lambda: overlap(
        "A",
        "B",
        duties=counted(
            A=dict.fromkeys(["observe", "plan", "document"], 1),
            B=dict.fromkeys(["plan", "document", "train", "operate"], 1),
        ),
    ),
    "01-share-of-minutes": lambda: share("meetings", meetings=54, other=486),
    "02-index-rise": lambda: 100 * growth(40_000, 40_000, 250, 280).prices,
    "02-welder-real": lambda: 100 * growth(20.00, 23.00, 240, 300),
    "02-tenth-percentile": tenth_percentile_of_a_hundred,
    "02-band-of-pay": lambda: 57_400 // 10_000 * 10_000,
    "02-people-who-leave": lambda: projected("49-9041", "openings") - projected("49-9041", "change") / 10,
    "03-scale-of-level": lambda: load("careers/skill_ratings")["level"].min() // 1,
    "03-writing-gap": lambda: gaps(Writing=(3.25, 3.62, 2.75))["gap"].sum(),
    "03-after-the-course": lambda: gaps(Speaking=(3.00, 3.25, 3.50))["gap"].clip(lower=0).sum(),
    "03-rows-that-stay": lambda: (pd.Series([2.88, 3.00, 3.12, 2.25, 3.75, 4.10]) >= 3).sum(),
    "03-tiers-that-fit": lambda: rungs(7, (0, 2), (1, 4), (3, 8), (6, None)),
    "03-in-reach": lambda: len(
        reachable(
            "cook",
            advancement=career_arrows(
                ("cook", "baker"),
                ("baker", "shift leader"),
                ("baker", "buyer"),
                ("shift leader", "plant manager"),
            ),
        )
    ),
    "04-share-of-operations": lambda: (
        chart(
            ("operation", 6, 1),
            ("transport", 4, 1),
            ("inspection", 5, 1),
            ("delay", 40, 0),
            ("storage", 65, 0),
        ).operation_share
    ),
    "04-shelf-minutes": lambda: chart(("storage", 90, 0)).labour_time,
    "04-more-bags": lambda: 60 / timestudy.decimal_minutes("0:36") - 60 / timestudy.decimal_minutes("0:45"),
    "04-dollars-a-day": lambda: timestudy.labour_cost(4.5 * 16 / 60, 25, 0.0),
    "04-carton-index": lambda: (
        motion.lifting_index(load("motion/lifts")).set_index("lift").loc["L5", "lifting_index"]
    ),
    "05-decimal-minutes": lambda: timestudy.decimal_minutes("3:15"),
    "05-element-c": lambda: timestudy.element_times([4.36, 4.81])[-1],
    "05-swapped-digits": lambda: order_breaker([2.14, 2.41, 2.75, 2.63, 2.83]),
    "05-tool-every-eighth": milling,
    "05-lost-seconds": lambda: (
        60 * timestudy.decimal_minutes("1:12")
        - 6 * timestudy.average_time([11.2, 10.8, 11.5, 11.0, 10.9, 11.6])
    ),
    "05-half-the-error": lambda: 40 * needed_ratio(0.10, 0.05),
    "06-slow-sewing": lambda: timestudy.normal_time(0.60, 0.85),
    "06-a-fifth-of-the-day": lambda: timestudy.standard_time(2.00, 0.20, basis="workday"),
    "06-chairs-an-hour": lambda: 60 / timestudy.standard_time(1.36, 0.15, basis="workday"),
    "06-hour-with-burden": lambda: timestudy.labour_cost(1, 20, 0.40),
    "06-study-pays": lambda: math.ceil(round(620 / 0.16, 6)),
    "06-stored-hours": lambda: 1 / round(timestudy.decimal_minutes("1:26.4") / 60, 2),
    "07-planned-and-made": lambda: tours(45, 180)["proportion"],
    "07-margin-of-a-fifth": lambda: tours(80, 400)["margin"],
    "07-furnace-every-hour": lambda: sum(10 <= minute < 15 for minute in (0, 20, 40)),
    "07-half-the-margin": lambda: worksampling.sample_size(share_for(300, 0.04), 0.02),
    "07-days-to-come": lambda: math.ceil((worksampling.sample_size(0.20, 0.03) - 300) / 30),
    "07-largest-claim": lambda: 0.36 + worksampling.margin(0.36, 354),
}
# Options that say "about": what the computed value may be off by, as a fraction.
ABOUT = {"05-half-the-error": 0.05, "07-half-the-margin": 0.01}


def first_number(words):
    """The number that an option begins with, but for a word such as "About"; None if it begins otherwise."""
    found = re.match(r'(?:About |From )?"?(-?[\d,]*\d(?:\.\d+)?)', words)
    return float(found[1].replace(",", "")) if found else None


def right_number(item):
    return float(item.answer) if item.kind == "number" else first_number(item.options[item.answer])


def numeric():
    """The items whose right answer is a number."""
    return [item.id for item in of_kind("number", "choice") if right_number(item) is not None]


def test_every_number_of_the_bank_is_computed_here():
    assert set(numeric()) == set(COMPUTED)


@pytest.mark.parametrize("name", numeric())
def test_the_right_answer_is_what_the_methods_give(name):
    item, value = ITEMS[name], float(COMPUTED[name]())
    allowed = item.tolerance or abs(value) * ABOUT.get(name, 0) or 1e-9
    assert right_number(item) == pytest.approx(value, abs=allowed * 1.0001)
    if item.kind == "number":
        assert item.comparison().judge(value).outcome == "right"
    else:
        others = [first_number(words) for letter, words in item.options.items() if letter != item.answer]
        assert all(other is None or abs(other - value) > allowed for other in others) or name == (
            "00-dollars-and-cents"
        )


def test_the_answers_that_hold_more_than_one_number():
    said = {name: ITEMS[name].options[ITEMS[name].answer] for name in ITEMS if ITEMS[name].kind == "choice"}
    before, after = [40, 42, 45, 47, 96], [40, 42, 45, 47, 66]
    fall = timestudy.average_time(before) - timestudy.average_time(after)
    assert pd.Series(before).median() == pd.Series(after).median()
    assert said["02-typing-slip"] == f"The mean falls by {fall:g} thousand, the median stays"
    levels = load("careers/skill_ratings")["level"]
    assert said["03-scale-of-level"] == "From 0 to 7" and 5 < levels.max() <= 7
    written = {words: ast.literal_eval(words) for words in ITEMS["00-dollars-and-cents"].options.values()}
    assert [words for words, value in written.items() if value == 27.5] == [said["00-dollars-and-cents"]]
    flat = timestudy.rating_bias([0.85, 1.00, 1.15], [0.70, 1.00, 1.30])
    assert said["06-three-clips"] == "You rate flat" and flat.slope < 1 and abs(flat.bias) < 1e-9
    low, high = 0.28 - 0.04, 0.28 + 0.04
    assert low <= 0.25 <= high and said["07-quarter-inside"] == "It is possible"


# Numbers of a question that its calculation does without: sums of what is counted, figures that the next test
# looks up, what is there to distract, and years.
WITHOUT = {
    "00-toolmaker-shift": {27.00, 30.38, 24.52},
    "01-two-of-25": {25},
    "01-of-the-night-ads": {60, 20, 12},
    "01-share-of-minutes": {540, 12},
    "02-tenth-percentile": {38_000},
    "02-people-who-leave": {70.7, 45.7, 34},
    "04-carton-index": {18.5, 6.87},
    "06-stored-hours": {1.44, 0.024},
    "07-planned-and-made": {200},
    "07-margin-of-a-fifth": {1.96, 0.20},
    "07-days-to-come": {683},
    "07-largest-claim": {0.05},
}
EVERYWHERE = {1, 100, 2024}


def written_in(node):
    """The numbers in a piece of source, those within its texts too."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant):
            for found in re.findall(r"\d+(?:\.\d+)?", str(part.value)):
                yield float(found)


def test_each_number_of_a_question_is_in_its_calculation():
    """So that a number changed in the question alone is noticed."""
    tree = ast.parse(Path(__file__).read_text(encoding="utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    [table] = [
        node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "COMPUTED"
    ]
    for key, value in zip(table.keys, table.values, strict=True):
        used = set(written_in(functions[value.id] if isinstance(value, ast.Name) else value))
        used |= {round(100 * number, 6) for number in used}  # percent and points
        used |= WITHOUT.get(key.value, set()) | EVERYWHERE
        asked = re.findall(r"\d[\d,]*(?:\.\d+)?(?<!,)", ITEMS[key.value].text.replace("10_000", "10000"))
        assert {float(number.replace(",", "")) for number in asked} <= used, key.value


def test_figures_within_the_questions_are_right():
    for soc, shown in (("51-4041", "27.00"), ("51-4111", "30.38"), ("51-4121", "24.52")):
        assert f"{wage_of(soc, 'hourly_median'):.2f}" == shown
        assert shown in ITEMS["00-toolmaker-shift"].text
    asked = ITEMS["02-people-who-leave"].text
    assert all(f"{projected('49-9041', name)} thousand" in asked for name in ("change", "openings"))
    lift = motion.lifting_index(load("motion/lifts")).set_index("lift").loc["L5"]
    assert f"{lift['load_kg']:g} kg" in ITEMS["04-carton-index"].text
    assert f"{lift['rwl']:.2f} kg" in ITEMS["04-carton-index"].text
    assert "46 dollars" in ITEMS["06-forty-six-dollars"].text
    assert round(timestudy.labour_cost(1.4, 23, 0.42)) == 46
    assert f"{worksampling.margin(0.36, 354):.2f}" in ITEMS["07-largest-claim"].text
    assert f"takes {worksampling.sample_size(0.20, 0.03)} tours" in ITEMS["07-days-to-come"].text
    assert timestudy.decimal_minutes("1:26.4") == pytest.approx(1.44)


@pytest.mark.parametrize("item", of_kind("practice"), ids=lambda item: item.id)
def test_practice_items_name_a_topic_that_is_there(item):
    made = practice(item.topic, item.difficulty, seed=3)
    assert made.text and made.text == practice(item.topic, item.difficulty, seed=3).text
    texts = {practice(item.topic, item.difficulty, seed=seed).text for seed in range(6)}
    assert len(texts) > 2
