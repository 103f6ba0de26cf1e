"""A number at the end of a notebook's cell is shown as a number: 18.5, not np.float64(18.5)."""

import sys


def show_plain_numbers():
    """Make NumPy's numbers look like Python's in the running notebook; elsewhere nothing changes.

    Values stay what they are; a format that the learner has set (``%precision 2``) is kept.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return
    text = shell.display_formatter.formatters["text/plain"]

    def number(value, page, cycle):
        page.text(text.float_format % float(value))

    def other(value, page, cycle):
        page.text(repr(value.item()))

    numpy, known = sys.modules.get("numpy"), text.type_printers  # asked for now, before NumPy may come
    for name, printer in {"float64": number, "float32": number, "int64": other, "bool": other}.items():
        if numpy:
            known[getattr(numpy, name)] = printer
        else:
            text.for_type_by_name("numpy", name, printer)
