"""The class list in a file: which of its columns hold ids, names and addresses.

Any CSV file will do: the college's list, or the gradebook file or grading worksheet of the learning platform.
Which column holds the ids that this course uses is found by what matches, and by the usual names of such
columns only where nothing matches yet.
"""

import re
from collections import Counter

from shopfloor.grading import gradebook_file
from shopfloor.grading.names import key, plain
from shopfloor.grading.problem import Problem
from shopfloor.grading.roster import Person, Roster

# Usual names of the column with the id, the likeliest first (Canvas, Blackboard, Brightspace, Moodle, lists).
ID_COLUMNS = (
    "student", "sis login id", "login id", "login", "username", "user name", "netid", "student id",
    "studentid", "student number", "student_id", "id number", "orgdefinedid", "org defined id", "sis user id",
    "matriculation number", "matrikelnummer", "email address", "email", "e-mail", "identifier", "id",
)  # fmt: skip
_FIRST = (
    "first name",
    "firstname",
    "first_name",
    "given name",
    "vorname",
    "prénom",
    "nombre",
    "nome",
    "imię",
)
_LAST = (
    "last name", "lastname", "last_name", "surname", "family name", "nachname", "nom", "apellido", "apellidos",
    "apellido(s)", "cognome", "sobrenome", "nazwisko",
)  # fmt: skip
_FULL = (
    "student", "full name", "fullname", "name", "student name", "display name", "vollständiger name",
    "nom complet", "nombre completo", "nome completo", "nome e cognome", "姓名", "氏名", "이름",
)  # fmt: skip
_NO_ID = re.compile(
    r"\(\d+\)$|\[total pts|points grade|\((real|percentage|letter|feedback)\)$"
    r"|\b(score|grade|points|total|maximum|section|group|feedback|modified|last access|status)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<word>[^\d]*[^\d\s])\s*(?P<number>\d+)")
_NOT_PEOPLE = {"points possible", "student test"}  # as key() writes them
LONGEST_ID = 100


def read(path, known=(), written=(), sent=()):
    """The Roster in a CSV file.

    ``known`` are the ids that the course has already, ``written`` those in the notebooks that arrived, and
    ``sent`` those in the names of the files: the column that holds most of them holds the ids.
    """
    return from_table(gradebook_file.read(path), known, written, sent)


def from_table(table, known=(), written=(), sent=()):
    """Like :func:`read`, for a file that is read already."""
    rows = [values for _, values in table.below]
    headers = table.headers
    if not rows:
        raise Problem(
            "this class list has no line below its headers", file=table.path, remedy="download it again"
        )
    columns = _identity_columns(headers, rows)
    place, before_at = _id_column(table, columns, headers, rows, known, written, sent)
    numbers = _numbered(columns, rows)
    first, last, full = (_named(headers, names, place) for names in (_FIRST, _LAST, _FULL))
    email = _email(headers, rows)
    lms = _named(headers, ("id",)) if "section" in _low(headers) or "sis login id" in _low(headers) else None
    moved = next(
        (at for at, header in enumerate(_low(headers)) if header == "last modified (submission)"), None
    )
    spelling = {plain(student): student for student in known}
    people, without = {}, []
    for values in rows:
        given, family, whole, mail, lms_id, when = (
            _at(values, at) for at in (first, last, full, email, lms, moved)
        )
        name = whole or f"{given} {family}".strip()
        if key(name) in _NOT_PEOPLE:
            continue
        student = _as_written(_at(values, place), before_at)
        if numbers(values):  # "Teilnehmer/in 1234567"
            student = student.replace("/", "-")
        if not student:
            if name:
                without.append(name)
            continue
        if not usable(student):
            raise Problem(
                f"the id {student[:60]} cannot be the name of a folder",
                file=table.path,
                remedy="give that student an id without / and \\ that does not start with a dot",
            )
        if not (given or family) and whole:
            given, family = _split(whole)
        person = Person(
            spelling.get(plain(student), student),
            given,
            family,
            mail,
            lms_id,
            name,
            frozenset(plain(_at(values, at)) for at in columns) - {""} | _before_at(mail),
            numbers(values),
            when,
        )
        twin = people.setdefault(plain(student), person)
        if key(twin.name) != key(person.name):
            raise Problem(
                f"the id {student} stands twice in this class list, for {twin.name} and for {name}",
                file=table.path,
                remedy="give each student an id of their own",
            )
    return Roster(list(people.values()), headers[place], without)


def usable(student):
    """Whether an id can be the name of a folder, here and on other systems."""
    return (
        0 < len(student) <= LONGEST_ID
        and not student.startswith(".")
        and not any(sign in '/\\:*?"<>|' or ord(sign) < 32 for sign in student)
    )


def _identity_columns(headers, rows):
    """The columns whose entries may say who somebody is: each entry once, one word, and no marks."""
    found = []
    for at, header in enumerate(headers):
        values = [value for row in rows if (value := _at(row, at))]
        words = sum(not re.search(r"\s", value) for value in values)
        participant = sum(bool(_NUMBERED.fullmatch(value)) for value in values) == len(values)
        often = Counter(map(plain, values))
        decimals = any(re.fullmatch(r"-?\d+[.,]\d+", value) for value in values)
        usual = header.casefold() in ID_COLUMNS
        if header.casefold() == "student" and "id" in _low(headers):
            continue  # the name, in Canvas
        if not values or decimals or (_NO_ID.search(header) and not usual):
            continue
        if (words >= 0.8 * len(values) or participant) and (len(often) >= 0.9 * len(values) or usual):
            found.append(at)
    return found


def _id_column(table, columns, headers, rows, known, written, sent):
    """``(column, whether the id is what stands before the @ in it)``."""
    for ids in (known, written):
        if found := _most_matches(columns, headers, rows, ids):
            return found
    for name in ID_COLUMNS:
        for at in columns:
            if headers[at].casefold() == name:
                return at, False
    if found := _most_matches(columns, headers, rows, sent):
        return found
    if len(columns) == 1:
        return columns[0], False
    listed = ", ".join(header or "(no name)" for header in headers[:12])
    raise Problem(
        f"no column of this class list is known to hold the ids; its columns are {listed}",
        file=table.path,
        remedy="call the column with the ids student in the first line",
    )


def _most_matches(columns, headers, rows, ids):
    """The column that holds most of the ids, the one with the more usual name of two; None if none does."""
    ids = {plain(student) for student in ids} - {""}
    usual = {name: number for number, name in enumerate(ID_COLUMNS)}
    best, found = 0, None
    for at in sorted(columns, key=lambda at: usual.get(headers[at].casefold(), len(usual))):
        for before_at in (False, True):
            values = {plain(_as_written(_at(row, at), before_at)) for row in rows}
            if len(ids & values) > best:
                best, found = len(ids & values), (at, before_at)
    return found


def _numbered(columns, rows):
    """A function that gives the number in "Participant 1234567", whatever Moodle's language calls it."""
    for at in columns:
        found = [_NUMBERED.fullmatch(_at(row, at)) for row in rows]
        if all(found) and len({one["word"] for one in found}) == 1:
            return lambda values: one["number"] if (one := _NUMBERED.fullmatch(_at(values, at))) else ""
    return lambda values: ""


def _email(headers, rows):
    for at, header in enumerate(_low(headers)):
        values = [value for row in rows if (value := _at(row, at))]
        if "mail" in header and values and sum("@" in value for value in values) > len(values) / 2:
            return at
    return None


def _before_at(mail):
    return {plain(mail.partition("@")[0])} if "@" in mail else set()


def _named(headers, names, taken=None):
    low = _low(headers)
    return next((at for name in names for at, one in enumerate(low) if one == name and at != taken), None)


def _low(headers):
    return [header.casefold() for header in headers]


def _at(values, at):
    return values[at].strip() if at is not None and at < len(values) else ""


def _as_written(student, before_at=False):
    """The id without what spreadsheets and Brightspace put around it, its capitals kept."""
    inner = re.fullmatch(r'="(.*)"', student.strip())
    student = (inner[1] if inner else student).strip().lstrip("#'").strip()
    return student.partition("@")[0] if before_at and "@" in student else student


def _split(name):
    """First and last name of "Silva, Ana" or "Ana Silva", for the marking pages to show."""
    last, comma, first = name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _, last = name.rpartition(" ")
    return (first.strip(), last.strip()) if first else ("", name)


def lines(table, people):
    """``[(row, ids, name)]`` of a gradebook file: the ids from the one column that holds most of the people's."""
    rows = [values for _, values in table.below]
    headers = table.headers
    columns = _identity_columns(headers, rows)
    ids = {token for person in people.people for token in (person.id, *person.tokens)}
    found = _most_matches(columns, headers, rows, ids)
    at, before_at = found or (None, False)
    numbers = _numbered(columns, rows)
    first, last, full = (_named(headers, names, at) for names in (_FIRST, _LAST, _FULL))
    listed = []
    for number, values in table.below:
        name = _at(values, full) or f"{_at(values, first)} {_at(values, last)}".strip()
        tokens = [token for token in (_as_written(_at(values, at), before_at), numbers(values)) if token]
        if key(name) not in _NOT_PEOPLE:
            listed.append((number, tokens, name))
    return listed
