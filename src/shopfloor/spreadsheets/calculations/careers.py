"""Sheets of lesson 02: percentiles of raw figures and of published ones, averages, growth after prices."""

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
from shopfloor.spreadsheets.calculations.shared import counter

BLS = "US Bureau of Labor Statistics, Occupational Employment and Wage Statistics"


def percentile(data, percent, method, *, unit=""):
    rank = (
        '=MAX(1,MIN(count_of_values,IF(method="inclusive",1+percent_below/100*(count_of_values-1),'
        "percent_below/100*(count_of_values+1))))"
    )
    between = "SMALL(values_given,MIN(whole_rank+1,count_of_values))-SMALL(values_given,whole_rank)"
    return Calculation(
        title="Percentile, mean and median",
        words="In order, y1 to yN, the value at rank r is read, between two values in proportion. Inclusive: "
        "r = 1 + p (N - 1), as PERCENTILE here; exclusive: r = p (N + 1), as in the NIST handbook.",
        source="NIST/SEMATECH e-Handbook 7.2.6.2; Hyndman and Fan, The American Statistician 50, 1996 (types "
        "7 and 6)",
        parts=(
            Inputs((
                Input("percent_below", "Percentile", percent, "%", "50 is the median", low=0, high=100),
                Input("method", "Convention", method, choices=("inclusive", "exclusive")),
            )),
            Steps((
                Line("count_of_values", "Number of values N", "=COUNT(values_given)", shown="0"),
                Line("rank_of_it", "Rank r", f"=ROUND({rank[1:]},9)", shown="0.0000"),
                Line("whole_rank", "of it whole", "=INT(rank_of_it)", shown="0"),
            )),
            Results((
                Line("percentile_value", "Percentile",
                     f"=SMALL(values_given,whole_rank)+(rank_of_it-whole_rank)*({between})",
                     unit),
                Line("mean", "Mean", "=AVERAGE(values_given)", unit),
                Line("median_value", "Median", "=MEDIAN(values_given)", unit),
                Line("lowest", "Smallest", "=MIN(values_given)", unit),
                Line("highest", "Largest", "=MAX(values_given)", unit),
                Line("deviation", "Standard deviation", '=IF(count_of_values>1,STDEV(values_given),"")', unit,
                     "divisor N - 1"),
            )),
            Table("Values, in any order", (
                counter("values_given", "Value"), Column("values_given", "Value", unit, list(data)),
            ), spare=20),
        ),
        checks=(
            Check('OR(method="exclusive",ABS(percentile_value-PERCENTILE(values_given,percent_below/100))<='
                  "10^-9*(1+ABS(percentile_value)))", "It is not what PERCENTILE says"),
        ),
    )  # fmt: skip


def percentile_rank(value, data, ties, *, unit=""):
    counted = 'IF(ties="half",0.5,IF(ties="up to",1,0))'
    return Calculation(
        title="Percentile rank",
        words="Percent of the values below; of those equal to it half, none or all count",
        source="SciPy, percentileofscore: mean, strict and weak",
        parts=(
            Inputs((
                Input("asked", "Value", value, unit),
                Input("ties", "Equal values count", ties, choices=("half", "below", "up to")),
            )),
            Steps((
                Line("smaller", "Values below", '=COUNTIF(values_given,"<"&asked)', shown="0"),
                Line("equal", "Values equal to it", "=COUNTIF(values_given,asked)", shown="0"),
            )),
            Results((Line("percent_rank", "Percentile rank",
                          f"=100*(smaller+{counted}*equal)/COUNT(values_given)", "%",
                          shown="0.0"),)),
            Table("Values, in any order", (
                counter("values_given", "Value"), Column("values_given", "Value", unit, list(data)),
            ), spare=20),
        ),
    )  # fmt: skip


def weighted_mean(data, weights, *, unit=""):
    return Calculation(
        title="Weighted mean",
        words="Sum of weight x value / sum of the weights. It is exact for means: the weighted mean of "
        "medians is not the median of all.",
        source="any text on statistics",
        parts=(
            Results((
                Line("mean", "Weighted mean", "=SUMPRODUCT(value_given,weight)/SUM(weight)", unit,
                     shown="#,##0.00"),
                Line("plain_mean", "Mean of the values alone, for comparison", "=AVERAGE(value_given)", unit,
                     shown="#,##0.00"),
            )),
            Table("Groups", (
                counter("value_given", "Group"),
                Column("value_given", "Value", unit, list(data)),
                Column("weight", "Weight", values=list(weights), low=0),
                Column("share", "Share of the weight", "fraction", formula="={weight}/SUM(weight)",
                       shown="0.0000"),
            ), spare=10),
        ),
        checks=(Check("SUM(weight)>0", "The weights are all zero"),),
    )  # fmt: skip


def percentile_of(wage, occupation, year, wages, sector, table):
    from shopfloor.methods.wage_percentiles import one_row, published, title_of

    row = one_row(wages if wages is not None else table, occupation, year, sector)
    points, _top_coded = published(row)
    lower = "MATCH(wage,known_wage,1)"
    percents = [f"INDEX(known_percent,{lower}{more})" for more in ("", "+1")]
    known = [f"INDEX(known_wage,{lower}{more})" for more in ("", "+1")]
    between = f"{percents[0]}+({percents[1]}-{percents[0]})*(wage-{known[0]})/({known[1]}-{known[0]})"
    many = "COUNTIF(known_wage,wage)"
    # Where several percentiles are the same wage, the middle of the first and the last of them.
    same = f"(INDEX(known_percent,MATCH(wage,known_wage,0))+{percents[0]})/2"
    return Calculation(
        title=f"Where a wage stands: {title_of(row)}, {int(row['year'])}",
        words="Between two published percentiles p1 (wage w1) and p2 (w2): p = p1 + (p2 - p1) (w - w1) / (w2 "
        "- w1). Certain are only the published points; beyond the outermost nothing is known but the side.",
        source=BLS,
        parts=(
            Inputs((Input("wage", "Wage", wage, "$ a year", above=0),)),
            Results((
                Line("position", "Percentile",
                     "=IF(wage<MIN(known_wage),MIN(known_percent),IF(wage>MAX(known_wage),"
                     f"MAX(known_percent),IF({many}>0,{same},{between})))", "%",
                     "between the published points, in proportion", "0.0"),
                Line("side", "How sure",
                     '=IF(wage<MIN(known_wage),"below the lowest published",IF(wage>MAX(known_wage),"above '
                     'the highest published","between published points"))', note=""),
            )),
            Table("Published", (
                Column("known_percent", "Percentile", "%", list(points)),
                Column("known_wage", "Wage", "$ a year", list(points.values()), above=0),
                Column("rises", "Not below the one above",
                       formula='=IF({known_wage}<{known_wage.above},"no","yes")', first='="yes"'),
            )),
        ),
        checks=(Check('COUNTIF(rises,"no")=0', "The published wages must rise from line to line"),),
    )  # fmt: skip


def real_growth(occupation, start, end, wages, prices, column, table):
    from shopfloor.methods import careers
    from shopfloor.methods.career_tables import price_of, prices_by_year

    found = careers.real_growth(
        occupation, start, end, wages=wages, prices=prices, column=column, table=table
    )
    index = prices_by_year(prices)
    return Calculation(
        title=f"Pay after prices: {found.title}",
        words="nominal = W1/W0 - 1; prices = P1/P0 - 1; real = (W1/W0) / (P1/P0) - 1; a year = (1 + "
        "growth)^(1/years) - 1. Real is not nominal minus prices, though close to it while both are small.",
        source=f"{BLS}; its CPI-U, annual averages",
        parts=(
            Inputs((
                Input("start", "First year", found.start, whole=True),
                Input("end", "Last year", found.end, whole=True),
                Input("pay_start", "Pay in the first year", found.before, "$", above=0),
                Input("pay_end", "Pay in the last year", found.after, "$", above=0),
                Input("price_start", "Price index in the first year", price_of(found.start, index), above=0),
                Input("price_end", "Price index in the last year", price_of(found.end, index), above=0),
            )),
            Steps((
                Line("years", "Years", "=end-start", shown="0"),
                Line("pay_start_now", "First pay in dollars of the last year",
                     "=pay_start*price_end/price_start", "$",
                     shown="#,##0"),
            )),
            Results((
                Line("nominal_growth", "Growth in dollars", "=pay_end/pay_start-1", "fraction",
                     shown="+0.0000;-0.0000;0"),
                Line("price_growth", "Growth of prices", "=price_end/price_start-1", "fraction",
                     shown="+0.0000;-0.0000;0"),
                Line("real_growth", "Growth after prices", "=(1+nominal_growth)/(1+price_growth)-1",
                     "fraction", shown="+0.0000;-0.0000;0"),
                Line("nominal_per_year", "In dollars, a year", "=(1+nominal_growth)^(1/years)-1", "fraction",
                     shown="+0.0000;-0.0000;0"),
                Line("real_per_year", "After prices, a year", "=(1+real_growth)^(1/years)-1", "fraction",
                     shown="+0.0000;-0.0000;0"),
            )),
        ),
        checks=(
            Check("end>start", "The earlier year comes first"),
            Check("ABS(real_growth-(pay_end/pay_start_now-1))<=10^-9",
                  "The two ways to take prices out differ"),
        ),
    )  # fmt: skip


def in_dollars_of(amount, year, to_year, prices):
    from shopfloor.methods.career_tables import price_of, prices_by_year

    index = prices_by_year(prices)
    return Calculation(
        title="In the dollars of another year",
        words="Amount x price index of that year / price index of its own year",
        source="US Bureau of Labor Statistics, consumer price index",
        parts=(
            Inputs((
                Input("amount", "Amount", amount, f"$ of {year}", low=0),
                Input("price_own", f"Price index of {year}", price_of(int(year), index), above=0),
                Input("price_other", f"Price index of {to_year}", price_of(int(to_year), index), above=0),
            )),
            Steps((Line("factor", "Prices rose by the factor", "=price_other/price_own", shown="0.0000"),)),
            Results((Line("amount_now", "The same in dollars of the other year", "=amount*factor",
                          f"$ of {to_year}",
                          shown="#,##0"),)),
        ),
    )  # fmt: skip


def growth_per_year(before, after, years, *, unit=""):
    return Calculation(
        title="Growth a year",
        words="Compound growth a year = (after / before)^(1 / years) - 1",
        source="any text on finance; the spreadsheet function RRI",
        parts=(
            Inputs((
                Input("before", "Before", before, unit, above=0),
                Input("after", "After", after, unit, above=0),
                Input("years", "Years", years, above=0),
            )),
            Steps((Line("growth_in_all", "Growth in all", "=after/before-1", "fraction",
                        shown="+0.0000;-0.0000;0"),)),
            Results((Line("per_year", "Growth a year", "=(1+growth_in_all)^(1/years)-1", "fraction",
                          shown="+0.00000;-0.00000;0"),)),
        ),
    )  # fmt: skip


CALCULATIONS = (
    percentile,
    percentile_rank,
    weighted_mean,
    percentile_of,
    real_growth,
    in_dollars_of,
    growth_per_year,
)
