"""Value stream: takt, the lead-time ladder, kanban, supermarkets, and what a future state would change.

One time unit per call unless a name says otherwise: columns and results that end in ``_s`` are seconds, in
``_min`` minutes; lead times are days. Proportions are fractions. Whatever is impossible is answered with a
ValueError in words.

Sources: Rother and Shook, *Learning to See* (Lean Enterprise Institute, 1999; pages of version 1.4, 2009);
Monden, *Toyota Production System* (kanban formula); Smalley, *Creating Level Pull* (2004; cycle, buffer and
safety stock); Hopp and Spearman, *Factory Physics*.
"""

from shopfloor.methods.levelling import (
    EveryPart,
    Supermarket,
    every_part_every,
    heijunka_box,
    kanban_cards,
    levelled_sequence,
    pitch,
    supermarket_size,
)
from shopfloor.methods.stream_ladder import (
    Ladder,
    LadderTotals,
    StateComparison,
    capacity,
    compare_states,
    ladder,
    lead_time,
    process_loads,
    takt_time,
)

__all__ = [
    "EveryPart",
    "Ladder",
    "LadderTotals",
    "StateComparison",
    "Supermarket",
    "capacity",
    "compare_states",
    "every_part_every",
    "heijunka_box",
    "kanban_cards",
    "ladder",
    "lead_time",
    "levelled_sequence",
    "pitch",
    "process_loads",
    "supermarket_size",
    "takt_time",
]
