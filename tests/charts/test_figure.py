"""A picture that carries its own description."""

import base64
import gc
import io
import re
import sys
import weakref
from html.parser import HTMLParser

import pytest
from matplotlib.figure import Figure as Drawing
from PIL import Image

from shopfloor.charts import Figure

WORDS = 'Element A: mean < 0.21 min & "steady".'


@pytest.fixture
def figure():
    drawing = Drawing(figsize=(4, 2))
    drawing.subplots().plot([1, 2, 3])
    return Figure(drawing, WORDS)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = [], ""

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words += data


def read(figure):
    reader = Reader()
    reader.feed(figure._repr_html_())
    return reader


def test_the_image_has_the_sentence_as_its_text_alternative(figure):
    images = [attributes for tag, attributes in read(figure).tags if tag == "img"]
    assert len(images) == 1
    assert images[0]["alt"] == WORDS == figure.text
    assert "max-width:100%" in images[0]["style"]


def test_the_sentence_opens_on_request(figure):
    reader = read(figure)
    assert [tag for tag, _ in reader.tags] == ["figure", "img", "figcaption", "details", "summary"]
    assert WORDS in reader.words
    assert "open" not in dict(reader.tags)["details"]


def test_the_card_is_readable_in_a_dark_theme(figure):
    style = dict(read(figure).tags)["figure"]["style"]
    assert "background:#ffffff" in style and re.search(r"[^-]color:#1f2933", style)


def test_nothing_is_fetched(figure):
    assert "http" not in figure._repr_html_()


def test_the_picture_is_a_png_at_twice_its_size(figure):
    data = dict(read(figure).tags)["img"]["src"].removeprefix("data:image/png;base64,")
    picture = Image.open(io.BytesIO(base64.b64decode(data)))
    assert (picture.format, picture.size) == ("PNG", (800, 400))
    assert picture.text["Description"] == WORDS


def test_plain_text_is_the_sentence(figure):
    assert repr(figure) == WORDS


@pytest.mark.parametrize(("name", "start"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.pdf", b"%PDF")])
def test_save(figure, tmp_path, name, start):
    path = figure.save(tmp_path / name)
    assert path == tmp_path / name
    assert path.read_bytes().startswith(start)


def test_save_never_overwrites(figure, tmp_path):
    path = tmp_path / "a.png"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="was not overwritten"):
        figure.save(path)
    assert path.read_text(encoding="utf-8") == "mine"


def test_save_says_which_endings_there_are(figure, tmp_path):
    with pytest.raises(ValueError, match=r"end the name in \.png, \.svg or \.pdf"):
        figure.save(tmp_path / "a.docx")


def test_figures_go_when_their_owner_goes():
    figure = Figure(Drawing(figsize=(1, 1)), "Blank.")
    figure._repr_html_()
    gone = weakref.ref(figure.drawing)
    del figure
    gc.collect()
    assert gone() is None
    # pyplot would have kept it; our charts never load it.
    assert "shopfloor.charts" in sys.modules
