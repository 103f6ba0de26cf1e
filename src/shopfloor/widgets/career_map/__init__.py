"""The career map: which role leads to which, the way from here to there, and a plan of one's own."""

from shopfloor.widgets.career_map.widget import CareerMap

__all__ = ["CareerMap"]
