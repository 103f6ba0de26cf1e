"""Where each graded part is taught: the section of the lesson, and the topic of practice that trains it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """The lesson's number, the heading of a section (without its minutes), and a topic of ``practice``."""

    lesson: str
    section: str
    practice: str = ""


def _of_lesson(lesson, places):
    return {f"a{lesson}_{part}": Place(lesson, *place) for part, place in places.items()}


TAUGHT = {
    **_of_lesson(
        "00",
        {
            "hour_1": ("Worked example: a year at 24 dollars", "cells in order"),
            "odd_hour": ("A real table", ""),
            "mended": ("Something goes wrong", "cells in order"),
            "shift": ("Your turn", "cells in order"),
            "note": ("Decide",),
        },
    ),
    **_of_lesson(
        "01",
        {
            "night_share": ("Worked example: from a count to a share", "counts and shares"),
            "by_title": ("The name on the door", "a title is not a job"),
            "misleading": ("Something goes wrong", "a title is not a job"),
            "by_activity": ("What is done", "kinds of duties"),
            "operate_share": ("Worked example: from a count to a share", "counts and shares"),
            "note": ("Decide",),
        },
    ),
    **_of_lesson(
        "02",
        {
            "real_change": ("Worked example: take prices out", "pay after prices"),
            "left_out": ("Something goes wrong: a true average misleads", "which figure to believe"),
            "median": ("Your turn: counted whom?", "mean and median"),
            "gap": ("Something goes wrong: a true average misleads", "mean and median"),
            "share_below": ("Your turn: counted whom?", "percentiles of pay"),
            "note": ("Decide: should I believe this figure?",),
        },
    ),
    **_of_lesson(
        "03",
        {
            "gap": ("Worked example: one gap", "skill gaps"),
            "first": ("Something goes wrong", "what to learn first"),
            "missing": ("Something goes wrong", "skill gaps"),
            "share": ("Something goes wrong", "skill gaps"),
            "confidential": ("Decide", "what may be shown"),
            "plan": ("Decide",),
        },
    ),
    **_of_lesson(
        "04",
        {
            "way": ("The process chart", "chart symbols"),
            "waits": ("The process chart", "chart symbols"),
            "risk": ("Something goes wrong", ""),
            "saved": ("Your turn: the honest sum", "person-minutes"),
            "worth": ("Worked example: what a change is worth", "worth of a better method"),
            "note": ("Decide",),
        },
    ),
    **_of_lesson(
        "05",
        {
            "element_c": ("Worked example: from readings to times", "element times"),
            "spoiled": ("Something goes wrong", "element times"),
            "foreign": ("Your turn: what belongs to the job?", "foreign elements"),
            "average_b": ("Something goes wrong", "element times"),
            "cycle": ("Your turn: what belongs to the job?", "foreign elements"),
            "note": ("Decide",),
        },
    ),
    **_of_lesson(
        "06",
        {
            "ratings": ("Now you rate", "rating bias"),
            "normal_a": ("Worked example: from observed to normal", "normal time"),
            "not_rated": ("Something goes wrong: four observers", "normal time"),
            "normal_cover": ("Worked example: from observed to normal", "normal time"),
            "standard": ("Rest is part of the work", "standard time"),
            "per_hour": ("Your turn: an hour and a dollar", "standard time"),
            "cost": ("Your turn: an hour and a dollar", "labour of a piece"),
            "note": ("Decide",),
        },
    ),
    **_of_lesson(
        "07",
        {
            "cannot_count": ("Something goes wrong, every half hour", ""),
            "share": ("Worked example: one share and its margin", "shares and margins"),
            "margin": ("Worked example: one share and its margin", "shares and margins"),
            "more_tours": ("Your turn: does the page hold?", "tours needed"),
            "ruled_out": ("Your turn: does the page hold?", "claims about a day"),
            "own_record": ("Decide",),
        },
    ),
    **_of_lesson(
        "08",
        {
            "held_up": ("Something else goes wrong: a break", "learning curves"),
            "rate": ("A line through sixty cabinets", "learning curves"),
            "unit_40": ("Worked example: doublings", "learning curves"),
            "batch": ("Worked example: doublings", "learning curves"),
            "missing": ("Something goes wrong: one rate, two meanings", "learning curves"),
            "note": ("Decide",),
        },
    ),
    **_of_lesson(
        "09",
        {
            "names": ("Eight names", "the eight wastes"),
            "ratio": ("Worked example: three questions", "value-added ratio"),
            "costliest": ("Something goes wrong: what costs most?", "the vital few"),
            "after": ("Worked example: three questions", "value-added ratio"),
            "note": ("Why, and why again",),
        },
    ),
    **_of_lesson(
        "10",
        {
            "takt": ("Worked example: the customer's beat", "takt time"),
            "weight": ("Who can go first?", "positional weight"),
            "plan": ("Who can go first?", "line balance"),
            "efficiency": ("Your turn: the pump line", "line balance"),
            "over_takt": ("Something goes wrong: longer than takt", "takt time"),
            "note": ("Decide",),
        },
    ),
    **_of_lesson(
        "11",
        {
            "lathes_busy": ("A busy line is a slow line", "busy and slow"),
            "bottleneck": ("Something goes wrong: the wrong machine", "busy and slow"),
            "wait": ("A busy line is a slow line", "busy and slow"),
            "limit": ("Worked example: three numbers of one line", "little's law"),
            "limited": ("Your turn: push against pull", "little's law"),
            "note": ("Decide",),
        },
    ),
    **_of_lesson(
        "12",
        {
            "lead_time": ("Worked example: a heap in days", "inventory as days"),
            "value_added": ("The current state", "inventory as days"),
            "cards": ("Worked example: a supermarket", "kanban cards"),
            "supermarkets": ("Your turn: a future state", "future state"),
            "future": ("Your turn: a future state", "future state"),
            "note": ("Decide",),
        },
    ),
    **_of_lesson(
        "13",
        {
            "performance": ("Worked example: one shift, three questions", "oee"),
            "oee": ("Worked example: one shift, three questions", "oee"),
            "claims": ("Your turn: six places to look", "oee"),
            "saved": ("Changeovers in minutes", "changeovers"),
            "bottles": ("Changeovers in minutes", "changeovers"),
            "note": ("Decide",),
        },
    ),
    **_of_lesson(
        "14",
        {
            "upper": ("Worked example: what chance can do", "control limits"),
            "odd": ("Your turn: stop it, or let it run?", "control limits"),
            "since": ("Your turn: stop it, or let it run?", "control limits"),
            "cpk": ("Good enough for the drawing?", "capability"),
            "cpk_after": ("Good enough for the drawing?", "capability"),
            "note": ("Decide",),
        },
    ),
    **_of_lesson(
        "15",
        {
            "takt": ("Worked example: plan, from the numbers", "takt time"),
            "bottleneck": ("Worked example: plan, from the numbers", "missing minutes"),
            "now": ("Worked example: plan, from the numbers", "missing minutes"),
            "offers": ("Why, and what is enough?", "worth of an improvement"),
            "then": ("What does it change?", "worth of an improvement"),
            "a3": ("Your turn: the A3",),
        },
    ),
}
