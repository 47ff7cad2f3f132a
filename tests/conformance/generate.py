"""Write the conformance cases: `PYTHONPATH=tests python -m conformance.generate`, then read what changed.

Each `<group>-<name>.json` beside this file holds what is verified, when, with which trust list and which answers of the network,
and the exact report. Every verifier of this project runs them all. The reports come from the Python verifier; the outcome and
the codes that decide are stated by hand in the tables here, and a case whose report differs is refused, so that generating
cannot bless a mistake.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from conformance import (
    changes,
    dates,
    decoding,
    derived,
    histories,
    keys,
    lists,
    malformed,
    older,
    open_badges_2,
    proofs,
    recipients,
    shapes,
    statuses,
    suites,
    tokens,
    trusting,
    unsigned,
)
from conformance.world import Case
from laurels.encoding.timestamps import parse_timestamp
from laurels.resolve.contexts import bundled
from laurels.verification import Fetched, Recipient, Unavailable, parse_trust, verify
from laurels.verification.presentation import challenge_from

FOLDER = Path(__file__).parent
GROUPS = (
    decoding,
    shapes,
    proofs,
    malformed,
    unsigned,
    suites,
    tokens,
    open_badges_2,
    keys,
    derived,
    histories,
    dates,
    statuses,
    lists,
    changes,
    older,
    trusting,
    recipients,
)


class WrongCaseError(Exception):
    """The report is not what a person said it must be."""


def input_bytes(given: Mapping[str, Any]) -> bytes:
    """The bytes of `{"json": …}` (compact), `{"text": …}` or `{"base64": …}`."""
    if "json" in given:
        return json.dumps(given["json"], ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return given["text"].encode("utf-8") if "text" in given else base64.b64decode(given.get("base64", ""))


def asked(given: Mapping[str, Any] | None) -> Recipient | None:
    """Whom a case asks about."""
    if given is None:
        return None
    challenge = challenge_from(given["challenge"]) if "challenge" in given else None
    return Recipient(given.get("given", ""), challenge, given.get("answer"))


def run(case: Mapping[str, Any]) -> dict[str, Any]:
    """The report of the Python verifier on a case as it stands in its file."""

    def fetch(url: str) -> Fetched | Unavailable:
        answer = case["http"].get(url)
        return Unavailable("offline") if answer is None else Fetched(answer.get("status", 200), input_bytes(answer))

    return verify(
        input_bytes(case["input"]),
        now=parse_timestamp(case["now"]),
        fetch=fetch,
        contexts=bundled(),
        trust=None if case["trust"] is None else parse_trust(input_bytes({"json": case["trust"]})),
        recipient=asked(case.get("recipient")),
    ).as_dict()


def built(case: Case) -> dict[str, Any]:
    """A case as it stands in its file. Raises `WrongCaseError` where the report is not the one stated."""
    data = {
        "name": case.name,
        "why": case.why,
        "input": case.input,
        "now": case.now,
        "trust": case.trust,
        "http": case.http,
    } | ({} if case.recipient is None else {"recipient": case.recipient})
    report = run(data)
    decisive = tuple(step["code"] for step in report["steps"] if step["outcome"] in ("failed", "indeterminate"))
    missing = set(case.shows) - {step["code"] for step in report["steps"]}
    if report["outcome"] != case.outcome or decisive != case.codes or missing:
        raise WrongCaseError(
            f"{case.name}: stated {case.outcome} {case.codes} {case.shows}, came out {json.dumps(report, indent=1)}"
        )
    return {**data, "report": report}


def files() -> Iterator[tuple[str, str]]:
    """Name and content of every case's file."""
    seen: set[str] = set()
    for case in (case for group in GROUPS for case in group.cases()):
        if case.name in seen:
            raise WrongCaseError(f"{case.name} is there twice")
        seen.add(case.name)
        yield f"{case.name}.json", json.dumps(built(case), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    fresh = dict(files())
    for path in FOLDER.glob("*.json"):
        if path.name not in fresh:
            path.unlink()
    for name, content in fresh.items():
        (FOLDER / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
