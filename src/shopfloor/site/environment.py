"""The environment that builds the site: beside the course's own, for JupyterLite and JupyterLab do not go together.

It lies in ``.venv-site`` in the course's folder and holds the versions of the lock file. What is downloaded for
the site is kept there too, so that the next site is built without the network.
"""

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from shopfloor.grading.problem import Problem
from shopfloor.site.programs import run_program

FOLDER = ".venv-site"


@dataclass(frozen=True)
class SiteEnvironment:
    """An environment in ``folder`` with JupyterLite and Sphinx; ``uv`` is the program that filled it."""

    folder: Path
    uv: str

    @property
    def programs(self):
        """Where its commands are."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self):
        return self.programs / ("python.exe" if os.name == "nt" else "python")

    @property
    def kept(self):
        """The folder for what was downloaded or prepared for a site."""
        return self.folder / "kept"

    @property
    def lab_extensions(self):
        """Where JupyterLab's extensions are, JupyterLite's kernel among them."""
        return self.folder / "share" / "jupyter" / "labextensions"

    def run(self, arguments, folder, what):
        """Run one of its commands in ``folder``; a failure is a Problem with the last line that it said.

        The settings of the person's own Jupyter are not read.
        """
        away = folder / ".jupyter-nothing"
        settings = {
            name: str(away / name.lower())
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        }
        without = ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
        surroundings = {name: value for name, value in os.environ.items() if name not in without}
        surroundings["PATH"] = f"{self.programs}{os.pathsep}{os.environ.get('PATH', '')}"
        try:
            return run_program(arguments, folder, what, "run the same command again", surroundings | settings)
        finally:
            shutil.rmtree(away, ignore_errors=True)


def ready(course, say=print):
    """The environment for building this course's site; made or renewed first where that is needed."""
    environment = SiteEnvironment(course.root / FOLDER, find_uv())
    wanted = hashlib.sha256()
    for name in ("pyproject.toml", "uv.lock"):
        try:
            wanted.update((course.root / name).read_bytes())
        except FileNotFoundError:
            raise Problem("the file is missing", file=name, remedy="take it from the course again") from None
    # An environment holds its own path: one that was moved is made anew.
    wanted.update(str(environment.folder).encode())
    mark = environment.folder / ".ready"
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted.hexdigest():
        return environment
    if not environment.python.exists():
        say("Setting up what builds the site (the first time takes a minute or two) ...")
    mark.unlink(missing_ok=True)
    run_program(
        [environment.uv, "sync", "--quiet", "--locked", "--only-group", "site", "--python", sys.executable],
        course.root,
        f"what builds the site could not be installed into {FOLDER}",
        "check the network, then run the same command again",
        {
            **{name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"},
            "UV_PROJECT_ENVIRONMENT": str(environment.folder),
            "UV_PYTHON_DOWNLOADS": "never",
        },
    )
    mark.write_text(wanted.hexdigest(), encoding="utf-8")
    return environment


def find_uv():
    """The program uv: the one beside this Python, else the one on the path."""
    beside = Path(sys.executable).parent
    found = shutil.which("uv", path=str(beside)) or shutil.which("uv")
    if found is None:
        raise Problem(
            "uv is not installed; it makes the environment that builds the site",
            remedy="install it (pip install uv), then run the same command again",
        )
    return found
