"""What a file is, by its first bytes."""

from __future__ import annotations

import re

_HEAD_BYTES = 4096
_SIGNATURES: tuple[tuple[str, re.Pattern[bytes]], ...] = tuple(
    (kind, re.compile(pattern, re.DOTALL | re.IGNORECASE if text else re.DOTALL))
    for kind, pattern, text in (
        ("png", rb"\x89PNG\r\n\x1a\n", False),
        ("zip", rb"PK(\x03\x04|\x05\x06)", False),
        ("pdf", rb".{0,1019}%PDF-", False),
        ("JPEG", rb"\xff\xd8\xff", False),
        ("GIF", rb"GIF8[79]a", False),
        ("WebP", rb"RIFF....WEBP", False),
        ("HEIC", rb"....ftyp(hei|hev|mif1|avif)", False),
        ("TIFF", rb"(II\*\x00|MM\x00\*)", False),
        ("BMP", rb"BM.{4}\x00{4}", False),
        ("svg", rb"(\xef\xbb\xbf)?(\s|<\?[^>]*>|<!--(?:(?!-->).)*-->)*<(!doctype\s+svg|(\w+:)?svg)[\s>/]", True),
        ("html", rb"(\xef\xbb\xbf)?(\s|<\?[^>]*>|<!--(?:(?!-->).)*-->)*<(!doctype\s+html|html|head|body|script|title)[\s>]", True),
    )
)  # fmt: skip
PICTURES = ("JPEG", "GIF", "WebP", "HEIC", "TIFF", "BMP")


def kind_of(data: bytes) -> str:
    """`png`, `svg`, `zip`, `pdf`, `html`, one of `PICTURES`, or `other`, which JSON and JWS are."""
    head = data[:_HEAD_BYTES]
    if head.startswith(b"{") and b"%PDF-" not in head[:1024] and head[4:8] != b"ftyp":
        return "other"  # an object of JSON, as most files are: nothing else in the table can begin like this
    return next((kind for kind, pattern in _SIGNATURES if pattern.match(head)), "other")
