"""The A3 sheet: what it misses, what it computes, the page it writes; and typing in a real JupyterLab."""

import datetime
import json

import numpy as np
import pandas as pd
import pytest

from shopfloor.methods.oee import before_after, rate_before_after, time_worth, weeks_needed
from shopfloor.widgets.a3_sheet import A3Sheet

ROOT = ".sf-a3"
BEFORE, AFTER = [400, 420, 380, 400, 410, 390], [300, 310, 290, 305, 295]
WHOLE = {
    "title": "Fewer stops at the press",
    "team": "Technician, two operators",
    "date": "2026-03-02",
    "background": "Assembly waits for the press.",
    "current": "The press stands every day.",
    "current_number": 400,
    "current_unit": "min a week",
    "goal": "Less standing",
    "goal_number": 290,
    "goal_unit": "min a week",
    "goal_date": "2026-06-30",
    "whys": ["The die is cleaned with the press stopped.", "It cannot be reached while it runs."],
    "actions": [{"what": "Second die set", "who": "Tool shop", "when": "2026-05-04", "done": True}],
    "before": BEFORE,
    "after": AFTER,
    "cycle_s": 24,
    "performance": 0.86,
    "quality": 0.98,
    "per_piece": 0.5,
    "cost": 1200,
    "basis": "The press is the bottleneck; price and material from the order of May.",
    "people": "No cleaning above the head any more.",
    "follow_up": "Cleaning sheet at the press; the shift lead looks at it.",
    "check_date": "2026-09-01",
}


def sheet(**changed):
    return A3Sheet(**{**WHOLE, **changed})


def fact(one, name):
    rows = one.record.query("field == @name")
    return rows["value"].iloc[-1]


def from_the_browser(one, **inputs):
    one.inputs = {**one.inputs, **inputs, "step": one.inputs["step"] + 1}


# What is missing, and what does not fit


def test_a_whole_sheet_misses_nothing():
    one = sheet()
    assert one.missing == []
    assert set(one.view["states"].values()) == {"complete"} and one.view["count"] == 0
    assert one.text.startswith(
        "A3 'Fewer stops at the press': 7 of 7 sections are complete. Now: 400 min a week."
    )
    assert "Goal: 290 min a week by 2026-06-30." in one.text and one.text.endswith("Nothing is missing.")


def test_an_empty_sheet_asks_one_thing_of_each_section():
    one = A3Sheet()
    assert len(one.missing) == 8 and set(one.view["states"].values()) == {"empty"}
    assert [len(words) for words in one.view["notes"].values()] == [1] * 8
    assert "0 of 7 sections are complete. 8 things are missing or do not fit:" in one.text
    assert all(words in one.text for words in one.missing)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": "  "}, "The sheet has no title yet."),
        ({"team": ""}, "The sheet does not say who works on it."),
        ({"date": ""}, "The sheet has no date."),
        ({"background": " \n"}, "The background is empty: what happens, and whom does it trouble?"),
        ({"current": ""}, "The current state has no words: what was seen, where, and when?"),
        ({"current_unit": ""}, "The current state has no unit: of what, in which time?"),
        ({"goal": ""}, "The goal has no words: what will be better, and for whom?"),
        ({"goal_unit": ""}, "The goal has no unit: of what, in which time?"),
        ({"goal_date": ""}, "The goal has no date: by when?"),
        (
            {"goal_unit": "h a week"},
            "The current state is in 'min a week' and the goal in 'h a week': in one unit they can be compared.",
        ),
        ({"goal_unit": "Min a week "}, None),
        ({"whys": []}, "There is no cause yet: why does it happen?"),
        ({"whys": ["It wears."]}, "One why rarely reaches a root cause: why is that so?"),
        ({"whys": ["It wears.", "", "It rubs."]}, "Why 2 is empty: the chain has a gap."),
        ({"whys": ["It wears.", "It rubs.", "it wears. "]}, "Why 3 says the same as why 1."),
        (
            {"whys": ["It was left open.", "Operator error."]},
            "Why 2 ends at a person's failing: what in the work made it possible?",
        ),
        (
            {"whys": ["It was left open.", "They don't follow the steps."]},
            "Why 2 ends at a person's failing: what in the work made it possible?",
        ),
        ({"whys": ["Operator error was the first idea.", "It rubs."]}, None),
        ({"basis": ""}, "The money has no basis: is the machine the bottleneck, are the pieces sold, and where do the figures come from?"),
        ({"people": ""}, "The effect does not say what has changed for the people who do the work."),
        ({"follow_up": ""}, "The follow-up has no words: what is the new standard, and who checks it?"),
        ({"check_date": ""}, "The follow-up has no date on which somebody looks again."),
        (
            {"check_date": "2026-06-29"},
            "On 2026-06-29 the goal is not due yet (2026-06-30): look again after it.",
        ),
        ({"check_date": "2026-06-30"}, None),
        ({"check_date": "0202-09-01"}, "Follow-up: checked again on 0202-09-01: is the year right?"),
        ({"current_number": 403}, None),
        (
            {"current_number": 500},
            "The current state says 500 min a week, and the weeks before have a mean of 400 min a week: is it "
            "the same thing, in the same unit?",
        ),
        ({"after": ""}, "The effect is not measured yet: there are no numbers after."),
        ({"before": " "}, "The effect is not measured yet: there are no numbers before."),
        ({"before": "400 12,5"}, "Before: a comma inside a number, '12,5', can be read in two ways: write 12.5 with a point, and set numbers apart by spaces."),
        ({"after": "300 many"}, "After: 'many' is not a number; give numbers with spaces between them."),
        (
            {"after": "300"},
            "One number after says nothing about how much weeks vary: give one for each week, two weeks or more.",
        ),
        ({"before": "400 400", "after": "300 300"}, "The values do not vary at all, so there is no chance to compare the change with."),
        ({"cycle_s": None}, "What is it worth in pieces? Give the ideal cycle time."),
        ({"per_piece": None}, "What does a further good piece earn? Without that there is no money."),
        ({"cost": None}, "What did it cost, once? Without that there is no payback (0 is an answer)."),
        ({"quality": None}, "The quality of the machine is taken as 1, so the pieces are too many: give the fraction."),
        ({"performance": 86}, "The performance is a fraction, such as 0.86; 86 was given: did you mean 0.86?"),
    ],
)  # fmt: skip
def test_one_fault_is_one_sentence(changed, words):
    assert sheet(**changed).missing == ([] if words is None else [words])


def test_numbers_that_are_not_there_are_asked_for():
    for gone, words in (("current", "The current state has no number: how much?"), ("goal", "The goal has no number: how much?")):  # fmt: skip
        missing = sheet(**{f"{gone}_number": None}).missing
        assert words in missing
        assert [one for one in missing if one.startswith("Number now and goal do not say")]
        assert len(missing) == 2
    missing = sheet(goal_number=400).missing
    assert missing[0] == "The goal, 400, is what there is now." and len(missing) == 2


def test_countermeasures_need_what_who_and_when():
    actions = [
        {"what": "Second die set", "who": " ", "when": "2026-05-04", "done": True},
        {},
        {"what": "", "who": "Tool shop", "when": "2026-08-01"},
        {"what": "A cover", "who": "Shop", "when": "0026-08-01"},
        {"done": True},
        {"what": "A list", "who": "Everybody ", "when": "2026-06-01"},
    ]
    assert sheet(actions=actions).missing == [
        "Countermeasure 1 has no owner.",
        "Countermeasure 3 does not say what is done.",
        "Countermeasure 3 is due on 2026-08-01, after the goal (2026-06-30).",
        "Countermeasure 4 is due on 0026-08-01: is the year right?",
        "Countermeasure 5 does not say what is done.",
        "Countermeasure 5 has no owner.",
        "Countermeasure 5 has no date.",
        "Countermeasure 6: if 'Everybody' is the owner, nobody is. Name one role.",
    ]
    assert sheet(goal_date="2026-03-01").missing[0] == (
        "The goal is due on 2026-03-01, before the sheet was begun (2026-03-02)."
    )
    (words,) = sheet(actions=[{**WHOLE["actions"][0], "done": False}]).missing
    assert words == "An effect is shown, but no countermeasure is marked as done: what made it?"


# The effect


def test_the_effect_is_that_of_the_methods():
    one = sheet()
    found = before_after(BEFORE, AFTER)
    worth = time_worth(100 * 60, 24, performance=0.86, quality=0.98, per_piece=0.5, cost=1200)
    assert found.believable
    for name in ("change", "difference", "low", "high", "p_value", "believable"):
        assert fact(one, name) == getattr(found, name)
    assert (fact(one, "before_mean"), fact(one, "after_mean")) == (400.0, 300.0)
    assert (fact(one, "weeks_before"), fact(one, "weeks_after")) == (6.0, 5.0)
    assert [fact(one, name) for name in ("pieces", "money", "payback")] == pytest.approx(list(worth))
    assert one.view["effect"] == [
        "From 400 to 300 min a week (-25.0 %), the means of 6 weeks before and 5 weeks after.",
        f"Chance alone rarely does that: the true difference may be anything from {found.low:.4g} to "
        f"{found.high:.4g} min a week (95 % confidence).",
        "The goal of 290 is not reached yet: 91 % of the way.",
        "Worth 210.7 good pieces a week, $105.35 a week; the cost of $1,200 comes back in 11.4 weeks.",
    ]


def test_an_effect_that_chance_explains_is_named_and_so_is_money_that_rests_on_it():
    before, after = [149, 358, 555, 152, 508], [255, 128, 356]
    found = before_after(before, after)
    needed = weeks_needed(before, -found.change).weeks
    one = sheet(before=before, after=after, current_number=344)
    assert one.missing == [
        "The effect is smaller than chance explains: the true difference may be anything from -362.9 to "
        f"+166.8 min a week (95 % confidence). To see such a change in weeks that vary so much, about {needed} "
        "before and as many after are needed.",
        "The money rests on an effect that chance may explain.",
    ]
    assert not fact(one, "believable") and one.view["states"]["effect"] == "open"


def test_the_wrong_way_has_no_worth():
    one = sheet(before=AFTER, after=BEFORE, current_number=300)
    assert one.missing == ["It went the wrong way: less was the goal, and it became more."]
    assert fact(one, "pieces") is None and len(one.view["effect"]) == 2
    assert sheet(before=AFTER, after=BEFORE, current_number=300, goal_number=400).missing == []


def test_hours_and_pieces_have_their_own_worth():
    hours = sheet(kind="h", before="10 11 9", after="5 6 4", current_number=10, goal_number=5)
    assert fact(hours, "pieces") == pytest.approx(5 * 3600 * 0.86 * 0.98 / 24)
    assert "The goal of 5 is reached." in hours.view["effect"]
    pieces = sheet(kind="pieces", before=[50, 52, 48], after=[90, 92, 88], current_number=50, goal_number=80)
    assert (fact(pieces, "pieces"), fact(pieces, "money"), fact(pieces, "payback")) == (40, 20, 60)
    assert "From 50 to 90 pieces a week (+80.0 %)" in pieces.text and pieces.missing == []
    free = sheet(cost=0)
    assert fact(free, "payback") == 0 and free.missing == []


def test_something_else_has_the_unit_of_the_goal_and_no_money():
    one = sheet(kind="other", before="80 81 79", after="90 91 89", current_number=80, goal_number=90)
    one.set(goal_unit="% OEE", current_unit="% OEE", basis="")
    assert "From 80 to 90 % OEE (+12.5 %)" in one.text
    assert fact(one, "pieces") is None and one.missing == []
    assert one.record.query("field == 'before_mean'")["unit"].item() == "% OEE"


def test_what_is_counted_is_compared_as_counts():
    counted = {"kind": "count", "current_number": 2, "goal_number": 1, "each_min": 30}
    one = sheet(**counted, before="48", after="12", weeks_before=24, weeks_after=20)
    found = rate_before_after(48, 24, 12, 20)
    assert [fact(one, name) for name in ("change", "low", "high")] == [found.change, found.low, found.high]
    assert one.record.query("field == 'low'")["unit"].item() == "fraction"
    assert fact(one, "pieces") == pytest.approx(1.4 * 30 * 60 * 0.86 * 0.98 / 24)
    assert "From 2 to 0.6 a week (-70.0 %), the means of 24 weeks before and 20 weeks after." in one.text
    # One for each week is the same, with the weeks counted.
    each = sheet(**counted, before="2 " * 24, after=[1, 0, 1, 1] * 3 + [0, 1, 0, 1, 0, 1, 0, 0])
    assert fact(each, "change") == pytest.approx(found.change) and fact(each, "weeks_after") == 20
    assert one.missing == each.missing == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"weeks_before": None}, "In how many weeks were the 48 before counted?"),
        ({"after": "6 6"}, "There are 2 counts after and 20 weeks: give one count for each week, or one for all."),
        ({"weeks_after": 0}, "The time after must be more than 0; 0 was given."),
        ({"before": "47.5"}, "The count before must be a whole number; 47.5 was given."),
        ({"each_min": None}, "What is it worth? Give the minutes that each one costs."),
    ],
)  # fmt: skip
def test_counts_that_do_not_fit(changed, words):
    counted = {"kind": "count", "current_number": 2, "goal_number": 1, "each_min": 30}
    counted |= {"before": "48", "after": "12", "weeks_before": 24, "weeks_after": 20}
    assert words in sheet(**counted | changed).missing


def test_nothing_before_and_few_after_have_an_open_end():
    one = sheet(kind="count", before="0", after="2", weeks_before=9, weeks_after=9, current_number=0, goal_number=0.1)  # fmt: skip
    assert fact(one, "change") is None and fact(one, "high") is None
    assert [words for words in one.missing if "to any increase (95 % confidence)." in words]
    json.dumps(one.view, allow_nan=False)


# What goes in and comes back


def test_the_record_is_a_table_with_units():
    table = sheet().record
    assert list(table.columns) == ["section", "field", "value", "unit"]
    rows = {row.field: (row.section, row.value, row.unit) for row in table.itertuples()}
    assert rows["goal_number"] == ("goal", 290.0, "min a week")
    assert rows["why_2"] == ("root cause", "It cannot be reached while it runs.", "")
    assert rows["why_3"] == ("root cause", None, "")
    assert rows["action_1_done"] == ("countermeasures", True, "")
    assert rows["before"] == ("effect", "400 420 380 400 410 390", "min a week")
    assert rows["per_piece"] == ("effect", 0.5, "USD") and rows["payback"][2] == "weeks"
    empty = A3Sheet().record
    assert list(empty.dtypes) == list(table.dtypes) and list(empty.columns) == list(table.columns)
    assert empty.query("field != 'kind' and not field.str.endswith('_done')")["value"].isna().all()
    assert set(table["field"]) <= set(empty["field"])


def test_numbers_and_dates_of_python_are_taken():
    one = A3Sheet()
    one.set(
        before=pd.Series([320.5, 441]),
        after=np.array([1, 2]),
        goal_date=datetime.date(2026, 9, 30),
        check_date=pd.Timestamp("2026-10-01"),
        cost=np.int64(3),
        whys=("a", "b"),
    )
    assert one.inputs["before"] == "320.5 441" and one.inputs["after"] == "1 2"
    assert (one.inputs["goal_date"], one.inputs["check_date"]) == ("2026-09-30", "2026-10-01")
    assert one.inputs["cost"] == 3.0 and one.inputs["whys"] == ["a", "b", "", "", ""]
    json.dumps(one.inputs)
    assert A3Sheet(before="1, 2; 3\n4", after="5 6").view["effect"][0].startswith("From 2.5 to 5.5")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"gaol": "x"}, "nothing called gaol"),
        ({"goal": 5}, "What will be better is a text; 5 was given."),
        ({"goal": "x" * 3001}, "3,001 letters; 3,000 are the most"),
        ({"goal_number": "290"}, "Number wanted is a number, or empty"),
        ({"goal_number": True}, "Number wanted is a number"),
        ({"goal_number": float("nan")}, "Number wanted is a number"),
        ({"before": [1, float("inf")]}, "Before is a number"),
        ({"goal_date": "30.9.2026"}, "By is a date such as \"2026-09-30\"; '30.9.2026' was given."),
        ({"kind": "days"}, "The numbers of the effect are min, h, pieces, count, other; 'days'"),
        ({"whys": ["a"] * 6}, "The whys are a list of 5 answers at most"),
        ({"whys": "why"}, "The whys are a list"),
        ({"whys": [3]}, "Why 1 is a text"),
        ({"actions": ["x"]}, "The countermeasures are a list such as"),
        ({"actions": [{}] * 13}, "12 countermeasures fit on one page; 13 were given."),
        ({"actions": [{"owner": "x"}]}, "Countermeasure 1 has what, who, when, done; owner was given."),
        ({"actions": [{"done": "yes"}]}, "Countermeasure 1 is done, True or False; 'yes' was given."),
        ({"actions": [{}, {"when": "soon"}]}, "Countermeasure 2, when is a date"),
    ],
)
def test_what_cannot_stand_on_a_sheet_is_refused_in_words(wrong, words):
    with pytest.raises(ValueError) as problem:
        A3Sheet(**wrong)
    assert words in str(problem.value)
    one = A3Sheet()
    with pytest.raises(ValueError):
        one.set(**wrong)
    assert one.missing == A3Sheet().missing


def test_the_example_is_of_the_courses_table_and_has_faults_to_find():
    one = A3Sheet(example=True)
    assert one.inputs["before"] == "149 358 555 152 508" and one.inputs["after"] == "255 128 356"
    words = " ".join(one.missing)
    for fault in (
        "The goal has no date",
        "2 has no owner",
        "smaller than chance",
        "no basis",
        "no follow-up",
    ):
        assert fault in words
    assert A3Sheet(example=True, title="Mine").text.startswith("A3 'Mine'")


def test_what_is_written_is_kept_and_read_back(tmp_path):
    one = A3Sheet(save_as=tmp_path / "my_a3.json")
    from_the_browser(one, goal="Less \u00e4rger\n", goal_number=7.5)
    again = A3Sheet(save_as=tmp_path / "my_a3.json")
    assert again.inputs["goal"] == "Less \u00e4rger\n" and fact(again, "goal_number") == 7.5
    (tmp_path / "my_a3.json").write_text(json.dumps({"widget": "A3Sheet", "inputs": {"whys": 3}}), "utf-8")
    other = A3Sheet(save_as=tmp_path / "my_a3.json")
    assert "kept as my_a3.damaged.json" in other.view["problem"] and len(other.missing) == 8


# The page


def test_the_page_says_it_all_and_escapes_what_was_written(tmp_path):
    evil = "<script>alert(1)</script> & \"q\" 'a'"
    one = sheet(
        **dict.fromkeys(("title", "team", "background", "current", "current_unit", "goal", "basis"), evil),
        goal_unit=evil,
        whys=[evil, "b"],
        actions=[{"what": evil, "who": evil, "when": "2026-05-04", "done": True}],
        follow_up="one\n" + evil,
        people=evil,
        before=evil,
    )
    path = one.save(tmp_path / "a3.html")
    page = path.read_text("utf-8")
    assert "<script" not in page and '"q"' not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;q&quot; &#x27;a&#x27;") >= 13
    page = sheet().save(tmp_path / "whole.html").read_text("utf-8")
    for words in ("400 min a week", "290 min a week by 2026-06-30", "Second die set", "Tool shop", "$1,200", "yes"):  # fmt: skip
        assert words in page
    for words in (*sheet().view["effect"], WHOLE["whys"][1], WHOLE["people"], WHOLE["follow_up"]):
        assert words in page
    assert "2026-09-01" in page and "size: A3 landscape" in page and "Still missing" not in page
    faulty = A3Sheet(example=True)
    page = faulty.save(tmp_path / "faulty.html").read_text("utf-8")
    assert "Still missing" in page and "Countermeasure 2 has no owner." in page and "not yet" in page
    assert page.count("Nothing yet.") == 1


def test_nothing_is_written_over(tmp_path):
    path = sheet().save(tmp_path / "a3.html")
    first = path.read_bytes()
    assert sheet().save(str(path)) == path, "the same may be run twice"
    with pytest.raises(FileExistsError, match=r"a3\.html is already there and was not overwritten"):
        sheet(title="Another").save(path)
    assert path.read_bytes() == first
    with pytest.raises(ValueError, match=r"end it in \.html, such as a3\.html"):
        sheet().save(tmp_path / "a3.pdf")
    with pytest.raises(FileNotFoundError, match="There is no folder .*away to write a3.html in"):
        sheet().save(tmp_path / "away" / "a3.html")
    assert [one.name for one in tmp_path.iterdir()] == ["a3.html"]


@pytest.mark.parametrize("width", [320, 1200])
def test_the_page_is_good_to_read(open_page, axe, tmp_path, width):
    path = sheet(title="W" * 80, goal="x" * 400).save(tmp_path / "a3.html")
    page = open_page(width=width)
    page.set_content(path.read_text("utf-8"))
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    left, right = (page.locator(".side").nth(place).bounding_box() for place in (0, 1))
    assert (left["x"] < right["x"]) == (width == 1200)


# In the browser

TYPED = """root => { window.sent = 0; new MutationObserver((all) => { window.sent += all.length; })
  .observe(root, { attributes: true, attributeFilter: ["data-step"] }); }"""
ANSWERED = "([root, step]) => Number(root.dataset.step) >= step && root.dataset.linked === 'yes'"


def test_an_a3_by_keys_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "a3/a3.ipynb",
        [
            "from shopfloor.widgets.a3_sheet import A3Sheet\n"
            "a3 = A3Sheet(example=True, save_as='my_a3.json')\na3",
            "print('last line')",
            "print(a3.record.set_index('field')['value'][['background', 'goal_date', 'action_1_who', 'after',"
            " 'action_3_what', 'cost', 'believable', 'pieces']].to_json(orient='values'))",
            "a3.set(team='Maintenance')\nprint(a3.inputs['step'], len(a3.missing))",
        ],
    )
    lab.run_all(page, "a3/a3.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes'][data-count='7']")
    assert axe(page, ROOT) == []
    root = page.locator(ROOT)
    handle = root.element_handle()
    page.evaluate(TYPED, handle)
    sent = lambda: page.evaluate("window.sent")  # noqa: E731
    caret = lambda: page.evaluate("document.activeElement.selectionStart")  # noqa: E731

    # Typing goes to Python after a pause, not letter by letter; focus, caret and later letters stay.
    background = page.get_by_label("Background", exact=True)
    background.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Every day: ")
    assert sent() == 0
    page.wait_for_function(ANSWERED, arg=[handle, 1])
    assert sent() == 1 and caret() == len("Every day: ")
    page.keyboard.type("yes! ")
    assert background.evaluate("node => node === document.activeElement")
    assert background.input_value().startswith("Every day: yes! When molding")

    # Leaving a field sends it at once: two fields, quicker than the answers.
    page.get_by_label("By", exact=True).focus()
    page.keyboard.type("03312026")
    page.keyboard.press("Tab")
    page.get_by_label("Who, countermeasure 2").focus()
    page.keyboard.type("Tool shop")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT}[data-count='5']")
    page.wait_for_selector(
        f"{ROOT} [role=status] >> text=5 things are missing or do not fit.", state="attached"
    )
    assert page.get_by_label("Who, countermeasure 2").evaluate("node => node === document.activeElement")

    # A jump to the section that has most to say, and what its numbers make of the effect.
    page.get_by_role("button", name="Effect: 4 open").press("Enter")
    assert page.get_by_label("The numbers are").evaluate("node => node === document.activeElement")
    page.get_by_label("After", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("100 90 110 95 105 ")
    page.keyboard.press("Tab")
    page.wait_for_selector(f"{ROOT} .sf-a3-out >> text=The goal of 230 is reached.")
    assert page.get_by_label("After", exact=True).input_value() == "100 90 110 95 105 "
    cost = page.get_by_label("Cost of it all, once ($)")
    cost.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("1e")
    page.keyboard.press("Tab")
    page.wait_for_selector(f"{ROOT} .sf-a3-bad:visible >> text=Not a whole number yet")
    page.wait_for_selector(f"{ROOT} li >> text=What did it cost, once?")
    assert axe(page, ROOT) == []
    cost.focus()
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.wait_for_selector(f"{ROOT} .sf-a3-out >> text=the cost of $1,000 comes back in")
    assert page.locator(f"{ROOT} .sf-a3-bad:visible").count() == 0

    # Rows come and go, and the focus stays in the list.
    focused = "document.activeElement.getAttribute('aria-label')"
    page.get_by_role("button", name="Add a countermeasure").press("Enter")
    assert page.evaluate(focused) == "What, countermeasure 3"
    page.keyboard.type("New hoses")
    page.get_by_role("button", name="Remove countermeasure 1").press("Enter")
    assert page.evaluate(focused) == "Remove countermeasure 1"
    assert page.get_by_label("What, countermeasure 2").input_value() == "New hoses"
    page.get_by_role("button", name="Add a countermeasure").press("Enter")
    page.keyboard.type("Spare bands")
    page.keyboard.press("Tab")
    page.wait_for_selector(f"{ROOT} li >> text=Countermeasure 3 has no owner.")
    values = json.loads(lab.run_cell(page, 2))
    assert values[0].startswith("Every day: yes! When") and values[1:5] == [
        "2026-03-31", "Tool shop", "100 90 110 95 105 ", "Spare bands",
    ]  # fmt: skip
    assert values[5:7] == [1000.0, True] and values[7] > 400
    assert float(root.get_attribute("data-took")) > 0
    # Set from Python, it is seen; made again, it is read from the file.
    lab.run_cell(page, 3)
    page.wait_for_function("node => node.value === 'Maintenance'", arg=page.get_by_label("Who works on it").element_handle())  # fmt: skip
    lab.run_cell(page, 0)
    page.wait_for_function(
        "root => root.isConnected && root.dataset.linked === 'yes'", arg=page.locator(ROOT).element_handle()
    )
    assert page.get_by_label("What, countermeasure 3").input_value() == "Spare bands"
    assert page.get_by_label("Who works on it").input_value() == "Maintenance"
    assert page.outside_requests == [] and page.script_errors == []


HELD = """async ([esm, state]) => {
  const heard = {};
  window.model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; (heard[`change:${name}`] ?? []).forEach((tell) => tell()); },
    save_changes() {}, on: (name, tell) => { (heard[name] ??= []).push(tell); }, off() {},
  };
  window.answer = (step) => model.set("view", { ...model.get("view"), step });
  const module = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  module.default.render({ model, el: document.querySelector("main") });
}"""


def test_letters_typed_while_python_answers_stay(open_page):
    """A Python that answers when the test says so."""
    page = open_page()
    page.set_content("<!doctype html><html lang='en'><title>Held</title><main></main></html>")
    one = A3Sheet()
    page.evaluate(
        HELD, [one._esm, {name: getattr(one, name) for name in ("inputs", "view", "form", "page", "heard")}]
    )
    step = lambda number: page.wait_for_function("step => model.get('inputs').step === step", arg=number)  # noqa: E731
    inputs = lambda name: page.evaluate("name => model.get('inputs')[name]", name)  # noqa: E731
    background = page.get_by_label("Background", exact=True)
    background.focus()
    page.keyboard.type("abcd")
    assert inputs("step") == 0
    step(1)
    page.keyboard.type("ef")
    page.keyboard.press("ArrowLeft")
    page.evaluate("answer(1)")
    assert background.input_value() == "abcdef" and inputs("background") == "abcd"
    assert page.evaluate("[document.activeElement.value, document.activeElement.selectionStart]") == [
        "abcdef",
        5,
    ]
    # A field that is left while an earlier answer is still out waits for its turn, and is not set back.
    page.keyboard.press("Tab")
    step(2)
    number = page.get_by_label("Number now")
    number.focus()
    page.keyboard.type("1.50")
    page.keyboard.press("Tab")
    page.keyboard.type("min")
    page.keyboard.press("Enter")
    assert inputs("current_number") is None
    page.evaluate("answer(2)")
    step(3)
    assert (number.input_value(), inputs("current_number"), inputs("current_unit")) == ("1.50", 1.5, "min")
    assert page.evaluate("document.activeElement.value") == "min"
    page.evaluate("answer(3)")
    assert number.input_value() == "1.50" and inputs("background") == "abcdef"
    assert page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_narrow_page_without_a_notebook(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors)
    on_a_static_page(page, A3Sheet(example=True, kind="count", title="W" * 60))
    assert page.get_by_label("Weeks before").is_visible()
    # One column, and nothing lies over anything else.
    boxes = page.locator(f"{ROOT} :is(input, textarea, select, button):visible").evaluate_all(
        "all => all.map((node) => { const b = node.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
    )
    assert len(boxes) > 30
    assert all(0 <= left and right <= 320 and right - left >= 24 and bottom - top >= 24 for left, top, right, bottom in boxes)  # fmt: skip
    assert not [
        (a, b)
        for place, a in enumerate(boxes)
        for b in boxes[place + 1 :]
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1
    ]
    page.get_by_label("The numbers are").select_option("min")
    page.get_by_label("Number wanted").fill("5")
    page.get_by_label("Number wanted").press("Tab")
    assert page.get_by_label("Number wanted").input_value() == "5"
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    for details in page.locator(f"{ROOT} details > summary").all():
        details.click()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == [] and page.outside_requests == []


def test_two_columns_on_a_wide_page_in_the_order_of_the_sheet(open_page, on_a_static_page):
    page = open_page(width=900)
    on_a_static_page(page, A3Sheet())
    left, right = (page.locator(f"{ROOT} .sf-a3-side").nth(place).bounding_box() for place in (0, 1))
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]
    assert page.locator(f"{ROOT} .sf-a3-side h4 > span:first-child").all_inner_texts() == [
        "1 Background", "2 Current state", "3 Goal", "4 Root cause", "5 Countermeasures", "6 Effect", "7 Follow-up",
    ]  # fmt: skip
    # Where the last row goes, the focus goes on to the button under it.
    page.get_by_role("button", name="Remove countermeasure 2").press("Enter")
    assert page.locator(f"{ROOT} .sf-a3-actions li").count() == 1
    assert page.evaluate("document.activeElement.textContent") == "Add a countermeasure"
