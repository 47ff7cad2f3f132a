// Keys as JSON Web Keys: RFC 7517, RFC 7518 §6, RFC 8037 §2. Loaded when an issuer publishes one.

import { decodeBase64url } from "../encoding/base64url";
import type { JsonObject } from "../encoding/strictJson";
import type { Curve, PublicKey } from "./keys";

const COORDINATE_BYTES = { "P-256": 32, "P-384": 48 } as const;

/** The key of a JSON Web Key; null where it is of another kind, malformed, or not meant for signatures. */
export async function fromJwk(jwk: JsonObject): Promise<PublicKey | null> {
  const { use = "sig", key_ops: operations = ["verify"], kty, crv } = jwk;
  if (use !== "sig" || !Array.isArray(operations) || !operations.includes("verify")) return null;
  if (kty === "OKP" && crv === "Ed25519") {
    const data = octets(jwk, "x", 32);
    return data && { kind: "Ed25519", data, exponent: 0 };
  }
  if (kty === "EC" && (crv === "P-256" || crv === "P-384")) return fromCoordinates(jwk, crv);
  if (kty === "RSA" && crv === undefined) {
    const [modulus, exponent] = [octets(jwk, "n"), octets(jwk, "e")];
    return modulus && exponent && { kind: "RSA", data: modulus, exponent: exponent.reduce((sum, byte) => sum * 256 + byte, 0) };
  }
  return null;
}

async function fromCoordinates(jwk: JsonObject, kind: Curve): Promise<PublicKey | null> {
  const [x, y] = [octets(jwk, "x", COORDINATE_BYTES[kind]), octets(jwk, "y", COORDINATE_BYTES[kind])];
  if (!x || !y) return null;
  const data = Uint8Array.of(2 + ((y.at(-1) as number) & 1), ...x);
  const { uncompressed } = await import("./ecdsa");
  // The other half of the text must say the same, or two programs could read two keys.
  const whole = uncompressed(kind, data);
  return whole && sameBytes(whole, Uint8Array.of(4, ...x, ...y)) ? { kind, data, exponent: 0 } : null;
}

/** Whether two keys are one. */
export function sameKey(left: PublicKey, right: PublicKey): boolean {
  return left.kind === right.kind && left.exponent === right.exponent && sameBytes(left.data, right.data);
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

/** A member's bytes, exactly as long as asked; without a length, a number that begins with no zero (RFC 7518 §2). */
function octets(jwk: JsonObject, name: string, length?: number): Uint8Array | null {
  const text = jwk[name];
  const bytes = typeof text === "string" ? decodeBase64url(text) : null;
  if (bytes === null) return null;
  const fits = length === undefined ? bytes.length > 0 && bytes[0] !== 0 : bytes.length === length;
  return fits ? bytes : null;
}
