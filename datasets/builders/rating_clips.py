"""Builds timestudy/rating_clips and clip_ratings: clips with known pace, and a class that rates them.

Model, in hundredths of a percent: a rater gives 100 + (known pace - 100) x slope + bias + bell-shaped chance,
rounded to 5 percent. Before practice a rater's slope lies between 45 and 95 percent (slow work is rated too
high, fast work too low), the bias between -9 and +9, the spread (standard deviation) between 5 and 10
percent; a week of practice with the known pace told after each clip takes the bias to 4/10, the lack of slope
to half and the spread to 6/10. The known paces are 65 to 135 percent; every rater sees the clips in another
order, which changes nothing.

Run `python datasets/builders/rating_clips.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import Draws
from shopfloor.data.variants.chance import normal
from shopfloor.data.variants.sheet import csv_bytes, decimal

FOLDER = Path(__file__).resolve().parent.parent
HEADINGS = {
    "timestudy/rating_clips": ("clip", "work", "length_s", "known_pace"),
    "timestudy/clip_ratings": ("session", "rater", "clip", "rating"),
}
WORK = (
    "walks twenty meters on level ground",
    "deals 52 cards onto four places",
    "sets pegs into a board",
    "assembles a hose clamp",
    "fills a carton with boxes",
    "drives screws with a power driver",
)
PACES = (
    100,
    85,
    120,
    70,
    110,
    95,
    130,
    80,
    105,
    115,
    90,
    65,
    125,
    100,
    75,
    135,
    95,
    110,
    85,
    120,
    105,
    90,
    115,
    80,
)
RATERS = 12
SESSIONS = ("before practice", "after practice")


def build():
    """Return {table: the file's bytes}."""
    draws = Draws("open-2026", "timestudy/rating_clips")
    clips = [
        (f"C{number:02d}", WORK[number % len(WORK)], draws.between(18, 40), decimal(pace, 2))
        for number, pace in enumerate(PACES, start=1)
    ]
    rows = dict(zip(HEADINGS, (clips, _ratings())))
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


def raters():
    """Return rater -> session -> (slope in percent, bias and spread in hundredths of a percent)."""
    models = {}
    for number in range(1, RATERS + 1):
        draws = Draws("open-2026", "timestudy/clip_ratings", number)
        slope, bias, spread = draws.between(45, 95), draws.between(-900, 900), draws.between(500, 1000)
        after = 100 - (100 - slope) // 2, bias * 4 // 10, spread * 6 // 10
        models[f"S{number:02d}"] = dict(zip(SESSIONS, ((slope, bias, spread), after)))
    return models


def _ratings():
    models, rows = raters(), []
    for session in SESSIONS:
        for rater, model in models.items():
            slope, bias, spread = model[session]
            draws = Draws("open-2026", "timestudy/clip_ratings", rater, session)
            for number, pace in enumerate(PACES, start=1):
                seen = 10000 + (pace - 100) * slope + bias + normal(draws, 0, spread)
                rows.append((session, rater, f"C{number:02d}", decimal((seen + 250) // 500 * 5, 2)))
    return rows


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
