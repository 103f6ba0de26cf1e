"""One list of dependencies: pyproject.toml. The lock file and the conda file follow it."""

import re
import tomllib

import yaml
from packaging.specifiers import SpecifierSet


def requirement(text):
    """("name", "extra, extra", "specifier") of a requirement as pyproject writes it."""
    name, extras, specifier = re.fullmatch(
        r"([\w.-]+)(?:\[([\w, -]+)\])?\s*([^;]*)", text.split(";")[0].strip()
    ).groups()
    return re.sub(r"[-_.]+", "-", name).lower(), extras or "", specifier.replace(" ", "")


def test_the_conda_file_holds_python_pip_and_the_course_and_nothing_else(root, project):
    environment = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    python, pip, course = environment["dependencies"]
    # The version that Binder has, too, where the lock file is installed; the newest of all would be one that nobody tried.
    binder = yaml.safe_load((root / ".binder" / "environment.yml").read_text(encoding="utf-8"))
    assert python in binder["dependencies"]
    assert SpecifierSet(project["project"]["requires-python"]).contains(python.partition("=")[2])
    assert pip == "pip"
    assert course == {"pip": ["-e .[lab]"]}
    assert set(environment) == {"name", "channels", "dependencies"}


def test_every_extra_that_is_named_exists(project):
    assert set(project["project"]["optional-dependencies"]) == {"lab", "college", "hub", "test"}


def test_no_dependency_is_listed_a_second_time(repository_texts, project):
    lists = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    names = [requirement(line)[0] for one in lists for line in one]
    assert len(names) == len(set(names)), "pyproject.toml lists a package twice"
    pinned = re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, names))})\s*(?:[<>=~!]=|===)\s*\d")
    found = {
        name: pinned.findall(text)
        for name, text in repository_texts.items()
        if name != "pyproject.toml" and not name.startswith("tests/house/") and pinned.search(text)
    }
    assert found == {}
    others = [
        name
        for name in repository_texts
        if re.search(r"(^|/)(requirements.*\.txt|setup\.(py|cfg)|Pipfile)$", name)
    ]
    assert others == []


def test_the_lock_file_was_made_from_this_pyproject(root, project):
    lock = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))
    (course,) = [package for package in lock["package"] if package["name"] == project["project"]["name"]]
    locked = set()
    for entry in course["metadata"]["requires-dist"]:
        extra = re.search(r"extra == '(\w+)'", entry.get("marker", ""))
        inner = ", ".join(entry.get("extras", []))
        locked.add((extra and extra.group(1), entry["name"], inner, entry.get("specifier", "")))
    wanted = {(None, *requirement(line)) for line in project["project"]["dependencies"]}
    for extra, lines in project["project"]["optional-dependencies"].items():
        wanted |= {(extra, *requirement(line)) for line in lines}
    assert locked == wanted, "run: uv lock"
    assert lock["requires-python"] == project["project"]["requires-python"]
    assert course["version"] == project["project"]["version"]


def test_the_lock_file_knows_every_direct_dependency(root, project):
    lock = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))
    locked = {package["name"] for package in lock["package"]}
    lists = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    assert {requirement(line)[0] for one in lists for line in one} <= locked
