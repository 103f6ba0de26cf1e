"""What lesson 00 lets a learner break: each message is the one that the page, the card and the practice promise."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from shopfloor.teaching.exercises.first_aid import COMPLAINTS
from shopfloor.teaching.practice.topic import find
from shopfloor.teaching.practice.topics.lesson_00 import NAMES

ROOT = Path(__file__).parents[2]
CELLS = {
    cell.id: cell.source
    for cell in nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4).cells
}
MADE = ["l00-setup", "l00-load", "l00-pay", "l00-offer", "l00-year", "l00-chart"]
WORKING = CELLS["l00-break"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A function: run these cells after the lesson's own, and give the last output of the last one."""
    folder = tmp_path_factory.mktemp("messages")
    notebook = new_notebook(cells=[new_code_cell(CELLS[id]) for id in MADE])
    client = NotebookClient(
        notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )
    with client.setup_kernel():
        for number, cell in enumerate(notebook.cells):
            client.execute_cell(cell, number)

        def one(*sources):
            for source in sources:
                notebook.cells.append(new_code_cell(source))
                client.execute_cell(notebook.cells[-1], len(notebook.cells) - 1)
            outputs = notebook.cells[-1].outputs
            return outputs[-1] if outputs else None

        yield one


def last_line(output):
    assert output.output_type == "error", output
    text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(output.traceback))
    return text.strip().splitlines()[-1], text


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (WORKING.replace("annual_median", "anual_median"), "KeyError: 'anual_median'"),
        (WORKING.replace('median"', "median"), "SyntaxError: unterminated string literal"),
        (WORKING.replace("pay", "Pay"), "NameError: name 'Pay' is not defined"),
    ],
)
def test_the_three_breaks_of_the_page(run, broken, message):
    assert broken != WORKING
    found, _ = last_line(run(broken))
    assert found.startswith(message)
    assert f"`{message.partition(':')[0]}`" in CELLS["l00-three"]
    assert run(WORKING).output_type != "error", "mended, it runs again"


def test_the_message_of_the_first_break_is_as_long_as_the_guide_says(run):
    _, text = last_line(run(WORKING.replace("annual_median", "anual_median")))
    assert 40 <= len(text.splitlines()) <= 60


def test_the_card_shows_messages_as_they_are(run):
    for words, *_ in COMPLAINTS[:4]:
        code = re.search(r"You run (pay\[.*?\])(?= and read)", words)
        message = re.search(r"read: (.+?)\.( |$)", words)[1]
        if code:
            found, _ = last_line(run("pay = load('careers/wages')", code[1]))
        else:
            found, _ = last_line(run("del pay", "pay"))
        assert found.startswith(message), (words, found)
    run(CELLS["l00-pay"])


def test_the_old_number_stays_in_the_chart_until_its_own_cell_has_run(run):
    other = CELLS["l00-offer"].replace("24", "34")
    said = run(other, CELLS["l00-chart"]).data["text/plain"]
    assert "$49,920 is above" in said
    assert "$70,720 is above" in run(CELLS["l00-year"], CELLS["l00-chart"]).data["text/plain"]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_practice_shows_messages_as_they_are(run, level):
    """Each kind of problem of the level once: its code, in a kernel where it must fail so, gives its message."""
    table = f"import pandas\nrecord = pandas.DataFrame({{name: [1] for name in {NAMES}}})"
    seen = {}
    for seed in range(30):
        text = find("error messages").task(level, seed).text
        code, message = re.search(
            r"A cell holds\n     (.+)\nand what comes is\n     (.+)\nWhat do you do", text, flags=re.S
        ).groups()
        code = code.replace("\n     ", "\n")
        kind = re.sub("|".join([*NAMES, r"\d+", "'.+?'"]), "", code + message, flags=re.I)
        if kind in seen:
            continue
        seen[kind] = text
        unknown = re.match(r"NameError: name '(\w+)'", message)
        made = [
            f"{name} = {0 if 'Zero' in message else 7}" for name in NAMES if not unknown or name != unknown[1]
        ]
        run("%reset -f", table + "\nfrom shopfloor import load\n" + "\n".join(made))
        output = run(code)
        found = last_line(output)[0] if output.output_type == "error" else output.data["text/plain"]
        assert found == message, text
    assert len(seen) >= 3
