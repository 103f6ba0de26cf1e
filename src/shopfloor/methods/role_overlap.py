"""What two roles share, as a number; which skills are missing; and counts of one thing by another."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.career_tables import find, handed_in, need, several
from shopfloor.methods.worded import Worded

MEASURES = ("jaccard", "cosine")
NOT_IMPORTANT = 1.0
"""The lowest rating of importance, from which cosine counts; the scale runs to 5."""


class Overlap(Worded):
    """How much two roles share, from 0 to 1: see ``overlap``."""


def overlap(
    role_a,
    role_b,
    *,
    duties=None,
    ratings=None,
    measure="jaccard",
    by=None,
    important=3.0,
    domain=None,
    table=None,
):
    """How much do two roles share? A number from 0 (nothing) to 1 (all).

    ``duties``: ``load("careers/duties")`` compares the activities that the roles' duties belong to; any table
    with a column ``role`` will do, with ``by`` naming the column to compare (``by="tool"`` for
    careers/tools). ``ratings``: ``load("careers/skill_ratings")`` compares what is important in two
    occupations (SOC code, O*NET code or title), in one ``domain`` ("skill", "knowledge") or both. ``table``
    is another name for either.

    Two measures are in use:

    - ``"jaccard"``: what both have / what either has, |A and B| / |A or B| (Jaccard, *New Phytologist* 11,
      1912). Of ratings, an occupation "has" what is rated ``important`` or more: 3 is the middle of the scale
      1 to 5.
    - ``"cosine"``: sum(a b) / sqrt(sum(a^2) sum(b^2)), of the counts, or of the importance less 1, so that
      "not important" counts nothing (Salton and McGill, *Introduction to Modern Information Retrieval*,
      1983). It sees how much, not only whether, and comes out higher: two occupations that rate everything
      alike are near 1 though neither is much like the other.

    So say which measure it was, and of what, whenever the number is told. Returns a number that shows itself
    in words, with ``measure``, ``shared``, ``only_a`` and ``only_b`` (lists of what they have), ``words``.

    >>> from shopfloor.data import load
    >>> technicians = overlap("Production technician", "Industrial engineering technician",
    ...                       duties=load("careers/duties"))
    >>> print(technicians)
    0.50: they share 5 of 10 kinds of activity (Jaccard)
    >>> technicians.shared
    ['observe', 'plan', 'improve', 'document', 'coordinate']
    >>> print(overlap("17-3026", "17-2112", ratings=load("careers/skill_ratings"), measure="cosine"))
    0.97: cosine of the importance of 68 elements; 24 are important in both
    >>> print(overlap("17-3026", "17-2112", ratings=load("careers/skill_ratings")))
    0.75: they share 24 of 32 elements that are important (Jaccard)
    """
    if measure not in MEASURES:
        raise ValueError(f'The measure is "jaccard" or "cosine"; {measure!r} was given.')
    if duties is not None and ratings is not None:
        raise ValueError("Give duties or ratings, not both: each makes a number of its own.")
    given = ratings if duties is None else duties
    if ratings is not None or (
        isinstance(table, pd.DataFrame) and {"element", "importance"} <= set(table.columns)
    ):
        ratings = handed_in(
            given, table, "ratings", "careers/skill_ratings", ["soc", "element", "importance"]
        )
        return _of_ratings([role_a, role_b], ratings, measure, number(important, "importance"), domain)
    duties = handed_in(given, table, "duties", "careers/duties", ["role"])
    if domain is not None:
        raise ValueError("A domain belongs to ratings; a table of duties has none.")
    return _of_roles([role_a, role_b], duties, measure, by)


def skill_gap(have, want, *, ratings=None, domain=None, important=3.0, table=None):
    """What is still to be learned on the way from one occupation to another?

    ``want``: the occupation aimed at (SOC code, O*NET code or title). ``have``: the occupation one comes
    from, or one's own levels as a dictionary or Series, such as {"Writing": 3.0}. ``ratings``:
    ``load("careers/skill_ratings")``; ``table`` is another name for it. ``domain``: "skill" or "knowledge",
    or both. ``important``: only what is at least so important there (1 to 5); 1 for everything.

    gap = level wanted - level had, on O*NET's scale of levels from 0 to 7; a negative gap is more than
    needed. The ratings are means over a few raters and some are years older than others (columns
    ``raters_level`` and ``year`` of the table), so a gap of a few tenths is no gap.

    Returns a table, the largest gap first: domain, element, importance (in the occupation wanted),
    level_have, level_want, gap. What one did not rate oneself stands last, its gap missing.

    >>> from shopfloor.data import load
    >>> gap = skill_gap("17-3026", "17-2112", ratings=load("careers/skill_ratings"), domain="skill")
    >>> gap.head(2)[["element", "level_have", "level_want", "gap"]].round(2)
                     element  level_have  level_want   gap
    0  Reading Comprehension        4.00        4.50  0.50
    1               Speaking        3.75        4.12  0.37
    """
    ratings = handed_in(
        ratings, table, "ratings", "careers/skill_ratings", ["soc", "element", "importance", "level"]
    )
    _, wanted = _rated(want, ratings, domain)
    keep = [key for key in wanted if wanted[key][0] >= number(important, "importance")]
    if isinstance(have, (Mapping, pd.Series)):
        levels = _own_levels(dict(have), wanted)
    else:
        levels = {key: level for key, (_, level) in _rated(have, ratings, domain)[1].items()}
    rows = [
        {
            "domain": key[0],
            "element": key[1],
            "importance": wanted[key][0],
            "level_have": levels.get(key, float("nan")),
            "level_want": wanted[key][1],
            "gap": round(wanted[key][1] - levels[key], 10) if key in levels else float("nan"),
        }
        for key in keep
    ]
    columns = ["domain", "element", "importance", "level_have", "level_want", "gap"]
    gaps = pd.DataFrame(rows, columns=columns)
    order = ["gap", "importance", "domain", "element"]
    return gaps.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def skill_profile(occupations=None, *, ratings=None, domain=None, important=1.0, top=None, table=None):
    """How important is each skill in one occupation or several, and what level of it does the work need?

    ``occupations``: SOC codes, O*NET codes or titles, one or several; all of the table if left out.
    ``ratings``: ``load("careers/skill_ratings")``; ``table`` is another name for it. ``domain``: "skill" or
    "knowledge", or both. ``important``: only elements that are at least so important in one of them (1 to 5).
    ``top``: only so many elements.

    Returns a table, the most important element of the first occupation first, a row for each element and
    occupation: domain, element, title, importance (1 to 5), level (0 to 7).

    >>> from shopfloor.data import load
    >>> profile = skill_profile("17-3026", ratings=load("careers/skill_ratings"), domain="skill", top=2)
    >>> profile[["element", "importance", "level"]]
                     element  importance  level
    0  Reading Comprehension        4.00   4.00
    1       Active Listening        3.88   3.88
    """
    ratings = handed_in(
        ratings, table, "ratings", "careers/skill_ratings", ["soc", "element", "importance", "level"]
    )
    if isinstance(occupations, pd.DataFrame):
        raise ValueError("The table goes in as ratings=...; first come the occupations, as codes or titles.")
    if occupations is None:
        occupations = list(dict.fromkeys(ratings["onet_code" if "onet_code" in ratings else "soc"]))
    rated = dict(_rated(one, ratings, domain) for one in several(occupations))
    if not rated:
        raise ValueError('There is nothing to show: name an occupation, such as "17-3026".')
    first = next(iter(rated.values()))
    floor = number(important, "importance")
    keys = [key for key in first if max(one[key][0] if key in one else 0 for one in rated.values()) >= floor]
    # Sorting is stable: what is equally important stays in the order of the table.
    keys.sort(key=lambda key: -first[key][0])
    if top is not None:
        count = number(top, "number of elements", above=0)
        if count != int(count):
            raise ValueError(f"The number of elements is a whole number such as 12; {count:g} was given.")
        keys = keys[: int(count)]
    if not keys:
        raise ValueError(f"Nothing is rated {floor:g} or more important there: the scale ends at 5.")
    rows = [(*key, title, *one[key]) for key in keys for title, one in rated.items() if key in one]
    return pd.DataFrame(rows, columns=["domain", "element", "title", "importance", "level"])


def cross_table(table, rows="role", columns="activity", *, share=False):
    """How many are there of each kind, by another kind? A row for each value of one column, a column for each
    of another.

    ``share=True`` gives fractions of the row instead of counts. Values come in the order of their categories,
    else of first appearance; what never occurs together is 0. Empty cells are not counted.

    >>> from shopfloor.data import load
    >>> counts = cross_table(load("careers/duties"))
    >>> int(counts.loc["Production technician", "maintain"]), int(counts.to_numpy().sum())
    (9, 97)
    """
    need(table, [rows, columns], "the table", "careers/duties")
    kept = table[table[rows].notna() & table[columns].notna()]
    counts = pd.DataFrame(
        0,
        index=pd.Index(_values(kept[rows]), name=rows),
        columns=pd.Index(_values(kept[columns]), name=columns),
    )
    for (row, column), count in kept.groupby([rows, columns], observed=True, sort=False).size().items():
        counts.loc[row, column] = int(count)
    if not share:
        return counts
    # A category without a single row has no shares: 0 of 0.
    return counts.div(counts.sum(axis=1).replace(0, np.nan), axis=0).fillna(0.0)


def _of_roles(wanted, table, measure, by):
    if by is None:
        by = "activity" if "activity" in table else None
    if by is None or by not in table:
        asked = "" if by is None else f"There is no column {by!r}. "
        raise ValueError(f"{asked}Say which column to compare, as in by={_example(table)!r}.")
    names = {role: [role] for role in dict.fromkeys(table["role"].astype(str))}
    roles = [find(role, names, "role") for role in wanted]
    counts = []
    for role in roles:
        found = table.loc[table["role"].astype(str) == role, by].dropna()
        found = found[found.astype(str).str.strip() != ""]
        if found.empty:
            raise ValueError(f"For {role} the table says nothing in the column {by}.")
        counts.append(found.value_counts().to_dict())
    order = [value for value in _values(table[by].dropna()) if any(value in one for one in counts)]
    vectors = [{value: float(one.get(value, 0)) for value in order} for one in counts]
    what = "kinds of activity" if by == "activity" else f"values of {by}"
    return _overlap(
        vectors, [{v for v in order if one[v]} for one in vectors], order, measure, roles, what, "counts"
    )


def _of_ratings(wanted, table, measure, important, domain):
    titles, rated = zip(*(_rated(one, table, domain) for one in wanted), strict=True)
    order = [key for key in rated[0] if key in rated[1]]
    if len(order) < len(rated[0]) or len(order) < len(rated[1]):
        raise ValueError(f"{titles[0]} and {titles[1]} are not rated on the same elements.")
    vectors = [{key: max(one[key][0] - NOT_IMPORTANT, 0.0) for key in order} for one in rated]
    sets = [{key for key in order if one[key][0] >= important} for one in rated]
    double = {key[1] for key in order if sum(other[1] == key[1] for other in order) > 1}
    shown = {key: f"{key[1]} ({key[0]})" if key[1] in double else key[1] for key in order}
    what = "elements that are important" if measure == "jaccard" else "elements"
    return _overlap(vectors, sets, order, measure, list(titles), what, "importance", shown)


def _overlap(vectors, sets, order, measure, roles, what, of, shown=None):
    a, b = sets
    shown = shown or {value: str(value) for value in order}
    if measure == "jaccard":
        if not a | b:
            raise ValueError("Neither has anything that counts as important: ask for less.")
        value = len(a & b) / len(a | b)
        words = f"{value:.2f}: they share {len(a & b)} of {len(a | b)} {what} (Jaccard)"
    else:
        lengths = [math.sqrt(math.fsum(x * x for x in vector.values())) for vector in vectors]
        if not all(lengths):
            raise ValueError("One of them has nothing but zeros, and the cosine with nothing is not defined.")
        products = math.fsum(vectors[0][value] * vectors[1][value] for value in order)
        value = min(1.0, products / (lengths[0] * lengths[1]))
        both = f"; {len(a & b)} are important in both" if of == "importance" else ""
        words = f"{value:.2f}: cosine of the {of} of {len(order)} {what}{both}"
    lists = {
        "shared": [shown[one] for one in order if one in a & b],
        "only_a": [shown[one] for one in order if one in a - b],
        "only_b": [shown[one] for one in order if one in b - a],
    }
    return Overlap(value, words, measure=measure, roles=roles, **lists)


def _rated(wanted, table, domain):
    """(title, {(domain, element): (importance, level)}) of one occupation."""
    codes = (table["onet_code"] if "onet_code" in table else table["soc"]).astype(str)
    titles = (table["title"] if "title" in table else table["soc"]).astype(str)
    names = {}
    for code, soc, title in dict.fromkeys(zip(codes, table["soc"].astype(str), titles, strict=True)):
        # A SOC code means the occupation as a whole, which O*NET numbers .00, and none of its parts.
        whole = code.endswith(".00") or not code.startswith(f"{soc}.")
        names.setdefault(code, []).extend([title, soc] if whole else [title])
    code = find(wanted, names, "occupation")
    rows = table[codes == code]
    if domain is not None:
        there = _values(table["domain"]) if "domain" in table else []
        if domain not in there:
            raise ValueError(f"There is no domain {domain!r} in this table: there is {listed(there)}.")
        rows = rows[rows["domain"] == domain]
    domains = rows["domain"].astype(str) if "domain" in rows else [""] * len(rows)
    levels = rows["level"] if "level" in rows else [float("nan")] * len(rows)
    found = {}
    for where, element, importance, level in zip(
        domains, rows["element"], rows["importance"], levels, strict=True
    ):
        key = (str(where), str(element))
        if key in found:
            raise ValueError(f"{names[code][0]} has {element} twice: choose the rows of one rating first.")
        found[key] = (number(importance, f"importance of {element}"), float(level))
    return names[code][0], found


def _own_levels(given, wanted):
    levels = {}
    elements = {key[1]: [key[1]] for key in wanted}
    for name, level in given.items():
        hits = [name] if name in wanted else []
        if not hits:
            element = find(name, elements, "element")
            hits = [key for key in wanted if key[1] == element]
        if len(hits) > 1:
            raise ValueError(f"{name} is both a skill and a field of knowledge: choose one with domain=...")
        level = number(level, f"level of {name}")
        if level > 7:
            raise ValueError(f"Levels go from 0 to 7; the level of {name} is {level:g}.")
        levels[hits[0]] = level
    return levels


def _values(column):
    """The values of a column in the order of its categories, else of first appearance."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return list(column.cat.categories)
    return list(dict.fromkeys(column))


def _example(table):
    return next(
        (column for column in table.columns if column not in ("role", "document", "fact_ids")), "activity"
    )
