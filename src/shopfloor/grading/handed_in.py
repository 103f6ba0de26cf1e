"""The value that a graded cell handed in: taken out of its outputs, and its form judged before a key sees it.

Everything here was written by a student's program, so nothing about it is believed: a value counts only as
the single ``display_data`` of its own graded cell, under that cell's id, finite, of bounded size and depth.
"""

import json
import math

from nbformat import ValidationError, validate
from nbformat.v4 import new_output

MIME = "application/vnd.shopfloor.handin+json"
VERSION = 1
MOST_CHARACTERS = 100_000
MOST_DEPTH = 8
NOT_MARKED = "0.0"
_AROUND = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
_CELL = {"cell_type": "code", "id": "one", "metadata": {}, "source": "", "execution_count": None}


def keepable(output):
    """True if the output is valid in a notebook and can be written as UTF-8 text."""
    try:
        # In the smallest notebook around it: nbformat checks whole notebooks eight times as fast as one output.
        validate(_AROUND | {"cells": [_CELL | {"outputs": [output]}]}, version=4, version_minor=5)
        json.dumps(output, ensure_ascii=False).encode("utf-8")
    except (ValidationError, ValueError, TypeError, RecursionError):
        return False
    return True


def payloads(cell):
    """Whatever the cell put out as handed-in values, in order, unjudged."""
    return [
        output["data"][MIME]
        for output in cell.get("outputs", [])
        if output.get("output_type") == "display_data" and MIME in (output.get("data") or {})
    ]


def without_values(cell):
    """Take handed-in values out of the outputs of a cell where they mean nothing."""
    kept = []
    for output in cell.outputs:
        data = output.get("data")
        if data and data.pop(MIME, None) is not None and not data:
            continue
        kept.append(output)
    cell.outputs = kept


def seal(cell, words="This part has not been marked."):
    """Leave one result of 0.0 as the cell's only output: what stands if no later step marks it."""
    data = {"text/plain": NOT_MARKED, "text/html": f"<p>{words}</p>"}
    cell.outputs = [new_output("execute_result", data, execution_count=cell.get("execution_count"))]


def depth(value, most=MOST_DEPTH):
    """How deeply lists and tables are nested; stops counting just beyond ``most`` (no recursion)."""
    level, row = 0, [value]
    while row and level <= most:
        inner = []
        for item in row:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        if not any(isinstance(item, (dict, list)) for item in row):
            return level
        level, row = level + 1, inner
    return level


def finite(value):
    """True if no number in the value is NaN or infinite. The value is at most MOST_DEPTH deep."""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, dict):
        return all(finite(item) for item in value.values())
    if isinstance(value, list):
        return all(finite(item) for item in value)
    return True


def value_of(found, graded_id):
    """``(value, "")`` if exactly one usable value was handed in under the id, else ``(None, why not)``."""
    if not found:
        return None, "No value was handed in."
    if len(found) > 1:
        return None, f"{len(found)} values were handed in by one cell, and one is expected."
    payload = found[0]
    if not isinstance(payload, dict) or "value" not in payload:
        return None, "What was handed in is not a value."
    version = payload.get("v")
    if isinstance(version, bool) or version != VERSION:
        return None, "The value was handed in by another version of the course."
    if payload.get("id") != graded_id:
        return None, "The value was handed in under the id of another part."
    value = payload["value"]
    if depth(value) > MOST_DEPTH:
        return None, "The value is nested too deeply."
    try:
        if len(json.dumps(value)) > MOST_CHARACTERS:
            return None, "The value is too large."
    except (ValueError, TypeError):
        return None, "What was handed in is not a value."
    if not finite(value):
        return None, "The value is not a finite number."
    return value, ""
