"""When and why was it revoked or suspended? What an issuer says beside its status list, where the signed list vouches for it.

Asked only once a bit is set. Whatever is amiss, the bit stands: then when and why are not known, and nothing unsigned is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from laurels.status import changes
from laurels.status.changes import Change, ChangesError
from laurels.verification.fetching import Unavailable
from laurels.verification.proofs import World


def explained(resources: Sequence[Any], list_url: str, index: int, world: World) -> dict[str, str]:
    """Facts for the step: `changes`, the file's address, with `date`, `reason` and `why` (the reason in words), or with `unread`,
    why it could not be used. Nothing where the list names no such file.

    `resources` are the entries of the signed list's `relatedResource` (Verifiable Credentials 2.0 §5.3).
    """
    address = changes.address(list_url)
    named = [item for item in resources if isinstance(item, dict) and item.get("id") == address]
    if not named:
        return {}
    digests = [item.get("digestMultibase") for item in named]
    asked = ("changes", list_url, *map(repr, digests))
    told = world.memory.once(asked, world.fetch, lambda: _read(address, digests, list_url, world))
    if isinstance(told, str):
        return {"changes": address, "unread": told}
    change = told.get(index)
    if change is None:
        return {"changes": address, "unread": "not-named"}
    why = changes.REASONS[change.reason]
    return {"changes": address, "date": change.date.isoformat(), "reason": change.reason, "why": why}


def _read(address: str, digests: list[Any], list_url: str, world: World) -> Mapping[int, Change] | str:
    """The changes by index, or why there are none."""
    answer = world.fetch(address)
    if isinstance(answer, Unavailable):
        return answer.reason
    if answer.status != 200:
        return f"http-{answer.status}"
    if digests != [changes.digest(answer.body)]:
        return "digest"
    try:
        return changes.decode(answer.body, list_url)
    except ChangesError:
        return "malformed"
