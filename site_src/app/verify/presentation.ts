// A challenge that a holder signs, so that a badge is more than a copy: standard Verifiable Presentations.
//
// Verifiable Credentials 2.0 §4.13 (Verifiable Presentations); Data Integrity 1.0 §2.1, `challenge` and `domain`. Any wallet
// that can make a presentation with an eddsa-rdfc-2022 proof can answer.

import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { decodeBase58btc, decodeEd25519Multikey, MultibaseError } from "./encoding/multibase";
import { isObject, type Json, type JsonObject } from "./encoding/strictJson";
import { compareInstants, type Instant, parseTimestamp } from "./encoding/timestamps";
import { CanonicalizationError, canonicalText } from "./proof/canonical";
import type { Contexts } from "./proof/contexts";
import { verify } from "./proof/ed25519";

const CONTEXT = "https://www.w3.org/ns/credentials/v2";
const CRYPTOSUITE = "eddsa-rdfc-2022";
/** A shorter one could be guessed, and an answer to it kept ready. */
const MIN_CHALLENGE_CHARACTERS = 16;

/** The challenge is not one. */
export class ChallengeError extends Error {
  override name = "ChallengeError";
}

/** What an asker wants signed. */
export interface Challenge {
  /** Random text, used once. */
  readonly challenge: string;
  /** Who asks: an answer made for one asker is no answer for another. */
  readonly domain: string;
  /** No answer counts after it; a dateTimeStamp. */
  readonly expires: string;
}

/**
 * A challenge from decoded JSON: `{"challenge", "domain", "expires"}`.
 *
 * @throws ChallengeError
 */
export function challengeFrom(value: Json): Challenge {
  if (!isObject(value)) throw new ChallengeError("it is not an object");
  const { challenge, domain, expires } = value;
  if (typeof challenge !== "string" || [...challenge].length < MIN_CHALLENGE_CHARACTERS) {
    throw new ChallengeError(`"challenge" is not a text of at least ${MIN_CHALLENGE_CHARACTERS} characters`);
  }
  if (typeof domain !== "string" || domain.trim() === "") throw new ChallengeError('"domain" does not say who asks');
  if (typeof expires !== "string" || parseTimestamp(expires) === null) {
    throw new ChallengeError('"expires" is not a time such as 2026-11-24T12:00:00Z');
  }
  return { challenge, domain, expires };
}

/** Why a presentation does not prove that whoever made it holds the key of a did:key; null where it does. */
export async function checkAnswer(
  value: Json,
  challenge: Challenge,
  did: string,
  now: Instant,
  contexts: Contexts,
): Promise<string | null> {
  if (!isObject(value) || !list(value["type"]).includes("VerifiablePresentation")) return "it is not a presentation";
  const [proof, ...others] = list(value["proof"]);
  if (!isObject(proof) || others.length > 0) return "it has not exactly one signature";
  const key = did.slice("did:key:".length);
  const context = value["@context"];
  const end = parseTimestamp(challenge.expires);
  const wrong: [boolean, string][] = [
    [JSON.stringify(context) !== JSON.stringify([CONTEXT]) && context !== CONTEXT, "it uses other contexts"],
    [proof["challenge"] !== challenge.challenge, "it answers another challenge"],
    [proof["domain"] !== challenge.domain, "it was made for somebody else who asked"],
    [proof["type"] !== "DataIntegrityProof", `it is not signed by ${CRYPTOSUITE}`],
    [proof["cryptosuite"] !== CRYPTOSUITE, `it is not signed by ${CRYPTOSUITE}`],
    [proof["proofPurpose"] !== "authentication", "it was signed for another purpose"],
    [proof["verificationMethod"] !== `${did}#${key}`, "another key signed it"],
    [Object.hasOwn(proof, "@context"), "it uses other contexts"],
    [end === null || compareInstants(now, end) > 0, "it came after the challenge had expired"],
  ];
  const reason = wrong.find(([is]) => is)?.[1] ?? null;
  if (reason !== null) return reason;
  return (await holds(value, proof, key, contexts)) ? null : "its signature is not right";
}

async function holds(value: JsonObject, proof: JsonObject, key: string, contexts: Contexts): Promise<boolean> {
  const { proof: _proof, ...document } = value;
  const { proofValue, ...options } = proof;
  try {
    const publicKey = decodeEd25519Multikey(key);
    const signature = decodeBase58btc(typeof proofValue === "string" ? proofValue : "");
    return verify(publicKey, signature, await hashData(document, options, contexts));
  } catch (error) {
    if (error instanceof MultibaseError || error instanceof CanonicalizationError) return false;
    throw error;
  }
}

/** Data Integrity EdDSA Cryptosuites v1.0 §3.2.4. */
async function hashData(document: JsonObject, options: JsonObject, contexts: Contexts): Promise<Uint8Array> {
  const digest = async (part: JsonObject) => sha256(new TextEncoder().encode(await canonicalText(part, contexts)));
  return concatBytes(await digest({ ...options, "@context": document["@context"] ?? [] }), await digest(document));
}

function list(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [null] : [value];
}
