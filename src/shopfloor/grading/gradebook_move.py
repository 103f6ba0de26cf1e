"""A running course's gradebook moved to another database: copied, compared, and the one setting changed."""

from datetime import datetime

from shopfloor.grading.gradebook_copy import copy_gradebook, named
from shopfloor.grading.nbgrader_course import gradebook_file, nbgrader_config
from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole


def move_gradebook(course, address):
    """Move the gradebook to ``address`` (SQLAlchemy's, such as ``postgresql+psycopg://grader@host/shopfloor``).

    Every row is copied in one transaction and compared; then ``c.CourseDirectory.db_url`` is set at the end of
    ``nbgrader_config.py``, and an SQLite file gets another name, so that nothing writes to it by mistake.

    Returns
    -------
    counts : dict
        Rows of each table.
    old : Path or None
        Where the SQLite file lies now.

    Raises
    ------
    Problem
        If the address holds a password (files hold none: libpq reads ``~/.pgpass`` and ``PGPASSWORD``), is where the
        gradebook is already, cannot be reached or is not empty, or if the setting does not take. The course then
        goes on with the gradebook that it has.
    """
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    file = course.instructor / "nbgrader_config.py"
    config = nbgrader_config(course).CourseDirectory
    try:
        wanted = make_url(address)
    except ArgumentError as error:
        raise Problem(
            f"{address} is no address of a database",
            remedy="give one such as postgresql+psycopg://grader@host/shopfloor or sqlite:////folder/gradebook.db",
        ) from error
    if wanted.password:
        raise Problem(
            "the address holds a password, and it would stand in nbgrader_config.py",
            remedy="leave it out, and put it into ~/.pgpass or PGPASSWORD",
        )
    if wanted == make_url(config.db_url):
        raise Problem("the gradebook is there already", file=named(address))
    counts = copy_gradebook(config.db_url, address, config.course_id)
    before = file.read_bytes()
    line = f"\n# Since {datetime.now():%Y-%m-%d}; before, it was in {named(config.db_url)}\n"
    write_whole(file, before.rstrip() + f"\n{line}c.CourseDirectory.db_url = {address!r}\n".encode())
    if nbgrader_config(course).CourseDirectory.db_url != address:
        write_whole(file, before)
        raise Problem(
            "the setting c.CourseDirectory.db_url does not take",
            file=course.named(file),
            remedy="see what changes it there; the old gradebook is in use as before",
        )
    old = gradebook_file(config.db_url)
    if old is None:
        return counts, None
    aside = old.with_name(f"{old.stem}-moved-{datetime.now():%Y%m%d-%H%M%S}{old.suffix}")
    old.rename(aside)
    return counts, aside
