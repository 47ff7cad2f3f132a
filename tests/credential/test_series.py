"""What is drafted, filled in and signed sixty-four at a time is what is built and signed one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from laurels.credential import build, ledger, mould
from laurels.credential import series as module
from laurels.credential.build import Allocation
from laurels.credential.series import Series, sign
from laurels.encoding import jcs, strict_json
from laurels.errors import CredentialError
from laurels.model.award import Award, Batch, Evidence
from laurels.model.catalogue import Catalogue
from laurels.proof.prover import Prover
from laurels.repository.load import load
from laurels.resolve.contexts import bundled
from laurels.signers.memory import MemorySigner

ROOT = Path(__file__).parents[2]
BATCH = "2026/sql-foundations-september"
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
_NASTY = (
    "Zoë",
    "a\nb",
    '"quoted"',
    "back\\slash",
    "\x7f",
    "\u2028",
    "\u05d0\u202e",
    "😀",
    "ｱ",
    "😀ｱ",
    "%s %b %%",
    "hole0.",
    "x" * 200,
    "\ud800",
)
_NAMES = st.sampled_from(_NASTY) | st.text(min_size=1, max_size=30)
_UUIDS = st.uuids(version=4).map(str)
_RESULTS = st.lists(
    st.fixed_dictionaries(
        {"criterion": st.sampled_from(("retrieval", "aggregation", "explanation"))},
        optional={"level": st.sampled_from(("competent", "proficient")), "status": st.just("Completed"), "value": st.sampled_from(("87", *_NASTY[:4]))},
    ),
    max_size=3,
)  # fmt: skip
_WORK = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "id": st.sampled_from(("https://laurels.example/evidence/1/", "https://a.example/?x=1", "https://zz.example/é", "https://laurels.example/b/")),
            "name": _NAMES.filter(str.strip),
            "narrative": st.just("Ten queries."),
            "digest": st.sampled_from(("0" * 64, "af" * 32)),
        },
    ).filter(bool),
    max_size=3,
)  # fmt: skip
_DIDS = st.sampled_from(
    (None, None, "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd", "did:web:learner.example")
)
_AWARDS = st.tuples(_NAMES, _DIDS, _RESULTS, _WORK, _UUIDS, _UUIDS, st.integers(0, 131_071), st.integers(0, 131_071))
_PLAIN = ("Sample Learner 01", None, [], [], "8cd127cb-9894-4138-8e29-1bb45e3e50f6", "6b0d3063-db0b-4876-b461-023bd2c6e2cf", 1, 2)  # fmt: skip


@cache
def _catalogue() -> Catalogue:
    return load(ROOT).catalogue


def _award(name: str, did: str | None, results: Any, work: Any) -> Award:
    """As `laurels issue` gets it, but that no model has looked at it: what models refuse must be refused here too."""
    clear = Award.model_validate({"recipient": {"name": "x"}, "results": results, "evidence": []}).model_copy(
        update={"evidence": tuple(_evidence(item) for item in work)}
    )
    assert clear.recipient is not None
    return clear.model_copy(update={"recipient": clear.recipient.model_copy(update={"name": name, "id": did})})


def _evidence(item: dict[str, str]) -> Evidence:
    return Evidence.model_construct(**{"id": None, "name": None, "narrative": None, "digest": None, **item})


def _prover() -> Prover:
    return Prover(
        MemorySigner(bytes(32)),
        verification_method="did:web:laurels.example#k",
        created=NOW,
        contexts=bundled(),
        check_every=3,
    )


def _long_way(catalogue: Catalogue, batch: Batch, award: Award, drawn: Allocation) -> bytes | None:
    try:
        return jcs.canonical_bytes(_prover().secure(build.credential(catalogue, batch, award, drawn)))
    except CredentialError:
        return None


@settings(max_examples=30, deadline=None)
@given(st.lists(_AWARDS, min_size=1, max_size=6))
@example([_PLAIN, ("\ud800", *_PLAIN[1:]), ("😀ｱ", *_PLAIN[1:]), ("a\nb", *_PLAIN[1:])])
@example(
    [
        ("Sample Learner 01", None, [{"criterion": "retrieval", "level": "competent"}] * 2, [], *_PLAIN[4:6], 10, 1),
        _PLAIN,
    ]
)
def test_the_quick_way_signs_what_the_long_way_signs(drawn: Sequence[Any]) -> None:
    catalogue = _catalogue()
    batch = catalogue.batches[BATCH]
    prover = _prover()
    series = Series(catalogue, batch, prover, _SHAPES)
    drafts, expected = [], []
    for *said, identifier, subject, revocation, suspension in drawn:
        award = _award(*said)
        allocation = Allocation(identifier, subject, {"revocation-1": revocation, "suspension-1": suspension})
        long = _long_way(catalogue, batch, award, allocation)
        try:
            drafts.append(series.draft(award, allocation))
        except CredentialError:
            assert long is None
        else:
            expected.append((allocation, long))
    for minted, (allocation, long) in zip(sign(drafts, prover), expected, strict=True):
        assert minted.data == long
        signed = strict_json.loads(minted.data)
        template, values = ledger.split(
            signed, identifier=allocation.id, issued=prover.options["created"], status=allocation.status
        )
        assert template == series.template
        assert minted.values == jcs.canonical_bytes(values)


def test_awards_that_are_all_different_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MOULDS", 1)
    monkeypatch.setattr(mould, "MAX_SHAPES", 1)
    catalogue = _catalogue()
    batch, prover, shapes = catalogue.batches[BATCH], _prover(), {}
    series = Series(catalogue, batch, prover, shapes)
    allocation = Allocation(*_PLAIN[4:6], {"revocation-1": 1, "suspension-1": 2})
    for results in ([], [{"criterion": "retrieval"}], [{"criterion": "retrieval", "level": "competent"}], []):
        award = _award("Sample Learner 01", None, results, [])
        (minted,) = sign([series.draft(award, allocation)], prover)
        assert minted.data == _long_way(catalogue, batch, award, allocation)
        assert len(shapes) == len(series._moulds) == 1


_SHAPES: dict[str, Any] = {}
"""Learned by all examples together, as by the batches of one run."""
