"""Repairing a page of text that arrived damaged: one named repair for each kind of damage.

A page is a table of its lines (``load("careers/career_page")``: columns line and text). A repair takes the
page and the number of a line, or several, and gives back a new page; the page handed in stays as it is. Line
numbers stay those of the damaged page: lines that a repair adds carry the number of the line they follow, and
a line that is dropped takes its number with it. So repairs can be done in any order.

Each repair also takes a single text in place of the page. A repair that does not fit the line says so instead
of changing it: the damage was another. What is lost for good is marked as missing and never guessed.
"""

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import number
from shopfloor.methods.career_tables import need
from shopfloor.methods.tables import several

__all__ = [
    "Range",
    "date_figure",
    "drop_boilerplate",
    "fix_encoding",
    "fix_range",
    "mark_link",
    "mark_missing",
    "page_changes",
    "page_text",
    "read_range",
    "restore_heading",
]

NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SIGN = r"((?:[$\u20ac\u00a3]\s?)?)"
DASH = r"\s*(?:[-\u2010-\u2014]|\bto\b)\s*"
RANGE = re.compile(rf"{SIGN}({NUMBER}){DASH}{SIGN}({NUMBER})")
EMPTY_LINK = re.compile(r"\(\s*\)|\((?=\s)")


class Range(NamedTuple):
    """The two ends of a range."""

    low: float
    high: float


def fix_encoding(page, lines=None, *, encoding="cp1253"):
    """What did the text say before its bytes were read as the wrong alphabet? Reads them once more, as UTF-8.

    ``page``: a page, with ``lines`` (a number or several; left out: every line that is damaged in this way),
    or a text. ``encoding``: the alphabet it was wrongly read in: "cp1253" is Windows Greek, "cp1252" Windows
    Western. A byte that the alphabet does not know has passed through as it was (as in browsers, by the
    WHATWG Encoding Standard) and goes back as itself.

    A line that came through whole raises ValueError: read once more, it would be destroyed. So repair the
    lines that are damaged, not the whole page.

    >>> fix_encoding("\u0392\u00a310 \u03b2\u20ac\u201d no more")
    '\u00a310 \u2014 no more'
    >>> fix_encoding("\u2713 done")
    Traceback (most recent call last):
    ...
    ValueError: Read once more, '\u2713 done' gives no text: it was not damaged in this way.
    """
    if lines is None and not isinstance(page, str):
        _checked(page)
        lines = [
            int(line)
            for line, text in zip(page["line"], page["text"], strict=True)
            if _reread(text, encoding)
        ]
        if not lines:
            raise ValueError("No line of this page was read in the wrong alphabet.")

    def again(text):
        repaired = _reread(text, encoding)
        if repaired is None:
            raise ValueError(f"Read once more, {_short(text)} gives no text: it was not damaged in this way.")
        return [repaired]

    return _repair(page, lines, again)


def fix_range(page, lines=None, *, encoding="cp1253"):
    """Which two numbers are in a range whose dash went missing? Writes "low to high" in words.

    Who keeps only the digits of "44,000-78,000" reads 4400078000. A damaged dash is first read once more, as
    by ``fix_encoding``. A sign of money before the first number is put before the second as well.

    >>> fix_range("Wanted: 3\u03b2\u20ac\u201d5 years")
    'Wanted: 3 to 5 years'
    >>> fix_range("Pay: $20-25 an hour")
    'Pay: $20 to $25 an hour'
    """

    def in_words(text):
        whole = _reread(text, encoding) or text
        sign_low, low, sign_high, high = _one_range(whole)
        found = RANGE.search(whole)
        written = f"{sign_low}{low} to {sign_high or sign_low}{high}"
        return [whole[: found.start()] + written + whole[found.end() :]]

    return _repair(page, lines, in_words)


def read_range(text, *, encoding="cp1253"):
    """Which two numbers are in a range? Reads a text such as "$20-25 an hour" as its two ends.

    >>> read_range("$44,000\u03b2\u20ac\u201d78,000 a year")
    Range(low=44000.0, high=78000.0)
    """
    text = _text(text)
    _, low, _, high = _one_range(_reread(text, encoding) or text)
    return Range(_value(low), _value(high))


def restore_heading(page, lines, heading):
    """Where did a heading get lost? Puts one in after an empty line, with an empty line after it.

    ``lines``: the number of the empty line after which it stood. ``heading``: its words, as far as one can
    tell; without a mark of its own it becomes a heading of the second level ("## ").

    >>> page = pd.DataFrame({"line": [1, 2, 3], "text": ["# Welder", "", "- Joins metal"]})
    >>> restore_heading(page, 2, "What you do")["text"].to_list()
    ['# Welder', '', '## What you do', '', '- Joins metal']
    """
    if isinstance(page, str):
        raise ValueError("A heading stands between lines: give the page and the number of the empty line.")
    heading = _words_given(heading, "heading")
    marked = heading if heading.startswith("#") else f"## {heading}"

    def put_in(text):
        if text.strip():
            raise ValueError(f"A heading comes after an empty line, and {_short(text)} is not empty.")
        return [text, marked, ""]

    return _repair(page, lines, put_in)


def mark_missing(page, lines=None, *, words="not stated"):
    """Which value is missing? Writes after a colon with nothing behind it that the value is not stated.

    No and yes would be guesses.

    >>> mark_missing("- Shift work:")
    '- Shift work: not stated'
    """

    def mark(text):
        if not text.rstrip().endswith(":"):
            raise ValueError(f"In {_short(text)} no value is missing: it does not end with a colon.")
        return [f"{text.rstrip()} {_words_given(words, 'words')}"]

    return _repair(page, lines, mark)


def drop_boilerplate(page, lines):
    """What does not belong to the page? Takes out advertisements, notices and the like.

    ``lines``: their numbers. An empty line that then follows another goes as well. Look before at what goes:
    ``page_changes`` shows it.

    >>> page = pd.DataFrame({"line": [1, 2, 3, 4], "text": ["Pay: good", "", "Buy now!", ""]})
    >>> drop_boilerplate(page, 3)["text"].to_list()
    ['Pay: good', '']
    """
    if isinstance(page, str):
        raise ValueError("Give the page and the numbers of the lines to drop.")
    texts = _checked(page)
    numbers = _numbers(page, lines)
    gone = page["line"].isin(numbers).to_numpy()
    keep = ~gone
    for place in np.flatnonzero(gone):
        after = place + 1
        # The first kept line after the cut: empty, after an empty one, it was the cut's own.
        if after < len(texts) and keep[after] and not texts[after].strip():
            before = np.flatnonzero(keep[:after])
            if before.size == 0 or not texts[before[-1]].strip():
                keep[after] = False
    return page[keep].reset_index(drop=True)


def date_figure(page, lines=None, *, date):
    """Of when is a figure? Writes the date into a line that states a figure without one.

    ``date``: a year, or words such as "May 2019", taken from a source that has the figure: look it up, do not
    guess. It goes after the line's label ("Pay: "), else to its end.

    >>> date_figure("- Pay: half earned more than $40,000", date="May 2020")
    '- Pay: in May 2020 half earned more than $40,000'
    >>> date_figure("Half earned more than $40,000.", date=2020)
    'Half earned more than $40,000 (2020).'
    """
    when = _words_given(date, "date") if isinstance(date, str) else str(_year(date))
    if not re.search(r"\b\d{4}\b", when):
        raise ValueError(f"A date has a year, such as May 2019; {when!r} was given.")

    def put_in(text):
        if not re.search(r"\d", text):
            raise ValueError(f"There is no figure in {_short(text)} that could have a date.")
        if re.search(r"\b(?:19|20)\d{2}\b", text):
            raise ValueError(f"There is a year in {_short(text)} already.")
        label, colon, rest = text.partition(": ")
        if colon and not re.search(r"\d", label):
            return [f"{label}: in {when} {rest}"]
        body = text.rstrip()
        end = body[-1] if body[-1] in ".!?" else ""
        return [f"{body[: len(body) - len(end)]} ({when}){end}"]

    return _repair(page, lines, put_in)


def mark_link(page, lines=None, *, words="address missing"):
    """Where did an address get lost? Writes into an empty or unclosed bracket that the address is missing.

    >>> mark_link("See the society's site ( for more.")
    "See the society's site (address missing) for more."
    """

    def mark(text):
        if not EMPTY_LINK.search(text):
            raise ValueError(f"In {_short(text)} no bracket is empty: no address is missing there.")
        return [EMPTY_LINK.sub(lambda _: f"({_words_given(words, 'words')})", text, count=1)]

    return _repair(page, lines, mark)


def page_changes(before, after, *, encoding="cp1253"):
    """What was changed, and was anything true lost? Every line that is not as it was.

    Returns a table with the columns line, before, after, lost and added. ``lost``: words, numbers and signs
    (such as a tick) that stood in the line and are gone; ``added``: those that did not stand there. Text that
    was read in the wrong alphabet counts as what it really said. Empty where nothing was lost or added. So a
    repair is good if what is lost is no fact, and what is added is marked or has a source.

    >>> page = pd.DataFrame({"line": [1, 2], "text": ["Pay: $20-25", "Remote work:"]})
    >>> guessed = page.assign(text=["Pay: $2025", "Remote work: no"])
    >>> page_changes(page, guessed)[["line", "lost", "added"]]
       line    lost added
    0     1  20, 25  2025
    1     2            no
    """
    _checked(before)
    _checked(after)
    if before["line"].duplicated().any():
        raise ValueError("The first page has line numbers twice: give the page as it was before any repair.")
    was = dict(zip(before["line"], before["text"], strict=True))
    now = {line: [] for line in was}
    for line, text in zip(after["line"], after["text"], strict=True):
        if line not in now:
            raise ValueError(f"Line {line} of the second page does not come from the first.")
        now[line].append(text)
    rows = []
    for line, text in was.items():
        if now[line] == [text]:
            continue
        meant, is_now = _tokens(_reread(text, encoding) or text), _tokens("\n".join(now[line]))
        rows.append(
            {
                "line": int(line),
                "before": text,
                "after": "\n".join(now[line]),
                "lost": ", ".join((meant - is_now).elements()),
                "added": ", ".join((is_now - meant).elements()),
            }
        )
    return pd.DataFrame(rows, columns=["line", "before", "after", "lost", "added"])


def page_text(page):
    """How does the page read? Its lines as one text, for ``print``.

    >>> print(page_text(pd.DataFrame({"line": [1, 2], "text": ["# Welder", "Joins metal."]})))
    # Welder
    Joins metal.
    """
    return "\n".join(_checked(page))


def _repair(page, lines, repaired):
    """The page with the named lines replaced by what ``repaired`` makes of them; or a text, repaired."""
    if isinstance(page, str):
        if lines is not None:
            raise ValueError("A single text has no line numbers: leave them out, or give the whole page.")
        return "\n".join(repaired(page))
    texts = _checked(page)
    numbers = set(_numbers(page, lines))
    result, done = [], set()
    for line, text in zip(page["line"], texts, strict=True):
        # Of lines with one number the first is the page's own; the others were put in by a repair.
        new = repaired(text) if line in numbers and line not in done else [text]
        done.add(line)
        result += [(line, one) for one in new]
    return pd.DataFrame(result, columns=["line", "text"]).astype({"line": page["line"].dtype})


def _checked(page):
    """The texts of a page's lines."""
    need(page, ["line", "text"], "page", "careers/career_page")
    return [_text(text) for text in page["text"]]


def _numbers(page, lines):
    if lines is None:
        raise ValueError("Say which line to repair, such as 5, or several in a list, such as [5, 12].")
    numbers = several(lines, "line")
    if not numbers:
        raise ValueError("Say which line to repair, such as 5: the list is empty.")
    there = set(page["line"])
    for one in numbers:
        if one not in there:
            raise ValueError(
                f"There is no line {one} on this page: they run from {min(there)} to {max(there)}."
            )
    return [int(one) for one in numbers]


def _text(text):
    if not isinstance(text, str):
        raise ValueError(f"A line is text; {' '.join(repr(text).split())[:60]} was given.")
    return text


def _words_given(words, what):
    if not isinstance(words, str) or not words.strip():
        raise ValueError(f"Give the {what} as text in quotes.")
    return words.strip()


def _year(value):
    year = number(value, "date")
    if year != int(year) or not 1900 <= year <= 2100:
        raise ValueError(f'The date is a year such as 2019, or words such as "May 2019"; {year:g} was given.')
    return int(year)


def _short(text):
    return repr(text if len(text) <= 60 else f"{text[:57]}...")


def _reread(text, encoding):
    """The text as it was before UTF-8 was read in ``encoding``; None where it was not."""
    if text.isascii():
        return None
    raw = bytearray()
    for letter in text:
        try:
            raw += letter.encode(encoding)
        except UnicodeEncodeError:
            if ord(letter) > 255:
                return None
            raw.append(ord(letter))
        except LookupError:
            raise ValueError(
                f"There is no alphabet {encoding!r}: common ones are cp1252 (Western) and cp1253 (Greek)."
            ) from None
    try:
        repaired = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return repaired if repaired != text else None


def _one_range(text):
    found = RANGE.findall(text)
    if len(found) != 1:
        many = f"There are {len(found)} ranges" if found else "There is no range of two numbers"
        raise ValueError(f"{many} in {_short(text)}.")
    sign_low, low, sign_high, high = found[0]
    if _value(low) > _value(high):
        raise ValueError(f"In {_short(text)} the range runs down, from {low} to {high}: is that a range?")
    return sign_low, low, sign_high, high


def _value(digits):
    return float(digits.replace(",", ""))


def _tokens(text):
    """Words, numbers (without the commas of thousands) and signs of a text, counted."""
    found = []
    for token in re.findall(rf"{NUMBER}|\w+|\S", text):
        if token[0].isdigit():
            found.append(token.replace(",", ""))
        elif token[0].isalnum() or unicodedata.category(token[0]) == "So":
            found.append(token)
    return Counter(found)
