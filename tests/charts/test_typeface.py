"""The course's own font: there on every machine, and used."""

import warnings

import matplotlib
import pytest
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font

from shopfloor.charts import typeface
from shopfloor.charts.measured import width_of
from shopfloor.charts.style import house_style


@pytest.fixture
def bare(monkeypatch):
    """A machine that has none but Matplotlib's own fonts, as the browser edition."""
    own = [entry for entry in fontManager.ttflist if "mpl-data" in entry.fname]
    monkeypatch.setattr(fontManager, "ttflist", own)
    fontManager._findfont_cached.cache_clear()
    yield
    fontManager._findfont_cached.cache_clear()


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_a_machine_without_fonts_draws_with_the_courses_own(bare, weight):
    with warnings.catch_warnings(), house_style():
        warnings.simplefilter("error")  # a missing font is a warning in the student's notebook
        found = matplotlib.font_manager.findfont(FontProperties(weight=weight))
    assert found == str(typeface.FOLDER / f"LiberationSans-{'Bold' if weight == 'bold' else 'Regular'}.ttf")


def test_words_have_the_widths_of_arial(bare):
    """Arial's advance widths in thousandths of an em, from Adobe's Helvetica metrics, which Arial keeps."""
    for letter, thousandths in {"i": 222, "a": 556, "M": 833, "W": 944, "8": 556}.items():
        assert width_of(letter * 10, 100) == pytest.approx(thousandths, rel=0.03), letter


def test_a_sign_that_the_font_does_not_have_is_drawn_all_the_same():
    assert ord("\u2713") not in FT2Font(typeface.FOLDER / "LiberationSans-Regular.ttf").get_charmap()
    with warnings.catch_warnings(), house_style():
        warnings.simplefilter("error")
        figure = matplotlib.figure.Figure()
        figure.text(0.5, 0.5, "done \u2713")
        figure.canvas.draw()


def test_its_licence_comes_with_it():
    text = (typeface.FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text and "Reserved Font Name Liberation" in text
