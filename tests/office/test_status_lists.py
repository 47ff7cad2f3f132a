"""Status lists under an issue run: bits follow the changes that people write, lists stay their issuer's own, and stay fresh."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from laurels.resolve.contexts import bundled
from laurels.status import bitstring, changes
from laurels.status.changes import Change
from laurels.verification import verify
from support import office
from support.office import NOW


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose awards are signed."""
    office.run(office.repository(tmp_path))
    return tmp_path


def _change(root: Path, *changes: tuple[str, str]) -> None:
    (root / "issued/status").mkdir(exist_ok=True)
    entries = "".join(
        f"  - {{credential: {name}, action: {action}, date: 2026-11-23, reason: other, note: Sample Learner 01}}\n"
        for name, action in changes
    )
    (root / "issued/status/2026.yaml").write_text(f"changes:\n{entries}")


def _codes(root: Path) -> dict[str, str]:
    fetch = office.published(root)
    return {
        name: verify(data, now=NOW, fetch=fetch, contexts=bundled()).step("status").code
        for name, data in office.credentials(root).items()
    }


@pytest.mark.parametrize(
    ("actions", "code", "lists"),
    [
        (("revoke",), "status.revoked", {"revocation-1"}),
        (("suspend",), "status.suspended", {"suspension-1"}),
        (("suspend", "reinstate"), "status.ok", set()),
        (("suspend", "reinstate", "suspend"), "status.suspended", {"suspension-1"}),
        (("suspend", "revoke"), "status.revoked", {"revocation-1"}),
    ],
)
def test_a_change_sets_its_bit_and_touches_nothing_else(
    root: Path, actions: tuple[str, ...], code: str, lists: set[str]
) -> None:
    names = sorted(office.credentials(root))
    _change(root, *((names[1], action) for action in actions))
    before = office.tree(root)
    plan = office.run(root, chance=2)
    after = office.tree(root)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {f"issued/lists/{name}{end}.json" for name in lists for end in ("", "-changes")} | (
        {"issued/ledger/sequence.yaml"} if lists else set()
    )
    assert changed == set(plan.files)
    assert plan.issued == ()
    assert _codes(root) == {names[0]: "status.ok", names[1]: code, names[2]: "status.ok"}
    for name in lists:
        encoded = json.loads(after[f"issued/lists/{name}.json"])["credentialSubject"]["encodedList"]
        assert sum(byte.bit_count() for byte in bitstring.decode(encoded)) == 1
        told = changes.decode(after[f"issued/lists/{name}-changes.json"], f"https://issuer.example/lists/{name}.json")
        assert list(told.values()) == [Change(date(2026, 11, 23), "other")]
        assert b"Sample" not in after[f"issued/lists/{name}-changes.json"]
    assert office.run(root, chance=3).files == {}


def test_a_reinstated_badge_is_good_again(root: Path) -> None:
    name = min(office.credentials(root))
    _change(root, (name, "suspend"))
    office.run(root)
    assert _codes(root)[name] == "status.suspended"
    _change(root, (name, "suspend"), (name, "reinstate"))
    written = {"issued/lists/suspension-1.json", "issued/lists/suspension-1-changes.json"}
    assert set(office.run(root).files) == {*written, "issued/ledger/sequence.yaml"}
    told = (root / "issued/lists/suspension-1-changes.json").read_bytes()  # its address goes on answering
    assert json.loads(told)["changes"] == []
    assert set(_codes(root).values()) == {"status.ok"}


@pytest.mark.parametrize(("days", "due"), [(0, False), (14, False), (15, True), (40, True)])
def test_lists_are_signed_again_past_half_of_their_life(root: Path, days: int, due: bool) -> None:
    before = office.tree(root)
    plan = office.run(root, now=NOW + timedelta(days=days), chance=2)
    expected = (
        {"issued/lists/revocation-1.json", "issued/lists/suspension-1.json", "issued/ledger/sequence.yaml"}
        if due
        else set()
    )
    assert set(plan.files) == expected
    after = office.tree(root)
    assert {name for name in after if after[name] != before[name]} == expected
    if due:
        found = json.loads(after["issued/lists/revocation-1.json"])
        assert found["validFrom"] == (NOW + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        assert found["validUntil"] > found["validFrom"]


_SCHOOL = {
    "issued__awards__2026__school": office.batch(achievement="querying", learners=range(7, 9)),
    "keys__public__school": office.key_text("school", issuer="school"),
}


@pytest.mark.parametrize("first", ["institute", "school"])
def test_issuers_share_no_list(tmp_path: Path, first: str) -> None:
    root = office.repository(tmp_path, **_SCHOOL)
    second = {"institute": "school", "school": "institute"}[first]
    office.run(root, by=first)
    before = office.tree(root)
    office.run(root, by=second, chance=2)
    after = office.tree(root)
    assert {name for name in before if before[name] != after[name]} == {"issued/ledger/sequence.yaml"}
    lists = {name: json.loads(data)["issuer"] for name, data in office.catalogue(root).lists.items()}
    assert len(lists) == 4
    assert sorted(lists.values()) == ["did:web:issuer.example"] * 2 + ["did:web:issuer.example:school"] * 2
    assert set(_codes(root).values()) == {"status.ok"}
    for batch, ledger, line in office.catalogue(root).signed():
        issuer = ledger.templates[line.template].credential["issuer"]["id"]
        assert {lists[name] for name in line.status} == {issuer}, batch
    assert office.run(root, by=first, chance=3).files == {}


def test_each_issuer_sets_its_own_bits(tmp_path: Path) -> None:
    root = office.repository(tmp_path, **_SCHOOL)
    office.run(root)
    office.run(root, by="school", chance=2)
    school = next(line.id for batch, _, line in office.catalogue(root).signed() if batch == "2026/school")
    _change(root, (school, "revoke"))
    assert office.run(root, chance=3).files == {}
    written = set(office.run(root, by="school", chance=4).files)
    lists = {"issued/lists/revocation-2.json", "issued/lists/revocation-2-changes.json"}
    assert written == {*lists, "issued/ledger/sequence.yaml"}
    assert _codes(root)[school] == "status.revoked"
    assert list(_codes(root).values()).count("status.ok") == 4


@pytest.mark.parametrize("lost", ["lists", "suspension-1"])
def test_lists_that_a_killed_run_did_not_reach_are_made_by_the_next(tmp_path: Path, lost: str) -> None:
    root = office.repository(tmp_path, **_SCHOOL)
    office.run(root, by="school")
    office.run(root, chance=2)
    places = {line.id: dict(line.status) for _, _, line in office.catalogue(root).signed()}
    for path in (root / "issued/lists").glob("*.json"):
        if lost in str(path):
            path.unlink()
    office.run(root, by="school", chance=3)
    office.run(root, chance=4)
    assert {line.id: dict(line.status) for _, _, line in office.catalogue(root).signed()} == places
    assert sorted(office.catalogue(root).lists) == ["revocation-1", "revocation-2", "suspension-1", "suspension-2"]
    assert set(_codes(root).values()) == {"status.ok"}


def test_a_full_list_is_followed_by_one_that_nobody_else_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = office.repository(tmp_path, **_SCHOOL)
    office.run(root)
    office.run(root, by="school", chance=2)
    monkeypatch.setattr(bitstring, "FILL_LIMIT", 3 / bitstring.MIN_ENTRIES)
    (root / "issued/awards/2026/sql-june.yaml").write_text(office.batch(learners=range(1, 4)))
    office.run(root, chance=3)
    last = [line.status for _, _, line in office.catalogue(root).signed()]
    assert [set(status) for status in last].count({"revocation-3", "suspension-3"}) == 1
    assert set(_codes(root).values()) == {"status.ok"}


def test_places_are_random(tmp_path: Path) -> None:
    places = []
    for chance in (1, 2):
        root = office.repository(tmp_path / str(chance))
        office.run(root, chance=chance)
        places.append([index for _, _, line in office.catalogue(root).signed() for index in line.status.values()])
    assert not set(places[0]) & set(places[1])
    assert len(set(places[0])) == 6
