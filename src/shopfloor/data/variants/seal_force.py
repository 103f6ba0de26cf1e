"""A student's control-chart data: the force that opens a bag's seal, 24 subgroups of four.

Model, in hundredths of a newton:

- the mean lies between 42.00 and 58.00 N, the standard deviation between 0.60 and 1.20 N; a piece is the mean
  plus the sum of three even draws, bell-shaped and never more than three standard deviations away;
- one piece in one of the subgroups 4 to 11 is six to seven standard deviations off: low (a wrinkle in the seal)
  where the shift below goes down, high (sealed twice) where it goes up;
- from one of the subgroups 18 to 21 on, all pieces are shifted by 2.2 to 2.8 standard deviations, up or down:
  the sealing bar was changed;
- the limits of the specification lie 4.5 to 6.0 standard deviations on either side of the mean.

Drawn again until charts with limits from all 24 subgroups show just this: the range of the odd subgroup is
the only one beyond its limit; the first average beyond a limit is that of the first shifted subgroup, with at
least one more after it; and no point lies so near a limit that rounded constants could decide.
"""

from .sheet import decimal

SUBGROUPS, SIZE = 24, 4
# How often the causes are drawn anew before the pieces are.
TRIES = 6
# A2 and D4 for subgroups of four, in thousandths.
A2, D4 = 729, 2282


def cells(draws):
    """Return the record as rows of text cells, the way they stand in the CSV file."""
    while True:
        mean, sd = 10 * draws.between(420, 580), draws.between(60, 120)
        noise = _noise(draws, sd)
        for _ in range(TRIES):
            odd, shifted = draws.between(4, 11), draws.between(18, 21)
            off = sd * draws.between(60, 70) // 10
            way = draws.pick((1, -1))
            shift = way * (sd * draws.between(22, 28) // 10)
            groups = [[mean + part for part in four] for four in noise]
            groups[odd - 1][draws.below(SIZE)] = mean + way * off
            for group in groups[shifted - 1 :]:
                group[:] = [value + shift for value in group]
            if _shows(groups, odd, shifted):
                width = sd * draws.between(45, 60) // 10
                limits = (decimal(mean - width, 2), decimal(mean + width, 2))
                return [
                    (str(number), *(decimal(value, 2) for value in group), *limits)
                    for number, group in enumerate(groups, start=1)
                ]


def _noise(draws, sd):
    noise = []
    for _ in range(SUBGROUPS * SIZE // 2):
        six = draws.below(10**18)
        for _ in range(2):
            total = -1498
            for _ in range(3):
                six, part = divmod(six, 1000)
                total += part
            # Three draws from 0 to 999 together: mean 1498.5, standard deviation 500.
            noise.append((2 * total - 1) * sd // 1000)
    return [noise[start : start + SIZE] for start in range(0, len(noise), SIZE)]


def _shows(groups, odd, shifted):
    """Whether the two charts show the two causes and nothing else, clearly."""
    ranges = [max(group) - min(group) for group in groups]
    sums = [sum(group) for group in groups]
    total_range = sum(ranges)
    # Everything in thousandths of a hundredth of a newton, times the number of subgroups, times four.
    upper_range = D4 * total_range
    near = 10 * total_range
    for number, value in enumerate(ranges, start=1):
        beyond = value * 1000 * SUBGROUPS - upper_range
        if abs(beyond) < near or (beyond > 0) != (number == odd):
            return False
    half = A2 * total_range * SIZE
    total = sum(sums)
    out = []
    for number, value in enumerate(sums, start=1):
        beyond = abs(value * SUBGROUPS - total) * 1000 - half
        if abs(beyond) < near * SIZE:
            return False
        if beyond > 0:
            out.append(number)
    return len(out) >= 2 and out[0] == shifted
