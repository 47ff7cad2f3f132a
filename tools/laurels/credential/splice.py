"""Canonical bytes of the credentials that share a template, put together instead of built.

A template's canonical form (RFC 8785) is cut at its holes once; each credential is then its pieces with the canonical values
between them. Keys are sorted by the template alone, so nothing can change places.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from laurels.encoding import jcs, pointer
from laurels.errors import CredentialError
from laurels.model.ledger import TemplateLine


class SpliceError(ValueError):
    """Template and values do not fit together."""


class Splicer:
    """One template, ready to be filled. Raises `SpliceError` where a hole does not exist, or lies in another."""

    def __init__(self, template: TemplateLine) -> None:
        self._template = template
        text = jcs.canonical_bytes(template.credential)
        mark = "hole"
        while mark.encode() in text:
            mark += "-"
        shared = copy.deepcopy(template.credential)
        for index, hole in enumerate(template.holes):
            _put(shared, hole, f"{mark}{index}.")
        pieces = re.split(f'"{mark}([0-9]+)\\."'.encode(), jcs.canonical_bytes(shared))
        self._pieces = pieces[::2]
        self._order = [int(piece) for piece in pieces[1::2]]
        if sorted(self._order) != list(range(len(template.holes))):
            raise SpliceError("a hole of the template lies in another")

    def canonical(self, values: Sequence[Any]) -> bytes:
        """The canonical bytes of the credential with some values, one for each hole in the template's order.

        Raises `SpliceError`: another number of values, or one that has no canonical form.
        """
        if len(values) != len(self._order):
            raise SpliceError(f"the template has {len(self._order)} holes, the line {len(values)} values")
        try:
            parts = [jcs.canonical_bytes(values[index]) for index in self._order]
        except CredentialError as error:
            raise SpliceError("a value has no canonical form") from error
        made = [self._pieces[0]]
        for part, piece in zip(parts, self._pieces[1:], strict=True):
            made += (part, piece)
        return b"".join(made)

    def signed(self, values: Sequence[Any], digest: str) -> bytes:
        """The canonical bytes of the credential whose SHA-256 is known, 64 hexadecimal digits. Raises `SpliceError`."""
        data = self.canonical(values)
        if hashlib.sha256(data).hexdigest() != digest:
            raise SpliceError("the credential is not the one that was signed: its digest differs")
        return data

    def part(self, values: Sequence[Any], keys: Sequence[str]) -> Mapping[str, Any]:
        """Some top-level members of the credential with some values."""
        template = self._template
        found = {key: copy.deepcopy(template.credential[key]) for key in keys if key in template.credential}
        for hole, value in zip(template.holes, values, strict=True):
            if pointer.split(hole)[0] in found:
                _put(found, hole, value)
        return found


def _put(document: dict[str, Any], hole: str, value: Any) -> None:
    try:
        pointer.put(document, hole, value)
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise SpliceError("a hole of the template does not exist") from error
