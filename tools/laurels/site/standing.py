"""How awards stand that do not stand any more, and whether the signed status lists say so yet."""

from __future__ import annotations

from collections.abc import Mapping

from laurels.model.award import StatusChange
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.render.badge import Standing
from laurels.status import bitstring

_STATES = {"revoke": "revoked", "suspend": "suspended", "reinstate": "reinstated"}
_PURPOSES = {"revoke": "revocation", "suspend": "suspension"}


def standings(catalogue: Catalogue) -> Mapping[str, Standing]:
    """UUID → how an award is shown that was revoked or suspended, or that was reinstated while its list is still to be signed.

    People write what became of an award in `issued/status`, and verifiers go by the lists that `laurels issue` signs after that.
    A list that cannot be read, which no check lets through, says nothing.
    """
    places = {name: _places(data) for name, data in catalogue.lists.items()}
    said: dict[str, set[str]] = {}
    for _, _, line in catalogue.signed():
        for name, index in line.status.items():
            if index in places.get(name, ()):
                said.setdefault(line.id, set()).add(name.rpartition("-")[0])
    changes = catalogue.standing()
    found = {
        identifier: _standing(change, _PURPOSES[change.action] in said.get(identifier, ()))
        for identifier, change in changes.items()
    }
    for year in sorted(catalogue.status_changes):
        for change in catalogue.status_changes[year].changes:
            for identifier in said.keys() & set(change.ids) - changes.keys():
                found[identifier] = _standing(change, False)  # the last one, which reinstated it
    return found


def _places(data: bytes) -> set[int]:
    """Places that a signed list says are set."""
    try:
        return set(bitstring.set_indexes(bitstring.decode(bitstring.read_list(data).encoded)))
    except bitstring.BitstringError:
        return set()


def _standing(change: StatusChange, told: bool) -> Standing:
    note = pick(change.note) if change.note else ""
    return Standing(_STATES[change.action], change.date, change.reason, note, told)
