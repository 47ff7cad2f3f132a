"""The report: eight steps, one outcome, and the credential once its signature is proven."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from laurels.encoding import jcs

STEPS = ("decode", "structure", "proof", "authority", "validity", "status", "trust", "recipient")

StepOutcome = Literal["passed", "failed", "indeterminate", "skipped"]
Outcome = Literal["valid", "invalid", "indeterminate", "unknown-issuer"]

EXIT_CODES: Mapping[Outcome, int] = {"valid": 0, "invalid": 1, "indeterminate": 3, "unknown-issuer": 4}
EXIT_NO_CREDENTIAL = 2
_OPTIONAL = re.compile(r"\[([^{\]]*\{(\w+)[^\]]*)\]")
"""A part of a sentence that is said only where its first value is known."""


@cache
def sentences() -> Mapping[str, str]:
    """Code → sentence with `{placeholders}` and `[optional parts]`; the browser reads the same file."""
    # Part of the package's code that happens to be written as JSON, so that TypeScript can import it too.
    found: dict[str, str] = json.loads((files("laurels.verification") / "codes.json").read_bytes())
    return found


def plain(value: Any) -> str:
    """A text as it is, any other JSON value as canonical JSON: what a stranger wrote where a text belongs."""
    return value if isinstance(value, str) else jcs.canonical_bytes(value).decode("utf-8")


@dataclass(frozen=True, slots=True)
class Step:
    """What one step answers."""

    outcome: StepOutcome
    code: str
    """`<step>.<what>`, stable."""
    detail: Mapping[str, Any] = field(default_factory=dict)
    """Facts behind the sentence."""

    @property
    def id(self) -> str:
        """The step's name."""
        return self.code.partition(".")[0]

    @property
    def message(self) -> str:
        """One plain sentence, without the parts in brackets whose values are not known. Values are put in as they are and never
        read as placeholders themselves."""
        said = _OPTIONAL.sub(lambda part: part[1] if part[2] in self.detail else "", sentences()[self.code])
        return re.sub(r"\{(\w+)\}", lambda match: str(self.detail.get(match[1], match[0])), said)

    def as_dict(self) -> dict[str, Any]:
        """The step as JSON data."""
        return {
            "id": self.id,
            "outcome": self.outcome,
            "code": self.code,
            "message": self.message,
            "detail": dict(self.detail),
        }


def passed(code: str, /, **detail: Any) -> Step:
    """A step that passed."""
    return Step("passed", code, detail)


def failed(code: str, /, **detail: Any) -> Step:
    """A step that failed: the answer is no."""
    return Step("failed", code, detail)


def indeterminate(code: str, /, **detail: Any) -> Step:
    """A step that could not be checked."""
    return Step("indeterminate", code, detail)


def skipped(code: str, /, **detail: Any) -> Step:
    """A step that does not apply, or was not reached."""
    return Step("skipped", code, detail)


@dataclass(frozen=True, slots=True)
class Report:
    """The answer about one credential."""

    steps: tuple[Step, ...]
    """Always all of `STEPS`, in that order."""
    credential: Mapping[str, Any] | None
    """The credential as signed; None unless it is proven that its issuer signed it, so that nothing unproven is shown as fact."""

    @property
    def outcome(self) -> Outcome:
        """The steps in one word; the order of these questions is the order of severity."""
        *checks, trust, recipient = self.steps
        if "failed" in [step.outcome for step in self.steps]:
            return "invalid"
        if "indeterminate" in [step.outcome for step in (*checks, recipient)]:
            return "indeterminate"
        return "valid" if trust.outcome == "passed" else "unknown-issuer"

    @property
    def exit_code(self) -> int:
        """What `laurels verify` exits with: 2 where the input is no credential at all."""
        decode, structure = self.steps[0], self.steps[1]
        if decode.outcome == "failed" or structure.code == "structure.not-a-credential":
            return EXIT_NO_CREDENTIAL
        return EXIT_CODES[self.outcome]

    def step(self, name: str) -> Step:
        """The step with a name from `STEPS`."""
        return self.steps[STEPS.index(name)]

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON data."""
        return {
            "outcome": self.outcome,
            "steps": [step.as_dict() for step in self.steps],
            "credential": dict(self.credential) if self.credential is not None else None,
        }


def report(steps: list[Step], credential: Mapping[str, Any] | None, *, asked: bool = False) -> Report:
    """A whole report from the steps that were reached; the rest is marked as not reached.

    `asked` tells whether somebody wanted to know whose it is.
    """
    reached = {step.id: step for step in steps}
    if not asked and "recipient" not in reached:
        reached["recipient"] = skipped("recipient.not-asked")
    for name in STEPS:
        if name not in reached:
            reached[name] = skipped(f"{name}.not-reached")
    return Report(tuple([reached[name] for name in STEPS]), credential)


def unreadable(code: str, /, **detail: Any) -> Report:
    """The report on something that holds no credential to verify; `code` is one of the `decode` step."""
    return report([failed(code, **detail)], None)
