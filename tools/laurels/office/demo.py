"""The whole story in a working copy of the example: keys, awards, issue, build, verify."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from laurels.errors import RepositoryError, UsageError
from laurels.model.achievement import Achievement
from laurels.model.catalogue import Catalogue
from laurels.office.keys import new_key, public_key_yaml
from laurels.office.run import issue
from laurels.publish.build import Built, build
from laurels.repository.load import load
from laurels.repository.write import write_file, write_files
from laurels.resolve.contexts import bundled
from laurels.resolve.fetchers import from_site, remembering
from laurels.signers.memory import MemorySigner
from laurels.verification import Report, parse_trust, verify

COPIED = ("catalogue", "issued", "keys", "schemas", "site_src", "mkdocs.yml")
NOT_COPIED = shutil.ignore_patterns("app", ".*")
KEY_ID = "demo-issuing"
WITHDRAWN = {"status.revoked": "revoked", "status.suspended": "suspended"}
SAMPLE_CSV = "name\nSample Learner 07\nSample Learner 08\nSample Learner 09\n"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made."""

    folder: Path
    built: Built
    issued: int
    verdicts: Counter[str]
    """What verification says of the published badges, counted: an outcome, `revoked` or `suspended`."""
    tampered: Report
    """What verification says of one badge with one letter changed."""
    sample: Path
    """One published credential to try things with."""


def example() -> Path:
    """The example repository: the checkout this package runs from, else the copy inside the package."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parents[1], package / "_bundled" / "example"):
        if (folder / "catalogue").is_dir() and (folder / "mkdocs.yml").is_file():
            return folder
    raise RepositoryError("This installation has no example.", hint="Name a repository: laurels demo -C DIR.")


def run(source: Path, folder: Path, now: datetime, say: Say) -> Demo:
    """Play the story in a folder, which must be empty or not exist yet. Raises any `LaurelsError`."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty.", hint="Name a new folder.")
    _copy(source, folder)
    say(f"1. Copied the example to {folder}")
    catalogue = load(folder).catalogue
    slug, achievement = _subject(catalogue)
    key = new_key("issuing", os.urandom)
    public = public_key_yaml(key, purpose="issuing", issuer=achievement.issuer, created=now)
    write_file(folder / "keys" / "public" / f"{KEY_ID}.yaml", public)
    say(f"2. Made a throw-away key: keys/public/{KEY_ID}.yaml; its secret half stays in memory")
    batch = f"issued/awards/{now.year}/demo-{slug[:50]}.yaml"
    write_files(folder, {batch: _batch(slug, achievement, now)})
    say(f"3. Wrote a batch of awards: {batch}")
    issued = issue(folder, signer=MemorySigner(key.seed), now=now)
    say(f"4. Signed {len(issued.issued)} awards into issued/ledger")
    built = build(folder, folder / "site")
    say(f"5. Built {built.files} files with {built.badges} badges into {built.folder}")
    demo = _verify(folder, built, len(issued.issued), now)
    counts = ", ".join(f"{count} {verdict}" for verdict, count in demo.verdicts.most_common())
    say(f"6. Verified what was published: {counts}; with one letter changed: {demo.tampered.outcome}")
    return demo


def _copy(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        path = source / name
        if path.is_dir():
            shutil.copytree(path, folder / name, ignore=NOT_COPIED)
        elif path.is_file():
            shutil.copy(path, folder / name)


def _subject(catalogue: Catalogue) -> tuple[str, Achievement]:
    """An achievement that may be awarded in clear."""
    for slug, achievement in sorted(catalogue.achievements.items()):
        issuer = catalogue.issuers.get(achievement.issuer)
        if achievement.status == "active" and issuer is not None and issuer.recipient_policy == "public":
            return slug, achievement
    raise RepositoryError("No active achievement has an issuer with recipientPolicy public.", hint="Use the example.")


def _batch(slug: str, achievement: Achievement, now: datetime) -> bytes:
    lines = [
        "# yaml-language-server: $schema=../../../schemas/award.schema.json",
        f"achievement: {slug}",
        f"awardedDate: {now:%Y-%m-%d}",
        "awards:",
    ]
    for row in csv.DictReader(io.StringIO(SAMPLE_CSV)):
        lines += [f"  - recipient: {{name: {row['name']}}}", "    results:"]
        lines += [f"      - {{criterion: {item.id}, level: {item.required}}}" for item in achievement.assessment.rubric]
    return ("\n".join(lines) + "\n").encode()


def _verify(folder: Path, built: Built, issued: int, now: datetime) -> Demo:
    site = built.catalogue.site
    fetch = remembering(from_site(site.url, built.folder))
    trust = parse_trust((built.folder / "trust.json").read_bytes())
    verdicts: Counter[str] = Counter()
    valid: Path | None = None
    for path in sorted(built.folder.glob("b/*/credential.json")):
        report = verify(path.read_bytes(), now=now, fetch=fetch, contexts=bundled(), trust=trust)
        verdicts[WITHDRAWN.get(report.step("status").code, report.outcome)] += 1
        valid = path if report.outcome == "valid" else valid
    if valid is None:
        raise RepositoryError("Nothing that was published is valid.", hint="This is a defect; please report it.")
    changed = valid.read_bytes().replace(b"Sample Learner", b"Simple Learner", 1)
    tampered = verify(changed, now=now, fetch=fetch, contexts=bundled(), trust=trust)
    _write_http_map(folder, built, site.url)
    return Demo(folder, built, issued, verdicts, tampered, valid)


def _write_http_map(folder: Path, built: Built, site_url: str) -> None:
    """`http-map.json`: the published key document and status lists, for `laurels verify --http-map`."""
    names = ["did.json", ".well-known/did.json", *(f"lists/{name}.json" for name in built.catalogue.lists)]
    present = {site_url + name: f"{built.folder.name}/{name}" for name in names if (built.folder / name).is_file()}
    write_file(folder / "http-map.json", (json.dumps(present, indent=2) + "\n").encode())
