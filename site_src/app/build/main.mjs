// Called by hatch_build.py: node main.mjs FOLDER writes FOLDER/contexts and FOLDER/browser.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";
import { readContexts, writeContexts } from "./contexts.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const app = join(root, "site_src/app");

async function main(folder) {
  const contexts = await readContexts(join(root, "node_modules"), join(root, "tools/laurels/proof/contexts.json"));
  await writeContexts(contexts, join(folder, "contexts"));
  await bundle({
    entries: { verify: join(app, "ui/verify.ts"), badge: join(app, "ui/badge.ts"), propose: join(app, "ui/propose.ts") },
    folder: join(folder, "browser"),
    contexts,
    published: true,
  });
}

main(process.argv[2]).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
