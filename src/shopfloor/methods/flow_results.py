"""How a result looks in a notebook: numbers to four figures, tables below."""

import pandas as pd

__all__ = ["readable", "short"]


def short(value):
    """A number to four significant figures, anything else as it is.

    >>> short(0.6666666), short(1234567.0), short("mill")
    ('0.6667', '1234567', 'mill')
    """
    if not isinstance(value, float):
        return str(value)
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def readable(result):
    """A result's fields in one line, and its tables below it. Serves as the ``__repr__`` of results."""
    named = result._asdict() if hasattr(result, "_asdict") else vars(result)
    shown = {name: value for name, value in named.items() if not name.startswith("_")}
    line = ", ".join(
        f"{name} {short(value)}" for name, value in shown.items() if not isinstance(value, pd.DataFrame)
    )
    tables = [value for value in shown.values() if isinstance(value, pd.DataFrame)]
    return "\n".join(
        [
            f"{type(result).__name__}: {line}",
            *(table.to_string(index=False, float_format=short) for table in tables),
        ]
    )
