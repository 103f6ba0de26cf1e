"""Hand-ins with wrong answers that try to be marked right: from inside their own kernel, and by what they bring along.

Every answer handed in is wrong, so whatever they do, nothing may be earned; or every answer is right, so whatever
they break, nothing is lost.
"""

import json
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from shopfloor.grading.base import grade_id
from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.handed_in import MIME
from shopfloor.grading.run import grade

ASSIGNMENT = "a05_stopwatch_study"

# Code that runs before wrong answers.
FROM_INSIDE = {
    "own-comparison": """
import builtins, math, operator
import numpy as np
math.isclose = np.isclose = np.allclose = operator.eq = lambda *a, **k: True
builtins.abs = builtins.round = lambda *a: 0
""",
    "own-marking": """
import sys
import shopfloor.teaching.compare as compare
from shopfloor.teaching.compare.verdict import Verdict
right = lambda self, value, reveal=True: Verdict("right", "Right", credit=1.0)
for kind in (compare.Number, compare.Rows): kind.judge = kind._judge = right
""",
    "own-displays": """
shell = get_ipython()
publish = shell.display_pub.publish
def publish_points(data, metadata=None, **kwargs):
    publish(data, metadata, **kwargs)
    shell.displayhook.session.send(None, "execute_result",
        {"data": {"text/plain": "4.0"}, "metadata": {}, "execution_count": 1})
shell.display_pub.publish = publish_points
""",
    "own-transformer": """
import ast
class More(ast.NodeTransformer):
    def visit_Call(self, node):
        if getattr(node.func, "id", "") == "hand_in":
            return ast.copy_location(ast.Constant(100.0), node)
        return self.generic_visit(node)
get_ipython().ast_transformers.append(More())
""",
    "own-hand-in": """
import shopfloor, shopfloor.teaching.hand_in as module
shopfloor.hand_in = module.hand_in = module.publish = lambda *a: 100.0
def hand_in(*_): return 100.0
get_ipython().user_ns_hidden["hand_in"] = hand_in
get_ipython().events.register("pre_run_cell", lambda *_: get_ipython().user_ns.update(hand_in=hand_in))
""",
    "late": """
import threading, time
from IPython.display import publish_display_data
def later():
    for _ in range(200):
        time.sleep(0.01)
        for id in ("a05_element_c", "a05_average_b", "a05_cycle"):
            publish_display_data({MIME: {"v": 1, "id": id, "value": 0.2}, "text/plain": "late"})
threading.Thread(target=later, daemon=True).start()
""".replace("MIME", repr(MIME)),
    "not-a-number": """
from IPython.display import publish_display_data
def say(id, value): publish_display_data({MIME: {"v": 1, "id": id, "value": value}, "text/plain": "x"})
def hand_in(id, value): say(id, float("nan") if "c" in id[-2:] else float("inf"))
get_ipython().events.register("pre_run_cell", lambda *_: get_ipython().user_ns.update(hand_in=hand_in))
""".replace("MIME", repr(MIME)),
    "afterwards": """
from IPython.display import publish_display_data
def hand_in(id, value):
    publish_display_data({MIME: {"v": 1, "id": id, "value": value}, "text/plain": "x"}, transient={"display_id": id})
    publish_display_data({"text/plain": "4.0"}, transient={"display_id": id}, update=True)
get_ipython().events.register("pre_run_cell", lambda *_: get_ipython().user_ns.update(hand_in=hand_in))
""".replace("MIME", repr(MIME)),
    "deep": """
from IPython.display import publish_display_data
deep = 1.0
for _ in range(800): deep = [deep]
def hand_in(id, value): publish_display_data({MIME: {"v": 1, "id": id, "value": deep}, "text/plain": "x"})
get_ipython().events.register("pre_run_cell", lambda *_: get_ipython().user_ns.update(hand_in=hand_in))
""".replace("MIME", repr(MIME)),
    "digits": """
import sys
from IPython.display import publish_display_data
sys.set_int_max_str_digits(0)
def hand_in(id, value): publish_display_data({MIME: {"v": 1, "id": id, "value": 10**9000}, "text/plain": "x"})
get_ipython().events.register("pre_run_cell", lambda *_: get_ipython().user_ns.update(hand_in=hand_in))
""".replace("MIME", repr(MIME)),
}
WRONG = {
    "a05_element_c": 4.9,
    "a05_spoiled": [59, 60],
    "a05_foreign": [57, 58],
    "a05_average_b": 4.9,
    "a05_cycle": 4.9,
}


@pytest.fixture(scope="module")
def attacked(template, right, put, released, tmp_path_factory):
    folder = tmp_path_factory.mktemp("scores")
    shutil.copytree(template, folder / "course")
    root = folder / "course" / "instructor"
    put(root, "wrong", fill_in(released, "wrong", WRONG))
    for name, code in FROM_INSIDE.items():
        nb = fill_in(released, name, WRONG)
        first = next(
            place for place, cell in enumerate(nb.cells) if (grade_id(cell) or "").endswith("_answer")
        )
        nb.cells.insert(first, new_code_cell(code))
        put(root, name, nb)
    # Another course's code beside the notebook would give another student's data.
    put(root, "own-course", fill_in(released, "own-course", right("own-course")))
    beside = root / "submitted" / "own-course" / ASSIGNMENT / "course.json"
    beside.write_text(json.dumps({"course": "another"}))
    # The answers of somebody else, under one's own name in the folder: marked on the data they were made with.
    nb = fill_in(released, "own-points", WRONG)
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.update(points=1000, locked=False, checksum="0")
    nb.metadata["celltoolbar"] = "Create Assignment"
    put(root, "own-points", nb)
    put(root, "huge", _huge(released, right))
    return root, {result.student: result for result in grade(root, ASSIGNMENT, workers=2)}


def _huge(released, right):
    nb = fill_in(released, "huge", right("huge"))
    text = nbformat.writes(nb)
    padding = ", ".join(['"' + "x" * 999_000 + '"'] * 200)
    return text.replace('"cells": [', '"padding": [' + padding + '],\n"cells": [', 1).encode()


@pytest.mark.parametrize("name", ["wrong", *FROM_INSIDE, "own-points"])
def test_attack_from_inside_earns_nothing(attacked, name):
    _, results = attacked
    assert (results[name].status, results[name].score) == ("graded", 0), results[name].error
    assert results[name].most == 20


def test_attack_with_a_course_code_of_ones_own_changes_nothing(attacked):
    assert attacked[1]["own-course"].score == 16


def test_attack_with_a_notebook_of_200_megabytes_is_named_and_costs_no_memory(attacked):
    result = attacked[1]["huge"]
    assert result.status == "failed"
    assert "MB are not read" in result.error and "Clear Outputs" in result.error


def test_no_output_of_an_attack_poses_as_points(attacked):
    root, _ = attacked
    for name in FROM_INSIDE:
        path = root / "autograded" / name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        for cell in nbformat.read(path, 4).cells:
            if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade"):
                assert [output.data["text/plain"] for output in cell.outputs] == ["0.0"], name
