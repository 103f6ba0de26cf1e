"""Mistakes that the keys name, as a class makes them: in words, without anybody's numbers."""

import re
from dataclasses import dataclass

from shopfloor.grading.marking import FOLLOWED

NAMED = ("wrong, named", "almost")
"""Outcomes of a judgement whose words say what went wrong."""


@dataclass(frozen=True)
class Misconception:
    """A mistake that was named, in words without anybody's numbers, and who made it."""

    grade_id: str
    part: str
    words: str
    students: tuple


_YOU_GAVE = re.compile(r"\AYou gave .+?\. (?=[A-Z])")
# The figures of fifteen ratings, and what was asked: what lies between them is the misconception.
_RATED = re.compile(r"\AYour \d+ ratings have a bias of \S+ and a spread of \S+ (?=[A-Z])")
_ASKED = re.compile(r"(?<=\.) All points: a bias within .+\Z")
_SEEN = re.compile(r"\A(?=.{0,60}\d).{1,60}? (?=(is|looks|are)\b)")
_NUMBER = re.compile(r"[−-]?\d(?:[\d.,]*\d)?")


def in_general(words):
    """Feedback without the value of the one who got it, so that equal mistakes read the same.

    >>> in_general("0.71 is what the watch showed.")
    'That is what the watch showed.'
    >>> in_general("You gave 3 and 8. You left out every rare line.")
    'You left out every rare line.'
    """
    words = words.replace(FOLLOWED, "").strip()
    words = _ASKED.sub("", _RATED.sub("", _YOU_GAVE.sub("", words)))
    words = _SEEN.sub("That ", words, count=1)
    return _NUMBER.sub("…", words)


def named_mistakes(parts, rows):
    """Every named mistake of the class (``parts`` and ``rows`` of a report), the commonest first."""
    found = {}
    for part in parts:
        for row in rows:
            mark = row.marks.get(part.grade_id)
            if mark and mark.outcome in NAMED and mark.words:
                of_part = (part.grade_id, part.title, in_general(mark.words))
                found.setdefault(of_part, []).append(row.student)
    listed = [Misconception(*named, tuple(students)) for named, students in found.items()]
    return sorted(listed, key=lambda one: -len(one.students))
