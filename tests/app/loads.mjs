// node loads.mjs FOLDER: bundles as published, and prints what the page loads for a badge of our own and what it does not.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readContexts } from "../../site_src/app/build/contexts.mjs";
import { joined } from "../../site_src/app/build/joined.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = process.argv[2];
const contexts = await readContexts(join(root, "node_modules"), join(root, "tools/laurels/proof/contexts.json"));
const names = ["verify", "checker"];
const made = await Promise.all(names.map((name) => joined({ name, source: join(root, `site_src/app/ui/${name}.ts`), folder, contexts })));
const sizes = await Promise.all(names.map(async (name) => gzipSync(await readFile(join(folder, `${name}.js`)), { level: 9 }).length));
const [own, later] = [made.flatMap(({ always }) => always), made.flatMap(({ later }) => later)];
process.stdout.write(JSON.stringify({ gzip: sizes.reduce((sum, size) => sum + size, 0), own, later, sizes }));
