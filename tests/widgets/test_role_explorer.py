"""The role explorer: duties counted, overlap, titles and marks, driven by keys in a real JupyterLab."""

import json

import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import careers
from shopfloor.widgets.role_explorer import RoleExplorer

ROOT = ".sf-roles"
PRODUCTION, INDUSTRIAL = "Production technician", "Industrial engineering technician"
SUPERVISOR, MANAGER = "Production supervisor", "Manager of quality control"
DUTIES = load("careers/duties")


def from_the_browser(explorer, **inputs):
    explorer.inputs = {**explorer.inputs, **inputs, "step": explorer.inputs["step"] + 1}


def duty(number):
    return DUTIES[DUTIES["duty_id"] == number].iloc[0]


def numbers(role, activity):
    return DUTIES[(DUTIES["role"] == role) & (DUTIES["activity"] == activity)]["duty_id"].tolist()


def own_table(**columns):
    rows = {
        "role": ["Weaver", "Weaver", "Weaver", "Loom fixer"],
        "activity": ["operate", "operate", "inspect", "maintain"],
        "duty": ["Starts the loom", "Joins threads", "Looks for faults", "Oils the loom"],
    }
    return pd.DataFrame(rows | columns)


# What it shows


def test_at_first_the_two_roles_that_most_is_written_about():
    explorer = RoleExplorer()
    assert [(role["name"], role["duties"]) for role in explorer.view["roles"]] == [
        (PRODUCTION, 45),
        (INDUSTRIAL, 24),
    ]
    assert explorer.text.startswith(
        "Production technician: 45 duties; above all operate 9, maintain 9 and inspect 6. Industrial engineering "
        "technician: 24 duties; above all plan 8, observe 7 and document 4. Overlap 0.50: they share 5 of 10 kinds of "
        "activity (Jaccard)."
    )
    assert "not how the hours of a day are spent" in explorer.text
    assert repr(explorer).startswith("RoleExplorer: Production technician: 45")
    assert explorer.view["source"].startswith("Five career documents")


def test_bars_are_the_counts_or_the_shares_of_each_activity():
    explorer = RoleExplorer([PRODUCTION, INDUSTRIAL])
    bars = {bar["activity"]: bar["values"] for bar in explorer.view["bars"]}
    assert list(bars) == list(DUTIES["activity"].cat.categories), "all activities, in their order"
    for activity, values in bars.items():
        assert [value["size"] for value in values] == [
            len(numbers(PRODUCTION, activity)),
            len(numbers(INDUSTRIAL, activity)),
        ]
    assert bars["maintain"][1] == {"size": 0, "label": "0", "words": f"{INDUSTRIAL} 0 of 24 duties, 0\u00a0%"}
    assert explorer.view["most"] == 9
    explorer.set(unit="share")
    bars = {bar["activity"]: bar["values"] for bar in explorer.view["bars"]}
    assert bars["plan"][1]["size"] == pytest.approx(8 / 24) and bars["plan"][1]["label"] == "33\u00a0%"
    assert bars["plan"][0]["words"] == f"{PRODUCTION} 2 of 45 duties, 4\u00a0%"
    assert explorer.view["most"] == pytest.approx(8 / 24), "the longest bar is another one now"
    assert "above all operate 20\u00a0%" in explorer.text


def test_duties_of_the_activity_that_was_chosen_are_listed_and_no_others():
    explorer = RoleExplorer([PRODUCTION, INDUSTRIAL], activity="improve")
    listed = explorer.view["duties"]
    assert [one["id"] for one in listed] == numbers(PRODUCTION, "improve") + numbers(INDUSTRIAL, "improve")
    assert [one["who"] for one in listed] == [0] * 5 + [1] * 3
    assert (
        listed[0]["duty"] == duty(listed[0]["id"])["duty"]
        and "Listed: 8 duties of \u201cimprove\u201d." in explorer.text
    )
    explorer.set(activity="all")
    listed = explorer.view["duties"]
    assert len(listed) == 69 and "Listed: 69 duties of all activities." in explorer.text
    order = list(DUTIES["activity"].cat.categories)
    places = [order.index(one["activity"]) for one in listed if one["who"] == 0]
    assert places == sorted(places), "one heading for each activity"


def test_the_first_list_is_the_one_with_most_duties_in_common():
    assert RoleExplorer([PRODUCTION, INDUSTRIAL]).view["set"]["activity"] == "plan"
    assert RoleExplorer(["Weaver", "Loom fixer"], duties=own_table()).view["set"]["activity"] == "all"


def test_overlap_is_that_of_the_methods_in_both_measures():
    explorer = RoleExplorer([PRODUCTION, INDUSTRIAL])
    assert explorer.overlap == 0.5 and explorer.overlap.measure == "jaccard"
    assert explorer.view["overlap"]["only"] == [["set up", "operate", "maintain", "inspect", "train"], []]
    assert explorer.view["overlap"]["shared"] == ["observe", "plan", "improve", "document", "coordinate"]
    explorer.set(measure="cosine")
    same = careers.overlap(PRODUCTION, INDUSTRIAL, duties=DUTIES, measure="cosine")
    assert explorer.overlap == same and explorer.view["overlap"]["value"] == float(same)
    assert f"Overlap {same.words}." in explorer.text
    explorer.set(roles=PRODUCTION)
    assert explorer.overlap is None and explorer.view["overlap"] is None and "Overlap" not in explorer.text


def test_the_same_title_for_different_jobs_is_named():
    explorer = RoleExplorer([PRODUCTION, SUPERVISOR])
    assert explorer.view["same"] == [
        "\u201cProcess Engineer\u201d can mean Industrial engineering technician or Production technician"
    ]
    explorer.set(roles=[INDUSTRIAL])
    assert (
        "\u201cEngineering Technician\u201d can mean Industrial engineering technician or Engineering technician."
        in explorer.text
    )
    names = {name["name"]: name["also"] for name in explorer.view["titles"][0]["names"]}
    assert names["Process Engineer"] == [PRODUCTION] and names["Methods Engineer"] == []
    assert names["Industrial Engineering Technician"] == [], "its own name is no other job"
    assert (
        "Validation Engineer" in explorer.view["titles"][0]["neighbors"]
        and "Validation Engineer" not in names
    )
    explorer.set(roles=[SUPERVISOR])
    assert explorer.view["same"] == [] and "can mean" not in explorer.text


def test_places_tools_and_what_kind_of_role_it_is():
    explorer = RoleExplorer([MANAGER, PRODUCTION])
    assert [role["kind"] for role in explorer.view["roles"]] == ["", ""], "the name says it already"
    chief = RoleExplorer("Chief industrial engineer")
    assert chief.view["roles"][0]["kind"] == "manager"
    assert chief.text.startswith("Chief industrial engineer (manager): 5 duties")
    settings = dict(explorer.view["around"][1]["settings"])
    assert settings["protective equipment"] == ["Safety goggles", "Gloves", "Ear protection"]
    assert "thermal imaging cameras" in dict(explorer.view["around"][1]["tools"])["measuring"]
    assert explorer.view["around"][0] == {"settings": [], "tools": []}


# What comes back


def test_tables_are_there_before_anything_is_marked():
    explorer = RoleExplorer()
    record = explorer.record
    assert record.empty and list(record.columns) == ["role", "activity", "duty", "mark"]
    from_the_browser(explorer, marks={"D01": "done"})
    assert list(explorer.record.dtypes) == list(record.dtypes)
    assert "No duty is marked yet." in RoleExplorer().text


def test_marks_come_back_in_the_order_of_the_table_whatever_is_shown():
    explorer = RoleExplorer([PRODUCTION, INDUSTRIAL])
    mine = numbers(PRODUCTION, "maintain")[:2]
    other = numbers(SUPERVISOR, "inspect")[0]
    from_the_browser(
        explorer, marks={other: "would like", mine[1]: "not for me", mine[0]: "would like", "D01": "done"}
    )
    record = explorer.record.set_index("duty")["mark"]
    assert record.to_dict() == {
        duty("D01")["duty"]: "done",
        duty(mine[0])["duty"]: "would like",
        duty(mine[1])["duty"]: "not for me",
        duty(other)["duty"]: "would like",
    }
    order = DUTIES["duty"].tolist()
    assert [order.index(words) for words in record.index] == sorted(
        order.index(words) for words in record.index
    )
    assert explorer.record["role"].tolist().count(PRODUCTION) == 2
    assert explorer.view["tally"]["rows"] == [
        ["I have done this", 0, 1, 1],
        ["I would like to", 1, 0, 2],
        ["Not for me", 1, 0, 1],
    ]
    assert "Marked: I have done this 1, I would like to 2, Not for me 1." in explorer.text
    assert "What you would like is most often: maintain and inspect (1 duty each)." in explorer.text
    explorer.set(marks={mine[0]: "would like", mine[1]: "would like", other: "would like"})
    assert explorer.view["tally"]["wish"] == "What you would like is most often: maintain (2 duties)."


def test_the_counts_shown_come_back_as_a_table():
    explorer = RoleExplorer([PRODUCTION, SUPERVISOR])
    shown = explorer.shown
    assert shown.dtypes.astype(str).to_dict() == {
        "activity": "str",
        "role": "str",
        "duties": "int64",
        "share": "float64",
    }
    assert len(shown) == 20 and shown["duties"].sum() == 48
    inspect = shown[shown["activity"] == "inspect"].set_index("role")
    assert inspect.loc[SUPERVISOR, "duties"] == 2 and inspect.loc[SUPERVISOR, "share"] == pytest.approx(2 / 3)


def test_marks_are_kept_and_come_back(tmp_path):
    path = tmp_path / "my_roles.json"
    from_the_browser(RoleExplorer(save_as=path), marks={"D02": "would like"}, roles=[INDUSTRIAL])
    again = RoleExplorer(save_as=path)
    assert again.record["duty"].tolist() == [duty("D02")["duty"]] and again.view["set"]["roles"] == [
        INDUSTRIAL
    ]
    other = RoleExplorer(duties=own_table(), save_as=path)
    assert "cannot be used" in other.view["problem"] and other.record.empty


def test_a_table_of_ones_own_alone_has_no_titles_and_no_source():
    table = own_table()
    before = table.copy()
    explorer = RoleExplorer(["weavers", "Loom fixer"], duties=table, marks={"4": "done"})
    pd.testing.assert_frame_equal(table, before)
    assert explorer.view["set"]["roles"] == ["Weaver", "Loom fixer"] and explorer.overlap == 0
    assert explorer.record.loc[0].tolist() == ["Loom fixer", "maintain", "Oils the loom", "done"]
    assert explorer.view["source"] == "" and explorer.view["same"] == []
    assert explorer.view["titles"] == [{"names": [], "neighbors": []}] * 2
    named = RoleExplorer(duties=own_table(duty_id=["a", "b", "c", "d"]), marks={"b": "done"})
    assert named.record["duty"].tolist() == ["Joins threads"]
    double = RoleExplorer(duties=own_table(duty_id=["a", "a", "c", "d"]), marks={"2": "done"})
    assert double.record["duty"].tolist() == ["Joins threads"], "numbers that are no numbers are replaced"


# What is set


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"roles": []}, "Choose one role or two"),
        ({"roles": [PRODUCTION, INDUSTRIAL, SUPERVISOR]}, "Choose one role or two"),
        ({"roles": 7}, "Choose one role or two"),
        ({"roles": [PRODUCTION, "production technician"]}, "was chosen twice"),
        ({"roles": ["Weaver"]}, "There is no role 'Weaver'"),
        ({"roles": [3]}, "text in quotes"),
        ({"roles": ["Industrial engineer"]}, "names no duties of Industrial engineer; it does of"),
        ({"activity": "weave"}, 'The activity is "all" or one of observe, plan'),
        ({"activity": None}, 'The activity is "all"'),
        ({"unit": "percent"}, "The unit is 'count' or 'share'; 'percent' was given"),
        ({"unit": ["count"]}, "The unit is"),
        ({"measure": "euclid"}, "The measure is 'jaccard' or 'cosine'; 'euclid' was given"),
        ({"marks": ["D01"]}, "Marks go by the number of a duty"),
        ({"marks": {"D999": "done"}}, "no duty with the number 'D999'"),
        ({"marks": {"D01": "liked"}}, "A mark is 'done' or 'would like' or 'not for me'; 'liked' was given"),
        ({"marks": {"D01": ["done"]}}, "A mark is"),
        ({"city": "Troy"}, "nothing called city"),
    ],
)
def test_what_is_impossible_is_said_in_words(inputs, words):
    explorer = RoleExplorer()
    before = explorer.text
    with pytest.raises(ValueError, match=words):
        explorer.set(**inputs)
    assert explorer.text == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"roles": "Weaver"}, "There is no role"),
        ({"unit": "percent"}, "The unit is"),
        ({"activity": "weave"}, "The activity is"),
        ({"duties": "careers/duties"}, "give a table"),
        ({"duties": own_table().drop(columns="duty")}, "no column duty"),
        ({"duties": own_table().head(0)}, "empty: there is nothing"),
        ({"duties": own_table(activity=["a", None, "b", "c"])}, "has empty cells"),
        ({"titles": DUTIES}, "no column title"),
        ({"work_settings": DUTIES}, "no column aspect"),
        ({"tools": DUTIES}, "no column tool"),
        ({"about": pd.DataFrame({"job": []})}, "no column role"),
        ({"marks": {"D999": "done"}}, "no duty with the number"),
    ],
)
def test_arguments_that_make_no_sense(arguments, words):
    with pytest.raises(ValueError, match=words):
        RoleExplorer(**arguments)


# In the browser


def test_explored_by_keys_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "roles/roles.ipynb",
        [
            "from shopfloor.widgets.role_explorer import RoleExplorer\nexplorer = RoleExplorer()\nexplorer",
            "print('last line')",
            "print(explorer.record.to_json(orient='values'))",
            "again = 'seen' in globals()\nseen = True\nexplorer if again else None",
        ],
    )
    lab.run_all(page, "roles/roles.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    box = page.locator(ROOT).first

    # What does a supervisor inspect, and is it anything like what an industrial engineering technician does?
    box.get_by_label("Role", exact=True).focus()
    page.keyboard.type("Production supervisor")
    page.wait_for_selector(f"{ROOT} .sf-role-number >> text=0.17")
    page.wait_for_selector(
        f"{ROOT} [role=status] >> text=Production supervisor, 3 duties; beside it", state="attached"
    )
    box.get_by_role("radio", name="plan:").focus()
    for _ in ("set up", "operate", "maintain", "inspect"):
        page.keyboard.press("ArrowDown")
    page.wait_for_selector(f"{ROOT}[data-activity='inspect']")
    assert box.get_by_role("radio", name="inspect:").is_checked()
    assert (
        box.get_by_role("radio", name="inspect: Production supervisor 2 of 3 duties, 67\u00a0%").count() == 1
    )
    page.wait_for_selector(f"{ROOT} [role=status] >> text=2 duties are listed.", state="attached")
    assert box.locator(".sf-role-duty").count() == 2
    assert "The documents name none." in box.locator(".sf-role-list").nth(1).inner_text()

    # Marked by keys; the focus stays where it is, and marks made quickly one after the other all count.
    words = box.locator(".sf-role-duty legend").all_inner_texts()
    box.get_by_role("group", name=words[0]).get_by_label("no mark").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    box.get_by_role("group", name=words[1]).get_by_label("no mark").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector(f"{ROOT} .sf-role-tally >> text=Not for me")
    page.wait_for_selector(
        f"{ROOT} [role=status] >> text=2 duties are marked. What you would like", state="attached"
    )
    assert (
        box.get_by_role("group", name=words[1])
        .get_by_label("not for me")
        .evaluate("node => node === document.activeElement")
    )
    assert box.locator(".sf-role-duty").nth(0).get_attribute("data-mark") == "would like"
    assert box.locator(".sf-role-tally tbody tr").all_inner_texts() == [
        "I have done this\t0\t0\t0", "I would like to\t1\t0\t1", "Not for me\t1\t0\t1",
    ]  # fmt: skip
    found = json.loads(lab.run_cell(page, 2))
    assert found == [
        [SUPERVISOR, "inspect", words[0], "would like"],
        [SUPERVISOR, "inspect", words[1], "not for me"],
    ]
    box.get_by_role("group", name=words[1]).get_by_label("not for me").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{ROOT} [role=status] >> text=1 duty is marked.", state="attached")

    # The other role: alone, and the same one twice, where the two change places.
    box.get_by_label("Beside it").focus()
    page.keyboard.type("Production supervisor")  # passes "Production technician", the first that fits
    page.wait_for_selector(f"{ROOT} .sf-role-key >> text=/^Production technician.*Production supervisor/")
    assert box.get_by_label("Role", exact=True).input_value() == PRODUCTION
    page.keyboard.press("Home")
    page.wait_for_selector(f"{ROOT} .sf-role-overlap", state="hidden")
    page.wait_for_selector(f"{ROOT} .sf-role-samebox >> text=\u201cProcess Engineer\u201d can mean")
    assert page.locator(f"{ROOT} .sf-role-line").count() == 10
    box.get_by_label("Number of duties").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(f"{ROOT} .sf-role-figure >> text=20\u00a0%")
    page.locator(f"{ROOT} summary >> text=Titles that").press("Enter")
    assert page.locator(f"{ROOT} li >> text=also: Industrial engineering technician").is_visible()
    assert axe(page, ROOT) == []

    # Shown once more, as after opening the notebook again, it is as it was left.
    lab.run_cell(page, 3)
    page.wait_for_selector(f"{ROOT} >> nth=1")
    again = page.locator(ROOT).nth(1)
    assert again.get_by_label("Role", exact=True).input_value() == PRODUCTION
    assert again.get_by_label("Share of").is_checked()
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_without_a_notebook_it_says_so_on_a_narrow_page(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors)
    explorer = RoleExplorer(activity="all", marks={"D01": "done"})
    on_a_static_page(page, explorer)
    longest = (
        page.locator(f"{ROOT} .sf-role-row", has_text="operate").locator(".sf-role-bar").nth(0).bounding_box()
    )
    shorter = (
        page.locator(f"{ROOT} .sf-role-row", has_text="inspect").locator(".sf-role-bar").nth(0).bounding_box()
    )
    assert shorter["width"] == pytest.approx(longest["width"] * 6 / 9, abs=1.5) and longest["width"] > 90
    page.get_by_label("Share of").check()
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    for details in page.locator(f"{ROOT} details:visible > summary").all():
        details.click()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == []
