"""The tables of lessons 10 to 15 are rebuilt byte for byte, and none says what was put into it."""

import json
import time

import pytest

from shopfloor.data import load

BUILDERS = ["line", "flow", "valuestream", "oee", "quality", "plant"]


@pytest.mark.parametrize("name", BUILDERS)
def test_the_same_bytes_again(folder, builder, name):
    built = builder(name).build()
    assert built
    for table, content in built.items():
        assert content == (folder / f"{table}.csv").read_bytes(), table


def test_every_made_table_of_these_folders_is_built(folder, builder):
    built = {table for name in BUILDERS for table in builder(name).HEADINGS}
    there = {
        path.relative_to(folder).with_suffix("").as_posix()
        for topic in {table.split("/")[0] for table in built}
        for path in (folder / topic).glob("*.csv")
    }
    assert there == built


def test_headings_are_those_described(builder, descriptor):
    for name in BUILDERS:
        for table, headings in builder(name).HEADINGS.items():
            assert [field["name"] for field in descriptor(table)["schema"]["fields"]] == list(headings), table


def test_every_table_loads_quickly(builder):
    load("line/lines")  # pandas
    for name in BUILDERS:
        for table in builder(name).HEADINGS:
            took = []
            for _ in range(3):
                start = time.perf_counter()
                load(table)
                took.append(time.perf_counter() - start)
            # 0.05 s is what is promised; a busy machine is forgiven.
            assert min(took) < 0.1, table


def test_every_wart_is_declared_in_words(builder, descriptor):
    for name in BUILDERS:
        for table in builder(name).HEADINGS:
            entry = descriptor(table)
            warts = entry.get("warts", [])
            assert bool(warts) == ("intended_dirt" in entry), table
            columns = {field["name"] for field in entry["schema"]["fields"]}
            for wart in warts:
                assert set(wart) == {"kind", "fields", "description"}, table
                assert set(wart["fields"]) <= columns and len(wart["description"]) > 20, table


def test_every_key_belongs_to_a_table(folder, builder):
    for path in (folder.parent / "instructor" / "keys").glob("*.json"):
        if path.stem in BUILDERS:
            known = json.loads(path.read_text(encoding="utf-8"))
            assert set(known) <= set(builder(path.stem).HEADINGS)
