"""The report as a CSV file: one row a student, for a spreadsheet."""

import csv
import io
import re

# A sign that would begin a formula: at the start of a cell, or after what some spreadsheets split cells at.
_FORMULA = re.compile(r"(\A|[,;\t\r\n])([\s\"']*)(?=[=+\-@＝＋－＠])")


def as_csv(report):
    """The report's numbers as CSV text: one row per student, also those who have not handed in.

    Look-alikes are not in it: they are something to look at, and no property of a student.
    """
    text = io.StringIO()
    table = csv.writer(text)
    flags = ["late_hours", "by_hand", "made_with", "repairs", "stopped"]
    table.writerow(
        ["student", "status", "score", "points", *(part.grade_id for part in report.parts), *flags]
    )
    for row in report.rows:
        marks = [
            row.marks[part.grade_id].score if part.grade_id in row.marks else None for part in report.parts
        ]
        status = row.trouble or ("waits for marks by hand" if row.unread else "graded")
        late = round(row.late_seconds / 3600, 2) if row.late_seconds > 0 else None
        if row.called_late:
            late = "late"
        by_hand = "to be read" if row.unread else "look again" if row.review else ""
        of_hand_in = [late, by_hand, row.made_with, " ".join(row.repairs), row.stopped]
        table.writerow(map(_cell, [row.student, status, row.score, report.most, *marks, *of_hand_in]))
    for student in report.missing:
        empty = [""] * (len(report.parts) + len(flags))
        table.writerow([_cell(student), "not handed in", "", report.most, *empty])
    return text.getvalue()


def _cell(value):
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        return _FORMULA.sub(r"\1\2'", value)
    return "" if value is None else value
