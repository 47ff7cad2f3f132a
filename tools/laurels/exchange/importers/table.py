"""Tables as publishers give them out: commas, semicolons or tabs, and a header that tells what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from laurels.checks.wording import nearest
from laurels.exchange import delimited
from laurels.exchange.importers.importer import FormatError, Rejected


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header."""

    columns: tuple[str, ...]
    records: Mapping[int, tuple[str, ...]]

    def rows(self) -> Iterator[tuple[int, Mapping[str, str]] | Rejected]:
        """Number of each row, the header being 1, and its cells by column."""
        for number, cells in self.records.items():
            if len(cells) > len(self.columns) and any(cells[len(self.columns) :]):
                yield Rejected(number, f"It has {len(cells)} cells for {len(self.columns)} columns.")
            elif any(cell.strip() for cell in cells):
                filled = (*cells, *[""] * len(self.columns))[: len(self.columns)]
                yield number, dict(zip(self.columns, filled, strict=True))


def read_table(data: bytes) -> Table:
    """A table from bytes. Raises `SheetError` where it is none."""
    head = data.partition(b"\n")[0]
    # With tabs publishers quote nothing: a quotation mark is a letter there.
    sheet = delimited.read(data, quoted=b"\t" not in head or b'"' in head)
    return Table(tuple(name.strip() for name in sheet.header), sheet.rows)


def require(table: Table, *names: str) -> None:
    """Raise `FormatError` where a column is missing."""
    for name in names:
        if name not in table.columns:
            close = nearest(name, table.columns)
            hint = f"Is it the column “{close}”? " if close else ""
            raise FormatError(
                f"The column “{name}” is missing.", hint=f"{hint}Columns: {', '.join(table.columns[:20])}."
            )
