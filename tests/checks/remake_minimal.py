"""Sign what `minimal/` and some of `invalid/` hold, anew. Only needed when the form of the ledger changes:

    python tests/checks/remake_minimal.py

The key is thrown away at the end, so everything that it signed is made together.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from laurels.encoding import jcs
from laurels.office.issue import Entropy, Issued
from laurels.office.keys import NewKey, new_key, public_key_yaml
from laurels.office.run import issue
from laurels.signers.memory import MemorySigner

HERE = Path(__file__).parent
MINIMAL = HERE / "minimal"
INVALID = HERE / "invalid"
CREATED = datetime(2026, 5, 1, tzinfo=UTC)
NOW = datetime(2026, 7, 20, 9, tzinfo=UTC)
JUNE, JULY, STATUS = "issued/awards/2026/june.yaml", "issued/awards/2026/july.yaml", "issued/status/2026.yaml"
LEDGER, SEQUENCE = "issued/ledger/2026/{}.jsonl", "issued/ledger/sequence.yaml"


def counted(first: int) -> Iterator[int]:
    while True:
        yield first
        first += 1


class Maker:
    """Signs copies of the minimal repository with one key; ids and places are counted, so that cases can make them collide."""

    def __init__(self) -> None:
        self.key = new_key("issuing", os.urandom)
        self.ids = counted(1)

    def sign(self, folder: Path, *, first_place: int = 100) -> tuple[Issued, ...]:
        places = counted(first_place)
        entropy = Entropy(
            lambda limit: next(places) % limit,
            lambda: f"00000000-0000-4000-8000-{next(self.ids):012d}",
        )
        return issue(folder, signer=MemorySigner(self.key.seed), now=NOW, entropy=entropy).issued


def main() -> None:
    maker = Maker()
    signed_minimal(maker)
    ledger = (MINIMAL / LEDGER.format("june")).read_text(encoding="utf-8")
    awards = [line for line in ledger.splitlines(keepends=True) if '"values"' in line]

    write("LDG003", LEDGER.format("june"), "".join(awards))
    write("LDG005", LEDGER.format("june"), ledger + awards[-1])
    with unsigned_copy(JULY) as copy:
        maker.sign(copy)
        july = (copy / LEDGER.format("july")).read_text(encoding="utf-8")
    write("LDG006", LEDGER.format("july"), july)
    write("LDG006", SEQUENCE, sequence(ledger + july))
    with unsigned_copy(JUNE) as copy:
        maker.sign(copy, first_place=300)
        again = (copy / LEDGER.format("june")).read_text(encoding="utf-8").splitlines(keepends=True)[-1]
    write("LDG008", LEDGER.format("june"), ledger + again)
    write("LDG008", SEQUENCE, sequence(ledger + again))

    other = new_key("issuing", os.urandom)
    with unsigned_copy(JUNE) as copy:
        definition = copy / "catalogue/achievements/first-steps.yaml"
        definition.write_text(
            definition.read_text(encoding="utf-8").replace("version: 1", "version: 7"), encoding="utf-8"
        )
        maker.ids = counted(1)  # the changes of status are for these
        maker.sign(copy)
        later = (copy / LEDGER.format("june")).read_text(encoding="utf-8")
    write("VER002", LEDGER.format("june"), later)
    write("VER002", SEQUENCE, sequence(later))

    write("KEY004", "keys/public/college-copy.yaml", public(maker.key))
    write("KEY006", "keys/public/college-next.yaml", public(other))
    write("KEY007", "keys/public/college-next.yaml", public(other))


def signed_minimal(maker: Maker) -> None:
    for name in ("issued/ledger", "issued/lists", "keys"):
        shutil.rmtree(MINIMAL / name, ignore_errors=True)
    (MINIMAL / STATUS).unlink(missing_ok=True)
    waiting = (MINIMAL / JULY).read_bytes()
    (MINIMAL / JULY).unlink()
    key = MINIMAL / "keys/public/college-2026.yaml"
    key.parent.mkdir(parents=True)
    key.write_text(public(maker.key), encoding="utf-8")
    second = maker.sign(MINIMAL)[1].id
    (MINIMAL / JULY).write_bytes(waiting)
    (MINIMAL / STATUS).write_text(
        "# yaml-language-server: $schema=../../../../../schemas/status.schema.json\n"
        "changes:\n"
        f"  - credential: {second}\n    action: suspend\n    date: 2026-07-02\n    reason: under-review\n"
        f"  - credential: {second}\n    action: reinstate\n    date: 2026-07-09\n    reason: other\n    note: The review is over.\n",
        encoding="utf-8",
    )


class unsigned_copy:  # noqa: N801 - reads as a verb phrase
    """A copy of the minimal repository with one batch and nothing signed."""

    def __init__(self, batch: str) -> None:
        self.batch = batch

    def __enter__(self) -> Path:
        self.folder = tempfile.TemporaryDirectory()
        copy = Path(self.folder.name) / "copy"
        shutil.copytree(MINIMAL, copy)
        for name in ("issued/ledger", "issued/lists"):
            shutil.rmtree(copy / name)
        for name in {JUNE, JULY, STATUS} - {self.batch}:
            (copy / name).unlink()
        return copy

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()


def write(code: str, name: str, text: str) -> None:
    path = INVALID / code / "files" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def sequence(lines: str) -> str:
    digests = {line["id"]: line["digest"] for line in map(json.loads, lines.splitlines()) if "values" in line}
    text = (MINIMAL / SEQUENCE).read_text(encoding="utf-8")
    text = re.sub("issued: [0-9]+", f"issued: {len(digests)}", text)
    return re.sub("head: .*", f'head: "{jcs.digest([digests[name] for name in sorted(digests)])}"', text)


def public(key: NewKey) -> str:
    return public_key_yaml(key, purpose="issuing", issuer="example-college", created=CREATED).decode()


if __name__ == "__main__":
    main()
