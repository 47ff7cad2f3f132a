"""`laurels keys`: make and list keys."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import report_format, repository


@click.group("keys")
def command() -> None:
    """Make and list keys.

    Example: laurels keys new --purpose issuing --id 2026-issuing --store ~/laurels-2026.key
    """


@command.command("new")
@repository
@click.option(
    "--purpose", type=click.Choice(["issuing", "registrar", "log"]), required=True, help="What the key is for."
)
@click.option("--id", "key_id", required=True, metavar="ID", help="Name of the key: keys/public/ID.yaml.")
@click.option("--store", required=True, metavar="PATH", help="New keystore file, or - to print the secret once.")
@click.option("--issuer", metavar="SLUG", help="Whose key it is; not needed where there is one issuer.")
def new(root: Path, purpose: str, key_id: str, store: str, issuer: str | None) -> None:
    """Make a key: its public half into keys/public, its secret half into an encrypted keystore.

    The passphrase is asked for, or read from LAURELS_PASSPHRASE. With `--store -` the secret is
    printed once, for a CI variable. Example:

        laurels keys new --purpose issuing --id 2026-issuing --store ~/laurels-2026.key
    """
    import os
    import re
    from datetime import UTC, datetime

    from laurels.cli.passphrase import ask_new
    from laurels.errors import UsageError, WriteError
    from laurels.model.base import SLUG_PATTERN
    from laurels.office.keys import new_key, public_key_yaml
    from laurels.repository.load import load
    from laurels.repository.write import write_file
    from laurels.signers.keystore import write_keystore
    from laurels.signers.memory import encode_secret

    if not re.fullmatch(SLUG_PATTERN, key_id):
        raise UsageError(
            f"`{key_id}` cannot name a key.", hint="Use lower-case letters, digits and hyphens, like 2026-issuing."
        )
    issuers = load(root).catalogue.issuers
    if issuer is None and len(issuers) == 1:
        issuer = next(iter(issuers))
    if issuer is None or issuer not in issuers:
        known = ", ".join(issuers) or "none yet: write catalogue/issuers/<name>.yaml first"
        raise UsageError(
            f"`{issuer}` is no issuer here." if issuer else "Whose key is it?", hint=f"Add --issuer; known: {known}."
        )
    public = root / "keys" / "public" / f"{key_id}.yaml"
    if public.exists():
        raise WriteError(
            f"keys/public/{key_id}.yaml exists already.", hint="Choose another id: a key is never replaced."
        )
    key = new_key(purpose, os.urandom)
    if store != "-":
        write_keystore(Path(store).expanduser(), encode_secret(key.seed, purpose), ask_new())
    write_file(public, public_key_yaml(key, purpose=purpose, issuer=issuer, created=datetime.now(UTC)))
    click.echo(f"Wrote keys/public/{key_id}.yaml ({key.public_key_multibase}).", err=True)
    if store == "-":
        click.echo("The secret follows once. Keep it in your CI's secret store, and nowhere else.", err=True)
        click.echo(encode_secret(key.seed, purpose))
    else:
        click.echo(f"Wrote {store}. Sign with: laurels issue --signer file:{store}", err=True)


@command.command("list")
@repository
@report_format()
def list_(root: Path, format_: str) -> None:
    """List the public keys. Example: laurels keys list"""
    import json

    from laurels.repository.load import load

    keys = {name: key.as_data() for name, key in sorted(load(root).catalogue.keys.items())}
    if format_ == "json":
        click.echo(json.dumps([{"id": name, **data} for name, data in keys.items()], indent=2))
        return
    for name, data in keys.items():
        end = (
            f"revoked {data['revoked']}"
            if "revoked" in data
            else f"until {data['expires']}"
            if "expires" in data
            else "in use"
        )
        click.echo(f"{name}  {data['purpose']}  {data['issuer']}  since {data['created']}  {end}")
