// Published conformance data, read in place.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const vectorsFolder = process.env["LAURELS_VECTORS"] ?? "../shared/vectors";
if (!existsSync(vectorsFolder)) throw new Error(`no test vectors at ${vectorsFolder}; run this through tests/app/test_app.py`);

export function vectorBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(vectorsFolder, path)));
}

export function vectorText(path: string): string {
  return readFileSync(join(vectorsFolder, path), "utf8");
}

export function vectorJson<T>(path: string): T {
  return JSON.parse(vectorText(path)) as T;
}
