"""O*NET: the tables of its database as they are published, with tabs or commas.

Three shapes: elements of the content model (Skills, Knowledge, Abilities, Work Activities, Content Model Reference), Technology
Skills, and Task Statements. One skill is in many rows there, one for each occupation and scale; it is taken once.

An element's address is its page at O*NET OnLine, a technology's the search for it. Tasks have no page of their own: theirs is
the occupation's, with `#task-` and the Task ID.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from laurels.exchange.importers.importer import FormatError, Found, Head, Reading, Rejected, Row, skill
from laurels.exchange.importers.table import Table, read_table

_ONLINE = "https://www.onetonline.org"
_VERSION = re.compile(r"db[_-](\d+)[_.](\d+)|onet[^/\d]*(\d+)\.(\d+)", re.IGNORECASE)
_ACKNOWLEDGEMENT = (
    "This includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training Administration"
    " (USDOL/ETA), used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA."
)
Cells = Mapping[str, str]


def _element(number: int, cells: Cells) -> Row:
    identifier = cells["Element ID"].strip()
    uri = f"{_ONLINE}/find/descriptor/result/{identifier}" if re.fullmatch(r"[0-9A-Za-z.]{1,20}", identifier) else ""
    return Row(number, uri, cells["Element Name"], "", (), cells.get("Description", ""))


def _technology(number: int, cells: Cells) -> Row:
    name = " ".join(cells["Example"].split())
    uri = f"{_ONLINE}/search/tech/example?e={quote(name, safe='')}" if name else ""
    return Row(number, uri, name, cells["Commodity Title"])


def _task(number: int, cells: Cells) -> Row:
    occupation, identifier = cells["O*NET-SOC Code"].strip(), cells["Task ID"].strip()
    fits = re.fullmatch(r"\d\d-\d{4}\.\d\d", occupation) and re.fullmatch(r"\d{1,8}", identifier)
    uri = f"{_ONLINE}/link/summary/{occupation}#task-{identifier}" if fits else ""
    return Row(number, uri, cells["Task"], "task")


_SHAPES: tuple[tuple[tuple[str, ...], Callable[[int, Cells], Row]], ...] = (
    (("Element ID", "Element Name"), _element),
    (("Example", "Commodity Code", "Commodity Title"), _technology),
    (("O*NET-SOC Code", "Task ID", "Task"), _task),
)
"""Columns that tell a table → what one row of it is."""


class Onet:
    """Tables of the O*NET database."""

    slug = "onet"

    def read(self, data: bytes, path: str) -> Reading:
        """See `Importer.read`."""
        table = read_table(data)
        shape = next((row for columns, row in _SHAPES if set(columns) <= set(table.columns)), None)
        if shape is None:
            known = "; ".join(", ".join(columns) for columns, _ in _SHAPES)
            raise FormatError("This is no table of O*NET that is known.", hint=f"Needed are the columns {known}.")
        version = [".".join(filter(None, match)) for match in _VERSION.findall(path)]
        head = Head(
            "O*NET",
            version[-1] if version else "",
            "https://www.onetcenter.org/database.html",
            _ACKNOWLEDGEMENT,
            "ext:ONETElement",
        )
        return Reading(head, _skills(table, shape))


def _skills(table: Table, shape: Callable[[int, Cells], Row]) -> Iterator[Found | Rejected]:
    seen: set[str] = set()
    for item in table.rows():
        if isinstance(item, Rejected):
            yield item
            continue
        row = shape(*item)
        if row.uri and row.uri in seen:
            continue
        seen.add(row.uri)
        yield skill(row)
