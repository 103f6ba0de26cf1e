"""Lesson 13 as a learner meets it: real JupyterLab, wrong answers and right ones, the loss tree by keyboard."""

import json

TREE = ".sf-oee"


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("13_oee_and_changeovers")
    lesson.run_all()
    page = lesson.page

    # The errors that the lesson asks for, each mended again.
    assert "did you mean 0.4?" in lesson.answer("l13-worked-call", "oee(450, 10, 24, 970, 937)")
    assert "oee=0.8329" in lesson.answer("l13-worked-call", "oee(450, 10, 24 / 60, 970, 937)")
    quarter = "once = im07.drop_duplicates()\noee_of({}, named{})"
    kept = ', uncounted="leave out"'
    assert "is in the table twice" in lesson.answer("l13-quarter-oee", quarter.format("im07", kept))
    assert "good pieces of 3 shifts are missing" in lesson.answer(
        "l13-quarter-oee", quarter.format("once", "")
    )
    assert "oee=0.7526" in lesson.answer("l13-quarter-oee", quarter.format("once", kept))

    # A wrong answer is told which one it is, a right one is right.
    wrong = lesson.answer("l13-e1", 'availability_b = 78 / 450\ncheck("13.1", availability_b)')
    assert "Not yet" in wrong and "share that it stood" in wrong
    right = lesson.answer("l13-e1", 'availability_b = (450 - 78) / 450\ncheck("13.1", availability_b)')
    assert right.startswith("✓") and "Right" in right
    wrong = lesson.answer("l13-e8", 'move_outside = [1, 2, 3, 8, 9, 14, 21]\ncheck("13.8", move_outside)')
    assert "a place to warm a mold up" in wrong
    wrong = lesson.answer("l13-e9", 'failing_motor = 206\ncheck("13.9", failing_motor)')
    assert "always has" in wrong

    # The loss tree by keyboard alone: breakdowns cut by 30 %, noted; then reduced speed, first not enough.
    page.wait_for_selector(f"{TREE}[data-linked='yes']")
    openers = page.locator(f"{TREE} .sf-oee-open")
    openers.nth(0).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{TREE} [role=status] >> text=breakdowns 4,268 min", state="attached")
    page.keyboard.press("Tab")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{TREE} .sf-oee-freed >> text=The cuts free 1,280 min")
    page.get_by_role("button", name="Note this case").press("Enter")
    page.wait_for_selector(f"{TREE} [role=status] >> text=Case 1 is noted", state="attached")
    page.get_by_role("button", name="Cut nothing").press("Enter")
    page.wait_for_selector(f"{TREE} .sf-oee-freed >> text=Nothing is cut yet")
    assert "open Performance" in lesson.run("l13-e6")
    openers.nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{TREE} [role=status] >> text=reduced speed 10,465 min", state="attached")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{TREE} .sf-oee-freed >> text=The cuts free 1,046 min")
    page.get_by_role("button", name="Note this case").press("Enter")
    page.wait_for_selector(f"{TREE} [role=status] >> text=Case 2 is noted", state="attached")
    assert "speed a little more" in lesson.run("l13-e6")
    page.get_by_role("slider", name="Reduced speed").press("ArrowRight")
    page.wait_for_selector(f"{TREE} .sf-oee-freed >> text=The cuts free 1,570 min")
    page.get_by_role("button", name="Note this case").press("Enter")
    page.wait_for_selector(f"{TREE} [role=status] >> text=Case 3 is noted", state="attached")
    right = lesson.run("l13-e6")
    assert right.startswith("✓") and "2,709 pieces and 1,355 dollars" in right
    kept = json.loads((lesson.lab.folder / "my_losses.json").read_text(encoding="utf-8"))
    assert [one["cuts"]["reduced speed"] for one in kept["inputs"]["noted"]] == [0, 0.1, 0.15]
    lesson.is_sound(axe)
