// What makes a template into one learner's credential, closed with the key in the link's fragment: XChaCha20-Poly1305
// (draft-irtf-cfrg-xchacha-03), bound to the credential's UUID, padded. The twin of laurels/sealing/values.py.

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { decodeBase64url, MultibaseError } from "../verify/encoding/multibase";
import { decodeJson, type Json, JsonError } from "../verify/encoding/strictJson";

const KEY_CHARACTERS = 43;
const BLOCK_BYTES = 32;
const NONCE_BYTES = 24;
const MARK = 0x80;

/** Why a sealed badge does not open. `key-*` is about the link; `altered` about what the site holds. */
export type SealingCode = "key-missing" | "key-cut" | "key-wrong" | "altered";

export class SealingError extends Error {
  override name = "SealingError";
  constructor(readonly code: SealingCode) {
    super(code);
  }
}

/**
 * The key in a link's fragment, with or without its `#`.
 *
 * @throws SealingError `key-missing`, or `key-cut` for a text that cannot be a whole key
 */
export function keyOf(fragment: string): Uint8Array {
  const text = fragment.replace(/^#/, "").trim();
  if (text === "") throw new SealingError("key-missing");
  if (text.length !== KEY_CHARACTERS) throw new SealingError("key-cut");
  try {
    return decodeBase64url(`u${text}`);
  } catch (error) {
    if (error instanceof MultibaseError) throw new SealingError("key-cut");
    throw error;
  }
}

/**
 * The values of a sealed award.
 *
 * @param identifier the credential's UUID
 * @throws SealingError `key-wrong` where the key does not open it, or it was altered: nobody can tell the two apart
 */
export function openValues(sealed: string, identifier: string, key: Uint8Array): Json[] {
  let plain: Uint8Array;
  try {
    const bound = new TextEncoder().encode(identifier);
    plain = xchacha20poly1305(key, nonceOf(identifier), bound).decrypt(decodeBase64url(`u${sealed}`));
  } catch {
    throw new SealingError("key-wrong");
  }
  return valuesOf(unpad(plain));
}

/** The UUID's 16 bytes, then zeros: a key belongs to one award, so that it never meets a nonce twice. */
function nonceOf(identifier: string): Uint8Array {
  const nonce = new Uint8Array(NONCE_BYTES);
  const digits = identifier.replaceAll("-", "");
  for (let at = 0; at < 16; at += 1) nonce[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return nonce;
}

/** ISO/IEC 7816-4 §9.3.1: one mark, then zeros up to a whole block. */
function unpad(data: Uint8Array): Uint8Array {
  const end = data.findLastIndex((byte) => byte !== 0);
  if (data.length % BLOCK_BYTES !== 0 || data[end] !== MARK || data.length - end > BLOCK_BYTES) throw new SealingError("altered");
  return data.subarray(0, end);
}

function valuesOf(data: Uint8Array): Json[] {
  try {
    const values = decodeJson(data);
    if (Array.isArray(values)) return values;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
  }
  throw new SealingError("altered");
}
