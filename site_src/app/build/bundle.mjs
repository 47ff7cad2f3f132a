// esbuild's settings, in one place for the published bundle and for the tests' own.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const app = fileURLToPath(new URL("..", import.meta.url));

/** `import contexts from "laurels:contexts"`: url → document, from the packages rather than from a file in the tree. */
function contextsModule(contexts) {
  const documents = Object.fromEntries([...contexts].map(([url, { document }]) => [url, document]));
  return {
    name: "laurels-contexts",
    setup(on) {
      on.onResolve({ filter: /^laurels:contexts$/ }, ({ path }) => ({ path, namespace: "laurels" }));
      on.onLoad({ filter: /^laurels:contexts$/, namespace: "laurels" }, () => ({
        contents: JSON.stringify(documents),
        loader: "json",
      }));
    },
  };
}

/** What jsonld.js brings along beyond expansion and RDF: never called, a tenth of what a visitor would load. */
const unusedParts = {
  name: "laurels-unused-parts",
  setup(on) {
    on.onResolve({ filter: /^\.\/(compact|flatten|frame|fromRdf)$/ }, ({ importer }) =>
      /[\\/]jsonld[\\/]lib[\\/][^\\/]+$/.test(importer) ? { path: join(app, "verify/stubs/unused-jsonld.ts") } : undefined,
    );
  },
};

/**
 * Bundles ES modules.
 *
 * @param {object} options
 * @param {Record<string, string>} options.entries output name → source path
 * @param {string} options.folder where to write
 * @param {Map<string, {document: object}>} options.contexts what `laurels:contexts` holds
 * @param {boolean} options.published false for the tests: readable, one file an entry, Node's modules left to Node
 */
export function bundle({ entries, folder, contexts, published }) {
  return build({
    entryPoints: entries,
    outdir: folder,
    bundle: true,
    format: "esm",
    // The packages' browser variants even for the tests, so that they run what is shipped.
    platform: "browser",
    target: ["es2022"],
    splitting: published,
    minify: published,
    external: published ? [] : ["node:*"],
    outExtension: published ? {} : { ".js": ".mjs" },
    chunkNames: "chunk-[hash]",
    legalComments: "none",
    charset: "utf8",
    logLevel: "silent",
    metafile: true,
    alias: {
      // Our own RDFC-1.0 and a closed set of contexts: neither the other canonicaliser nor any HTTP client is wanted.
      "rdf-canonize": join(app, "verify/stubs/rdf-canonize.ts"),
      "@digitalbazaar/http-client": join(app, "verify/stubs/http-client.ts"),
    },
    plugins: [contextsModule(contexts), unusedParts],
  });
}
