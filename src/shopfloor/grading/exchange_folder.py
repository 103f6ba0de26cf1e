"""Where nbgrader's exchange lies: the folder through which assignments, hand-ins and feedback go on a hub."""

from pathlib import Path

# What nbgrader takes if nothing is configured.
USUAL = "/usr/local/share/nbgrader/exchange"


def exchange_root(app):
    """The folder that the configuration of an nbgrader application names, or None if it names none."""
    root = app.config.Exchange.get("root")
    return Path(str(root)).expanduser() if root else None


def exchange_folder(app):
    """This course's folder in the exchange, if there is one."""
    name = app.coursedir.course_id
    folder = (exchange_root(app) or Path(USUAL)) / name
    return folder if name and folder.is_dir() else None
