"""What a check found: data, never printed here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs. Only errors make `laurels check` fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found, and where."""

    code: str
    """Three letters and three digits; never reused."""
    severity: Severity
    message: str
    """One sentence in the author's own key names."""
    path: str
    """Path relative to the repository, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1."""
    pointer: str = ""
    """JSON Pointer (RFC 6901) into the file, empty for the whole file."""
    hint: str = ""
    """What to do, if possible as text that can be pasted."""

    def as_dict(self) -> dict[str, Any]:
        """The finding as the JSON object that `laurels check --format json` prints."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "pointer": self.pointer,
            "hint": self.hint,
        }


def summarize(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity there are."""
    counts = {str(severity): 0 for severity in Severity}
    for finding in findings:
        counts[str(finding.severity)] += 1
    return counts


def printable(text: str) -> str:
    """A text that was not chosen by us as it can be printed: line breaks, what cannot be seen and bytes that are no UTF-8
    become escapes, so that it stays one line and turns no text around it."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in text)
