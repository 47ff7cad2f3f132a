"""Issuing sealed rows: the right key opens them, nothing of them is seen, and what cannot be signed waits with a reason."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from nacl.public import PrivateKey

from laurels.encoding import jcs
from laurels.errors import SignerError
from laurels.office import issue as issuing
from laurels.office.issue import Plan, plan
from laurels.office.preview import preview
from laurels.office.run import issuable, issue
from laurels.proof.data_integrity import secure
from laurels.resolve.contexts import bundled
from laurels.sealing.rows import open_row
from laurels.sealing.text import SealingError
from laurels.sealing.values import open_values
from laurels.signers.memory import MemoryOpener
from laurels.verification import verify
from support import office
from support.boxes import REGISTRAR, batch, opened, registrar_key, repository, row
from support.office import NOW

COMPETENT: dict[str, Any] = {"criterion": "project", "level": "competent"}


def run(root: Path, seed: bytes = REGISTRAR, chance: int = 1, **more: Any) -> Plan:
    return issue(
        root, signer=office.signer(), now=NOW, entropy=office.entropy(chance), opener=MemoryOpener(seed), **more
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(
        tmp_path,
        row(21, results=[COMPETENT]),
        row(22, evidence=[{"id": "https://issuer.example/evidence/22/", "narrative": 'Said "yes".\nTwice. 😀'}]),
        row(23, recipient={"name": "Žofie שָׁלוֹם", "id": "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"}),
    )


def test_sealed_and_public_rows_are_signed_together(root: Path) -> None:
    done = run(root)
    assert len(done.issued) == 6
    assert done.waiting == ()
    found = office.catalogue(root)
    credentials = {**{name: json.loads(data) for name, data in office.credentials(root).items()}, **opened(found)}
    assert sorted(credentials) == sorted(item.id for item in done.issued)
    fetch = office.published(root)
    for credential in credentials.values():
        report = verify(jcs.canonical_bytes(credential), now=NOW, fetch=fetch, contexts=bundled())
        assert report.outcome == "unknown-issuer", report
    names = sorted(c["credentialSubject"]["identifier"][0]["identityHash"] for c in opened(found).values())
    assert names == ["Sample Learner 21", "Sample Learner 22", "Žofie שָׁלוֹם"]


def test_nothing_of_a_sealed_row_is_in_what_is_written(root: Path) -> None:
    done = run(root)
    written = b"".join(done.files.values()).decode()
    for word in ("Sample Learner 2", "Žofie", "sample2", "evidence/22", "Twice", "z6Mkeh"):
        assert word not in written
    ledger = done.files["issued/ledger/2026/sealed.jsonl"]
    assert ledger.count(b'"holes"') == 1  # results, evidence, a DID or none: one template for everybody
    assert ledger.count(b'"sealed"') == 3
    assert b'"values"' not in ledger


def test_what_is_signed_by_template_is_what_is_signed_the_long_way(root: Path) -> None:
    run(root)
    for credential in opened(office.catalogue(root)).values():
        unsigned = {name: value for name, value in credential.items() if name != "proof"}
        method = credential["proof"][0]["verificationMethod"]
        again = secure(unsigned, signer=office.signer(), verification_method=method, created=NOW, contexts=bundled())
        assert again == credential  # Ed25519 signs the same bytes in the same way


def test_a_second_run_does_nothing(root: Path) -> None:
    run(root)
    before = office.tree(root)
    done = run(root, chance=2)
    assert (done.files, done.issued, done.waiting) == ({}, (), ())
    assert office.tree(root) == before


def test_without_the_registrars_key_sealed_rows_wait_and_the_others_are_signed(root: Path) -> None:
    done = office.run(root)
    assert len(done.issued) == 3
    assert [(item.row.number, item.state) for item in done.waiting] == [(1, "sealed"), (2, "sealed"), (3, "sealed")]
    assert len(run(root, chance=2).issued) == 3


def test_where_every_row_waits_nothing_is_written(root: Path) -> None:
    for name in ("sql-june", "sql-july"):
        (root / f"issued/awards/2026/{name}.yaml").unlink()
    done = office.run(root)
    assert (done.files, done.issued, len(done.waiting)) == ({}, (), 3)


@pytest.mark.parametrize("processes", [2, 3])
def test_several_processes_write_what_one_writes(root: Path, monkeypatch: pytest.MonkeyPatch, processes: int) -> None:
    bad = row(31, results=[{"criterion": "essay", "level": "competent"}])
    (root / "issued/awards/2026/more.yaml").write_text(batch(row(30), bad, row(32)))
    found = office.catalogue(root)

    def planned(count: int) -> Plan:
        more: dict[str, Any] = {"opener": MemoryOpener(REGISTRAR), "check_every": 64, "processes": count}
        return plan(found, {}, signer=office.signer(), now=NOW, contexts=bundled(), entropy=office.entropy(), **more)

    alone = planned(1)
    monkeypatch.setattr(issuing, "MANY", 1)
    together = planned(processes)
    assert together.files == alone.files
    assert (together.issued, len(together.waiting)) == (alone.issued, 1)


def test_what_fails_in_another_process_fails_here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuing, "MANY", 1)
    found = office.catalogue(root)
    with pytest.raises(SignerError, match="does not answer") as caught:
        plan(
            found, {}, signer=office.signer(), now=NOW, contexts=bundled(), entropy=office.entropy(),
            opener=_Vanishing(1, SignerError), processes=2,
        )  # fmt: skip
    assert caught.value.message


OTHER = office.seed("other registrar")


@pytest.mark.parametrize(
    ("bad", "state", "words"),
    [
        (row(31, bytes(PrivateKey(OTHER).public_key)), "unreadable", "another registrar"),
        ("A" * 200, "unreadable", "another registrar"),
        (row(31, results=[{"criterion": "essay", "level": "competent"}]), "wrong", "essay"),
        (row(31, results=[{"criterion": "project", "level": "expert"}]), "wrong", "expert"),
        (row(31, results=[{"criterion": "project", "level": "developing"}]), "wrong", "below"),
        (row(31, results=[{"criterion": "project", "status": "Failed"}]), "wrong", "Failed"),
        (row(31, results=[{"criterion": "project"}]), "wrong", "no result"),
        (row(31, results=[COMPETENT, COMPETENT]), "wrong", "two results"),
        (row(31, evidence=[{}]), "wrong", "empty"),
        (row(31, email="sample21@laurels.example"), "wrong", "Row 1 .* same person"),
    ],
    ids=["other-key", "no-box", "criterion", "level", "below", "failed", "no-result", "twice", "evidence", "same-person"],
)  # fmt: skip
def test_a_row_that_cannot_be_signed_waits_and_the_others_do_not(
    tmp_path: Path, bad: str, state: str, words: str
) -> None:
    root = repository(tmp_path, row(21), bad, row(22))
    told = preview(issuable(root, NOW), MemoryOpener(REGISTRAR))
    sealed = [(item.row.number, item.state) for item in told if item.row.batch == "2026/sealed"]
    assert sealed == [(1, "ready"), (2, state), (3, "ready")]
    done = run(root)
    (waiting,) = done.waiting
    assert (waiting.row.number, waiting.state) == (2, state)
    assert re.search(words, waiting.reason)
    assert "Sample" not in waiting.reason
    assert [item.number for item in done.issued if item.batch == "2026/sealed"] == [1, 3]


def test_a_row_for_another_registrar_waits_for_that_key(tmp_path: Path) -> None:
    mine, theirs = batch(row(21)), batch(row(22, bytes(PrivateKey(OTHER).public_key)), registrar="second")
    root = repository(
        tmp_path, row(20), issued__awards__2026__mine=mine, issued__awards__2026__theirs=theirs, keys__public__second=registrar_key(OTHER)
    )  # fmt: skip
    assert [item.state for item in run(root).waiting] == ["other-registrar"]
    done = run(root, OTHER, chance=2)
    assert [item.batch for item in done.issued] == ["2026/theirs"]


def test_a_registrars_key_that_is_not_listed_is_refused(root: Path) -> None:
    before = office.tree(root)
    with pytest.raises(SignerError, match="not in keys/public") as caught:
        run(root, OTHER)
    assert caught.value.hint
    assert office.tree(root) == before


def test_several_issuers_each_sign_their_own(tmp_path: Path) -> None:
    root = repository(
        tmp_path, row(21), issued__awards__2026__school=batch(row(22), achievement="querying"), keys__public__school=office.key_text("school", issuer="school")
    )  # fmt: skip
    assert [item.state for item in run(root).waiting] == ["other-issuer"]
    done = issue(
        root, signer=office.signer("school"), now=NOW, entropy=office.entropy(2), opener=MemoryOpener(REGISTRAR)
    )
    assert [item.batch for item in done.issued] == ["2026/school"]
    assert done.waiting == ()


class _Vanishing(MemoryOpener):
    """Opens so many rows and is gone."""

    def __init__(self, good: int, error: type[Exception]) -> None:
        super().__init__(REGISTRAR)
        self._left, self._error = good, error

    def open(self, box: bytes) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise self._error("The key service does not answer.")
        return super().open(box)


@pytest.mark.parametrize("good", range(3))
def test_a_registrar_that_vanishes_leaves_everything_untouched(root: Path, good: int) -> None:
    before = office.tree(root)
    with pytest.raises(SignerError):
        issue(root, signer=office.signer(), now=NOW, entropy=office.entropy(), opener=_Vanishing(good, SignerError))
    assert office.tree(root) == before


def test_sealed_values_belong_to_one_credential(root: Path) -> None:
    run(root)
    found = office.catalogue(root)
    key = open_row(found.batches["2026/sealed"].awards[0].sealed or "", MemoryOpener(REGISTRAR)).page_key
    lines = found.ledgers["2026/sealed"].awards
    assert lines[0].sealed is not None
    open_values(lines[0].sealed, identifier=lines[0].id, page_key=key)
    with pytest.raises(SealingError):
        open_values(lines[0].sealed, identifier=lines[1].id, page_key=key)
