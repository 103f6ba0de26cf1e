"""Every student's ads mislead by their titles, and what the assignment asks can always be found, one way only."""

from collections import Counter

import pytest

from shopfloor.data import load, my_data
from shopfloor.data.variants import Draws, job_ads

NAME = "careers/job_ads"
IDS = [f"student{number}" for number in range(2000)]


def ads_of(student, course="open-2026"):
    return job_ads.rows(Draws(course, NAME, student))


@pytest.fixture(scope="module")
def every():
    return [ads_of(student) for student in IDS]


def engineers(ads):
    return [ad for ad in ads if ad[1].endswith(" engineer")]


def technicians_work(ads):
    return [ad for ad in ads if ad[3] in ("observe", "set up", "operate", "maintain")]


def test_as_many_ads_as_said_each_with_a_duty_of_its_own(every):
    sizes = Counter(len(ads) for ads in every)
    assert set(sizes) == {26, 27, 28, 29}
    for ads in every:
        assert [ad[0] for ad in ads] == list(range(1, len(ads) + 1))
        assert len({ad[2] for ad in ads}) == len(ads)


def test_what_an_engineer_s_ad_is_for_does_not_stand_in_the_table(every):
    for student, ads in zip(IDS[:200], every):
        shown = job_ads.cells(Draws("open-2026", NAME, student))
        for ad, row in zip(ads, shown, strict=True):
            assert row[3] == ("not sorted" if ad[1].endswith(" engineer") else ad[3])
            assert row[:3] == (str(ad[0]), ad[1], ad[2]) and row[4:] == ad[4:]


def test_some_titles_of_engineers_mislead_and_one_cannot_be_told(every):
    found = Counter()
    for ads in every:
        called = engineers(ads)
        mislead = technicians_work(called)
        assert 7 <= len(called) <= 9 and 3 <= len(mislead) <= 5
        assert 2 * len(mislead) != len(called), "half would make two readings of a share alike"
        kinds = Counter(ad[3] for ad in called)
        assert kinds["inspect"] == 1 and kinds["plan"] >= 1 and kinds["improve"] >= 1
        assert not set(kinds) & {"document", "train"}
        found.update(ad[3] for ad in mislead)
    assert set(found) == set(job_ads.TECHNICIANS)


def test_titles_of_technicians_mislead_too_and_one_is_spelled_in_two_ways(every):
    for ads in every:
        called = [ad for ad in ads if ad[1].endswith(" technician")]
        assert 9 <= len(called) <= 11
        assert 2 <= len(called) - len(technicians_work(called)) <= 3
        big = sum(ad[1] == "Production technician" for ad in ads)
        small = sum(ad[1] == "production technician" for ad in ads)
        assert big >= 3 > 0 < small and 4 <= big + small <= 6 and big > small


def test_counting_by_title_and_by_activity_never_agree(every):
    for ads in every:
        by_title = sum(ad[1].endswith(" technician") for ad in ads)
        assert len(technicians_work(ads)) >= by_title + 2
        # Two wrong counts that the key tells apart: by title, and the sorted ads alone.
        sorted_alone = [ad for ad in technicians_work(ads) if ad not in engineers(ads)]
        assert len(sorted_alone) != by_title


def test_shares_lie_clear_of_their_misreadings(every):
    for ads in every:
        shifts = Counter(ad[5] for ad in ads)
        night = shifts["night"] / len(ads)
        wrong = [
            shifts["rotating"] / len(ads),
            shifts["day"] / len(ads),
            shifts["night"] / (len(ads) - shifts["night"]),
        ]
        assert all(abs(night - other) > 0.012 for other in wrong)
        operate = [ad for ad in ads if ad[3] == "operate" and ad not in engineers(ads)]
        both = sum(ad[5] == "rotating" for ad in operate)
        assert len(operate) >= 4 and 1 <= both < len(operate)
        share = both / len(operate)
        wrong = [both / shifts["rotating"], both / len(ads), 1 - share]
        assert all(abs(share - other) > 0.03 for other in wrong)


def test_everybody_has_an_ad_for_somebody_who_likes_to_watch(every):
    for ads in every:
        watching = [ad for ad in ads if ad[3] == "observe"]
        assert len(watching) >= 2 and engineers(watching)


def test_no_ad_in_an_office_works_by_turns(every):
    assert all(ad[5] == "day" for ads in every for ad in ads if ad[4] == "office")


def test_the_rule_of_the_assignment_is_what_the_documents_say():
    duties = load("careers/duties").merge(load("careers/roles")[["role", "kind"]], on="role")
    only = duties.groupby("activity", observed=True)["kind"].agg(set)
    assert {activity for activity, kinds in only.items() if kinds == {"technician"}} == set(
        job_ads.TECHNICIANS
    )
    assert "supervisor" in only["inspect"], "so an ad that inspects cannot be told"


def test_a_duty_names_no_activity_and_stands_once():
    texts = [(activity, text) for activity, pool in job_ads.DUTIES.items() for _, _, text in pool]
    assert len({text for _, text in texts}) == len(texts)
    for _, text in texts:
        assert not any(f"{activity}s" in text.lower() for activity in job_ads.DUTIES), text
    kinds = {activity for activity, _ in texts}
    assert kinds == set(load("careers/duties")["activity"].cat.categories)


def test_the_table_that_a_student_sees():
    mine = my_data(NAME, "ana", "open-2026")
    assert list(mine.columns) == list(load(NAME).columns)
    assert "not sorted" in set(mine["main_activity"])


def test_two_thousand_ids_two_thousand_tables(every):
    assert len({tuple(ads) for ads in every}) == len(every)
