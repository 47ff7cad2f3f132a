"""What a proposal changes, for the people who decide on it: two states of a repository in, a `Difference` out. Pure."""

from laurels.diff.difference import Difference

__all__ = ["Difference"]
