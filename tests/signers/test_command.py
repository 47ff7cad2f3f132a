"""Keys behind a command: a program that a URI can name but not choose, and what a program may do wrong."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from nacl.public import PrivateKey, SealedBox
from nacl.signing import SigningKey

from laurels.encoding import multibase
from laurels.errors import SignerError
from laurels.proof.signer import Signer
from laurels.sealing.opener import Opener
from laurels.sealing.text import SealingError
from laurels.signers import open_signer
from laurels.signers.command import CommandOpener, CommandSigner
from laurels.signers.registrar import open_registrar
from laurels.signers.session import MAX_ANSWER_BYTES, Session

KEY = SigningKey(bytes(range(32)))
BOX_KEY = PrivateKey(bytes(range(32)))
PUBLIC = multibase.encode_ed25519_multikey(bytes(KEY.verify_key))
BOX_PUBLIC = multibase.encode_base58btc(multibase.X25519_PUBLIC_PREFIX + bytes(BOX_KEY.public_key))
VARIABLE = "LAURELS_COMMAND_HSM_1"

_HONEST = f"""
import base64, sys
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.signing import SigningKey
words = sys.stdin.readline().split()
assert words[:2] == ["laurels", "1"]
print("key", "{PUBLIC}" if words[2] == "issuing" else "{BOX_PUBLIC}", flush=True)
for line in sys.stdin:
    word, data = line.split()
    data = base64.b64decode(data)
    if word == "sign":
        print("ok", base64.b64encode(SigningKey(bytes(range(32))).sign(data).signature).decode(), flush=True)
    else:
        try:
            print("ok", base64.b64encode(SealedBox(PrivateKey(bytes(range(32)))).decrypt(data)).decode(), flush=True)
        except (CryptoError, ValueError):
            print("no", flush=True)
"""


def _program(folder: Path, body: str) -> Path:
    path = folder / "program"
    path.write_text(f"#!{sys.executable}\n{body}")
    path.chmod(0o755)
    return path


def _sign_with(path: Path | str, **more: str) -> Signer:
    return open_signer(
        "command:hsm-1", passphrase=lambda: pytest.fail("asked"), environment={VARIABLE: str(path), **more}
    )


def _open_with(path: Path) -> Opener:
    return open_registrar("command:hsm-1", passphrase=lambda: pytest.fail("asked"), environment={VARIABLE: str(path)})


def test_a_command_signs(tmp_path: Path) -> None:
    signer = _sign_with(_program(tmp_path, _HONEST))
    assert signer.public_key == bytes(KEY.verify_key)
    for data in (b"data", bytes(100_000)):
        assert signer.sign(data) == KEY.sign(data).signature


def test_a_command_opens(tmp_path: Path) -> None:
    opener = _open_with(_program(tmp_path, _HONEST))
    assert opener.public_key == bytes(BOX_KEY.public_key)
    assert opener.open(SealedBox(BOX_KEY.public_key).encrypt(b"a row")) == b"a row"
    with pytest.raises(SealingError, match="another registrar's key"):
        opener.open(SealedBox(PrivateKey(bytes(32)).public_key).encrypt(b"a row"))
    assert opener.open(SealedBox(BOX_KEY.public_key).encrypt(b"another")) == b"another"


@pytest.mark.parametrize("name", ["/bin/sh", "../hsm", "a b", "HSM", "hsm_1", "-c", "x" * 32, "hsm;id"])
def test_a_uri_names_a_command_and_no_path(name: str) -> None:
    with pytest.raises(SignerError, match="lower-case letters"):
        open_signer(f"command:{name}", passphrase=lambda: "", environment={})


@pytest.mark.parametrize(
    "location", ["", "program", "./program", "missing", "folder", "not-executable", "writable", "program --with words"]
)
def test_what_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, location: str) -> None:
    monkeypatch.chdir(tmp_path)
    ran = tmp_path / "ran"
    program = _program(tmp_path, f"open({str(ran)!r}, 'w')")
    (tmp_path / "folder").mkdir()
    for name, mode in (("not-executable", 0o644), ("writable", 0o777)):
        (tmp_path / name).write_bytes(program.read_bytes())
        (tmp_path / name).chmod(mode)
    relative = location in ("", "program", "./program")
    with pytest.raises(SignerError, match=VARIABLE if location else "Nothing says what") as caught:
        _sign_with(location if relative else f"{tmp_path}/{location}")
    assert caught.value.hint
    assert not ran.exists()


def test_the_command_sees_nothing_that_it_was_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANARY", "canary")
    seen = tmp_path / "seen"
    program = _program(
        tmp_path,
        f"import os, sys\nopen({str(seen)!r}, 'w').write(repr((dict(os.environ), sys.argv[1:], os.getcwd())))\n{_HONEST}",
    )
    given = {"LAURELS_PASSPHRASE": "canary", "VAULT_TOKEN": "token", "VAULT_ADDR": "address", "AWS_SECRET": "canary"}
    _sign_with(program, **given, **{f"{VARIABLE}_PASS": "VAULT_TOKEN, VAULT_ADDR MISSING"})
    text = seen.read_text()
    assert "canary" not in text
    assert "'VAULT_TOKEN': 'token'" in text
    assert "'VAULT_ADDR': 'address'" in text
    assert text.endswith(", [], '/')")


_GREETING = f"import sys, time\nsys.stdin.readline()\nprint('key {PUBLIC}', flush=True)\nsys.stdin.readline()\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "ended without an answer"),
        ("print('key')", "did not answer as it should"),
        (f"print('key {BOX_PUBLIC}')", "did not answer as it should"),
        (f"print('key {PUBLIC[:-1]}')", "did not answer as it should"),
        (f"print('ok {PUBLIC}')", "did not answer as it should"),
        ("print('error the token has run out')", "says: the token has run out"),
        ("print('error')", "says: error"),
        ("print('error \\x1b[2J' + 'x' * 900)", r"says: \?\[2Jx{196}$"),
        (f"print('x' * {MAX_ANSWER_BYTES + 2})\nimport time; time.sleep(60)", "did not answer as it should"),
        ("while True: print('x' * 70000, end='')", "did not answer as it should"),
        (_GREETING, "ended without an answer"),
        (_GREETING + "print('ok')", "does not fit the key"),
        (_GREETING + "print('ok AAAA')", "does not fit the key"),
        (_GREETING + "print('ok canary!')", "did not answer as it should"),
        (_GREETING + "print('error no')", "says: no"),
    ],
)  # fmt: skip
def test_a_command_that_misbehaves(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(SignerError, match=said) as caught:
        _sign_with(_program(tmp_path, body)).sign(b"data")
    assert caught.value.hint
    assert "canary" not in f"{caught.value} {caught.value.__cause__} {caught.value.__context__}"


@pytest.mark.parametrize(
    "body", ["exec sleep 60", f"read -r _; echo key {PUBLIC}; read -r _; sleep 60", "trap '' TERM INT HUP; sleep 60"]
)
def test_a_command_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path, body: str) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\nsleep 60 & echo $$ $! > '{tmp_path}/started'\n{body}\n")
    program.chmod(0o755)
    with pytest.raises(SignerError, match="within 1 seconds"):
        CommandSigner(Session("hsm", program, {"PATH": os.defpath}, timeout=1)).sign(b"data")
    for pid in (tmp_path / "started").read_text().split():
        assert _ends(int(pid))


def _ends(pid: int) -> bool:
    """Whether a process that was killed is gone; the kernel may take a moment over it."""
    deadline = time.monotonic() + 20
    while _alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not _alive(pid)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_command_ends_with_its_signer(tmp_path: Path) -> None:
    body = _HONEST.replace(
        "import base64", f"import os; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\nimport base64"
    )
    signer = _sign_with(_program(tmp_path, body))
    pid = int((tmp_path / "pid").read_text())
    assert _alive(pid)
    del signer
    assert not _alive(pid)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_what_a_box_held_is_in_no_error(tmp_path: Path) -> None:
    greeting = _GREETING.replace(PUBLIC, BOX_PUBLIC)
    opener = CommandOpener(Session("hsm", _program(tmp_path, greeting + "print('ok canary!')"), {}))
    with pytest.raises(SignerError) as caught:
        opener.open(b"box")
    assert "canary" not in f"{caught.value} {caught.value.__cause__} {caught.value.__context__}"
