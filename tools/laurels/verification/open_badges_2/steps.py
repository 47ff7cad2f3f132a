"""The steps of an assertion of Open Badges 2.0: proof, authority, validity and status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from laurels.encoding import jcs, strict_json
from laurels.proof import jws, spki
from laurels.proof import keys as key_forms
from laurels.proof.jws import Jws
from laurels.verification import keys
from laurels.verification.fetching import Unavailable
from laurels.verification.open_badges_2.assertion import check_shape, is_signed, verification
from laurels.verification.open_badges_2.documents import Chain, fetch_named, find_chain, in_scope, public_keys
from laurels.verification.proofs import World
from laurels.verification.report import Step, failed, indeterminate, passed, plain, skipped
from laurels.verification.structure import entries
from laurels.verification.tokens import check_algorithm, fetch_object
from laurels.verification.trust import check_trust
from laurels.verification.validity import check_validity


def check_assertion(document: Mapping[str, Any], token: Jws | None, world: World) -> tuple[list[Step], bool]:
    """The steps from `structure` to `trust` as far as they were reached, and whether the issuer is proven to have said this."""
    structure = check_shape(document, token=token is not None)
    if structure.outcome == "failed":
        return [structure], False
    if is_signed(document) and token is None:
        return [structure, failed("proof.missing")], False
    chain = find_chain(document, world)
    revoked = None
    if token is not None:
        proof = _check_signature(document, token, chain, world)
        authority = _check_signer(document, chain) if proof.outcome != "failed" else None
    else:
        proof, revoked = _check_hosted(document, world)
        authority = _check_host(document, chain) if proof.outcome != "failed" else None
    steps = [structure, proof, *([authority] if authority else [])]
    if isinstance(chain, Step) or authority is None or authority.outcome != "passed":
        return steps, False
    if revoked:
        return [*steps, revoked], False
    if proof.outcome != "passed":
        return steps, False
    status = _check_revocation_list(document, chain, world) if token else passed("status.hosted")
    return [
        *steps,
        check_validity(document, world.now, {}),
        status,
        check_trust(chain.issuer, world.trust, world.now),
    ], True


def _check_hosted(document: Mapping[str, Any], world: World) -> tuple[Step, Step | None]:
    """The proof of a hosted assertion is that its address answers with the same; and what that says of revocation."""
    url: str = document["id"]
    answer = world.fetch(url)
    if isinstance(answer, Unavailable):
        return indeterminate("proof.hosted-unavailable", url=url, reason=answer.reason), None
    try:
        there = strict_json.loads(answer.body)
    except strict_json.JsonError:
        there = None
    if (
        isinstance(there, dict)
        and there.get("id") == url
        and there.get("revoked") is True
        and answer.status in (200, 410)
    ):
        reason = there.get("revocationReason")
        step = failed("status.revoked", list=url, **({"reason": reason} if isinstance(reason, str) else {}))
        return indeterminate("proof.hosted-unavailable", url=url, reason="revoked"), step
    if answer.status != 200 or there is None:
        reason = f"http-{answer.status}" if answer.status != 200 else "not-json"
        return indeterminate("proof.hosted-unavailable", url=url, reason=reason), None
    if jcs.canonical_bytes(there) != jcs.canonical_bytes(document):
        return failed("proof.hosted-differs", url=url), None
    return passed("proof.hosted", url=url), None


def _check_host(document: Mapping[str, Any], chain: Chain | Step) -> Step:
    """Whether the issuer's profile lets assertions stand where this one does."""
    if isinstance(chain, Step):
        return chain
    if not in_scope(document["id"], chain):
        return failed("authority.scope", did=chain.issuer, url=document["id"])
    return _vouched(chain)


def _vouched(chain: Chain) -> Step:
    return passed("authority.profile", did=chain.issuer, badge=dict(chain.badge), profile=dict(chain.profile))


def _key_name(document: Mapping[str, Any], chain: Chain | Step) -> str | None:
    """The address of the key: `creator`, else the only one of the profile."""
    creator = verification(document).get("creator")
    if isinstance(creator, str):
        return creator
    listed = [] if isinstance(chain, Step) else list(public_keys(chain.profile))
    return listed[0] if len(listed) == 1 else None


def _check_signature(document: Mapping[str, Any], token: Jws, chain: Chain | Step, world: World) -> Step:
    problem = check_algorithm(token.header)
    if problem:
        return problem
    name = _key_name(document, chain)
    if name is None:
        return failed("proof.token-header", reason="the badge names no key")
    found = None if isinstance(chain, Step) else public_keys(chain.profile).get(name)
    key_document = found or fetch_named(name, world)
    if isinstance(key_document, Unavailable):
        return indeterminate("proof.key-unavailable", did=name, method=name, reason=key_document.reason)
    if not isinstance(chain, Step) and key_document.get("owner", chain.issuer) != chain.issuer:
        return failed("proof.key-owner", method=name, owner=plain(key_document["owner"]))
    algorithm: str = token.header["alg"]
    pem = key_document.get("publicKeyPem")
    key = keys.usable(
        spki.from_pem(pem) if isinstance(pem, str) else None,
        key_document,
        name,
        (jws.ALGORITHMS[algorithm],),
        algorithm,
    )
    if isinstance(key, Step):
        return key
    if not key_forms.verify(key, token.signature, token.signing_input):
        return failed("proof.altered", method=name)
    return passed("proof.ok", suite=f"JWS {algorithm}", method=name, created=None)


def _check_signer(document: Mapping[str, Any], chain: Chain | Step) -> Step:
    """Whether the issuer's profile lists the key. A key that says who owns it says so itself: that alone is worth nothing."""
    if isinstance(chain, Step):
        return chain
    name = _key_name(document, chain)
    if name not in public_keys(chain.profile):
        return failed("authority.not-listed", did=chain.issuer, method=plain(name))
    return _vouched(chain)


def _check_revocation_list(document: Mapping[str, Any], chain: Chain, world: World) -> Step:
    """Open Badges 2.0, RevocationList: the issuer's list of assertions that it took back."""
    url = chain.profile.get("revocationList")
    if url is None:
        return skipped("status.none")
    if not isinstance(url, str):
        return indeterminate("status.entry", reason="it names no https address of a list")
    listed = fetch_object(url, world) if url.startswith("https://") else Unavailable("blocked")
    if isinstance(listed, Unavailable):
        return indeterminate("status.unavailable", list=url, reason=listed.reason)
    if listed.get("id") != url:
        return indeterminate("status.list-other", list=url, id=plain(listed.get("id", "none")))
    if listed.get("issuer") != chain.issuer:
        return indeterminate("status.list-issuer", list=url, issuer=plain(listed.get("issuer", "none")))
    revoked = listed.get("revokedAssertions", [])
    if not isinstance(revoked, list):
        return indeterminate("status.list-invalid", list=url, reason="it is not a list of assertions")
    for entry in entries(revoked):
        names = [entry.get("id"), entry.get("uid")] if isinstance(entry, dict) else [entry]
        if document["id"] in names:
            reason = entry.get("revocationReason") if isinstance(entry, dict) else None
            return failed("status.revoked", list=url, **({"reason": reason} if isinstance(reason, str) else {}))
    return passed("status.ok", checked=[{"list": url}])
