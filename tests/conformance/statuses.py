"""Cases of the `status` step: was it taken back, and where does the badge say so? Lists that cannot be used are in `lists`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conformance.world import NO_BIT, REVOCATION, SUSPENSION, Case, answers, badge, entry, holds, signed, status_list

BIT_7 = "uH4sIAAAAAAACA-3BIQEAAAACIP1_2hkWoAEAAAAAAAAAAAAAAAAAAADeBjn7xTYAQAAA"
BIT_94567 = "uH4sIAAAAAAACA-3QAQ0AAAwCIO1f2hz_IAIJAAAAAAAAAAAAAADfVAEAAADAOQNQdb5gAEAAAA"
LONG_BIT_94567 = "uH4sIAAAAAAACA-3QQREAAAwCIO1f2gz77iACCQAAAAAAAAAAAAAA31QBAAAAAAAAAAAAAAAAAAAAAAAAAMDZAPJuMoIAgAAA"
SHORT = "uH4sIAAAAAAACA-3BMQEAAADCoPVPbQsvoAAAAAAAAAAAAAAAAP4GcwM92tQwAAA"
assert holds(NO_BIT)
assert holds(BIT_7, 7)
assert holds(BIT_94567, 94567)
assert holds(SHORT)
assert holds(LONG_BIT_94567, 94567)


def _with(*entries: Mapping[str, Any]) -> dict[str, Any]:
    return signed(badge(credentialStatus=list(entries)))


def _served(body: Mapping[str, Any], url: str = REVOCATION) -> dict[str, Any]:
    return answers(lists={url: body})


def _entries() -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    yield "index-outside", "The list has 131,072 entries.", "status.list-index", entry(index="131072")
    yield "index-huge", "An index that no list has.", "status.list-index", entry(index="4294967295")
    yield "index-zero-first", "Not as whole numbers are written.", "status.entry", entry(index="094567")
    yield "index-negative", "Lists begin at 0.", "status.entry", entry(index="-1")
    yield "index-fraction", "Half a bit.", "status.entry", entry(index="1.5")
    yield "index-fraction-number", "Half a bit, as a number.", "status.entry", entry(index=1.5)
    yield "index-long", "Eleven digits.", "status.entry", entry(index="10000000000")
    yield (
        "address-http",
        "An address that anybody on the way could answer.",
        "status.entry",
        entry(statusListCredential="http://issuer.example/lists/revocation-1.json"),
    )
    yield (
        "address-missing",
        "No address.",
        "status.entry",
        {k: v for k, v in entry().items() if k != "statusListCredential"},
    )
    yield "size-2", "Two bits for each entry.", "status.entry", entry(statusSize=2)
    yield (
        "purpose-unknown",
        "A purpose that nobody defined.",
        "status.unsupported",
        entry("annulment", statusListCredential=REVOCATION),
    )
    yield (
        "purpose-two",
        "Two purposes in one entry.",
        "status.unsupported",
        entry(statusPurpose=["revocation", "suspension"]),
    )
    yield "size-none", "No bits for each entry.", "status.entry", entry(statusSize=0)
    yield "size-text", "A length that is no number.", "status.entry", entry(statusSize="1")
    yield (
        "type-two",
        "Two types in one entry.",
        "status.unsupported",
        entry(type=["BitstringStatusListEntry", "BitstringStatusList"]),
    )
    yield (
        "purpose-missing",
        "No purpose.",
        "status.unsupported",
        {k: v for k, v in entry().items() if k != "statusPurpose"},
    )
    yield (
        "type-missing",
        "No type.",
        "status.unsupported",
        {k: v for k, v in {**entry(), "id": "urn:uuid:1"}.items() if k == "id"},
    )


def _answers() -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    yield "offline", "No answer at all.", "status.unavailable", {}
    yield "http-404", "No list at that address.", "status.unavailable", {"status": 404}
    yield "http-503", "A server in trouble.", "status.unavailable", {"status": 503}
    yield "html", "A page instead of a list.", "status.list-invalid", {"status": 200, "base64": "PCFkb2N0eXBlIGh0bWw+"}
    yield "array", "A list, but of the wrong kind.", "status.list-invalid", {"status": 200, "json": []}


def _verdicts() -> Iterator[tuple[str, str, str, tuple[str, ...], list[Any], dict[str, Any]]]:
    good, taken, held = (
        signed(status_list()),
        signed(status_list(encoded=BIT_94567)),
        signed(status_list(SUSPENSION, encoded=BIT_7)),
    )
    free = signed(status_list(SUSPENSION))
    both = [entry(), entry("suspension", "7")]
    yield "ok", "Neither revoked nor suspended.", "valid", (), both, answers(lists={REVOCATION: good, SUSPENSION: free})
    yield (
        "neighbour",
        "The bit beside it is somebody else's.",
        "valid",
        (),
        [entry(index="94568"), entry(index="94566")],
        _served(taken),
    )
    yield (
        "revoked",
        "Taken back.",
        "invalid",
        ("status.revoked",),
        both,
        answers(lists={REVOCATION: taken, SUSPENSION: free}),
    )
    yield (
        "suspended",
        "Taken back for now.",
        "invalid",
        ("status.suspended",),
        both,
        answers(lists={REVOCATION: good, SUSPENSION: held}),
    )
    yield (
        "both",
        "Revoked weighs more than suspended.",
        "invalid",
        ("status.revoked",),
        both[::-1],
        answers(lists={REVOCATION: taken, SUSPENSION: held}),
    )
    yield (
        "revoked-and-unavailable",
        "What is known weighs more than what is not.",
        "invalid",
        ("status.revoked",),
        both[::-1],
        _served(taken),
    )
    yield "ok-and-unavailable", "Half an answer is none.", "indeterminate", ("status.unavailable",), both, _served(good)
    yield (
        "numeric-index",
        "A number where a text belongs is read, and noted.",
        "invalid",
        ("status.revoked",),
        [entry(index=94567)],
        _served(taken),
    )
    short = _served(signed(status_list(encoded=SHORT)))
    yield (
        "short-list",
        "A list shorter than the Recommendation asks is read, and noted.",
        "valid",
        (),
        [entry(index="99999")],
        short,
    )
    yield (
        "purpose-list",
        "A list of one purpose is read, and noted.",
        "invalid",
        ("status.revoked",),
        [entry(statusPurpose=["revocation"])],
        _served(taken),
    )
    yield from _notes()
    purposes = _served(signed(status_list(encoded=BIT_94567, subject={"statusPurpose": ["revocation", "suspension"]})))
    yield "list-purposes", "One list may serve two purposes.", "invalid", ("status.revoked",), [entry()], purposes
    forever = _served(signed(status_list(validFrom=None, validUntil=None)))
    yield "list-undated", "A list without dates is good for ever.", "valid", (), [entry()], forever
    older = _served(signed(status_list(encoded=BIT_94567), type="Ed25519Signature2020", cryptosuite=None))
    yield "list-2020", "A list that the older suite signed.", "invalid", ("status.revoked",), [entry()], older
    yield "last-index", "The last entry.", "valid", (), [entry(index="131071")], _served(good)
    yield (
        "type-in-list",
        "Its one type may stand in a list.",
        "invalid",
        ("status.revoked",),
        [entry(type=["BitstringStatusListEntry"])],
        _served(taken),
    )


def _shown(name: str) -> tuple[str, ...]:
    noted = {"message": "message", "message-two-bits": "message", "message-unnamed": "message", "refresh": "refresh"}
    return (f"status.{noted.get(name, 'ok')}",)


def _notes() -> Iterator[tuple[str, str, str, tuple[str, ...], list[Any], dict[str, Any]]]:
    """Purposes that say something beside yes and no."""
    url = "https://issuer.example/lists/notes-1.json"

    def served(purpose: str, encoded: str = BIT_94567) -> dict[str, Any]:
        return _served(signed(status_list(url, encoded=encoded, subject={"statusPurpose": purpose})), url)

    def noted(purpose: str, index: str, **more: Any) -> dict[str, Any]:
        return entry(purpose, index, statusListCredential=url, **more)

    words = [{"status": "0x0", "message": "in order"}, {"status": "0x1", "message": "renewed in June"}]
    yield (
        "message",
        "What the issuer adds.",
        "valid",
        (),
        [noted("message", "94567", statusMessage=words)],
        served("message"),
    )
    two = noted("message", "47283", statusSize=2, statusMessage=words)
    yield "message-two-bits", "Of two bits the second is set.", "valid", (), [two], served("message", LONG_BIT_94567)
    wordless = noted("message", "94567", statusSize=1)
    yield "message-unnamed", "A value without words.", "valid", (), [wordless], served("message")
    yield (
        "message-none",
        "Nothing is added.",
        "valid",
        (),
        [noted("message", "7", statusMessage=words)],
        served("message"),
    )
    yield "refresh", "There is a newer one.", "valid", (), [noted("refresh", "94567")], served("refresh")


def cases() -> Iterator[Case]:
    for name, why, code, given in _entries():
        http = _served(signed(status_list(encoded=BIT_94567)))
        yield Case(f"status-{name}", why, {"json": _with(given)}, "indeterminate", (code,), http=http)
    for name, why, code, answer in _answers():
        http = answers(extra={REVOCATION: answer} if answer else {})
        yield Case(f"status-{name}", why, {"json": _with(entry())}, "indeterminate", (code,), http=http)
    for name, why, outcome, codes, given, http in _verdicts():
        yield Case(
            f"status-{name}",
            why,
            {"json": _with(*given)},
            outcome,
            codes,
            _shown(name) if outcome == "valid" else (),
            http=http,
        )
    urls = [f"https://issuer.example/lists/{number}.json" for number in range(16)]
    many = [entry(statusListCredential=url) for url in urls]
    yield Case(
        "status-too-many",
        "Sixteen lists at sixteen addresses: a badge may not send us everywhere.",
        {"json": _with(*many)},
        "indeterminate",
        ("status.unavailable",),
        http=answers(lists={url: signed(status_list(url)) for url in urls}),
    )
    yield Case(
        "status-sixteen",
        "Sixteen entries of one list are asked for once.",
        {"json": _with(*[entry(index=str(number)) for number in range(16)])},
        "valid",
        (),
        http=_served(signed(status_list())),
    )
    end = "2026-07-31T00:00:00Z"
    gone = signed(badge(validUntil=end, credentialStatus=[entry()]))
    taken = _served(signed(status_list(encoded=BIT_94567)))
    yield Case(
        "status-revoked-and-expired",
        "Both are told.",
        {"json": gone},
        "invalid",
        ("validity.expired", "status.revoked"),
        http=taken,
    )
    unread = answers()
    yield Case(
        "status-expired-and-offline",
        "An answer is an answer.",
        {"json": gone},
        "invalid",
        ("validity.expired", "status.unavailable"),
        http=unread,
    )
