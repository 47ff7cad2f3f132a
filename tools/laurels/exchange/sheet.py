"""A table that somebody made in a spreadsheet: `.csv` as bytes, `.xlsx` by calamine; cells as text, rows by their number.

Everything is hostile: sizes are bounded before anything is unpacked, and no message quotes what a cell holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from laurels.errors import UsageError

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL_CHARACTERS = 32_767
"""What a cell of a workbook can hold."""


class SheetError(UsageError):
    """The file is no table that can be read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with a header."""

    header: tuple[str, ...]
    rows: Mapping[int, tuple[str, ...]]
    """Row number as a spreadsheet program shows it → cells; rows without any text are left out."""
    formulas: frozenset[tuple[int, int]] = frozenset()
    """(row number, column counted from 0) of cells whose text a formula worked out."""
    encoding: str = ""
    """How the bytes of a CSV file were read."""


def read_sheet(path: Path) -> Sheet:
    """The table in a `.csv`, `.tsv`, `.txt` or `.xlsx` file. Raises `SheetError`."""
    from laurels.exchange import delimited, workbook

    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise SheetError(
                f"The file is larger than {MAX_FILE_BYTES // 1024**2} MiB.", hint="Split it into several batches."
            )
        data = path.read_bytes()
    except OSError as error:
        raise SheetError(
            f"The file cannot be read: {error.strerror}.", hint="Check the path given to --from."
        ) from None
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(
            "This is a workbook of the old kind (.xls), or one with a password.", hint="Save it as .xlsx or CSV."
        )
    return workbook.read(data) if data.startswith(b"PK\x03\x04") else delimited.read(data)


def made(
    records: Mapping[int, tuple[str, ...]], formulas: frozenset[tuple[int, int]] = frozenset(), encoding: str = ""
) -> Sheet:
    """A sheet from numbered records, of which the first with any text is the header. Raises `SheetError`."""
    filled = {number: cells for number, cells in records.items() if any(cell.strip() for cell in cells)}
    if not filled:
        raise SheetError("The file holds no text.", hint="Its first row names the columns; below is one row a learner.")
    first = min(filled)
    header = filled.pop(first)
    if len(header) > MAX_COLUMNS:
        raise SheetError(f"There are more than {MAX_COLUMNS} columns.", hint="Keep those that are needed.")
    if len(filled) > MAX_ROWS:
        raise SheetError(f"There are more than {MAX_ROWS:,} rows.", hint="Split it into several batches.")
    if not filled:
        raise SheetError(
            "There is one row of text only.", hint="The first row names the columns; below is one row a learner."
        )
    return Sheet(header, filled, formulas, encoding)


def letter(column: int) -> str:
    """The name of a column, counted from 0: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
