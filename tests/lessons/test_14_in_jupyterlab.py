"""Lesson 14 as a learner meets it: real JupyterLab, wrong answers and right ones, six games by keyboard."""

import json

CHART = ".sf-live-chart"
# How many subgroups each game runs before it is stopped; 0 lets it run to its end.
STOPS = [53, 50, 0, 51, 22, 55]


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("14_quality_at_the_source")
    lesson.run_all()
    page = lesson.page

    # A wrong answer is told which one it is, a right one is right.
    limits = 'lower_limit_mm = {}\nrange_limit_mm = {}\ncheck("14.1", [lower_limit_mm, range_limit_mm])'
    wrong = lesson.answer("l14-e1", limits.format("24.990", "25 + 2.114 * 0.01748"))
    assert "Not yet" in wrong and "nothing is added" in wrong
    right = lesson.answer("l14-e1", limits.format("25.0001 - 0.577 * 0.01748", "2.114 * 0.01748"))
    assert right.startswith("✓") and "24.9900 to 25.0102" in right
    assert "last one inside" in lesson.answer("l14-e2", 'first_beyond = 27\ncheck("14.2", first_beyond)')

    # Six games by keyboard alone: steps by the right arrow, a stop by S, the next game by N.
    stage = page.locator(f"{CHART} .sf-chart-stage")
    page.wait_for_selector(f"{CHART}[data-linked='yes']")
    page.locator(f"{CHART} .sf-live-still input").check()
    stage.focus()
    for game, stop in enumerate(STOPS, start=1):
        for _ in range((stop or 80) - 20):
            page.keyboard.press("ArrowRight")
        if stop:
            page.wait_for_selector(f"{CHART}[data-at='{stop}']")
            page.keyboard.press("s")
        page.wait_for_selector(f"{CHART}[data-state='ended'] .sf-live-outcome >> visible=true")
        assert f"{game} game" in page.locator(f"{CHART} .sf-live-score").inner_text()
        if game == 1:
            assert "1 of 6 games" in lesson.run("l14-e4")
            stage.focus()
        if game < len(STOPS):
            page.keyboard.press("n")
            page.wait_for_selector(f"{CHART}[data-state='paused'][data-at='20']")
    right = lesson.run("l14-e4")
    assert right.startswith("✓") and "4 caught, 0 missed, 1 false alarm." in right
    kept = json.loads((lesson.lab.folder / "my_live_chart.json").read_text(encoding="utf-8"))
    assert [stop["at"] for stop in kept["inputs"]["stops"]] == [stop or None for stop in STOPS]
    # What the rules alone would have done stands in the record, and is counted from it.
    assert "chart_signal" in lesson.run("l14-record")
    counted = 'rules_false_alarms = {}\ncheck("14.5", [live, rules_false_alarms])'
    assert "A mark in a game without a cause" in lesson.answer("l14-e5", counted.format(2))
    assert lesson.answer("l14-e5", counted.format(3)).startswith("✓")
    assert (lesson.lab.folder / "my_control_chart.xlsx").is_file()
    lesson.is_sound(axe)
