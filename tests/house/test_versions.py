"""One version, wherever it is written."""

import re

import yaml

import shopfloor


def test_the_version_is_the_same_everywhere(root, project):
    newest = re.search(r"^## (\S+)", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE).group(
        1
    )
    citation = str(yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))["version"])
    assert {project["project"]["version"], shopfloor.__version__, newest, citation} == {shopfloor.__version__}


def test_no_notebook_or_page_speaks_of_another_version(repository_texts):
    spoken = re.compile(r"shop ?floor[ =v]*(\d+\.\d+\.\d+)", re.IGNORECASE)
    found = {
        (name, version)
        for name, text in repository_texts.items()
        if name.endswith((".ipynb", ".md", ".yml", ".cff"))
        for version in spoken.findall(text)
        if version != shopfloor.__version__
    }
    assert found == set()
