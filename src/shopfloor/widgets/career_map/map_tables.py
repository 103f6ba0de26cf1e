"""The tables behind the career map: the roles, the steps between them, pay, requirements and skills."""

from functools import lru_cache

import pandas as pd

from shopfloor.charts.career_layout import layered
from shopfloor.data import load
from shopfloor.methods import careers
from shopfloor.methods.arguments import listed
from shopfloor.methods.career_tables import find, need
from shopfloor.methods.worded import money

GAP = 0.26
"""Least distance of two boxes above each other, as a part of a box's height."""
FIT = {"same": "", "part": ", of which this role is a part", "nearest": ", the nearest occupation"}


class MapTables:
    """``advancement`` and, where there are any, ``tiers``, ``education``, ``credentials``, ``roles`` with
    ``projections``, ``wages`` and ``ratings``; the course's if no steps are given."""

    def __init__(self, advancement=None, tiers=None, education=None, credentials=None, roles=None,
                 projections=None, wages=None, ratings=None):  # fmt: skip
        self.own = advancement is not None
        if not self.own:
            advancement = load("careers/advancement")
            tiers = load("careers/career_tiers") if tiers is None else tiers
            education = load("careers/education") if education is None else education
            credentials = load("careers/credentials") if credentials is None else credentials
            roles = load("careers/roles") if roles is None else roles
            projections = load("careers/projections") if projections is None else projections
            wages = load("careers/wages") if wages is None else wages
            ratings = load("careers/skill_ratings") if ratings is None else ratings
        self.graph = careers.career_map(advancement, tiers=tiers)
        self._advancement, self._wages, self._ratings = advancement, wages, ratings
        self._asks = {"tiers": tiers, "education": education, "credentials": credentials}
        if projections is not None:
            self._asks |= {"roles": roles, "projections": projections}
        self.names = [str(role) for role in self.graph]
        self._about = {}
        if roles is not None:
            need(roles, ["role", "soc", "soc_fit"], "roles", "careers/roles")
            self._about = {str(row["role"]): row for row in roles.to_dict("records")}
        self._rated = set()
        if ratings is not None:
            need(ratings, ["soc", "element", "importance", "level"], "ratings", "careers/skill_ratings")
            self._rated = set(ratings["soc"].astype(str))
        self.medians = self._all_medians()
        years = sorted({year for _, year, _ in self.medians.values()})
        self.pay_note = (
            f"Dollars: median pay a year, May {years[-1]}, of the occupation nearest to the role."
            if years
            else ""
        )
        self.layout = layered(self.graph, lambda role: 1.0, GAP)
        self.order = self._outline()
        self.roles = {role: self._facts(role) for role in self.names}
        self.way = lru_cache(maxsize=256)(self._way)
        self.reachable = lru_cache(maxsize=64)(self._reachable)
        self.gap = lru_cache(maxsize=64)(self._gap)

    def role(self, wanted):
        """The role that is meant; ValueError in words."""
        return find(wanted, {role: [role] for role in self.names}, "role")

    def longest(self, start=None):
        """(start, goal) of the way with the most steps, from one role or from any."""
        best = (-1, "", "")
        for role in self.names if start is None else [start]:
            found = careers.reachable(role, advancement=self._advancement)
            steps = int(found["steps"].max()) if len(found) else 0
            if steps > best[0]:
                best = (steps, role, str(found["role"].iloc[-1]) if len(found) else role)
        return best[1:]

    def _reachable(self, start):
        """The roles that steps lead to from ``start``, the nearest first."""
        return [str(role) for role in careers.reachable(start, advancement=self._advancement)["role"]]

    def _way(self, start, goal):
        """(the path, "") or (None, the words that say why there is none)."""
        try:
            return careers.path(start, goal, advancement=self._advancement, **self._asks), ""
        except ValueError as problem:
            return None, str(problem)

    def _asked(self, role):
        """What a role asks for, from wherever one comes."""
        step = pd.DataFrame({"from_role": ["anywhere else"], "to_role": [role]})
        return list(careers.path("anywhere else", role, advancement=step, **self._asks)[0].requirements)

    def soc(self, role):
        """The code of the nearest occupation, or ""."""
        code = self._about.get(role, {}).get("soc", "")
        return "" if code is None or pd.isna(code) else str(code).strip()

    def _all_medians(self):
        """Role -> (median, year, title of the occupation), where there is an official figure."""
        if self._wages is None:
            return {}
        latest = int(self._wages["year"].max()) if "year" in self._wages else None
        careers.compare(wages=self._wages)  # says in words what is wrong with a table
        found = {}
        for role in self.names:
            soc = self.soc(role)
            if soc and soc in set(self._wages["soc"].astype(str)[self._wages["year"] == latest]):
                row = careers.compare(soc, latest, wages=self._wages).iloc[0]
                if not pd.isna(row["annual_median"]):
                    found[role] = (float(row["annual_median"]), latest, str(row["title"]))
        return found

    def _facts(self, role):
        about, soc = self._about.get(role, {}), self.soc(role)
        kind = about.get("kind", "")
        if role in self.medians:
            median, year, title = self.medians[role]
            near = FIT.get(str(about["soc_fit"]), "")
            pay = f"half earn less than {money(median)} a year (May {year}, {title}, {soc}{near})"
            short = money(median)
        else:
            pay, short = "no official figure", ""
            remark = about.get("remark", "")
            remark = "" if remark is None or pd.isna(remark) else str(remark)
            if soc:
                pay += f" in these tables for {soc}"
            pay += f": {remark[:1].lower()}{remark[1:]}" if remark else ""
        return {
            "role": role,
            "kind": "" if pd.isna(kind) else str(kind),
            "pay": pay,
            "median": short,
            "asks": self._asked(role),
            "to": [str(one) for one in self.graph.successors(role)],
            "from": [str(one) for one in self.graph.predecessors(role)],
            "layer": int(self.layout.layer[role]),
            "place": float(self.layout.place[role]),
        }

    def edges(self):
        """The arrows, with the lanes in which they pass a column."""
        return [
            {
                "from": str(one),
                "to": str(other),
                "kind": data["kind"],
                "years": data["years"],
                "lanes": [[int(layer), float(place)] for layer, place in self.layout.routes[one, other]],
                "back": (one, other) in self.layout.backward,
            }
            for one, other, data in self.graph.edges(data=True)
        ]

    def _outline(self):
        """The roles one below the other, each after one that leads to it, the leftmost start first."""
        starts = sorted(
            (role for role in self.graph if not self.graph.in_degree(role)), key=self.layout.layer.get
        )
        order = []
        for start in [*starts, *self.graph]:
            waiting = [start]
            while waiting:
                role = waiting.pop()
                if role not in order:
                    order.append(role)
                    waiting += [
                        one for one in reversed(list(self.graph.successors(role))) if one not in order
                    ]
        return [str(role) for role in order]

    def _gap(self, start, goal):
        """(the table of ``careers.skill_gap`` or None, words about what it is held against or why it is not there)."""
        if self._ratings is None:
            return None, "No table of skill ratings was given."
        here, there = self.soc(start), self.soc(goal)
        if there not in self._rated:
            reason = f"the code {there} has none" if there else "no occupation code comes near it"
            return None, f"There are no official skill ratings of {goal}: {reason}."
        if here == there:
            return None, (
                f"{start} and {goal} share the occupation code {there}, so official ratings cannot tell them apart."
            )
        if here in self._rated:
            return careers.skill_gap(here, there, ratings=self._ratings), ""
        reason = f"the code {here} has none" if here else "no occupation code comes near it"
        return careers.skill_gap({}, there, ratings=self._ratings), (
            f"There are no official skill ratings of {start} ({reason}): shown is what {goal} needs most."
        )

    def edge(self, key):
        """The step with the name "from -> to"; ValueError in words."""
        one, arrow, other = key.partition(" -> ") if isinstance(key, str) else ("", "", "")
        if not arrow or not self.graph.has_edge(one, other):
            raise ValueError(
                f"There is no step {key!r} on this map; there is {listed(_steps(self.graph)[:3])} and so on."
            )
        return one, other


def _steps(graph):
    return [f"{one} -> {other}" for one, other in graph.edges]
