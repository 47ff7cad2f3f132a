"""Every kind of YAML file: where it lives, what it holds, which schema describes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from laurels.model.achievement import Achievement
from laurels.model.award import Batch, StatusChanges
from laurels.model.base import Definition
from laurels.model.issuer import Issuer
from laurels.model.key import PublicKey
from laurels.model.ledger import Sequence
from laurels.model.relation import Recognition, TrustedIssuer
from laurels.model.skill import Framework, Role
from laurels.model.stack import Stack


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file."""

    name: str
    """Also the name of its schema: `schemas/<name>.schema.json`."""
    folder: str
    """Folder in the repository, with forward slashes."""
    model: type[Definition]
    file_name: str = r"[a-z0-9][a-z0-9-]{0,62}"
    """Pattern of the path below the folder, without `.yaml`; it is the file's slug."""

    def slug(self, relative: str) -> str | None:
        """The slug of a path below the folder, or None where the path does not fit."""
        return relative.removesuffix(".yaml") if re.fullmatch(self.file_name + r"\.yaml", relative) else None


_YEAR = r"20[0-9]{2}"
KINDS = (
    Kind("issuer", "catalogue/issuers", Issuer),
    Kind("achievement", "catalogue/achievements", Achievement),
    Kind("stack", "catalogue/stacks", Stack),
    Kind("skills", "catalogue/skills", Framework),
    Kind("role", "catalogue/roles", Role),
    Kind("recognition", "catalogue/recognition", Recognition),
    Kind("trust", "catalogue/trust", TrustedIssuer),
    Kind("award", "issued/awards", Batch, _YEAR + r"/[a-z0-9][a-z0-9-]{0,62}"),
    Kind("status", "issued/status", StatusChanges, _YEAR),
    Kind("sequence", "issued/ledger", Sequence, "sequence"),
    Kind("key", "keys/public", PublicKey),
)
KIND = {kind.name: kind for kind in KINDS}
