"""Lesson 10 as a learner meets it: real JupyterLab, wrong answers and right ones, the board by keyboard."""

import json

BOARD = ".sf-lbb"


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("10_takt_and_line_balancing")
    lesson.run_all()
    page = lesson.page

    # A wrong answer is told which one it is, a right one is right.
    wrong = lesson.answer(
        "l10-e1", 'pump_minutes = 2 * 480\npump_takt_s = 75.8\ncheck("10.1", [pump_minutes, pump_takt_s])'
    )
    assert "Not yet" in wrong and "both shifts whole" in wrong
    right = lesson.answer(
        "l10-e1",
        'pump_minutes = 2 * (480 - 30 - 20)\npump_takt_s = pump_minutes * 60 / 760\ncheck("10.1", [pump_minutes, pump_takt_s])',
    )
    assert right.startswith("✓") and "67.89 s" in right
    wrong = lesson.answer("l10-e3", 'weight_of_a_s = 148\ncheck("10.3", weight_of_a_s)')
    assert "H twice" in wrong
    # The task that is longer than takt: the error names it and what can be done, and the cell is mended.
    stopped = lesson.answer("l10-heater", 'heater = tasks[tasks["line"] == "heater"]\nbalance(heater, 102.7)')
    assert "Task Q (131) takes longer" in stopped and "parallel=True" in stopped
    mended = 'heater = tasks[tasks["line"] == "heater"]\nbalance(heater, 102.7, parallel=True)'
    assert "205 for 2" in lesson.answer("l10-heater", mended)

    # The board by keyboard alone: five moves, each a task and the number of a station.
    assert "station 5 takes 71 s" in lesson.run("l10-e4")
    page.wait_for_selector(f"{BOARD}[data-linked='yes']")
    moves = [("K", "6"), ("K", "5"), ("D", "1"), ("F", "2"), ("G", "2"), ("I", "3"), ("L", "4")]
    for place, (task, station) in enumerate(moves):
        page.locator(f"{BOARD} .lb-task[data-task='{'ABCDEFGHIJKLMN'.index(task)}']").focus()
        page.keyboard.press(station)
        page.wait_for_selector(
            f"{BOARD} [role='status'] >> text={task} is at station {station} now", state="attached"
        )
        if not place:
            assert "Station 6 takes 80 s" in lesson.run("l10-e4"), "K to 6: another station is too full"
    page.wait_for_selector(f"{BOARD}[data-verdict='good'][data-stations='6']")
    right = lesson.run("l10-e4")
    assert right.startswith("✓") and "fullest takes 65 s" in right
    kept = json.loads((lesson.lab.folder / "my_pump_line.json").read_text(encoding="utf-8"))
    assert sorted(kept["inputs"]["stations"][0]) == list("ABCD")
    # What the two rules need, as the lesson says.
    for rule, count in (("Largest candidate", 7), ("Positional weight", 6)):
        page.get_by_role("button", name=rule).press("Enter")
        # Until Python has answered, All is the other rule's, and has nothing to do.
        page.wait_for_selector(f"{BOARD}[data-at='1']")
        page.get_by_role("button", name="All", exact=True).press("Enter")
        page.wait_for_selector(f"{BOARD}[data-at='14'] .lb-end >> text={count} stations")
    assert (lesson.lab.folder / "my_line.xlsx").is_file()
    lesson.is_sound(axe)
