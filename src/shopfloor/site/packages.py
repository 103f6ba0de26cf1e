"""The packages as browsers get them: without what no lesson needs, compiled, in a few archives.

The archive ``base`` holds what every lesson needs, ``course`` the course's own package; the others are fetched when
they are first imported. Python that is compiled here starts in half the time there. It takes Node.js to do it;
without Node.js the site works all the same, slower.
"""

import hashlib
import json
import os
import re
import shutil
import tarfile
import tempfile
import tomllib
import zipfile
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path

from shopfloor.site.programs import run_program
from shopfloor.site.pyodide import checksum

APP = Path(__file__).parent / "app"
FIRST = ("base", "course")
# Rooms of the course's package that work on an instructor's machine only.
NOT_IN_THE_BROWSER = ("grading", "kit", "site", "cli")
# What a package carries and no lesson reads.
LEFT_OUT = (
    "*/tests/*",
    "*.pyi",
    "*.pxd",
    "*.h",
    "*.a",
    "*/RECORD",
    "*.data/*",
    "*/__pycache__/*",
    "*/py.typed",
    "anywidget/labextension/*",
    "anywidget/nbextension/*",
    "matplotlib/backends/_tkagg*",
    "matplotlib/mpl-data/fonts/afm/*",
    "matplotlib/mpl-data/fonts/pdfcorefonts/*",
    "matplotlib/mpl-data/fonts/ttf/DejaVuSansMono*",
    "matplotlib/mpl-data/fonts/ttf/DejaVuSerif*",
    "matplotlib/mpl-data/images/*",
    "matplotlib/mpl-data/sample_data/*",
    "PIL/_webp*",
    "shopfloor/datasets/CATALOG.md",
)
# Of SciPy's many parts, what its special functions need; the others come when one of them is imported.
SCIPY_FIRST = ("_external", "_lib", "constants", "linalg", "special")
_PYGMENTS_KEEPS = (
    "__init__",
    "_mapping",
    "special",
    "python",
    "data",
    "html",
    "javascript",
    "css",
    "shell",
    "sql",
)
_LIBRARY = "python_stdlib.zip"
_LIBRARY_WITHOUT = (
    "ensurepip",
    "idlelib",
    "lib2to3",
    "pydoc_data",
    "test",
    "tkinter",
    "turtle.py",
    "turtledemo",
)
_NODE = 20


def write_packages(pyodide, copy, lab_extensions, into, kept, say=print):
    """Write Pyodide and the archives into the new folder ``into``.

    Parameters
    ----------
    pyodide : shopfloor.site.pyodide.Pyodide
    copy : Path
        The students' copy of the course.
    lab_extensions : Path
        Where JupyterLite's kernel lies.
    into : Path
    kept : Path
        Where compiled archives are kept for the next time.

    Returns
    -------
    dict
        For each archive: its ``file``, ``sha256``, ``size``, the ``imports`` that it answers, whether it comes
        ``first``.
    """
    into.mkdir(parents=True)
    for name, path in pyodide.core.items():
        if name != _LIBRARY:
            shutil.copyfile(path, into / name)
    bundles = _bundles(pyodide, copy, lab_extensions)
    with tempfile.TemporaryDirectory(prefix="shopfloor-") as made:
        plain = Path(made)
        with zipfile.ZipFile(pyodide.core[_LIBRARY]) as library:
            names = [name for name in library.namelist() if name.split("/")[0] not in _LIBRARY_WITHOUT]
            _write_archive(plain / _LIBRARY, ((name, library.read(name)) for name in names))
        for name, (files, _) in bundles.items():
            _write_archive(plain / f"{name}.zip", files)
        compiled = _compile(plain, into, pyodide, kept, say)
    wheels = [_kept_wheel(pyodide.packages["micropip"], into), _our_installer(into)]
    lock = {"info": pyodide.info, "packages": {entry["name"]: entry for entry in wheels}}
    (into / "pyodide-lock.json").write_text(json.dumps(lock, indent=1), encoding="utf-8")
    return {
        name: {
            "file": compiled[name].name,
            "sha256": checksum(compiled[name]),
            "size": compiled[name].stat().st_size,
            "imports": imports,
            "first": name in FIRST,
        }
        for name, (_, imports) in bundles.items()
    }


def _bundles(pyodide, copy, lab_extensions):
    """Each archive's files, pairs of name and content, and the imports that it answers."""
    bundles = {"base": ([], []), "course": (_course(copy), ["shopfloor"])}
    for package in pyodide.packages.values():
        if package.bundle:
            files, imports = bundles.setdefault(package.bundle, ([], []))
            files += _slim(package.members())
            imports += package.imports
    files, _ = bundles["base"]
    for wheel in _kernel_wheels(lab_extensions):
        with zipfile.ZipFile(wheel) as archive:
            files += _slim((name, archive.read(name)) for name in archive.namelist())
    first, rest = [], []
    for name, content in bundles["scipy"][0]:
        parts = name.split("/")
        is_rest = parts[0] == "scipy" and len(parts) > 2 and parts[1] not in SCIPY_FIRST
        (rest if is_rest else first).append((name, content))
    bundles["scipy"] = (first, ["scipy"])
    bundles["scipy-rest"] = (rest, sorted({f"scipy.{name.split('/')[1]}" for name, _ in rest}))
    return bundles


def _course(copy):
    """The course's own package, from the students' copy: without what works on an instructor's machine only."""
    project = tomllib.loads((copy / "pyproject.toml").read_text(encoding="utf-8"))
    settings = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    files = {}
    for source in settings["packages"]:
        files |= _files(copy / source, Path(source).name)
    for source, target in settings["force-include"].items():
        files |= _files(copy / source, target)
    name, version = project["project"]["name"], project["project"]["version"]
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
    files[f"{name}-{version}.dist-info/METADATA"] = about
    not_there = tuple(f"shopfloor/{room}/" for room in NOT_IN_THE_BROWSER)
    return [file for file in _slim(files.items()) if not file[0].startswith(not_there)]


def _kernel_wheels(lab_extensions):
    folder = lab_extensions / "@jupyterlite" / "pyodide-kernel-extension" / "static" / "pypi"
    return [next(folder.glob(f"{name}-*.whl")) for name in ("pyodide_kernel", "ipykernel")]


def _kept_wheel(package, into):
    """A wheel that Pyodide itself unpacks, as it was published."""
    shutil.copyfile(package.wheel, into / package.file)
    return _listed(package.name, package.version, into / package.file, package.imports)


def _our_installer(into):
    """The wheel of what runs first in the browser's Python (app/kernel), in place of JupyterLite's installer."""
    name, version = "piplite", "1"
    path = into / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info/"
    about = {
        f"{info}WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
    }
    _write_archive(path, [*_files(APP / "kernel", "").items(), *about.items()])
    return _listed(name, version, path, [name, "shopfloor_browser"])


def _listed(name, version, path, imports):
    """A wheel's entry in the lock file that Pyodide reads in the browser."""
    return {
        "name": name,
        "version": version,
        "file_name": path.name,
        "install_dir": "site",
        "sha256": checksum(path),
        "package_type": "package",
        "imports": imports,
        "depends": [],
        "unvendored_tests": False,
    }


def node():
    """The program Node.js, or None where there is none that is new enough."""
    program = shutil.which("node")
    if program is None:
        return None
    said = run_program([program, "--version"], None, "Node.js does not run", "install it again")
    number = re.match(r"v(\d+)", said)
    return program if number and int(number[1]) >= _NODE else None


def _files(folder, prefix):
    """The files below a folder, content by the name that they get in a package."""
    return {
        "/".join(filter(None, (prefix, path.relative_to(folder).as_posix()))): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _slim(files):
    """The files that browsers get."""
    for name, content in files:
        parts = name.split("/")
        if any(fnmatch(name, pattern) for pattern in LEFT_OUT) or name.endswith("/"):
            continue
        if parts[:2] == ["pygments", "lexers"] and parts[2].removesuffix(".py") not in _PYGMENTS_KEEPS:
            continue
        yield name, content


def _write_archive(path, files):
    """An archive that is the same bytes for the same files: its checksum tells whether it is new."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)


def _compile(plain, into, pyodide, kept, say):
    """Put what each archive of ``plain`` becomes into ``into``; the paths by name. Done once and then kept."""
    program = node()
    how = "".join(checksum(path) for path in [*sorted((APP / "compile").iterdir()), *pyodide.core.values()])
    kept = kept / "compiled" / hashlib.sha256(f"{bool(program)}{how}".encode()).hexdigest()[:12]
    kept.mkdir(parents=True, exist_ok=True)
    ready = {path: kept / checksum(path)[:16] for path in sorted(plain.iterdir())}
    new = [path for path, folder in ready.items() if not folder.exists()]
    if new and program is None:
        say(
            "Without Node.js (20 or newer) nothing is compiled: the lessons will start more slowly in browsers."
        )
    if new:
        say(f"Preparing {len(new)} archives for the browser (the first time takes a minute or two) ...")
    with tempfile.TemporaryDirectory(prefix="shopfloor-") as made:
        done = Path(made) / "to"
        done.mkdir()
        (_run_compiler if program else _only_press)(program, new, pyodide, Path(made), done)
        for path in new:
            unfinished = kept / f".{path.stem}.{os.getpid()}"
            unfinished.mkdir()
            written = next(done.glob(f"{path.stem}.*"))
            if written.suffix == ".zip":
                with zipfile.ZipFile(written) as archive:
                    files = [(name, archive.read(name)) for name in archive.namelist()]
                _write_archive(unfinished / written.name, files)
            else:
                shutil.copyfile(written, unfinished / written.name)
            unfinished.rename(ready[path])
    there = {}
    for path, folder in ready.items():
        file = next(folder.iterdir())
        there[path.stem] = into / file.name
        shutil.copyfile(file, into / file.name)
    return there


def _run_compiler(program, new, pyodide, made, done):
    if not new:
        return
    folders = [made / "pyodide", made / "from"]
    for folder in folders:
        folder.mkdir()
    for name, path in pyodide.core.items():
        shutil.copyfile(path, folders[0] / name)
    empty = json.dumps({"info": pyodide.info, "packages": {}})
    (folders[0] / "pyodide-lock.json").write_text(empty, encoding="utf-8")
    for path in new:
        shutil.copyfile(path, folders[1] / path.name)
    run_program(
        [program, APP / "compile" / "compile.mjs", *folders, done, APP / "compile" / "compile.py"],
        made,
        "the packages could not be compiled for the browser",
        "run the same command again",
    )


def _only_press(_, new, pyodide, made, done):
    """The archives as they are, without compiled Python."""
    for path in new:
        if path.name == _LIBRARY:
            shutil.copyfile(path, done / path.name)
            continue
        with zipfile.ZipFile(path) as archive, tarfile.open(done / f"{path.stem}.tar.xz", "w:xz") as stream:
            for name in sorted(archive.namelist(), key=lambda name: (name.rpartition(".")[2], name)):
                about = tarfile.TarInfo(name)
                about.size = archive.getinfo(name).file_size
                stream.addfile(about, BytesIO(archive.read(name)))
