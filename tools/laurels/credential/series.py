"""All the credentials of one batch, each signed in a fraction of the time that building one takes.

What the batch has in common is built once. For each shape of results and evidence there is a mould: the canonical N-Quads, which
are hashed and signed, and the canonical JSON, which is kept, both with holes. A credential is then its own texts in both. Where
the moulds cannot vouch for the result, the credential is built and canonicalised as a whole, and refused if it must be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from laurels.credential import build, ledger
from laurels.credential.build import Allocation
from laurels.credential.content import Content
from laurels.credential.mould import Mould, cast
from laurels.encoding import jcs, multibase
from laurels.errors import CredentialError
from laurels.model.award import Batch, Evidence, Result
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.model.ledger import TemplateLine
from laurels.proof.learning import Hole
from laurels.proof.prover import Prover
from laurels.proof.template import Template

REBUILD_EVERY = 256
"""The first credential of a mould and each of so many is built as a whole too, and must come out the same."""
MAX_MOULDS = 256
"""Each is twice as long as a credential. A batch has a few shapes; one in which no two awards are alike must not fill the memory."""
_ESCAPED = bytes([*range(0x20), *b'"\\'])
"""What JSON does not write as it is."""


class Draft(NamedTuple):
    """A credential that only its signature is missing from."""

    data: bytes
    """What is signed: the hash of the proof's options, then that of the document."""
    mould: Mould
    written: list[bytes]
    """Its texts as the mould takes them, but for the proof's value."""
    whole: dict[str, Any] | None
    """The credential built the long way, where it is to be compared."""


class Minted(NamedTuple):
    """One signed credential."""

    data: bytes
    """Its canonical bytes."""
    mould: Mould
    written: list[bytes]
    """Its texts as the mould takes them."""

    @property
    def values(self) -> bytes:
        """What it puts into the holes of the ledger template: a JSON list, canonical."""
        return self.mould.values(self.written)


Shape = tuple[str, tuple[int, ...], tuple[int, ...]]
"""How a learner's id begins, and which members each result and each piece of evidence has, a bit for each."""
_URN = "urn:uuid:"

_DATES = ("validFrom", "validUntil", "awardedDate")
"""What two batches of one definition do not share."""


class Series:
    """The credentials of one batch whose places are on the same status lists."""

    def __init__(self, catalogue: Catalogue, batch: Batch, prover: Prover, shapes: dict[str, Template | None]) -> None:
        """`shapes` is shared by all series of a run: what one has learned, others with the same definition use."""
        self._catalogue = catalogue
        self._batch = batch
        self._prover = prover
        self._shapes = shapes
        self._language = catalogue.achievements[batch.achievement].in_language
        self._url = catalogue.site.achievement_url(batch.achievement)
        self._moulds: dict[Shape, Mould] = {}
        self._dates: list[str] = []
        self._made = 0
        self.template: TemplateLine | None = None
        """The ledger template, once the first credential is made."""

    def draft(self, award: Content, drawn: Allocation) -> Draft:
        """The credential of an award in clear, to be signed with others. Raises `CredentialError`."""
        recipient = award.recipient
        assert recipient is not None  # noqa: S101 - callers open sealed rows first
        method, subject = _URN, drawn.subject
        if recipient.id is not None:
            method, subject = _parted(recipient.id)
        texts = [drawn.id, subject, recipient.name, *map(str, drawn.status.values())]
        shape = method, _results(award.results, texts), self._evidence(award.evidence, texts)
        mould = self._moulds.get(shape)
        whole = None
        if mould is None or self._made % REBUILD_EVERY == 0:
            whole = self._unsigned(award, drawn)
            mould = mould or self._mould(shape, whole, drawn)
        self._made += 1
        written, plain = _written(texts)
        hash_ = None if mould.template is None else mould.template.sha256(self._dates + texts, plain=plain)
        if hash_ is None:
            hash_ = self._prover.document_hash(self._unsigned(award, drawn))
        return Draft(mould.options_hash + hash_, mould, written, whole)

    def _unsigned(self, award: Content, drawn: Allocation) -> dict[str, Any]:
        return build.credential(self._catalogue, self._batch, award, drawn)

    def _evidence(self, evidence: Sequence[Evidence], texts: list[str]) -> tuple[int, ...]:
        """The members that each piece has; their texts are added, in the order of `_EVIDENCE`."""
        if not evidence:
            return ()
        shape = []
        for item in evidence:
            has = 0
            if item.digest:
                has = 1
                texts.append(multibase.encode_sha256_multihash(item.digest))
            if item.id:
                has |= 2
                texts.append(item.id)
            if item.name:
                has |= 4
                texts.append(pick(item.name, self._language))
            if item.narrative:
                has |= 8
                texts.append(pick(item.narrative, self._language))
            shape.append(has)
        return tuple(shape)

    def _mould(self, shape: Shape, document: dict[str, Any], drawn: Allocation) -> Mould:
        self._dates = [document[key] for key in _DATES if key in document]
        mould = cast(
            document, self._holes(shape, document), self._own(document), drawn.status, self._prover, self._shapes
        )
        if self.template is None:
            self.template = mould.line
        if mould.line != self.template:
            raise CredentialError("The credential does not have the parts that every award has.", hint="Report this.")
        if len(self._moulds) >= MAX_MOULDS:
            self._moulds.clear()
        self._moulds[shape] = mould
        return mould

    @staticmethod
    def _own(document: dict[str, Any]) -> list[Hole]:
        """The holes that a batch has in common."""
        return [[(f"/{key}", "")] for key in _DATES if key in document]

    def _holes(self, shape: Shape, document: dict[str, Any]) -> list[Hole]:
        """Where the texts of an award stand, in the order in which `draft` lists them."""
        method, results, evidence = shape
        numbers = [
            (f"{ledger.RESULT}/{number}/id", _URN, f"{build.RESULT_END}{number + 1}") for number in range(len(results))
        ]
        holes: list[Hole] = [
            [("/id", _URN), *numbers],
            [("/credentialSubject/id", method)],
            [("/credentialSubject/identifier/0/identityHash", "")],
        ]
        for number, entry in enumerate(document["credentialStatus"]):
            place = f"/credentialStatus/{number}"
            holes.append([(f"{place}/id", f"{entry['statusListCredential']}#"), (f"{place}/statusListIndex", "")])
        for place, keys, members in ((ledger.RESULT, _RESULT, results), (ledger.EVIDENCE, _EVIDENCE, evidence)):
            for number, has in enumerate(members):
                for bit, key in enumerate(keys):
                    beginning = f"{self._url}#" if key in ("resultDescription", "achievedLevel") else ""
                    if has & 1 << bit:
                        holes.append([(f"{place}/{number}/{key}", beginning)])
        return holes


def sign(drafts: Sequence[Draft], prover: Prover) -> Iterator[Minted]:
    """Some credentials, signed together and given out one by one: each is as long as the processor's first cache is wide.

    Raises `SignerError`, and `CredentialError` where the quick way and the long way disagree.
    """
    for draft, proof in zip(drafts, prover.sign([draft.data for draft in drafts]), strict=True):
        written = [*draft.written, proof.encode("ascii")]
        minted = Minted(draft.mould.signed(written), draft.mould, written)
        if draft.whole is not None:
            whole = {**draft.whole, "proof": [{**prover.options, "proofValue": proof}]}
            if jcs.canonical_bytes(whole) != minted.data:
                raise CredentialError(
                    "The credential put together is not the credential built.", hint="Nothing was written. Report this."
                )
        yield minted


_RESULT = ("resultDescription", "achievedLevel", "status", "value")
_EVIDENCE = ("digestMultibase", "id", "name", "narrative")


def _parted(did: str) -> tuple[str, str]:
    """A DID's scheme and method, and the rest of it."""
    method, _, rest = did.removeprefix("did:").partition(":")
    return f"did:{method}:", rest


def _results(results: Sequence[Result], texts: list[str]) -> tuple[int, ...]:
    """The members that each result has; their texts are added, in the order of `_RESULT`."""
    shape = []
    for result in results:
        has = 1
        texts.append(result.criterion)
        if result.level:
            has = 3
            texts.append(f"{result.criterion}-{result.level}")
        if result.status:
            has |= 4
            texts.append(result.status)
        if result.value:
            has |= 8
            texts.append(result.value)
        shape.append(has)
    return tuple(shape)


def _written(texts: list[str]) -> tuple[list[bytes], bool]:
    """Each text as JSON writes it, without its quotes; and whether N-Quads too write all of them as they are. Raises `CredentialError`."""
    try:
        data = "\n".join(texts).encode("utf-8")
        # All at once; one that holds a line break or another character that is escaped makes the lengths differ.
        if len(data.translate(None, _ESCAPED)) == len(data) - len(texts) + 1:
            return data.split(b"\n"), data.isascii() and b"\x7f" not in data
        return [encode_basestring(text)[1:-1].encode("utf-8") for text in texts], False
    except UnicodeEncodeError:
        # From nothing: the error beneath would quote the text, which may be a learner's.
        raise CredentialError("A text holds half of a character.", hint="Type it again.") from None
