"""The sandbox in ordinary use: the same outputs as a kernel, its files, its limits, and when it refuses."""

import os
import re
import signal
import sys

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.kernels import ExecuteAs
from shopfloor.grading.problem import Problem
from shopfloor.grading.run import grade
from shopfloor.grading.sandbox import bubble, visit

ASSIGNMENT = "a05_stopwatch_study"

# Every kind of output that a notebook can hold.
KINDS = [
    "1 + 1",
    "print('one')\nprint('two')",
    "import sys\nprint('out'); print('err', file=sys.stderr); print('out again')",
    "import pandas as pd\npd.DataFrame({'element': ['A', 'B'], 'time_min': [0.25, 0.5]})",
    "pd.Series([18.0, 19.0]).mean()",
    "'not shown';",
    "display('first', metadata={'a': 1})\n'second'",
    "shown = display('before', display_id='x')",
    "shown.update('after')",
    "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('left')",
    "1 / 0",
    "pd.DataFrame({'a': [1]})['b']",
    "if True print(1)",
    "raise SystemExit('enough')",
    "input('name? ')",
    "_ + 0, In[1], Out[1]",
    "import asyncio\nawait asyncio.sleep(0)\n'waited'",
    "%%time\npass",
    "!echo from the shell",
    "%who_ls",
    "import matplotlib.pyplot as plt\nfigure = plt.figure(figsize=(1, 1))",
    "%config InlineBackend.figure_formats",
    "from shopfloor import load\nload('careers/wages').head(2)",
    "from shopfloor import check, hand_in\ncheck('05.1', 'a')",
    "hand_in('a05_element_c', 0.5)",
    "import ipywidgets\nipywidgets.IntSlider(value=3)",
    "?len",
    "def f():\n    'A doc.'\n    raise ValueError('inside')\nf()",
    "import warnings\nwarnings.warn('careful')",
    "class Odd:\n    def __repr__(self): raise RuntimeError('no words')\nOdd()",
    "__name__, __file__ if '__file__' in globals() else 'no file'",
    "import os\nos.environ['NBGRADER_EXECUTION'], os.environ['SHOPFLOOR_STUDENT'], sorted(os.listdir('.'))[-1]",
]


def ran(folder, sandbox):
    nb = new_notebook(
        cells=[new_code_cell(code) for code in KINDS],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    resources = {"nbgrader": {"student": "ana", "assignment": ASSIGNMENT}, "metadata": {"path": str(folder)}}
    from nbgrader.utils import setenv

    with setenv(NBGRADER_EXECUTION="autograde"):
        ExecuteAs(sandbox=sandbox).preprocess(nb, resources)
    return [[plain(output) for output in cell.outputs] for cell in nb.cells]


def plain(output):
    """An output without what differs from run to run: addresses, times, ids, process numbers, places of files."""
    if output.get("ename") == "StdinNotImplementedError":
        output.traceback = []  # its last steps are the kernel's own
    text = re.sub(r"0x[0-9a-f]+", "0x", str(dict(output)).replace("\\r\\n", "\\n"))
    text = re.sub(r"\d[\d.e+]* (ns|\\xb5s|\u00b5s|\u03bcs|ms|s)\b", "T", text)
    text = re.sub(r"'(model_id|widget_type)': '[^']*'", "ID", text)
    return re.sub(r"ipykernel_\d+[\\/]+\d+\.py|IPython-input-\S+?(?=[\\'>:\s])|/\S*?/\S*?\.py", "FILE", text)


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox needs Linux")
def test_outputs_are_those_of_a_kernel(tmp_path):
    (tmp_path / "zz_own.csv").write_text("a\n1\n")
    walled, open_air = ran(tmp_path, True), ran(tmp_path, False)
    assert [len(outputs) for outputs in walled] == [len(outputs) for outputs in open_air]
    for code, here, there in zip(KINDS, walled, open_air, strict=True):
        assert here == there, code


def test_without_a_sandbox_grading_refuses_and_says_what_to_do(course, put, released, monkeypatch):
    from shopfloor.grading.fill_in import fill_in

    put(course, "ana", fill_in(released, "ana"))
    monkeypatch.setattr(bubble, "missing", lambda: "bubblewrap is not installed (apt install bubblewrap)")
    with pytest.raises(Problem, match="bubblewrap is not installed .* --no-sandbox"):
        grade(course, ASSIGNMENT)
    assert not (course / "autograded").exists()
    assert grade(course, ASSIGNMENT, sandbox=False)[0].status == "graded"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda patch: patch.setattr(bubble.sys, "platform", "darwin"), "needs Linux"),
        (lambda patch: patch.setattr(bubble.platform, "machine", lambda: "riscv64"), "no riscv64"),
        (
            lambda patch: patch.setattr(bubble.shutil, "which", lambda name: None),
            "bubblewrap is not installed",
        ),
        (
            lambda patch: patch.setattr(
                bubble.shutil, "which", lambda name: None if name == "setpriv" else f"/usr/bin/{name}"
            ),
            "setpriv is missing" if os.getuid() == 0 else "",
        ),
        (
            lambda patch: patch.setattr(bubble, "command", lambda *_: ["/bin/false"]),
            "no nested user namespaces",
        ),
    ],
)
def test_what_is_missing_is_named(monkeypatch, change, words):
    change(monkeypatch)
    assert words in bubble.missing.__wrapped__()


def test_on_this_machine_nothing_is_missing():
    assert bubble.missing() == ""


def test_a_warm_process_that_was_killed_is_started_again(tmp_path):
    with visit.Visit(tmp_path, {}) as room:
        assert room.run("1", 20, lambda *_: None)["status"] == "ok"
    process = visit.warm()._process
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with visit.Visit(tmp_path, {}) as room:
        assert room.run("1", 20, lambda *_: None)["status"] == "ok"


def test_a_sandbox_that_is_ended_costs_nobody_a_mark(course, put, released, right, monkeypatch):
    put(course, "ana", fill_in(released, "ana", right("ana")))
    run, cells = visit.Visit.run, []

    def until_the_fifth(self, *words):
        cells.append(words)
        if len(cells) == 5:
            visit.warm()._let_go()  # as when the process that leads is killed
            visit.warm()._process.wait()
        return run(self, *words)

    monkeypatch.setattr(visit.Visit, "run", until_the_fifth)
    (result,) = grade(course, ASSIGNMENT)
    assert result.status == "failed" and "the sandbox was ended while this was graded" in result.error
    monkeypatch.undo()
    (result,) = grade(course, ASSIGNMENT)
    assert result.status == "graded" and result.score == result.most - 4  # the part that a person reads


def test_a_notebook_that_hangs_up_on_its_own_keeps_what_it_handed_in_before(course, put, released, right):
    nb = fill_in(released, "bo", right("bo"))
    last = [place for place, cell in enumerate(nb.cells) if "hand_in(" in cell.source][2]
    nb.cells.insert(last, new_code_cell("import os\nos.closerange(3, 4096)"))
    put(course, "bo", nb)
    (result,) = grade(course, ASSIGNMENT)
    assert result.status == "graded" and 0 < result.score < result.most - 4


def test_each_room_is_empty_but_for_its_own_files(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "own.csv").write_text("a\n1\n")
    (tmp_path / "large.bin").write_bytes(b"x" * 1000)
    os.symlink("/etc/passwd", tmp_path / "link")
    archive, left_out = visit.packed(tmp_path, 500)
    assert left_out == ["large.bin"]
    assert b"own.csv" in archive and b"link" not in archive
    heard = []
    code = "import os\nprint(open('data/own.csv').read(), sorted(os.listdir('.')))\nopen('kept', 'w').close()\nx = 5"
    for _ in range(2):
        with visit.Visit(tmp_path, {}) as room:
            room.run(code, 20, lambda kind, content: heard.append(content))
            assert room.run("x", 20, lambda *_: None)["status"] == "ok"
    assert heard[0] == heard[1]
    assert "kept" not in heard[0]["text"]


def test_random_numbers_differ_from_room_to_room(tmp_path):
    heard = []
    for _ in range(2):
        with visit.Visit(tmp_path, {}) as room:
            code = "import random, numpy\nprint(random.random(), numpy.random.random())"
            room.run(code, 20, lambda kind, content: heard.append(content["text"]))
    assert heard[0] != heard[1]


def test_a_cell_out_of_time_and_one_that_leaves(tmp_path):
    with visit.Visit(tmp_path, {}) as room, pytest.raises(visit.OutOfTime):
        room.run("while True: pass", 0.5, lambda *_: None)
    with visit.Visit(tmp_path, {}) as room, pytest.raises(visit.Ended):
        room.run("import os; os._exit(3)", 20, lambda *_: None)
    with visit.Visit(tmp_path, {}) as room:
        room.run("exit()", 20, lambda *_: None)
        with pytest.raises(visit.Ended):
            room.run("1", 20, lambda *_: None)
