"""Data Integrity proofs, byte for byte as the W3C publishes them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey

from laurels.encoding import multibase
from laurels.errors import CredentialError, SignerError, UnportableTextError
from laurels.proof import data_integrity, ed25519
from laurels.proof.canonical import canonical_lines
from laurels.proof.suites import SUITES
from laurels.resolve.contexts import bundled
from laurels.signers.memory import MemorySigner, decode_secret
from laurels.verification import Unavailable, verify
from support import vectors as published

_FOLDER = "w3c-vc-di-eddsa"
_EXAMPLES = "https://www.w3.org/ns/credentials/examples"
# The vectors use the vocabulary for examples, which no published badge may and which takes any word (`@vocab`). Any word is what the
# guard refuses: so here stand the two words that are used.
CONTEXTS: Mapping[str, Any] = {
    **bundled(),
    f"{_EXAMPLES}/v2": {"@context": {term: f"{_EXAMPLES}#{term}" for term in ("AlumniCredential", "alumniOf")}},
}
_SUITES = {"eddsa-rdfc-2022": "DataInt", "Ed25519Signature2020": "EdSig"}


def _text(path: str) -> str:
    return (published.FOLDER / _FOLDER / path).read_text("utf-8")


def _keys(name: str) -> MemorySigner:
    found = published.read(f"{_FOLDER}/{name}")
    return MemorySigner(decode_secret(found["privateKeyMultibase"]))


@pytest.mark.vectors
@pytest.mark.parametrize("suite", _SUITES)
def test_published_vector(vectors: Path, suite: str) -> None:
    folder, end = f"{suite}/", f"{_SUITES[suite]}.txt"
    signed = published.read(f"{_FOLDER}/{folder}signed{_SUITES[suite]}.json")
    proof = signed.pop("proof")
    value = proof.pop("proofValue")
    configuration = published.read(f"{_FOLDER}/{folder}proofConfig{_SUITES[suite]}.json")

    document_text = "".join(canonical_lines(signed, CONTEXTS))
    options_text = "".join(canonical_lines(configuration, CONTEXTS))
    assert document_text == _text(f"{folder}canonDoc{end}")
    assert options_text == _text(f"{folder}proofCanon{end}")
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in (options_text, document_text)]
    assert hashes == [_text(f"{folder}proofHash{end}").strip(), _text(f"{folder}docHash{end}").strip()]

    data = SUITES[proof["type"], proof.get("cryptosuite")].hash_data(signed, proof, CONTEXTS)
    assert data.hex() == "".join(hashes) == _text(f"{folder}combinedHash{end}").strip()
    signer = _keys("keyPair.json")
    signature = signer.sign(data)  # Ed25519 is deterministic: the very bytes must come out
    assert signature.hex() == _text(f"{folder}sigHex{end}").strip()
    assert multibase.encode_base58btc(signature) == _text(f"{folder}sigBTC58{end}").strip() == value
    assert (
        multibase.encode_ed25519_multikey(signer.public_key)
        == published.read(f"{_FOLDER}/keyPair.json")["publicKeyMultibase"]
    )
    assert ed25519.verify(signer.public_key, signature, data)


@pytest.mark.vectors
def test_published_vector_of_canonical_json(vectors: Path) -> None:
    folder = "eddsa-jcs-2022/"
    signed = published.read(f"{_FOLDER}/{folder}signedJCS.json")
    proof = signed.pop("proof")
    value = proof.pop("proofValue")
    suite = SUITES[proof["type"], proof["cryptosuite"]]
    options, document = suite.canonical(signed, proof, CONTEXTS)
    assert (options.decode(), document.decode()) == (
        _text(f"{folder}proofCanonJCS.txt"),
        _text(f"{folder}canonDocJCS.txt"),
    )
    data = suite.hash_data(signed, proof, CONTEXTS)
    assert data.hex() == _text(f"{folder}combinedHashJCS.txt").strip()
    signature = _keys("keyPair.json").sign(data)
    assert multibase.encode_base58btc(signature) == _text(f"{folder}sigBTC58JCS.txt").strip() == value


@pytest.mark.vectors
def test_published_document_signed_by_us(vectors: Path) -> None:
    expected = published.read(f"{_FOLDER}/eddsa-rdfc-2022/signedDataInt.json")
    made = data_integrity.secure(
        published.read(f"{_FOLDER}/unsigned.json"),
        signer=_keys("keyPair.json"),
        verification_method=expected["proof"]["verificationMethod"],
        created=datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC),
        contexts=CONTEXTS,
    )
    assert made == {**expected, "proof": [expected["proof"]]}


@pytest.mark.vectors
def test_published_employment_vector(vectors: Path) -> None:
    # Its context (citizenship/v4rc1) is not published with it, and it is signed by did:key: from the stored canonical texts on,
    # everything is checked.
    end = "DataInt.txt"
    hashes = [
        hashlib.sha256(_text(f"eddsa-rdfc-2022/employ/{name}{end}").encode()).digest()
        for name in ("proofCanon", "canonDoc")
    ]
    data = b"".join(hashes)
    assert data.hex() == _text(f"eddsa-rdfc-2022/employ/combinedHash{end}").strip()
    signature = bytes.fromhex(_text(f"eddsa-rdfc-2022/employ/sigHex{end}").strip())
    proof = published.read(f"{_FOLDER}/eddsa-rdfc-2022/employ/signedDataInt.json")["proof"]
    assert multibase.encode_base58btc(signature) == proof["proofValue"]
    key = multibase.decode_ed25519_multikey(proof["verificationMethod"].partition("#")[2])
    assert ed25519.verify(key, signature, data)


@pytest.mark.vectors
@pytest.mark.parametrize(
    ("name", "code", "altered"),
    [
        ("eddsa-rdfc-2022/signedDataInt", "proof.ok", "proof.altered"),
        ("Ed25519Signature2020/signedEdSig", "proof.ok", "proof.altered"),
        ("proof-set-chain/signedProofSet1", "proof.ok", "proof.altered"),
        ("proof-set-chain/signedProofSet2", "proof.ok", "proof.altered"),
        ("proof-set-chain/signedProofChain1", "proof.ok", "proof.altered"),
        ("proof-set-chain/signedProofChain2", "proof.ok", "proof.altered"),
        ("eddsa-jcs-2022/signedJCS", "proof.ok", "proof.altered"),
    ],
)
def test_published_credentials_through_the_whole_pipeline(vectors: Path, name: str, code: str, altered: str) -> None:
    raw = (vectors / _FOLDER / f"{name}.json").read_bytes()
    # The vectors' issuer is an https address that owns no did:key: authority fails, and the signature is judged apart from it.
    for content, expected in ((raw, code), (raw.replace(b"School", b"Schoon"), altered)):
        report = verify(
            content, now=datetime(2026, 11, 1, tzinfo=UTC), fetch=lambda _: Unavailable("offline"), contexts=CONTEXTS
        )
        assert report.step("proof").code == expected


_DOCUMENT = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "id": "urn:uuid:1",
    "type": ["VerifiableCredential"],
    "issuer": "did:web:issuer.example",
    "name": "Sample",
    "credentialSubject": {"id": "urn:uuid:2"},
}


class _Liar(MemorySigner):
    """Says that it holds another key than the one it signs with."""

    @property
    def public_key(self) -> bytes:
        return bytes(SigningKey(bytes(32)).verify_key)


@pytest.mark.parametrize(
    ("signer", "change", "error"),
    [
        (_Liar(b"\1" * 32), {}, SignerError),
        (MemorySigner(b"\1" * 32), {"honours": "Distinction"}, CredentialError),
        (MemorySigner(b"\1" * 32), {"description": ["\U0001f600", "\uff71"]}, UnportableTextError),
    ],
)
def test_what_is_not_signed(signer: MemorySigner, change: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        data_integrity.secure(
            {**_DOCUMENT, **change},
            signer=signer,
            verification_method="did:web:issuer.example#k",
            created=datetime(2026, 1, 1, tzinfo=UTC),
            contexts=bundled(),
        )
    assert type(caught.value) is error
    assert caught.value.hint
