"""Lesson 01 as a learner meets it: real JupyterLab, wrong answers named and right ones right, duties marked by keyboard."""

EXPLORER = ".sf-roles"


def test_the_lesson_from_top_to_bottom(in_lab, axe):
    lesson = in_lab("01_who_does_what")
    lesson.run_all()
    page = lesson.page

    # Wrong answers are told which they are; the right ones are right.
    one_spelling = lesson.answer(
        "l01-e1", 'production_technicians = 3\ncheck("01.1", production_technicians)'
    )
    assert "Not yet" in one_spelling and "two spellings" in one_spelling
    both = lesson.answer("l01-e1", 'production_technicians = 3 + 2\ncheck("01.1", production_technicians)')
    assert both.startswith("✓") and "Right" in both
    a_word = lesson.answer("l01-e2", 'one_title_two_jobs = "Engineer"\ncheck("01.2", one_title_two_jobs)')
    assert "one word of several titles" in a_word
    without_brackets = lesson.answer("l01-e6", 'watching_share = 2 + 6 / 45\ncheck("01.6", watching_share)')
    assert "Python divides first" in without_brackets
    in_percent = lesson.answer("l01-e6", 'watching_share = 17.8\ncheck("01.6", watching_share)')
    assert "Almost" in in_percent and "looks like percent" in in_percent
    assert "Right" in lesson.answer("l01-e6", 'watching_share = (2 + 6) / 45\ncheck("01.6", watching_share)')

    # The explorer by keyboard alone: an activity, then a mark on each duty below it.
    assert "Not tried yet" in lesson.run("l01-e7")
    box = page.locator(EXPLORER).first
    box.scroll_into_view_if_needed()
    box.get_by_role("radio", name="plan:").focus()
    page.keyboard.press("ArrowUp")
    page.wait_for_selector(f"{EXPLORER}[data-activity='observe']")
    duties = box.locator(".sf-role-duty")
    for place in (0, 1, 2, 3):
        duties.nth(place).get_by_label("no mark").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.wait_for_selector(f"{EXPLORER} .sf-role-duty[data-mark='would like'] >> nth={place}")
    few = lesson.run("l01-e7")
    assert "4 duties are marked; 6 are asked for" in few
    for place in (4, 5):
        duties.nth(place).get_by_label("no mark").focus()
        page.keyboard.press("ArrowLeft")
        page.wait_for_selector(f"{EXPLORER} .sf-role-duty[data-mark='not for me'] >> nth={place - 4}")
    enough = lesson.run("l01-e7")
    assert "Right" in enough and "most often: observe" in enough
    lesson.is_sound(axe)
