"""Sheets of lessons 05 and 06: cycles, normal and standard time, the study's summary, labour cost."""

from shopfloor.methods import timestudy
from shopfloor.methods.arguments import is_sequence
from shopfloor.methods.elements import times_by_element
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

PER_HOUR = {"h": 1, "hours": 1, "min": 60, "minutes": 60, "s": 3600, "seconds": 3600}
ALLOWANCE = {"low": 0, "high": 1}
FACTOR = '=IF(basis="workday",1/(1-allowance),1+allowance)'
OF_THE_WORKDAY = Check(
    'OR(basis="job",allowance<1)', "An allowance of the whole workday leaves no time to work in"
)


def allowance_inputs(allowance, basis):
    return (
        Input("allowance", "Allowance", allowance, "fraction", "0.15 for 15 %", **ALLOWANCE),
        Input("basis", "Basis: the allowance is a part of", basis, choices=("workday", "job"),
              note="workday: NT / (1 - A); job: NT x (1 + A)"),
    )  # fmt: skip


def average_time(times, *, unit="min"):
    return Calculation(
        title="Average time",
        words="Average time = sum of the observed times / number of times. Leave foreign elements out.",
        source="Heizer, Render and Munson, Operations Management, ch. 10",
        parts=(
            Steps((
                Line("times", "Number of times", "=COUNT(observed)", shown="0"),
                Line("sum_of_times", "Sum of the times", "=SUM(observed)", unit),
            )),
            Results((Line("average_time", "Average time", "=sum_of_times/times", unit, shown="0.0000"),)),
            Table("Observed times", (Column("observed", "Observed time", unit, list(times), low=0),),
                  spare=20),
        ),
        checks=(Check("ABS(average_time-AVERAGE(observed))<=0.000000001*(1+average_time)",
                      "The two ways of averaging differ"),),
    )  # fmt: skip


def normal_time(observed, rating, *, unit="min"):
    title, source = (
        "Normal time",
        "Heizer, Render and Munson, Operations Management, ch. 10; Groover, Work Systems, ch. 13",
    )
    words = "Normal time = observed time x rating, where 1.00 is normal pace"
    if not is_sequence(observed) and not is_sequence(rating):
        parts = (
            Inputs((
                Input("observed", "Observed time", observed, unit, low=0),
                Input("rating", "Rating", rating, "fraction", "1.10 for 110 %", above=0, high=3),
            )),
            Results((Line("normal", "Normal time", "=observed*rating", unit, shown="0.0000"),)),
        )  # fmt: skip
        return Calculation(title, words, source, parts)
    lines = len(observed) if is_sequence(observed) else len(rating)
    columns = (
        counter("observed"),
        Column("observed", "Observed time", unit, _repeated(observed, lines), low=0),
        Column("rating", "Rating", "fraction", _repeated(rating, lines), above=0, high=3),
        Column("normal", "Normal time", unit, formula="={observed}*{rating}", shown="0.0000", result=True),
    )
    return Calculation(title, words, source, (Table("Times and ratings", columns, spare=10),))


def standard_time(normal, allowance, basis, *, unit="min"):
    if is_sequence(normal):
        result = Table("Times", (
            counter("normal"),
            Column("normal", "Normal time", unit, list(normal), low=0),
            Column("standard", "Standard time", unit, formula="={normal}*factor", shown="0.0000",
                   result=True),
        ), spare=10)  # fmt: skip
        normal_inputs, more = (), ()
    else:
        normal_inputs = (Input("normal", "Normal time", normal, unit, low=0),)
        more = (
            Line("other_basis", "By the other convention",
                 '=IF(basis="workday",normal*(1+allowance),normal/(1-allowance))',
                 unit, "why the basis is always written down", "0.0000"),
        )  # fmt: skip
        hourly = PER_HOUR.get(unit)
        result = Results((
            Line("standard", "Standard time", "=normal*factor", unit, shown="0.0000"),
            *([Line("per_hour", "Pieces per hour at standard", f'=IF(standard>0,{hourly}/standard,"")',
                    "per h", shown="0.0")]
              if hourly else []),
        ))  # fmt: skip
    return Calculation(
        title="Standard time",
        words="Allowance as a part of the workday: standard time = normal time / (1 - allowance). Allowance "
        "on top of the job's normal time: standard time = normal time x (1 + allowance).",
        source="workday: Heizer, Render and Munson, ch. 10; job: Niebel, Groover, ILO Introduction to Work "
        "Study",
        parts=(
            Inputs((*normal_inputs, *allowance_inputs(allowance, basis))),
            Steps((Line("factor", "Allowance factor", FACTOR, shown="0.0000"), *more)),
            result,
        ),
        checks=(OF_THE_WORKDAY,),
    )


def cycles_needed(times, precision, confidence, distribution, error, *, unit="min"):
    observed = {
        "the element" if name is None else str(name): list(one)
        for name, one in times_by_element(times).items()
    }
    places = range(1, len(observed) + 1)

    def each(formula):
        return [formula.replace("TIMES", f"times_{place}") for place in places]

    deviate = '=IF(distribution="t",TINV(1-confidence_level,{pilot}-1),NORMSINV((1+confidence_level)/2))'
    by_element = Table("By element", (
        Column("element", "Element", values=list(observed), text=True),
        Column("pilot", "Times in the pilot study", formula=each("=COUNT(TIMES)"), shown="0"),
        Column("mean", "Mean", unit, formula=each("=AVERAGE(TIMES)"), shown="0.0000"),
        Column("deviation", "Standard deviation s", unit, formula=each("=STDEV(TIMES)"), shown="0.0000"),
        Column("deviate", "z or t", formula=deviate, shown="0.0000"),
        Column("half_width", "Half-width", unit, formula='=IF(error="",precision*{mean},error)',
               shown="0.0000"),
        Column("unrounded", "n, not rounded", formula="=({deviate}*{deviation}/{half_width})^2",
               shown="0.00"),
        Column("cycles", "Cycles needed", formula="=MAX(1,ROUNDUP({unrounded}-0.000000001,0))", shown="0",
               result=True),
    ))  # fmt: skip
    return Calculation(
        title="Cycles needed",
        words="n = (z s / (k x))^2, rounded up: x the mean and s the standard deviation (divisor n - 1) of a "
        "pilot study, k the precision, z the normal deviate of the confidence (or Student's t with the "
        "pilot's degrees of freedom). The element that needs most decides; the pilot's cycles count.",
        source="Heizer, Render and Munson, Operations Management, ch. 10 (z); Freivalds and Niebel, ch. 10 "
        "(t)",
        parts=(
            Inputs((
                Input("precision", "Precision", precision, "fraction", "half-width as a part of the mean",
                      above=0, below=1),
                Input("error", "Half-width as a time", error, unit,
                      "takes the place of the precision; may stay empty",
                      above=0, may_be_empty=True),
                Input("confidence_level", "Confidence", confidence, "fraction", above=0, below=1),
                Input("distribution", "Deviate from", distribution, choices=("normal", "t")),
            )),
            Results((Line("cycles_needed", "Cycles needed in all", "=MAX(cycles)", "cycles", shown="0"),)),
            by_element,
            Table("Times of the pilot study", (
                counter("times_1", "Cycle"),
                *(Column(f"times_{place}", name, unit, one, low=0, may_be_empty=True)
                  for place, (name, one) in zip(places, observed.items(), strict=True)),
            ), spare=10),
        ),
        checks=(
            Check("MIN(pilot)>=2", "Each element needs two times or more"),
            Check('OR(error<>"",MIN(mean)>0)', "The times of an element are all zero"),
        ),
    )  # fmt: skip


def study(
    observations, ratings, allowance, basis, frequency, machine, foreign, machine_allowance, *, unit="min"
):
    observed = times_by_element(observations, foreign=foreign)
    table = timestudy.study(
        observations, ratings, allowance, basis, frequency,
        machine=machine, foreign=foreign, machine_allowance=machine_allowance,
    ).iloc[:-1]  # fmt: skip
    names = told_apart(table["element"])
    machine = [machine] if isinstance(machine, str) else list(machine)
    by_reading = isinstance(ratings, str)
    readings = _readings(observed, names, unit)
    if by_reading:
        readings += (
            Column("rating_seen", "Rating", "fraction", _given_ratings(observations, ratings, observed),
                   above=0, high=3),
            Column("normal_seen", "Normal time", unit, shown="0.0000",
                   formula='={time_seen}*IF(COUNTIFS(element,{element_seen},paced_by,"machine")>0,'
                           '1,{rating_seen})'),
        )  # fmt: skip
        normal = "=AVERAGEIF(element_seen,{element},normal_seen)"
        rating = Column(
            "rating", "Rating", "fraction", formula="=IF({observed}=0,1,{normal}/{observed})", shown="0.000"
        )
    else:
        normal = '={observed}*IF({paced_by}="machine",1,{rating})'
        rating = Column("rating", "Rating", "fraction", list(table["rating"]), above=0, high=3)
    own_factor = FACTOR.removeprefix("=").replace("allowance", "machine_allowance")
    paced = ["machine" if one in machine else "worker" for one in table["element"]]
    standard = '={normal_per_cycle}*IF({paced_by}="machine",machine_factor,factor)'
    return Calculation(
        title="Time study: summary",
        words="Normal time = average observed time x rating (machine-paced elements: 1.00), times "
        "occurrences per cycle; with the allowance it is the standard time, and the elements add up.",
        source="Groover, Work Systems, ch. 2 and 13; Heizer, Render and Munson, Operations Management, ch. "
        "10",
        parts=(
            Inputs((
                *allowance_inputs(allowance, basis),
                Input("machine_allowance", "Allowance of machine elements", machine_allowance, "fraction",
                      "where it is another one; may stay empty", may_be_empty=True, **ALLOWANCE),
            )),
            Steps((
                Line("factor", "Allowance factor", FACTOR, shown="0.0000"),
                Line("machine_factor", "The same for the machine", shown="0.0000",
                     formula=f'=IF(machine_allowance="",factor,{own_factor})'),
                Line("observations_averaged", "Times averaged in all", "=SUM(observations)", shown="0"),
            )),
            Results((
                Line("normal_per_cycle_total", "Normal time of a cycle", "=SUM(normal_per_cycle)", unit,
                     shown="0.0000"),
                Line("standard_total", "Standard time of a cycle", "=SUM(standard)", unit, shown="0.0000"),
            )),
            Table("Elements", (
                Column("element", "Element", values=names, text=True),
                Column("paced_by", "Paced by", values=paced, text=True, choices=("worker", "machine")),
                rating,
                Column("occurrences", "Occurrences", "per cycle", list(table["frequency"]), above=0,
                       shown="0.0000"),
                Column("observations", "Times averaged", formula="=COUNTIF(element_seen,{element})",
                       shown="0"),
                Column("observed", "Observed time", unit,
                       formula="=AVERAGEIF(element_seen,{element},time_seen)", shown="0.0000"),
                Column("normal", "Normal time", unit, formula=normal, shown="0.0000"),
                Column("normal_per_cycle", "Normal time per cycle", unit, formula="={normal}*{occurrences}",
                       shown="0.0000"),
                Column("standard", "Standard time", unit, formula=standard, shown="0.0000", result=True),
            ), spare=3),
            Table("Observed times", readings, spare=20, note="Foreign elements are left out."),
        ),
        checks=(
            OF_THE_WORKDAY,
            Check("COUNTA(element_seen)=observations_averaged",
                  "A time belongs to no element of the summary"),
        ),
    )  # fmt: skip


def _readings(observed, names, unit):
    by_name = list(zip(names, observed.values(), strict=True))
    return (
        Column("element_seen", "Element", values=[name for name, times in by_name for _ in times], text=True),
        Column("time_seen", "Time", unit, [time for _, times in by_name for time in times], low=0),
    )


def _given_ratings(record, column, observed):
    """The readings' own ratings, in the order in which their times stand: element by element."""
    own = record["element"].map(lambda name: name.strip() if isinstance(name, str) else name)
    return [rating for name in observed for rating in record.loc[own == name, column]]


def rating_bias(given, true):
    paces = _repeated(true, len(given))
    return Calculation(
        title="Rating: bias and spread",
        words="Error = rating - true pace. Bias: the mean error (above 0 loose, below 0 tight). Spread: its "
        "standard deviation (divisor n - 1). Slope of the ratings on the true paces: below 1 flat, above 1 "
        "steep.",
        source="Lifson, Psychological Monographs 67 (5), 1953; Bland and Altman, Lancet 1986",
        parts=(
            Results((
                Line("bias", "Bias", "=AVERAGE(rating_error)", "fraction", shown="+0.0000;-0.0000;0.0000"),
                Line("spread", "Spread", '=IF(ratings>1,STDEV(rating_error),"")', "fraction", shown="0.0000"),
                Line("ratings", "Number of ratings", "=COUNT(given)", shown="0"),
                Line("steepness", "Slope", '=IF(MAX(pace)=MIN(pace),"",SLOPE(given,pace))', shown="0.000"),
            )),
            Table("Ratings", (
                counter("given", "Clip"),
                Column("given", "Rating given", "fraction", list(given), above=0, high=3),
                Column("pace", "True pace", "fraction", paces, above=0, high=3),
                Column("rating_error", "Error", "fraction", formula="={given}-{pace}",
                       shown="+0.00;-0.00;0.00"),
            ), spare=10),
        ),
    )  # fmt: skip


def labour_cost(time, wage, burden, *, unit="h", money="$"):
    columns = is_sequence(time)
    inputs = (
        *(() if columns else (Input("labour_time", "Time for a piece", time, unit, low=0),)),
        Input("wage", "Wage", wage, f"{money} per {unit}", low=0),
        Input(
            "burden",
            "Burden",
            burden,
            "fraction",
            "what the employer pays on top: 0.35 for 35 %",
            low=0,
            high=5,
        ),
    )
    steps = Steps(
        (Line("cost_per_time", "Cost of labour with burden", "=wage*(1+burden)", f"{money} per {unit}"),)
    )
    if columns:
        result = Table("Pieces", (
            counter("labour_time"),
            Column("labour_time", "Time", unit, list(time), low=0),
            Column("cost", "Direct labour", money, formula="={labour_time}*cost_per_time", result=True,
                   shown="0.0000"),
        ), spare=10)  # fmt: skip
    else:
        result = Results(
            (Line("cost", "Direct labour of a piece", "=labour_time*cost_per_time", money, shown="0.0000"),)
        )
    return Calculation(
        title="Direct labour of a piece",
        words="Direct labour = time x wage x (1 + burden); time and wage in the same unit of time",
        source="the usual build-up of direct labour cost, such as Groover, Work Systems",
        parts=(Inputs(inputs), steps, result),
    )


def tmu_to_seconds(tmu):
    return Calculation(
        title="TMU to seconds",
        words="1 TMU = 0.00001 hour = 0.036 second",
        source="Maynard, Stegemerten and Schwab, Methods-Time Measurement, 1948",
        parts=(
            Results((
                Line("seconds", "Time of all motions", "=SUM(motion_seconds)", "s"),
                Line("minutes", "The same", "=seconds/60", "min", shown="0.0000"),
                Line("per_hour", "Times an hour", '=IF(seconds>0,3600/seconds,"")', "per h", shown="0.0"),
            )),
            Table("Motions", (
                counter("tmu"),
                Column("tmu", "Time", "TMU", list(tmu) if is_sequence(tmu) else [tmu], low=0),
                Column("motion_seconds", "Time", "s", formula="={tmu}*0.00001*3600", shown="0.000",
                       result=True),
            ), spare=10),
        ),
    )  # fmt: skip


def _repeated(value, lines):
    return list(value) if is_sequence(value) else [value] * lines


CALCULATIONS = (
    average_time,
    normal_time,
    standard_time,
    cycles_needed,
    study,
    rating_bias,
    labour_cost,
    tmu_to_seconds,
)
