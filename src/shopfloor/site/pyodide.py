"""The browser's Python: Pyodide's files and the packages that lessons need, each checked before it is used.

``pyodide_files.json`` is the lock of them. ``official`` is the sha256 in the lock file of the Pyodide release (for
the core, of the files in the release); ``index`` the sha256 that the Python package index publishes for the same
version, which is enough for a package in pure Python. A file with any other content is refused.
"""

import hashlib
import http.client
import json
import os
import shutil
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

from shopfloor.grading.problem import Problem
from shopfloor.site.programs import run_program

LOCK = Path(__file__).with_name("pyodide_files.json")
VARIABLE = "SHOPFLOOR_PYODIDE"
# Where the Pyodide project publishes the single files of a release.
RELEASE = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{file}"
_TAKE_IT_FROM = "take it from the release of Pyodide {version}, or leave --pyodide out to download it"


@dataclass(frozen=True)
class Package:
    """One package for the browser: where its content lies (a wheel, or a folder that packages are unpacked in)."""

    name: str
    version: str
    file: str
    imports: list
    bundle: str | None  # which of the site's archives it goes into (packages.py)
    wheel: Path | None = None
    unpacked: Path | None = None

    def members(self):
        """Pairs of a file's name in the package and its content."""
        if self.wheel is not None:
            with zipfile.ZipFile(self.wheel) as archive:
                for member in archive.infolist():
                    if not member.is_dir():
                        yield member.filename, archive.read(member)
        elif self.unpacked is not None:
            tops = {*self.imports, *(f"{name}.py" for name in self.imports)}
            info = self.file.split("-")[0] + f"-{self.version}.dist-info"
            for path in sorted(self.unpacked.rglob("*")):
                name = path.relative_to(self.unpacked)
                if path.is_file() and name.parts[0] in {*tops, info} and "__pycache__" not in name.parts:
                    yield name.as_posix(), path.read_bytes()


@dataclass(frozen=True)
class Pyodide:
    """Checked files: ``core`` maps the names of Pyodide's own to their paths; ``packages`` by name."""

    version: str
    info: dict
    core: dict
    packages: dict


def collect(folder, kept, uv, say=print):
    """Pyodide's files, from ``folder`` or (when None) from the release; checked against the project's lock.

    Parameters
    ----------
    folder : Path or None
        A folder with the files of a Pyodide release. Packages in pure Python may be missing from it.
    kept : Path
        Where downloads are kept for the next time.
    uv : str
        The program that fetches packages from the Python package index.

    Raises
    ------
    Problem
        A file is missing, cannot be downloaded, or is not the one of the lock: it is named.
    """
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    version, packages = lock["version"], lock["packages"]
    find = (lambda name, sums: _in_folder(folder, version, name, sums)) if folder else None
    if find is None:
        downloaded = kept / f"pyodide-{version}"
        find = lambda name, sums: _download(downloaded, version, name, sums, say)  # noqa: E731
    elif not folder.is_dir():
        raise Problem("there is no such folder of Pyodide's files", file=str(folder), remedy="check its name")
    core = {name: find(name, [checksum]) for name, checksum in lock["core"].items()}
    found, from_index = {}, {}
    for name, entry in packages.items():
        sums = [entry[source] for source in ("official", "index") if source in entry]
        if "index" in entry and not (folder and (folder / entry["file"]).exists()):
            from_index[name] = entry
        else:
            found[name] = find(entry["file"], sums)
    unpacked = _from_index(from_index, kept, uv, say) if from_index else None
    return Pyodide(
        version,
        lock["info"],
        core,
        {
            name: Package(
                name,
                entry["version"],
                entry["file"],
                entry["imports"],
                entry.get("bundle"),
                found.get(name),
                unpacked if name in from_index else None,
            )
            for name, entry in packages.items()
        },
    )


def folder_of_files(option):
    """The folder that the option or the environment names, or None for the release itself."""
    named = option or os.environ.get(VARIABLE, "").strip()
    return Path(named).expanduser() if named else None


def checksum(path):
    """The sha256 of a file, as lock files write it."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _in_folder(folder, version, name, sums):
    path = folder / name
    remedy = _TAKE_IT_FROM.format(version=version)
    if not path.is_file():
        raise Problem("a file of Pyodide is missing", file=str(path), remedy=remedy)
    if checksum(path) not in sums:
        raise Problem(
            f"this is not the file that belongs to Pyodide {version} (its sha256 is another)",
            file=str(path),
            remedy=remedy,
        )
    return path


def _download(kept, version, name, sums, say):
    path = kept / name
    if path.is_file() and checksum(path) in sums:
        return path
    address = RELEASE.format(version=version, file=name)
    kept.mkdir(parents=True, exist_ok=True)
    unfinished = kept / f".{name}.{os.getpid()}"
    say(f"Downloading {name} ...")
    try:
        with urllib.request.urlopen(address, timeout=60) as source, open(unfinished, "wb") as file:
            shutil.copyfileobj(source, file)
        if checksum(unfinished) not in sums:
            raise Problem(
                f"what came from the network is not the file that belongs to Pyodide {version}"
                " (its sha256 is another)",
                file=address,
                remedy="try again later, or name a folder with the files, as in --pyodide ~/pyodide",
            )
        unfinished.replace(path)
    except (OSError, http.client.HTTPException) as error:
        raise Problem(
            f"Pyodide {version} could not be downloaded ({getattr(error, 'reason', error)})",
            file=address,
            remedy="check the network, or name a folder with the files, as in --pyodide ~/pyodide",
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _from_index(packages, kept, uv, say):
    """A folder with these packages unpacked; uv checks each against its hash."""
    wanted = "".join(
        f"{name}=={entry['version']} --hash=sha256:{entry['index']}\n" for name, entry in packages.items()
    )
    folder = kept / f"packages-{hashlib.sha256(wanted.encode()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    say("Fetching the packages that lessons need ...")
    kept.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}")
    requirements = kept / f".requirements.{os.getpid()}"
    try:
        requirements.write_text(wanted, encoding="utf-8")
        run_program(
            [uv, "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
            + ["--python-version", "3.14", "--target", unfinished, "-r", requirements],
            kept,
            "the packages that lessons need could not be fetched",
            "check the network, then run the same command again",
        )
        unfinished.rename(folder)
    finally:
        requirements.unlink(missing_ok=True)
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder
