"""Each student's own version of a table."""

from . import catalog, tables
from .errors import DataError
from .identity import course_code, student_id
from .variants import VARIANTS, Draws


def my_data(name, student=None, course=None):
    """Return the version of a table that belongs to one student in one course.

    Everything in it follows from the course code, the table's name and the id, by whole-number arithmetic on
    their SHA-256: the same on every computer, in the browser, today and when the work is graded.

    Parameters
    ----------
    name : str
        A table that has versions, such as ``"timestudy/bench_study"``.
    student : str, optional
        See `student_id`.
    course : str, optional
        See `course_code`.

    Returns
    -------
    pandas.DataFrame
        With the columns and types of ``load(name)``.

    Raises
    ------
    DataError
        The table is unknown or the same for everybody, or the id or the course code is missing.

    Examples
    --------
    >>> mine = my_data("timestudy/bench_study", student="Ana.Silva", course="open-2026")
    >>> mine.equals(my_data("timestudy/bench_study", student=" ana.silva ", course="open-2026"))
    True
    >>> mine.equals(my_data("timestudy/bench_study", student="ben.okoro", course="open-2026"))
    False
    """
    resource = catalog.resource(name)
    if name not in VARIANTS:
        raise DataError(f"{name!r} is the same for everybody: use load({name!r}).")
    draws = Draws(course_code(course), name, student_id(student))
    return tables.from_rows(resource, VARIANTS[name](draws), f"your {name}")
