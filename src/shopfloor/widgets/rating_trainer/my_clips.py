"""A student's own clips, rated for marks: the trainer without the truth."""

import hashlib
import json

from shopfloor.data import course_code, student_id
from shopfloor.widgets.rating_trainer.clips import clip, own_clips
from shopfloor.widgets.rating_trainer.widget import RatingTrainer


class MyClips(RatingTrainer):
    """Your own clips to rate: nobody else has the same, and their true paces are never shown.

    Works as the `RatingTrainer`, but each clip shows another stretch of the cycle, a rating can be taken
    back, and after the last one the widget shows the list of your ratings, to hand in. How far off they are
    stands in the feedback.

    ``name`` names the clips, such as "a06_ratings". They follow from it, from your id and from the course
    code (see `shopfloor.data.student_id` and `course_code`). The ratings are kept in ``save_as``, else in
    my_<name>.json, beside the notebook (None: nowhere).

    There is no ``record`` and no ``bias()``: both say so in words.

    Raises DataError, in words, when the id or the course code is missing.
    """

    def __init__(self, name, clips=15, *, student=None, course=None, save_as="my_{name}.json", speed=1.0):
        if not isinstance(name, str) or not name.isidentifier():
            raise ValueError(f'name is a short name such as "a06_ratings", not {name!r}')
        if isinstance(clips, bool) or not isinstance(clips, int) or not 3 <= clips <= 60:
            raise ValueError(f"clips must be a whole number from 3 to 60, not {clips!r}")
        self._whose = (name, student_id(student), course_code(course))
        # A mark of whose clips these are: the file holds neither their paces nor what they follow from.
        self._mark = hashlib.sha256(json.dumps([*self._whose, clips]).encode()).hexdigest()[:12]
        self._count = clips
        super().__init__(seed=0, clips=clips, save_as=save_as and save_as.format(name=name), speed=speed)

    @property
    def record(self):
        """Not here: ValueError, in words. The list is copied, since marking runs the notebook anew."""
        raise ValueError(
            "Copy the list that the trainer shows after the last clip. When your notebook is marked it is run "
            "anew, and there the trainer knows none of your ratings."
        )

    def bias(self, last=None):
        """Not here: ValueError, in words."""
        raise ValueError(
            "The true paces of these clips are not shown, so there is no bias to see yet: it stands in the "
            "feedback. To practise with the truth: RatingTrainer(seed=1, save_as=None), then seed=2 and so on."
        )

    def _start(self):
        return {"of": self._mark, "ratings": []}

    def _checked(self, inputs):
        if inputs.get("of") != self._mark:
            raise ValueError("the ratings are of the clips of another id, course or assignment")
        return {"of": self._mark, "ratings": self._checked_ratings(inputs.get("ratings"), self._count)}

    def _view(self, inputs):
        ratings, count = inputs["ratings"], self._count
        finished = len(ratings) == count
        at = "All clips are rated." if finished else f"Clip {len(ratings) + 1} of {count} comes next."
        given = ", ".join(f"{rating / 100:.2f}" for rating in ratings)
        if not ratings:
            verdict, listed = "Look at the normal pace first, then play the first clip.", ""
        elif finished:
            verdict, listed = "All clips are rated. This is your list, to hand in:", f"[{given}]"
        else:
            verdict, listed = f"{len(ratings)} of {count} rated.", f"Your ratings so far: {given}."
        return {
            "rated": len(ratings),
            "clips": count,
            "clip": None if finished else own_clips(*self._whose, count)[len(ratings)].for_browser(),
            "normal": clip(1.0),
            "speed": self._speed,
            "own": True,
            "points": [],
            "verdict": verdict,
            "figures": listed,
            "text": " ".join(part for part in (at, listed and verdict, listed) if part),
        }
