"""Whom `laurels verify` is asked about: a text, or two files that hold a challenge and its answer."""

from __future__ import annotations

from pathlib import Path

from laurels.encoding import strict_json
from laurels.errors import UsageError
from laurels.verification import Recipient
from laurels.verification.presentation import Challenge, ChallengeError, challenge_from


def whose(given: str | None, challenge: Path | None, answer: Path | None) -> Recipient | None:
    """The question behind `--recipient`, or `--challenge` with `--answer`; None where nothing is asked. Raises `UsageError`."""
    if given is None and challenge is None and answer is None:
        return None
    if given is not None and challenge is None and answer is None:
        if not given.strip():
            raise UsageError("--recipient is empty.", hint="Write a name, an e-mail address or a DID.")
        return Recipient(given)
    if given is not None or challenge is None or answer is None:
        raise UsageError(
            "Ask either by --recipient, or by --challenge together with --answer.",
            hint="The page at /verify/ makes challenges; `laurels answer` answers them.",
        )
    try:
        made = strict_json.loads(answer.read_bytes())
    except (OSError, strict_json.JsonError) as error:
        raise UsageError(
            f"{answer} is no answer: it is not JSON.", hint="Give the holder's file as it came."
        ) from error
    return Recipient(challenge=read_challenge(challenge), answer=made)


def read_challenge(path: Path) -> Challenge:
    """The challenge in a file. Raises `UsageError`."""
    try:
        return challenge_from(strict_json.loads(path.read_bytes()))
    except (OSError, strict_json.JsonError) as error:
        raise UsageError(
            f"{path} is no challenge: it is not JSON.", hint="Copy the whole text that you were sent."
        ) from error
    except ChallengeError as error:
        raise UsageError(f"{path} is no challenge: {error}.", hint="Copy the whole text that you were sent.") from error
