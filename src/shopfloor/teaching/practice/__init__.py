"""Practice without end: seeded problems in words, judged and solved step by step.

A topic is a function that writes one problem; it stands beside its lesson's others in
``practice/topics/lesson_06.py``::

    @topic("standard time", lesson="06")
    def standard_time(draw, level):
        normal = draw.between(60, 240) / 100
        allowance = draw.between(8, 20) / 100
        return numeric(
            f"A normal time is {normal} min; the allowance is {allowance:.0%} of the job. ...",
            normal * (1 + allowance), "min", 0.005,
            mistakes={normal / (1 - allowance): "That divides by 1 - A, as for a part of the workday."},
            steps=[...],
        )
"""

from .session import Practice

practice = Practice()

__all__ = ["Practice", "practice"]
