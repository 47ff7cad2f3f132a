"""Whose eyes the rows are for: the one registrar's key of an issuer that is in use."""

from __future__ import annotations

from datetime import datetime

from laurels.encoding import multibase
from laurels.encoding.timestamps import format_timestamp
from laurels.errors import SignerError
from laurels.model.catalogue import Catalogue
from laurels.model.key import PublicKey

_MAKE = "Make one: laurels keys new --purpose registrar --id ID --store FILE"


def registrar_key(catalogue: Catalogue, issuer: str, now: datetime, wanted: str | None = None) -> tuple[str, bytes]:
    """Id and raw X25519 public key of the registrar's key to seal for; `wanted` names one of several.

    Raises `SignerError` where there is none, none in use, or more than one to choose from.
    """
    own = {name: key for name, key in catalogue.keys.items() if key.purpose == "registrar" and key.issuer == issuer}
    if wanted is not None and wanted not in own:
        raise SignerError(f"keys/public has no registrar's key {wanted} of {issuer}.", hint="See `laurels keys list`.")
    if wanted is not None:
        own = {wanted: own[wanted]}
    if not own:
        raise SignerError(f"keys/public has no registrar's key of {issuer}, so nothing can be sealed.", hint=_MAKE)
    usable = {name: key for name, key in own.items() if not _end(key, now)}
    if not usable:
        reasons = "; ".join(f"{name} {_end(key, now)}" for name, key in own.items())
        raise SignerError(f"No registrar's key of {issuer} is in use: {reasons}.", hint=_MAKE)
    if len(usable) > 1:
        raise SignerError(
            f"{issuer} has {len(usable)} registrar's keys in use: {', '.join(usable)}.",
            hint="Retire all but one, or name the one to seal for: --key ID",
        )
    ((name, key),) = usable.items()
    return name, _raw(name, key)


def _end(key: PublicKey, now: datetime) -> str:
    """Why a key may not be sealed for, or nothing."""
    if key.revoked is not None and key.revoked <= now:
        return f"was revoked on {format_timestamp(key.revoked)}"
    if key.expires is not None and key.expires <= now:
        return f"was retired on {format_timestamp(key.expires)}"
    return f"begins on {format_timestamp(key.created)}" if key.created > now else ""


def _raw(name: str, key: PublicKey) -> bytes:
    try:
        data = multibase.decode_base58btc(key.public_key_multibase)
    except multibase.MultibaseError:
        data = b""
    prefix = multibase.X25519_PUBLIC_PREFIX
    if not data.startswith(prefix) or len(data) != len(prefix) + multibase.KEY_BYTES:
        raise SignerError(f"keys/public/{name}.yaml holds no X25519 key.", hint="Run `laurels check`.")
    return data[len(prefix) :]
