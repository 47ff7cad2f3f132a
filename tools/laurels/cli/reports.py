"""A verification report as text for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from laurels.verification import Report
from laurels.verification.headline import headline

MARKS = {"passed": "✓", "failed": "✗", "indeterminate": "?", "skipped": "·"}
_SEVERITY = (1, 2, 3, 4, 0)


def text(name: str, report: Report, now: datetime, *, several: bool) -> str:
    """The sentence first, then a line for each step; for several credentials the sentence alone."""
    sentence = headline(report, now)
    if several:
        return f"{name}: {sentence}"
    width = max(len(step.id) for step in report.steps)
    lines = [
        f"  {MARKS[step.outcome]} {step.id:<{width}}  {step.message}"
        for step in report.steps
        if step.outcome != "skipped"
    ]
    return "\n".join([sentence, *lines])


def summary(reports: Sequence[Report]) -> str:
    """How many credentials there were, and how many came out how; the worst first."""
    names = {1: "not valid", 2: "no credential", 3: "could not be fully checked", 4: "of unknown issuers", 0: "valid"}
    counts = Counter(report.exit_code for report in reports)
    parts = [f"{counts[code]} {names[code]}" for code in _SEVERITY if counts[code]]
    return f"{len(reports)} files: {', '.join(parts)}."


def exit_code(reports: Sequence[Report]) -> int:
    """One exit code for several reports: the worst of them."""
    codes = {report.exit_code for report in reports}
    return next(code for code in _SEVERITY if code in codes)
