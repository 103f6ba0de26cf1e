"""Updates are proposed for everything that is locked or named in a manifest, and the suite is the gate."""

import json
import re
import subprocess
from pathlib import PurePosixPath

import pytest
import yaml

DEPENDABOT, WORKFLOW = ".github/dependabot.yml", ".github/workflows/test.yml"
# What would be a second way to test, beside `.ci/run`.
OTHER_TESTS = re.compile(r"\b(pytest|tox|nox|make|unittest|ruff|npm)\b")


def read(root, name):
    return yaml.safe_load((root / name).read_text(encoding="utf-8"))


@pytest.fixture
def workflow(root):
    return read(root, WORKFLOW)


@pytest.fixture
def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def folders_with(files, wanted):
    return {f"/{PurePosixPath(name).parent}".replace("/.", "/") for name in files if wanted(name)}


def starts_from_outside(text):
    """Whether an image starts from one that somebody else makes, and not from one of the course's."""
    return any(
        not line.split()[1].startswith("shopfloor-")
        for line in text.splitlines()
        if line.upper().startswith("FROM ")
    )


def locked(root, files):
    """``{ecosystem of Dependabot: folders}`` of what the repository locks or names."""

    def image(name):
        return re.search("dockerfile|containerfile", PurePosixPath(name).name, re.IGNORECASE) and (
            starts_from_outside((root / name).read_text(encoding="utf-8"))
        )

    def named(*names):
        return lambda name: PurePosixPath(name).name in names

    found = {
        "uv": folders_with(files, named("uv.lock")),
        "npm": folders_with(files, named("package.json", "package-lock.json")),
        "pip": folders_with(files, named("requirements.txt")),
        "docker": folders_with(files, image),
        "github-actions": {"/"} if any(name.startswith(".github/workflows/") for name in files) else set(),
    }
    return {ecosystem: folders for ecosystem, folders in found.items() if folders}


def proposed(settings):
    return {
        update["package-ecosystem"]: set(update.get("directories") or [update.get("directory")])
        for update in settings["updates"]
    }


@pytest.fixture
def names(root, repository_files):
    """Files of the repository; git may not keep the ones in .github yet."""
    found = {*repository_files, *(root / ".github").rglob("*.yml")}
    return sorted(path.relative_to(root).as_posix() for path in found)


def test_updates_are_proposed_for_each_lock_and_manifest_and_for_nothing_else(root, names):
    settings = read(root, DEPENDABOT)
    assert settings["version"] == 2
    assert proposed(settings) == locked(root, names)
    assert {"uv", "docker", "github-actions"} <= proposed(settings).keys()


def test_updates_come_weekly_and_together(root):
    for update in read(root, DEPENDABOT)["updates"]:
        assert update["schedule"]["interval"] == "weekly"
        (group,) = update["groups"].values()
        assert group["patterns"] == ["*"] and update["cooldown"]["default-days"] >= 7


def test_a_new_manifest_would_be_missed(root, names):
    """The first test sees what is added: a package.json, an image from outside."""
    assert locked(root, [*names, "web/package.json"])["npm"] == {"/web"}
    assert starts_from_outside("FROM debian:12\n") and not starts_from_outside("FROM shopfloor-grading\n")


def test_the_gate_is_the_suite_and_nothing_else(root, workflow, steps):
    runs = [step["run"].strip() for step in steps if "run" in step]
    assert runs.count(".ci/run") == 1 and runs[-1] == ".ci/run"
    assert [run for run in runs[:-1] if OTHER_TESTS.search(run)] == []
    assert not [
        step for step in (*steps, *workflow["jobs"].values()) if "continue-on-error" in step or "if" in step
    ]
    assert (root / ".ci" / "run").stat().st_mode & 0o100
    assert len(list((root / ".github" / "workflows").iterdir())) == 1


def test_the_gate_runs_for_each_proposal_and_for_what_was_taken(workflow):
    when = workflow[True]  # YAML reads "on" as true
    assert when == {"pull_request": None, "push": {"branches": ["main"]}}
    (job,) = workflow["jobs"].values()
    assert job["container"]["image"] == "debian:12" and job["timeout-minutes"] == 90


def test_the_gate_may_only_read_and_knows_no_secret(root, workflow, steps):
    assert workflow["permissions"] == {"contents": "read"}
    assert not [job for job in workflow["jobs"].values() if "permissions" in job]
    assert "secrets." not in (root / WORKFLOW).read_text(encoding="utf-8")
    checkout = next(step for step in steps if step.get("uses", "").startswith("actions/checkout@"))
    assert checkout["with"] == {"persist-credentials": False}


def test_actions_are_pinned_to_one_commit(root, steps):
    used = [step["uses"] for step in steps if "uses" in step]
    assert used and all(re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", one) for one in used)
    written = (root / WORKFLOW).read_text(encoding="utf-8")
    assert all(re.search(rf"{re.escape(one)} # v\d+\.\d+\.\d+\n", written) for one in used)


def test_what_the_gate_runs_is_sound_shell(steps):
    for run in (step["run"] for step in steps if "run" in step):
        done = subprocess.run(["bash", "-n"], input=run, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_the_gate_has_the_browsers_python_that_the_project_names(root, steps):
    (run,) = [step["run"] for step in steps if "SHOPFLOOR_PYODIDE=" in step.get("run", "")]
    first = run.splitlines()[0]
    said = subprocess.run(
        ["bash", "-c", f'{first}; echo "$version"'], cwd=root, capture_output=True, text=True
    )
    lock = json.loads((root / "src/shopfloor/site/pyodide_files.json").read_text(encoding="utf-8"))
    assert said.stdout.strip() == lock["version"], said.stderr
