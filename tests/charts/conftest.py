import pandas as pd
import pytest


@pytest.fixture
def record():
    """Four cycles, with everything a chart must mark: a foreign row, a rare element, a slip."""
    rows = [
        (1, 1, "A", 0.20), (2, 1, "B", 0.50),
        (3, 2, "A", 0.24), (4, 2, "F", 1.50), (5, 2, "B", 0.54),
        (6, 3, "A", 0.90), (7, 3, "B", -0.10),
        (8, 4, "A", 0.22), (9, 4, "B", 0.52), (10, 4, "E", 0.80),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["observation", "cycle", "element", "time_min"])
    return table.assign(operation="pack a carton")
