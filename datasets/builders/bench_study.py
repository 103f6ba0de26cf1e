"""Builds timestudy/bench_study.csv: the version of the id "example" in the course "open-2026".

The model behind the made record is stated in shopfloor.data.variants.bench_study, which also makes each
student's own version. Run `python datasets/builders/bench_study.py`, then
`python datasets/builders/describe.py`.
"""

import csv
import io
from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws

NAME = "timestudy/bench_study"
FILE = Path(__file__).resolve().parent.parent / f"{NAME}.csv"
HEADINGS = ("observation", "cycle", "element", "reading_min", "remark")


def build():
    """Return the file's bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows(VARIANTS[NAME](Draws("open-2026", NAME, "example")))
    return text.getvalue().encode("utf-8")


if __name__ == "__main__":
    FILE.write_bytes(build())
