"""Links that open a lesson: each is taken apart again, as the program behind it does, and leads to a file of the copy."""

import json
import os
import re
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from shopfloor.cli import main
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.problem import Problem
from shopfloor.grading.student_copy import write_student_copy
from shopfloor.kit.links import BINDER, BROWSER, HUB, Repository, rows
from shopfloor.site.build import LITE

ROOT = Path(__file__).parents[2]
PUBLISHED = "https://github.com/our-college/shopfloor-students"
SITE = "https://example.edu/iet/course"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The students' copy of this course."""
    folder = tmp_path_factory.mktemp("copy") / "students"
    write_student_copy(CourseFolder(ROOT), folder)
    return folder


@pytest.fixture(scope="module")
def table(copy):
    return rows(CourseFolder(copy), Repository(PUBLISHED + ".git"), "https://hub.example.edu/", SITE + "/")


def test_every_lesson_and_assignment_has_its_row_in_teaching_order(table):
    stems = [Path(row.file).stem.lstrip("a") for row in table]
    assert len(table) == 32
    assert stems == sorted(stems)
    assert table[10].title == "05 How long does it take?"
    assert table[11].title.startswith("Assignment 05: ")


def test_the_hubs_link_leads_to_a_file_of_the_copy(table, copy):
    """nbgitpuller's handler decodes the query once, and JupyterLab the path once more."""
    for row in table:
        parts = urlsplit(row.links[HUB])
        told = {name: value for name, (value,) in parse_qs(parts.query, strict_parsing=True).items()}
        assert (parts.scheme, parts.netloc, parts.path) == (
            "https",
            "hub.example.edu",
            "/hub/user-redirect/git-pull",
        )
        assert told["repo"] == PUBLISHED and told["branch"] == "main"
        lab, tree, folder, *file = unquote(told["urlpath"]).split("/")
        assert (
            (lab, tree, folder)
            == ("lab", "tree", told["targetpath"])
            == ("lab", "tree", "shopfloor-students")
        )
        assert copy.joinpath(*file).is_file()


def test_binders_link_leads_to_a_file_of_the_copy(table, copy):
    for row in table:
        parts = urlsplit(row.links[BINDER])
        assert parts.netloc == "mybinder.org"
        assert parts.path == "/v2/gh/our-college/shopfloor-students/main"
        assert (copy / parse_qs(parts.query)["labpath"][0]).is_file()


def test_the_link_to_the_browser_edition_is_the_one_that_its_pages_have(table):
    for row in table:
        assert row.links[BROWSER] == f"{SITE}/{LITE}/notebooks/index.html?path={row.file}"


@pytest.mark.parametrize(
    "address, branch, expected",
    [
        # The forms of Binder's addresses: GitHub, GitLab (groups in one part), any other git server.
        (PUBLISHED, "fall 26".replace(" ", "/"), "gh/our-college/shopfloor-students/fall%2F26"),
        ("https://gitlab.com/college/iet/course.git", "main", "gl/college%2Fiet%2Fcourse/main"),
        (
            "https://git.example.edu:8443/iet/course",
            "main",
            "git/https%3A%2F%2Fgit.example.edu%3A8443%2Fiet%2Fcourse/main",
        ),
    ],
)
def test_binder_at_other_places(address, branch, expected):
    assert Repository(address, branch).on_binder() == f"https://mybinder.org/v2/{expected}"


def test_codespaces_are_githubs():
    assert Repository(PUBLISHED, "fall").on_codespaces() == (
        "https://codespaces.new/our-college/shopfloor-students/tree/fall?quickstart=1"
    )
    assert Repository("https://gitlab.com/college/course").on_codespaces() is None


def test_names_with_spaces_and_letters_beyond_ascii_come_back_whole():
    link = Repository("https://git.example.edu/a/kurs%20ü").on_hub(
        "https://hub.example.edu", "notebooks/a b & c.ipynb"
    )
    told = parse_qs(urlsplit(link).query)
    assert unquote(told["urlpath"][0]).endswith("/notebooks/a b & c.ipynb")


@pytest.mark.parametrize(
    "address, words",
    [
        ("https://ana:secret@github.com/college/course", "a name or a password"),
        ("https://ghp_secret@github.com/college/course", "a name or a password"),
        ("http://github.com/college/course", "no plain https address"),
        ("git@github.com:college/course.git", "no plain https address"),
        ("../for-students", "no plain https address"),
        ("https://github.com/college/course?tab=readme", "no plain https address"),
        ("https://[github.com/college/course", "no plain https address"),
        ("https://github.com/college", "names no repository"),
        ("https://git.example.edu/", "names no repository"),
    ],
)
def test_what_is_no_address_of_a_repository(address, words):
    with pytest.raises(Problem, match=words) as said:
        Repository(address)
    assert "secret" not in str(said.value)


@pytest.mark.parametrize("branch", ["", "a b", "a..b", "-f", "a:b"])
def test_what_is_no_branch(branch):
    with pytest.raises(Problem, match="no branch"):
        Repository(PUBLISHED, branch)


def test_a_hub_has_to_be_reached_by_https(copy):
    with pytest.raises(Problem, match="no plain https address"):
        rows(CourseFolder(copy), Repository(PUBLISHED), "http://hub.example.edu")


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.found.append(dict(attributes))


def test_the_page_holds_every_link_with_a_name_of_its_own(copy, tmp_path, monkeypatch, capsys, table):
    monkeypatch.chdir(copy)
    out = tmp_path / "links.html"
    arguments = ["links", PUBLISHED, "--hub", "https://hub.example.edu", "--site", SITE, "--out", str(out)]
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    assert "links to 32 notebooks" in capsys.readouterr().out
    read = _Links()
    read.feed(out.read_text(encoding="utf-8"))
    told = {link["href"] for link in read.found}
    assert {address for row in table for address in row.links.values()} <= told
    names = [link["aria-label"] for link in read.found if "aria-label" in link]
    assert len(names) == len(set(names)) == 96
    before = out.read_bytes()
    with pytest.raises(SystemExit) as ended:
        main([*arguments[:2], "--out", str(out)])
    assert ended.value.code == 2 and "already" in capsys.readouterr().err
    assert out.read_bytes() == before


def test_binder_installs_the_versions_of_the_lock(copy, tmp_path):
    """postBuild asks uv for the locked versions; here the same question, without installing them."""
    script = (copy / ".binder" / "postBuild").read_text(encoding="utf-8")
    (export,) = re.findall(r"^uv (export .*?) --output-file", script, re.MULTILINE)
    told = subprocess.run(
        [Path(sys.executable).with_name("uv"), *export.replace("--quiet ", "").split(), "--offline"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    wanted = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", told, re.MULTILINE))
    lock = tomllib.loads((copy / "uv.lock").read_text(encoding="utf-8"))
    locked = {package["name"]: package.get("version") for package in lock["package"]}
    assert {"jupyterlab", "nbgrader", "pandas", "anywidget"} <= set(wanted)
    assert {name: locked[name] for name in wanted} == wanted
    assert not {"pytest", "playwright", "jupyterhub"} & set(wanted)


def test_what_binder_runs_can_be_run(copy):
    for name in ("postBuild", "start"):
        assert os.access(copy / ".binder" / name, os.X_OK), name
        assert subprocess.run(["bash", "-n", copy / ".binder" / name]).returncode == 0


def test_binder_starts_with_the_settings_for_learners(copy):
    done = subprocess.run(
        [copy / ".binder" / "start", "sh", "-c", "printf %s $JUPYTER_CONFIG_PATH"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"]},
    )
    everyone, student = map(Path, done.stdout.split(":"))
    assert (everyone / "jupyter_lab_config.json").is_file()
    disabled = json.loads((student / "labconfig" / "page_config.json").read_text())["disabledExtensions"]
    assert disabled["@jupyter/nbgrader:formgrader"]


def test_a_codespace_is_set_up_by_the_makefile_and_opens_what_is_there(copy):
    wanted = json.loads((copy / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    command, target = wanted["postCreateCommand"].split()
    dry = subprocess.run([command, "--dry-run", target], cwd=copy, capture_output=True, text=True)
    assert dry.returncode == 0 and "sync --quiet --locked" in dry.stdout
    for file in wanted["customizations"]["codespaces"]["openFiles"]:
        assert (copy / file).is_file()
    # The environment that the Makefile makes.
    assert wanted["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"].endswith(
        f"/{target.split('/')[0]}/bin/python"
    )
