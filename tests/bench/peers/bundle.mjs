// node bundle.mjs NAME FOLDER MODULES: bundles a peer's adaptor into FOLDER/NAME.mjs, with packages from MODULES.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { readContexts } from "../../../site_src/app/build/contexts.mjs";

const [name, folder, modules] = process.argv.slice(2);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const contexts = await readContexts(join(root, "node_modules"), join(root, "tools/laurels/proof/contexts.json"));
const documents = Object.fromEntries([...contexts].map(([url, { document }]) => [url, document]));

await build({
  entryPoints: [fileURLToPath(new URL(`${name}.mjs`, import.meta.url))],
  outfile: join(folder, `${name}.mjs`),
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: ["es2022"],
  logLevel: "error",
  nodePaths: [join(modules, "node_modules"), join(root, "node_modules")],
  alias: { laurels: join(root, "tools/laurels/_bundled/library/index.js") },
  // What this project's module loads for other formats only stays out, as it does where the module is published.
  external: ["./index-*.js"],
  define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
  plugins: [
    {
      name: "contexts",
      setup(on) {
        on.onResolve({ filter: /^laurels:contexts$/ }, ({ path }) => ({ path, namespace: "laurels" }));
        on.onLoad({ filter: /.*/, namespace: "laurels" }, () => ({ contents: JSON.stringify(documents), loader: "json" }));
      },
    },
  ],
});
