"""The class: who the students are, and which of them an id or a name in a download means.

What could be two people is nobody.
"""

from dataclasses import dataclass, field

from shopfloor.grading.names import joined, key, plain, without_accents, words


@dataclass(frozen=True)
class Person:
    """One student of the list. ``tokens`` are texts by which a platform may name them, as ``plain`` makes them."""

    id: str
    first: str = ""
    last: str = ""
    email: str = ""
    lms_id: str = ""
    name: str = ""
    tokens: frozenset = frozenset()
    participant: str = ""  # Moodle's number in this assignment
    handed_in: str = ""  # when, in the platform's words

    @property
    def called(self):
        """The id, with the name beside it where there is one."""
        return f"{self.id} ({self.name})" if self.name and plain(self.name) != plain(self.id) else self.id


@dataclass
class Roster:
    """People, and how to find one of them."""

    people: list
    column: str = ""  # the one that the ids were taken from
    without_id: list = field(default_factory=list)  # names

    def __post_init__(self):
        self._tokens, self._participants, self._names, self._joined = {}, {}, {}, {}
        for person in self.people:
            for token in {plain(person.id), *person.tokens}:
                self._tokens.setdefault(token, []).append(person)
            if person.participant:
                self._participants.setdefault(person.participant, []).append(person)
            if key(person.name):
                self._names.setdefault(key(person.name), []).append(person)
            for text in joined(person.name):
                self._joined.setdefault(text, []).append(person)

    def find(self, tokens=(), name="", platform=""):
        """``(person, "")``, or ``(None, why)``: an id that is somebody's, agreeing with the name if both say who.

        Accents are left out of account only if nothing else fits, and then for one person only.
        """
        by_id = self._by_tokens(tokens, platform)
        by_name = self._by_name(name, platform)
        both = [person for person in by_id if person in by_name]
        if len(both) == 1:
            return both[0], ""
        if by_id and by_name and not both:
            if platform != "Brightspace":
                return None, f"its number means {_or(by_id)}, its name {_or(by_name)}"
            by_id = []  # whose the number is, is not certain there
        if platform == "Brightspace" and name:
            by_id = []
        found = both or by_id or by_name
        if len(found) == 1:
            return found[0], ""
        who = name or next(iter(tokens), "")
        if found:
            return None, f"{who} could be {_or(found)}"
        return None, f"nobody in the class list is {who}" if who else "its name does not say whose it is"

    def _by_tokens(self, tokens, platform):
        found = []
        for token in map(plain, tokens):
            for person in [
                *self._tokens.get(token, ()),
                *(self._participants.get(token, ()) if platform == "Moodle" else ()),
            ]:
                if person not in found:
                    found.append(person)
        return found

    def _by_name(self, name, platform):
        canvas = platform == "Canvas"
        table, looked_up = (self._joined, "".join(words(name))) if canvas else (self._names, key(name))
        if not looked_up:
            return []
        if looked_up in table:
            return _once(table[looked_up])
        bare = _bare(looked_up)
        return _once(person for text, people in table.items() if _bare(text) == bare for person in people)


def _bare(text):
    """Without accents, and sorted again: accents change the order."""
    return " ".join(sorted(without_accents(text).split()))


def _once(people):
    found = []
    for person in people:
        if person not in found:
            found.append(person)
    return found


def _or(people):
    return " or ".join(sorted(person.called for person in people)[:4]) + (
        " or others" if len(people) > 4 else ""
    )
