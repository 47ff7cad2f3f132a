"""A large catalogue that looks real: what the benchmarks and the tests of bounded work read.

    python -m tests.support.large DIR        (or import `write_large`)

The same arguments give the same bytes. Ids, ciphertexts and signatures are drawn from a seeded generator: the tree is good
for reading, checking and comparing, not for verifying.
"""

from __future__ import annotations

import base64
import hashlib
import random
import sys
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from laurels.credential import build
from laurels.credential.ledger import head, row_digest, split, template_data
from laurels.credential.splice import Splicer
from laurels.encoding import jcs, multibase
from laurels.model.award import Award, Batch
from laurels.model.isced import ISCED_F
from laurels.model.ledger import AwardLine, TemplateLine
from laurels.office.award.batch import sealed_batch
from laurels.repository.load import load
from laurels.sealing.rows import SealedRow, seal_row
from laurels.sealing.rows import row_digest as sealed_digest
from laurels.status import bitstring

STACKS = 50
ROWS_A_BATCH = 1_000
SKILLS = 600
ISSUER, ISSUING_KEY, REGISTRAR_KEY = "northfield-college", "2026-issuing", "2026-registrar"
ISSUING_SEED, REGISTRAR_SEED = bytes(range(32)), bytes(range(1, 33))
"""The keys of every such tree: for the benchmarks to sign and open with."""
ISSUED = "2026-10-01T08:00:00Z"
DID = "did:web:college.example"
_SUBJECTS = (
    "archives", "bookkeeping", "bridge inspection", "care planning", "cell culture", "child protection", "coding theory",
    "community health", "crop rotation", "data quality", "dialogue in teams", "digital maps", "energy audits", "exhibitions",
    "field recording", "food safety", "forest soils", "grant budgets", "groundwater", "heat pumps", "interview records",
    "labour law", "language testing", "machine drawings", "materials testing", "midwifery notes", "museum objects",
    "network faults", "nutrition plans", "oral history", "patient transport", "press photographs", "procurement", "radiation",
    "railway timetables", "search engines", "sound design", "survey samples", "translation memories", "water treatment",
)  # fmt: skip
_ACTIONS = (
    "Analysing", "Appraising", "Auditing", "Calibrating", "Classifying", "Comparing", "Costing", "Designing", "Documenting",
    "Estimating", "Explaining", "Improving", "Inspecting", "Maintaining", "Mapping", "Measuring", "Modelling", "Negotiating",
    "Planning", "Preserving", "Presenting", "Repairing", "Reviewing", "Scheduling", "Teaching",
)  # fmt: skip
_PLACES = (
    "a workshop",
    "a small office",
    "a public library",
    "a laboratory",
    "a school",
    "a hospital ward",
    "the field",
)
_THINGS = ("records", "sources", "limits", "figures", "tools", "duties", "causes", "plans", "drawings", "samples")
_QUALITIES = (
    "with reasons",
    "within the time allowed",
    "from two sources",
    "so that a colleague can repeat it",
    "in plain words",
)
_ASSESSMENTS = ("project", "portfolio", "practical", "written-exam", "coursework", "observation")
_FIELDS = sorted(ISCED_F)


def write_large(
    root: Path,
    *,
    definitions: int = 1_000,
    rows: int = 100_000,
    sealed: bool = True,
    signed: bool = False,
    real: bool = False,
    rows_a_batch: int = ROWS_A_BATCH,
) -> Path:
    """Write a repository of so many achievements and award rows, and return its folder.

    Args:
        root: a folder that is empty or does not exist.
        definitions: achievements, a twentieth of them (at most 50) granted by stacks.
        rows: award rows.
        sealed: rows sealed for a registrar; else in clear, with results and evidence.
        signed: with a ledger and status lists, as though every row had been issued.
        real: sealed rows that open with `REGISTRAR_SEED`; they take a tenth of a millisecond each.
        rows_a_batch: rows in one batch, which are of one definition; at most 1,000.
    """
    chance = random.Random(20261124)
    stacks = min(STACKS, definitions // 20)
    _write(root / "mkdocs.yml", "site_name: Northfield College\nsite_url: https://college.example/\n")
    _write(root / f"catalogue/issuers/{ISSUER}.yaml", _issuer(sealed))
    _write(root / "catalogue/skills/local.yaml", _skills())
    slugs = [_slug(number) for number in range(definitions)]
    for number, slug in enumerate(slugs):
        _write(
            root / f"catalogue/achievements/{slug}.yaml", _achievement(chance, number, slugs[: definitions - stacks])
        )
    for number in range(stacks):
        _write(root / f"catalogue/stacks/route-{number + 1:02}.yaml", _stack(chance, number, slugs, stacks))
    _keys(root, chance)
    batches = [f"2026/intake-{number + 1:03}" for number in range((rows + rows_a_batch - 1) // rows_a_batch)]
    for number, batch in enumerate(batches):
        count = min(rows_a_batch, rows - number * rows_a_batch)
        slug = slugs[(number * 7) % max(1, definitions - stacks)]
        text = _real_batch(chance, number, slug, count) if real else _batch(chance, number, slug, count, sealed=sealed)
        _write(root / f"issued/awards/{batch}.yaml", text)
    if signed and batches:
        _sign(root, chance)
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _slug(number: int) -> str:
    action, subject = _ACTIONS[number % len(_ACTIONS)], _SUBJECTS[number // len(_ACTIONS) % len(_SUBJECTS)]
    part = number // (len(_ACTIONS) * len(_SUBJECTS))
    return f"{action.lower()}-{subject.replace(' ', '-')}" + (f"-{part + 1}" if part else "")


def _issuer(sealed: bool) -> str:
    return f"""\
id: {DID}
name: Northfield College
url: https://college.example/
description: A college for working adults that awards short courses in many trades.
country: IE
contact: https://college.example/contact/
qualityAssurance:
  - type: internal
    name: Yearly review
    description: Outcomes, workload and rubrics are reviewed each year.
recipientPolicy: {"sealed" if sealed else "public"}
"""


def _skills() -> str:
    lines = [
        "name: Northfield skills",
        "version: 1.0.0",
        "url: https://college.example/skills/",
        "targetType: ext:LocalSkill",
        "skills:",
    ]
    for number in range(SKILLS):
        key, name = _skill(number)
        lines += [f"  {key}:", f"    uri: https://college.example/skills/{key}", f"    name: {name}"]
    return "\n".join(lines) + "\n"


def _skill(number: int) -> tuple[str, str]:
    action, subject = _ACTIONS[number // len(_SUBJECTS) % len(_ACTIONS)], _SUBJECTS[number % len(_SUBJECTS)]
    return f"{action.lower()}-{subject.replace(' ', '-')}", f"{action.lower()} {subject}"


def _sentence(chance: random.Random, action: str, subject: str) -> str:
    return (
        f"{action} {chance.choice(_THINGS)} about {subject} in {chance.choice(_PLACES)}, and state the "
        f"{chance.choice(_THINGS)} {chance.choice(_QUALITIES)}."
    )


def _achievement(chance: random.Random, number: int, known: list[str]) -> str:
    action, subject = _ACTIONS[number % len(_ACTIONS)], _SUBJECTS[number // len(_ACTIONS) % len(_SUBJECTS)]
    ects = chance.choice((1, 1.5, 2, 2.5, 3, 4))
    first = number // len(_ACTIONS) % len(_SUBJECTS)
    skills = [_skill(first), *(_skill(chance.randrange(SKILLS)) for _ in range(chance.randrange(2, 5)))]
    lines = [
        "# yaml-language-server: $schema=../../schemas/achievement.schema.json",
        f"name: {action} {subject}" + (f" {number // 1_000 + 1}" if number >= 1_000 else ""),
        "version: 1",
        f"issuer: {ISSUER}",
        "achievementType: MicroCredential",
        "status: active",
        "description: >-",
        f"  {_sentence(chance, action, subject)}",
        f"  For people who begin in {chance.choice(_PLACES)} and for those who come back to it after some years.",
        "inLanguage: en",
        "learningOutcomes:",
        *(f"  - {_sentence(chance, chance.choice(_ACTIONS), subject)}" for _ in range(chance.randrange(3, 7))),
        "criteria:",
        "  narrative: >-",
        f"    Hand in a piece of work on {subject} that a practitioner could use, with a note of two pages on what was left out.",
        "assessment:",
        f"  type: {chance.choice(_ASSESSMENTS)}",
        "  description: >-",
        f"    {_sentence(chance, action, subject)}",
        "    Two assessors mark it apart from each other and agree.",
        "  supervision: unsupervised",
        "  identityVerification: account",
        "  rubric:",
    ]
    for criterion in ("method", "judgement", "report")[: chance.randrange(2, 4)]:
        lines += [f"    - id: {criterion}", f"      name: {criterion.capitalize()}", "      levels:"]
        for level in ("developing", "competent", "proficient"):
            lines += [
                f"        - id: {level}",
                f"          name: {level.capitalize()}",
                f"          description: {_sentence(chance, chance.choice(_ACTIONS), subject)}",
            ]
        lines.append("      required: competent")
    lines += [
        "workload:",
        f"  hours: {round(ects * 27)}",
        f"  ects: {ects:g}",
        f"eqfLevel: {chance.randrange(3, 8)}",
        f'iscedF: "{_FIELDS[(number // len(_ACTIONS) * 3) % len(_FIELDS)]}"',
        f"participation: {chance.choice(('online', 'onsite', 'blended'))}",
    ]
    if number % 5 == 4 and number < len(known):
        lines += ["prerequisites:", f"  achievements: [{known[chance.randrange(number)]}]"]
    lines += ["skills:", *dict.fromkeys(f"  - local/{key}" for key, _ in skills)]
    lines.append(f"tags: [{subject}, {action.lower()}]")
    return "\n".join(lines) + "\n"


def _stack(chance: random.Random, number: int, slugs: list[str], stacks: int) -> str:
    parts = chance.sample(slugs[: len(slugs) - stacks], min(6, len(slugs) - stacks))
    listed = "".join(f"    - {slug}\n" for slug in parts[:3])
    rules = (
        f"  all:\n{listed}",
        f"  all:\n    - {parts[0]}\n    - any:\n" + "".join(f"        - {slug}\n" for slug in parts[1:]),
        "  atLeast: 2\n  of:\n" + listed,
        "  credits: 3\n  of:\n" + "".join(f"    - {slug}\n" for slug in parts),
    )
    return (
        f"name: Route {number + 1}\ndescription: Parts that are often taken together by people in one trade.\n"
        f"grants: {slugs[len(slugs) - stacks + number]}\nrule:\n{rules[number % len(rules)]}within: P3Y\n"
    )


def _keys(root: Path, chance: random.Random) -> None:
    chance.randbytes(64)
    issuing = bytes(SigningKey(ISSUING_SEED).verify_key)
    registrar = bytes(PrivateKey(REGISTRAR_SEED).public_key)
    for name, purpose, text in (
        (ISSUING_KEY, "issuing", multibase.encode_ed25519_multikey(issuing)),
        (
            REGISTRAR_KEY,
            "registrar",
            multibase.encode_base58btc(multibase.X25519_PUBLIC_PREFIX + registrar),
        ),
    ):
        _write(
            root / f"keys/public/{name}.yaml",
            f"type: Multikey\npurpose: {purpose}\nissuer: {ISSUER}\npublicKeyMultibase: {text}\ncreated: 2026-01-01T00:00:00Z\n",
        )


def _text(chance: random.Random, size: int) -> str:
    return base64.urlsafe_b64encode(chance.randbytes(size)).decode().rstrip("=")


def _batch(chance: random.Random, number: int, slug: str, count: int, *, sealed: bool) -> str:
    lines = [
        "# yaml-language-server: $schema=../../../schemas/award.schema.json",
        f"achievement: {slug}",
        f"awardedDate: 2026-{number % 9 + 1:02}-{number % 28 + 1:02}",
        *([f"registrar: {REGISTRAR_KEY}"] if sealed else []),
        "awards:",
    ]
    for row in range(count):
        if sealed:
            lines.append(f'  - sealed: "{_text(chance, 304)}"')  # a row of 256 bytes, padded, in its box
        else:
            lines += [
                f"  - recipient: {{name: Sample Learner {number * ROWS_A_BATCH + row + 1:06}}}",
                "    results: [{criterion: method, level: competent}, {criterion: judgement, level: proficient}]",
                "    evidence:",
                f"      - id: https://college.example/evidence/{number + 1}/{row + 1}/",
                "        narrative: A piece of work with a note of two pages.",
            ]
    return "\n".join(lines) + "\n"


def _real_batch(chance: random.Random, number: int, slug: str, count: int) -> str:
    registrar = bytes(PrivateKey(REGISTRAR_SEED).public_key)
    rows = []
    for row in range(count):
        person = number * ROWS_A_BATCH + row + 1
        data = {
            "recipient": {"name": f"Sample Learner {person:06}"},
            "email": f"sample.learner.{person:06}@college.example",
            "results": [{"criterion": "method", "level": "competent"}, {"criterion": "judgement", "level": chance.choice(("competent", "proficient"))}],
            "evidence": [{"id": f"https://college.example/evidence/{number + 1}/{row + 1}/", "narrative": "A piece of work with a note of two pages."}],
            "key": _text(chance, 32),
        }  # fmt: skip
        rows.append(seal_row(SealedRow.model_validate(data), registrar, chance.randbytes(32)))
    return sealed_batch(slug, date(2026, number % 9 + 1, number % 28 + 1), REGISTRAR_KEY, rows).decode()


def _sign(root: Path, chance: random.Random) -> None:
    catalogue = load(root).catalogue
    places = [iter(chance.sample(range(bitstring.MIN_ENTRIES), 90_000)) for _ in range(4)]
    digests: dict[str, str] = {}
    signed = 0
    for slug, batch in sorted(catalogue.batches.items()):
        lines: list[str] = []
        for line in _ledger(catalogue, batch, chance, places, signed):
            if "id" in line:
                digests[line["id"]] = line["digest"]
                signed += 1
            lines.append(jcs.canonical_bytes(line).decode() + "\n")
        _write(root / f"issued/ledger/{slug}.jsonl", "".join(lines))
    for number in range(1, 3 if signed > 90_000 else 2):
        for purpose in bitstring.PURPOSES:
            _write(root / f"issued/lists/{purpose}-{number}.json", _list(f"{purpose}-{number}", purpose))
    _write(
        root / "issued/ledger/sequence.yaml",
        f'run: 1\nissued: {signed}\nlast: 2026-10-01T08:00:00Z\nhead: "{head(digests)}"\n',
    )


def _ledger(
    catalogue: Any, batch: Batch, chance: random.Random, places: list[Iterator[int]], before: int
) -> Iterator[dict[str, Any]]:
    made: dict[tuple[str, ...], tuple[TemplateLine, Splicer, list[Any]]] = {}
    for number, award in enumerate(batch.awards):
        identifier, subject = (str(uuid.UUID(bytes=chance.randbytes(16), version=4)) for _ in range(2))
        list_number = (before + number) // 90_000
        status = {
            f"{purpose}-{list_number + 1}": next(places[list_number * 2 + index])
            for index, purpose in enumerate(bitstring.PURPOSES)
        }
        if tuple(status) not in made:
            shown = award if award.recipient else Award.model_validate({"recipient": {"name": "Sample Learner 000000"}})
            credential = build.credential(catalogue, batch, shown, build.Allocation(identifier, subject, status))
            credential["proof"] = [_proof("z" + "2" * 87)]
            template, values = split(credential, identifier=identifier, issued=ISSUED, status=status)
            made[tuple(status)] = template, Splicer(template), values
            yield template_data(template)
        template, splicer, values = made[tuple(status)]
        line = {
            "id": identifier,
            "issued": ISSUED,
            "status": status,
            "template": template.template,
            "row": sealed_digest(award.sealed) if award.sealed else row_digest(award),
        }
        if award.recipient is None:
            digest = hashlib.sha256(chance.randbytes(8)).hexdigest()
            yield {**line, "digest": digest, "sealed": _text(chance, 368)}  # values of 330 bytes, padded, in their box
            continue
        evidence = [[item.id, None, item.narrative] for item in award.evidence]
        proof = multibase.encode_base58btc(chance.randbytes(64))
        own = [f"urn:uuid:{subject}", award.recipient.name, values[2], evidence, proof]
        signed = splicer.canonical(AwardLine.model_validate({**line, "digest": "0" * 64, "values": own}), own)
        yield {**line, "digest": hashlib.sha256(signed).hexdigest(), "values": own}


def _proof(value: str) -> dict[str, str]:
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": ISSUED,
        "verificationMethod": f"{DID}#{ISSUING_KEY}",
        "proofPurpose": "assertionMethod",
        "proofValue": value,
    }


def _list(name: str, purpose: str) -> str:
    from datetime import UTC, datetime

    unsigned = bitstring.list_credential(
        url=f"https://college.example/lists/{name}.json",
        purpose=purpose,
        issuer=DID,
        set_indexes=[],
        valid_from=datetime(2026, 10, 1, 8, tzinfo=UTC),
        valid_for=None,
    )
    return jcs.canonical_bytes({**unsigned, "proof": [_proof("z" + "2" * 87)]}).decode()


if __name__ == "__main__":
    write_large(Path(sys.argv[1]), signed="--signed" in sys.argv, sealed="--public" not in sys.argv)
