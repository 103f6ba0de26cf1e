"""Every student's profile has its traps, its figures of the job are O*NET's, and nothing in it has two answers."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from shopfloor.data import my_data
from shopfloor.data.variants import VARIANTS, Draws, skill_profile

NAME = "careers/skill_profile"
SECRET = (skill_profile.PEOPLE, skill_profile.COMPANY)


def profile_of(student, course="open-2026"):
    return skill_profile.rows(Draws(course, NAME, student))


@pytest.fixture(scope="module")
def profiles():
    return [profile_of(f"student{number}") for number in range(2000)]


@pytest.fixture(scope="module")
def official():
    path = Path(__file__).parents[2] / "datasets" / "careers" / "skill_ratings.csv"
    with open(path, encoding="utf-8", newline="") as file:
        return {
            (row["title"], row["element"]): (row["importance"], row["level"])
            for row in csv.DictReader(file)
            if row["domain"] == "skill"
        }


def gaps(profile):
    """{line: (importance, gap)} in hundredths."""
    return {line: (importance, wanted - had) for line, _, _, importance, wanted, had, *_ in profile}


def test_the_figures_of_the_job_are_the_official_ones(official):
    assert len(skill_profile.GOALS) == 8
    for goal in skill_profile.GOALS:
        for skill, rated in skill_profile.ratings(goal).items():
            published = tuple(round(float(text) * 100) for text in official[goal, skill])
            assert rated == published, (goal, skill)


def test_fourteen_skills_of_one_job_on_the_scales(profiles):
    for profile in profiles:
        assert [row[0] for row in profile] == list(range(1, 15))
        assert len({row[1] for row in profile}) == 1
        assert len({row[2] for row in profile}) == 14
        for *_, wanted, had, _, _ in profile:
            assert 0 <= had <= 700 and had % 50 == 0 and 0 <= wanted <= 700


def test_the_largest_gap_of_all_hardly_matters_and_the_first_is_clear(profiles):
    for profile in profiles:
        table = gaps(profile)
        every = sorted((gap for _, gap in table.values()), reverse=True)
        important = sorted((gap for importance, gap in table.values() if importance >= 300), reverse=True)
        tempting = [importance for importance, gap in table.values() if gap == every[0]]
        assert len(tempting) == 1 and tempting[0] < 300
        assert every[0] >= important[0] + 30
        assert important[0] >= important[1] + 25 and important[0] >= 75


def test_the_person_is_above_the_job_here_and_there(profiles):
    for profile in profiles:
        below = [importance for importance, gap in gaps(profile).values() if gap < 0]
        assert 2 <= sum(importance >= 300 for importance in below) <= 3
        assert sum(importance < 300 for importance in below) == 1


def test_the_ways_to_add_up_differ(profiles):
    sums_below_zero = exactly_three = 0
    for profile in profiles:
        table = list(gaps(profile).values())
        important = [gap for importance, gap in table if importance >= 300]
        right = sum(max(gap, 0) for gap in important)
        others = (
            sum(important),
            sum(max(gap, 0) for _, gap in table),
            sum(gap for _, gap in table),
            sum(abs(gap) for gap in important),
        )
        assert all(abs(right - other) >= 10 for other in others)
        assert right > 0
        sums_below_zero += sum(important) < 0
        exactly_three += any(importance == 300 and gap > 0 for importance, gap in table)
    assert exactly_three > 400, "leaving out importance 3 itself must be seen for many"
    assert sums_below_zero > 10, "for some the plain sum is below zero"


def test_the_first_line_is_plain(profiles):
    for profile in profiles:
        _, _, _, importance, wanted, had, *_ = profile[0]
        gap = wanted - had
        assert importance >= 300 and gap >= 25
        _, _, _, _, wanted_below, had_below, *_ = profile[1]
        assert gap not in (wanted, had, importance - had, wanted - importance, wanted_below - had_below)


def test_some_evidence_stays_out_and_some_only_looks_like_it(profiles):
    seen = Counter()
    for profile in profiles:
        kinds = Counter(row[7] for row in profile)
        assert min(kinds[one] for one in SECRET) >= 2
        assert 4 <= sum(kinds[one] for one in SECRET) <= 5
        assert kinds[skill_profile.ALIKE] == 3
        seen.update((row[6], row[7]) for row in profile)
    texts = [text for text, _ in seen]
    assert len(texts) == len(set(texts)), "a text is one kind of evidence only"
    assert set(texts) == {
        text
        for shown, (_, secret), alike in skill_profile.EVIDENCE.values()
        for text in (shown, secret, alike)
    }


def test_what_kind_of_evidence_it_is_does_not_stand_in_the_table():
    table = my_data(NAME, "ana", "open-2026")
    assert list(table.columns) == [
        "line", "goal", "skill", "importance", "level_want", "level_have", "evidence",
    ]  # fmt: skip
    labels = {skill_profile.PLAIN, skill_profile.ALIKE, *SECRET}
    assert not labels & set(table.astype(str).to_numpy().ravel())


def test_every_job_and_many_lines_come_first(profiles):
    goals = Counter(profile[0][1] for profile in profiles)
    assert set(goals) == set(skill_profile.GOALS) and min(goals.values()) > 40
    firsts = Counter(
        max((gap, line) for line, (importance, gap) in gaps(profile).items() if importance >= 300)[1]
        for profile in profiles
    )
    # Line 1 is for the arithmetic by hand and never the first to learn.
    assert set(firsts) == set(range(2, 15)) and max(firsts.values()) < 0.15 * len(profiles)


def test_two_thousand_ids_two_thousand_tables():
    tables = {tuple(VARIANTS[NAME](Draws("open-2026", NAME, f"s{number:05}"))) for number in range(2_000)}
    assert len(tables) == 2_000


def test_the_builder_makes_the_table_that_is_there():
    import importlib.util

    folder = Path(__file__).parents[2] / "datasets"
    found = importlib.util.spec_from_file_location("made", folder / "builders" / "skill_profile.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    assert module.build() == {NAME: (folder / f"{NAME}.csv").read_bytes()}
