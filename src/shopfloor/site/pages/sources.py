"""The source folder that Sphinx turns into the site: written from the student copy."""

import dataclasses
import json
import re
import shutil
import zipfile

import nbformat

from shopfloor import methods, widgets
from shopfloor.charts import style
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.glossary import terms
from shopfloor.site.pages import catalog, outputs, readme, reference
from shopfloor.site.pages.lesson_facts import lesson_facts
from shopfloor.site.pages.lesson_notebook import lesson_notebook
from shopfloor.site.pages.render import rendered
from shopfloor.site.pages.running import run_lessons

# The lessons whose first figure stands on the first page.
SHOWN_FIRST = ("02", "10", "14")
# When a file in an archive was written is no news; a fixed time gives the same bytes each time.
_TIME = (1980, 1, 1, 0, 0, 0)


class Sources:
    """What is written: ``folder`` for Sphinx, ``beside`` for files that go into the site as they are."""

    def __init__(self, course, copy, folder, beside, lite):
        self.course, self.copy, self.folder, self.beside, self.lite = course, copy, folder, beside, lite
        self.shelf = outputs.Shelf(beside)
        students = CourseFolder(copy)
        self.lessons = {path: lesson_facts(path, students.assignments) for path in students.lessons()}
        self.terms = [
            {**vars(term), "anchor": _anchor(term.name), "initial": term.name[0].upper()}
            for term in terms(students)
        ]

    def write(self, processes=None):
        """Write all of it; gives back the number of pages."""
        self._lessons(run_lessons(self.lessons, processes))
        self._assignments()
        names = {kind: _spaced(kind) for kind in widgets.__all__}
        self._page("lessons/index.md", "lessons.md.j2", lessons=self.lessons.values(), names=names)
        self._page("glossary.md", "glossary.md.j2", terms=self.terms)
        groups = self._data()
        found = self._methods()
        shown = self._widgets()
        self._readme()
        self._page("index.md", "index.md.j2", folders=("data", "methods", "widgets"))
        self._site(groups, found, shown)
        return len(list(self.folder.rglob("*.md"))) + len(self.lessons)

    def run(self, folder, name, depth=1):
        """The address at which a notebook runs in the browser edition, from a page ``depth`` folders deep."""
        return f"{'../' * depth}{self.lite}/notebooks/index.html?path={folder}/{name}.ipynb"

    def _page(self, name, template, **values):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rendered(template, run=self.run, **values), encoding="utf-8")

    def _keep(self, path, name):
        target = self.beside / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)

    def _pack(self, folder, name, root):
        """Everything in a folder as one archive that unpacks into the folder ``root``; its size in bytes."""
        archive = self.beside / name
        archive.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(archive, "w") as packed:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    info = zipfile.ZipInfo(f"{root}/{path.relative_to(folder).as_posix()}", _TIME)
                    info.external_attr = 0o100644 << 16  # without it nobody may read what is unpacked
                    packed.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)
        return archive.stat().st_size

    def _lessons(self, results):
        (self.folder / "lessons").mkdir()
        for path, lesson in self.lessons.items():
            own = [term for term in self.terms if term["lesson"].stem == path.stem]
            run = self.run("notebooks", path.stem)
            made = lesson_notebook(path, results[path], lesson, own, self.shelf, run)
            nbformat.write(made, self.folder / "lessons" / path.name)
            self._keep(path, f"lessons/download/{path.name}")

    def _assignments(self):
        given = [lesson for lesson in self.lessons.values() if lesson.assignment]
        self._page("assignments/index.md", "assignments.md.j2", lessons=given)
        for lesson in given:
            name = lesson.assignment.name
            # The notebook needs the course.json beside it, so both come together, in their folder.
            self._pack(self.copy / "assignments" / name, f"assignments/{name}.zip", name)

    def _data(self):
        groups = catalog.groups(self.copy / "datasets")
        self._page("data/index.md", "data.md.j2", groups=groups)
        for folder, (title, tables) in groups.items():
            self._page(f"data/{folder}.md", "data_group.md.j2", folder=folder, title=title, tables=tables)
            for table in tables:
                self._keep(self.copy / "datasets" / table.path, f"data/{table.path}")
        return groups

    def _methods(self):
        found = reference.modules(methods)
        self._page("methods/index.md", "methods.md.j2", modules=found)
        for module in found:
            self._page(f"methods/{module.name}.md", "methods_module.md.j2", module=module)
        return found

    def _widgets(self):
        used = {}
        for lesson in self.lessons.values():
            for kind in lesson.widgets:
                used.setdefault(kind, []).append(lesson)
        shown = []
        # In the order of the lessons.
        for kind in sorted(widgets.__all__, key=lambda one: used[one][0].stem if one in used else "~"):
            entry = reference.documented(getattr(widgets, kind))
            one = {"kind": kind, "title": _spaced(kind), "entry": entry, "lessons": used.get(kind, [])}
            seen = self.shelf.widgets.get(kind)
            one["preview"] = outputs.in_script(seen["state"]) if seen else ""
            shown.append(one)
        self._page("widgets/index.md", "widgets.md.j2", widgets=shown)
        for one in shown:
            seen = self.shelf.widgets.get(one["kind"])
            lesson = one["lessons"][0] if one["lessons"] else None
            run = self.run("notebooks", lesson.stem) if lesson else ""
            picture = outputs.widget(seen, self.shelf, one["kind"], run, heading=True) if seen else ""
            self._page(f"widgets/{one['kind']}.md", "widget_page.md.j2", **one, picture=picture)
        return shown

    def _readme(self):
        said = readme.sections((self.copy / "README.md").read_text(encoding="utf-8"), root="")
        whole = (self.course.root / "README.md").read_text(encoding="utf-8")
        teaching = readme.sections(whole, root="")
        size = self._pack(self.copy, "shop-floor.zip", "shop-floor")
        self._page("start.md", "start.md.j2", said=said, size=size)
        self._page("about.md", "about.md.j2", said=said)
        self._page("teaching.md", "teaching.md.j2", said=teaching, lessons=self.lessons.values())

    def _site(self, groups, found, shown):
        """What the templates need: the ways through the site, and the first page's contents."""
        ways = {
            "data": [[folder, title] for folder, (title, _tables) in groups.items()],
            "methods": [[module.name, module.title] for module in found],
            "widgets": [[one["kind"], one["title"]] for one in shown],
            "lessons": [[one.stem, one.title] for one in self.lessons.values()],
        }
        site = {
            "lite": self.lite,
            "ways": ways,
            "colors": {
                name: getattr(style, name) for name in ("INK", "QUIET", "FAINT", "BLUE", "ORANGE", "GREEN")
            },
            "lessons": {
                one.stem: dataclasses.asdict(one) | {"number": one.number, "week": one.week}
                for one in self.lessons.values()
            },
            "figures": self._first_figures(),
            "watch": self.shelf.widgets.get("Stopwatch"),
            "counts": {
                "lessons": len(self.lessons),
                "assignments": sum(1 for one in self.lessons.values() if one.assignment),
                "tables": sum(len(tables) for _title, tables in groups.values()),
                "functions": sum(one.kind == "function" for module in found for one in module.entries),
            },
        }
        (self.folder / "site.json").write_text(json.dumps(site), encoding="utf-8")

    def _first_figures(self):
        first = {}
        for one in self.shelf.figures.values():
            first.setdefault(one["lesson"].number, one)
        return [
            {**first[number], "lesson": dataclasses.asdict(first[number]["lesson"]) | {"number": number}}
            for number in SHOWN_FIRST
            if number in first
        ]


def _anchor(name):
    return "term-" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _spaced(kind):
    """A class's name as words.

    >>> _spaced("LineBalancingBoard"), _spaced("A3Sheet"), _spaced("OeeLossTree")
    ('Line balancing board', 'A3 sheet', 'OEE loss tree')
    """
    words = re.findall(r"[A-Z][a-z]*\d*", kind)
    return " ".join([words[0], *(word.lower() for word in words[1:])]).replace("Oee", "OEE")
