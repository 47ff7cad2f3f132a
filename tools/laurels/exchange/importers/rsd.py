"""Rich Skill Descriptors: the CSV that the Open Skills Management Toolset (OSMT) exports."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from laurels.exchange.importers.importer import Found, Head, Reading, Rejected, Row, skill
from laurels.exchange.importers.table import Table, read_table, require


class Rsd:
    """Rich Skill Descriptors."""

    slug = "rsd"

    def read(self, data: bytes, path: str) -> Reading:  # noqa: ARG002 - others find the version there
        """See `Importer.read`."""
        table = read_table(data)
        require(table, "Canonical URL", "RSD Name", "Skill Statement")
        first = next((item[1] for item in table.rows() if not isinstance(item, Rejected)), {})
        parts = urlsplit(first.get("Canonical URL", ""))
        authors = first.get("Authors") or first.get("Author") or parts.hostname or "their authors"
        return Reading(
            Head(
                name="Rich Skill Descriptors",
                url=f"https://{parts.netloc}/" if parts.scheme == "https" else "",
                acknowledgement=f"Rich Skill Descriptors by {authors.partition(';')[0].strip()}.",
                target_type="ext:RichSkillDescriptor",
            ),
            _skills(table),
        )


def _skills(table: Table) -> Iterator[Found | Rejected]:
    for item in table.rows():
        if isinstance(item, Rejected):
            yield item
            continue
        number, cells = item
        yield skill(
            Row(
                number,
                cells["Canonical URL"],
                cells["RSD Name"],
                (cells.get("Categories") or cells.get("Category") or "").partition(";")[0],
                tuple(cells.get("Keywords", "").split(";")),
                cells["Skill Statement"],
            )
        )
