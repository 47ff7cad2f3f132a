"""`laurels verify` of folders of 10,000 of our credentials, beside openvc-core verifying the same ones in the same run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from figures import LAURELS, ROOT
from openvc import VerificationPolicy, verify_credential
from openvc.did.base import DidResolverRegistry
from openvc.did.did_key import DidKeyResolver

sys.path.insert(0, str(ROOT / "tests"))
from laurels.credential.did_document import did_document
from laurels.encoding import jcs, multibase
from laurels.office.run import issue
from laurels.proof.data_integrity import secure
from laurels.publish.build import signed_badges
from laurels.repository.load import load
from laurels.resolve.contexts import bundled
from laurels.signers.memory import MemorySigner
from support.large import DID, ISSUING_SEED, write_large

ROWS = 10_000
AT_LEAST_PER_SECOND = 1_000
PEER_RUNS = 40
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def published(folder: Path, rows_a_batch: int) -> tuple[Path, Path]:
    """A folder of credentials, so many of each definition, and a map of what a verifier fetches."""
    root = write_large(folder / "root", rows=ROWS, definitions=106, sealed=False, rows_a_batch=rows_a_batch)
    issue(root, signer=MemorySigner(ISSUING_SEED), now=NOW)
    catalogue = load(root).catalogue
    badges = folder / "badges"
    badges.mkdir()
    for identifier, badge in signed_badges(catalogue):
        (badges / f"{identifier}.json").write_bytes(badge.data)
    issuer = next(iter(catalogue.issuers))
    answers = {
        "https://college.example/.well-known/did.json": jcs.canonical_bytes(did_document(DID, issuer, catalogue.keys))
    }
    answers |= {catalogue.site.list_url(name): data for name, data in catalogue.lists.items()}
    routes = {}
    for number, (url, data) in enumerate(answers.items()):
        (folder / f"{number}.json").write_bytes(data)
        routes[url] = f"{number}.json"
    (folder / "map.json").write_text(json.dumps(routes))
    (folder / "trust.json").write_text(json.dumps({"issuers": [{"id": DID, "name": "Northfield College"}]}))
    return badges, folder / "map.json"


def ours(folder: Path, badges: Path, answers: Path) -> tuple[float, float, float]:
    """Credentials per second of wall-clock and of CPU time, the start of the command included, and megabytes of memory."""
    script = (
        "import resource, subprocess, sys, time; a = time.perf_counter();"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, text=True); b = time.perf_counter();"
        "assert done.returncode == 0, done.stdout[-500:];"
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(b - a, u.ru_utime + u.ru_stime, u.ru_maxrss / 1024)"
    )
    words = [
        str(LAURELS),
        "verify",
        str(badges),
        "--http-map",
        str(answers),
        "--trust",
        str(folder / "trust.json"),
        "--now",
        "2026-11-24T12:00:00Z",
    ]
    done = subprocess.run([sys.executable, "-c", script, *words], check=True, capture_output=True, text=True, env=dict(os.environ))  # fmt: skip
    wall, spent, memory = map(float, done.stdout.split())
    return ROWS / wall, ROWS / spent, memory


def peer(badges: Path) -> float:
    """Credentials per second of openvc-core: the same credential by a did:key, without a status list, which it need not fetch."""
    signer = MemorySigner(ISSUING_SEED)
    did = f"did:key:{multibase.encode_ed25519_multikey(signer.public_key)}"
    document = json.loads(next(badges.iterdir()).read_bytes())
    unsigned = {name: value for name, value in document.items() if name not in ("proof", "credentialStatus")}
    unsigned["issuer"] = {**unsigned["issuer"], "id": did}
    signed = secure(unsigned, signer=signer, verification_method=f"{did}#{did[8:]}", created=NOW, contexts=bundled())
    alone = {**signed, "proof": signed["proof"][0]}  # it reads no list of proofs
    more = {
        "policy": VerificationPolicy(now=NOW),
        "resolver": DidResolverRegistry([DidKeyResolver()]),
        "extra_contexts": dict(bundled()),
    }
    verify_credential(alone, **more)
    started = time.process_time()
    for _ in range(PEER_RUNS):
        verify_credential(alone, **more)
    return PEER_RUNS / (time.process_time() - started)


def main() -> None:
    """Per second of one core, as a whole command: a thousand of each of ten definitions, and a hundred of each of a hundred."""
    for each in (1_000, 100):
        with tempfile.TemporaryDirectory() as name:
            badges, answers = published(Path(name), each)
            wall, core, memory = ours(Path(name), badges, answers)
            line = {"figure": f"verify a folder of {ROWS:,} credentials, {each:,} of each definition", "value": round(core),
                    "at_least": AT_LEAST_PER_SECOND, "unit": "1/s of one core", "wall_per_s": round(wall), "memory_mb": round(memory),
                    "peer": "openvc-core", "peer_value": round(peer(badges), 1)}  # fmt: skip
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
