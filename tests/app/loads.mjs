// node loads.mjs FOLDER: bundles as published, and prints what the page loads for a badge of our own and what it does not.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle } from "../../site_src/app/build/bundle.mjs";
import { readContexts } from "../../site_src/app/build/contexts.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const contexts = await readContexts(join(root, "node_modules"), join(root, "tools/laurels/proof/contexts.json"));
const made = (name) => ({ [name]: join(root, `site_src/app/ui/${{ verify: "verify", worker: "workerEntry" }[name]}.ts`) });
const built = async (name) => (await bundle({ entries: made(name), folder: process.argv[2], contexts, published: true })).metafile.outputs;
const page = await built("verify");
const outputs = { ...page, ...(await built("worker")) };

/** Names of the chunks that a chunk needs before it can run. */
function needed(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const { path, kind } of outputs[name].imports) if (kind === "import-statement") needed(path, found);
  return found;
}
const chunks = Object.keys(outputs).filter((name) => name.endsWith(".js"));
const chunkOf = (source) => chunks.find((name) => outputs[name].entryPoint?.endsWith(source));
const own = new Set(["ui/verify.ts", "ui/workerEntry.ts"].flatMap((source) => [...needed(chunkOf(source))]));
const sizes = await Promise.all([...own].map(async (name) => gzipSync(await readFile(name), { level: 9 }).length));
const sources = (names) => [...new Set(names.flatMap((name) => Object.keys(outputs[name].inputs)))];
const later = chunks.filter((name) => !own.has(name));
process.stdout.write(JSON.stringify({ gzip: sizes.reduce((sum, size) => sum + size, 0), own: sources([...own]), later: sources(later), sizes }));
