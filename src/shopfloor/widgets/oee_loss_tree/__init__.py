"""The OEE loss tree: where a machine's planned time went, and what cutting a loss would bring."""

from shopfloor.widgets.oee_loss_tree.widget import OeeLossTree

__all__ = ["OeeLossTree"]
