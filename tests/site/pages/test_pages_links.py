"""Every link of the pages leads somewhere, and nothing that a page loads is on another host."""

import re
from urllib.parse import unquote, urlsplit

# What a browser fetches by itself; a link that a person follows may lead anywhere.
LOADED = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "use": "href",
    "form": "action",
}


def test_every_link_and_anchor_leads_somewhere(pages, built_pages, student_copy):
    links = 0
    for name, page in pages.items():
        for tag, found in page.elements:
            target = found.get(LOADED.get(tag, "href")) or (found.get("href") if tag == "a" else None)
            if not target or urlsplit(target).scheme:
                continue
            links += 1
            parts = urlsplit(target)
            path = (built_pages / name).parent / unquote(parts.path) if parts.path else built_pages / name
            path = path.resolve()
            assert path.is_relative_to(built_pages.resolve()), (name, target)
            inside = path.relative_to(built_pages.resolve()).as_posix()
            if inside.startswith("lite/"):
                assert inside == "lite/notebooks/index.html"
                notebook = parts.query.removeprefix("path=")
                assert (student_copy / notebook).is_file(), target
                continue
            assert path.is_file(), (name, target)
            if parts.fragment and path.suffix == ".html":
                assert unquote(parts.fragment) in pages[inside].ids, (name, target)
    assert links > 5000


def test_every_page_can_be_reached_from_the_first(pages, built_pages):
    reached, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in pages:
            continue
        reached.add(name)
        for tag, found in pages[name].elements:
            target = (
                urlsplit(found.get("href") or found.get("action") or "")
                if tag in ("a", "form")
                else urlsplit("")
            )
            if target.path and not target.scheme:
                path = ((built_pages / name).parent / target.path).resolve()
                waiting.append(path.relative_to(built_pages.resolve()).as_posix())
    assert reached == set(pages)


def test_nothing_is_loaded_from_another_host(pages, built_pages):
    for name, page in pages.items():
        for tag, found in page.elements:
            if tag in LOADED and found.get("rel") not in ("author", "index", "search", "next", "prev"):
                target = found.get(LOADED[tag]) or ""
                assert not urlsplit(target).netloc, (name, tag, target)
            assert "http" not in (found.get("style") or "") + (found.get("srcset") or "")
    for path in built_pages.rglob("*"):
        if path.suffix in (".css", ".js", ".svg"):
            text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
            assert not re.search(
                r"""(url\(|import\s*\(?|fetch\(|src\s*=|@import)\s*["']?(https?:)?//""", text
            ), path.name


def test_no_file_is_there_that_no_page_asks_for(built_pages):
    names = {path.relative_to(built_pages).as_posix() for path in built_pages.rglob("*") if path.is_file()}
    assert not [
        name for name in names if name.endswith((".map", ".inv", ".buildinfo", ".pickle", ".rst", ".j2"))
    ]
    assert not [name for name in names if name.startswith(("_sources", "_images"))]
    for name in names:
        if name.startswith("_static/") and name.count("/") == 1:
            file = name.removeprefix("_static/")
            askers = [
                path
                for path in built_pages.rglob("*")
                if path.suffix in (".html", ".js")
                and path.name != file
                and file in path.read_text(encoding="utf-8")
            ]
            assert askers, f"nothing asks for {name}"
