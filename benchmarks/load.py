"""How long `load` takes for every table, beside pandas' own reader on the same file, in one run.

    python benchmarks/load.py

`load` checks every cell against the table's description; `pandas.read_csv` guesses.
"""

import time

import pandas as pd

from shopfloor.data import catalog, load

REPEATS = 5


def milliseconds(function, *arguments):
    """The fastest of some calls."""
    best = float("inf")
    for _ in range(REPEATS):
        begun = time.perf_counter()
        function(*arguments)
        best = min(best, time.perf_counter() - begun)
    return best * 1000


def main():
    rows = []
    for name in catalog.names():
        resource = catalog.resource(name)
        if resource["format"] != "csv":
            continue
        path = catalog.datasets_folder() / resource["path"]
        rows.append((milliseconds(load, name), milliseconds(pd.read_csv, path), len(load(name)), name))
    print("the five slowest of", len(rows), "tables (ms: load, read_csv; rows)")
    for ours, plain, count, name in sorted(rows, reverse=True)[:5]:
        print(f"{ours:7.1f} {plain:7.1f} {count:7,}  {name}   ratio {ours / plain:.1f}")
    print(f"all tables: {sum(row[0] for row in rows):.0f} ms, read_csv {sum(row[1] for row in rows):.0f} ms")


if __name__ == "__main__":
    main()
