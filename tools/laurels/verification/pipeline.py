"""The steps in their order. Pure: time, network, contexts and trust are arguments."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from laurels.proof.canonical import Contexts
from laurels.verification.decoding import Decoded, decode
from laurels.verification.fetching import Fetcher, bounded
from laurels.verification.memory import Memory
from laurels.verification.open_badges_2 import check_assertion, is_assertion
from laurels.verification.proofs import World, check_proofs
from laurels.verification.recipient import Recipient, check_recipient
from laurels.verification.report import Report, Step, passed
from laurels.verification.report import report as _report
from laurels.verification.status import check_status
from laurels.verification.structure import check_structure, issuer_id
from laurels.verification.tokens import check_token
from laurels.verification.trust import TrustList, check_trust
from laurels.verification.validity import check_validity


def verify(
    data: bytes,
    *,
    now: datetime,
    fetch: Fetcher,
    contexts: Contexts,
    trust: TrustList | None = None,
    recipient: Recipient | None = None,
    memory: Memory | None = None,
) -> Report:
    """Whether a credential is valid, and if not, why; never raises for what is inside it.

    `data` is the credential's JSON, or the token (JWT) around it, as a stranger gave it; `now` an aware datetime;
    `fetch` gets DID documents and status lists; `contexts` are the known JSON-LD contexts; `trust` the issuers you know, None for
    nobody; `recipient` whom you think it was awarded to, None where you do not ask; `memory` what verifications before this one,
    of the same run, leave to it: the same answers, sooner.
    Verifiable Credentials 2.0 §7.1 (Verification).
    """
    memory = (memory or Memory()).under(now, fetch, contexts, trust)
    recognition = memory.recognition(contexts)
    known = recognition.recognise(data)
    world = World(now, memory.watched(bounded(fetch)), contexts, trust, memory, known)
    report = partial(_report, asked=recipient is not None)
    decoded = Decoded(known.document) if known else decode(data)
    if isinstance(decoded, Step):
        return report([decoded] if decoded.id == "decode" else [passed("decode.ok"), decoded], None)
    document, token = decoded.document, decoded.token
    if is_assertion(document):
        steps, proven = check_assertion(document, token, world)
        steps.insert(0, passed("decode.jwt" if token else "decode.ok"))
        if proven and recipient is not None:
            steps.append(check_recipient(document, recipient, now, contexts))
        return report(steps, document if proven else None)
    structure = known.structure if known else check_structure(document, contexts)
    steps = [passed("decode.jwt" if token else "decode.ok"), structure]
    if structure.outcome == "failed":
        return report(steps, None)
    proof, authority = check_token(document, token, world) if token else check_proofs(document, world)
    steps += [proof] if authority is None else [proof, authority]
    # A right signature by a key that is not the issuer's proves nothing about the issuer: anybody can make one.
    if authority is None or (proof.outcome, authority.outcome) != ("passed", "passed"):
        return report(steps, None)
    if not known and not token:
        recognition.remember(data, document, structure)
    steps.append(check_validity(document, now, token.payload if token else None))
    steps.append(check_status(document, world))
    steps.append(check_trust(issuer_id(document), trust, now))
    if recipient is not None:
        steps.append(check_recipient(document, recipient, now, contexts))
    return report(steps, known.credential if known else document)
