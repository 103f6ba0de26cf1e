"""Handing in through nbgrader's exchange on a hub, so that only its owner can change what was handed in."""

from pathlib import Path

from nbgrader.exchange.default.submit import ExchangeSubmit


class SubmitAsOwner(ExchangeSubmit):
    """nbgrader's handing in, without letting everybody write into the folder afterwards.

    nbgrader opens each hand-in's folder to all accounts, so that instructors can delete it, and trusts that nobody
    finds out its name. Set it where students have accounts of their own::

        c.ExchangeFactory.submit = "shopfloor.grading.submit_as_owner.SubmitAsOwner"

    What is in the exchange's folder of hand-ins is then deleted by the administrator.
    """

    def copy_files(self):
        super().copy_files()
        Path(self.inbound_path, self.assignment_filename).chmod(0o755)
