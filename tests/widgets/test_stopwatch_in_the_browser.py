"""The stopwatch used as a learner uses it: real JupyterLab, real keys, the record read back in Python."""

import json

import pytest

from shopfloor.widgets import Stopwatch
from shopfloor.widgets.operator import write_script

ROOT = ".sf-stopwatch"


def time_by_keyboard(page, breaks):
    """Press the key of each element at its true break point, so many times; the letters pressed."""
    pressed = []
    for count in range(1, breaks + 1):
        page.wait_for_function(
            f"n => Number(document.querySelector('{ROOT}').dataset.breaks) >= n", arg=count
        )
        pressed.append(page.locator(ROOT).first.get_attribute("data-last-end"))
        page.keyboard.press(pressed[-1].lower())
    return pressed


def wait_saved(page, readings):
    page.wait_for_selector(f"{ROOT}[data-readings='{readings}'][data-linked='yes']")


def test_timed_by_keyboard_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "keyboard/observe.ipynb",
        [
            "from shopfloor.widgets import Stopwatch\nwatch = Stopwatch(seed=5, cycles=3, speed=5)\nwatch",
            "print('last line')",
            "print(watch.record.to_json(orient='records'))",
            "scored = watch.score()\nprint(scored[['outcome', 'element']].value_counts().to_dict())\n"
            "print('largest error', scored['error_min'].abs().max())",
            "print(watch.summary())",
        ],
    )
    lab.run_all(page, "keyboard/observe.ipynb", "last line")
    root = page.locator(ROOT)
    root.wait_for()
    assert axe(page, ROOT) == []

    # Tab order leads to the operator; keys that JupyterLab would take (A, B, D, F, space) reach the watch.
    page.locator(".sf-stage").focus()
    page.keyboard.press("s")
    pressed = time_by_keyboard(page, 7)
    assert pressed == [segment.label for segment in write_script(5, 3).segments[:7]]
    assert "F" in pressed, "a foreign stretch is planted in the second cycle"
    page.keyboard.press("e")  # a slip of the finger
    page.wait_for_selector(f"{ROOT}[data-readings='8']")
    page.keyboard.press("u")
    page.wait_for_selector(f"{ROOT}[data-readings='7']")
    page.keyboard.press("s")
    page.wait_for_selector(f"{ROOT}[data-phase='paused']")
    standing = page.locator(".sf-watch").inner_text()
    wait_saved(page, 7)

    record = json.loads(lab.run_cell(page, 2))
    assert [row["element"] for row in record] == pressed
    assert [row["cycle"] for row in record] == [1, 1, 1, 1, 2, 2, 2]
    readings = [row["reading_min"] for row in record]
    assert readings == sorted(readings) and readings[0] > 0.05
    assert record[3]["time_min"] == pytest.approx(readings[3] - readings[2])
    scored = lab.run_cell(page, 3)
    assert "missed" not in scored and "wrong" not in scored and "extra" not in scored
    assert float(scored.rsplit(" ", 1)[1]) < 0.1  # a loaded machine takes a while to press a key
    assert "1 of 1 foreign element found" in lab.run_cell(page, 4)
    assert page.locator(".sf-watch").inner_text() == standing, "the watch stands while the work is paused"
    assert len((lab.folder / "keyboard" / "my_stopwatch_record.csv").read_text("utf-8").splitlines()) == 8
    assert page.outside_requests == []
    assert page.script_errors == []


def test_snap_back_reload_restart_and_two_displays(lab, open_page):
    page = open_page()
    lab.write(
        "reload/observe.ipynb",
        [
            "from shopfloor.widgets import Stopwatch\nwatch = Stopwatch(seed=2, cycles=2, speed=6)\nwatch",
            "watch",
            "print('last line')",
            "print(watch.record[['run', 'method', 'element', 'remark']].to_json(orient='values'))",
        ],
    )
    lab.run_all(page, "reload/observe.ipynb", "last line")
    page.locator(ROOT).nth(1).wait_for()
    page.get_by_label("snap-back").first.check()
    page.locator(".sf-go").first.click()
    assert time_by_keyboard(page, 2) == ["A", "B"]
    wait_saved(page, 2)
    second = page.locator(ROOT).nth(1)
    assert second.get_attribute("data-readings") == "2", "the second display is in step"
    assert second.get_by_label("snap-back").is_checked()
    watch, letters = second.locator(".sf-readings tbody tr").first.locator("td").nth(2), ["A", "B"]
    assert float(watch.inner_text()) < 0.15, "snap-back: the watch began at zero again"

    page.keyboard.press("Control+s")  # the focus is on the operator; saving is still JupyterLab's
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    lab.open(page, "reload/observe.ipynb")  # the page is new, the kernel is not
    page.wait_for_selector(f"{ROOT}[data-phase='interrupted'][data-linked='yes']", timeout=30_000)
    assert "ended by a reload" in page.locator(".sf-said").first.inner_text()
    page.locator(".sf-go").first.click()
    page.wait_for_selector(f"{ROOT}[data-run='2']")
    letters += time_by_keyboard(page, 1)
    page.wait_for_selector(f"{ROOT}[data-readings='1'][data-linked='yes']")
    rows = json.loads(lab.run_cell(page, 3))
    assert [row[:3] for row in rows] == [[1, "snap-back", "A"], [1, "snap-back", "B"], [2, "snap-back", "A"]]
    assert [row[3] for row in rows] == ["", "The run ended here: the page was reloaded.", ""]

    # A new kernel reads the file.
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells").click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    page.wait_for_selector(".sf-said >> text=3 earlier readings", timeout=60_000)
    assert [row[2] for row in json.loads(lab.run_cell(page, 3))] == letters
    assert page.outside_requests == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_static_page_says_that_nothing_is_kept_and_works(
    open_page, axe, on_a_static_page, tmp_path, colors
):
    page = open_page(width=320, height=700, color_scheme=colors)
    root = on_a_static_page(page, Stopwatch(seed=5, cycles=2, speed=20, save_as=tmp_path / "r.csv"))
    page.get_by_role("button", name="Start the work").click()
    time_by_keyboard(page, 3)
    page.keyboard.press(" ")
    assert page.locator(".sf-readings tbody tr").first.locator("td").nth(1).inner_text() == "D", (
        "space is the next in order"
    )
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "kept in this page only" in page.locator(".sf-trouble").inner_text()
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    page.wait_for_selector(f"{ROOT}[data-phase='finished']")
    page.get_by_text("Elements, break points").click()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    small = root.evaluate(
        "root => [...root.querySelectorAll('button, input, summary')].filter((node) => node.offsetParent)"
        ".map((node) => node.getBoundingClientRect())"
        ".filter((box) => box.width < 24 || box.height < 24).length"
    )
    assert small == 0
    assert page.script_errors == [] and page.outside_requests == []


def test_buttons_sound_and_no_movement(open_page, on_a_static_page, tmp_path):
    page = open_page(reduced_motion="reduce")
    root = on_a_static_page(page, Stopwatch(seed=5, cycles=1, speed=3, save_as=tmp_path / "r.csv"))
    assert root.get_attribute("data-calm") == "yes", "reduced motion is respected without asking"
    page.get_by_label("sound").check()
    page.get_by_role("button", name="Start the work").click()
    hand = page.locator(".sf-handL")
    page.wait_for_selector(".sf-steps >> text=carries the band")
    places = {hand.get_attribute("transform") for _ in range(6)}
    assert len(places) == 1, "the picture stands while a motion lasts"
    page.wait_for_selector(f"{ROOT}[data-breaks='1']")
    page.locator(".sf-press-A").click()
    page.locator(".sf-press-F").press("Enter")
    assert root.get_attribute("data-readings") == "2", "one press counts once, by pointer and by key"
    # A hidden page pauses the operator.
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    assert root.get_attribute("data-phase") == "paused"
    assert "page was hidden" in page.locator(".sf-said").inner_text()
    assert page.script_errors == []
