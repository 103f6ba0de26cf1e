"""Lesson 12 as a learner meets it: real JupyterLab, wrong answers and right ones, the map by keyboard."""

import json

MAP = ".sf-vsm"


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("12_value_stream")
    lesson.run_all()
    page = lesson.page

    # A wrong answer is told which one it is, a right one is right.
    wrong = lesson.answer("l12-e4", 'carton_cards = 600 * 2 / 75\ncheck("12.4", carton_cards)')
    assert "Not yet" in wrong and "safety of 10 % is missing" in wrong
    right = lesson.answer(
        "l12-e4", 'carton_cards = kanban_cards(600, 2, 0.10, 75)\ncheck("12.4", carton_cards)'
    )
    assert right.startswith("✓") and "Right" in right
    wrong = lesson.answer("l12-e3", 'may_days = may["pieces"].sum()\ncheck("12.3", may_days)')
    assert "Those are the racks" in wrong
    assert "Not tried yet" in lesson.run("l12-e6")

    # The map by keyboard alone. First the weld: it keeps up, and the days stay.
    page.wait_for_selector(f"{MAP}[data-linked='yes'] .sf-process")
    which = page.get_by_label("Process to change")
    which.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(f"{MAP}[data-chosen='3']")
    uptime = page.get_by_label("Uptime (%)")
    for percent, verdict in (("93", "too slow"), ("94", "fast enough")):
        uptime.focus()
        page.keyboard.press("Control+A")
        page.keyboard.type(percent)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{MAP} .sf-pace >> text={verdict}")
    right = lesson.answer("l12-e5", 'weld_uptime = 94\ncheck("12.5", weld_uptime)')
    assert right.startswith("✓")
    assert "the lead time is still 23.15 days" in lesson.run("l12-e6")

    # A heap that is only typed smaller has no reason to stay small.
    fill = page.get_by_label("Inventory before it (pieces)")
    fill.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("100")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{MAP}[data-changes='2']")
    assert "nothing keeps it there" in lesson.run("l12-e6")
    back = page.get_by_role("button", name="Put back, weld: inventory before")
    back.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{MAP}[data-changes='1']")

    # Three supermarkets: before coat, ship and bend.
    changes = 1
    for steps_down, place in ((1, 4), (3, 7), (-5, 2)):
        which.focus()
        for _ in range(abs(steps_down)):
            page.keyboard.press("ArrowDown" if steps_down > 0 else "ArrowUp")
        page.wait_for_selector(f"{MAP}[data-chosen='{place}']")
        page.get_by_label("Before it", exact=True).focus()
        page.keyboard.press("s")
        changes += 1
        page.wait_for_selector(
            f"{MAP}[data-changes='{changes}'] .sf-process[data-place='{place}'][data-flow='pull']"
        )
    page.wait_for_selector(f"{MAP} .sf-said >> text=15.45 days")
    right = lesson.run("l12-e6")
    assert right.startswith("✓") and "15.45 days in place of 23.15" in right
    lesson.run("l12-future")
    assert "23.15 -> 15.45 days" in lesson.run("l12-effect")
    kept = json.loads((lesson.lab.folder / "my_future_state.json").read_text(encoding="utf-8"))
    assert kept["inputs"]["changed"]["3"] == {"uptime": 0.94} and kept["inputs"]["changed"]["7"] == {
        "flow": "pull"
    }
    lesson.run("l12-excel")
    assert (lesson.lab.folder / "my_value_stream.xlsx").is_file()
    lesson.is_sound(axe)
