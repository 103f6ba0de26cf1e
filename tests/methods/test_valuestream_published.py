"""Value stream against published results: each expected number was printed by its source, not computed here.

Learning to See: Rother and Shook, Lean Enterprise Institute, 1999, pages of version 1.4 (2009).
"""

import pytest

from shopfloor.methods import valuestream

# Learning to See, pp. 33 to 35: Acme Stamping. Five days of coils; pieces (left and right) after each
# process.
ACME = [
    {"process": "stamping", "inventory_before": 5 * 920, "cycle_time_s": 1},
    {"process": "spot weld 1", "inventory_before": 4600 + 2400, "cycle_time_s": 39},
    {"process": "spot weld 2", "inventory_before": 1100 + 600, "cycle_time_s": 46},
    {"process": "assembly 1", "inventory_before": 1600 + 850, "cycle_time_s": 62},
    {"process": "assembly 2", "inventory_before": 1200 + 640, "cycle_time_s": 40},
    {"process": "shipping", "inventory_before": 2700 + 1440, "cycle_time_s": 0},
]


def test_acme_current_state():
    # p. 35: 5, 7.6, 1.8, 2.7, 2 and 4.5 days; lead time 23.6 days, processing 188 seconds.
    found = valuestream.ladder(ACME, 18_400 / 20)
    assert [round(days, 1) for days in found.table["days"]] == [5.0, 7.6, 1.8, 2.7, 2.0, 4.5]
    assert round(found.totals.lead_time, 1) == 23.6
    assert found.totals.processing == 188
    assert round(valuestream.lead_time([one["inventory_before"] for one in ACME], 920), 1) == 23.6


def test_acme_share_of_value():
    # 188 s of 23.6 days of 24 hours: 0.0092 % (as a public calculation guide to the book has it).
    assert round(100 * valuestream.ladder(ACME, 920).totals.process_cycle_efficiency, 4) == 0.0092


@pytest.mark.parametrize(
    ("before", "after", "days", "share"),
    [
        # pp. 69, 70 and 80, 81: flow and pull, 8 days; with levelling, 4.5 days.
        ([5.0, 7.6, 6.5, 4.5], [2.0, 1.5, 0.0, 4.5], 8.0, 0.66),
        ([5.0, 7.6, 6.5, 4.5], [1.5, 1.0, 0.0, 2.0], 4.5, 0.81),
    ],
)
def test_acme_future_states(before, after, days, share):
    def stream(places):
        return [{"process": str(n), "days_before": days, "cycle_time_s": 47} for n, days in enumerate(places)]

    found = valuestream.compare_states(stream(before), stream(after))
    assert (round(found.lead_time_before, 1), found.lead_time_after) == (23.6, days)
    assert round(found.saved_share, 2) == share


@pytest.mark.parametrize(
    ("available", "demand", "takt"),
    [(27_000, 455, 59.3), (27_600, 460, 60), (27_000, 600, 45)],  # p. 44; p. 59, Acme; pp. 107, 108, TWI
)
def test_takt(available, demand, takt):
    assert round(valuestream.takt_time(available, demand), 1) == takt


@pytest.mark.parametrize(
    ("cycle", "uptime", "pieces"),
    [(1, 0.85, 23_460), (39, 1, 708), (46, 0.80, 480), (62, 1, 445), (40, 1, 690)],
)
def test_acme_capacities(cycle, uptime, pieces):
    # p. 22: available work time / cycle time x uptime, if no changeovers are made.
    assert round(valuestream.capacity(cycle, 27_600, uptime)) == pieces


def test_twi_changeovers():
    # pp. 107, 108: 600 pieces of 39 s leave 3,600 s of 27,000 s: 12 changeovers of 300 s a shift.
    found = valuestream.every_part_every(27_000, 600 * 39, 300)
    assert found.time_for_changeovers == 3600 and found.time_for_changeovers / found.changeover_time == 12


def test_changeover_budget():
    # p. 54: 16 h less 14.5 h of running leave 1.5 h, six changeovers of 15 minutes a day.
    found = valuestream.every_part_every(16, 14.5, 0.25)
    assert found.time_for_changeovers / found.changeover_time == 6


def test_every_part_every_interval_of_coy():
    # Phil Coy, "EPEI Part 1 - Every Part Every Interval", MCA Connect: run times of 170, 150 and 120 min a
    # day of 500, changeovers of 45, 60 and 75 min: 180 / 60 = 3 days.
    assert valuestream.every_part_every(500, [170, 150, 120], [45, 60, 75]).interval == 3.0


@pytest.mark.parametrize(("takt", "pack", "pitch"), [(30, 20, 600), (60, 20, 1200), (60, 60, 3600)])
def test_pitch(takt, pack, pitch):
    # p. 51: 10 minutes; p. 76, Acme: 20 minutes; p. 67: a bin of 60 pieces is an hour.
    assert valuestream.pitch(takt, pack) == pitch


@pytest.mark.parametrize(("demand", "pieces"), [(600, 900), (320, 480)])
def test_acme_stamped_parts_supermarket(demand, pieces):
    # pp. 67, 68: made every day, half a day more against delays of replenishing: 1.5 days.
    assert valuestream.supermarket_size(demand, 1, buffer=0.5).total == pieces


def test_acme_levelling_box():
    # pp. 73 to 76: trays of 20, 23 a shift, one every 20 minutes; about two left to one right, R L L R L L.
    box = valuestream.heijunka_box({"L": 300, "R": 160}, 20, 27_600)
    assert len(box) == 23 and box["start"].diff().iloc[1:].unique().tolist() == [1200.0]
    assert box["variant"].value_counts().to_dict() == {"L": 15, "R": 8}
    pattern = "".join(valuestream.levelled_sequence({"R": 1, "L": 2}))
    assert pattern in "RLLRLL" and len(pattern) == 3


@pytest.mark.parametrize(
    ("demand", "lead_time", "safety", "container", "cards"),
    [
        # Krajewski, Malhotra and Ritzman, Operations Management, Westerville Auto Parts: 2,000 a day,
        # containers of 22, 0.02 + 0.08 days, 10 %: 10 containers (220 units); with 0.02 + 0.06 days 8 (176
        # units).
        (2000, 0.02 + 0.08, 0.10, 22, 10),
        (2000, 0.02 + 0.06, 0.10, 22, 8),
        # A wheel maker, in the same form: 2,000 a day, 0.25 + 0.15 days, 10 %, 200: 4.4, so 5.
        (2000, 0.25 + 0.15, 0.10, 200, 5),
        # Jacobs and Chase, Operations and Supply Chain Management, 14th ed., ch. 14, objective question 10:
        # 5.
        (10, 2, 0.20, 5, 5),
        # The same authors' muffler cell (Meritor), in hours: 10 x 3 x 1.09 / 10 = 3.27, so 4.
        (10, 3, 0.09, 10, 4),
        # Number of kanban, multiple choice: 750 an hour, 40 hours, 10 %, 1,000: 33 of (59, 28, 30, 33).
        (750, 40, 0.10, 1000, 33),
        # From the same list: 1,000 an hour, 2 hours, 15 %, 250: 10 cards, 2.5 hours' worth.
        (1000, 2, 0.15, 250, 10),
    ],
)
def test_kanban_cards(demand, lead_time, safety, container, cards):
    assert valuestream.kanban_cards(demand, lead_time, safety, container) == cards
