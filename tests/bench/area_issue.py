"""`laurels issue`: one credential, a hundred thousand sealed awards as a whole command, and what an award adds to Git.

Every limit is measured in the same run: libsodium's own rate of signing, as one core does it now.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from figures import LAURELS, ROOT, emit
from nacl.bindings import crypto_box_seal, crypto_box_seal_open, crypto_sign, crypto_sign_open, crypto_sign_seed_keypair
from nacl.public import PrivateKey

sys.path.insert(0, str(ROOT / "tests"))
from laurels.credential.build import Allocation
from laurels.credential.series import Series, sign
from laurels.model.award import Award, Batch
from laurels.model.catalogue import Catalogue
from laurels.office.press import TOGETHER
from laurels.office.run import CHECK_EVERY
from laurels.proof.prover import Prover
from laurels.repository.load import load
from laurels.resolve.contexts import bundled
from laurels.signers.memory import MemorySigner, encode_secret
from support.large import ISSUING_SEED, REGISTRAR_SEED, write_large

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROUNDS = 5
SHARE_ROUNDS = 15
ROWS = 100_000
SIGN_SHARE = 0.40
COMMAND_SIGNATURES = 6.0
MEMORY_MB = 600
GIT_ROWS = 10_000
SEALED_BYTES, PUBLIC_BYTES = 900, 500


def cpu(run: Callable[[], object], times: int) -> float:
    """Seconds of this process for one run of some."""
    started = time.process_time()
    for _ in range(times):
        run()
    return (time.process_time() - started) / times


def raw_sign(times: int = 5_000) -> float:
    """Seconds that libsodium needs for one signature."""
    _, secret = crypto_sign_seed_keypair(ISSUING_SEED)
    message = bytes(64)
    return cpu(lambda: crypto_sign(message, secret), times)


def floors() -> None:
    """What libsodium itself needs, in signatures: nothing that opens, signs and checks can be quicker."""
    public, secret = crypto_sign_seed_keypair(ISSUING_SEED)
    signed = crypto_sign(bytes(64), secret)
    registrar = PrivateKey(REGISTRAR_SEED)
    key, private = bytes(registrar.public_key), bytes(registrar)
    box = crypto_box_seal(bytes(352), key)
    for name, run in (
        ("open one sealed box", lambda: crypto_box_seal_open(box, key, private)),
        ("verify one signature", lambda: crypto_sign_open(signed, public)),
    ):
        ratios = sorted(cpu(run, 2_000) / raw_sign(2_000) for _ in range(ROUNDS))
        line = {"figure": f"libsodium: {name}", "value": round(ratios[ROUNDS // 2], 2), "unit": "raw signatures"}
        print(json.dumps(line), flush=True)


def credentials(catalogue: Catalogue, batch: Batch) -> Iterator[tuple[Award, Allocation]]:
    """So many awards as there may be, all different."""
    number = 0
    while True:
        number += 1
        award = batch.awards[number % len(batch.awards)].model_copy(
            update={"recipient": batch.awards[0].recipient.model_copy(update={"name": f"Sample Learner {number:06}"})}
        )
        status = {"revocation-1": number % 131_072, "suspension-1": number * 7 % 131_072}
        yield award, Allocation(str(uuid.uuid4()), str(uuid.uuid4()), status)


def one(name: str, root: Path, slug: str) -> None:
    """Build and sign one credential after another, on one core."""
    catalogue = load(root).catalogue
    batch = catalogue.batches[slug]
    key = next(iter(catalogue.keys))
    prover = Prover(
        MemorySigner(ISSUING_SEED),
        verification_method=f"did:web:x.example#{key}",
        created=NOW,
        contexts=bundled(),
        check_every=CHECK_EVERY,
    )
    series = Series(catalogue, batch, prover, {})
    rows = credentials(catalogue, batch)
    blocks = [[next(rows) for _ in range(TOGETHER)] for _ in range(32 + SHARE_ROUNDS * 20)]

    def mint() -> None:
        for _ in sign([series.draft(award, drawn) for award, drawn in blocks.pop()], prover):
            pass  # each is a signed credential, in canonical bytes

    cpu(mint, 32)  # shapes are learned
    shares, rates = [], []
    for _ in range(SHARE_ROUNDS):
        # Before and after: the machine's pace changes from one second to the next.
        before = raw_sign(1_000)
        mine = cpu(mint, 20) / TOGETHER
        shares.append((before + raw_sign(1_000)) / 2 / mine)
        rates.append(1 / mine)
    middle = sorted(range(SHARE_ROUNDS), key=shares.__getitem__)[SHARE_ROUNDS // 2]
    print(
        json.dumps(
            {"figure": f"build and sign one credential, {name}", "value": round(shares[middle], 3), "at_least": SIGN_SHARE, "unit": "of libsodium's raw rate",
             "per_second": round(rates[middle]), "least": round(min(shares), 3), "most": round(max(shares), 3)}
        ),
        flush=True,
    )  # fmt: skip


def issued(root: Path) -> tuple[float, float, float]:
    """Wall-clock and CPU seconds and peak memory (MB) of `laurels issue` as a whole command."""
    script = (
        "import resource, subprocess, sys, time; a = time.perf_counter();"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); b = time.perf_counter();"
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(b - a, u.ru_utime + u.ru_stime, u.ru_maxrss / 1024)"
    )
    environment = {
        **os.environ,
        "ISSUING": encode_secret(ISSUING_SEED),
        "REGISTRAR": encode_secret(REGISTRAR_SEED, "registrar"),
    }
    command = [
        str(LAURELS),
        "issue",
        "-C",
        str(root),
        "--signer",
        "env:ISSUING",
        "--registrar",
        "env:REGISTRAR",
        "--now",
        "2026-11-24T12:00:00Z",
    ]
    done = subprocess.run([sys.executable, "-c", script, *command], check=True, capture_output=True, text=True, env=environment)  # fmt: skip
    wall, spent, memory = map(float, done.stdout.split())
    return wall, spent, memory


def whole(folder: Path, rows: int) -> None:
    """The command on sealed rows, from 1,000 to all of them, and once more where a ledger is there already."""
    spent_on = {}
    for count in sorted({1_000, 10_000, rows}):
        root = write_large(folder / str(count), rows=count, real=True, definitions=200)
        # As many raw signatures as there are awards, but 10,000 at least: half before, half after.
        half = max(count, 10_000) // 2
        raw = raw_sign(half)
        wall, spent, memory = issued(root)
        raw = (raw + raw_sign(half)) / 2
        start = issued(root)[1]  # nothing is left to sign: what is spent before and after
        spent_on[count] = (spent - start) / raw
        if count != rows:
            continue
        emit(f"issue {count:,} sealed awards, whole command", wall / (count * raw), COMMAND_SIGNATURES, "raw signatures each", wall_s=round(wall, 1), cpu_s=round(spent, 1), raw_us=round(raw * 1e6, 1))  # fmt: skip
        emit(
            f"issue {count:,} sealed awards, CPU time", spent / (count * raw), COMMAND_SIGNATURES, "raw signatures each"
        )
        emit(f"issue {count:,} sealed awards, memory", memory, MEMORY_MB, "MB")
        more = write_large(folder / "more", rows=1_000, real=True, definitions=200)
        text = (more / "issued/awards/2026/intake-001.yaml").read_text()
        (root / "issued/awards/2026/later.yaml").write_text(text)
        wall, _, _ = issued(root)
        print(json.dumps({"figure": f"issue 1,000 more where the ledger holds {count:,}, whole command", "value": round(wall, 2), "unit": "s"}), flush=True)  # fmt: skip
    counts = sorted(spent_on)
    # What every run costs once (contexts, status lists) is no award's: the cost of one more is what must stay the same.
    more_cost = [(spent_on[b] - spent_on[a]) / (b - a) for a, b in pairwise(counts)]
    each = {f"{count:,}": round(spent / count, 2) for count, spent in spent_on.items()}
    emit("issue: cost of one more award, most to least", max(more_cost) / min(more_cost), 1.5, "ratio", one_more=[round(cost, 2) for cost in more_cost], whole_run_each=each)  # fmt: skip


def packed(root: Path) -> int:
    """Bytes of a repository's objects after `git gc`."""
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "Awards"], ["gc", "--quiet", "--aggressive", "--prune=now"]):  # fmt: skip
        identity = ["-c", "user.name=Bench", "-c", "user.email=bench@laurels.example", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)
    return sum(path.stat().st_size for path in (root / ".git/objects/pack").iterdir())


def size(folder: Path, name: str, limit: int, **more: bool) -> None:
    """What an award adds to Git: its row and its ledger line, beside the same repository without awards."""
    bytes_ = []
    for rows in (0, GIT_ROWS):
        root = write_large(folder / f"{name}-{rows}", rows=rows, definitions=100, **more)
        if rows:
            issued(root)
        bytes_.append(packed(root))
    emit(f"a {name} award in Git, packed", (bytes_[1] - bytes_[0]) / GIT_ROWS, limit, "bytes", rows=GIT_ROWS)


def main() -> None:
    """All of it; `--quick` leaves out the hundred thousand."""
    floors()
    rows = 10_000 if "--quick" in sys.argv else ROWS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one("the example's", ROOT, "2026/sql-foundations-september")
        one("two results", write_large(folder / "one", rows=1_000, definitions=200, sealed=False), "2026/intake-001")
        size(folder, "sealed", SEALED_BYTES, real=True)
        size(folder, "public", PUBLIC_BYTES, sealed=False)
        whole(folder, rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"figure": "this benchmark's own memory", "value": peak, "unit": "MB"}), flush=True)


if __name__ == "__main__":
    main()
