"""A whole gradebook into another database, an SQLite file or a server's, and the check that both hold the same."""

from contextlib import contextmanager, suppress

from shopfloor.grading.nbgrader_course import commands_first_on_path, gradebook_file
from shopfloor.grading.problem import Problem

ROWS = 1000  # carried at a time, so that memory does not grow with the term


def copy_gradebook(source, target, course_id="shopfloor"):
    """Copy every row of nbgrader's tables from one database to another, all or nothing, and compare.

    Parameters
    ----------
    source, target : str
        SQLAlchemy addresses, such as ``sqlite:////path/gradebook.db`` or ``postgresql+psycopg2://host/name``. The
        target's tables are made by nbgrader if they are missing.
    course_id : str
        As in nbgrader's configuration.

    Returns
    -------
    dict
        Rows copied of each table.

    Raises
    ------
    Problem
        If the source is not there, the target cannot be reached or holds students or assignments already, or a row
        does not read back as it was; the target is then as it was before.
    """
    from nbgrader.api import Base
    from sqlalchemy import delete, select

    file = gradebook_file(source)
    if file is not None and not file.is_file():
        raise Problem("there is no gradebook", file=file, remedy="grade or collect something first")
    tables = Base.metadata.sorted_tables
    with _connected(source, course_id) as old, _connected(target, course_id) as new, new.begin():
        _as_of_now(old)
        filled = [table.name for table in tables if table.name != "course" and _count(new, table)]
        if filled:
            raise Problem(
                f"the new gradebook is not empty: there are rows in {', '.join(filled)}",
                file=named(target),
                remedy="give the name of an empty database",
            )
        new.execute(delete(Base.metadata.tables["course"]))  # nbgrader has just put its own in
        counts = {}
        for table in tables:
            counts[table.name] = 0
            for rows in old.execute(select(table)).mappings().partitions(ROWS):
                _insert(new, table, [dict(row) for row in rows], target)
                counts[table.name] += len(rows)
        for table in tables:
            where = difference(old, new, table)
            if where:
                raise Problem(
                    f"the copy is not the same: table {table.name}, {where}",
                    file=named(target),
                    remedy="nothing was kept of it; the old gradebook is in use as before",
                )
    return counts


def _as_of_now(connection):
    """From here on the connection sees one moment, whatever others write."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execution_options(isolation_level="REPEATABLE READ")


def difference(old, new, table):
    """The first row of a table in which two databases differ, in words; an empty text if all are the same."""
    from sqlalchemy import select

    keys = [column.name for column in table.primary_key]
    if _count(old, table) != _count(new, table):
        return f"{_count(old, table)} rows became {_count(new, table)}"
    for rows in old.execute(select(table)).mappings().partitions(ROWS):
        wanted = {tuple(row[key] for key in keys): dict(row) for row in rows}
        key = table.c[keys[0]]
        found = new.execute(select(table).where(key.in_([one[0] for one in wanted]))).mappings()
        there = {tuple(row[key] for key in keys): dict(row) for row in found}
        for name, row in wanted.items():
            if there.get(name) != row:
                return f"row {' '.join(map(str, name))}"
    return ""


def _insert(connection, table, rows, target):
    from sqlalchemy.exc import StatementError

    try:
        connection.execute(table.insert(), rows)
    except StatementError as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())
        raise Problem(
            f"a row of table {table.name} does not fit into the new gradebook: {said}",
            file=named(target),
            remedy="nothing was kept of it; the old gradebook is in use as before",
        ) from error


def _count(connection, table):
    from sqlalchemy import func, select

    return connection.execute(select(func.count()).select_from(table)).scalar_one()


@contextmanager
def _connected(url, course_id):
    """A connection to a database that has nbgrader's tables."""
    from nbgrader.api import Gradebook
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

    commands_first_on_path()  # nbgrader starts a bare ``alembic``
    file = gradebook_file(url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    try:
        gradebook = Gradebook(url, course_id)
    except (OperationalError, ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())
        raise Problem(
            f"the database cannot be opened: {said}",
            file=named(url),
            remedy="see that its server runs, and that the address, the name and the password are right",
        ) from error
    try:
        with gradebook.engine.connect() as connection:
            yield connection
    finally:
        gradebook.close()


def named(url):
    """The address without its password."""
    from sqlalchemy.engine import make_url

    with suppress(Exception):
        return make_url(url).render_as_string(hide_password=True)
    return url
