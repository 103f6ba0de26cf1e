"""The ground floor: the course's tables, what they mean, and each student's own version of them.

>>> from shopfloor.data import load
>>> load("timestudy/elements").head(2)[["operation", "element", "kind"]]
         operation element    kind
0  drill a bracket       A  manual
1  drill a bracket       B  manual
"""

from .descriptions import describe
from .errors import ChangedDataWarning, DataError
from .identity import course_code, same_student, student_id
from .own import my_data
from .tables import load

__all__ = [
    "ChangedDataWarning",
    "DataError",
    "course_code",
    "describe",
    "load",
    "my_data",
    "same_student",
    "student_id",
]
