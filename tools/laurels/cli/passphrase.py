"""Where a passphrase comes from: the environment in CI, a prompt for people."""

from __future__ import annotations

import os
import sys

import click

from laurels.errors import SignerError

VARIABLE = "LAURELS_PASSPHRASE"


def ask() -> str:
    """The passphrase of a keystore. Raises `SignerError` where nobody can be asked."""
    return os.environ.get(VARIABLE) or _prompt(confirm=False)


def ask_new() -> str:
    """The passphrase for a new keystore, asked twice. Raises `SignerError` where nobody can be asked."""
    return os.environ.get(VARIABLE) or _prompt(confirm=True)


def _prompt(*, confirm: bool) -> str:
    if not sys.stdin.isatty():
        raise SignerError("The keystore needs a passphrase, and there is nobody to ask.", hint=f"Set {VARIABLE}.")
    answer: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    return answer
