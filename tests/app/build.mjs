// node build.mjs FOLDER: bundles every *.test.ts and the conformance runner the way the published code is bundled.

import { glob } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../../site_src/app/build/bundle.mjs";
import { readContexts } from "../../site_src/app/build/contexts.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const here = join(root, "tests/app");

const entries = {
  "conformance-runner": join(here, "conformance-runner.ts"),
  "propose-runner": join(here, "propose-runner.ts"),
};
for await (const file of glob("**/*.test.ts", { cwd: here })) entries[basename(file, ".ts")] = join(here, file);

const contexts = await readContexts(join(root, "node_modules"), join(root, "tools/laurels/proof/contexts.json"));
await bundle({ entries, folder: process.argv[2], contexts, published: false });
