"""What happens outside the office in its story: a learner saves a badge, the registrar notes an address.

learner.py save LETTERS BADGE    the badge behind the first letter's link, as the page saves it
learner.py note LETTERS IDS      the address in the first letter, in a file of ids
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from urllib.parse import urlsplit

from laurels.credential.ledger import restore
from laurels.encoding import jcs
from laurels.repository.load import load
from laurels.sealing.text import from_text
from laurels.sealing.values import open_values


def first_link(letters: Path) -> str:
    """The link in the first letter."""
    with letters.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))["link"]


def saved(link: str) -> bytes:
    """The credential that a link opens: found by its address, opened by its fragment."""
    parts = urlsplit(link)
    identifier = parts.path.strip("/").rpartition("/")[2]
    for _, file, line in load(Path()).catalogue.signed():
        if line.id == identifier:
            values = open_values(line.sealed or "", identifier=identifier, page_key=from_text(parts.fragment))
            return jcs.canonical_bytes(restore(file.templates[line.template], line, values))
    raise SystemExit(f"no badge at {parts.path}")


if __name__ == "__main__":
    what, letters, to = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    found = first_link(letters)
    to.write_bytes(saved(found) if what == "save" else found.encode() + b"\n")
