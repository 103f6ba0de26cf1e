"""describe tells a person everything that the descriptor holds."""

from html.parser import HTMLParser

import pytest

from shopfloor.data import DataError, catalog, describe


class Reader(HTMLParser):
    """Collects the text of a page, its tags and its row headings."""

    def __init__(self, html):
        super().__init__()
        self.text, self.opened, self.stack = "", [], []
        self.feed(html)
        self.close()
        assert not self.stack, "a tag is not closed"

    def handle_starttag(self, tag, attrs):
        self.opened.append((tag, dict(attrs)))
        self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("name", catalog.names())
def test_nothing_of_the_descriptor_is_left_out(name):
    resource = catalog.resource(name)
    expected = [resource["title"], resource["description"], resource.get("intended_dirt", "")]
    expected += [source["title"] for source in resource["sources"]]
    expected += [license["title"] for license in resource["licenses"]]
    for field in resource["schema"]["fields"]:
        expected += [field["name"], field["description"], field.get("unit", "")]
    description = describe(name)
    for shown in (repr(description), Reader(description._repr_html_()).text):
        flat = " ".join(shown.split())
        assert [part for part in expected if part not in flat] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("careers/wages", "Real: published"), ("timestudy/bench_study", "Made for the course")],
)
def test_real_or_made_is_said(name, words):
    assert words in repr(describe(name))
    assert words in describe(name)._repr_html_()


def test_the_table_can_be_read_by_a_screen_reader():
    page = Reader(describe("timestudy/elements")._repr_html_())
    tags = [tag for tag, _ in page.opened]
    assert tags.count("caption") == 1
    assert tags.index("caption") == tags.index("table") + 1
    scopes = [attrs["scope"] for tag, attrs in page.opened if tag == "th"]
    assert scopes == ["col"] * 4 + ["row"] * 6


def test_html_in_a_descriptor_is_only_text(own_datasets):
    path = own_datasets / "datapackage.json"
    text = path.read_text(encoding="utf-8")
    # In the title, the description, a column and the source.
    for words in ("Consumer prices, 2017 to 2024", "Dividing two years", "Calendar year", "Bureau of"):
        assert words in text
        text = text.replace(words, "<script>alert('x & y')</script>")
    path.write_text(text, encoding="utf-8")
    page = Reader(describe("careers/prices")._repr_html_())
    assert "script" not in [tag for tag, _ in page.opened]
    assert page.text.count("<script>alert('x & y')</script>") == 4


def test_fields_as_a_table():
    fields = describe("timestudy/stopwatch_study").fields
    assert list(fields) == ["column", "type", "unit", "meaning"]
    assert fields.set_index("column").loc["reading_min", "unit"] == "min"
    assert fields.set_index("column").loc["remark", "unit"] == ""


def test_an_unknown_name():
    with pytest.raises(DataError, match="Did you mean 'careers/wages'"):
        describe("wages")
