"""CASE 1.0 and 1.1: a CFPackage as JSON, with or without the `CFPackage` around it (1EdTech Competencies and Academic Standards Exchange)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from laurels.encoding import strict_json
from laurels.exchange.importers.importer import FormatError, Found, Head, Reading, Rejected, Row, skill

MAX_ITEMS = 200_000


class Case:
    """Items of a CASE framework."""

    slug = "case"

    def read(self, data: bytes, path: str) -> Reading:  # noqa: ARG002 - others find the version there
        """See `Importer.read`."""
        expected = "Download the framework as a CFPackage: …/ims/case/v1p0/CFPackages/<identifier>."
        try:
            package = strict_json.loads(data, max_bytes=len(data) + 1)
        except strict_json.JsonError as error:
            raise FormatError(f"The file is not JSON ({error.code}).", hint=expected) from error
        if isinstance(package, dict) and isinstance(package.get("CFPackage"), dict):
            package = package["CFPackage"]
        if not isinstance(package, dict) or not isinstance(package.get("CFItems"), list):
            raise FormatError("The file has no `CFItems`.", hint=expected)
        document = package.get("CFDocument")
        return Reading(_head(document if isinstance(document, dict) else {}, package), _skills(package["CFItems"]))


def _head(document: Mapping[str, Any], package: Mapping[str, Any]) -> Head:
    addresses = (_text(document, "officialSourceURL"), _text(document, "uri"))
    creator = _text(document, "creator") or _text(document, "publisher")
    return Head(
        name=_text(document, "title")[:200],
        version=(_text(document, "version") or _text(document, "lastChangeDateTime")[:10])[:200],
        url=next((address for address in addresses if address.startswith("https://")), ""),
        acknowledgement=" ".join(filter(None, [f"By {creator}." if creator else "", _licence(document, package)])),
        target_type="CFItem",
    )


def _licence(document: Mapping[str, Any], package: Mapping[str, Any]) -> str:
    definitions = package.get("CFDefinitions")
    licences = definitions.get("CFLicenses") if isinstance(definitions, dict) else None
    for licence in licences if isinstance(licences, list) else ():
        if isinstance(licence, dict) and (text := _text(licence, "licenseText") or _text(licence, "title")):
            return " ".join(text.split())[:2000]
    reference = document.get("licenseURI")
    return _text(reference, "title")[:2000] if isinstance(reference, dict) else ""


def _skills(items: list[Any]) -> Iterator[Found | Rejected]:
    for number, item in enumerate(items, 1):
        if number > MAX_ITEMS:
            yield Rejected(number, f"At most {MAX_ITEMS:,} items are read.")
            return
        if not isinstance(item, dict):
            yield Rejected(number, "It is no item but something else.")
            continue
        statement, short = _text(item, "fullStatement"), _text(item, "abbreviatedStatement")
        yield skill(
            Row(
                number,
                _text(item, "uri"),
                short or statement,
                _text(item, "CFItemType"),
                (_text(item, "alternativeLabel"), _text(item, "humanCodingScheme")),
                statement if short and short != statement else "",
            )
        )


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""
