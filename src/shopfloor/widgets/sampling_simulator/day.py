"""The days that are sampled: what the operator does in each minute, known to the minute."""

import random
from functools import lru_cache

from shopfloor.methods.worksampling import observation_times
from shopfloor.widgets.operator import HOSE_CLAMP, Script, Segment

START, END = 6 * 60, 14 * 60
SHIFT = ("06:00", "14:00")
A_DAY = 16
"""Tours a day."""
PLANS = ("random times", "every half hour")

# Activity -> the scene that shows it (None: the operator rests), and how long it lasts, in minutes.
ACTIVITIES = {
    "assembles": ("A", 8, 18),
    "fills the bin": ("E", 3, 6),
    "looks for a screw": ("screw", 2, 4),
    "talks with a colleague": ("question", 4, 9),
    "drinks": ("water", 2, 4),
    "waits for material": (None, 5, 8),
}
_BETWEEN = (
    "fills the bin",
    "fills the bin",
    "looks for a screw",
    "talks with a colleague",
    "talks with a colleague",
    "drinks",
)


@lru_cache(maxsize=256)
def minutes(seed: int, day: int) -> tuple[str, ...]:
    """The activity of each of a day's 480 minutes.

    The train with the material comes some minutes after each full hour; until then the operator waits, from
    just before. Tours at fixed times meet that again and again: the trap of the game.
    """
    luck = random.Random(f"{seed} day {day}")
    found: list[str] = []
    while len(found) < END - START:
        block = [*_lasting(luck, "assembles"), *_lasting(luck, _BETWEEN[int(luck.random() * len(_BETWEEN))])]
        found += block
    found = found[: END - START]
    for hour in range(0, END - START, 60):
        for minute in range(max(0, hour - 2), hour + 6 + int(luck.random() * 5)):
            found[minute] = "waits for material"
    return tuple(found)


def _lasting(luck, activity):
    _, shortest, longest = ACTIVITIES[activity]
    return [activity] * (shortest + int(luck.random() * (longest - shortest + 1)))


def truth(seed: int, days: int) -> dict[str, float]:
    """The share of each activity over so many days."""
    whole = [activity for day in range(1, days + 1) for activity in minutes(seed, day)]
    return {activity: whole.count(activity) / len(whole) for activity in ACTIVITIES}


@lru_cache(maxsize=256)
def tour_times(seed: int, day: int, plan: str) -> tuple[str, ...]:
    """When the tours of a day are made, as "09:05"."""
    if plan == "random times":
        return tuple(observation_times(SHIFT, A_DAY, f"{seed} tours {day}"))
    return tuple(f"{at // 60:02d}:{at % 60:02d}" for at in range(START, END, (END - START) // A_DAY))


def seen(seed: int, day: int, time: str) -> str:
    """What the operator does at that time of that day."""
    return minutes(seed, day)[int(time[:2]) * 60 + int(time[3:]) - START]


@lru_cache(maxsize=1)
def reel() -> tuple[dict, dict]:
    """One script with every scene in it, and where each activity is to be found: (script, {activity: [from, to]})."""
    lengths = {element.label: element.minutes for element in HOSE_CLAMP.elements}
    order = ["A", "screw", "B", "C", "D", "A", "question", "B", "C", "D", "E", "water"]
    others = {one.scene: (one.shortest + one.longest) / 2 for one in HOSE_CLAMP.interruptions}
    segments, places, clock = [], {}, 0
    for scene in order:
        length = round(1000 * lengths.get(scene, others.get(scene, 0)))
        segments.append(Segment(scene if scene in lengths else "F", scene, 1, clock, clock + length))
        places.setdefault(scene, [clock, clock + length])
        clock += length
    script = Script(HOSE_CLAMP, 1, 1, 1.0, tuple(segments)).for_browser()
    # A cycle that nothing interrupts stands for assembling: the looks begin anywhere in it.
    cycle = [segments[7].start, segments[9].end]
    where = {
        activity: places.get(scene, [clock + 200, clock + 400])
        for activity, (scene, *_) in ACTIVITIES.items()
    }
    return script, {**where, "assembles": cycle}
