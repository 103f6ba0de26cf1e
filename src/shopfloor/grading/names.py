"""Are two names, or two ids, the same? Written by different programs, in different orders and encodings."""

import re
import unicodedata

_DROPPED = re.compile(r"['’‘`´ʼ.]")
_BETWEEN = re.compile(r"[\W_]+")
_EXCEL = re.compile(r'="(.*)"', re.DOTALL)


def plain(text):
    """An id as it is compared: without case, surrounding space, and what spreadsheets put around it.

    Brightspace writes ``#123``, a spreadsheet ``="00123"`` or ``'00123``.

    >>> plain(' #ASilva '), plain('="00123"')
    ('asilva', '00123')
    """
    if found := _EXCEL.fullmatch(text.strip()):
        text = found[1]
    return unicodedata.normalize("NFKC", text.strip().lstrip("#'").strip().casefold())


def words(name):
    """The words of a name, without case and punctuation, composed or decomposed, in the order written.

    >>> words("O’Brien-Silva, Ana")
    ['obrien', 'silva', 'ana']
    """
    return [word for word in _BETWEEN.split(_DROPPED.sub("", plain(name))) if word]


def key(name):
    """The same for "Silva, Ana" and "Ana Silva"; empty for an empty name."""
    return " ".join(sorted(words(name)))


def joined(name):
    """The ways in which Canvas may write the name in one word: its words joined, from any of them on.

    >>> sorted(joined("Ana Maria Silva"))
    ['anamariasilva', 'mariasilvaana', 'silvaanamaria']
    """
    found = words(name)
    return {"".join(found[start:] + found[:start]) for start in range(len(found))}


def without_accents(text):
    """For a last resort only: Müller is not Muller, but one of them may be how a platform writes the other."""
    split = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in split if not unicodedata.combining(sign))
