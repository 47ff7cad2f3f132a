// Is it this person? By what the asker typed, or by a challenge that only the holder's key can answer.

import type { Json, JsonObject } from "./encoding/strictJson";
import type { Instant } from "./encoding/timestamps";
import { algorithm, canSettle, compare, type Identity, identities, sortOf } from "./identities";
import { type Challenge, checkAnswer } from "./presentation";
import type { Contexts } from "./proof/contexts";
import { failed, indeterminate, passed, type Step } from "./report";

/** Whom the asker means: a text, or a challenge with its answer. */
export interface Recipient {
  /** A name, an e-mail address or a DID. */
  readonly given?: string;
  /** What the asker wanted signed. */
  readonly challenge?: Challenge | null;
  /** What came back: a presentation as decoded JSON. */
  readonly answer?: Json;
}

/** Whether the credential was awarded to the one who is meant. A name that differs is a no, and so is a wrong answer. */
export async function checkRecipient(
  document: JsonObject,
  { given = "", challenge = null, answer = null }: Recipient,
  now: Instant,
  contexts: Contexts,
): Promise<Step> {
  const found = identities(document);
  if (challenge !== null) return answered(found, challenge, answer, now, contexts);
  const text = given.trim();
  for (const identity of found) {
    const match = compare(text, identity);
    if (match !== "none") return same(identity, match === "similar");
  }
  return different(found, text);
}

function same(identity: Identity, similar: boolean): Step {
  const { kind, value, hashed, salt } = identity;
  if (hashed) {
    const name = algorithm(identity);
    return passed(name === "md5" ? "recipient.weak-hash" : "recipient.hash", { kind, algorithm: name, salted: salt !== "" });
  }
  if (kind === "id") return passed("recipient.id", { id: value });
  return passed(similar ? "recipient.similar" : "recipient.same", { kind, signed: value });
}

function different(found: readonly Identity[], given: string): Step {
  const settling = found.filter((identity) => canSettle(identity, sortOf(given)));
  if (settling.some((identity) => identity.hashed && algorithm(identity) === null)) {
    return indeterminate("recipient.hash-unsupported", { given });
  }
  const clear = settling.find(({ hashed }) => !hashed);
  if (clear) return failed("recipient.other", { given, signed: clear.value });
  if (settling[0]) return failed("recipient.other-hash", { given, kind: settling[0].kind });
  const kinds = [...new Set(found.filter(({ value }) => !value.startsWith("urn:")).map(({ kind }) => kind))];
  if (kinds.length > 0) return indeterminate("recipient.not-comparable", { given, kinds: kinds.join(", ") });
  return indeterminate("recipient.unnamed", { given });
}

async function answered(
  found: readonly Identity[],
  challenge: Challenge,
  answer: Json,
  now: Instant,
  contexts: Contexts,
): Promise<Step> {
  const did = found.find(({ kind, value }) => kind === "id" && value.startsWith("did:key:"))?.value;
  if (did === undefined) return indeterminate("recipient.no-key");
  const reason = await checkAnswer(answer, challenge, did, now, contexts);
  return reason === null ? passed("recipient.signed", { did, domain: challenge.domain }) : failed("recipient.answer", { did, reason });
}
