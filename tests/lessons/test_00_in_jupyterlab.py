"""Lesson 00 as a learner meets it: real JupyterLab, something broken and mended, the card by keyboard, a restart."""

CARD = ".sf-quizcard"


def answer_on_the_card(page, letters):
    """Answer the questions from the shown one on, with the keys alone."""
    for place, letter in enumerate(letters):
        page.locator(f"{CARD} input[value='{letter}']").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Check", exact=True).press("Enter")
        page.wait_for_selector(f"{CARD} .sf-verdict:not([data-outcome=''])")
        if place + 1 < len(letters):
            page.get_by_role("button", name="Next question").press("Enter")
            page.wait_for_selector(f"{CARD} .sf-quiz-title >> text=question {place + 2} of")


def restart_and_run_all(page):
    """By the menu, as the lesson says it; done when the last cell has been run anew."""
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator(".lm-Menu-item", has_text="Restart Kernel and Run All Cells…").click()
    page.locator(".jp-Dialog-button", has_text="Restart").click()
    page.wait_for_function(
        """() => {
          const numbers = [...document.querySelectorAll('.jp-CodeCell')]
            .map(cell => cell.querySelector('.jp-InputArea-prompt').textContent);
          return numbers.every((text, place) => text.includes(`[${place + 1}]`));
        }""",
        timeout=120_000,
    )


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("00_start_here")
    lesson.run_all()
    page = lesson.page

    # A wrong answer is told which one it is, a right one is right.
    wrong = lesson.answer("l00-e1", 'middle = 48.63\ncheck("00.1", middle)')
    assert "Not yet" in wrong and "row of Industrial Engineers" in wrong
    right = lesson.answer("l00-e1", 'middle = 31.15\ncheck("00.1", middle)')
    assert right.startswith("✓") and "Right" in right
    assert "Machinists" in lesson.answer("l00-e4", 'my_week = 27.00 * 40\ncheck("00.4", my_week)')

    # The page says 34, the chart still shows the year at 24.
    lesson.cell("l00-offer").locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("offer = 34")
    page.keyboard.press("Control+Enter")
    lesson.run("l00-chart")
    chart = lesson.cell("l00-chart").locator("img")
    assert "$49,920 is above" in chart.get_attribute("alt")

    # Something is broken on purpose, and mended.
    message = lesson.answer("l00-break", 'pay["anual_median"].head(3)')
    assert message.strip().splitlines()[-1] == "KeyError: 'anual_median'"
    assert "Right" in lesson.answer("l00-e6", 'last_line = "KeyError"\ncheck("00.6", last_line)')
    assert "annual_median" in lesson.answer("l00-break", 'pay["annual_median"].head(3)')
    assert lesson.errors() == []

    # The card by keyboard, one answer wrong at first.
    assert "Not tried yet" in lesson.run("l00-e7")
    page.wait_for_selector(f"{CARD}[data-linked='yes']")
    answer_on_the_card(page, "acbaa")
    page.wait_for_selector(
        f"{CARD} .sf-verdict[data-outcome='wrong'] >> text=the chart still showed the year at 24"
    )
    assert "4 of 5 are right. Not right yet: question 5." in lesson.run("l00-e7")
    answer_on_the_card(page, "c")
    page.wait_for_selector(f"{CARD} .sf-verdict[data-outcome='right']")
    assert "All 5 mended, in 6 tries." in lesson.run("l00-e7")

    # The restart that the lesson teaches: no error, the answers stay, and the old number is gone.
    restart_and_run_all(page)
    assert lesson.errors() == []
    assert "$70,720 is above" in chart.get_attribute("alt")
    for cell in ("l00-e1", "l00-e4", "l00-e6", "l00-e7"):
        assert "Right" in lesson.cell(cell).locator(".jp-OutputArea-output").last.text_content()
    assert (lesson.lab.folder / "my_offer.xlsx").is_file()
    lesson.is_sound(axe)


def test_on_a_narrow_page_nothing_is_lost(in_lab):
    """400 pixels wide: what is wider than the page can be pushed, and the card fits."""
    lesson = in_lab("00_start_here", width=400, height=800)
    lesson.lab.open(lesson.page, lesson.path.name)
    page = lesson.page
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output").first.wait_for(timeout=120_000)
    assert lesson.errors() == []
    edge = page.evaluate("document.querySelector('.jp-Notebook').getBoundingClientRect().right")
    for found in (
        ".shopfloor-figure img, figure img",
        ".sf-quizcard",
        ".shopfloor-message",
        ".shopfloor-question",
    ):
        page.locator(found).first.wait_for(state="attached", timeout=60_000)
        right = page.evaluate(
            "found => Math.max(...[...document.querySelectorAll(found)].map(one => one.getBoundingClientRect().right))",
            found,
        )
        assert 0 < right <= edge + 1, found
