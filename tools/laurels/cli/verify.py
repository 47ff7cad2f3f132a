"""`laurels verify`: say whether credentials are valid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from laurels.cli.options import moment, report_format


@click.command("verify")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@moment("--now", "Verify as of this instant instead of now, such as 2026-11-01T00:00:00Z.")
@click.option(
    "--trust",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Issuers you trust: a site's trust.json.",
)
@click.option("--offline", is_flag=True, help="Ask no network; what needs it could not be checked.")
@click.option(
    "--http-map",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="JSON {address: file}: answers instead of the network.",
)
@click.option("--recipient", metavar="TEXT", help="Compare with this name, e-mail address or DID: is it this person?")
@click.option(
    "--challenge",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A challenge that you sent to the holder; needs --answer.",
)
@click.option(
    "--answer",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What the holder answered, as made by `laurels answer` or a wallet.",
)
@report_format()
def command(
    inputs: tuple[str, ...],
    now: object,
    trust: Path | None,
    offline: bool,
    http_map: Path | None,
    recipient: str | None,
    challenge: Path | None,
    answer: Path | None,
    format_: str,
) -> None:
    """Say whether credentials are valid, and if not, why.

    INPUT is a JSON, PNG, SVG, PDF or ZIP file, a folder of them, an https address, or - for standard input. Exit code: 0 valid, 1 not valid, 2 no credential,
    3 could not be fully checked, 4 genuine but the issuer is in no trust list given; of several credentials the worst.

    --format json prints a report, or for several credentials a list of them, in which `input` says which file each is about.

    Example: laurels verify credential.json --trust trust.json
    """
    import sys
    from datetime import UTC, datetime

    from laurels.cli.progress import bar
    from laurels.cli.reports import Printer, echo
    from laurels.errors import UsageError
    from laurels.resolve import fetchers, network
    from laurels.resolve.contexts import bundled
    from laurels.resolve.inputs import read
    from laurels.resolve.recipients import whose
    from laurels.verification import Fetcher, Memory, Report, TrustError, parse_trust, verify

    if offline and http_map:
        raise UsageError(
            "--offline and --http-map do not go together.", hint="The map answers instead of the network anyway."
        )
    fetch: Fetcher = network.fetch
    if offline or http_map:
        fetch = fetchers.from_map(http_map) if http_map else fetchers.offline
    try:
        trusted = parse_trust(trust.read_bytes()) if trust else None
    except TrustError as error:
        raise UsageError(f"{trust} is not a trust list: {error}.", hint="Take a site's trust.json.") from error
    asked = whose(recipient, challenge, answer)
    moment_ = now if isinstance(now, datetime) else datetime.now(UTC)
    remembered, contexts, memory = fetchers.remembering(fetch), bundled(), Memory()
    printer = Printer()
    with bar("Verifying", beside=sys.stdout) as show:

        def results() -> Iterator[tuple[str, Report]]:
            for number, (name, data) in enumerate(read(inputs, remembered), 1):
                yield (
                    name,
                    data
                    if isinstance(data, Report)
                    else verify(
                        data,
                        now=moment_,
                        fetch=remembered,
                        contexts=contexts,
                        trust=trusted,
                        recipient=asked,
                        memory=memory,
                    ),
                )
                show(number)

        # One report at a time: a hundred thousand need no more room than one.
        echo(printer.json(results()) if format_ == "json" else printer.text(results(), moment_))
    sys.exit(printer.exit_code)
