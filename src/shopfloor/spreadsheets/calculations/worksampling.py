"""Sheets of lesson 07: how many tours, how sure, a claim tested, a standard from a sampled day."""

from shopfloor.methods.arguments import is_sequence
from shopfloor.spreadsheets.calculation import (
    Calculation,
    Check,
    Column,
    Input,
    Inputs,
    Line,
    Results,
    Steps,
    Table,
)
from shopfloor.spreadsheets.calculations.shared import counter, told_apart
from shopfloor.spreadsheets.calculations.timestudy import FACTOR, OF_THE_WORKDAY, allowance_inputs

BOOKS = "Barnes, Work Sampling, 1957; Heizer, Render and Munson, Operations Management, ch. 10"
Z = Line("z", "Normal deviate z", "=NORMSINV((1+confidence_level)/2)", shown="0.0000")
MIDDLE = "(p+z^2/(2*tours))/(1+z^2/tours)"
HALF = "z*SQRT(p*(1-p)/tours+z^2/(4*tours^2))/(1+z^2/tours)"


def _confidence(confidence):
    return Input("confidence_level", "Confidence", confidence, "fraction", "0.95 for 95 %", above=0, below=1)


def sample_size(p, margin, confidence, relative):
    return Calculation(
        title="Work sampling: how many tours",
        words="n = z^2 p (1 - p) / h^2, rounded up. h is the half-width: the margin itself (absolute), or "
        "the margin times p (relative). The same 5 % asks for very different numbers, so always write which.",
        source=BOOKS,
        parts=(
            Inputs((
                Input("p", "Proportion p, expected or from a pilot study", p, "fraction",
                      "0.5 is the safe guess",
                      above=0, below=1),
                Input("margin", "Margin", margin, "fraction",
                      "0.03 for three percentage points, or for 3 % of p",
                      above=0, below=1),
                Input("margin_is", "The margin is", "relative" if relative else "absolute",
                      choices=("absolute", "relative")),
                _confidence(confidence),
            )),
            Steps((
                Z,
                Line("h", "Half-width h", '=IF(margin_is="relative",margin*p,margin)', "fraction",
                     shown="0.0000"),
                Line("unrounded", "n, not rounded", "=z^2*p*(1-p)/h^2", "tours", shown="0.00"),
            )),
            Results((Line("tours", "Tours needed", "=MAX(1,ROUNDUP(unrounded*(1-10^-12),0))", "tours",
                          shown="0"),)),
        ),
        checks=(Check("z*SQRT(p*(1-p)/tours)<=h*1.000000001", "So many tours are too few for this margin"),),
    )  # fmt: skip


def margin(p, n, confidence):
    words = "Margin = z sqrt(p (1 - p) / n): the half-width, by the normal approximation of the textbooks"
    source = "Heizer, Render and Munson, ch. 10; Stevenson, Operations Management, formula 7-9"
    if not is_sequence(p) and not is_sequence(n):
        parts = (
            Inputs((
                Input("p", "Proportion seen", p, "fraction", low=0, high=1),
                Input("tours", "Number of tours n", n, "tours", low=1, whole=True),
                _confidence(confidence),
            )),
            Steps((Z, Line("error", "Standard error", "=SQRT(p*(1-p)/tours)", "fraction", shown="0.0000"))),
            Results((
                Line("margin", "Margin", "=z*error", "fraction", shown="0.0000"),
                Line("low", "The true proportion lies between", "=MAX(0,p-margin)", "fraction",
                     shown="0.0000"),
                Line("high", "and", "=MIN(1,p+margin)", "fraction", shown="0.0000"),
                Line("few", "Is the approximation good?", '=IF(MIN(p,1-p)*tours<5,"no: too few tours","yes")',
                     note="it needs 5 tours that saw it and 5 that did not"),
            )),
        )  # fmt: skip
        return Calculation("Work sampling: margin", words, source, parts)
    lines = len(p) if is_sequence(p) else len(n)
    table = Table("Proportions", (
        counter("p"),
        Column("p", "Proportion seen", "fraction", list(p) if is_sequence(p) else [p] * lines, low=0, high=1),
        Column("tours", "Number of tours", values=list(n) if is_sequence(n) else [n] * lines, low=1),
        Column("margin", "Margin", "fraction", formula="=z*SQRT({p}*(1-{p})/{tours})", shown="0.0000",
               result=True),
    ), spare=5)  # fmt: skip
    return Calculation(
        "Work sampling: margin", words, source, (Inputs((_confidence(confidence),)), Steps((Z,)), table)
    )


def interval(p, n, confidence, method):
    if method == "exact":
        raise ValueError('The workbook calculates the intervals "wilson" and "normal": name one of these.')
    return Calculation(
        title="Interval of a proportion",
        words="Wilson: (p + z^2/2n \u00b1 z sqrt(p (1 - p)/n + z^2/4n^2)) / (1 + z^2/n), right near 0 and 1 "
        "and for few tours. Normal: p \u00b1 z sqrt(p (1 - p)/n), as textbooks of work measurement print it.",
        source="Wilson, Journal of the American Statistical Association 22, 1927; NIST/SEMATECH e-Handbook "
        "7.2.4.1",
        parts=(
            Inputs((
                Input("p", "Proportion seen", p, "fraction", low=0, high=1),
                Input("tours", "Number of tours n", n, "tours", low=1, whole=True),
                _confidence(confidence),
                Input("formula", "Formula", method, choices=("wilson", "normal")),
            )),
            Steps((
                Z,
                Line("middle", "Middle", f'=IF(formula="wilson",{MIDDLE},p)', "fraction", shown="0.0000"),
                Line("half", "Half-width", f'=IF(formula="wilson",{HALF},z*SQRT(p*(1-p)/tours))', "fraction",
                     shown="0.0000"),
            )),
            Results((
                Line("low", "From", "=IF(p=0,0,MAX(0,middle-half))", "fraction", shown="0.0000"),
                Line("high", "to", "=IF(p=1,1,MIN(1,middle+half))", "fraction", shown="0.0000"),
            )),
        ),
    )  # fmt: skip


def claim_test(seen, n, claim, confidence, method):
    if method == "exact":
        raise ValueError('The workbook calculates the test with method="normal": leave method out.')
    return Calculation(
        title="Can the claim be believed?",
        words="z = (seen/n - claim) / sqrt(claim (1 - claim) / n); p-value: how often chance alone would "
        "bring a sample at least this far from a true claim. Believable does not mean true: few tours refute "
        "nothing.",
        source="NIST/SEMATECH e-Handbook 7.2.4; Montgomery and Runger, ch. 9-5; interval: Wilson 1927",
        parts=(
            Inputs((
                Input("seen", "Tours that saw it", seen, "tours", low=0, whole=True),
                Input("tours", "All tours n", n, "tours", low=1, whole=True),
                Input("claim", "Claimed proportion", claim, "fraction", above=0, below=1),
                _confidence(confidence),
            )),
            Steps((
                Line("p", "Proportion seen", "=seen/tours", "fraction", shown="0.0000"),
                Line("error", "Standard error, if the claim is true", "=SQRT(claim*(1-claim)/tours)",
                     "fraction",
                     shown="0.0000"),
                Line("distance", "z", "=(p-claim)/error", "standard errors"),
                Z,
            )),
            Results((
                Line("p_value", "p-value", "=2*NORMSDIST(-ABS(distance))", "fraction", shown="0.0000"),
                Line("believable", "Believable at this confidence?",
                     '=IF(p_value>=1-confidence_level,"yes","no")'),
                Line("low", "The true proportion lies between", f"=MAX(0,{MIDDLE}-{HALF})", "fraction",
                     "Wilson's interval", "0.0000"),
                Line("high", "and", f"=MIN(1,{MIDDLE}+{HALF})", "fraction", "", "0.0000"),
            )),
        ),
        checks=(
            Check("seen<=tours", "It cannot have been seen more often than there were tours"),
            Check("MIN(claim,1-claim)*tours>=5", "Too few tours for the normal approximation: n x claim and "
            "n x (1 - claim) should be 5 or more"),
        ),
    )  # fmt: skip


def proportions(tours, column, confidence, groups):
    from shopfloor.methods import worksampling

    if groups is not None:
        raise ValueError(
            "The workbook counts single activities: leave groups out, or sample the groups' column."
        )
    counted = worksampling.proportions(tours, column, confidence)
    name = counted.columns[0]
    seen = told_apart(tours[column] if hasattr(tours, "columns") else tours, unique=False)
    wilson = "z*SQRT({p}*(1-{p})/n_all+z^2/(4*n_all^2))"
    return Calculation(
        title="Work sampling: what the day is made of",
        words="Proportion = tours that saw the activity / all tours; margin = z sqrt(p (1 - p) / n); from "
        "and to: Wilson's interval, right for rare activities too",
        source=BOOKS,
        parts=(
            Inputs((_confidence(confidence),)),
            Steps((Z, Line("n_all", "Tours in all", "=COUNTA(activity_seen)", "tours", shown="0"))),
            Table("Activities", (
                Column("activity", str(name).capitalize(), values=told_apart(counted[name]), text=True),
                Column("tours", "Tours", formula="=COUNTIF(activity_seen,{activity})", shown="0"),
                Column("p", "Proportion", "fraction", formula="={tours}/n_all", shown="0.0000", result=True),
                Column("margin", "Margin", "fraction", formula="=z*SQRT({p}*(1-{p})/n_all)", shown="0.0000"),
                Column("low", "From", "fraction", shown="0.0000",
                       formula="=MAX(0,({p}+z^2/(2*n_all)-" + wilson + ")/(1+z^2/n_all))"),
                Column("high", "to", "fraction", shown="0.0000",
                       formula="=MIN(1,({p}+z^2/(2*n_all)+" + wilson + ")/(1+z^2/n_all))"),
            ), spare=3),
            Table("Tours", (
                Column("activity_seen", "Seen", values=seen, text=True),
            ), spare=40),
        ),
        checks=(Check("SUM(tours)=n_all", "A tour saw an activity that is not in the list above"),),
    )  # fmt: skip


def standard_time_from_sampling(study_time, working, rating, pieces, allowance, basis, *, unit="min"):
    return Calculation(
        title="Standard time from a sampled day",
        words="Normal time of a piece = time of the study x proportion working x rating / pieces; with the "
        "allowance it is the standard time",
        source="Barnes, Work Sampling; Heizer, Render and Munson, ch. 10 (workday); Niebel, Groover, ILO "
        "(job)",
        parts=(
            Inputs((
                Input("study_time", "Time of the study, all observed", study_time, unit, above=0),
                Input("working", "Proportion of tours that saw the work", working, "fraction", above=0,
                      high=1),
                Input("rating", "Average rating", rating, "fraction", "1.10 for 110 %", above=0, high=3),
                Input("pieces", "Good pieces made", pieces, "pieces", low=1, whole=True),
                *allowance_inputs(allowance, basis),
            )),
            Steps((
                Line("time_worked", "Time at the work", "=study_time*working", unit),
                Line("observed", "Observed time of a piece", "=time_worked/pieces", unit, shown="0.0000"),
                Line("normal", "Normal time of a piece", "=observed*rating", unit, shown="0.0000"),
                Line("factor", "Allowance factor", FACTOR, shown="0.0000"),
            )),
            Results((Line("standard", "Standard time of a piece", "=normal*factor", unit, shown="0.0000"),)),
        ),
        checks=(OF_THE_WORKDAY,),
    )  # fmt: skip


CALCULATIONS = (sample_size, margin, interval, claim_test, proportions, standard_time_from_sampling)
