"""What others may do with the course, said once and in full."""

import re

import yaml


def test_the_code_is_under_bsd_3(root):
    text = (root / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("BSD 3-Clause License\n\nCopyright (c) 2026, The Shop Floor authors\n")
    assert re.findall(r"^(\d)\. ", text, re.MULTILINE) == ["1", "2", "3"]
    assert "EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.\n" in text


def test_the_text_is_under_cc_by_4_in_full(root):
    text = (root / "LICENSE-CONTENT").read_text(encoding="utf-8")
    assert (
        "The Shop Floor authors" in text and "https://creativecommons.org/licenses/by/4.0/legalcode" in text
    )
    assert re.findall(r"^Section (\d) ", text, re.MULTILINE) == list("12345678")
    assert "ShareAlike" not in text and "NonCommercial" not in text


def test_the_package_and_the_citation_name_both_and_the_font_keeps_its_own(root, project):
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["license"] == ["BSD-3-Clause", "CC-BY-4.0"]
    assert project["project"]["license"].split(" AND ") == [*citation["license"], "OFL-1.1"]
    assert project["project"]["license-files"] == [
        "LICENSE",
        "LICENSE-CONTENT",
        "src/shopfloor/charts/fonts/OFL.txt",
    ]
    assert citation["authors"] == project["project"]["authors"] == [{"name": "The Shop Floor authors"}]
