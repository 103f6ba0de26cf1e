"""Ways from one role to another: the steps, the years and what each step asks for."""

from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import pandas as pd

from shopfloor.methods.arguments import listed, number
from shopfloor.methods.career_tables import find, handed_in, need

BY = ("steps", "years")
ASKED_FOR = ("required", "typical", "preferred")
"""The weights of an award in careers/education that make it a requirement, in their order."""
MOST_ROUTES = 50


class Step(NamedTuple):
    """One step of a path: from a role to the next, its kind, its years (None: not stated), what it asks
    for."""

    from_role: str
    to_role: str
    kind: str
    years: float | None
    requirements: list


@dataclass(frozen=True, repr=False)
class Path:
    """A way from one role to another.

    ``steps``: a list of ``Step``; ``roles``: all roles on the way, both ends included; ``years``: the sum of
    the steps' years, None where one is not stated; ``others``: other ways that are as short, as lists of
    roles. Iterating and counting (``len``) go over the steps; ``table`` gives them as a table.
    """

    start: str
    goal: str
    steps: list
    roles: list
    years: float | None
    others: list

    def __iter__(self):
        return iter(self.steps)

    def __len__(self):
        return len(self.steps)

    def __getitem__(self, place):
        return self.steps[place]

    @property
    def table(self):
        """The steps as a table: step, from_role, to_role, kind, years, requirements (as one text)."""
        rows = [
            (place, one.from_role, one.to_role, one.kind, one.years, "; ".join(one.requirements))
            for place, one in enumerate(self.steps, start=1)
        ]
        columns = ["step", "from_role", "to_role", "kind", "years", "requirements"]
        table = pd.DataFrame(rows, columns=columns)
        return table.astype({"years": float})

    def __repr__(self):
        if not self.steps:
            return f"{self.start}: that is where you are, no step is needed."
        lines = [f"{' -> '.join(self.roles)}: {_counted(len(self.steps), 'step')}, {_years(self.years)}"]
        for place, one in enumerate(self.steps, start=1):
            how = f"{one.kind}, " if one.kind else ""
            lines.append(f"  {place}. {one.to_role} ({how}{_years(one.years)})")
            lines += [f"     - {requirement}" for requirement in one.requirements]
        if self.others:
            lines.append(f"  As short: {'; '.join(' -> '.join(roles) for roles in self.others)}")
        return "\n".join(lines)


def path(
    start,
    goal,
    *,
    advancement=None,
    by="steps",
    tiers=None,
    education=None,
    credentials=None,
    roles=None,
    projections=None,
    table=None,
):
    """How does one get from one role to another? The shortest way, step by step.

    ``advancement``: ``load("careers/advancement")``, or any table with the columns from_role and to_role (and
    step, the kind of step; and years, if it has them); ``table`` is another name for it. ``by="steps"`` takes
    the fewest steps, ``by="years"`` the fewest years, over steps whose years are stated.

    What each step asks for, as far as the tables say that are handed in:

    - ``tiers=load("careers/career_tiers")``: years of experience; a step between two tiers takes the
      difference of the years at which they begin;
    - ``education=load("careers/education")``: awards that are required, typical or preferred;
    - ``credentials=load("careers/credentials")``: certificates, with the course's remarks;
    - ``roles=load("careers/roles")`` with ``projections=load("careers/projections")``: what the US Bureau of
      Labor Statistics gives as usual at entry into the occupation nearest to the role.

    An arrow says that a source sees the way, not how many go it. Where no way leads to the goal, ValueError
    says what can be reached. Returns a ``Path``. Shortest paths by NetworkX (breadth first, and Dijkstra, *A
    note on two problems in connexion with graphs*, Numerische Mathematik 1, 1959).

    >>> from shopfloor.data import load
    >>> way = path("Junior production technician", "Lead production technician",
    ...            advancement=load("careers/advancement"), tiers=load("careers/career_tiers"))
    >>> way
    Junior production technician -> Production technician -> Senior production technician -> \
Lead production technician: 3 steps, 7 years
      1. Production technician (next tier, 2 years)
         - experience: from 2 years
      2. Senior production technician (next tier, 3 years)
         - experience: from 5 years
      3. Lead production technician (next tier, 2 years)
         - experience: from 7 years
    >>> way.steps[0].to_role, len(way), way.years
    ('Production technician', 3, 7.0)
    """
    if by not in BY:
        raise ValueError(f'The shortest way is by "steps" or by "years"; {by!r} was given.')
    graph = career_map(advancement, tiers=tiers, table=table)
    start, goal = (find(role, {one: [one] for one in graph}, "role") for role in (start, goal))
    found = _routes(graph, start, goal, by)
    asks = _Requirements(tiers, education, credentials, roles, projections)
    route, *others = found
    steps = [
        Step(one, other, graph.edges[one, other]["kind"], graph.edges[one, other]["years"], asks.of(other))
        for one, other in zip(route, route[1:], strict=False)
    ]
    return Path(start, goal, steps, route, _sum([step.years for step in steps]), others)


def reachable(start, *, advancement=None, table=None):
    """Where can one get to from a role? Every role that steps lead to, the nearest first.

    ``advancement`` as in ``path``. Returns a table with the columns role, steps (the fewest) and via (the
    roles on that way, in words; empty for a single step).

    >>> from shopfloor.data import load
    >>> onward = reachable("Junior production technician", advancement=load("careers/advancement"))
    >>> onward[["role", "steps"]].head(2)
                        role  steps
    0  Production technician      1
    1  Production supervisor      2
    """
    import networkx as nx

    graph = career_map(advancement, table=table)
    start = find(start, {one: [one] for one in graph}, "role")
    ways = nx.single_source_shortest_path(graph, start)
    rows = [(role, len(way) - 1, ", ".join(way[1:-1])) for role, way in ways.items() if role != start]
    order = {role: place for place, role in enumerate(graph)}
    rows.sort(key=lambda row: (row[1], order[row[0]]))
    return pd.DataFrame(rows, columns=["role", "steps", "via"])


def career_map(advancement=None, *, tiers=None, table=None):
    """The map of careers as a NetworkX graph: an arrow for each step, with its ``kind`` and ``years`` (or
    None).

    Arguments as in ``path``. A step that is there twice counts once, with the fewer years.

    >>> from shopfloor.data import load
    >>> graph = career_map(load("careers/advancement"))
    >>> len(graph), graph.number_of_edges()
    (13, 12)
    """
    import networkx as nx

    advancement = handed_in(
        advancement, table, "advancement", "careers/advancement", ["from_role", "to_role"]
    )
    begins = _tier_years(tiers)
    graph = nx.DiGraph()
    for place, row in enumerate(advancement.to_dict("records"), start=1):
        one, other = (_role(row[column], column, place) for column in ("from_role", "to_role"))
        if one == other:
            raise ValueError(f"Step {place} leads from {one} to itself: that is no step.")
        years = _stated(row.get("years"), f"years of step {place}")
        if years is None and one in begins and other in begins and begins[other] >= begins[one]:
            years = begins[other] - begins[one]
        kind = row.get("step", "")
        kind = "" if pd.isna(kind) else str(kind)
        if graph.has_edge(one, other):
            known = graph.edges[one, other]
            if years is not None and (known["years"] is None or years < known["years"]):
                known["years"] = years
        else:
            graph.add_edge(one, other, kind=kind, years=years)
    if not graph:
        raise ValueError("The table of steps is empty: there is no way to find.")
    return graph


def _routes(graph, start, goal, by):
    """The shortest ways as lists of roles, in the order of the table; or words about what can be reached."""
    import networkx as nx

    usable = graph
    if by == "years":
        stated = [(one, other) for one, other, years in graph.edges(data="years") if years is not None]
        usable = graph.edge_subgraph(stated)
    if start == goal:
        return [[start]]
    if not nx.has_path(graph, start, goal):
        raise ValueError(_no_way(graph, start, goal))
    if start not in usable or goal not in usable or not nx.has_path(usable, start, goal):
        way = nx.shortest_path(graph, start, goal)
        silent = [
            f"{one} to {other}"
            for one, other in zip(way, way[1:], strict=False)
            if graph.edges[one, other]["years"] is None
        ]
        raise ValueError(
            f"No way from {start} to {goal} has its years stated; not stated: {listed(silent)}. "
            'Take by="steps", or hand in tiers=load("careers/career_tiers").'
        )
    weight = "years" if by == "years" else None
    order = {role: place for place, role in enumerate(graph)}
    found = list(islice(nx.all_shortest_paths(usable, start, goal, weight=weight), MOST_ROUTES))
    return sorted(found, key=lambda way: (len(way), [order[role] for role in way]))


def _no_way(graph, start, goal):
    import networkx as nx

    ahead = sorted(nx.descendants(graph, start), key=list(graph).index)
    behind = sorted(nx.ancestors(graph, goal), key=list(graph).index)
    if start in nx.descendants(graph, goal):
        backward = f" The steps lead the other way, from {goal} to {start}."
    else:
        backward = ""
    onward = f"From {start} one can reach {listed(ahead)}." if ahead else f"No step leads on from {start}."
    toward = f"To {goal} one comes from {listed(behind)}." if behind else f"No step leads to {goal}."
    return f"No way leads from {start} to {goal} in this table.{backward} {onward} {toward}"


class _Requirements:
    """What the tables handed in say about getting into a role."""

    def __init__(self, tiers, education, credentials, roles, projections):
        self.begins = _tier_years(tiers)
        self.education, self.credentials = education, credentials
        if education is not None:
            need(education, ["role", "aspect", "item", "weight"], "education", "careers/education")
        if credentials is not None:
            need(credentials, ["role", "credential", "weight"], "credentials", "careers/credentials")
        if (roles is None) != (projections is None):
            raise ValueError(
                'roles and projections go together: roles=load("careers/roles"), '
                'projections=load("careers/projections").'
            )
        self.roles, self.projections = roles, projections
        if roles is not None:
            need(roles, ["role", "soc", "soc_fit"], "roles", "careers/roles")
            columns = ["soc", "title", "end_year", "education", "experience", "training"]
            need(projections, columns, "projections", "careers/projections")

    def of(self, role):
        """A list of requirements in words; empty where the tables say nothing."""
        return [
            *self._experience(role),
            *self._education(role),
            *self._credentials(role),
            *self._official(role),
        ]

    def _experience(self, role):
        years = self.begins.get(role, 0)
        return [f"experience: from {_years(years)}"] if years else []

    def _education(self, role):
        if self.education is None:
            return []
        awards = self.education[(self.education["role"] == role) & (self.education["aspect"] == "award")]
        return [
            f"education, {weight}: {item}"
            for weight in ASKED_FOR
            for item in awards.loc[awards["weight"] == weight, "item"]
        ]

    def _credentials(self, role):
        if self.credentials is None:
            return []
        rows = self.credentials[self.credentials["role"] == role].to_dict("records")
        return [
            f"certificate, {row['weight']}: {row['credential']}{_remark(row.get('remark'))}"
            for row in rows
            if row["weight"] != "not required"
        ]

    def _official(self, role):
        if self.roles is None:
            return []
        mine = self.roles[(self.roles["role"] == role) & (self.roles["soc"].fillna("").astype(str) != "")]
        if mine.empty:
            return []
        soc, fit = str(mine["soc"].iloc[0]), str(mine["soc_fit"].iloc[0])
        rows = self.projections[self.projections["soc"].astype(str) == soc].sort_values("end_year")
        if rows.empty:
            return []
        row = rows.iloc[-1]
        said = [str(row["education"])] if not pd.isna(row["education"]) else []
        if not pd.isna(row["experience"]):
            said.append(f"{_lower(row['experience'])} of experience")
        if not pd.isna(row["training"]):
            said.append(_lower(row["training"]))
        near = "" if fit == "same" else f", {'the nearest occupation' if fit == 'nearest' else 'in part'}"
        return [f"usual at entry to {row['title']} ({soc}{near}): {', '.join(said)}"] if said else []


def _tier_years(tiers):
    """Role -> the years at which its tier begins."""
    if tiers is None:
        return {}
    need(tiers, ["role", "years_low"], "tiers", "careers/career_tiers")
    pairs = zip(tiers["role"].astype(str), tiers["years_low"], strict=True)
    return {role: years for role, low in pairs if (years := _stated(low, f"years of {role}")) is not None}


def _stated(value, what):
    if value is None or (not isinstance(value, (list, tuple)) and pd.isna(value)):
        return None
    return number(value, what)


def _role(value, column, place):
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"The column {column} of step {place} names no role.")
    return value.strip()


def _sum(years):
    return None if any(one is None for one in years) else float(sum(years))


def _years(years):
    if years is None:
        return "years not stated"
    return f"{years:g} {'year' if years == 1 else 'years'}"


def _counted(count, noun):
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _remark(text):
    return f"; {_lower(text.strip())}" if isinstance(text, str) and text.strip() else ""


def _lower(text):
    text = str(text)
    return text[:1].lower() + text[1:]
