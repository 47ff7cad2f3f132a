"""ESCO: `skills_<language>.csv` of the classification's CSV download, or an extract of it with the same column names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from laurels.exchange.importers.importer import Found, Head, Reading, Rejected, Row, skill
from laurels.exchange.importers.table import Table, read_table, require

_VERSION = re.compile(r"(?:esco|v)[^/\d]*(\d+\.\d+(?:\.\d+)?)", re.IGNORECASE)
_ACKNOWLEDGEMENT = "This publication uses the ESCO classification of the European Commission."


class Esco:
    """ESCO skills."""

    slug = "esco"

    def read(self, data: bytes, path: str) -> Reading:
        """See `Importer.read`."""
        table = read_table(data)
        require(table, "conceptUri", "preferredLabel")
        versions = _VERSION.findall(path)
        return Reading(
            Head("ESCO", versions[-1] if versions else "", "https://esco.ec.europa.eu/", _ACKNOWLEDGEMENT, "ext:ESCOSkill"),
            _skills(table),
        )  # fmt: skip


def _skills(table: Table) -> Iterator[Found | Rejected]:
    for item in table.rows():
        if isinstance(item, Rejected):
            yield item
            continue
        number, cells = item
        if cells.get("conceptType", "KnowledgeSkillCompetence") not in ("", "KnowledgeSkillCompetence"):
            yield Rejected(number, f"It is no skill but a {cells['conceptType'][:40]}.")
        elif cells.get("status", "released") not in ("", "released"):
            yield Rejected(number, f"Its status is {cells['status'][:40]}.")
        else:
            yield skill(
                Row(
                    number,
                    cells["conceptUri"],
                    cells["preferredLabel"],
                    cells.get("skillType", ""),
                    tuple(cells.get("altLabels", "").split("\n")),
                    cells.get("description", ""),
                )
            )
