"""What must hold for all pay, roles and pages, not only for those we thought of."""

import math

import networkx as nx
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shopfloor.methods import careers

FIVE = ["annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90"]
ladders = st.lists(st.integers(1_500, 25_000), min_size=5, max_size=5, unique=True).map(
    lambda tens: [10 * ten for ten in sorted(tens)]
)
scales = st.sampled_from([2.0, 0.5, 4.0])
# A power of two changes no digit of a binary fraction, so that results scale exactly.
figures = st.lists(st.integers(-500, 500).map(lambda n: n / 4), min_size=1, max_size=30)
percents = st.one_of(st.just(0), st.integers(1, 100))
sets = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12)
pairs = st.lists(
    st.tuples(st.sampled_from("ABCDEFG"), st.sampled_from("ABCDEFG")).filter(lambda pair: pair[0] != pair[1]),
    min_size=1, max_size=15, unique=True,
)  # fmt: skip


def table_of(ladder):
    return pd.DataFrame([{"year": 2024, "soc": "99-0001", "title": "Turners", **dict(zip(FIVE, ladder))}])


@given(ladders, st.integers(15_000, 250_000), st.integers(15_000, 250_000))
def test_who_earns_more_never_stands_lower(ladder, one, other):
    wages = table_of(ladder)
    low, high = (careers.percentile_of(wage, "99-0001", 2024, wages=wages) for wage in sorted((one, other)))
    assert 10 <= low <= high <= 90
    assert low.low <= low <= low.high or not low.inside
    assert low.inside == (ladder[0] <= min(one, other) <= ladder[-1])


@given(ladders, st.integers(10, 90))
def test_wage_and_percentile_undo_each_other(ladder, percent):
    wages = table_of(ladder)
    wage = careers.wage_at(percent, "99-0001", 2024, wages=wages)
    assert careers.percentile_of(wage, "99-0001", 2024, wages=wages) == pytest.approx(percent, abs=1e-9)


@given(ladders, st.integers(15_000, 250_000), scales)
def test_the_position_does_not_depend_on_the_money(ladder, wage, scale):
    assume(scale * min(ladder) >= 10_000)
    found = careers.percentile_of(wage, "99-0001", 2024, wages=table_of(ladder))
    scaled = table_of([scale * one for one in ladder])
    assert careers.percentile_of(scale * wage, "99-0001", 2024, wages=scaled) == found


@given(
    st.integers(10_000, 200_000), st.integers(10_000, 200_000), st.floats(50, 400), st.floats(50, 400), st.integers(1, 30)
)  # fmt: skip
def test_real_growth_is_nominal_growth_after_prices(before, after, first, last, years):
    table = pd.DataFrame(
        {"year": [1990, 1990 + years], "soc": ["99-0001"] * 2, "annual_median": [before, after]}
    )
    prices = {1990: first, 1990 + years: last}
    growth = careers.real_growth("99-0001", 1990, 1990 + years, wages=table, prices=prices)
    assert (1 + growth.real) * (1 + growth.prices) == pytest.approx(1 + growth.nominal)
    assert (growth.real < growth.nominal) == (growth.prices > 0) or math.isclose(last, first)
    assert (1 + growth.nominal_per_year) ** years == pytest.approx(after / before)
    # An index on another base is the same index.
    again = {year: 7 * index for year, index in prices.items()}
    scaled = careers.real_growth("99-0001", 1990, 1990 + years, wages=table, prices=again)
    assert scaled == pytest.approx(growth, abs=1e-12)


@given(figures, percents, st.randoms(use_true_random=False))
def test_percentiles_do_not_depend_on_the_order_and_stay_inside(data, percent, random):
    shuffled = random.sample(data, len(data))
    for method in ("inclusive", "exclusive"):
        found = careers.percentile(data, percent, method)
        assert found == careers.percentile(shuffled, percent, method)
        assert min(data) <= found <= max(data)
        mirrored = careers.percentile([-one for one in data], 100 - percent, method)
        assert mirrored == pytest.approx(-found)


@given(figures, percents, percents)
def test_a_higher_percentile_is_never_smaller(data, one, other):
    low, high = sorted((one, other))
    for method in ("inclusive", "exclusive"):
        assert careers.percentile(data, low, method) <= careers.percentile(data, high, method)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 4)), min_size=1, max_size=15), percents)
def test_weights_are_as_many_of_each(groups, percent):
    assume(any(count for _, count in groups))
    data, weights = [value for value, _ in groups], [count for _, count in groups]
    spread = sorted(value for value, count in groups for _ in range(count))
    # The smallest value that at least so many percent of all do not exceed.
    expected = spread[max(0, math.ceil(percent * len(spread) / 100) - 1)]
    assert careers.weighted_percentile(data, weights, percent) == expected
    assert careers.weighted_mean(data, weights) == pytest.approx(sum(spread) / len(spread))


@given(st.integers(-50, 50), st.lists(st.integers(-50, 50), min_size=1, max_size=20))
def test_ranks_from_below_and_from_above_make_a_hundred(value, data):
    mirrored = [-one for one in data]
    assert careers.percentile_rank(value, data) + careers.percentile_rank(-value, mirrored) == pytest.approx(
        100
    )
    below, up_to = (careers.percentile_rank(value, data, ties) for ties in ("below", "up to"))
    assert 0 <= below <= careers.percentile_rank(value, data) <= up_to <= 100


@given(sets, sets, st.sampled_from(["jaccard", "cosine"]))
def test_overlap_is_from_0_to_1_and_the_same_both_ways(a, b, measure):
    table = pd.DataFrame([("A", one) for one in a] + [("B", one) for one in b], columns=["role", "activity"])
    found = careers.overlap("A", "B", duties=table, measure=measure)
    assert 0 <= found <= 1
    assert careers.overlap("B", "A", duties=table, measure=measure) == pytest.approx(found)
    assert careers.overlap("A", "A", duties=table, measure=measure) == pytest.approx(1)
    assert (found == 0) == (not found.shared)
    assert set(found.shared) == set(a) & set(b)
    assert set(found.only_a) == set(a) - set(b) and set(found.only_b) == set(b) - set(a)


@given(pairs, st.sampled_from("ABCDEFG"), st.sampled_from("ABCDEFG"))
def test_a_path_is_a_way_and_none_is_shorter(steps, start, goal):
    table = pd.DataFrame(steps, columns=["from_role", "to_role"])
    graph = nx.DiGraph(steps)
    assume(start in graph and goal in graph)
    if not nx.has_path(graph, start, goal):
        with pytest.raises(ValueError, match="No way leads"):
            careers.path(start, goal, advancement=table)
        return
    way = careers.path(start, goal, advancement=table)
    assert len(way) == nx.shortest_path_length(graph, start, goal)
    assert way.roles[0] == start and way.roles[-1] == goal
    assert all((step.from_role, step.to_role) in steps for step in way)
    assert all(len(other) == len(way.roles) for other in way.others)
    assert len(way.others) + 1 == len(list(nx.all_shortest_paths(graph, start, goal)))
    onward = careers.reachable(start, advancement=table)
    assert set(onward["role"]) == nx.descendants(graph, start)


@given(pairs, st.data())
def test_the_fewest_years_are_dijkstras(steps, data):
    years = data.draw(st.lists(st.integers(0, 9), min_size=len(steps), max_size=len(steps)))
    table = pd.DataFrame(steps, columns=["from_role", "to_role"]).assign(years=years)
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([(a, b, one) for (a, b), one in zip(steps, years)])
    start, goal = steps[0][0], steps[-1][1]
    assume(nx.has_path(graph, start, goal))
    way = careers.path(start, goal, advancement=table, by="years")
    assert way.years == nx.dijkstra_path_length(graph, start, goal)
    assert careers.path(start, goal, advancement=table).years >= way.years or len(way) == 0


@given(st.text(max_size=30), st.sampled_from(["cp1253", "cp1252", "cp1251"]))
def test_what_was_read_wrongly_comes_back(text, encoding):
    broken = ""
    for byte in text.encode("utf-8"):
        try:
            broken += bytes([byte]).decode(encoding)
        except UnicodeDecodeError:
            broken += chr(byte)
    assume(broken != text)
    assert careers.fix_encoding(broken, encoding=encoding) == text


@given(st.lists(st.sampled_from(["", "- a", "Pay:", "$4", "## b"]), min_size=1, max_size=9), st.data())
def test_a_dropped_line_is_gone_and_nothing_else_but_empty_ones(texts, data):
    page = pd.DataFrame({"line": range(1, len(texts) + 1), "text": texts})
    lines = data.draw(st.lists(st.sampled_from(list(page["line"])), min_size=1, unique=True))
    result = careers.drop_boilerplate(page, lines)
    gone = set(page["line"]) - set(result["line"])
    assert set(lines) <= gone
    assert all(texts[line - 1] == "" for line in gone - set(lines))
    lost = careers.page_changes(page, result)
    assert set(lost["line"]) == gone
