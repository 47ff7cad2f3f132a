// Multibase and Multikey: how Data Integrity writes keys and signatures as text (Controlled Identifiers v1.0 §2.4, §2.2.2).

import { decodeBase64url as decodePlain } from "./base64url";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
// Keeps the quadratic conversion from being a way to spend a verifier's time.
const MAX_BASE58_CHARACTERS = 512;
const ED25519_PUBLIC_PREFIX = [0xed, 0x01];
const KEY_BYTES = 32;

/** The text is not the multibase value that was expected. */
export class MultibaseError extends Error {
  override name = "MultibaseError";
}

/** Base-58-btc text of some bytes, without a multibase prefix. */
export function base58Encode(data: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of data) {
    let carry = byte;
    for (let at = 0; at < digits.length; at += 1) {
      carry += (digits[at] as number) * 256;
      digits[at] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58);
  }
  const first = data.findIndex((byte) => byte !== 0);
  const zeros = first < 0 ? data.length : first;
  return "1".repeat(zeros) + digits.reverse().map((digit) => ALPHABET[digit]).join("");
}

/** The bytes of multibase `z…` text. */
export function decodeBase58btc(text: string): Uint8Array {
  if (!text.startsWith("z")) throw new MultibaseError("a base-58 multibase value starts with z");
  const body = text.slice(1);
  if (body.length > MAX_BASE58_CHARACTERS) throw new MultibaseError("too long");
  const bytes: number[] = [];
  for (const character of body) {
    let carry = ALPHABET.indexOf(character);
    if (carry < 0) throw new MultibaseError(`${character} is not a base-58 character`);
    for (let at = 0; at < bytes.length; at += 1) {
      carry += (bytes[at] as number) * 58;
      bytes[at] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  const zeros = /^1*/.exec(body)?.[0].length ?? 0;
  return Uint8Array.from([...new Array<number>(zeros).fill(0), ...bytes.reverse()]);
}

/** The bytes of multibase `u…` text: base64url; padding, the other alphabet and spare bits are refused. */
export function decodeBase64url(text: string): Uint8Array {
  if (!text.startsWith("u")) throw new MultibaseError("a base64url multibase value starts with u");
  const bytes = decodePlain(text.slice(1));
  if (bytes === null) throw new MultibaseError("not base64url without padding, or not its canonical form");
  return bytes;
}

/** The raw 32-byte public key of Multikey text `z6Mk…`. */
export function decodeEd25519Multikey(text: string): Uint8Array {
  const data = decodeBase58btc(text);
  if (data[0] !== ED25519_PUBLIC_PREFIX[0] || data[1] !== ED25519_PUBLIC_PREFIX[1]) {
    throw new MultibaseError("not an Ed25519 public key");
  }
  const key = data.slice(ED25519_PUBLIC_PREFIX.length);
  if (key.length !== KEY_BYTES) throw new MultibaseError(`an Ed25519 public key has ${KEY_BYTES} bytes, this has ${key.length}`);
  return key;
}
