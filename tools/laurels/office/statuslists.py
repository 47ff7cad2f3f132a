"""Status lists of one issuer: where new awards get their places, and which lists must be signed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from laurels.credential.ledger import issuer_of
from laurels.encoding import jcs
from laurels.errors import RepositoryError
from laurels.model.catalogue import Catalogue
from laurels.model.issuer import Issuer
from laurels.status import bitstring, changes
from laurels.status.bitstring import SignedList
from laurels.status.changes import Change

Secure = Callable[[Mapping[str, Any]], dict[str, Any]]
"""Unsigned credential → the same with its proof."""


class StatusLists:
    """The status lists of one issuer while one issue run goes on."""

    def __init__(self, catalogue: Catalogue, issuer: Issuer, randbelow: Callable[[int], int]) -> None:
        self._catalogue = catalogue
        self._issuer = issuer
        self._randbelow = randbelow
        self._signed = {name: _read(name, data) for name, data in catalogue.lists.items()}
        self._standing = catalogue.standing()
        self._used: dict[str, dict[int, str]] = defaultdict(dict)
        """List → place → UUID of the credential that has it."""
        self._owner = {name: signed.issuer for name, signed in self._signed.items()}
        for _, ledger, line in catalogue.signed():
            template = ledger.templates.get(line.template)
            for name, index in line.status.items():
                if template is not None:
                    # A run that was killed leaves awards on a list that is not signed yet: it is their issuer's.
                    self._owner.setdefault(name, issuer_of(template))
                self._used[name][index] = line.id
        self._current = {purpose: self._latest(purpose) for purpose in bitstring.PURPOSES}

    def _latest(self, purpose: str) -> str:
        """The newest list of a purpose that is this issuer's, else a name for its first."""
        own = [number for number in self._numbers(purpose) if self._owner.get(f"{purpose}-{number}") == self._issuer.id]
        return f"{purpose}-{max(own)}" if own else self._next(purpose)

    def _next(self, purpose: str) -> str:
        """A name that no list of any issuer has."""
        return f"{purpose}-{max(self._numbers(purpose), default=0) + 1}"

    def _numbers(self, purpose: str) -> list[int]:
        return [int(name.rpartition("-")[2]) for name in {*self._signed, *self._used} if name.startswith(purpose)]

    def allocate(self, credential: str) -> dict[str, int]:
        """A place for a new credential on each list: name → index."""
        places = {}
        for purpose in bitstring.PURPOSES:
            name = self._current[purpose]
            used = self._used[name]
            if bitstring.is_full(used):
                name = self._current[purpose] = self._next(purpose)
                used = self._used[name]
            index = places[name] = bitstring.allocate(used, self._randbelow)
            used[index] = credential
        return places

    def release(self, places: Mapping[str, int]) -> None:
        """Give back the places of an award that was not signed after all."""
        for name, index in places.items():
            del self._used[name][index]
            if not self._used[name]:
                del self._used[name]

    def due(self, now: datetime, secure: Secure) -> dict[str, bytes]:
        """The lists that must be written: new ones, those whose bits changed, and those past half of their life.

        Beside each stands the file that says when and why its bits were set. It is written first: a run that is cut short between
        the two leaves a list that names another digest, and the next run signs it.
        """
        written = {}
        for name in sorted(self._used):
            before = self._signed.get(name)
            if self._owner.get(name, self._issuer.id) != self._issuer.id:
                continue
            bits, url = self._bits(name), self._catalogue.site.list_url(name)
            told = changes.encode(url, bits)
            if told != self._catalogue.changes.get(name):
                written[f"issued/lists/{name}-changes.json"] = told
            if before is not None and not self._stale(before, bits, told, now) and self._key_is_good(before, now):
                continue
            unsigned = bitstring.list_credential(
                url=url,
                purpose=name.rpartition("-")[0],
                issuer=self._issuer.id,
                set_indexes=bits,
                valid_from=now,
                valid_for=self._issuer.status_list_valid_for,
                told=told,
            )
            written[f"issued/lists/{name}.json"] = jcs.canonical_bytes(secure(unsigned))
        return written

    def _bits(self, name: str) -> dict[int, Change]:
        """Places that are set, with when and why."""
        action = {"revocation": "revoke", "suspension": "suspend"}[name.rpartition("-")[0]]
        return {
            index: Change(change.date, change.reason)
            for index, credential in self._used[name].items()
            if (change := self._standing.get(credential)) is not None and change.action == action
        }

    def _key_is_good(self, signed: SignedList, now: datetime) -> bool:
        """Whether the key that signed a list may still sign: after a key's end its lists must come from another."""
        key = self._catalogue.keys.get(signed.method.partition("#")[2])
        return key is not None and all(end is None or now < end for end in (key.revoked, key.expires))

    @staticmethod
    def _stale(signed: SignedList, bits: Mapping[int, Change], told: bytes, now: datetime) -> bool:
        if signed.encoded != bitstring.encode(bits) or signed.changes != changes.digest(told):
            return True
        end = signed.valid_until
        return end is not None and now >= signed.valid_from + (end - signed.valid_from) / 2


def _read(name: str, data: bytes) -> SignedList:
    try:
        return bitstring.read_list(data)
    except bitstring.BitstringError as error:
        raise RepositoryError(
            f"issued/lists/{name}.json cannot be read: {error}.", hint="Restore the file from Git."
        ) from error
