"""The sheets of lesson 14, gathered."""

from shopfloor.spreadsheets.calculations.capability import capability, gauge_rr
from shopfloor.spreadsheets.calculations.control_charts import (
    c_chart,
    individuals,
    np_chart,
    p_chart,
    u_chart,
    xbar_r,
    xbar_s,
)
from shopfloor.spreadsheets.calculations.yields import (
    chance_to_see,
    compare_shares,
    dpmo,
    first_pass_yield,
    parts_to_see,
    rolled_throughput_yield,
    sigma_level,
)

CALCULATIONS = (
    xbar_r,
    xbar_s,
    individuals,
    p_chart,
    np_chart,
    u_chart,
    c_chart,
    capability,
    gauge_rr,
    first_pass_yield,
    rolled_throughput_yield,
    dpmo,
    sigma_level,
    parts_to_see,
    chance_to_see,
    compare_shares,
)
