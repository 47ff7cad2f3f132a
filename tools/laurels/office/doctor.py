"""Whether this computer, this repository and this CI can do the office's work: each thing looked at, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from nacl.public import PublicKey, SealedBox

from laurels.checks.runner import run as run_checks
from laurels.encoding.timestamps import format_timestamp
from laurels.errors import LaurelsError
from laurels.findings import Severity
from laurels.model.catalogue import Catalogue
from laurels.office.issue import signing_key
from laurels.office.keys import PROBE, uses
from laurels.office.opening import registrar_key
from laurels.office.surroundings import TOLERANCE, Surroundings, Told, ci, git, installation
from laurels.proof import ed25519
from laurels.repository.load import Loaded
from laurels.sealing.text import SealingError
from laurels.signers import open_signer
from laurels.signers.registrar import open_registrar
from laurels.status import bitstring

SOON = timedelta(days=60)
"""A key or list that ends within this time is told of."""


def examine(root: Path, loaded: Loaded, around: Surroundings) -> Iterator[Told]:
    """Look at everything, in the order in which the office needs it. Nothing is written and nothing asked of the network."""
    catalogue = loaded.catalogue
    yield from installation()
    yield from git(root, around.now)
    yield from _repository(loaded, around.now)
    yield from _site(catalogue)
    yield from _clock(catalogue, around.now)
    yield from _keys(catalogue, around.now)
    yield from _signer(catalogue, around)
    yield from _registrar(catalogue, around)
    yield from _lists(catalogue, around.now)
    yield from ci(around)


def _repository(loaded: Loaded, now: datetime) -> Iterator[Told]:
    found = [*loaded.findings, *run_checks(loaded.catalogue, now.date())]
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    if errors:
        yield Told(
            "Repository",
            "failed",
            f"`laurels check` finds {_counted(errors, 'error')}: nothing is signed or published.",
            "laurels check",
        )
    else:
        yield Told(
            "Repository",
            "ok",
            f"{_counted(len(loaded.catalogue.achievements), 'achievement')}, "
            f"{_counted(sum(1 for _ in loaded.catalogue.signed()), 'signed award')}, no error",
        )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _site(catalogue: Catalogue) -> Iterator[Told]:
    parts = urlsplit(catalogue.site.url)
    host = parts.hostname or ""
    if parts.scheme != "https" or "." not in host:
        yield Told(
            "Address",
            "failed",
            f"site_url is `{catalogue.site.url}`: nobody could find the keys there.",
            "Set site_url in mkdocs.yml to the address of the site, with https.",
        )
    elif host.endswith((".example", ".test", ".invalid", ".localhost")) or host in (
        "example.com",
        "example.org",
        "example.net",
    ):
        yield Told(
            "Address",
            "warning",
            f"{host} is a name for examples: verifiers will not find it.",
            "Set site_url in mkdocs.yml before the first award.",
        )
    else:
        yield Told("Address", "ok", catalogue.site.url)


def _clock(catalogue: Catalogue, now: datetime) -> Iterator[Told]:
    seen = [(key.created, f"the key {name} was created") for name, key in catalogue.keys.items()]
    if catalogue.sequence is not None:
        seen.append((catalogue.sequence.last, "the last issue run was"))
    latest = max(seen, default=None)
    if latest is not None and latest[0] > now + TOLERANCE:
        yield Told(
            "Clock",
            "failed",
            f"It is {format_timestamp(now)} here, and {latest[1]} on {format_timestamp(latest[0])}.",
            "Set this computer's clock.",
        )
    else:
        yield Told("Clock", "ok", format_timestamp(now))


def _keys(catalogue: Catalogue, now: datetime) -> Iterator[Told]:
    known = list(uses(catalogue, now))
    for slug, issuer in catalogue.issuers.items():
        for purpose in ("issuing", "registrar"):
            if purpose == "registrar" and issuer.recipient_policy != "sealed":
                continue
            mine = [use for use in known if (use.key.issuer, use.key.purpose, use.state) == (slug, purpose, "in use")]
            about = f"Keys of {slug}"
            ends = [use.key.expires or use.key.revoked for use in mine]
            if not mine:
                yield Told(
                    about,
                    "failed",
                    f"No {purpose} key is in use.",
                    f"laurels keys new --purpose {purpose} --issuer {slug} --id ID --store PATH",
                )
            elif all(end is not None and end - now < SOON for end in ends):
                last = max(end for end in ends if end is not None)
                yield Told(
                    about,
                    "warning",
                    f"The last {purpose} key ends on {format_timestamp(last)}.",
                    f"Make its successor: laurels keys new --purpose {purpose} …",
                )
            else:
                yield Told(about, "ok", f"{purpose}: {', '.join(use.id for use in mine)}")


def _signer(catalogue: Catalogue, around: Surroundings) -> Iterator[Told]:
    if not around.signer:
        yield Told(
            "Signer", "note", "No signer is named, so none was tried.", "Add --signer URI, or set LAURELS_SIGNER."
        )
        return
    try:
        signer = open_signer(around.signer, passphrase=around.passphrase, environment=around.environment)
        key_id, _, _ = signing_key(catalogue, signer, around.now)
        if ed25519.verify(signer.public_key, signer.sign(PROBE), PROBE):
            yield Told("Signer", "ok", f"signs with {key_id}")
        else:
            yield Told("Signer", "failed", "Its signature does not fit its key.", "Use another signer.")
    except LaurelsError as error:
        yield Told("Signer", "failed", error.message, error.hint)


def _registrar(catalogue: Catalogue, around: Surroundings) -> Iterator[Told]:
    if not around.registrar:
        yield Told(
            "Registrar",
            "note",
            "No registrar's key is named, so none was tried.",
            "Add --registrar URI, or set LAURELS_REGISTRAR.",
        )
        return
    try:
        opener = open_registrar(
            around.registrar, passphrase=around.registrar_passphrase, environment=around.environment
        )
        key_id = registrar_key(catalogue, opener)
        opened = opener.open(SealedBox(PublicKey(opener.public_key)).encrypt(PROBE)) == PROBE
    except SealingError:
        opened = False
    except LaurelsError as error:
        yield Told("Registrar", "failed", error.message, error.hint)
        return
    if opened:
        yield Told("Registrar", "ok", f"opens with {key_id}")
    else:
        yield Told(
            "Registrar", "failed", "It does not open a box that was sealed for it.", "Use another holder of the key."
        )


def _lists(catalogue: Catalogue, now: datetime) -> Iterator[Told]:
    for name, data in sorted(catalogue.lists.items()):
        try:
            found = bitstring.read_list(data)
        except bitstring.BitstringError as error:
            yield Told(f"List {name}", "failed", f"It cannot be read: {error}.", "Restore the file from Git.")
            continue
        end = found.valid_until
        if end is None:
            yield Told(f"List {name}", "ok", f"of {format_timestamp(found.valid_from)}, does not run out")
        elif now >= end:
            yield Told(
                f"List {name}",
                "failed",
                f"It ran out on {format_timestamp(end)}: nobody can check these badges.",
                "laurels issue, and publish",
            )
        elif now >= found.valid_from + (end - found.valid_from) / 2:
            yield Told(
                f"List {name}",
                "warning",
                f"It is past half of its life, and runs out on {format_timestamp(end)}.",
                "laurels issue, and publish",
            )
        else:
            yield Told(f"List {name}", "ok", f"good until {format_timestamp(end)}")
