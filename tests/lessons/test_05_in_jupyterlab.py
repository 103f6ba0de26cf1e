"""Lesson 05 as a learner meets it: real JupyterLab, a wrong answer and a right one, the stopwatch by keyboard."""


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("05_stopwatch_study")
    lesson.run_all()
    page = lesson.page

    # A wrong answer is told which one it is, a right one is right, and the solution is open.
    wrong = lesson.answer("l05-e2", 'watch_min = 2.45\ncheck("05.2", watch_min)')
    assert "Not yet" in wrong and "27 seconds" in wrong
    right = lesson.answer("l05-e2", 'watch_min = 2.75\ncheck("05.2", watch_min)')
    assert right.startswith("✓") and "Right" in right

    # The stopwatch by keyboard alone: Tab order leads to the operator, and its keys are not JupyterLab's.
    stage = page.locator(".sf-stage").first
    stage.scroll_into_view_if_needed()
    stage.focus()
    page.keyboard.press("s")
    for reading in (1, 2):
        page.wait_for_function(
            "n => Number(document.querySelector('.sf-stopwatch').dataset.breaks) >= n",
            arg=reading,
            timeout=60_000,
        )
        page.keyboard.press("Space")
    page.wait_for_selector(".sf-stopwatch[data-readings='2'][data-linked='yes']")
    page.keyboard.press("s")
    record = (lesson.lab.folder / "my_stopwatch_record.csv").read_text(encoding="utf-8").splitlines()
    assert len(record) == 3
    scored = lesson.run("l05-score")
    times = [line.split("\t") for line in scored.splitlines()[1:]]
    assert [row[2] for row in times] == ["A", "B"]
    assert [row[3] for row in times] == ["matched", "matched"]
    assert all(abs(float(row[4]) - float(row[5])) < 0.03 for row in times), scored
    few = lesson.run("l05-e7")
    assert "0 whole cycles" in few
    lesson.is_sound(axe)
