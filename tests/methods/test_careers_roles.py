"""Roles, skills and paths: what comes back, and what is refused in words."""

import copy

import numpy as np
import pandas as pd
import pytest

from shopfloor.data import load
from shopfloor.methods import careers

TECHNICIANS = ("Production technician", "Industrial engineering technician")


@pytest.fixture(scope="module")
def duties():
    return load("careers/duties")


@pytest.fixture(scope="module")
def ratings():
    return load("careers/skill_ratings")


@pytest.fixture(scope="module")
def advancement():
    return load("careers/advancement")


@pytest.fixture(scope="module")
def tiers():
    return load("careers/career_tiers")


def roles(**doing):
    """A table of duties: role -> activities, one duty each."""
    return pd.DataFrame(
        [{"role": role, "activity": one} for role, activities in doing.items() for one in activities]
    )


def rated(**occupations):
    """A table of ratings: title -> {element: (importance, level)}."""
    return pd.DataFrame(
        [
            {"soc": title, "title": title, "element": element, "importance": importance, "level": level}
            for title, elements in occupations.items()
            for element, (importance, level) in elements.items()
        ]
    )


def steps(*pairs, **more):
    return pd.DataFrame(list(pairs), columns=["from_role", "to_role"]).assign(**more)


# -- overlap ------------------------------------------------------------------------------------------------


def test_what_two_technicians_share(duties):
    found = careers.overlap(*TECHNICIANS, duties=duties)
    assert found == 0.5 and found.measure == "jaccard"
    assert found.shared == ["observe", "plan", "improve", "document", "coordinate"]
    assert found.only_a == ["set up", "operate", "maintain", "inspect", "train"] and found.only_b == []
    assert repr(found) == "0.50: they share 5 of 10 kinds of activity (Jaccard)"
    assert copy.deepcopy(found).shared == found.shared and type(found / 2) is float


def test_both_measures_on_a_table_one_can_check_by_hand():
    table = roles(A=["see", "see", "plan"], B=["see", "mend"], C=["mend"])
    assert careers.overlap("A", "B", duties=table) == pytest.approx(1 / 3)
    # Counts (2, 1, 0) and (1, 0, 1): 2 / sqrt(5 x 2).
    found = careers.overlap("A", "B", duties=table, measure="cosine")
    assert found == pytest.approx(2 / 10**0.5)
    assert found.words == "0.63: cosine of the counts of 3 kinds of activity"
    assert (
        careers.overlap("A", "C", duties=table)
        == careers.overlap("A", "C", duties=table, measure="cosine")
        == 0
    )


def test_any_table_with_roles_will_do():
    found = careers.overlap(*TECHNICIANS, table=load("careers/tools"), by="kind")
    assert found.shared == ["software"] and found.words.endswith("values of kind (Jaccard)")
    # An empty text says nothing: it is no element that they share.
    skills = load("careers/skills")
    assert "" not in careers.overlap(*TECHNICIANS, duties=skills, by="onet_element").shared


def test_overlap_of_ratings_counts_what_is_important():
    table = rated(
        Turner={"Math": (4.0, 3), "Writing": (3.0, 2), "Art": (1.0, 0)},
        Clerk={"Math": (2.9, 2), "Writing": (4.5, 5), "Art": (3.0, 3)},
    )
    found = careers.overlap("Turner", "Clerk", ratings=table)
    assert found == pytest.approx(1 / 3)
    assert (found.shared, found.only_a, found.only_b) == (["Writing"], ["Math"], ["Art"])
    assert found.words == "0.33: they share 1 of 3 elements that are important (Jaccard)"
    assert careers.overlap("Turner", "Clerk", ratings=table, important=2.5) == pytest.approx(2 / 3)
    # From 1 "not important" on: (3, 2, 0) and (1.9, 3.5, 2).
    cosine = careers.overlap("Turner", "Clerk", ratings=table, measure="cosine")
    assert cosine == pytest.approx((3 * 1.9 + 2 * 3.5) / (13 * (1.9**2 + 3.5**2 + 4)) ** 0.5)
    assert cosine.words.endswith("of 3 elements; 1 are important in both")


def test_real_ratings(ratings):
    both = careers.overlap("17-3026", "Industrial Engineers", ratings=ratings)
    assert both == 24 / 32 and both.roles[0] == "Industrial Engineering Technologists and Technicians"
    assert both.only_a == ["Operations Analysis", "Technology Design", "Quality Control Analysis"]
    assert len(both.only_b) == 5 and "Coordination" in both.only_b
    skills = careers.overlap("17-3026", "17-2112", ratings=ratings, domain="skill")
    assert len(skills.shared) < len(both.shared)
    assert careers.overlap("17-3026", "17-2112", table=ratings) == both
    # Mathematics is both a skill and a field of knowledge, and is told apart.
    assert {"Mathematics (skill)", "Mathematics (knowledge)"} <= set(both.shared)
    assert "Mathematics" in skills.shared


def test_a_code_is_the_occupation_as_a_whole(ratings):
    whole = careers.overlap("17-2112", "17-2112.00", ratings=ratings)
    assert whole == 1 and whole.roles == ["Industrial Engineers"] * 2
    part = careers.overlap("17-2112", "17-2112.03", ratings=ratings)
    assert part.roles[1] == "Manufacturing Engineers" and part < 1


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (TECHNICIANS, {}, r'hand it in as duties=load\("careers/duties"\)'),
        (TECHNICIANS, {"duties": load("careers/duties"), "ratings": 1}, "Give duties or ratings, not both"),
        (TECHNICIANS, {"duties": load("careers/duties"), "measure": "dice"}, '"jaccard" or "cosine"'),
        (TECHNICIANS, {"duties": load("careers/duties"), "by": "kind"}, "no column 'kind'. Say which column"),
        (TECHNICIANS, {"duties": load("careers/tools")}, "Say which column to compare, as in by='tool'"),
        (TECHNICIANS, {"duties": load("careers/duties"), "domain": "skill"}, "belongs to ratings"),
        (
            ("Production technican", "x"),
            {"duties": load("careers/duties")},
            "did you mean Production technician",
        ),
        ((1, "x"), {"duties": load("careers/duties")}, "A role is text in quotes"),
        (
            ("17-3026", "17-2112"),
            {"ratings": load("careers/skill_ratings"), "domain": "art"},
            "no domain 'art'",
        ),
        (
            ("17-3026", "17-2112"),
            {"ratings": load("careers/skill_ratings"), "important": 5.1},
            "ask for less",
        ),
        (("17-3026", "17-2112"), {"ratings": load("careers/skill_ratings"), "important": "3"}, "the quotes"),
        (("17-3026", "welder"), {"ratings": load("careers/skill_ratings")}, "no occupation 'welder'"),
        (("A", "B"), {"duties": roles(A=["x"], B=[" "])}, "For B the table says nothing"),
        (("A", "B"), {"duties": load("careers/wages")}, "no column role"),
    ],
)
def test_overlap_refuses(arguments, options, words):
    with pytest.raises(ValueError, match=words):
        careers.overlap(*arguments, **options)


def test_overlap_of_ratings_that_do_not_match():
    with pytest.raises(ValueError, match="not rated on the same elements"):
        careers.overlap("A", "B", ratings=rated(A={"x": (3, 3)}, B={"y": (3, 3)}))
    with pytest.raises(ValueError, match="the cosine with nothing"):
        careers.overlap("A", "B", ratings=rated(A={"x": (1, 0)}, B={"x": (3, 3)}), measure="cosine")
    twice = pd.concat([rated(A={"x": (3, 3)})] * 2)
    with pytest.raises(ValueError, match="A has x twice"):
        careers.overlap("A", "A", ratings=twice)


# -- skills -------------------------------------------------------------------------------------------------


def test_the_gap_between_two_occupations(ratings):
    gap = careers.skill_gap("17-3026", "17-2112", ratings=ratings)
    assert list(gap.columns) == ["domain", "element", "importance", "level_have", "level_want", "gap"]
    assert gap["gap"].is_monotonic_decreasing and (gap["importance"] >= 3).all()
    assert (gap["gap"] - (gap["level_want"] - gap["level_have"])).abs().max() < 1e-9
    row = ratings[(ratings["soc"] == "17-3026") & (ratings["element"] == gap["element"][0])]
    assert gap["level_have"][0] in set(row["level"])
    assert len(careers.skill_gap("17-3026", "17-2112", ratings=ratings, important=1)) == 68
    assert set(careers.skill_gap("17-3026", "17-2112", ratings=ratings, domain="skill")["domain"]) == {
        "skill"
    }


def test_the_gap_from_where_one_is_oneself(ratings):
    mine = {"Writing": 2.0, "Speaking": 5.0}
    for given in (mine, pd.Series(mine)):
        gap = careers.skill_gap(given, "17-2112", ratings=ratings, domain="skill")
        assert list(gap["element"].head(2)) == ["Writing", "Speaking"]
        assert list(gap["gap"].head(2).round(2)) == [2.12, -0.88]
        assert gap["gap"].tail(len(gap) - 2).isna().all()  # not rated: last, and no gap is made up
    by_key = careers.skill_gap({("knowledge", "Mathematics"): 1}, "17-2112", ratings=ratings)
    assert by_key.iloc[0][["domain", "element"]].tolist() == ["knowledge", "Mathematics"]


@pytest.mark.parametrize(
    ("have", "words"),
    [
        ({"Mathematics": 2}, "both a skill and a field of knowledge"),
        ({"Writting": 2}, "no element 'Writting' in this table: did you mean Writing"),
        ({"Writing": 8}, "Levels go from 0 to 7; the level of Writing is 8"),
        ({"Writing": -1}, "cannot be negative"),
        ({"Writing": "2"}, "take off the quotes"),
        ({"Writing": True}, "yes-or-no"),
        ({3: 2}, "An element is text in quotes"),
        ("welder", "no occupation 'welder'"),
        (3, "An occupation is text in quotes"),
    ],
)
def test_skill_gap_refuses(ratings, have, words):
    with pytest.raises(ValueError, match=words):
        careers.skill_gap(have, "17-2112", ratings=ratings)


def test_a_profile_of_skills(ratings):
    profile = careers.skill_profile(["17-3026", "17-2112"], ratings=ratings, top=3)
    assert (
        list(profile.columns) == ["domain", "element", "title", "importance", "level"] and len(profile) == 6
    )
    first = profile[profile["title"].str.contains("Technicians")]
    assert first["importance"].is_monotonic_decreasing and first["importance"].max() == 4.41
    assert len(careers.skill_profile(ratings=ratings)) == 816
    assert len(careers.skill_profile("17-3026", ratings=ratings, domain="skill")) == 35
    few = careers.skill_profile(["17-3026", "17-2112"], ratings=ratings, important=4)
    assert few.groupby(["domain", "element"])["importance"].max().min() >= 4


@pytest.mark.parametrize(
    ("occupations", "options", "words"),
    [
        ("17-3026", {"top": 0}, "must be more than 0"),
        ("17-3026", {"top": 2.5}, "whole number such as 12"),
        ("17-3026", {"important": 5}, "Nothing is rated 5 or more"),
        ([], {}, "name an occupation"),
        (load("careers/skill_ratings"), {}, "The table goes in as ratings="),
        ("17-3026", {"ratings": None}, "ratings=load"),
    ],
)
def test_skill_profile_refuses(ratings, occupations, options, words):
    with pytest.raises(ValueError, match=words):
        careers.skill_profile(occupations, **{"ratings": ratings, **options})


def test_counts_of_one_thing_by_another(duties):
    counts = careers.cross_table(duties)
    assert counts.to_numpy().sum() == 97 and counts.shape == (9, 10)
    assert list(counts.columns) == list(duties["activity"].cat.categories)
    assert counts.index[0] == "Industrial engineering technician"  # in the order of the table
    again = pd.crosstab(duties["role"], duties["activity"])
    assert counts.loc[again.index, list(again.columns)].to_numpy().tolist() == again.to_numpy().tolist()
    shares = careers.cross_table(duties, share=True)
    assert np.allclose(shares.sum(axis=1), 1) and shares.loc["Production engineer", "improve"] == 1


def test_a_cross_table_leaves_out_what_is_empty_and_keeps_every_category():
    table = pd.DataFrame(
        {"role": ["A", "A", None], "kind": pd.Categorical(["x", None, "x"], categories=["x", "y"])}
    )
    counts = careers.cross_table(table, "role", "kind")
    assert counts.to_dict() == {"x": {"A": 1}, "y": {"A": 0}}
    assert careers.cross_table(table, "kind", "role", share=True).loc["y", "A"] == 0
    with pytest.raises(ValueError, match="no column color"):
        careers.cross_table(table, "role", "color")


# -- paths --------------------------------------------------------------------------------------------------


def test_the_ladder_of_the_tiers(advancement, tiers):
    way = careers.path(
        "junior production technician", "Lead Production Technician", advancement=advancement, tiers=tiers
    )
    assert way.roles == [
        "Junior production technician", "Production technician", "Senior production technician",
        "Lead production technician",
    ]  # fmt: skip
    assert [step.years for step in way] == [2, 3, 2] and way.years == 7 and len(way) == 3
    assert [step.kind for step in way.steps] == ["next tier"] * 3
    assert way[0] == (
        "Junior production technician",
        "Production technician",
        "next tier",
        2.0,
        ["experience: from 2 years"],
    )
    assert list(way.table["requirements"]) == [f"experience: from {n} years" for n in (2, 5, 7)]
    assert way.table["years"].sum() == 7 and list(way.table["step"]) == [1, 2, 3]


def test_what_a_step_asks_for(advancement):
    way = careers.path(
        "Junior production technician", "Production manager", advancement=advancement,
        education=load("careers/education"), credentials=load("careers/credentials"),
        roles=load("careers/roles"), projections=load("careers/projections"),
    )  # fmt: skip
    first, second = way.steps
    assert first.requirements[0] == "education, required: A high school diploma, or its equal"
    assert any("certificate, helpful: safety certificate (OSHA)" in one for one in first.requirements)
    # What is doubtful about a certificate goes with it.
    assert any("Certified Manufacturing Technician (CMT); doubtful" in one for one in first.requirements)
    assert not any("not required" in one for one in first.requirements)
    assert second.requirements == [
        "usual at entry to Industrial production managers (11-3051, the nearest occupation): "
        "Bachelor's degree, 5 years or more of experience"
    ]
    assert second.years is None and way.years is None
    engineer = careers.path(
        "Industrial engineering technician", "Industrial engineer", advancement=advancement,
        roles=load("careers/roles"), projections=load("careers/projections"),
    )  # fmt: skip
    assert engineer[0].requirements == ["usual at entry to Industrial engineers (17-2112): Bachelor's degree"]


def test_what_is_not_required_is_no_requirement_and_the_latest_projection_counts():
    table = steps(("Trainee", "Production engineer"), ("Trainee", "Industrial engineering technician"))
    more = {"credentials": load("careers/credentials"), "roles": load("careers/roles")}
    way = careers.path(
        "Trainee", "Production engineer", advancement=table, projections=load("careers/projections"), **more
    )
    (asked,) = way.steps
    assert not any("any certificate" in one for one in asked.requirements)
    assert any("Certified in Production and Inventory Management" in one for one in asked.requirements)
    assert any("(17-2112, in part): Bachelor's degree" in one for one in asked.requirements)
    # The title of 2024-34, whatever the order of the rows.
    for projections in (load("careers/projections"), load("careers/projections").iloc[::-1]):
        way = careers.path(
            "Trainee", "Industrial engineering technician", advancement=table, projections=projections, **more
        )
        assert way[0].requirements == [
            "usual at entry to Industrial engineering technologists and technicians (17-3026): Associate's degree"
        ]


def test_a_path_reads_as_text(advancement, tiers):
    text = repr(
        careers.path(
            "Junior production technician", "Production manager", advancement=advancement, tiers=tiers
        )
    )
    assert text.splitlines() == [
        "Junior production technician -> Production technician -> Production manager: 2 steps, years not stated",
        "  1. Production technician (next tier, 2 years)",
        "     - experience: from 2 years",
        "  2. Production manager (promotion, years not stated)",
    ]


def test_where_one_is_already(advancement):
    way = careers.path("Production technician", "production technician", advancement=advancement)
    assert (way.steps, way.roles, way.years, len(way)) == ([], ["Production technician"], 0.0, 0)
    assert "no step is needed" in repr(way) and way.table.empty


def test_the_fewest_steps_or_the_fewest_years():
    table = steps(("A", "B"), ("B", "D"), ("A", "C"), ("C", "E"), ("E", "D"), years=[5, 5, 1, 1, 1])
    assert careers.path("A", "D", table=table).roles == ["A", "B", "D"]
    quick = careers.path("A", "D", table=table, by="years")
    assert quick.roles == ["A", "C", "E", "D"] and quick.years == 3


def test_ways_that_are_as_short_are_told():
    table = steps(("A", "C"), ("A", "B"), ("B", "D"), ("C", "D"))
    way = careers.path("A", "D", table=table)
    # In the order of the table, so that the same table gives the same way.
    assert way.roles == ["A", "C", "D"] and way.others == [["A", "B", "D"]]
    assert "As short: A -> B -> D" in repr(way)


def test_a_step_that_is_there_twice_counts_once():
    table = steps(("A", "B"), ("A", "B"), ("A", "B"), years=[4, 2, None])
    way = careers.path("A", "B", table=table)
    assert way.years == 2 and way.others == []


def test_no_way_says_what_can_be_reached(advancement):
    with pytest.raises(
        ValueError, match="No way leads from Production technician to Industrial engineer"
    ) as found:
        careers.path("Production technician", "Industrial engineer", advancement=advancement)
    message = str(found.value)
    assert "one can reach Production supervisor, Senior production technician," in message
    assert (
        "To Industrial engineer one comes from Industrial engineering technician" in message
        and "\n" not in message
    )
    with pytest.raises(ValueError, match="The steps lead the other way.*No step leads on from Lead"):
        careers.path("Lead production technician", "Junior production technician", advancement=advancement)


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (("Production technician", "Welder"), {}, "There is no role 'Welder' in this table"),
        (("Prodction technician", "Production manager"), {}, "did you mean Production technician"),
        (("technician", "Production manager"), {}, "'technician' fits 6 roles"),
        ((3, "Production manager"), {}, "A role is text in quotes"),
        (("Production technician", "Production manager"), {"by": "money"}, '"steps" or by "years"'),
        (("Production technician", "Production manager"), {"by": "years"}, "not stated: Production technician to Production manager"),
        (("Production technician", "Production manager"), {"roles": load("careers/roles")}, "go together"),
        (("Production technician", "Production manager"), {"advancement": None}, "hand it in as advancement="),
        (("Production technician", "Production manager"), {"tiers": load("careers/roles")}, "no column years_low"),
        (("Production technician", "Production manager"), {"education": load("careers/roles")}, "no column aspect"),
        (("Production technician", "Production manager"), {"credentials": load("careers/roles")}, "no column credential"),
        (("A", "B"), {"advancement": steps()}, "The table of steps is empty"),
        (("A", "B"), {"advancement": steps(("A", "A"))}, "Step 1 leads from A to itself"),
        (("A", "B"), {"advancement": steps(("A", "B"), ("B", " "))}, "to_role of step 2 names no role"),
        (("A", "B"), {"advancement": steps(("A", "B"), years=-1)}, "years of step 1 cannot be negative"),
    ],
)  # fmt: skip
def test_path_refuses(advancement, arguments, options, words):
    with pytest.raises(ValueError, match=words):
        careers.path(*arguments, **{"advancement": advancement, **options})


def test_fewest_years_need_years(advancement, tiers):
    way = careers.path("Junior production technician", "Lead production technician", advancement=advancement,
                       tiers=tiers, by="years")  # fmt: skip
    assert way.years == 7
    with pytest.raises(ValueError, match='Take by="steps", or hand in tiers'):
        careers.path(
            "Junior production technician", "Lead production technician", advancement=advancement, by="years"
        )


def test_a_circle_is_no_obstacle():
    table = steps(("A", "B"), ("B", "A"), ("B", "C"))
    assert careers.path("A", "C", table=table).roles == ["A", "B", "C"]
    assert list(careers.reachable("C", table=table)["role"]) == []


def test_what_can_be_reached(advancement):
    onward = careers.reachable("junior production technician", advancement=advancement)
    assert list(onward.columns) == ["role", "steps", "via"] and len(onward) == 6
    assert onward["steps"].is_monotonic_increasing
    last = onward[onward["role"] == "Lead production technician"].iloc[0]
    assert last["steps"] == 3 and last["via"] == "Production technician, Senior production technician"
    with pytest.raises(ValueError, match="no role 'Welder'"):
        careers.reachable("Welder", advancement=advancement)


def test_no_table_is_changed(duties, ratings, advancement, tiers):
    tables = (duties, ratings, advancement, tiers)
    before = [table.copy(deep=True) for table in tables]
    careers.overlap(*TECHNICIANS, duties=duties)
    careers.overlap("17-3026", "17-2112", ratings=ratings, measure="cosine")
    careers.skill_gap("17-3026", "17-2112", ratings=ratings)
    careers.cross_table(duties)
    careers.path("Junior production technician", "Production manager", advancement=advancement, tiers=tiers)
    careers.reachable("Production technician", advancement=advancement)
    for table, copied in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copied)
