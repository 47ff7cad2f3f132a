"""Sign what is not signed yet, once and for all.

Everything is worked out in memory first; only then are files written, ledger before lists before sequence. What a
killed run has written, the next run finds and continues from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from laurels.credential.build import Allocation
from laurels.encoding import multibase
from laurels.encoding.timestamps import format_timestamp, midnight
from laurels.errors import CredentialError, SignerError
from laurels.model.catalogue import Catalogue
from laurels.model.issuer import Issuer
from laurels.model.key import PublicKey
from laurels.office.ledgers import LedgerWriter
from laurels.office.opening import Desk, Waiting
from laurels.office.pending import Row, rows
from laurels.office.press import Press
from laurels.office.statuslists import StatusLists
from laurels.proof.canonical import Contexts
from laurels.proof.prover import Prover
from laurels.proof.signer import Signer
from laurels.sealing.opener import Opener

MANY = 5_000
"""Awards from which on several processes are worth their start."""


@dataclass(frozen=True, slots=True)
class Entropy:
    """Where chance comes from: an argument, so that tests can repeat a run."""

    randbelow: Callable[[int], int]
    """A random whole number below the argument, unpredictable in earnest."""
    uuid4: Callable[[], str]
    """The text of a random UUID."""


class Issued(NamedTuple):
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
    waiting: tuple[Waiting, ...] = ()
    """Rows that are not signed in this run."""


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
    opener: Opener | None = None,
    check_every: int = 1,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """Sign every waiting row and work out the files to write; nothing is written here.

    Args:
        catalogue: the repository.
        ledger_bytes: the ledger files as they are: batch slug → bytes.
        signer, now, contexts, entropy: what signing takes.
        opener: the registrar's key, for sealed rows; without it they wait.
        check_every: see `Prover`.
        processes: how many may sign many awards at once; more than one only where both keys are in this process's memory.
        progress: is told how many of how many rows are done.

    Raises `SignerError` or `CredentialError`, and then nothing has happened.
    """
    now = now.replace(microsecond=0)
    key_id, key, issuer = signing_key(catalogue, signer, now)
    method = f"{issuer.id}#{key_id}"
    prover = Prover(signer, verification_method=method, created=now, contexts=contexts, check_every=check_every)
    desk = Desk(catalogue, opener)
    own, waiting = _own(catalogue, key.issuer)
    total = sum(map(len, own.values()))
    lists = StatusLists(catalogue, issuer, entropy.randbelow)
    writer = LedgerWriter(catalogue, ledger_bytes, now)
    issued: list[Issued] = []
    drawn: dict[str, list[Allocation]] = {}
    for slug in own:
        awarded = catalogue.batches[slug].awarded_date
        if midnight(awarded) > now:
            raise CredentialError(
                f"{slug}: the award is dated {awarded}, which is still to come.",
                hint="Issue it on that day, or correct awardedDate.",
            )

    def draw(slug: str) -> list[Allocation]:
        # Asked for batch by batch, in order: the next are drawn while others sign the first.
        found = drawn[slug] = [_draw(entropy, lists) for _ in own[slug]]
        return found

    for made in Press(catalogue, desk, prover, own).run(draw, processes if total >= MANY else 1):
        writer.append(made)
        issued += [Issued(made.slug, number, identifier) for number, identifier, _ in made.issued]
        waiting += made.waiting
        if not made.waiting:
            del drawn[made.slug]  # all of it is used
        if progress is not None:
            progress(len(issued), total)
    signed = {item.id for item in issued} if drawn else set()
    for allocation in chain.from_iterable(drawn.values()):
        if allocation.id not in signed:
            lists.release(allocation.status)
    secure = Prover(signer, verification_method=method, created=now, contexts=contexts).secure
    files = {**writer.files(), **lists.due(now, secure)}
    files.update(writer.sequence(always=bool(files)))
    return Plan(files, tuple(issued), tuple(waiting))


def _own(catalogue: Catalogue, issuer: str) -> tuple[dict[str, list[Row]], list[Waiting]]:
    """The waiting rows that an issuer may sign, by batch, and those that wait for another's key."""
    own: dict[str, list[Row]] = {}
    others: list[Waiting] = []
    for slug, found in groupby(rows(catalogue), attrgetter("batch")):
        pending = [row for row in found if row.signed is None]
        if not pending:
            continue
        other = catalogue.achievements[catalogue.batches[slug].achievement].issuer
        if other == issuer:
            own[slug] = pending
        else:
            others += [Waiting(row, "other-issuer", f"It waits for the key of {other}.") for row in pending]
    return own, others


def _draw(entropy: Entropy, lists: StatusLists) -> Allocation:
    identifier = entropy.uuid4()
    return Allocation(identifier, entropy.uuid4(), lists.allocate(identifier))
