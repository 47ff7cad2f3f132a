"""A badge baked into a PNG picture.

Open Badges 3.0 §5.3.2.1: an `iTXt` chunk `openbadgecredential`; Open Badges 2.0 Baking: an `iTXt` chunk `openbadges`, and before
that a `tEXt` chunk. Chunks as in PNG (Third Edition) §5 and §11.3.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from laurels.exchange.containers.contents import MAX_CREDENTIAL_BYTES, ContainerError

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEYWORDS = (b"openbadgecredential", b"openbadges")
_TEXT_CHUNKS = (b"iTXt", b"tEXt", b"zTXt")


def read(data: bytes) -> bytes:
    """The text that was baked in. Raises `ContainerError`; two texts are refused, or two programs could show two badges."""
    texts = [text for type_, body in _chunks(data) if (text := _text(type_, body)) is not None]
    if not texts:
        raise ContainerError("decode.picture", format="PNG")
    if len(texts) > 1:
        raise ContainerError("decode.several", count=len(texts))
    return texts[0]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and content of every chunk that can hold text."""
    at = len(_SIGNATURE)
    while True:
        if at + 12 > len(data):
            raise ContainerError("decode.png", reason="it ends early")
        length, type_ = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        if end + 4 > len(data):
            raise ContainerError("decode.png", reason="it ends early")
        if at == len(_SIGNATURE) and type_ != b"IHDR":
            raise ContainerError("decode.png", reason="it does not begin as a picture does")
        if type_ in _TEXT_CHUNKS:
            if zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
                raise ContainerError("decode.png", reason="its text does not match its checksum")
            yield type_, data[at + 8 : end]
        if type_ == b"IEND":
            return
        at = end + 4


def _text(type_: bytes, body: bytes) -> bytes | None:
    """The text of a chunk, if it is a badge."""
    keyword, _, rest = body.partition(b"\0")
    if keyword not in _KEYWORDS:
        return None
    if type_ == b"tEXt":
        return rest.decode("latin-1").encode("utf-8")
    if type_ == b"zTXt":
        return _inflated(rest[1:])
    compressed, rest = rest[:1], rest[2:]
    _language, _, rest = rest.partition(b"\0")
    _translated, separator, text = rest.partition(b"\0")
    if not separator or compressed not in (b"\0", b"\1"):
        raise ContainerError("decode.png", reason="its text is not built as the standard asks")
    return _inflated(text) if compressed == b"\1" else text


def _inflated(packed: bytes) -> bytes:
    decompressor = zlib.decompressobj()
    try:
        text = decompressor.decompress(packed, MAX_CREDENTIAL_BYTES + 1)
    except zlib.error as error:
        raise ContainerError("decode.png", reason="its text is damaged") from error
    if len(text) > MAX_CREDENTIAL_BYTES:
        raise ContainerError("decode.png", reason="its text unpacks to more than a badge may have")
    if not decompressor.eof:
        raise ContainerError("decode.png", reason="its text is damaged")
    return text
