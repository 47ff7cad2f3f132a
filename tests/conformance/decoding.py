"""Cases of the `decode` step: bytes that are not strict JSON, and bytes that only look odd."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from conformance.world import Case

# name, why, what is decoded, code
_REFUSED: tuple[tuple[str, str, str | bytes, str], ...] = (
    ("empty", "An empty file holds no credential.", "", "decode.empty"),
    ("blank", "White space alone is as good as empty.", " \r\n\t", "decode.empty"),
    ("not-utf8", "A byte that is not UTF-8 is never repaired.", b'{"name": "caf\xe9"}', "decode.not-utf8"),
    ("overlong", "An overlong encoding hides a character from filters.", b'{"a": "\xc0\xaf"}', "decode.not-utf8"),
    ("encoded-surrogate", "Half a character has no place in UTF-8.", b'{"a": "\xed\xa0\x80"}', "decode.not-utf8"),
    (
        "utf16",
        "UTF-16 with its mark is not UTF-8, though some decoders take it.",
        '{"a": 1}'.encode("utf-16"),
        "decode.not-utf8",
    ),
    (
        "utf16-unmarked",
        "UTF-16 without its mark is UTF-8 full of NUL characters.",
        '{"a": 1}'.encode("utf-16-le"),
        "decode.not-json",
    ),
    ("byte-order-mark", "RFC 8259 §8.1 forbids the mark.", b"\xef\xbb\xbf{}", "decode.byte-order-mark"),
    ("truncated", "The end is missing.", '{"a": [1, 2', "decode.not-json"),
    ("trailing-comma", "A habit of JavaScript that JSON does not share.", '{"a": 1,}', "decode.not-json"),
    ("comment", "JSON has no comments.", '{"a": 1} // one', "decode.not-json"),
    ("single-quotes", "Texts stand in double quotes.", "{'a': 1}", "decode.not-json"),
    ("two-documents", "One file holds one credential.", '{"a": 1} {"a": 2}', "decode.not-json"),
    ("control-character", "A line break in a text must be escaped.", '{"a": "one\ntwo"}', "decode.not-json"),
    ("leading-zero", "A number does not begin with a zero.", '{"a": 012}', "decode.not-json"),
    ("endless-text", "Brackets in a text that never ends are no depth.", '{"a": "' + "[" * 80, "decode.not-json"),
    (
        "page",
        "What a server says when it has no such file.",
        "<!doctype html><title>Not found</title>",
        "decode.not-json",
    ),
    (
        "duplicate-key",
        "Two programs could keep two different values.",
        '{"a": {"b": 1, "b": 2}}',
        "decode.duplicate-key",
    ),
    ("duplicate-key-escaped", "The same key, written in two ways.", '{"id": 1, "\\u0069d": 2}', "decode.duplicate-key"),
    ("too-deep", "65 levels are one too many.", '{"a":' * 65 + "1" + "}" * 65, "decode.too-deep"),
    ("nan", "NaN is not JSON.", '{"a": NaN}', "decode.number"),
    ("infinity", "Infinity is not JSON.", '{"a": -Infinity}', "decode.number"),
    ("overflow", "A number that becomes infinite.", '{"a": 1e999}', "decode.number"),
    (
        "unsafe-integer",
        "2 to the power of 53 is read as its neighbour by some.",
        '{"a": 9007199254740992}',
        "decode.number",
    ),
    ("unsafe-negative", "The same below zero.", '{"a": -9007199254740992}', "decode.number"),
    ("surrogate", "An escape can make half a character.", '{"a": "\\ud83d"}', "decode.surrogate"),
    ("surrogate-reversed", "Both halves, in the wrong order.", '{"a": "\\ude00\\ud83d"}', "decode.surrogate"),
    ("surrogate-key", "The same in a key.", '{"\\udc00": 1}', "decode.surrogate"),
    ("array", "A credential is an object.", "[]", "decode.not-object"),
    ("text", "A text is JSON, but not an object.", '"eyJhbGciOiJFZERTQSJ9"', "decode.not-object"),
    ("null", "So is null.", "null", "decode.not-object"),
)
# Strange, but strict JSON: they are refused one step later.
_READ: tuple[tuple[str, str, str], ...] = (
    ("deep-enough", "64 levels are allowed.", '{"a":' * 64 + "1" + "}" * 64),
    ("brackets-in-text", "Brackets in a text are no depth.", '{"a": "' + "[{" * 80 + '\\""}'),
    (
        "safe-integer",
        "The largest whole number that everybody reads alike.",
        '{"a": [9007199254740991, -9007199254740991, 1e300]}',
    ),
    ("surrogate-pair", "Both halves of a character.", '{"a": "\\ud83d\\ude00"}'),
    (
        "prototype",
        "A key that means something to JavaScript is a key like any other.",
        '{"__proto__": {"type": "VerifiableCredential"}}',
    ),
)


def cases() -> Iterator[Case]:
    for name, why, content, code in _REFUSED:
        given = {"base64": base64.b64encode(content).decode()} if isinstance(content, bytes) else {"text": content}
        yield Case(f"decode-{name}", why, given, "invalid", (code,))
    for name, why, content in _READ:
        yield Case(f"decode-{name}", why, {"text": content}, "invalid", ("structure.not-a-credential",))
