// ECDSA over P-256 and P-384 by one rule, the same here and in Python: FIPS 186-5 §6.4.2 with r and s as fixed-length numbers
// side by side (IEEE P1363, RFC 7518 §3.4), never DER; compressed points with a coordinate below the prime; both signs of s.
//
// Loaded only when a key is of these curves.

import { p256, p384 } from "@noble/curves/nist.js";
import type { Curve } from "./keys";

/** The hash that goes with P-384. */
export { sha384 } from "@noble/hashes/sha2.js";

const CURVES = { "P-256": p256, "P-384": p384 } as const;

function bigEndian(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function point(curve: Curve, compressed: Uint8Array) {
  const { Point } = CURVES[curve];
  const [sign] = compressed;
  if (compressed.length !== 1 + Point.Fp.BYTES || (sign !== 2 && sign !== 3)) return null;
  if (bigEndian(compressed.slice(1)) >= Point.Fp.ORDER) return null;
  try {
    return Point.fromBytes(compressed);
  } catch {
    return null; // no point has that coordinate
  }
}

/** Both coordinates of a compressed point behind a 4; null where it is no point of the curve in its one spelling. */
export function uncompressed(curve: Curve, compressed: Uint8Array): Uint8Array | null {
  return point(curve, compressed)?.toBytes(false) ?? null;
}

/** Whether a signature, r and s side by side, over a message fits a compressed point. */
export function verify(curve: Curve, compressed: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  const chosen = CURVES[curve];
  const { Fn, Fp } = chosen.Point;
  if (!point(curve, compressed) || signature.length !== 2 * Fp.BYTES) return false;
  const halves = [signature.slice(0, Fp.BYTES), signature.slice(Fp.BYTES)].map(bigEndian);
  if (!halves.every((half) => half > 0n && half < Fn.ORDER)) return false;
  return chosen.verify(signature, message, compressed, { lowS: false });
}
