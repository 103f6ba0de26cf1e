"""Lesson 02 (how the cases are read is said in cases/timestudy.py)."""

import pandas as pd

from shopfloor.methods import careers

WAGES = pd.DataFrame({
    "year": [2019, 2024], "soc": "17-3026", "title": "Industrial Engineering Technologists and Technicians",
    "annual_p10": [35_000, 41_970], "annual_p25": [44_000, 50_850], "annual_median": [56_550, 64_790],
    "annual_p75": [72_000, 79_040], "annual_p90": [89_000, 99_490], "method_break": False,
})  # fmt: skip
PRICES = {2019: 255.657, 2024: 313.689}


def other(**columns):
    return WAGES.assign(**columns)


CASES = {
    # NIST/SEMATECH e-Handbook 7.2.6.2: the 90th percentile of these 12 is 95.1981.
    "percentile, exclusive": {
        "method": careers.percentile,
        "inputs": {"data": [95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.0610, 95.1591, 95.1195, 95.1065,
                            95.0925, 95.1990,
                            95.1682], "percent": 90, "method": "exclusive"},
        "results": lambda value: {"percentile_value": value},
        "published": {"percentile_value": (95.1981, 0.00005)},
        "change": {"values_given": [15, 20, 35, 40, 50], "percent_below": 40, "method": "inclusive"},
        "changed": {"data": [15, 20, 35, 40, 50], "percent": 40},
    },
    "percentile": {
        "method": careers.percentile,
        "inputs": {"data": [15, 20, 35, 40, 50], "percent": 40, "unit": "$"},
        "results": lambda value: {"percentile_value": value},
        "published": {"percentile_value": (29, 1e-9), "median_value": (35, 0), "mean": (32, 0)},
        "change": {"values_given": [10, 7, 3, 9, 4, 4, 8], "percent_below": 99, "method": "exclusive"},
        "changed": {"data": [10, 7, 3, 9, 4, 4, 8], "percent": 99, "method": "exclusive"},
    },
    "percentile_rank": {
        "method": careers.percentile_rank,
        "inputs": {"value": 3, "data": [1, 2, 3, 3, 4]},
        "results": lambda percent: {"percent_rank": percent},
        "published": {"percent_rank": (60, 1e-9)},
        "change": {"asked": 4, "values_given": [1, 4, 4, 3, 4, 9], "ties": "up to"},
        "changed": {"value": 4, "data": [1, 4, 4, 3, 4, 9], "ties": "up to"},
    },
    "weighted_mean": {
        "method": careers.weighted_mean,
        "inputs": {"data": [50_000, 80_000], "weights": [3, 1]},
        "results": lambda mean: {"mean": mean},
        "published": {"mean": (57_500, 1e-9)},
        "change": {"value_given": [50_000, 75_000, 90_000], "weight": [3, 2, 0.5]},
        "changed": {"data": [50_000, 75_000, 90_000], "weights": [3, 2, 0.5]},
    },
    "percentile_of": {
        "method": careers.percentile_of,
        "inputs": {"wage": 60_000, "occupation": "17-3026", "year": 2024, "wages": WAGES},
        "results": lambda found: {"position": float(found)},
        "change": {"wage": 50_000, "known_wage": [40_000, 50_000, 50_000, 70_000, 90_000],
                   "known_percent": [10, 25, 50, 75, 90]},
        "same": ["known_percent"],
        "changed": {"wage": 50_000, "occupation": "17-3026", "year": 2024,
                    "wages": other(annual_p10=40_000, annual_p25=50_000, annual_median=50_000,
                                   annual_p75=70_000,
                                   annual_p90=90_000)},
    },
    "percentile_of beyond the published": {
        "method": careers.percentile_of,
        "inputs": {"wage": 30_000, "occupation": "17-3026", "year": 2024, "table": WAGES},
        "results": lambda found: {"position": float(found)},
        "change": {"wage": 100_000, "known_wage": [40_000, 50_000, 60_000, 70_000, 90_000],
                   "known_percent": [10, 25, 50, 75, 90]},
        "same": ["known_percent"],
        "changed": {"wage": 100_000, "occupation": "17-3026", "year": 2024, "wages": WAGES},
    },
    # The opening figure of lesson 02: up 14.6 % in dollars, down 6.6 % after prices.
    "real_growth": {
        "method": careers.real_growth,
        "inputs": {"occupation": "17-3026", "start": 2019, "end": 2024, "wages": WAGES, "prices": PRICES},
        "results": lambda found: {
            "nominal_growth": found.nominal, "price_growth": found.prices, "real_growth": found.real,
            "nominal_per_year": found.nominal_per_year, "real_per_year": found.real_per_year,
        },
        "published": {"nominal_growth": (0.146, 0.0005), "real_growth": (-0.066, 0.0005)},
        "change": {"start": 2018, "end": 2024, "pay_start": 50_000, "pay_end": 66_000, "price_start": 250,
                   "price_end": 320},
        "same": ["end"],
        "changed": {"occupation": "17-3026", "start": 2018, "end": 2024, "prices": {2018: 250, 2024: 320},
                    "wages": other(year=[2018, 2024], annual_median=[50_000, 66_000])},
    },
    "in_dollars_of": {
        "method": careers.in_dollars_of,
        "inputs": {"amount": 56_550, "year": 2019, "to_year": 2024, "prices": PRICES},
        "results": lambda amount: {"amount_now": amount},
        "published": {"amount_now": (69_386, 0.5)},
        "change": {"amount": 20, "price_own": 200, "price_other": 313},
        "changed": {"amount": 20, "year": 2010, "to_year": 2025, "prices": {2010: 200, 2025: 313}},
    },
    "growth_per_year": {
        "method": careers.growth_per_year,
        "inputs": {"before": 74_600, "after": 75_900, "years": 10},
        "results": lambda growth: {"per_year": growth},
        "published": {"per_year": (0.0017, 0.00005)},
        "change": {"before": 100, "after": 90, "years": 3},
        "changed": {"before": 100, "after": 90, "years": 3},
    },
}  # fmt: skip
