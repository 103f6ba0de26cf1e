"""Builds careers/job_ads.csv: the version of the id "example" in the course "open-2026".

The model is stated in shopfloor.data.variants.job_ads, which also makes each student's own version. Run
`python datasets/builders/job_ads.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.sheet import csv_bytes

FOLDER = Path(__file__).resolve().parent.parent
NAME = "careers/job_ads"
HEADINGS = {
    NAME: (
        "ad",
        "title",
        "main_duty",
        "main_activity",
        "setting",
        "shift",
        "industry",
        "asks_education",
    )
}


def build():
    """Return {table: the file's bytes}."""
    return {NAME: csv_bytes(HEADINGS[NAME], VARIANTS[NAME](Draws("open-2026", NAME, "example")))}


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
