"""Motion study: where the effort goes, and whether a better method is a safe one.

Process charts and the comparison of two methods, two-hand charts by therbligs, travel on a floor plan, and
the NIOSH lifting index. Times and distances are in the units of the table, which its headings name
(``time_min``, ``distance_m``); shares are fractions. Whatever is impossible is answered with a ValueError in
words.

Sources: Frank B. and Lillian M. Gilbreth, *Process Charts* (ASME, 1921) and their articles on therbligs
(1924); ASME Standard 101 (1947); Barnes, *Motion and Time Study* (7th ed. 1980); Kanawaty (ed.),
*Introduction to Work Study*, ILO, 4th ed. 1992; Waters, Putz-Anderson and Garg, *Applications Manual for the
Revised NIOSH Lifting Equation* (1994, revised 2021).
"""

from shopfloor.methods.floor_travel import travel, travel_legs
from shopfloor.methods.hand_charts import THERBLIGS, Therblig, TwoHanded, two_handed
from shopfloor.methods.lifting import (
    CompositeLiftingIndex,
    LiftingIndex,
    composite_lifting_index,
    lifting_index,
)
from shopfloor.methods.work_charts import (
    SYMBOLS,
    MethodComparison,
    OpenHazard,
    ProcessChart,
    RaisedRisk,
    compare_methods,
    process_chart,
)

__all__ = [
    "SYMBOLS",
    "THERBLIGS",
    "CompositeLiftingIndex",
    "LiftingIndex",
    "MethodComparison",
    "OpenHazard",
    "ProcessChart",
    "RaisedRisk",
    "Therblig",
    "TwoHanded",
    "compare_methods",
    "composite_lifting_index",
    "lifting_index",
    "process_chart",
    "travel",
    "travel_legs",
    "two_handed",
]
