"""Lesson 08 as a learner meets it: real JupyterLab, wrong answers and right ones, the curve fitter by keyboard."""

import json

FITTER = ".sf-fitter"


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("08_learning_and_predetermined_times")
    lesson.run_all()
    page = lesson.page

    # The rate as a percentage: the error says what it suspects, and the cell is mended.
    assert "did you mean 0.80?" in lesson.answer("l08-worked-call", "unit_time(100, 4, 80)")
    assert lesson.answer("l08-worked-call", "unit_time(100, 4, 0.80)") == "64.0"
    # A wrong answer is told which one it is, a right one is right.
    wrong = lesson.answer("l08-e1", 'unit_8_h = 40\ncheck("08.1", unit_8_h)')
    assert "Not yet" in wrong and "20 % of what is left" in wrong
    right = lesson.answer("l08-e1", 'unit_8_h = 64 * 0.80\ncheck("08.1", unit_8_h)')
    assert right.startswith("✓") and "Right" in right
    wrong = lesson.answer("l08-e8", 'present_s = 794\ncheck("08.8", present_s)')
    assert "read as seconds" in wrong

    # The curve fitter by keyboard alone. First a line with every unit in it: the check says what is missing.
    page.wait_for_selector(f"{FITTER}[data-linked='yes']")
    rate = page.get_by_role("slider", name="Learning rate")
    rate.focus()
    for _ in range(29):
        page.keyboard.press("ArrowLeft")
    page.wait_for_selector(f"{FITTER} [role=status] >> text=Rate 75.5", state="attached")
    page.get_by_role("button", name="Keep this line").press("Enter")
    page.wait_for_selector(f"{FITTER} .sf-kept tbody tr")
    assert "also the one that was held up" in lesson.run("l08-e6")
    # Then from unit to unit, until one has a remark; it is left out, and the line kept once more.
    page.get_by_label("Look at", exact=True).focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{FITTER} .sf-remark >> text=two hoses delivered too short")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{FITTER} [role=status] >> text=Unit 13 is left out.", state="attached")
    page.get_by_role("button", name="Keep this line").press("Enter")
    page.wait_for_selector(f"{FITTER} .sf-kept tbody tr >> nth=1")
    right = lesson.run("l08-e6")
    assert right.startswith("✓") and "the rate is 75.5 %" in right
    kept = json.loads((lesson.lab.folder / "my_learning_curve.json").read_text(encoding="utf-8"))
    assert [one["left_out"] for one in kept["inputs"]["tries"]] == [[], [13]]
    lesson.is_sound(axe)
