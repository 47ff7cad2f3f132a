"""JSON texts that are one text but for what stands in some of its strings, told by comparing bytes.

What a careful reader finds out about a text (no key twice, no number that two programs read differently, no bottomless nesting)
is true of every text of its form: outside the gaps they are the same bytes, and a gap is the rest of one string.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar

from laurels.encoding import pointer

T = TypeVar("T")
Gap = Sequence[tuple[str, str] | tuple[str, str, str]]
"""The places of one text: JSON Pointer, and what stands before and after it in the string there."""

_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_REST_OF_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_BACKSLASH = 0x5C
_CONTROLS = bytes(range(0x20))
"""RFC 8259 §7: what must not stand in a string as it is."""


class JsonForm:
    """The bytes around the gaps of a JSON text, and which gaps hold the same.

    Args:
        text: JSON without a key given twice (`laurels.encoding.strict_json`).
        value: what it says.
        gaps: the texts that differ. Raises `LookupError` where one is not there as plain text.
    """

    def __init__(self, text: bytes, value: Any, gaps: Sequence[Gap]) -> None:
        spans = dict(zip(_places(value, ()), (found.span() for found in _STRING.finditer(text)), strict=True))
        cuts: list[tuple[int, int, int, str]] = []
        for number, gap in enumerate(gaps):
            for where, beginning, *ending in gap:
                start, end = spans[where]
                first, last = beginning.encode("utf-8"), "".join(ending).encode("utf-8")
                begun, ended = start + 1 + len(first), end - 1 - len(last)
                if (
                    json.dumps(beginning, ensure_ascii=False)[1:-1] != beginning
                    or begun > ended
                    or not (text.startswith(first, start + 1) and text.startswith(last, ended))
                ):
                    raise LookupError(where)
                cuts.append((begun, end - 1, number, "".join(ending)))
        cuts.sort()
        self.pieces: list[bytes] = []
        """The bytes before, between and after the gaps. Each but the first begins with the quote that ends a string."""
        before = 0
        for start, end, _, _ in cuts:
            self.pieces.append(text[before:start])
            before = end
        self.pieces.append(text[before:])
        self._ends = [(place, ending) for place, (_, _, _, ending) in enumerate(cuts) if ending]
        numbers = [number for _, _, number, _ in cuts]
        self._takes = [numbers.index(number) for number in range(len(gaps))]
        firsts = [numbers.index(number) for number in numbers]
        self._same = [(place, first) for place, first in enumerate(firsts) if first < place]

    def values(self, texts: list[str]) -> list[str] | None:
        """The text of each gap, in the order in which they were named; None where one that is twice there differs.

        `texts` are what stands between the pieces, and are cut to what is in the gaps.
        """
        for place, ending in self._ends:
            if not texts[place].endswith(ending):
                return None
            texts[place] = texts[place].removesuffix(ending)
        for place, first in self._same:
            if texts[place] != texts[first]:
                return None
        return [texts[place] for place in self._takes]


def _places(value: Any, path: tuple[str | int, ...]) -> Iterator[str | None]:
    """The place of each string, in the order of the text; None for keys."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield None
            yield from _places(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _places(item, (*path, index))
    elif isinstance(value, str):
        yield pointer.join(path)


class _Node(Generic[T]):
    """What may come next in a text, by its bytes."""

    __slots__ = ("after", "found", "longest", "pieces")

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.after: dict[bytes, _Node[T]] = {}
        self.longest = 0
        self.found: tuple[JsonForm, T] | None = None

    def next(self, piece: bytes) -> _Node[T]:
        if piece not in self.after:
            insort(self.pieces, piece)
            self.longest = max(self.longest, len(piece))
            self.after[piece] = _Node()
        return self.after[piece]


class JsonForms(Generic[T]):
    """Forms, and what is known of each."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, form: JsonForm, known: T) -> None:
        """Keep a form; of two with the same bytes, the first."""
        node = self._root
        for piece in form.pieces:
            node = node.next(piece)
        node.found = node.found or (form, known)

    def find(self, text: bytes) -> tuple[T, list[str]] | None:
        """What is known of the form of a text, and the texts in its gaps; None for one of no form, or with a gap that is no text.

        Forms of which one goes on where another has a gap may hide each other: then None too.
        """
        node, at = self._root, 0
        taken: list[bytes] = []
        while True:
            pieces = node.pieces
            if len(pieces) == 1:
                piece = pieces[0]
            else:
                # Pieces are sorted: the one that the text goes on with, if any, is the last that is not behind the text.
                place = bisect_right(pieces, text[at : at + node.longest])
                if place == 0:
                    return None
                piece = pieces[place - 1]
            if not text.startswith(piece, at):
                return None
            at += len(piece)
            node = node.after[piece]
            if not node.pieces:
                break
            end = text.find(b'"', at)
            if end < 0:
                return None
            if text[end - 1] == _BACKSLASH:  # that quote may be one of the string
                end = _REST_OF_STRING.match(text, at).end()  # type: ignore[union-attr]  # an empty rest would match too
            taken.append(text[at:end])
            at = end
        if at != len(text) or node.found is None:
            return None
        texts = _texts(taken)
        if texts is None:
            return None
        form, known = node.found
        values = form.values(texts)
        return None if values is None else (known, values)


def _texts(taken: Sequence[bytes]) -> list[str] | None:
    """What strings say of which this is the rest; None where one of them is no text (RFC 8259 §7, RFC 7493 §2.1)."""
    joined = b'"'.join(taken)
    if len(joined.translate(None, _CONTROLS)) != len(joined):
        return None
    try:
        text = joined.decode("utf-8")
        if "\\" not in text:
            return text.split('"') if taken else []
        texts: list[str] = [json.loads(f'"{rest.decode("utf-8")}"') for rest in taken]
        "".join(texts).encode("utf-8")  # else there is half a character
    except ValueError:
        return None
    return texts
