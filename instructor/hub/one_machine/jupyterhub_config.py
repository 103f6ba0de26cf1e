"""A JupyterHub for this course on one machine: students, instructors, and a grader service with formgrader.

Who somebody is, Linux says: a member of the group ``shopfloor-students`` learns here, a member of
``shopfloor-instructors`` teaches. ``accounts`` makes both. Nothing here is a secret; what a college sets,
it sets in ``/etc/shopfloor/hub.env`` (see hub.env in this folder).
"""

import grp
import os
import pwd
import shutil
import sys
from pathlib import Path

from jupyterhub.auth import PAMAuthenticator
from jupyterhub.utils import subdomain_hook_idna
from tornado.web import HTTPError

from shopfloor.grading import log_names

COURSE = "shopfloor"
GRADER = f"grader-{COURSE}"
PROGRAMS = Path(sys.executable).parent
HERE = Path(os.environ.get("SHOPFLOOR_HUB", "/opt/shopfloor/hub"))
STATE = Path(os.environ.get("SHOPFLOOR_STATE", "/srv/shopfloor/hub"))
GRADERS_COURSE = Path(f"/home/{GRADER}/course")
SETTINGS, OWN = "/etc/shopfloor/hub.env", "/etc/shopfloor/local_config.py"
PROCESSES = os.environ.get("SHOPFLOOR_PROCESSES", "512")

c = get_config()  # noqa: F821 (the hub provides it)


def members(group):
    """The names in a Linux group; an account of the group's own does not count."""
    try:
        return sorted(grp.getgrnam(group).gr_mem)
    except KeyError:
        return []


def folders(*names):
    """Jupyter's settings for a kind of person, before any others."""
    return os.pathsep.join(str(HERE / "jupyter" / name) for name in names)


# Where it is reached. Without a certificate only from this machine: passwords do not go over a network in the clear.
certificate, key = os.environ.get("SHOPFLOOR_CERTIFICATE"), os.environ.get("SHOPFLOOR_CERTIFICATE_KEY")
port = os.environ.get("SHOPFLOOR_PORT", "443" if certificate else "8000")
if certificate or key:
    for name, path in (("SHOPFLOOR_CERTIFICATE", certificate), ("SHOPFLOOR_CERTIFICATE_KEY", key)):
        if not path:
            raise SystemExit(f"{SETTINGS}: {name} is missing; a certificate and its key go together")
        if not os.access(path, os.R_OK):
            raise SystemExit(f"{SETTINGS}: {name} is {path}, which cannot be read")
    c.JupyterHub.bind_url = f"https://:{port}"
    c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = certificate, key
else:
    c.JupyterHub.bind_url = f"http://127.0.0.1:{port}"
# Below 1024, where no student can put a server in the place of one that is being started again.
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{os.environ.get('SHOPFLOOR_HUB_PORT', '881')}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{os.environ.get('SHOPFLOOR_PROXY_PORT', '801')}"
c.JupyterHub.db_url = f"sqlite:///{STATE / 'hub.sqlite'}"
c.JupyterHub.upgrade_db = True  # it copies the file first
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")


def served_at(name, domain, kind):
    """The host of a server: formgrader's is the hub's own, students' are at another one, each or together."""
    if kind != "user":
        return domain
    return subdomain_hook_idna(name, students_host[2:], kind) if students_host[0] == "*" else students_host


# A page of a student's server may hold a script. At the hub's own name it could, in an instructor's browser, do what the
# instructor may; at another name the browser keeps it away from there.
host, students_host = os.environ.get("SHOPFLOOR_HOST", ""), os.environ.get("SHOPFLOOR_STUDENTS_HOST", "")
if host or students_host:
    if not host or not students_host.endswith(f".{host}"):
        raise SystemExit(
            f"{SETTINGS}: SHOPFLOOR_HOST and SHOPFLOOR_STUDENTS_HOST go together, and the second ends with the first, "
            "such as hub.example.edu and students.hub.example.edu"
        )
    end = "" if port == ("443" if certificate else "80") else f":{port}"
    c.JupyterHub.subdomain_host = f"{'https' if certificate else 'http'}://{host}{end}"
    c.JupyterHub.subdomain_hook = served_at

# Who may come in: members of the two groups, with the password of their account. Nobody is the hub's
# administrator: who teaches has formgrader, and no student's server.
STUDENTS, INSTRUCTORS = f"{COURSE}-students", f"{COURSE}-instructors"
for group in (STUDENTS, INSTRUCTORS):
    try:
        grp.getgrnam(group)
    except KeyError:
        raise SystemExit(f"the group {group} is missing on this machine: run {HERE}/prepare") from None

NO_ACCOUNT = "You have no account on this hub: ask whoever teaches the course."


def groups_of(name):
    """Those of the course's groups that somebody is a member of on this machine now."""
    return [group for group in (STUDENTS, INSTRUCTORS) if name in members(group)]


def in_the_course(login):
    """The login, and what it said held against this machine's groups again and again, not only when somebody logs in."""

    class InTheCourse(login):
        manage_groups = True

        async def refresh_user(self, user, handler=None):
            """Out within minutes, with a session or without: who is taken out of the groups."""
            groups = groups_of(user.name)
            return {"name": user.name, "groups": groups} if groups else False

        def add_user(self, user):
            """A name without an account on this machine is taken out of the hub's records when the hub starts."""
            try:
                pwd.getpwnam(user.name)
            except KeyError:
                raise KeyError(f"{user.name} has no account on this machine") from None
            return super().add_user(user)

    return InTheCourse


def only_members(authenticator, handler, person):
    """Who may come in is who has an account of the course on this machine, also one made since the hub started."""
    groups = groups_of(person["name"])
    if not groups:
        raise HTTPError(403, NO_ACCOUNT)
    return {**person, "groups": groups}


c.JupyterHub.authenticator_class = in_the_course(PAMAuthenticator)
c.LocalAuthenticator.allowed_groups = {STUDENTS, INSTRUCTORS}
c.PAMAuthenticator.admin_groups = set()
if any(name.startswith("LTI_") and value.strip() for name, value in os.environ.items()):
    # Launch from the learning platform in place of passwords (lti.md). `accounts` makes the accounts all the same.
    sys.path.insert(0, str(HERE))
    from lti_config import launch

    launch(c, os.environ, instructors=members(INSTRUCTORS))
    c.JupyterHub.authenticator_class = in_the_course(c.JupyterHub.authenticator_class)
    c.Authenticator.allow_all = True
c.Authenticator.post_auth_hook = only_members
c.Authenticator.blocked_users = {GRADER, "root"}
c.Authenticator.auth_refresh_age = 60
# Also for what a server asks the hub about somebody whose window is open.
c.Authenticator.auth_refresh_strict = True
c.Authenticator.delete_invalid_users = True
c.JupyterHub.cookie_max_age_days = 1

# The journal names nobody: the hub's lines and the proxy's say [student], and systemd's units are numbered. The servers
# that are started do the same (jupyter/everyone).
log_names.NAMES.of(lambda: members(STUDENTS) + members(INSTRUCTORS))
c.JupyterHub.logging_config = log_names.LOGGING
HIDE = r"s#(/|%2F)(user|users)(/|%2F)[^/ ?%]+#\1\2\3[student]#g"
c.ConfigurableHTTPProxy.command = [
    "bash",
    "-c",
    f"exec configurable-http-proxy \"$@\" > >(exec sed -u -E '{HIDE}') 2>&1",
    "configurable-http-proxy",
]

# formgrader: one server for all who teach, as the account that owns the course. They have no other: a page that a
# neighbor serves from a port that their own server has just left could do in their name what they may.
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
        "url": f"http://127.0.0.1:{os.environ.get('SHOPFLOOR_GRADER_PORT', '999')}",
        "command": [str(HERE / "start-grader"), GRADER, str(PROGRAMS / "jupyterhub-singleuser")],
        "cwd": str(GRADERS_COURSE),
        "oauth_no_confirm": True,
        "environment": {
            "JUPYTERHUB_DEFAULT_URL": "/formgrader",
            "JUPYTER_CONFIG_PATH": folders("grader", "everyone"),
            "PATH": f"{PROGRAMS}{os.pathsep}/usr/local/bin{os.pathsep}/usr/bin{os.pathsep}/bin",
        },
    }
]


def first_page(handler):
    """Where somebody comes who has just logged in: formgrader, or (nothing said) one's own server."""
    person = handler.current_user
    return f"/services/{COURSE}/formgrader" if person and person.name in members(INSTRUCTORS) else ""


c.JupyterHub.default_url = first_page

# A student's server: with the student's own rights, and within limits.
c.Spawner.cmd = [str(HERE / "start-server"), str(PROGRAMS / "jupyterhub-singleuser")]
c.Spawner.default_url = "/lab"
c.Spawner.notebook_dir = "~"
# A class that comes in together waits longer than the 30 seconds that JupyterHub gives a server to answer.
c.Spawner.start_timeout = c.Spawner.http_timeout = 180
c.Spawner.mem_limit = os.environ.get("SHOPFLOOR_MEMORY", "2G")
try:
    c.Spawner.cpu_limit = float(os.environ.get("SHOPFLOOR_PROCESSORS", "1"))
except ValueError as error:
    raise SystemExit(f"{SETTINGS}: SHOPFLOOR_PROCESSORS is no number, such as 1 or 0.5 ({error})") from None
c.Spawner.env_keep = ["LANG", "LC_ALL", "TZ"]


def settings(spawner):
    """A student's settings, and one processor for NumPy."""
    groups = groups_of(spawner.user.name)
    if INSTRUCTORS in groups:
        refused = HTTPError(403, "Whoever teaches works in the grader's server.")
        # The words on the page.
        refused.jupyterhub_html_message = (
            f"Whoever teaches works in the grader's server: <a href='/services/{COURSE}/formgrader'>formgrader</a>, "
            f"<a href='/services/{COURSE}/lab'>JupyterLab</a>."
        )
        raise refused
    if not groups:
        raise HTTPError(403, NO_ACCOUNT)
    spawner.environment = {
        "JUPYTER_CONFIG_PATH": folders("student", "everyone"),
        "PATH": f"{PROGRAMS}{os.pathsep}/usr/local/bin{os.pathsep}/usr/bin{os.pathsep}/bin",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "SHOPFLOOR_PROCESSES": PROCESSES,
    }


c.Spawner.pre_spawn_hook = settings
c.Spawner.poll_interval = 10  # seconds: as long may the proxy lead to a port whose server has ended
if Path("/run/systemd/system").is_dir() and shutil.which("systemd-run"):
    # Memory and processor of all that a student runs, together; /tmp and devices of their own.
    c.JupyterHub.spawner_class = "systemd"
    c.SystemdSpawner.isolate_tmp = True
    c.SystemdSpawner.isolate_devices = True
    c.SystemdSpawner.disable_user_sudo = True
    c.SystemdSpawner.unit_name_template = "shopfloor-{USERID}"
    c.SystemdSpawner.unit_extra_properties = {"TasksMax": PROCESSES}
    c.JupyterHub.cleanup_servers = False  # a restart of the hub costs nobody a kernel
else:
    # Without systemd: for each process alone (start-server).
    c.JupyterHub.spawner_class = "localprocess"

# What a college adds or changes; an update never touches that file.
if Path(OWN).is_file():
    load_subconfig(OWN)  # noqa: F821 (the hub provides it)
