"""The course's pages as a visitor gets them: served below a path, and read with their words and links."""

import os
import threading
from html.parser import HTMLParser
from pathlib import Path

import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.problem import Problem
from shopfloor.site import environment
from shopfloor.site.serve import Server

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def course():
    return CourseFolder(ROOT)


@pytest.fixture(scope="session")
def python_of_the_site(course):
    """The Python with Sphinx; where it cannot be made, the tests fail in CI and are skipped elsewhere."""
    try:
        return environment.ready(course).python
    except Problem as problem:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(problem))


@pytest.fixture(scope="session")
def lessons(student_copy):
    return CourseFolder(student_copy).lessons()


@pytest.fixture(scope="module")
def served(built_pages):
    """The pages as a host would serve them below a path; ``served.url`` ends in a slash."""
    server = Server(built_pages, path="/courses/shop-floor/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class Page(HTMLParser):
    """What a page holds: elements as (tag, attributes), ids, and its words as they are read."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.elements, self.ids, self._words, self._silent = [], set(), [], 0
        self.feed(path.read_text(encoding="utf-8"))
        self.words = " ".join("".join(self._words).split())
        self.lines = "".join(self._words)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.elements.append((tag, found))
        if "id" in found:
            assert found["id"] not in self.ids, f"twice: {found['id']}"
            assert not set(found["id"]) & set(" \t\n"), f"no id: {found['id']}"
            self.ids.add(found["id"])
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag):
        self._silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self._silent:
            self._words.append(data)


@pytest.fixture(scope="session")
def pages(built_pages):
    """{path from the root: `Page`} of all pages."""
    return {
        path.relative_to(built_pages).as_posix(): Page(path) for path in sorted(built_pages.rglob("*.html"))
    }
