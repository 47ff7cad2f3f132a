"""All the credentials of one batch, each signed in a fraction of the time that building one takes.

What the batch has in common is built once: a ledger template, cut into canonical JSON, and for each shape of results and
evidence a template of canonical N-Quads. A credential is then its own texts in both. Where the templates cannot vouch for the
result, the credential is built and canonicalised as a whole, and refused if it must be.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from laurels.credential import build, ledger, shorthand
from laurels.credential.build import Allocation
from laurels.credential.content import Content
from laurels.credential.splice import Splicer
from laurels.encoding import jcs, pointer
from laurels.errors import CredentialError
from laurels.model.award import Batch, Evidence, Result
from laurels.model.catalogue import Catalogue
from laurels.model.ledger import TemplateLine
from laurels.proof.learning import Hole, learn
from laurels.proof.prover import Prover
from laurels.proof.template import Template

REBUILD_EVERY = 256
"""Each credential of so many is built as a whole too, and must come out the same."""


class Minted(NamedTuple):
    """One signed credential, as the ledger keeps it."""

    digest: str
    """SHA-256 of its canonical bytes."""
    values: bytes
    """What it puts into the holes of the ledger template: a JSON list, canonical."""


class _Listed(NamedTuple):
    """Results or evidence of one award."""

    canonical: bytes
    short: bytes
    texts: tuple[str, ...]
    """Every text in it that the canonical N-Quads have, by entry and key."""
    shape: tuple[tuple[str, ...], ...]
    """The keys of these texts."""


class _Pieces(NamedTuple):
    """Canonical JSON around texts."""

    pieces: list[bytes]
    order: list[int]

    @classmethod
    def cut(cls, data: bytes, marks: Sequence[bytes]) -> _Pieces | None:
        """Some bytes without the marks in them; None where one is not there exactly once."""
        if any(data.count(mark) != 1 for mark in marks):
            return None
        order = sorted(range(len(marks)), key=lambda number: data.index(marks[number]))
        pieces = []
        for number in order:
            before, _, data = data.partition(marks[number])
            pieces.append(before)
        return cls([*pieces, data], order)

    def put(self, texts: Sequence[bytes]) -> bytes:
        """The bytes with texts in place of the marks, in the order in which these were named."""
        made: list[bytes] = []
        for piece, number in zip(self.pieces, self.order, strict=False):
            made += (piece, texts[number])
        return b"".join([*made, self.pieces[-1]])


class _Form(NamedTuple):
    """How entries with the same keys are written."""

    canonical: _Pieces
    short: _Pieces
    shape: tuple[tuple[str, ...], ...]


_DATES = ("validFrom", "validUntil", "awardedDate")
"""What two batches of one definition do not share."""
_NOTHING = _Listed(b"null", b"null", (), ())


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
        self._results: dict[tuple[tuple[str | None, ...], ...], _Listed] = {}
        self._evidence: dict[tuple[tuple[str, ...], ...], _Form | None] = {}
        self._templates: dict[tuple[object, ...], Template | None] = {}
        self._issued = prover.options["created"]
        self._made = 0
        self.template: TemplateLine | None = None
        """The ledger template, once the first credential is made."""

    def mint(self, award: Content, drawn: Allocation) -> Minted:
        """Sign the credential of an award in clear. Raises `CredentialError`, `SignerError`."""
        assert award.recipient is not None  # noqa: S101 - callers open sealed rows first
        if self.template is None:
            self._begin(award, drawn)
        results = self._listed_results(award.results) if award.results else _NOTHING
        evidence = self._listed_evidence(award.evidence) if award.evidence else _NOTHING
        subject = award.recipient.id or f"urn:uuid:{drawn.subject}"
        name = award.recipient.name
        places = [str(index) for index in drawn.status.values()]
        template = self._shape(award, drawn, results.shape, evidence.shape)
        texts = (drawn.id, subject, name, *self._dates, *places, *results.texts, *evidence.texts)
        hash_ = None if template is None else template.sha256(texts)
        if hash_ is None:
            hash_ = self._prover.document_hash(self._unsigned(award, drawn))
        proof = self._prover.sign(self._options_hash, hash_)
        try:
            own = [encode_basestring(text).encode("utf-8") for text in (subject, name)]
        except UnicodeEncodeError as error:
            raise CredentialError("A name holds half of a character.", hint="Type the name again.") from error
        end = f'"{proof}"'.encode("ascii")
        known = {"id": drawn.id, "issued": self._issued, **dict(zip(self._names, places, strict=True))}
        follows = [beginning + known[name].encode("ascii") + b'"' for beginning, name in self._follows]
        absent = tuple([number for number, listed in ((2, results), (3, evidence)) if listed is _NOTHING])
        signed = self._splicer.joined([*own, results.canonical, evidence.canonical, end, *follows], absent)
        if self._made % REBUILD_EVERY == 0:
            self._compare(signed, award, drawn, proof)
        self._made += 1
        values = b"[%b,%b,%b,%b,%b]" % (*own, results.short, evidence.short, end)
        return Minted(hashlib.sha256(signed).hexdigest(), values)

    def _unsigned(self, award: Content, drawn: Allocation) -> dict[str, Any]:
        return build.credential(self._catalogue, self._batch, award, drawn)

    def _begin(self, award: Content, drawn: Allocation) -> None:
        document = self._unsigned(award, drawn)
        self._options_hash = self._prover.options_hash(document)
        standing = {**document, "proof": [{**self._prover.options, "proofValue": "z"}]}
        template, _ = ledger.split(standing, identifier=drawn.id, issued=self._issued, status=drawn.status)
        if template.holes != ledger.HOLES or template.follows is None or template.entries is None:
            raise CredentialError("The credential does not have the parts that every award has.", hint="Report this.")
        self.template = template
        self._splicer = Splicer(template)
        self._follows = [
            (encode_basestring(beginning)[:-1].encode("utf-8"), name) for beginning, name in template.follows.values()
        ]
        self._names = list(drawn.status)
        self._dates = [document[key] for key in _DATES if key in document]
        self._entries = template.entries

    def _listed_results(self, results: tuple[Result, ...]) -> _Listed:
        said = tuple([(result.criterion, result.level, result.status, result.value) for result in results])
        found = self._results.get(said)
        if found is None:
            made = [build.result_of(self._url, result) for result in results]
            found = self._results[said] = self._listed(ledger.RESULT, made)
        return found

    def _listed_evidence(self, evidence: tuple[Evidence, ...]) -> _Listed:
        """As `_listed`; of entries that have the same keys, only the first is brought into form."""
        entries = [build.evidence_of(item, self._language) for item in evidence]
        keys = tuple([tuple(entry) for entry in entries])
        if keys not in self._evidence:
            self._evidence[keys] = self._form(ledger.EVIDENCE, entries)
        form = self._evidence[keys]
        if form is None:
            return self._listed(ledger.EVIDENCE, entries)
        texts = tuple([text for entry in entries for key, text in sorted(entry.items()) if key != "type"])
        try:
            written = [encode_basestring(text).encode("utf-8") for text in texts]
        except (UnicodeEncodeError, TypeError) as error:
            raise CredentialError("Evidence holds what is no text.", hint="Type it again.") from error
        return _Listed(form.canonical.put(written), form.short.put(written), texts, form.shape)

    def _form(self, hole: str, entries: list[dict[str, Any]]) -> _Form | None:
        """How entries with these keys are written, where nothing but plain texts differs from entry to entry."""
        marked = [
            {key: f"\0{key}{number}\0" if type(value) is str else value for key, value in entry.items()}
            for number, entry in enumerate(entries)
        ]
        listed = self._listed(hole, marked)
        if any(type(value) is not str for entry in entries for key, value in entry.items() if key != "type"):
            return None
        marks = [encode_basestring(text).encode() for text in listed.texts]
        canonical, short = _Pieces.cut(listed.canonical, marks), _Pieces.cut(listed.short, marks)
        return None if canonical is None or short is None else _Form(canonical, short, listed.shape)

    def _listed(self, hole: str, entries: list[dict[str, Any]]) -> _Listed:
        texts: list[str] = []
        shape = []
        for entry in entries:
            keys = tuple(sorted(key for key, value in entry.items() if type(value) is str and key != "type"))
            texts += [entry[key] for key in keys]
            rest = {key: value for key, value in entry.items() if key not in keys}
            shape.append((jcs.canonical_bytes(rest).decode(), *keys))
        short = shorthand.shorten(entries, self._entries[hole])
        return _Listed(jcs.canonical_bytes(entries), jcs.canonical_bytes(short), tuple(texts), tuple(shape))

    def _shape(self, award: Content, drawn: Allocation, results: Any, evidence: Any) -> Template | None:
        key = (results, evidence)
        if key not in self._templates:
            document = self._unsigned(award, drawn)
            holes = self._holes(results, evidence, document)
            name = _blank(document, holes)
            if name not in self._shapes:
                self._shapes[name] = learn(document, holes, self._prover.contexts)
            self._templates[key] = self._shapes[name]
        return self._templates[key]

    def _holes(self, results: Any, evidence: Any, document: Mapping[str, Any]) -> list[Hole]:
        holes: list[Hole] = [
            [("/id", "urn:uuid:")],
            [("/credentialSubject/id", "")],
            [("/credentialSubject/identifier/0/identityHash", "")],
            *([(f"/{key}", "")] for key in _DATES if key in document),
        ]
        for number, entry in enumerate(document["credentialStatus"]):
            place = f"/credentialStatus/{number}"
            holes.append([(f"{place}/id", f"{entry['statusListCredential']}#"), (f"{place}/statusListIndex", "")])
        for place, shape in ((ledger.RESULT, results), (ledger.EVIDENCE, evidence)):
            for number, (_, *keys) in enumerate(shape):
                holes += [[(f"{place}/{number}/{key}", "")] for key in keys]
        return holes

    def _compare(self, signed: bytes, award: Content, drawn: Allocation, proof: str) -> None:
        """Whether the quick way and the long way agree. What disagrees is never written."""
        document = {**self._unsigned(award, drawn), "proof": [{**self._prover.options, "proofValue": proof}]}
        if jcs.canonical_bytes(document) != signed:
            raise CredentialError(
                "The credential put together is not the credential built.", hint="Nothing was signed. Report this."
            )


def _blank(document: Mapping[str, Any], holes: Sequence[Hole]) -> str:
    """The name of a shape: the document without its texts, and where they were."""
    blank = copy.deepcopy(dict(document))
    for hole in holes:
        for place, _ in hole:
            pointer.put(blank, place, None)
    return jcs.digest([blank, [list(map(list, hole)) for hole in holes]])
