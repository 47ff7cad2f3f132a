"""Cases of the `status` step: when and why a badge was revoked or suspended, told beside the list that says so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from conformance.statuses import BIT_7, BIT_94567
from conformance.world import REVOCATION, SUSPENSION, Case, answers, badge, entry, signed, status_list
from laurels.status import changes
from laurels.status.changes import REASONS, Change

BESIDE = changes.address(REVOCATION)
DAY = date(2026, 5, 3)
ERROR = {94567: Change(DAY, "issued-in-error")}
_GROUP = {"date": "2026-05-03", "reason": "issued-in-error", "indexes": [94567]}


def _text(told: Mapping[int, Change] | str, url: str = REVOCATION) -> str:
    return told if isinstance(told, str) else changes.encode(url, told).decode()


def _listed(told: str, url: str = REVOCATION, encoded: str = BIT_94567, **how: Any) -> dict[str, Any]:
    """The signed list that vouches for a file; a keyword of `resources` in place of its own."""
    resources = how.get("resources", [changes.related_resource(url, told.encode())])
    return signed(status_list(url, encoded=encoded, relatedResource=resources))


def _served(told: Mapping[int, Change] | str, **how: Any) -> dict[str, Any]:
    text = _text(told)
    return answers(lists={REVOCATION: _listed(text, **how)}, extra={BESIDE: {"status": 200, "text": text}})


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _with(*groups: Any, **more: Any) -> str:
    return _json({"list": REVOCATION, "changes": list(groups), **more})


def _malformed() -> Iterator[tuple[str, str, str]]:
    """Name, why and what the file holds; the list vouches for every byte of it, and nothing of it is told."""
    yield "not-json", "Words, and no data.", "Revoked in May. Ask Sample Learner 01."
    yield "list", "A list where an object belongs.", _json([_GROUP])
    yield "twice-key", "A member that is there twice.", '{"list":"' + REVOCATION + '","changes":[],"changes":[]}'
    yield "other-list", "The changes of another list.", _with(_GROUP, list=SUSPENSION)
    yield "no-changes", "No changes at all.", _json({"list": REVOCATION, "changes": {"94567": _GROUP}})
    yield "group", "An entry that is a text.", _with("94567")
    yield "indexes", "A place that stands alone.", _with({**_GROUP, "indexes": 94567})
    yield "index-text", "A place written as a text.", _with({**_GROUP, "indexes": ["94567"]})
    yield "index-true", "A place that is no number.", _with({**_GROUP, "indexes": [94567, True]})
    yield "index-half", "Half a place.", _with({**_GROUP, "indexes": [94567, 0.5]})
    yield "index-negative", "A place before the first.", _with({**_GROUP, "indexes": [94567, -1]})
    yield "index-twice", "Two reasons for one bit.", _with(_GROUP, {**_GROUP, "reason": "other", "indexes": [7, 94567]})
    yield "reason", "A reason in words of its own.", _with({**_GROUP, "reason": "Sample Learner 01 copied"})
    yield "reason-prototype", "A reason that is none.", _with({**_GROUP, "reason": "constructor"})
    yield "reason-missing", "No reason.", _with({"date": "2026-05-03", "indexes": [94567]})
    yield "date", "A day that does not exist.", _with({**_GROUP, "date": "2026-02-30"})
    yield "date-time", "An instant where a day belongs.", _with({**_GROUP, "date": "2026-05-03T00:00:00Z"})
    yield "date-number", "A year.", _with({**_GROUP, "date": 2026})
    yield (
        "neighbour",
        "An entry of another place that cannot be read.",
        _with(_GROUP, {**_GROUP, "indexes": [1], "date": ""}),
    )


def _resources() -> Iterator[tuple[str, str, Any]]:
    """Name, why and what the signed list says of the file."""
    ours = changes.related_resource(REVOCATION, _text(ERROR).encode())
    yield "no-digest", "Nothing says which bytes are meant.", {**ours, "digestMultibase": None}
    sri = "sha384-" + "A" * 64
    yield "other-digest", "A digest of another kind.", {"id": BESIDE, "digestSRI": sri}
    yield "twice", "Two digests for one file: which is meant?", [ours, {**ours, "mediaType": "text/html"}]
    yield "altered", "Another file than the one that the list vouches for.", changes.related_resource(REVOCATION, b"{}")


def _clean(value: Any) -> Any:
    """Without members that are None."""
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return {name: item for name, item in value.items() if item is not None}


def _told() -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    yield "told", "When and why, as the issuer says it.", entry(), _served(ERROR)
    more = {7: Change(date(2024, 2, 29), "other"), 94568: Change(DAY, "misconduct"), **ERROR}
    yield "told-among-others", "Neighbours were revoked on other days, for other reasons.", entry(), _served(more)
    for reason in REASONS:
        yield f"told-{reason}", "The reason in words.", entry(), _served({94567: Change(DAY, reason)})
    extra = _with({**_GROUP, "note": "more"}, version=2)
    yield "told-more", "What a later version adds is not read.", entry(), _served(extra)
    fraction = _with({**_GROUP, "indexes": []}).replace("[]", "[94567.0]")
    yield "told-whole-number", "A whole number however it is written.", entry(), _served(fraction)
    one = _listed(_text(ERROR), resources=changes.related_resource(REVOCATION, _text(ERROR).encode()))
    beside = {BESIDE: {"status": 200, "text": _text(ERROR)}}
    yield "told-one-resource", "One resource may stand alone.", entry(), answers(lists={REVOCATION: one}, extra=beside)
    elsewhere = "https://issuer.example/reasons.json"
    resource = {**changes.related_resource(REVOCATION, _text(ERROR).encode()), "id": elsewhere}
    other = answers(lists={REVOCATION: _listed("", resources=[resource])}, extra={elsewhere: {"status": 500}, **beside})
    yield "told-elsewhere", "Another resource of the list is not asked for.", entry(), other
    no_json = "https://issuer.example/status/3"
    text = _text({94567: Change(DAY, "other")}, no_json)
    url = changes.address(no_json)
    found = answers(lists={no_json: _listed(text, no_json)}, extra={url: {"status": 200, "text": text}})
    yield "told-address", "A list whose address has no ending.", entry(statusListCredential=no_json), found


def cases() -> Iterator[Case]:
    revoked, document = ("status.revoked",), {"json": signed(badge(credentialStatus=[entry()]))}
    for name, why, listed, http in _told():
        given = {"json": signed(badge(credentialStatus=[listed]))}
        yield Case(f"status-revoked-{name}", why, given, "invalid", revoked, http=http)
    for name, why, text in _malformed():
        yield Case(f"status-revoked-malformed-{name}", why, document, "invalid", revoked, http=_served(text))
    for name, why, resources in _resources():
        http = _served(ERROR, resources=_clean(resources))
        yield Case(f"status-revoked-{name}", why, document, "invalid", revoked, http=http)
    offline = answers(lists={REVOCATION: _listed(_text(ERROR))})
    yield Case("status-revoked-untold", "Revoked, and nobody says why.", document, "invalid", revoked, http=offline)
    gone = {**offline, BESIDE: {"status": 404}}
    yield Case("status-revoked-told-gone", "The file is gone.", document, "invalid", revoked, http=gone)
    others = _served({7: Change(DAY, "other")})
    yield Case("status-revoked-not-named", "The file names others.", document, "invalid", revoked, http=others)
    held = _text({7: Change(DAY, "under-review")}, SUSPENSION)
    beside = {changes.address(SUSPENSION): {"status": 200, "text": held}}
    both = answers(
        lists={REVOCATION: signed(status_list()), SUSPENSION: _listed(held, SUSPENSION, BIT_7)}, extra=beside
    )
    waiting = {"json": signed(badge(credentialStatus=[entry(), entry("suspension", "7")]))}
    yield Case("status-suspended-told", "When and why.", waiting, "invalid", ("status.suspended",), http=both)
    free = {"json": signed(badge(credentialStatus=[entry(index="8")]))}
    untouched = answers(lists={REVOCATION: _listed(_text(ERROR))})
    yield Case(
        "status-ok-untold", "Whose bit is not set asks for no more.", free, "valid", (), ("status.ok",), http=untouched
    )
