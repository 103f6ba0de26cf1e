"""Lesson 11 as a learner meets it: real JupyterLab, wrong answers and right ones, the flow simulator by keyboard."""

import json

FLOW = ".sf-flow"


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("11_flow")
    lesson.run_all()
    page = lesson.page

    # A seed of one's own: other numbers, and the law holds.
    shown = lesson.answer(
        "l11-own-run", "my_line = simulate(stations, arrival_gap=4.40, parts=1000, seed=43)\nmy_line"
    )
    assert "seed 43: 1000 parts finished" in shown
    throughput, lead_time = (
        float(shown.split(words)[1].split(",")[0].split()[0]) for words in ("throughput ", "cycle time ")
    )
    wrong = lesson.answer("l11-e2", f'check("11.2", [{throughput}, {lead_time}, {lead_time / throughput}])')
    assert "Not yet" in wrong and "The law multiplies" in wrong
    right = lesson.answer("l11-e2", f'check("11.2", [{throughput}, {lead_time}, {throughput * lead_time}])')
    assert right.startswith("✓") and "as many were counted" in right
    # A wrong answer is told which one it is, a right one is right.
    wrong = lesson.answer(
        "l11-e4", 'steadier_wait_min = (1 + 0.5) / 2 * 19 * 4\ncheck("11.4", steadier_wait_min)'
    )
    assert "Not yet" in wrong and "0.5**2 is 0.25" in wrong
    right = lesson.answer(
        "l11-e4", 'steadier_wait_min = (1 + 0.5**2) / 2 * 19 * 4\ncheck("11.4", steadier_wait_min)'
    )
    assert right.startswith("✓") and "Steady beats fast" in right

    # The simulator by keyboard alone. The limit of 8 that it starts with is too small, as the check says.
    page.wait_for_selector(f"{FLOW}[data-linked='yes']")
    finish = page.get_by_role("button", name="Run to the end and note")
    finish.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{FLOW} [role=status] >> text=noted as number 1", state="attached")
    assert "that limit is too small. Now raise it" in lesson.run("l11-e6")
    limit = page.get_by_role("slider", name="WIP limit of the pull line")
    limit.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{FLOW} h3 >> text=at most 10 parts in the line")
    finish.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{FLOW} [role=status] >> text=noted as number 2", state="attached")
    right = lesson.run("l11-e6")
    assert right.startswith("✓") and "in 50 min in place of 84" in right
    # What was noted is read back, and kept beside the notebook.
    assert "83.8" in lesson.run("l11-shifts")
    kept = json.loads((lesson.lab.folder / "my_flow_shifts.json").read_text(encoding="utf-8"))
    assert [one["wip"] for one in kept["inputs"]["noted"]] == [8, 10]
    right = lesson.answer("l11-e7", 'check("11.7", "b")')
    assert right.startswith("✓") and "on paper" in right
    lesson.is_sound(axe)
