// Public keys as PEM text: SubjectPublicKeyInfo (RFC 5280 §4.1.2.7, RFC 7468 §13), read in its one spelling (DER).
// Open Badges 2.0 publishes RSA keys so. Elliptic curves are told by the whole constant head of their encoding.

import { hexToBytes } from "@noble/hashes/utils.js";
import type { Kind, PublicKey } from "./keys";

const PEM = /^[ \t\r\n]*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/ \t\r\n]+={0,2}[ \t\r\n]*)-----END PUBLIC KEY-----[ \t\r\n]*$/;
const RSA = hexToBytes("300d06092a864886f70d0101010500"); // rsaEncryption, NULL (RFC 8017 §A.1)
const HEADS: readonly [head: Uint8Array, kind: Kind, bytes: number][] = [
  [hexToBytes("302a300506032b6570032100"), "Ed25519", 32], // RFC 8410 §4
  [hexToBytes("3059301306072a8648ce3d020106082a8648ce3d03010703420004"), "P-256", 64], // RFC 5480 §2.2
  [hexToBytes("3076301006072a8648ce3d020106052b8104002203620004"), "P-384", 96],
];

/** Not the one spelling of a key. */
class DerError extends Error {
  override name = "DerError";
}

/** The key in a PEM text; null where it is of another kind or malformed. */
export function fromPem(text: string): PublicKey | null {
  const body = PEM.exec(text)?.[1]?.replace(/[ \t\r\n]/g, "");
  if (body === undefined || body.length % 4 !== 0) return null;
  try {
    return fromDer(Uint8Array.from(atob(body), (character) => character.charCodeAt(0)));
  } catch (error) {
    if (error instanceof DerError || error instanceof DOMException) return null;
    throw error;
  }
}

function fromDer(der: Uint8Array): PublicKey | null {
  for (const [head, kind, bytes] of HEADS) {
    if (!startsWith(der, head)) continue;
    const body = der.slice(head.length);
    if (body.length !== bytes) return null;
    if (kind === "Ed25519") return { kind, data: body, exponent: 0 };
    return { kind, data: Uint8Array.of(2 + ((body.at(-1) as number) & 1), ...body.slice(0, bytes / 2)), exponent: 0 };
  }
  const [outer, afterOuter] = element(der, 0x30);
  if (afterOuter.length > 0 || !startsWith(outer, RSA)) return null;
  const [bits, afterBits] = element(outer.slice(RSA.length), 0x03);
  if (afterBits.length > 0 || bits[0] !== 0) return null;
  const [numbers, afterNumbers] = element(bits.slice(1), 0x30);
  const [modulus, more] = element(numbers, 0x02);
  const [exponent, end] = element(more, 0x02);
  if (afterNumbers.length > 0 || end.length > 0) return null;
  return { kind: "RSA", data: positive(modulus), exponent: positive(exponent).reduce((sum, byte) => sum * 256 + byte, 0) };
}

function startsWith(bytes: Uint8Array, head: Uint8Array): boolean {
  return head.every((byte, at) => bytes[at] === byte);
}

/** Content of the first element, and what follows it (X.690 §8.1, §10.1). */
function element(data: Uint8Array, tag: number): [content: Uint8Array, rest: Uint8Array] {
  if (data.length < 2 || data[0] !== tag) throw new DerError("another element was expected");
  let length = data[1] as number;
  let start = 2;
  if (length & 0x80) {
    start += length & 0x7f;
    if (start > 4) throw new DerError("a length has one spelling");
    length = data.slice(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
    if (length < 0x80 || data[2] === 0) throw new DerError("a length has one spelling");
  }
  if (start + length > data.length) throw new DerError("cut off");
  return [data.slice(start, start + length), data.slice(start + length)];
}

/** The bytes of a positive INTEGER without the zero that keeps it positive (X.690 §8.3). */
function positive(content: Uint8Array): Uint8Array {
  const [first = 0x80, second = 0] = content;
  if (first & 0x80 || (first === 0 && !(second & 0x80))) throw new DerError("not a positive number in its one spelling");
  return first === 0 ? content.slice(1) : content;
}
