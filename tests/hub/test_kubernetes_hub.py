"""The hub on Kubernetes: its values fit the chart, its configuration runs in a real JupyterHub."""

import json
import os
import re
import sys
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from jsonschema.validators import validator_for
from tornado.web import HTTPError
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "instructor" / "hub" / "kubernetes"
SCHEMAS = Path(__file__).parent / "schemas"
CORE = json.loads((SCHEMAS / "kubernetes.json").read_text(encoding="utf-8"))
CHART = yaml.safe_load((SCHEMAS / "chart.yaml").read_text(encoding="utf-8"))
VALUES = yaml.safe_load((FOLDER / "values.yaml").read_text(encoding="utf-8"))
GRADER = "grader-shopfloor"


def complaints(schema, thing):
    return [
        f"{error.json_path}: {error.message}" for error in validator_for(schema)(schema).iter_errors(thing)
    ]


def core(kind):
    return {"$ref": f"#/$defs/{CORE['kinds'][kind]}", "$defs": CORE["$defs"]}


# What the chart's schema asks for and the chart's own values give, so that values.yaml need not (chart 4.1.0). The two
# of singleuser are there to be taken away.
GIVEN = {
    "imagePullSecrets": [],
    "hub": {"baseUrl": "/"},
    "singleuser": {"fsGid": 100, "serviceAccountName": None},
    "scheduling": {"userScheduler": {"plugins": {}, "pluginConfig": [], "logLevel": 4}},
    "ingress": {"enabled": False},
    "debug": {"enabled": False},
    "rbac": {"create": True},
    "global": {"safeToShowValues": False},
}


def over(given, values):
    """Values over others as helm lays them: dictionaries are joined, lists replaced, and null takes a key away."""
    made = dict(given)
    for key, value in values.items():
        if value is None:
            made.pop(key, None)
        elif isinstance(value, dict) and isinstance(made.get(key), dict):
            made[key] = over(made[key], value)
        else:
            made[key] = value
    return made


def places(thing, path=()):
    """Every dictionary of the values, and every value that is none, by the keys that lead there."""
    yield path, thing
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield from places(value, (*path, key))


def put(values, path, value):
    """The values with another one at this place."""
    made = deepcopy(values)
    place = made
    for key in path[:-1]:
        place = place.setdefault(key, {})
    place[path[-1]] = value
    return made


# Where the chart takes anything: what is Kubernetes' own, or JupyterHub's, or for hub_config.py.
FREE = [("custom",), ("hub", "extraEnv"), ("hub", "resources")]
SETTINGS = [
    (path, value)
    for path, value in places(VALUES)
    if not any(path[: len(free)] == free for free in FREE)
    and not (path[:2] == ("hub", "config") and len(path) > 2)
]


def named(path):
    return ".".join(path) or "top"


def test_the_values_fit_the_chart():
    Draft7Validator.check_schema(CHART)
    assert complaints(CHART, over(GIVEN, VALUES)) == []
    storage = VALUES["singleuser"]["storage"]
    for volume in storage["extraVolumes"]:
        assert complaints(core("Volume"), volume) == []
    for mount in storage["extraVolumeMounts"]:
        assert complaints(core("VolumeMount"), mount) == []


def test_null_takes_the_charts_own_value_away():
    student = over(GIVEN, VALUES)["singleuser"]
    assert "fsGid" not in student and "serviceAccountName" not in student


def test_the_schema_is_closed_in_every_section():
    """A new line for a setting must not open what is around it. The chart itself leaves these three open."""
    open_ones = []

    def walk(schema, path):
        if isinstance(schema, dict):
            if (
                "properties" in schema
                and schema.get("additionalProperties") is not False
                and path[-1] != "if"
            ):
                open_ones.append(".".join(key for key in path if key != "properties"))
            for key, value in schema.items():
                walk(value, (*path, key))

    walk(CHART, ())
    assert open_ones == ["hub.services", "global"]


@pytest.mark.parametrize("key", [*GIVEN, "custom", "proxy", "prePuller", "cull"])
def test_what_the_chart_requires_has_to_be_there(key):
    values = over(GIVEN, VALUES)
    del values[key]
    wanted = [] if key == "scheduling" else [f"$: {key!r} is a required property"]
    assert complaints(CHART, values) == wanted


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=named(path)) for path, value in SETTINGS if isinstance(value, dict)]
)
def test_a_misspelled_setting_is_found_wherever_it_stands(path):
    found = complaints(CHART, put(over(GIVEN, VALUES), (*path, "mispelled"), {}))
    assert found and all("mispelled" in one for one in found)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=named(path))
        for path, value in SETTINGS
        # Lists of volumes may be dictionaries too.
        if not isinstance(value, dict) and path[-1] not in {"extraVolumes", "extraVolumeMounts"}
    ],
)
def test_a_setting_of_the_wrong_type_is_found_wherever_it_stands(path):
    (found,) = complaints(CHART, put(over(GIVEN, VALUES), path, {"wrong": 1}))
    assert found.startswith("$." + ".".join(path) + ":")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        # A key of another section.
        (["hub", "memory"], {"limit": "2G"}),
        (["hub", "extraLabels"], {}),
        (["singleuser", "https"], {}),
        (["singleuser", "resources"], {}),
        (["singleuser", "extraVolumes"], []),
        (["proxy", "config"], {}),
        (["proxy", "networkPolicy"], {}),
        (["cull", "hook"], {}),
        (["networkPolicy"], {}),
        (["extraFiles"], {}),
        # A value that there is not, or not there.
        (["singleuser", "memory", "limits"], "2G"),
        (["singleuser", "cpu", "limit"], "two"),
        (["singleuser", "storage", "type"], "shared"),
        (["singleuser", "storage", "extraVolumes"], "exchange"),
        (["singleuser", "image", "pullPolicy"], "Sometimes"),
        (["singleuser", "image", "tag"], 1),
        (["singleuser", "uid"], "1000"),
        (["singleuser", "networkPolicy", "egressAllowRules", "internet"], False),
        (["singleuser", "networkPolicy", "interNamespaceAccessLabels"], "allow"),
        (["hub", "extraFiles", "shopfloor", "data"], {}),
        (["hub", "config", "JupyterHub"], "ltiauthenticator"),
        (["hub", "config", "loadRoles"], {}),
        (["hub", "db", "type"], "postgresql"),
        (["hub", "labels", "course"], 1),
        (["hub", "revisionHistoryLimit"], -1),
        (["proxy", "https", "type"], "tls"),
        (["imagePullSecret"], {"create": True, "username": "shopfloor"}),
        (["scheduling", "userPods", "nodeAffinity", "matchNodePurpose"], "avoid"),
        (["prePuller", "extraImages", "grader"], {"name": "shopfloor-grader:1"}),
        (["cull", "timeout"], "1h"),
        (["httpRoute", "gateway", "section"], "https"),
    ],
    ids=lambda one: ".".join(one) if isinstance(one, list) else "",
)
def test_the_charts_schema_finds_slips(path, value):
    assert complaints(CHART, put(over(GIVEN, VALUES), path, value))


def test_a_students_server_has_limits_and_no_way_out():
    student = VALUES["singleuser"]
    assert (
        student["memory"]["limit"] == "2G"
        and student["cpu"]["limit"] == 2
        and student["storage"]["capacity"] == "2Gi"
    )
    assert student["allowPrivilegeEscalation"] is False and student["serviceAccountName"] is None
    policy = student["networkPolicy"]
    assert policy["enabled"] and not any(policy["egressAllowRules"].values())
    assert len(policy["egressAllowRules"]) == 3
    assert not policy.get("egress") and not policy.get("ingress")
    assert student["fsGid"] is None, "a group on the exchange would open what was handed in"
    assert VALUES["cull"] == {"enabled": True, "timeout": 3600, "every": 300}


def test_no_file_holds_a_key():
    for file in [*FOLDER.rglob("*.yaml"), *FOLDER.rglob("*.py"), *FOLDER.rglob("*.Containerfile")]:
        text = file.read_text(encoding="utf-8")
        assert "PRIVATE KEY" not in text and "kind: Secret" not in text, file
        assert not re.search(r"(?i)(password|secret|token|cookieSecret)\w*: *['\"]?[\w+/=-]{6,}", text), file
        assert not re.search(r"(?i)postgresql\S*://[^/\s]*:[^/\s]*@", text), file
    for name, variable in VALUES["hub"]["extraEnv"].items():
        assert variable["valueFrom"]["secretKeyRef"] == {
            "name": "shopfloor-lti",
            "key": name,
            "optional": True,
        }


class Spawner:
    """What the hook sees and sets of the chart's spawner, filled as the chart fills it."""

    def __init__(self, name, number, db=None):
        self.user = type("Account", (), {"name": name, "id": number})()
        self.db = db
        self.image = "shopfloor-student:1"
        self.mem_limit, self.cpu_limit = "2G", 2
        self.uid, self.gid, self.fs_gid = 1000, None, 100
        self.environment, self.extra_pod_config = {}, {}
        self.extra_labels = {"hub.jupyter.org/network-access-hub": "true"}
        self.container_security_context = {"allowPrivilegeEscalation": False}
        self.notebook_dir = ""
        self.volumes = [
            {"name": "volume-home", "persistentVolumeClaim": {"claimName": "claim-home"}},
            *deepcopy(VALUES["singleuser"]["storage"]["extraVolumes"]),
        ]
        self.volume_mounts = [
            {"name": "volume-home", "mountPath": VALUES["singleuser"]["storage"]["homeMountPath"]},
            *deepcopy(VALUES["singleuser"]["storage"]["extraVolumeMounts"]),
        ]

    def pod(self):
        return {
            "securityContext": {"runAsUser": self.uid, "runAsGroup": self.gid},
            "initContainers": self.init_containers,
            "containers": [
                {
                    "name": "notebook",
                    "image": self.image,
                    "securityContext": self.container_security_context,
                    "volumeMounts": self.volume_mounts,
                    "env": [
                        {"name": key, **(value if isinstance(value, dict) else {"value": value})}
                        for key, value in self.environment.items()
                    ],
                }
            ],
            "volumes": self.volumes,
            **self.extra_pod_config,
        }


# The chart's own role for its idle culler (there it belongs to that service, which is not started here).
CULLER = {"name": "jupyterhub-idle-culler", "scopes": ["list:users", "read:servers", "delete:servers"]}


def read(patch, values):
    """hub_config.py as the chart's jupyterhub_config.py runs it: after ``hub.config``, among that file's own names, where
    ``get_config`` is z2jh's and ``load_roles`` is begun."""

    def value(path, default=None):
        place = values
        for key in path.split("."):
            if key not in place:
                return default
            place = place[key]
        return place

    module = type(sys)("z2jh")
    module.get_config = value
    patch.setitem(sys.modules, "z2jh", module)
    c = Config()
    c.JupyterHub.load_roles = [deepcopy(CULLER)]
    for name, settings in values["hub"]["config"].items():
        c[name].update(settings)
    names = {"get_config": value, "c": c}
    exec(compile((FOLDER / "hub_config.py").read_text(encoding="utf-8"), "hub_config.py", "exec"), names)
    return names


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """hub_config.py in a real JupyterHub (its database in memory), with an instructor and two students."""
    import asyncio

    from jupyterhub import orm
    from jupyterhub.app import JupyterHub

    values = deepcopy(VALUES)
    values["custom"]["instructors"] = ["ada"]
    values["custom"]["removed"] = ["gone"]
    values["hub"]["config"]["JupyterHub"]["authenticator_class"] = "native"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LTI_CLIENT_ID", raising=False)
        names = read(patch, values)
        c = names["c"]
        patch.chdir(tmp_path_factory.mktemp("hub"))
        c.JupyterHub.db_url = "sqlite:///:memory:"
        c.JupyterHub.authenticator_class = "dummy"
        c.JupyterHub.cookie_secret = os.urandom(32)
        c.Authenticator.allow_all = True
        app = JupyterHub(config=c)

        async def begin():
            app.init_db()
            await app.init_role_creation()
            await app.init_users()
            await app.init_groups()
            for name in ("s1", "s2", "gone", "taught"):
                user = orm.User(name=name)
                app.db.add(user)
                app.db.commit()
                from jupyterhub.roles import assign_default_roles

                assign_default_roles(app.db, user)
            # As an earlier start left it, when values.yaml still named her.
            taught = app.db.query(orm.User).filter_by(name="taught").one()
            role = orm.Role.find(app.db, "formgrade-shopfloor")
            role.users.append(taught)
            app.db.commit()
            await app.init_role_assignment()
            await app.init_blocked_users()

        asyncio.run(begin())
        names["app"] = app
        yield names
        app.db.close()


def scopes(hub, name):
    from jupyterhub.orm import User
    from jupyterhub.scopes import get_scopes_for

    return get_scopes_for(hub["app"].db.query(User).filter_by(name=name).one())


def test_a_hub_without_a_login_does_not_start(monkeypatch):
    monkeypatch.delenv("LTI_CLIENT_ID", raising=False)
    values = deepcopy(VALUES)
    for login in (None, "dummy"):
        if login:
            values["hub"]["config"]["JupyterHub"]["authenticator_class"] = login
        with pytest.raises(SystemExit, match="anybody in with any password"):
            read(monkeypatch, values)


def test_the_launch_takes_everything_from_the_secret(monkeypatch):
    # Beside the chart's own configuration, as values.yaml mounts it; what it does is tested in test_launch.py.
    mounted = Path(VALUES["hub"]["extraFiles"]["launch"]["mountPath"])
    assert mounted.parent == Path("/usr/local/etc/jupyterhub")
    monkeypatch.syspath_prepend(str(FOLDER.parent))
    assert (FOLDER.parent / mounted.name).is_file()
    given = {name: f"https://lms.example.edu/{name.lower()}" for name in VALUES["hub"]["extraEnv"]}
    for name, address in given.items():
        monkeypatch.setenv(name, address)
    values = deepcopy(VALUES)
    values["custom"]["instructors"] = ["ada"]
    c = read(monkeypatch, values)["c"]
    login = c.JupyterHub.authenticator_class(config=c)
    assert login.client_id == {given.pop("LTI_CLIENT_ID")} and login.issuer == given.pop("LTI_ISSUER")
    assert login.authorize_url == given.pop("LTI_AUTHORIZE_URL")
    assert login.jwks_endpoint == given.pop("LTI_JWKS_URL")
    assert login.username_key == given.pop("LTI_USERNAME_KEY")
    assert login.deployments == {given.pop("LTI_DEPLOYMENT_ID")}
    assert login.instructors == {"ada"} and not given


def test_half_a_secret_is_said_and_no_other_login_taken(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER.parent))
    monkeypatch.setenv("LTI_ISSUER", "https://lms.example.edu")
    values = deepcopy(VALUES)
    values["hub"]["config"]["JupyterHub"]["authenticator_class"] = "native"
    with pytest.raises(SystemExit, match="lacks LTI_CLIENT_ID"):
        read(monkeypatch, values)


def test_only_those_who_teach_reach_the_graders_server(hub):
    assert f"access:servers!user={GRADER}" in scopes(hub, "ada")
    # The right to start it, as JupyterHub 5 (the chart's) and 6 call it.
    assert {f"{name}!user={GRADER}" for name in ("servers", "start:servers")} & scopes(hub, "ada")
    for student in ("s1", "s2", "taught"):
        assert f"access:servers!user={student}" in scopes(hub, student)
        assert not [scope for scope in scopes(hub, student) if not scope.endswith(f"!user={student}")]
    # No more than that server: not a student's, nothing of the hub's.
    assert not [scope for scope in scopes(hub, "ada") if scope.partition("!user=")[2] not in {"ada", GRADER}]


def test_students_servers_are_at_another_name_than_the_graders(hub):
    hosts = VALUES["proxy"]["https"]["hosts"]
    at = {name: hub["c"].JupyterHub.subdomain_hook(name, hosts[0], "user") for name in (GRADER, "s1", "ada")}
    assert at == {
        GRADER: "hub.example.edu",
        "s1": "students.hub.example.edu",
        "ada": "students.hub.example.edu",
    }
    assert sorted({*at.values()}) == sorted(hosts)
    assert VALUES["hub"]["config"]["JupyterHub"]["subdomain_host"] == f"https://{at[GRADER]}"
    assert "--host-routing" in VALUES["proxy"]["chp"]["extraCommandLineFlags"]


@pytest.mark.parametrize(
    ("host", "students"),
    [("https://hub.a.edu", ""), ("", "students.hub.a.edu"), ("https://hub.a.edu", "hub.a.edu")],
)
def test_one_name_for_all_does_not_start(monkeypatch, host, students):
    monkeypatch.delenv("LTI_CLIENT_ID", raising=False)
    values = deepcopy(VALUES)
    values["hub"]["config"]["JupyterHub"] |= {"authenticator_class": "native", "subdomain_host": host}
    values["custom"]["studentsHost"] = students
    with pytest.raises(SystemExit, match="two names of the hub"):
        read(monkeypatch, values)


def test_nobody_logs_in_as_the_grader_or_after_leaving(hub):
    import asyncio

    login = hub["app"].authenticator_class(config=hub["c"])

    def come_in(name):
        return asyncio.run(login.get_authenticated_user(None, {"username": name, "password": "x" * 12}))

    assert come_in("s1")["name"] == "s1" and come_in("ada")["name"] == "ada"
    for name in (GRADER, GRADER.upper()):
        with pytest.raises(HTTPError, match="may not come in"):
            come_in(name)
    assert come_in("gone") is None and not scopes(hub, "gone")


def test_the_graders_server_may_tell_the_hub_that_it_is_used(hub):
    """A blocked account may not, and its running server is stopped whenever the hub starts (JupyterHub 5.5 and 6)."""
    assert f"users:activity!user={GRADER}" in scopes(hub, GRADER)
    assert GRADER not in hub["app"].authenticator.blocked_users


def test_the_charts_own_role_and_its_settings_stay(monkeypatch):
    values = deepcopy(VALUES)
    values["hub"]["config"]["JupyterHub"]["authenticator_class"] = "native"
    monkeypatch.delenv("LTI_CLIENT_ID", raising=False)
    c = read(monkeypatch, values)["c"]
    assert [role["name"] for role in c.JupyterHub.load_roles] == [CULLER["name"], "formgrade-shopfloor"]
    assert c.JupyterHub.authenticator_class == "native" and c.JupyterHub.admin_access is False
    assert c.Authenticator.allow_all is True


def test_each_student_has_a_number_of_their_own_and_none_of_the_course(hub):
    made = {name: Spawner(name, number) for name, number in (("s1", 3), ("s2", 4))}
    for name, spawner in made.items():
        hub["prepare"](spawner)
        assert complaints(core("PodSpec"), spawner.pod()) == []
        assert spawner.uid == spawner.gid and spawner.fs_gid is None
        assert [mount["mountPath"] for mount in spawner.volume_mounts] == ["/home/student", "/srv/exchange"]
        assert spawner.environment == {
            "HOME": "/home/student",
            "SHOPFLOOR_ACCOUNTS": f"{name}:x:{spawner.uid}:{spawner.uid}::/home/student:/bin/sh\n",
        }
        assert spawner.notebook_dir == "/home/student" == VALUES["singleuser"]["storage"]["homeMountPath"]
        assert spawner.image == "shopfloor-student:1" and "hostUsers" not in spawner.extra_pod_config
        assert "shopfloor" not in spawner.extra_labels
        (own,) = spawner.init_containers
        assert own["command"] == ["chown", f"{spawner.uid}:{spawner.uid}", "/home/student"]
        assert [mount["name"] for mount in own["volumeMounts"]] == ["volume-home"]
        assert own["securityContext"]["capabilities"] == {"drop": ["ALL"], "add": ["CHOWN"]}
    assert made["s1"].uid != made["s2"].uid
    assert 2000 not in {spawner.uid for spawner in made.values()}


def test_the_grader_has_the_course_the_walls_and_everybodys_name(hub):
    from jupyterhub.orm import User

    db = hub["app"].db
    number = {user.name: user.id for user in db.query(User)}
    spawner = Spawner(GRADER, number[GRADER], db)
    hub["prepare"](spawner)
    hub["prepare"](spawner)  # a second start finds what the first one set
    pod = spawner.pod()
    assert complaints(core("PodSpec"), pod) == []
    assert spawner.uid == 2000  # as in grading/*.yaml
    assert spawner.environment["HOME"] == "/home/student" and spawner.notebook_dir == "/course/instructor"
    assert spawner.image == VALUES["custom"]["graderImage"] == pod["initContainers"][0]["image"]
    assert [mount["mountPath"] for mount in spawner.volume_mounts] == [
        "/home/student",
        "/srv/exchange",
        "/course/instructor",
    ]
    assert len({volume["name"] for volume in spawner.volumes}) == len(spawner.volumes) == 3
    assert spawner.extra_labels == {"hub.jupyter.org/network-access-hub": "true", "shopfloor": "grading"}
    rights = spawner.container_security_context
    assert pod["hostUsers"] is False and rights["procMount"] == "Unmasked"
    assert rights["seccompProfile"] == rights["appArmorProfile"] == {"type": "Unconfined"}
    assert rights["allowPrivilegeEscalation"] is False
    lines = spawner.environment["SHOPFLOOR_ACCOUNTS"].splitlines()
    uids = {line.split(":")[0]: int(line.split(":")[2]) for line in lines}
    for student in ("s1", "s2"):
        theirs = Spawner(student, number[student])
        hub["prepare"](theirs)
        assert uids[student] == theirs.uid
    assert uids[GRADER] == 2000 and len(set(uids.values())) == len(uids) == 6


def test_the_hook_takes_volumes_by_name_too(hub):
    spawner = Spawner("s1", 3)
    named = Spawner("s1", 3)
    named.volumes = {f"{place:03}": volume for place, volume in enumerate(named.volumes)}
    named.volume_mounts = {f"{place:03}": mount for place, mount in enumerate(named.volume_mounts)}
    hub["prepare"](spawner)
    hub["prepare"](named)
    assert named.init_containers == spawner.init_containers
    grader = Spawner(GRADER, 2, hub["app"].db)
    grader.volumes = named.volumes
    grader.volume_mounts = named.volume_mounts
    hub["prepare"](grader)
    assert [mount["name"] for mount in grader.volume_mounts] == ["volume-home", "exchange", "course"]
    assert len(grader.volumes) == 3


def test_a_name_or_number_that_would_make_somebody_else_is_refused(hub):
    with pytest.raises(ValueError, match="colon"):
        hub["prepare"](Spawner("s1:x:0:0", 3))
    for name in ("s1/s2", "s1\nroot:x:0:0::/:/bin/sh"):
        with pytest.raises(ValueError, match="slash or a line's end"):
            hub["prepare"](Spawner(name, 3))
    with pytest.raises(ValueError, match="tell apart"):
        hub["prepare"](Spawner("s1", 50_000))
    # The last number of a user namespace, and the first that there is not.
    assert hub["uid_of"]("s1", 45_535) == 65_535
    with pytest.raises(ValueError, match="tell apart"):
        hub["uid_of"]("s1", 45_536)


def test_what_the_values_set_for_every_server_stays(hub):
    for name, number in (("s1", 3), (GRADER, 2)):
        spawner = Spawner(name, number, hub["app"].db)
        spawner.environment = {"TZ": "Europe/Lisbon"}
        spawner.extra_pod_config = {"priorityClassName": "teaching"}
        hub["prepare"](spawner)
        assert spawner.environment["TZ"] == "Europe/Lisbon"
        assert spawner.extra_pod_config["priorityClassName"] == "teaching"


def test_the_grader_starts_where_the_gradebook_is_a_file(hub):
    """Without a database there is no secret with its password, and Kubernetes starts no server that needs one."""
    spawner = Spawner(GRADER, 2, hub["app"].db)
    hub["prepare"](spawner)
    secret = spawner.environment["PGPASSWORD"]["valueFrom"]["secretKeyRef"]
    assert secret == {"name": "gradebook-database", "key": "password", "optional": True}


def test_the_charts_file_is_the_one_that_the_readme_hands_over():
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "--set-file hub.extraFiles.shopfloor.stringData=hub_config.py" in page
    assert "--set-file hub.extraFiles.launch.stringData=../lti_config.py" in page
    assert VALUES["hub"]["extraFiles"]["shopfloor"]["mountPath"].endswith("jupyterhub_config.d/shopfloor.py")
    assert VALUES["custom"]["course"] == "shopfloor"
    for name in re.findall(r"`((?:grading|images)/[\w.]+|[\w]+\.(?:yaml|py))`", page):
        assert (FOLDER / name).is_file(), name
