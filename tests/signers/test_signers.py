"""Keys at rest: a keystore that only its passphrase opens, a variable, and no secret in anything that is printed."""

from __future__ import annotations

import base64
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laurels.errors import LaurelsError, SignerError, UsageError, WriteError
from laurels.office.keys import new_key, public_key_yaml
from laurels.proof import ed25519
from laurels.signers import open_signer
from laurels.signers.keystore import write_keystore
from laurels.signers.memory import MemorySigner, decode_secret, encode_secret
from support.office import CREATED

SEED = bytes(range(32))
SECRET = encode_secret(SEED)
PASSPHRASE = "correct horse battery"
CHEAP = {"operations": 2, "memory": 64 << 20}  # the least that is opened again


def _open(uri: str, passphrase: str = PASSPHRASE, environment: dict[str, str] | None = None) -> MemorySigner:
    found = open_signer(uri, passphrase=lambda: passphrase, environment=environment or {})
    assert isinstance(found, MemorySigner)
    return found


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "institute.keystore"
    write_keystore(path, SECRET, PASSPHRASE, **CHEAP)
    return path


def test_keystore_round_trip(store: Path) -> None:
    signer = _open(f"file:{store}")
    assert signer.public_key == MemorySigner(SEED).public_key
    assert ed25519.verify(signer.public_key, signer.sign(b"data"), b"data")


def test_keystore_is_its_owners_alone_and_holds_no_secret_in_clear(store: Path) -> None:
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    raw = store.read_bytes()
    for secret in (SECRET, PASSPHRASE, SEED.hex(), base64.b64encode(SEED).decode().rstrip("=")):
        assert secret.encode() not in raw
    other = store.with_name("other.keystore")
    write_keystore(other, SECRET, PASSPHRASE, **CHEAP)
    assert json.loads(other.read_bytes())["kdf"]["salt"] != json.loads(raw)["kdf"]["salt"]


def test_keystore_is_never_overwritten(store: Path, tmp_path: Path) -> None:
    before = store.read_bytes()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    for path in (store, link, tmp_path):
        with pytest.raises(WriteError):
            write_keystore(path, SECRET, PASSPHRASE, **CHEAP)
    assert store.read_bytes() == before
    assert not (tmp_path / "elsewhere").exists()
    with pytest.raises(WriteError):
        write_keystore(store / "below-a-file", SECRET, PASSPHRASE, **CHEAP)


def test_a_folder_made_for_a_keystore_is_its_owners_alone(tmp_path: Path) -> None:
    write_keystore(tmp_path / "keys" / "institute.keystore", SECRET, PASSPHRASE, **CHEAP)
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    for weak in ("", "eleven char", "aaaaaaaaaaaaaaaaaaaa", "123412341234"):
        with pytest.raises(SignerError, match="too easy to guess") as caught:
            write_keystore(tmp_path / "x", SECRET, weak, **CHEAP)
        assert not weak or weak not in caught.value.message + caught.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644])
def test_a_keystore_that_others_can_reach_is_refused(store: Path, mode: int) -> None:
    store.chmod(mode)
    with pytest.raises(SignerError, match="Others on this computer") as caught:
        _open(f"file:{store}")
    assert caught.value.hint == f"Make it yours alone: chmod 600 {store}"


def test_a_keystore_that_is_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    with pytest.raises(SignerError, match="not a file"):
        _open(f"file:{tmp_path / 'pipe'}")


@pytest.mark.parametrize("cost", [{"operations": 1, "memory": 64 << 20}, {"operations": 2, "memory": 32 << 20}])
def test_a_weak_keystore_is_refused_before_its_passphrase_is_asked_for(store: Path, cost: dict[str, int]) -> None:
    weak = store.with_name("weak.keystore")
    write_keystore(weak, SECRET, PASSPHRASE, **cost)
    with pytest.raises(SignerError, match="too cheap to break") as caught:
        open_signer(f"file:{weak}", passphrase=lambda: pytest.fail("asked"), environment={})
    assert "keys new" in caught.value.hint


def _kdf(**changes: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda body: {**body, "kdf": {**body["kdf"], **changes}}


_OTHER_BOX = base64.b64encode(bytes(120)).decode()


@pytest.mark.parametrize(
    "change",
    [
        # What a planted file may cost is bounded: a terabyte of memory, or a day's work, is no keystore.
        _kdf(memory=1 << 40), _kdf(memory=(1 << 30) + 1), _kdf(operations=11), _kdf(operations=10**9), _kdf(operations=0), _kdf(memory=8191),
        _kdf(memory="lots"), _kdf(memory=None), _kdf(name="argon2i"), _kdf(salt="AAAA"), _kdf(salt=7), _kdf(salt="é"), _kdf(salt="?" * 24),
        lambda body: {**body, "format": "laurels-keystore-2"},
        lambda body: {**body, "kdf": []},
        lambda body: {**body, "box": ""},
        lambda body: {**body, "box": "AAAA"},
        lambda body: {**body, "box": _OTHER_BOX},
        lambda body: {key: value for key, value in body.items() if key != "box"},
        lambda body: [body],
        lambda _: None,
    ],
)  # fmt: skip
def test_a_changed_keystore_is_refused(store: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    store.write_text(json.dumps(change(json.loads(store.read_bytes()))))
    with pytest.raises(SignerError) as caught:
        _open(f"file:{store}")
    assert str(store) in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[" * 60_000, b" " * 70_000, b'{"a":' * 9_000, b"-----BEGIN OPENSSH PRIVATE KEY-----"],
)
def test_what_is_no_keystore_is_refused(store: Path, content: bytes) -> None:
    store.write_bytes(content)
    with pytest.raises(SignerError, match="not a Laurels keystore"):
        _open(f"file:{store}")


def test_a_passphrase_is_asked_for_only_when_there_is_something_to_open(tmp_path: Path) -> None:
    def never() -> str:
        raise AssertionError("asked")

    for uri in (f"file:{tmp_path / 'missing'}", f"file:{tmp_path}", "file:", "env:MISSING"):
        with pytest.raises(SignerError) as caught:
            open_signer(uri, passphrase=never, environment={})
        assert caught.value.hint


@pytest.mark.parametrize("uri", ["institute.keystore", "ftp:x", "FILE:x", ":x", SECRET])
def test_an_unknown_scheme_is_a_usage_error(uri: str) -> None:
    with pytest.raises(UsageError, match="not a way to hold a key") as caught:
        _open(uri)
    assert "file:" in caught.value.hint


def test_a_variable_holds_a_key() -> None:
    for text in (SECRET, f"  {SECRET}\n"):
        assert _open("env:KEY", environment={"KEY": text}).public_key == MemorySigner(SEED).public_key


_WRONG = [
    SECRET[:-1],
    SECRET + "1",
    SECRET[1:],
    SECRET.replace("z", "0"),
    SEED.hex(),
    encode_secret(SEED, "registrar"),
    encode_secret(SEED[:31]),
    "z",
    "é" * 40,
]


@pytest.mark.parametrize("text", _WRONG)
def test_a_variable_that_holds_no_signing_key(text: str) -> None:
    with pytest.raises(SignerError) as caught:
        _open("env:KEY", environment={"KEY": text})
    assert text not in f"{caught.value.message} {caught.value.hint}" or len(text) < 3


@pytest.mark.parametrize("environment", [{}, {"KEY": ""}, {"KEY": "  \n"}])
def test_a_variable_that_is_not_set(environment: dict[str, str]) -> None:
    with pytest.raises(SignerError, match="KEY is not set"):
        _open("env:KEY", environment=environment)


def _told(act: Callable[[], object]) -> str:
    """Everything that an error says, causes included."""
    said, error = "", None
    try:
        act()
    except LaurelsError as caught:
        error = caught
    while error is not None:
        said += repr(error) + str(error) + str(getattr(error, "hint", ""))
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    return said


def test_secrets_are_in_nothing_that_is_printed(store: Path) -> None:
    key = new_key("issuing", lambda size: SEED[:size])
    shown = [
        repr(key), str(key), repr(MemorySigner(SEED)), str(MemorySigner(SEED)), public_key_yaml(key, purpose="issuing", issuer="x", created=CREATED).decode(),
        _told(lambda: _open(f"file:{store}", "wrong passphrase")),
        _told(lambda: MemorySigner(SEED + b"\0")),
        _told(lambda: decode_secret(SECRET + "1")),
        _told(lambda: write_keystore(store, SECRET, PASSPHRASE, **CHEAP)),
    ]  # fmt: skip
    assert all(shown)
    for secret in (SECRET, SECRET[4:40], PASSPHRASE, "wrong passphrase", SEED.hex(), repr(SEED), repr(SEED)[4:40]):
        assert not any(secret in text for text in shown)


@pytest.mark.parametrize(("purpose", "prefix"), [("issuing", "z6Mk"), ("log", "z6Mk"), ("registrar", "z6LS")])
def test_new_keys(purpose: str, prefix: str) -> None:
    key = new_key(purpose, lambda size: SEED[:size])
    assert key.public_key_multibase.startswith(prefix)
    assert key.seed == SEED
    assert key.public_key_multibase in public_key_yaml(key, purpose=purpose, issuer="x", created=CREATED).decode()
