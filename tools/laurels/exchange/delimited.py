"""CSV as spreadsheet programs write it (RFC 4180 and what became of it): any usual encoding, comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io

from laurels.exchange.sheet import MAX_CELL_CHARACTERS, MAX_ROWS, Sheet, SheetError, made

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SEPARATORS = ",;\t"
_SAVE_AS = "Save it as “CSV UTF-8” in your spreadsheet program."


def read(data: bytes, *, quoted: bool = True) -> Sheet:
    """The table in the bytes of a CSV file; where it is not `quoted`, a quotation mark is a letter. Raises `SheetError`."""
    text, encoding = _decoded(data)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SheetError(f"Line {line} holds a NUL character: this is no text file.", hint=_SAVE_AS)
    text, separator = _separated(text)
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    records: dict[int, tuple[str, ...]] = {}
    number = 0
    try:
        for number, cells in enumerate(
            csv.reader(
                io.StringIO(text, newline=""),
                delimiter=separator,
                strict=quoted,
                quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
            ),
            start=1,
        ):
            if any(cells):
                records[number] = tuple(cells)
            if len(records) > MAX_ROWS + 1:
                raise SheetError(f"There are more than {MAX_ROWS:,} rows.", hint="Split it into several batches.")
    except csv.Error as error:
        reason = (
            f"a cell has more than {MAX_CELL_CHARACTERS:,} characters"
            if "field limit" in str(error)
            else "a quotation mark is not closed, or stands in the middle of a cell"
        )
        # What the csv module says can quote the cell.
        raise SheetError(
            f"Row {number + 1} cannot be read: {reason}.", hint="Look at that row and the one above it."
        ) from None
    return made(records, encoding=encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _decode(data, codec, name), name
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _decode(data, "cp1252", "Windows-1252"), "Windows-1252"


def _decode(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SheetError(f"Line {line} is not {name} text.", hint=_SAVE_AS) from None


def _separated(text: str) -> tuple[str, str]:
    """The text and what stands between its cells: what a first line `sep=;` names, else what the header has most of."""
    first, _, rest = text.partition("\n")
    stated = first.strip().casefold()
    if stated.startswith("sep=") and len(stated) == len("sep=;"):
        return "\n" + rest, stated[-1]
    outside = "".join(first.split('"')[::2])
    return text, max(_SEPARATORS, key=lambda mark: (outside.count(mark), mark == ","))
