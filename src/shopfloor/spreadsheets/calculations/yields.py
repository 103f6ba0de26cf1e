"""Sheets of lesson 14: yields and defect rates, and how many parts a claim takes."""

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
from shopfloor.spreadsheets.calculations.shared import MONTGOMERY, columns_of, counter


def first_pass_yield(good, total):
    words = "First-pass yield = pieces good the first time / pieces that went in; reworked ones are not good"
    check = Check("SUMPRODUCT(--(good>total))=0", "More good pieces than pieces")
    source = f"{MONTGOMERY}, sec. 1.4"
    if is_sequence(good) or is_sequence(total):
        right, whole = columns_of(good, total)
        table = Table("Steps", (
            counter("good", "Step"),
            Column("good", "Good the first time", "pieces", right, low=0),
            Column("total", "Went in", "pieces", whole, above=0),
            Column("first_pass", "First-pass yield", "fraction", formula="={good}/{total}", result=True,
                   shown="0.0000"),
        ), spare=5)  # fmt: skip
        rolled = Results(
            (
                Line(
                    "rolled",
                    "All steps: rolled throughput yield",
                    "=PRODUCT(first_pass)",
                    "fraction",
                    shown="0.0000",
                ),
            )
        )
        return Calculation("First-pass yield", words, source, (rolled, table), (check,))
    return Calculation("First-pass yield", words, source, (
        Inputs((
            Input("good", "Good the first time", good, "pieces", low=0),
            Input("total", "Went in", total, "pieces", above=0),
        )),
        Results((Line("first_pass", "First-pass yield", "=good/total", "fraction", shown="0.0000"),)),
    ), (Check("good<=total", "More good pieces than pieces"),))  # fmt: skip


def rolled_throughput_yield(yields):
    steps = yields[0] if len(yields) == 1 else yields
    names = [str(name) for name in steps] if isinstance(steps, dict) else None
    shares = (
        list(steps.values()) if isinstance(steps, dict) else list(steps) if is_sequence(steps) else [steps]
    )
    names = names or [f"step {place}" for place in range(1, len(shares) + 1)]
    return Calculation(
        title="Rolled throughput yield",
        words="Rolled throughput yield = the product of the steps' first-pass yields: what goes through all "
        "of them without rework",
        source="George et al., The Lean Six Sigma Pocket Toolbook; Harry and Schroeder, Six Sigma, 2000",
        parts=(
            Results((
                Line("rolled", "Rolled throughput yield", "=PRODUCT(first_pass)", "fraction", shown="0.0000"),
                Line("lost", "Fails somewhere", "=1-rolled", "fraction", shown="0.0000"),
            )),
            Table("Steps", (
                Column("step", "Step", values=names, text=True),
                Column("first_pass", "First-pass yield", "fraction", shares, low=0, high=1),
                Column("so_far", "So far", "fraction", formula="=PRODUCT({first_pass.sofar})",
                       shown="0.0000"),
            ), spare=5, key="first_pass"),
        ),
    )  # fmt: skip


def dpmo(defects, units, opportunities):
    words = "DPMO = defects / (units x opportunities) x 1,000,000; more opportunities make it look better"
    inputs = (
        Input("units", "Units", units, above=0),
        Input(
            "opportunities",
            "Opportunities in a unit",
            opportunities,
            note="in how many ways it can be wrong",
            above=0,
        ),
    )
    if is_sequence(defects):
        table = Table("Defects", (
            counter("defects"),
            Column("defects", "Defects", values=list(defects), low=0),
            Column("dpmo", "DPMO", formula="={defects}*1000000/(units*opportunities)", result=True,
                   shown="#,##0.0"),
        ), spare=5)  # fmt: skip
        return Calculation(
            "Defects per million opportunities", words, f"{MONTGOMERY}, sec. 7.3.2", (Inputs(inputs), table)
        )
    return Calculation("Defects per million opportunities", words, f"{MONTGOMERY}, sec. 7.3.2", (
        Inputs((Input("defects", "Defects", defects, low=0), *inputs)),
        Results((Line("dpmo", "DPMO", "=defects*1000000/(units*opportunities)", "per million",
                      shown="#,##0.0"),)),
    ), (Check("defects<=units*opportunities", "More defects than there can be"),))  # fmt: skip


def sigma_level(dpmo, shift):
    words = (
        "Sigma level = the normal deviate that so many of a million exceed, plus the shift. The shift of 1.5 "
        "is a convention, not a measurement: always say which was taken."
    )
    limits = {"above": 0, "below": 1_000_000}
    moved = Input("shift", "Shift", shift, "sigma", "1.5 by convention; 0 for the plain deviate", low=0)
    source = f"Harry and Schroeder, Six Sigma, 2000; {MONTGOMERY}, sec. 1.2.2"
    if is_sequence(dpmo):
        table = Table("Rates", (
            counter("rate_per_million"),
            Column("rate_per_million", "DPMO", values=list(dpmo), **limits),
            Column("sigma_level", "Sigma level", formula="=shift-NORMSINV({rate_per_million}/1000000)",
                   result=True, shown="0.00"),
        ), spare=5)  # fmt: skip
        return Calculation("Sigma level", words, source, (Inputs((moved,)), table))
    return Calculation("Sigma level", words, source, (
        Inputs((Input("rate_per_million", "Defects per million opportunities", dpmo, "per million", **limits),
                moved)),
        Results((Line("sigma_level", "Sigma level", "=shift-NORMSINV(rate_per_million/1000000)", "sigma",
                      shown="0.00"),)),
    ))  # fmt: skip


def _claim_inputs(before, after, confidence, sides):
    return (
        Input("share_before", "Share of defectives before", before, "fraction", above=0, below=1),
        Input("share_after", "Share after, as claimed", after, "fraction", above=0, below=1),
        Input("confidence_level", "Confidence", confidence, "fraction", above=0, below=1),
        Input("sides", "Sides", sides, note="2: fewer or more; 1: fewer only", low=1, high=2, whole=True),
    )


CLAIM_STEPS = (
    Line("z_confidence", "Deviate of the confidence", "=NORMSINV(1-(1-confidence_level)/sides)",
         shown="0.0000"),
    Line("together", "sqrt(2 p (1 - p)), p the mean share",
         "=SQRT((share_before+share_after)*(1-(share_before+share_after)/2))",
         shown="0.0000"),
    Line("apart", "sqrt(p1 (1 - p1) + p2 (1 - p2))",
         "=SQRT(share_before*(1-share_before)+share_after*(1-share_after))",
         shown="0.0000"),
)  # fmt: skip
CLAIM = "Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, ch. 4"
DIFFERENT = Check("share_before<>share_after", "Both shares are the same: there is no difference to see")


def parts_to_see(before, after, power, confidence, sides):
    return Calculation(
        title="How many parts to see a difference",
        words="n = (z_confidence sqrt(2 p (1 - p)) + z_power sqrt(p1 (1 - p1) + p2 (1 - p2)))^2 / (p1 - "
        "p2)^2 in each sample, rounded up",
        source=CLAIM,
        parts=(
            Inputs((
                *_claim_inputs(before, after, confidence, sides),
                Input("chance", "Power: chance to see it, if it is there", power, "fraction", above=0,
                      below=1),
            )),
            Steps((
                *CLAIM_STEPS,
                Line("z_power", "Deviate of the power", "=NORMSINV(chance)", shown="0.0000"),
                Line("unrounded", "n, not rounded",
                     "=((z_confidence*together+z_power*apart)/(share_before-share_after))^2"),
            )),
            Results((Line("parts", "Parts before, and again after", "=MAX(1,ROUNDUP(unrounded-10^-9,0))",
                          "parts",
                          shown="#,##0"),)),
        ),
        checks=(DIFFERENT,),
    )  # fmt: skip


def chance_to_see(before, after, parts, confidence, sides):
    return Calculation(
        title="Chance to see a difference",
        words="Power: how likely a difference that is there shows, with so many parts inspected before and "
        "again after",
        source=CLAIM,
        parts=(
            Inputs((
                *_claim_inputs(before, after, confidence, sides),
                Input("parts", "Parts in each sample", parts, "parts", above=0),
            )),
            Steps((
                *CLAIM_STEPS,
                Line("away", "Deviate",
                     "=(SQRT(parts)*ABS(share_before-share_after)-z_confidence*together)/apart"),
            )),
            Results((Line("chance", "Chance to see it", "=NORMSDIST(away)", "fraction", shown="0.0000"),)),
        ),
        checks=(DIFFERENT,),
    )  # fmt: skip


def compare_shares(count_before, parts_before, count_after, parts_after, confidence):
    error = "SQRT(share_before*(1-share_before)/parts_before+share_after*(1-share_after)/parts_after)"
    pooled = "SQRT(share_both*(1-share_both)*(1/parts_before+1/parts_after))"
    return Calculation(
        title="Fewer defectives, or chance?",
        words="Difference = share before - share after, \u00b1 z sqrt(p1 (1 - p1) / n1 + p2 (1 - p2) / n2); "
        "z = difference over its standard deviation if both shares were the same",
        source="NIST/SEMATECH e-Handbook 7.3.3; Fleiss, Levin and Paik, ch. 3",
        parts=(
            Inputs((
                Input("count_before", "Defective before", count_before, "parts", low=0),
                Input("parts_before", "Parts before", parts_before, "parts", above=0),
                Input("count_after", "Defective after", count_after, "parts", low=0),
                Input("parts_after", "Parts after", parts_after, "parts", above=0),
                Input("confidence_level", "Confidence", confidence, "fraction", above=0, below=1),
            )),
            Steps((
                Line("share_before", "Share before", "=count_before/parts_before", "fraction",
                     shown="0.0000"),
                Line("share_after", "Share after", "=count_after/parts_after", "fraction", shown="0.0000"),
                Line("share_both", "Share of both together",
                     "=(count_before+count_after)/(parts_before+parts_after)",
                     "fraction", shown="0.0000"),
                Line("half", "Half-width", f"=NORMSINV((1+confidence_level)/2)*{error}", "fraction",
                     shown="0.0000"),
            )),
            Results((
                Line("difference", "Difference", "=share_before-share_after", "fraction", shown="0.0000"),
                Line("low", "It lies between", "=difference-half", "fraction", shown="0.0000"),
                Line("high", "and", "=difference+half", "fraction", shown="0.0000"),
                Line("fewer", "Fewer, as a part of before", '=IF(share_before=0,"",difference/share_before)',
                     "fraction"),
                Line("z", "z", f"=difference/{pooled}"),
                Line("p_value", "p-value", "=2*NORMSDIST(-ABS(z))", "fraction",
                     "how often chance alone gives so much",
                     "0.0000"),
            )),
        ),
        checks=(
            Check("AND(count_before<=parts_before,count_after<=parts_after)",
                  "More defective parts than parts"),
            Check("AND(share_both>0,share_both<1)", "No part or every part is defective"),
            Check("MIN(count_before,count_after)>=5",
                  "Fewer than five defectives in a sample: too few for this formula"),
        ),
    )  # fmt: skip
