"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def repository(function: F) -> F:
    """`-C DIR`: the repository to work in, as the argument `root`."""
    return click.option(
        "-C",
        "root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        metavar="DIR",
        help="Work in this repository instead of the current folder.",
    )(function)


def signer(function: F) -> F:
    """`--signer` or LAURELS_SIGNER: the URI of the key that signs, or None, as the argument `signer`."""
    return click.option(
        "--signer",
        envvar="LAURELS_SIGNER",
        metavar="URI",
        help="The key that signs: file:PATH, env:NAME, ssh-agent:FINGERPRINT or command:NAME. Also LAURELS_SIGNER.",
    )(function)


def registrar(function: F) -> F:
    """`--registrar` or LAURELS_REGISTRAR: the URI of the key that opens sealed rows, or None, as the argument `registrar`."""
    return click.option(
        "--registrar",
        envvar="LAURELS_REGISTRAR",
        metavar="URI",
        help="The key that opens sealed rows: file:PATH, env:NAME or command:NAME. Also LAURELS_REGISTRAR.",
    )(function)


def report_format(*names: str) -> Callable[[F], F]:
    """`--format`: how to print the result, as the argument `format_`."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "json", *names]),
        default="text",
        show_default=True,
        help="How to print the result.",
    )


def moment(name: str, help_: str, *, argument: str | None = None) -> Callable[[F], F]:
    """An option that takes an instant such as 2026-06-30T00:00:00Z; the argument is a UTC datetime or None."""

    def parse(_context: click.Context, _parameter: click.Parameter, value: str | None) -> Any:
        from laurels.encoding.timestamps import parse_timestamp

        if value is None:
            return None
        try:
            return parse_timestamp(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    names = [name, argument] if argument else [name]
    return click.option(*names, callback=parse, metavar="TIME", help=help_)
