"""The repair of a damaged page: every repair does what the key says, and says so where it does not fit."""

import json

import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import careers, page_repair

DASH = "\u2014"
BROKEN_DASH = DASH.encode("utf-8").decode("cp1253")


@pytest.fixture(scope="module")
def damaged():
    return load("careers/career_page")


@pytest.fixture(scope="module")
def defects(request):
    key = request.config.rootpath / "instructor" / "keys" / "career_page.json"
    return json.loads(key.read_text(encoding="utf-8"))["defects"]


def page(*texts):
    return pd.DataFrame({"line": range(1, len(texts) + 1), "text": list(texts)})


def by_repair(defects, name):
    return [change for defect in defects if defect["repair"] == name for change in defect["changes"]]


def repaired_by_the_key(damaged, defects):
    changes = {change["line"]: change["repaired"] for defect in defects for change in defect["changes"]}
    return [one for line, text in zip(damaged["line"], damaged["text"]) for one in changes.get(line, [text])]


def all_repairs(damaged, defects, order):
    """The page after all repairs of the key, done in this order of the defects."""
    result = damaged
    for defect in (defects[place] for place in order):
        lines = [change["line"] for change in defect["changes"]]
        if defect["repair"] == "restore_heading":
            (change,) = defect["changes"]
            result = careers.restore_heading(result, lines, change["repaired"][1])
        elif defect["repair"] == "date_figure":
            result = careers.date_figure(result, lines, date=f"May {defect['year']}")
        elif defect["repair"] == "drop_boilerplate":
            result = careers.drop_boilerplate(result, lines)
        else:
            result = getattr(careers, defect["repair"])(result, lines)
    return result


@pytest.mark.parametrize(
    "order", [range(8), range(7, -1, -1), (3, 5, 0, 7, 2, 1, 6, 4)], ids=["down", "up", "mixed"]
)
def test_the_named_repairs_give_the_page_of_the_key_in_any_order(damaged, defects, order):
    before = damaged.copy(deep=True)
    result = all_repairs(damaged, defects, order)
    assert result["text"].tolist() == repaired_by_the_key(damaged, defects)
    pd.testing.assert_frame_equal(damaged, before)
    assert careers.page_text(result) == "\n".join(result["text"])


def test_nothing_true_was_lost(damaged, defects):
    changes = careers.page_changes(damaged, all_repairs(damaged, defects, range(8)))
    boilerplate = {change["line"] for change in by_repair(defects, "drop_boilerplate")}
    assert set(changes.loc[changes["lost"] != "", "line"]) <= boilerplate
    # What was read in the wrong alphabet comes back without a word lost or added.
    encoding = {change["line"] for change in by_repair(defects, "fix_encoding")}
    assert set(changes.loc[changes["line"].isin(encoding), ["lost", "added"]].to_numpy().ravel()) == {""}
    assert set(changes["line"]) == {c["line"] for d in defects for c in d["changes"]}


@pytest.mark.parametrize("name", ["fix_encoding", "fix_range", "mark_missing", "mark_link"])
def test_each_repair_of_a_line_works_on_its_text_alone(defects, name):
    for change in by_repair(defects, name):
        assert [getattr(careers, name)(change["found"])] == change["repaired"]


def test_the_range_as_two_numbers(defects):
    (defect,) = [defect for defect in defects if defect["repair"] == "fix_range"]
    found = careers.read_range(defect["changes"][0]["found"])
    assert found == (defect["low_usd_a_year"], defect["high_usd_a_year"]) and found.high - found.low > 0


def test_every_line_that_is_damaged_and_no_other(damaged, defects):
    result = careers.fix_encoding(damaged)
    changed = set(damaged.loc[damaged["text"] != result["text"], "line"])
    expected = by_repair(defects, "fix_encoding") + by_repair(defects, "fix_range")
    assert changed == {change["line"] for change in expected}
    with pytest.raises(ValueError, match="No line of this page was read in the wrong alphabet"):
        careers.fix_encoding(result)


def test_a_line_that_came_through_whole_is_not_destroyed(damaged):
    (whole,) = damaged.loc[damaged["text"].str.startswith("\u2717"), "line"]
    for lines in (whole, [whole], list(damaged["line"])):
        with pytest.raises(ValueError, match="gives no text: it was not damaged in this way"):
            careers.fix_encoding(damaged, lines)


def test_lines_keep_the_numbers_of_the_damaged_page(damaged):
    result = careers.restore_heading(damaged, 2, "At a glance")
    assert list(result["line"].head(6)) == [1, 2, 2, 2, 3, 4]
    again = careers.restore_heading(result, 2, "First of all")
    assert list(again["text"].iloc[1:6]) == ["", "## First of all", "", "## At a glance", ""]
    assert result["line"].dtype == damaged["line"].dtype


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("fix_encoding", "caf\u00e9".encode().decode("cp1253"), "caf\u00e9"),
        ("fix_range", f"3{BROKEN_DASH}5 years", "3 to 5 years"),
        ("fix_range", f"Pay: $40,000{DASH}50,000.", "Pay: $40,000 to $50,000."),
        ("fix_range", "Pay: $ 40,000 - $ 50,000", "Pay: $ 40,000 to $ 50,000"),
        ("fix_range", "1.5 to 2.5 mm", "1.5 to 2.5 mm"),
        ("mark_missing", "- Shift work: ", "- Shift work: not stated"),
        ("mark_link", "see () and ( too", "see (address missing) and ( too"),
    ],
)
def test_repairs_of_single_texts(name, text, expected):
    assert getattr(careers, name)(text) == expected


def test_words_of_ones_own():
    assert careers.mark_missing("Hours:", words="unknown") == "Hours: unknown"
    assert careers.mark_link("see ( here", words="link lost") == "see (link lost) here"
    assert careers.restore_heading(page("", "- x"), 1, "### Small")["text"].tolist()[1] == "### Small"


def test_another_alphabet():
    western = "na\u00efve".encode().decode("cp1252")
    assert careers.fix_encoding(western, encoding="cp1252") == "na\u00efve"
    with pytest.raises(ValueError, match="no alphabet 'greek letters'"):
        careers.fix_encoding(western, encoding="greek letters")


def test_a_byte_that_the_alphabet_does_not_know_passed_through():
    # U+1F4C8 is F0 9F 93 88: of these cp1253 lacks 9F and 88, which came through as themselves.
    broken = "\u03c0\u009f\u201c\u0088"
    assert careers.fix_encoding(broken) == "\U0001f4c8"


def test_boilerplate_takes_its_empty_line_with_it():
    texts = page("Pay: good", "", "Buy!", "Cookies", "", "Work", "", "Ad", "")
    assert careers.drop_boilerplate(texts, [3, 4])["text"].tolist() == ["Pay: good", "", "Work", "", "Ad", ""]
    assert careers.drop_boilerplate(texts, [3, 4, 5])["text"].tolist() == [
        "Pay: good",
        "",
        "Work",
        "",
        "Ad",
        "",
    ]
    assert careers.drop_boilerplate(texts, 8)["text"].tolist()[-2:] == ["Work", ""]
    # Text right behind it stays, and so does an empty line that is needed.
    assert careers.drop_boilerplate(page("a", "ad", "", "b"), 2)["text"].tolist() == ["a", "", "b"]
    assert careers.drop_boilerplate(page("ad", "", "b"), 1)["text"].tolist() == ["b"]


def test_the_date_goes_where_it_is_read():
    assert careers.date_figure("- Pay: half earn $40,000", date=2020) == "- Pay: in 2020 half earn $40,000"
    assert careers.date_figure("Half earn $40,000", date="May 2020") == "Half earn $40,000 (May 2020)"
    assert careers.date_figure("At 7:30 it starts.", date=2020) == "At 7:30 it starts (2020)."


def test_what_was_lost_and_what_was_added():
    before = page("Pay: $44,000-78,000", "\u2713 good", "remote:", f"a {BROKEN_DASH} b", "same")
    after = page("Pay: $4400078000", "good", "remote: no", "a b", "same")
    changes = careers.page_changes(before, after)
    assert changes["line"].tolist() == [1, 2, 3, 4]
    assert changes["lost"].tolist() == ["44000, 78000", "\u2713", "", ""]
    assert changes["added"].tolist() == ["4400078000", "", "no", ""]
    assert careers.page_changes(before, before).empty
    dropped = careers.page_changes(page("a b", "c"), page("a b"))
    assert dropped.to_dict("records") == [{"line": 2, "before": "c", "after": "", "lost": "c", "added": ""}]


def test_a_word_there_twice_is_lost_once():
    changes = careers.page_changes(page("up and up"), page("up and"))
    assert changes["lost"].tolist() == ["up"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: careers.fix_range(page("no numbers"), 1),
            "There is no range of two numbers in 'no numbers'",
        ),
        (lambda: careers.fix_range("1-2 and 3-4"), "There are 2 ranges"),
        (lambda: careers.fix_range("from 9-3"), "runs down, from 9 to 3"),
        (lambda: careers.read_range(3), "A line is text; 3 was given"),
        (lambda: careers.fix_range(page("1-2"), None), "Say which line"),
        (lambda: careers.fix_range(page("1-2"), []), "the list is empty"),
        (lambda: careers.fix_range(page("1-2"), 2), "no line 2 on this page: they run from 1 to 1"),
        (lambda: careers.fix_range(page("1-2"), "1"), "as a list, such as"),
        (lambda: careers.fix_range(page("1-2"), True), "Yes-or-no values"),
        (lambda: careers.fix_range("1-2", 1), "A single text has no line numbers"),
        (lambda: careers.mark_missing(page("a: b"), 1), "does not end with a colon"),
        (lambda: careers.mark_missing("a:", words=""), "Give the words as text"),
        (lambda: careers.mark_link("see here", None), "no bracket is empty"),
        (lambda: careers.mark_link("see (here)"), "no bracket is empty"),
        (lambda: careers.restore_heading(page("text"), 1, "Pay"), "is not empty"),
        (lambda: careers.restore_heading(page(""), 1, " "), "Give the heading as text"),
        (lambda: careers.restore_heading(page(""), 1, 5), "Give the heading as text"),
        (lambda: careers.restore_heading("", None, "Pay"), "give the page and the number"),
        (lambda: careers.drop_boilerplate("ad", 1), "Give the page and the numbers"),
        (lambda: careers.drop_boilerplate(page("ad"), 9), "no line 9"),
        (lambda: careers.date_figure("no figure", date=2019), "There is no figure"),
        (lambda: careers.date_figure("$5 in 2018", date=2019), "There is a year in '.*' already"),
        (lambda: careers.date_figure("$5", date="May"), "A date has a year"),
        (lambda: careers.date_figure("$5", date=19), "The date is a year such as 2019"),
        (lambda: careers.date_figure("$5", date=None), "date is empty"),
        (lambda: careers.fix_encoding([1, 2]), "page is a list"),
        (lambda: careers.fix_encoding(pd.DataFrame({"line": [1]})), "no column text"),
        (lambda: careers.page_text(pd.DataFrame({"line": [1], "text": [5]})), "A line is text; 5 was given"),
        (lambda: careers.page_changes(page("a"), page("a", "b")), "Line 2 of the second page does not come"),
        (
            lambda: careers.page_changes(pd.concat([page("a"), page("b")]), page("a")),
            "line numbers twice",
        ),
    ],
)
def test_repairs_that_do_not_fit_say_so(call, words):
    with pytest.raises(ValueError, match=words) as found:
        call()
    assert "\n" not in str(found.value)


def test_the_repairs_are_in_both_modules():
    for name in page_repair.__all__:
        assert getattr(careers, name) is getattr(page_repair, name)
