"""Every table and every column is described, and the files are what the description says."""

import hashlib
import json
from pathlib import Path

import frictionless
import pytest

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
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
    assert files == {resource["path"] for resource in package["resources"]}
    assert [resource["name"] + ".csv" for resource in package["resources"]] == [
        resource["path"] for resource in package["resources"]
    ]


def test_profile(package):
    assert package["profile"] == "tabular-data-package"
    assert {resource["profile"] for resource in package["resources"]} == {"tabular-data-resource"}


def test_a_table_says_what_it_is_and_where_it_comes_from(resource):
    assert len(resource["title"]) > 10
    assert len(resource["description"]) > 60
    assert resource["origin"] in ("real", "made")
    assert resource["sources"] and all(source["title"] for source in resource["sources"])
    assert resource["licenses"] and all(entry["name"] and entry["title"] for entry in resource["licenses"])
    # An export that repeats rows has no key; it says so.
    repeats = any(wart["kind"] == "duplicate rows" for wart in resource.get("warts", []))
    assert bool(resource["schema"].get("primaryKey")) is not repeats
    if resource["name"].endswith("_study"):
        assert "slip of the watch" in resource["intended_dirt"]


def test_every_column_says_what_it_means(resource):
    for field in resource["schema"]["fields"]:
        assert field["type"] in ("integer", "number", "string", "boolean")
        assert len(field["description"]) > 10, field["name"]
        assert "constraints" in field or field["name"] == "remark", field["name"]


def test_every_quantity_has_its_unit(resource):
    found = {field["name"]: field["unit"] for field in resource["schema"]["fields"] if "unit" in field}
    assert found == UNITS[resource["name"]]


def test_hash_and_size(folder, resource):
    raw = (folder / resource["path"]).read_bytes()
    assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
    assert resource["bytes"] == len(raw)
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
