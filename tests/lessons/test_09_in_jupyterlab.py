"""Lesson 09 as a learner meets it: real JupyterLab, wrong answers and right ones, the numbers game by keyboard."""

import json
from collections import deque

from shopfloor.widgets.numbers_game.sheets import layout

GAME = ".sf-game"
ARROWS = {"ArrowLeft": (-1, 0), "ArrowRight": (1, 0), "ArrowUp": (0, -1), "ArrowDown": (0, 1)}
NUMBERS, SEED = 20, 9


def neighbor(spots, here, way):
    """The number that an arrow key goes to: the nearest in that direction, and more straight than aside."""
    start, found = spots[here], (float("inf"), None)
    for value, (x, y) in spots.items():
        along = (x - start[0]) * way[0] + (y - start[1]) * way[1]
        across = abs((x - start[0]) * way[1]) + abs((y - start[1]) * way[0])
        if along > 0.01 and along + 2 * across < found[0]:
            found = (along + 2 * across, value)
    return found[1]


def way_to(spots, here, there):
    """The arrow keys from one number to another."""
    ways, queue = {here: []}, deque([here])
    while queue and there not in ways:
        at = queue.popleft()
        for name, way in ARROWS.items():
            onward = neighbor(spots, at, way)
            if onward is not None and onward not in ways:
                ways[onward] = [*ways[at], name]
                queue.append(onward)
    return ways[there]


def play(page, sheet, plays):
    """One whole play with arrows and Enter alone, as it stands after so many plays."""
    page.get_by_role("radio", name=sheet, exact=True).press("Space")
    page.wait_for_selector(f"{GAME} .sf-board[data-sheet='{sheet}']")
    spots = {one["value"]: (one["x"], one["y"]) for one in layout(sheet, NUMBERS, SEED, plays)}
    page.locator(f"{GAME} .sf-go").press("Enter")
    page.wait_for_selector(f"{GAME} .sf-board[data-running='yes']")
    here = next(iter(spots))
    for number in range(1, NUMBERS + 1):
        for arrow in way_to(spots, here, number):
            page.keyboard.press(arrow)
        page.keyboard.press("Enter")
        here = number
    page.wait_for_selector(f"{GAME}[data-plays='{plays + 1}']")


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("09_waste_and_5s")
    lesson.run_all()
    page = lesson.page

    # A wrong answer is told which one it is, a right one is right.
    wrong = lesson.answer("l09-e1", 'paid_for = [14, 24, 26]\ncheck("09.1", paid_for)')
    assert "Not yet" in wrong and "A test finds out what the valve is" in wrong
    right = lesson.answer("l09-e1", 'paid_for = [14, 24]\ncheck("09.1", paid_for)')
    assert right.startswith("✓") and "Right" in right
    wrong = lesson.answer("l09-e3", 'names = [5, 8, 4, 6, 1, ...]\ncheck("09.3", names)')
    assert "no number yet" in wrong
    wrong = lesson.answer("l09-e4", 'impossible = 840\ncheck("09.4", impossible)')
    assert "its minutes" in wrong

    # The numbers game by keyboard alone. First the mixed sheet: the check says what is missing.
    page.wait_for_selector(f"{GAME}[data-linked='yes']")
    play(page, "mixed", 0)
    assert "Choose set in order" in lesson.run("l09-e7")
    play(page, "set in order", 1)
    right = lesson.run("l09-e7")
    assert right.startswith("✓") and "Mixed" in right
    # The share, from the two times on the page; then what was played is in the file.
    shown = page.locator(f"{GAME} .sf-results tbody tr").all_inner_texts()
    before, after = (float(line.split("\t")[3]) for line in shown)
    given = lesson.answer("l09-e8", f'less = ({before} - {after}) / {before}\ncheck("09.8", [game, less])')
    assert given.startswith("✓")
    kept = json.loads((lesson.lab.folder / "my_numbers_game.json").read_text(encoding="utf-8"))
    assert [one["sheet"] for one in kept["inputs"]["plays"]] == ["mixed", "set in order"]
    # Run again: the plays are still there.
    lesson.run("l09-game")
    page.wait_for_selector(f"{GAME}[data-plays='2']")
    lesson.is_sound(axe)
