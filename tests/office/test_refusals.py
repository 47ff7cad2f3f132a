"""What is not signed: by a signer that fails, by a key that may not, of a repository that is not in order. Then nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from laurels.errors import FindingsError, LaurelsError, SignerError, UnportableTextError
from laurels.signers.memory import MemorySigner
from support import office
from support.office import NOW


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return office.repository(tmp_path)


class _Failing(MemorySigner):
    """Signs a few times, then fails, or signs something else."""

    def __init__(self, good: int, answer: Callable[[bytes], bytes]) -> None:
        super().__init__(office.seed("institute"))
        self._left = good
        self._answer = answer

    def sign(self, data: bytes) -> bytes:
        self._left -= 1
        return super().sign(data) if self._left >= 0 else self._answer(super().sign(data))


def _refuses(_signature: bytes) -> bytes:
    raise SignerError("The key service does not answer.")


@pytest.mark.parametrize("good", range(5))
@pytest.mark.parametrize(
    "answer", [_refuses, lambda s: s[:-1] + bytes([s[-1] ^ 1]), lambda _: b"", lambda s: s + b"\0", lambda _: bytes(64)],
    ids=["refuses", "wrong", "empty", "long", "zeros"],
)  # fmt: skip
def test_a_signer_that_fails_leaves_everything_untouched(
    root: Path, good: int, answer: Callable[[bytes], bytes]
) -> None:
    # Three awards and two lists are signed: it fails at each of the five.
    before = office.tree(root)
    with pytest.raises(SignerError):
        office.issue(root, signer=_Failing(good, answer), now=NOW, entropy=office.entropy())
    assert office.tree(root) == before


_KEY = "keys__public__other"


@pytest.mark.parametrize(
    ("files", "by", "now", "error", "words"),
    [
        ({}, "nobody", NOW, SignerError, "not in keys/public"),
        ({_KEY: office.key_text("other", purpose="log")}, "other", NOW, SignerError, "log key"),
        ({_KEY: office.key_text("other", purpose="registrar")}, "other", NOW, LaurelsError, "registrar|other.yaml"),
        ({_KEY: office.key_text("other", revoked="2026-11-23T09:30:00Z")}, "other", NOW, SignerError, "revoked"),
        ({_KEY: office.key_text("other", expires="2026-11-01T00:00:00Z")}, "other", NOW, SignerError, "expired"),
        ({}, "institute", NOW.replace(year=2025), LaurelsError, "2026"),
        (
            {_KEY: office.key_text("other").replace("2026-01-01", "2026-12-01")},
            "other",
            NOW,
            LaurelsError,
            "2026-12-01|future|after",
        ),
        (
            {"issued__awards__2026__early": office.batch(date="2026-11-24", learners=range(9, 10))},
            "institute",
            NOW,
            LaurelsError,
            "2026-11-24|come",
        ),
        ({"catalogue__achievements__sql": "name: [\n"}, "institute", NOW, FindingsError, "sql.yaml"),
        ({"issued__awards__2026__lost": office.batch(achievement="lost")}, "institute", NOW, FindingsError, "lost"),
    ],
    ids=[
        "unknown",
        "log-key",
        "registrar-key",
        "revoked",
        "expired",
        "long-before",
        "key-to-come",
        "award-to-come",
        "broken-yaml",
        "dangling",
    ],
)
def test_what_may_not_be_signed(
    tmp_path: Path, files: dict[str, str], by: str, now: datetime, error: type[Exception], words: str
) -> None:
    root = office.repository(tmp_path, **files)
    before = office.tree(root)
    with pytest.raises(error, match=words) as caught:
        office.run(root, by=by, now=now)
    assert isinstance(caught.value, LaurelsError)
    assert caught.value.hint
    assert office.tree(root) == before


def test_text_that_other_verifiers_would_order_otherwise(tmp_path: Path) -> None:
    tags = "tags: [data]"
    root = office.repository(tmp_path)
    path = root / "catalogue/achievements/sql.yaml"
    path.write_text(path.read_text().replace(tags, 'tags: ["\U0001f600 data", "\uff71\uff72"]'))
    before = office.tree(root)
    with pytest.raises((UnportableTextError, FindingsError)) as caught:
        office.run(root)
    assert "sql-" in caught.value.message or "sql.yaml" in caught.value.message
    assert office.tree(root) == before
