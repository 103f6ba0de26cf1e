"""How long from a learner's step to the new picture? Widgets beside `ipywidgets.interact` with Matplotlib, one run.

A real JupyterLab in Chromium shows every widget, and the charts of two of them as `interact` draws them with
Matplotlib. Each is moved thirty times by key. The time runs from the key to the frame after the answer is in the
page. A widget is compared with its own chart where that is drawn, else with the faster of the two. Needs Chromium and
the extras `lab` and `test`. With names of widgets as arguments it measures those alone.
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from nbformat import v4
from playwright.sync_api import sync_playwright

STEPS, WARM_UP = 30, 3
MATPLOTLIB = "ipywidgets.interact with Matplotlib"

# The step of each widget: its control and the keys that move it to and fro. Those of the second kind draw by
# themselves and do not ask Python.
ASKING = {
    "A3Sheet": ("input[type=number]", "number"),
    "CareerMap": ("select", "arrows"),
    "FlowSimulator": ("input[type=range] >> nth=1", "arrows"),
    "LearningCurveFitter": ("input[type=range]", "arrows"),
    "LineBalancingBoard": ("input[type=number] >> nth=1", "number"),
    "LiveControlChart": ("button:has-text('Step')", "press"),
    "NumbersGame": ("input[type=radio]:checked", "arrows"),
    "OeeLossTree": ("input[type=range]:visible", "arrows"),
    "ProcessChartBuilder": ("ol button >> nth=1", "move"),
    "QuizCard": ("button:has-text('Check')", "press"),
    "RoleExplorer": ("input[type=radio]:checked", "arrows"),
    "SamplingSimulator": ("input[type=checkbox]", "press"),
    "ValueStreamMap": ("input[type=number]", "number"),
    "WageExplorer": ("select:visible", "arrows"),
}
ALONE = {
    "RatingTrainer": ("input[type=range]", "arrows"),
    "Stopwatch": ("input[type=radio]:checked", "arrows"),
}
# What has to be open or chosen before that control can be used.
FIRST = {"OeeLossTree": "button >> nth=0", "QuizCard": "input[type=radio]"}
MADE_WITH = {"QuizCard": 'from shopfloor import quiz\nquiz("05.r1", "05.r2", "05.x1")'}

# The charts of two widgets as plain Matplotlib draws them: the same marks, labels and words.
INTERACT = {
    "LearningCurveFitter": """
import matplotlib.pyplot as plt, numpy as np
from ipywidgets import FloatSlider, interact
from matplotlib.patches import Rectangle
from shopfloor import load
from shopfloor.methods import learning
records = load("learning/unit_records")
record = records[records["product"] == records["product"].iloc[0]]
unit, hours = record["unit"].to_numpy(), record["hours"].to_numpy()
def show(rate):
    line = learning.unit_time(38.5, unit, rate)
    figure, axes = plt.subplots(figsize=(8.4, 4.2))
    axes.loglog(unit, hours, "o", label="units")
    axes.loglog(unit, line, label="your line")
    for x, y, there in zip(unit, hours, line):
        axes.add_patch(Rectangle((x, min(y, there)), x * 0.1, abs(y - there), alpha=0.3))
    axes.set_xlabel("number of the unit"); axes.set_ylabel("time of the unit (h)")
    axes.set_title(f"Sum of squared errors {np.sum(np.log10(hours / line) ** 2):.4f}")
    axes.legend(); axes.grid(True)
    plt.show()
interact(show, rate=FloatSlider(min=0.6, max=0.99, step=0.005, value=0.8));""",
    "OeeLossTree": """
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, interact
from shopfloor.widgets import OeeLossTree
tree = OeeLossTree()  # not shown: its rows are drawn here by Matplotlib
tree.set(opened=["availability"])
loss = tree.view["losses"][0]["loss"]
def bars(cut):
    tree.set(cuts={loss: cut / 100})
    rows = [row for row in tree.view["rows"] if row[0] != "loss" or row[7] == "availability"]
    planned = tree.view["planned"]
    figure, axes = plt.subplots(figsize=(8.4, 4.2))
    for place, (kind, _, label, was_from, was_to, low, high, _) in enumerate(rows):
        lost = kind in ("factor", "loss")
        axes.barh(place, high - low, left=low, hatch="//" if lost else "", edgecolor="k")
        if not lost and high - was_to >= 0.5:
            axes.barh(place, high - was_to, left=was_to)
        words, changed = f"{high - low:,.0f} min", abs(high - low - was_to + was_from) >= 0.5
        if changed or abs(high - was_to) >= 0.5:
            axes.barh(place, was_to - was_from, left=was_from, fill=False, linestyle="--")
        words += f" (was {was_to - was_from:,.0f})" if changed else ""
        axes.text(low, place, words, ha="right" if lost else "left", va="center")
        end = low if lost else high
        axes.plot([end, end], [place, place + 1], "k", linewidth=0.5)
    axes.set_yticks(range(len(rows)), [row[2] for row in rows])
    axes.set_xticks([planned * part / 4 for part in range(5)], [f"{25 * part} %" for part in range(5)])
    axes.grid(axis="x"); axes.invert_yaxis(); axes.set_xlabel("of the planned time")
    axes.set_title(" ".join(tree.view["tiles"][0]))
    plt.show()
interact(bars, cut=FloatSlider(min=0, max=100, step=5, value=50));""",
}

# Resolves to the milliseconds from the next key to the first frame after `changed` is true.
WATCH = """
([root, kind]) => {
  const mark = () => kind === "asking" ? root.dataset.step : kind === "picture" ? root.querySelector("img")?.src : null;
  const before = mark();
  window.stepTook = new Promise((done) => {
    let began = 0;
    const key = (event) => { began = performance.now(); };
    window.addEventListener("keydown", key, true);
    const watch = new MutationObserver(() => {
      const now = mark();
      if (!began || (kind !== "alone" && (!now || now === before))) return;
      watch.disconnect(); window.removeEventListener("keydown", key, true);
      // A picture is there once it is decoded.
      const ready = kind === "picture" ? root.querySelector("img").decode().catch(() => {}) : Promise.resolve();
      ready.then(() => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))));
    });
    watch.observe(root, { attributes: true, subtree: true, childList: true, characterData: true });
    setTimeout(() => { watch.disconnect(); done(null); }, 3000);
  });
}
"""


def notebook(folder, names):
    cells = [MADE_WITH.get(name, f"from shopfloor.widgets import {name}\n{name}()") for name in names]
    cells += [*INTERACT.values(), "print('last line')"]
    made = v4.new_notebook(
        cells=[v4.new_code_cell(cell) for cell in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    (folder / "widgets.ipynb").write_text(json.dumps(made), encoding="utf-8")


def start(folder):
    """A JupyterLab on a free loopback port: (process, address)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"]
    command += [
        f"--ServerApp.port={port}",
        "--IdentityProvider.token=steps",
        f"--ServerApp.root_dir={folder}",
    ]
    command += ["--LabApp.expose_app_in_browser=True"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(
        command, env={**os.environ, **settings, "SHOPFLOOR_PROGRESS": str(folder / "progress")}, **quiet
    )
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/status?token=steps")
            return server, f"http://127.0.0.1:{port}"
        except OSError:
            time.sleep(0.3)
    server.terminate()
    raise SystemExit("JupyterLab did not start.")


def moved(page, root, control, how, kind):
    """The milliseconds of each step."""
    took = []
    for number in range(STEPS):
        node = root.locator(control).first
        node.focus()
        if how == "number":
            value = float(node.input_value() or 10)
            node.fill(f"{value + (1 if number % 2 else -1):g}")
        page.evaluate(WATCH, [root.element_handle(), kind])
        there = number % 2 == 0
        page.keyboard.press(
            {
                "number": "Enter",
                "press": "Space",
                "arrows": "ArrowRight" if there else "ArrowLeft",
                "move": "Alt+ArrowDown" if there else "Alt+ArrowUp",
            }[how]
        )
        took.append(page.evaluate("() => window.stepTook"))
        if took == [None] * 2:
            break
    return [one for one in took[WARM_UP:] if one is not None]


def measure(page, names):
    found = {}
    for place, name in enumerate(names):
        root = page.locator(".jp-CodeCell").nth(place).locator(".sf-widget").first
        root.scroll_into_view_if_needed()
        control, how = {**ASKING, **ALONE}[name]
        if name in FIRST:
            root.locator(FIRST[name]).first.press("Space")
        found[name] = moved(page, root, control, how, "asking" if name in ASKING else "alone")
    for place, name in enumerate(INTERACT, start=len(names)):
        root = page.locator(".jp-CodeCell").nth(place)
        root.scroll_into_view_if_needed()
        found[f"{MATPLOTLIB}: {name}"] = moved(page, root, ".noUi-handle", "arrows", "picture")
    return found


def main(names):
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        raise SystemExit("No Chromium found.")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        notebook(folder, names)
        server, address = start(folder)
        try:
            browser = playwright.chromium.launch(
                executable_path=program, args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            page.goto(f"{address}/lab/tree/widgets.ipynb?token=steps")
            page.wait_for_function(
                "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
            )
            page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
            page.wait_for_selector(
                ".jp-OutputArea-output >> text=last line", state="attached", timeout=120_000
            )
            page.wait_for_function("() => document.querySelectorAll('.jp-CodeCell img').length >= 2")
            found = measure(page, names)
            browser.close()
        finally:
            server.terminate()
            server.wait(20)
    plain = {name: statistics.median(found[f"{MATPLOTLIB}: {name}"]) for name in INTERACT}
    for name, took in found.items():
        if not took:
            print(f"    no step seen  {name}")
            continue
        middle = statistics.median(took)
        other = plain.get(name, min(plain.values()))
        ratio = "" if name.startswith(MATPLOTLIB) else f", {other / middle:.1f} times faster"
        print(f"{middle:6.0f} ms  {name} ({len(took)} steps, fastest {min(took):.0f}){ratio}")


if __name__ == "__main__":
    main(sys.argv[1:] or [*ASKING, *ALONE])
