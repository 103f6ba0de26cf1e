"""Building a made table again gives the same bytes; refreshing the descriptor changes nothing else."""

import ast
import json
import shutil

import pytest


@pytest.mark.parametrize("name", ["stopwatch_study", "bench_study"])
def test_the_same_bytes_again(folder, builder, name):
    module = builder(name)
    assert module.FILE == folder / "timestudy" / f"{name}.csv"
    assert module.build() == module.FILE.read_bytes()
    assert module.build() == module.build()


def test_every_builder_states_its_model(folder):
    for path in (folder / "builders").glob("*.py"):
        words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert words and f"python datasets/builders/{path.name}" in words


def test_no_chance_but_the_course_s_own(folder):
    for path in (folder / "builders").glob("*.py"):
        imported = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module.split(".")[0])
            elif isinstance(node, ast.Import):
                imported.update(alias.name.split(".")[0] for alias in node.names)
        assert "pathlib" in imported
        assert imported <= {"csv", "io", "pathlib", "hashlib", "json", "shopfloor"}


def test_the_descriptor_is_up_to_date(folder, builder):
    assert builder("describe").refreshed() == (folder / "datapackage.json").read_text(encoding="utf-8")


def test_only_hash_and_size_are_refreshed(folder, builder, tmp_path):
    copy = tmp_path / "datasets"
    shutil.copytree(folder, copy)
    path = copy / "careers" / "prices.csv"
    path.write_text(path.read_text(encoding="utf-8") + "2025,322.0\n", encoding="utf-8", newline="")
    before = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    after = json.loads(builder("describe").refreshed(copy))
    changed = [
        (old["name"], key)
        for old, new in zip(before["resources"], after["resources"])
        for key in old
        if old[key] != new[key]
    ]
    assert changed == [("careers/prices", "hash"), ("careers/prices", "bytes")]
    assert {**before, "resources": 0} == {**after, "resources": 0}


def test_the_catalogue_is_the_one_built_today_and_misses_no_column(folder, builder):
    page = builder("catalog_page")
    text = page.FILE.read_text(encoding="utf-8")
    assert page.FILE == folder / "CATALOG.md"
    assert page.build().decode("utf-8") == text, "run: python datasets/builders/catalog_page.py"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        section = text.split(f"\n## {resource['name']}\n")[1].split("\n## ")[0]
        for field in resource.get("schema", {}).get("fields", []):
            assert f"| `{field['name']}` |" in section
