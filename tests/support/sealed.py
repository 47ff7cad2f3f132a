"""A repository whose issuer seals its recipients, and the registrar who opens them."""

from __future__ import annotations

from pathlib import Path

from laurels.credential.ledger import row_digest
from laurels.encoding import multibase
from laurels.exchange.sheet import read_sheet
from laurels.model.catalogue import Catalogue
from laurels.office.award.run import Order, Prepared, prepare
from laurels.office.keys import NewKey, public_key_yaml
from laurels.office.run import issue as run_issue
from laurels.sealing.rows import SealedRow, open_row
from laurels.signers.memory import MemoryOpener
from support import office

REGISTRAR = MemoryOpener(office.seed("registrar"))
KEY_ID = "registrar-2026"
HEADER = "name,email"


def registrar_key(opener: MemoryOpener = REGISTRAR, **more: str) -> str:
    """The content of `keys/public/<id>.yaml` of a registrar."""
    text = multibase.encode_base58btc(multibase.X25519_PUBLIC_PREFIX + opener.public_key)
    made = public_key_yaml(NewKey(text, b""), purpose="registrar", issuer="institute", created=office.CREATED).decode()
    return made + "".join(f"{field}: {value}\n" for field, value in more.items())


def repository(root: Path, **more: str) -> Path:
    """The repository of `support.office`, sealed, without a batch."""
    office.repository(root, **{"keys__public__" + KEY_ID: registrar_key(), **more})
    issuer = root / "catalogue/issuers/institute.yaml"
    issuer.write_text(
        issuer.read_text(encoding="utf-8").replace("recipientPolicy: public", "recipientPolicy: sealed"),
        encoding="utf-8",
    )
    for path in (root / "issued/awards/2026").glob("*.yaml"):
        path.unlink()
    return root


def cohort(folder: Path, *lines: str, header: str = HEADER) -> Path:
    """A CSV file."""
    path = folder / "cohort.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def learner(number: int) -> str:
    return f"Sample Learner {number:02},sample.{number:02}@laurels.example"


def look(
    catalogue: Catalogue,
    source: Path,
    *,
    opened: bool = False,
    achievement: str = "sql",
    day: str = "2026-06-30",
    **more: object,
) -> Prepared:
    """Prepare a batch with chance that can be repeated."""
    chance = office.entropy()
    return prepare(
        catalogue,
        read_sheet(source),
        Order(achievement, office.NOW.date().fromisoformat(day), **more),  # type: ignore[arg-type]
        now=office.NOW,
        random_bytes=lambda count: bytes(chance.randbelow(256) for _ in range(count)),
        opener=REGISTRAR if opened else None,
    )


def award(root: Path, folder: Path, *lines: str, header: str = HEADER, **more: object) -> str:
    """Write a batch of these rows, which must be in order; its slug."""
    made = look(office.catalogue(root), cohort(folder, *lines, header=header), **more)  # type: ignore[arg-type]
    assert made.problems == ()
    assert made.data is not None
    path = root / made.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.data)
    return made.slug


def issue(root: Path, *, chance: int = 1) -> list[str]:
    """Sign the waiting sealed rows; their UUIDs in the order of batch and row."""
    made = run_issue(root, signer=office.signer(), now=office.NOW, entropy=office.entropy(chance), opener=REGISTRAR)
    assert made.waiting == ()
    return [item.id for item in made.issued]


def opened(catalogue: Catalogue) -> dict[str, SealedRow]:
    """UUID → what the sealed row of a signed award says."""
    rows = {(slug, row_digest(award_)): award_ for slug, batch in catalogue.batches.items() for award_ in batch.awards}
    return {
        line.id: open_row(rows[slug, line.row].sealed or "", REGISTRAR)
        for slug, _, line in catalogue.signed()
        if line.sealed is not None
    }
