"""Import this before whatever imports jsonschema: it then comes without its check of international addresses.

That check, of a format that no notebook's schema names, brings a grammar which is worked out at each start and takes
longer than everything else that grading imports. Afterwards whoever wants the grammar can import it.
"""

import sys

_GRAMMAR = "rfc3987_syntax"

if _GRAMMAR not in sys.modules:
    sys.modules[_GRAMMAR] = None  # an import of it fails
    try:
        import jsonschema  # noqa: F401
    finally:
        del sys.modules[_GRAMMAR]
