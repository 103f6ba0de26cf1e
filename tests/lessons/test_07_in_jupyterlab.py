"""Lesson 07 as a learner meets it: real JupyterLab, wrong answers and right ones, tours made by keyboard."""

from shopfloor.widgets.sampling_simulator.day import A_DAY, ACTIVITIES, seen, tour_times

SEED = 5


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("07_work_sampling")
    lesson.run_all()
    page = lesson.page

    # A wrong answer is told which one it is, a right one is right.
    wrong = lesson.answer(
        "l07-e2",
        'walking_share = 39 / 360\nwalking_margin = 0.033\ncheck("07.2", [walking_share, walking_margin])',
    )
    assert "Not yet" in wrong and "360 tours that were planned" in wrong
    right = lesson.answer(
        "l07-e2",
        "walking_share = 39 / 353\nwalking_margin = margin(walking_share, 353)\n"
        'check("07.2", [walking_share, walking_margin])',
    )
    assert right.startswith("\u2713") and "give or take 3" in right

    # The widget's task by keyboard alone: a day of tours of each plan, then the exercise reads them.
    assert "Not tried yet" in lesson.run("l07-e3")
    names = list(ACTIVITIES)
    stage = page.locator(".sf-sampling .sf-stage")
    stage.scroll_into_view_if_needed()
    for plan in ("every half hour", "random times"):
        radio = page.get_by_role("radio", name=plan)
        radio.focus()
        radio.press("Space")
        page.wait_for_selector(".sf-sampling[data-made='0']")
        stage.focus()
        for made, time in enumerate(tour_times(SEED, 1, plan), start=1):
            page.keyboard.press("s")
            page.wait_for_selector(".sf-sampling[data-curtain='open']")
            page.keyboard.press(str(names.index(seen(SEED, 1, time)) + 1))
            page.wait_for_selector(f".sf-sampling[data-made='{made}']")
        assert made == A_DAY
        if plan == "every half hour":
            assert '16 more tours at "random times"' in lesson.run("l07-e3")
    assert "8 of 16 tours every half hour and in 3 of 16 tours at random times" in lesson.run("l07-e3")
    waits = [line.split("\t")[-1].strip() for line in lesson.run("l07-waits").splitlines()[1:]]
    assert len(waits) == 11 and all(time.endswith(":00") for time in waits[:8])
    assert "surer, and just as wrong" in lesson.answer("l07-e4", 'check("07.4", "c")')
    lesson.is_sound(axe)
