"""The role explorer in Python: what two roles do, what they share, and what the learner marked."""

import pandas as pd

from shopfloor.methods import careers
from shopfloor.methods.arguments import listed
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.role_explorer.role_tables import RoleTables

ALL = "all"
UNITS = {"count": "Number of duties", "share": "Share of the role's duties"}
MEASURES = {
    "jaccard": "which activities (Jaccard)",
    "cosine": "how many duties of each (cosine)",
}
MARKS = {"done": "I have done this", "would like": "I would like to", "not for me": "Not for me"}
RECORD = ["role", "activity", "duty", "mark"]
SHOWN = {"activity": "str", "role": "str", "duties": "int64", "share": "float64"}
CAUTION = (
    "A count says how much a document writes about the work, not how the hours of a day are spent: a role with a "
    "short description is not a role with little to do."
)
SOURCE = (
    "Five career documents, named row by row in careers/duties (column document); one is dated 2017, one gives wages of 2019, three "
    "have no date. The duties are in the course's own words, and the course sorted them by activity."
)


class RoleExplorer(Computed):
    """What do technicians, engineers and supervisors do all day? One role, or two side by side.

    The learner chooses roles, sees their duties counted by activity, reads how much the roles overlap and which
    titles stand for both, and marks duties: "I have done this", "I would like to", "Not for me".

    ``roles``: one role or two. ``activity``: the activity whose duties are listed at first, or "all"; left out, the
    one with most duties that both have. ``unit``: "count" or "share". ``measure``: of the overlap, "jaccard" or
    "cosine" (see ``careers.overlap``). ``marks``: marks at first, duty number -> "done", "would like" or "not for
    me". ``duties``, ``titles``, ``work_settings``, ``tools``, ``about``: tables such as the course's
    careers/duties, .../titles, .../work_settings, .../tools and .../roles; the course's own if ``duties`` is left
    out. What is marked is kept in the file ``save_as``, if one is given.

    ``record`` is a table of the duties marked, with the columns role, activity, duty and mark ("done", "would
    like", "not for me"); ``shown`` one of the counts on the picture, with the columns activity, role, duties and
    share (a fraction of the role's duties); ``overlap`` the number, as ``careers.overlap`` gives it, or None.

    >>> explorer = RoleExplorer(["Production technician", "Industrial engineering technician"])
    >>> print(explorer.overlap)
    0.50: they share 5 of 10 kinds of activity (Jaccard)
    >>> explorer.shown.head(2)
      activity                               role  duties     share
    0  observe              Production technician       2  0.044444
    1  observe  Industrial engineering technician       7  0.291667
    """

    _esm = assemble("kit/kit.js", "role_explorer/role_explorer.js")
    _css = assemble("kit/kit.css", "role_explorer/role_explorer.css")

    def __init__(
        self,
        roles=None,
        *,
        activity=None,
        unit="count",
        measure="jaccard",
        marks=None,
        duties=None,
        titles=None,
        work_settings=None,
        tools=None,
        about=None,
        save_as=None,
    ):
        self._tables = tables = RoleTables(duties, titles, work_settings, tools, about)
        if roles is None:
            most = sorted(tables.roles, key=lambda role: -len(tables.of[role]))
            roles = most[:2]
        wanted = {
            "roles": list(roles) if isinstance(roles, (tuple, pd.Series)) else roles,
            "activity": ALL if activity is None else activity,
            "unit": unit,
            "measure": measure,
            "marks": {} if marks is None else marks,
        }
        wanted = self._checked(wanted)
        if activity is None:
            wanted["activity"] = self._liveliest(wanted["roles"])
        self._wanted = wanted
        super().__init__(save_as=save_as)

    @property
    def record(self) -> pd.DataFrame:
        """The duties that were marked: see the class for the columns."""
        marks = self._good["marks"]
        rows = [
            (row["role"], row["activity"], row["duty"], marks[row["id"]])
            for row in self._tables.rows
            if row["id"] in marks
        ]
        return pd.DataFrame(rows, columns=RECORD).astype("str")

    @property
    def shown(self) -> pd.DataFrame:
        """The counts on the picture now, in both units: see the class for the columns."""
        tables, roles = self._tables, self._good["roles"]
        rows = [
            (activity, role, tables.counts[role][activity], tables.shares[role][activity])
            for activity in tables.activities
            for role in roles
        ]
        return pd.DataFrame(rows, columns=list(SHOWN)).astype(SHOWN)

    @property
    def overlap(self):
        """How much the two roles share, as ``careers.overlap`` gives it; None for one role."""
        return self._shared(self._good)

    def _shared(self, inputs):
        if len(inputs["roles"]) < 2:
            return None
        return self._tables.overlap(*inputs["roles"], inputs["measure"])

    def _liveliest(self, roles):
        """The activity with most duties among those that all of the roles have."""
        counts = self._tables.counts
        common = [one for one in self._tables.activities if all(counts[role][one] for role in roles)]
        return max(common, key=lambda one: sum(counts[role][one] for role in roles), default=ALL)

    # What is set

    def _start(self):
        return dict(self._wanted)

    def _checked(self, inputs):
        chosen = inputs.get("roles")
        chosen = [chosen] if isinstance(chosen, str) else chosen
        if not isinstance(chosen, (list, tuple)) or not 1 <= len(chosen) <= 2:
            raise ValueError(
                'Choose one role or two, such as ["Production technician", "Production engineer"].'
            )
        roles = [self._tables.role(one) for one in chosen]
        if len(set(roles)) < len(roles):
            raise ValueError(f"{roles[0]} was chosen twice: two different roles stand side by side.")
        activity = inputs.get("activity")
        if not isinstance(activity, str) or activity not in (ALL, *self._tables.activities):
            raise ValueError(
                f'The activity is "all" or one of {listed(self._tables.activities)}; {activity!r} was given.'
            )
        for name, known in (("unit", UNITS), ("measure", MEASURES)):
            if not isinstance(inputs.get(name), str) or inputs[name] not in known:
                raise ValueError(
                    f"The {name} is {' or '.join(map(repr, known))}; {inputs.get(name)!r} was given."
                )
        return {
            "roles": roles,
            "activity": activity,
            "unit": inputs["unit"],
            "measure": inputs["measure"],
            "marks": self._checked_marks(inputs.get("marks")),
        }

    def _checked_marks(self, marks):
        if not isinstance(marks, dict):
            raise ValueError('Marks go by the number of a duty, such as {"D01": "done"}.')
        known = {row["id"] for row in self._tables.rows}
        for duty, mark in marks.items():
            if duty not in known:
                raise ValueError(f"There is no duty with the number {duty!r} in this table.")
            if not isinstance(mark, str) or mark not in MARKS:
                raise ValueError(f"A mark is {' or '.join(map(repr, MARKS))}; {mark!r} was given.")
        return dict(marks)

    # What comes of it

    def _view(self, inputs):
        tables, roles = self._tables, inputs["roles"]
        bars = [self._bar(activity, inputs) for activity in tables.activities]
        listed_rows = [
            row
            for role in roles
            for row in sorted(tables.of[role], key=lambda row: tables.activities.index(row["activity"]))
            if inputs["activity"] in (ALL, row["activity"])
        ]
        overlap, tally, same = self._overlap_view(inputs), self._tally(inputs), self._same_titles(roles)
        totals = [len(tables.of[role]) for role in roles]
        return {
            "set": inputs,
            "options": {
                "roles": [[role, f"{role} ({_duties(len(tables.of[role]))})"] for role in tables.roles],
                "activities": [ALL, *tables.activities],
                "units": list(UNITS.items()),
                "measures": list(MEASURES.items()),
                "marks": list(MARKS),
            },
            "roles": [
                {"name": role, "kind": tables.kind(role), "duties": total}
                for role, total in zip(roles, totals, strict=True)
            ],
            "bars": bars,
            "most": max(value["size"] for bar in bars for value in bar["values"]),
            "overlap": overlap,
            "duties": [
                {
                    "id": row["id"],
                    "who": roles.index(row["role"]),
                    "activity": row["activity"],
                    "duty": row["duty"],
                    "mark": inputs["marks"].get(row["id"], ""),
                }
                for row in listed_rows
            ],
            "tally": tally,
            "titles": [self._titles(role) for role in roles],
            "same": same,
            "around": [
                {"settings": tables.settings.get(role, []), "tools": tables.tools.get(role, [])}
                for role in roles
            ],
            "caution": CAUTION,
            "source": "" if tables.own else SOURCE,
            "text": self._in_words(inputs, bars, overlap, same, tally),
        }

    def _bar(self, activity, inputs):
        tables, values = self._tables, []
        for role in inputs["roles"]:
            count, share = tables.counts[role][activity], tables.shares[role][activity]
            by_count = inputs["unit"] == "count"
            values.append(
                {
                    "size": count if by_count else share,
                    "label": str(count) if by_count else f"{100 * share:.0f}\u00a0%",
                    "words": f"{role} {count} of {_duties(len(tables.of[role]))}, {100 * share:.0f}\u00a0%",
                }
            )
        return {"activity": activity, "values": values}

    def _overlap_view(self, inputs):
        found = self._shared(inputs)
        if found is None:
            return None
        return {
            "value": float(found),
            "words": found.words,
            "sentence": _capital(found.words.partition(": ")[2]),
            "shared": list(found.shared),
            "only": [list(found.only_a), list(found.only_b)],
        }

    def _tally(self, inputs):
        """Marks by role, a row for each mark: of the roles shown, and of all roles together."""
        record = pd.DataFrame(
            [
                (row["role"], inputs["marks"][row["id"]], row["activity"])
                for row in self._tables.rows
                if row["id"] in inputs["marks"]
            ],
            columns=["role", "mark", "activity"],
        )
        if record.empty:
            return {"rows": [], "total": 0, "wish": ""}
        counts = careers.cross_table(record, "mark", "role")

        def of(mark, role):
            return int(counts.loc[mark, role]) if mark in counts.index and role in counts else 0

        rows = [
            [
                words,
                *(of(mark, role) for role in inputs["roles"]),
                sum(of(mark, role) for role in self._tables.roles),
            ]
            for mark, words in MARKS.items()
        ]
        wish = record[record["mark"] == "would like"]["activity"].value_counts().to_dict()
        most = max(wish.values(), default=0)
        ahead = [one for one in self._tables.activities if wish.get(one, 0) == most > 0]
        words = f"What you would like is most often: {listed(ahead)} ({_duties(most)})." if ahead else ""
        if len(ahead) > 1:
            words = words.replace(")", " each)")
        return {"rows": rows, "total": len(record), "wish": words}

    def _titles(self, role):
        tables = self._tables
        names = [
            {
                "name": name,
                "also": [one for one in tables.shared_names.get(name.casefold(), []) if one != role],
            }
            for name, of, what in tables.names
            if of == role and what == "another name"
        ]
        return {"names": names, "neighbors": tables.neighbors.get(role, [])}

    def _same_titles(self, roles):
        """Titles that stand for one of these roles and for another one as well, in words."""
        said = []
        for name, of, _ in self._tables.names:
            jobs = self._tables.shared_names.get(name.casefold(), [])
            if of in roles and jobs:
                said.append(f"\u201c{_titled(name)}\u201d can mean {' or '.join(jobs)}")
        return list(dict.fromkeys(said))

    def _in_words(self, inputs, bars, overlap, same, tally):
        tables, sentences = self._tables, []
        for place, role in enumerate(inputs["roles"]):
            ranked = sorted(bars, key=lambda bar: -bar["values"][place]["size"])[:3]
            ahead = [
                f"{bar['activity']} {bar['values'][place]['label']}"
                for bar in ranked
                if bar["values"][place]["size"]
            ]
            kind = f" ({tables.kind(role)})" if tables.kind(role) else ""
            sentences.append(f"{role}{kind}: {_duties(len(tables.of[role]))}; above all {listed(ahead)}.")
        if overlap:
            sentences.append(f"Overlap {overlap['words']}.")
        sentences += [f"{one}." for one in same]
        of = "all activities" if inputs["activity"] == ALL else f"\u201c{inputs['activity']}\u201d"
        listed_now = sum(
            inputs["activity"] in (ALL, row["activity"])
            for role in inputs["roles"]
            for row in tables.of[role]
        )
        sentences.append(f"Listed: {_duties(listed_now)} of {of}.")
        marked = ", ".join(f"{row[0]} {row[-1]}" for row in tally["rows"])
        sentences.append(
            f"Marked: {marked}. {tally['wish']}".strip() if tally["total"] else "No duty is marked yet."
        )
        sentences.append(CAUTION)
        return " ".join(sentences)


def _duties(count):
    return f"{count} {'duty' if count == 1 else 'duties'}"


def _capital(words):
    return words[:1].upper() + words[1:]


def _titled(name):
    """A title with capitals, as it stands on a door."""
    return " ".join(_capital(word) if len(word) > 3 else word for word in name.split())
