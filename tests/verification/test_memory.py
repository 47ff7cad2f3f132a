"""A verification that remembers says what one says that remembers nothing."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conformance.generate import input_bytes
from laurels.encoding import jcs
from laurels.encoding.timestamps import parse_timestamp
from laurels.proof import canonical
from laurels.proof import familiar as familiar_module
from laurels.proof.canonical import CanonicalizationError, canonical_lines
from laurels.proof.familiar import Familiar, differing
from laurels.resolve.contexts import bundled
from laurels.verification import Fetched, Memory, Unavailable, parse_trust, verify
from support import office
from support.office import NOW

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "conformance").glob("*.json"))
    if isinstance((case := json.loads(path.read_bytes()))["input"].get("json"), dict)
]


def _verify(case: Mapping[str, Any], memory: Memory, times: int) -> list[dict[str, Any]]:
    def fetch(url: str) -> Fetched | Unavailable:
        answer = case["http"].get(url)
        return Unavailable("offline") if answer is None else Fetched(answer.get("status", 200), input_bytes(answer))

    now = parse_timestamp(case["now"])
    trust = None if case["trust"] is None else parse_trust(input_bytes({"json": case["trust"]}))
    data = input_bytes(case["input"])
    return [
        verify(data, now=now, fetch=fetch, contexts=bundled(), trust=trust, memory=memory).as_dict()
        for _ in range(times)
    ]


@pytest.mark.parametrize("case", [case for case in CASES if "recipient" not in case], ids=lambda case: case["name"])
def test_every_case_has_its_report_however_often_it_is_asked(case: Mapping[str, Any]) -> None:
    assert _verify(case, Memory(), 3) == [case["report"]] * 3


def test_one_memory_for_all_cases_keeps_their_circumstances_apart() -> None:
    memory = Memory()
    for case in CASES[::5]:
        if "recipient" not in case:
            assert _verify(case, memory, 1) == [case["report"]], case["name"]


def _slow(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes | str:
    try:
        both = ({**options, "@context": document["@context"]}, document)
        return b"".join(hashlib.sha256("".join(canonical_lines(part, bundled())).encode()).digest() for part in both)
    except CanonicalizationError as error:
        return error.code


def _quick(memory: Familiar, document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes | str:
    try:
        return memory.hash_data(document, options)
    except CanonicalizationError as error:
        return error.code


OPTIONS = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod"}


def _unsecured(case: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in case["input"]["json"].items() if name != "proof"}


def test_the_signed_bytes_of_every_case_are_those_of_the_canonicaliser() -> None:
    familiar = Familiar(bundled())
    documents = [document for case in CASES if "@context" in (document := _unsecured(case))]
    assert len(documents) > 100
    for document in documents:
        expected = _slow(document, OPTIONS)
        for _ in range(3):
            assert _quick(familiar, document, OPTIONS) == expected


DOCUMENT = {
    **_unsecured(next(case for case in CASES if case["name"] == "proof-ok-single")),
    "validUntil": "2029-06-30T00:00:00Z",
    "evidence": [{"id": "https://issuer.example/evidence/1/", "type": ["Evidence"], "name": "Queries", "narrative": "Ten."}],
    "credentialStatus": [{"id": "https://issuer.example/lists/revocation-1.json#7", "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "7", "statusListCredential": "https://issuer.example/lists/revocation-1.json"}],
}  # fmt: skip
DOCUMENT["credentialSubject"] = {
    **DOCUMENT["credentialSubject"],
    "identifier": [{"type": "IdentityObject", "identityHash": "Sample Learner 01", "identityType": "name", "hashed": False, "salt": "not-used"}],
    "result": [{"type": ["Result"], "resultDescription": "https://issuer.example/a#project", "value": "87"}],
}  # fmt: skip


def _places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in children:
        yield from _places(item, (*path, key))


PLACES = [path for path in _places(DOCUMENT) if path and path[0] != "@context"]
_JUNK = st.sampled_from(
    ["", "x", "1", 1, 1.0, True, False, None, [], {}, ["x"], "Result", "id", "@id", "@type", "_:b", "urn:uuid:1", "https://issuer.example/a", "did:web:issuer.example",
     "did:key:z6Mk", "a\nb", '"', "\\", "\u2028", "\x85", "😀", "ｱ", "😀ｱ", "https://a b", "relative", "sec:x", "ext:x", "2026-06-30T00:00:00Z", {"@value": "x"}, {"id": "urn:x"},
     "https://issuer.example/lists/revocation-1.json#7", "https://issuer.example/lists/revocation-1.json#8", "urn:uuid:ffffffff-ffff-ffff-ffff-000000000000"]
)  # fmt: skip


@pytest.fixture(scope="module")
def familiar() -> Familiar:
    """One that knows the shape of the document, in two orders of its keys."""
    made = Familiar(bundled())
    for document in (DOCUMENT, dict(reversed(DOCUMENT.items()))):
        for _ in range(2):
            made.hash_data(document, OPTIONS)
    assert all(made._shapes.values())
    assert len(made._shapes) == 2
    return made


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PLACES), st.sampled_from(["put", "remove", "rename"]), _JUNK, st.booleans())
def test_a_changed_document_has_the_bytes_of_the_canonicaliser(
    familiar: Familiar, path: tuple[str | int, ...], what: str, junk: Any, backwards: bool
) -> None:
    document: Any = copy.deepcopy(DOCUMENT)
    owner = document
    for part in path[:-1]:
        owner = owner[part]
    if what == "remove" or (what == "rename" and isinstance(path[-1], int)):
        del owner[path[-1]]
    elif what == "put":
        owner[path[-1]] = junk
    else:
        owner[str(junk)] = owner.pop(path[-1])
    if backwards:
        document = dict(reversed(document.items()))
    assert _quick(familiar, document, OPTIONS) == _slow(document, OPTIONS)


@settings(max_examples=100)
@given(st.text(max_size=20), st.text(max_size=20), st.uuids(), st.integers(0, 131_071))
def test_other_awards_of_the_batch_are_filled_in(
    familiar: Familiar, name: str, words: str, identifier: Any, index: int
) -> None:
    document: Any = copy.deepcopy(DOCUMENT)
    document["id"] = f"urn:uuid:{identifier}"
    document["credentialSubject"]["identifier"][0]["identityHash"] = name
    document["evidence"][0]["narrative"] = words
    entry = document["credentialStatus"][0]
    entry["statusListIndex"], entry["id"] = str(index), f"{entry['statusListCredential']}#{index}"
    assert _quick(familiar, document, OPTIONS) == _slow(document, OPTIONS)


def test_taking_out_what_differs_leaves_the_document_alone() -> None:
    before = json.dumps(DOCUMENT)
    blank, holes, values = differing(DOCUMENT)
    assert json.dumps(DOCUMENT) == before
    assert len(holes) == len(values) == 11
    assert not any(
        value in json.dumps(blank) for value in values if len(value) > 3 and value != "https://issuer.example/a#project"
    )


def test_a_stranger_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(json.dumps(DOCUMENT))
    monkeypatch.setattr(familiar_module, "MAX_LEARNED_BYTES", 4 * size)
    monkeypatch.setattr(familiar_module, "MAX_SEEN", 7)
    made = Familiar(bundled())
    for number in range(9):
        for _ in range(2):
            made.hash_data(
                {**DOCUMENT, "name": f"Badge {number}"}, {**OPTIONS, "created": f"2026-01-01T00:00:{number:02}Z"}
            )
        assert len(made._shapes) <= 5
        assert len(made._options) <= 7
        assert len(made._seen) <= 7
    assert len(made._shapes) > 1


def test_among_many_a_shape_is_learned_from_its_first_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(familiar_module, "MANY", 3)
    made = Familiar(bundled())
    documents = [{**DOCUMENT, "name": f"Badge {number}"} for number in range(6)]
    undefined = {**DOCUMENT, "grade": "A"}
    expected = [_slow(document, OPTIONS) for document in [*documents, undefined]]
    assert [_quick(made, document, OPTIONS) for document in [*documents, undefined]] == expected
    for module in ("familiar", "learning"):
        monkeypatch.setattr(f"laurels.proof.{module}.canonical_lines", None)
    for document, hashed in list(zip(documents, expected, strict=False))[3:]:
        assert made.hash_data(document, OPTIONS) == hashed
    with pytest.raises(TypeError):
        made.hash_data(documents[0], OPTIONS)
    with pytest.raises(TypeError):
        made.hash_data(undefined, OPTIONS)


def test_the_options_of_a_proof_are_filled_in_whatever_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Familiar(bundled())
    times = [
        "2026-01-01T00:00:00Z",
        "2026-01-02T00:00:00+01:00",
        "",
        'x"y',
        "ä",
        "\u2028",
        "2026-01-03T00:00:00Z",
        7,
        None,
    ]
    expected = [_slow(DOCUMENT, {**OPTIONS, "created": time}) for time in times]
    assert [_quick(made, DOCUMENT, {**OPTIONS, "created": time}) for time in times] == expected
    monkeypatch.setattr(familiar_module, "canonical_lines", None)
    assert len(made.hash_data(DOCUMENT, {**OPTIONS, "created": "2026-01-04T00:00:00Z"})) == 64


def test_a_batch_is_canonicalised_a_few_times_and_every_report_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = office.repository(tmp_path, issued__awards__2026__many=office.batch(learners=range(20, 60)))
    office.run(root)
    badges = list(office.credentials(root).values())
    tampered = badges[7].replace(b"Sample Learner", b"Simple Learner")
    badges += [tampered, badges[3]]
    fetch, contexts = office.published(root), bundled()
    alone = [verify(data, now=NOW, fetch=fetch, contexts=contexts).as_dict() for data in badges]
    calls = 0
    to_rdf = canonical._GuardedProcessor.to_rdf

    def counted(self: Any, *arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        return to_rdf(self, *arguments)

    monkeypatch.setattr(canonical._GuardedProcessor, "to_rdf", counted)
    memory = Memory()
    together = [verify(data, now=NOW, fetch=fetch, contexts=contexts, memory=memory).as_dict() for data in badges]
    assert together == alone
    assert [report["outcome"] for report in together].count("invalid") == 1
    assert calls < 20


def test_another_hour_another_network_or_other_trust_is_another_memory(tmp_path: Path) -> None:
    root = office.repository(tmp_path)
    office.run(root)
    data = next(iter(office.credentials(root).values()))
    fetch, memory = office.published(root), Memory()

    def code(now: Any, source: Any) -> str:
        return verify(data, now=now, fetch=source, contexts=bundled(), memory=memory).step("status").code

    assert code(NOW, fetch) == "status.ok"
    assert code(NOW + timedelta(days=60), fetch) == "status.list-stale"
    lists = {
        url: json.loads(answer.body)
        for name in ("revocation-1", "suspension-1")
        if isinstance(answer := fetch(url := f"{office.SITE}lists/{name}.json"), Fetched)
    }
    for value in lists.values():
        value["validFrom"] = "2026-01-01T00:00:00Z"
    broken = {url: jcs.canonical_bytes(value) for url, value in lists.items()}
    assert code(NOW, lambda url: Fetched(200, broken[url]) if url in broken else fetch(url)) == "status.list-proof"
    assert code(NOW, fetch) == "status.ok"


def test_what_one_badge_made_us_ask_too_often_is_asked_again_for_the_next(tmp_path: Path) -> None:
    root = office.repository(tmp_path)
    office.run(root)
    good = next(iter(office.credentials(root).values()))
    fetch, memory = office.published(root), Memory()

    def greedy(url: str) -> Fetched | Unavailable:
        return Unavailable("too-many") if url.endswith("revocation-1.json") and not generous else fetch(url)

    generous = False
    codes = []
    for answer in (False, True, False, True):
        generous = answer
        report = verify(good, now=NOW, fetch=greedy, contexts=bundled(), memory=memory)
        codes.append(report.step("status").code)
    assert codes == ["status.unavailable", "status.ok"] * 2
