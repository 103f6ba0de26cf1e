"""Lesson 15 as a learner meets it: real JupyterLab, wrong answers and right ones, the A3 sheet by keyboard."""

import json


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("15_kaizen_capstone")
    lesson.run_all()
    page = lesson.page

    wrong = lesson.answer("l15-e1", 'rig_oee = 0.884\ncheck("15.1", rig_oee)')
    assert "Not yet" in wrong and "availability alone" in wrong
    right = lesson.answer("l15-e1", 'rig_oee = 10515 * 84 / (17600 * 60)\ncheck("15.1", rig_oee)')
    assert right.startswith("✓")
    wrong = lesson.answer("l15-e4", 'missing_min = 26.0 * 84 / 60\ncheck("15.4", missing_min)')
    assert "ideal 84 s" in wrong
    assert lesson.answer("l15-e3", 'check("15.3", "c")').startswith("✗")

    # The sheet by keyboard alone: five gaps, then the trial weeks.
    assert "as you found it" in lesson.run("l15-e6")
    page.get_by_label("Number wanted").focus()
    page.keyboard.type("289")
    page.keyboard.press("Tab")
    page.get_by_label("Why 3").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Parts are fetched while it stands: no steps are written down")
    page.get_by_label("Who, countermeasure 2").focus()
    page.keyboard.type("Shift supervisor")
    page.get_by_label("When, countermeasure 3").focus()
    page.keyboard.type("11132026")
    page.get_by_label("Checked again on").focus()
    page.keyboard.type("12182026")
    page.keyboard.press("Tab")
    page.wait_for_selector("text=1 thing is missing or does not fit.")
    assert "one for a shift" in lesson.run("l15-e6")
    page.get_by_label("Number wanted").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2889")
    page.keyboard.press("Tab")
    page.wait_for_timeout(400)
    assert lesson.run("l15-e6").startswith("✓")
    page.get_by_label("After", exact=True).focus()
    page.keyboard.type("2968 3041 2957 3006")
    page.keyboard.press("Tab")
    for place in (1, 2, 3):
        page.get_by_label(f"Done, countermeasure {place}").focus()
        page.keyboard.press("Space")
    page.wait_for_selector(
        "text=Chance alone rarely does that: the true difference may be anything from +256"
    )
    assert "luck is in it" in lesson.answer("l15-e7", 'at_least = 364\ncheck("15.7", at_least)')
    assert lesson.answer("l15-e7", 'at_least = 256\ncheck("15.7", at_least)').startswith("✓")
    kept = json.loads((lesson.lab.folder / "my_a3.json").read_text(encoding="utf-8"))
    assert kept["inputs"]["goal_number"] == 2889 and all(one["done"] for one in kept["inputs"]["actions"])
    assert (lesson.lab.folder / "my_rig.xlsx").is_file() and (lesson.lab.folder / "my_a3.html").is_file()
    lesson.is_sound(axe)
