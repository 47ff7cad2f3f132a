"""Canonical bytes of the credentials that share a template, put together instead of built.

A template's canonical form (RFC 8785) is cut at its holes once; each credential is then its pieces with the canonical values
between them. Keys are sorted by the template alone, so nothing can change places.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any

from laurels.credential import shorthand
from laurels.encoding import jcs, pointer
from laurels.encoding.timestamps import format_timestamp
from laurels.errors import CredentialError
from laurels.model.ledger import AwardLine, TemplateLine


class SpliceError(ValueError):
    """Template and values do not fit together."""


class Splicer:
    """One template, ready to be filled. Raises `SpliceError` where a hole does not exist, or lies in another."""

    def __init__(self, template: TemplateLine) -> None:
        self._template = template
        self._follows = list((template.follows or {}).values())
        self._entries = {index: (template.entries or {}).get(hole) for index, hole in enumerate(template.holes)}
        self._places = [*template.holes, *(template.follows or {})]
        self._layouts: dict[tuple[int, ...], tuple[list[bytes], list[int]]] = {}
        self._layout(())

    def _layout(self, absent: tuple[int, ...]) -> tuple[list[bytes], list[int]]:
        """The constant pieces and what goes between them, for credentials that lack some members."""
        found = self._layouts.get(absent)
        if found is None:
            found = self._layouts[absent] = self._cut(absent)
        return found

    def _cut(self, absent: tuple[int, ...]) -> tuple[list[bytes], list[int]]:
        text = jcs.canonical_bytes(self._template.credential)
        mark = "hole"
        while mark.encode() in text:
            mark += "-"
        shared = copy.deepcopy(self._template.credential)
        for index, place in enumerate(self._places):
            _put(shared, place, f"{mark}{index}.")
        for index in absent:
            try:
                pointer.remove(shared, self._places[index])
            except (KeyError, IndexError, ValueError, TypeError) as error:
                raise SpliceError("null stands where a member cannot be left out") from error
        pieces = re.split(f'"{mark}([0-9]+)\\."'.encode(), jcs.canonical_bytes(shared))
        order = [int(piece) for piece in pieces[1::2]]
        if sorted([*order, *absent]) != list(range(len(self._places))):
            raise SpliceError("a hole of the template lies in another")
        return pieces[::2], order

    def canonical(self, line: AwardLine, values: Sequence[Any]) -> bytes:
        """The canonical bytes of the credential of an award line with some values, one for each hole in the template's order.

        Raises `SpliceError`: another number of values, or one that has no canonical form.
        """
        known = shorthand.fields(line.id, format_timestamp(line.issued), line.status)
        if len(values) != len(self._template.holes):
            raise SpliceError(f"the template has {len(self._template.holes)} holes, the line {len(values)} values")
        try:
            parts = [_canonical(value) for value in self._full(values, known)]
            parts += [_canonical(beginning + known[name]) for beginning, name in self._follows]
        except KeyError as error:
            raise SpliceError("the template asks for a field that the line does not have") from error
        except (CredentialError, UnicodeEncodeError) as error:
            raise SpliceError("a value has no canonical form") from error
        absent = tuple(index for index, value in enumerate(values) if value is None)
        return self.joined(parts, absent)

    def joined(self, parts: Sequence[bytes], absent: tuple[int, ...] = ()) -> bytes:
        """The canonical bytes from canonical parts: one for each hole, then one for each text that follows from the line.

        `absent` are the numbers of the holes whose member the credential lacks.
        """
        pieces, order = self._layout(absent)
        made = [pieces[0]]
        for index, piece in zip(order, pieces[1:], strict=True):
            made += (parts[index], piece)
        return b"".join(made)

    def signed(self, line: AwardLine, values: Sequence[Any]) -> bytes:
        """The canonical bytes of an award line's credential, as it was signed: with the digest that the line names. Raises `SpliceError`."""
        data = self.canonical(line, values)
        if hashlib.sha256(data).hexdigest() != line.digest:
            raise SpliceError("the credential is not the one that was signed: its digest differs")
        return data

    def part(self, line: AwardLine, values: Sequence[Any], keys: Sequence[str]) -> Mapping[str, Any]:
        """Some top-level members of the credential of an award line with some values."""
        template = self._template
        known = shorthand.fields(line.id, format_timestamp(line.issued), line.status)
        found = {key: copy.deepcopy(template.credential[key]) for key in keys if key in template.credential}
        texts = [beginning + known[name] for beginning, name in self._follows]
        for place, value in zip(self._places, [*self._full(values, known), *texts], strict=True):
            if pointer.split(place)[0] in found:
                _put(found, place, value)
        return found

    def _full(self, values: Sequence[Any], known: Mapping[str, str]) -> list[Any]:
        try:
            return [
                value if (entry := self._entries[index]) is None else shorthand.expand(value, entry, known)
                for index, value in enumerate(values)
            ]
        except (ValueError, KeyError) as error:
            raise SpliceError("an entry does not fit the template") from error


def _canonical(value: Any) -> bytes:
    return encode_basestring(value).encode("utf-8") if type(value) is str else jcs.canonical_bytes(value)


def _put(document: dict[str, Any], hole: str, value: Any) -> None:
    try:
        pointer.put(document, hole, value)
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise SpliceError("a hole of the template does not exist") from error
