"""Hand-ins that look alike, side by side: something to look at, never a verdict.

Everybody has data of their own, so two kinds of likeness say something:

- **the same values on different data**, right for one student at most: more of them than chance brings
  about in a class of this size;
- **the same words or odd lines**: twelve words in a row, or three lines with names that the course does not use,
  that at most four hand-ins share.

Nothing here is quadratic in the class: hand-ins meet only where an index says that they share something rare.
"""

import difflib
import json
import keyword
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations

MOST_SHARING = 4
"""What more hand-ins than that share, or more than half of a small class, is common to it: dictated, on the
board, from the same page."""
LONG_PASSAGE = 12
"""So many words in a row: short ordinary answers agree by chance, a dozen words hardly ever do."""
RUN = 6
"""Words in a row that the index looks up."""
ODD_LINES = 3
BY_CHANCE = 0.1
"""Values are shown if fewer than one class in ten of this size had such a pair by chance."""
LEAST_VALUES, NOBODY_ELSES = 2, 1e-5
"""So many parts must agree, unless the value is a list that chance cannot bring about."""
MOST_SHOWN = 12
_MOST_COMPARED = 60
_MOST_WORDS = 5_000
_WORD = re.compile(r"\w+(?:[.,'’]\w+)*")
_NAME = re.compile(r"[^\W\d]\w{2,}")


@dataclass(frozen=True)
class Passage:
    """A stretch of a cell, and whether the other hand-in has it too."""

    text: str
    same: bool


@dataclass
class Beside:
    """One part of a pair: what each wrote, in passages; for a value ``kind`` is "value"."""

    grade_id: str
    kind: str
    left: list
    right: list


@dataclass
class Pair:
    """Two hand-ins to look at, and where they agree."""

    left: str
    right: str
    values: list = field(default_factory=list)  # graded ids
    words: int = 0  # in the longest passage that both have
    lines: int = 0  # odd lines that both have
    beside: list = field(default_factory=list)


@dataclass
class LookAlikes:
    """Pairs to look at (``hidden`` more are not shown), and passages that many hand-ins share."""

    pairs: list
    hidden: int = 0
    common: list = field(default_factory=list)  # (passage, students)


def look_alikes(works, given):
    """The LookAlikes among OwnWorks; ``given`` are texts that everybody had before them."""
    by_name = {work.student: work for work in works}
    most = max(2, min(MOST_SHARING, len(works) // 2))
    found = {}

    def pair(names):
        return found.setdefault(names, Pair(*names))

    for names, parts in _same_values(works, most).items():
        pair(names).values = parts
    words, common = _same_words(by_name, given, most)
    for names, longest in words.items():
        pair(names).words = longest
    for names, lines in _same_odd_lines(works, given, most).items():
        pair(names).lines = lines
    ordered = sorted(
        found.values(), key=lambda one: (-len(one.values), -one.words, -one.lines, one.left, one.right)
    )
    shown = ordered[:MOST_SHOWN]
    for one in shown:
        one.beside = _side_by_side(by_name[one.left], by_name[one.right], one)
    return LookAlikes(shown, len(ordered) - len(shown), common)


# -- the same values on different data ----------------------------------------------------------------------


def _same_values(works, most):
    """``{(student, student): [graded ids]}`` where agreement is more than chance."""
    holders = defaultdict(list)
    for work in works:
        for name, value in work.values.items():
            holders[name, json.dumps(value, sort_keys=True)].append(work)
    agree = defaultdict(dict)
    for (name, text), those in holders.items():
        if not 2 <= len(those) <= most:
            continue
        for one, other in combinations(sorted(those, key=lambda work: work.student), 2):
            if one.data_of != other.data_of and not (name in one.right and name in other.right):
                others = (len(those) - 2) / len(works)
                agree[one.student, other.student][name] = max(chance_of(json.loads(text)), others)
    pairs = len(works) * (len(works) - 1) / 2
    by_name = {work.student: work for work in works}
    return {
        names: sorted(chances, key=list(by_name[names[0]].values).index)
        for names, chances in agree.items()
        if pairs * math.prod(chances.values()) < BY_CHANCE
        and (len(chances) >= LEAST_VALUES or min(chances.values()) <= NOBODY_ELSES)
    }


def chance_of(value):
    """How likely another student is to hand in this very value, at most: from its form alone.

    The bounds lie above what a hundred made students of each of the course's assignments show. A number with
    three digits is one of fifty, a list of a few row numbers one of ten, of more of them one of fifty; of a
    short list of small numbers little can be said; four measured numbers are nobody else's.

    >>> chance_of(0.229), chance_of(12), chance_of([23, 24]), chance_of([11, 12, 40]), chance_of([1, 2])
    (0.02, 0.2, 0.1, 0.02, 0.3)
    """
    if isinstance(value, list) and value and all(_is_number(one) for one in value):
        if any(isinstance(one, float) and not one.is_integer() for one in value):
            return 1e-5 if len(value) >= 4 else 0.02
        if len(value) == 1 or max(value) <= 12:
            return 0.3
        return 0.1 if len(value) == 2 else 0.02
    if not _is_number(value):
        return 0.5
    digits = len(re.sub(r"e.*|\D", "", f"{value:.6g}").strip("0"))
    return max(2 / 10 ** (max(digits, 2) - 1), 2e-3)


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


# -- the same words -----------------------------------------------------------------------------------------


def _same_words(works, given, most):
    """``({(student, student): words in the longest passage}, [(passage, students) that many share])``"""
    known = set()
    for text in given:
        known.update(_runs(_words(text)))
    where, texts = defaultdict(set), {}
    for student, work in works.items():
        written = [cell.source for cell in work.cells if cell.kind == "text"]
        written += [comment for cell in work.cells for comment in _comments(cell)]
        texts[student] = [own for text in written for own in _without(_words(text), known)]
        left = _MOST_WORDS
        for words in texts[student]:
            for run in _runs(words[:left]):
                where[run].add(student)
            left = max(0, left - len(words))
    shared = Counter()
    for students in where.values():
        if 2 <= len(students) <= most:
            shared.update(combinations(sorted(students), 2))
    likely = [names for names, runs in shared.most_common(_MOST_COMPARED) if runs > LONG_PASSAGE - RUN]
    rare = {run for run, students in where.items() if len(students) <= most}
    found = {}
    for one, other in likely:
        longest = _longest(texts[one], {run for run in rare if other in where[run]})
        if longest >= LONG_PASSAGE:
            found[one, other] = longest
    return found, _common(texts, where, most)


def _words(text):
    return [word.casefold() for word in _WORD.findall(text)]


def _runs(words):
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def _without(words, known):
    """The stretches of the words that lie in none of the known runs."""
    covered = {place + step for place, run in enumerate(_runs(words)) if run in known for step in range(RUN)}
    stretches = [[]]
    for place, word in enumerate(words):
        if place in covered:
            stretches.append([])
        else:
            stretches[-1].append(word)
    return [stretch for stretch in stretches if stretch]


def _longest(texts, runs):
    """Words in the longest passage made of nothing but these runs."""
    longest = 0
    for words in texts:
        length = 0
        for run in _runs(words):
            length = (length + 1 if length else RUN) if run in runs else 0
            longest = max(longest, length)
    return longest


def _common(texts, where, most):
    """Passages that more than a few hand-ins share, each once."""
    found = {}
    for words in (words for student in sorted(texts) for words in texts[student]):
        start = None
        runs = [*_runs(words), None]
        for place, run in enumerate(runs):
            many = run is not None and len(where.get(run, ())) > most
            if many and start is None:
                start = place
            elif not many and start is not None:
                passage = words[start : place - 1 + RUN]
                if len(passage) >= LONG_PASSAGE:
                    students = set.intersection(*(where[one] for one in runs[start:place]))
                    found.setdefault(" ".join(passage), sorted(students))
                start = None
    return [(passage, students) for passage, students in found.items() if len(students) > most]


# -- odd lines of code --------------------------------------------------------------------------------------


def _same_odd_lines(works, given, most):
    """``{(student, student): odd lines that both have}``"""
    known = {name for text in given for name in _NAME.findall(text)} | set(keyword.kwlist)
    where = defaultdict(set)
    for work in works:
        for cell in work.cells:
            for line in _lines(cell) if cell.kind == "code" else ():
                if odd(line, known):
                    where[line].add(work.student)
    shared = Counter()
    for students in where.values():
        if 2 <= len(students) <= most:
            shared.update(combinations(sorted(students), 2))
    return {names: lines for names, lines in shared.items() if lines >= ODD_LINES}


def odd(line, known):
    """True for a line of some length with a name or a word that the course does not use.

    >>> odd("wobbly_sum = a + b", {"average"}), odd("average = a + b", {"average"})
    (True, False)
    """
    return len(line) >= 12 and any(name not in known for name in _NAME.findall(line))


def _lines(cell):
    return {" ".join(line.split()) for line in cell.source.splitlines()}


def _comments(cell):
    return re.findall(r"#\s*(.+)", cell.source) if cell.kind == "code" else ()


# -- side by side -------------------------------------------------------------------------------------------


def _side_by_side(one, other, pair):
    shown = [
        Beside(
            name,
            "value",
            [Passage(as_typed(one.values[name]), True)],
            [Passage(as_typed(other.values[name]), True)],
        )
        for name in pair.values
    ]
    if not (pair.words or pair.lines):
        return shown
    theirs = defaultdict(list)
    for cell in other.cells:
        theirs[cell.grade_id, cell.kind].append(cell)
    for cell in one.cells:
        twins = theirs[cell.grade_id, cell.kind]
        twin = max(twins, key=lambda own: _alike(cell.source, own.source), default=None)
        if twin is None:
            continue
        left, right = marked(cell.source, twin.source, 1 if cell.kind == "code" else RUN)
        if any(passage.same for passage in left):
            shown.append(Beside(cell.grade_id, cell.kind, left, right))
    return shown


def as_typed(value):
    """A value as it stands in a cell, shortened."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 400 else f"{text[:400]} ..."


def _alike(one, other):
    return difflib.SequenceMatcher(None, one[:2_000], other[:2_000], autojunk=False).quick_ratio()


def marked(one, other, least):
    """Both texts in passages; ``same`` are those of ``least`` or more equal words (1: whole equal lines)."""
    split = re.compile(r"[^\n]*\n|[^\n]+" if least == 1 else r"\w+(?:[.,'’]\w+)*|\W+")
    pieces = [split.findall(text[:_MOST_WORDS]) for text in (one, other)]
    plain = [[" ".join(piece.split()).casefold() for piece in side] for side in pieces]
    same = [set(), set()]
    for block in difflib.SequenceMatcher(None, *plain, autojunk=False).get_matching_blocks():
        words = [text for text in plain[0][block.a : block.a + block.size] if _WORD.search(text)]
        if len(words) >= least:
            same[0].update(range(block.a, block.a + block.size))
            same[1].update(range(block.b, block.b + block.size))
    return [_passages(side, places) for side, places in zip(pieces, same, strict=True)]


def _passages(pieces, same):
    passages = []
    for place, piece in enumerate(pieces):
        if passages and passages[-1].same == (place in same):
            passages[-1] = Passage(passages[-1].text + piece, passages[-1].same)
        else:
            passages.append(Passage(piece, place in same))
    return passages
