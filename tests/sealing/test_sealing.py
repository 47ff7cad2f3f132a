"""Sealed rows and sealed values: only the right key opens them, and nothing is told to anybody else."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox
from pydantic import ValidationError

from laurels.encoding import jcs, strict_json
from laurels.sealing.page import open_page
from laurels.sealing.rows import SealedRow, open_row, read_row, row_digest, seal_row
from laurels.sealing.text import PAD_TO_BYTES, SealingError, from_text, pad, to_text, unpad
from laurels.sealing.values import open_values, seal_values
from laurels.signers.memory import MemoryOpener
from laurels.site.files import site_files
from support import office, sealed

REGISTRAR = PrivateKey(b"\x01" * 32)
OPENER = MemoryOpener(bytes(REGISTRAR))
PUBLIC = bytes(REGISTRAR.public_key)
UUID = "123e4567-e89b-42d3-a456-426614174000"
ROW = SealedRow.model_validate(
    {"recipient": {"name": "Sample Learner 01"}, "email": "sample@laurels.example", "key": "A" * 43}
)


@given(st.binary(max_size=200))
def test_padding_comes_off_again(data: bytes) -> None:
    assert unpad(pad(data)) == data
    assert len(pad(data)) % PAD_TO_BYTES == 0


@given(st.binary(max_size=200))
def test_text_comes_back(data: bytes) -> None:
    assert from_text(to_text(data)) == data


@pytest.mark.parametrize("text", ["A", "AB", "AA==", "A+A/", "AAAA\n", "é", "AAAB="])
def test_text_has_one_spelling(text: str) -> None:
    with pytest.raises(SealingError):
        from_text(text)


@pytest.mark.parametrize("data", [b"", bytes(32), b"a" * 32, b"a\x80", b"\x80" + bytes(32 * 2 - 1)])
def test_wrong_padding_is_refused(data: bytes) -> None:
    with pytest.raises(SealingError):
        unpad(data)


def test_a_row_opens_with_the_registrars_key_alone() -> None:
    sealed = seal_row(ROW, PUBLIC, b"\x02" * 32)
    assert open_row(sealed, OPENER) == ROW
    with pytest.raises(SealingError) as raised:
        open_row(sealed, MemoryOpener(b"\x03" * 32))
    assert "Sample" not in str(raised.value)


def test_a_row_is_a_sealed_box_of_nacl() -> None:
    ours = from_text(seal_row(ROW, PUBLIC, b"\x02" * 32))
    assert unpad(SealedBox(REGISTRAR).decrypt(ours)).startswith(b"\x01")
    theirs = to_text(SealedBox(REGISTRAR.public_key).encrypt(pad(jcs.canonical_bytes(ROW.as_data()))))
    assert open_row(theirs, OPENER) == ROW


def test_what_is_no_row_is_refused_without_quoting_it() -> None:
    for inside in (b'{"recipient":{"name":"Sample Learner 01"}}', b"Sample Learner 01", b'{"secret": 1}'):
        sealed = to_text(SealedBox(REGISTRAR.public_key).encrypt(pad(inside)))
        with pytest.raises(SealingError) as raised:
            open_row(sealed, OPENER)
        assert "Sample" not in str(raised.value)
        assert raised.value.__cause__ is None


_TEXTS = st.sampled_from(
    ["", "a", "A" * 43, "é", "\u2028", "\x7f", "\ud800", '"', "\\", "competent", "https://laurels.example/1"]
)
_VALUES = st.none() | _TEXTS | st.sampled_from([1, 2**53, 1.5, float("nan"), True, {"en": "a"}])


def _objects(*keys: str, values: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[str]:
    """JSON objects as text, in which a key may come twice."""
    texts = values or _VALUES.flatmap(
        lambda value: st.sampled_from([json.dumps(value), json.dumps(value, ensure_ascii=False)])
    )
    pairs = st.tuples(st.sampled_from(keys), texts).map(lambda pair: f'"{pair[0]}":{pair[1]}')
    return st.lists(pairs, max_size=4).map(lambda found: "{" + ",".join(found) + "}")


_RECIPIENT = st.sampled_from(['{"name":"Sample Learner 01"}']) | _objects("name", "id", "nick")
_PARTS = st.one_of(
    st.sampled_from(
        ['"key":"' + "A" * 43 + '"', '"language":"de"', '"email":"a@laurels.example"', '"points":{"a":1,"a":2}']
    ),
    st.sampled_from([f'"supersedes":"{UUID}"', '"supersedes":null', '"points":{"a":9007199254740993}', '"other":1']),
    _RECIPIENT.map(lambda text: f'"recipient":{text}'),
    st.lists(_objects("criterion", "level", "status", "value"), max_size=2).map(
        lambda found: f'"results":[{",".join(found)}]'
    ),
    st.lists(_objects("id", "name", "narrative", "digest"), max_size=2).map(
        lambda found: f'"evidence":[{",".join(found)}]'
    ),
)
_START = '{"key":"' + "A" * 43 + '","recipient":{"name":"Sample Learner 01"}'


@given(
    st.lists(_PARTS, max_size=3), st.integers(0, 400), st.sampled_from([b"", b"\x00", b"\n", b"\xff", b'"', b"}", b" "])
)
def test_what_is_read_in_one_go_is_what_the_strict_reader_reads(parts: list[str], at: int, noise: bytes) -> None:
    text = ",".join([_START, *parts]).encode("utf-8", "surrogatepass") + b"}"
    data = text[:at] + noise + text[at:]
    try:
        expected = SealedRow.model_validate(strict_json.loads(data))
    except (strict_json.JsonError, ValidationError):
        with pytest.raises(SealingError, match="no row"):
            read_row(data)
    else:
        assert read_row(data) == expected


def test_a_key_is_given_once_in_a_row() -> None:
    for again in (
        '"email":"a"',
        '"recipient":{"name":"B"}',
        '"results":[{"criterion":"a","criterion":"b"}]',
        '"evidence":[{"id":null,"id":null}]',
    ):
        for text in (f"{_START},{again},{again}}}", f'{{{again},{_START[1:]},"email":null,"email":null}}'):
            with pytest.raises(SealingError):
                read_row(text.encode())


def _deflated(data: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -12)
    return b"\x01" + deflate.compress(data) + deflate.flush()


@pytest.mark.parametrize(
    "inside",
    [b"\x01", b"\x01\xff\xff", _deflated(b"{}")[:-1], _deflated(b"{}") + b"more", _deflated(b" " * 10_000_000), _deflated(b"{}")],
    ids=["empty", "noise", "cut", "more", "bomb", "no-row"],
)  # fmt: skip
def test_what_does_not_unpack_to_a_row_is_refused(inside: bytes) -> None:
    with pytest.raises(SealingError, match="no row"):
        open_row(to_text(SealedBox(REGISTRAR.public_key).encrypt(pad(inside))), OPENER)


def test_a_row_is_about_half_as_long_as_what_it_says() -> None:
    results = [{"criterion": name, "level": "competent"} for name in ("method", "judgement", "report")]
    evidence = [{"id": "https://laurels.example/evidence/1/", "narrative": "A piece of work with a note of two pages."}]
    row = SealedRow.model_validate({**ROW.as_data(), "results": results, "evidence": evidence})
    assert len(from_text(seal_row(row, PUBLIC, b"\x02" * 32))) < 0.75 * len(jcs.canonical_bytes(row.as_data()))
    assert open_row(seal_row(row, PUBLIC, b"\x02" * 32), OPENER) == row


def test_lengths_of_names_do_not_show() -> None:
    lengths = {
        len(seal_row(ROW.model_copy(update={"email": "x" * size + "@laurels.example"}), PUBLIC, b"\x02" * 32))
        for size in range(1, 12)
    }
    assert len(lengths) <= 2


def test_a_row_is_named_by_its_ciphertext() -> None:
    sealed = seal_row(ROW, PUBLIC, b"\x02" * 32)
    assert row_digest(sealed) == hashlib.sha256(from_text(sealed)).hexdigest()


@given(st.lists(st.text(max_size=20) | st.integers(-5, 5) | st.none(), max_size=6))
def test_values_open_with_the_page_key_and_the_uuid_alone(values: list[object]) -> None:
    key = b"\x04" * 32
    sealed = seal_values(values, identifier=UUID, page_key=key)
    assert open_values(sealed, identifier=UUID, page_key=key) == values
    for other in (
        {"identifier": UUID.replace("1", "2"), "page_key": key},
        {"identifier": UUID, "page_key": b"\x06" * 32},
        {"identifier": UUID, "page_key": b"short"},
    ):
        with pytest.raises(SealingError):
            open_values(sealed, **other)  # type: ignore[arg-type]
    flipped = to_text(from_text(sealed)[:-1] + bytes([from_text(sealed)[-1] ^ 1]))
    with pytest.raises(SealingError):
        open_values(flipped, identifier=UUID, page_key=key)


def test_a_page_opens_with_its_key_alone(tmp_path: Path) -> None:
    root = sealed.repository(tmp_path / "repository")
    sealed.award(root, tmp_path, sealed.learner(1))
    (identifier,) = sealed.issue(root)
    files = dict(site_files(office.catalogue(root), {}))
    award = files[f"b/{identifier}/sealed.json"]
    (template,) = (data for name, data in files.items() if name.startswith("templates/"))
    key = sealed.opened(office.catalogue(root))[identifier].page_key
    credential = json.loads(open_page(award, template, key))
    assert credential["credentialSubject"]["identifier"][0]["identityHash"] == "Sample Learner 01"
    changed = json.loads(award)
    for bad_award, bad_template, bad_key in (
        (award, template, bytes(32)),
        (award, template.replace(b"SQL", b"SQR"), key),
        (jcs.canonical_bytes({**changed, "digest": "0" * 64}), template, key),
        (jcs.canonical_bytes({**changed, "issued": "2026-11-23T09:30:01Z"}), template, key),
        (b"{", template, key),
        (b"[]", template, key),
        (award, b"{}", key),
    ):
        with pytest.raises(SealingError) as raised:
            open_page(bad_award, bad_template, bad_key)
        assert "Sample" not in str(raised.value)
