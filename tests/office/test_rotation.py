"""Keys change and badges stay: what any of them signed in its time verifies for ever, what a stolen one signed later does not."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from laurels.office import keys
from laurels.office.keys import KeyUse
from laurels.resolve.contexts import bundled
from laurels.verification import Fetched, verify
from support import office
from support.office import NOW

ROOT = Path(__file__).resolve().parents[2]
YEAR = timedelta(days=365)


def _use(root: Path, key_id: str, now: datetime) -> KeyUse:
    return next(use for use in keys.uses(office.catalogue(root), now) if use.id == key_id)


def _set(root: Path, key_id: str, act: str, at: datetime) -> None:
    path = root / f"keys/public/{key_id}.yaml"
    path.write_bytes(getattr(keys, act)(_use(root, key_id, at), path.read_text(), at))


def _outcomes(root: Path, now: datetime) -> dict[str, tuple[str, str]]:
    """UUID → outcome and what the step `authority` says."""
    fetch = office.published(root)
    found = {}
    for name, data in office.credentials(root).items():
        report = verify(data, now=now, fetch=fetch, contexts=bundled())
        found[name] = (report.outcome, report.step("authority").code)
    return found


def _issue(root: Path, by: str, learner: int, now: datetime) -> set[str]:
    (root / f"issued/awards/2026/more-{learner}.yaml").write_text(office.batch(learners=range(learner, learner + 1)))
    return {item.id for item in office.run(root, by=by, now=now, chance=learner).issued}


def test_every_older_badge_verifies_after_two_rotations(tmp_path: Path) -> None:
    root = office.repository(tmp_path)
    signed = {item.id for item in office.run(root).issued}
    now, old = NOW, "institute-2026"
    published = office.credentials(root)
    for number, name in enumerate(("second", "third"), start=1):
        now += YEAR / 3
        _set(root, old, "retire", now)
        old = f"{name}-key"
        (root / f"keys/public/{old}.yaml").write_text(office.key_text(name))
        signed |= _issue(root, name, 20 + number, now + timedelta(hours=1))
    now += timedelta(hours=2)
    outcomes = _outcomes(root, now)
    assert len(outcomes) == len(signed) == 5
    assert set(outcomes.values()) == {("unknown-issuer", "authority.ok")}
    assert published.items() <= office.credentials(root).items()
    document = office.published(root)("https://issuer.example/.well-known/did.json")
    assert isinstance(document, Fetched)
    for key in office.catalogue(root).keys.values():
        assert key.public_key_multibase.encode() in document.body


def test_the_examples_badges_outlive_two_changes_of_key(tmp_path: Path) -> None:
    """What was published long ago is the oldest fixture there is."""
    for name in ("catalogue", "issued", "keys"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    now = datetime.now(UTC)
    (issuer,) = office.catalogue(tmp_path).issuers
    (old,) = office.catalogue(tmp_path).keys
    for name in ("second", "third"):
        now += timedelta(hours=1)
        _set(tmp_path, old, "retire", now)
        old = f"{name}-key"
        (tmp_path / f"keys/public/{old}.yaml").write_text(office.key_text(name, issuer=issuer))
    outcomes = _outcomes(tmp_path, now + timedelta(hours=1))
    assert len(outcomes) >= 20
    assert {code for _, code in outcomes.values()} == {"authority.ok"}


def test_what_a_revoked_key_signed_before_stays_and_after_fails(tmp_path: Path) -> None:
    root = office.repository(tmp_path)
    before = {item.id for item in office.run(root).issued}
    after = _issue(root, "institute", 30, NOW + timedelta(days=2))
    (root / "keys/public/second-key.yaml").write_text(office.key_text("second"))
    _set(root, "institute-2026", "revoke", NOW + timedelta(days=1))
    # The lists that the stolen key signed must come from another.
    office.run(root, by="second", now=NOW + timedelta(days=3))
    outcomes = _outcomes(root, NOW + timedelta(days=3))
    assert {name for name, found in outcomes.items() if found == ("unknown-issuer", "authority.ok")} == before
    assert {outcomes[name] for name in after} == {("invalid", "authority.key-revoked")}
    _set(root, "institute-2026", "revoke", NOW)
    assert {found[0] for found in _outcomes(root, NOW + timedelta(days=3)).values()} == {"invalid"}
