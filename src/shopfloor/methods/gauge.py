"""Gauge studies: how much of the variation that is read comes from the gauge and the people who read it."""

import math
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import listed, number, proportion
from shopfloor.methods.chart_constants import constants, d2_star
from shopfloor.methods.control_charts import decimals

INSPECTORS = ("inspector", "operator", "appraiser")
TRIALS = ("trial", "repeat", "replicate")
METHODS = {
    "average and range": "average and range", "range": "average and range", "xbar and r": "average and range",
    "anova": "anova",
}  # fmt: skip

# With more groups than this the tables of AIAG take the plain d2.
MANY_GROUPS = 15


@dataclass(frozen=True, eq=False, repr=False)
class GaugeStudy:
    """What a gauge study comes to.

    ``components``: the variances, by source: gauge (repeatability and reproducibility together),
    repeatability (one inspector, one part, again), reproducibility (between inspectors; with "anova" split
    into inspector and, if kept, inspector by part), part and total. ``percent_of_contribution``: each
    variance as a percentage of the total; these add up. ``percent_of_study_variation``: each standard
    deviation as a percentage of the total's; these do not. ``percent_of_tolerance``: ``sigmas`` standard
    deviations as a percentage of the tolerance; None without a tolerance. ``ndc``: number of distinct
    categories.

    Also: ``deviations`` (standard deviations), ``method``, ``tolerance``, ``sigmas``, ``parts``,
    ``inspectors``, ``trials`` (how many), ``averages`` and ``ranges`` (mean reading and mean range of each
    inspector), ``factors`` (K1, K2, K3), ``anova`` (the table of the analysis of variance, or None),
    ``pooled`` (whether the interaction was put to the repeatability; None without anova), and ``table``.
    """

    components: pd.Series
    percent_of_study_variation: pd.Series
    percent_of_contribution: pd.Series
    percent_of_tolerance: pd.Series | None
    ndc: int
    method: str = "average and range"
    tolerance: float | None = None
    sigmas: float = 6.0
    parts: int = 0
    inspectors: int = 0
    trials: int = 0
    averages: pd.Series | None = None
    ranges: pd.Series | None = None
    factors: dict = field(default_factory=dict)
    anova: pd.DataFrame | None = None
    pooled: bool | None = None

    @property
    def deviations(self):
        """Standard deviations by source."""
        return np.sqrt(self.components).rename("deviation")

    @property
    def table(self):
        """Everything by source: variance, deviation, and the percentages."""
        columns = {
            "variance": self.components,
            "deviation": self.deviations,
            "percent of contribution": self.percent_of_contribution,
            "percent of study variation": self.percent_of_study_variation,
        }
        if self.percent_of_tolerance is not None:
            columns["percent of tolerance"] = self.percent_of_tolerance
        return pd.DataFrame(columns)

    def __repr__(self):
        digits = decimals(self.deviations["gauge"])
        shares = f"{self.percent_of_study_variation['gauge']:.1f} % of the study variation, "
        shares += f"{self.percent_of_contribution['gauge']:.1f} % of the variance"
        if self.percent_of_tolerance is not None:
            shares += f", {self.percent_of_tolerance['gauge']:.1f} % of the tolerance"
        return (
            f"Gauge study, {self.method}, {self.parts} parts by {self.inspectors} inspectors by "
            f"{self.trials} trials: the gauge's standard deviation is "
            f"{self.deviations['gauge']:.{digits}f}, {shares}; "
            f"{self.ndc} distinct categories"
        )


def gauge_rr(table, method="average and range", *, tolerance=None, value=None, sigmas=6.0, pool_above=0.05):
    """How much of the variation that is read comes from the gauge and its users? A GaugeStudy: components,
    percent of study variation, of contribution, of tolerance, ndc.

    ``table``: a row a reading, with the columns ``part``, ``inspector`` (or operator, appraiser), if there is
    one ``trial`` (or repeat, replicate), and one column of readings; ``value`` names it where several could
    be meant. Every inspector reads every part equally often, at least twice.

    ``method="average and range"`` ("range" is the same): repeatability = mean range x K1, reproducibility =
    sqrt((difference of the inspectors' averages x K2)^2 - repeatability^2 / (parts x trials)), part = range
    of the parts' averages x K3. K1, K2 and K3 are 1 / d2*, computed for the numbers of trials, inspectors and
    parts (K1 with the plain d2 above 15 ranges). An interaction of inspector and part goes unseen.

    ``method="anova"``: two-way analysis of variance with random parts and inspectors. The interaction is
    pooled with the repeatability where its p-value is above ``pool_above`` (0.05; some texts say 0.25; 1
    keeps it always). Negative variances are taken as 0.

    ``tolerance``: the width between the limits of the drawing. ``sigmas``: how many standard deviations it is
    compared with: 6, as in AIAG since 2002 and Minitab; 5.15 in older texts. ndc = 1.41 x part / gauge,
    truncated to a whole number, as AIAG has it (sqrt 2 is the exact factor; Minitab shows 1 in place of 0).
    Rules of thumb, not laws: below 10 % of the study variation is good, above 30 % not acceptable, and ndc
    should be 5 or more.

    Raises ValueError for columns or readings that are missing, for a study that is not balanced, and if the
    readings of a part never differ.

    Source: AIAG, *Measurement Systems Analysis*, 3rd and 4th ed. (2002, 2010), ch. III; Montgomery,
    *Introduction to Statistical Quality Control*, sec. 8.7; Burdick, Borror and Montgomery, *Design and
    Analysis of Gauge R&R Studies* (2005).

    >>> readings = [(1, "A", 5.1), (1, "A", 5.2), (1, "B", 5.2), (1, "B", 5.3), (2, "A", 7.0), (2, "A", 7.2),
    ...             (2, "B", 7.1), (2, "B", 7.2), (3, "A", 6.1), (3, "A", 6.1), (3, "B", 6.3), (3, "B", 6.2)]
    >>> study = gauge_rr(pd.DataFrame(readings, columns=["part", "inspector", "mm"]), tolerance=4)
    >>> round(float(study.percent_of_study_variation["gauge"]), 1), study.ndc
    (10.3, 13)
    """
    name = " ".join(method.lower().replace("_", " ").split()) if isinstance(method, str) else method
    if name not in METHODS:
        raise ValueError(f'The method is "average and range" or "anova"; {method!r} was given.')
    width = None if tolerance is None else number(tolerance, "tolerance", above=0)
    several = number(sigmas, "number of sigmas", above=0)
    limit = _share(pool_above)
    names, readings = _balanced(table, value)
    if np.ptp(readings) == 0:
        raise ValueError("All readings are the same: does the gauge read finely enough?")
    if METHODS[name] == "anova":
        variances, more = _by_variance(readings, limit)
    else:
        variances, more = _by_range(readings)
    variances = pd.Series(variances, name="variance")
    if variances["gauge"] == 0:
        raise ValueError(
            "Every inspector reads each part the same every time, and all agree: the gauge may be perfect, "
            "or reads too coarsely to show its error. Take a finer gauge."
        )
    deviations = np.sqrt(variances)
    parts, inspectors, trials = readings.shape
    ratio = 1.41 * deviations["part"] / deviations["gauge"]
    return GaugeStudy(
        components=variances,
        percent_of_study_variation=(100 * deviations / deviations["total"]).rename("percent"),
        percent_of_contribution=(100 * variances / variances["total"]).rename("percent"),
        percent_of_tolerance=None
        if width is None
        else (100 * several * deviations / width).rename("percent"),
        ndc=math.floor(ratio * (1 + 1e-12)),
        method=METHODS[name], tolerance=width, sigmas=several,
        parts=parts, inspectors=inspectors, trials=trials,
        averages=pd.Series(readings.mean(axis=(0, 2)), index=names, name="average"),
        ranges=pd.Series(np.ptp(readings, axis=2).mean(axis=0), index=names, name="mean range"),
        **more,
    )  # fmt: skip


def _by_range(readings):
    parts, inspectors, trials = readings.shape
    groups = parts * inspectors
    factors = {
        "K1": 1 / (constants(trials).d2 if groups > MANY_GROUPS else d2_star(trials, groups)),
        "K2": 1 / d2_star(inspectors, 1),
        "K3": 1 / d2_star(parts, 1),
    }
    repeatability = (float(np.ptp(readings, axis=2).mean()) * factors["K1"]) ** 2
    between = (float(np.ptp(readings.mean(axis=(0, 2)))) * factors["K2"]) ** 2
    reproducibility = max(0.0, between - repeatability / (parts * trials))
    part = (float(np.ptp(readings.mean(axis=(1, 2)))) * factors["K3"]) ** 2
    gauge = repeatability + reproducibility
    variances = {
        "gauge": gauge, "repeatability": repeatability, "reproducibility": reproducibility,
        "part": part, "total": gauge + part,
    }  # fmt: skip
    return variances, {"factors": factors}


def _by_variance(readings, pool_above):
    from scipy.special import fdtrc  # SciPy takes long to import, and only this needs it.

    p, o, r = readings.shape
    away = readings - readings.mean()
    cells, by_part, by_inspector = away.mean(axis=2), away.mean(axis=(1, 2)), away.mean(axis=(0, 2))
    squares = {
        "part": o * r * (by_part**2).sum(),
        "inspector": p * r * (by_inspector**2).sum(),
        "inspector by part": r * ((cells - by_part[:, None] - by_inspector[None, :]) ** 2).sum(),
        "repeatability": ((away - cells[:, :, None]) ** 2).sum(),
    }
    freedom = {
        "part": p - 1, "inspector": o - 1,
        "inspector by part": (p - 1) * (o - 1), "repeatability": p * o * (r - 1),
    }  # fmt: skip
    mean = {name: float(squares[name]) / freedom[name] for name in squares}
    # Repeated readings that never differ leave nothing to test against: the interaction stays.
    tested = mean["repeatability"] > 1e-24 * float((away**2).sum())
    f_value = mean["inspector by part"] / mean["repeatability"] if tested else math.inf
    p_value = float(fdtrc(freedom["inspector by part"], freedom["repeatability"], f_value)) if tested else 0.0
    pooled = p_value > pool_above
    if pooled:
        rest = squares["inspector by part"] + squares["repeatability"]
        error = float(rest) / (freedom["inspector by part"] + freedom["repeatability"])
        against, interaction = error, 0.0
    else:
        error, against = mean["repeatability"] if tested else 0.0, mean["inspector by part"]
        interaction = max(0.0, (against - error) / r)
    inspector = max(0.0, (mean["inspector"] - against) / (p * r))
    part = max(0.0, (mean["part"] - against) / (o * r))
    gauge = error + inspector + interaction
    variances = {"gauge": gauge, "repeatability": error, "reproducibility": inspector + interaction}
    variances["inspector"] = inspector
    if not pooled:
        variances["inspector by part"] = interaction
    variances |= {"part": part, "total": gauge + part}
    table = pd.DataFrame({"df": freedom, "ss": squares, "ms": mean})
    # The main effects are tested against the interaction, as both factors are random.
    below = mean["inspector by part"]
    ratios = {name: mean[name] / below if below > 0 else math.inf for name in ("part", "inspector")}
    chances = {
        name: float(fdtrc(freedom[name], freedom["inspector by part"], ratio)) if below > 0 else 0.0
        for name, ratio in ratios.items()
    }
    table["f"] = pd.Series({**ratios, "inspector by part": f_value})
    table["p"] = pd.Series({**chances, "inspector by part": p_value})
    return variances, {"anova": table, "pooled": pooled}


def _balanced(table, value):
    """The inspectors' names, and the readings as an array: part, inspector, trial."""
    if not isinstance(table, pd.DataFrame):
        raise ValueError(
            "A gauge study is a table with a row a reading and the columns part, inspector and the readings; "
            f"{type(table).__name__} was given."
        )
    if "part" not in table:
        raise ValueError(f"There is no column part in this table: it has {listed(table.columns)}.")
    inspector = _column(table, INSPECTORS)
    if inspector is None:
        raise ValueError(
            "There is no column inspector (or operator, or appraiser): "
            f"the table has {listed(table.columns)}."
        )
    trial = _column(table, TRIALS)
    value = _reading_column(table, value, {"part", inspector, trial})
    for name in ("part", inspector):
        if table[name].isna().any():
            raise ValueError(f"Some rows name no {name}: fill them in, or leave those rows out.")
    readings = {}
    for row, (part, who, reading) in enumerate(
        zip(table["part"], table[inspector], table[value], strict=True)
    ):
        try:
            number(reading, "reading", low=None)
        except ValueError as problem:
            where = f"part {part}, inspector {who}"
            where += f", {trial} {table[trial].iloc[row]}" if trial else ""
            raise ValueError(f"{problem} It is that of {where}.") from None
        readings.setdefault((part, who), []).append(float(reading))
    if trial is not None:
        twice = table.duplicated(["part", inspector, trial])
        if twice.any():
            first = table[twice].iloc[0]
            raise ValueError(
                f"Part {first['part']}, inspector {first[inspector]}, {trial} {first[trial]} is there twice: "
                "keep one of them."
            )
    parts, inspectors = list(pd.unique(table["part"])), list(pd.unique(table[inspector]))
    for found, what in ((parts, "part"), (inspectors, "inspector")):
        if len(found) < 2:
            raise ValueError(f"A gauge study needs two {what}s or more; there is {len(found) or 'none'}.")
    counts = {
        key: len(readings.get(key, ())) for key in ((part, who) for part in parts for who in inspectors)
    }
    usual = max(set(counts.values()), key=list(counts.values()).count)
    for (part, who), count in counts.items():
        if count != usual:
            raise ValueError(
                f"The study is not balanced: inspector {who} read part {part} {_times(count)}, where {usual} "
                "readings are usual. Every inspector reads every part equally often."
            )
    if usual < 2:
        raise ValueError(
            "Each inspector read each part only once: repeated readings show the error of the gauge."
        )
    return inspectors, np.array([[readings[part, who] for who in inspectors] for part in parts])


def _column(table, names):
    return next((name for name in names if name in table), None)


def _reading_column(table, value, others):
    if value is not None:
        if value not in table:
            raise ValueError(f"There is no column {value!r} in this table: it has {listed(table.columns)}.")
        return value
    left = [name for name in table.columns if name not in others]
    numeric = [
        name
        for name in left
        if pd.api.types.is_numeric_dtype(table[name]) and not pd.api.types.is_bool_dtype(table[name])
    ]
    candidates = numeric or left
    if len(candidates) != 1:
        raise ValueError(
            f"Which column holds the readings? There are {listed(candidates)}: name one, such as "
            f'value="{candidates[0] if candidates else "diameter_mm"}".'
        )
    return candidates[0]


def _share(pool_above):
    if isinstance(pool_above, (int, float)) and not isinstance(pool_above, bool) and pool_above in (0, 1):
        return float(pool_above)
    return proportion(pool_above, "p-value above which to pool")


def _times(count):
    return {0: "not at all", 1: "once", 2: "twice"}.get(count, f"{count} times")
