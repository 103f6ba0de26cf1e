"""Grading on Kubernetes: each object fits its schema, they fit one another, and nobody gets more than needed."""

import json
import re
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from jsonschema.validators import validator_for

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "instructor" / "hub" / "kubernetes"
SCHEMAS = Path(__file__).parent / "schemas"
OBJECTS = [
    pytest.param(file, doc, id=f"{file.stem}-{doc['kind']}-{doc['metadata']['name']}")
    for file in sorted([FOLDER / "namespace.yaml", FOLDER / "files.yaml", *FOLDER.glob("grading/*.yaml")])
    for doc in yaml.safe_load_all(file.read_text(encoding="utf-8"))
]
CORE = json.loads((SCHEMAS / "kubernetes.json").read_text(encoding="utf-8"))
DASK = json.loads((SCHEMAS / "dask_operator.json").read_text(encoding="utf-8"))
VALUES = yaml.safe_load((FOLDER / "values.yaml").read_text(encoding="utf-8"))


def complaints(schema, thing):
    return [
        f"{error.json_path}: {error.message}" for error in validator_for(schema)(schema).iter_errors(thing)
    ]


def core(kind):
    return {"$ref": f"#/$defs/{CORE['kinds'][kind]}", "$defs": CORE["$defs"]}


def strict(schema):
    """A field that a definition does not name is an error, as with kubectl's strict check."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    if isinstance(made.get("properties"), dict) and not made.get("x-kubernetes-preserve-unknown-fields"):
        made.setdefault("additionalProperties", False)
    return made


def operator(kind):
    # Only below spec: what every object has (apiVersion, kind, metadata) is not in the operator's own definition.
    return strict(DASK[kind]["properties"]["spec"])


def one(kind, name):
    (found,) = [
        doc.values[1]
        for doc in OBJECTS
        if (doc.values[1]["kind"], doc.values[1]["metadata"]["name"]) == (kind, name)
    ]
    return deepcopy(found)


def pods():
    cluster = one("DaskCluster", "grading")["spec"]
    return {
        "scheduler": cluster["scheduler"],
        "worker": one("Deployment", "grading-workers")["spec"]["template"],
        "job": one("Job", "grade-a05")["spec"]["template"],
        "make-ready": one("Job", "make-ready")["spec"]["template"],
    }


@pytest.mark.parametrize(("file", "thing"), OBJECTS)
def test_every_object_fits_its_schema(file, thing):
    if thing["apiVersion"] == "kubernetes.dask.org/v1":
        assert set(thing) == {"apiVersion", "kind", "metadata", "spec"}
        assert complaints(operator(thing["kind"]), thing["spec"]) == []
    else:
        assert complaints(core(thing["kind"]), thing) == []
    if thing["kind"] != "Namespace":
        assert thing["metadata"]["namespace"] == one("Namespace", "shopfloor")["metadata"]["name"]


@pytest.mark.parametrize("name", ["scheduler", "worker", "job", "make-ready"])
def test_every_pod_fits_the_newer_schema_of_pods_too(name):
    assert complaints(core("PodSpec"), pods()[name]["spec"]) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["worker", "replicas"], "two"),
        (["scheduler", "spec", "hostNetworks"], False),
        (["scheduler", "spec", "containers", 0, "securityContext", "capability"], {}),
        (["scheduler", "spec", "containers", 0, "resources", "limit"], {"cpu": "2"}),
        # Why the workers are a Deployment: the operator's definition does not know what a sandbox needs, and
        # Kubernetes drops what a definition does not know. If this fails, a newer operator can have them.
        (["worker", "spec", "hostUsers"], False),
        (["worker", "spec", "securityContext"], {"appArmorProfile": {"type": "Unconfined"}}),
        (["scheduler", "service", "ports", 0, "port"], "8786/tcp"),
        (["scheduler", "spec", "containers", 0, "args"], "dask scheduler"),
        (["workers"], {}),
    ],
)
def test_the_operators_schema_finds_slips(path, value):
    spec = one("DaskCluster", "grading")["spec"]
    place = spec
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert complaints(operator("DaskCluster"), spec)


# What a grading pod may do, and what it may not.


@pytest.mark.parametrize("name", ["scheduler", "worker", "job", "make-ready"])
def test_no_pod_has_rights_in_the_cluster_or_without_end(name):
    spec = pods()[name]["spec"]
    assert spec["automountServiceAccountToken"] is False
    assert "serviceAccountName" not in spec and not any(
        spec.get(f"host{what}") for what in ("Network", "PID", "IPC")
    )
    for container in spec["containers"]:
        rights = container["securityContext"]
        assert rights["allowPrivilegeEscalation"] is False and rights["readOnlyRootFilesystem"] is True
        assert rights["capabilities"]["drop"] == ["ALL"] and not rights.get("privileged")
        assert set(container["resources"]["limits"]) >= {"cpu", "memory"}
    assert not [volume for volume in spec.get("volumes", []) if "hostPath" in volume]


@pytest.mark.parametrize("name", ["worker", "job"])
def test_a_grading_pod_can_build_walls_and_is_nobody_on_its_node(name):
    spec = pods()[name]["spec"]
    (container,) = spec["containers"]
    assert spec["hostUsers"] is False, "without a user namespace, Kubernetes refuses procMount: Unmasked"
    assert container["securityContext"]["procMount"] == "Unmasked"
    assert "add" not in container["securityContext"]["capabilities"]
    who = spec["securityContext"]
    assert who["runAsNonRoot"] is True and who["runAsUser"] == who["runAsGroup"] == 2000
    assert who["seccompProfile"] == who["appArmorProfile"] == {"type": "Unconfined"}
    assert "fsGroup" not in who
    assert "/tmp" in [mount["mountPath"] for mount in container["volumeMounts"]]
    assert {"name": "HOME", "value": "/tmp"} in container["env"]


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")
def test_those_rights_are_enough_for_the_sandbox():
    """A user namespace with one ordinary user, no capability and none to be had: as in the pod."""
    words = ["unshare", "--user", "--map-user=2000", "--map-group=2000"]
    words += ["setpriv", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--"]
    asked = (
        "import os; from shopfloor.grading.sandbox import bubble; print(os.getuid(), repr(bubble.missing()))"
    )
    done = subprocess.run([*words, sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "2000 ''", done.stderr


def test_the_parts_of_the_cluster_find_each_other():
    cluster, workers, scaler = (
        one("DaskCluster", "grading"),
        one("Deployment", "grading-workers"),
        one("HorizontalPodAutoscaler", "grading-workers"),
    )
    scheduler, worker, job = cluster["spec"]["scheduler"], pods()["worker"], pods()["job"]
    name = cluster["metadata"]["name"]
    assert scheduler["service"]["selector"] == {
        "dask.org/cluster-name": name,
        "dask.org/component": "scheduler",
    }
    named = {port["name"]: port["containerPort"] for port in scheduler["spec"]["containers"][0]["ports"]}
    served = {port["name"]: port["port"] for port in scheduler["service"]["ports"]}
    assert named == served == {"tcp-comm": 8786, "http-dashboard": 8787}
    address = f"tcp://{name}-scheduler:{served['tcp-comm']}"
    command = job["spec"]["containers"][0]["command"]
    assert command[command.index("--cluster") + 1] == address
    assert worker["spec"]["containers"][0]["args"][:3] == ["dask", "worker", address]
    assert cluster["spec"]["worker"]["replicas"] == 0
    assert workers["spec"]["selector"]["matchLabels"].items() <= worker["metadata"]["labels"].items()
    assert scaler["spec"]["scaleTargetRef"]["name"] == workers["metadata"]["name"]
    assert scaler["spec"]["minReplicas"] == workers["spec"]["replicas"] < scaler["spec"]["maxReplicas"]
    assert {"name": "DASK_DISTRIBUTED__WORKER__DAEMON", "value": "False"} in worker["spec"]["containers"][0][
        "env"
    ]
    images = {container["image"] for pod in pods().values() for container in pod["spec"]["containers"]}
    assert images == {VALUES["custom"]["graderImage"]}


def test_worker_and_command_see_the_course_at_the_same_place():
    places = [
        [
            mount
            for mount in pods()[name]["spec"]["containers"][0]["volumeMounts"]
            if mount["name"] == "course"
        ]
        for name in ("worker", "job")
    ]
    assert places[0] == places[1] == [{"name": "course", "mountPath": "/course/instructor"}]


def test_the_command_is_one_that_there_is():
    from typer.main import get_command

    from shopfloor.cli.app import app

    program, name, assignment, *options = pods()["job"]["spec"]["containers"][0]["command"]
    assert program == "shopfloor" and (ROOT / "assignments" / assignment).is_dir()
    given = get_command(app).commands[name].make_context(name, [assignment, *options]).params
    assert given["cluster"] == "tcp://grading-scheduler:8786" and "/course" in {
        str(value) for value in given.values()
    }


def test_every_claim_is_there_and_shared():
    asked = {
        volume["persistentVolumeClaim"]["claimName"]
        for pod in pods().values()
        for volume in pod["spec"].get("volumes", [])
        if "persistentVolumeClaim" in volume
    } | {
        volume["persistentVolumeClaim"]["claimName"]
        for volume in VALUES["singleuser"]["storage"]["extraVolumes"]
    }
    assert asked == {"course", "exchange"}
    for claim in asked:
        spec = one("PersistentVolumeClaim", claim)["spec"]
        assert spec["accessModes"] == ["ReadWriteMany"] and spec["storageClassName"] == "course-files"


def test_the_grading_cluster_reaches_itself_names_and_the_database_only():
    spec = one("NetworkPolicy", "cluster")["spec"]
    label = {"shopfloor": "grading"}
    assert spec["podSelector"]["matchLabels"] == label and spec["policyTypes"] == ["Ingress", "Egress"]
    for name in ("scheduler", "worker", "job"):
        assert pods()[name]["metadata"]["labels"].items() >= label.items()
    itself = {"podSelector": {"matchLabels": label}}

    def rules(way, end):
        return [
            (
                peer
                if peer == itself
                else peer["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"]
            )
            if set(peer) <= {"podSelector", "namespaceSelector"}
            else pytest.fail(f"{peer}")
            for rule in spec[way]
            for peer in rule[end]
        ]

    assert rules("ingress", "from") == [itself, "dask-operator"]
    assert rules("egress", "to") == [itself, "kube-system", "shopfloor-database"]
    ports = [[port["port"] for port in rule.get("ports", [])] for rule in spec["ingress"] + spec["egress"]]
    assert ports == [[], [8786, 8787], [], [53, 53], [5432]]


def test_no_pod_is_given_a_key_in_words():
    for pod in pods().values():
        for variable in pod["spec"]["containers"][0].get("env", []):
            if re.search("PASSWORD|SECRET|TOKEN|KEY", variable["name"]):
                assert set(variable) == {"name", "valueFrom"}, variable
