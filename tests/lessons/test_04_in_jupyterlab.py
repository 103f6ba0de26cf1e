"""Lesson 04 as a learner meets it: real JupyterLab, a wrong answer and a right one, the chart builder by keyboard."""

BUILDER = ".sf-pcb"


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("04_motion_study")
    lesson.run_all()
    page = lesson.page

    # A wrong answer is told which one it is, a right one is right.
    wrong = lesson.answer("l04-e3", 'waiting = 120 / 471.3\ncheck("04.3", waiting)')
    assert "Not yet" in wrong and "delays only" in wrong
    right = lesson.answer("l04-e3", 'waiting = (120 + 285) / 471.3\ncheck("04.3", waiting)')
    assert right.startswith("✓") and "Right" in right
    assert "Not tried yet" in lesson.run("l04-e5")

    # The builder by keyboard alone: to step 7, then the lift, the shelf and the lift from it are dropped.
    steps = page.locator(f"{BUILDER} .sf-step")
    steps.first.scroll_into_view_if_needed()
    steps.first.focus()
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    for left in (22, 21, 20):
        page.keyboard.press("Delete")
        page.wait_for_selector(f"{BUILDER}[data-steps='{left}']")
    silent = lesson.run("l04-e5")
    assert "Not yet" in silent and "3 of 3 changes have none yet" in silent
    for change in (1, 2, 3):
        page.get_by_label(f"Why? Reason of change {change},").focus()
        page.keyboard.type("the lot goes on at once")
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{BUILDER} .sf-said >> text=The reason of change {change} is noted")
    done = lesson.run("l04-e5")
    assert done.startswith("✓") and "saves 242 min" in done

    # The work is kept, and goes into the spreadsheet.
    assert (lesson.lab.folder / "my_method.json").is_file()
    assert "my_methods.xlsx" in lesson.run("l04-excel")
    lesson.is_sound(axe)
