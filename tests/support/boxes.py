"""Sealed rows for the small repository of `support.office`, and what their learners see."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from nacl.public import PrivateKey

from laurels.credential.ledger import restore
from laurels.encoding import multibase
from laurels.model.catalogue import Catalogue
from laurels.office.keys import NewKey, public_key_yaml
from laurels.sealing.rows import SealedRow, open_row, row_digest, seal_row
from laurels.sealing.values import open_values
from laurels.signers.memory import MemoryOpener
from support import office

REGISTRAR = office.seed("registrar")
PUBLIC = bytes(PrivateKey(REGISTRAR).public_key)


def registrar_key(seed: bytes = REGISTRAR, issuer: str = "institute") -> str:
    text = multibase.encode_base58btc(multibase.X25519_PUBLIC_PREFIX + bytes(PrivateKey(seed).public_key))
    return public_key_yaml(NewKey(text, seed), purpose="registrar", issuer=issuer, created=office.CREATED).decode()


def row(number: int, public: bytes = PUBLIC, **more: Any) -> str:
    """A sealed row of Sample Learner `number`, the same each time."""
    data = {
        "recipient": {"name": f"Sample Learner {number:02}"},
        "email": f"sample{number:02}@laurels.example",
        "key": multibase.encode_base64url(hashlib.sha256(b"page %d" % number).digest())[1:],
        **more,
    }
    return seal_row(SealedRow.model_validate(data), public, hashlib.sha256(b"box %d" % number).digest())


def batch(*rows: str, achievement: str = "sql", registrar: str | None = "registrar") -> str:
    head = f"achievement: {achievement}\nawardedDate: 2026-06-30\n" + (f"registrar: {registrar}\n" if registrar else "")
    return head + "awards:\n" + "".join(f'  - sealed: "{text}"\n' for text in rows)


def repository(root: Path, *rows: str, **more: str) -> Path:
    files = {"keys__public__registrar": registrar_key(), "issued__awards__2026__sealed": batch(*rows)} if rows else {}
    return office.repository(root, **{**files, **more})


def opened(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """UUID → credential of every sealed award, as its learner reads it with the key in the link."""
    found = {}
    keys = {
        award.sealed: open_row(award.sealed, MemoryOpener(REGISTRAR)).page_key
        for made in catalogue.batches.values()
        for award in made.awards
        if award.sealed
    }
    rows = {row_digest(text): key for text, key in keys.items()}
    for _, file, line in catalogue.signed():
        if line.sealed is not None:
            values = open_values(line.sealed, identifier=line.id, page_key=rows[line.row])
            found[line.id] = restore(file.templates[line.template], line, values)
    return found
