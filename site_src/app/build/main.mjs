// Called by hatch_build.py: node main.mjs FOLDER writes FOLDER/contexts and FOLDER/browser.

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";
import { readContexts, writeContexts } from "./contexts.mjs";
import { joined } from "./joined.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const app = join(root, "site_src/app");

/** The verifier as an npm package: ES modules with types, for Node and browsers. */
async function library(folder, contexts) {
  await joined({ name: "index", source: join(app, "library/index.ts"), folder, contexts });
  const { version, license } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const description = "Verify Open Badges and Verifiable Credentials: bytes in, report out";
  const entry = { types: "./index.d.ts", default: "./index.js" };
  const manifest = { name: "laurels", version, description, license, type: "module", exports: { ".": entry }, types: "./index.d.ts", sideEffects: false };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(manifest, null, 1)}\n`);
  await copyFile(join(app, "library/types.d.ts"), join(folder, "index.d.ts"));
}

async function main(folder) {
  const contexts = await readContexts(join(root, "node_modules"), join(root, "tools/laurels/proof/contexts.json"));
  await writeContexts(contexts, join(folder, "contexts"));
  for (const name of ["verify", "award", "badge", "propose", "checker"]) {
    await joined({ name, source: join(app, `ui/${name}.ts`), folder: join(folder, "browser"), contexts });
  }
  await bundle({
    entries: { offline: join(app, "ui/offline.ts") },
    folder: join(folder, "offline"),
    contexts,
    published: true,
    format: "iife",
  });
  await library(join(folder, "library"), contexts);
}

main(process.argv[2]).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
