// Published conformance data, read in place.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env["LAURELS_VECTORS"] ?? "../shared/vectors";
if (!existsSync(folder)) throw new Error(`no test vectors at ${folder}; run this through tests/app/test_app.py`);

export function vectorBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, path)));
}

export function vectorText(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

export function vectorJson<T>(path: string): T {
  return JSON.parse(vectorText(path)) as T;
}
