"""Pictures, certificates and archives with a badge inside, right and wrong ones. The smallest that are still what they claim to be."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

SIGNATURE = b"\x89PNG\r\n\x1a\n"
OB3 = "https://purl.imsglobal.org/ob/v3p0"
OB2 = "http://openbadges.org"


def chunk(type_: bytes, body: bytes, *, length: int | None = None, checksum: int | None = None) -> bytes:
    """A chunk of a PNG; `length` and `checksum` may lie."""
    crc = zlib.crc32(type_ + body) if checksum is None else checksum
    return struct.pack(">I", len(body) if length is None else length) + type_ + body + struct.pack(">I", crc)


IHDR = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
IDAT = chunk(b"IDAT", zlib.compress(b"\0\0", 9))
IEND = chunk(b"IEND", b"")


def itxt(text: bytes, keyword: bytes = b"openbadgecredential", *, compressed: bool = False) -> bytes:
    """An `iTXt` chunk."""
    body = zlib.compress(text, 9) if compressed else text
    return chunk(b"iTXt", keyword + b"\0" + (b"\1" if compressed else b"\0") + b"\0\0\0" + body)


def png(*texts: bytes) -> bytes:
    """A picture of one pixel with these chunks in it."""
    return SIGNATURE + IHDR + b"".join(texts) + IDAT + IEND


def svg(text: str = "", *, verify: str = "", namespace: str = OB3, before: str = "", inside: str = "") -> bytes:
    """A picture with a badge's element, its text in a CDATA section."""
    name = "credential" if namespace == OB3 else "assertion"
    attribute = f' verify="{verify}"' if verify else ""
    body = f"<![CDATA[{text}]]>" if text else ""
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{namespace}"><title>Badge</title>'
        f'<openbadges:{name}{attribute}>{body}{inside}</openbadges:{name}><path d="M0 0"/></svg>'
    ).encode()


def zipped(files: Mapping[str, bytes] | Sequence[tuple[str, bytes]], *, stored: bool = False) -> bytes:
    """A ZIP; pairs may repeat a name. The same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items() if isinstance(files, Mapping) else files:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def pdf(files: Mapping[str, bytes]) -> bytes:
    """A certificate of one empty page with files embedded."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    for name, content in files.items():
        writer.add_attachment(name, content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
