"""A spreadsheet of renewals: each row finds the award that it takes the place of, and says why where it may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from laurels.credential.ledger import row_digest
from laurels.errors import UsageError
from laurels.office.award.batch import sealed_batch
from laurels.office.award.run import Prepared
from laurels.office.run import issue
from laurels.sealing.rows import SealedRow, open_row, seal_row
from support import office, sealed
from support.sealed import REGISTRAR, cohort, learner, look

RULE = """renewal:
  description: Sit it again, or collect points.
  achievements: [advanced]
  opens: P6M
  points:
    within: P3Y
    total: 30
    categories: [{id: practice, name: Work in practice, minimum: 10}, {id: teaching, name: Teaching}]
"""
LATER = "2029-03-01"
HEADER = "name,email,points practice,Teaching points"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Sample Learners 01 and 02 hold `sql` until 30 June 2029."""
    root = sealed.repository(tmp_path / "repository")
    definition = root / "catalogue/achievements/sql.yaml"
    text = definition.read_text(encoding="utf-8")
    (definition.parent / "advanced.yaml").write_text(text.replace("SQL foundations", "Advanced SQL"), encoding="utf-8")
    definition.write_text(text + RULE, encoding="utf-8")
    hand_in(root, look(office.catalogue(root), cohort(tmp_path, learner(1), learner(2))))
    return root


def hand_in(root: Path, made: Prepared, year: int = 2026) -> None:
    """Write a batch and sign it."""
    assert made.data is not None, made.problems
    path = root / made.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.data)
    now = office.NOW.replace(year=year)
    issue(root, signer=office.signer(), now=now, entropy=office.entropy(year), opener=REGISTRAR)


def opened(made: Prepared) -> dict[str, SealedRow]:
    assert made.data is not None, made.problems
    rows = [open_row(award["sealed"], REGISTRAR) for award in yaml.safe_load(made.data)["awards"]]
    return {row.recipient.name[-2:]: row for row in rows}


def held(root: Path) -> dict[str, str]:
    """Number of a learner → UUID of the award signed first."""
    catalogue = office.catalogue(root)
    digests = {line.row: line.id for _, _, line in catalogue.signed()}
    found: dict[str, str] = {}
    for batch in catalogue.batches.values():
        for award in batch.awards:
            assert award.sealed is not None
            name = open_row(award.sealed, REGISTRAR).recipient.name
            found.setdefault(name[-2:], digests[row_digest(award)])
    return found


@pytest.fixture
def renew(root: Path, tmp_path: Path) -> Callable[..., Prepared]:
    def prepare(*lines: str, header: str = HEADER, **more: Any) -> Prepared:
        options = {"opened": True, "renew": True, "day": LATER, **more}
        return look(office.catalogue(root), cohort(tmp_path, *lines, header=header), **options)

    return prepare


def test_each_row_takes_the_place_of_its_own(root: Path, renew: Callable[..., Prepared]) -> None:
    made = renew(f"{learner(1)},20,10", f"{learner(2)},,")
    rows = opened(made)
    before = held(root)
    assert {number: row.supersedes for number, row in rows.items()} == before
    assert [rows["01"].points, rows["02"].points] == [{"practice": 20, "teaching": 10}, None]
    assert made.data is not None
    assert not any(identifier.encode() in made.data for identifier in before.values())
    hand_in(root, made, 2029)
    assert len(list(office.catalogue(root).signed())) == 4


def test_another_achievement_renews_where_the_definition_says_so(root: Path, renew: Callable[..., Prepared]) -> None:
    made = renew(learner(1), header="name,email", achievement="advanced")
    assert opened(made)["01"].supersedes == held(root)["01"]


@pytest.mark.parametrize(
    ("line", "day", "code"),
    [
        (f"{learner(3)},,", LATER, "nothing-to-renew"),
        (f"{learner(1)},20,10", "2028-06-30", "too-early"),
        (f"{learner(1)},9,30", LATER, "too-few-points"),
        (f"{learner(1)},15,10", LATER, "too-few-points"),
        (f"{learner(1)},ten,", LATER, "bad-points"),
        (f"{learner(1)},-1,", LATER, "bad-points"),
        (f"{learner(1)},1000000,", LATER, "bad-points"),
    ],
)
def test_what_stands_in_the_way(renew: Callable[..., Prepared], line: str, day: str, code: str) -> None:
    made = renew(line, day=day)
    assert made.data is None
    assert [problem.code for problem in made.problems if problem.blocking] == [code]
    assert "Sample" not in "".join(problem.message + problem.hint for problem in made.problems)


def test_what_was_renewed_is_not_renewed_again(root: Path, renew: Callable[..., Prepared]) -> None:
    hand_in(root, renew(f"{learner(1)},,"), 2029)
    first = held(root)["01"]
    again = renew(f"{learner(1)},,", day="2032-01-01")
    assert opened(again)["01"].supersedes not in (None, first)


def test_a_revoked_award_is_not_renewed(root: Path, renew: Callable[..., Prepared]) -> None:
    text = f"changes:\n  - {{credential: {held(root)['01']}, action: revoke, date: 2026-12-01, reason: misconduct}}\n"
    (root / "issued/status").mkdir()
    (root / "issued/status/2026.yaml").write_text(text, encoding="utf-8")
    assert [problem.code for problem in renew(f"{learner(1)},,").problems] == ["nothing-to-renew"]


def test_sealed_awards_need_the_registrars_key(renew: Callable[..., Prepared]) -> None:
    with pytest.raises(UsageError, match="--renew has to see who holds what"):
        renew(f"{learner(1)},,", opened=False)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"supersedes": "00000000-0000-4000-8000-00000000ffff"}, "No signed award has the id"),
        ({"points": {"practice": 1}}, "Too few points"),
        ({"points": {"gossip": 99, "practice": 30}}, "no category `gossip`"),
    ],
)
def test_a_sealed_row_that_breaks_the_rule_is_not_signed(
    root: Path, tmp_path: Path, more: dict[str, Any], reason: str
) -> None:
    row = SealedRow.model_validate(
        {"recipient": {"name": "Sample Learner 09"}, "email": "sample.09@laurels.example", "key": "A" * 43, **more}
    )
    text = seal_row(row, REGISTRAR.public_key, bytes(32))
    day = office.NOW.date().fromisoformat("2026-07-01")
    (root / "issued/awards/2026/bad.yaml").write_bytes(sealed_batch("sql", day, sealed.KEY_ID, [text]))
    plan = issue(root, signer=office.signer(), now=office.NOW, entropy=office.entropy(7), opener=REGISTRAR)
    assert [waiting.state for waiting in plan.waiting] == ["wrong"]
    assert reason in plan.waiting[0].reason
