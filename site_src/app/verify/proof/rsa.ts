// RSASSA-PKCS1-v1_5 with SHA-256 (RS256) by one rule, the same here and in Python: RFC 8017 §8.2.2 by the platform's own
// cryptography, under bounds of our own. Loaded only when a key is RSA.

import { encodeBase64url } from "../encoding/base64url";

const MIN_BITS = 2048;
const MAX_BITS = 8192;
const MAX_EXPONENT = 2 ** 32;
const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** Why a key cannot be relied on, or null. */
export function weakness(modulus: Uint8Array, exponent: number): string | null {
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  if (bits < MIN_BITS || bits > MAX_BITS) return `it has ${bits} bits, and ${MIN_BITS} to ${MAX_BITS} are read`;
  const isEven = (modulus.at(-1) as number) % 2 === 0 || exponent % 2 === 0;
  return isEven || exponent < 3 || exponent >= MAX_EXPONENT ? "its numbers are none of an RSA key" : null;
}

/** Whether a signature over a message fits a key. It is exactly as long as the modulus, and smaller than it. */
export async function verify(modulus: Uint8Array, exponent: number, signature: Uint8Array, message: Uint8Array): Promise<boolean> {
  if (weakness(modulus, exponent) !== null || signature.length !== modulus.length) return false;
  const differs = signature.findIndex((byte, at) => byte !== modulus[at]);
  if (differs < 0 || (signature[differs] as number) > (modulus[differs] as number)) return false;
  const jwk = { kty: "RSA", n: encodeBase64url(modulus), e: encodeBase64url(octets(exponent)) };
  try {
    const key = await crypto.subtle.importKey("jwk", jwk, ALGORITHM, false, ["verify"]);
    return await crypto.subtle.verify(ALGORITHM, key, Uint8Array.from(signature), Uint8Array.from(message));
  } catch (error) {
    if (error instanceof DOMException) return false; // numbers that are no key
    throw error;
  }
}

function octets(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}
