"""Where the course meets other people's standards: the four MSSC areas, and O*NET's skills and knowledge.

A map, no claim: which objectives touch an area is stated in ``instructor/maps.toml`` and checked against the lessons;
what matters in the occupation, and how much, is computed from O*NET's ratings in the course's data.
"""

import re
import tomllib

from shopfloor.data import load
from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole
from shopfloor.kit.lessons import objectives

FILE, PAGE = "maps.toml", "maps.md"
OCCUPATION = "17-3026.00"
"""Industrial Engineering Technologists and Technicians, in O*NET."""
IMPORTANT = 3.0
"""O*NET's scale calls 3 important (1 not important, 5 extremely important)."""

_OBJECTIVE = re.compile(r"(\d\d):(\d+)")


def important_elements():
    """O*NET's elements of importance 3 and more for the occupation, the most important first.

    Columns: ``element``, ``domain`` ("skill", "knowledge", or both), ``importance`` (1 to 5), ``level`` (0 to 7), the
    higher ones where an element is both, and ``year`` of the ratings.
    """
    ratings = load("careers/skill_ratings")
    ours = ratings[(ratings["onet_code"] == OCCUPATION) & (ratings["importance"] >= IMPORTANT)]
    joined = ours.sort_values(["element", "domain"]).groupby("element", as_index=False)
    joined = joined.agg({"domain": " and ".join, "importance": "max", "level": "max", "year": "max"})
    return joined.sort_values(["importance", "element"], ascending=[False, True], ignore_index=True)


def maps_page(course):
    """The page as Markdown."""
    stated = _read(course)
    elements = important_elements()
    _check(course, stated, elements)
    met = [name for name in elements["element"] if stated["onet"][name]["objectives"]]
    lines = [
        "# Two maps: MSSC's areas, O*NET's skills and knowledge",
        "",
        f"*Computed by `shopfloor kit align` from `instructor/{FILE}` and the course's data: change those, not this page.*",
        "",
        "These maps show where the course touches standards that others have written, and where it does not. They are no "
        "claim of accreditation, approval or equivalence: neither the Manufacturing Skill Standards Council nor the US "
        "Department of Labor has seen this course. A number such as 04:1 is objective 1 of lesson 04; what practices and "
        "what measures it is on the page [alignment](alignment.md).",
        "",
        "## The four areas of the Manufacturing Skill Standards Council",
        "",
        "The council (MSSC) tests production workers in four areas. A student who wants its certificate needs much that is "
        "not here, so each area says what is missing.",
    ]
    for area in stated["mssc"]:
        lines += ["", f"### {area['area']}", "", "| what the course does | objectives |", "|---|---|"]
        lines += [f"| {one['what']} | {', '.join(one['objectives'])} |" for one in area["touched"]]
        lines += ["", f"Missing: {area['missing']}"]
    lines += [
        "",
        "## O*NET's skills and knowledge",
        "",
        # Two stars in a paragraph would set what is between them in italics.
        f"O\\*NET rates {len(load('careers/skill_ratings').query('onet_code == @OCCUPATION'))} skills and fields of knowledge for "
        f"industrial engineering technologists and technicians (O\\*NET code {OCCUPATION}; ratings of "
        f"{elements['year'].max()}, so look for newer ones). These {len(elements)} have an importance of "
        f"{IMPORTANT:g} or more on its scale from 1 to 5; the course's objectives use {len(met)} of them. Mathematics is both a "
        "skill and a field of knowledge; the higher rating is shown.",
        "",
        "| element | kind | importance (1 to 5) | level (0 to 7) | objectives | remark |",
        "|---|---|---|---|---|---|",
    ]
    for row in elements.itertuples():
        one = stated["onet"][row.element]
        lines.append(
            f"| {row.element} | {row.domain} | {row.importance:.2f} | {row.level:.2f} | "
            f"{', '.join(one['objectives']) or 'none'} | {one.get('remark', '')} |"
        )
    lines += [
        "",
        "Source: O*NET 29.0 Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), "
        "used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. The figures are those of the database; "
        "which objective uses which element is this course's own judgment, which USDOL/ETA has not approved, endorsed, or "
        'tested. The table itself: `load("careers/skill_ratings")`.',
    ]
    return "\n".join(lines) + "\n"


def write_maps(course):
    """Write ``instructor/maps.md``; its path, or None if it was up to date."""
    path = course.instructor / PAGE
    content = maps_page(course).encode("utf-8")
    if path.is_file() and path.read_bytes() == content:
        return None
    write_whole(path, content)
    return path


def _read(course):
    path = course.instructor / FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Problem("there is no such file", file=course.named(path), remedy="restore it") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem(
            f"it cannot be read: {error}", file=course.named(path), remedy="correct that line"
        ) from None


def _check(course, stated, elements):
    def problem(what, remedy):
        return Problem(what, file=course.named(course.instructor / FILE), remedy=remedy)

    there = {
        f"{path.stem[:2]}:{number}"
        for path in course.lessons()
        for number in range(1, len(objectives(course, path.stem[:2])) + 1)
    }
    claims = [one for area in stated["mssc"] for one in area["touched"]] + list(stated["onet"].values())
    for one in claims:
        for name in one["objectives"]:
            if not _OBJECTIVE.fullmatch(name) or name not in there:
                raise problem(f"there is no objective {name}", 'write it as lesson:objective, such as "04:1"')
    for name, one in stated["onet"].items():
        if not one["objectives"] and not one.get("remark"):
            raise problem(f"{name} has neither an objective nor a remark", "say why there is none")
    ours, theirs = set(stated["onet"]), set(elements["element"])
    if theirs - ours:
        raise problem(
            f"{min(theirs - ours)} matters in the occupation and has no line", "add it under [onet]"
        )
    if ours - theirs:
        raise problem(
            f"O*NET does not rate {min(ours - theirs)} {IMPORTANT:g} or more",
            "correct the name, or delete the line",
        )
