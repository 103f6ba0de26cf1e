"""The pages as people use them: by keyboard, on a phone, in the dark, on paper, with axe-core's eyes."""

import re

import pytest

LESSON = "lessons/05_stopwatch_study.html"
KINDS = [
    "index.html",
    "lessons/index.html",
    LESSON,
    "lessons/10_takt_and_line_balancing.html",
    "assignments/index.html",
    "glossary.html",
    "data/waste.html",
    "methods/tables.html",
    "widgets/index.html",
    "teaching.html",
    "search.html?q=takt",
]
ALSO = [
    "data/timestudy.html",
    "methods/timestudy.html",
    "data/index.html",
    "methods/index.html",
    "widgets/A3Sheet.html",
    "start.html",
    "about.html",
]
# Letter paper less its margins, in CSS pixels.
PAPER = (695, 925)


@pytest.fixture
def visit(served, open_page):
    """``visit(name, ...)`` opens a page and waits until its widgets are drawn and its search has ended."""

    def opened(name, **options):
        page = open_page(**options)
        page.goto(served.url + name)
        settle(page)
        return page

    return opened


def settle(page):
    page.wait_for_function("[...document.querySelectorAll('[data-widget]')].every(one => one.dataset.shown)")
    if "search.html?q=" in page.url:
        page.wait_for_function(
            "document.querySelector('#search-results h2').textContent.startsWith('Search Results')"
        )


def sound(page):
    assert page.outside_requests == []
    assert page.script_errors == []


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing_in_light_on_a_desk_and_in_the_dark_on_a_phone(visit, axe, name):
    page = visit(name, width=1200, color_scheme="light", reduced_motion="reduce")
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 400, "height": 800})
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    page.get_by_role("button", name="Menu").click()
    page.wait_for_timeout(150)  # frames that scroll now have become stops for the keyboard
    assert axe(page) == []
    sound(page)


@pytest.mark.parametrize("name", KINDS + ALSO)
def test_nothing_is_wider_than_the_window(visit, name):
    page = visit(name, width=1920)
    for width in (1920, 1200, 800, 400, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_every_widget_is_drawn_and_only_the_stopwatch_can_be_used(visit, served, built_pages):
    page = visit("index.html")
    for path in sorted(built_pages.glob("widgets/[A-Z]*.html")):
        page.goto(f"{served.url}widgets/{path.name}")
        settle(page)
        widget = page.locator("[data-widget]")
        assert widget.get_attribute("data-shown") == "yes", path.name
        assert widget.locator(".sf-widget").bounding_box()["height"] > 150
        live = widget.get_attribute("data-widget") == "Stopwatch"
        assert widget.locator(".widget-stage[inert]").count() == (not live)
        reached = widget.locator(".widget-stage :is(button, input, select, summary, [tabindex])").first
        reached.evaluate("one => one.focus()")
        assert reached.evaluate("one => one === document.activeElement") == live, path.name
    sound(page)


def test_the_list_of_widgets_shows_each_when_it_comes_near(visit):
    page = visit("widgets/index.html", height=500)
    previews = page.locator("[data-preview]")
    page.wait_for_selector("[data-preview='QuizCard'][data-shown='yes'] .sf-widget")
    assert previews.count() == 16
    last = page.locator("[data-preview='A3Sheet']")
    assert last.get_attribute("data-shown") is None, "nothing is fetched that nobody sees"
    for preview in previews.all():
        preview.scroll_into_view_if_needed()
    page.wait_for_function(
        "[...document.querySelectorAll('[data-preview]')].every(one => one.dataset.shown === 'yes')"
    )
    # It is a small picture of the widget, and no part of it is a stop on the way through the page.
    assert last.locator(".sf-widget").bounding_box()["height"] > 100
    assert page.locator("[data-preview]:not([inert][aria-hidden='true'])").count() == 0
    sound(page)


def test_a_picture_too_small_for_a_phone_can_be_opened(visit):
    page = visit(LESSON, width=400, height=800)
    link = page.get_by_role("link", name="Open the picture").first
    assert link.is_visible()
    picture = page.request.get(page.evaluate("one => one.href", link.element_handle()))
    assert picture.body().startswith(b"\x89PNG")
    page.set_viewport_size({"width": 1200, "height": 800})
    assert not link.is_visible()


def test_numbers_in_a_table_stand_below_each_other(visit):
    page = visit(LESSON)
    cells = page.locator("td", has_text=re.compile(r"^-0\.08$")).first
    ends = cells.evaluate(
        "cell => [...cell.closest('table').querySelectorAll('tr > :last-child')].map(one => getComputedStyle(one).textAlign)"
    )
    assert set(ends) == {"right"}
    words = page.locator("th", has_text=re.compile("^remark$")).first
    assert words.evaluate("one => getComputedStyle(one).textAlign") == "left"


def test_what_a_picture_of_a_widget_shows_is_said_in_words(visit):
    page = visit("lessons/10_takt_and_line_balancing.html")
    widget = page.locator("figure[data-widget]")
    widget.get_by_text("What the widget shows, in words").click()
    assert "Station 5 takes 71 s" in widget.locator("figcaption details p").inner_text()
    assert widget.get_by_role("link", name="run this lesson in your browser").is_visible()


def test_the_watch_on_the_first_page_runs_by_keyboard_and_keeps_a_record(visit):
    page = visit("index.html")
    watch = page.locator(".sf-stopwatch")
    page.wait_for_selector(".sf-stopwatch[data-linked='yes']", timeout=3000)
    watch.get_by_role("button", name="Start the work").press("Enter")
    page.wait_for_function("Number(document.querySelector('.sf-digits').textContent) > 0.01")
    page.keyboard.press("a")
    page.keyboard.press("b")
    rows = watch.locator(".sf-readings tbody tr")
    assert rows.count() == 2
    assert rows.first.locator("td").nth(1).inner_text() == "B"
    # The page answers in place of Python, so nobody is told that a notebook is missing.
    page.wait_for_timeout(5500)
    assert not watch.locator(".sf-trouble").is_visible()
    assert watch.get_attribute("data-linked") == "yes"
    sound(page)


def test_an_option_opens_to_what_it_is_worth(visit):
    page = visit(LESSON)
    question = page.get_by_role("group", name=re.compile("You change a number in a cell near the top"))
    words = question.get_by_text("A spreadsheet does that.")
    assert not words.is_visible()
    question.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert words.is_visible() and question.get_by_text("Not this one.").first.is_visible()
    question.locator("summary").nth(1).click()
    assert question.get_by_text("Right.", exact=True).is_visible()


def test_hints_and_the_solution_open_one_by_one(visit):
    page = visit(LESSON)
    help_with = page.get_by_role("group", name="Help with exercise 05.2")
    solution = help_with.get_by_text("45 seconds are 45 / 60 = 0.75 of a minute")
    assert not solution.is_visible()
    help_with.get_by_text("Hint 1").click()
    assert help_with.get_by_text("How much of a whole minute").is_visible() and not solution.is_visible()
    help_with.get_by_text("Solution").click()
    assert solution.is_visible()


def test_colors_follow_the_system_until_they_are_chosen(visit, served):
    page = visit("index.html", color_scheme="dark")
    root, button = page.locator("html"), page.get_by_role("button", name="Dark colors")
    assert root.get_attribute("data-theme") == "dark" and button.get_attribute("aria-pressed") == "true"
    page.emulate_media(color_scheme="light")
    page.wait_for_function("document.documentElement.dataset.theme === 'light'")
    button.click()
    assert root.get_attribute("data-theme") == "dark"
    page.goto(served.url + LESSON)
    assert root.get_attribute("data-theme") == "dark", "the choice is kept from page to page"
    page.emulate_media(color_scheme="dark")
    page.get_by_role("button", name="Dark colors").click()
    assert root.get_attribute("data-theme") == "light"
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(100)
    assert root.get_attribute("data-theme") == "light", "the choice stays when the system changes"


def test_the_menu_of_a_phone_leads_through_the_lessons(visit):
    page = visit(LESSON, width=400, height=800)
    button, menu = page.get_by_role("button", name="Menu"), page.locator("#menu")
    assert not menu.is_visible()
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert menu.get_by_role("link", name="05 Stopwatch study").get_attribute("aria-current") == "page"
    page.keyboard.press("Escape")
    assert not menu.is_visible() and button.evaluate("one => one === document.activeElement")
    button.click()
    menu.get_by_role("link", name="06 Rating and allowances").click()
    page.wait_for_url("**/lessons/06_rating_and_allowances.html")
    assert page.get_by_role("heading", level=1).inner_text().startswith("What is a fair standard?")


@pytest.mark.parametrize("width", [400, 1200])
def test_the_search_finds_what_the_course_says_from_the_same_files(visit, width):
    page = visit(LESSON, width=width)
    page.get_by_role("searchbox", name="Search the course").fill("foreign element")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=foreign+element")
    settle(page)
    results = page.locator("#search-results li")
    page.wait_for_function("document.querySelectorAll('#search-results li .context').length > 3")
    found = results.locator("> a").all_inner_texts()
    assert "Glossary" in found and "How long does it take?" in found
    assert any("foreign" in words.lower() for words in results.locator(".context").all_inner_texts())
    page.get_by_role("link", name="How long does it take?").click()
    page.wait_for_url("**/courses/shop-floor/lessons/05_stopwatch_study.html*")
    sound(page)


def test_the_search_says_when_there_is_nothing(visit):
    page = visit("search.html?q=zebra")
    assert "did not match any documents" in page.locator("#search-results").inner_text()
    assert page.locator("#search-results li").count() == 0
    sound(page)


def test_a_slash_goes_to_the_search_and_not_while_typing(visit):
    page = visit("glossary.html")
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Search the course")
    assert field.evaluate("one => one === document.activeElement") and field.input_value() == ""
    page.keyboard.press("/")
    assert field.input_value() == "/"


def test_a_keyboard_goes_past_the_head(visit):
    page = visit(LESSON)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert skip.evaluate("one => one === document.activeElement") and skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_lesson_reads_without_scripts(visit, served, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(served.url + LESSON)
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_text("Time a job only once it is done the same way every time").is_visible()
    assert page.locator(".figure img").first.is_visible()
    # A button that does nothing is not shown.
    assert page.locator("button:visible").count() == 0


def test_a_visit_to_a_lesson_is_light(open_page, served):
    page, asked = open_page(), []
    page.on("request", lambda request: asked.append(request.url))
    before = served.sent
    page.goto(served.url + LESSON)
    settle(page)
    assert len(asked) < 20
    assert served.sent - before < 300 * 1024


# Of a printed page nothing of the screen is left, and what is closed stays closed.
NOT_ON_PAPER = (
    ".masthead",
    ".ways",
    ".side",
    ".acts",
    ".neighbors",
    ".end",
    ".headerlink",
    ".try",
    "figcaption",
)
TOO_WIDE = "[...document.querySelectorAll('main :is(pre, .wide)')].filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"


def test_every_lesson_fits_its_paper(visit, served, lessons):
    page = visit("index.html", width=PAPER[0], height=PAPER[1], color_scheme="dark")
    pictures = 0
    for lesson in lessons:
        page.emulate_media(media="screen")
        page.goto(f"{served.url}lessons/{lesson.stem}.html")
        settle(page)
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER[0], lesson.stem
        for picture in page.locator(".figure img, figure.widget").all():
            pictures += 1
            box = picture.bounding_box()
            assert box["height"] <= PAPER[1] and box["x"] + box["width"] <= PAPER[0] + 1, lesson.stem
        assert page.evaluate(TOO_WIDE) == [], lesson.stem
    assert pictures >= 29 + 16


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_lesson_prints_as_a_handout(visit, scheme):
    page = visit("lessons/10_takt_and_line_balancing.html", color_scheme=scheme)
    printed = page.pdf(prefer_css_page_size=True, format="Letter")
    assert 8 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 18
    page.emulate_media(media="print", color_scheme=scheme)
    for gone in NOT_ON_PAPER:
        assert page.locator(f"{gone}:visible").count() == 0, gone
    shown = page.locator("main").inner_text()
    assert "Solution" not in shown and "Right." not in shown and "Hint" not in shown
    assert "The times of tasks on a line are standard times." in shown and "The lunch break" in shown
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.question-words')).color")
        == "rgb(31, 41, 51)"
    )


def test_the_button_prints(visit):
    page = visit(LESSON)
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Print").click()
    assert page.title() == "printed"


def test_pages_on_paper_have_numbers(visit):
    page = visit(LESSON)
    rules = page.evaluate(
        "[...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).filter(rule => rule instanceof CSSPageRule).map(rule => rule.cssText)"
    )
    assert any("counter(page)" in rule and "counter(pages)" in rule for rule in rules)
