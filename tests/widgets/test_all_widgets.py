"""The sixteen widgets of the course: each is there, and says at once what it shows."""

import inspect
import re

import pytest

from shopfloor import quiz, widgets


def test_there_is_one_for_each_lesson():
    assert len(widgets.__all__) == 16 and widgets.__all__ == sorted(widgets.__all__)


@pytest.mark.parametrize("name", widgets.__all__)
def test_a_widget_is_named_for_its_class_and_documented(name):
    kind = getattr(widgets, name)
    assert kind.__name__ == name
    assert len(inspect.getdoc(kind).split()) > 40


@pytest.mark.parametrize("name", [name for name in widgets.__all__ if name not in ("QuizCard", "Stopwatch")])
def test_a_widget_shows_something_at_once_and_says_it_in_words(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = getattr(widgets, name)()
    assert len(shown.text.split()) >= 8 and repr(shown).startswith(f"{name}: ")
    assert not list(tmp_path.iterdir()), "nothing is written before something is done"


# The words once they have stayed the same for some frames: what depends on its own width is drawn a little later.
SETTLED = """
async (node) => {
  for (let same = 0, before = null; same < 8; before = node.innerText) {
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 10)));
    same = node.innerText === before ? same + 1 : 0;
  }
  return node.innerText;
}
"""


def test_what_is_none_may_arrive_as_undefined(open_page, on_a_static_page):
    """The browser's Python has no null for the page: each widget shows the same words without it."""
    page = open_page()
    for name in widgets.__all__:
        made = quiz("05.r1", "05.x2") if name == "QuizCard" else getattr(widgets, name)()
        words = []
        for as_in_the_browser in (False, True):
            shown = on_a_static_page(page, made, as_in_the_browser)
            words.append(shown.evaluate(SETTLED))
            assert page.script_errors == [], name
            assert not re.search(r"\bNaN\b|\bundefined\b", shown.inner_html()), name
        assert words[0] == words[1], name


def test_a_widget_that_is_not_there():
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = widgets.Nothing
