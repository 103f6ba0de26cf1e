"""Marking: in the grader's own process, handed-in values are compared with their keys, and words are written."""

import html
import math

from nbformat.v4 import new_output
from nbgrader.utils import compute_checksum, is_solution

from shopfloor.grading.base import CourseStep, autograded, grade_id, leaving_no_trace
from shopfloor.grading.course import course_code
from shopfloor.grading.handed_in import value_of
from shopfloor.grading.keys import load_keys
from shopfloor.grading.problem import Problem
from shopfloor.grading.record import NAME, run_as, stopped_words

FOLLOWED = "Your own earlier answer was followed through here, so its slip costs nothing twice."
NOT_TRIED = "Not tried yet: the answer cell is as it was handed out."


class Mark(CourseStep):
    """Replaces the 0.0 in every graded cell by the points that its value earned, and the feedback.

    Stops the submission, with nothing saved for it, if the notebook was not run by ``ExecuteAs`` or if a
    graded cell with points has no key.
    """

    def preprocess(self, nb, resources):
        cells = [cell for cell in nb.cells if autograded(cell)]
        if cells:
            with leaving_no_trace():
                self._mark(nb, cells, resources)
        return nb, resources

    def _mark(self, nb, cells, resources):
        assignment = resources["nbgrader"]["assignment"]
        found = resources.get("shopfloor", {}).get("handed_in")
        if found is None:
            raise Problem(
                "this submission was not run by the course's own step, so there is nothing to mark",
                remedy="grade without --no-execute, and with ExecuteAs in nbgrader_config.py",
            )
        keys = load_keys(self.root, assignment)
        check_complete(
            keys, {grade_id(cell): float(cell.metadata.nbgrader.points) for cell in cells}, self.root
        )
        values, why_not = {}, {}
        for cell in cells:
            graded_id = grade_id(cell)
            record = found.get(graded_id, {"payloads": [], "error": None, "stopped": "It did not run."})
            value, trouble = value_of(record["payloads"], graded_id)
            if trouble:
                why_not[graded_id] = _no_value(record, trouble, untouched(nb, graded_id))
            else:
                values[graded_id] = value
        student = run_as(nb, resources["nbgrader"]["student"])
        judge = Judge(keys, keys.case(student, course_code(self.root, assignment), values), values)
        for cell in cells:
            graded_id, most = grade_id(cell), float(cell.metadata.nbgrader.points)
            if graded_id in values and graded_id in keys.functions:
                outcome, words, try_this, credit = judge(graded_id)
            else:
                outcome, words, try_this, credit = (*why_not.get(graded_id, ("wrong", "")), "", 0.0)
            write(cell, outcome, words, try_this, points(credit, most), most, values.get(graded_id))


def check_complete(keys, most_points, root):
    """Raise Problem unless every graded id with points (``{id: points}``) has a key."""
    missing = [
        graded_id for graded_id, most in most_points.items() if most > 0 and graded_id not in keys.functions
    ]
    if missing:
        raise Problem(
            f"there is no key for {', '.join(missing)}",
            file=keys.path,
            remedy="write the key, then grade again: without it the part cannot be marked",
        )


class Judge:
    """Judges one student's values by the keys, following earlier slips through."""

    def __init__(self, keys, case, values):
        self.keys, self.case, self.values = keys, case, values
        self.credits = {}

    def __call__(self, graded_id):
        """``(outcome, words, try_this, credit)`` for the value handed in under this id."""
        self.case.followed.clear()
        verdict = self._verdict(graded_id, self.case)
        followed = sorted(self.case.followed)
        if followed and _credit(verdict) < 1:
            # Somebody who found the right value in spite of an earlier slip is right as well.
            straight = self._verdict(graded_id, self.case.without_earlier())
            if _credit(straight) > _credit(verdict):
                verdict, followed = straight, []
        credit = self.credits[graded_id] = _credit(verdict)
        words = verdict.words
        if credit > 0 and any(self.credits.get(earlier, 1) < 1 for earlier in followed):
            words = f"{words} {FOLLOWED}"
        return verdict.outcome, words, verdict.try_this, credit

    def _verdict(self, graded_id, case):
        answer = self.keys.answer(graded_id, case)
        try:
            return answer.judge(self.values[graded_id], reveal=False)
        except Exception:
            # A value that no judgement could cope with (a number of ten thousand digits) is the student's.
            from shopfloor.teaching.compare import Verdict

            return Verdict("wrong", "What was handed in could not be compared.", "", 0.0)


def _credit(verdict):
    credit = verdict.credit
    if isinstance(credit, bool) or not isinstance(credit, (int, float)) or not math.isfinite(credit):
        return 0.0
    return min(max(float(credit), 0.0), 1.0)


def points(credit, most):
    """Points for a share of the credit: between 0 and the cell's points, to a hundredth."""
    return min(max(round(credit * most, 2), 0.0), most)


def _no_value(record, trouble, not_tried):
    """``(outcome, words)`` for a cell without a usable value."""
    # What stopped the answer cell says more than the name that is missing because of it.
    stopped = record["error"] and record.get("answer_error")
    name, said = stopped or record["error"] or ("", "")
    said = " ".join(said.split())[:300]
    if record["payloads"]:
        return "nothing to mark", trouble
    if record["stopped"]:
        return "did not run", stopped_words(record["stopped"])
    if not_tried:
        return "not tried", NOT_TRIED
    if name == "NotReady":
        return "not ready", f"Not ready to hand in: {said}"
    if name:
        return "stopped", f"The {'answer ' if stopped else ''}cell stopped: {name}: {said}"
    return "nothing to mark", trouble


def untouched(nb, graded_id):
    """True if the answer cell of a graded id still is what was handed out."""
    for cell in nb.cells:
        if grade_id(cell) == f"{graded_id}_answer" and is_solution(cell):
            checksum = cell.metadata.nbgrader.get("checksum")
            return bool(checksum) and checksum == compute_checksum(cell)
    return False


def write(cell, outcome, words, try_this, got, most, value=None):
    """Make points and feedback the only output of the cell, and note them for feedback page and report."""
    text = f"<p><strong>{got:g} of {most:g} points.</strong> {html.escape(words)}</p>"
    if try_this:
        text += f"<p>Try this: {html.escape(try_this)}</p>"
    data = {"text/plain": repr(float(got)), "text/html": text}
    cell.outputs = [new_output("execute_result", data, execution_count=cell.get("execution_count"))]
    cell.metadata[NAME] = {
        "outcome": outcome,
        "words": words,
        "try_this": try_this,
        "points": got,
        "of": most,
    }
    if value is not None:
        cell.metadata[NAME]["value"] = value
