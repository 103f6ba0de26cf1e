"""The career map: ways, requirements, pay, skills and a plan, driven by keys in a real JupyterLab."""

import json
import subprocess
import sys

import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import careers
from shopfloor.widgets.career_map import CareerMap

ROOT = ".sf-careers"
JUNIOR, MIDDLE, SENIOR = (
    "Junior production technician",
    "Production technician",
    "Senior production technician",
)
LEAD, SUPERVISOR = "Lead production technician", "Production supervisor"
TECHNICIAN, ENGINEER = "Industrial engineering technician", "Industrial engineer"
STEP_1, STEP_2, STEP_3 = f"{JUNIOR} -> {MIDDLE}", f"{MIDDLE} -> {SENIOR}", f"{SENIOR} -> {LEAD}"
WAGES = load("careers/wages")
KINDS = {
    "step": "int64",
    "from_role": "str",
    "to_role": "str",
    "kind": "str",
    "years": "float64",
    "done": "bool",
    "target_date": "datetime64[ns]",
    "note": "str",
}


def from_the_browser(widget, **inputs):
    widget.inputs = {**widget.inputs, **inputs, "step": widget.inputs["step"] + 1}


def median(soc):
    return int(WAGES[(WAGES["soc"] == soc) & (WAGES["year"] == 2024)]["annual_median"].iloc[0])


def own_steps(**columns):
    return pd.DataFrame({"from_role": ["Helper", "Weaver"], "to_role": ["Weaver", "Loom fixer"]} | columns)


def role(widget, name):
    return next(one for one in widget.view["roles"] if one["role"] == name)


# What it shows


def test_at_first_the_longest_way_of_the_map():
    widget = CareerMap()
    assert widget.view["heading"] == f"From {JUNIOR} to {LEAD}: 3 steps, 7 years"
    assert [step["how"] for step in widget.view["steps"]] == [
        "next tier, 2 years", "next tier, 3 years", "next tier, 2 years",
    ]  # fmt: skip
    assert "The map has 13 roles and 12 steps." in widget.text and "7 years" in widget.text
    assert (
        "not how many people take it" in widget.text and "Plan: 0 of 3 done; no date written." in widget.text
    )
    assert repr(widget).startswith("CareerMap: The map has 13")
    badges = {one["role"]: one["badge"] for one in widget.view["roles"] if one["badge"]}
    assert badges == {JUNIOR: "you are here", MIDDLE: "step 1", SENIOR: "step 2", LEAD: "goal, step 3"}
    assert role(widget, MIDDLE)["badge"] == "step 1" and role(widget, MIDDLE)["state"] == "way"
    assert role(widget, SUPERVISOR)["state"] == "reach" and role(widget, ENGINEER)["state"] == "far"
    marked = {(edge["from"], edge["to"]) for edge in widget.view["edges"] if edge["marked"]}
    assert marked == {(JUNIOR, MIDDLE), (MIDDLE, SENIOR), (SENIOR, LEAD)}


def test_the_longest_way_need_not_be_the_first():
    steps = own_steps(from_role=["Clerk", "Helper", "Weaver"], to_role=["Cashier", "Weaver", "Mender"])
    assert CareerMap(advancement=steps).view["heading"] == "From Helper to Mender: 2 steps, years not stated"
    assert CareerMap("Clerk", advancement=steps).view["set"]["goal"] == "Cashier"
    assert CareerMap("Mender", advancement=steps).view["heading"] == "Mender: that is where you are"


def test_each_step_says_what_it_asks_for():
    first, second, third = CareerMap().view["steps"]
    assert first["asks"][:2] == [
        "experience: from 2 years",
        "education, required: A high school diploma, or its equal",
    ]
    assert any("Certified Manufacturing Technician (CMT); doubtful" in one for one in first["asks"])
    assert second["asks"] == ["experience: from 5 years"]
    assert third["asks"][1].startswith("usual at entry to First-line supervisors")
    # The same of a role that one looks at without being on the way.
    asks = role(CareerMap(), TECHNICIAN)["asks"]
    assert asks[0] == "education, typical: An associate degree or a certificate after high school"


def test_pay_stands_where_there_is_an_official_figure_and_why_not_elsewhere():
    widget = CareerMap(TECHNICIAN, ENGINEER)
    assert role(widget, TECHNICIAN)["median"] == f"${median('17-3026'):,}"
    assert role(widget, TECHNICIAN)["pay"] == (
        f"half earn less than ${median('17-3026'):,} a year (May 2024, Industrial Engineering Technologists and "
        "Technicians, 17-3026)"
    )
    assert f"Pay of {ENGINEER}: half earn less than ${median('17-2112'):,} a year" in widget.text
    assert role(widget, SUPERVISOR)["pay"].endswith("51-1011, the nearest occupation)")
    assert (
        role(widget, MIDDLE)["pay"].startswith("no official figure: neither document")
        and not role(widget, MIDDLE)["median"]
    )
    group = role(widget, "Engineering technician")
    assert group["pay"] == "no official figure in these tables for 17-3020: a whole group of occupations"
    assert widget.view["pay_note"].startswith("Dollars: median pay a year, May 2024")


def test_the_skill_gap_is_that_of_the_methods():
    widget = CareerMap(TECHNICIAN, ENGINEER)
    expected = careers.skill_gap("17-3026", "17-2112", ratings=load("careers/skill_ratings"))
    pd.testing.assert_frame_equal(widget.gap, expected)
    first = widget.view["gap"]["rows"][0]
    assert (first["element"], first["have"], first["want"]) == ("Education and Training", 3.05, 4.49)
    assert (
        first["gap"] == "+1.44" and len(widget.view["gap"]["rows"]) == 6 and widget.view["gap"]["words"] == ""
    )
    assert "Largest gaps: Education and Training level 4.49 (+1.44)" in widget.text
    mine = widget.gap
    mine["element"] = "changed"
    pd.testing.assert_frame_equal(widget.gap, expected)


def test_without_ratings_the_gap_says_why():
    widget = CareerMap(JUNIOR, LEAD)
    assert widget.view["gap"]["words"].startswith(
        f"There are no official skill ratings of {JUNIOR} (no occupation"
    )
    assert widget.view["gap"]["rows"][0]["have"] is None and widget.gap["gap"].isna().all()
    assert "Needed most: Production and Processing level 4.60" in widget.text
    widget.set(goal="Engineering technician")
    assert "no official skill ratings of Engineering technician: the code 17-3020 has none" in widget.text
    assert widget.gap is None and widget.view["gap"]["rows"] == []
    widget.set(start=ENGINEER, goal="Plant layout engineer")
    assert "share the occupation code 17-2112" in widget.view["gap"]["words"]
    widget.set(goal="")
    assert widget.view["gap"] == {"words": "", "rows": []} and widget.gap is None


def test_where_no_way_leads_it_says_what_can_be_reached():
    widget = CareerMap(JUNIOR, ENGINEER)
    assert widget.way is None and widget.plan.empty and widget.view["steps"] == []
    assert widget.view["heading"] == f"No way leads from {JUNIOR} to {ENGINEER} on this map"
    assert f"To {ENGINEER} one comes from {TECHNICIAN}." in widget.text and "problem" not in widget.view
    assert role(widget, ENGINEER)["badge"] == "your goal"
    widget.set(goal=JUNIOR)
    assert (
        widget.view["heading"] == f"{JUNIOR}: that is where you are"
        and role(widget, JUNIOR)["badge"] == "here and goal"
    )
    widget.set(goal=None)
    assert "choose where you want to go" in widget.view["heading"] and widget.way is None


def test_the_map_has_room_for_every_box():
    widget = CareerMap()
    view = widget.view
    for one in view["roles"]:
        assert 0.5 <= one["place"] <= view["extent"] - 0.5 and 0 <= one["layer"] < view["layers"]
        for other in view["roles"]:
            if one is not other and one["layer"] == other["layer"]:
                assert abs(one["place"] - other["place"]) >= 1.2
    for edge in view["edges"]:
        assert (
            role(CareerMap(), edge["from"])["layer"] < role(CareerMap(), edge["to"])["layer"]
            and not edge["back"]
        )
    assert sorted(view["order"]) == sorted(one["role"] for one in view["roles"])
    assert view["order"][:4] == [JUNIOR, MIDDLE, SENIOR, LEAD], "each after one that leads to it"


def test_no_drawing_library_is_loaded_for_it():
    code = "import sys; from shopfloor.widgets.career_map import CareerMap; CareerMap(); assert 'matplotlib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


# The plan


def test_the_plan_comes_back_step_by_step():
    widget = CareerMap()
    assert widget.plan.dtypes.astype(str).to_dict() == KINDS
    assert widget.plan["done"].tolist() == [False] * 3 and widget.plan["target_date"].isna().all()
    mine = {"done": True, "date": "2027-06-30", "note": "evening course"}
    from_the_browser(widget, plan={STEP_1: mine, STEP_3: {"date": "2033-01-01"}})
    plan = widget.plan
    assert plan["target_date"].tolist() == [pd.Timestamp("2027-06-30"), pd.NaT, pd.Timestamp("2033-01-01")]
    assert plan["note"].tolist() == ["evening course", "", ""] and plan["done"].tolist() == [
        True,
        False,
        False,
    ]
    assert plan["years"].tolist() == [2, 3, 2] and plan["step"].tolist() == [1, 2, 3]
    assert f"Plan: 1 of 3 done; {MIDDLE} by 2027-06-30 and {LEAD} by 2033-01-01." in widget.text
    assert plan.dtypes.astype(str).to_dict() == KINDS
    widget.set(start=MIDDLE, goal=SUPERVISOR)
    assert widget.plan["done"].tolist() == [False] and widget.plan["years"].isna().all()
    widget.set(goal=LEAD)
    assert widget.plan["target_date"].tolist()[1] == pd.Timestamp("2033-01-01"), "a step keeps its plan"
    widget.set(goal="")
    assert widget.plan.empty and widget.plan.dtypes.astype(str).to_dict() == KINDS


def test_dates_out_of_order_are_noticed():
    widget = CareerMap(plan={STEP_1: {"date": "2030-01-31"}, STEP_3: {"date": "2029-01-31"}})
    words = f"{LEAD} has an earlier date (2029-01-31) than {MIDDLE} before it (2030-01-31)."
    assert widget.view["remarks"] == [words] and words in widget.text
    widget.set(plan={STEP_1: {"date": "2030-01-31"}, STEP_3: {"date": "2030-01-31"}})
    assert widget.view["remarks"] == []


def test_the_plan_is_kept_and_comes_back(tmp_path):
    path = tmp_path / "my_plan.json"
    from_the_browser(CareerMap(save_as=path), plan={STEP_2: {"note": "ask the lead"}}, start=MIDDLE)
    again = CareerMap(save_as=path)
    assert again.view["set"]["start"] == MIDDLE and again.plan["note"].tolist() == ["ask the lead", ""]
    other = CareerMap(advancement=own_steps(), save_as=path)
    assert "cannot be used" in other.view["problem"] and other.plan["note"].tolist() == ["", ""]


def test_a_map_of_ones_own_alone_has_no_pay_no_skills_and_no_source():
    table = own_steps(years=[1.0, 2.5])
    before = table.copy()
    widget = CareerMap(advancement=table)
    pd.testing.assert_frame_equal(table, before)
    assert (
        widget.view["heading"] == "From Helper to Loom fixer: 2 steps, 3.5 years"
        and widget.view["source"] == ""
    )
    assert (
        widget.view["gap"]["words"] == "No table of skill ratings was given."
        and widget.view["pay_note"] == ""
    )
    assert role(widget, "Helper")["pay"] == "no official figure" and widget.view["steps"][0]["asks"] == []
    assert "The tables say nothing about what it asks for." in widget.text
    circle = CareerMap(
        "Weaver", advancement=own_steps(from_role=["Helper", "Weaver"], to_role=["Weaver", "Helper"])
    )
    assert [edge["back"] for edge in circle.view["edges"]].count(True) == 1 and circle.view["order"] == [
        "Helper",
        "Weaver",
    ]


# What is set


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"start": "Weaver"}, "no role 'Weaver'"),
        ({"start": ""}, "There is no role"),
        ({"start": None}, "text in quotes"),
        ({"goal": "Weaver"}, "no role 'Weaver'"),
        ({"goal": 7}, "text in quotes"),
        ({"plan": []}, "A plan goes by steps"),
        ({"plan": {f"{JUNIOR} -> {ENGINEER}": {}}}, f"no step '{JUNIOR} -> {ENGINEER}' on this map"),
        ({"plan": {"up": {}}}, "no step 'up' on this map"),
        ({"plan": {STEP_1: True}}, "The plan of a step has done, date and note"),
        ({"plan": {STEP_1: {"when": "soon"}}}, "The plan of a step has"),
        ({"plan": {STEP_1: {"done": 1}}}, "done is True or False; 1 was given"),
        ({"plan": {STEP_1: {"date": "30.6.2027"}}}, 'such as "2027-06-30"; for Junior'),
        ({"plan": {STEP_1: {"date": "2027-02-30"}}}, "A target date is text"),
        ({"plan": {STEP_1: {"date": 2027}}}, "A target date is text"),
        ({"plan": {STEP_1: {"date": "1999-12-31"}}}, "between 2000 and 2100"),
        ({"plan": {STEP_1: {"note": 3}}}, "A note is text"),
        ({"plan": {STEP_1: {"note": "a" * 501}}}, "500 characters at most"),
        ({"city": "Troy"}, "nothing called city"),
    ],
)
def test_what_is_impossible_is_said_in_words(inputs, words):
    widget = CareerMap()
    before = widget.text
    with pytest.raises(ValueError, match=words):
        widget.set(**inputs)
    assert widget.text == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"start": "Weaver"}, "no role 'Weaver'"),
        ({"goal": "Weaver"}, "no role 'Weaver'"),
        ({"advancement": "careers/advancement"}, "give a table"),
        ({"advancement": own_steps().head(0)}, "empty"),
        ({"advancement": own_steps().drop(columns="to_role")}, "no column to_role"),
        ({"roles": own_steps()}, "no column"),
        ({"wages": own_steps()}, "no column"),
        ({"ratings": own_steps()}, "no column"),
        ({"tiers": own_steps()}, "no column"),
        ({"education": own_steps()}, "no column"),
        ({"plan": {"up": {}}}, "no step 'up'"),
    ],
)
def test_arguments_that_make_no_sense(arguments, words):
    with pytest.raises(ValueError, match=words):
        CareerMap(**arguments)


# In the browser


def test_a_way_planned_by_keys_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "paths/paths.ipynb",
        [
            "from shopfloor.widgets.career_map import CareerMap\ncareer = CareerMap()\ncareer",
            "print('last line')",
            "print(career.plan[['from_role', 'to_role', 'done', 'target_date', 'note']]"
            ".astype({'target_date': str}).to_json(orient='values'))",
            "again = 'seen' in globals()\nseen = True\ncareer if again else None",
        ],
    )
    lab.run_all(page, "paths/paths.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    box = page.locator(ROOT).first
    chosen = box.locator(".sf-career-box[aria-current=true]")

    # Along the arrows: from the junior to the next, up to the supervisor, back along another arrow.
    box.get_by_role("button", name=f"{JUNIOR}. you are here").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert "Industrial engineering technician" in chosen.inner_text(), "the box above in the column"
    page.keyboard.press("ArrowRight")
    assert box.locator(".sf-career-look .sf-career-title").inner_text() == SUPERVISOR
    assert "51-1011, the nearest occupation" in box.locator(".sf-career-look").inner_text()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(
        f"{ROOT} [role=status] >> text=No step leads on from {SUPERVISOR}.", state="attached"
    )
    page.keyboard.press("ArrowLeft")
    assert "Industrial engineering technician" in chosen.inner_text(), "back along the arrow"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("g")
    page.wait_for_selector(f"{ROOT}[data-goal='{SUPERVISOR}']")
    page.wait_for_selector(
        f"{ROOT} .sf-career-heading >> text=From {JUNIOR} to {SUPERVISOR}: 2 steps, years not stated"
    )
    page.wait_for_selector(f"{ROOT} [role=status] >> text=2 steps, years not stated.", state="attached")
    assert chosen.evaluate("node => node === document.activeElement"), "the focus stays on the box"
    assert box.locator(".sf-arrow.sf-arrow-way").count() == 3, "two arrows and the one in the key"
    assert axe(page, ROOT) == []
    page.keyboard.press("End")
    assert LEAD in chosen.inner_text()
    page.keyboard.press("Home")
    assert JUNIOR in chosen.inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert SUPERVISOR in chosen.inner_text(), "along the way, where there is one"
    page.keyboard.press("ArrowLeft")
    assert MIDDLE in chosen.inner_text(), "back the way one came, though two arrows lead here"

    # The plan: a tick, a date, a note, one after the other without waiting.
    second = box.get_by_role("group", name=f"Plan for {SUPERVISOR}")
    second.get_by_label("done").press("Space")
    second.get_by_label("Target date").focus()
    page.keyboard.type("06302029")
    second.get_by_label("Note").focus()
    page.keyboard.type("Ask about the evening course")
    page.keyboard.press("Tab")
    box.get_by_role("group", name=f"Plan for {MIDDLE}").get_by_label("Target date").focus()
    page.keyboard.type("01312030")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-career-remarks >> text={SUPERVISOR} has an earlier date (2029-06-30)")
    before = int(box.get_attribute("data-step"))
    first = box.get_by_role("group", name=f"Plan for {MIDDLE}")
    first.get_by_label("Note").focus()
    first.get_by_label("Target date").focus()
    page.keyboard.type("01312031")
    first.get_by_label("Note").focus()
    page.wait_for_selector(f"{ROOT} .sf-career-remarks >> text=before it (2031-01-31)")
    assert int(box.get_attribute("data-step")) == before + 1, "nothing is sent before the date is whole"
    first.get_by_label("Target date").focus()
    page.keyboard.type("0131203")
    first.get_by_label("Note").focus()
    page.wait_for_selector(f"{ROOT} .sf-trouble >> text=A target date lies between 2000 and 2100")
    assert first.get_by_label("Target date").input_value() == "2031-01-31", "the last good date is back"
    first.get_by_label("done").press("Space")
    first.get_by_label("done").press("Space")
    page.wait_for_selector(f"{ROOT}[data-step='{before + 4}']")
    page.wait_for_selector(f"{ROOT} [role=status] >> text=1 of 2 steps done.", state="attached")
    found = json.loads(lab.run_cell(page, 2))
    assert found == [
        [JUNIOR, MIDDLE, False, "2031-01-31", ""],
        [MIDDLE, SUPERVISOR, True, "2029-06-30", "Ask about the evening course"],
    ]

    # From the lists, where no way leads; then from another start.
    box.get_by_label("I want to go here", exact=True).first.focus()
    page.keyboard.type("Plant layout engineer")
    page.wait_for_selector(f"{ROOT} .sf-career-noway >> text=No way leads from {JUNIOR}")
    box.get_by_role("button", name=f"{TECHNICIAN}.").focus()
    page.keyboard.press("h")
    page.wait_for_selector(f"{ROOT}[data-start='{TECHNICIAN}']")
    page.wait_for_selector(f"{ROOT} .sf-career-noway", state="hidden")
    page.wait_for_selector(f"{ROOT} .sf-career-figure >> text=3.05 \u2192 4.49 (+1.44)")
    assert box.get_by_role("button", name="I am here").is_disabled()
    box.get_by_role("button", name="Plant layout engineer. goal").focus()
    page.wait_for_selector(f"{ROOT} .sf-career-look >> text=$101,140")
    assert axe(page, ROOT) == []

    # Shown once more, as after opening the notebook again, it is as it was left.
    lab.run_cell(page, 3)
    page.wait_for_selector(f"{ROOT} >> nth=1")
    assert page.locator(ROOT).nth(1).get_by_label("I am here").first.input_value() == TECHNICIAN
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_without_a_notebook_it_says_so_on_a_narrow_page(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors)
    on_a_static_page(
        page, CareerMap(TECHNICIAN, ENGINEER, plan={f"{TECHNICIAN} -> {ENGINEER}": {"date": "2029-01-31"}})
    )
    places = [box.bounding_box() for box in page.locator(f"{ROOT} .sf-career-box").all()]
    rows = sorted(places, key=lambda place: place["y"])
    assert len(rows) == 13 and all(a["y"] + a["height"] <= b["y"] for a, b in zip(rows, rows[1:])), (
        "boxes stand apart"
    )
    assert all(place["x"] >= 0 and place["x"] + place["width"] <= 320 for place in places)
    # A role is looked at without Python.
    page.get_by_role("button", name=f"{SUPERVISOR}.").click()
    assert "51-1011" in page.locator(".sf-career-look").inner_text()
    page.get_by_role("button", name="I want to go here").click()
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    for details in page.locator(f"{ROOT} details:visible > summary").all():
        details.click()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == []


def test_on_a_wide_page_arrows_lead_from_left_to_right_and_steps_back_are_drawn_too(
    open_page, on_a_static_page
):
    page = open_page(width=900)
    steps = own_steps(from_role=["Helper", "Weaver", "Mender"], to_role=["Weaver", "Mender", "Helper"])
    on_a_static_page(page, CareerMap("Helper", advancement=steps))
    x = [
        page.locator(f".sf-career-box[title={name}]").bounding_box()
        for name in ("Helper", "Weaver", "Mender")
    ]
    assert x[0]["x"] + x[0]["width"] < x[1]["x"] and x[1]["x"] + x[1]["width"] < x[2]["x"]
    assert page.locator(f"{ROOT} .sf-career-arrows .sf-arrowhead").count() == 3
    assert page.locator(f"{ROOT} .sf-career-arrows [transform^='rotate']").count() == 1, "one step back"
    assert page.script_errors == []
