"""Builds careers/pay_survey.csv: the version of the id "example" in the course "open-2026".

The model is stated in shopfloor.data.variants.pay_survey, which also makes each student's own version. Run
`python datasets/builders/pay_survey.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.sheet import csv_bytes

FOLDER = Path(__file__).resolve().parent.parent
NAME = "careers/pay_survey"
HEADINGS = {NAME: ("person", "business", "experience_years", "pay_usd", "pay_2019_usd", "counted_as")}


def build():
    """Return {table: the file's bytes}."""
    return {NAME: csv_bytes(HEADINGS[NAME], VARIANTS[NAME](Draws("open-2026", NAME, "example")))}


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
