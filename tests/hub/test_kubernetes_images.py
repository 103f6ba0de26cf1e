"""The images for Kubernetes: made from the lock, without keys for students, and started with names and lessons."""

import json
import re
import subprocess
import sys
from pathlib import Path

import yaml
from nbgrader.exchange import ExchangeFactory
from traitlets.config.loader import PyFileConfigLoader

from shopfloor.grading.collect_from_owners import CollectFromOwners
from shopfloor.grading.submit_as_owner import SubmitAsOwner

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "instructor" / "hub" / "kubernetes"


def test_the_images_are_made_from_the_lock_and_hold_what_they_name():
    import tomllib

    extras = set(
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
            "optional-dependencies"
        ]
    )
    for name in ("student", "grader"):
        text = (FOLDER / "images" / f"{name}.Containerfile").read_text(encoding="utf-8")
        assert set(re.findall(r"--extra (\w+)", text)) <= extras and "uv sync --locked" in text
        assert re.search(r"^USER (?!0|root)\d+:\d+$", text, re.MULTILINE)
        for file in re.findall(r"^COPY (?:--chmod=\d+ )?\S*images/(\S+)", text, re.MULTILINE):
            assert (FOLDER / "images" / file).is_file(), file
    assert not re.search(
        r"^COPY .*instructor", (FOLDER / "images/student.Containerfile").read_text(), re.MULTILINE
    )


def test_students_get_neither_formgrader_nor_the_making_of_assignments():
    installed = json.loads(
        (Path(sys.prefix) / "etc/jupyter/jupyter_server_config.d/nbgrader.json").read_text(encoding="utf-8")
    )["ServerApp"]["jpserver_extensions"]
    ours = json.loads((FOLDER / "images/student_server_config.json").read_text(encoding="utf-8"))
    ours = ours["ServerApp"]["jpserver_extensions"]
    assert set(ours) == set(installed), "a part of nbgrader that nobody decided on"
    assert {name.rpartition(".")[2] for name, on in ours.items() if on} == {
        "validate_assignment",
        "assignment_list",
    }
    page = json.loads((FOLDER / "images/student_page_config.json").read_text(encoding="utf-8"))
    assert set(page["disabledExtensions"]) == {
        f"@jupyter/nbgrader:{part}" for part in ("formgrader", "create-assignment", "course-list")
    }
    assert all(page["disabledExtensions"].values())
    front = Path(sys.prefix, "share/jupyter/labextensions/@jupyter/nbgrader/static")
    known = "".join(file.read_text(encoding="utf-8") for file in front.glob("*.js"))
    assert all(f'"{name}"' in known for name in page["disabledExtensions"])


def test_the_server_starts_with_names_and_lessons_and_never_over_a_students_file(tmp_path):
    script = (FOLDER / "images/start-server").read_text(encoding="utf-8")
    course, home, system = tmp_path / "course", tmp_path / "home", tmp_path / "extrausers"
    for folder in (course / "notebooks", home / "notebooks", system):
        folder.mkdir(parents=True)
    (course / "notebooks/05.ipynb").write_text("from the course")
    (course / "notebooks/06.ipynb").write_text("from the course")
    (home / "notebooks/05.ipynb").write_text("my own")
    programs = tmp_path / "bin"
    programs.mkdir()
    server = programs / "jupyterhub-singleuser"
    server.write_text('#!/bin/sh\necho "$@" "${SHOPFLOOR_ACCOUNTS:-none}"\n')
    server.chmod(0o755)
    script = script.replace("/course/", f"{course}/").replace("/var/lib/extrausers", str(system))
    done = subprocess.run(
        ["sh", "-c", script, "start-server", "--port=8888"],
        env={
            "PATH": f"{programs}:/usr/bin:/bin",
            "HOME": str(home),
            "SHOPFLOOR_ACCOUNTS": "s1:x:20003:20003::/h:/bin/sh\n",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "--port=8888 none\n"
    assert (system / "passwd").read_text() == "s1:x:20003:20003::/h:/bin/sh\n"
    assert (home / "notebooks/05.ipynb").read_text() == "my own"
    assert (home / "notebooks/06.ipynb").read_text() == "from the course"


def test_students_and_the_grader_meet_in_the_exchange_that_is_mounted(tmp_path):
    """The configurations are loaded as nbgrader loads them; the grader's brings the course's own settings along."""
    (mounted,) = [
        mount["mountPath"]
        for mount in yaml.safe_load((FOLDER / "values.yaml").read_text(encoding="utf-8"))["singleuser"][
            "storage"
        ]["extraVolumeMounts"]
    ]
    (tmp_path / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'shopfloor'\n"
    )
    steps = {"student": ("submit", SubmitAsOwner), "grader": ("collect", CollectFromOwners)}
    for name, (step, course_step) in steps.items():
        text = (FOLDER / "images" / f"{name}_nbgrader_config.py").read_text(encoding="utf-8")
        (tmp_path / f"{name}.py").write_text(
            text.replace("/course/instructor", str(tmp_path)), encoding="utf-8"
        )
        config = PyFileConfigLoader(f"{name}.py", path=str(tmp_path)).load_config()
        assert config.Exchange.root == mounted and config.CourseDirectory.course_id == "shopfloor"
        assert config.Exchange.path_includes_course is True
        assert getattr(ExchangeFactory(config=config), step) is course_step


def test_a_file_where_the_lessons_folder_should_be_keeps_nobody_out(tmp_path):
    for folder in ("course/notebooks", "home", "bin", "extrausers"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "home" / "notebooks").write_text("a file of the student's", encoding="utf-8")
    server = tmp_path / "bin" / "jupyterhub-singleuser"
    server.write_text("#!/bin/sh\necho started\n", encoding="utf-8")
    server.chmod(0o755)
    script = (FOLDER / "images" / "start-server").read_text(encoding="utf-8")
    script = script.replace("/course/", f"{tmp_path}/course/").replace(
        "/var/lib/extrausers", f"{tmp_path}/extrausers"
    )
    done = subprocess.run(
        ["sh", "-c", script],
        env={"HOME": str(tmp_path / "home"), "PATH": f"{tmp_path}/bin:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0 and done.stdout == "started\n"
