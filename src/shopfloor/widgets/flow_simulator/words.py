"""The two runs of a shift in sentences."""

from shopfloor.methods.arguments import listed
from shopfloor.methods.flow import practical_worst_case
from shopfloor.widgets.flow_simulator.lines import VARIABILITY

PULLS = {"conwip": "CONWIP: a limit for the line", "kanban": "kanban: places at each station"}
ORDERS = {"same": "the same orders as push", "always": "always work waiting"}


def rule(inputs):
    """The rule of the pull line, with its limit."""
    if inputs["pull"] == "conwip":
        return f"CONWIP, at most {inputs['wip']} parts in the line"
    places = "place" if inputs["cards"] == 1 else "places"
    return f"kanban, {inputs['cards']} {places} at each station"


def stops(rows):
    """Breakdowns as one writes them in a log: "lathe at 200 for 20 min"."""
    return "; ".join(f"{name} at {at:g} for {length:g} min" for name, at, length in rows)


def little(run, shift):
    """Little's law with a run's own numbers."""
    if not run.finished:
        return f"No part was finished in {shift:g} min, so Little's law has nothing to multiply yet."
    product = run.throughput_per_h * run.cycle_time / 60
    return (
        f"Little's law: {run.throughput_per_h:.1f} parts an hour x {run.cycle_time:.1f} min / 60 = {product:.1f} "
        f"parts, and {run.mean_wip:.1f} were counted"
    )


def sentences(inputs, line, gap, shift, push, pull):
    rates = line.rates
    said = [
        f"A shift of {shift:g} min at {listed(line.names)}; an order every {gap:.1f} min, "
        f"{100 * inputs['utilisation']:.0f} % of what the bottleneck {rates.bottleneck} can do; variability "
        f"{VARIABILITY[inputs['variability']].partition(':')[0]}; parts move {_together(inputs['batch'])}."
    ]
    if inputs["stops"]:
        said.append(f"Broken down by hand: {stops(inputs['stops'])}.")
    for name, run in (("Push", push), (f"Pull ({rule(inputs)})", pull)):
        if not run.finished:
            said.append(f"{name}: no part finished, {run.in_line} in the line at the end.")
            continue
        said.append(
            f"{name}: {run.finished} parts finished, {run.throughput_per_h:.1f} an hour; {run.mean_wip:.1f} in the "
            f"line on average; finished parts took {run.lead_time:.1f} min through it. {little(run, shift)}."
        )
    if inputs["orders"] == "same" and push.finished and pull.finished:
        said.append(
            f"From order to finish, the wait outside included: push {push.order_to_finish:.1f} min, pull "
            f"{pull.order_to_finish:.1f} min."
        )
    said.append(_against_the_mark(rates, push, pull))
    return " ".join(one for one in said if one)


def _together(batch):
    return "one by one" if batch == 1 else f"{batch} at a time"


def _against_the_mark(rates, push, pull):
    """Each line beside the practical worst case at its own WIP."""
    found = []
    for name, run in (("push", push), ("pull", pull)):
        if run.mean_wip >= 1:
            mark = practical_worst_case(run.mean_wip, rates.bottleneck_rate, rates.raw_process_time)
            side = "above" if run.throughput_per_h > 60 * mark.throughput else "not above"
            found.append(f"{name} is {side} its {60 * mark.throughput:.1f}")
    if not found:
        return ""
    return (
        f"Against the practical worst case at the same WIP (parts an hour): {' and '.join(found)}. The critical WIP "
        f"is {rates.critical_wip:.1f} parts."
    )
