"""check, hint, solution and ask as a student meets them."""

import re
import subprocess
import sys

import pytest

from shopfloor.teaching import ask, check, hint, solution
from shopfloor.teaching.exercises.registry import UnknownExercise
from shopfloor.teaching.message import KINDS, Message

pytestmark = pytest.mark.usefixtures("lesson")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (..., "\u2026 Not tried yet. Replace the three dots with your number."),
        (0.18, "\u2713 Right: 0.18 min."),
        (
            10.8,
            "\u2248 Almost: 10.8 looks like seconds; the unit asked for is minutes. "
            "In minutes that is 0.18.\n"
            "Within 0.005 min counts as right.",
        ),
        (0.71, "\u2717 Not yet: 0.71 is the watch reading <at the end>.\nTry: When did the element begin?"),
        (
            2,
            "\u2717 Not yet: 2 min is far too large: is it in minutes?\n"
            'Try: hint("99.1") shows the first step.\n'
            "Within 0.005 min counts as right.",
        ),
    ],
)
def test_the_five_outcomes(value, text):
    assert repr(check("99.1", value)) == text


def test_without_an_answer_it_is_not_tried():
    assert check("99.1").kind == "not tried"


def test_hints_step_forward_and_the_advice_follows_them():
    assert (
        repr(hint("99.1")) == '? Hint 1 of 2: When did the element begin?\n1 more hint: hint("99.1") again.'
    )
    assert 'hint("99.1") shows the next step' in repr(check("99.1", 2))
    for _ in range(2):
        assert repr(hint("99.1")).startswith(
            "? Hint 2 of 2: 0.71 minus the reading before.\nThat was the last hint."
        )
    assert 'solution("99.1")' in repr(check("99.1", 2))
    assert "Hint 1 of 1" in repr(hint("99.2"))


def test_the_solution_is_open_from_the_start():
    assert repr(solution("99.1")) == "? Solution: 0.71 - 0.53 = 0.18 min."
    assert "two" in repr(solution("99.r1"))


def test_the_id_is_read_kindly():
    assert check(" 99.R1 ", "b").kind == "right"


@pytest.mark.parametrize("call", [check, hint, solution, ask])
@pytest.mark.parametrize(
    ("id", "words"),
    [("99.4", "99.1"), ("99.r9", "99.r1"), ("nonsense", "There"), (99.1, "in quotes"), (None, "in quotes")],
)
def test_an_unknown_id_is_one_line_with_the_nearest(call, id, words):
    with pytest.raises(UnknownExercise) as error:
        call(id)
    assert words in str(error.value)
    assert "\n" not in str(error.value)
    assert error.value._render_traceback_() == [f"UnknownExercise: {error.value}"]


def test_the_html_says_the_same_and_is_a_live_region():
    message = check("99.1", 0.71)
    page = message._repr_html_()
    assert 'role="status"' in page
    assert "&lt;at the end&gt;" in page and "<at" not in page
    words = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.replace("</p>", "\n")))
    assert "Not yet" in words and "Try: When did the element begin?" in words


def test_a_question_is_a_named_group_and_gives_nothing_away():
    for id in ("99.r1", "99.r2", "99.x1"):
        question = ask(id)
        page = question._repr_html_()
        name = re.search('aria-labelledby="([^"]+)"', page)[1]
        assert 'role="group"' in page and f'id="{name}"' in page and 'role="list"' in page
        assert page.count("<li") == len(question.options) == repr(question).count("\n  ")
        assert f'check("{id}", "...")' in repr(question)
    assert "one &lt;b&gt;" in ask("99.r1")._repr_html_()
    assert "More than one" in repr(ask("99.r2"))
    assert "in the text above" in repr(ask("99.1"))


def luminance(color):
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", KINDS)
def test_symbol_word_and_color_can_be_seen_in_light_and_dark(kind):
    symbol, color = KINDS[kind]
    page = Message(kind, "Word", "Sentence.")._repr_html_()
    assert symbol in page and color in page and "Word" in page
    assert contrast(color, "#ffffff") >= 4.5, "the word on the badge, and the badge on a white page"
    assert contrast(color, "#111111") >= 3, "the badge on JupyterLab's dark page"


def test_each_kind_has_a_symbol_of_its_own():
    assert len({symbol for symbol, _ in KINDS.values()}) == len(KINDS)


def test_teaching_is_light_and_starts_no_shell():
    code = (
        "import sys; from shopfloor.teaching import check, hand_in;"
        "heavy = 'pandas', 'nbgrader', 'shopfloor.grading', 'shopfloor.teaching.exercises.lesson_05';"
        "print([name for name in heavy if name in sys.modules])"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


def test_a_stopwatch_that_nobody_touched_says_what_to_do_first(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    from shopfloor.widgets import Stopwatch

    assert "Time six cycles" in check("05.7", Stopwatch()).text


def test_a_decimal_comma_outside_quotes_is_named():
    # Python reads check("99.1", 0,18) as two values.
    message = check("99.1", 0, 18)
    assert message.kind == "almost" and "Write a point for the decimals" in message.text
