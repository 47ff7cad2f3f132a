"""Search by words that people type: exact first, then what begins so, then every word, then what was misspelt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

EXACT, STARTS, WORDS, OTHER_LABEL, ABOUT, SIMILAR = range(6)
_MIN_FUZZY_CHARACTERS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found."""

    key: str
    """What is written in a file: `esco/sql`, or a code."""
    name: str
    others: tuple[str, ...] = ()
    """Other labels."""
    text: str = ""
    """What it is about; a word in it counts less than one in the name."""
    kind: str = ""
    """Its type, for people to tell two of one name apart."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that was found, and how."""

    entry: Entry
    rank: int
    """EXACT … SIMILAR: the lower the better."""


def search(query: str, entries: Iterable[Entry], limit: int = 20) -> list[Match]:
    """The entries that fit best, the best first; within one rank the shorter names first."""
    wanted = _fold(query)
    words = wanted.split()
    if not words:
        return []
    found: list[tuple[int, int, str, Entry]] = []
    rest: list[Entry] = []
    for entry in entries:
        rank = _rank(wanted, words, entry)
        if rank is None:
            rest.append(entry)
        else:
            found.append((rank, len(entry.name), entry.key, entry))
    if len(found) < limit:
        found += _similar(words, rest)
    if not found:
        found += _partly(words, rest)
    found.sort(key=lambda item: item[:3])
    return [Match(entry, rank) for rank, _, _, entry in found[:limit]]


def _rank(wanted: str, words: list[str], entry: Entry) -> int | None:
    name, others = _fold(entry.name), [_fold(other) for other in entry.others]
    key = entry.key.rpartition("/")[2]
    if wanted in (name, key, _fold(key), _fold(entry.key), entry.key.casefold(), *others):
        return EXACT
    if name.startswith(wanted):
        return STARTS
    if _has(words, name.split()):
        return WORDS
    if any(_has(words, other.split()) for other in others):
        return OTHER_LABEL
    return ABOUT if entry.text and _has(words, _fold(entry.text).split()) else None


def _has(words: list[str], among: list[str]) -> bool:
    """Whether each word begins one of the others."""
    return all(any(other.startswith(word) for other in among) for word in words)


def _similar(words: list[str], entries: Iterable[Entry]) -> Iterator[tuple[int, int, str, Entry]]:
    for entry in entries:
        among = {word for label in (entry.name, *entry.others) for word in _fold(label).split()}
        off = 0
        for word in words:
            best = min((_distance(word, other) for other in among), default=9)
            if best > 2 or (best and len(word) < _MIN_FUZZY_CHARACTERS) or best > len(word) // 4 + 1:
                break
            off += best
        else:
            yield SIMILAR + off, len(entry.name), entry.key, entry


def _partly(words: list[str], entries: Iterable[Entry]) -> Iterator[tuple[int, int, str, Entry]]:
    """What has at least half of the words."""
    for entry in entries:
        among = [word for label in (entry.name, *entry.others) for word in _fold(label).split()]
        missing = sum(not _has([word], among) for word in words)
        if missing < len(words) and missing * 2 <= len(words):
            yield SIMILAR + 10 * missing, len(entry.name), entry.key, entry


def _distance(word: str, other: str) -> int:
    """How many letters are wrong, missing, too many or swapped (optimal string alignment); 9 where it is more than two.

    What is only begun to be typed counts as typed: `statistc` is one from `statistical`.
    """
    if other.startswith(word):
        return 0
    if len(other) > len(word) + 2:
        other = other[: len(word) + 1]
    if len(word) - len(other) > 2 or (word[0] != other[0] and word[1:2] != other[1:2] and word[0] != other[1:2]):
        return 9
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return 9
        before, above = above, row
    return above[-1] if above[-1] <= 2 else 9


def _fold(text: str) -> str:
    """A text as it is compared: small letters without marks, words with one blank between them."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() or c in "+#*" else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(letters.split())
