// Public keys in the forms that issuers publish them in.
// Multikey: Controlled Identifiers v1.0 §2.2.2. JSON Web Key: RFC 7517, RFC 7518 §6, RFC 8037 §2.
//
// What our own badges need is here; other curves and RSA are loaded when a key asks for them.

import { decodeBase58btc, MultibaseError } from "../encoding/multibase";
import type { JsonObject } from "../encoding/strictJson";
import { isSafePoint, verify as verifyEd25519 } from "./ed25519";

export type Curve = "P-256" | "P-384";
export type Kind = "Ed25519" | Curve | "RSA";

/** A public key. Two keys with equal fields are the same key. */
export interface PublicKey {
  readonly kind: Kind;
  /** Ed25519: 32 bytes; P-256, P-384: the compressed point; RSA: the modulus, big-endian, without leading zeros. */
  readonly data: Uint8Array;
  /** RSA only, else 0. */
  readonly exponent: number;
}

/** Multicodec prefix → kind, bytes of the key. */
const MULTIKEYS: readonly [prefix: readonly [number, number], kind: Kind, length: number][] = [
  [[0xed, 0x01], "Ed25519", 32],
  [[0x80, 0x24], "P-256", 33],
  [[0x81, 0x24], "P-384", 49],
];
/** Members of a JSON Web Key that only its owner may know (RFC 7518 §6.2.2, §6.3.2). */
const PRIVATE = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/** Length of a signature under a key of an elliptic curve. */
export function signatureBytes(kind: Kind): number {
  return kind === "P-384" ? 96 : 64;
}

/** The key of Multikey text such as `z6Mk…`; null where it is of another kind or malformed. */
export function fromMultikey(text: string): PublicKey | null {
  let bytes: Uint8Array;
  try {
    bytes = decodeBase58btc(text);
  } catch (error) {
    if (error instanceof MultibaseError) return null;
    throw error;
  }
  for (const [[first, second], kind, length] of MULTIKEYS) {
    if (bytes[0] === first && bytes[1] === second && bytes.length === 2 + length) {
      return { kind, data: bytes.slice(2), exponent: 0 };
    }
  }
  return null;
}

/** Whether a JSON Web Key says what only its owner may know. */
export function isPrivate(jwk: JsonObject): boolean {
  return PRIVATE.some((name) => Object.hasOwn(jwk, name));
}

/** Why no signature under this key proves anything, or null. */
export async function weakness({ kind, data, exponent }: PublicKey): Promise<string | null> {
  if (kind === "Ed25519") return isSafePoint(data) ? null : "it is no safe point of the curve";
  if (kind === "RSA") return (await import("./rsa")).weakness(data, exponent);
  return (await import("./ecdsa")).uncompressed(kind, data) ? null : "it is no point of the curve";
}

/** Whether a signature over a message fits a key; hashes and forms are those of the twin in Python. */
export async function verify({ kind, data, exponent }: PublicKey, signature: Uint8Array, message: Uint8Array): Promise<boolean> {
  if (kind === "Ed25519") return verifyEd25519(data, signature, message);
  if (kind === "RSA") return (await import("./rsa")).verify(data, exponent, signature, message);
  return (await import("./ecdsa")).verify(kind, data, signature, message);
}
