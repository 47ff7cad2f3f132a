"""Sign what is not signed yet, once and for all.

Everything is worked out in memory first; only then are files written, ledger before lists before sequence. What a
killed run has written, the next run finds and continues from.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from laurels.credential import build, ledger
from laurels.encoding import jcs, multibase
from laurels.encoding.timestamps import format_timestamp, midnight
from laurels.errors import CredentialError, SignerError
from laurels.model.catalogue import Catalogue
from laurels.model.issuer import Issuer
from laurels.model.key import PublicKey
from laurels.office.pending import Row, rows
from laurels.office.statuslists import StatusLists
from laurels.proof.canonical import Contexts
from laurels.proof.data_integrity import secure
from laurels.proof.signer import Signer


@dataclass(frozen=True, slots=True)
class Entropy:
    """Where chance comes from: an argument, so that tests can repeat a run."""

    randbelow: Callable[[int], int]
    """A random whole number below the argument, unpredictable in earnest."""
    uuid4: Callable[[], uuid.UUID]


@dataclass(frozen=True, slots=True)
class Issued:
    """What one run signed."""

    batch: str
    number: int
    id: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run would write."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """Path → content, in the order in which they must be written."""
    issued: tuple[Issued, ...] = ()
    other_issuer: tuple[Row, ...] = ()
    """Rows whose issuer's key the signer does not hold."""


def signing_key(catalogue: Catalogue, signer: Signer, now: datetime) -> tuple[str, PublicKey, Issuer]:
    """Id, key and issuer of the key that a signer holds. Raises `SignerError` where it may not sign now."""
    text = multibase.encode_ed25519_multikey(signer.public_key)
    for key_id, key in catalogue.keys.items():
        if key.public_key_multibase != text:
            continue
        if key.purpose != "issuing":
            raise SignerError(f"The key {key_id} is a {key.purpose} key.", hint="Sign with a key of purpose issuing.")
        if now < key.created:
            raise SignerError(
                f"The key {key_id} was created on {format_timestamp(key.created)}, which is after now ({format_timestamp(now)}).",
                hint="Set this computer's clock.",
            )
        for name, end in (("revoked", key.revoked), ("expired", key.expires)):
            if end is not None and now >= end:
                raise SignerError(
                    f"The key {key_id} has {name} on {format_timestamp(end)}.", hint="Make a new one: laurels keys new."
                )
        if key.issuer not in catalogue.issuers:
            raise SignerError(
                f"The key {key_id} belongs to {key.issuer}, who is no issuer here.", hint="Run `laurels check`."
            )
        return key_id, key, catalogue.issuers[key.issuer]
    raise SignerError(
        f"The signer's key {text} is not in keys/public, so nobody could check what it signs.",
        hint="Make a key with `laurels keys new`, or use the signer of a key that is listed.",
    )


def plan(
    catalogue: Catalogue,
    ledger_bytes: Mapping[str, bytes],
    *,
    signer: Signer,
    now: datetime,
    contexts: Contexts,
    entropy: Entropy,
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """Sign every waiting row and work out the files to write; nothing is written here.

    `ledger_bytes` are the ledger files as they are: batch slug → bytes. Raises `SignerError` or `CredentialError`, and then
    nothing has happened.
    """
    now = now.replace(microsecond=0)
    key_id, key, issuer = signing_key(catalogue, signer, now)
    method = f"{issuer.id}#{key_id}"

    def sign(document: Mapping[str, Any]) -> dict[str, Any]:
        return secure(document, signer=signer, verification_method=method, created=now, contexts=contexts)

    waiting = [row for row in rows(catalogue) if row.signed is None]
    own = [
        row for row in waiting if catalogue.achievements[catalogue.batches[row.batch].achievement].issuer == key.issuer
    ]
    lists = StatusLists(catalogue, issuer, entropy.randbelow)
    writer = _LedgerWriter(catalogue, ledger_bytes)
    issued = []
    for done, row in enumerate(own):
        if progress is not None:
            progress(done, len(own))
        issued.append(_issue_one(catalogue, row, now, sign, lists, writer, entropy))
    files = {**writer.files(), **lists.due(now, sign)}
    if files or _sequence_is_behind(catalogue, writer):
        files["issued/ledger/sequence.yaml"] = _sequence(catalogue, writer, now)
    others = tuple(row for row in waiting if row not in own)
    return Plan(files, tuple(issued), others)


def _issue_one(
    catalogue: Catalogue,
    row: Row,
    now: datetime,
    sign: Callable[[Mapping[str, Any]], dict[str, Any]],
    lists: StatusLists,
    writer: _LedgerWriter,
    entropy: Entropy,
) -> Issued:
    batch = catalogue.batches[row.batch]
    if midnight(batch.awarded_date) > now:
        raise CredentialError(
            f"{row.batch}: the award is dated {batch.awarded_date}, which is still to come.",
            hint="Issue it on that day, or correct awardedDate.",
        )
    identifier = str(entropy.uuid4())
    allocation = build.Allocation(identifier, str(entropy.uuid4()), lists.allocate(identifier))
    try:
        signed = sign(build.credential(catalogue, batch, row.award, allocation))
    except CredentialError as error:
        raise type(error)(f"{row.batch}, row {row.number}: {error.message}", hint=error.hint) from error
    writer.append(row, identifier, now, allocation.status, signed)
    return Issued(row.batch, row.number, identifier)


class _LedgerWriter:
    """Ledger files to come: what was there, plus new lines."""

    def __init__(self, catalogue: Catalogue, ledger_bytes: Mapping[str, bytes]) -> None:
        self._before = ledger_bytes
        self._lines: dict[str, list[bytes]] = {}
        self._templates = {slug: set(file.templates) for slug, file in catalogue.ledgers.items()}
        self.digests = {line.id: line.digest for _, _, line in catalogue.signed()}

    def append(
        self, row: Row, identifier: str, now: datetime, status: Mapping[str, int], signed: Mapping[str, Any]
    ) -> None:
        issued = format_timestamp(now)
        template, values = ledger.split(signed, identifier=identifier, issued=issued, status=status)
        known = self._templates.setdefault(row.batch, set())
        lines = self._lines.setdefault(row.batch, [])
        if template.template not in known:
            known.add(template.template)
            lines.append(jcs.canonical_bytes(ledger.template_data(template)))
        self.digests[identifier] = jcs.digest(signed)
        line = {
            "id": identifier,
            "row": row.digest,
            "issued": issued,
            "template": template.template,
            "status": dict(status),
            "digest": self.digests[identifier],
            "values": values,
        }
        lines.append(jcs.canonical_bytes(line))

    def files(self) -> dict[str, bytes]:
        return {
            f"issued/ledger/{slug}.jsonl": self._whole(slug) + b"".join(line + b"\n" for line in lines)
            for slug, lines in sorted(self._lines.items())
        }

    def _whole(self, slug: str) -> bytes:
        before = self._before.get(slug, b"")
        return before if not before or before.endswith(b"\n") else before + b"\n"


def _sequence_is_behind(catalogue: Catalogue, writer: _LedgerWriter) -> bool:
    if catalogue.sequence is None:
        return bool(writer.digests)
    return catalogue.sequence.head != ledger.head(writer.digests)


def _sequence(catalogue: Catalogue, writer: _LedgerWriter, now: datetime) -> bytes:
    run = (catalogue.sequence.run if catalogue.sequence else 0) + 1
    lines: Sequence[str] = (
        "# yaml-language-server: $schema=../../schemas/sequence.schema.json",
        "# Written by `laurels issue`, never by hand. Two runs on two branches conflict here: keep one run's files, then run",
        "# `laurels issue` again for the rest.",
        f"run: {run}",
        f"issued: {len(writer.digests)}",
        f"last: {format_timestamp(now)}",
        f'head: "{ledger.head(writer.digests)}"',
    )
    return ("\n".join(lines) + "\n").encode()
