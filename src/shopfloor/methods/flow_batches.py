"""Batches: how much of a machine they take in set-ups, and how long parts wait for each other."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.flow_queues import kingman
from shopfloor.methods.flow_results import readable

__all__ = ["BatchLoad", "BatchTime", "batch_load", "batch_time"]

_WORDS = {"setup": "set-up time", "run": "running time", "demand": "demand", "batch": "batch"}
_MINUTES = {"_s": 1 / 60, "_min": 1.0, "_h": 60.0}


@dataclass(frozen=True, repr=False)
class BatchLoad:
    """What ``batch_load`` found."""

    busy: float
    run_time: float
    setup_time: float
    available: float
    smallest_factor: float
    products: pd.DataFrame

    __repr__ = readable


class BatchTime(NamedTuple):
    """What ``batch_time`` found."""

    cycle_time: float
    gathering: float
    queueing: float
    at_machine: float
    utilisation: float
    smallest_batch: float

    __repr__ = readable


def batch_load(products, available, factor=1.0):
    """How busy is a machine that makes several products in batches, and how small may the batches be?

    ``products``: a table with the columns ``product``, ``demand_per_day``, ``batch_pieces``, ``setup_min``
    and ``run_s`` (or run_min), as flow/press_products. ``available``: minutes a day for set-ups and
    production. ``factor``: all batches times this (0.5: half as large).

    Returns ``busy`` (share of the available time; above 1 there is too little of it), ``run_time`` and
    ``setup_time`` (minutes a day), ``available``, ``smallest_factor`` (batches may shrink to this part of the
    present ones and just fill the time), and ``products``: a table with batch, setups_per_day, run_min,
    setup_min (both a day) and days_per_batch of each.

    A set-up is made for each batch, whatever was made before: set-ups a day = demand / batch.

    >>> press = pd.DataFrame({"product": ["A", "B"], "demand_per_day": [600, 300], "batch_pieces": [600, 600],
    ...                       "setup_min": [40, 60], "run_s": [30, 20]})
    >>> load = batch_load(press, available=480)
    >>> round(load.busy, 3), load.run_time, load.setup_time, round(load.smallest_factor, 3)
    (0.979, 400.0, 70.0, 0.875)
    """
    available = number(available, "available time", above=0)
    factor = number(factor, "factor", above=0)
    if not isinstance(products, pd.DataFrame):
        raise ValueError(
            f"The first thing to give is a table of products; {type(products).__name__} was given."
        )
    if not len(products):
        raise ValueError("There is no product in the table.")
    demand = _column(products, "demand_per_day")
    batch = [factor * one for one in _column(products, "batch_pieces", above=0)]
    setup, run = _minutes(products, "setup"), _minutes(products, "run")
    table = pd.DataFrame(
        {
            "product": list(_named(products)),
            "batch": batch,
            "setups_per_day": [d / b for d, b in zip(demand, batch, strict=True)],
            "run_min": [d * r for d, r in zip(demand, run, strict=True)],
            "setup_min": [d / b * s for d, b, s in zip(demand, batch, setup, strict=True)],
            "days_per_batch": [b / d if d else float("inf") for d, b in zip(demand, batch, strict=True)],
        }
    )
    run_time, setup_time = float(table["run_min"].sum()), float(table["setup_min"].sum())
    if run_time >= available:
        raise ValueError(
            f"Making the pieces alone takes {run_time:g} min a day, and {available:g} are available: "
            "no batch size helps."
        )
    return BatchLoad(
        busy=(run_time + setup_time) / available,
        run_time=run_time,
        setup_time=setup_time,
        available=available,
        smallest_factor=factor * setup_time / (available - run_time),
        products=table,
    )


def batch_time(
    batch,
    arrival_rate,
    process_time,
    setup_time,
    *,
    arrival_scv=1.0,
    process_scv=0.0,
    setup_scv=0.0,
    own_rate=None,
    leave="together",
):
    """How long does a part take through a machine that works in batches?

    Too small batches cost time, and so do too large ones. Parts come one by one, ``arrival_rate`` of all
    kinds together; each kind is gathered until ``batch`` of it are there; batches queue for the machine,
    which is set up for each and then works on its parts one after the other. ``own_rate``: arrival rate of
    this part's kind (all, if there is but one kind). ``leave``: "together" when the batch is done, or
    "singly", each part when it is done (a transfer batch of one).

    With te = setup_time + batch x process_time, u = arrival_rate / batch x te: gathering (batch - 1) / (2
    own_rate); queueing by the VUT equation with ca^2 / batch; at the machine te, or setup_time + (batch + 1)
    / 2 x process_time if they leave singly. The scv are squared coefficients of variation.

    Returns ``cycle_time`` and its parts ``gathering``, ``queueing``, ``at_machine``, the ``utilisation``, and
    ``smallest_batch``: batches must be larger than this for the machine to keep up (ValueError otherwise).

    Sources: N. van Foreest, *Queueing Theory and its Applications*, section on server setups (this model);
    Hopp and Spearman, *Factory Physics*, 3rd ed. 2008, sec. 9.4 (process and transfer batches).

    >>> red = batch_time(30, 3, 0.25, 2, process_scv=1, setup_scv=0.25, own_rate=0.5, leave="singly")
    >>> red.gathering, red.at_machine, round(red.utilisation, 2), red.smallest_batch
    (29.0, 5.875, 0.95, 24.0)
    """
    batch = number(batch, "batch", above=0)
    if batch != int(batch):
        raise ValueError(f"The batch must be a whole number of parts; {batch:g} was given.")
    rate = number(arrival_rate, "arrival rate", above=0)
    own = rate if own_rate is None else number(own_rate, "arrival rate of this kind", above=0)
    if own > rate:
        raise ValueError(f"One kind cannot come more often ({own:g}) than all together ({rate:g}).")
    process_time = number(process_time, "process time", above=0)
    setup_time = number(setup_time, "set-up time")
    arrival_scv = number(arrival_scv, "squared coefficient of variation of the arrivals")
    process_scv = number(process_scv, "squared coefficient of variation of the process time")
    setup_scv = number(setup_scv, "squared coefficient of variation of the set-ups")
    if leave not in ("together", "singly"):
        raise ValueError(f'The parts leave "together" or "singly"; {leave!r} was given.')
    spare = 1 - rate * process_time
    if spare <= 0:
        raise ValueError(
            f"Even without set-ups the machine cannot keep up: {rate:g} come, and it makes "
            f"{1 / process_time:g}, in a unit of time."
        )
    smallest = rate * setup_time / spare
    whole = setup_time + batch * process_time
    utilisation = rate / batch * whole
    if utilisation >= 1 or batch <= smallest:
        raise ValueError(
            f"In batches of {batch:g} the set-ups leave too little time: "
            f"batches must be larger than {smallest:g}."
        )
    variance = setup_scv * setup_time**2 + batch * process_scv * process_time**2
    queueing = kingman(utilisation, whole, arrival_scv / batch, variance / whole**2).time_in_queue
    gathering = (batch - 1) / (2 * own)
    at_machine = whole if leave == "together" else setup_time + (batch + 1) / 2 * process_time
    return BatchTime(
        cycle_time=gathering + queueing + at_machine,
        gathering=gathering,
        queueing=queueing,
        at_machine=at_machine,
        utilisation=utilisation,
        smallest_batch=smallest,
    )


def _named(products):
    return products["product"] if "product" in products else range(1, len(products) + 1)


def _column(products, name, above=None):
    if name not in products:
        raise ValueError(f"The table of products has no column {name}: it has {listed(products.columns)}.")
    what = _WORDS.get(name.partition("_")[0], name.replace("_", " "))
    return [
        number(cell, f"{what} of {product}", above=above)
        for cell, product in zip(products[name], _named(products), strict=True)
    ]


def _minutes(products, base):
    there = [ending for ending in _MINUTES if base + ending in products]
    if len(there) != 1:
        wanted = f"{base}_min or {base}_s"
        raise ValueError(
            f"The table of products needs one column {wanted}: it has {listed(products.columns)}."
        )
    return [one * _MINUTES[there[0]] for one in _column(products, base + there[0])]
