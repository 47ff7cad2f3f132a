"""Keys and their lives: made, retired, revoked. The public half is for the repository, the secret half for the signer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey

from laurels.credential.ledger import key_of
from laurels.encoding import multibase, strict_yaml
from laurels.encoding.timestamps import format_timestamp
from laurels.errors import SignerError, UsageError
from laurels.model import key as model
from laurels.model.catalogue import Catalogue
from laurels.proof import ed25519
from laurels.sealing.text import SealingError
from laurels.signers import open_signer
from laurels.signers.registrar import open_registrar

PROBE = b"Laurels asks whether the holder of this key can use it."


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that nobody has seen yet."""

    public_key_multibase: str
    seed: bytes

    def __repr__(self) -> str:
        return f"NewKey({self.public_key_multibase})"


def new_key(purpose: str, random_bytes: Callable[[int], bytes]) -> NewKey:
    """A fresh key: Ed25519 for issuing and log, X25519 for the registrar, who opens sealed rows."""
    seed = random_bytes(multibase.KEY_BYTES)
    if purpose == "registrar":
        prefix, public = multibase.X25519_PUBLIC_PREFIX, bytes(PrivateKey(seed).public_key)
    else:
        prefix, public = multibase.ED25519_PUBLIC_PREFIX, bytes(SigningKey(seed).verify_key)
    return NewKey(multibase.encode_base58btc(prefix + public), seed)


def held_key(uri: str, purpose: str, environment: Mapping[str, str]) -> NewKey:
    """The public half of a key that an agent or a command holds, which shows that it can use it. Raises `SignerError`, `UsageError`."""

    def ask() -> str:
        raise SignerError("No passphrase is needed here.")

    if purpose == "registrar":
        opener = open_registrar(uri, passphrase=ask, environment=environment)
        try:
            shown = opener.open(SealedBox(PublicKey(opener.public_key)).encrypt(PROBE)) == PROBE
        except SealingError:
            shown = False
        prefix, public = multibase.X25519_PUBLIC_PREFIX, opener.public_key
    else:
        signer = open_signer(uri, passphrase=ask, environment=environment)
        shown = ed25519.verify(signer.public_key, signer.sign(PROBE), PROBE)
        prefix, public = multibase.ED25519_PUBLIC_PREFIX, signer.public_key
    if not shown:
        raise SignerError(
            "What holds the key cannot use it.", hint="Nothing was written. Look at the agent or the command."
        )
    return NewKey(multibase.encode_base58btc(prefix + public), b"")


def public_key_yaml(
    key: NewKey, *, purpose: str, issuer: str, created: datetime, expires: datetime | None = None
) -> bytes:
    """The content of `keys/public/<id>.yaml`."""
    lines = (
        "# yaml-language-server: $schema=../../schemas/key.schema.json",
        "# The public half of a key; the secret half is not in this repository. Never delete this file: old badges need it.",
        "type: Multikey",
        f"purpose: {purpose}",
        f"issuer: {issuer}",
        f"publicKeyMultibase: {key.public_key_multibase}",
        f"created: {format_timestamp(created)}",
        *((f"expires: {format_timestamp(expires)}",) if expires is not None else ()),
    )
    return ("\n".join(lines) + "\n").encode()


@dataclass(frozen=True, slots=True)
class KeyUse:
    """A public key and what became of it."""

    id: str
    key: model.PublicKey
    state: str
    """`in use`, `not yet`, `retired` or `revoked`, at the instant that was asked about."""
    signed: tuple[datetime, ...]
    """When it signed awards, as the ledger says, oldest first."""


def uses(catalogue: Catalogue, now: datetime) -> Iterator[KeyUse]:
    """Every public key, in order of id, with its state and the awards that it signed."""
    signed: dict[str, list[datetime]] = {}
    for _, file, line in catalogue.signed():
        template = file.templates.get(line.template)
        if template is not None:
            signed.setdefault(key_of(template), []).append(line.issued)
    for key_id, key in sorted(catalogue.keys.items()):
        yield KeyUse(key_id, key, _state(key, now), tuple(sorted(signed.get(key_id, ()))))


def _state(key: model.PublicKey, now: datetime) -> str:
    if key.revoked is not None and now >= key.revoked:
        return "revoked"
    if key.expires is not None and now >= key.expires:
        return "retired"
    return "not yet" if now < key.created else "in use"


def retire(use: KeyUse, text: str, at: datetime) -> bytes:
    """The content of `keys/public/<id>.yaml` (`text` is the present one) for a key that signs nothing from an instant on.

    What it signed before stays valid. Raises `UsageError` where it signed awards later, was revoked, or had ended before.
    """
    at = at.replace(microsecond=0)
    if use.key.revoked is not None:
        raise UsageError(f"The key {use.id} is revoked since {format_timestamp(use.key.revoked)}.", hint="Leave it so.")
    if use.key.expires is not None and use.key.expires <= at:
        raise UsageError(f"The key {use.id} ends on {format_timestamp(use.key.expires)} already.", hint="Leave it so.")
    _after_created(use, at)
    later = sum(when >= at for when in use.signed)
    if later:
        raise UsageError(
            f"The key {use.id} signed {later} awards after {format_timestamp(at)}; they would no longer be valid.",
            hint="Retire it from now on. If it was in wrong hands, `laurels keys revoke` is the command.",
        )
    return _with(text, "expires", at)


def revoke(use: KeyUse, text: str, since: datetime) -> bytes:
    """The content of `keys/public/<id>.yaml` for a key whose signatures do not count from an instant on; `text` is the present one.

    Raises `UsageError` where that instant is before the key was created, or later than the one that was given before.
    """
    since = since.replace(microsecond=0)
    _after_created(use, since)
    if use.key.revoked is not None and use.key.revoked <= since:
        raise UsageError(
            f"The key {use.id} is revoked since {format_timestamp(use.key.revoked)} already.",
            hint="An earlier instant can be given, a later one cannot: verifiers have seen it.",
        )
    return _with(text, "revoked", since)


def _after_created(use: KeyUse, at: datetime) -> None:
    if at <= use.key.created and at != use.key.created:
        raise UsageError(
            f"The key {use.id} was created on {format_timestamp(use.key.created)}, which is later.",
            hint="Look at the time that you gave, and at this computer's clock.",
        )


def _with(text: str, name: str, at: datetime) -> bytes:
    """A key file with one line set; all else stays, comments too. Raises `UsageError` where it is written in another way."""
    line = f"{name}: {format_timestamp(at)}"
    changed, found = re.subn(rf"^{name}:.*$", line, text, flags=re.MULTILINE)
    if not found:
        changed = text.rstrip("\n") + f"\n{line}\n"
    try:
        as_wanted = strict_yaml.loads(changed) == {**strict_yaml.loads(text), name: format_timestamp(at)}
    except strict_yaml.YamlError:
        as_wanted = False
    if not as_wanted:
        raise UsageError("The key's file is written in an unusual way.", hint=f"Add this line to it: {line}")
    return changed.encode()
