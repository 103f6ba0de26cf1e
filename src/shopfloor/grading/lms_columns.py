"""Which column of a learning platform's gradebook file is the assignment's, and how many points it is worth.

Canvas       ``Week 5 (12345)``; below the headers a row "Points Possible", "(read only)" where nothing is taken
Blackboard   ``Week 5 [Total Pts: 20 Score] |12345``; columns are known by the number behind the bar
Brightspace  ``Week 5 Points Grade <Numeric MaxPoints:20 Weight:10>``; the last column is "End-of-Line Indicator"
Moodle       the grading worksheet's ``Grade`` with ``Maximum Grade`` beside it, or ``Assignment: Week 5 (Real)``

Canvas' file is written by ``lib/gradebook_exporter.rb`` and read by ``lib/gradebook_importer.rb``; Moodle's by
``mod/assign/gradingtable.php`` and ``mod/assign/feedback/offline/importgradeslib.php`` and its grade export: what is
said of these two is from there. Blackboard's help says that the number identifies the column; its headers, and
those of Brightspace beyond "Points Grade" (D2L's help), are as other people's scripts quote them.
"""

import re
from dataclasses import dataclass

from shopfloor.grading.names import words
from shopfloor.grading.problem import Problem
from shopfloor.grading.titles import titles

_CANVAS = re.compile(r"(?P<label>.+) \(\d+\)")
_BLACKBOARD = re.compile(r"(?P<label>.+?) \[Total Pts: (?:up to )?(?P<most>[\d.,]+)[^\]]*\](?: ?\|\d+)?")
_BRIGHTSPACE = re.compile(r"(?P<label>.+) Points Grade(?: ?<Numeric MaxPoints:(?P<most>[\d.,]+)[^>]*>)?")
_MOODLE = re.compile(r"(?P<label>(?:[^\W\d]+: ?)?.+) \(Real\)", re.IGNORECASE)
_PARTICIPANT = re.compile(r"(?P<word>[^\W\d]+(?:/\w+)?) ?\d+")
# Columns that a platform computes, or that hold words about a student.
_NOT_MARKS = re.compile(
    r"\b(current|final|unposted|override|subtotal)\b.*\b(score|grade|points|status)\b|\btotal\b"
    r"|\((percentage|letter|feedback)\)$|^(feedback|notes|grading notes|smart views)\b|numerator|denominator"
    r"|end-of-line indicator|last (access|modified|downloaded)|grade can be changed|maximum grade|availability",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(student|name|student name|student id|id|sis .* id|integration id|root account|section|lastname|firstname|last name|first name"
    r"|surname|username|user name|orgdefinedid|email( address)?|identifier|full name|id number|institution"
    r"|department|status|groups?|marker|child course id)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Column:
    """One column that marks can go into; ``most`` is what it is worth, or None where the file does not say."""

    at: int
    header: str
    label: str
    most: float | None = None
    closed: bool = False  # the platform takes nothing from it


def columns(table):
    """The columns that may hold an assignment's marks, in order."""
    headers = table.headers
    worksheet = is_worksheet(table)
    possible = next(
        (
            values
            for _, values in table.below[:3]
            if any("points possible" in value.casefold() for value in values)
        ),
        None,
    )
    found = []
    for at, header in enumerate(headers):
        if not header or _PEOPLE.fullmatch(header):
            continue
        match = next(
            filter(None, (way.fullmatch(header) for way in (_BLACKBOARD, _BRIGHTSPACE, _MOODLE, _CANVAS))),
            None,
        )
        if _NOT_MARKS.search(match["label"] if match and match.re is _BRIGHTSPACE else header.split("[")[0]):
            continue
        label = match["label"] if match else header
        most = number(match["most"]) if match and "most" in match.re.groupindex and match["most"] else None
        closed = False
        if possible is not None and at < len(possible):
            most = number(possible[at])
            closed = "read only" in possible[at].casefold()
        elif worksheet:
            most = _beside(table, at + 1)
        found.append(Column(at, header, label, most, closed))
    return found


def is_worksheet(table):
    """Whether this is Moodle's grading worksheet: of one assignment, with "Participant 1234567" in each line."""
    for at in range(len(table.headers)):
        values = [values[at].strip() if at < len(values) else "" for _, values in table.below]
        found = [_PARTICIPANT.fullmatch(value) for value in values]
        if found and all(found) and len({one["word"] for one in found}) == 1:
            return True
    return False


def _beside(table, at):
    """The one number that a whole column holds, or None."""
    held = {values[at].strip() for _, values in table.below if at < len(values)} - {""}
    return number(held.pop()) if len(held) == 1 else None


def number(text):
    """The number in a cell, written with a point or a comma, or None."""
    text = text.strip().replace(" ", "")
    if re.fullmatch(r"\d+([.,]\d+)?", text):
        return float(text.replace(",", "."))
    return None


def column(table, root, assignment, named=None):
    """The assignment's Column: the one named, or the only one that its name or title points to."""
    there = columns(table)
    grade = [one for one in there if one.header.casefold() == "grade"]
    if named is not None:
        found = _called(there, table, named)
    elif grade and is_worksheet(table):
        found = grade
    else:
        found = _fitting(there, root, assignment)
    if len(found) != 1:
        several = (
            f"more than one column could be {assignment}"
            if found
            else f"no column is called like {assignment}"
        )
        if named is not None:
            several = f"{'more than one' if found else 'no'} column is called {named}"
        listed = "; ".join(one.header for one in (found or there)[:15]) or "none that marks can go into"
        raise Problem(
            f"{several}; the columns are: {listed}", file=table.path, remedy='name it: --column "NAME"'
        )
    if found[0].closed:
        raise Problem(
            f"Canvas takes no marks in the column {found[0].header}: it is read only",
            file=table.path,
            remedy="name the assignment's own column: --column NAME",
        )
    return found[0]


def _called(there, table, named):
    """Columns of that header or label; headers that look like nothing known may be named in full."""
    plain = named.strip().casefold()
    exact = [one for one in there if one.header.casefold() == plain]
    if exact:
        return exact
    also = [one for one in there if one.label.casefold() == plain]
    if also:
        return also
    others = [
        Column(at, header, header)
        for at, header in enumerate(table.headers)
        if header.casefold() == plain and not _PEOPLE.fullmatch(header) and not _NOT_MARKS.search(header)
    ]
    return others or [one for one in there if plain in one.label.casefold()]


def _fitting(there, root, assignment):
    """The columns that fit best: by the whole name or title, by a part of it, by its short code (a05, 5)."""
    title, _ = titles(root, assignment)
    code, _, rest = assignment.partition("_")
    whole = [words(assignment), words(title), words(rest)]
    short = {code.casefold(), re.sub(r"\A(\D+)0+", r"\1", code.casefold())}
    tests = (
        lambda label: label in whole,
        lambda label: any(
            len(shorter) > 1 and _inside(shorter, longer)
            for part in whole
            for shorter, longer in ((part, label), (label, part))
        ),
        lambda label: bool(short & set(label)),
    )
    labels = [(one, words(re.sub(r"\A[^\W\d]+: ?", "", one.label))) for one in there]
    for test in tests:
        if found := [one for one, label in labels if label and test(label)]:
            return found
    return []


def _inside(part, label):
    """Whether the words stand in the label one after the other."""
    return any(label[start : start + len(part)] == part for start in range(len(label) - len(part) + 1))
