"""Where a passphrase comes from: the environment in CI, a prompt for people."""

from __future__ import annotations

import os
import sys

import click

from laurels.errors import SignerError

VARIABLE = "LAURELS_PASSPHRASE"
SMTP_VARIABLE = "LAURELS_SMTP_PASSWORD"
REGISTRAR_VARIABLE = "LAURELS_REGISTRAR_PASSPHRASE"
"""For a command that needs both keys, where they have different passphrases."""


def ask() -> str:
    """The passphrase of a keystore. Raises `SignerError` where nobody can be asked."""
    return os.environ.get(VARIABLE) or _prompt("Passphrase")


def ask_registrar() -> str:
    """The passphrase of the registrar's keystore. Raises `SignerError` where nobody can be asked."""
    return (
        os.environ.get(REGISTRAR_VARIABLE) or os.environ.get(VARIABLE) or _prompt("Passphrase of the registrar's key")
    )


def ask_new() -> str:
    """The passphrase for a new keystore, asked twice. Raises `SignerError` where nobody can be asked."""
    return os.environ.get(VARIABLE) or _prompt("New passphrase", confirm=True)


def _prompt(question: str, *, confirm: bool = False) -> str:
    if not sys.stdin.isatty():
        raise SignerError("The keystore needs a passphrase, and there is nobody to ask.", hint=f"Set {VARIABLE}.")
    answer: str = click.prompt(question, hide_input=True, confirmation_prompt=confirm, err=True)
    return answer


def ask_smtp() -> str:
    """The password of the mail server. Raises `SignerError` where nobody can be asked."""
    given = os.environ.get(SMTP_VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise SignerError(
            "The mail server asks for a password, and there is nobody to ask.", hint=f"Set {SMTP_VARIABLE}."
        )
    answer: str = click.prompt("Password of the mail server", hide_input=True, err=True)
    return answer
