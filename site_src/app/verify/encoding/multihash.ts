// Multihash: a hash that says by which function it was made. Only SHA-256 (Controlled Identifiers v1.0 §2.5).

import { sha256 } from "@noble/hashes/sha2.js";
import { encodeBase64url } from "./base64url";
import { base58Encode } from "./multibase";

const SHA2_256 = [0x12, 0x20]; // code of the function, length of the hash

/** The base-58 text `Qm…` of the SHA-256 multihash of some bytes, without a multibase prefix. */
export function sha256Text(data: Uint8Array): string {
  return base58Encode(multihash(data));
}

/** The SHA-256 of some bytes as `digestMultibase` has it, in base64url. */
export function sha256Of(data: Uint8Array): string {
  return `u${encodeBase64url(multihash(data))}`;
}

function multihash(data: Uint8Array): Uint8Array {
  return Uint8Array.from([...SHA2_256, ...sha256(data)]);
}
