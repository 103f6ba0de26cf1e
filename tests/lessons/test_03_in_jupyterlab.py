"""Lesson 03 as a learner meets it: real JupyterLab, wrong answers and right ones, the career map by keyboard."""

import json

MAP = ".sf-careers"
JUNIOR, MIDDLE, GOAL = "Junior production technician", "Production technician", "Production supervisor"


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("03_paths")
    lesson.run_all()
    page = lesson.page

    # A wrong answer is told which one it is, a right one is right.
    wrong = lesson.answer("l03-e4", 'largest_gap = gaps["gap"].max()\ncheck("03.4", largest_gap)')
    assert "Not yet" in wrong and "importance below 3" in wrong
    right = lesson.answer("l03-e4", 'largest_gap = 1.0\ncheck("03.4", largest_gap)')
    assert right.startswith("✓") and "Right" in right
    missing = 'missing = gaps[gaps["gap"] > 0]\nlevels_missing = missing["gap"].sum()\ncheck("03.3", levels_missing)'
    assert lesson.answer("l03-e3", missing).startswith("✓")

    # The map by keyboard alone: along the arrows to the supervisor, and G says that this is the goal.
    assert "Not tried yet" in lesson.run("l03-e8")
    box = page.locator(MAP).first
    start = box.get_by_role("button", name=f"{JUNIOR}. you are here")
    start.scroll_into_view_if_needed()
    start.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    chosen = box.locator(".sf-career-look .sf-career-title")
    while chosen.inner_text() != GOAL:
        before = chosen.inner_text()
        page.keyboard.press("ArrowUp")
        assert chosen.inner_text() != before
    page.keyboard.press("g")
    page.wait_for_selector(f"{MAP}[data-goal='{GOAL}']")
    first, second = (box.get_by_role("group", name=f"Plan for {role}") for role in (MIDDLE, GOAL))
    first.get_by_label("Target date").focus()
    page.keyboard.type("06302027")
    first.get_by_label("Note").focus()
    page.keyboard.type("Ask about the evening course")
    page.keyboard.press("Tab")
    page.wait_for_selector(f"{MAP}[data-step='3']")
    few = lesson.run("l03-e8")
    assert "The target date of step 2 is still missing" in few
    second.get_by_label("Target date").focus()
    page.keyboard.type("06302029")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{MAP}[data-step='4']")
    done = lesson.run("l03-e8")
    assert done.startswith("✓") and f"by way of {MIDDLE}" in done
    kept = json.loads((lesson.lab.folder / "my_career_plan.json").read_text(encoding="utf-8"))
    assert "Ask about the evening course" in json.dumps(kept)
    lesson.is_sound(axe)
