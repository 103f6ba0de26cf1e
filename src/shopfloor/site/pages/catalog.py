"""The data catalogue for readers: every table, its columns, units and sources, from datapackage.json."""

import csv
import json
import re
from dataclasses import dataclass

GROUPS = {
    "careers": "Careers and pay",
    "flow": "Flow",
    "learning": "Learning",
    "line": "Assembly lines",
    "motion": "Motion study",
    "oee": "Machines and OEE",
    "plant": "The capstone's plant",
    "quality": "Quality",
    "start": "Start here",
    "timestudy": "Time study",
    "valuestream": "Value stream",
    "waste": "Waste and 5S",
    "worksampling": "Work sampling",
}
_TYPES = {
    "integer": "whole number",
    "string": "text",
    "boolean": "True or False",
    "datetime": "date and time",
}
_ADDRESS = re.compile(r"https?://[^\s,;)]+")


@dataclass(frozen=True)
class Table:
    """One table as the page shows it."""

    name: str
    anchor: str
    title: str
    about: str
    real: bool
    dirt: str
    sources: tuple
    licenses: tuple
    fields: tuple
    rows: int | None
    path: str


def groups(datasets):
    """{folder: (its title, its tables in the order of their names)} of a folder of datasets."""
    package = json.loads((datasets / "datapackage.json").read_text(encoding="utf-8"))
    found = {}
    for resource in sorted(package["resources"], key=lambda one: one["name"]):
        folder = resource["name"].partition("/")[0]
        title = GROUPS.get(folder, folder.replace("_", " ").capitalize())
        found.setdefault(folder, (title, []))[1].append(_table(resource, datasets))
    return found


def _table(resource, datasets):
    path = datasets / resource["path"]
    return Table(
        name=resource["name"],
        anchor=re.sub(r"[^a-z0-9]+", "-", resource["name"].lower()),
        title=resource["title"],
        about=resource["description"],
        real=resource["origin"] == "real",
        dirt=resource.get("intended_dirt", ""),
        sources=tuple(map(_parts, resource["sources"])),
        licenses=tuple(map(_parts, resource["licenses"])),
        fields=tuple(map(_field, resource.get("schema", {}).get("fields", ()))),
        rows=_rows(path) if path.suffix == ".csv" else None,
        path=resource["path"],
    )


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for row in csv.reader(file) if row) - 1


def _parts(source):
    """A source's words and its address, where it has one that leads somewhere."""
    address = source.get("path", "")
    return source["title"], address if _ADDRESS.fullmatch(address) else ""


def _field(field):
    limits = field.get("constraints", {})
    values = [str(value) for value in limits.get("enum", ())]
    return {
        "name": field["name"],
        "type": _TYPES.get(field["type"], field["type"]),
        "unit": field.get("unit", ""),
        "meaning": field["description"],
        "values": ", ".join(values) if len(values) <= 12 else "",
        "may_be_empty": not limits.get("required", False),
    }
