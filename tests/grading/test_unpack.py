"""Zip files, unpacked where they can do no harm."""

import os
import stat
import time
import zipfile

import pytest

from shopfloor.grading.problem import Problem
from shopfloor.grading.unpack import unpack


@pytest.fixture
def zipped(tmp_path):
    """``zipped([(ZipInfo or name, bytes), ...])``: a zip file with these entries."""

    def write(entries, name="download.zip"):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, content in entries:
                archive.writestr(entry, content)
        return path

    return write


@pytest.fixture
def into(tmp_path):
    folder = tmp_path / "around" / "into"
    folder.mkdir(parents=True)
    return folder


def held(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def outside(into):
    return sorted(path.name for path in into.parent.iterdir())


def test_files_folders_and_their_times(zipped, into):
    entry = zipfile.ZipInfo("ana/a05.ipynb", (2026, 1, 31, 10, 11, 12))
    left = unpack(zipped([(entry, b"work"), ("ana/data/times.csv", b"1,2"), ("empty/", b"")]), into)
    assert left == []
    assert held(into) == {"ana/a05.ipynb": b"work", "ana/data/times.csv": b"1,2"}
    local = time.mktime((2026, 1, 31, 10, 11, 12, 0, 0, -1))
    assert (into / "ana" / "a05.ipynb").stat().st_mtime == local


def test_the_exact_time_is_taken_where_it_is_noted(zipped, into):
    entry = zipfile.ZipInfo("a.ipynb", (2026, 1, 31, 10, 11, 12))
    entry.extra = b"UT\x05\x00\x01" + (1_700_000_000).to_bytes(4, "little")
    unpack(zipped([(entry, b"work")]), into)
    assert (into / "a.ipynb").stat().st_mtime == 1_700_000_000


@pytest.mark.parametrize(
    "name",
    [
        "../evil.ipynb",
        "ana/../../evil.ipynb",
        "/evil.ipynb",
        "..\\evil.ipynb",
        "C:\\evil.ipynb",
        "c:evil.ipynb",
    ],
)
def test_a_path_that_leads_out(zipped, into, name):
    entry = zipfile.ZipInfo("placeholder")
    entry.filename = name  # as it stands: the zipfile module would mend some names
    left = dict(unpack(zipped([(entry, b"evil"), ("good.ipynb", b"work")]), into))
    assert held(into) == {"good.ipynb": b"work"}
    assert list(left.values()) == ["its path leads out of the zip file"]
    assert outside(into) == ["into"]


def test_links_and_devices_are_not_made(zipped, into, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    link, pipe = zipfile.ZipInfo("link.ipynb"), zipfile.ZipInfo("pipe.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    pipe.external_attr = (stat.S_IFIFO | 0o644) << 16
    through = zipfile.ZipInfo("link.ipynb/inside.txt")
    left = unpack(zipped([(link, str(secret)), (pipe, b""), (through, b"x")]), into)
    assert dict(left)["link.ipynb"] == "it is a link, not a file"
    assert dict(left)["pipe.ipynb"] == "it is not a file"
    assert held(into) == {"link.ipynb/inside.txt": b"x"}
    assert secret.read_text(encoding="utf-8") == "secret"


def test_too_much_is_refused_before_anything_is_written(zipped, into):
    many = zipped([(f"{number}.ipynb", b"") for number in range(3)])
    with pytest.raises(Problem, match="holds 3 files"):
        unpack(many, into, most_files=2)
    bomb = zipped([("bomb.ipynb", b"\0" * 3_000_000)])
    assert bomb.stat().st_size < 10_000
    with pytest.raises(Problem, match="3 MB, and more than .* 1 MB are not unpacked"):
        unpack(bomb, into, most_bytes=1_000_000)
    assert held(into) == {}


def test_a_bomb_that_lies_about_its_size_writes_no_more_than_it_says(zipped, into):
    path = zipped([("bomb.ipynb", b"\0" * 5_000_000), ("good.ipynb", b"work")])
    content = bytearray(path.read_bytes())
    size = (5_000_000).to_bytes(4, "little")
    assert content.count(size) == 2  # before the data and in the directory at the end
    path.write_bytes(content.replace(size, (10).to_bytes(4, "little")))
    left = dict(unpack(path, into))
    assert left == {"bomb.ipynb": "it is damaged in the zip file"}
    assert held(into) == {"good.ipynb": b"work"}


def test_a_password(zipped, into):
    path = zipped([("locked.ipynb", b"work")])
    content = bytearray(path.read_bytes())
    for place in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[place] |= 1
    path.write_bytes(content)
    assert unpack(path, into) == [("locked.ipynb", "it is locked with a password")]
    assert held(into) == {}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("order", [(2020, 2026), (2026, 2020)])
def test_of_two_files_with_one_name_the_newer_counts(zipped, into, order):
    entries = [(zipfile.ZipInfo("a.ipynb", (year, 1, 1, 0, 0, 0)), str(year)) for year in order]
    left = unpack(zipped(entries), into)
    assert held(into) == {"a.ipynb": b"2026"}
    assert [name for name, _ in left] == ["a.ipynb"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_damaged_newer_twin_does_not_cost_the_older_file(zipped, into):
    old, new = (zipfile.ZipInfo("a.ipynb", (year, 1, 1, 0, 0, 0)) for year in (2020, 2026))
    path = zipped([(old, b"the older work"), (new, b"the newer work")])
    path.write_bytes(path.read_bytes().replace(b"the newer work", b"the never work"))
    left = unpack(path, into)
    assert held(into) == {"a.ipynb": b"the older work"}
    assert ("a.ipynb", "it is damaged in the zip file") in left


def test_names_in_other_capitals_are_two_files(zipped, into):
    left = unpack(zipped([("Ana/a.ipynb", b"1"), ("ana/a.ipynb", b"2")]), into)
    if len(list(into.iterdir())) == 2:
        assert (left, held(into)) == ([], {"Ana/a.ipynb": b"1", "ana/a.ipynb": b"2"})
    else:
        assert "but for capitals" in left[0][1]


@pytest.mark.parametrize("name", ["CON.ipynb", "ana/aux", "nul.txt.ipynb", "Com1 .ipynb", "lpt9/a.ipynb"])
def test_names_that_windows_keeps_for_devices(zipped, into, name):
    assert unpack(zipped([(name, b"x"), ("console.ipynb", b"y")]), into) == [
        (name, "Windows keeps this name for a device")
    ]
    assert held(into) == {"console.ipynb": b"y"}


def test_names_that_cannot_be_written_are_named(zipped, into):
    left = unpack(
        zipped([("x" * 300 + ".ipynb", b"x"), ("a\nb.ipynb", b"x"), ("a", b"x"), ("a/b.ipynb", b"x")]), into
    )
    assert [reason for _, reason in left] == [
        "a file of this name cannot be written here",
        "its name holds signs that cannot be shown",
        "a file of this name cannot be written here",
    ]
    assert held(into) == {"a": b"x"}


@pytest.mark.parametrize("name", ["Jörg Müller", "王小明", "Jo\u0308rg Mu\u0308ller", "Ana\u00a0Silva"])
def test_names_in_utf8_whether_the_zip_says_so_or_not(zipped, into, name):
    path = zipped([(f"{name}.ipynb", b"x")])
    content = bytearray(path.read_bytes())
    for place in (content.find(b"PK\x03\x04") + 7, content.find(b"PK\x01\x02") + 9):
        content[place] &= ~0x08
    silent = path.with_name("silent.zip")
    silent.write_bytes(content)
    for number, file in enumerate((path, silent)):
        folder = into / str(number)
        folder.mkdir()
        assert unpack(file, folder) == []
        assert set(held(folder)) == {f"{name}.ipynb"}


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 but no more", b"Rar!\x1a\x07\x00"])
def test_what_is_no_zip_file(into, tmp_path, content):
    path = tmp_path / "download.zip"
    path.write_bytes(content)
    with pytest.raises(Problem, match="this is no zip file, or it is damaged.*download.zip"):
        unpack(path, into)


def test_a_name_that_claims_to_be_utf8_and_is_not(zipped, into):
    path = zipped([("ä.ipynb", b"x")])
    path.write_bytes(path.read_bytes().replace("ä".encode(), b"\xff\xfe"))
    with pytest.raises(Problem, match="damaged"):
        unpack(path, into)


def test_the_zip_file_is_not_changed_and_nothing_half_is_left(zipped, into):
    path = zipped([("a.ipynb", b"x" * 100_000), ("b.ipynb", b"y")])
    broken = bytearray(path.read_bytes())
    broken[60] ^= 0xFF
    path.write_bytes(broken)
    before = (path.read_bytes(), os.stat(path).st_mtime_ns)
    left = unpack(path, into)
    assert dict(left) == {"a.ipynb": "it is damaged in the zip file"}
    assert held(into) == {"b.ipynb": b"y"}
    assert (path.read_bytes(), os.stat(path).st_mtime_ns) == before
