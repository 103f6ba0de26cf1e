"""Builds careers/skill_profile.csv: the version of the id "example" in the course "open-2026".

The model is stated in shopfloor.data.variants.skill_profile, which also makes each student's own version. Run
`python datasets/builders/skill_profile.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.sheet import csv_bytes

FOLDER = Path(__file__).resolve().parent.parent
NAME = "careers/skill_profile"
HEADINGS = {NAME: ("line", "goal", "skill", "importance", "level_want", "level_have", "evidence")}


def build():
    """Return {table: the file's bytes}."""
    return {NAME: csv_bytes(HEADINGS[NAME], VARIANTS[NAME](Draws("open-2026", NAME, "example")))}


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
