"""Quality: control charts, run rules, capability, gauge studies, yields.

Measured values may be in any unit, one unit per call. Shares and yields are fractions (0.04, not 4), except
where a name says percent. A chart's ``out_of_control`` and all results are plain Python numbers and lists, or
tables. Whatever is impossible is answered with a ValueError in words.

- charts for variables: ``xbar_r``, ``xbar_s``, ``individuals``; for attributes: ``p_chart``, ``np_chart``,
  ``u_chart``, ``c_chart``; each gives a ``Chart``; ``constants`` are the numbers behind them
- patterns: ``run_rules`` (``RULES`` says them in words), and what they cost: ``average_run_length``
- capability: ``capability``, ``cp_interval``, ``cpk_interval``
- the gauge: ``gauge_rr``
- yields and rates: ``first_pass_yield``, ``rolled_throughput_yield``, ``dpmo``, ``sigma_level``
- before and after: ``parts_to_see``, ``chance_to_see``, ``compare_shares``

Sources: Montgomery, *Introduction to Statistical Quality Control* (sections as in the 6th and 7th ed.);
NIST/SEMATECH *e-Handbook of Statistical Methods*, chapters 6 and 7; Western Electric, *Statistical Quality
Control Handbook* (1956); Nelson, Journal of Quality Technology 16 (1984); AIAG, *Measurement Systems
Analysis*.
"""

from shopfloor.methods.capability import Capability, capability, cp_interval, cpk_interval
from shopfloor.methods.chart_constants import Constants, constants, d2_star
from shopfloor.methods.control_charts import (
    Chart,
    c_chart,
    individuals,
    np_chart,
    p_chart,
    u_chart,
    xbar_r,
    xbar_s,
)
from shopfloor.methods.gauge import GaugeStudy, gauge_rr
from shopfloor.methods.proportions import Comparison, chance_to_see, compare_shares, parts_to_see
from shopfloor.methods.run_length import average_run_length
from shopfloor.methods.run_rules import RULES, run_rules
from shopfloor.methods.yields import dpmo, first_pass_yield, rolled_throughput_yield, sigma_level

__all__ = [
    "RULES",
    "Capability",
    "Chart",
    "Comparison",
    "Constants",
    "GaugeStudy",
    "average_run_length",
    "c_chart",
    "capability",
    "chance_to_see",
    "compare_shares",
    "constants",
    "cp_interval",
    "cpk_interval",
    "d2_star",
    "dpmo",
    "first_pass_yield",
    "gauge_rr",
    "individuals",
    "np_chart",
    "p_chart",
    "parts_to_see",
    "rolled_throughput_yield",
    "run_rules",
    "sigma_level",
    "u_chart",
    "xbar_r",
    "xbar_s",
]
