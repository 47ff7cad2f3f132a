"""Run commands as a user does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result

from laurels.cli import main

Run = Callable[..., Result]
VARIABLES = (
    "LAURELS_SIGNER", "LAURELS_REGISTRAR", "LAURELS_PASSPHRASE", "LAURELS_REGISTRAR_PASSPHRASE", "SSH_AUTH_SOCK"
)  # fmt: skip


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command; whatever happens, no traceback reaches the user."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    def invoke(*words: Any, stdin: bytes = b"", **environment: str) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words], input=stdin, env=environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        assert "Traceback" not in result.output
        return result

    return invoke
