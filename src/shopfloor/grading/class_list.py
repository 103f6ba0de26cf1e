"""nbgrader's class list and due dates: the gradebook's own tables, where its marking pages find them."""

import warnings
from pathlib import Path

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.names import plain
from shopfloor.grading.nbgrader_course import gradebook_file, nbgrader_config, open_gradebook
from shopfloor.grading.roster import Person


def people(root):
    """The students of the gradebook as Persons; none where there is no gradebook yet."""
    course, config = _config(root)
    file = gradebook_file(config.CourseDirectory.db_url) if config else None
    if config is None or (file is not None and not file.is_file()):
        return []
    with open_gradebook(course, config) as gradebook:
        return [_person(student) for student in gradebook.students]


def _person(student):
    mail, lms_id = student.email or "", student.lms_user_id or ""
    tokens = {plain(mail), plain(mail.partition("@")[0]), plain(lms_id)} - {""}
    first, last = student.first_name or "", student.last_name or ""
    return Person(student.id, first, last, mail, lms_id, f"{first} {last}".strip(), frozenset(tokens))


def add(root, persons):
    """Put people on the class list, or add what the list does not know yet of them; the ids that are new."""
    course, config = _config(root)
    with open_gradebook(course, config) as gradebook, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SQLAlchemy's, about nbgrader's own way of adding
        there = {plain(student.id): student.id for student in gradebook.students}
        new = []
        for person in persons:
            given = {
                "first_name": person.first,
                "last_name": person.last,
                "email": person.email,
                "lms_user_id": person.lms_id,
            }
            given = {name: value[:128] for name, value in given.items() if value}
            if plain(person.id) not in there:
                new.append(person.id)
            gradebook.update_or_create_student(there.get(plain(person.id), person.id), **given)
    return new


def due_date(root, assignment):
    """When the assignment is due, as nbgrader keeps it (UTC, without time zone), or None."""
    from nbgrader.api import MissingEntry

    course, config = _config(root)
    file = gradebook_file(config.CourseDirectory.db_url) if config else None
    if config is None or (file is not None and not file.is_file()):
        return None
    with open_gradebook(course, config) as gradebook:
        try:
            return gradebook.find_assignment(assignment).duedate
        except MissingEntry:
            return None


def set_due_date(root, assignment, due):
    """Note in the gradebook when the assignment is due."""
    course, config = _config(root)
    with open_gradebook(course, config) as gradebook, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gradebook.update_or_create_assignment(assignment, duedate=due)


def not_on_the_list(root, students):
    """Those of the students whom the class list does not have; none where there is no list yet."""
    listed = {plain(person.id) for person in people(root)}
    return [student for student in students if listed and plain(student) not in listed]


def _config(root):
    course = CourseFolder(Path(root).parent)
    return course, nbgrader_config(course) if course.is_instructors else None
