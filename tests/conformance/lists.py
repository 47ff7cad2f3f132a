"""Cases of the `status` step: status lists that cannot be used, so that nobody knows."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Any

from conformance.statuses import BIT_94567
from conformance.world import (
    NO_BIT,
    REVOCATION,
    STRANGER,
    STRANGER_DOCUMENT,
    Case,
    answers,
    badge,
    did_document,
    edited,
    entry,
    signed,
    status_list,
)
from laurels.encoding import multibase

# A gzip stream that unpacks to 16 MiB and 1 KiB of zeros: heads of its blocks, and runs of one repeated byte.
_BOMB = (
    ("1f8b0800000000000203ecc101010000008090feafee080a", 1), ("00", 4094), ("80d98303010000000020ffd74650", 1), ("55", 4095),
    ("610f0e040000000080fc5f1b41", 1), ("55", 4095), ("a53d38200000000010f2ff754302", 1), ("00", 3970), ("c04d994413fe00040001", 1),
)  # fmt: skip
TINY = "uH4sIAAAAAAACA2NggAAAad8iZQgAAAA"
BOMB = multibase.encode_base64url(b"".join(bytes.fromhex(part) * count for part, count in _BOMB))
_PACKED = b64decode(NO_BIT[1:] + "=" * (-len(NO_BIT[1:]) % 4), b"-_")


def _lists() -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    """Name, why, code and what is served at the address of the revocation list; nothing of it can be used."""
    own, proofs = signed(status_list()), "status.list-proof"
    yield "list-unsigned", "Anybody can write a list.", proofs, status_list()
    yield (
        "list-altered",
        "A bit that was taken back by somebody else.",
        proofs,
        edited(signed(status_list(encoded=BIT_94567)), "credentialSubject", "encodedList", to=NO_BIT),
    )
    yield (
        "list-undefined-term",
        "The list may not say more than was signed either.",
        proofs,
        {**own, "remark": "all good"},
    )
    by_stranger = signed(status_list(), by="stranger", verificationMethod=f"{STRANGER}#key-1")
    yield "list-other-signer", "A stranger signs a list in the issuer's name.", proofs, by_stranger
    theirs = signed(status_list(issuer=STRANGER), by="stranger", verificationMethod=f"{STRANGER}#key-1")
    yield "list-issuer", "A list that another issuer signed, rightly.", "status.list-issuer", theirs
    yield (
        "list-other",
        "The issuer's own list, but another one.",
        "status.list-other",
        signed(status_list(id="https://issuer.example/lists/revocation-2.json")),
    )
    yield "list-no-id", "A list that does not say which it is.", "status.list-other", signed(status_list(id=None))
    yield (
        "list-purpose",
        "A list of suspensions.",
        "status.list-purpose",
        signed(status_list(subject={"statusPurpose": "suspension"})),
    )
    yield (
        "list-no-purpose",
        "A list that says nothing of its purpose.",
        "status.list-purpose",
        signed(status_list(subject={"statusPurpose": []})),
    )
    yield (
        "list-expired",
        "An old list may hide a later revocation.",
        "status.list-stale",
        signed(status_list(validUntil="2026-10-31T23:59:59Z")),
    )
    yield (
        "list-not-yet",
        "A list from the future.",
        "status.list-period",
        signed(status_list(validFrom="2026-11-02T00:00:00Z")),
    )
    yield (
        "list-malformed-date",
        "A list whose end does not exist never ends.",
        "status.list-period",
        signed(status_list(validUntil="2026-11-31T00:00:00Z")),
    )
    invalid = "status.list-invalid"
    yield (
        "list-plain",
        "A credential, but not a status list.",
        "status.list-type",
        signed(status_list(type=["VerifiableCredential"])),
    )
    yield (
        "list-subject",
        "A subject of another kind.",
        "status.list-type",
        signed(edited(status_list(), "credentialSubject", to={"id": "urn:uuid:1"})),
    )
    yield "list-no-credential", "JSON, but not a credential.", invalid, {"revoked": []}
    yield (
        "list-context",
        "A list under an unknown context.",
        invalid,
        status_list(**{"@context": ["https://stranger.example/v1"]}),
    )
    yield (
        "list-bomb",
        "Sixteen kilobytes that unpack to sixteen megabytes and more.",
        "status.list-too-large",
        signed(status_list(encoded=BOMB)),
    )
    yield (
        "list-too-short",
        "A list of sixty-four entries hides nobody.",
        "status.list-too-short",
        signed(status_list(encoded=TINY)),
    )
    yield (
        "list-not-multibase",
        "A list of the older form, without its first letter.",
        invalid,
        signed(status_list(encoded=NO_BIT[1:])),
    )
    yield "list-padded", "Padding is not allowed.", invalid, signed(status_list(encoded=NO_BIT + "="))
    yield "list-not-gzip", "Bits that are not packed.", invalid, signed(status_list(encoded="u" + "A" * 40))
    yield (
        "list-cut",
        "A list that was cut off.",
        invalid,
        signed(status_list(encoded=multibase.encode_base64url(_PACKED[:-9]))),
    )
    yield (
        "list-more",
        "Something follows the list.",
        invalid,
        signed(status_list(encoded=multibase.encode_base64url(_PACKED + b"more"))),
    )
    yield (
        "list-checksum",
        "A list whose checksum is wrong.",
        invalid,
        signed(status_list(encoded=multibase.encode_base64url(_PACKED[:-8] + b"\x01" + _PACKED[-7:]))),
    )
    yield "list-number", "A list that is no text.", invalid, signed(status_list(encoded=7))  # type: ignore[arg-type]


def cases() -> Iterator[Case]:
    for name, why, code, body in _lists():
        more = {STRANGER_DOCUMENT: {"status": 200, "json": did_document(STRANGER)}}
        http = answers(lists={REVOCATION: body}, extra=more)
        document = signed(badge(credentialStatus=[entry()]))
        yield Case(f"status-{name}", why, {"json": document}, "indeterminate", (code,), http=http)
