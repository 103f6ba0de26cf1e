"""The components of a gauge study as bars, with the guide marks that plants use."""

import numpy as np

from shopfloor.charts.figure import Figure
from shopfloor.charts.style import BACKGROUND, INK, QUIET, SERIES, house_style
from shopfloor.methods.gauge import GaugeStudy, gauge_rr

SOURCES = {
    "gauge": "Gauge, all in all",
    "repeatability": "Repeatability",
    "reproducibility": "Reproducibility",
    "inspector": "  inspector",
    "inspector by part": "  inspector by part",
    "part": "Part to part",
}
# Each measure keeps its color and hatch, whether or not there is a tolerance.
MEASURES = {"study variation": SERIES[0], "tolerance": SERIES[1], "contribution": SERIES[2]}


def gauge_components(study, method="average and range", *, tolerance=None, **more):
    """How much of what is read comes from the gauge and its users? Bars for each source, in percent.

    ``study``: a GaugeStudy from ``quality.gauge_rr``, or the table of readings (then ``method``,
    ``tolerance`` and the rest as there). Bars: percent of the study variation, of the tolerance (where one
    was given), and of the variance (contribution). The marks at 10 and 30 % are a convention for the first
    two: below 10 % good, above 30 % not acceptable. Returns a Figure.

    >>> import pandas as pd
    >>> rows = [(1, "A", 5.1), (1, "A", 5.2), (1, "B", 5.2), (1, "B", 5.3), (2, "A", 7.0), (2, "A", 7.2),
    ...         (2, "B", 7.1), (2, "B", 7.2), (3, "A", 6.1), (3, "A", 6.1), (3, "B", 6.3), (3, "B", 6.2)]
    >>> table = pd.DataFrame(rows, columns=["part", "inspector", "mm"])
    >>> gauge_components(table).text.split("; ")[-1]
    '13 distinct categories, where 5 are asked for.'
    """
    if not isinstance(study, GaugeStudy):
        study = gauge_rr(study, method, tolerance=tolerance, **more)
    elif tolerance is not None or more or method != "average and range":
        raise ValueError(
            "The study is worked out already: give method and tolerance to gauge_rr, or the table to this "
            "chart."
        )
    return Figure(_draw(study), _text(study))


def _shares(study):
    """{measure: percent by source}, those that there are."""
    shares = {
        "study variation": study.percent_of_study_variation,
        "tolerance": study.percent_of_tolerance,
        "contribution": study.percent_of_contribution,
    }
    return {name: shares[name] for name in MEASURES if shares[name] is not None}


def _sources(study):
    there = [source for source in SOURCES if source in study.components]
    # Without an interaction the inspectors are all of the reproducibility.
    return [one for one in there if one != "inspector" or "inspector by part" in there]


def _verdict(percent):
    if percent < 10:
        return "good by the usual guide (below 10 %)"
    if percent <= 30:
        return "between the usual guides of 10 and 30 %: it may do, depending on what it is for"
    return "not acceptable by the usual guide (above 30 %)"


def _text(study):
    share = study.percent_of_study_variation
    larger = max(("repeatability", "reproducibility"), key=lambda one: share[one])
    other = "reproducibility" if larger == "repeatability" else "repeatability"
    text = (
        f"Gauge study of {study.parts} parts by {study.inspectors} inspectors by {study.trials} trials "
        f"({study.method}): the gauge makes {_number(share['gauge'])} % of the study variation, "
        f"{_verdict(share['gauge'])}. "
    )
    if study.percent_of_tolerance is not None:
        text += f"It takes {_number(study.percent_of_tolerance['gauge'])} % of the tolerance. "
    text += (
        f"{larger.capitalize()} ({_number(share[larger])} %) outweighs {other} ({_number(share[other])} %). "
        f"Of the variance, {_number(study.percent_of_contribution['gauge'])} % is the gauge's and "
        f"{_number(study.percent_of_contribution['part'])} % the parts'; "
    )
    return (
        text
        + f"{study.ndc} distinct {'category' if study.ndc == 1 else 'categories'}, where 5 are asked for."
    )


def _number(percent):
    return f"{percent:.1f}" if percent < 99.95 else f"{percent:.0f}"


def _draw(study):
    from matplotlib.figure import Figure as Drawing

    shares, sources = _shares(study), _sources(study)
    tall = 0.78 / len(shares)
    longest = max(float(share[source]) for share in shares.values() for source in sources)
    with house_style():
        drawing = Drawing(figsize=(8.4, 1.7 + 0.27 * len(shares) * len(sources)), layout="constrained")
        ax = drawing.subplots()
        for place, (measure, share) in enumerate(shares.items()):
            color, _, _, hatch = MEASURES[measure]
            heights = np.arange(len(sources)) + (place - (len(shares) - 1) / 2) * tall
            values = [float(share[source]) for source in sources]
            words = "variance (contribution)" if measure == "contribution" else measure
            ax.barh(
                heights, values, height=0.88 * tall, facecolor=color if not hatch else BACKGROUND,
                edgecolor=color, hatch=hatch, linewidth=1.2, label=f"% of {words}", zorder=2,
            )  # fmt: skip
            for height, value in zip(heights, values, strict=True):
                ax.annotate(
                    _number(value), (value, height), xytext=(4, 0), textcoords="offset points", va="center",
                    size=10.5, zorder=4, bbox={"facecolor": BACKGROUND, "edgecolor": "none", "pad": 0.6},
                )  # fmt: skip
        end = max(100.0, longest) * 1.1
        for mark, words in ((10, "10 %"), (30, "30 %")):
            ax.axvline(mark, color=INK, linewidth=1.4, linestyle=(0, (2, 2)), zorder=3)
            if mark == 30 or 20 / end > 0.05:
                ax.annotate(
                    words, (mark, 1), xycoords=("data", "axes fraction"), xytext=(0, 3),
                    textcoords="offset points", ha="center", size=10.5, color=INK,
                )  # fmt: skip
        ax.annotate(
            "guides for study variation" + (" and tolerance" if "tolerance" in shares else ""),
            (30, 1), xycoords=("data", "axes fraction"), xytext=(20, 3), textcoords="offset points",
            size=10.5, color=QUIET,
        )  # fmt: skip
        ax.set_xlim(0, end)
        ax.set_ylim(len(sources) - 0.5, -0.5)
        ax.set_yticks(range(len(sources)), [SOURCES[source] for source in sources])
        ax.tick_params(axis="y", length=0)
        ax.grid(True, axis="x")
        ax.grid(False, axis="y")
        ax.set_xlabel("Percent (%)")
        ax.set_title(_title(study), pad=22)
        drawing.legend(loc="outside lower center", ncols=len(shares), handlelength=1.6, fontsize=11)
    return drawing


def _title(study):
    words = f"Gauge: {_number(study.percent_of_study_variation['gauge'])} % of the study variation"
    return f"{words}, {study.ndc} distinct {'category' if study.ndc == 1 else 'categories'}"
