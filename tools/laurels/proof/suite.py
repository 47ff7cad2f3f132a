"""What a signature suite of Data Integrity is: one row of data, whatever it does to a document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from laurels.encoding import jcs
from laurels.proof.canonical import Contexts, canonical_lines
from laurels.proof.ecdsa import CURVES
from laurels.proof.keys import Kind


class Canonical(Protocol):
    """How a suite turns a document into bytes."""

    def __call__(
        self, document: Mapping[str, Any], options: Mapping[str, Any], contexts: Contexts, *, utf16: bool
    ) -> tuple[bytes, bytes]:
        """Canonical bytes of options and document, from the unsecured document and the proof without its value.

        `utf16` sorts as the standard does not. Raises `CanonicalizationError`.
        """
        ...


@dataclass(frozen=True, slots=True)
class Suite:
    """How a signature of one kind comes about."""

    type: str
    """The proof's `type`."""
    cryptosuite: str | None
    """The proof's `cryptosuite`; None where the type says it all."""
    keys: tuple[Kind, ...]
    """Kinds of keys that it signs with."""
    canonical: Canonical

    @property
    def name(self) -> str:
        """What people call it."""
        return self.cryptosuite or self.type

    @property
    def lengths(self) -> tuple[int, ...]:
        """Bytes that its signatures may have."""
        return tuple(signature_bytes(kind) for kind in self.keys)

    def hash_data(
        self,
        document: Mapping[str, Any],
        options: Mapping[str, Any],
        contexts: Contexts,
        kind: Kind = "Ed25519",
        *,
        utf16: bool = False,
    ) -> bytes:
        """The bytes that are signed: the hash of the options, then that of the document, by the key's own hash.

        `utf16` sorts as the standard does not.
        """
        new = hashlib.sha384 if kind == "P-384" else hashlib.sha256
        return b"".join(new(text).digest() for text in self.canonical(document, options, contexts, utf16=utf16))


def signature_bytes(kind: Kind) -> int:
    """Length of a signature under a key of an elliptic curve."""
    return 64 if kind == "Ed25519" else 2 * CURVES[kind].size


def canonical_rdf(
    document: Mapping[str, Any],
    options: Mapping[str, Any],
    contexts: Contexts,
    *,
    utf16: bool = False,
    options_context: Any = None,
) -> tuple[bytes, bytes]:
    """RDF Dataset Canonicalization; the options take the document's own `@context` unless another is given."""
    context = document["@context"] if options_context is None else options_context
    configuration = {**options, "@context": context}
    return _text(configuration, contexts, utf16), _text(document, contexts, utf16)


def canonical_json(
    document: Mapping[str, Any],
    options: Mapping[str, Any],
    contexts: Contexts,  # noqa: ARG001 -- what the words mean does not matter here
    *,
    utf16: bool = False,  # noqa: ARG001 -- RFC 8785 §3.2.3 asks for that order anyway
) -> tuple[bytes, bytes]:
    """JSON Canonicalization Scheme, RFC 8785. Every word of the text is signed, known to a context or not."""
    return jcs.canonical_bytes(options), jcs.canonical_bytes(document)


def _text(document: Mapping[str, Any], contexts: Contexts, utf16: bool) -> bytes:
    return "".join(canonical_lines(document, contexts, utf16=utf16)).encode("utf-8")
