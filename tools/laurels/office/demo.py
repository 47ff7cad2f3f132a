"""The whole story in a working copy of the example: keys, awards, issue, build, verify."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from laurels.errors import RepositoryError, UsageError
from laurels.exchange import delimited
from laurels.model.catalogue import Catalogue
from laurels.office.award.run import Order, prepare
from laurels.office.deliver.addressed import Addressed, Selection, addressed
from laurels.office.keys import new_key, public_key_yaml
from laurels.office.run import issue
from laurels.publish.build import Built, build
from laurels.repository.load import load
from laurels.repository.write import write_file, write_files
from laurels.resolve.contexts import bundled
from laurels.resolve.fetchers import from_site, remembering
from laurels.sealing.opener import Opener
from laurels.sealing.page import open_page
from laurels.sealing.text import from_text
from laurels.signers.memory import MemoryOpener, MemorySigner
from laurels.verification import Report, parse_trust, verify

COPIED = ("catalogue", "issued", "keys", "schemas", "site_src", "mkdocs.yml")
NOT_COPIED = shutil.ignore_patterns("app", ".*")
KEY_ID = "demo-issuing"
REGISTRAR_ID = "demo-registrar"
WITHDRAWN = {"status.revoked": "revoked", "status.suspended": "suspended"}
SAMPLE_CSV = """Full name;E-mail
Sample Learner 07;sample.07@learners.example
Sample Learner 08;sample.08@learners.example
Sample Learner 09;sample.09@learners.example
"""
OPENED = "sealed-badge.json"
"""Where the demo saves what is inside one sealed page."""

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
    link: str
    """Path of a sealed page below the site's root, with the key that opens it."""


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
    slug, issuer = _subject(load(folder).catalogue)
    signing, registrar = new_key("issuing", os.urandom), new_key("registrar", os.urandom)
    opener = MemoryOpener(registrar.seed)
    for name, key, purpose in ((KEY_ID, signing, "issuing"), (REGISTRAR_ID, registrar, "registrar")):
        public = public_key_yaml(key, purpose=purpose, issuer=issuer, created=now)
        write_file(folder / "keys" / "public" / f"{name}.yaml", public)
    say(f"2. Made throw-away keys, to sign and to seal: keys/public/{KEY_ID}.yaml and {REGISTRAR_ID}.yaml")
    order = Order(slug, now.date(), f"demo-{slug[:50]}", {}, REGISTRAR_ID, sealed=True)
    sheet = delimited.read(SAMPLE_CSV.encode())
    batch = prepare(load(folder).catalogue, sheet, order, now=now, random_bytes=os.urandom)
    write_files(folder, {batch.path: batch.data or b""})
    say(f"3. Sealed a spreadsheet of {batch.rows} learners into a batch of awards: {batch.path}")
    issued = issue(folder, signer=MemorySigner(signing.seed), now=now, opener=opener)
    say(f"4. Signed {len(issued.issued)} awards into issued/ledger")
    built = build(folder, folder / "site")
    say(f"5. Built {built.files} files with {built.badges} badges into {built.folder}")
    demo = _verify(folder, built, len(issued.issued), now, opener)
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


def _subject(catalogue: Catalogue) -> tuple[str, str]:
    """Slugs of an achievement that may be awarded, and of its issuer."""
    for slug, achievement in sorted(catalogue.achievements.items()):
        if achievement.status == "active" and catalogue.issuer_of(slug) is not None:
            return slug, achievement.issuer
    raise RepositoryError("No achievement is active.", hint="Use the example.")


def _verify(folder: Path, built: Built, issued: int, now: datetime, opener: Opener) -> Demo:
    site = built.catalogue.site
    fetch = remembering(from_site(site.url, built.folder))
    trust = parse_trust((built.folder / "trust.json").read_bytes())
    verdicts: Counter[str] = Counter()
    valid: Path | None = None
    public = [(path, path.read_bytes()) for path in sorted(built.folder.glob("b/*/credential.json"))]
    post = addressed(built.catalogue, opener, Selection(batches=[f"demo-{_subject(built.catalogue)[0][:50]}"]))
    sealed = [_opened(built, letter) for letter in post.letters]
    saved = folder / OPENED
    write_file(saved, sealed[0])
    for path, data in [*((saved, data) for data in sealed), *public]:
        report = verify(data, now=now, fetch=fetch, contexts=bundled(), trust=trust)
        verdicts[WITHDRAWN.get(report.step("status").code, report.outcome)] += 1
        valid = path if report.outcome == "valid" else valid
    if valid is None:
        raise RepositoryError("Nothing that was published is valid.", hint="This is a defect; please report it.")
    changed = valid.read_bytes().replace(b"Sample Learner", b"Simple Learner", 1)
    tampered = verify(changed, now=now, fetch=fetch, contexts=bundled(), trust=trust)
    _write_http_map(folder, built, site.url)
    link = post.letters[0].link.removeprefix(site.url)
    return Demo(folder, built, issued, verdicts, tampered, valid, link)


def _opened(built: Built, letter: Addressed) -> bytes:
    """What a learner gets who opens a sealed page, from what was published and the link alone."""
    award = (built.folder / "b" / letter.id / "sealed.json").read_bytes()
    template = (built.folder / "templates" / f"{json.loads(award)['template']}.json").read_bytes()
    return open_page(award, template, from_text(letter.link.rpartition("#")[2]))


def _write_http_map(folder: Path, built: Built, site_url: str) -> None:
    """`http-map.json`: the published key document and status lists, for `laurels verify --http-map`."""
    names = ["did.json", ".well-known/did.json", *(f"lists/{name}.json" for name in built.catalogue.lists)]
    names += [f"lists/{name}-changes.json" for name in built.catalogue.changes]
    present = {site_url + name: f"{built.folder.name}/{name}" for name in names if (built.folder / name).is_file()}
    write_file(folder / "http-map.json", (json.dumps(present, indent=2) + "\n").encode())
