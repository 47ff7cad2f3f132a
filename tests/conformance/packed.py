"""Cases of what a badge arrives in: `PYTHONPATH=tests python -m conformance.packed`, then read what changed.

Each `containers/<name>.json` holds the bytes of a file and what must be found in it, in both languages. The bytes are written down
because versions of zlib compress differently.
"""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from laurels.exchange.containers import Found, unpack
from support.baking import IDAT, IEND, IHDR, OB2, SIGNATURE, chunk, itxt, png, svg, zipped

FOLDER = Path(__file__).parent / "containers"
TEXT = '{"name": "Ünder 😀 & <co>"}'
JSON = TEXT.encode()
JWS = "eyJhbGciOiJFZERTQSJ9.e30.c2ln"
ADDRESS = "https://issuer.example/assertions/1"
_LEGACY = chunk(b"tEXt", b"openbadges\0" + b'{"name": "caf\xe9"}')

_Cases = Iterator[tuple[str, str, bytes, list[Any]]]
"""Name, why, the file, and what is found: (name, text), (name, text, "address") or (name, code)."""


def _pictures() -> _Cases:
    one = [("file", TEXT)]
    yield "png", "An Open Badges 3.0 picture.", png(itxt(JSON)), one
    yield "png-compressed", "A compressed text, which the standard discourages.", png(itxt(JSON, compressed=True)), one
    yield "png-jws", "A signed text instead of JSON.", png(itxt(JWS.encode())), [("file", JWS)]
    yield "png-ob2", "An Open Badges 2.0 picture.", png(itxt(JSON, b"openbadges")), one
    yield (
        "png-ob2-address",
        "One that only says where the badge is.",
        png(itxt(ADDRESS.encode() + b"\n", b"openbadges")),
        [("file", ADDRESS, "address")],
    )
    yield "png-ob1", "The older chunk, in its older encoding.", png(_LEGACY), [("file", '{"name": "café"}')]
    yield "png-other-text", "Other texts are no badge.", png(chunk(b"tEXt", b"Comment\0{}"), itxt(JSON)), one
    yield "png-after", "What follows the end is not looked at.", png(itxt(JSON)) + itxt(JSON), one
    yield "png-plain", "A picture like any other.", png(), [("file", "decode.picture")]
    yield "png-two", "Two badges in one picture.", png(itxt(JSON), itxt(JSON)), [("file", "decode.several")]
    yield "png-two-kinds", "One of each standard is still two.", png(itxt(JSON), _LEGACY), [("file", "decode.several")]
    damaged = "decode.png"
    yield "png-cut", "A picture that was cut off.", png(itxt(JSON))[:-20], [("file", damaged)]
    yield "png-only-signature", "Nothing but the signature.", SIGNATURE, [("file", damaged)]
    yield (
        "png-long-chunk",
        "A chunk that claims two gigabytes.",
        SIGNATURE + IHDR + chunk(b"iTXt", b"x", length=0x7FFFFFFF),
        [("file", damaged)],
    )
    yield (
        "png-checksum",
        "A text that was changed after baking.",
        png(chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0{}", checksum=7)),
        [("file", damaged)],
    )
    yield (
        "png-no-header",
        "A text before the picture begins.",
        SIGNATURE + itxt(JSON) + IHDR + IDAT + IEND,
        [("file", damaged)],
    )
    yield (
        "png-no-language",
        "A text that is not built as the standard asks.",
        png(chunk(b"iTXt", b"openbadgecredential\0\0\0{}")),
        [("file", damaged)],
    )
    yield (
        "png-unknown-compression",
        "A compression that does not exist.",
        png(chunk(b"iTXt", b"openbadgecredential\0\2\0\0\0{}")),
        [("file", damaged)],
    )
    yield (
        "png-damaged-text",
        "A compressed text that is damaged.",
        png(chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0nonsense")),
        [("file", damaged)],
    )
    yield (
        "png-bomb",
        "Five megabytes of blanks.",
        png(itxt(b" " * 5 * 1024 * 1024, compressed=True)),
        [("file", damaged)],
    )


def _drawings() -> _Cases:
    one = [("file", TEXT)]
    yield "svg", "An Open Badges 3.0 drawing.", svg(TEXT), one
    yield "svg-jws", "A signed text in the attribute.", svg(verify=JWS), [("file", JWS)]
    yield (
        "svg-ob2",
        "An Open Badges 2.0 drawing: the text is the badge, the attribute only repeats where it is.",
        svg(TEXT, verify=ADDRESS, namespace=OB2),
        one,
    )
    yield (
        "svg-ob2-address",
        "One that only says where the badge is.",
        svg(verify=ADDRESS, namespace=OB2),
        [("file", ADDRESS, "address")],
    )
    escaped = svg(inside="{&#34;a&#x22;: 1 &amp; &lt;}")
    yield "svg-references", "A text with the five names that need no declaration.", escaped, [("file", '{"a": 1 & <}')]
    yield (
        "svg-prologue",
        "What usually stands in front.",
        svg(
            TEXT,
            before='<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        ),
        one,
    )
    yield "svg-mark", "A byte order mark, which XML allows.", b"\xef\xbb\xbf" + svg(TEXT), one
    other = svg(TEXT, namespace="https://stranger.example/")
    yield "svg-other-namespace", "A name alone is not the standard's element.", other, [("file", "decode.picture")]
    yield (
        "svg-plain",
        "A drawing like any other.",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        [("file", "decode.picture")],
    )
    yield (
        "svg-two",
        "Two badges in one drawing.",
        svg(TEXT).replace(b"<path", svg(TEXT).split(b"<title>Badge</title>")[1].split(b"<path")[0] + b"<path"),
        [("file", "decode.several")],
    )
    bad = [("file", "decode.svg")]
    yield "svg-entities", "Entities of its own.", svg(before='<!DOCTYPE svg [<!ENTITY a "{}">]>', inside="&a;"), bad
    laughs = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    yield "svg-laughs", "Entities that grow.", svg(before=laughs, inside="&b;"), bad
    yield (
        "svg-external",
        "An entity that is a file of whoever opens it.",
        svg(before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>', inside="&a;"),
        bad,
    )
    yield (
        "svg-undeclared",
        "An entity that nobody declared.",
        svg(before='<!DOCTYPE svg SYSTEM "https://stranger.example/a.dtd">', inside="&a;"),
        bad,
    )
    yield "svg-elements", "Elements inside the badge.", svg(inside="<b>{}</b>"), bad
    yield "svg-cut", "A drawing that was cut off.", svg(TEXT)[:-8], bad
    yield "svg-crossed", "Elements that close in the wrong order.", b"<svg><a><b></a></b></svg>", bad
    yield "svg-two-roots", "Two drawings.", svg(TEXT) + b"<svg/>", bad
    yield "svg-twice", "An attribute that is there twice.", b'<svg a="1" a="2"/>', bad
    yield "svg-deep", "A drawing of three hundred levels.", b"<svg>" + b"<g>" * 300 + b"</g>" * 300 + b"</svg>", bad
    yield "svg-latin", "Bytes that are not UTF-8.", b"<svg>caf\xe9</svg>", bad


def _archives() -> _Cases:
    files = {"one.json": JSON, "deep/two.PNG": png(itxt(JWS.encode())), "plain.png": png()}
    opened = [("file/one.json", TEXT), ("file/deep/two.PNG", JWS), ("file/plain.png", "decode.picture")]
    yield "zip", "What a folder of badges becomes.", zipped(files), opened
    yield "zip-stored", "The same, not packed.", zipped(files, stored=True), opened
    more = {"readme.txt": b"hello", "__MACOSX/._one.json": b"x", ".hidden.json": b"x", "folder/": b"", "one.json": JSON}
    yield "zip-others", "What is no badge, is not looked at.", zipped(more), [("file/one.json", TEXT)]
    yield (
        "zip-page",
        "A page among the badges.",
        zipped({"a.json": b"<!DOCTYPE html><p>Sign in"}),
        [("file/a.json", "decode.page")],
    )
    whole = [("file", "decode.zip")]
    yield "zip-empty", "An archive of nothing.", zipped({}), whole
    yield "zip-no-badge", "An archive of something else.", zipped({"a.txt": b"x"}), whole
    yield "zip-climbs", "A name that climbs out of the folder.", zipped({"../one.json": JSON}), whole
    yield "zip-absolute", "A name that begins at the root.", zipped({"/etc/one.json": JSON}), whole
    yield "zip-drive", "A name with a drive in it.", zipped({"C:one.json": JSON}), whole
    yield "zip-cut", "An archive that was cut off.", zipped(files)[:-30], whole
    yield "zip-only-signature", "Nothing but the beginning.", b"PK\x03\x04", whole
    lying = zipped({"one.json": JSON})
    at = lying.index(b"PK\x01\x02")
    yield (
        "zip-encrypted",
        "An archive with a password.",
        lying[: at + 8] + b"\1\0" + lying[at + 10 :],
        [("file/one.json", "decode.zip")],
    )
    shorter = lying[: at + 24] + struct.pack("<I", 3) + lying[at + 28 :]
    yield "zip-lying-size", "An entry that is longer than it says.", shorter, [("file/one.json", "decode.zip")]
    yield (
        "zip-checksum",
        "An entry that was changed.",
        lying[: at + 16] + b"\0\0\0\0" + lying[at + 20 :],
        [("file/one.json", "decode.zip")],
    )
    yield (
        "zip-method",
        "A compression that nobody uses.",
        lying[: at + 10] + b"\x63\0" + lying[at + 12 :],
        [("file/one.json", "decode.zip")],
    )
    yield (
        "zip-bomb",
        "Ten megabytes of noughts.",
        zipped({"one.json": b"0" * 10 * 1024 * 1024}),
        [("file/one.json", "decode.zip")],
    )
    yield (
        "zip-in-zip",
        "An archive in an archive.",
        zipped({"one.json": zipped({"one.json": JSON})}),
        [("file/one.json", "decode.zip")],
    )


def _others() -> _Cases:
    yield "json", "A credential as it is.", JSON, [("file", TEXT)]
    yield "jws", "A signed text as it is.", JWS.encode(), [("file", JWS)]
    yield "empty", "Nothing; the decoder says so.", b"", [("file", "")]
    yield (
        "html",
        "A page that was saved instead of the badge.",
        b"\n<!-- saved -->\n<!DOCTYPE html><html></html>",
        [("file", "decode.page")],
    )
    yield "html-fragment", "A page without a first line.", b"<html><title>Sign in</title>", [("file", "decode.page")]
    yield (
        "xhtml",
        "A page in XML.",
        b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b"><html/>',
        [("file", "decode.page")],
    )
    for name, start in (
        ("jpeg", b"\xff\xd8\xff\xe0"), ("gif", b"GIF89a"), ("webp", b"RIFF\x10\0\0\0WEBPVP8 "), ("heic", b"\0\0\0\x18ftypheic"),
        ("tiff", b"II*\0"), ("bmp", b"BM\x3a\0\0\0\0\0\0\0"),
    ):  # fmt: skip
        yield name, "A photo or a screenshot.", start + bytes(40), [("file", "decode.picture")]


def cases() -> _Cases:
    for group in (_pictures, _drawings, _archives, _others):
        yield from group()


def opened(name: str, data: bytes) -> list[dict[str, Any]]:
    """What the Python reader finds, as it stands in a case's file."""
    return [
        {"name": item.name, "kind": item.kind, "text": item.data.decode("utf-8")}
        if isinstance(item, Found)
        else {"name": item.name, "code": item.code, "detail": dict(item.detail)}
        for item in unpack(name, data)
    ]


def main() -> None:
    seen = set()
    for name, why, data, stated in cases():
        found = opened("file", data)
        for item, (file_name, told, *kind) in zip(found, stated, strict=True):
            expected = (told, *(kind or ["credential"])) if "text" in item else (told,)
            assert item["name"] == file_name, (name, found)
            assert (item.get("text", item.get("code")), *([item["kind"]] if "text" in item else [])) == expected, (
                name,
                found,
            )
        case = {"name": name, "why": why, "base64": base64.b64encode(data).decode(), "opened": found}
        (FOLDER / f"{name}.json").write_text(json.dumps(case, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        seen.add(f"{name}.json")
    for path in FOLDER.glob("*.json"):
        if path.name not in seen:
            path.unlink()


if __name__ == "__main__":
    main()
