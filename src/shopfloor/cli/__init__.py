"""The command ``shopfloor``: one file a command, and one place that turns trouble into one line."""

import errno
import os
import sys
from pathlib import Path

from shopfloor.grading.problem import Problem

# What the operating system says, and what the person can do about it.
_SYSTEM = {
    errno.ENOSPC: ("the disk is full", "make room, then run the same command again: nothing was overwritten"),
    errno.EDQUOT: (
        "the disk quota is used up",
        "make room, then run the same command again: nothing was overwritten",
    ),
    errno.EACCES: ("permission denied", "check who owns the file, or choose another folder"),
    errno.EROFS: ("the disk is read-only", "choose a folder that can be written"),
}


def in_one_line(error):
    """The one line for an error that a person can mend, or None for a fault of the program."""
    if isinstance(error, Problem):
        return " ".join(str(error).split())
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        what, remedy = _SYSTEM[error.errno]
        return str(Problem(what, file=error.filename or "a file being written", remedy=remedy))
    if type(error).__name__ == "OperationalError" and "database is locked" in str(error):
        return str(
            Problem(
                "another program keeps the gradebook locked",
                remedy="let it finish or end it, then run the same command again",
            )
        )
    cause = error.__cause__ or error.__context__
    return in_one_line(cause) if cause is not None else None


def main(arguments=None):
    """Run the command line; the exit status is 0, 1 (some submissions could not be graded) or 2 (nothing done)."""
    try:
        from shopfloor.cli.app import app
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.startswith("shopfloor"):
            raise
        print(
            f"shopfloor: {missing.name} is not installed. Install the course with its tools: "
            "pip install -e .[lab] in the course's folder.",
            file=sys.stderr,
        )
        sys.exit(2)
    if {"JOURNAL_STREAM", "KUBERNETES_SERVICE_HOST"} & {
        *os.environ
    }:  # perhaps a job, whose words others keep
        from shopfloor.grading.log_names import hide_names_in_a_job

        here = Path.cwd()
        hide_names_in_a_job(here / "instructor" if (here / "instructor").is_dir() else here)
    try:
        status = app(args=arguments, prog_name="shopfloor", standalone_mode=False)
    except Exception as error:
        if hasattr(error, "format_message"):  # what was typed does not fit: the command line's own words
            said = " ".join(error.format_message().split()).rstrip(".")
            if "unexpected extra argument" in said:
                said += (
                    '. A path with spaces or brackets has to be in quotes, as in "my downloads/work (1).zip"'
                )
            if said:  # without any argument the help is shown, and there is nothing to add
                print(f"shopfloor: {said}. Add --help to see what the command takes.", file=sys.stderr)
            sys.exit(2)
        line = in_one_line(error)
        if line is None:
            raise
        print(f"shopfloor: {line}", file=sys.stderr)
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)
