"""Where the kernel leaves its settings. Nothing here reads them: no other host is asked."""

_PIPLITE_DISABLE_PYPI = True
_PIPLITE_URLS: list[str] = []
