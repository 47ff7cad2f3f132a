// Is the signature right, and may that key sign for that issuer? Two questions, two steps.
// Data Integrity 1.0 §4.4 (Verify Proof) and §4.5 (Verify Proof Sets and Chains).

import { decodeBase58btc, MultibaseError } from "./encoding/multibase";
import type { JsonObject } from "./encoding/strictJson";
import type { Instant } from "./encoding/timestamps";
import type { Fetcher } from "./fetching";
import { checkAuthority, find, readKey, timestampOf } from "./keys";
import { CanonicalizationError, hasTwoOrders } from "./proof/canonical";
import type { Contexts } from "./proof/contexts";
import { type PublicKey, signatureBytes, verify } from "./proof/keys";
import { hashData, type Suite } from "./proof/suite";
import { suiteFor } from "./proof/suites";
import type { Recipient } from "./recipient";
import type { Memory } from "./status/memory";
import { failed, indeterminate, passed, plain, type Step } from "./report";
import { entries, issuerId, objects } from "./structure";
import type { TrustList } from "./trust";
import type { TokenTimes } from "./validity";

/** What the steps may ask besides the document itself. */
export interface World {
  readonly now: Instant;
  readonly fetch: Fetcher;
  readonly contexts: Contexts;
  readonly trust: TrustList | null;
  /** Whom you think it was awarded to; none where you do not ask. */
  readonly recipient?: Recipient | null;
  /** What is known of status lists already: many badges share one. */
  readonly memory?: Memory;
}

/** The `proof` step, and the `authority` step; that is null where the signature settles the matter, or says nothing. */
export interface ProofSteps {
  readonly proof: Step;
  readonly authority: Step | null;
  /** Of a token alone. */
  readonly times?: TokenTimes;
}

/**
 * Every proof must hold; the first that does not is the answer. Others than the issuer may have signed as well; that adds nothing to
 * what the issuer says, and is no harm as long as the issuer signed too.
 */
export async function checkProofs(document: JsonObject, world: World): Promise<ProofSteps> {
  const proofs = objects(document["proof"]);
  const results: ProofSteps[] = [];
  for (const proof of proofs) results.push(await checkOne(document, proof, proofs, world));
  const [first] = results;
  if (!first) return { proof: failed("proof.missing"), authority: null };
  const broken = results.find(({ proof }) => proof.outcome === "failed");
  if (broken) return { proof: broken.proof, authority: null };
  const unclear = results.find(({ proof }) => proof.outcome === "indeterminate");
  if (unclear) return unclear;
  return { proof: first.proof, authority: overall(results.flatMap(({ authority }) => authority ?? [])) };
}

/** The worst of what the issuer's own keys came to, else of all. */
function overall(found: readonly Step[]): Step | null {
  const own = found.filter(({ code }) => code !== "authority.other-issuer");
  const judged = own.some(({ outcome }) => outcome === "passed") ? own : found;
  const worst = judged.find(({ outcome }) => outcome === "failed") ?? judged.find(({ outcome }) => outcome === "indeterminate");
  return worst ?? judged[0] ?? null;
}

const settled = (proof: Step): ProofSteps => ({ proof, authority: null });

async function checkOne(document: JsonObject, proof: JsonObject, proofs: JsonObject[], world: World): Promise<ProofSteps> {
  const suite = suiteFor(proof["type"], proof["cryptosuite"]);
  if (!suite) return settled(indeterminate("proof.unsupported", { suite: suiteName(proof) }));
  const signature = readSignature(proof, suite);
  if (!(signature instanceof Uint8Array)) return settled(signature);
  const previous = previousProofs(proof, proofs);
  if (!Array.isArray(previous)) return settled(previous);
  const found = await find(proof["verificationMethod"] as string, world.fetch, world.trust, world.now);
  const key = await readKey(found, suite.keys, nameOf(suite));
  const authority = () => checkAuthority(issuerId(document), found, proof["created"]);
  if ("code" in key) {
    const isUnclear = key.outcome === "indeterminate" && key.code !== "proof.key-unsupported";
    return { proof: key, authority: isUnclear ? authority() : null };
  }
  const step = await checkSignature(document, proof, previous, suite, key, signature, world.contexts);
  return step.outcome === "passed" ? { proof: step, authority: authority() } : settled(step);
}

const nameOf = (suite: Suite): string => suite.cryptosuite ?? suite.type;

function suiteName({ type, cryptosuite }: JsonObject): string {
  const isEmpty = !cryptosuite || (typeof cryptosuite === "object" && Object.keys(cryptosuite).length === 0);
  const name = isEmpty ? type : cryptosuite;
  return typeof name === "string" ? name : "no suite named";
}

/** The signature's bytes, or what is wrong with a proof of a known suite before any key is looked at (Data Integrity 1.0 §2.1). */
function readSignature(proof: JsonObject, suite: Suite): Uint8Array | Step {
  const { proofPurpose: purpose, verificationMethod: method, proofValue: value } = proof;
  if (purpose !== "assertionMethod") return failed("proof.purpose", { purpose: typeof purpose === "string" ? purpose : "none" });
  if (typeof method !== "string" || !/^did:[^#]*#[^#]*$/.test(method)) {
    return failed("proof.malformed", { reason: "it names no key by a DID" });
  }
  for (const name of ["created", "expires"]) {
    const date = proof[name];
    if (date !== undefined && timestampOf(date) === null) {
      return failed("proof.malformed", { reason: `its date “${name}” does not exist` });
    }
  }
  // §2.1: made for one domain, or for one occasion, which nobody here can tell that this is.
  for (const name of ["domain", "challenge"]) {
    if (proof[name] !== undefined) return indeterminate("proof.bound", { bound: plain(proof[name]) });
  }
  const signature = typeof value === "string" ? decoded(value) : null;
  if (signature === null) return failed("proof.malformed", { reason: "its value is not base-58 text" });
  const lengths = suite.keys.map(signatureBytes);
  if (!lengths.includes(signature.length)) {
    return failed("proof.malformed", { reason: `it has ${signature.length} bytes instead of ${lengths.join(" or ")}` });
  }
  return signature;
}

function decoded(text: string): Uint8Array | null {
  try {
    return decodeBase58btc(text);
  } catch (error) {
    if (error instanceof MultibaseError) return null;
    throw error;
  }
}

/** The proofs that this one signs too (§4.5 step 5): each is named by an id that one proof, another one, has. */
function previousProofs(proof: JsonObject, proofs: JsonObject[]): JsonObject[] | Step {
  if (proof["previousProof"] === undefined) return [];
  const found: JsonObject[] = [];
  for (const name of entries(proof["previousProof"])) {
    const [one, ...more] = proofs.filter((other) => typeof name === "string" && other["id"] === name);
    if (!one || more.length > 0 || one === proof) return failed("proof.chain", { previous: plain(name) });
    found.push(one);
  }
  return found.length > 0 ? found : failed("proof.chain", { previous: "nothing" });
}

async function checkSignature(
  document: JsonObject,
  proof: JsonObject,
  previous: JsonObject[],
  suite: Suite,
  key: PublicKey,
  signature: Uint8Array,
  contexts: Contexts,
): Promise<Step> {
  const method = proof["verificationMethod"] as string;
  const { proof: _proofs, ...rest } = document;
  const unsecured = previous.length > 0 ? { ...rest, proof: previous } : rest;
  const { proofValue: _value, ...options } = proof;
  try {
    const data = await hashData(suite, unsecured, options, contexts, key.kind);
    if (!(await verify(key, signature, data))) {
      // Much JavaScript sorts by UTF-16 unit: a badge that it signed is not right, and was not altered either.
      const other = hasTwoOrders(unsecured) ? await hashData(suite, unsecured, options, contexts, key.kind, true) : null;
      return failed(other && (await verify(key, signature, other)) ? "proof.utf16-order" : "proof.altered", { method });
    }
  } catch (error) {
    if (!(error instanceof CanonicalizationError)) throw error;
    const make = error.code === "proof.too-complex" ? indeterminate : failed;
    return make(error.code, error.detail);
  }
  return passed("proof.ok", { suite: nameOf(suite), method, created: proof["created"] ?? null });
}
