"""A credential of a known form is read by comparing bytes; its report is, byte for byte, that of the careful way."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laurels.resolve.contexts import bundled
from laurels.verification import (
    Fetcher,
    Memory,
    Recipient,
    Report,
    TrustList,
    parse_trust,
    pipeline,
    recognition,
    verify,
)
from support import office
from support.office import NOW

TRUST: TrustList = parse_trust(b'{"issuers": [{"id": "did:web:issuer.example", "name": "Conformance Institute"}]}')
_ROWS = """achievement: sql
awardedDate: 2026-06-30
awards:
""" + "".join(
    f"  - recipient: {{name: Sample Learner {number:02}}}\n"
    "    results: [{criterion: project, level: competent}]\n"
    f"    evidence: [{{id: 'https://issuer.example/evidence/{number}/', narrative: Twelve queries.}}]\n"
    for number in range(20, 26)
)


class Batch:
    """Six credentials alike, what a verifier is answered, and a memory that has met four of them."""

    def __init__(self, badges: list[bytes], fetch: Fetcher) -> None:
        self.badges = badges
        self.fetch = fetch
        self.contexts = bundled()
        self.memory = Memory()
        for data in badges[:4]:
            assert self.quick(data) == self.careful(data)

    def _report(self, data: bytes, memory: Memory | None, asked: Recipient | None) -> Report:
        return verify(
            data, now=NOW, fetch=self.fetch, contexts=self.contexts, trust=TRUST, recipient=asked, memory=memory
        )

    def quick(self, data: bytes, asked: Recipient | None = None) -> str:
        return json.dumps(self._report(data, self.memory, asked).as_dict())

    def careful(self, data: bytes, asked: Recipient | None = None) -> str:
        return json.dumps(self._report(data, None, asked).as_dict())

    def is_known(self, data: bytes) -> bool:
        memory = self.memory.under(NOW, self.fetch, self.contexts, TRUST)
        return memory.recognition(self.contexts).recognise(data) is not None


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    root = office.repository(tmp_path_factory.mktemp("alike"), issued__awards__2026__many=_ROWS)
    office.run(root)
    badges = [data for data in office.credentials(root).values() if b"/evidence/" in data]
    assert len(badges) == 6
    return Batch(badges, office.published(root))


def test_the_rest_of_a_batch_is_neither_decoded_nor_canonicalised(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [batch.careful(data) for data in batch.badges[4:]]

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr(pipeline, "decode", never)
    monkeypatch.setattr(pipeline, "check_structure", never)
    monkeypatch.setattr("laurels.proof.familiar.canonical_lines", never)
    assert [batch.quick(data) for data in batch.badges[4:]] == expected
    assert json.loads(expected[0])["outcome"] == "valid"


def _one(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new, 1)


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "another name": lambda data: _one(data, b"Sample Learner", b"Simple Learner"),
    "another place in the list": lambda data: _one(data, b'"statusListIndex":"', b'"statusListIndex":"1'),
    "a place as a number": lambda data: data.replace(b'"statusListIndex":"', b'"statusListIndex":7,"x":"', 1),
    "a key twice": lambda data: _one(data, b'"validFrom":', b'"validFrom":"2030-01-01T00:00:00Z","validFrom":'),
    "a key twice through an escape": lambda data: _one(data, b'"validFrom":', b'"valid\\u0046rom":"2030","validFrom":'),
    "a key more": lambda data: _one(data, b'{"@context"', b'{"@base":"https://a.example/","@context"'),
    "an undefined term": lambda data: _one(data, b'"name":"Sample', b'"grade":"A","name":"Sample') if b'"name":"Sample' in data else _one(data, b'"narrative":', b'"grade":"A","narrative":'),
    "a number for a text": lambda data: _one(data, b'"narrative":"Twelve queries."', b'"narrative":12'),
    "null for a text": lambda data: _one(data, b'"narrative":"Twelve queries."', b'"narrative":null'),
    "a list for a text": lambda data: _one(data, b'"narrative":"Twelve queries."', b'"narrative":["Twelve queries."]'),
    "an emoji": lambda data: _one(data, b"Twelve", "😀".encode()),
    "both orders": lambda data: _one(data, b"Twelve", "😀ｱ".encode()),
    "a line separator": lambda data: _one(data, b"Twelve", "\u2028\x85\u202e".encode()),
    "an escape": lambda data: _one(data, b"Twelve", b"Tw\\u0065lve"),
    "half a character": lambda data: _one(data, b"Twelve", b"\\ud83d"),
    "half a character encoded": lambda data: _one(data, b"Twelve", b"\xed\xa0\xbd"),
    "no character": lambda data: _one(data, b"Twelve", b"Tw\xfflve"),
    "a tab": lambda data: _one(data, b"Twelve", b"Tw\tlve"),
    "a NUL": lambda data: _one(data, b"Twelve", b"Tw\0lve"),
    "an escaped quote": lambda data: _one(data, b"Twelve", b'Tw\\"lve'),
    "a quote": lambda data: _one(data, b"Twelve", b'Tw"lve'),
    "a holder with a space": lambda data: _one(data, b'"id":"urn:uuid:', b'"id":"urn:uuid: '),
    "an id with a space": lambda data: b'"id":"urn:uuid: '.join(data.rsplit(b'"id":"urn:uuid:', 1)),
    "an id that is relative": lambda data: data.replace(b"https://issuer.example/evidence/", b"evidence/"),
    "an id that is a term": lambda data: data.replace(b"https://issuer.example/evidence/", b"ext:evidence/"),
    "an id that ends the address": lambda data: data.replace(b"https://issuer.example/evidence/", b"https://issuer.example/>_:x"),
    "a date that does not exist": lambda data: _one(data, b'"validFrom":"2026-06-30', b'"validFrom":"2026-02-30'),
    "a time of signing that is none": lambda data: _one(data, b'"created":"20', b'"created":"x20'),
    "another time of signing": lambda data: _one(data, b'"created":"2026', b'"created":"2025'),
    "another signature": lambda data: _one(data, b'"proofValue":"z', b'"proofValue":"z2'),
    "no base-58": lambda data: _one(data, b'"proofValue":"z', b'"proofValue":"z0'),
    "an empty signature": lambda data: _one(data, b'"proofValue":"z', b'"proofValue":"","x":"z'),
    "another issuer": lambda data: data.replace(b"did:web:issuer.example", b"did:web:issuer.examp1e"),
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "space around": lambda data: b" \n" + data + b"\r\n",
    "more behind": lambda data: data + b"{}",
    "cut": lambda data: data[:-1],
    "nothing": lambda _: b"",
    "keys the other way round": lambda data: json.dumps(dict(reversed(json.loads(data).items()))).encode(),
    "indented": lambda data: json.dumps(json.loads(data), indent=2).encode(),
    "one proof, no list": lambda data: json.dumps({**json.loads(data), "proof": json.loads(data)["proof"][0]}).encode(),
    "the proof twice": lambda data: json.dumps({**json.loads(data), "proof": json.loads(data)["proof"] * 2}).encode(),
    "a proof that builds on another": lambda data: _one(data, b'"proofPurpose"', b'"previousProof":"urn:uuid:1","proofPurpose"'),
    "twice as long as any": lambda data: _one(data, b"Twelve", b"x" * (2 * recognition.MAX_FORM_BYTES)),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_credential_has_the_report_of_the_careful_way(batch: Batch, change: Callable[[bytes], bytes]) -> None:
    data = change(batch.badges[5])
    assert data != batch.badges[5]
    expected = batch.careful(data)
    for _ in range(3):  # its own form is met, learned, and recognised
        assert batch.quick(data) == expected
    assert batch.is_known(batch.badges[5])


_PIECES = st.sampled_from([b'"', b"\\", b'","', b'":"', b'"},{"', b"\xf0\x9f\x98\x80", b"\xef\xbd\xb1", b"\xff", b"\0", b"\\u0000", b"null", b"7", b"@"])  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_byte_is_changed_the_report_is_that_of_the_careful_way(batch: Batch, data: st.DataObject) -> None:
    original = batch.badges[4]
    at = data.draw(st.integers(0, len(original) - 1))
    piece = data.draw(st.binary(min_size=1, max_size=1) | _PIECES | st.just(b""))
    changed = original[:at] + piece + original[at + data.draw(st.integers(0, 1)) :]
    assert batch.quick(changed) == batch.careful(changed)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec="utf-8"), max_size=12), st.sampled_from([b"Twelve", b"Sample Learner"]))
def test_whatever_text_is_put_in_the_report_is_that_of_the_careful_way(batch: Batch, text: str, old: bytes) -> None:
    changed = _one(batch.badges[4], old, json.dumps(text, ensure_ascii=False)[1:-1].encode())
    assert batch.quick(changed) == batch.careful(changed)


@pytest.mark.parametrize(
    "given", ["Sample Learner 24", "sample learner 24", "Sample Learner 25", "learner@issuer.example"]
)
def test_whose_it_is_is_found_in_it(batch: Batch, given: str) -> None:
    for data in batch.badges:
        assert batch.quick(data, Recipient(given)) == batch.careful(data, Recipient(given))


def test_whoever_changes_a_report_changes_no_other(batch: Batch) -> None:
    first, second = batch.badges[4:]
    expected = batch.careful(first), batch.careful(second)
    for memory in (Memory(), batch.memory):
        for data in (first, second, first, second):
            report = batch._report(data, memory, None)
            assert report.credential is not None
            assert report.credential == json.loads(data)
            report.credential["credentialSubject"]["achievement"]["name"] = "Something else"
            report.credential["proof"][0].clear()
            for step in report.steps:
                step.detail["more"] = 1  # type: ignore[index]
        again = [json.dumps(batch._report(data, memory, None).as_dict()) for data in (first, second)]
        assert again == list(expected)


@pytest.mark.parametrize(("room", "spellings", "known"), [(10**6, 4, 4), (10**6, 2, 2), (20_000, 9, 3), (0, 9, 0)])
def test_a_stranger_cannot_fill_the_memory(
    batch: Batch, monkeypatch: pytest.MonkeyPatch, room: int, spellings: int, known: int
) -> None:
    monkeypatch.setattr(recognition, "MAX_KNOWN_BYTES", room)
    monkeypatch.setattr(recognition, "MAX_SPELLINGS", spellings)
    memory = Memory()
    spelled = [json.dumps(json.loads(batch.badges[0]), indent=spaces or None).encode() for spaces in range(6)]
    for data in spelled:
        for _ in range(3):
            assert batch._report(data, memory, None).outcome == "valid"
    assert sum(memory.recognition(batch.contexts).recognise(data) is not None for data in spelled) == known
