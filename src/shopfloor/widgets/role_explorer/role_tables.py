"""The tables behind the role explorer: duties with their numbers, names of jobs, places and tools."""

from functools import lru_cache

import pandas as pd

from shopfloor.data import load
from shopfloor.methods import careers
from shopfloor.methods.arguments import listed
from shopfloor.methods.career_tables import find, need


class RoleTables:
    """``duties`` and, where there are any, ``titles``, ``work_settings``, ``tools`` and ``about`` (a row for each
    role); the course's if no duties are given."""

    def __init__(self, duties=None, titles=None, work_settings=None, tools=None, about=None):
        self.own = duties is not None
        if not self.own:
            duties = load("careers/duties")
            titles = load("careers/titles") if titles is None else titles
            work_settings = load("careers/work_settings") if work_settings is None else work_settings
            tools = load("careers/tools") if tools is None else tools
            about = load("careers/roles") if about is None else about
        need(duties, ["role", "activity", "duty"], "duties", "careers/duties")
        if duties.empty:
            raise ValueError("The table of duties is empty: there is nothing to explore.")
        if duties[["role", "activity", "duty"]].isna().any(axis=None):
            raise ValueError(
                "The table of duties has empty cells: each duty needs its role and its activity."
            )
        self.duties = duties.reset_index(drop=True)
        self.rows = self._numbered(self.duties)
        self.roles = list(dict.fromkeys(row["role"] for row in self.rows))
        self.of = {role: [row for row in self.rows if row["role"] == role] for role in self.roles}
        counts = careers.cross_table(self.duties)
        shares = careers.cross_table(self.duties, share=True)
        self.activities = [str(one) for one in counts.columns if counts[one].sum()]
        self.counts = {
            role: {one: int(counts.loc[role, one]) for one in self.activities} for role in self.roles
        }
        self.shares = {
            role: {one: float(shares.loc[role, one]) for one in self.activities} for role in self.roles
        }
        self.overlap = lru_cache(maxsize=64)(self._overlap)
        self._about = {}
        if about is not None:
            need(about, ["role"], "about", "careers/roles")
            self._about = {str(row["role"]): row for row in about.to_dict("records")}
        self.names = self._all_names(titles)
        self.shared_names = self._shared(self.names)
        self.neighbors = self._listed(titles, "title", "kind", lambda row: row["kind"] == "neighbor")
        if work_settings is not None:
            need(work_settings, ["role", "aspect", "setting"], "work_settings", "careers/work_settings")
        self.settings = self._grouped(work_settings, "aspect", "setting")
        if tools is not None:
            need(tools, ["role", "tool"], "tools", "careers/tools")
        self.tools = self._grouped(tools, "kind" if tools is not None and "kind" in tools else "role", "tool")

    def _overlap(self, role_a, role_b, measure):
        return careers.overlap(role_a, role_b, duties=self.duties, measure=measure)

    @staticmethod
    def _numbered(duties):
        """The duties as dictionaries, each with a number of its own."""
        rows = duties.astype({name: str for name in ("role", "activity", "duty")}).to_dict("records")
        has_numbers = "duty_id" in duties and duties["duty_id"].is_unique and duties["duty_id"].notna().all()
        return [
            {
                "id": str(row["duty_id"]) if has_numbers else str(place),
                **{name: row[name] for name in ("role", "activity", "duty")},
            }
            for place, row in enumerate(rows, start=1)
        ]

    def role(self, wanted):
        """The role that is meant; ValueError in words."""
        if isinstance(wanted, str) and wanted.strip() in self._about and wanted.strip() not in self.of:
            raise ValueError(
                f"The table names no duties of {wanted.strip()}; it does of {listed(self.roles)}."
            )
        return find(wanted, {role: [role] for role in self.roles}, "role")

    def kind(self, role):
        """Technician, engineer, supervisor or manager; empty where nothing is said, or the name says it."""
        kind = self._about.get(role, {}).get("kind", "")
        return "" if pd.isna(kind) or str(kind) in role.casefold() else str(kind)

    def _all_names(self, titles):
        """All names of jobs: (name, role, what it is). A role is a name of its own."""
        names = [(role, role, "the role itself") for role in dict.fromkeys([*self.roles, *self._about])]
        if titles is None:
            return names
        need(titles, ["role", "title", "kind"], "titles", "careers/titles")
        own = titles[titles["kind"].astype(str) != "neighbor"]
        return names + [
            (str(title), str(role), "another name")
            for title, role in zip(own["title"], own["role"], strict=True)
        ]

    @staticmethod
    def _shared(names):
        """Name in small letters -> the roles that it stands for, where there are several."""
        table = pd.DataFrame([(name.casefold(), role) for name, role, _ in names], columns=["title", "role"])
        used = careers.cross_table(table, "title", "role") > 0
        several = used[used.sum(axis=1) > 1]
        return {title: [role for role in used if row[role]] for title, row in several.iterrows()}

    @staticmethod
    def _listed(table, column, kind, keep):
        found = {}
        for row in [] if table is None else table.to_dict("records"):
            if keep(row):
                found.setdefault(str(row["role"]), []).append(str(row[column]))
        return found

    @staticmethod
    def _grouped(table, by, column):
        """Role -> [(heading, [entries])]."""
        found = {}
        for row in [] if table is None else table.to_dict("records"):
            heading = "" if by == "role" else str(row[by])
            found.setdefault(str(row["role"]), {}).setdefault(heading, []).append(str(row[column]))
        return {
            role: [[heading, entries] for heading, entries in groups.items()]
            for role, groups in found.items()
        }
