"""What is done in each lesson, counted from the diary."""

from html import escape

from ..exercises import lessons, of_lesson
from ..words import InWords
from . import diary

COLUMNS = [
    "lesson",
    "exercises",
    "right",
    "right_alone",
    "tried",
    "solutions_opened",
    "practice_right",
    "practice_tried",
    "ready_to_hand_in",
    "last_worked",
]
_HEADINGS = {
    "lesson": "Lesson",
    "exercises": "Right",
    "solutions_opened": "Solution opened",
    "practice": "Practice",
    "ready_to_hand_in": "Assignment",
    "last_worked": "Last worked on",
}


class UnreadableProgress(InWords, OSError):
    """The file of the learner's progress is there and cannot be read."""


def progress():
    """What have I done so far? A row for each lesson that has exercises or in which something was done.

    Returns
    -------
    Progress
        Shown as a table. ``.table`` is a DataFrame with the columns lesson, exercises (how many there are),
        right, right_alone (right before its solution was opened), tried (and not right yet), solutions_opened,
        practice_right, practice_tried, ready_to_hand_in (the last "ready" of its assignment, a time in UTC or
        NaT), last_worked (UTC or NaT).

    Raises
    ------
    UnreadableProgress
        The file is there and cannot be read; the message names it.
    """
    path = diary.place()
    try:
        entries = diary.entries()
    except OSError as error:
        raise UnreadableProgress(
            f"{path} cannot be read ({error.strerror or error}): is it open elsewhere?"
        ) from None
    return Progress(_table(entries), path)


class Progress:
    """The overview that ``progress`` gives."""

    def __init__(self, table, path):
        self.table, self.path = table, path

    @property
    def text(self):
        """The overview in plain words, a line for each lesson."""
        lines = [_line(row) for row in self.table.itertuples()]
        return "\n".join([*lines, *self._notes()])

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        head = "".join(f'<th scope="col" style="{_CELL}">{words}</th>' for words in _HEADINGS.values())
        rows = "".join(_row(row) for row in self.table.itertuples())
        notes = "".join(f'<p style="margin:4px 0">{escape(note)}</p>' for note in self._notes())
        return (
            '<div class="shopfloor-progress mathjax_ignore" style="overflow-x:auto;font-size:var(--jp-content-font-size1,14px);'
            'color:var(--jp-content-font-color1,inherit)"><table style="border-collapse:collapse">'
            '<caption style="text-align:left;font-weight:600;padding:4px 0">Your progress</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notes}</div>"
        )

    def _notes(self):
        if self.table.empty or self.table["last_worked"].isna().all():
            yield 'Nothing is noted yet. Each check("...", ...) adds to it.'
        yield f"Kept on this computer only, in {self.path}. Copy the file to take it along; delete it to start anew."


_CELL = "text-align:left;padding:4px 12px 4px 0;border-bottom:1px solid #808080"


def _table(entries):
    import pandas as pd  # only the overview needs it, and it takes a second to import

    by_lesson = {}
    for entry in entries:
        if lesson := str(entry.get("lesson") or ""):
            by_lesson.setdefault(lesson, []).append(entry)
    rows = [_count(lesson, by_lesson.get(lesson, [])) for lesson in sorted({*lessons(), *by_lesson})]
    table = pd.DataFrame(rows, columns=COLUMNS)
    for column in ("ready_to_hand_in", "last_worked"):
        table[column] = pd.to_datetime(table[column], utc=True)
    return table


def _count(lesson, entries):
    there = set(of_lesson(lesson))
    right, alone, tried, opened = set(), set(), set(), set()
    practised, solved, ready = 0, 0, None
    for entry in entries:
        what, of = entry["what"], entry.get("id")
        outcome = entry.get("outcome")
        if what == "practice" and outcome not in (None, "not tried"):
            practised += 1
            solved += outcome == "right"
        elif what == "ready":
            ready = entry["at"]
        elif of not in there:
            continue  # an exercise of another version of the course
        elif what == "solution":
            opened.add(of)
        elif what == "check" and outcome == "right":
            if of not in opened and of not in right:
                alone.add(of)
            right.add(of)
        elif what == "check" and outcome not in (None, "not tried"):
            tried.add(of)
    return {
        "lesson": lesson,
        "exercises": len(there),
        "right": len(right),
        "right_alone": len(alone),
        "tried": len(tried - right),
        "solutions_opened": len(opened),
        "practice_right": solved,
        "practice_tried": practised,
        "ready_to_hand_in": ready,
        "last_worked": max((entry["at"] for entry in entries), default=None),
    }


def _cells(row):
    # NaT, the time that never was, is the one that does not equal itself.
    waiting = f", {row.tried} tried" if row.tried else ""
    practice = f"{row.practice_right} right of {row.practice_tried}" if row.practice_tried else "-"
    ready = f"ready {row.ready_to_hand_in:%Y-%m-%d}" if row.ready_to_hand_in == row.ready_to_hand_in else "-"
    last = f"{row.last_worked:%Y-%m-%d}" if row.last_worked == row.last_worked else "-"
    return {
        "lesson": row.lesson,
        "exercises": f"{row.right} of {row.exercises}{waiting}",
        "solutions_opened": str(row.solutions_opened),
        "practice": practice,
        "ready_to_hand_in": ready,
        "last_worked": last,
    }


def _row(row):
    cells = _cells(row)
    first = f'<th scope="row" style="{_CELL}">{escape(cells.pop("lesson"))}</th>'
    return (
        f"<tr>{first}"
        + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in cells.values())
        + "</tr>"
    )


def _line(row):
    cells = _cells(row)
    return (
        f"Lesson {cells['lesson']}: {cells['exercises']} exercises right; solutions opened: "
        f"{cells['solutions_opened']}; practice: {cells['practice']}; assignment: {cells['ready_to_hand_in']}; "
        f"last worked on: {cells['last_worked']}."
    )
