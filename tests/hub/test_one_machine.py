"""The configuration of the hub for one machine, read without starting it."""

import asyncio
import grp
import re
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlparse

import pytest
from jupyterhub.auth import PAMAuthenticator
from jupyterhub.spawner import LocalProcessSpawner
from tornado.web import HTTPError
from traitlets.config import Config

from shopfloor.grading import log_names

HUB = Path(__file__).parents[2] / "instructor" / "hub"
GROUPS = {"shopfloor-students": ["ana"], "shopfloor-instructors": ["tess"]}
PLATFORM = {
    "LTI_CLIENT_ID": "10000000000042",
    "LTI_ISSUER": "https://moodle.example.edu",
    "LTI_AUTHORIZE_URL": "https://moodle.example.edu/mod/lti/auth.php",
    "LTI_JWKS_URL": "https://moodle.example.edu/mod/lti/certs.php",
}


@pytest.fixture
def configured(monkeypatch):
    """A function that reads the configuration as JupyterHub does, with the settings of hub.env."""
    monkeypatch.setattr(grp, "getgrnam", lambda name: SimpleNamespace(gr_mem=GROUPS[name]))

    def read(**settings):
        for name, value in {"SHOPFLOOR_HUB": str(HUB), **settings}.items():
            monkeypatch.setenv(name, str(value))
        path = HUB / "one_machine" / "jupyterhub_config.py"
        c = Config()
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), {"get_config": lambda: c})
        return c

    return read


def test_without_a_platform_people_log_in_with_their_accounts(configured):
    assert issubclass(configured().JupyterHub.authenticator_class, PAMAuthenticator)


@pytest.mark.parametrize("settings", [{}, PLATFORM], ids=["passwords", "launch"])
def test_only_members_come_in_with_their_groups(configured, settings):
    admit = configured(**settings).Authenticator.post_auth_hook
    assert admit(None, None, {"name": "ana"}) == {"name": "ana", "groups": ["shopfloor-students"]}
    assert admit(None, None, {"name": "tess"}) == {"name": "tess", "groups": ["shopfloor-instructors"]}
    with pytest.raises(HTTPError, match="no account on this hub"):
        admit(None, None, {"name": "stranger"})


@pytest.mark.parametrize("settings", [{}, PLATFORM], ids=["passwords", "launch"])
def test_who_leaves_is_out_and_who_moves_has_the_other_groups_rights(configured, monkeypatch, settings):
    c = configured(**settings)
    login = c.JupyterHub.authenticator_class(config=c)
    tess = SimpleNamespace(name="tess")
    assert asyncio.run(login.refresh_user(tess))["groups"] == ["shopfloor-instructors"]
    monkeypatch.setitem(GROUPS, "shopfloor-instructors", [])
    monkeypatch.setitem(GROUPS, "shopfloor-students", ["ana", "tess"])
    assert asyncio.run(login.refresh_user(tess))["groups"] == ["shopfloor-students"]
    monkeypatch.setitem(GROUPS, "shopfloor-students", ["ana"])
    assert asyncio.run(login.refresh_user(tess)) is False
    # JupyterHub asks also for requests that no person makes, and takes the groups for the only ones.
    assert login.auth_refresh_strict and login.manage_groups and 0 < login.auth_refresh_age <= 60


@pytest.mark.parametrize("settings", [{}, PLATFORM], ids=["passwords", "launch"])
def test_a_name_whose_account_is_gone_leaves_the_hubs_records(configured, settings):
    c = configured(**settings)
    login = c.JupyterHub.authenticator_class(config=c)
    assert login.delete_invalid_users
    with pytest.raises(KeyError, match="has no account"):
        login.add_user(SimpleNamespace(name="nobody-has-this-name"))


def test_with_a_platform_it_is_the_launch(configured):
    c = configured(**PLATFORM)
    assert [one.__name__ for one in c.JupyterHub.authenticator_class.__mro__][1] == "CourseLaunch"
    assert c.JupyterHub.authenticator_class(config=c).instructors == {"tess"}


def test_only_students_have_servers_of_their_own(configured):
    begin = configured().Spawner.pre_spawn_hook
    ana = SimpleNamespace(user=SimpleNamespace(name="ana"))
    begin(ana)
    assert ana.environment["JUPYTER_CONFIG_PATH"].startswith(f"{HUB}/jupyter/student:")
    for name, words in (("tess", "works in the grader's server"), ("stranger", "no account")):
        with pytest.raises(HTTPError, match=words):
            begin(SimpleNamespace(user=SimpleNamespace(name=name)))


def test_a_student_has_rights_over_themselves_only(configured):
    c = configured()
    roles = {role.pop("name"): role for role in c.JupyterHub.load_roles}
    assert roles == {
        "user": {"scopes": ["self"]},
        "formgrade-shopfloor": {
            "groups": ["shopfloor-instructors"],
            "scopes": ["access:services!service=shopfloor", "read:services!service=shopfloor"],
        },
    }
    assert c.PAMAuthenticator.admin_groups == set()
    assert c.Authenticator.blocked_users == {"grader-shopfloor", "root"}
    assert c.JupyterHub.cookie_max_age_days == 1


def test_a_students_server_reads_no_settings_of_the_graders(configured):
    ana = SimpleNamespace(user=SimpleNamespace(name="ana"))
    configured().Spawner.pre_spawn_hook(ana)
    assert ana.environment["JUPYTER_CONFIG_PATH"].split(":") == [
        f"{HUB}/jupyter/student",
        f"{HUB}/jupyter/everyone",
    ]


def test_the_logs_leave_out_students_and_who_teaches(configured, monkeypatch):
    monkeypatch.setattr(log_names, "NAMES", log_names.Names())
    c = configured()
    assert c.JupyterHub.logging_config == log_names.LOGGING
    assert log_names.without_names("ana asks tess") == "[student] asks [student]"
    script = c.ConfigurableHTTPProxy.command[2]
    expression = re.search(r"sed -u -E '([^']+)'", script)[1]
    line = "200 GET /user/ana/lab?next=%2Fuser%2Fana%2Ftree /hub/api/users/ana\n"
    done = subprocess.run(["sed", "-E", expression], input=line, capture_output=True, text=True, check=True)
    assert done.stdout == (
        "200 GET /user/[student]/lab?next=%2Fuser%2F[student]%2Ftree /hub/api/users/[student]\n"
    )


@pytest.mark.parametrize(("name", "page"), [("tess", "/services/shopfloor/formgrader"), ("ana", "")])
def test_where_somebody_comes_who_has_logged_in(configured, name, page):
    first = configured().JupyterHub.default_url
    assert first(SimpleNamespace(current_user=SimpleNamespace(name=name))) == page
    assert first(SimpleNamespace(current_user=None)) == ""


def test_who_teaches_and_learns_has_no_server_of_their_own(configured, monkeypatch):
    monkeypatch.setitem(GROUPS, "shopfloor-students", ["ana", "tess"])
    with pytest.raises(HTTPError, match="works in the grader's server"):
        configured().Spawner.pre_spawn_hook(SimpleNamespace(user=SimpleNamespace(name="tess")))


def test_where_systemd_runs_it_keeps_students_apart(configured, monkeypatch):
    monkeypatch.setattr(Path, "is_dir", lambda _: True)
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/systemd-run")
    c = configured(SHOPFLOOR_PROCESSES="100")
    assert c.JupyterHub.spawner_class == "systemd"
    server = c.SystemdSpawner
    assert server.isolate_tmp is server.isolate_devices is server.disable_user_sudo is True
    assert server.unit_extra_properties == {"TasksMax": "100"}
    # By number: the journal names each unit.
    assert server.unit_name_template == "shopfloor-{USERID}"
    assert c.JupyterHub.cleanup_servers is False


def test_what_decides_who_is_who_listens_where_no_student_can(configured):
    c = configured()
    urls = [c.JupyterHub.hub_bind_url, c.ConfigurableHTTPProxy.api_url, c.JupyterHub.services[0]["url"]]
    ports = [urlparse(url).port for url in urls]
    assert len(set(ports)) == 3 and max(ports) < 1024
    assert {urlparse(url).hostname for url in urls} == {"127.0.0.1"}


@pytest.mark.parametrize("name", ["LTI_ISSUER", "LTI_CLIENT_ID", "LTI_USERNAME_KEY"])
def test_one_setting_of_a_platform_is_enough_to_ask_for_the_others(configured, name):
    with pytest.raises(SystemExit, match="lacks .*LTI_JWKS_URL"):
        configured(**{name: "https://moodle.example.edu"})
    assert configured(**{name: " "})


def test_an_account_that_is_made_later_comes_in_too(configured, monkeypatch):
    c = configured(**PLATFORM)
    monkeypatch.setitem(GROUPS, "shopfloor-students", ["ana", "cy"])
    assert c.Authenticator.post_auth_hook(None, None, {"name": "cy"})


def test_a_platform_that_is_named_by_halves_stops_the_hub(configured):
    with pytest.raises(SystemExit, match="LTI_JWKS_URL"):
        configured(**PLATFORM | {"LTI_JWKS_URL": ""})


def test_every_setting_is_read_and_every_one_that_is_read_is_listed(configured):
    listed = set(
        line.lstrip("#").split("=")[0]
        for line in (HUB / "one_machine" / "hub.env").read_text(encoding="utf-8").splitlines()
        if "=" in line and " " not in line.split("=")[0]
    )
    read = "".join(
        (HUB / name).read_text(encoding="utf-8")
        for name in ("one_machine/jupyterhub_config.py", "lti_config.py")
    )
    assert len(listed) == 14
    assert [name for name in listed if f'"{name}"' not in read] == []


def test_without_its_certificate_it_answers_this_machine_only(configured):
    assert configured().JupyterHub.bind_url == "http://127.0.0.1:8000"


@pytest.fixture
def certificate(tmp_path):
    """Settings that name two files; what is in them the proxy would say."""
    files = {"SHOPFLOOR_CERTIFICATE": tmp_path / "hub.crt", "SHOPFLOOR_CERTIFICATE_KEY": tmp_path / "hub.key"}
    for path in files.values():
        path.write_text("")
    return files


def test_with_its_certificate_it_answers_everybody(configured, certificate):
    c = configured(**certificate)
    assert c.JupyterHub.bind_url == "https://:443"
    assert [c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key] == list(map(str, certificate.values()))


@pytest.mark.parametrize("name", ["SHOPFLOOR_CERTIFICATE", "SHOPFLOOR_CERTIFICATE_KEY"])
def test_a_certificate_that_is_not_there_is_named_and_nothing_is_served(configured, certificate, name):
    with pytest.raises(SystemExit, match=f"hub.env: {name} is .*, which cannot be read"):
        configured(**certificate | {name: "/nowhere/hub.pem"})
    with pytest.raises(SystemExit, match=f"{name} is missing"):
        configured(**certificate | {name: ""})


def test_a_wrong_number_of_processors_is_named(configured):
    with pytest.raises(SystemExit, match="SHOPFLOOR_PROCESSORS is no number"):
        configured(SHOPFLOOR_PROCESSORS="0,5")


def test_a_server_among_many_that_start_has_time_to_answer(configured):
    """Forty students who came in within ten seconds waited up to a minute on two cores (benchmarks/README.md)."""
    spawner = LocalProcessSpawner(config=configured())
    assert spawner.http_timeout >= 120 and spawner.start_timeout >= 120


@pytest.mark.parametrize(
    ("students", "anas"),
    [
        ("students.hub.example.edu", "students.hub.example.edu"),
        ("*.hub.example.edu", "ana.hub.example.edu"),
    ],
)
def test_students_servers_are_at_another_name_than_formgrader(configured, certificate, students, anas):
    names = {"SHOPFLOOR_HOST": "hub.example.edu", "SHOPFLOOR_STUDENTS_HOST": students}
    c = configured(**names, **certificate)
    assert c.JupyterHub.subdomain_host == "https://hub.example.edu"
    assert c.JupyterHub.subdomain_hook("ana", "hub.example.edu", "user") == anas
    assert c.JupyterHub.subdomain_hook("shopfloor", "hub.example.edu", "service") == "hub.example.edu"
    c = configured(SHOPFLOOR_PORT="8443")
    assert c.JupyterHub.subdomain_host == "https://hub.example.edu:8443"
    c = configured(SHOPFLOOR_PORT="443", SHOPFLOOR_CERTIFICATE="", SHOPFLOOR_CERTIFICATE_KEY="")
    assert c.JupyterHub.subdomain_host == "http://hub.example.edu:443"
    c = configured(SHOPFLOOR_PORT="80")
    assert c.JupyterHub.subdomain_host == "http://hub.example.edu"


@pytest.mark.parametrize(
    ("one", "other"),
    [("hub.a.edu", ""), ("", "hub.a.edu"), ("hub.a.edu", "hub.a.edu"), ("hub.a.edu", "a.edu")],
)
def test_one_name_is_not_two(configured, one, other):
    with pytest.raises(SystemExit, match="the second ends with the first"):
        configured(SHOPFLOOR_HOST=one, SHOPFLOOR_STUDENTS_HOST=other)
    assert "subdomain_host" not in configured(SHOPFLOOR_HOST="", SHOPFLOOR_STUDENTS_HOST="").JupyterHub


def test_a_machine_that_is_not_prepared_says_so(configured, monkeypatch):
    monkeypatch.delitem(GROUPS, "shopfloor-instructors")
    with pytest.raises(SystemExit, match="shopfloor-instructors is missing on this machine: run .*prepare"):
        configured()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
def test_a_password_that_could_not_be_printed_is_not_set(tmp_path):
    """Whoever runs it again gets another; an account with a password that nobody knows would get none any more."""
    told = tmp_path / "told"
    commands = {
        "id": "echo 0",
        "getent": 'case "$1" in group) [ "$2" = shopfloor-students ] ;; shadow) echo "$2:!:1" ;; *) exit 2 ;; esac',
        "useradd": "true",
        "usermod": "true",
        "chmod": "true",
        "chpasswd": f"cat > {told}",
    }
    for name, line in commands.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    script = ["sh", HUB / "one_machine" / "accounts", "students"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(script, input=b"ana\n", stdout=full, stderr=subprocess.PIPE, env=environment)
    assert done.returncode != 0 and not told.exists()
    done = subprocess.run(script, input=b"ana\n", capture_output=True, env=environment, check=True)
    assert done.stdout.decode().split() == told.read_text().strip().split(":")
