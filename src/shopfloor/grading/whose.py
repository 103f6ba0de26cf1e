"""Whose hand-in each notebook of a download is, and which of several is the newest."""

from pathlib import Path

from shopfloor.grading import arrivals, class_list, roster_file
from shopfloor.grading.arrivals import HandIn
from shopfloor.grading.downloads import student_of
from shopfloor.grading.names import plain
from shopfloor.grading.problem import Problem
from shopfloor.grading.roster import Roster

ROSTER_FROM = {
    "Canvas": "Grades, Export, Export Entire Gradebook",
    "Moodle": "View all submissions, Download grading worksheet",
    "Blackboard": "Grade Center, Work Offline, Download",
    "Brightspace": "Grades, Enter Grades, Export, with user name and both names",
}


def class_of(root, roster, notebooks, known, found):
    """The class list to go by: the roster's, else the gradebook's."""
    listed = class_list.people(root)
    if roster:
        known = {person.id for person in listed} | set(known)
        sent = {token for file in notebooks if file.arrival for token in file.arrival.tokens}
        people = roster_file.read(roster, known, {_written(file.path) for file in notebooks} - {None}, sent)
        found.column, found.without_id = people.column, people.without_id
        return people
    named = any(person.name or person.lms_id for person in listed)
    needed = any(
        file.arrival and not file.arrival.hidden and file.arrival.platform != "Blackboard"
        for file in notebooks
    )
    if needed and not named:
        raise Problem(
            f"the names in a download of {found.platform} hold no ids of students",
            remedy=f"say who is who: --roster FILE, with the gradebook file of {found.platform} "
            f"({ROSTER_FROM[found.platform]}) or any class list as CSV",
        )
    return Roster(listed)


def _written(path):
    """The id that a student wrote into the notebook, or None. It only tells which column the ids are in."""
    import nbformat

    from shopfloor.grading.identify import written_in

    try:
        return written_in(nbformat.read(path, as_version=4))
    except Exception:
        return None


def hand_ins(notebooks, sent, known, assignment, people, roster, found):
    """A HandIn for each notebook whose student is known; the rest goes into ``found.left``."""
    known = {plain(student): student for student in known}
    for file in notebooks:
        student, reason = _whose(file, assignment, people, roster)
        if student is None:
            found.left.append((file.shown, reason))
            continue
        when, timed = _when(file, people, student)
        yield HandIn(
            known.get(plain(student), student),
            file.path,
            file.shown,
            when,
            timed,
            _with_it(file, sent),
            file.arrival,
            Path(file.named).stem == assignment,
        )


def _whose(file, assignment, people, roster):
    """``(id, "")``, or ``(None, why not)``."""
    says = file.arrival
    if says:
        person, reason = people.find(says.tokens, says.name, says.platform)
        if person is None and says.hidden:
            return says.tokens[0], ""  # until Canvas shows the names, its code stands for the student
        if person is None and says.platform == "Blackboard" and not roster and " could be " not in reason:
            return says.tokens[0], ""  # the user name
        return (person.id, "") if person else (None, reason)
    student = student_of(file.whose, assignment)
    for way in ({"tokens": (student,)}, {"name": student}):
        person, reason = people.find(**way)
        if person:
            return person.id, ""
    return (None, reason) if roster else (student, "")


def _when(file, people, student):
    """``(when, whether it was handed in then)``: the platform's word, a timestamp.txt, else the file's own time."""
    if file.arrival is None:
        noted = None if file.inside else arrivals.noted_time(file.path)
        return noted or arrivals.when_written(file.path), True
    if file.arrival.when:
        return arrivals.in_utc(file.arrival.when), True
    said = next((person.handed_in for person in people.people if person.id == student), "")
    if said and (when := _in_words(said)):
        return when, True
    return arrivals.when_written(file.path), False


def _in_words(text):
    """ "Friday, 20 November 2026, 11:59 PM", as Moodle's worksheet has it, in UTC; None in other languages."""
    from dateutil import parser

    try:
        return arrivals.in_utc(parser.parse(text))
    except (ValueError, OverflowError):
        return None


def _with_it(notebook, sent):
    """``((path, name), ...)`` of the other files that came with a notebook: of the same folder or attempt."""
    if notebook.group[0] == "file" and not notebook.inside:
        return ()
    others = {}
    for file in sent:
        if file.group != notebook.group or file.is_notebook or (file.arrival and file.arrival.note):
            continue
        if notebook.arrival or file.path.parent == notebook.path.parent:
            others.setdefault(Path(file.named).name, file.path)
    return tuple((path, name) for name, path in sorted(others.items()))


def newest(arrived, found):
    """The newest hand-in of each student; older ones are listed as left."""
    best = {}
    for hand_in in arrived:
        name = plain(hand_in.student)
        older = hand_in
        if name not in best or hand_in.order > best[name].order:
            older, best[name] = best.get(name), hand_in
        if older is not None:
            found.left.append((older.shown, f"{best[name].shown} is newer"))
    return sorted(best.values(), key=lambda hand_in: hand_in.student)
