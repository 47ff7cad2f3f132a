"""Whatever a stranger can drop: a verdict or a clear error within two seconds of processor and 256 MB, and no request at all."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conformance import world
from laurels.status import bitstring
from support import baking

_BADGE = world.signed(world.badge(validUntil="2029-06-30T00:00:00Z", credentialStatus=[world.entry()]))
_TEXT = json.dumps(_BADGE, ensure_ascii=False)
_MEGABYTE = 1024 * 1024


def _with(**changes: Any) -> bytes:
    return json.dumps({**_BADGE, **changes}, ensure_ascii=False).encode()


def _poison(size: int) -> dict[str, Any]:
    """Nodes that nothing tells apart, each linked to each."""
    context = {"@context": [world.V2, world.OB3]}
    links = [{"type": ["Alignment"], "targetName": "x"} for _ in range(size)]
    subject = {
        **_BADGE["credentialSubject"],
        "achievement": {**_BADGE["credentialSubject"]["achievement"], "alignment": links},
    }
    return {**_BADGE, **context, "credentialSubject": subject}


def _mutated(count: int) -> dict[str, bytes]:
    """Copies with bytes changed, cut out or doubled, the same ones each time."""
    chance = random.Random(20261101)
    whole = {
        "json": _TEXT.encode(),
        "png": baking.png(baking.itxt(_TEXT.encode(), compressed=True)),
        "svg": baking.svg(_TEXT),
    }
    found = {}
    for number in range(count):
        kind, original = list(whole.items())[number % len(whole)]
        content = bytearray(original)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(content))
            piece = chance.choice(
                [b"", bytes([chance.randrange(256)]), bytes(content[at : at + 40]) * 2, b"\xff\x00\xd8"]
            )
            content[at : at + chance.randrange(20)] = piece
        found[f"mutated-{number:02}.{kind}"] = bytes(content)
    return found


def _files() -> dict[str, bytes]:
    deep = 200_000
    return {
        "empty": b"",
        "blank": b" \n" * 1000,
        "nul": bytes(5000),
        "utf16": _TEXT.encode("utf-16"),
        "utf16-unmarked": _TEXT.encode("utf-16-be"),
        "utf32": _TEXT.encode("utf-32"),
        "latin-1": '{"name": "café"}'.encode("latin-1"),
        "shift-jis": '{"name": "日本語"}'.encode("shift-jis"),
        "marked": b"\xef\xbb\xbf" + _TEXT.encode(),
        "surrogate": b'{"name": "\\ud83d"}',
        "twice": _TEXT.replace('"name"', '"name": "Other", "name"', 1).encode(),
        "nan": b'{"a": NaN}',
        "huge-number": b'{"a": ' + b"9" * _MEGABYTE + b"}",
        "huge-exponent": b'{"a": 1e' + b"9" * _MEGABYTE + b"}",
        "deep-lists": b"[" * deep,
        "deep-objects": b'{"a":' * deep + b"1" + b"}" * deep,
        "deep-quotes": b'{"a": "' + b"[" * deep,
        "deep-svg": b"<svg>" + b"<g>" * deep,
        "quotes": b'"' * _MEGABYTE,
        "backslashes": b'{"a": "' + b"\\" * _MEGABYTE,
        "string-of-10-megabytes": _with(description="x" * 10 * _MEGABYTE),
        "string-of-3-megabytes": _with(description="x" * 3 * _MEGABYTE),
        "key-of-3-megabytes": _with(**{"k" * 3 * _MEGABYTE: 1}),
        "many-keys": _with(**{f"k{number}": number for number in range(100_000)}),
        "many-types": _with(type=["VerifiableCredential", "OpenBadgeCredential", *[f"T{n}" for n in range(50_000)]]),
        "many-contexts": _with(**{"@context": [world.V2] * 50_000}),
        "many-proofs": _with(proof=_BADGE["proof"] * 50_000),
        "many-statuses": _with(credentialStatus=[world.entry()] * 50_000),
        "many-subjects": _with(credentialSubject=[_BADGE["credentialSubject"]] * 3000),
        "long-issuer": _with(issuer="did:web:" + "a." * 500_000 + "example"),
        "long-signature": _with(proof=[{**_BADGE["proof"][0], "proofValue": "z" + "2" * _MEGABYTE}]),
        "long-method": _with(proof=[{**_BADGE["proof"][0], "verificationMethod": "did:jwk:" + "A" * _MEGABYTE + "#0"}]),
        "poison": json.dumps(_poison(400)).encode(),
        "inside": _with(issuer="did:web:localhost", proof=[{**_BADGE["proof"][0], "verificationMethod": "did:web:127.0.0.1#k"}]),
        "metadata": _with(credentialStatus=[world.entry(statusListCredential="https://169.254.169.254/latest/meta-data")]),
        "script": _with(name="<script>alert(1)</script>", description="\u202egnp.egdab\x1b[31m"),
        "prototype": b'{"__proto__": {"type": "VerifiableCredential"}, "constructor": {"prototype": {}}}',
        "not-a-credential": b'{"name": "package", "version": "1.0.0"}',
        "list": b"[1, 2, 3]",
        "text": b'"hello"',
        "page": b"<!DOCTYPE html><html><head><title>Sign in</title></head><body onload='alert(1)'></body></html>",
        "page-with-badge": f"<html><script type='application/ld+json'>{_TEXT}</script></html>".encode(),
        "truncated": _TEXT.encode()[:-200],
        "token": b"eyJhbGciOiJub25lIn0." + b"e30" * 300_000 + b".",
        "token-none": b"eyJhbGciOiJub25lIn0.e30.",
        "gzip": gzip.compress(_TEXT.encode()),
        "gzip-bomb": gzip.compress(bytes(300 * _MEGABYTE), 9),
        "list-bomb": _with(description=bitstring.encode([], 8 * 64 * _MEGABYTE)),
        "png-bomb": baking.png(baking.itxt(bytes(300 * _MEGABYTE), compressed=True)),
        "png-pixels": baking.SIGNATURE + baking.chunk(b"IHDR", b"\x7f\xff\xff\xff" * 2 + b"\x08\6\0\0\0") + baking.IDAT + baking.IEND,
        "png-chunks": baking.png(*[baking.chunk(b"tEXt", b"")] * 100_000),
        "png-texts": baking.png(*[baking.itxt(b"{}")] * 20_000),
        "png-endless-chunk": baking.SIGNATURE + baking.IHDR + baking.chunk(b"iTXt", b"x", length=0xFFFFFFFF),
        "svg-laughs": b'<!DOCTYPE svg [<!ENTITY a "ha">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(20))
        + b"]><svg>&u;</svg>",
        "svg-external": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
        "svg-script": baking.svg(_TEXT).replace(b"<title>", b"<script>alert(1)</script><title>"),
        "svg-attributes": b"<svg " + b" ".join(b'a%d="x"' % n for n in range(50_000)) + b"/>",
        "svg-comments": b"<svg>" + b"<!-- - -->" * 50_000 + b"</svg>",
        "svg-no-end": b"<!--" + b" -" * _MEGABYTE,
        "xml-no-end": b"<?xml " + b"<" * _MEGABYTE,
        "zip-bomb": baking.zipped({"a.json": bytes(15 * _MEGABYTE)}),
        "zip-many": baking.zipped({f"{n}.json": b"" for n in range(300)}),
        "zip-climbs": baking.zipped({"../../etc/a.json": _TEXT.encode()}),
        "zip-cut": baking.zipped({"a.json": _TEXT.encode()})[:-40],
        "zip-in-zip": baking.zipped({"a.json": baking.zipped({"a.json": b"{}"})}),
        "pdf-cut": baking.pdf({"a.json": _TEXT.encode()})[:-300],
        "pdf-bomb": baking.pdf({"a.json": bytes(100 * _MEGABYTE)}),
        "pdf-nothing": b"%PDF-1.7\n%%EOF",
        "pdf-brackets": b"%PDF-1.7\n" + b"[" * 200_000,
        "jpeg": b"\xff\xd8\xff\xe0" + bytes(10_000),
        "program": b"\x7fELF" + bytes(range(256)) * 40,
        **_mutated(45),
    }  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("hostile")
    for name, content in _files().items():
        (folder / name).write_bytes(content)
    web = tmp_path_factory.mktemp("web")
    (web / "did.json").write_text(json.dumps(world.did_document()))
    (web / "map.json").write_text(json.dumps({world.ISSUER_DOCUMENT: "did.json"}))
    child = Path(__file__).parents[1] / "support/hostile_child.py"
    done = subprocess.run(
        [sys.executable, str(child), str(folder), str(web / "map.json")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of the child process are those of Linux")
def test_each_gets_a_verdict_or_a_clear_error(told: dict[str, Any]) -> None:
    assert set(told) == set(_files())
    assert {name: answer["wrong"] for name, answer in told.items() if "wrong" in answer} == {}
    assert [name for name, answer in told.items() if "Traceback" in answer["stderr"]] == []
    for name, answer in told.items():
        # The issuer's key can be had, the status list cannot: so nothing is valid.
        assert answer["exit"] in (1, 2, 3), name
        assert set(answer["outcomes"]) <= {"invalid", "indeterminate"}, name
