"""`laurels answer`: prove that you hold the key that a badge was awarded to."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("answer")
@click.argument("challenge", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="CHALLENGE")
@click.option("--signer", required=True, metavar="URI", help="Your key: file:PATH or env:NAME.")
def command(challenge: Path, signer: str) -> None:
    """Sign a challenge with the key that a badge was awarded to, and print the answer.

    CHALLENGE is a file with what somebody who checks your badge sent you. The answer is a Verifiable Presentation;
    it proves that you hold the key now, to whoever asked and to nobody else. Look whether the domain in it is theirs.

    Example: laurels answer challenge.json --signer file:me.key > answer.json
    """
    import json
    import os
    from datetime import UTC, datetime

    from laurels.cli.passphrase import ask
    from laurels.encoding.timestamps import format_timestamp
    from laurels.errors import UsageError
    from laurels.resolve.contexts import bundled
    from laurels.resolve.recipients import read_challenge
    from laurels.signers import open_signer
    from laurels.verification.presentation import answer

    asked = read_challenge(challenge)
    now = datetime.now(UTC)
    if now > asked.expires:
        raise UsageError(
            f"The challenge expired at {format_timestamp(asked.expires)}.", hint="Ask for a new one: it takes a click."
        )
    opened = open_signer(signer, passphrase=ask, environment=os.environ)
    click.echo(f"Answering {asked.domain}.", err=True)
    click.echo(json.dumps(answer(asked, signer=opened, created=now, contexts=bundled()), indent=1))
