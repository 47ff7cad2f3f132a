// Bitstring Status List v1.0 (W3C Recommendation, 15 May 2025): one bit for each credential, published as a whole.

import { decodeBase64url, MultibaseError } from "../encoding/multibase";

/** §6.1: 16 KB uncompressed, so that one badge hides among many. */
export const MIN_ENTRIES = 131_072;
const MAX_DECOMPRESSED_BYTES = 16 * 1024 * 1024;

/** The encoded list cannot be used. */
export class BitstringError extends Error {
  override name = "BitstringError";
}

/** The encoded list unpacks to more than is read. */
export class TooLargeError extends BitstringError {
  constructor(readonly limit: number) {
    super(`the list unpacks to more than ${limit} bytes`);
  }
}

/** The bits of an `encodedList`; never more than the cap. */
export async function decode(encoded: string, maxBytes = MAX_DECOMPRESSED_BYTES): Promise<Uint8Array> {
  try {
    return await gunzip(decodeBase64url(encoded), maxBytes);
  } catch (error) {
    if (error instanceof MultibaseError) throw new BitstringError("the list is not multibase base64url");
    throw error;
  }
}

/** Exactly one gzip member: the stream itself refuses what is cut off, damaged, or followed by anything. */
async function gunzip(packed: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const reader = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new BitstringError("the list is not gzip, or is damaged");
    });
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new TooLargeError(maxBytes);
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  chunks.reduce((at, chunk) => (bytes.set(chunk, at), at + chunk.length), 0);
  return bytes;
}

/** The bit of an entry; index 0 is the left-most bit. */
export function isSet(bits: Uint8Array, index: number): boolean {
  return ((bits[Math.floor(index / 8)] as number) & (0x80 >> (index % 8))) !== 0;
}
