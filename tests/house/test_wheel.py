"""The wheel: what `pip install` brings."""

import zipfile

import pytest


@pytest.fixture(scope="module")
def names(root, tmp_path_factory):
    """The names of the files in the built wheel; hatchling builds it in this process, without a network."""
    from hatchling.builders.wheel import WheelBuilder

    (wheel,) = WheelBuilder(str(root)).build(
        directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"]
    )
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_carries_the_data(names, root):
    data = [
        path.relative_to(root).as_posix()
        for path in (root / "datasets").rglob("*")
        if path.suffix in (".csv", ".json", ".md")
    ]
    assert data and {f"shopfloor/{name}" for name in data} <= set(names)


def test_the_wheel_carries_front_ends_settings_and_templates(names, root):
    package = root / "src"
    wanted = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.suffix in (".py", ".js", ".css", ".json", ".j2", ".ttf") and "__pycache__" not in path.parts
    }
    assert wanted <= set(names)


def test_the_wheel_brings_the_setting_for_jupyter_servers(names):
    assert [name.split(".data/data/")[1] for name in names if ".data/data/" in name] == [
        "etc/jupyter/jupyter_server_config.d/shopfloor.json"
    ]


def test_the_wheel_carries_nothing_of_the_instructors(names):
    assert [name for name in names if not name.startswith(("shopfloor/", "shopfloor-"))] == []
    assert [
        name
        for name in names
        if "instructor" in name or "answers" in name or name.endswith((".ipynb", ".db"))
    ] == []


def test_the_wheel_carries_the_licences(names):
    assert {name.rsplit("/", 1)[1] for name in names if "/licenses/" in name} == {
        "LICENSE",
        "LICENSE-CONTENT",
        "OFL.txt",
    }
