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

    # Something on the desk, and one's own record from then on.
    laps = "[8.4, 7.9, 8.8, 8.1, 8.6, 8.2]"
    shown = lesson.answer(
        "l05-desk-laps", f'my_laps = {laps}\nmy_total = 0.50\ncheck("05.8", [my_laps, my_total])'
    )
    assert "Not yet" in shown and "mistyped" in shown
    shown = lesson.answer(
        "l05-desk-laps", f'my_laps = {laps}\nmy_total = 50.0\ncheck("05.8", [my_laps, my_total])'
    )
    assert "Right" in shown and "accounted for" in shown
    shown = lesson.answer(
        "l05-desk-average", 'my_cycle_min = sum(my_laps) / 6 / 60\ncheck("05.9", [my_laps, my_cycle_min])'
    )
    assert "Right" in shown and "0.138889" in shown
    lesson.run("l05-excel-own")
    assert list(lesson.lab.folder.glob("my_own_study*.xlsx"))
    lesson.is_sound(axe)
