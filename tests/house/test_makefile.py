"""The two commands' set-up, tried with stand-ins for Python, uv and the course: no network, no waiting."""

import os
import shutil
import stat
import subprocess
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="needs make")

# A Python whose `-m venv` makes a folder with a Python, a uv and a shopfloor that only note their calls.
PYTHON = r"""#!/bin/sh
echo "python $*" >> "$CALLS"
case "$*" in
  "-c import sys"*) exit ${TOO_OLD:-0} ;;
  "-c import ensurepip"*) exit ${NO_VENV:-0} ;;
  "-m venv"*)
    mkdir -p .venv/bin
    for name in python uv shopfloor; do
      { echo '#!/bin/sh'; echo "echo \"$name \$*\" >> \"\$CALLS\""
        echo "case \"$name \$*\" in 'uv sync'*) exit \${SYNC:-0};; esac"; } > .venv/bin/$name
      chmod +x .venv/bin/$name
    done ;;
esac
"""


@pytest.fixture
def place(tmp_path, root, monkeypatch):
    """A folder with the Makefile and what it reads; its name has a space, as people's folders have."""
    folder = tmp_path / "my course"
    folder.mkdir()
    shutil.copy(root / "Makefile", folder)
    for name in ("pyproject.toml", "uv.lock"):
        (folder / name).write_text("")
    (folder / "tests").mkdir()
    executable(tmp_path / "bin" / "python3", PYTHON)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    for name in ("MAKEFLAGS", "MAKELEVEL", "PYTHON", "ARGS"):
        monkeypatch.delenv(name, raising=False)
    return folder


def executable(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def make(folder, *arguments):
    """Run make there: (exit status, what it said, the calls it made)."""
    calls = folder.parent / "calls"
    calls.unlink(missing_ok=True)
    done = subprocess.run(
        ["make", *arguments],
        cwd=folder,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    made = [line.strip() for line in calls.read_text().splitlines()] if calls.exists() else []
    return done.returncode, done.stdout, made


def test_the_first_call_makes_the_environment_and_the_second_does_not(place):
    status, _said, calls = make(place, "lab")
    assert status == 0
    assert calls[2:] == [
        "python -m venv .venv",
        "python -m pip install --quiet --disable-pip-version-check uv",
        "uv sync --quiet --locked --all-extras --python .venv/bin/python",
        "shopfloor lab",
    ]
    assert make(place, "lab", "ARGS=--port 9000")[2] == ["shopfloor lab --port 9000"]
    assert make(place, "test")[2] == ["python -m pytest -n auto --maxprocesses 4 --dist loadfile"]
    assert make(place, "demo")[2] == ["shopfloor demo"]


@pytest.mark.parametrize("name", ["pyproject.toml", "uv.lock"])
def test_a_change_of_the_dependencies_is_installed(place, name):
    make(place, "lab")
    later = time.time() + 5
    os.utime(place / name, (later, later))
    calls = make(place, "lab")[2]
    assert "uv sync --quiet --locked --all-extras --python .venv/bin/python" in calls
    assert not [call for call in calls if "venv .venv" in call]


def test_a_failed_installation_is_tried_again(place, monkeypatch):
    monkeypatch.setenv("SYNC", "1")
    status, _said, calls = make(place, "lab")
    assert status != 0 and "shopfloor lab" not in calls
    monkeypatch.delenv("SYNC")
    status, _said, calls = make(place, "lab")
    assert status == 0 and calls[-2:] == [
        "uv sync --quiet --locked --all-extras --python .venv/bin/python",
        "shopfloor lab",
    ]


def test_a_moved_course_gets_a_new_environment(place):
    make(place, "lab")
    moved = place.rename(place.with_name("moved"))
    assert "python -m venv --clear .venv" in make(moved, "lab")[2]
    assert make(moved, "lab")[2] == ["shopfloor lab"]


@pytest.mark.parametrize(
    ("variable", "words"), [("TOO_OLD", "Python 3.11 or newer"), ("NO_VENV", "python3-venv")]
)
def test_what_is_missing_is_said_in_one_line(place, monkeypatch, variable, words):
    monkeypatch.setenv(variable, "1")
    status, said, calls = make(place, "lab")
    lines = [line for line in said.splitlines() if not line.startswith("make: ***")]
    assert status == 2 and len(lines) == 1 and words in lines[0]
    assert not (place / ".venv").exists() and not [call for call in calls if "-m" in call]


def test_no_python_at_all_is_said_in_the_same_words(place):
    status, said, _calls = make(place, "lab", "PYTHON=python-that-is-not-there")
    assert status == 2 and "Python 3.11 or newer" in said and "'python-that-is-not-there' is not" in said


def test_a_students_copy_says_that_it_has_no_tests(place):
    (place / "tests").rmdir()
    status, said, calls = make(place, "test")
    assert status == 2 and "the full course has them" in said
    assert "python -m pytest" not in calls


def test_ci_installs_what_is_missing_and_runs_the_readmes_command(root, tmp_path, monkeypatch):
    script = tmp_path / "clone" / ".ci" / "run"
    executable(script, (root / ".ci" / "run").read_text(encoding="utf-8"))
    hub = Path("instructor", "hub", "one_machine")
    shutil.copytree(root / hub, script.parents[1] / hub)
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "dirname", "grep", "sed", "sh"):
        (tools / name).symlink_to(shutil.which(name))
    note = '#!/bin/sh\necho "{name} $* CI=$CI" >> "$CALLS"\nexit {status}\n'
    for name, status in (("apt-get", 0), ("make", 5), ("npm", 0), ("python3", 1), ("soffice", 0)):
        executable(tools / name, note.format(name=name, status=status))
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.delenv("CI", raising=False)
    done = subprocess.run([script], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    calls = (tmp_path / "calls").read_text().splitlines()
    assert done.returncode == 5, done.stderr
    assert [call for call in calls if not call.startswith("python3")] == [
        "apt-get update -qq CI=true",
        "apt-get install -y -qq --no-install-recommends chromium bubblewrap python3-venv CI=true",
        "npm install --global --silent configurable-http-proxy@4.6.3 CI=true",
        "make test CI=true",
    ]
    assert os.access(root / ".ci" / "run", os.X_OK)
