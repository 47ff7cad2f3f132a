// The equation of Ed25519 (RFC 8032 §5.1.7 step 3) without multiplying by 8, which would forgive a difference of small order. For
// browsers that have no Ed25519 of their own, and for where there is no time to wait for one.

import { hashes, Point } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import { GROUP_ORDER, isStrict, littleEndian, PUBLIC_KEY_BYTES } from "./ed25519";

hashes.sha512 = sha512;

/** Whether a signature fits; key and signature keep the rest of the rule. */
export function holds(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  const [r, s] = [signature.slice(0, PUBLIC_KEY_BYTES), littleEndian(signature.slice(PUBLIC_KEY_BYTES))];
  let a: Point;
  try {
    a = Point.fromBytes(publicKey);
  } catch {
    return false; // no point has that coordinate
  }
  const k = littleEndian(sha512.create().update(r).update(publicKey).update(message).digest()) % GROUP_ORDER;
  const expected = Point.BASE.multiply(s, false).subtract(a.multiply(k, false)).toBytes();
  return expected.every((byte, at) => byte === r[at]);
}

/** `verify` of ed25519.ts at once, without the browser. */
export function verifyAtOnce(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  return isStrict(publicKey, signature) && holds(publicKey, signature, message);
}
