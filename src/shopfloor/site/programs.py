"""Running another program for the site: what it says is shown only when it fails, in one line."""

import os
import subprocess

from shopfloor.grading.problem import Problem


def run_program(arguments, folder, what, remedy, environment=None):
    """Run a program in ``folder`` and give back what it printed; a failure is a Problem that begins with ``what``."""
    try:
        done = subprocess.run(
            [str(argument) for argument in arguments],
            env=dict(os.environ) if environment is None else environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise Problem(f"{what} ({error.strerror})", file=str(arguments[0]), remedy=remedy) from None
    if done.returncode:
        said = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        raise Problem(f"{what}: {_telling(said)}", remedy=remedy)
    return done.stdout


def _telling(lines):
    """The line of a program's last words that says most."""
    blamed = [line for line in lines if "error" in line.lower() or "hint" in line.lower()]
    return (blamed or lines or ["it did not say why"])[-1].rstrip(".")
