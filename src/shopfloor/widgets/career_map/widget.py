"""The career map in Python: where one is, where one wants to go, the way there, and a plan of one's own."""

import re

import pandas as pd

from shopfloor.methods.arguments import listed
from shopfloor.widgets.career_map.map_tables import MapTables
from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed

PLAN = {
    "step": "int64",
    "from_role": "str",
    "to_role": "str",
    "kind": "str",
    "years": "float64",
    "done": "bool",
    "target_date": "datetime64[ns]",
    "note": "str",
}
EMPTY = {"done": False, "date": "", "note": ""}
SHOWN_GAPS = 6
LONGEST_NOTE = 500
CAUTION = "An arrow says that a career document sees the step, not how many people take it."
SOURCE = (
    "Steps, tiers, schooling and certificates: the career documents named row by row in careers/advancement, "
    "/career_tiers, /education and /credentials. Pay: US Bureau of Labor Statistics, Occupational Employment and Wage "
    "Statistics. Usual at entry: BLS, Employment Projections 2024 to 2034. Skills: O*NET 29.0 Database, US Department "
    "of Labor (USDOL/ETA), CC BY 4.0; levels from 0 to 7. Each figure is that of the occupation nearest to the role."
)


class CareerMap(Computed):
    """Where am I, where do I want to go, and what does each step on the way ask for?

    A map of roles with arrows between them. The learner says where they are and where they want to go, sees the
    way with the schooling, certificates and years of each step, pay where there is an official figure, and the
    skills that are missing; and makes a plan: ticks steps, writes a target date and a note for each.

    ``start``, ``goal``: roles; left out, the ends of the longest way; ``goal=""``: none yet. ``plan``: the plan at
    first, "from role -> to role" -> {"done": True, "date": "2027-06-30", "note": "evening course"}.
    ``advancement``: the steps, a table such as careers/advancement; ``tiers``, ``education``, ``credentials``,
    ``roles`` with ``projections``, ``wages``, ``ratings``: tables such as the course's careers/career_tiers,
    .../education, .../credentials, .../roles, .../projections, .../wages and .../skill_ratings; the course's own
    if ``advancement`` is left out. The plan is kept in the file ``save_as``, if one is given.

    ``plan`` is a table of the steps of the way, with the columns step (from 1), from_role, to_role, kind, years
    (missing: not stated), done, target_date (missing: none written) and note. ``way`` is what ``careers.path``
    gives, or None; ``gap`` what ``careers.skill_gap`` gives for the two ends, or None.

    >>> careers_map = CareerMap("Junior production technician", "Senior production technician")
    >>> careers_map.plan[["step", "to_role", "years", "done"]]
       step                       to_role  years   done
    0     1         Production technician    2.0  False
    1     2  Senior production technician    3.0  False
    """

    _esm = assemble("kit/kit.js", "career_map/drawn_map.js", "career_map/career_map.js")
    _css = assemble("kit/kit.css", "career_map/career_map.css")

    def __init__(
        self,
        start=None,
        goal=None,
        *,
        plan=None,
        advancement=None,
        tiers=None,
        education=None,
        credentials=None,
        roles=None,
        projections=None,
        wages=None,
        ratings=None,
        save_as=None,
    ):
        self._map = tables = MapTables(
            advancement, tiers, education, credentials, roles, projections, wages, ratings
        )
        if start is not None:
            start = tables.role(start)
        longest = tables.longest(start)
        self._wanted = self._checked(
            {
                "start": longest[0] if start is None else start,
                "goal": longest[1] if goal is None else goal,
                "plan": {} if plan is None else plan,
            }
        )
        super().__init__(save_as=save_as)

    @property
    def plan(self) -> pd.DataFrame:
        """The steps of the way with what was planned: see the class for the columns."""
        rows = [
            (
                place,
                step.from_role,
                step.to_role,
                step.kind,
                step.years,
                mine["done"],
                mine["date"] or None,
                mine["note"],
            )
            for place, (step, mine) in enumerate(self._planned(self._good), start=1)
        ]
        table = pd.DataFrame(rows, columns=list(PLAN))
        return table.assign(target_date=pd.to_datetime(table["target_date"])).astype(PLAN)

    record = plan

    @property
    def way(self):
        """The way as ``careers.path`` gives it; None where no goal is chosen or no way leads there."""
        return self._way(self._good)[0]

    @property
    def gap(self):
        """What is missing at the goal, as ``careers.skill_gap`` gives it; None where there are no ratings."""
        found = self._map.gap(self._good["start"], self._good["goal"])[0] if self._good["goal"] else None
        return None if found is None else found.copy()

    def _way(self, inputs):
        return self._map.way(inputs["start"], inputs["goal"]) if inputs["goal"] else (None, "")

    def _planned(self, inputs):
        """(step, what was planned for it), for each step of the way."""
        way, _ = self._way(inputs)
        return [(step, {**EMPTY, **inputs["plan"].get(_key(step), {})}) for step in way or []]

    # What is set

    def _start(self):
        return dict(self._wanted)

    def _checked(self, inputs):
        goal, plan = inputs.get("goal"), inputs.get("plan")
        if not isinstance(plan, dict):
            raise ValueError('A plan goes by steps, such as {"from role -> to role": {"done": True}}.')
        return {
            "start": self._map.role(inputs.get("start")),
            "goal": "" if goal in ("", None) else self._map.role(goal),
            "plan": {key: self._checked_step(key, mine) for key, mine in plan.items()},
        }

    def _checked_step(self, key, mine):
        one, other = self._map.edge(key)
        if not isinstance(mine, dict) or not set(mine) <= set(EMPTY):
            raise ValueError(
                f"The plan of a step has {listed(EMPTY)}, such as {{'done': True}}; {mine!r} was given."
            )
        mine = {**EMPTY, **mine}
        if not isinstance(mine["done"], bool):
            raise ValueError(f"done is True or False; {mine['done']!r} was given.")
        if not isinstance(mine["note"], str) or len(mine["note"]) > LONGEST_NOTE:
            raise ValueError(f"A note is text of {LONGEST_NOTE} characters at most.")
        return {**mine, "date": _checked_date(mine["date"], f"{one} to {other}")}

    # What comes of it

    def _view(self, inputs):
        tables, (way, no_way) = self._map, self._way(inputs)
        on_way = list(way.roles) if way else []
        steps = [self._step_view(place, *pair) for place, pair in enumerate(self._planned(inputs), start=1)]
        gap = self._gap_view(inputs)
        reach = tables.reachable(inputs["start"])
        remarks = self._remarks(inputs)
        heading = self._heading(inputs, way, no_way)
        return {
            "set": inputs,
            "roles": [self._placed(role, inputs, on_way, reach) for role in tables.names],
            "order": tables.order,
            "edges": [
                {**edge, "marked": (edge["from"], edge["to"]) in zip(on_way, on_way[1:], strict=False)}
                for edge in tables.edges()
            ],
            "layers": int(tables.layout.layers),
            "extent": float(tables.layout.extent),
            "heading": heading,
            "no_way": no_way,
            "others": [" \u2192 ".join(roles) for roles in way.others] if way else [],
            "steps": steps,
            "remarks": remarks,
            "gap": gap,
            "pay_note": self._map.pay_note,
            "caution": CAUTION,
            "source": "" if tables.own else SOURCE,
            "text": self._in_words(inputs, heading, no_way, steps, gap, reach, remarks),
        }

    def _placed(self, role, inputs, on_way, reach):
        facts = self._map.roles[role]
        state, badge = ("reach" if role in reach else "far"), ""
        if role in on_way and len(on_way) > 1:
            place = on_way.index(role)
            state, badge = "way", f"step {place}"
        if role == inputs["goal"]:
            badge = "goal, " + badge if badge else "your goal"
        if role == inputs["start"]:
            state, badge = "here", "you are here" if role != inputs["goal"] else "here and goal"
        return {**facts, "state": state, "badge": badge}

    def _step_view(self, place, step, mine):
        years = "years not stated" if step.years is None else _years(step.years)
        return {
            "key": _key(step),
            "title": f"Step {place}: {step.to_role}",
            "from": step.from_role,
            "to": step.to_role,
            "how": ", ".join(part for part in (step.kind, years) if part),
            "asks": list(step.requirements),
            "pay": self._map.roles[step.to_role]["pay"],
            "mine": mine,
        }

    def _gap_view(self, inputs):
        if not inputs["goal"] or inputs["goal"] == inputs["start"]:
            return {"words": "", "rows": []}
        table, words = self._map.gap(inputs["start"], inputs["goal"])
        if table is None:
            return {"words": words, "rows": []}
        rows = [
            {
                "element": row["element"],
                "domain": row["domain"],
                "have": None if pd.isna(row["level_have"]) else float(row["level_have"]),
                "want": float(row["level_want"]),
                "gap": None if pd.isna(row["gap"]) else f"{row['gap']:+.2f}",
            }
            for row in table.head(SHOWN_GAPS).to_dict("records")
            if pd.isna(row["gap"]) or row["gap"] > 0
        ]
        if not rows:
            words = f"What {inputs['goal']} needs, {inputs['start']} has already, as far as the ratings go."
        return {"words": words, "rows": rows}

    def _remarks(self, inputs):
        """What does not fit together in the dates, in words."""
        dated = [(step, mine["date"]) for step, mine in self._planned(inputs) if mine["date"]]
        return [
            f"{later.to_role} has an earlier date ({second}) than {step.to_role} before it ({first})."
            for (step, first), (later, second) in zip(dated, dated[1:], strict=False)
            if second < first
        ]

    def _heading(self, inputs, way, no_way):
        start, goal = inputs["start"], inputs["goal"]
        if not goal:
            return f"From {start}: choose where you want to go"
        if no_way:
            return f"No way leads from {start} to {goal} on this map"
        if not way.steps:
            return f"{start}: that is where you are"
        count = f"{len(way)} step{'s' if len(way) > 1 else ''}"
        return f"From {start} to {goal}: {count}, {'years not stated' if way.years is None else _years(way.years)}"

    def _in_words(self, inputs, heading, no_way, steps, gap, reach, remarks):
        tables = self._map
        sentences = [f"The map has {len(tables.names)} roles and {tables.graph.number_of_edges()} steps."]
        if no_way:
            sentences.append(no_way)
        else:
            onward = listed(reach) if reach else "no other role"
            sentences += [f"From {inputs['start']} one can reach {onward}.", f"{heading}."]
        for step in steps:
            asks = (
                f" It asks for: {'; '.join(step['asks'])}."
                if step["asks"]
                else " The tables say nothing about what it asks for."
            )
            sentences.append(f"{step['title']} ({step['how']}).{asks}")
        for role in dict.fromkeys([inputs["start"], inputs["goal"]] if inputs["goal"] else [inputs["start"]]):
            sentences.append(f"Pay of {role}: {tables.roles[role]['pay']}.")
        sentences += [gap["words"]] if gap["words"] else []
        if gap["rows"]:
            said = [
                f"{row['element']} level {row['want']:.2f}" + (f" ({row['gap']})" if row["gap"] else "")
                for row in gap["rows"][:3]
            ]
            sentences.append(f"{'Largest gaps' if gap['rows'][0]['gap'] else 'Needed most'}: {listed(said)}.")
        if steps:
            dates = [f"{step['to']} by {step['mine']['date']}" for step in steps if step["mine"]["date"]]
            done = sum(step["mine"]["done"] for step in steps)
            sentences.append(
                f"Plan: {done} of {len(steps)} done; {listed(dates) if dates else 'no date written'}."
            )
        return " ".join([*sentences, *remarks, CAUTION])


def _key(step):
    return f"{step.from_role} -> {step.to_role}"


def _years(years):
    return f"{years:g} year{'' if years == 1 else 's'}"


def _checked_date(date, step):
    """A date as text, "2027-06-30", or ""."""
    if date in ("", None):
        return ""
    try:
        if not isinstance(date, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
            raise ValueError
        found = pd.Timestamp(date)
    except ValueError:
        raise ValueError(
            f'A target date is text such as "2027-06-30"; for {step} {date!r} was given.'
        ) from None
    if not 2000 <= found.year <= 2100:
        raise ValueError(f"A target date lies between 2000 and 2100; for {step} {date} was given.")
    return date
