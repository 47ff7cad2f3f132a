// Ed25519 by one rule, the same here and in Python: RFC 8032 §5.1.7 with the strict choices. S below the group order,
// canonical encodings of A and R, neither of small order, and the equation without the cofactor, which is what libsodium
// checks.
//
// The rule is held here. The browser, which alone accepts signatures under small-order keys, is asked for the equation only, which the
// Web Cryptography API fixes (Secure Curves, Ed25519: “using the cofactorless (unbatched) equation”). Where it has no Ed25519, a library
// is loaded.

export const PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

const FIELD_PRIME = 2n ** 255n - 19n; // RFC 8032 §5.1
export const GROUP_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n; // RFC 8032 §5.1
const SIGN_BIT = 1n << 255n;

// The y-coordinates of the eight points whose order divides 8: 0, 1, -1 and two that belong to order 8.
const ORDER_EIGHT_Y = 55188659117513257062467267217118295137698188065244968500265048394206261417927n;
const SMALL_ORDER_Y = new Set([0n, 1n, FIELD_PRIME - 1n, ORDER_EIGHT_Y, FIELD_PRIME - ORDER_EIGHT_Y]);

export function littleEndian(bytes: Uint8Array): bigint {
  let text = "";
  for (const byte of bytes) text = byte.toString(16).padStart(2, "0") + text;
  return BigInt(`0x${text}`);
}

/**
 * Whether 32 bytes are the canonical encoding of a y-coordinate that no small-order point has.
 * Whether a point with that coordinate exists is left to whoever does the equation.
 */
export function isSafePoint(encoded: Uint8Array): boolean {
  if (encoded.length !== PUBLIC_KEY_BYTES) return false;
  const y = littleEndian(encoded) & ~SIGN_BIT;
  return y < FIELD_PRIME && !SMALL_ORDER_Y.has(y);
}

/** Whether a key and a signature keep the rule in everything but the equation. */
export function isStrict(publicKey: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  const [r, s] = [signature.slice(0, PUBLIC_KEY_BYTES), signature.slice(PUBLIC_KEY_BYTES)];
  return isSafePoint(publicKey) && isSafePoint(r) && littleEndian(s) < GROUP_ORDER;
}

/** Whether a signature of 64 bytes over a message fits a public key of 32 bytes. */
export async function verify(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): Promise<boolean> {
  if (!isStrict(publicKey, signature)) return false;
  return (await holdsNatively(publicKey, signature, message)) ?? (await import("./ed25519Equation")).holds(publicKey, signature, message);
}

/** The key that was asked for last, as the browser holds it: a badge and its status lists mostly have one and the same. */
let latest: { readonly name: string; readonly key: Promise<CryptoKey> } | null = null;

function imported(publicKey: Uint8Array): Promise<CryptoKey> {
  const name = publicKey.join();
  if (latest?.name !== name) {
    latest = { name, key: crypto.subtle.importKey("raw", Uint8Array.from(publicKey), "Ed25519", false, ["verify"]) };
  }
  return latest.key;
}

/** The browser's answer; null where it has none. */
async function holdsNatively(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): Promise<boolean | null> {
  try {
    const key = await imported(publicKey);
    return await crypto.subtle.verify("Ed25519", key, Uint8Array.from(signature), Uint8Array.from(message));
  } catch {
    return null;
  }
}
