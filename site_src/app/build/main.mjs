// Called by hatch_build.py: node main.mjs FOLDER writes FOLDER/contexts and FOLDER/browser.

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";
import { readContexts, writeContexts } from "./contexts.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const app = join(root, "site_src/app");

/** The verifier as an npm package: ES modules with types, for Node and browsers. */
async function library(folder, contexts) {
  await bundle({ entries: { index: join(app, "library/index.ts") }, folder, contexts, published: true });
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
  await bundle({
    entries: {
      verify: join(app, "ui/verify.ts"),
      badge: join(app, "ui/badge.ts"),
      propose: join(app, "ui/propose.ts"),
    },
    folder: join(folder, "browser"),
    contexts,
    published: true,
  });
  // By itself: it is one file that way, which comes sooner than the same in a dozen parts.
  await bundle({ entries: { worker: join(app, "ui/workerEntry.ts") }, folder: join(folder, "browser"), contexts, published: true });
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
