"""Builds waste/delays, five_s_audit, numbers_game and order_walk.

order_walk is the version of the id "example" in the course "open-2026"; shopfloor.data.variants.order_walk
states its model. The others:

- delays: twelve weeks of two lines and two shifts. Each cause comes as often as CAUSES says, at a time drawn
  by chance, and takes its shortest time plus the smaller of two draws up to its longest (skewed to the
  right). From SHADOW_BOARDS on, seven in ten searches for a tool on line A no longer happen. A few delays
  were booked as "other" with the cause in the note; BLANK have no minutes; one wait for a fork truck was
  entered in seconds.
- five_s_audit: four areas, fifteen questions, three walks. A score is the area's level at that walk (LEVELS,
  in hundredths) plus a draw of up to 1.2 either way, rounded and kept within 0 to 4. One area slides back.
- numbers_game, in hundredths of a second: a player's own time x the sheet's share (SHEETS) x LEARNING for
  every play before x bell-shaped chance, all in per mille. Half of the class plays the mixed sheet twice
  before the ordered one, the other half goes on to the ordered one at once and plays it twice: so practice
  and order can be told apart.

Run `python datasets/builders/waste.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.chance import normal
from shopfloor.data.variants.sheet import csv_bytes, decimal

FOLDER = Path(__file__).resolve().parent.parent
HEADINGS = {
    "waste/delays": ("delay", "date", "shift", "line", "cause", "minutes", "note"),
    "waste/five_s_audit": ("walk", "date", "area", "s", "question", "score"),
    "waste/numbers_game": ("player", "group", "play", "sheet", "seconds"),
    "waste/order_walk": ("event", "start", "place", "minutes", "distance_m", "seen"),
}
# Cause -> how often, shortest and longest in minutes, notes that are written now and then.
CAUSES = {
    "looking for a tool": (78, 3, 11, ("torque wrench", "5 mm bit", "not in its place")),
    "waiting for fork truck": (44, 4, 14, ("", "truck at dock")),
    "material not at the line": (34, 8, 40, ("gaskets", "no empty bins", "")),
    "machine jam": (41, 3, 14, ("feeder", "chute", "")),
    "changeover longer than planned": (15, 18, 70, ("jaws", "first piece not ok", "")),
    "waiting for quality release": (14, 40, 140, ("inspector at line B", "gauge in calibration", "")),
    "instruction or drawing missing": (13, 8, 40, ("new revision", "")),
    "operator lent to another line": (9, 15, 70, ("",)),
    "compressed air or power": (3, 12, 45, ("",)),
}
OTHER = (
    ("waited for the inspector", 35, 80),
    ("no gaskets", 12, 30),
    ("again no torque wrench", 4, 9),
    ("lamp over the bench out", 10, 18),
)
WEEKS, FIRST_DAY = 12, 12  # Monday, 12 January 2026
MONTHS = (("2026-01", 31), ("2026-02", 28), ("2026-03", 31), ("2026-04", 30))
SHADOW_BOARDS = 30  # working days from the start: Monday, 23 February
LINES, SHIFTS = ("A", "B"), ("early", "late")
BLANK = 5

AREAS = ("line A", "line B", "packing", "tool crib")
WALKS = (("before", "2026-01-19"), ("after", "2026-03-02"), ("eight weeks later", "2026-04-27"))
LEVELS = {
    "line A": (110, 330, 325),
    "line B": (150, 300, 290),
    "packing": (170, 310, 330),
    "tool crib": (80, 320, 140),
}
QUESTIONS = {
    "sort": (
        "Only what is used this week lies on the benches",
        "Broken tools and unknown parts are tagged with a date",
        "The floor between the yellow lines is free",
    ),
    "set in order": (
        "Every tool has a place with its outline or name",
        "A stranger finds a named gauge within half a minute",
        "Smallest and largest number of bins are marked on the rack",
    ),
    "shine": (
        "Machines are clean enough for a leak to be seen",
        "Leaks and worn cables are on the list with a name",
        "Cleaning things hang where they are used",
    ),
    "standardize": (
        "The daily check hangs at the place and is filled in up to yesterday",
        "The lines and signs are the same in every bay",
        "A photo shows how the place should look at the end of the shift",
    ),
    "sustain": (
        "The last walk's findings are closed or have a date",
        "Two people asked at random can say what the five S are for",
        "The supervisor's own walk of last week is on the board",
    ),
}

PLAYERS = 24
SHEETS = {"mixed": 1000, "set in order": 560}
PLAYS = {"A": ("mixed", "mixed", "set in order"), "B": ("mixed", "set in order", "set in order")}
OWN_TIME, LEARNING, LUCK = (6200, 11800), 910, 60


def build():
    """Return {table: the file's bytes}."""
    own = "waste/order_walk"
    example = VARIANTS[own](Draws("open-2026", own, "example"))
    rows = dict(zip(HEADINGS, (_delays(), _audit(), _game(), example)))
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


def _delays():
    draws = Draws("open-2026", "waste/delays")
    found = []
    for cause, (times, least, most, notes) in CAUSES.items():
        for _ in range(times):
            day, shift, line = draws.below(WEEKS * 5), draws.pick(SHIFTS), draws.pick(LINES)
            minutes = min(draws.between(least, most), draws.between(least, most))
            no_more = cause == "looking for a tool" and line == "A" and day >= SHADOW_BOARDS
            if not (no_more and draws.below(10) < 7):
                note = draws.pick(notes) if not draws.below(3) else ""
                found.append((day, shift, line, cause, minutes, note))
    for note, least, most in OTHER:
        day, shift, line = draws.below(WEEKS * 5), draws.pick(SHIFTS), draws.pick(LINES)
        found.append((day, shift, line, "other", draws.between(least, most), note))
    # By day and shift; within a shift as drawn.
    found.sort(key=lambda one: (one[0], SHIFTS.index(one[1])))
    blank = set(draws.some([n for n, one in enumerate(found) if one[4] < 15], BLANK))
    trucks = [n for n, one in enumerate(found) if one[3] == "waiting for fork truck" and n not in blank]
    in_seconds = max(trucks, key=lambda n: (found[n][4], n))
    rows = []
    for number, (day, shift, line, cause, minutes, note) in enumerate(found):
        booked = "" if number in blank else minutes * 60 if number == in_seconds else minutes
        rows.append((number + 1, _date(day), shift, line, cause, booked, note))
    return rows


def _date(working_day):
    week, day = divmod(working_day, 5)
    day += FIRST_DAY + 7 * week
    for month, days in MONTHS:
        if day <= days:
            return f"{month}-{day:02d}"
        day -= days


def _audit():
    draws = Draws("open-2026", "waste/five_s_audit")
    rows = []
    for place, (walk, date) in enumerate(WALKS):
        for area in AREAS:
            for s, questions in QUESTIONS.items():
                for question in questions:
                    score = (LEVELS[area][place] + draws.between(-120, 120) + 50) // 100
                    rows.append((walk, date, area, s, question, min(max(score, 0), 4)))
    return rows


def _game():
    draws = Draws("open-2026", "waste/numbers_game")
    rows = []
    for number in range(1, PLAYERS + 1):
        group = "AB"[number % 2]
        time = draws.between(*OWN_TIME)
        for play, sheet in enumerate(PLAYS[group], start=1):
            played = time * SHEETS[sheet] * (1000 + normal(draws, 0, LUCK)) // 1_000_000
            for _ in range(play - 1):
                played = played * LEARNING // 1000
            rows.append((f"P{number:02d}", group, play, sheet, decimal((played + 5) // 10, 1)))
    return rows


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
