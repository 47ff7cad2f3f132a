"""The rules of a repository: a table of codes, small generators that find where they are broken, and reports."""

from laurels.checks.runner import in_order, run

__all__ = ["in_order", "run"]
