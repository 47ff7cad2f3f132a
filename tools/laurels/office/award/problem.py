"""What needs a person's attention in a spreadsheet. It names the place and the rule, never what the cell holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from laurels.exchange.sheet import letter


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing that is wrong with one row."""

    row: int
    """As the spreadsheet program shows it."""
    column: int | None
    """Counted from 0; None where it is about the whole row."""
    code: str
    """A few words with hyphens: stable."""
    message: str
    hint: str = ""
    blocking: bool = True
    """False for a remark that does not keep the row from being awarded."""

    def as_data(self) -> dict[str, Any]:
        """Plain JSON data."""
        return {
            "row": self.row,
            "column": None if self.column is None else letter(self.column),
            "code": self.code,
            "severity": "error" if self.blocking else "note",
            "message": self.message,
            "hint": self.hint,
        }
