"""A credential inside a token: is the token's signature right, may its key sign for the issuer, and do both say the same?

Open Badges 3.0 §8.2 (JSON Web Token Proof Format); Securing Verifiable Credentials using JOSE and COSE §3.1 and §4.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from laurels.encoding import strict_json
from laurels.encoding.timestamps import from_numeric_date, parse_timestamp
from laurels.proof import jws
from laurels.proof import keys as public_keys
from laurels.proof.jws import Jws
from laurels.proof.keys import PublicKey
from laurels.verification import did as dids
from laurels.verification import keys, versions
from laurels.verification.fetching import Unavailable
from laurels.verification.proofs import World
from laurels.verification.report import Step, failed, indeterminate, passed, plain
from laurels.verification.structure import entries, issuer_id

_TYPES = ("jwt", "vc+jwt", "vc+ld+jwt", "vc+ld+json+jwt")
"""`typ` of a credential's token, in lower case, without `application/` (RFC 7515 §4.1.9). None at all is read too."""
_WITHOUT_NAME = "the key in the token"


def check_token(document: Mapping[str, Any], token: Jws, world: World) -> tuple[Step, Step | None]:
    """The `proof` and `authority` steps of a credential in a token. Authority is None where the signature settles the matter."""
    problem = _check_header(token.header)
    if problem:
        return problem, None
    signer = _find_signer(document, token, world)
    if isinstance(signer, Step):
        return signer, None
    algorithm: str = token.header["alg"]
    key = _read_key(signer, algorithm)
    if isinstance(key, Step):
        unclear = key.code in ("proof.key-unavailable", "proof.key-missing") and signer.found
        return key, _check_authority(document, signer, None, token, world) if unclear else None
    if not public_keys.verify(key, token.signature, token.signing_input):
        return failed("proof.altered", method=signer.name), None
    problem = _check_claims(document, token.payload)
    if problem:
        return problem, None
    created = from_numeric_date(token.payload.get("iat"))
    step = passed("proof.ok", suite=f"JWT {algorithm}", method=signer.name, created=created)
    return step, _check_authority(document, signer, key, token, world)


def _check_header(header: Mapping[str, Any]) -> Step | None:
    """What in the header alone makes the token one that is not read (RFC 7515 §4.1, RFC 8725 §3)."""
    type_ = header.get("typ", "JWT")
    if not isinstance(type_, str) or type_.lower().removeprefix("application/") not in _TYPES:
        return failed("proof.token-header", reason=f"it is a token of another type ({plain(type_)})")
    return check_algorithm(header)


def check_algorithm(header: Mapping[str, Any]) -> Step | None:
    """Whether a header names a signature of the list, and nothing that would change what it covers."""
    algorithm = header.get("alg")
    for name in ("crit", "b64"):  # RFC 7515 §4.1.11, RFC 7797 §3
        if name in header:
            return failed("proof.token-header", reason=f"it asks for an extension ({name})")
    if not isinstance(algorithm, str) or jws.PROVES_NOTHING.fullmatch(algorithm):
        return failed("proof.algorithm", alg=plain(algorithm) if "alg" in header else "none")
    if algorithm not in jws.ALGORITHMS:
        return indeterminate("proof.unsupported", suite=f"JWT {algorithm}")
    return None


@dataclass(frozen=True, slots=True)
class _Signer:
    """Whose signature the token says that it carries: a key by name, found through a DID or fetched, or the key itself."""

    name: str
    found: keys.Found | None = None
    """The verification method that `kid` names."""
    jwk: Mapping[str, Any] | Unavailable | None = None
    """The key, from the header or from the address that `kid` names; who owns it is another question."""


def _find_signer(document: Mapping[str, Any], token: Jws, world: World) -> _Signer | Step:
    """Open Badges 3.0 §8.2.2: the header has `kid`, or where it has none, `jwk`."""
    name, jwk = token.header.get("kid"), token.header.get("jwk")
    if name is None and isinstance(jwk, dict):
        return _Signer(_WITHOUT_NAME, jwk=jwk)
    if not isinstance(name, str) or (jwk is not None and not isinstance(jwk, dict)):
        return failed("proof.token-header", reason="it names no key")
    issuer = issuer_id(document)
    if not name.startswith(("did:", "https://")) and issuer.startswith("did:"):
        name = f"{issuer}#{name.removeprefix('#')}"  # relative to the issuer
    if name.startswith("did:") and name.count("#") == 1:
        return _Signer(name, found=keys.find(name, world.fetch, world.trust, world.now))
    if name.startswith("https://"):
        return _Signer(name, jwk=fetch_object(name, world))
    return failed("proof.token-header", reason="it names no key by a DID or an address")


def fetch_object(url: str, world: World) -> Mapping[str, Any] | Unavailable:
    """The JSON object at an https address."""
    answer = world.fetch(url)
    if isinstance(answer, Unavailable):
        return answer
    if answer.status != 200:
        return Unavailable(f"http-{answer.status}")
    try:
        value = strict_json.loads(answer.body)
    except strict_json.JsonError:
        return Unavailable("not-json")
    return value if isinstance(value, dict) else Unavailable("not-json")


def _read_key(signer: _Signer, algorithm: str) -> PublicKey | Step:
    kinds = (jws.ALGORITHMS[algorithm],)
    if signer.found is not None:
        return keys.read_key(signer.found, kinds, algorithm)
    if isinstance(signer.jwk, Unavailable):
        return indeterminate("proof.key-unavailable", did=signer.name, method=signer.name, reason=signer.jwk.reason)
    jwk = signer.jwk or {}
    if jwk.get("alg", algorithm) != algorithm:
        return failed("proof.key-kind", method=signer.name, kind=plain(jwk["alg"]), suite=algorithm)
    return keys.usable(public_keys.from_jwk(jwk), jwk, signer.name, kinds, algorithm)


def _check_claims(document: Mapping[str, Any], claims: Mapping[str, Any]) -> Step | None:
    """What the token says beside the credential must be what the credential says, wherever both say it (§8.2.4)."""
    subjects = [item for item in entries(document.get("credentialSubject")) if isinstance(item, dict)]
    for claim, said in (
        ("iss", issuer_id(document)),
        ("jti", document.get("id")),
        ("sub", subjects[0].get("id") if len(subjects) == 1 else None),
    ):
        if claim in claims and (not isinstance(claims[claim], str) or said not in (None, claims[claim])):
            return _differs(claim, claims[claim], said)
    for claim, name in zip(("nbf", "exp"), versions.date_names(document), strict=True):
        if claim in claims:
            instant = from_numeric_date(claims[claim])
            if instant is None or not _same_second(instant, document.get(name)):
                return _differs(claim, claims[claim], document.get(name))
    if "iat" in claims and from_numeric_date(claims["iat"]) is None:
        return _differs("iat", claims["iat"], None)
    if "aud" in claims:  # RFC 7519 §4.1.3: for somebody, and nobody here can tell that this is who asks
        return indeterminate("proof.bound", bound=plain(claims["aud"]))
    return None


def _differs(claim: str, said: Any, inside: Any) -> Step:
    return failed("proof.claim", claim=claim, said=plain(said), inside=plain(inside))


def _same_second(instant: str, date: Any) -> bool:
    """Whether a date of the credential falls into a second of the token; a date that does not exist is `validity`'s to tell."""
    if date is None:
        return True
    try:
        return parse_timestamp(date).replace(microsecond=0) == parse_timestamp(instant)
    except (ValueError, TypeError):
        return True


def _check_authority(
    document: Mapping[str, Any], signer: _Signer, key: PublicKey | None, token: Jws, world: World
) -> Step:
    """Whether the issuer's own document lists the key. A key that came with the token, or from an address, has no say in it."""
    issuer, created = issuer_id(document), from_numeric_date(token.payload.get("iat"))
    if signer.found is not None:
        return keys.check_authority(issuer, signer.found, created)
    found = (
        dids.resolve(issuer, world.fetch, world.trust, world.now)
        if issuer.startswith("did:")
        else fetch_object(issuer, world)
        if issuer.startswith("https://")
        else Unavailable("unsupported-issuer")
    )
    if isinstance(found, Unavailable):
        return indeterminate("authority.unavailable", did=issuer, reason=found.reason)
    if found.get("id") != issuer:
        return indeterminate("authority.unavailable", did=issuer, reason="wrong-id")
    listed = dids.assertion_methods(found)
    if not listed and not issuer.startswith("did:"):
        return indeterminate("authority.no-list", did=issuer)
    for method_id, method in dids.methods(found).items():
        if method_id in listed and keys.public_key(method) == key:
            return keys.check_authority(issuer, keys.Found(method_id, found), created)
    return failed("authority.not-listed", did=issuer, method=signer.name)
