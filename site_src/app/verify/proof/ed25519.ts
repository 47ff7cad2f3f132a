// Ed25519 by one rule, the same here and in Python: RFC 8032 §5.1.7 with the strict choices. S below the group order,
// canonical encodings of A and R, neither of small order, and the equation without the cofactor, which is what libsodium
// checks. WebCrypto is not asked: browsers accept signatures under small-order keys.

import { hashes, Point, verify as libraryVerify } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";

hashes.sha512 = sha512;

export const PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

const FIELD_PRIME = 2n ** 255n - 19n; // RFC 8032 §5.1
const GROUP_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n; // RFC 8032 §5.1
const SIGN_BIT = 1n << 255n;

// The y-coordinates of the eight points whose order divides 8: 0, 1, -1 and two that belong to order 8.
const ORDER_EIGHT_Y = 55188659117513257062467267217118295137698188065244968500265048394206261417927n;
const SMALL_ORDER_Y = new Set([0n, 1n, FIELD_PRIME - 1n, ORDER_EIGHT_Y, FIELD_PRIME - ORDER_EIGHT_Y]);

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at -= 1) value = (value << 8n) | BigInt(bytes[at] as number);
  return value;
}

/**
 * Whether 32 bytes are the canonical encoding of a y-coordinate that no small-order point has.
 * Whether a point with that coordinate exists is left to the library.
 */
export function isSafePoint(encoded: Uint8Array): boolean {
  if (encoded.length !== PUBLIC_KEY_BYTES) return false;
  const y = littleEndian(encoded) & ~SIGN_BIT;
  return y < FIELD_PRIME && !SMALL_ORDER_Y.has(y);
}

/** Whether a signature of 64 bytes over a message fits a public key of 32 bytes. */
export function verify(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  const r = signature.slice(0, PUBLIC_KEY_BYTES);
  const s = littleEndian(signature.slice(PUBLIC_KEY_BYTES));
  if (!isSafePoint(publicKey) || !isSafePoint(r) || s >= GROUP_ORDER) return false;
  return libraryVerify(signature, message, publicKey, { zip215: false }) && holdsWithoutCofactor(publicKey, r, s, message);
}

/** RFC 8032 §5.1.7 step 3 without multiplying by 8: the library's own test forgives a difference of small order. */
function holdsWithoutCofactor(publicKey: Uint8Array, r: Uint8Array, s: bigint, message: Uint8Array): boolean {
  const k = littleEndian(sha512.create().update(r).update(publicKey).update(message).digest()) % GROUP_ORDER;
  const a = Point.fromBytes(publicKey);
  const expected = Point.BASE.multiply(s, false).subtract(a.multiply(k, false)).toBytes();
  return expected.every((byte, at) => byte === r[at]);
}
