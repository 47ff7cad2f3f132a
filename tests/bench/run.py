"""`make bench`: measure what the project promises, one JSON line a figure, each beside its limit.

Nothing here passes or fails: figures are for reading. `--skip-clone` leaves out the slow one.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from figures import ROOT, RUNS, command, emit, seconds
from openvc import VerificationPolicy, verify_credential
from openvc.did.base import DidResolverRegistry
from openvc.did.did_key import DidKeyResolver

from laurels.encoding import jcs, multibase
from laurels.proof.data_integrity import secure
from laurels.publish.build import signed_badges
from laurels.repository.load import load
from laurels.resolve.contexts import bundled
from laurels.resolve.fetchers import offline
from laurels.signers.memory import MemorySigner
from laurels.verification import verify

BUDGET_SECONDS = 2.0
STATIC_IMPORT = re.compile(r"""(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}$,\s]+?\s*from\s*)?["'](\./[^"']+)["']""")


def page_scripts(folder: Path, entry: str) -> Iterator[Path]:
    """The entry and what it imports statically: what a page loads before anything is dropped on it."""
    waiting, seen = [entry], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        path = folder / name
        yield path
        waiting += [found.removeprefix("./") for found in STATIC_IMPORT.findall(path.read_text(encoding="utf-8"))]


def commands() -> None:
    """Start-up, check and build."""
    with tempfile.TemporaryDirectory() as folder:
        for figure, run, limit in (
            ("laurels --version", command("--version"), 0.25),
            ("laurels check", command("check"), 1.0),
            ("laurels build", command("build", "--out", Path(folder) / "site"), 10.0),
        ):
            found = seconds(run)
            emit(figure, found.pop("median"), limit, "s", runs=RUNS, **found)


def bundle() -> None:
    """The verify page's own JavaScript before a credential is dropped."""
    folder = ROOT / "tools/laurels/_bundled/browser"
    loaded = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in page_scripts(folder, "verify.js")}
    rest = {
        path.name: len(gzip.compress(path.read_bytes(), 9))
        for path in sorted(folder.glob("*.js"))
        if path.name not in loaded
    }
    emit("verify page JavaScript before a drop", sum(loaded.values()) / 1000, 60, "KB gzip", files=loaded, later=rest)


def clone() -> None:
    """From a fresh clone to the end of the demo, installation included."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", ROOT, "laurels"], cwd=folder, check=True)
        subprocess.run(
            ["make", "demo", "DEMO_ARGS=--no-serve"],
            cwd=Path(folder) / "laurels",
            check=True,
            stdout=subprocess.DEVNULL,
        )
        emit("fresh clone to the end of the demo", time.perf_counter() - started, 180, "s", runs=1)


def per_second(run: Callable[[], object], budget: float = BUDGET_SECONDS) -> float:
    """Runs per second of this process's own time."""
    run()
    done, started = 0, time.process_time()
    while (spent := time.process_time() - started) < budget:
        run()
        done += 1
    return done / spent


def rates() -> None:
    """One core: sign and verify one of the example's credentials, beside libsodium alone and beside another library."""
    loaded = load(ROOT).catalogue
    contexts = bundled()
    credential = next(iter(dict(signed_badges(loaded)).values()))
    unsigned = {
        name: value for name, value in credential.credential.items() if name not in ("proof", "credentialStatus")
    }
    signer = MemorySigner(os.urandom(32))
    text = multibase.encode_ed25519_multikey(signer.public_key)
    did = f"did:key:{text}"
    unsigned["issuer"] = {**unsigned["issuer"], "id": did}
    now = datetime.now(UTC)

    def sign() -> dict[str, Any]:
        return secure(unsigned, signer=signer, verification_method=f"{did}#{text}", created=now, contexts=contexts)

    signed = sign()
    data = jcs.canonical_bytes(signed)
    alone = {**signed, "proof": signed["proof"][0]}  # the other library reads no list of proofs
    peer = {
        "policy": VerificationPolicy(now=now),
        "resolver": DidResolverRegistry([DidKeyResolver()]),
        "extra_contexts": dict(contexts),
    }
    assert verify(data, now=now, fetch=offline, contexts=contexts).outcome == "unknown-issuer"
    raw = per_second(lambda: signer.sign(bytes(64)))
    figures = (
        ("sign one credential", per_second(sign), "libsodium alone", raw),
        (
            "verify one credential",
            per_second(lambda: verify(data, now=now, fetch=offline, contexts=contexts)),
            "openvc-core",
            per_second(lambda: verify_credential(alone, **peer)),
        ),
    )
    for figure, value, name, other in figures:
        line = {
            "figure": figure,
            "value": round(value, 1),
            "peer": name,
            "peer_value": round(other, 1),
            "unit": "1/s of one core",
        }
        print(json.dumps(line), flush=True)


def areas() -> None:
    """The scripts beside this one, each a process of its own so that its memory can be measured."""
    for script in sorted(Path(__file__).parent.glob("area_*.py")):
        done = subprocess.run([sys.executable, script], check=False)
        if done.returncode:
            print(json.dumps({"figure": script.stem, "failed": done.returncode}), flush=True)


if __name__ == "__main__":
    commands()
    rates()
    bundle()
    areas()
    if "--skip-clone" not in sys.argv:
        clone()
