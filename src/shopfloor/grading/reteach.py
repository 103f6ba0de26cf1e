"""What to teach again: the parts that cost the class most, with their place in the lesson and practice."""

from dataclasses import dataclass

from shopfloor.grading.where_taught import TAUGHT

MOST_NAMED = 5
LOST_ENOUGH = 0.25
"""A part that cost the class a quarter of its points or more is worth a few minutes."""
SAME_MISTAKE = 0.10
"""So is one in which such a share of the class, and two people at least, made the same named mistake."""


@dataclass(frozen=True)
class Reteach:
    """One part to teach again, and why."""

    grade_id: str
    part: str
    lost: float
    """Share of the part's points that the class lost, 0 to 1."""
    hand_ins: int
    mistake: str = ""
    """The commonest named mistake of the part, in words; empty if fewer than two made it."""
    made_by: int = 0
    lesson: str = ""
    section: str = ""
    practice: str = ""

    @property
    def weight(self):
        """Share of the points lost, plus share of the class with the same mistake: 0 to 2."""
        return self.lost + (self.made_by / self.hand_ins if self.hand_ins else 0.0)


def to_reteach(parts, misconceptions, taught=TAUGHT):
    """The parts to teach again, the most needed first, five at most.

    ``parts``: summaries with ``grade_id``, ``title``, ``share``, ``marks`` and ``read``; ``misconceptions``:
    the commonest first. A part counts if it cost a quarter of its points or more, or if 10 % of the class
    (two people at least) made the same named mistake. The order is that of the two shares together: many
    points lost with nothing in common ask for less teaching than the same points lost to one idea.
    """
    found = []
    for part in parts:
        if part.share is None or len(part.read) < len(part.marks):
            continue  # a person has not read all of it yet
        hand_ins = len(part.read)
        mistake = next((one for one in misconceptions if one.grade_id == part.grade_id), None)
        made_by = len(mistake.students) if mistake else 0
        common = made_by >= 2
        if 1 - part.share < LOST_ENOUGH and not (common and made_by >= SAME_MISTAKE * hand_ins):
            continue
        place = taught.get(part.grade_id)
        found.append(
            Reteach(
                part.grade_id,
                part.title,
                1 - part.share,
                hand_ins,
                mistake.words if common else "",
                made_by if common else 0,
                *((place.lesson, place.section, place.practice) if place else ()),
            )
        )
    return sorted(found, key=lambda one: -one.weight)[:MOST_NAMED]
