"""`laurels keys`: make, list, retire and revoke keys."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from laurels.cli.options import moment, report_format, repository

if TYPE_CHECKING:
    from laurels.model.catalogue import Catalogue
    from laurels.office.keys import KeyUse


@click.group("keys")
def command() -> None:
    """Make, list, retire and revoke keys.

    Example: laurels keys new --purpose issuing --id 2026-issuing --store ~/laurels-2026.key
    """


@command.command("new")
@repository
@click.option(
    "--purpose", type=click.Choice(["issuing", "registrar", "log"]), required=True, help="What the key is for."
)
@click.option("--id", "key_id", required=True, metavar="ID", help="Name of the key: keys/public/ID.yaml.")
@click.option(
    "--store",
    required=True,
    metavar="PATH",
    help="New keystore file; - to print the secret once; ssh-agent:NAME or command:NAME for a key that is there already.",
)
@click.option("--issuer", metavar="SLUG", help="Whose key it is; not needed where there is one issuer.")
@moment("--expires", "When it stops signing, such as 2028-05-01T00:00:00Z.")
def new(root: Path, purpose: str, key_id: str, store: str, issuer: str | None, expires: datetime | None) -> None:
    """Make a key: its public half into keys/public, its secret half into an encrypted keystore.

    The passphrase is asked for, or read from LAURELS_PASSPHRASE. With `--store -` the secret is
    printed once, for a CI variable. Example:

        laurels keys new --purpose issuing --id 2026-issuing --store ~/laurels-2026.key
    """
    import os
    from datetime import UTC, datetime

    from laurels.cli.passphrase import ask_new
    from laurels.errors import UsageError, WriteError
    from laurels.office.keys import held_key, new_key, public_key_yaml
    from laurels.repository.load import load
    from laurels.repository.write import write_file
    from laurels.signers.keystore import write_keystore
    from laurels.signers.memory import encode_secret

    now = datetime.now(UTC)
    if expires is not None and expires <= now:
        raise UsageError("The key would have expired before it is used.", hint="Give --expires an instant to come.")
    catalogue = load(root).catalogue
    issuer = _issuer(catalogue, root, key_id, issuer)
    public = root / "keys" / "public" / f"{key_id}.yaml"
    held = store.startswith(("ssh-agent:", "command:"))
    key = held_key(store, purpose, os.environ) if held else new_key(purpose, os.urandom)
    _not_listed(catalogue, key.public_key_multibase)
    text = public_key_yaml(key, purpose=purpose, issuer=issuer, created=now, expires=expires)
    file = None if held or store == "-" else Path(store).expanduser()
    if file is not None:
        write_keystore(file, encode_secret(key.seed, purpose), ask_new())
    elif not held:
        click.echo("The secret follows once. Keep it in your CI's secret store, and nowhere else.", err=True)
        click.echo(encode_secret(key.seed, purpose))
    try:
        write_file(public, text)
    except WriteError:
        if file is not None:
            file.unlink()  # without its public half it is of no use
        raise
    click.echo(f"Wrote keys/public/{key_id}.yaml ({key.public_key_multibase}). Commit it.", err=True)
    if file is not None:
        use = "Open sealed rows with: --registrar" if purpose == "registrar" else "Sign with: laurels issue --signer"
        click.echo(f"Wrote {store}. {use} file:{store}", err=True)


@command.command("list")
@repository
@report_format()
def list_(root: Path, format_: str) -> None:
    """List the public keys. Example: laurels keys list"""
    import json
    from datetime import UTC, datetime

    from laurels.encoding.timestamps import format_timestamp
    from laurels.office.keys import uses
    from laurels.repository.load import load

    found = list(uses(load(root).catalogue, datetime.now(UTC)))
    if format_ == "json":
        rows = [{"id": use.id, **use.key.as_data(), "state": use.state, "signed": len(use.signed)} for use in found]
        click.echo(json.dumps(rows, indent=2))
        return
    for use in found:
        ends = [(use.key.revoked, "revoked from"), (use.key.expires, "until")]
        end = next((f"  {word} {format_timestamp(at)}" for at, word in ends if at is not None), "")
        signed = f"  signed {len(use.signed):,}" if use.key.purpose == "issuing" else ""
        since = format_timestamp(use.key.created)
        click.echo(f"{use.id}  {use.key.purpose}  {use.key.issuer}  {use.state}  since {since}{end}{signed}")


@command.command("retire")
@repository
@click.argument("key_id", metavar="ID")
@moment("--at", "From when it signs nothing; now, if left out.")
def retire(root: Path, key_id: str, at: datetime | None) -> None:
    """End a key in good order: it signs nothing more, and what it signed stays valid.

    Make its successor first. Example: laurels keys retire 2026-issuing
    """
    from datetime import UTC, datetime

    from laurels.encoding.timestamps import format_timestamp
    from laurels.office import keys
    from laurels.repository.write import write_file

    catalogue, use = _use(root, key_id)
    at = at or datetime.now(UTC)
    write_file(root / f"keys/public/{key_id}.yaml", keys.retire(use, catalogue.sources["key", key_id].text, at))
    click.echo(f"{key_id} signs nothing after {format_timestamp(at)}. Commit keys/public/{key_id}.yaml.")
    click.echo("Keep the file for ever: what the key signed is checked with it.")
    _say_what_is_left(catalogue, use)


@command.command("revoke")
@repository
@click.argument("key_id", metavar="ID")
@moment(
    "--from",
    "From when its signatures do not count: the last moment at which the key was surely yours.",
    argument="since",
)
@click.option("--dry-run", is_flag=True, help="Say what would follow, and write nothing.")
def revoke(root: Path, key_id: str, since: datetime | None, dry_run: bool) -> None:
    """Say that a key was in wrong hands: what it signed from then on is not valid, what it signed before is.

    A thief can write any date into a signature, so read “When a key leaks” in the documentation, too.
    Example: laurels keys revoke 2026-issuing --from 2026-09-01T00:00:00Z
    """
    from laurels.encoding.timestamps import format_timestamp
    from laurels.errors import UsageError
    from laurels.office import keys
    from laurels.repository.write import write_file

    if since is None:
        raise UsageError("From when?", hint="Add --from TIME: the last moment at which the key was surely yours.")
    catalogue, use = _use(root, key_id)
    data = keys.revoke(use, catalogue.sources["key", key_id].text, since)
    said = format_timestamp(since)
    later = sum(when >= since for when in use.signed)
    if not dry_run:
        write_file(root / f"keys/public/{key_id}.yaml", data)
    click.echo(f"{key_id} {'would be' if dry_run else 'is'} revoked from {said}.")
    click.echo(
        f"It signed {len(use.signed):,} awards: {len(use.signed) - later:,} before, which stay valid, and {later:,} after."
    )
    if later:
        click.echo(
            f"Revoke those, and issue them again: laurels revoke --key {key_id} --signed {said}.. --reason key-compromise"
        )
    click.echo(
        "Nothing was written."
        if dry_run
        else f"Commit keys/public/{key_id}.yaml and publish now; keep the file for ever."
    )
    _say_what_is_left(catalogue, use)


def _issuer(catalogue: Catalogue, root: Path, key_id: str, issuer: str | None) -> str:
    """Whose key it is. Raises where the key cannot have that name or that issuer."""
    import re

    from laurels.errors import UsageError, WriteError
    from laurels.model.base import SLUG_PATTERN

    if not re.fullmatch(SLUG_PATTERN, key_id):
        raise UsageError(
            f"`{key_id}` cannot name a key.", hint="Use lower-case letters, digits and hyphens, like 2026-issuing."
        )
    issuers = catalogue.issuers
    if issuer is None and len(issuers) == 1:
        issuer = next(iter(issuers))
    if issuer is None or issuer not in issuers:
        known = ", ".join(issuers) or "none yet: write catalogue/issuers/<name>.yaml first"
        raise UsageError(
            f"`{issuer}` is no issuer here." if issuer else "Whose key is it?", hint=f"Add --issuer; known: {known}."
        )
    if (root / "keys" / "public" / f"{key_id}.yaml").exists():
        raise WriteError(
            f"keys/public/{key_id}.yaml exists already.", hint="Choose another id: a key is never replaced."
        )
    return issuer


def _not_listed(catalogue: Catalogue, multikey: str) -> None:
    from laurels.errors import UsageError

    for name, key in catalogue.keys.items():
        if key.public_key_multibase == multikey:
            raise UsageError(
                f"keys/public/{name}.yaml holds this key already.", hint="Use another key for each purpose."
            )


def _use(root: Path, key_id: str) -> tuple[Catalogue, KeyUse]:
    from datetime import UTC, datetime

    from laurels.errors import UsageError
    from laurels.office.keys import uses
    from laurels.repository.load import load

    catalogue = load(root).catalogue
    for use in uses(catalogue, datetime.now(UTC)):
        if use.id == key_id:
            return catalogue, use
    raise UsageError(
        f"There is no key {key_id} that can be read.", hint=f"Known: {', '.join(sorted(catalogue.keys)) or 'none'}."
    )


def _say_what_is_left(catalogue: Catalogue, use: KeyUse) -> None:
    """Where the issuer is left without a key of this purpose, say so."""
    from datetime import UTC, datetime

    from laurels.office.keys import uses

    others = [
        other.id
        for other in uses(catalogue, datetime.now(UTC))
        if (other.key.purpose, other.key.issuer) == (use.key.purpose, use.key.issuer)
        and other.id != use.id
        and other.state == "in use"
    ]
    if not others:
        click.echo(
            f"{use.key.issuer} has no other {use.key.purpose} key in use. "
            f"Make one: laurels keys new --purpose {use.key.purpose} --id ID --store PATH"
        )
    elif use.key.purpose == "issuing":
        click.echo(f"Sign with {others[-1]} now: the status lists need its signature, too (laurels issue).")
