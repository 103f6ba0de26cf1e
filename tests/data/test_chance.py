"""Chance in whole numbers: the spreads are those that are promised, and the same everywhere for ever."""

import numpy as np
import pytest

from shopfloor.data.variants import Draws
from shopfloor.data.variants.chance import binomial, erlang, exponential, happens, normal, poisson
from shopfloor.data.variants.sheet import csv_bytes, decimal


def many(count, draw, *arguments):
    draws = Draws("chance", draw.__name__, *arguments)
    return np.array([draw(draws, *arguments) for _ in range(count)])


def test_normal():
    found = many(8000, normal, 500_000, 10_000)
    assert found.mean() == pytest.approx(500_000, abs=400)
    assert found.std() == pytest.approx(10_000, rel=0.03)
    assert np.mean(abs(found - 500_000) < 10_000) == pytest.approx(0.683, abs=0.02)
    assert np.mean(abs(found - 500_000) > 20_000) == pytest.approx(0.0455, abs=0.01)


@pytest.mark.parametrize(("stages", "scv"), [(1, 1.0), (4, 0.25), (16, 0.0625)])
def test_waiting_times(stages, scv):
    found = many(6000 // stages + 1500, erlang, 100_000, stages)
    assert found.mean() == pytest.approx(100_000, rel=0.04)
    assert found.var() / found.mean() ** 2 == pytest.approx(scv, rel=0.12)
    assert found.min() >= 0


def test_an_exponential_is_memoryless():
    found = many(8000, exponential, 100_000)
    assert np.mean(found > 100_000) == pytest.approx(np.exp(-1), abs=0.015)
    assert np.mean(found > 200_000) == pytest.approx(np.exp(-2), abs=0.012)
    assert np.mean(found < 10_000) == pytest.approx(1 - np.exp(-0.1), abs=0.01)


def test_counts():
    found = many(3000, poisson, 2500)
    assert found.mean() == pytest.approx(2.5, abs=0.1)
    assert found.var() == pytest.approx(2.5, rel=0.1)
    found = many(1500, binomial, 100, 50_000)
    assert found.mean() == pytest.approx(5, abs=0.2)
    assert found.var() == pytest.approx(4.75, rel=0.12)
    assert many(2000, happens, 250_000).mean() == pytest.approx(0.25, abs=0.03)
    assert many(20, binomial, 7, 1_000_000).tolist() == [7] * 20
    assert many(20, poisson, 0).tolist() == [0] * 20


def test_the_draws_are_the_ones_they_always_were():
    draws = Draws("for ever")
    found = [normal(draws, 1000, 100), exponential(draws, 1000), erlang(draws, 1000, 3), poisson(draws, 3000)]
    assert found == [858, 255, 1158, 3]


def test_text():
    assert [decimal(n, 2) for n in (-1207, -5, 0, 99, 100)] == ["-12.07", "-0.05", "0.00", "0.99", "1.00"]
    assert csv_bytes(("a", "b"), [(1, "x, y")]) == b'a,b\n1,"x, y"\n'
