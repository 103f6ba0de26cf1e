"""The outer wall: what this machine needs for it, and bubblewrap's command line."""

import os
import platform
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NOBODY = "65534"
SCRATCH = "/tmp"  # inside the walls
ACCEPT = (
    "or accept that student work runs with your own rights: shopfloor grade --no-sandbox, "
    "or c.ExecuteAs.sandbox = False in nbgrader_config.py"
)


@cache
def missing():
    """Why student work cannot be walled in on this machine, in one line; an empty text if it can."""
    if sys.platform != "linux":
        return f"sandboxed grading needs Linux, and this is {platform.system() or sys.platform}"
    if platform.machine() not in ("x86_64", "aarch64"):
        return f"sandboxed grading knows no {platform.machine()} processors"
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed (Debian, Ubuntu: apt install bubblewrap)"
    if os.getuid() == 0 and shutil.which("setpriv") is None:
        return "you are root, and setpriv is missing, which gives up root's rights (apt install util-linux)"
    tried = subprocess.run(
        command([], ["/usr/bin/unshare", "--user", "--pid", "--net", "--mount", "--fork", "/usr/bin/true"]),
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode:
        said = " ".join(tried.stderr.split())[:200]
        return f"this system allows no nested user namespaces ({said})"
    return ""


def command(readable, inside):
    """bubblewrap's command that runs ``inside`` seeing only Python, the system's programs and ``readable``."""
    root = os.getuid() == 0
    words = ["bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--new-session"]
    words += [] if root else ["--unshare-user"]
    words += ["--proc", "/proc", "--dev", "/dev", "--dir", "/desk"]
    words += ["--perms", "1777", "--size", str(64 << 20), "--tmpfs", SCRATCH]
    words += ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "sbin", "lib", "lib64"):
        if os.path.islink(f"/{name}"):
            words += ["--symlink", os.readlink(f"/{name}"), f"/{name}"]
        elif os.path.isdir(f"/{name}"):
            words += ["--ro-bind", f"/{name}", f"/{name}"]
    # What lies on the way to a bound folder is made here, so that it can be passed by everybody.
    made = set()
    system = ("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/passwd", "/etc/alternatives")
    for path in (*system, sys.base_prefix, sys.prefix, *readable):
        if os.path.exists(path) and not str(path).startswith("/usr/"):
            for above in reversed(Path(path).parents[:-1]):
                if above not in made:
                    words += ["--perms", "0755", "--dir", str(above)]
                    made.add(above)
            words += ["--ro-bind", str(path), str(path)]
            made.add(Path(path))
    words += ["--perms", "1777", "--dir", "/fonts", *known_fonts()] if readable else []
    words += [
        "--chdir",
        "/",
        "--clearenv",
        "--setenv",
        "PATH",
        "/usr/bin:/bin",
        "--setenv",
        "LANG",
        "C.UTF-8",
    ]
    words += ["--setenv", "HOME", SCRATCH, "--setenv", "MPLCONFIGDIR", "/fonts"]
    words += ["--setenv", "PYTHONDONTWRITEBYTECODE", "1", "--"]
    if root:
        # Root's own processes know no limit: what runs inside is somebody without any rights.
        words += ["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]
        words += ["--inh-caps=-all", "--bounding-set=-all", "--"]
    return [*words, *inside]


def course_folders():
    """The folders of the package and of its data: what cells may read besides Python."""
    import shopfloor
    from shopfloor.data.catalog import datasets_folder

    package = Path(shopfloor.__file__).resolve().parent
    folders = [package.parent if package.parent.name == "src" else package]
    data = Path(datasets_folder()).resolve()
    return [str(folder) for folder in (folders if package in data.parents else [*folders, data])]


def known_fonts():
    """Matplotlib's list of fonts, as bubblewrap's words: looking for them again would take seconds each time."""
    import matplotlib

    found = sorted(Path(matplotlib.get_cachedir()).glob("fontlist-*.json"))
    return [word for file in found for word in ("--ro-bind", str(file), f"/fonts/{file.name}")]
