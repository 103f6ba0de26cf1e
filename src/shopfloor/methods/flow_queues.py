"""Waiting in formulas: the M/M/c queue, and the VUT equation for everything else."""

import math
from typing import NamedTuple

from shopfloor.methods.arguments import number
from shopfloor.methods.flow_results import readable

__all__ = ["Queue", "Vut", "departure_scv", "kingman", "queue"]


class Queue(NamedTuple):
    """What ``queue`` found. Numbers are parts (or customers), times in the unit of 1 / rate."""

    utilisation: float
    in_system: float
    in_queue: float
    time_in_system: float
    time_in_queue: float
    empty: float

    __repr__ = readable

    @property
    def must_wait(self):
        """The share of those who come that find every server busy (Erlang's C formula)."""
        if self.utilisation == 0:
            return 0.0
        return self.in_queue * (1 - self.utilisation) / self.utilisation


class Vut(NamedTuple):
    """What ``kingman`` found: time_in_queue = variability x congestion x process_time."""

    time_in_queue: float
    time_in_system: float
    in_queue: float
    in_system: float
    variability: float
    congestion: float
    process_time: float

    __repr__ = readable


def queue(arrival_rate, service_rate, servers=1):
    """How long is the queue at a counter, and how long the wait? The queue M/M/c.

    Arrivals are Poisson with ``arrival_rate``, service times exponential; each of ``servers`` serves
    ``service_rate`` in the same unit of time (for 20 minutes each, 3 an hour). First come, first served;
    nobody leaves. Returns, in the long run: ``utilisation`` (rho), ``in_system`` (L), ``in_queue`` (Lq),
    ``time_in_system`` (W), ``time_in_queue`` (Wq), ``empty`` (P0, the share of time with nobody there); and
    ``must_wait``, the share who wait at all.

    ValueError if the servers cannot keep up: with rho = 1 or more the line grows without end.

    Computed with the recursion of Erlang's B formula, which neither overflows nor loses digits for hundreds
    of servers. Sources: Hillier and Lieberman, *Introduction to Operations Research*, ch. 17; Gross and
    Harris, *Fundamentals of Queueing Theory*, 3rd ed. 1998, sec. 2.3; Heizer, Render and Munson, module D
    (there L is Ls and W is Ws).

    >>> queue(2, 3)
    Queue: utilisation 0.6667, in_system 2, in_queue 1.333, time_in_system 1, time_in_queue 0.6667, \
empty 0.3333
    >>> round(queue(2, 3, servers=2).in_system, 4)
    0.75
    >>> queue(4, 3)
    Traceback (most recent call last):
    ...
    ValueError: 4 come in a unit of time and 1 server serves 3: the queue grows without end. It takes 2 \
servers or more.
    """
    arrivals = number(arrival_rate, "arrival rate", above=0)
    service = number(service_rate, "service rate", above=0)
    servers = _servers(servers)
    load = arrivals / service
    utilisation = load / servers
    if not utilisation < 1:
        needed = math.floor(load * (1 + 1e-12)) + 1
        serve = "1 server serves" if servers == 1 else f"{servers} servers serve"
        raise ValueError(
            f"{arrivals:g} come in a unit of time and {serve} {servers * service:g}: the queue grows without "
            f"end. It takes {needed} servers or more."
        )
    wait, empty = _erlang(load, servers)
    in_queue = wait * utilisation / (1 - utilisation)
    time_in_queue = in_queue / arrivals
    return Queue(
        utilisation=utilisation,
        in_system=in_queue + load,
        in_queue=in_queue,
        time_in_system=time_in_queue + 1 / service,
        time_in_queue=time_in_queue,
        empty=empty,
    )


def kingman(utilisation, process_time, arrival_scv=1.0, process_scv=1.0, servers=1, *, parallel="sakasegawa"):
    """Why does work wait? The VUT equation: time in queue = variability x utilisation x time.

    V = (ca^2 + ce^2) / 2, U = u / (1 - u), T = ``process_time``; with several servers U = u^(sqrt(2 (c + 1))
    - 1) / (c (1 - u)). ``utilisation`` is a fraction below 1 (of all servers together); ``arrival_scv`` and
    ``process_scv`` are *squared* coefficients of variation (variance / mean^2: 0 never varies, 1 is random
    like exponential times). Hopp and Spearman write them ca^2 and ce^2, van Foreest C^2; Cachon and Terwiesch
    give the coefficients of variation themselves: square those.

    Exact for Poisson arrivals at one server (M/G/1, Pollaczek and Khinchine), else an approximation that is
    good between 10 and 95 percent utilisation where neither scv is far above 1. For several servers there are
    two conventions for U, equal at one: ``parallel="sakasegawa"`` (Hopp and Spearman; needs no table) and
    ``"erlang"`` (Allen and Cunneen: exact for M/M/c).

    Returns ``time_in_queue``, ``time_in_system`` (the time at the station), ``in_queue``, ``in_system`` (by
    Little's law), and the three factors: ``variability``, ``congestion``, ``process_time``.

    Sources: J. F. C. Kingman 1961; H. Sakasegawa, "An approximation formula Lq = alpha rho^beta / (1 - rho)",
    Annals of the Institute of Statistical Mathematics 29 (1977) 67-75; Hopp and Spearman, *Factory Physics*,
    3rd ed. 2008, sec. 8.6; A. O. Allen, *Probability, Statistics, and Queueing Theory*, 2nd ed. 1990.

    >>> vut = kingman(0.90, 10, arrival_scv=1.0, process_scv=0.5)
    >>> round(vut.variability, 2), round(vut.congestion, 2), round(vut.time_in_queue, 2)
    (0.75, 9.0, 67.5)
    >>> kingman(90, 10)
    Traceback (most recent call last):
    ...
    ValueError: The utilisation is a fraction below 1; 90 was given: did you mean 0.9?
    """
    utilisation = _utilisation(utilisation)
    process_time = number(process_time, "process time", above=0)
    arrival_scv = number(arrival_scv, "squared coefficient of variation of the arrivals")
    process_scv = number(process_scv, "squared coefficient of variation of the process time")
    servers = _servers(servers)
    if parallel not in ("sakasegawa", "erlang"):
        raise ValueError(f'The formula for parallel servers is "sakasegawa" or "erlang"; not {parallel!r}.')
    variability = (arrival_scv + process_scv) / 2
    if parallel == "sakasegawa" or servers == 1:
        congestion = utilisation ** (math.sqrt(2 * (servers + 1)) - 1) / (servers * (1 - utilisation))
    else:
        congestion = _erlang(utilisation * servers, servers)[0] / (servers * (1 - utilisation))
    time_in_queue = variability * congestion * process_time
    rate = utilisation * servers / process_time
    return Vut(
        time_in_queue=time_in_queue,
        time_in_system=time_in_queue + process_time,
        in_queue=rate * time_in_queue,
        in_system=rate * (time_in_queue + process_time),
        variability=variability,
        congestion=congestion,
        process_time=process_time,
    )


def departure_scv(arrival_scv, process_scv, utilisation, servers=1):
    """How unevenly do parts leave a station, and so come to the next? The linking equation.

    cd^2 = 1 + (1 - u^2)(ca^2 - 1) + u^2 (ce^2 - 1) / sqrt(c); with one server
    cd^2 = u^2 ce^2 + (1 - u^2) ca^2: a busy station passes on its own variability, an idle one that of its
    arrivals. Squared coefficients of variation throughout.

    Source: Hopp and Spearman, *Factory Physics*, 3rd ed. 2008, eq. 8.10 and 8.11.

    >>> round(departure_scv(1.0, 6.25, 0.9583), 2)
    5.82
    """
    utilisation = _utilisation(utilisation, busy=True)
    arrival_scv = number(arrival_scv, "squared coefficient of variation of the arrivals")
    process_scv = number(process_scv, "squared coefficient of variation of the process time")
    square = utilisation**2
    return (1 - square) * arrival_scv + square * (1 + (process_scv - 1) / math.sqrt(_servers(servers)))


def _erlang(load, servers):
    """The chance that all servers are busy (Erlang C), and that all are idle."""
    blocked, terms = 1.0, 1.0
    for busy in range(1, servers + 1):
        # Erlang B of so many servers; ``terms`` is the sum of a^k / k! up to k = busy (and may become
        # infinite, for then the chance that all are idle is below 1e-308).
        ratio = load * blocked / busy
        terms *= 1 + ratio
        blocked = ratio / (1 + ratio)
    utilisation = load / servers
    tail = 1 + blocked * utilisation / (1 - utilisation)
    return blocked / (1 - utilisation) / tail, 1 / (terms * tail)


def _servers(servers):
    count = number(servers, "number of servers", low=None)
    if count != math.floor(count) or count < 1:
        raise ValueError(f"The number of servers must be a whole number, 1 or more; {count:g} was given.")
    return int(count)


def _utilisation(value, busy=False):
    result = number(value, "utilisation")
    if result == 1 and busy:
        return result
    if result == 1:
        raise ValueError("At a utilisation of 1 (100 %) the queue grows without end: give less than 1.")
    if 1 < result < 2:
        raise ValueError(
            f"A utilisation of {result:g} means more work than time, and the queue grows without end: "
            "give less than 1."
        )
    if result > 1:
        meant = f": did you mean {result / 100:g}?" if result < 100 else "."
        raise ValueError(f"The utilisation is a fraction below 1; {result:g} was given{meant}")
    return result
