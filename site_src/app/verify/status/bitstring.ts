// Bitstring Status List v1.0 (W3C Recommendation, 15 May 2025): one bit for each credential, published as a whole.

import { decodeBase64url, MultibaseError } from "../encoding/multibase";
import { GzipError, GzipLengthError, GzipSizeError, gunzip } from "./gzip";

/** §6.1: 16 KB uncompressed, so that one badge hides among many. */
export const MIN_ENTRIES = 131_072;
const MAX_DECOMPRESSED_BYTES = 16 * 1024 * 1024;

/** The encoded list cannot be used. */
export class BitstringError extends Error {
  override name = "BitstringError";
}

/** The bits of an `encodedList`; never more than the cap. */
export function decode(encoded: string, maxBytes = MAX_DECOMPRESSED_BYTES): Uint8Array {
  try {
    return gunzip(decodeBase64url(encoded), maxBytes);
  } catch (error) {
    if (error instanceof MultibaseError) throw new BitstringError(`the list is not multibase base64url (${error.message})`);
    if (error instanceof GzipError) throw new BitstringError("the list is not gzip");
    if (error instanceof GzipSizeError) throw new BitstringError(`the list unpacks to more than ${maxBytes} bytes`);
    if (error instanceof GzipLengthError) throw new BitstringError("the list is cut off, or something follows it");
    throw error;
  }
}

/** The bit of an entry; index 0 is the left-most bit. */
export function isSet(bits: Uint8Array, index: number): boolean {
  return ((bits[Math.floor(index / 8)] as number) & (0x80 >> (index % 8))) !== 0;
}
