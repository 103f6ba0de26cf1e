"""What a report knows of a class: every student's marks, and how each part went."""

import statistics
from collections import Counter
from dataclasses import dataclass, field

from shopfloor.grading import item_analysis
from shopfloor.grading.misconceptions import named_mistakes
from shopfloor.grading.reteach import to_reteach


@dataclass
class Mark:
    """What one student got for one part; ``score`` is None while a person has not read it."""

    score: float | None
    most: float
    outcome: str = ""
    words: str = ""

    @property
    def state(self):
        if self.score is None:
            return "unread"
        return "right" if self.score >= self.most else "some" if self.score > 0 else "none"


@dataclass
class Row:
    """One student: their marks by grade id, and what an instructor should know about the hand-in."""

    student: str
    marks: dict = field(default_factory=dict)
    trouble: str = ""
    made_with: str = ""
    review: bool = False
    repairs: list = field(default_factory=list)
    stopped: str = ""  # why the notebook stopped in the middle
    late_seconds: float = 0.0
    called_late: bool = False  # by the platform that it was handed in to

    @property
    def score(self):
        return sum(mark.score or 0.0 for mark in self.marks.values()) if self.marks else None

    @property
    def unread(self):
        return sum(mark.score is None for mark in self.marks.values())

    @property
    def late(self):
        """How late it came, in words; empty if it was in time.

        >>> Row("ana", late_seconds=93_600).late, Row("ben", late_seconds=90).late, Row("eva").late
        ('1 day 2 h late', '2 min late', '')
        >>> Row("kim", late_seconds=1, called_late=True).late
        'late'
        """
        if self.called_late:
            return "late"  # by how much is not known
        if self.late_seconds <= 0:
            return ""
        minutes = max(1, round(self.late_seconds / 60))
        if minutes < 60:
            return f"{minutes} min late"
        hours = round(self.late_seconds / 3600)
        days, hours = divmod(hours, 24)
        said = [f"{days} day{'' if days == 1 else 's'}"] if days else []
        return " ".join([*said, *([f"{hours} h"] if hours else []), "late"])


@dataclass
class PartSummary:
    """How one part went."""

    grade_id: str
    title: str
    most: float
    by_hand: bool
    marks: list
    rubric: dict = field(default_factory=dict)

    @property
    def short(self):
        """The title without its words: Part 4, or Part 4 (standard) where a part has several answers."""
        number, _, words = self.title.partition(":")
        answer = words[words.rindex(" (") :] if words.endswith(")") else ""
        return number + answer

    @property
    def read(self):
        return [mark for mark in self.marks if mark.score is not None]

    @property
    def share(self):
        """Mean share of the points, 0 to 1, or None while nothing is read."""
        if not self.read or not self.most:
            return None
        return statistics.fmean(mark.score / self.most for mark in self.read)

    def count(self, state):
        return sum(mark.state == state for mark in self.marks)

    @property
    def not_tried(self):
        return sum(mark.outcome == "not tried" for mark in self.marks)


@dataclass
class Report:
    """Everything the page says."""

    assignment: str
    title: str
    course: str
    made: str
    rows: list
    missing: list
    parts: list
    due: str = ""
    ratings: list = field(default_factory=list)
    look_alikes: object = None

    @property
    def graded(self):
        return [row for row in self.rows if row.marks]

    @property
    def most(self):
        return sum(part.most for part in self.parts)

    @property
    def counted(self):
        """Parts that everybody's score has: those marked by hand only once all of them are read."""
        return [part for part in self.parts if len(part.read) == len(part.marks)]

    @property
    def most_counted(self):
        return sum(part.most for part in self.counted)

    @property
    def scores(self):
        ids = [part.grade_id for part in self.counted]
        return [sum(row.marks[name].score for name in ids if name in row.marks) for row in self.graded]

    @property
    def median(self):
        return statistics.median(self.scores) if self.scores else None

    @property
    def distribution(self):
        """``(label, number of students)`` in ten steps of the counted points, the best first."""
        shares = [score / self.most_counted for score in self.scores] if self.most_counted else []
        tenths = Counter(min(int(share * 10 + 1e-9), 9) for share in shares)
        return [(f"{tenth * 10}–{tenth * 10 + 10} %", tenths[tenth]) for tenth in range(9, -1, -1)]

    @property
    def items(self):
        """``{grade id: Item}`` of the counted parts, over everybody who has a mark for all of them."""
        ids = [part.grade_id for part in self.counted]
        rows = [row for row in self.graded if all(name in row.marks for name in ids)]
        earned = {name: [row.marks[name].score for row in rows] for name in ids}
        return item_analysis.items(earned, {part.grade_id: part.most for part in self.counted})

    @property
    def measured(self):
        """How many hand-ins the item analysis is about."""
        return max((item.n for item in self.items.values()), default=0)

    @property
    def unread(self):
        return [row.student for row in self.rows if row.unread]

    @property
    def to_read(self):
        """``(part, students)`` of the parts that a person still has to mark."""
        waiting = [
            (part, [row.student for row in self.rows if _unread(row, part.grade_id)]) for part in self.parts
        ]
        return [(part, students) for part, students in waiting if students]

    @property
    def troubled(self):
        return [row for row in self.rows if row.trouble]

    @property
    def to_review(self):
        return [row.student for row in self.rows if row.review]

    @property
    def flagged(self):
        return [row for row in self.rows if row.made_with or row.repairs]

    @property
    def late(self):
        """Those who handed in late, the latest first."""
        return sorted((row for row in self.rows if row.late), key=lambda row: -row.late_seconds)

    @property
    def misconceptions(self):
        """Named mistakes, the commonest first."""
        return named_mistakes(self.parts, self.rows)

    @property
    def common_mistakes(self):
        """Those that two or more made, eight at most; where there are none, those of one student."""
        found = self.misconceptions
        return ([one for one in found if len(one.students) > 1] or found)[:8]

    @property
    def reteach(self):
        """What to teach again, the most needed first."""
        return to_reteach(self.parts, self.misconceptions)


def _unread(row, name):
    return name in row.marks and row.marks[name].score is None
