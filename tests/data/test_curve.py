"""Learning curves come to the same digits everywhere."""

import hashlib
import os
import subprocess
import sys

import pytest

from shopfloor.data.variants import VARIANTS, Draws, curve

SHOW = (
    "import hashlib; from shopfloor.data.variants import VARIANTS, Draws;"
    "rows = [VARIANTS[name](Draws('c', name, 's')) for name in sorted(VARIANTS)];"
    "print(hashlib.sha256(repr(rows).encode()).hexdigest())"
)
# Decimal arithmetic written in Python, as a Python without the C library has it.
WITHOUT_C = "import sys, _pydecimal; sys.modules['decimal'] = _pydecimal;"


def test_a_doubling_falls_to_the_rate():
    for rate in (740, 800, 850, 1000):
        times = [curve.unit_time(10**9, unit, rate) for unit in (1, 2, 4, 8, 16, 32)]
        for earlier, later in zip(times, times[1:]):
            assert later / earlier == pytest.approx(rate / 1000, abs=1e-7)


@pytest.mark.parametrize("unit", [3, 7, 26, 100])
def test_between_the_doublings_as_floating_point_says(unit):
    assert curve.unit_time(10**8, unit, 780) == pytest.approx(10**8 * unit ** (-0.35845397), rel=1e-6)


def test_the_line_gives_the_rate_back():
    units = range(1, 41)
    times = [curve.unit_time(10**8, unit, 833) for unit in units]
    assert float(curve.fitted_rate(units, times)) == pytest.approx(833, abs=0.001)


@pytest.mark.parametrize(
    ("before", "seed"),
    [("", "0"), ("", "4711"), (WITHOUT_C, "1"), ("import decimal; decimal.getcontext().prec = 3;", "2")],
)
def test_every_version_is_the_same_in_any_process(before, seed):
    rows = [VARIANTS[name](Draws("c", name, "s")) for name in sorted(VARIANTS)]
    here = hashlib.sha256(repr(rows).encode()).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    run = subprocess.run(
        [sys.executable, "-c", before + SHOW], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == here
