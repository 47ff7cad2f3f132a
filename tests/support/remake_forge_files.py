"""Write this repository's own workflows and templates anew from those of the package: python tests/support/remake_forge_files.py"""

from __future__ import annotations

from pathlib import Path

from laurels.repository.forges import CHECKOUT, forge_files

ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    for forge in ("github", "gitlab"):
        for name, data in forge_files(forge, laurels=CHECKOUT):
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_bytes(data)
