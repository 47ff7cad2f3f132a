"""The registrar's key: opens boxes, cannot sign, and no signing key opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from nacl.public import PrivateKey, PublicKey, SealedBox

from laurels.errors import SignerError, UsageError
from laurels.office.keys import new_key
from laurels.sealing.opener import Opener
from laurels.sealing.text import SealingError
from laurels.signers import open_signer
from laurels.signers.keystore import write_keystore
from laurels.signers.memory import MemoryOpener, encode_secret
from laurels.signers.registrar import open_registrar

KEY = bytes(range(32))
SECRET = encode_secret(KEY, "registrar")
PASSPHRASE = "correct horse battery"
BOX = SealedBox(PrivateKey(KEY).public_key).encrypt(b"a row")


def _open(uri: str | None, **environment: str) -> Opener:
    return open_registrar(uri, passphrase=lambda: PASSPHRASE, environment=environment)


def test_a_file_and_a_variable_open(tmp_path: Path) -> None:
    path = tmp_path / "registrar.key"
    write_keystore(path, SECRET, PASSPHRASE, operations=2, memory=64 << 20)
    for opener in (_open(f"file:{path}"), _open("env:KEY", KEY=SECRET)):
        assert opener.public_key == bytes(PrivateKey(KEY).public_key)
        assert opener.open(BOX) == b"a row"


@pytest.mark.parametrize(
    "box", [b"", BOX[:-1], BOX[:32], bytes(48), BOX[:-1] + b"\0", SealedBox(PublicKey(b"\x09" * 32)).encrypt(b"a row")]
)
def test_another_box_does_not_open(box: bytes) -> None:
    with pytest.raises(SealingError, match="another registrar's key, or altered"):
        MemoryOpener(KEY).open(box)


@pytest.mark.parametrize(
    ("uri", "error", "said"),
    [
        (None, UsageError, "--registrar is missing"),
        ("", UsageError, "--registrar is missing"),
        ("registrar.key", UsageError, "not a way to hold a key"),
        (SECRET, UsageError, "not a way to hold a key"),
        ("ssh-agent:SHA256:x", SignerError, "cannot decrypt"),
        ("env:", SignerError, "Nothing follows"),
        ("env:MISSING", SignerError, "MISSING is not set"),
        ("env:ISSUING", SignerError, "it cannot open sealed rows"),
        ("env:CUT", SignerError, "not an X25519 private key"),
    ],
)
def test_what_does_not_open(uri: str | None, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said) as caught:
        _open(uri, ISSUING=encode_secret(KEY), CUT=SECRET[:-2])
    told = f"{caught.value} {caught.value.hint}"  # type: ignore[attr-defined]
    assert SECRET[:-2] not in told
    assert caught.value.hint  # type: ignore[attr-defined]


def test_a_registrars_key_does_not_sign() -> None:
    with pytest.raises(SignerError, match="cannot sign"):
        open_signer("env:KEY", passphrase=lambda: "", environment={"KEY": SECRET})


def test_neither_text_nor_public_half_shows_the_key() -> None:
    opener = MemoryOpener(KEY)
    assert repr(opener) == f"MemoryOpener({new_key('registrar', lambda _: KEY).public_key_multibase})"
    assert KEY.hex() not in repr(opener) + str(vars(opener).keys())
