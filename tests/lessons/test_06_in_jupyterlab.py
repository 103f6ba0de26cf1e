"""Lesson 06 as a learner meets it: real JupyterLab, a wrong answer and a right one, a clip rated by keyboard."""

import json


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("06_rating_and_allowances")
    lesson.run_all()
    page = lesson.page

    # A wrong answer is told which one it is, and a right one is right.
    wrong = lesson.answer("l06-e6", 'pumps_per_hour = 46.17\ncheck("06.6", pumps_per_hour)')
    assert "Not yet" in wrong and "This plant's agreement says workday" in wrong
    right = lesson.answer("l06-e6", 'pumps_per_hour = 60 / standard_min\ncheck("06.6", pumps_per_hour)')
    assert right.startswith("\u2713") and "Right" in right

    # Two clips by keyboard alone: the keys are the trainer's, not JupyterLab's.
    trainer = ".sf-trainer"
    stage = page.locator(f"{trainer} .sf-stage").first
    stage.scroll_into_view_if_needed()
    stage.focus()
    for place, (key, presses) in enumerate([("ArrowUp", 2), ("ArrowDown", 4)], start=1):
        page.keyboard.press("s")
        page.wait_for_selector(f"{trainer}[data-seen='{place - 1}']")
        for _ in range(presses):
            page.keyboard.press(key)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{trainer}[data-rated='{place}'][data-linked='yes']")
    kept = json.loads((lesson.lab.folder / "my_ratings.json").read_text(encoding="utf-8"))
    assert kept["inputs"]["ratings"] == [110, 90]
    said = lesson.run("l06-e2")
    assert "2 of 8 clips rated so far" in said

    # The other six through the same model, and the lesson tells the learner's own bias.
    lesson.answer(
        "l06-e2",
        'trainer.set(ratings=[110, 90, 100, 95, 80, 110, 105, 95])\ncheck("06.2", trainer)',
    )
    page.wait_for_selector(f"{trainer}[data-rated='8']")
    told = lesson.run("l06-e2")
    bias = round(sum(trainer_errors([110, 90, 100, 95, 80, 110, 105, 95])) / 8 / 100, 2)
    assert "Right" in told and f"Your bias is {bias:+.2f}" in told
    lesson.is_sound(axe)


def trainer_errors(ratings):
    from shopfloor.widgets.rating_trainer.clips import paces

    return [rating - round(100 * pace) for rating, pace in zip(ratings, paces(6, len(ratings)), strict=True)]
