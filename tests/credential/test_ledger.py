"""A ledger line and its template give back the very credential that was signed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.credential import ledger
from laurels.credential.ledger import HOLES, LedgerError
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
UUID = "6f1c1f0e-7f5a-4a0b-9d56-2f1f6c3d0a01"


def _line(credential: dict[str, Any], template: TemplateLine, values: list[Any], /, **changes: Any) -> AwardLine:
    made = {
        "id": UUID, "row": "0" * 64, "issued": "2026-07-01T00:00:00Z", "template": template.template, "status": {"revocation-1": 5},
        "digest": jcs.digest(credential), "values": values,
    }  # fmt: skip
    return AwardLine.model_validate({**made, **changes})


@given(_CREDENTIALS)
def test_restore_is_the_inverse_of_split(credential: dict[str, Any]) -> None:
    before = json.dumps(credential)
    template, values = ledger.split(credential)
    assert ledger.restore(template, _line(credential, template, values)) == credential
    assert json.dumps(credential) == before
    assert ledger.template_digest(template) == template.template
    assert set(template.holes) <= set(HOLES)


@given(_CREDENTIALS, _CREDENTIALS)
def test_what_differs_in_holes_alone_shares_a_template(one: dict[str, Any], other: dict[str, Any]) -> None:
    mixed = {**one, **{name: other[name] for name in ("id", "validFrom", "evidence") if name in one and name in other}}
    assert ledger.split(one)[0] == ledger.split(mixed)[0]


CREDENTIAL: dict[str, Any] = {
    "id": f"urn:uuid:{UUID}",
    "name": "SQL foundations",
    "credentialSubject": {"id": "urn:uuid:1", "achievement": {"name": "SQL foundations"}},
    "proof": [{"created": "2026-07-01T00:00:00Z", "proofValue": "z5"}],
}
TEMPLATE, VALUES = ledger.split(CREDENTIAL)


def test_holes_hold_nothing_of_the_learner() -> None:
    assert list(TEMPLATE.holes) == ["/id", "/credentialSubject/id", "/proof/0/created", "/proof/0/proofValue"]
    assert [CREDENTIAL["id"], "urn:uuid:1", "2026-07-01T00:00:00Z", "z5"] == VALUES
    assert UUID not in json.dumps(TEMPLATE.credential)


@pytest.mark.parametrize(
    ("template", "change"),
    [
        (TEMPLATE, {"values": VALUES[:-1]}),
        (TEMPLATE, {"values": [*VALUES, "more"]}),
        (TEMPLATE, {"values": VALUES[::-1]}),
        (TEMPLATE, {"values": [*VALUES[:-1], "z6"]}),
        (TEMPLATE, {"digest": "0" * 64}),
        (TEMPLATE.model_copy(update={"credential": {**TEMPLATE.credential, "name": "SQL mastery"}}), {}),
        (TEMPLATE.model_copy(update={"holes": ("/id", "/credentialSubject/id", "/proof/0/created", "/proof/7/proofValue")}), {}),
        (TEMPLATE.model_copy(update={"holes": ("/id", "/credentialSubject/id", "/proof/0/created", "/proof/x/proofValue")}), {}),
        (TEMPLATE.model_copy(update={"holes": ("/id", "/credentialSubject/id", "/proof/0/created", "/name/0")}), {}),
        (TEMPLATE.model_copy(update={"holes": ("/id", "/credentialSubject/id", "/proof/0/created", "proof")}), {}),
        (TEMPLATE.model_copy(update={"holes": ("/id", "/credentialSubject/id", "/proof/0/created", "")}), {}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_not_restored(template: TemplateLine, change: dict[str, Any]) -> None:
    with pytest.raises(LedgerError):
        ledger.restore(template, _line(CREDENTIAL, TEMPLATE, VALUES, **change))
