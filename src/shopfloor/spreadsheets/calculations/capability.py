"""Sheets of lesson 14: capability of a process, and the study of a gauge."""

import numpy as np

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
from shopfloor.spreadsheets.calculations.shared import MONTGOMERY, cells, counter, leftmost


def capability(values, lsl, usl, target, sigma, *, unit=""):
    from shopfloor.methods import quality
    from shopfloor.methods.capability import _spread
    from shopfloor.methods.quality_input import samples_of

    single = _is_single(values)
    if single:
        pieces = np.asarray(_spread(values, sigma)[0])[:, None]
    else:
        pieces = leftmost(samples_of(values, least=1 if sigma is not None else 2).pieces)
    names = [f"x_{place}" for place in range(1, pieces.shape[1] + 1)]
    everything = ",".join(names)
    row = f"{{x_1}}:{{{names[-1]}}}"
    measured = [Column(name, f"x{place}", unit, cells(pieces[:, place - 1]), may_be_empty=True)
                for place, name in enumerate(names, start=1)]  # fmt: skip
    if single:
        short = Column(
            "range_over_d2",
            "Moving range / d2",
            unit,
            shown="0.00000",
            formula="=ABS({x_1}-{x_1.above})/INDEX(size_d2,1)",
            first='=""',
        )
    else:
        short = Column("range_over_d2", "Range / d2", unit, shown="0.00000",
                       formula=f'=IF(COUNT({row})<2,0,(MAX({row})-MIN({row}))/INDEX(size_d2,COUNT({row})-1)'
                               f')')  # fmt: skip
    largest = max(2, pieces.shape[1])
    d2 = [quality.constants(n).d2 for n in range(2, largest + 1)]
    two = "COUNT(lsl,usl)=2"

    def indices(prefix, width):
        lower, upper = f"(mean-lsl)/(3*{width})", f"(usl-mean)/(3*{width})"
        return (
            Line(f"{prefix}p", f"{prefix}p", f'=IF({two},(usl-lsl)/(6*{width}),"")'),
            Line(f"{prefix}pl", f"{prefix}pl", f'=IF(lsl="","",{lower})'),
            Line(f"{prefix}pu", f"{prefix}pu", f'=IF(usl="","",{upper})'),
            Line(f"{prefix}pk", f"{prefix}pk", f"=MIN({prefix}pl,{prefix}pu)"),
        )

    below = "+".join(f'COUNTIF({name},"<"&lsl)' for name in names)
    above = "+".join(f'COUNTIF({name},">"&usl)' for name in names)
    return Calculation(
        title="Capability",
        words="cp = (USL - LSL) / 6 sigma; cpk = the smaller of (mean - LSL) / 3 sigma and (USL - mean) / 3 "
        "sigma; cpm with the distance from the target; pp and ppk with the overall standard deviation",
        source=f"{MONTGOMERY}, sec. 8.3; NIST/SEMATECH e-Handbook 6.1.6",
        parts=(
            Inputs((
                Input("lsl", "Lower limit of the drawing", lsl, unit, "empty: there is none",
                      may_be_empty=True),
                Input("usl", "Upper limit of the drawing", usl, unit, "empty: there is none",
                      may_be_empty=True),
                Input("target", "Target", target, unit, "empty: the middle", may_be_empty=True),
                Input("known_sigma", "Known short-term sigma", sigma, unit, "empty: from the ranges", above=0,
                      may_be_empty=True),
            )),
            Steps((
                Line("values_all", "Values", f"=COUNT({everything})", shown="0"),
                Line("mean", "Mean", f"=AVERAGE({everything})", unit, shown="0.00000"),
                Line("short_term", "Short-term sigma",
                     '=IF(known_sigma="",AVERAGE(range_over_d2),known_sigma)', unit,
                     shown="0.00000"),
                Line("overall", "Overall standard deviation", f"=STDEV({everything})", unit, shown="0.00000"),
            )),
            Results((
                *indices("c", "short_term"),
                Line("cpm", "cpm",
                     f'=IF({two},(usl-lsl)/(6*SQRT(short_term^2+(mean-IF(target="",(lsl+usl)/2,target))^2)),'
                     f'"")'),
                *indices("p", "overall"),
                Line("outside", "Outside the limits",
                     f'=(IF(lsl="",0,{below})+IF(usl="",0,{above}))/values_all', "fraction",
                     "of these values", "0.0000"),
                Line("expected", "Expected outside", '=IF(lsl="",0,NORMSDIST((lsl-mean)/short_term))+'
                     'IF(usl="",0,NORMSDIST((mean-usl)/short_term))', "fraction", "of a normal process",
                     "0.000000"),
            )),
            Table("Values, in the order of time", (
                counter("x_1", "Value" if single else "Subgroup"), *measured, short,
            ), spare=10, key="x_1"),
            Table("Constants, computed", (
                Column("size_n", "Pieces", values=range(2, largest + 1), fixed=True),
                Column("size_d2", "d2", values=d2, fixed=True, shown="0.000000"),
            )),
        ),
        checks=(
            Check("COUNT(lsl,usl)>=1", "Give at least one limit"),
            Check('OR(COUNT(lsl,usl)<2,lsl<usl)', "The lower limit must lie below the upper"),
            Check("values_all>=2", "Two values or more are needed"),
        ),
    )  # fmt: skip


def _is_single(values):
    if hasattr(values, "ndim"):
        return values.ndim == 1 or values.shape[1] == 1
    return not isinstance(values, dict) and not any(is_sequence(one) for one in values)


# -- gauge study ------------------------------------------------------------------------------------------


def gauge_rr(table, method, tolerance, value, sigmas, *, unit=""):
    from shopfloor.methods import quality
    from shopfloor.methods.gauge import _balanced

    if " ".join(str(method).lower().replace("_", " ").split()) == "anova":
        raise ValueError('The workbook calculates method="average and range": leave the method out.')
    study = quality.gauge_rr(table, method, tolerance=tolerance, value=value, sigmas=sigmas)
    names, readings = _balanced(table, value)
    parts, inspectors, trials = readings.shape
    cells = {(i, t): f"i{i}_t{t}" for i in range(1, inspectors + 1) for t in range(1, trials + 1)}
    columns = [Column("part", "Part", values=[str(one) for one in dict.fromkeys(table["part"])], text=True)]
    columns += [Column(name, f"{names[i - 1]}, trial {t}", unit, readings[:, i - 1, t - 1].tolist())
                for (i, t), name in cells.items()]  # fmt: skip
    ranges = {
        i: f"MAX({{i{i}_t1}}:{{i{i}_t{trials}}})-MIN({{i{i}_t1}}:{{i{i}_t{trials}}})"
        for i in range(1, inspectors + 1)
    }
    columns += [Column(f"range_{i}", f"Range {names[i - 1]}", unit, formula=f"={formula}", shown="0.0000")
                for i, formula in ranges.items()]  # fmt: skip
    columns.append(Column("part_average", "Average of the part", unit, shown="0.0000",
                          formula=f"=AVERAGE({{i1_t1}}:{{i{inspectors}_t{trials}}})"))  # fmt: skip
    all_ranges = ",".join(f"range_{i}" for i in ranges)
    averages = [f"average_{i}" for i in ranges]
    steps = [
        Line(f"average_{i}", f"Average of {names[i - 1]}",
             f"=AVERAGE({','.join(cells[i, t] for t in range(1, trials + 1))})",
             unit, shown="0.00000") for i in ranges
    ]  # fmt: skip
    steps += [
        Line("mean_range", "Mean range", f"=AVERAGE({all_ranges})", unit, shown="0.00000"),
        Line(
            "apart",
            "Inspectors differ by",
            f"=MAX({','.join(averages)})-MIN({','.join(averages)})",
            unit,
            shown="0.00000",
        ),
        Line(
            "part_range",
            "Range of the parts' averages",
            "=MAX(part_average)-MIN(part_average)",
            unit,
            shown="0.00000",
        ),
    ]
    k = [f"INDEX(gauge_factor,{place})" for place in (1, 2, 3)]
    return Calculation(
        title="Gauge study: average and range",
        words="Repeatability = mean range x K1; reproducibility = sqrt((difference of the inspectors' "
        "averages x K2)^2 - repeatability^2 / (parts x trials)); part = range of the parts' averages x K3; "
        "gauge^2 = the first two, squared and added",
        source="AIAG, Measurement Systems Analysis, ch. III; K = 1 / d2*, computed for these numbers of "
        "parts, inspectors, trials",
        parts=(
            Inputs((
                Input("tolerance", "Tolerance", tolerance, unit,
                      "width between the drawing's limits; may stay empty", above=0,
                      may_be_empty=True),
                Input("sigmas", "Standard deviations compared with it", sigmas, note="6; older texts 5.15",
                      above=0),
            )),
            Steps(tuple(steps)),
            Results((
                Line("repeatability", "Repeatability", f"=mean_range*{k[0]}", unit, shown="0.00000"),
                Line("reproducibility", "Reproducibility",
                     f"=SQRT(MAX(0,(apart*{k[1]})^2-repeatability^2/{parts * trials}))", unit,
                     shown="0.00000"),
                Line("gauge", "Gauge", "=SQRT(repeatability^2+reproducibility^2)", unit, shown="0.00000"),
                Line("part_deviation", "Part", f"=part_range*{k[2]}", unit, shown="0.00000"),
                Line("total_deviation", "Total", "=SQRT(gauge^2+part_deviation^2)", unit, shown="0.00000"),
                Line("of_study", "Gauge, of the study variation", "=100*gauge/total_deviation", "%",
                     shown="0.0"),
                Line("of_variance", "Gauge, contribution to the variance", "=100*gauge^2/total_deviation^2",
                     "%", shown="0.0"),
                Line("of_tolerance", "Gauge, of the tolerance",
                     '=IF(tolerance="","",100*sigmas*gauge/tolerance)', "%",
                     shown="0.0"),
                Line("ndc", "Distinct categories (ndc)", "=INT(1.41*part_deviation/gauge*(1+10^-12))",
                     shown="0"),
            )),
            Table("Readings", tuple(columns)),
            Table("Factors, computed", (
                Column("factor_name", "Factor", text=True, fixed=True,
                       values=["K1 (trials)", "K2 (inspectors)", "K3 (parts)"]),
                Column("gauge_factor", "1 / d2*", values=[study.factors[name] for name in ("K1", "K2", "K3")],
                       fixed=True,
                       shown="0.00000"),
            )),
        ),
        checks=(Check("gauge>0", "All readings of a part agree: does the gauge read finely enough?"),),
    )  # fmt: skip
