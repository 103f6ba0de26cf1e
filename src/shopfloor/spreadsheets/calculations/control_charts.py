"""Sheets of lesson 14: control charts of measured values and of counts."""

from typing import NamedTuple

import numpy as np

from shopfloor.spreadsheets.calculation import (
    Calculation,
    Check,
    Column,
    Input,
    Inputs,
    Line,
    Plot,
    Results,
    Steps,
    Table,
)
from shopfloor.spreadsheets.calculations.shared import MONTGOMERY, cells, columns_of, leftmost

DUST = "10^-12"  # a point exactly on a limit is not beyond it
YES_NO = ("yes", "no")


# -- charts of measured values ----------------------------------------------------------------------------


def xbar_r(samples, base, without, mean, sigma, labels, *, unit=""):
    return _subgroups("xbar_r", _by_range, samples, base, without, mean, sigma, labels, unit)


def xbar_s(samples, base, without, mean, sigma, labels, *, unit=""):
    return _subgroups("xbar_s", _by_deviation, samples, base, without, mean, sigma, labels, unit)


class _Spread(NamedTuple):
    """What differs between the charts of ranges and of deviations: how spread is measured."""

    words: str
    source: str
    label: str
    measure: str  # of a row's pieces
    helpers: tuple  # columns
    step: Line
    sigma: str  # of the process, in a row
    line: str  # center line of the measure, in a row
    width: str  # from there to its limits
    constants: tuple  # those that are looked up


SIZE = "({pieces}-1)"  # the lookup begins with subgroups of two


def _by_range(row, unit):
    mean = 'SUMPRODUCT(--(counts_in="yes"),scaled)/COUNTIF(counts_in,"yes")'
    return _Spread(
        words="Averages: grand mean \u00b1 A2 x mean range; ranges: D3 and D4 x mean range (A2 = 3 / (d2 "
        "sqrt n), D3 and D4 = 1 \u00b1 3 d3 / d2). Where sizes differ, the standard deviation is the mean of "
        "range / d2.",
        source=f"{MONTGOMERY}, sec. 6.2; d2 and d3 integrated from the distribution of the range",
        label="Range",
        measure=f"MAX({row})-MIN({row})",
        helpers=(Column("scaled", "Range / d2", unit, formula=f"={{spread_of}}/INDEX(size_d2,{SIZE})",
                        shown="0.0000"),),
        step=Line("spread", "Standard deviation of the process", f'=IF(known_sigma="",{mean},known_sigma)',
                  unit,
                  "mean of range / d2", "0.00000"),
        sigma="spread",
        line=f"INDEX(size_d2,{SIZE})*spread",
        width=f"3*INDEX(size_d3,{SIZE})*spread",
        constants=("d2", "d3"),
    )  # fmt: skip


def _by_deviation(row, unit):
    c4 = f"INDEX(size_c4,{SIZE})"
    sigma = f'IF(known_sigma="",spread/{c4},known_sigma)'
    pooled = 'SQRT(SUMIF(counts_in,"yes",squares)/SUMIF(counts_in,"yes",freedom))'
    mean = 'AVERAGEIF(counts_in,"yes",spread_of)'
    return _Spread(
        words="Averages: grand mean \u00b1 A3 x s; deviations: B3 and B4 x s (A3 = 3 / (c4 sqrt n), B3 and "
        "B4 = 1 \u00b1 3 sqrt(1 - c4^2) / c4). Where sizes differ, s is the root of the pooled variance.",
        source=f"{MONTGOMERY}, sec. 6.3",
        label="Standard deviation",
        measure=f"STDEV({row})",
        helpers=(
            Column("freedom", "n - 1", formula="={pieces}-1", shown="0"),
            Column("squares", "Sum of squares", formula=f"=DEVSQ({row})", shown="0.000000"),
        ),
        step=Line("spread", "Center line of the deviations, s",
                  f"=IF(MAX(pieces)=MIN(pieces),{mean},{pooled})", unit,
                  "mean of the deviations; where sizes differ, pooled", "0.00000"),
        sigma=sigma,
        line=f'IF(known_sigma="",spread,known_sigma*{c4})',
        width=f"3*{sigma}*SQRT(1-{c4}^2)",
        constants=("c4",),
    )  # fmt: skip


def _subgroups(method, spread_by, samples, base, without, mean, sigma, labels, unit):
    from shopfloor.methods import quality
    from shopfloor.methods.quality_input import samples_of

    chart = getattr(quality, method)(
        samples, base=base, without=without, mean=mean, sigma=sigma, labels=labels
    )[0]
    pieces = leftmost(samples_of(samples, labels).pieces)
    rows = [f"x_{place}" for place in range(1, pieces.shape[1] + 1)]
    row = f"{{x_1}}:{{{rows[-1]}}}"
    spread = spread_by(row, unit)
    limit = f"3*{spread.sigma}/SQRT({{pieces}})"
    table = Table("Subgroups", (
        Column("subgroup", "Subgroup", values=_labels(chart), text=True),
        *(Column(name, name.replace("_", ""), unit, cells(pieces[:, place]), may_be_empty=True)
          for place, name in enumerate(rows)),
        Column("counts_in", "Gives the limits", text=True, choices=YES_NO, values=_yes_no(chart.base)),
        Column("pieces", "Pieces", formula=f"=COUNT({row})", shown="0"),
        Column("average_of", "Average", unit, formula=f"=AVERAGE({row})", shown="0.0000"),
        Column("line_a", "Center line", unit, formula="=centre", shown="0.0000"),
        Column("lcl_a", "Lower limit", unit, formula=f"=centre-{limit}", shown="0.0000"),
        Column("ucl_a", "Upper limit", unit, formula=f"=centre+{limit}", shown="0.0000"),
        Column("beyond_a", "Beyond?", formula=_beyond("average_of", "lcl_a", "ucl_a"), alarm="beyond"),
        Column("spread_of", spread.label, unit, formula=f"={spread.measure}", shown="0.0000"),
        Column("line_r", "Center line", unit, formula=f"={spread.line}", shown="0.0000"),
        Column("lcl_r", "Lower limit", unit, formula=f"=MAX(0,{spread.line}-{spread.width})", shown="0.0000"),
        Column("ucl_r", "Upper limit", unit, formula=f"={spread.line}+{spread.width}", shown="0.0000"),
        Column("beyond_r", "Beyond?", formula=_beyond("spread_of", "lcl_r", "ucl_r"), alarm="beyond"),
        *spread.helpers,
    ), spare=5, key="x_1",
    note="An empty cell is a piece that was not measured. A new subgroup counts for the limits only with a "
    "yes.")  # fmt: skip
    sizes = range(2, max(10, pieces.shape[1]) + 1)
    looked_up = Table("Constants, computed", (
        Column("size_n", "Pieces in a subgroup", values=sizes, fixed=True),
        *(Column(f"size_{name}", name, values=[getattr(quality.constants(n), name) for n in sizes],
                 fixed=True,
                 shown="0.000000") for name in spread.constants),
    ))  # fmt: skip
    centre = 'SUMPRODUCT(--(counts_in="yes"),pieces,average_of)/SUMIF(counts_in,"yes",pieces)'
    stat_words = "ranges" if spread_by is _by_range else "deviations"
    axes = ("subgroup", unit or "average"), ("subgroup", unit or stat_words)
    return Calculation(
        title=f"Control charts of averages and {stat_words}",
        words=spread.words,
        source=spread.source,
        parts=(
            Inputs((
                Input("known_mean", "Known mean", mean, unit, "may stay empty: then the subgroups say",
                      may_be_empty=True),
                Input("known_sigma", "Known standard deviation", sigma, unit, "may stay empty", above=0,
                      may_be_empty=True),
            )),
            Steps((spread.step,)),
            Results((
                Line("centre", "Center line of the averages", f'=IF(known_mean="",{centre},known_mean)', unit,
                     "all pieces that count / their number", "0.0000"),
                Line("out_a", "Averages beyond a limit", '=COUNTIF(beyond_a,"beyond")', shown="0"),
                Line("out_r", f"{stat_words.capitalize()} beyond a limit", '=COUNTIF(beyond_r,"beyond")',
                     shown="0"),
            )),
            Plot("Averages", "subgroup", "average_of", ("line_a", "lcl_a", "ucl_a"), axes[0]),
            Plot(stat_words.capitalize(), "subgroup", "spread_of", ("line_r", "lcl_r", "ucl_r"), axes[1]),
            table,
            looked_up,
        ),
        checks=(
            Check('COUNTIF(counts_in,"yes")>=2', "Fewer than two subgroups give the limits"),
            Check("MIN(pieces)>=2", "A subgroup has fewer than two pieces"),
        ),
    )  # fmt: skip


def individuals(x, base, without, mean, sigma, labels, *, unit=""):
    from shopfloor.methods import quality

    chart = quality.individuals(x, base=base, without=without, mean=mean, sigma=sigma, labels=labels)[0]
    known = quality.constants(2)
    moving = "=ABS({reading}-{reading.above})"
    both = '=IF(AND({counts_in}="yes",{counts_in.above}="yes"),{moving_range},"")'
    return Calculation(
        title="Control charts of single readings and moving ranges",
        words="Readings: mean \u00b1 3 x mean moving range / d2, with d2 of two pieces; moving ranges: their "
        "mean, and D4 x mean",
        source=f"NIST/SEMATECH e-Handbook 6.3.2.2; {MONTGOMERY}, sec. 6.4",
        parts=(
            Inputs((
                Input("known_mean", "Known mean", mean, unit, "may stay empty: then the readings say",
                      may_be_empty=True),
                Input("known_sigma", "Known standard deviation", sigma, unit, "may stay empty", above=0,
                      may_be_empty=True),
            )),
            Steps((
                Line("mean_range", "Mean moving range", "=AVERAGE(range_that_counts)", unit, shown="0.0000"),
                Line("spread", "Standard deviation of the process",
                     '=IF(known_sigma="",mean_range/INDEX(size_d2,1),known_sigma)', unit, shown="0.00000"),
            )),
            Results((
                Line("centre", "Center line",
                     '=IF(known_mean="",AVERAGEIF(counts_in,"yes",reading),known_mean)', unit,
                     shown="0.0000"),
                Line("lcl", "Lower limit", "=centre-3*spread", unit, shown="0.0000"),
                Line("ucl", "Upper limit", "=centre+3*spread", unit, shown="0.0000"),
                Line("line_r", "Center line of the moving ranges", "=INDEX(size_d2,1)*spread", unit,
                     shown="0.0000"),
                Line("ucl_r", "Their upper limit", "=(INDEX(size_d2,1)+3*INDEX(size_d3,1))*spread", unit,
                     shown="0.0000"),
                Line("out", "Readings beyond a limit", '=COUNTIF(beyond,"beyond")', shown="0"),
                Line("out_r", "Moving ranges beyond the limit", '=COUNTIF(beyond_r,"beyond")', shown="0"),
            )),
            Plot("Readings", "label", "reading", ("line_at", "lcl_at", "ucl_at"),
                 ("reading", unit or "reading")),
            Table("Readings", (
                Column("label", "Reading", values=_labels(chart), text=True),
                Column("reading", "Value", unit, cells(chart.points)),
                Column("counts_in", "Gives the limits", text=True, choices=YES_NO,
                       values=_yes_no(chart.base)),
                Column("line_at", "Center line", unit, formula="=centre", shown="0.0000"),
                Column("lcl_at", "Lower limit", unit, formula="=lcl", shown="0.0000"),
                Column("ucl_at", "Upper limit", unit, formula="=ucl", shown="0.0000"),
                Column("beyond", "Beyond?", formula=_beyond("reading", "lcl_at", "ucl_at"), alarm="beyond"),
                Column("moving_range", "Moving range", unit, formula=moving, first='=""', shown="0.0000"),
                Column("range_that_counts", "of those that count", unit, formula=both, first='=""',
                       shown="0.0000"),
                Column("beyond_r", "Beyond?", first='=""', alarm="beyond",
                       formula=f'=IF({{moving_range}}-ucl_r>{DUST}*ucl_r,"beyond","no")'),
            ), spare=5, key="reading", note="A new reading counts for the limits only with a yes."),
            Table("Constants, computed", (
                Column("size_n", "Pieces", values=[2], fixed=True),
                Column("size_d2", "d2", values=[known.d2], fixed=True, shown="0.000000"),
                Column("size_d3", "d3", values=[known.d3], fixed=True, shown="0.000000"),
            )),
        ),
        checks=(Check('COUNTIF(counts_in,"yes")>=2', "Fewer than two readings give the limits"),),
    )  # fmt: skip


# -- charts of counts -------------------------------------------------------------------------------------


def p_chart(counts, sizes, base, without, standard, labels):
    return _counts(
        "p", counts, sizes, base, without, standard, labels,
        title="Control chart of the share of defective pieces (p)",
        words="p \u00b1 3 sqrt(p (1 - p) / n), with p all defective pieces over all pieces; never below 0 or "
        "above 1",
        names=("Defective", "Inspected", "Share"), point="{found}/{looked}", line="level",
        deviation="SQRT(level*(1-level)/{looked})", most="1",
    )  # fmt: skip


def np_chart(counts, sizes, base, without, standard, labels):
    return _counts(
        "np", counts, sizes, base, without, standard, labels,
        title="Control chart of the number of defective pieces (np)",
        words="n p \u00b1 3 sqrt(n p (1 - p)), with p all defective pieces over all pieces; never below 0",
        names=("Defective", "Inspected", "Defective"), point="{found}", line="level*{looked}",
        deviation="SQRT({looked}*level*(1-level))", most="{looked}",
    )  # fmt: skip


def u_chart(counts, sizes, base, without, standard, labels):
    return _counts(
        "u", counts, sizes, base, without, standard, labels,
        title="Control chart of defects per unit (u)",
        words="u \u00b1 3 sqrt(u / n), with u all defects over all units; never below 0",
        names=("Defects", "Units", "Per unit"), point="{found}/{looked}", line="level",
        deviation="SQRT(level/{looked})", most=None,
    )  # fmt: skip


def c_chart(counts, base, without, standard, labels):
    return _counts(
        "c", counts, None, base, without, standard, labels,
        title="Control chart of the number of defects (c)",
        words="c \u00b1 3 sqrt(c), with c the mean count, in samples that are all alike; never below 0",
        names=("Defects", None, "Defects"), point="{found}", line="level", deviation="SQRT(level)", most=None,
    )  # fmt: skip


def _counts(
    kind, counts, sizes, base, without, standard, labels, *, title, words, names, point, line, deviation, most
):
    from shopfloor.methods import quality

    chart_of = getattr(quality, f"{kind}_chart")
    more = {"base": base, "without": without, "standard": standard, "labels": labels}
    chart = chart_of(counts, **more) if sizes is None else chart_of(counts, sizes, **more)
    found = np.asarray(counts, dtype=float).tolist()
    upper = f"{line}+3*{deviation}"
    own = 'SUMIF(counts_in,"yes",found)/' + (
        'COUNTIF(counts_in,"yes")' if sizes is None else 'SUMIF(counts_in,"yes",looked)'
    )
    of_pieces = most is not None
    level = Input("known_level", "Known level", standard, note="may stay empty: then the samples say", low=0,
                  high=1 if of_pieces else None, may_be_empty=True)  # fmt: skip
    looked = () if sizes is None else (
        Column("looked", names[1], values=columns_of(found, sizes)[1], above=0, whole=of_pieces),
    )  # fmt: skip
    too_many = Check("SUMPRODUCT(--(found>looked))=0", "More defective pieces than pieces inspected")
    return Calculation(
        title=title,
        words=words,
        source=f"{MONTGOMERY}, ch. 7; NIST/SEMATECH e-Handbook 6.3.3",
        parts=(
            Inputs((level,)),
            Results((
                Line("level", "p" if kind == "np" else kind, f'=IF(known_level="",{own},known_level)',
                     shown="0.00000"),
                Line("out", "Points beyond a limit", '=COUNTIF(beyond,"beyond")', shown="0"),
            )),
            Plot(names[2], "label", "point", ("line_at", "lcl", "ucl"), ("sample", names[2].lower())),
            Table("Samples", (
                Column("label", "Sample", values=_labels(chart), text=True),
                Column("found", names[0], values=found, low=0, whole=True),
                *looked,
                Column("counts_in", "Gives the limits", text=True, choices=YES_NO,
                       values=_yes_no(chart.base)),
                Column("point", names[2], formula=f"={point}", shown="0.0000"),
                Column("line_at", "Center line", formula=f"={line}", shown="0.0000"),
                Column("lcl", "Lower limit", formula=f"=MAX(0,{line}-3*{deviation})", shown="0.0000"),
                Column("ucl", "Upper limit", formula=f"=MIN({most},{upper})" if most else f"={upper}",
                       shown="0.0000"),
                Column("beyond", "Beyond?", formula=_beyond("point", "lcl", "ucl"), alarm="beyond"),
            ), spare=5, key="found", note="A new sample counts for the limits only with a yes."),
        ),
        checks=(Check('COUNTIF(counts_in,"yes")>=2', "Fewer than two samples give the limits"),
                *((too_many,) if of_pieces else ())),
    )  # fmt: skip


def _beyond(point, lower, upper):
    above = f"{{{point}}}-{{{upper}}}>{DUST}*ABS({{{upper}}})"
    below = f"{{{lower}}}-{{{point}}}>{DUST}*ABS({{{lower}}})"
    return f'=IF(OR({above},{below}),"beyond","no")'


def _labels(chart):
    names = chart.labels if chart.labels is not None else range(1, len(chart.points) + 1)
    return [str(name) for name in names]


def _yes_no(mask):
    return ["yes" if one else "no" for one in mask]
