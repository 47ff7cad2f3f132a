// The JSON-LD contexts, out of their publishers' npm packages, each held against its pinned digest.

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** JSON Canonicalization Scheme (RFC 8785): ECMAScript's own number format and UTF-16 key order are what it asks for. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(",")}}`;
}

/**
 * Reads every context named in the pin file.
 *
 * @param {string} modules the node_modules folder
 * @param {string} pins path of contexts.json: url → { file, from, sha256: [known digests of the JCS form] }
 * @returns {Promise<Map<string, {file: string, document: object}>>} by URL, in the file's order
 */
export async function readContexts(modules, pins) {
  const found = new Map();
  for (const [url, { file, from, sha256 }] of Object.entries(JSON.parse(await readFile(pins, "utf8")))) {
    const path = join(modules, from);
    const document = from.endsWith(".js") ? require(path) : JSON.parse(await readFile(path, "utf8"));
    const got = createHash("sha256").update(canonical(document), "utf8").digest("hex");
    if (!sha256.includes(got)) {
      throw new Error(
        `the JSON-LD context ${url} is not the pinned one.\n  file:     ${from}\n  expected: ${sha256.join("\n            ")}\n` +
          `  got:      ${got}\nCompare the two versions; if the change is an addition you accept, add the digest to tools/laurels/proof/contexts.json.`,
      );
    }
    found.set(url, { file, document });
  }
  return found;
}

/** Writes the contexts and `index.json` (url → file name) into a folder, for the Python side. */
export async function writeContexts(contexts, folder) {
  await mkdir(folder, { recursive: true });
  const index = {};
  for (const [url, { file, document }] of contexts) {
    index[url] = file;
    await writeFile(join(folder, file), `${JSON.stringify(document, null, 1)}\n`);
  }
  await writeFile(join(folder, "index.json"), `${JSON.stringify(index, null, 1)}\n`);
}
