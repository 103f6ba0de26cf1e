"""The hub's own part of the course: who may do what, and what each account's server looks like.

Given to the chart as a file, so that it can be read, checked and tested as Python:

    helm upgrade ... --values values.yaml --set-file hub.extraFiles.shopfloor.stringData=hub_config.py

Names come from ``custom`` in values.yaml. Nothing here is a secret.
"""

import os
from urllib.parse import urlparse

from tornado.web import HTTPError
from z2jh import get_config as value

COURSE = value("custom.course")
GRADER = value("custom.grader")
INSTRUCTORS = list(value("custom.instructors", []))
HOME = "/home/student"  # as in values.yaml
GRADER_UID = (
    2000  # as in grading/*.yaml: the grader's server and the grading cluster share the course's files
)
STUDENT_UID = 20000  # plus the hub's number of the account; inside a user namespace numbers end at 65535

# The chart runs this file among the names of its own configuration: c is there, and get_config is z2jh's.
c = c  # noqa: F821, PLW0127

# Whoever teaches opens the grader's server, /user/GRADER/formgrader; it is nobody's own, and nobody logs in as it.
c.JupyterHub.load_groups = {f"graders-{COURSE}": {"users": [GRADER]}}
# Added, for the chart's own role stands there already: without it, servers that nobody uses are never stopped.
c.JupyterHub.load_roles.append(
    {
        "name": f"formgrade-{COURSE}",
        # By name, for the hub makes this list exact at each start; a group only ever grows there.
        "users": INSTRUCTORS,
        "scopes": [
            f"access:servers!user={GRADER}",
            f"servers!user={GRADER}",
            f"read:users!user={GRADER}",
        ],
    }
)
# At the hub's own name are the hub and the grader's server; whatever students write is shown at another.
HOST, STUDENTS_HOST = (
    urlparse(value("hub.config.JupyterHub.subdomain_host", "")).hostname,
    value("custom.studentsHost", ""),
)
if not HOST or not STUDENTS_HOST.endswith(f".{HOST}"):
    raise SystemExit(
        "values.yaml: hub.config.JupyterHub.subdomain_host and custom.studentsHost are two names of the hub, and the "
        "second ends with the first, such as https://hub.example.edu and students.hub.example.edu"
    )


def served_at(name, domain, kind):
    """The host of a server: the grader's is the hub's own, all others are at the other one."""
    return STUDENTS_HOST if kind == "user" and name != GRADER else domain


c.JupyterHub.subdomain_hook = served_at

# Whoever has left the course is out, with all rights, when the hub starts again.
c.Authenticator.blocked_users = set(value("custom.removed", []))


def nobody_as_the_grader(authenticator, handler, authentication):
    """After the login has said who it is. A blocked account would do, but loses its rights and its running server."""
    if authentication["name"] == GRADER:
        raise HTTPError(403, "This account may not come in: open the grader's server with your own.")
    return authentication


c.Authenticator.post_auth_hook = nobody_as_the_grader


def uid_of(name, number):
    """The number that files of this account belong to: one for each, so that none reads another's hand-in."""
    uid = GRADER_UID if name == GRADER else STUDENT_UID + number
    if uid > 65535:
        raise ValueError(
            f"account number {number} is beyond the {65535 - STUDENT_UID} that this hub can tell apart"
        )
    return uid


def accounts(spawner):
    """Lines for the system's list of accounts: the student's own; for the grader, everybody's."""
    from jupyterhub.orm import User

    users = [spawner.user]
    if spawner.user.name == GRADER:
        users = sorted(spawner.db.query(User), key=lambda user: user.id)
    lines = []
    for user in users:
        uid = uid_of(user.name, user.id)
        if any(letter in user.name for letter in ":\n/"):
            raise ValueError("an account's name may not hold a colon, a slash or a line's end")
        lines.append(f"{user.name}:x:{uid}:{uid}::{HOME}:/bin/sh\n")
    return "".join(lines)


def listed(things):
    """Volumes and mounts as a list; newer charts name them in a dictionary."""
    return list(things.values()) if isinstance(things, dict) else list(things)


def prepare(spawner):
    """Before a server starts: its number, its folders and, for the grader, its walls and the course."""
    grader = spawner.user.name == GRADER
    uid = uid_of(spawner.user.name, spawner.user.id)
    spawner.uid = spawner.gid = uid
    # Never a group for volumes: giving the exchange to a group would open what was handed in to all its members.
    spawner.fs_gid = None
    # The image knows no account of this number, and without HOME its programs would take / for it.
    spawner.environment = {**spawner.environment, "HOME": HOME, "SHOPFLOOR_ACCOUNTS": accounts(spawner)}
    spawner.notebook_dir = HOME
    home = next(mount for mount in listed(spawner.volume_mounts) if mount["mountPath"] == HOME)
    spawner.init_containers = [
        {
            "name": "own-home",
            "image": spawner.image,
            "command": ["chown", f"{uid}:{uid}", HOME],
            "securityContext": {
                "runAsUser": 0,
                "allowPrivilegeEscalation": False,
                "capabilities": {"drop": ["ALL"], "add": ["CHOWN"]},
            },
            "volumeMounts": [home],
        }
    ]
    if not grader:
        return
    spawner.image = value("custom.graderImage")
    spawner.init_containers[0]["image"] = spawner.image
    spawner.mem_limit, spawner.cpu_limit = "8G", 4
    spawner.notebook_dir = "/course/instructor"
    spawner.environment["PGHOST"] = value("custom.databaseHost", "")
    spawner.environment["PGPASSWORD"] = {
        "valueFrom": {"secretKeyRef": {"name": "gradebook-database", "key": "password", "optional": True}}
    }
    spawner.volumes = [
        *(volume for volume in listed(spawner.volumes) if volume["name"] != "course"),
        {"name": "course", "persistentVolumeClaim": {"claimName": "course"}},
    ]
    spawner.volume_mounts = [
        *(mount for mount in listed(spawner.volume_mounts) if mount["name"] != "course"),
        {"name": "course", "mountPath": "/course/instructor"},
    ]
    # The network of the grading cluster: its scheduler and the gradebook's database.
    spawner.extra_labels = {**spawner.extra_labels, "shopfloor": "grading"}
    # What bubblewrap needs, as in grading/workers.yaml.
    spawner.extra_pod_config = {**spawner.extra_pod_config, "hostUsers": False}
    spawner.container_security_context = {
        **spawner.container_security_context,
        "procMount": "Unmasked",
        "seccompProfile": {"type": "Unconfined"},
        "appArmorProfile": {"type": "Unconfined"},
    }


c.Spawner.pre_spawn_hook = prepare

# Half a secret is a mistake to be told, and no wish for another login.
if any(name.startswith("LTI_") and given.strip() for name, given in os.environ.items()):
    # Launch from the college's learning platform (../lti.md); every value comes from the secret shopfloor-lti
    # (values.yaml). The module is beside the chart's own configuration: values.yaml, hub.extraFiles.
    from lti_config import launch

    launch(c, os.environ, instructors=INSTRUCTORS)
elif value("hub.config.JupyterHub.authenticator_class", "dummy") == "dummy":
    raise SystemExit(
        "values.yaml names no login, and the chart's default lets anybody in with any password: make the secret "
        "shopfloor-lti, or set hub.config.JupyterHub.authenticator_class"
    )
