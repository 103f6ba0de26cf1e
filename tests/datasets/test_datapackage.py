"""Every table and every column is described, and the files are what the description says."""

import hashlib
import json
import shutil
from pathlib import Path

import frictionless
import pytest

from shopfloor.data import load

UNITS = {
    "careers/wages": {
        "employment": "jobs",
        "employment_rse_pct": "percent",
        "hourly_median": "US dollars an hour",
        **dict.fromkeys(
            ["annual_mean", "annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90"],
            "US dollars a year",
        ),
    },
    "careers/prices": {"price_index": "index, 1982 to 1984 = 100"},
    "careers/duties": {},
    "careers/documents": {"facts": "facts"},
    "careers/definitions": {"things_named": "things"},
    "careers/education": {"years_low": "years", "years_high": "years"},
    "careers/credentials": {"experience_years": "years"},
    "careers/career_tiers": {"years_low": "years", "years_high": "years"},
    "careers/day_blocks": {"minutes": "min"},
    "careers/case_studies": {"change_pct": "percent", "months": "months"},
    "careers/wages_by_sector": {
        "employment": "jobs",
        **dict.fromkeys(
            ["annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90"], "US dollars a year"
        ),
    },
    "careers/projections": {
        **dict.fromkeys(["jobs_start", "jobs_end", "change"], "thousand jobs"),
        "change_pct": "percent",
        "openings": "thousand jobs a year",
        "annual_median": "US dollars a year",
    },
    "careers/skill_ratings": {
        "importance": "rating, 1 to 5",
        "level": "rating, 0 to 7",
        "raters_importance": "people",
        "raters_level": "people",
    },
    # Statements in words; where a row holds a figure, its unit is in a column beside it.
    **dict.fromkeys(
        [
            "careers/document_sources",
            "careers/occupations",
            "careers/roles",
            "careers/titles",
            "careers/application_areas",
            "careers/skills",
            "careers/tools",
            "careers/work_settings",
            "careers/sectors",
            "careers/industries",
            "careers/employers",
            "careers/organizations",
            "careers/credential_topics",
            "careers/advancement",
            "careers/advancement_needs",
            "careers/specialties",
            "careers/path_steps",
            "careers/tier_expectations",
            "careers/day_activities",
            "careers/work_life",
            "careers/pros_and_cons",
            "careers/challenges",
            "careers/beginner_mistakes",
            "careers/advice",
            "careers/portfolio_tips",
            "careers/trends",
            "careers/regions",
            "careers/job_search",
            "careers/questions",
            "careers/gaps",
            "careers/claims",
            "careers/disagreements",
            "careers/disagreement_sides",
        ],
        {},
    ),
    "careers/career_page": {},
    "timestudy/elements": {"every_cycles": "cycles"},
    "timestudy/stopwatch_study": {"reading_min": "min"},
    "timestudy/bench_study": {"reading_min": "min"},
}
for _path in sorted((Path(__file__).parent / "expected").glob("*.json")):
    _expected = json.loads(_path.read_text(encoding="utf-8"))
    UNITS |= {name: table["units"] for name, table in _expected.items()}


@pytest.fixture(scope="module")
def package(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(params=UNITS)
def resource(request, package):
    return next(resource for resource in package["resources"] if resource["name"] == request.param)


def test_frictionless_finds_nothing_wrong(folder):
    report = frictionless.validate(folder / "datapackage.json")
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert report.valid
    assert report.stats["tasks"] == len(UNITS)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("2.10,", "-2.10,", "constraint-error"),
        (",1,1,A,", ",1,1,Q,", "constraint-error"),
        (",2,1,B,", ",1,1,B,", "primary-key"),
        (",3,1,C,", ",x,1,C,", "type-error"),
    ],
)
def test_frictionless_would_find_what_is_wrong(folder, package, tmp_path, old, new, kind):
    resource = next(entry for entry in package["resources"] if entry["name"] == "timestudy/stopwatch_study")
    text = (folder / resource["path"]).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "table.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    bare = {key: value for key, value in resource.items() if key not in ("hash", "bytes")}
    entry = frictionless.Resource.from_descriptor({**bare, "path": "table.csv"}, basepath=str(tmp_path))
    assert kind in [found for [found] in entry.validate().flatten(["type"])]


def test_every_file_is_described_and_every_description_has_its_file(folder, package):
    # The catalogue stands beside the rooms of tables; it is made from the descriptions.
    files = {
        path.relative_to(folder).as_posix() for path in folder.glob("*/*") if path.suffix in (".csv", ".md")
    }
    assert not list(folder.glob("*/*/*.csv"))
    assert files == {resource["path"] for resource in package["resources"]}
    assert [f"{resource['name']}.{resource['format']}" for resource in package["resources"]] == [
        resource["path"] for resource in package["resources"]
    ]


def test_profile(package):
    # A package with a file that is no table is a plain one.
    assert package["profile"] == "data-package"
    for resource in package["resources"]:
        table = resource["format"] == "csv"
        assert resource["profile"] == ("tabular-data-resource" if table else "data-resource")
        assert ("schema" in resource) == table


def test_every_table_is_listed_here(package):
    assert {resource["name"] for resource in package["resources"]} == set(UNITS)


def test_foreign_keys_hold(package):
    keys = {
        resource["name"]: resource["schema"]["primaryKey"]
        for resource in package["resources"]
        if "primaryKey" in resource.get("schema", {})
    }
    stated = 0
    for resource in package["resources"]:
        for key in resource.get("schema", {}).get("foreignKeys", []):
            there = key["reference"]
            assert there["fields"] == keys[there["resource"]], resource["name"]
            here, known = load(resource["name"])[key["fields"]], load(there["resource"])[there["fields"]]
            # An empty cell points nowhere, and says so in its field's description.
            rows = {row for row in here.itertuples(index=False, name=None) if any(row)}
            assert rows and rows <= set(known.itertuples(index=False, name=None)), resource["name"]
            stated += 1
    assert stated > 70


def test_a_column_with_the_name_of_a_key_is_one(package):
    keys = {"soc", "role", "from_role", "to_role", "document", "sector", "organization", "topic", "block"}
    for resource in package["resources"]:
        if resource["name"].startswith("careers/") and "schema" in resource:
            schema = resource["schema"]
            stated = {field for key in schema.get("foreignKeys", []) for field in key["fields"]}
            own = set(schema["primaryKey"]) if len(schema["primaryKey"]) == 1 else set()
            for field in schema["fields"]:
                if field["name"] in keys - own and resource["name"] != "careers/credential_topics":
                    assert field["name"] in stated, (resource["name"], field["name"])


def test_frictionless_would_find_a_key_that_leads_nowhere(folder, tmp_path):
    copy = tmp_path / "datasets"
    shutil.copytree(folder, copy)
    for name, old, new in [
        ("claims", ",ie_tech_profile,", ",ie_tech_page,"),
        ("wages_by_sector", "2024,11,", "2024,12,"),
        ("advancement", ",Industrial engineer,", ",Industrial magician,"),
    ]:
        path = copy / "careers" / f"{name}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
    found = frictionless.validate(copy / "datapackage.json").flatten(["type"])
    assert found.count(["foreign-key"]) == 3


def test_a_table_says_what_it_is_and_where_it_comes_from(resource):
    assert len(resource["title"]) > 10
    assert len(resource["description"]) > 60
    assert resource["origin"] in ("real", "made")
    assert resource["sources"] and all(source["title"] for source in resource["sources"])
    assert resource["licenses"] and all(entry["name"] and entry["title"] for entry in resource["licenses"])
    # An export that repeats rows has no key; it says so. A text file has no columns.
    repeats = any(wart["kind"] == "duplicate rows" for wart in resource.get("warts", []))
    if resource["profile"] != "data-resource":
        assert bool(resource["schema"].get("primaryKey")) is not repeats
    if resource["name"].endswith("_study"):
        assert "slip of the watch" in resource["intended_dirt"]


def fields_of(resource):
    return resource["schema"]["fields"] if "schema" in resource else []


def test_every_column_says_what_it_means(resource):
    for field in fields_of(resource):
        assert field["type"] in ("integer", "number", "string", "boolean", "date", "datetime")
        assert len(field["description"]) > 10, field["name"]
        assert "constraints" in field or field["name"] == "remark", field["name"]


def test_every_quantity_has_its_unit(resource):
    found = {field["name"]: field["unit"] for field in fields_of(resource) if "unit" in field}
    assert found == UNITS[resource["name"]]


def test_hash_and_size(folder, resource):
    raw = (folder / resource["path"]).read_bytes()
    assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
    assert resource["bytes"] == len(raw)
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
