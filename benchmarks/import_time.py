"""How long importing Shop Floor takes, beside importing pandas and Matplotlib, each in a fresh interpreter.

    python benchmarks/import_time.py

A notebook that reads tables and draws has imported pandas and Matplotlib anyway; what is measured is what a
lesson adds to that, after ``import pandas, matplotlib.figure`` in the same interpreter. Medians; every run
starts Python anew, so files come from the disk's cache but nothing is imported yet.
"""

import json
import statistics
import subprocess
import sys

import shopfloor.methods

REPEATS, REPEATS_PER_MODULE = 7, 3
USUAL = "import pandas, matplotlib, matplotlib.figure"
METHODS = shopfloor.methods.__all__
FLOORS = {
    "import shopfloor": "import shopfloor",
    "what every lesson imports": "from shopfloor import load, check, hint, solution, to_excel",
    "every module of methods": f"from shopfloor.methods import {', '.join(METHODS)}",
    "every chart": "from shopfloor import charts; [getattr(charts, name) for name in charts.__all__]",
    "a widget": "from shopfloor.widgets import Stopwatch",
    "handing in": "from shopfloor import hand_in, ready_to_hand_in",
}
HEAVY = ("scipy", "networkx", "simpy", "openpyxl", "matplotlib.pyplot", "ipywidgets", "anywidget", "nbformat")
PROBE = """
import json, sys, time
begun = time.perf_counter()
exec(sys.argv[1])
usual = time.perf_counter()
already = set(sys.modules)
exec(sys.argv[2])
done = time.perf_counter()
print(json.dumps([usual - begun, done - usual, sorted(set(sys.modules) - already)]))
"""


def measured(code, repeats):
    """Median ms of the usual imports and of what ``code`` adds, and the modules that came; None if it fails."""
    runs = []
    for _ in range(repeats):
        run = subprocess.run([sys.executable, "-c", PROBE, USUAL, code], capture_output=True, text=True)
        if run.returncode:
            print(f"failed: {code}: {run.stderr.splitlines()[-1]}")
            return None
        runs.append(json.loads(run.stdout.splitlines()[-1]))
    usual, added = (1000 * statistics.median(run[place] for run in runs) for place in (0, 1))
    return usual, added, set(runs[0][2])


def main():
    wanted = [(name, code, REPEATS) for name, code in FLOORS.items()]
    wanted += [
        (f"methods.{name}", f"from shopfloor.methods import {name}", REPEATS_PER_MODULE) for name in METHODS
    ]
    print("ms added, as a ratio to pandas and Matplotlib in the same run, heavy modules that came along")
    for name, code, repeats in wanted:
        result = measured(code, repeats)
        if result is None:
            continue
        usual, added, new = result
        heavy = ", ".join(module for module in HEAVY if module in new)
        print(f"{added:7.0f} of {usual:.0f}   ratio {added / usual:.2f}   {name:28} {heavy}".rstrip())


if __name__ == "__main__":
    main()
