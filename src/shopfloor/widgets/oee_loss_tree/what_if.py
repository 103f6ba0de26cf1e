"""What if a loss were smaller? The same machine with losses cut, computed by the course's methods."""

from shopfloor.methods.oee import SIX, losses, time_worth
from shopfloor.methods.shift_log import BREAKDOWNS, MINOR, SETUP, STOPS

_, _, _, SPEED, START_UP, DEFECTS = SIX
SHORT = {
    BREAKDOWNS: "breakdowns",
    SETUP: "setup",
    MINOR: "minor_stops",
    SPEED: "speed",
    START_UP: "start_up",
    DEFECTS: "defects",
}
"""The losses as they are called in the columns of the record."""


def with_cuts(span, cuts, minor_stops):
    """The tree of ``span`` with each loss smaller by the fraction in ``cuts``.

    Logged stops have their minutes cut. What is freed is running time, in which the machine runs as it does
    otherwise: reduced speed and rejects keep their shares of it (as in ``time_worth``), unless they are cut
    too. So part of what is freed is lost again further down.
    """
    record = span.trees["availability"].oee
    stops = {kind: span.stops[kind] * (1 - cuts.get(kind, 0)) for kind in STOPS}
    running = span.planned - sum(stops.values())
    performance = record.performance + (1 - record.performance) * cuts[SPEED]
    start_up = span.start_up / span.total * (1 - cuts[START_UP])
    defects = (span.total - span.good - span.start_up) / span.total * (1 - cuts[DEFECTS])
    total = time_worth(running, span.ideal, performance=performance).pieces
    good = time_worth(running, span.ideal, performance=performance, quality=1 - start_up - defects).pieces
    return losses(
        span.planned,
        stops,
        span.ideal,
        total,
        good,
        # The last digit of a sum must not make more start-up rejects than there are rejects.
        start_up_rejects=min(total * start_up, total - good),
        minor_stops=minor_stops,
    )


def freed(record, cuts):
    """The minutes that the cuts take off the losses of the record, before anything is lost again."""
    times = dict(zip(record.table["loss"], record.table["time_min"], strict=True))
    return sum(times[loss] * cut for loss, cut in cuts.items())
