"""Every fact noted from the career documents has its place, with its document and its figure.

career_facts.csv beside this file lists the facts by number. It was taken over once, by a program, from the notes
made while the documents were read, and not from the tables; so the tables are tested against it.
"""

import re
from pathlib import Path

import pandas as pd
import pytest

from shopfloor.data import catalog, load

# Numbers that say where a row stands, or that follow from others; they are no figures of a document.
NOT_A_CLAIM = {"step", "tier", "order", "minutes", "facts", "side"}
SIDES = "disagreement_sides"


@pytest.fixture(scope="module")
def facts():
    path = Path(__file__).with_name("career_facts.csv")
    return pd.read_csv(path, comment="#", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def stated():
    """{table: DataFrame} of the career tables that rest on facts."""
    return {
        name.removeprefix("careers/"): load(name)
        for name in catalog.names()
        if name.startswith("careers/")
        and "fact_ids" in [field["name"] for field in catalog.resource(name)["schema"]["fields"]]
    }


def facts_of(row):
    return row["fact_ids"].split()


def test_every_fact_has_a_place_and_every_place_a_fact(facts, stated):
    known = set(facts["fact_id"])
    placed = {fact for table in stated.values() for ids in table["fact_ids"] for fact in ids.split()}
    assert len(known) == 493
    assert known - placed == set()
    assert placed - known == set()


def test_the_tables_of_the_lessons_hold_them_all_without_the_disagreements(facts, stated):
    placed = {
        fact
        for name, table in stated.items()
        if name != SIDES
        for ids in table["fact_ids"]
        for fact in ids.split()
    }
    assert set(facts["fact_id"]) == placed


def test_a_row_names_the_document_of_its_facts(facts, stated):
    document = dict(zip(facts["fact_id"], facts["document"]))
    for name, table in stated.items():
        for _, row in table.iterrows():
            assert {document[fact] for fact in facts_of(row)} <= {row["document"]}, (name, dict(row))


def test_only_who_says_nothing_of_itself_or_is_official_has_no_fact(stated):
    without = {name: table[table["fact_ids"] == ""] for name, table in stated.items()}
    assert {name for name, rows in without.items() if len(rows)} == {"documents", SIDES}
    assert (without[SIDES]["document"] == "").all()
    assert without[SIDES]["official_source"].notna().all()
    assert list(without["documents"]["document"]) == [
        "ie_tech_profile",
        "production_guide",
        "production_profile",
    ]


def same(cell, given):
    if given == "":
        return bool(pd.isna(cell))
    return str(cell) == given if re.search("[^0-9.]", given) else float(cell) == float(given)


def test_no_figure_differs(facts, stated):
    figures = facts[facts["low"] != ""]
    assert len(figures) == 33
    for figure in figures.itertuples():
        table = stated[figure.table]
        rows = table[[figure.fact_id in ids.split() for ids in table["fact_ids"]]]
        assert len(rows) == 1, figure
        [row] = rows.to_dict("records")
        for column, given in zip(figure.columns.split(), (figure.low, figure.high)):
            assert same(row[column], given), (figure, row)
        if figure.table == "claims" and figure.low != "High":
            assert row["unit"] == figure.unit
            years = [row["year"], row["period_start"], row["period_end"]]
            if figure.year_end:
                assert pd.isna(years[0]) and years[1:] == [int(figure.year_start), int(figure.year_end)]
            else:
                assert same(years[0], figure.year_start) and all(pd.isna(year) for year in years[1:])


def test_no_figure_was_added(facts, stated):
    given = {(row.fact_id, row.table): set() for row in facts.itertuples() if row.low}
    for row in facts.itertuples():
        if row.low:
            given[row.fact_id, row.table] |= {
                float(part)
                for part in (row.low, row.high, row.year_start, row.year_end)
                if re.fullmatch("[0-9.]+", part)
            }
    for name, table in stated.items():
        if name in ("documents", SIDES):
            continue
        numbers = [column for column in table.select_dtypes("number") if column not in NOT_A_CLAIM]
        for row in table.to_dict("records"):
            found = {float(row[column]) for column in numbers if not pd.isna(row[column])}
            allowed = set().union(*(given.get((fact, name), set()) for fact in facts_of(row)))
            assert found == allowed, (name, row)


def test_the_sides_of_a_disagreement_repeat_the_figures(facts, stated):
    figures = facts[facts["low"].str.fullmatch("[0-9.]+") & (facts["unit"] != "months")]
    low_of = {fact: float(low) for fact, low in zip(figures["fact_id"], figures["low"])}
    checked = 0
    for row in stated[SIDES].to_dict("records"):
        if row["fact_ids"] and not pd.isna(row["value_low"]):
            mine = [low_of[fact] for fact in facts_of(row)]
            assert row["value_low"] == min(mine)
            assert row["value_high"] == max(mine) or (pd.isna(row["value_high"]) and row["unit"] == "years")
            checked += 1
    assert checked == 11


def test_figures_stand_in_numbers_and_not_in_words(stated):
    # Names with a number in them; the course's remarks and explanations may say where a figure comes from.
    names = r"Industry 4\.0"
    for name, table in stated.items():
        if name in ("documents", "document_sources", SIDES):
            continue
        fields = catalog.resource(f"careers/{name}")["schema"]["fields"]
        keys_and_times = {field["name"] for field in fields if "pattern" in field.get("constraints", {})}
        for column in set(table.select_dtypes("str")) - keys_and_times - {"remark"}:
            found = [text for text in table[column] if re.search("[0-9]", re.sub(names, "", text))]
            assert found == [], (name, column)


def test_what_a_table_says_of_its_sources_is_true(stated):
    title = load("careers/documents").set_index("document")["title"]
    for name, table in stated.items():
        documents = {key for key in table["document"] if key}
        sources = {source["title"] for source in catalog.resource(f"careers/{name}")["sources"]}
        assert {title[key] for key in documents} == sources & set(title), name


def test_the_documents_count_their_facts(facts):
    documents = load("careers/documents").set_index("document")
    assert (
        documents["facts"].to_dict() == facts.drop_duplicates("fact_id")["document"].value_counts().to_dict()
    )
    assert documents["facts"].sum() == 493


def test_the_list_says_where_it_comes_from():
    first = Path(__file__).with_name("career_facts.csv").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ") and "careers/documents" in first
