"""What no file of the repository says."""

import re

# Built from parts: this file is searched as well.
FOLDERS = ["/" + name + "/" for name in ("work", "root", "tmp")] + ["C:" + "\\Users", "/" + "Users/"]
HOSTS = [
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs"), ("anaconda", "org"))
]


def test_no_file_names_a_machine_or_a_registry(repository_texts):
    found = {
        (name, word) for name, text in repository_texts.items() for word in [*FOLDERS, *HOSTS] if word in text
    }
    assert found == set()


def test_no_file_waits_to_be_written(repository_texts):
    waiting = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" * 3 + r"\b", "lorem " + "ipsum"]))
    assert {
        name: waiting.findall(text) for name, text in repository_texts.items() if waiting.search(text)
    } == {}


def test_no_empty_page(root):
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE",
        "LICENSE-CONTENT",
        "CITATION.cff",
    ):
        assert len((root / name).read_text(encoding="utf-8")) > 300, name
