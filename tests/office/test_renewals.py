"""Which awards run out, and what became of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from laurels.office.renewals import Due, due
from laurels.publish.build import signed_badges
from laurels.site.files import site_files
from support import office

RENEWAL = "renewal: {description: Sit it again., opens: P6M}\n"
END = date(2029, 6, 30)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three awards, of which two run out on 30 June 2029 and one a month later."""
    root = office.repository(tmp_path)
    definition = root / "catalogue/achievements/sql.yaml"
    definition.write_text(definition.read_text(encoding="utf-8") + RENEWAL, encoding="utf-8")
    office.run(root)
    return root


def found(root: Path, today: date, within: str = "P90D", *, ended: bool = False) -> tuple[Due, ...]:
    return due(office.catalogue(root), today, within, ended=ended)


def first_id(root: Path) -> str:
    return next(
        line.id for batch, _, line in office.catalogue(root).signed() if batch == "2026/sql-june" and line.values
    )


def renew(root: Path, old: str) -> None:
    text = office.batch(date="2029-02-01", learners=range(1, 2)) + f"    supersedes: {old}\n"
    (root / "issued/awards/2029").mkdir()
    (root / "issued/awards/2029/sql-again.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("today", "within", "ended", "states"),
    [
        (date(2029, 1, 1), "P90D", False, []),
        (date(2029, 1, 1), "P180D", False, ["open", "open"]),
        (date(2028, 12, 1), "P1Y", False, ["later", "later", "later"]),
        (date(2029, 6, 30), "P1D", False, ["open", "open"]),
        (date(2029, 7, 1), "P60D", False, ["open"]),
        (date(2029, 7, 1), "P60D", True, ["ended", "ended", "open"]),
    ],
)
def test_states(root: Path, today: date, within: str, ended: bool, states: list[str]) -> None:
    items = found(root, today, within, ended=ended)
    assert [item.state for item in items] == states
    assert [item.ends for item in items] == sorted(item.ends for item in items)


def test_renewed_once_the_row_is_signed(root: Path) -> None:
    old = first_id(root)
    renew(root, old)
    state = {item.id: item for item in found(root, date(2029, 6, 1))}
    assert (state[old].state, state[old].successor) == ("waiting", "")
    office.run(root, now=office.NOW.replace(year=2029))
    state = {item.id: item for item in found(root, date(2029, 6, 1))}
    assert state[old].state == "renewed"
    assert state[old].successor in office.credentials(root)
    assert state[old].as_data()["ends"] == END.isoformat()


def test_a_revoked_award_is_not_due(root: Path) -> None:
    old = first_id(root)
    text = f"changes:\n  - {{credential: {old}, action: revoke, date: 2026-12-01, reason: misconduct}}\n"
    (root / "issued/status").mkdir()
    (root / "issued/status/2026.yaml").write_text(text, encoding="utf-8")
    assert old not in {item.id for item in found(root, date(2029, 6, 1))}


def test_pages_lead_from_one_award_to_the_next(root: Path) -> None:
    old = first_id(root)
    renew(root, old)
    office.run(root, now=office.NOW.replace(year=2029))
    catalogue = office.catalogue(root)
    pages = {
        name: data.decode()
        for name, data in site_files(catalogue, dict(signed_badges(catalogue)))
        if "/b/" in f"/{name}" and name.endswith(".html")
    }
    new = next(item.successor for item in found(root, date(2029, 6, 1)) if item.id == old)
    assert f'<a href="../{new}/">later award</a>' in pages[f"b/{old}/index.html"]
    assert f'<a href="../{old}/">' in pages[f"b/{new}/index.html"]
    others = [text for name, text in pages.items() if old not in name and new not in name]
    assert others
    assert not [text for text in others if "later award" in text or "renews or replaces" in text]
