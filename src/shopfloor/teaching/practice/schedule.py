"""Which topic comes next: what was got wrong soon again, what was got right after longer and longer breaks.

The boxes of Leitner (*So lernt man lernen*, 1972): each right answer moves a topic one box up and makes its
break longer, a wrong one puts it back into the first. That practice spread over days keeps better than
practice in one go is among the best-supported findings on learning (Cepeda et al., *Psychological Bulletin*
132, 2006).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

BREAKS = (
    timedelta(0),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
    timedelta(days=16),
    timedelta(days=35),
)


@dataclass(frozen=True)
class Standing:
    """How a learner stands in a topic: its box from 0 up, the level reached, and when it was last practised."""

    box: int
    level: int
    last: datetime

    @property
    def due(self):
        """When it should come again."""
        return self.last + BREAKS[self.box]


def standings(entries):
    """How the learner stands in each topic that has been practised: {topic: Standing}."""
    found = {}
    for entry in entries:
        name, level = entry.get("topic"), entry.get("level")
        if entry["what"] != "practice" or not isinstance(name, str) or level not in (1, 2, 3):
            continue
        before = found.get(name)
        box, reached = (before.box, before.level) if before else (0, 1)
        if entry.get("outcome") == "right" and entry.get("alone", True):
            box = min(box + 1, len(BREAKS) - 1)
            # Two right in a row on a level: the next problem may be harder.
            reached = min(3, level + 1) if box >= 2 and level >= reached else max(reached, level)
        else:
            box, reached = 0, max(1, min(reached, level))
        found[name] = Standing(box, reached, entry["at"])
    return found


def next_topic(names, known, now):
    """The name to practise next out of `names`, in teaching order, and why: (name, words).

    First what is due, longest overdue first; then what has never been practised, in teaching order; then what
    falls due soonest.
    """
    practised = [name for name in names if name in known]
    due = [name for name in practised if known[name].due <= now]
    if due:
        name = min(due, key=lambda name: known[name].due)
        again = (
            "It was not right last time."
            if known[name].box == 0
            else f"Last practised {_ago(now - known[name].last)}."
        )
        return name, again
    new = [name for name in names if name not in known]
    if new:
        return new[0], "New to you."
    name = min(practised, key=lambda name: known[name].due)
    return name, "Nothing is due; this comes next."


def _ago(span):
    days = span.days
    return "today" if days < 1 else "yesterday" if days == 1 else f"{days} days ago"
