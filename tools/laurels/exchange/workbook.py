"""The first sheet of an Excel workbook (Office Open XML, ECMA-376), by calamine.

calamine gives memory to every cell up to the last one, and the values of formulas without saying so. So the archive is unpacked here
once, under a limit, and the places that its cells claim are looked at before it may read.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook

from laurels.exchange.sheet import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS, Sheet, SheetError, made

MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_CELLS = 4_000_000
_PLACE = re.compile(rb"""<(?:\w+:)?(?:c|row)\b[^>]*?\br\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_REFERENCE = re.compile(rb"([A-Za-z]{0,3})([0-9]{1,7})")
_FORMULA = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["'][^>]*>\s*<(?:\w+:)?f\b""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SAVE_AS = "Open it in your spreadsheet program and save it again as .xlsx, or as CSV UTF-8."


def read(data: bytes) -> Sheet:
    """The table on the first sheet of a workbook. Raises `SheetError`."""
    parts = _unpacked(data)
    sheet = parts.get(_first_sheet(parts), b"")
    _refuse_far_cells(sheet)
    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, IndexError, OSError):
        raise SheetError("The workbook cannot be read.", hint=_SAVE_AS) from None
    formulas = frozenset((int(row), _column(name)) for name, row in _FORMULA.findall(sheet))
    return made({number: tuple(map(_text, row)) for number, row in enumerate(rows, start=1)}, formulas)


def _unpacked(data: bytes) -> dict[str, bytes]:
    """What the archive holds. Python reads no more of an entry than it says of itself, and compares its checksum."""
    total = 0
    parts = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            total = sum(entry.file_size for entry in entries)
            if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED_BYTES:
                raise SheetError("The workbook unpacks to more than is read.", hint="Save the one sheet as CSV UTF-8.")
            for entry in entries:
                content = archive.read(entry)
                if entry.filename.endswith((".xml", ".rels")):
                    parts[entry.filename] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise SheetError("The workbook is damaged or has a password.", hint=_SAVE_AS) from None
    return parts


def _first_sheet(parts: dict[str, bytes]) -> str:
    """The name of the part that holds the first sheet (ECMA-376 part 1 §18.2.19, part 2 §9)."""
    try:
        book = ElementTree.fromstring(parts["xl/workbook.xml"])  # noqa: S314 - expat bounds entities; sizes are bounded above
        relations = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])  # noqa: S314
        wanted = next(item.get(_RELATION) for item in book.iter() if item.tag.endswith("}sheet"))
        target = next(item.get("Target", "") for item in relations.iter() if item.get("Id") == wanted)
    except (KeyError, StopIteration, ElementTree.ParseError):
        raise SheetError("This is no Excel workbook.", hint=_SAVE_AS) from None
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _refuse_far_cells(sheet: bytes) -> None:
    rows = columns = 0
    for place in _PLACE.findall(sheet):
        found = _REFERENCE.fullmatch(place)
        if found is None:
            raise SheetError("A cell of the workbook has a place that cannot be read.", hint=_SAVE_AS)
        rows, columns = max(rows, int(found[2])), max(columns, _column(found[1]) + 1)
    if rows > MAX_ROWS + 1 or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise SheetError(
            f"The sheet reaches to row {rows:,} and column {columns:,}; at most {MAX_ROWS:,} rows and {MAX_COLUMNS} columns are read.",
            hint="Delete what is far out, or copy the table into a new sheet.",
        )


def _column(name: bytes) -> int:
    """A column's name as a number counted from 0; -1 where there is none."""
    number = 0
    for character in name.upper():
        number = number * 26 + character - ord("A") + 1
    return number - 1


def _text(value: str | float | bool | datetime | date | time | timedelta) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, str) and len(value) > MAX_CELL_CHARACTERS:
        raise SheetError(f"A cell has more than {MAX_CELL_CHARACTERS:,} characters.", hint="Shorten it.")
    return str(value)
