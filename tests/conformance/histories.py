"""Cases of did:webvh: an issuer whose document is the end of a log that proves its own history."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from conformance.secret_keys import multikey, sign
from conformance.world import Case, badge, did_document, method, signed, trusting
from laurels.encoding import jcs, multibase
from laurels.encoding.multihash import sha256_text

_UNAVAILABLE = ("proof.key-unavailable", "authority.unavailable")
_HOST = "issuer.example"


def _proof(document: Mapping[str, Any], by: str, **changes: Any) -> dict[str, Any]:
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "verificationMethod": f"did:key:{multikey(by)}#{multikey(by)}",
        "proofPurpose": "assertionMethod",
        **changes,
    }
    data = b"".join(hashlib.sha256(jcs.canonical_bytes(part)).digest() for part in (options, document))
    return {**options, "proofValue": multibase.encode_base58btc(sign(data, by))}


def promised(*names: str) -> list[str]:
    """What `nextKeyHashes` says of keys to come."""
    return [sha256_text(multikey(name).encode()) for name in names]


class Log:
    """A log in the making."""

    def __init__(self, host: str = _HOST, by: str = "issuer", **parameters: Any) -> None:
        given = {"method": "did:webvh:1.0", "scid": "{SCID}", "updateKeys": [multikey(by)], **parameters}
        placeholder = f"did:webvh:{{SCID}}:{host}"
        first = {
            "versionId": "{SCID}",
            "versionTime": "2026-01-01T00:00:00Z",
            "parameters": given,
            "state": did_document(placeholder, method(placeholder)),
        }
        self.scid = sha256_text(jcs.canonical_bytes(first))
        self.entries: list[dict[str, Any]] = []
        self._add(json.loads(json.dumps(first).replace("{SCID}", self.scid)), by)

    @property
    def did(self) -> str:
        name: str = self.entries[-1]["state"]["id"]
        return name

    def next(self, by: str = "issuer", *, holder: str = "issuer", **changes: Any) -> Log:
        """Adds a version: `holder` is the key in its document; changes are members of the entry."""
        number = len(self.entries) + 1
        entry = {
            "versionTime": f"2026-01-{number:02}T00:00:00Z",
            "parameters": {},
            "state": did_document(self.did, method(self.did, holder)),
            **changes,
        }
        self._add({"versionId": self.entries[-1]["versionId"], **entry}, by)
        return self

    def _add(self, entry: dict[str, Any], by: str) -> None:
        number = len(self.entries) + 1
        entry["versionId"] = f"{number}-{sha256_text(jcs.canonical_bytes(entry))}"
        self.entries.append({**entry, "proof": [_proof(entry, by)]})

    def changed(self, *path: str | int, to: Any) -> Log:
        """A copy in which something was changed after signing."""
        made = copy.deepcopy(self)
        place: Any = made.entries
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = to
        return made

    def served(self, approvals: Any = None, host: str = _HOST) -> dict[str, Any]:
        """The web that holds the log, and what witnesses said."""
        lines = "".join(json.dumps(entry, separators=(",", ":")) + "\n" for entry in self.entries)
        found: dict[str, Any] = {f"https://{host}/.well-known/did.jsonl": {"status": 200, "text": lines}}
        if approvals is not None:
            found[f"https://{host}/.well-known/did-witness.json"] = {"status": 200, "json": approvals}
        return found


def approval(log: Log, position: int, *names: str) -> dict[str, Any]:
    """What witnesses say of a version."""
    id_ = log.entries[position]["versionId"]
    return {"versionId": id_, "proof": [_proof({"versionId": id_}, name) for name in names]}


def _witnesses(threshold: Any, *names: str) -> dict[str, Any]:
    return {"threshold": threshold, "witnesses": [{"id": f"did:key:{multikey(name)}"} for name in names]}


def _badge(did: str, by: str = "issuer") -> dict[str, Any]:
    document = badge(issuer={**badge()["issuer"], "id": did})
    return signed(document, by=by, verificationMethod=f"{did}#key-1")


def _good() -> Iterator[tuple[str, str, str, dict[str, Any], str]]:
    """Name, why, DID, web, and whose key the badge is signed with."""
    log = Log()
    yield "first", "A log of one version.", log.did, log.served(), "issuer"
    log = Log().next(holder="stranger")
    yield "changed", "The last version counts.", log.did, log.served(), "stranger"
    log = Log(nextKeyHashes=promised("next"))
    log.next("next", parameters={"updateKeys": [multikey("next")], "nextKeyHashes": []})
    yield "rotated", "A key that the version before had promised.", log.did, log.served(), "issuer"
    log = Log(witness=_witnesses(2, "one", "two", "three"))
    log.next()
    said = [approval(log, 0, "one"), approval(log, 1, "one", "three")]
    yield (
        "witnessed",
        "Two of three witnesses approve the last version, and with it the first.",
        log.did,
        log.served(said),
        "issuer",
    )
    log = Log(portable=True)
    old = log.did
    new = old.replace(_HOST, "new.example")
    log.next(state={**did_document(new, method(new)), "alsoKnownAs": [old]})
    yield "moved", "A DID that moved is still the same under its old name.", old, log.served(), "issuer"
    yield "moved-new", "And under its new one.", new, log.served(host="new.example"), "issuer"


def _bad() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Name, why, DID and web."""
    log = Log().next()
    yield (
        "altered",
        "A key that was put into the log by somebody else.",
        log.did,
        log.changed(1, "state", "verificationMethod", 0, "publicKeyMultibase", to=multikey("stranger")).served(),
    )
    yield "wrong-scid", "A log that is another DID's.", log.did.replace(log.scid, Log(by="stranger").scid), log.served()
    cut = Log().next()
    del cut.entries[0]
    yield "beginning-missing", "A log without its beginning.", log.did, cut.served()
    log = Log().next("stranger")
    yield "other-writer", "A version that a stranger wrote.", log.did, log.served()
    log = Log().next(parameters={"updateKeys": [multikey("next")]}).next()
    yield "old-writer", "A version that a key wrote which had been replaced.", log.did, log.served()
    log = Log(nextKeyHashes=promised("next"))
    log.next("stranger", parameters={"updateKeys": [multikey("stranger")], "nextKeyHashes": []})
    yield "not-promised", "A key that nobody had promised.", log.did, log.served()
    log = Log().next(versionTime="2026-11-01T00:05:01Z")
    yield "future", "A version of the day after tomorrow.", log.did, log.served()
    log = Log().next(versionTime="2026-01-01T00:00:00Z")
    yield "same-time", "Two versions of one second.", log.did, log.served()
    log = Log(witness=_witnesses(2, "one", "two"))
    yield "witness-missing", "One of two witnesses.", log.did, log.served([approval(log, 0, "one", "one")])
    yield "witness-file-missing", "No file of approvals.", log.did, log.served()
    log = Log(witness=_witnesses(1, "one")).next(parameters={"witness": _witnesses(1, "stranger")})
    yield (
        "witness-replaced",
        "Whoever stole a key appoints a witness.",
        log.did,
        log.served([approval(log, 0, "one"), approval(log, 1, "stranger")]),
    )
    log = Log(witness=_witnesses(0, "one"))
    yield "witness-threshold", "None of one witness is enough.", log.did, log.served([])
    log = Log()
    new = log.did.replace(_HOST, "new.example")
    log.next(state={**did_document(new, method(new)), "alsoKnownAs": [log.did]})
    yield "not-portable", "A move that the log does not allow.", new, log.served(host="new.example")
    log = Log().next(parameters={"deactivated": True, "updateKeys": []})
    yield "deactivated", "An issuer who has left.", log.did, log.served()
    log = Log()
    yield "http-404", "No log.", log.did, {}
    yield (
        "address",
        "A host that is the machine that asks.",
        log.did.replace(_HOST, "127.0.0.1"),
        log.served(host="127.0.0.1"),
    )


def cases() -> Iterator[Case]:
    for name, why, did, http, by in _good():
        given = {"json": _badge(did, by)}
        yield Case(f"did-webvh-{name}", why, given, "valid", trust=trusting(did), http=http)
    for name, why, did, http in _bad():
        given = {"json": _badge(did)}
        yield Case(
            f"did-webvh-refused-{name}", why, given, "indeterminate", _UNAVAILABLE, trust=trusting(did), http=http
        )
    log = Log().next(holder="stranger")
    yield Case(
        "did-webvh-old-key",
        "A key that an earlier version had, is not the issuer's any more.",
        {"json": _badge(log.did)},
        "invalid",
        ("proof.altered",),
        trust=trusting(log.did),
        http=log.served(),
    )
