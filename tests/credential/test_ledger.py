"""A ledger line and its template give back the very credential that was signed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from laurels.credential import ledger
from laurels.credential.ledger import HOLES, LedgerError
from laurels.credential.splice import SpliceError, Splicer
from laurels.encoding import jcs
from laurels.model.ledger import AwardLine, TemplateLine

_JSON: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**53) + 1, 2**53 - 1),
        st.text(st.characters(codec="utf-8"), max_size=8),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4, alphabet="abcd/~"), inner, max_size=3)
    ),
    max_leaves=6,
)
_STATUS = st.fixed_dictionaries({"type": _JSON}, optional={"id": _JSON, "statusListIndex": _JSON})
_CREDENTIALS = st.fixed_dictionaries(
    {
        "issuer": _JSON,
        "credentialSubject": st.fixed_dictionaries(
            {"achievement": _JSON}, optional={"id": _JSON, "identifier": _JSON, "result": _JSON}
        ),
    },
    optional={
        "id": _JSON,
        "validFrom": _JSON,
        "validUntil": _JSON,
        "awardedDate": _JSON,
        "evidence": _JSON,
        "credentialStatus": st.lists(_STATUS, max_size=3),
        "proof": st.lists(
            st.fixed_dictionaries({"type": _JSON}, optional={"created": _JSON, "proofValue": _JSON}), max_size=2
        ),
    },
)
SAID: dict[str, Any] = {
    "identifier": "6f1c1f0e-7f5a-4a0b-9d56-2f1f6c3d0a01",
    "issued": "2026-07-01T00:00:00Z",
    "status": {"revocation-1": 5},
}
UUID = "6f1c1f0e-7f5a-4a0b-9d56-2f1f6c3d0a01"


def _line(credential: dict[str, Any], template: TemplateLine, values: list[Any], /, **changes: Any) -> AwardLine:
    made = {
        "id": UUID, "row": "0" * 64, "issued": "2026-07-01T00:00:00Z", "template": template.template, "status": {"revocation-1": 5},
        "digest": jcs.digest(credential), "values": values,
    }  # fmt: skip
    return AwardLine.model_validate({**made, **changes})


def _split(credential: dict[str, Any]) -> tuple[TemplateLine, list[Any]]:
    """Split, leaving out what no credential of ours holds (`test_what_a_line_could_not_say_is_refused`)."""
    try:
        return ledger.split(credential, **SAID)
    except LedgerError:
        reject()


@given(_CREDENTIALS)
def test_restore_is_the_inverse_of_split(credential: dict[str, Any]) -> None:
    before = json.dumps(credential)
    template, values = _split(credential)
    assert ledger.restore(template, _line(credential, template, values)) == credential
    assert json.dumps(credential) == before
    assert ledger.template_digest(template) == template.template
    assert set(template.holes) <= set(HOLES)


SUBJECT: dict[str, Any] = {
    "id": "urn:uuid:1",
    "identifier": [{"type": "IdentityObject", "identityHash": "Sample Learner 01", "salt": "not-used"}],
    "achievement": {"id": "https://laurels.example/catalogue/sql/", "name": "SQL foundations"},
}
CREDENTIAL: dict[str, Any] = {
    "id": f"urn:uuid:{UUID}",
    "name": "SQL foundations",
    "credentialSubject": SUBJECT,
    "credentialStatus": [
        {"id": f"https://laurels.example/lists/{name}.json#{index}", "statusListIndex": str(index), "statusListCredential": f"https://laurels.example/lists/{name}.json"}
        for name, index in SAID["status"].items()
    ],
    "proof": [{"created": "2026-07-01T00:00:00Z", "proofValue": "z5"}],
}  # fmt: skip
TEMPLATE, VALUES = ledger.split(CREDENTIAL, **SAID)
_URL = "https://laurels.example/catalogue/sql/#"
_RESULTS = [
    {"id": f"urn:uuid:{UUID}#result-1", "type": ["Result"], "resultDescription": _URL + "project", "achievedLevel": _URL + "project-competent"},
    {"id": f"urn:uuid:{UUID}#result-2", "type": ["Result"], "resultDescription": _URL + "report", "status": "Completed", "value": "87"},
]  # fmt: skip
_WORK = [{"type": ["Evidence"], "id": "https://laurels.example/evidence/1/", "narrative": "Ten queries."}]


def test_a_template_says_nothing_about_the_learner() -> None:
    assert list(TEMPLATE.holes) == list(HOLES)
    assert VALUES == ["urn:uuid:1", "Sample Learner 01", None, None, "z5"]
    shown = json.dumps(ledger.template_data(TEMPLATE))
    assert not any(word in shown for word in (UUID, "Sample", "urn:uuid:1", "z5"))


@pytest.mark.parametrize(
    "results", [None, [], _RESULTS, _RESULTS[:1], _RESULTS[::-1], [{"type": ["Result"], "other": 1}], "text"], ids=repr
)
@pytest.mark.parametrize("work", [None, _WORK, [{**_WORK[0], "type": ["Evidence", "Image"]}]], ids=repr)
def test_learners_of_a_batch_share_a_template_whatever_they_have(results: Any, work: Any) -> None:
    subject = SUBJECT if results is None else {**SUBJECT, "result": results}
    credential = {**CREDENTIAL, "credentialSubject": subject, **({} if work is None else {"evidence": work})}
    template, values = ledger.split(credential, **SAID)
    assert template == TEMPLATE
    assert ledger.restore(template, _line(credential, template, values)) == credential
    splicer = Splicer(template)
    assert splicer.signed(_line(credential, template, values), values) == jcs.canonical_bytes(credential)


def test_lists_are_written_short() -> None:
    credential = {**CREDENTIAL, "credentialSubject": {**SUBJECT, "result": _RESULTS}, "evidence": _WORK}
    assert ledger.split(credential, **SAID)[1][2:4] == [
        [["project", "project-competent"], ["report", None, "Completed", "87"]],
        [["https://laurels.example/evidence/1/", None, "Ten queries."]],
    ]


def test_results_without_an_address_of_their_own_stay_long() -> None:
    """What was signed before results had ids, and what another award's results would be."""
    for results in ([{key: value for key, value in _RESULTS[0].items() if key != "id"}], _RESULTS[::-1]):
        credential = {**CREDENTIAL, "credentialSubject": {**SUBJECT, "result": results}}
        assert ledger.split(credential, **SAID)[1][2] == results


_NUMBERED_BY_WHAT_NO_LINE_HAS = TEMPLATE.model_copy(
    update={
        "entries": {
            hole: entry.model_copy(update={"numbered": ("id", "", "no-field", "#")})
            for hole, entry in (TEMPLATE.entries or {}).items()
        }
    }
)


@pytest.mark.parametrize(
    ("template", "change"),
    [
        (TEMPLATE, {"values": VALUES[:-1]}),
        (TEMPLATE, {"values": [*VALUES, "more"]}),
        (TEMPLATE, {"values": VALUES[::-1]}),
        (TEMPLATE, {"values": [*VALUES[:-1], "z6"]}),
        (TEMPLATE, {"values": [*VALUES[:2], [["a", "b", "c", "d", "e"]], *VALUES[3:]]}),
        (TEMPLATE, {"values": [*VALUES[:2], [[1]], *VALUES[3:]]}),
        (TEMPLATE, {"digest": "0" * 64}),
        (_NUMBERED_BY_WHAT_NO_LINE_HAS, {"values": [*VALUES[:2], [["project"]], *VALUES[3:]]}),
        (TEMPLATE, {"status": {"revocation-2": 5}}),
        (TEMPLATE.model_copy(update={"credential": {**TEMPLATE.credential, "name": "SQL mastery"}}), {}),
        (TEMPLATE.model_copy(update={"follows": {**(TEMPLATE.follows or {}), "/id": ("urn:uuid:", "issued")}}), {}),
        (TEMPLATE.model_copy(update={"follows": {**(TEMPLATE.follows or {}), "/no": ("", "id")}}), {}),
        *(
            (TEMPLATE.model_copy(update={"holes": (*HOLES[:4], place)}), {})
            for place in ("/proof/7/proofValue", "/proof/x/proofValue", "/name/0", "proof", "")
        ),
        *(
            (TEMPLATE.model_copy(update={"holes": (*HOLES[:3], place, HOLES[4])}), {})
            for place in ("/proof/7", "/proof/0", "/no", "")
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_not_restored(template: TemplateLine, change: dict[str, Any]) -> None:
    line = _line(CREDENTIAL, TEMPLATE, VALUES, **change)
    with pytest.raises(LedgerError):
        ledger.restore(template, line)
    assert line.values is not None
    with pytest.raises(SpliceError):
        Splicer(template).signed(line, line.values)


@pytest.mark.parametrize(
    "change", [{"evidence": None}, {"evidence": [["a"]]}, {"proof": [{"proofValue": None}]}], ids=repr
)
def test_what_a_line_could_not_say_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(LedgerError, match="something else"):
        ledger.split({**CREDENTIAL, **change}, **SAID)


@given(st.dictionaries(st.uuids().map(str), st.binary(min_size=32, max_size=32).map(bytes.hex), max_size=4))
def test_the_head_is_the_digest_of_the_digests_in_order_of_id(digests: dict[str, str]) -> None:
    assert ledger.head(digests) == jcs.digest([digests[identifier] for identifier in sorted(digests)])
