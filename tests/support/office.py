"""A small repository with two issuers, and what an issue run needs: signers, chance, the published files."""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from laurels.credential.did_document import did_document
from laurels.credential.ledger import restore
from laurels.encoding import jcs, multibase
from laurels.model.catalogue import Catalogue
from laurels.office.issue import Entropy, Plan
from laurels.office.keys import NewKey, public_key_yaml
from laurels.office.run import issue
from laurels.repository.load import load
from laurels.signers.memory import MemorySigner
from laurels.verification import Fetched, Fetcher, Unavailable
from laurels.verification.did.web import document_url

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CREATED = datetime(2026, 1, 1, tzinfo=UTC)
SITE = "https://issuer.example/"

_ISSUER = """id: {id}
name: {name}
url: https://issuer.example/
description: Awards for tests.
country: IE
contact: https://issuer.example/contact/
qualityAssurance:
  - {{type: internal, name: Second marking, description: Two people mark each project.}}
recipientPolicy: public
statusListValidFor: P30D
"""
_ACHIEVEMENT = """name: {name}
version: 1
issuer: {issuer}
achievementType: MicroCredential
status: active
description: Asks questions of a relational database and judges the answers.
inLanguage: en
learningOutcomes: [Ask a question of one table., Join two tables., Judge an answer.]
criteria: {{narrative: A project that two people assess.}}
assessment:
  type: project
  description: Twelve questions about one database.
  supervision: unsupervised
  identityVerification: none
  rubric:
    - id: project
      name: Project
      levels:
        - {{id: developing, name: Developing, description: Some answers are right.}}
        - {{id: competent, name: Competent, description: Most answers are right.}}
      required: competent
workload: {{hours: 50, ects: 2}}
eqfLevel: 5
iscedF: "0612"
participation: online
validFor: P3Y
skills: [local/sql, local/querying]
tags: [data]
"""
_SKILLS = """name: Local skills
version: 1.0.0
url: https://skills.example/
acknowledgement: Invented for tests.
targetType: ext:LocalSkill
skills:
  sql: {uri: https://skills.example/sql, name: SQL}
  querying: {uri: https://skills.example/querying, name: querying}
"""
_BATCH = """achievement: {achievement}
awardedDate: {date}
awards:
{rows}"""


def seed(name: str) -> bytes:
    return hashlib.sha256(f"test key {name}".encode()).digest()


def signer(name: str = "institute") -> MemorySigner:
    return MemorySigner(seed(name))


def batch(achievement: str = "sql", date: str = "2026-06-30", learners: range = range(1, 3)) -> str:
    """A batch of awards to Sample Learners with these numbers."""
    rows = "".join(
        f"  - recipient: {{name: Sample Learner {number:02}}}\n    results: [{{criterion: project, level: competent}}]\n"
        for number in learners
    )
    return _BATCH.format(achievement=achievement, date=date, rows=rows)


def key_text(name: str, issuer: str = "institute", purpose: str = "issuing", **more: str) -> str:
    """The content of `keys/public/<id>.yaml` for the key of a name."""
    made = NewKey(multibase.encode_ed25519_multikey(signer(name).public_key), seed(name))
    text = public_key_yaml(made, purpose=purpose, issuer=issuer, created=CREATED).decode()
    return text + "".join(f"{field}: {value}\n" for field, value in more.items())


def repository(root: Path, **more: str) -> Path:
    """Write the repository; keyword arguments are further files, `/` written as `__`. Two batches of one issuer wait."""
    files = {
        "mkdocs.yml": f"site_name: Tests\nsite_url: {SITE}\n",
        "catalogue/issuers/institute.yaml": _ISSUER.format(id="did:web:issuer.example", name="Conformance Institute"),
        "catalogue/issuers/school.yaml": _ISSUER.format(id="did:web:issuer.example:school", name="Conformance School"),
        "catalogue/achievements/sql.yaml": _ACHIEVEMENT.format(name="SQL foundations", issuer="institute"),
        "catalogue/achievements/querying.yaml": _ACHIEVEMENT.format(name="Querying", issuer="school"),
        "catalogue/skills/local.yaml": _SKILLS,
        "issued/awards/2026/sql-june.yaml": batch(),
        "issued/awards/2026/sql-july.yaml": batch(date="2026-07-31", learners=range(3, 4)),
        "keys/public/institute-2026.yaml": key_text("institute"),
        **{name.replace("__", "/") + ".yaml": text for name, text in more.items()},
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def entropy(number: int = 1) -> Entropy:
    """Chance that can be repeated."""
    chance = random.Random(number)
    return Entropy(chance.randrange, lambda: str(uuid.UUID(int=chance.getrandbits(128), version=4)))


def run(root: Path, *, by: str = "institute", now: datetime = NOW, chance: int = 1) -> Plan:
    return issue(root, signer=signer(by), now=now, entropy=entropy(chance))


def catalogue(root: Path) -> Catalogue:
    """The repository as read, which must read without a finding."""
    loaded = load(root)
    assert loaded.findings == ()
    return loaded.catalogue


def credentials(root: Path) -> dict[str, bytes]:
    """UUID → published bytes of every signed credential that is not sealed."""
    return {
        line.id: jcs.canonical_bytes(restore(file.templates[line.template], line))
        for _, file, line in catalogue(root).signed()
        if line.values is not None
    }


def tree(root: Path) -> Mapping[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def published(root: Path) -> Fetcher:
    """The DID documents and status lists as they would be published."""
    found = catalogue(root)
    answers: dict[str | None, bytes] = {found.site.list_url(name): data for name, data in found.lists.items()}
    answers |= {found.site.changes_url(name): data for name, data in found.changes.items()}
    for slug, issuer in found.issuers.items():
        answers[document_url(issuer.id)] = jcs.canonical_bytes(did_document(issuer.id, slug, found.keys))
    return lambda url: Fetched(200, answers[url]) if url in answers else Unavailable("offline")
