// Bitstring Status List v1.0 (W3C Recommendation, 15 May 2025): one bit for each credential, published as a whole.

import { inflate } from "../encoding/inflate";
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

/** The bits of an `encodedList`, exactly one gzip member; never more than the cap. */
export async function decode(encoded: string, maxBytes = MAX_DECOMPRESSED_BYTES): Promise<Uint8Array> {
  const bytes = await inflate(packed(encoded), "gzip", maxBytes).catch((error: unknown) => {
    throw error instanceof RangeError ? new TooLargeError(maxBytes) : error;
  });
  if (bytes === null) throw new BitstringError("the list is not gzip, or is damaged");
  return bytes;
}

function packed(encoded: string): Uint8Array {
  try {
    return decodeBase64url(encoded);
  } catch (error) {
    if (error instanceof MultibaseError) throw new BitstringError("the list is not multibase base64url");
    throw error;
  }
}

/** The bit of an entry; index 0 is the left-most bit. */
export function isSet(bits: Uint8Array, index: number): boolean {
  return ((bits[Math.floor(index / 8)] as number) & (0x80 >> (index % 8))) !== 0;
}
