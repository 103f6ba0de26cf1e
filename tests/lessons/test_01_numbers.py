"""Every number and claim that lesson 01 writes in its prose is what its tables hold: worked out with the standard library."""

import csv
import re
from collections import Counter
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
PRODUCTION, INDUSTRIAL = "Production technician", "Industrial engineering technician"
SUPERVISOR, ENGINEER, CHIEF = "Production supervisor", "Production engineer", "Chief industrial engineer"


@pytest.fixture(scope="module")
def cells():
    notebook = nbformat.read(ROOT / "notebooks" / "01_who_does_what.ipynb", as_version=4)
    return {cell.id: cell.source for cell in notebook.cells}


@pytest.fixture(scope="module")
def notes():
    notebook = nbformat.read(ROOT / "notebooks" / "01_who_does_what.ipynb", as_version=4)
    return {cell.id: cell.metadata.get("shopfloor", {}).get("guide", "") for cell in notebook.cells}


@pytest.fixture(scope="module")
def rows():
    def of(name):
        path = ROOT / "datasets" / "careers" / f"{name}.csv"
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return of


@pytest.fixture(scope="module")
def count(rows):
    return Counter((row["role"], row["activity"]) for row in rows("duties"))


@pytest.fixture(scope="module")
def whole(rows):
    return Counter(row["role"] for row in rows("duties"))


def test_the_documents_and_their_dates(cells, rows):
    documents = rows("documents")
    dates = [row["published"][:4] or row["wages_of"][:4] for row in documents]
    assert sorted(row["published"][:4] for row in documents) == ["", "", "", "", "2017"]
    assert sorted(dates) == ["", "", "", "2017", "2019"] and "five career documents" in cells["l01-title"]
    assert "one dated 2017, one with wages of 2019, three without a date" in cells["l01-title"]


def test_the_ads_and_the_title_that_is_spelled_in_two_ways(cells, notes, rows):
    titles = Counter(row["title"] for row in rows("job_ads"))
    assert f"titles of {titles.total()} job ads" in cells["l01-story"]
    # Python sorts capitals first, so that the small p is the last line of the list.
    assert max(titles) == "production technician" and titles["Production technician"]
    assert f"they see {titles['Production technician']} and stop" in notes["l01-spelling"]
    assert f"the {titles.total()} ads" in notes["l01-title"]
    assert "first word of the last line" in cells["l01-spelling"]
    example = re.search(r"`(\d+) \+ (\d+)`", cells["l01-spelling"]).groups()
    assert [int(one) for one in example] != [titles["Production technician"], titles["production technician"]]
    shown = int(re.search(r"head\((\d+)\)", cells["l01-ads-show"])[1])
    number = int(
        re.search(r"Ad (\d+) says engineer; the work is gathering times", cells["l01-titles-text"])[1]
    )
    [ad] = [row for row in rows("job_ads")[:shown] if row["ad"] == str(number)]
    assert ad["title"].endswith("engineer") and ad["main_duty"].startswith("Gathers the cycle times ")


def test_one_title_stands_under_two_roles(cells, rows):
    roles = {}
    for row in rows("titles"):
        roles.setdefault(row["title"], set()).add((row["role"], row["kind"]))
    twice = {title: used for title, used in roles.items() if len(used) > 1}
    assert twice == {"Process Engineer": {(INDUSTRIAL, "other name"), (PRODUCTION, "other name")}}
    assert "two technicians" in cells["l01-titles-text"] and {row["role"] for row in rows("titles")} == {
        PRODUCTION,
        INDUSTRIAL,
    }


def test_the_code_and_the_role_without_one(cells, rows):
    code, title = re.search(r"(\d\d-\d{4}) for \*(.+?)\*", cells["l01-words"]).groups()
    [named] = [row for row in rows("occupations") if row["soc"] == code]
    assert named["title"].lower() == title
    codes = {row["role"]: row["soc"] for row in rows("roles")}
    assert codes[INDUSTRIAL] == code and codes[PRODUCTION] == ""
    assert code in {row["soc"] for row in rows("wages") if row["year"] == "2024"}
    assert "US Bureau of Labor Statistics, 2024" in cells["l01-words"]


def test_duties_and_activities(cells, rows, whole, count):
    assert f"noted {whole.total()} of them" in cells["l01-duties-text"]
    assert len({activity for _, activity in count}) == 10 and "ten activities" in cells["l01-duties-text"]


def test_counts_grow_with_the_documents(cells, rows, whole):
    text = cells["l01-step1-text"]
    assert text.startswith(
        f"{whole[PRODUCTION]} lines for the production technician, {whole[SUPERVISOR]} for the supervisor"
    )
    assert whole[PRODUCTION] == 15 * whole[SUPERVISOR] and "fifteen times" in text
    documents = {
        role: {row["document"] for row in rows("duties") if row["role"] == role}
        for role in (PRODUCTION, SUPERVISOR)
    }
    assert [len(documents[role]) for role in (PRODUCTION, SUPERVISOR)] == [2, 1]
    about = {row["document"]: row["role"] for row in rows("documents")}
    assert {about[one] for one in documents[PRODUCTION]} == {PRODUCTION}
    assert {about[one] for one in documents[SUPERVISOR]} != {SUPERVISOR}, "it is about somebody else"


def test_four_activities_are_named_for_technicians_only(cells, rows, count):
    kinds = {row["role"]: row["kind"] for row in rows("roles")}
    of = {}
    for role, activity in count:
        of.setdefault(activity, set()).add(kinds[role])
    only = {activity for activity, found in of.items() if found == {"technician"}}
    assert set(re.findall(r"`(.+?)`", cells["l01-step2-text"])) == only
    for words in ("observe", "set up", "operate", "maintain"):
        assert words in only
    assert "supervisor" in of["inspect"]


def test_the_worked_example(cells, whole, count):
    part, total = count[INDUSTRIAL, "observe"], whole[INDUSTRIAL]
    assert f"has {part} duties under `observe`, of {total}:" in cells["l01-step2-text"]
    assert cells["l01-step3"] == f"{part} / {total}"
    assert (
        f"{part / total:.2f} of *this role's duties*; as a percentage, {100 * part / total:.0f} %"
        in cells["l01-step3-text"]
    )


def test_the_amazing_shares_and_what_they_rest_on(cells, whole, count):
    text = cells["l01-wrong-ask"]
    assert (count[SUPERVISOR, "inspect"], whole[SUPERVISOR]) == (2, 3)
    assert (count[ENGINEER, "improve"], whole[ENGINEER]) == (2, 2)
    assert "67 % of the supervisor's duties are `inspect`, and 100 % of the engineer's `improve`" in text
    assert "2 of 3, and 2 of 2" in text
    shares = {role: count[role, "inspect"] / whole[role] for role in whole}
    assert max(shares, key=shares.get) == SUPERVISOR, "what the prediction is about"


def test_watching_and_paperwork(cells, notes, whole, count):
    watch = count[INDUSTRIAL, "observe"], count[INDUSTRIAL, "inspect"]
    total = whole[INDUSTRIAL]
    assert f"({watch[0]} + {watch[1]}) / {total} = {sum(watch) / total:.2f}" in cells["l01-turn"]
    ways = [(count[role, "document"], whole[role]) for role in (INDUSTRIAL, PRODUCTION)]
    said = [f"{part} of {all_of} ({part / all_of:.2f})" for part, all_of in ways]
    assert f"`document` is {said[0]} for the first, {said[1]} for the second" in cells["l01-paper"]
    other = (count[PRODUCTION, "observe"] + count[PRODUCTION, "inspect"]) / whole[PRODUCTION]
    assert sum(watch) / total > other and ways[0][0] / ways[0][1] > ways[1][0] / ways[1][1]
    parts = count[PRODUCTION, "observe"], count[PRODUCTION, "inspect"]
    assert (
        f"{parts[0]} + {parts[1]} / {whole[PRODUCTION]} get {parts[0] + parts[1] / whole[PRODUCTION]:.2f}"
        in notes["l01-turn"]
    )
    assert (
        f"document is {ways[0][0]} of {ways[0][1]} against {ways[1][0]} of {ways[1][1]}" in notes["l01-turn"]
    )
    assert (
        f"{watch[0]} of {total} duties are observing, against {parts[0]} of {whole[PRODUCTION]}"
        in notes["l01-decide"]
    )
    assert f"{sum(parts)} of {whole[PRODUCTION]} watching and checking" in notes["l01-decide"]
    assert "Who watches more also writes more" in cells["l01-paper"]


def test_one_of_the_two_may_work_in_health_care(cells, rows):
    found = {row["role"] for row in rows("work_settings") if row["setting"] == "Health care"}
    assert found == {INDUSTRIAL} and "one of the two may work in health care" in cells["l01-paper"]


def test_the_day_counted_in_three_ways(cells, rows, whole, count):
    lines = Counter(row["activity"] for row in rows("day_activities"))
    part, total = lines["maintain"], lines.total()
    assert f"`maintain` is {part} of these {total} lines ({part / total:.2f})" in cells["l01-day-turn"]
    part, total = count[PRODUCTION, "maintain"], whole[PRODUCTION]
    assert f"{part} of the role's {total} duties ({part / total:.2f})" in cells["l01-day-turn"]
    blocks = rows("day_blocks")
    assert [row["minutes"] for row in blocks] == ["180"] * 3 and "exactly three hours" in cells[
        "l01-day-text"
    ]
    assert all(earlier["ends"] == later["starts"] for earlier, later in zip(blocks, blocks[1:]))
    assert re.search('"(.+?)"', cells["l01-day-turn"])[1] in {row["theme"] for row in blocks}
    assert {row["role"] for row in blocks} == {PRODUCTION}


def test_the_overlap_by_hand(cells, count):
    kinds = {
        role: {activity for who, activity in count if who == role} for role in (PRODUCTION, INDUSTRIAL, CHIEF)
    }
    named = re.search(r"has five: (.+?)\. They share", cells["l01-further"])[1]
    assert set(named.split(", ")) == kinds[INDUSTRIAL] and len(kinds[PRODUCTION]) == 10
    both, either = kinds[PRODUCTION] & kinds[INDUSTRIAL], kinds[PRODUCTION] | kinds[INDUSTRIAL]
    assert cells["l01-overlap-hand"] == f"{len(both)} / {len(either)}"
    assert f"share {len(both)}, and either of them has {len(either)}" in cells["l01-further"]
    chief = len(kinds[CHIEF] & kinds[INDUSTRIAL]) / len(kinds[CHIEF] | kinds[INDUSTRIAL])
    assert chief > len(both) / len(either), "the surprise of exercise 9"


def test_the_lesson_says_that_validate_checks_form_only(cells):
    assert "Validate" in cells["l01-next"] and "form of an answer only" in cells["l01-next"]
