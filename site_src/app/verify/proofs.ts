// Is the signature right, and may that key sign for that issuer? Two questions, two steps.
// Data Integrity 1.0 §4.4 (Verify Proof); Controlled Identifiers v1.0 §3.3 (Retrieve Verification Method).

import { assertionMethods, methods, resolve } from "./did";
import { decodeBase58btc, decodeEd25519Multikey, MultibaseError } from "./encoding/multibase";
import type { Json, JsonObject } from "./encoding/strictJson";
import { compareInstants, formatTimestamp, type Instant, parseTimestamp } from "./encoding/timestamps";
import { type Fetcher, isUnavailable, type Unavailable } from "./fetching";
import { CanonicalizationError } from "./proof/canonical";
import type { Contexts } from "./proof/contexts";
import { suiteFor } from "./proof/dataIntegrity";
import { isSafePoint, SIGNATURE_BYTES, verify } from "./proof/ed25519";
import { failed, indeterminate, passed, plain, type Step } from "./report";
import { issuerId, objects } from "./structure";
import type { TrustList } from "./trust";

const KEY_TYPES: unknown[] = ["Multikey", "Ed25519VerificationKey2020"];

/** What the steps may ask besides the document itself. */
export interface World {
  readonly now: Instant;
  readonly fetch: Fetcher;
  readonly contexts: Contexts;
  readonly trust: TrustList | null;
}

/** The `proof` step, and the `authority` step; that is null where the signature settles the matter, or says nothing. */
export interface ProofSteps {
  readonly proof: Step;
  readonly authority: Step | null;
}

/** Every proof must hold; the first that does not is the answer. */
export async function checkProofs(document: JsonObject, world: World): Promise<ProofSteps> {
  const results: ProofSteps[] = [];
  for (const proof of objects(document["proof"])) results.push(await checkOne(document, proof, world));
  const [first] = results;
  if (!first) return { proof: failed("proof.missing"), authority: null };
  const broken = results.find(({ proof }) => proof.outcome === "failed");
  if (broken) return { proof: broken.proof, authority: null };
  const unclear = results.find(({ proof }) => proof.outcome === "indeterminate");
  if (unclear) return unclear;
  const worst =
    results.find(({ authority }) => authority?.outcome === "failed") ??
    results.find(({ authority }) => authority?.outcome === "indeterminate");
  return { proof: first.proof, authority: (worst ?? first).authority };
}

const settled = (proof: Step): ProofSteps => ({ proof, authority: null });

async function checkOne(document: JsonObject, proof: JsonObject, world: World): Promise<ProofSteps> {
  const hashData = suiteFor(proof["type"], proof["cryptosuite"]);
  if (!hashData) return settled(indeterminate("proof.unsupported", { suite: suiteName(proof) }));
  // Data Integrity 1.0 §2.1.2: what a chained proof signs, includes the proofs before it.
  if (proof["previousProof"] !== undefined) return settled(indeterminate("proof.unsupported", { suite: "a chain of proofs" }));
  const signature = readSignature(proof);
  if (!(signature instanceof Uint8Array)) return settled(signature);
  const method = proof["verificationMethod"] as string;
  const did = didOf(method);
  const found = await resolve(did, world.fetch, world.trust, world.now);
  if (isUnavailable(found)) {
    const step = indeterminate("proof.key-unavailable", { did, method, reason: found.unavailable });
    return { proof: step, authority: checkAuthority(document, proof, found) };
  }
  const entry = methods(found).get(method);
  if (!entry) return { proof: indeterminate("proof.key-missing", { method }), authority: checkAuthority(document, proof, found) };
  const key = readKey(entry);
  if (!key) return settled(indeterminate("proof.key-unsupported", { method }));
  if (!isSafePoint(key)) return settled(failed("proof.key-unsafe", { method }));

  const { proof: _proofs, ...unsecured } = document;
  const { proofValue: _value, "@context": _context, ...options } = proof;
  try {
    const data = await hashData(unsecured, options, world.contexts);
    if (!verify(key, signature, data)) return settled(failed("proof.altered", { method }));
  } catch (error) {
    if (!(error instanceof CanonicalizationError)) throw error;
    const make = error.code === "proof.too-complex" ? indeterminate : failed;
    return settled(make(error.code, error.detail));
  }
  const suite = (proof["cryptosuite"] ?? proof["type"]) as string;
  const step = passed("proof.ok", { suite, method, created: proof["created"] ?? null });
  return { proof: step, authority: checkAuthority(document, proof, found) };
}

function suiteName({ type, cryptosuite }: JsonObject): string {
  const isEmpty = !cryptosuite || (typeof cryptosuite === "object" && Object.keys(cryptosuite).length === 0);
  const name = isEmpty ? type : cryptosuite;
  return typeof name === "string" ? name : "no suite named";
}

/** The signature's bytes, or what is wrong with a proof of a known suite before any key is looked at (Data Integrity 1.0 §2.1). */
function readSignature(proof: JsonObject): Uint8Array | Step {
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
  const signature = typeof value === "string" ? attempt(decodeBase58btc, value) : null;
  if (signature === null) return failed("proof.malformed", { reason: "its value is not base-58 text" });
  if (signature.length !== SIGNATURE_BYTES) {
    return failed("proof.malformed", { reason: `it has ${signature.length} bytes instead of ${SIGNATURE_BYTES}` });
  }
  return signature;
}

/** The raw public key of a verification method; null when it is of another kind. */
function readKey(method: JsonObject): Uint8Array | null {
  const text = method["publicKeyMultibase"];
  return KEY_TYPES.includes(method["type"]) && typeof text === "string" ? attempt(decodeEd25519Multikey, text) : null;
}

function attempt(decode: (text: string) => Uint8Array, text: string): Uint8Array | null {
  try {
    return decode(text);
  } catch (error) {
    if (error instanceof MultibaseError) return null;
    throw error;
  }
}

/** Whether the issuer lists the key for signing credentials, and the key was good when it signed. */
function checkAuthority(document: JsonObject, proof: JsonObject, found: JsonObject | Unavailable): Step {
  const issuer = issuerId(document);
  const id = proof["verificationMethod"] as string;
  const did = didOf(id);
  if (did !== issuer) return failed("authority.other-issuer", { did: issuer, controller: did });
  if (isUnavailable(found)) return indeterminate("authority.unavailable", { did, reason: found.unavailable });
  const method = methods(found).get(id);
  if (!method || !assertionMethods(found).has(id)) return failed("authority.not-listed", { did, method: id });
  const controller = method["controller"] ?? did;
  if (controller !== did) return failed("authority.other-issuer", { did: issuer, controller: plain(controller) });
  return checkKeyLife(did, method, proof["created"]);
}

/** Controlled Identifiers v1.0 §2.2: `revoked` and `expires` of a verification method. */
function checkKeyLife(did: string, method: JsonObject, created: Json | undefined): Step {
  for (const [name, code] of [
    ["revoked", "authority.key-revoked"],
    ["expires", "authority.key-expired"],
  ] as const) {
    const date = method[name];
    if (date === undefined) continue;
    const end = timestampOf(date);
    if (end === null) return indeterminate("authority.unavailable", { did, reason: "malformed-document" });
    const signed = timestampOf(created);
    if (created === undefined || signed === null) return indeterminate("authority.undated", { did });
    if (compareInstants(signed, end) >= 0) return failed(code, { did, created, [name]: formatTimestamp(end) });
  }
  return passed("authority.ok", { did });
}

function timestampOf(value: Json | undefined): Instant | null {
  return typeof value === "string" ? parseTimestamp(value) : null;
}

function didOf(method: string): string {
  return method.split("#")[0] as string;
}
