"""Dollar signs stay dollar signs: JupyterLab would take what stands between two of them for a formula."""

CELLS = [
    "from shopfloor import load\n"
    "from shopfloor.charts.careers import wage_series\n"
    "from shopfloor.teaching.message import Message",
    "# The check on the check: a plain output does become a formula.\n"
    "from IPython.display import HTML\n"
    "HTML('<p class=\"plain\">From $56,550 to $64,790.</p>')",
    "Message('help', 'Hint', 'From $56,550 to $64,790.')",
    "figure = wage_series(load('careers/wages'), '17-3026', load('careers/prices'))\nfigure",
    "print('last line')",
]


def test_two_amounts_of_money_are_not_a_formula(lab, open_page):
    page = open_page()
    lab.write("money.ipynb", CELLS)
    lab.run_all(page, "money.ipynb", "last line")
    page.locator(".shopfloor-figure summary").click()
    # The text, not what is in view: cells that are scrolled away are not drawn.
    said = (
        page.locator(".shopfloor-message").text_content() + page.locator(".shopfloor-figure").text_content()
    )
    assert "From $56,550 to $64,790." in said
    assert said.count("$") >= 4, said
    page.locator(".plain mjx-container").wait_for()
    assert page.locator("mjx-container").count() == 1
