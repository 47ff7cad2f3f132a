"""A batch as the YAML file that goes into a pull request."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from laurels.encoding import strict_yaml
from laurels.errors import UsageError, WriteError
from laurels.model.award import Award, Batch
from laurels.model.base import SLUG_PATTERN
from laurels.model.catalogue import Catalogue
from laurels.office.award.rows import Person
from laurels.sealing.rows import EPHEMERAL_SEED_BYTES, PAGE_KEY_BYTES, SealedRow, seal_row
from laurels.sealing.text import to_text

MAX_SLUG_CHARACTERS = 63
MAX_BATCH_CHARACTERS = 64 * 1024 * 1024
"""What `repository.load` reads."""
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def batch_slug(catalogue: Catalogue, achievement: str, awarded: date, wanted: str | None) -> str:
    """`<year>/<name>` of a batch that does not exist yet. Raises `UsageError`."""
    if wanted is None:
        base = f"{achievement[:46].rstrip('-')}-{_MONTHS[awarded.month - 1]}"
        names = [base, *(f"{base}-{number}" for number in range(2, 1000))]
        return next(slug for name in names if not catalogue.exists("award", slug := f"{awarded.year}/{name}"))
    year, _, name = wanted.rpartition("/")
    if not re.fullmatch(SLUG_PATTERN, name) or year not in ("", str(awarded.year)):
        raise UsageError(
            f"--batch {wanted}: a batch of {awarded.year} cannot have that name.",
            hint=f"Lower-case letters, digits and hyphens, at most {MAX_SLUG_CHARACTERS} of them.",
        )
    slug = f"{awarded.year}/{name}"
    if catalogue.exists("award", slug):
        raise UsageError(
            f"issued/awards/{slug}.yaml exists already.", hint="A batch is never overwritten. Name another."
        )
    return slug


def sealed_row(person: Person, registrar: bytes, random_bytes: Callable[[int], bytes]) -> str:
    """One row for the registrar's eyes only, with a page key that was never used before."""
    row = SealedRow(
        recipient=person.recipient,
        email=person.email,
        results=person.results,
        evidence=person.evidence,
        language=person.language,
        supersedes=person.supersedes,
        points=dict(person.points) if person.points else None,
        key=to_text(random_bytes(PAGE_KEY_BYTES)),
    )
    return seal_row(row, registrar, random_bytes(EPHEMERAL_SEED_BYTES))


def sealed_batch(achievement: str, awarded: date, registrar: str, rows: Sequence[str]) -> bytes:
    """The file of a sealed batch. Rows stand in the order of their ciphertext: that of the spreadsheet would tell who is who."""
    lines = [
        *_head(achievement, awarded),
        f"registrar: {registrar}",
        "awards:",
        *(f'  - sealed: "{row}"' for row in sorted(rows)),
    ]
    return _written(lines)


def public_batch(achievement: str, awarded: date, people: Sequence[Person]) -> bytes:
    """The file of a batch in clear: names, results and evidence, no addresses."""
    awards = [
        Award(
            recipient=person.recipient,
            results=person.results,
            evidence=person.evidence,
            supersedes=person.supersedes,
            points=dict(person.points) if person.points else None,
        )
        for person in people
    ]
    return _written([*_head(achievement, awarded), "awards:", *(line for award in awards for line in _lines(award))])


def rewritten(text: str, batch: Batch, tombs: Mapping[int, str]) -> bytes:
    """The file of a batch with some rows made tombstones: index → what identifies the row.

    Sealed rows stand on lines of their own, and only those change. A file with rows in clear is written anew, because comments
    in it can name people too.
    """
    lines = text.split("\n")
    for index, digest in tombs.items():
        place = f'- sealed: "{batch.awards[index].sealed}"'
        where = [number for number, line in enumerate(lines) if line.strip() == place]
        if len(where) != 1:
            break
        lines[where[0]] = lines[where[0]].replace(place, f'- forgotten: "{digest}"')
    else:
        return _written(lines[:-1] if lines[-1] == "" else lines)
    registrar = [f"registrar: {batch.registrar}"] if batch.registrar else []
    awards = [Award(forgotten=tombs[index]) if index in tombs else award for index, award in enumerate(batch.awards)]
    body = [line for award in awards for line in _lines(award)]
    return _written([*_head(batch.achievement, batch.awarded_date), *registrar, "awards:", *body])


def _lines(award: Award) -> list[str]:
    """One entry. JSON is YAML."""
    given = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in award.as_data().items() if value]
    return [f"  - {given[0]}", *(f"    {line}" for line in given[1:])]


def _head(achievement: str, awarded: date) -> list[str]:
    return [
        "# yaml-language-server: $schema=../../../schemas/award.schema.json",
        f"achievement: {achievement}",
        f"awardedDate: {awarded.isoformat()}",
    ]


def _written(lines: Sequence[str]) -> bytes:
    """The bytes of the file. Raises `WriteError` where it would not be read as it was meant."""
    text = "\n".join(lines) + "\n"
    if len(text) > MAX_BATCH_CHARACTERS:
        raise UsageError("The batch would be larger than a batch can be.", hint="Split the spreadsheet.")
    batch = Batch.model_validate(strict_yaml.loads(text, max_characters=MAX_BATCH_CHARACTERS))
    if len(batch.awards) != sum(line.lstrip().startswith("- ") for line in lines):
        raise WriteError("The batch would not be read as it was meant.", hint="This is a defect; please report it.")
    return text.encode()
