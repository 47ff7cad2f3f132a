"""The signed bytes of many credentials that look alike: canonicalised once, then filled in (`proof.template`).

Two documents are alike when they are the same JSON text, keys in the same order, but for the few texts in which awards differ.
The first is canonicalised; when a second comes, its shape is learned; later ones are filled in. Once there were many documents,
more are to come, and a shape is learned from the first. Whatever is not plain is canonicalised, so that there is one answer, and two
ways to it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from laurels.proof.canonical import Contexts, canonical_lines
from laurels.proof.learning import Hole, learn
from laurels.proof.template import Template

MAX_LEARNED_BYTES = 6 * 1024 * 1024
"""JSON text whose shapes are learned: it takes twentyfold room, and a stranger may send as many shapes as credentials.
Half of it is kept for shapes that were seen twice."""
MAX_SEEN = 4096
"""Shapes of which is known that they were seen, or cannot be learned, and proof options."""
MANY = 32
"""Documents after which more are expected."""
_COMPARE_EVERY = 16
"""Of the shapes that are learned from the first document, one in so many is compared with the canonicaliser's answer."""
_URN = "urn:uuid:"
_LEARNERS = (_URN, "did:key:")


class Familiar:
    """What eddsa-rdfc-2022 signs (Data Integrity EdDSA Cryptosuites v1.0 §3.2.4), for documents that come one after another."""

    def __init__(self, contexts: Contexts) -> None:
        self._contexts = contexts
        self._shapes: dict[bytes, Template] = {}
        self._seen: dict[bytes, bool] = {}
        """Shape → whether it may be learned."""
        self._options: dict[bytes, bytes] = {}
        self._room = MAX_LEARNED_BYTES
        self._met = 0

    def hash_data(self, document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
        """The 64 bytes that are signed. Raises `CanonicalizationError`."""
        return self.options_hash(document["@context"], options) + self._hash(document, *differing(document))

    def options_hash(self, context: Any, options: Mapping[str, Any]) -> bytes:
        """SHA-256 of the canonical proof options, read with a document's `@context` (§3.2.5). Raises `CanonicalizationError`."""
        configuration = {**options, "@context": context}
        name = hashlib.sha256(json.dumps(configuration).encode()).digest()
        if name not in self._options:
            if len(self._options) >= MAX_SEEN:
                self._options.clear()
            self._options[name] = self._hash(configuration, *without_time(configuration))
        return self._options[name]

    def template(self, document: Mapping[str, Any]) -> tuple[Template, list[Hole]] | None:
        """How to fill in the documents that are like this one, and where they differ; None for a shape that is not known.

        Its `sha256` takes the texts there, in that order, and gives the hash of the document, or None where that is not sure.
        """
        blank, holes, _ = differing(document)
        template = self._shapes.get(_name(blank, holes)[0])
        return None if template is None else (template, holes)

    def _hash(
        self, document: Mapping[str, Any], blank: Mapping[str, Any], holes: list[Hole], values: list[str]
    ) -> bytes:
        name, size = _name(blank, holes)
        self._met += 1
        if name not in self._shapes and self._is_worth(name, size):
            return self._learned(document, holes, values, name, size)
        template = self._shapes.get(name)
        quick = None if template is None else template.sha256(values)
        if template is None:
            self._note(name, may_learn=True)
        return self._canonical(document) if quick is None else quick

    def _is_worth(self, name: bytes, size: int) -> bool:
        """Whether to learn a shape now."""
        if name in self._seen:
            return self._seen[name] and size <= self._room
        return self._met > MANY and size <= self._room - MAX_LEARNED_BYTES // 2

    def _learned(
        self, document: Mapping[str, Any], holes: list[Hole], values: list[str], name: bytes, size: int
    ) -> bytes:
        """The hash of a document whose shape is learned from it."""
        template = learn(document, holes, self._contexts)
        quick = None if template is None else template.sha256(values)
        doubted = self._met <= MANY or len(self._shapes) % _COMPARE_EVERY == 0
        answer = self._canonical(document) if quick is None or doubted else quick
        if template is None or quick not in (answer, None):
            self._note(name, may_learn=False)
        else:
            self._shapes[name] = template
            self._room -= size
        return answer

    def _note(self, name: bytes, *, may_learn: bool) -> None:
        if len(self._seen) >= MAX_SEEN:
            self._seen.clear()
        self._seen[name] = may_learn

    def _canonical(self, document: Mapping[str, Any]) -> bytes:
        return hashlib.sha256("".join(canonical_lines(document, self._contexts)).encode("utf-8")).digest()


def _name(blank: Mapping[str, Any], holes: list[Hole]) -> tuple[bytes, int]:
    """The name of a shape, and its size."""
    text = json.dumps([blank, holes]).encode()
    return hashlib.sha256(text).digest(), len(text)


def without_time(options: Mapping[str, Any]) -> tuple[dict[str, Any], list[Hole], list[str]]:
    """Proof options without the time of the signature, where that was, and the time."""
    created = options.get("created")
    if type(created) is not str:
        return dict(options), [], []
    return {**options, "created": None}, [[("/created", "")]], [created]


def differing(document: Mapping[str, Any]) -> tuple[dict[str, Any], list[Hole], list[str]]:
    """The document without the texts in which the awards of a batch differ, where they were, and these texts."""
    blank = dict(document)
    holes: list[Hole] = []
    values: list[str] = []

    def take(owner: dict[str, Any], key: str, place: str, beginning: str = "") -> None:
        text = owner.get(key)
        if type(text) is str and text.startswith(beginning):
            owner[key] = None
            holes.append([(f"{place}/{key}", beginning)])
            values.append(text[len(beginning) :])

    def copies(owner: dict[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
        """The objects of a list, each a copy that stands in the copied list."""
        items = owner.get(key)
        if type(items) is not list:
            return []
        made = owner[key] = [dict(item) if type(item) is dict else item for item in items]
        return [(f"/{key}/{number}", item) for number, item in enumerate(made) if type(item) is dict]

    identifier = blank.get("id")
    take(blank, "id", "", _URN if str(identifier).startswith(_URN) else "")
    for key in ("validFrom", "validUntil", "awardedDate"):
        take(blank, key, "")
    for place, entry in copies(blank, "credentialStatus"):
        beginning = f"{entry.get('statusListCredential')}#"
        index = entry.get("statusListIndex")
        if type(index) is str and entry.get("id") == beginning + index:
            entry["id"] = entry["statusListIndex"] = None
            holes.append([(f"{place}/id", beginning), (f"{place}/statusListIndex", "")])
            values.append(index)
    lists = [("", blank, "evidence")]
    subject = blank.get("credentialSubject")
    if type(subject) is dict:
        subject = blank["credentialSubject"] = dict(subject)
        learner = str(subject.get("id"))
        take(subject, "id", "/credentialSubject", next((text for text in _LEARNERS if learner.startswith(text)), ""))
        for place, entry in copies(subject, "identifier"):
            take(entry, "identityHash", f"/credentialSubject{place}")
        lists.append(("/credentialSubject", subject, "result"))
    for above, owner, name in lists:
        for place, entry in copies(owner, name):
            own = entry.get("id")
            if type(own) is str and type(identifier) is str and own.startswith(f"{identifier}#"):
                entry["id"] = None
                beginning = holes[0][0][1]
                holes[0] = [*holes[0], (f"{above}{place}/id", beginning, own[len(identifier) :])]
            for key in sorted(entry):
                if (key not in ("type", "id") and key.isalnum()) or (key == "id" and name == "evidence"):
                    take(entry, key, above + place)
    return blank, holes, values
