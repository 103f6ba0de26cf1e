"""The sixteen widgets of the course: each is there, and says at once what it shows."""

import inspect

import pytest

from shopfloor import widgets


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


def test_a_widget_that_is_not_there():
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = widgets.Nothing
