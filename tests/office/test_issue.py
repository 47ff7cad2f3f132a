"""Issuing: once and for all, by the right key only, and nothing at all where something is wrong."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from laurels.errors import CredentialError
from laurels.resolve.contexts import bundled
from laurels.verification import parse_trust, verify
from support import office
from support.office import NOW

TRUST = parse_trust(
    json.dumps({"issuers": [{"id": "did:web:issuer.example", "name": "Conformance Institute"}]}).encode()
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return office.repository(tmp_path)


def _outcomes(root: Path, now: datetime = NOW) -> list[str]:
    fetch = office.published(root)
    return [
        verify(data, now=now, fetch=fetch, contexts=bundled(), trust=TRUST).outcome
        for data in office.credentials(root).values()
    ]


def test_every_award_is_signed_and_verifies(root: Path) -> None:
    plan = office.run(root)
    assert [(issued.batch, issued.number) for issued in plan.issued] == [
        ("2026/sql-july", 1),
        ("2026/sql-june", 1),
        ("2026/sql-june", 2),
    ]
    assert _outcomes(root) == ["valid"] * 3
    found = office.catalogue(root)
    assert found.sequence is not None
    assert (found.sequence.run, found.sequence.issued, found.sequence.last) == (1, 3, NOW)
    assert sorted(office.credentials(root)) == sorted(issued.id for issued in plan.issued)


def test_the_same_run_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    trees = []
    for name in ("one", "two"):
        office.run(office.repository(tmp_path / name))
        trees.append(office.tree(tmp_path / name))
    assert trees[0] == trees[1]


def test_a_second_run_does_nothing(root: Path) -> None:
    office.run(root)
    before = office.tree(root)
    plan = office.run(root, chance=2, now=NOW.replace(hour=10))
    assert (plan.files, plan.issued, plan.waiting) == ({}, (), ())
    assert office.tree(root) == before


def test_a_ledger_is_only_appended_to(root: Path) -> None:
    office.run(root)
    before = office.tree(root)
    signed = office.credentials(root)
    (root / "issued/awards/2026/sql-june.yaml").write_text(office.batch(learners=range(1, 6)))
    (root / "issued/awards/2026/sql-august.yaml").write_text(office.batch(date="2026-08-31", learners=range(6, 7)))
    plan = office.run(root, chance=2)
    assert [(issued.batch, issued.number) for issued in plan.issued] == [
        ("2026/sql-august", 1),
        *(("2026/sql-june", n) for n in (3, 4, 5)),
    ]
    after = office.tree(root)
    ledger = "issued/ledger/2026/sql-june.jsonl"
    assert after[ledger].startswith(before[ledger])
    assert after[ledger].count(b'"holes"') == 1
    assert {name for name in before if before[name] != after[name]} == {
        ledger,
        "issued/awards/2026/sql-june.yaml",
        "issued/ledger/sequence.yaml",
    }
    assert signed.items() <= office.credentials(root).items()
    assert _outcomes(root) == ["valid"] * 7


def test_a_ledger_without_its_last_line_break_is_still_appended_to(root: Path) -> None:
    office.run(root)
    ledger = root / "issued/ledger/2026/sql-june.jsonl"
    old = ledger.read_bytes().rstrip(b"\n")
    ledger.write_bytes(old)
    (root / "issued/awards/2026/sql-june.yaml").write_text(office.batch(learners=range(1, 4)))
    office.run(root, chance=2)
    assert ledger.read_bytes().startswith(old + b"\n{")
    assert _outcomes(root) == ["valid"] * 4


def test_a_changed_definition_changes_nothing_that_is_signed(root: Path) -> None:
    office.run(root)
    signed = office.credentials(root)
    definition = root / "catalogue/achievements/sql.yaml"
    definition.write_text(
        definition.read_text()
        .replace("version: 1", "version: 2")
        .replace("name: SQL foundations", "name: SQL in practice")
    )
    (root / "issued/awards/2026/sql-june.yaml").write_text(office.batch(learners=range(1, 4)))
    office.run(root, chance=2)
    after = office.credentials(root)
    assert signed.items() <= after.items()
    names = sorted(json.loads(data)["name"] for data in after.values())
    assert names == ["SQL foundations"] * 3 + ["SQL in practice"]
    assert (root / "issued/ledger/2026/sql-june.jsonl").read_bytes().count(b'"holes"') == 2


def test_rows_of_another_issuer_wait_for_its_key(tmp_path: Path) -> None:
    files: dict[str, Any] = {"issued__awards__2026__school": office.batch(achievement="querying", learners=range(7, 9))}
    root = office.repository(tmp_path, **files, keys__public__school=office.key_text("school", issuer="school"))
    plan = office.run(root)
    assert [(row.batch, row.number) for row in (item.row for item in plan.waiting if item.state == "other-issuer")] == [
        ("2026/school", 1),
        ("2026/school", 2),
    ]
    plan = office.run(root, by="school", chance=2)
    assert ([issued.batch for issued in plan.issued], plan.waiting) == (["2026/school"] * 2, ())
    assert _outcomes(root).count("valid") == 3
    assert _outcomes(root).count("unknown-issuer") == 2


def test_a_plan_writes_nothing(root: Path) -> None:
    from laurels.office.issue import plan

    before = office.tree(root)
    progress: list[tuple[int, int]] = []
    made = plan(
        office.catalogue(root), {}, signer=office.signer(), now=NOW, contexts=bundled(), entropy=office.entropy(),
        progress=lambda done, total: progress.append((done, total)),
    )  # fmt: skip
    assert len(made.issued) == 3
    assert progress == [(1, 3), (3, 3)]
    assert office.tree(root) == before
    with pytest.raises(CredentialError, match="still to come"):
        plan(
            office.catalogue(root),
            {},
            signer=office.signer(),
            now=NOW.replace(month=7, day=1),
            contexts=bundled(),
            entropy=office.entropy(),
        )
