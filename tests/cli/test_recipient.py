"""`laurels verify --recipient`, and the challenge that `laurels answer` answers, from both sides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conformance.recipients import ASKED, NAME, _held, _identity
from conformance.secret_keys import seed
from conformance.world import answers, did_key
from laurels.cli import main
from laurels.signers.memory import encode_secret

AT = "2026-11-01T00:00:00Z"
FAR = {**ASKED, "expires": "2099-12-31T23:59:59Z"}


def run(*words: Any, **environment: str) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A badge that names a holder and their key, a challenge, and an http map with the issuer's document."""
    badge = _held(_identity(NAME, "name"), holder=did_key("holder"))
    for name, value in {
        "badge.json": badge,
        "challenge.json": FAR,
        "late.json": ASKED | {"expires": "2020-01-01T00:00:00Z"},
        "map.json": dict.fromkeys(answers(), "did.json"),
        "did.json": next(iter(answers().values()))["json"],
    }.items():
        (tmp_path / name).write_text(json.dumps(value), encoding="utf-8")
    return tmp_path


def verify(folder: Path, *words: Any) -> Result:
    return run("verify", folder / "badge.json", "--http-map", folder / "map.json", "--now", AT, *words)


@pytest.mark.parametrize(
    ("given", "code", "sentence"),
    [
        (NAME, 4, "It was awarded to “Sample Learner 01”, as you wrote it."),
        (NAME.upper(), 4, "differs in case, accents, spaces or punctuation only"),
        ("Sample Learner 02", 1, "Genuine, but not for this person: It was awarded to “Sample Learner 01”"),
        ("a@learners.example", 3, "cannot be compared with “a@learners.example”"),
    ],
)
def test_by_name(folder: Path, given: str, code: int, sentence: str) -> None:
    result = verify(folder, "--recipient", given)
    assert result.exit_code == code
    assert sentence in result.output.splitlines()[0]


def test_by_challenge(folder: Path) -> None:
    for name in ("holder", "stranger"):
        secret = {"ME": encode_secret(seed(name))}
        made = run("answer", folder / "challenge.json", "--signer", "env:ME", **secret)
        assert made.exit_code == 0
        assert "employer.example" in made.stderr
        (folder / f"{name}.json").write_text(made.stdout, encoding="utf-8")
    asked = ("--challenge", folder / "challenge.json", "--answer")
    good = verify(folder, *asked, folder / "holder.json")
    assert (good.exit_code, "holds the key" in good.output) == (4, True)
    bad = verify(folder, *asked, folder / "stranger.json")
    assert (bad.exit_code, "another key signed it" in bad.output) == (1, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--recipient", " "), "--recipient is empty"),
        (("--challenge", "challenge.json"), "together with --answer"),
        (("--answer", "badge.json", "--recipient", "A"), "together with --answer"),
        (("--challenge", "badge.json", "--answer", "badge.json"), "is no challenge"),
    ],
)
def test_half_a_question(folder: Path, words: tuple[str, ...], sentence: str) -> None:
    result = verify(folder, *(folder / word if word.endswith(".json") else word for word in words))
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_challenge_that_expired_is_not_answered(folder: Path) -> None:
    result = run("answer", folder / "late.json", "--signer", "env:ME", ME=encode_secret(seed("holder")))
    assert (result.exit_code, "expired at 2020-01-01" in result.stderr) == (2, True)
