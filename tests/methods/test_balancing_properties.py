"""What holds for every line: no balance breaks precedence or the cycle, and what is proved is true."""

import math
from fractions import Fraction
from functools import cache
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopfloor.methods import balancing, optimal_line
from shopfloor.methods.line_bounds import Line, bins_at_least, bits, sums_of
from shopfloor.methods.line_search import OutOfReach, search

RULES = ["largest candidate", "positional weight", "kilbridge and wester"]


@st.composite
def lines(draw, most=8, longest=12):
    """Times, and for each task the numbers of those directly before it."""
    times = draw(st.lists(st.integers(1, longest), min_size=1, max_size=most))
    before = [()]
    for task in range(1, len(times)):
        before.append(tuple(sorted(draw(st.sets(st.integers(0, task - 1), max_size=2)))))
    return times, before


@st.composite
def lines_and_cycles(draw, **limits):
    times, before = draw(lines(**limits))
    return times, before, draw(st.integers(max(times), max(max(times), sum(times))))


def table(times, before, scale=1):
    names = [f"T{task}" for task in range(len(times))]
    return pd.DataFrame(
        {
            "task": names,
            "time": [time * scale for time in times],
            "predecessors": [" ".join(names[one] for one in some) for some in before],
        }
    )


def fewest(times, before, cycle):
    """The least number of stations by going through all sets of finished tasks: of two ways to finish the same
    set the one with fewer stations, then with the emptier last one, is never worse."""

    @cache
    def best(done):
        if not done:
            return (1, 0)
        ways = []
        for task in range(len(times)):
            rest = done & ~(1 << task)
            follows = any(done >> other & 1 and task in before[other] for other in range(len(times)))
            if done >> task & 1 and not follows:
                stations, load = best(rest)
                fits = load + times[task] <= cycle
                ways.append((stations, load + times[task]) if fits else (stations + 1, times[task]))
        return min(ways)

    return best((1 << len(times)) - 1)[0]


@settings(max_examples=150)
@given(lines_and_cycles())
def test_every_balance_holds_and_the_optimum_is_the_optimum(line):
    times, before, cycle = line
    tasks = table(times, before)
    least = fewest(times, before, cycle)
    best = balancing.balance(tasks, cycle)
    assert (best.n_stations, best.proved_optimal, best.stations_needed) == (least, True, least)
    assert balancing.assess(tasks, best, cycle).valid
    for method in RULES:
        found = balancing.balance(tasks, cycle, method=method)
        assert balancing.assess(tasks, found, cycle).valid
        assert found.n_stations >= least >= found.stations_needed
        assert found.proved_optimal == (found.n_stations == found.stations_needed)
        # Every station but the last was closed because nothing that was free to go there fitted any more.
        for place in range(found.n_stations - 1):
            settled = {task for some in found.stations[: place + 1] for task in some}
            room = cycle - found.station_times[place]
            for task, time, some in zip(tasks["task"], times, before, strict=True):
                free = all(f"T{one}" in settled for one in some)
                assert task in settled or not free or time > room


@settings(max_examples=60)
@given(lines(most=7), st.integers(1, 5))
def test_shortest_cycle_is_the_shortest(line, stations):
    times, before = line
    totals = {sum(some) for size in range(1, len(times) + 1) for some in combinations(times, size)}
    shortest = min(
        cycle for cycle in totals if cycle >= max(times) and fewest(times, before, cycle) <= stations
    )
    found = balancing.shortest_cycle(table(times, before), stations)
    assert (found.cycle_time, found.proved_optimal) == (shortest, True)
    assert found.n_stations <= stations and found.longest == shortest
    assert balancing.assess(table(times, before), found, shortest).valid


@settings(max_examples=60)
@given(lines_and_cycles(most=7), st.data())
def test_the_model_and_the_search_say_the_same(line, data):
    times, before, cycle = line
    stations = data.draw(st.integers(1, len(times)))
    here = Line(times, before)
    possible = fewest(times, before, cycle) <= stations
    for loads in (
        search(here, cycle, stations, 10**6),
        search(here.backwards, cycle, stations, 10**6),
        optimal_line.model(here, cycle, stations, 60),
    ):
        assert (loads is not None) == possible
        if possible:
            assert len(loads) <= stations
            assert sum(loads) == here.everything  # each task once
            assert all(sum(times[task] for task in bits(load)) <= cycle for load in loads)


@given(lines_and_cycles(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(line, random):
    times, before, cycle = line
    tasks = table(times, before)
    shuffled = tasks.sample(frac=1, random_state=random.randint(0, 10**6))
    assert balancing.balance(shuffled, cycle).n_stations == balancing.balance(tasks, cycle).n_stations
    two = balancing.shortest_cycle(tasks, 2).cycle_time
    assert balancing.shortest_cycle(shuffled, 2).cycle_time == two


@given(lines_and_cycles(), st.sampled_from([60, 1 / 60, 0.1, 0.01, 1e-6, 1e6, 1 / 3, math.pi]))
def test_the_unit_of_time_does_not_matter(line, scale):
    times, before, cycle = line
    plain, scaled = table(times, before), table(times, before, scale)
    for method in ("optimal", *RULES):
        one = balancing.balance(plain, cycle, method=method)
        other = balancing.balance(scaled, cycle * scale, method=method)
        assert other.n_stations == one.n_stations
        if method != "optimal":
            assert other.stations == one.stations
        assert other.efficiency == pytest.approx(one.efficiency)
    found = balancing.shortest_cycle(scaled, 2)
    assert found.cycle_time == pytest.approx(balancing.shortest_cycle(plain, 2).cycle_time * scale)
    assert found.proved_optimal


@given(lines_and_cycles())
def test_measures_belong_together(line):
    times, before, cycle = line
    found = balancing.balance(table(times, before), cycle, method="largest candidate")
    work = sum(times)
    assert found.efficiency == pytest.approx(work / (found.n_stations * cycle))
    assert found.efficiency + found.balance_delay == pytest.approx(1)
    assert found.efficiency <= found.efficiency_of_longest <= 1
    squares = sum((max(found.station_times) - time) ** 2 for time in found.station_times)
    assert found.smoothness == pytest.approx(math.sqrt(squares))
    assert sum(found.table()["idle"]) == pytest.approx(found.n_stations * cycle - work)


@settings(max_examples=60)
@given(lines(most=7), st.integers(2, 12))
def test_long_tasks_get_people_side_by_side(line, cycle):
    times, before = line
    tasks = table(times, before)
    for method in ("optimal", *RULES):
        found = balancing.balance(tasks, cycle, method=method, parallel=True)
        assert balancing.assess(tasks, found, cycle).valid
        extra = [sum(math.ceil(times[int(task[1:])] / cycle) - 1 for task in some) for some in found.stations]
        assert found.people == [1 + count for count in extra]
        assert found.n_people == sum(found.people) >= balancing.people_needed(tasks, cycle).people


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.integers(12, 30))
def test_the_bound_is_never_above_the_truth(times, capacity):
    assert bins_at_least(times, capacity) <= fewest(times, [()] * len(times), capacity)


@given(st.lists(st.integers(0, 20), max_size=7), st.integers(0, 60))
def test_sums_are_all_sums(times, highest):
    expected = {sum(some) for size in range(len(times) + 1) for some in combinations(times, size)}
    assert set(bits(sums_of(times, highest))) == {one for one in expected if one <= highest}


def test_the_search_gives_up_when_told_to():
    hard = Line([7, 6, 5, 9, 8, 4, 6, 5, 7, 3], [()] * 10)
    with pytest.raises(OutOfReach):
        search(hard, 20, 3, steps=3)


def test_thirds_of_a_cycle_fit_three_times():
    # 2/3 + 2/3 + 2/3 of floats, and of fractions that no decimal shows.
    third = table([1] * 3, [()] * 3, float(Fraction(2, 3)))
    for method in ("optimal", *RULES):
        assert balancing.balance(third, 2, method=method).n_stations == 1
