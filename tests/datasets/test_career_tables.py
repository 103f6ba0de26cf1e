"""The career tables fit each other and the official figures.

Sources: US Bureau of Labor Statistics, Occupational Employment and Wage Statistics (https://www.bls.gov/oes/) and
Employment Projections (https://www.bls.gov/emp/); O*NET 29.0 Database, USDOL/ETA
(https://www.onetcenter.org/database.html).
"""

import graphlib
import hashlib

import pandas as pd
import pytest

from shopfloor.data import catalog, describe, load

SUMS = {
    "wages_by_sector": {
        "employment": 2_111_120,
        "annual_p10": 4_484_450,
        "annual_p25": 5_462_710,
        "annual_median": 6_758_000,
        "annual_p75": 8_344_120,
        "annual_p90": 10_186_950,
    },
    "projections": {
        "jobs_start": 360_228.1,
        "jobs_end": 376_777.3,
        "change": 16_549.0,
        "change_pct": 87.0,
        "openings": 40_975.9,
        "annual_median": 2_468_890,
    },
    "skill_ratings": {
        "importance": 2_081.43,
        "level": 2_017.81,
        "raters_importance": 14_984,
        "raters_level": 14_951,
    },
}


@pytest.mark.parametrize(
    ("sector", "soc", "column", "published"),
    [
        ("31", "17-3026", "annual_median", 63_320),
        ("21", "17-3026", "annual_median", 105_570),
        ("22", "17-3026", "annual_p90", 137_870),
        ("11", "51-9061", "employment", 2_810),
        ("22", "51-1011", "annual_median", 126_140),
    ],
)
def test_published_wages_by_sector(sector, soc, column, published):
    wages = load("careers/wages_by_sector")
    assert wages.loc[(wages["sector"] == sector) & (wages["soc"] == soc), column].tolist() == [published]


def test_no_figure_has_changed_since_it_was_taken_over():
    # Sums over the sources' rows: a mistyped figure anywhere shows here.
    wages = load("careers/wages_by_sector")
    assert len(wages) == 93
    assert wages["employment"].isna().sum() == 1
    assert len(load("careers/projections")) == 40
    assert len(load("careers/skill_ratings")) == 12 * 68
    for name, expected in SUMS.items():
        table = load(f"careers/{name}")
        assert {column: round(float(table[column].sum()), 2) for column in expected} == expected, name


@pytest.mark.parametrize(
    ("name", "keys", "figures", "digest"),
    [
        (
            "wages_by_sector",
            ["sector", "soc"],
            ["employment", "annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90"],
            "a36b7f15e44cfe9f",
        ),
        (
            "projections",
            ["projection", "soc"],
            ["jobs_start", "jobs_end", "change", "change_pct", "openings", "annual_median"],
            "afdccb10c5e30f3c",
        ),
        (
            "skill_ratings",
            ["onet_code", "domain", "element"],
            ["importance", "level", "raters_importance", "raters_level", "year", "month"],
            "50111513e8e086b1",
        ),
    ],
)
def test_no_two_figures_have_changed_places(name, keys, figures, digest):
    # The digests are of the sources' rows, written the same way: they see what a sum does not.
    rows = [
        " ".join([*(row[key] for key in keys), *(number(row[figure]) for figure in figures)])
        for row in load(f"careers/{name}").to_dict("records")
    ]
    assert hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest().startswith(digest)


def number(value):
    return "" if pd.isna(value) else repr(float(value))


def test_the_sectors_stay_within_the_whole():
    wages = load("careers/wages").query("year == 2024").set_index("soc")
    sectors = load("careers/wages_by_sector")
    for soc, rows in sectors.groupby("soc"):
        # Rounded to tens, and one sector of the industrial engineers is not published.
        share = rows["employment"].sum() / wages.loc[soc, "employment"]
        assert 0.9995 < share < 1.0005 or (soc == "17-2112" and 0.96 < share < 1)
        assert rows["annual_median"].min() < wages.loc[soc, "annual_median"] < rows["annual_median"].max()
    ladder = ["annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90"]
    for lower, higher in zip(ladder, ladder[1:]):
        assert (sectors[lower] <= sectors[higher]).all()


def test_projections_add_up():
    table = load("careers/projections")
    # Jobs are rounded to a hundred, the change and its percent by the source from unrounded jobs.
    assert (table["jobs_end"] - table["jobs_start"] - table["change"]).abs().max() < 0.15
    assert (table["change_pct"] - 100 * table["change"] / table["jobs_start"]).abs().max() < 0.4
    assert set(zip(table["projection"], table["start_year"], table["end_year"])) == {
        ("2016-26", 2016, 2026),
        ("2024-34", 2024, 2034),
    }


def test_the_projections_pay_is_the_surveys():
    wages = load("careers/wages").set_index(["soc", "year"])["annual_median"]
    seen = 0
    for row in load("careers/projections").itertuples():
        if (row.soc, row.wage_year) in wages.index:
            assert wages[row.soc, row.wage_year] == row.annual_median, row
            seen += 1
    assert seen > 30


def test_published_ratings():
    ratings = load("careers/skill_ratings").set_index(["onet_code", "domain", "element"]).sort_index()
    row = ratings.loc[("17-3026.00", "skill", "Monitoring")]
    assert (row["importance"], row["level"], row["year"]) == (3.38, 3.88, 2014)
    assert set(ratings.loc["17-3026.00", "year"]) == {2014}
    assert (ratings.loc[ratings.index.get_level_values("domain") == "skill", "raters_importance"] == 8).all()
    assert ratings.groupby("onet_code").size().eq(68).all()


def test_onet_is_attributed_as_its_license_asks():
    for shown in (repr(describe("careers/skill_ratings")), describe("careers/skill_ratings")._repr_html_()):
        flat = " ".join(shown.split())
        for words in (
            "O*NET 29.0 Database",
            "U.S. Department of Labor, Employment and Training Administration (USDOL/ETA)",
            "CC BY 4.0",
            "O*NET® is a trademark of USDOL/ETA",
            "has not approved, endorsed, or tested these modifications",
            "https://creativecommons.org/licenses/by/4.0/",
            "https://www.onetcenter.org/database.html",
        ):
            assert words in flat


def test_an_element_of_onet_is_named_as_onet_names_it():
    skills = load("careers/skills")
    named = skills[skills["onet_element"] != ""]
    ratings = load("careers/skill_ratings")
    assert len(named) >= 20
    assert set(zip(named["onet_domain"], named["onet_element"])) <= set(
        zip(ratings["domain"], ratings["element"])
    )
    assert (skills["onet_domain"].isna() == (skills["onet_element"] == "")).all()


def test_occupations_say_where_their_figures_are():
    occupations = load("careers/occupations")
    for name in ("wages", "wages_by_sector", "projections", "skill_ratings"):
        there = set(load(f"careers/{name}")["soc"])
        assert (occupations["soc"].isin(there) == occupations[f"in_{name}"]).all()
    used = {soc for name in ("roles", "titles") for soc in load(f"careers/{name}")["soc"]} - {""}
    nowhere = occupations[~occupations.filter(like="in_").any(axis=1)]["soc"]
    assert set(nowhere) <= used


def test_titles_in_the_figures_are_the_occupations():
    titles = {}
    for row in load("careers/occupations").itertuples():
        titles[row.soc] = {row.title.casefold(), row.earlier_title.casefold()}
    for name in ("wages", "projections"):
        for row in load(f"careers/{name}").itertuples():
            known = titles[row.soc] | ({"total, all occupations"} if row.soc == "00-0000" else set())
            assert row.title.casefold() in known, row


def test_a_role_without_a_code_says_so():
    roles = load("careers/roles")
    assert ((roles["soc"] == "") == (roles["soc_fit"] == "none")).all()
    assert (roles.loc[roles["soc_fit"] == "none", "remark"] != "").all()


def test_the_map_of_careers_has_no_loop_and_leads_up():
    steps = load("careers/advancement")
    order = graphlib.TopologicalSorter()
    for row in steps.itertuples():
        order.add(row.to_role, row.from_role)
    in_order = list(order.static_order())
    assert set(steps["from_role"]) - set(steps["to_role"]) == {
        "Industrial engineering technician",
        "Junior production technician",
    }
    assert in_order.index("Junior production technician") < in_order.index("Lead production technician")
    kind = load("careers/roles").set_index("role")["kind"]
    ladder = ["technician", "engineer", "supervisor", "manager"]
    for row in steps.itertuples():
        assert ladder.index(kind[row.from_role]) <= ladder.index(kind[row.to_role])


def test_the_tiers_meet_and_the_last_two_overlap():
    tiers = load("careers/career_tiers").sort_values("tier")
    assert tiers["tier"].tolist() == [1, 2, 3, 4]
    assert tiers["years_high"].isna().tolist() == [False, False, True, True]
    low, high = tiers["years_low"].tolist(), tiers["years_high"].tolist()
    assert low[1] == high[0] and low[2] == high[1] and low[3] > low[2]
    assert set(load("careers/tier_expectations")["role"]) == set(tiers["role"])


def test_the_day_has_no_gap():
    blocks = load("careers/day_blocks").sort_values("order")
    starts, ends = (blocks[side].str.split(":") for side in ("starts", "ends"))
    minutes = [[60 * int(hour) + int(minute) for hour, minute in side] for side in (starts, ends)]
    assert minutes[0][1:] == minutes[1][:-1]
    assert [end - start for start, end in zip(*minutes)] == blocks["minutes"].tolist()
    assert load("careers/day_activities")["block"].value_counts().to_dict() == dict.fromkeys(
        blocks["block"], 4
    )


def test_activities_are_the_same_kinds_everywhere():
    kinds = [
        list(load(f"careers/{name}")["activity"].cat.categories)
        for name in ("duties", "tier_expectations", "day_activities")
    ]
    assert kinds[0] == kinds[1] == kinds[2]


def test_claims_that_can_be_checked():
    claims = load("careers/claims").set_index(["document", "measure"])["value"]
    official = load("careers/wages").set_index(["soc", "year"]).loc[("17-3026", 2019)]
    assert claims["ie_tech_description", "median pay"] == official["annual_median"]
    assert claims["ie_tech_description", "10th percentile pay"] == official["annual_p10"]
    assert claims["ie_tech_description", "90th percentile pay"] == official["annual_p90"]
    # The guide's pay is arithmetic: 15, 50 and 85 percent of the way from its lowest to its highest figure.
    low, high = claims["production_guide", "lowest pay"], claims["production_guide", "highest pay"]
    for measure, percent in (
        ("entry pay", 15),
        ("mid-career pay", 50),
        ("senior pay", 85),
        ("median pay", 50),
    ):
        assert claims["production_guide", measure] == low + percent * (high - low) / 100


def test_disagreements_have_two_sides_or_more():
    topics = load("careers/disagreements")
    sides = load("careers/disagreement_sides")
    assert len(topics) == 15
    assert sides["topic"].value_counts().reindex(topics["topic"]).ge(2).all()
    for topic, rows in sides.groupby("topic"):
        assert rows["side"].tolist() == list(range(1, len(rows) + 1))
        documents = {document for document in rows["document"] if document}
        kind = topics.set_index("topic").loc[topic, "kind"]
        assert (len(documents) == 1) == (kind in ("inside one document", "with the issuer")) or (
            kind == "with official figures" and rows["official_source"].notna().any()
        ), topic
    assert ((sides["document"] == "") == sides["official_source"].notna()).all()


def test_official_sides_are_the_official_figures():
    sides = load("careers/disagreement_sides")
    wages = load("careers/wages").set_index(["soc", "year"])
    projections = load("careers/projections").set_index(["soc", "start_year"])["change_pct"]
    official = sides[sides["official_source"].isin(["wages", "projections"])]
    checked = []
    for row in official.itertuples():
        if row.official_source == "wages":
            column = "annual_median" if row.unit == "US dollars a year" else "employment"
            assert row.value_low == row.value_high == wages.loc[("17-3026", row.year_start), column]
        elif row.unit == "percent" and row.year_start != 2019:
            soc = "00-0000" if "All" in row.says else "17-3026"
            assert row.value_low == row.value_high == projections[soc, row.year_start]
        else:
            # Figures of the projections program for years that the tables do not have.
            assert (row.year_start, row.value_low) in {(2019, 4), (2018, 68_300), (2019, 68_500)}
        checked.append(row.says)
    assert len(checked) == 9


def test_a_question_points_to_a_table():
    assert set(load("careers/questions")["more_in"]) <= set(catalog.names())


def test_names_and_statements_are_said_once():
    for name, column in [("beginner_mistakes", "mistake"), ("tools", "tool"), ("trends", "trend")]:
        assert load(f"careers/{name}")[column].is_unique
