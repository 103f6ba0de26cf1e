"""Puts the front end of a widget together, with no build step and nothing fetched."""

from importlib.resources import files


def assemble(*paths: str) -> str:
    """The text of several files of this package, in the order given, as one file.

    The JavaScript parts share one module scope: a part uses what earlier parts define, and only the
    last one has an ``export``. So the widget is one string, which works wherever a notebook does.

    >>> "createOperator" in assemble("operator/operator.js")
    True
    """
    here = files("shopfloor.widgets")
    return "\n".join(here.joinpath(*path.split("/")).read_text(encoding="utf-8") for path in paths)
