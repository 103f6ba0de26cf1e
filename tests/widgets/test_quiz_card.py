"""The quiz card: judged in Python, answered by keys in a real JupyterLab."""

import json

import pytest

from shopfloor.widgets.quiz_card import QuizCard, QuizQuestion

ROOT = ".sf-quizcard"


def questions():
    return [
        QuizQuestion.with_answer(
            "Which is decimal minutes for 1:30?",
            {"a": "1.30", "b": "1.50"},
            "b",
            said={"a": "That is the clock with a point."},
        ),
        QuizQuestion.with_answer(
            "Which are wastes?", {"a": "waiting", "b": "drilling", "c": "searching"}, ["a", "c"]
        ),
        QuizQuestion.with_answer(
            "What comes first?", {"a": "time", "b": "tell", "c": "fix"}, ["b", "c", "a"], mode="order"
        ),
    ]


def attempt(card, question, *letters):
    attempts = [*card.inputs["attempts"], {"question": question, "answer": list(letters)}]
    card.inputs = {**card.inputs, "attempts": attempts, "step": card.inputs["step"] + 1}


def test_what_was_tried_comes_back_as_a_table():
    card = QuizCard(questions())
    attempt(card, 0, "a")
    attempt(card, 0, "b")
    attempt(card, 1, "c", "a")
    attempt(card, 2, "c", "b", "a")
    assert card.record.to_dict("list") == {
        "question": [1, 1, 2, 3],
        "attempt": [1, 2, 1, 1],
        "answer": ["a", "b", "c a", "c b a"],
        "outcome": ["wrong", "right", "right", "wrong"],
    }
    assert card.view["tried"] == "3 of 3 questions tried, 2 right."


def test_the_words_of_the_wrong_option_are_said():
    card = QuizCard(questions())
    attempt(card, 0, "a")
    assert card.view["cards"][0]["said"] == "That is the clock with a point."
    assert "Not yet: That is the clock with a point." in card.text


def test_the_answer_is_not_in_what_the_browser_is_given():
    card = QuizCard(questions())
    assert {name for one in card.view["cards"] for name in one} == {"words", "options", "mode", "how"}


@pytest.mark.parametrize("letters", [["z"], [], ["a", "b"], ["b", "b"], "b"])
def test_what_is_no_answer_is_refused(letters):
    card = QuizCard(questions())
    card.inputs = {"at": 0, "attempts": [{"question": 0, "answer": letters}], "step": 1}
    assert card.view["problem"].startswith("What was tried does not fit") and card.record.empty


def test_tries_are_kept(tmp_path):
    attempt(QuizCard(questions(), save_as=tmp_path / "my_quiz.json"), 0, "a")
    again = QuizCard(questions(), save_as=tmp_path / "my_quiz.json")
    assert again.record["outcome"].tolist() == ["wrong"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: QuizCard([]), "Give a question"),
        (lambda: QuizCard(["?"]), "Give a question"),
        (lambda: QuizQuestion.with_answer("?", {"a": "1", "b": "2"}, "c"), "not among the options"),
        (lambda: QuizQuestion("?", {"a": "1", "b": "2"}, "many", print), "mode of a question"),
        (lambda: QuizQuestion("?", {"a": "1"}, "one", print), "two options or more"),
    ],
)
def test_questions_that_make_no_sense(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_answered_with_the_keys_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "quiz/quiz.ipynb",
        [
            "from shopfloor.widgets.quiz_card import QuizCard, QuizQuestion\n"
            "one = QuizQuestion.with_answer('Half of 9?', {'a': '18', 'b': '4.5'}, 'b', said={'a': 'Twice, not half.'})\n"
            "two = QuizQuestion.with_answer('Order?', {'a': 'time', 'b': 'tell', 'c': 'fix'}, ['b', 'c', 'a'], mode='order')\n"
            "card = QuizCard([one, two])\ncard",
            "print('last line')",
            "print(card.record[['question', 'answer', 'outcome']].to_json(orient='values'))",
        ],
    )
    lab.run_all(page, "quiz/quiz.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    # Native radio buttons: Tab goes in, the arrows choose, Tab and Enter check.
    page.locator(f"{ROOT} input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-verdict[data-outcome='wrong'] >> text=Twice, not half.")
    page.wait_for_selector(f"{ROOT} [role=status] >> text=Not yet: Twice, not half.", state="attached")
    page.locator(f"{ROOT} input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-verdict[data-outcome='right']")
    page.get_by_role("button", name="Next question").press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-steps-in-order")
    assert axe(page, ROOT) == []
    page.get_by_role("button", name="Move down: time").focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_role("button", name="Check", exact=True).press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-verdict[data-outcome='right']")
    assert json.loads(lab.run_cell(page, 2)) == [[1, "a", "wrong"], [1, "b", "right"], [2, "b c a", "right"]]
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_without_a_notebook_it_says_so_on_a_narrow_page(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors)
    on_a_static_page(page, QuizCard(questions()))
    page.get_by_label("1.50").check()
    page.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == []
