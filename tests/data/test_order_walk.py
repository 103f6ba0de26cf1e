"""Every student's walk meets all eight wastes, and each event is one thing only."""

from collections import Counter

import pytest

from shopfloor.data import my_data
from shopfloor.data.variants import Draws, order_walk

NAME = "waste/order_walk"


def walk_of(student, course="open-2026"):
    return order_walk.rows(Draws(course, NAME, student))


@pytest.fixture(scope="module")
def walks():
    return [walk_of(f"student{number}") for number in range(3000)]


def test_eighteen_events_without_a_gap(walks):
    for walk in walks:
        assert [row[0] for row in walk] == list(range(1, 19))
        for earlier, later in zip(walk, walk[1:]):
            assert later[1] == earlier[1] + earlier[3]
            assert order_walk.PLACES.index(earlier[2]) <= order_walk.PLACES.index(later[2])
        assert walk[-1][1] + walk[-1][3] < 24 * 60
        assert all((row[4] > 0) == (row[6] == "transport") for row in walk)
        assert len({row[5] for row in walk}) == 18


def test_all_wastes_and_all_that_is_paid_for(walks):
    for walk in walks:
        kinds = Counter(row[6] for row in walk)
        assert (kinds["value added"], kinds["necessary"]) == (4, 3)
        assert sorted(kinds[waste] for waste in order_walk.WASTES) == [1] * 5 + [2] * 3


def test_the_ratio_is_credible_and_one_waste_leads(walks):
    leads = Counter()
    for walk in walks:
        by_kind = order_walk.minutes_by_kind(walk)
        assert 0.13 < by_kind["value added"] / sum(by_kind.values()) < 0.41
        wastes = [kind for kind in by_kind if kind in order_walk.WASTES]
        assert by_kind[wastes[0]] >= by_kind[wastes[1]] + 10
        leads[wastes[0]] += 1
    assert len(leads) >= 4 and leads.most_common(1)[0][1] < 0.6 * len(walks)


def test_a_text_is_one_thing_only():
    texts = [event[1] for events in (order_walk.PAID, order_walk.NECESSARY) for event in events]
    texts += [event[1] for events in order_walk.WASTES.values() for event in events]
    assert len(texts) == len(set(texts))
    for text in texts:
        assert not any(
            word in text.lower() for word in ("waste", "waiting", "defect", "inventory", "transport")
        )


def test_what_an_event_is_does_not_stand_in_the_table():
    assert "kind" not in my_data(NAME, "ana", "open-2026").columns
    labels = {"value added", "necessary", *order_walk.WASTES}
    table = my_data(NAME, "ana", "open-2026").astype(str)
    assert not labels & set(table.to_numpy().ravel())


def test_ten_thousand_ids_ten_thousand_tables():
    assert len({tuple(walk_of(f"s{number:05}")) for number in range(10_000)}) == 10_000


def test_nothing_happens_before_or_after_its_time(walks):
    paid = {seen for _, seen, *_ in order_walk.PAID}
    early = late = 0
    for walk in walks[:500]:
        work = {row[2]: row[0] for row in walk if row[5] in paid}
        for event, _, place, _, _, seen, *_ in walk:
            when = order_walk.WHEN.get(seen, 2)
            if place in work and when < 2:
                early += 1
                assert event < work[place], seen
            if place in work and when > 2:
                late += 1
                assert event > work[place], seen
    assert early > 500 and late > 500
