"""Links that open a lesson or an assignment in one click, from where the students' copy of the course is published.

Addresses follow the manuals of nbgitpuller (its link options ``repo``, ``branch``, ``targetpath``, ``urlpath``), of Binder
(``/v2/gh``, ``/v2/gl``, ``/v2/git``, ``labpath``) and of GitHub Codespaces (``codespaces.new``).
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import nbformat

from shopfloor.grading.feedback import TEMPLATES
from shopfloor.grading.problem import Problem

HUB, BINDER, BROWSER = "on the college's hub", "on Binder", "in the browser"
_OURS = Path(__file__).parent / "templates"
_HEADING = re.compile(r"^#\s+(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """A notebook that students open: its file in the copy, its title, and an address for each way."""

    file: str
    title: str
    links: dict


class Repository:
    """Where the students' copy is published: an https address that everybody may read."""

    def __init__(self, address, branch="main"):
        parts = _https(address, "https://github.com/our-college/shopfloor-students")
        self.branch = branch
        self.path = parts.path.strip("/").removesuffix(".git")
        self.name = self.path.rsplit("/", 1)[-1]
        self.host = parts.netloc.lower()
        if not self.name or self.host in ("github.com", "gitlab.com") and "/" not in self.path:
            raise Problem(
                f"{address} names no repository",
                remedy="give its whole address, as in https://github.com/our-college/shopfloor-students",
            )
        if not re.fullmatch(r"[^\s~^:?*\[\\]+", branch) or ".." in branch or branch.startswith("-"):
            raise Problem(f"{branch!r} is no branch of a repository", remedy="leave --branch out for main")
        self.address = f"https://{parts.netloc}/{self.path}"

    def on_hub(self, hub, file):
        """nbgitpuller's link: fetches the copy into the student's home, or brings it up to date, and opens the file."""
        told = {
            "repo": self.address,
            "branch": self.branch,
            "targetpath": self.name,
            "urlpath": f"lab/tree/{quote(f'{self.name}/{file}')}",
        }
        return f"{hub}/hub/user-redirect/git-pull?{urlencode(told, quote_via=quote)}"

    def on_binder(self, file=None):
        """A machine of Binder's with the copy installed; ends, with all work, when nobody uses it."""
        kind = {"github.com": "gh", "gitlab.com": "gl"}.get(self.host, "git")
        where = {"gh": self.path, "gl": quote(self.path, safe=""), "git": quote(self.address, safe="")}[kind]
        opens = f"?labpath={quote(file, safe='')}" if file else ""
        return f"https://mybinder.org/v2/{kind}/{where}/{quote(self.branch, safe='')}{opens}"

    def on_codespaces(self):
        """A Codespace with the copy installed; None where the copy is not on GitHub."""
        if self.host != "github.com":
            return None
        return f"https://codespaces.new/{self.path}/tree/{quote(self.branch)}?quickstart=1"


def rows(course, repository, hub=None, site=None):
    """A `Row` for each lesson and, after it, its assignment, in teaching order."""
    hub, site = (
        _https(one, example).geturl().rstrip("/") if one else None
        for one, example in ((hub, "https://hub.example.edu"), (site, "https://example.edu/shopfloor"))
    )
    found = []
    for path in _in_teaching_order(course):
        file = course.named(path)
        links = {}
        if hub:
            links[HUB] = repository.on_hub(hub.removesuffix("/hub"), file)
        links[BINDER] = repository.on_binder(file)
        if site:
            links[BROWSER] = f"{site}/lite/notebooks/index.html?path={quote(file)}"
        found.append(Row(file, _title(path), links))
    return found


def write_links(course, repository, out, hub=None, site=None, force=False):
    """Write the page of all links; Problem where there is one already."""
    from jinja2 import Environment, FileSystemLoader

    out = Path(out)
    if out.exists() and not force:
        raise Problem(
            "there is a file of this name already", file=str(out), remedy="choose another, or add --force"
        )
    found = rows(course, repository, hub, site)
    environment = Environment(
        loader=FileSystemLoader(str(_OURS)), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.get_template("links.html.j2").render(
        rows=found,
        ways=list(found[0].links) if found else [],
        repository=repository,
        css=(TEMPLATES / "page.css").read_text(encoding="utf-8"),
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, encoding="utf-8", newline="\n")
    return found


def _in_teaching_order(course):
    assignments = {path.parent.name[1:3]: path for path in sorted(course.assignments.glob("a*/*.ipynb"))}
    for lesson in course.lessons():
        yield lesson
        if lesson.stem[:2] in assignments:
            yield assignments[lesson.stem[:2]]


def _title(path):
    heading = _HEADING.search(nbformat.read(path, as_version=4).cells[0].source)
    title = heading[1].strip() if heading else path.stem
    return title if title.startswith("Assignment") else f"{path.stem[:2]} {title}"


def _https(address, example):
    """The parts of an https address without a name and password in it; else a Problem in words."""
    try:
        parts = urlsplit(address.strip())
        name, _ = parts.username or parts.password, parts.port
    except ValueError:
        parts = urlsplit("")
        name = None
    if name:
        raise Problem(
            "there is a name or a password in the address, and the links would tell it to everybody",
            remedy="make the students' copy readable by all and give its plain address",
        )
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise Problem(f"{address} is no plain https address", remedy=f"give one as in {example}")
    return parts
