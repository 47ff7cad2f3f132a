// What comes out of a container.

import type { JsonObject } from "../encoding/strictJson";
import type { Code } from "../report";

/** Most that is unpacked of one credential; the decoder reads no more. */
export const MAX_CREDENTIAL_BYTES = 4 * 1024 * 1024;

/** Something to verify. */
export interface Found {
  /** The file's name; inside a container, `container/name`. */
  readonly name: string;
  /** JSON or a compact JWS as it stood there; of an address, its text. */
  readonly data: Uint8Array;
  /** An address is where the credential is, as Open Badges 2.0 allows. */
  readonly kind: "credential" | "address";
}

/** A file that holds no credential that could be read: a code of the `decode` step, and its detail. */
export interface Refused {
  readonly name: string;
  readonly code: Code;
  readonly detail: JsonObject;
}

export type Unpacked = Found | Refused;

export function isRefused(item: Unpacked): item is Refused {
  return "code" in item;
}

/** A container that cannot be used. */
export class ContainerError extends Error {
  constructor(
    readonly code: Code,
    readonly detail: JsonObject = {},
  ) {
    super(code);
    this.name = "ContainerError";
  }
}

/** A baked text: an address where it is one, else the credential itself. */
export function found(name: string, text: Uint8Array): Found {
  const start = new TextDecoder().decode(text.subarray(0, 4096)).trimStart();
  if (!/^https?:\/\//.test(start)) return { name, data: text, kind: "credential" };
  return { name, data: new TextEncoder().encode(new TextDecoder().decode(text).trim()), kind: "address" };
}
