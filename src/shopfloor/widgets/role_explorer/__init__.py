"""The role explorer: what one role or two do all day, and what the learner has done of it."""

from shopfloor.widgets.role_explorer.widget import RoleExplorer

__all__ = ["RoleExplorer"]
