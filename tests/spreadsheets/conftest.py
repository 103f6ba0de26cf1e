import pandas as pd
import pytest


@pytest.fixture
def record():
    """One operation, five cycles: a foreign row, an element done once in five cycles, a slip of the watch."""
    rows = [
        (1, 1, "A", 0.20, ""), (2, 1, "B", 0.71, ""),
        (3, 2, "A", 0.93, ""), (4, 2, "F", 2.43, "answered the telephone"), (5, 2, "B", 2.95, ""),
        (6, 3, "A", 3.61, "two digits swapped: 3.16"), (7, 3, "B", 3.47, ""),
        (8, 4, "A", 3.69, ""), (9, 4, "B", 4.20, "=tight thread"),
        (10, 5, "A", 4.41, ""), (11, 5, "B", 4.93, ""), (12, 5, "E", 5.73, "fetches cartons"),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["observation", "cycle", "element", "reading_min", "remark"])
    table.insert(0, "operation", "pack a carton")
    return table
