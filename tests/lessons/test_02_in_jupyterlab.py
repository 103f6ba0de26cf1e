"""Lesson 02 as a learner meets it: real JupyterLab, a wrong answer and a right one, the explorer by keyboard."""


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("02_pay_and_honest_numbers")
    lesson.run_all()
    page = lesson.page

    # A wrong answer is told which one it is, a right one is right.
    wrong = lesson.answer("l02-e2", 'change_pct = 7.6\ncheck("02.2", change_pct)')
    assert "Not yet" in wrong and "dollars of the day" in wrong
    right = lesson.answer("l02-e2", 'change_pct = -7.1\ncheck("02.2", change_pct)')
    assert right.startswith("✓") and "one side of the break" in right

    # A filter as a student writes it, over what the page has loaded.
    filtered = lesson.answer(
        "l02-e4",
        'only = honest[honest["counted_as"] == "technician"]\n'
        'median_usd = only["pay_usd"].median()\ncheck("02.4", median_usd)',
    )
    assert filtered.startswith("✓") and "61,310 dollars" in filtered

    # The explorer by keyboard alone: the offer, then down to the two sectors.
    root = page.locator(".sf-explorer").first
    root.scroll_into_view_if_needed()
    page.wait_for_selector(".sf-explorer[data-linked='yes']")
    page.get_by_label("Your wage").focus()
    page.keyboard.type("62000")
    page.keyboard.press("Enter")
    page.wait_for_selector(".sf-explorer .sf-position >> text=Your $62,000: about the 44th percentile")
    rows = page.get_by_role("listbox", name="Rows of pay")
    rows.focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_selector(".sf-explorer [role=status] >> text=Row 1 is noted", state="attached")
    assert "One row is noted" in lesson.run("l02-e5")
    rows.focus()
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".sf-explorer [role=status] >> text=Row 2 is noted", state="attached")
    found = lesson.run("l02-e5")
    assert found.startswith("✓") and "68th percentile" in found
    assert (lesson.lab.folder / "my_wages.json").is_file()

    # No amount of money is taken for a formula.
    assert page.locator(".jp-RenderedMarkdown mjx-container, .shopfloor-question mjx-container").count() == 0
    lesson.is_sound(axe)
