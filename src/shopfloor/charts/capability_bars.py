"""The capability histogram: where the values lie between the limits of the drawing."""

import math

import numpy as np

from shopfloor.charts.control_words import text_only
from shopfloor.charts.figure import Figure
from shopfloor.charts.measured import plain, width_of, wrapped
from shopfloor.charts.style import BACKGROUND, BLUE, GREEN, HEAT, INK, ORANGE, QUIET, house_style
from shopfloor.methods.capability import all_pieces, capability
from shopfloor.methods.control_charts import decimals

MOST_BARS = 120


def capability_histogram(values, lsl, usl, target=None, sigma=None, *, unit="", name=""):
    """Does the spread fit between the limits? A histogram of the values with the limits of the drawing.

    ``values``, ``lsl``, ``usl``, ``target``, ``sigma`` as in ``quality.capability``. Bars beyond a limit are
    hatched; the curve is that of a normal process with this mean and the short-term sigma. ``unit``: that of
    the values; ``name``: whose values they are. Returns a Figure, whose text gives the indices and the share
    outside.

    >>> figure = capability_histogram([[5, 7, 6], [6, 6, 8], [4, 5, 6], [7, 6, 5]], 2, 9, unit="mm")
    >>> figure.text.split(". ")[0]
    '12 values between limits of 2 and 9 mm: mean 5.9 mm, short-term sigma 1.2 mm'
    """
    text_only(unit, "unit")
    text_only(name, "name")
    result = capability(values, lsl, usl, target, sigma)
    pieces = all_pieces(values)
    low, high = (None if one is None else float(one) for one in (lsl, usl))
    return Figure(
        _draw(pieces, result, low, high, target, unit, name),
        _text(pieces, result, low, high, target, unit, name),
    )


def _text(pieces, result, low, high, target, unit, name):
    whose = f"{name}: " if name else ""
    digits = _digits(result)
    own = f" {unit}" if unit else ""
    if low is None or high is None:
        limits = f"a lower limit of {low:.10g}" if high is None else f"an upper limit of {high:.10g}"
        text = f"{whose}{result.n} values against {limits}{own}: "
    else:
        text = f"{whose}{result.n} values between limits of {low:.10g} and {high:.10g}{own}: "
    text += f"mean {result.mean:.{digits}f}{own}, short-term sigma {result.sigma:.{digits}f}{own}. "
    text += f"{_indices(result)}. "
    seen, outside = round(result.outside * result.n), _percent(result.outside)
    expected = _percent(result.expected_outside)
    text += f"{seen} of {result.n} lie{'s' if seen == 1 else ''} outside"
    text += f" ({outside}); " if seen else "; "
    text += f"a normal process would have {expected} there. "
    return text + _judgment(result)


def _digits(result):
    """Decimals that show sigma to two figures; the mean is not better known."""
    return max(0, decimals(result.sigma) - 1)


def _judgment(result):
    if result.outside > 3 * result.expected_outside and round(result.outside * result.n) >= 3:
        return "More than a normal process would have: do not trust the indices."
    if result.cpk > 1.25 * result.ppk:
        return "Overall the values spread more than in the short term: the process was not stable."
    if result.cpk < 1:
        return (
            "The spread does not fit between the limits."
            if result.cp is not None and result.cp < 1
            else ("The mean lies too near a limit.")
        )
    return "A cpk of 1.33 is a common demand: " + ("it is met." if result.cpk >= 1.33 else "it is not met.")


def _indices(result):
    pairs = [(name, getattr(result, name)) for name in ("cp", "cpk", "cpm", "pp", "ppk")]
    return ", ".join(f"{name} {value:.2f}" for name, value in pairs if value is not None)


def _percent(fraction):
    percent = 100 * fraction
    return (
        "less than 0.001 %"
        if 0 < percent < 0.001
        else f"{percent:.2g} %"
        if percent < 10
        else f"{percent:.0f} %"
    )


def _bins(pieces, low, high):
    """Left ends, width and counts of bars of which none straddles a limit; a value on a limit is inside."""
    spread = np.ptp(pieces)
    # Freedman and Diaconis: twice the middle half of the values over the cube root of their number.
    quarter, three = np.percentile(pieces, [25, 75])
    width = 2 * (three - quarter) / len(pieces) ** (1 / 3) or spread / 8
    width = max(width, spread / 40)
    known = np.unique(np.round(pieces - pieces[0], 12))
    grain = float(np.diff(known).min())
    # Whole multiples of what the gauge resolves: otherwise some bars hold more possible readings than others.
    if grain > spread / 200:
        width = max(1, round(width / grain)) * grain
    slack = 1e-9 * width
    if low is not None and high is not None:
        inside = _parts(high - low, width, grain)
        width = (high - low) / inside
        place = np.floor((pieces - low + slack) / width)
        place[(pieces <= high + slack) & (place >= inside)] = inside - 1
        place[pieces > high + slack] = np.maximum(place[pieces > high + slack], inside)
        start = low
    elif high is not None:
        # Counted down from the limit, each bar with its upper end.
        place = -np.floor((high + slack - pieces) / width) - 1
        start = high
    else:
        place = np.floor((pieces - low + slack) / width)
        start = low
    places, counts = np.unique(place, return_counts=True)
    return start + places * width, width, counts


def _parts(whole, width, grain):
    """How many bars share the width between the limits: near the wished width, if possible whole multiples of
    the grain."""
    wished = max(1, min(MOST_BARS, round(whole / width)))
    grains = whole / grain
    near = sorted(
        range(max(1, round(0.7 * wished)), min(MOST_BARS, round(1.4 * wished)) + 1),
        key=lambda n: abs(n - wished),
    )
    fitting = [
        n for n in near if abs(grains / n - round(grains / n)) < 1e-6 * grains / n and grains / n > 0.5
    ]
    return fitting[0] if fitting else wished


def _draw(pieces, result, low, high, target, unit, name):
    from matplotlib.figure import Figure as Drawing
    from matplotlib.ticker import MaxNLocator, ScalarFormatter

    lefts, width, counts = _bins(pieces, low, high)
    middles = lefts + width / 2
    beyond = np.zeros(len(lefts), dtype=bool)
    if low is not None:
        beyond |= middles < low
    if high is not None:
        beyond |= middles > high
    ends = [one for one in (low, high, target) if one is not None]
    near, far = (
        min(lefts[0], result.mean - 3.5 * result.sigma, *ends),
        max(lefts[-1] + width, result.mean + 3.5 * result.sigma, *ends),
    )
    with house_style():
        drawing = Drawing(figsize=(8.4, 4.7), layout="constrained")
        ax = drawing.subplots()
        # Edges of many thin bars would fill them.
        edge = 1.0 if (far - near) / width < 90 else 0
        for mask, face, line, hatch in ((~beyond, HEAT[1], BLUE, ""), (beyond, BACKGROUND, ORANGE, "////")):
            if mask.any():
                ax.bar(
                    lefts[mask], counts[mask], width=width, align="edge", facecolor=face, edgecolor=line,
                    hatch=hatch, linewidth=edge, zorder=2,
                )  # fmt: skip
        x = np.linspace(near, far, 400)
        bell = np.exp(-0.5 * ((x - result.mean) / result.sigma) ** 2) / (
            result.sigma * math.sqrt(2 * math.pi)
        )
        ax.plot(x, bell * width * result.n, color=INK, linewidth=1.8, zorder=3)
        top = max(counts.max(), (bell * width * result.n).max())
        lines = [("LSL", low, ORANGE, (0, (6, 3)), 2.0), ("USL", high, ORANGE, (0, (6, 3)), 2.0)]
        if target is not None or (low is not None and high is not None):
            aim = (low + high) / 2 if target is None else float(target)
            lines.append(("target" if target is not None else "middle", aim, GREEN, (0, (1, 1.5)), 1.8))
        lines = [line for line in lines if line[1] is not None]
        for _, at, color, style, thick in lines:
            ax.axvline(at, color=color, linestyle=style, linewidth=thick, zorder=2.5)
        ax.set_xlim(near - 0.04 * (far - near), far + 0.04 * (far - near))
        ax.set_ylim(0, top * 1.3)
        ax.yaxis.set_major_locator(MaxNLocator(6, integer=True))
        ax.xaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 2.5, 5, 10]))
        formatter = ScalarFormatter(useOffset=False)
        formatter.set_powerlimits((-5, 12))
        ax.xaxis.set_major_formatter(formatter)
        ax.set_ylabel("Pieces")
        what = name[:1].upper() + name[1:] if name else "Measured value"
        ax.set_xlabel(plain(wrapped(f"{what} ({unit or 'unit as measured'})", 400, 12.5, lines=2)))
        ax.set_title(plain(_title(result)), pad=24)
        _label(drawing, ax, lines, unit)
        digits = _digits(result)
        ax.annotate(
            f"mean {result.mean:.{digits}f}, short-term sigma {result.sigma:.{digits}f} (the curve), "
            f"overall sigma {result.overall:.{digits}f}",
            (0, 1), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points", size=11, color=QUIET,
            va="bottom",
        )  # fmt: skip
    return drawing


def _title(result):
    seen = round(result.outside * result.n)
    return f"{seen} of {result.n} outside; {_indices(result)}"


def _label(drawing, ax, lines, unit):
    """Names and values of the limits in the free strip at the top, one below the other where they would
    touch."""
    drawing.draw_without_rendering()
    point = drawing.dpi / 72
    left, right = ax.bbox.x0 / point, ax.bbox.x1 / point
    placed = []
    for short, at, color, _, _ in lines:
        words = f"{short} {at:.10g}{f' {unit}' if len(unit) <= 8 and unit else ''}"
        wide = width_of(words, 11, "bold") + 6
        x = ax.transData.transform((at, 0))[0] / point
        # Beside its line, on the side where there is room.
        start = x + 4 if x + 4 + wide < right else x - 4 - wide
        start = max(left, start)
        row = 0
        while any(row == other and start < end and begin < start + wide for other, begin, end in placed):
            row += 1
        placed.append((row, start, start + wide))
        ax.annotate(
            plain(words), (0, 1), xycoords="axes fraction", xytext=(start - left, -4 - 15 * row),
            textcoords="offset points", va="top", size=11, weight="bold", color=color, zorder=5,
            bbox={"facecolor": BACKGROUND, "edgecolor": "none", "pad": 0.8},
        ).set_in_layout(False)  # fmt: skip
