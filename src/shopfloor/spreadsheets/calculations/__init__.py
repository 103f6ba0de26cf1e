"""Which methods have a workbook. A module here for each module of ``shopfloor.methods``; its functions carry
the names of the methods, take their arguments, and describe the sheet."""

from importlib import import_module

_MODULES = (
    "careers",
    "motion",
    "timestudy",
    "worksampling",
    "learning",
    "balancing",
    "flow",
    "valuestream",
    "oee",
    "quality",
)


def catalog():
    """Name such as "timestudy.standard_time" -> the function that describes its sheet."""
    found = {}
    for module in _MODULES:
        described = import_module(f"{__name__}.{module}").CALCULATIONS
        found |= {f"{module}.{build.__name__}": build for build in described}
    return found


def names():
    """The methods that have a workbook, in the order of the course."""
    return list(catalog())


def find(method):
    """The name and the description of a method; (None, None) where it has no workbook.

    >>> from shopfloor.methods import timestudy
    >>> find(timestudy.standard_time)[0]
    'timestudy.standard_time'
    """
    called = getattr(method, "__name__", None)
    for name, build in catalog().items():
        module, function = name.split(".")
        # A method may live in a private neighbour of the module that makes it public.
        if (
            function == called
            and getattr(import_module(f"shopfloor.methods.{module}"), function, None) is method
        ):
            return name, build
    return None, None
