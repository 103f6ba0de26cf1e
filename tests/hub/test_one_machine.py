"""The configuration of the hub for one machine: who comes in by a launch from a learning platform, without starting it."""

import grp
from pathlib import Path
from types import SimpleNamespace

import pytest
from tornado.web import HTTPError
from traitlets.config import Config

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
            monkeypatch.setenv(name, value)
        path = HUB / "one_machine" / "jupyterhub_config.py"
        c = Config()
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), {"get_config": lambda: c})
        return c

    return read


def test_without_a_platform_people_log_in_with_their_accounts(configured):
    c = configured()
    assert c.JupyterHub.authenticator_class == "pam"
    assert "post_auth_hook" not in c.Authenticator


def test_with_a_platform_it_is_the_launch_and_only_for_members(configured):
    c = configured(**PLATFORM)
    assert c.JupyterHub.authenticator_class.__name__ == "CourseLaunch"
    assert c.CourseLaunch.instructors == {"tess"}
    admit = c.Authenticator.post_auth_hook
    for name in ("ana", "tess"):
        assert admit(None, None, {"name": name}) == {"name": name}
    with pytest.raises(HTTPError, match="no account on this hub"):
        admit(None, None, {"name": "stranger"})


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
    assert len(listed) == 12
    assert [name for name in listed if f'"{name}"' not in read] == []


def test_without_its_certificate_it_answers_this_machine_only(configured):
    assert configured().JupyterHub.bind_url == "http://127.0.0.1:8000"
    c = configured(
        SHOPFLOOR_CERTIFICATE="/etc/shopfloor/hub.crt", SHOPFLOOR_CERTIFICATE_KEY="/etc/shopfloor/hub.key"
    )
    assert c.JupyterHub.bind_url == "https://:443"
    assert (c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key) == (
        "/etc/shopfloor/hub.crt",
        "/etc/shopfloor/hub.key",
    )
