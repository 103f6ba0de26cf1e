"""Quality against published results: each expected number was printed by its source, not computed here."""

import math

import numpy as np
import pandas as pd
import pytest

from shopfloor.methods import quality

# Montgomery, Introduction to Statistical Quality Control, Table 6.3 (inside diameters of piston rings, mm),
# in the version of R's qcc, data set pistonrings, samples 1 to 25.
RINGS = [
    [74.030, 74.002, 74.019, 73.992, 74.008], [73.995, 73.992, 74.001, 74.011, 74.004],
    [73.988, 74.024, 74.021, 74.005, 74.002], [74.002, 73.996, 73.993, 74.015, 74.009],
    [73.992, 74.007, 74.015, 73.989, 74.014], [74.009, 73.994, 73.997, 73.985, 73.993],
    [73.995, 74.006, 73.994, 74.000, 74.005], [73.985, 74.003, 73.993, 74.015, 73.988],
    [74.008, 73.995, 74.009, 74.005, 74.004], [73.998, 74.000, 73.990, 74.007, 73.995],
    [73.994, 73.998, 73.994, 73.995, 73.990], [74.004, 74.000, 74.007, 74.000, 73.996],
    [73.983, 74.002, 73.998, 73.997, 74.012], [74.006, 73.967, 73.994, 74.000, 73.984],
    [74.012, 74.014, 73.998, 73.999, 74.007], [74.000, 73.984, 74.005, 73.998, 73.996],
    [73.994, 74.012, 73.986, 74.005, 74.007], [74.006, 74.010, 74.018, 74.003, 74.000],
    [73.984, 74.002, 74.003, 74.005, 73.997], [74.000, 74.010, 74.013, 74.020, 74.003],
    [73.988, 74.001, 74.009, 74.005, 73.996], [74.004, 73.999, 73.990, 74.006, 74.009],
    [74.010, 73.989, 73.990, 74.009, 74.014], [74.015, 74.008, 73.993, 74.000, 74.010],
    [73.982, 73.984, 73.995, 74.017, 74.013],
]  # fmt: skip
# The book prints sample 21 differently.
BOOK_RINGS = [*RINGS[:20], [73.982, 74.001, 74.015, 74.005, 73.996], *RINGS[21:]]
# The pieces that qcc's example, and the book's section on unequal sizes, leave out, counted through from 1.
LEFT_OUT = {9, 10, 30, 35, 45, 64, 65, 74, 75, 85, 99, 100}

# Montgomery, Table 6.1 (flow width of the hard-bake process, micrometers).
HARD_BAKE = [
    [1.3235, 1.4128, 1.6744, 1.4573, 1.6914], [1.4314, 1.3592, 1.6075, 1.4666, 1.6109],
    [1.4284, 1.4871, 1.4932, 1.4324, 1.5674], [1.5028, 1.6352, 1.3841, 1.2831, 1.5507],
    [1.5604, 1.2735, 1.5265, 1.4363, 1.6441], [1.5955, 1.5451, 1.3574, 1.3281, 1.4198],
    [1.6274, 1.5064, 1.8366, 1.4177, 1.5144], [1.4190, 1.4303, 1.6637, 1.6067, 1.5519],
    [1.3884, 1.7277, 1.5355, 1.5176, 1.3688], [1.4039, 1.6697, 1.5089, 1.4627, 1.5220],
    [1.4158, 1.7667, 1.4278, 1.5928, 1.4181], [1.5821, 1.3355, 1.5777, 1.3908, 1.7559],
    [1.2856, 1.4106, 1.4447, 1.6398, 1.1928], [1.4951, 1.4036, 1.5893, 1.6458, 1.4969],
    [1.3589, 1.2863, 1.5996, 1.2497, 1.5471], [1.5747, 1.5301, 1.5171, 1.1839, 1.8662],
    [1.3680, 1.7269, 1.3957, 1.5014, 1.4449], [1.4163, 1.3864, 1.3057, 1.6210, 1.5573],
    [1.5796, 1.4185, 1.6541, 1.5116, 1.7247], [1.7106, 1.4412, 1.2361, 1.3820, 1.7601],
    [1.4371, 1.5051, 1.3485, 1.5670, 1.4880], [1.4738, 1.5936, 1.6583, 1.4973, 1.4720],
    [1.5917, 1.4333, 1.5551, 1.5295, 1.6866], [1.6399, 1.5243, 1.5705, 1.5563, 1.5530],
    [1.5797, 1.3663, 1.6240, 1.3732, 1.6887],
]  # fmt: skip
# Montgomery, Table 6.2: samples 26 to 45 of the same process, judged by the limits of the first 25.
HARD_BAKE_LATER = [
    [1.4483, 1.5458, 1.4538, 1.4303, 1.6206], [1.5435, 1.6899, 1.5830, 1.3358, 1.4187],
    [1.5175, 1.3446, 1.4723, 1.6657, 1.6661], [1.5454, 1.1093, 1.4072, 1.5039, 1.5264],
    [1.4418, 1.5059, 1.5124, 1.4620, 1.6263], [1.4301, 1.2725, 1.5945, 1.5397, 1.5252],
    [1.4981, 1.4506, 1.6174, 1.5837, 1.4962], [1.3009, 1.5060, 1.6231, 1.5831, 1.6454],
    [1.4132, 1.4603, 1.5808, 1.7111, 1.7313], [1.3817, 1.3135, 1.4953, 1.4894, 1.4596],
    [1.5765, 1.7014, 1.4026, 1.2773, 1.4541], [1.4936, 1.4373, 1.5139, 1.4808, 1.5293],
    [1.5729, 1.6738, 1.5048, 1.5651, 1.7473], [1.8089, 1.5513, 1.8250, 1.4389, 1.6558],
    [1.6236, 1.5393, 1.6738, 1.8698, 1.5036], [1.4120, 1.7931, 1.7345, 1.6391, 1.7791],
    [1.7372, 1.5663, 1.4910, 1.7809, 1.5504], [1.5971, 1.7394, 1.6832, 1.6677, 1.7974],
    [1.4295, 1.6536, 1.9134, 1.7272, 1.4370], [1.6217, 1.8220, 1.7915, 1.6744, 1.9404],
]  # fmt: skip

# Nonconforming cans of orange juice in samples of 50: Montgomery, Table 7.1; R's qcc, data set orangejuice.
JUICE = [
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22,
    8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
]  # fmt: skip

# AIAG, Measurement Systems Analysis, 3rd and 4th ed., the study of ch. III (Minitab's gageaiag): a line a
# part, three trials of each of the appraisers A, B and C.
AIAG = """
 0.29  0.41  0.64   0.08  0.25  0.07   0.04 -0.11 -0.15
-0.56 -0.68 -0.58  -0.47 -1.22 -0.68  -1.38 -1.13 -0.96
 1.34  1.17  1.27   1.19  0.94  1.34   0.88  1.09  0.67
 0.47  0.50  0.64   0.01  1.03  0.20   0.14  0.20  0.11
-0.80 -0.92 -0.84  -0.56 -1.20 -1.28  -1.46 -1.07 -1.45
 0.02 -0.11 -0.21  -0.20  0.22  0.06  -0.29 -0.67 -0.49
 0.59  0.75  0.66   0.47  0.55  0.83   0.02  0.01  0.21
-0.31 -0.20 -0.17  -0.63  0.08 -0.34  -0.46 -0.56 -0.49
 2.26  1.99  2.01   1.80  2.12  2.19   1.77  1.45  1.87
-1.36 -1.25 -1.31  -1.68 -1.62 -1.50  -1.49 -1.77 -2.16
"""
# Houf and Berman, Quality Engineering 1 (1988): thermal impedance of power modules; Montgomery, Table 8.7.
HOUF = """
37 38 37  41 41 40  41 42 41
42 41 43  42 42 42  43 42 43
30 31 31  31 31 31  29 30 28
42 43 42  43 43 43  42 42 42
28 30 29  29 30 29  31 29 29
42 42 43  45 45 45  44 46 45
25 26 27  28 28 30  29 27 27
40 40 40  43 42 42  43 43 41
25 25 25  27 29 28  26 26 26
35 34 34  35 35 34  35 34 35
"""


def study(text):
    rows = [
        (part, "ABC"[place // 3], place % 3 + 1, float(cell))
        for part, line in enumerate(text.split("\n")[1:-1], start=1)
        for place, cell in enumerate(line.split())
    ]
    return pd.DataFrame(rows, columns=["part", "appraiser", "trial", "reading"])


def ragged():
    cells = enumerate((piece for row in BOOK_RINGS for piece in row), start=1)
    kept = [(number, piece) for number, piece in cells if number not in LEFT_OUT]
    return [[piece for number, piece in kept if (number - 1) // 5 == row] for row in range(25)]


def exactly(mean, deviation, n):
    """n values (n even) with exactly this mean and standard deviation (divisor n - 1)."""
    step = deviation * math.sqrt((n - 1) / n)
    return [mean - step, mean + step] * (n // 2)


# ---- constants ------------------------------------------------------------------------------------------


def test_constants_to_ten_digits():
    # MathWorks, statccconst.m of the Statistics Toolbox, integrated there to 1e-14: n, d2, d3.
    for n, d2, d3 in [
        (2, 1.128379167, 0.8525024664), (3, 1.692568751, 0.888368004), (4, 2.058750746, 0.8798082028),
        (5, 2.325928947, 0.8640819411), (6, 2.534412721, 0.8480396861), (7, 2.704356751, 0.8332053356),
        (8, 2.847200612, 0.8198314898), (9, 2.970026324, 0.8078342746), (10, 3.077505462, 0.7970506735),
        (12, 3.25845528, 0.7784783412), (15, 3.47182689, 0.7562114297), (20, 3.73495012, 0.7286863457),
        (25, 3.93062922, 0.7084407659), (30, 4.085521688, 0.6926650989), (50, 4.498147259, 0.6521425884),
    ]:  # fmt: skip
        assert quality.constants(n).d2 == pytest.approx(d2, abs=6e-10)
        assert quality.constants(n).d3 == pytest.approx(d3, abs=6e-11)


def test_constants_where_they_are_known_exactly():
    # The mean of the range in closed form for n = 2 to 5, its square for 2 and 3: lecture notes of Montana
    # State University, STAT 528, sec. 6.1; also Mathematics 13 (2025) 1537.
    a, root = math.asin(1 / 3), math.sqrt(math.pi)
    first = {2: 2, 3: 3, 4: 3 * (1 + 2 * a / math.pi), 5: 5 / 2 * (1 + 6 * a / math.pi)}
    for n, top in first.items():
        assert quality.constants(n).d2 == pytest.approx(top / root, abs=1e-12)
    for n, square in {2: 2.0, 3: 2 + 3 * math.sqrt(3) / math.pi}.items():
        assert quality.constants(n).d3 == pytest.approx(math.sqrt(square - (first[n] / root) ** 2), abs=1e-12)


def test_constants_of_the_textbooks_table():
    # Montgomery, Appendix VI (also ASTM MNL 7, Table 16): A2, A3, c4, B3, B4, d2, d3, D3, D4.
    table = {
        2: (1.880, 2.659, 0.7979, 0, 3.267, 1.128, 0.853, 0, 3.267),
        3: (1.023, 1.954, 0.8862, 0, 2.568, 1.693, 0.888, 0, 2.574),
        4: (0.729, 1.628, 0.9213, 0, 2.266, 2.059, 0.880, 0, 2.282),
        5: (0.577, 1.427, 0.9400, 0, 2.089, 2.326, 0.864, 0, 2.114),
        6: (0.483, 1.287, 0.9515, 0.030, 1.970, 2.534, 0.848, 0, 2.004),
        7: (0.419, 1.182, 0.9594, 0.118, 1.882, 2.704, 0.833, 0.076, 1.924),
        8: (0.373, 1.099, 0.9650, 0.185, 1.815, 2.847, 0.820, 0.136, 1.864),
        9: (0.337, 1.032, 0.9693, 0.239, 1.761, 2.970, 0.808, 0.184, 1.816),
        10: (0.308, 0.975, 0.9727, 0.284, 1.716, 3.078, 0.797, 0.223, 1.777),
        15: (0.223, 0.789, 0.9823, 0.428, 1.572, 3.472, 0.756, 0.347, 1.653),
        20: (0.180, 0.680, 0.9869, 0.510, 1.490, 3.735, 0.729, 0.415, 1.585),
        25: (0.153, 0.606, 0.9896, 0.565, 1.435, 3.931, 0.708, 0.459, 1.541),
    }
    names = ("A2", "A3", "c4", "B3", "B4", "d2", "d3", "D3", "D4")
    for n, row in table.items():
        for name, printed in zip(names, row, strict=True):
            # Half a unit of the last digit, and a little: tables were reckoned from rounded d2 and d3.
            slack = 6e-5 if name == "c4" else 1.01e-3 if name in ("D3", "D4") else 6e-4
            assert getattr(quality.constants(n), name) == pytest.approx(printed, abs=slack), (n, name)


def test_d2_star_of_duncans_table():
    # Duncan, Quality Control and Industrial Statistics, Table D3 for m = 2 (as in JASP's msaGaugeRR): g = 1
    # to 20; and AIAG's K2 for 2 and 3 appraisers, K3 for 10 parts, K1 for 2 and 3 trials.
    printed = [1.41421, 1.27931, 1.23105, 1.20621, 1.19105, 1.18083, 1.17348, 1.16794, 1.16361, 1.16014]
    for groups, value in enumerate(printed, start=1):
        assert quality.d2_star(2, groups) == pytest.approx(value, abs=3e-5)
    assert quality.d2_star(2, 20) == pytest.approx(1.14437, abs=3e-5)
    assert 1 / quality.d2_star(2, 1) == pytest.approx(0.7071, abs=6e-5)
    assert 1 / quality.d2_star(3, 1) == pytest.approx(0.5231, abs=6e-5)
    assert 1 / quality.d2_star(10, 1) == pytest.approx(0.3146, abs=6e-5)
    assert 1 / quality.constants(3).d2 == pytest.approx(0.5908, abs=6e-5)
    assert 1 / quality.constants(2).d2 == pytest.approx(0.8862, abs=6e-5)


# ---- charts for variables -------------------------------------------------------------------------------


def test_piston_rings_of_qcc():
    # R's qcc 2.7, qcc(diameter[1:25,], type = "xbar"), "R" and "S". qcc takes d2 = 2.326.
    averages, ranges = quality.xbar_r(RINGS)
    assert averages.centre == pytest.approx(74.00118, abs=5e-6)
    assert (averages.lcl, averages.ucl) == pytest.approx((73.98805, 74.0143), abs=6e-6)
    assert averages.sigma * math.sqrt(5) == pytest.approx(0.009785039, rel=5e-5)
    assert ranges.centre == pytest.approx(0.02276)
    assert (ranges.lcl, ranges.ucl) == (0, pytest.approx(0.04812533, rel=5e-5))
    averages, deviations = quality.xbar_s(RINGS)
    assert deviations.centre == pytest.approx(0.009240037, abs=1e-9)
    assert averages.sigma * math.sqrt(5) == pytest.approx(0.009829977, rel=1e-6)
    assert (deviations.lcl, deviations.ucl) == (0, pytest.approx(0.019302416, rel=1e-6))
    assert averages.out_of_control == deviations.out_of_control == []
    # qcc(..., nsigmas = 2): the first sample above, the fourteenth below.
    assert np.flatnonzero(averages.z > 2).tolist() == [0]
    assert np.flatnonzero(averages.z < -2).tolist() == [13]


def test_piston_rings_of_the_book():
    # Montgomery, Example 6.3: 74.001, s = 0.0094; 74.014 and 73.988; 0 and 0.0196.
    averages, deviations = quality.xbar_s(BOOK_RINGS)
    assert round(averages.centre, 3) == 74.001
    assert round(deviations.centre, 4) == 0.0094
    assert (round(averages.lcl, 3), round(averages.ucl, 3)) == (73.988, 74.015)  # 74.014 from rounded numbers
    assert deviations.lcl == 0 and round(deviations.ucl, 4) == 0.0196


def test_piston_rings_of_unequal_sizes():
    # Montgomery, sec. 6.3.2, Example 6.4: grand mean 74.001, s = 0.0103, and the limits of sizes 5, 4 and 3,
    # there from rounded numbers.
    averages, deviations = quality.xbar_s(ragged())
    assert round(averages.centre, 3) == 74.001
    assert round(deviations.centre, 4) == 0.0103
    printed = {5: (73.986, 74.016, 0.022), 4: (73.984, 74.018, 0.023), 3: (73.981, 74.021, 0.026)}
    for place, size in enumerate(deviations.sizes):
        low, high, top = printed[int(size)]
        assert averages.lcl[place] == pytest.approx(low, abs=7e-4)
        assert averages.ucl[place] == pytest.approx(high, abs=7e-4)
        assert (deviations.lcl[place], deviations.ucl[place]) == (0, pytest.approx(top, abs=7e-4))


def test_averages_of_unequal_sizes_from_ranges_as_in_qcc():
    # R's qcc, help(qcc), "variable control limits": center 74.00075, standard deviation 0.009856701 (with d2
    # to three decimals), limits of samples 1 to 3.
    rows = [*ragged()[:20], RINGS[20], *ragged()[21:]]
    averages, _ = quality.xbar_r(rows)
    assert averages.centre == pytest.approx(74.00075, abs=5e-6)
    assert averages.sigma[0] * math.sqrt(5) == pytest.approx(0.009856701, rel=1e-4)
    assert averages.lcl[:3] == pytest.approx([73.98753, 73.98368, 73.98753], abs=6e-6)
    assert averages.ucl[:3] == pytest.approx([74.01398, 74.01782, 74.01398], abs=6e-6)


def test_hard_bake_process():
    # Montgomery, Example 6.1: 1.5056, 0.32521; 1.69325 and 1.31795; 0 and 0.68749; nothing out of control.
    averages, ranges = quality.xbar_r(HARD_BAKE)
    assert round(averages.centre, 4) == 1.5056
    assert round(ranges.centre, 5) == 0.32521
    assert (averages.ucl, averages.lcl) == pytest.approx((1.69325, 1.31795), abs=1e-4)
    assert (ranges.lcl, ranges.ucl) == (0, pytest.approx(0.68749, abs=3e-4))
    assert averages.out_of_control == ranges.out_of_control == []


def test_hard_bake_process_goes_on():
    # Montgomery, Figure 6.4: with the limits of the first 25 samples, 43 and 45 lie above.
    averages, ranges = quality.xbar_r(HARD_BAKE + HARD_BAKE_LATER, base=25, labels=range(1, 46))
    assert averages.out_of_control == [43, 45]
    assert ranges.out_of_control == []
    assert round(averages.centre, 4) == 1.5056


def test_individuals_of_the_nist_handbook():
    # NIST/SEMATECH e-Handbook, 6.3.2.2: 50.81, 1.8778; 55.8041 and 45.8159 (with d2 = 1.128).
    x = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    single, moving = quality.individuals(x)
    assert single.centre == pytest.approx(50.81)
    assert round(moving.centre, 4) == 1.8778
    assert (single.ucl, single.lcl) == pytest.approx((55.8041, 45.8159), abs=2e-3)
    assert moving.ucl == pytest.approx(3.267 * 1.8778, abs=2e-3)
    assert single.out_of_control == moving.out_of_control == []


def test_individuals_of_qcc():
    # R's qcc, type = "xbar.one": viscosity (Montgomery, p. 242) 33.52333, 0.4261651, 32.24484 and 34.80183;
    # water in antifreeze (Wetherill and Brown 1991, p. 120) 2.569706, 0.1794541, 2.031344 and 3.108068.
    viscosity = [
        33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84,
    ]  # fmt: skip
    water = [
        2.23, 2.53, 2.62, 2.63, 2.58, 2.44, 2.49, 2.34, 2.95, 2.54, 2.60, 2.45, 2.17, 2.58, 2.57, 2.44, 2.38,
        2.23, 2.23, 2.54, 2.66, 2.84, 2.81, 2.39, 2.56, 2.70, 3.00, 2.81, 2.77, 2.89, 2.54, 2.98, 2.35, 2.53,
    ]  # fmt: skip
    for x, centre, sigma, low, high in [
        (viscosity, 33.52333, 0.4261651, 32.24484, 34.80183),
        (water, 2.569706, 0.1794541, 2.031344, 3.108068),
    ]:
        chart, _ = quality.individuals(x)
        assert chart.centre == pytest.approx(centre, rel=1e-6)
        # qcc takes d2 = 1.128.
        rounded = quality.constants(2).d2 / 1.128
        assert chart.sigma * rounded == pytest.approx(sigma, rel=1e-6)
        half = (chart.ucl - chart.centre) * rounded
        assert (chart.centre - half, chart.centre + half) == pytest.approx((low, high), rel=1e-6)


# ---- charts for attributes ------------------------------------------------------------------------------


def test_cans_of_orange_juice():
    # NIST/SEMATECH e-Handbook, 6.3.3.2 (0.2313, 0.4102, 0.0524); R's qcc: 0.2313333, 0.05242755, 0.4102391,
    # points 15 and 23 beyond; without these 0.215, 0.04070284, 0.3892972, and now point 21 is beyond, too.
    numbers = range(1, 31)
    chart = quality.p_chart(JUICE, 50, labels=numbers)
    assert chart.centre == pytest.approx(0.2313333, abs=5e-8)
    assert (chart.lcl, chart.ucl) == pytest.approx((0.05242755, 0.4102391), abs=5e-8)
    assert chart.out_of_control == [15, 23]
    again = quality.p_chart(JUICE, 50, labels=numbers, without=chart.out_of_control)
    assert again.centre == pytest.approx(0.215)
    assert (again.lcl, again.ucl) == pytest.approx((0.04070284, 0.3892972), abs=5e-8)
    assert again.out_of_control == [15, 21, 23]


def test_a_lower_limit_that_would_be_negative():
    # R's qcc, data set orangejuice2 (Montgomery, Table 7.3): share 0.1108333 of 50 gives 0 and 0.2440207.
    chart = quality.p_chart([5, 6], 50, standard=0.1108333333)
    assert (chart.lcl, chart.ucl) == (0, pytest.approx(0.2440207, abs=5e-8))


def test_np_chart_of_defective_wafers():
    # R's qcc, type = "np", sizes = 200, as printed on RPubs (1407328): center 7.14, 0 and 15.01184.
    counts = [
        8, 7, 11, 3, 6, 11, 4, 4, 5, 8, 8, 6, 7, 6, 10, 7, 9, 5, 6, 8, 8, 10, 4, 11, 4,
        11, 6, 6, 9, 5, 4, 7, 5, 7, 8, 5, 10, 9, 7, 9, 4, 9, 4, 7, 11, 8, 10, 8, 7, 5,
    ]  # fmt: skip
    chart = quality.np_chart(counts, 200)
    assert chart.centre == pytest.approx(7.14)
    assert (chart.lcl, chart.ucl) == (0, pytest.approx(15.01184, abs=5e-6))
    assert chart.out_of_control == []


def test_c_chart_of_wafers():
    # NIST/SEMATECH e-Handbook, 6.3.3.1: 400 defects on 25 wafers, 16, 28 and 4; wafers 3 and 24 at or above.
    counts = [
        16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13,
    ]  # fmt: skip
    chart = quality.c_chart(counts)
    assert (chart.centre, chart.lcl, chart.ucl) == (16, 4, 28)
    # 28 lies exactly on the limit, and is not beyond it.
    assert chart.out_of_control == [23]


def test_c_chart_of_printed_circuit_boards():
    # Montgomery, Example 7.3 (Table 7.8): 516 defects in 26 samples, 19.85; 33.22 and 6.48; samples 6 and 20.
    counts = [
        21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15,
    ]  # fmt: skip
    chart = quality.c_chart(counts, labels=range(1, 27))
    assert round(chart.centre, 2) == 19.85
    assert (round(chart.ucl, 2), round(chart.lcl, 2)) == pytest.approx((33.22, 6.48), abs=0.011)
    assert chart.out_of_control == [6, 20]
    # Without the two: 472 in 24 samples, 19.67; 32.97 and 6.36.
    again = quality.c_chart(counts, labels=range(1, 27), without=[6, 20])
    assert (round(again.centre, 2), round(again.ucl, 2), round(again.lcl, 2)) == (19.67, 32.97, 6.36)


# ---- run rules ------------------------------------------------------------------------------------------


def test_run_lengths_of_champ_and_woodall():
    # Champ and Woodall, Technometrics 29 (1987), Table 1: rule 1; 1 and 2; 1 and 3; 1 and 4; all four, for
    # shifts of 0 to 3 sigma. NIST e-Handbook, 6.3.2, quotes 371 and 91.75.
    printed = {
        (1,): (370.40, 200.08, 43.89, 6.30, 2.00),
        (1, 2): (225.44, 104.46, 20.01, 3.65, 1.68),
        (1, 3): (166.05, 63.88, 12.66, 3.68, 1.89),
        (1, 4): (152.73, 59.76, 14.58, 4.89, 1.99),
        (1, 2, 3, 4): (91.75, 36.61, 9.22, 3.13, 1.67),
    }
    for rules, row in printed.items():
        for shift, length in zip((0, 0.4, 1, 2, 3), row, strict=True):
            assert quality.average_run_length(shift, only=rules) == pytest.approx(length, abs=0.0051)


def test_a_run_of_so_many_on_one_side():
    # Feller, An Introduction to Probability Theory, XIII.7: a run of r heads or tails takes 2^r - 1 tosses.
    assert quality.average_run_length(only=[4]) == pytest.approx(2**8 - 1)
    assert quality.average_run_length(rules="nelson", only=[2]) == pytest.approx(2**9 - 1)


def test_fifteen_in_the_inner_zone():
    # Feller, same place: a run of r of chance p takes (1 - p^r) / (p^r (1 - p)); p = 0.6826895.
    p = math.erf(1 / math.sqrt(2))
    expected = (1 - p**15) / (p**15 * (1 - p))
    assert quality.average_run_length(rules="nelson", only=7) == pytest.approx(expected)


# ---- capability -----------------------------------------------------------------------------------------


def test_capability_of_the_nist_handbook():
    # NIST/SEMATECH e-Handbook, 6.1.6: limits 8 and 20, mean 16, sigma 2: 1.0, 1.3333, 0.6667, 0.6667.
    result = quality.capability(exactly(16, 2, 50), 8, 20, sigma=2)
    assert (result.cp, result.cpl, result.cpu, result.cpk) == pytest.approx((1, 4 / 3, 2 / 3, 2 / 3))
    assert (result.pp, result.ppl, result.ppu, result.ppk) == pytest.approx((1, 4 / 3, 2 / 3, 2 / 3))


def test_capability_of_the_piston_rings_in_qcc():
    # R's qcc, process.capability(spec.limits = c(73.95, 74.05)): Cp 1.70, Cp_l 1.74, Cp_u 1.66, Cp_k 1.66,
    # Cpm 1.69; nothing outside.
    result = quality.capability(RINGS, 73.95, 74.05)
    assert [round(one, 2) for one in result[:5]] == [1.70, 1.74, 1.66, 1.66, 1.69]
    assert result.outside == 0


def test_capability_of_the_hard_bake_process():
    # Montgomery, Example 6.1: limits 1.00 and 2.00, sigma 0.1398, Cp 1.192, 0.00035 nonconforming.
    result = quality.capability(HARD_BAKE, 1.00, 2.00)
    assert round(result.sigma, 4) == 0.1398
    assert round(result.cp, 3) == 1.192
    assert result.expected_outside == pytest.approx(0.00035, abs=6e-6)


def test_one_sided_capability_of_bottles():
    # Montgomery, Example 8.2: strength 264, sigma 32, at least 200: 0.67.
    result = quality.capability(exactly(264, 32, 100), 200, None, sigma=32)
    assert round(result.cpl, 2) == round(result.cpk, 2) == 0.67
    assert result.cp is result.cpu is result.cpm is result.pp is None


def test_cpm_of_two_processes_of_montgomery():
    # Montgomery, Example 8.3: T 50, limits 35 and 65, means 50 and 57.5, sigmas 5 and 2.5: cpk 1.0 both;
    # cpm 1.0 and 0.63.
    one = quality.capability(exactly(50, 5, 50), 35, 65, target=50, sigma=5)
    other = quality.capability(exactly(57.5, 2.5, 50), 35, 65, target=50, sigma=2.5)
    assert (one.cpk, other.cpk) == pytest.approx((1.0, 1.0))
    assert (round(one.cpm, 2), round(other.cpm, 2)) == (1.00, 0.63)


def test_how_sure_the_indices_are():
    # Montgomery, Example 8.5 (Bissell's interval): 0.88 to 1.78; Example 8.4: 1.57 to 3.01.
    assert [round(end, 2) for end in quality.cpk_interval(1.33, 20)] == [0.88, 1.78]
    assert [round(end, 2) for end in quality.cp_interval(2.29, 20)] == [1.57, 3.01]


# ---- gauge studies --------------------------------------------------------------------------------------


def test_aiag_by_average_and_range():
    # AIAG, Measurement Systems Analysis, 4th ed., the report of the study: EV 0.20188, AV 0.22963,
    # GRR 0.30575, PV 1.10456, TV 1.14610; 17.62, 20.04, 26.68 and 96.38 %; ndc 5.
    result = quality.gauge_rr(study(AIAG))
    sources = ["repeatability", "reproducibility", "gauge", "part", "total"]
    printed = [0.20188, 0.22963, 0.30575, 1.10456, 1.14610]
    assert list(result.deviations[sources]) == pytest.approx(printed, abs=2e-4)
    percents = [17.62, 20.04, 26.68, 96.38]
    assert list(result.percent_of_study_variation[sources[:4]]) == pytest.approx(percents, abs=0.02)
    assert result.ndc == 5


def test_aiag_by_analysis_of_variance():
    # AIAG, 4th ed., the ANOVA report of the same study; Minitab, "Example of Crossed Gage R&R Study", with a
    # tolerance of 8.
    result = quality.gauge_rr(study(AIAG), method="anova", tolerance=8)
    assert list(result.anova["df"]) == [9, 2, 18, 60]
    assert list(result.anova["ss"]) == pytest.approx([88.3619, 3.1673, 0.3590, 2.7589], abs=6e-5)
    assert list(result.anova["ms"]) == pytest.approx([9.81799, 1.58363, 0.01994, 0.04598], abs=6e-6)
    assert list(result.anova["f"][:3]) == pytest.approx([492.291, 79.406, 0.434], abs=6e-4)
    assert round(result.anova["p"]["inspector by part"], 3) == 0.974
    assert result.pooled
    sources = ["gauge", "repeatability", "reproducibility", "part", "total"]
    variances = [0.09143, 0.03997, 0.05146, 1.08645, 1.17788]
    assert list(result.components[sources]) == pytest.approx(variances, abs=6e-6)
    assert list(result.percent_of_contribution[sources[:4]].round(2)) == [7.76, 3.39, 4.37, 92.24]
    assert list(result.percent_of_study_variation[sources[:4]].round(2)) == [27.86, 18.42, 20.90, 96.04]
    assert list(result.percent_of_tolerance[["gauge", "part"]].round(2)) == [22.68, 78.17]
    assert result.ndc == 4


def test_thermal_impedance_with_its_interaction():
    # Montgomery, Tables 8.8 and 8.9 (also SAS, PROC VARCOMP, method GRR): F 162.27, 7.28, 5.27; variances
    # 48.29 (part), 0.56 (inspector), 0.73 (interaction), 0.51 (repeatability).
    result = quality.gauge_rr(study(HOUF), method="anova")
    assert list(result.anova["f"][:3].round(2)) == [162.27, 7.28, 5.27]
    assert not result.pooled
    sources = ["part", "inspector", "inspector by part", "repeatability"]
    assert list(result.components[sources].round(2)) == [48.29, 0.56, 0.73, 0.51]
    assert result.components["gauge"] == pytest.approx(0.51 + 0.56 + 0.73, abs=0.01)


# ---- yields, rates and shares ---------------------------------------------------------------------------


def test_sigma_levels_of_the_six_sigma_table():
    # The table of Harry and Schroeder, Six Sigma (2000), with the shift of 1.5.
    for rate, level in [(691_462, 1), (308_538, 2), (66_807, 3), (6_210, 4), (233, 5), (3.4, 6)]:
        assert quality.sigma_level(rate) == pytest.approx(level, abs=6e-4)


def test_power_of_rs_documentation():
    # R, help(power.prop.test): n = 50, 0.50 and 0.75 gives 0.7401659; power 0.90 asks for n = 76.7.
    assert quality.chance_to_see(0.50, 0.75, 50) == pytest.approx(0.7401659, abs=1e-6)
    assert quality.parts_to_see(0.50, 0.75, power=0.90) == math.ceil(76.7)
    assert quality.chance_to_see(0.50, 0.75, 76.7069) == pytest.approx(0.90, abs=1e-6)
