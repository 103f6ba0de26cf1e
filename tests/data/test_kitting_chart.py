"""Every student's kitting chart has one proposal that may be made and one that may not."""

from collections import Counter

import pytest

from shopfloor.data.variants import Draws, kitting_chart

NAME = "motion/kitting_chart"
RISKY_WORDS = ("no hoist", "no walkway", "no step", "person carried", "over a person")


def chart_of(student, course="open-2026"):
    return kitting_chart.rows(Draws(course, NAME, student))


def raised(steps):
    return [row for row in steps if any(words in row[7] for words in RISKY_WORDS)]


@pytest.fixture(scope="module")
def charts():
    return [chart_of(f"student{number}") for number in range(2000)]


def by_method(chart):
    return {method: [row for row in chart if row[0] == method] for method, *_ in chart}


def test_one_proposal_raises_one_risk_and_is_faster(charts):
    risky = Counter()
    for chart in charts:
        methods = by_method(chart)
        assert list(methods) == ["present", "proposal 1", "proposal 2"]
        assert not raised(methods["present"])
        totals = {method: sum(row[4] for row in rows) for method, rows in methods.items()}
        bad = [method for method in ("proposal 1", "proposal 2") if raised(methods[method])]
        assert len(bad) == 1 and len(raised(methods[bad[0]])) == 1
        good = ({"proposal 1", "proposal 2"} - set(bad)).pop()
        assert totals[bad[0]] + 20 <= totals[good] < totals["present"]
        risky[bad[0]] += 1
        risky[raised(methods[bad[0]])[0][7]] += 1
    assert 0.4 < risky["proposal 1"] / len(charts) < 0.6
    assert max(count for name, count in risky.items() if "proposal" not in name) < 0.35 * len(charts)


def test_steps_are_numbered_and_possible(charts):
    for chart in charts:
        for rows in by_method(chart).values():
            assert [row[1] for row in rows] == list(range(1, len(rows) + 1))
            for _, _, symbol, words, time, meters, people, hazard in rows:
                assert time >= 5
                assert (meters > 0) == (symbol == "transport")
                assert people in (0, 1) and "{" not in hazard + words
        assert len(by_method(chart)["present"]) == 15


def test_a_proposal_saves_clearly(charts):
    for chart in charts:
        methods = by_method(chart)
        for proposal in ("proposal 1", "proposal 2"):
            touched = [sum(row[4] for row in rows if row[2] != "storage") for rows in methods.values()]
            assert len(methods[proposal]) in (11, 12)
            assert min(touched[1:]) < 0.95 * touched[0]
            assert sum(r[5] for r in methods[proposal]) <= sum(r[5] for r in methods["present"])


def test_ten_thousand_ids_ten_thousand_tables():
    assert len({tuple(chart_of(f"s{number:05}")) for number in range(10_000)}) == 10_000
