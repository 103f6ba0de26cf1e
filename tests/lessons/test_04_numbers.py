"""Every number that lesson 04 writes in its prose is what its data give: worked out here with the standard library."""

import csv
import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
WAITING = ("delay", "storage")


def read(name):
    with open(ROOT / "datasets" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def cells():
    notebook = nbformat.read(ROOT / "notebooks" / "04_motion_study.ipynb", as_version=4)
    return {cell.id.removeprefix("l04-"): cell.source for cell in notebook.cells}


@pytest.fixture(scope="module")
def methods():
    found = {}
    for row in read("motion/process_chart"):
        found.setdefault(row["method"], []).append(row)
    return found


@pytest.fixture(scope="module")
def hands():
    return read("motion/two_hand_chart")


def minutes(steps, *symbols):
    return sum(float(row["time_min"]) for row in steps if not symbols or row["symbol"] in symbols)


def person_minutes(steps):
    return sum(float(row["time_min"]) * int(row["people"]) for row in steps)


def cycle(hands, method):
    return max(float(row["end_s"]) for row in hands if row["method"] == method)


@pytest.fixture(scope="module")
def wage():
    [found] = [
        row["hourly_median"]
        for row in read("careers/wages")
        if (row["soc"], row["year"]) == ("51-2090", "2024")
    ]
    return found


def test_the_wage_is_the_published_one_wherever_it_stands(cells, wage):
    places = ("worked-money", "money-text", "money-wrong")
    assert [re.findall(r"\b20\.\d\d\b", cells[place]) for place in places] == [[wage]] * 3
    assert "(SOC 51-2090)" in cells["worked-3"] and "in May 2024" in cells["worked-3"]
    # The last row of the occupation is the one of that year.
    years = [row["year"] for row in read("careers/wages") if row["soc"] == "51-2090"]
    assert years[-1] == "2024" and '"51-2090"' in cells["wage"] and "tail(1)" in cells["wage"]


def test_the_duties_shown_are_a_technicians_and_each_proposes(cells):
    shown = [row for row in read("careers/duties") if row["activity"] == "improve"][:3]
    assert {row["role"] for row in shown} == {"Industrial engineering technician"}
    assert all(row["duty"].startswith("Proposes a better") for row in shown)
    assert 'duties["activity"] == "improve"' in cells["duties"] and "head(3)" in cells["duties"]


def test_the_share_of_the_recall_question():
    from shopfloor.teaching.exercises import of_lesson

    duties = read("careers/duties")
    technicians = [row for row in duties if row["role"] == "Industrial engineering technician"]
    question = of_lesson("04")["04.r3"]
    assert re.findall(r"\d+", question.question) == [str(len(duties)), str(len(technicians))]
    assert f"{len(technicians) / len(duties):.3f}" in question.test.insight


def test_the_lot_is_the_one_of_the_story_and_its_two_worst_steps_are_named(cells, methods):
    present = methods["present"]
    assert "two totes of 12 bodies" in present[1]["description"] and "24 valve bodies" in cells["story"]
    high = [row["step"] for row in present if row["risk"] == "high"]
    assert re.search(r"steps (\d+) and (\d+)", cells["e1-turn"]).groups() == tuple(high)
    assert [place for place in ("Deburrs", "washer runs", "Drills") if not any(
        place in row["description"] for row in present)] == []  # fmt: skip


def test_eleven_minutes_in_a_hundred_are_operations(cells, methods):
    share = minutes(methods["present"], "operation") / minutes(methods["present"])
    assert cells["chart-11"].startswith("Eleven minutes in a hundred") and round(100 * share) == 11
    done, total = minutes(methods["present"], "operation"), minutes(methods["present"])
    assert cells["share-text"].startswith(f"Of {total:.1f} minutes, {done:.1f} go into operations")
    assert cells["share"] == f"round({done:.1f} / {total:.1f}, 3)"
    assert f"{total:.1f} minutes" in cells["e3-turn"]


def test_each_swing_to_the_far_right_is_a_wait(cells, methods):
    """Delay and storage are the two symbols on the right, and no two of them follow each other."""
    from shopfloor.methods.motion import SYMBOLS

    assert SYMBOLS[-2:] == WAITING and "swing to the far right" in cells["chart-read"]
    waits = [row["symbol"] in WAITING for row in methods["present"]]
    assert not any(one and other for one, other in zip(waits, waits[1:]))


def test_most_of_the_time_is_waiting_and_the_right_answer_says_how_much(methods):
    from shopfloor.teaching.exercises import of_lesson

    share = minutes(methods["present"], *WAITING) / minutes(methods["present"])
    assert of_lesson("04")["04.3"].test.answer == pytest.approx(share)
    assert f"In {100 * share:.0f} of 100 minutes" in of_lesson("04")["04.3"].test.insight


def test_the_hand_that_holds(hands):
    from shopfloor.teaching.exercises import of_lesson

    times = {}
    for row in hands:
        if row["method"] == "present":
            length = float(row["end_s"]) - float(row["start_s"])
            times[row["therblig"]] = times.get(row["therblig"], 0) + length
    insight = of_lesson("04")["04.4"].test.insight
    assert f"{times['hold']:.1f} of {cycle(hands, 'present'):.1f} seconds" in insight
    waste = ("hold", "search", "select", "position", "inspect", "unavoidable delay")
    assert max(waste, key=times.get) == "hold" and times["search"] < times["hold"] / 5
    proposed = [row for row in hands if row["method"] == "proposed"]
    assert "hold" not in {row["therblig"] for row in proposed}
    words = " ".join(row["description"] for row in proposed)
    assert all(thing in words for thing in ("fixture that clamps", "feeder", "driver that hangs", "chute"))


def test_the_worked_example_step_by_step(cells, hands, wage):
    before, after = cycle(hands, "present"), cycle(hands, "proposed")
    assert re.findall(r"\d+\.\d+", cells["worked-1"]) == [f"{before:.1f}", f"{after:.1f}"]
    assert cells["worked-pieces"] == f"round(3600 / {before:.1f}), round(3600 / {after:.1f})"
    saved = (before - after) * 500 / 60
    assert cells["worked-minutes"] == f"round(({before:.1f} - {after:.1f}) * 500 / 60, 2)"
    assert "500 clamps a day" in cells["worked-2"]
    assert f"The {saved:.2f} minutes" in cells["worked-4"]
    assert cells["worked-money"] == f"round({saved:.2f} / 60 * {wage}, 2)"


def test_the_draft_is_faster_by_almost_ten_minutes_and_raises_the_one_risk(cells, methods):
    gain = minutes(methods["proposed"]) - minutes(methods["draft"])
    assert 9.5 < gain < 10 and "almost ten minutes" in cells["draft-text"]
    order = ["none", "low", "medium", "high"]

    def raised(steps):
        worst = {}
        for row in methods["present"]:
            kind = (row["symbol"], row["place"])
            worst[kind] = max(worst.get(kind, 0), order.index(row["risk"]))
        return [
            int(row["step"])
            for row in steps
            if order.index(row["risk"]) > worst.get((row["symbol"], row["place"]), 0)
        ]

    from shopfloor.teaching.exercises import of_lesson

    assert raised(methods["draft"]) == [of_lesson("04")["04.6"].test.answer]
    assert raised(methods["proposed"]) == []


def test_the_named_wrong_steps_of_the_draft_are_what_is_said_of_them(methods):
    from shopfloor.teaching.exercises import of_lesson

    said = {mistake.value: mistake.words for mistake in of_lesson("04")["04.6"].test.mistakes}
    for row in methods["draft"]:
        words = said.pop(int(row["step"]), "")
        assert ("Fork trucks cross" in words) == ("fork trucks cross" in row["hazard"]), row
        assert ("behind its closed guard" in words) == ("guard closed" in row["hazard"]), row
        assert ("No fork trucks" in words) == ("no fork trucks" in row["hazard"]), row
        assert ("Sliding at hip height" in words) == ("hip height" in row["hazard"]), row
        assert ("nothing can hurt" in words or "no hazard" in words) == (not row["hazard"]), row
    present = {int(row["step"]): row for row in methods["present"]}
    for step in (15, 16):
        assert "closed" in said.pop(step) and "interlocked door" in present[step]["hazard"]


def test_the_supervisors_sum_and_what_is_wrong_with_it(cells, methods, wage):
    saved = minutes(methods["present"]) - minutes(methods["proposed"])
    assert f"{saved:.2f} minutes saved a lot" in cells["money-text"]
    assert cells["money-wrong"] == f"round({saved:.2f} * 10 / 60 * {wage}, 2)"
    assert f"${saved * 10 / 60 * float(wage):,.0f} a shift" in cells["money-wrong-text"]
    assert f"for {saved * 10 / 60:.0f} hours" in cells["money-wrong-text"]


def test_the_two_steps_that_show_what_person_minutes_are(cells, methods):
    for number, first in (("8", "The shelf"), ("12", "The brush")):
        [row] = [row for row in methods["present"] if row["step"] == number]
        time, people = float(row["time_min"]), int(row["people"])
        assert f"{first}: {time:g} × {people} = {time * people:g}." in cells["money-wrong-text"]
    # In the lot's chart no wait keeps anybody busy, as the guide says.
    assert {row["people"] for steps in methods.values() for row in steps if row["symbol"] in WAITING} == {"0"}


def test_the_slips_of_the_honest_sum_are_told_apart(cells, wage):
    from shopfloor.teaching.exercises import of_lesson

    judge = of_lesson("04")["04.8"].test.judge
    example = eval(cells["worked-money"])  # noqa: S307  (a sum in the notebook)
    assert "hose clamps" in judge(example).words
    assert "Without brackets" in judge(58.3 - 41.45 * 10 / 60 * float(wage)).words
    pair = of_lesson("04")["04.7"].test.judge
    assert "ten lots" in pair([583, 414.5]).words
    assert pair([58, 41]).words.startswith("Nearly")


def test_a_row_label_of_the_draft_is_told_from_a_step(methods):
    from shopfloor.teaching.exercises import of_lesson

    judge = of_lesson("04")["04.6"].test.judge
    first = len(methods["present"])
    for label in range(first, first + len(methods["draft"])):
        assert "row label" in judge(label).words


def test_the_letter_of_the_symbol_is_the_letter_of_the_answer():
    from shopfloor.teaching.exercises import of_lesson

    test = of_lesson("04")["04.2"].test
    assert test.judge("D").right and test.judge("delay").right and not test.judge("storage").right


def test_the_draft_takes_more_work_than_the_proposal(cells, methods):
    work = {name: person_minutes(steps) for name, steps in methods.items()}
    assert work["proposed"] < work["draft"] < work["present"] and "*more* work" in cells["labour-text"]
    differing = [row for row in methods["draft"] if "bridged" in row["description"]]
    assert [row["people"] for row in differing] == ["1"]
    assert [row["people"] for row in methods["proposed"] if row["place"] == "washer"][1:] == ["0", "0"]


def test_the_honest_sum_by_hand(methods, wage):
    """58.30 - 41.45 = 16.85; 16.85 x 10 = 168.5; 168.5 / 60 = 2.80833; 2.80833 x 20.29 = 56.98."""
    from shopfloor.teaching.exercises import of_lesson

    assert round(person_minutes(methods["present"]), 2) == 58.3
    assert round(person_minutes(methods["proposed"]), 2) == 41.45
    assert 16.85 * 10 / 60 * float(wage) == pytest.approx(56.98, abs=0.005)
    assert of_lesson("04")["04.8"].test.answer == pytest.approx(56.98, abs=0.005)


def test_the_numbers_of_the_sample_sentence_in_the_guide(methods):
    notebook = nbformat.read(ROOT / "notebooks" / "04_motion_study.ipynb", as_version=4)
    [note] = [cell.metadata["shopfloor"]["guide"] for cell in notebook.cells if cell.id == "l04-decide"]
    saved = person_minutes(methods["present"]) - person_minutes(methods["proposed"])
    assert re.findall(r"saves (\S+) person-minutes a lot", note) == [f"{saved:.2f}"] * 2
    assert "about 57 dollars" in note


def test_taking_the_shelf_out_saves_what_the_right_answer_says(methods):
    from shopfloor.teaching.exercises.lesson_04 import better_method, without_the_shelf

    shelf = sum(float(row["time_min"]) for row in methods["present"] if row["step"] in ("7", "8", "9"))
    assert f"saves {shelf:g} min a lot" in better_method(without_the_shelf())[1]


def test_the_wait_that_protects_somebody_is_not_dropped(methods):
    from shopfloor.teaching.exercises.lesson_04 import better_method, dropped, without_the_shelf

    assert "Cools" in methods["present"][15]["description"]
    assert "opened on hot liquid" in better_method(without_the_shelf(dropped("p16")))


def test_a_lift_that_was_made_easier_is_not_called_as_bad_as_before():
    from shopfloor.teaching.exercises.lesson_04 import better_method, changed, without_the_shelf

    lower = {"description": "Slides the totes onto a shelf at cart height", "risk": "low"}
    said = better_method(without_the_shelf(changed("p7", **lower), keep=["p7", "p8", "p9"]))
    assert said.startswith("You changed step 7") and "as bad as before" not in said
    only_written = better_method(without_the_shelf(changed("p7", risk="low"), keep=["p7", "p8", "p9"]))
    assert "as bad as before" in only_written


def test_much_of_the_way_leads_to_the_tool_crib_and_two_places_move(cells):
    trips = read("motion/trips")
    assert sum("tool crib" in (row["from_location"], row["to_location"]) for row in trips) > len(trips) / 4
    plans = {"present": {}, "proposed": {}}
    for row in read("motion/floor_plan"):
        if row["kind"] == "place":
            plans[row["plan"]][row["location"]] = row["x_m"], row["y_m"]
    moved = {name for name, point in plans["present"].items() if plans["proposed"][name] != point}
    assert moved == {"tool crib", "incoming inspection"}
    assert "moves the crib and the incoming inspection" in cells["travel-text"]


def test_the_lift_of_the_shelf_by_the_equation(cells):
    """RWL = 23 x 25/H x (1 - 0.003|V - 75|) x (0.82 + 4.5/D) x (1 - 0.0032 A); a fair grip costs 5 % below 75 cm only."""
    from shopfloor.teaching.exercises import of_lesson

    [lift] = [row for row in read("motion/lifts") if row["lift"] == "L3"]
    given = {
        "horizontal": lift["horizontal_cm"],
        "vertical": lift["vertical_cm"],
        "travel": lift["travel_cm"],
        "asymmetry": lift["asymmetry_deg"],
    }
    assert "from the upper shelf" in cells["lift-one"] and "step 9" in cells["lift-one"]
    assert all(f"{name}={value}" in cells["lift"] for name, value in given.items())
    assert f"({float(lift['load_kg']):g}, " in cells["lift"] and lift["coupling"] in cells["lift"]

    def index(vertical, travel):
        limit = 23 * 25 / 45 * (1 - 0.003 * abs(vertical - 75)) * (0.82 + 4.5 / travel) * (1 - 0.0032 * 30)
        return 15 / limit

    assert re.findall(r"\d+ cm", cells["e10-turn"]) == ["85 cm", "25 cm"]
    assert of_lesson("04")["04.10"].test.answer == pytest.approx(index(85, 25))
    assert 1 < index(85, 25) < index(160, 75)
    assert "23 kg" in cells["lift-text"]


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["next"] and "form of an answer only" in cells["next"]
    assert "a04_motion_study" in cells["next"]


def test_every_term_in_bold_is_defined_once(cells):
    notebook = nbformat.read(ROOT / "notebooks" / "04_motion_study.ipynb", as_version=4)
    found = {}
    for cell in notebook.cells:
        for term, meaning in cell.metadata.get("shopfloor", {}).get("terms", {}).items():
            assert term not in found and len(meaning.split()) >= 5
            assert f"**{term}" in cell.source.lower()
            found[term] = meaning
    assert {"hazard", "risk", "process chart", "therblig", "person-minutes", "lifting index"} <= set(found)
