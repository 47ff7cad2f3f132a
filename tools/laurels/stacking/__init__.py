"""The algebra of stack rules and of renewal: what a rule names, whether what somebody holds meets it, and the ways to meet it."""

from laurels.stacking.evaluate import Progress, evaluate
from laurels.stacking.renewal import Shortfall, opening, renews, shortfall
from laurels.stacking.routes import least, routes
from laurels.stacking.rule import Form, entries, forms, leaves, members, needed

__all__ = [
    "Form",
    "Progress",
    "Shortfall",
    "entries",
    "evaluate",
    "forms",
    "least",
    "leaves",
    "members",
    "needed",
    "opening",
    "renews",
    "routes",
    "shortfall",
]
