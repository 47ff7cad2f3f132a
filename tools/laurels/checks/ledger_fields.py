"""What the schema of a ledger says of its keys. People never write them, so the model's own comments are for programmers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_UUID = "123e4567-e89b-42d3-a456-426614174000"
LEDGER_FIELDS: Mapping[str, tuple[str, Any]] = {
    "always": ("What every entry of the list has alike.", {"type": ["Result"]}),
    "texts": ("Key and beginning of each text of an entry.", [["value", ""]]),
    "numbered": (
        "What of an entry follows from the award's line and the entry's number: key, beginning, field, and what stands before the number.",
        ["id", "urn:uuid:", "id", "#result-"],
    ),
    "template": ("The template's name: SHA-256 of what it holds.", "0" * 64),
    "credential": ("The signed credential, with null at everything that differs from award to award.", {"id": None}),
    "holes": ("JSON Pointers of what each award brings itself.", ["/credentialSubject/id"]),
    "follows": ("JSON Pointers of what follows from an award's line, and how.", {"/id": ["urn:uuid:", "id"]}),
    "entries": ("How the entries of a list are written short.", {"/evidence": {"always": {}, "texts": [["id", ""]]}}),
    "id": ("The UUID in the credential's id.", _UUID),
    "row": ("What identifies the row: SHA-256 of its recipient's canonical form, or of its ciphertext.", "0" * 64),
    "issued": ("When it was signed.", "2026-07-01T08:00:00Z"),
    "status": ("Its place in each status list.", {"revocation-1": 4711}),
    "digest": ("SHA-256 of the credential's canonical bytes, which are what is published.", "0" * 64),
    "values": ("What the award brings itself, in the order of the holes; where it is public.", [f"urn:uuid:{_UUID}"]),
    "sealed": ("The values, encrypted; where the award is sealed.", "A" * 64),
    "forgotten": ("The day on which `laurels forget` took out what was here.", "2026-08-01"),
}
"""Key → description and example."""
