"""A JupyterHub for this course on one machine: students, instructors, and a grader service with formgrader.

Who somebody is, Linux says: a member of the group ``shopfloor-students`` learns here, a member of
``shopfloor-instructors`` teaches. ``accounts`` makes both. Nothing here is a secret; what a college sets,
it sets in ``/etc/shopfloor/hub.env`` (see hub.env in this folder).
"""

import grp
import os
import shutil
import sys
from pathlib import Path

from tornado.web import HTTPError

COURSE = "shopfloor"
GRADER = f"grader-{COURSE}"
PROGRAMS = Path(sys.executable).parent
HERE = Path(os.environ.get("SHOPFLOOR_HUB", "/opt/shopfloor/hub"))
STATE = Path(os.environ.get("SHOPFLOOR_STATE", "/srv/shopfloor/hub"))
GRADERS_COURSE = Path(f"/home/{GRADER}/course")

c = get_config()  # noqa: F821 (the hub provides it)


def members(group):
    """The names in a Linux group; an account of the group's own does not count."""
    try:
        return sorted(grp.getgrnam(group).gr_mem)
    except KeyError:
        raise SystemExit(f"the group {group} is missing on this machine: run {HERE}/prepare") from None


def folders(*names):
    """Jupyter's settings for a kind of person, before any others."""
    return os.pathsep.join(str(HERE / "jupyter" / name) for name in names)


# Where it is reached. Without a certificate only from this machine: passwords do not go over a network in the clear.
certificate = os.environ.get("SHOPFLOOR_CERTIFICATE")
port = os.environ.get("SHOPFLOOR_PORT", "443" if certificate else "8000")
if certificate:
    c.JupyterHub.bind_url = f"https://:{port}"
    c.JupyterHub.ssl_cert = certificate
    c.JupyterHub.ssl_key = os.environ["SHOPFLOOR_CERTIFICATE_KEY"]
else:
    c.JupyterHub.bind_url = f"http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{os.environ.get('SHOPFLOOR_HUB_PORT', '8081')}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{os.environ.get('SHOPFLOOR_PROXY_PORT', '8001')}"
c.JupyterHub.db_url = f"sqlite:///{STATE / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")

# Who may come in: members of the two groups, with the password of their account. Nobody is the hub's
# administrator: who teaches has formgrader, and no student's server.
STUDENTS, INSTRUCTORS = f"{COURSE}-students", f"{COURSE}-instructors"
c.JupyterHub.authenticator_class = "pam"
c.LocalAuthenticator.allowed_groups = {STUDENTS, INSTRUCTORS}
c.PAMAuthenticator.admin_groups = set()
c.Authenticator.blocked_users = {GRADER, "root"}

# formgrader: one server for all who teach, as the account that owns the course.
c.JupyterHub.load_groups = {INSTRUCTORS: {"users": members(INSTRUCTORS)}}
c.JupyterHub.load_roles = [
    {
        "name": f"formgrade-{COURSE}",
        "groups": [INSTRUCTORS],
        "scopes": [f"access:services!service={COURSE}", f"read:services!service={COURSE}"],
    },
    {"name": "user", "scopes": ["self"]},
]
c.JupyterHub.services = [
    {
        "name": COURSE,
        "url": f"http://127.0.0.1:{os.environ.get('SHOPFLOOR_GRADER_PORT', '9999')}",
        "command": [str(PROGRAMS / "jupyterhub-singleuser")],
        "user": GRADER,
        "cwd": str(GRADERS_COURSE),
        "oauth_no_confirm": True,
        "environment": {
            "JUPYTERHUB_DEFAULT_URL": "/formgrader",
            "JUPYTER_CONFIG_PATH": folders("grader", "everyone"),
            "PATH": f"{PROGRAMS}{os.pathsep}/usr/local/bin{os.pathsep}/usr/bin{os.pathsep}/bin",
        },
    }
]

# A student's server: with the student's own rights, and within limits.
c.Spawner.cmd = [str(HERE / "start-server"), str(PROGRAMS / "jupyterhub-singleuser")]
c.Spawner.default_url = "/lab"
c.Spawner.notebook_dir = "~"
c.Spawner.start_timeout = 120
c.Spawner.mem_limit = os.environ.get("SHOPFLOOR_MEMORY", "2G")
c.Spawner.cpu_limit = float(os.environ.get("SHOPFLOOR_PROCESSORS", "1"))
c.Spawner.env_keep = ["LANG", "LC_ALL", "TZ"]


def settings(spawner):
    """Settings for students, also in an instructor's own server; and one processor for NumPy."""
    spawner.environment = {
        "JUPYTER_CONFIG_PATH": folders("student", "everyone"),
        "PATH": f"{PROGRAMS}{os.pathsep}/usr/local/bin{os.pathsep}/usr/bin{os.pathsep}/bin",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "SHOPFLOOR_PROCESSES": os.environ.get("SHOPFLOOR_PROCESSES", "512"),
    }


c.Spawner.pre_spawn_hook = settings
if Path("/run/systemd/system").is_dir() and shutil.which("systemd-run"):
    # Memory and processor of all that a student runs, together; /tmp and devices of their own.
    c.JupyterHub.spawner_class = "systemd"
    c.SystemdSpawner.isolate_tmp = True
    c.SystemdSpawner.isolate_devices = True
    c.SystemdSpawner.disable_user_sudo = True
else:
    # Without systemd: for each process alone (start-server).
    c.JupyterHub.spawner_class = "localprocess"


def only_members(authenticator, handler, person):
    """Who may come in is who has an account of the course on this machine, also one made since the hub started."""
    if person["name"] not in {*members(STUDENTS), *members(INSTRUCTORS)}:
        raise HTTPError(403, "You have no account on this hub: ask whoever teaches the course.")
    return person


if os.environ.get("LTI_CLIENT_ID"):
    # Launch from the learning platform in place of passwords (lti.md). `accounts` makes the accounts all the same.
    sys.path.insert(0, str(HERE))
    from lti_config import launch

    launch(c, os.environ, instructors=members(INSTRUCTORS))
    c.Authenticator.allow_all = True
    c.Authenticator.post_auth_hook = only_members
