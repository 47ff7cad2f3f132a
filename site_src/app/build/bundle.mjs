// esbuild's settings, in one place for the published bundle and for the tests' own.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const app = fileURLToPath(new URL("..", import.meta.url));

/** What our own badges and lists use. */
const OWN_CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

/**
 * `import { own, others, load } from "laurels:contexts"`: url → document, from the packages rather than from a file in the tree. Those
 * that only other issuers' badges use are a chunk of their own.
 */
function contextsModule(contexts) {
  const documents = [...contexts].map(([url, { document }]) => [url, document]);
  const isOwn = ([url]) => OWN_CONTEXTS.includes(url);
  const own = documents.filter(isOwn);
  const others = documents.filter((entry) => !isOwn(entry));
  const json = (entries) => JSON.stringify(Object.fromEntries(entries));
  return {
    name: "laurels-contexts",
    setup(on) {
      on.onResolve({ filter: /^laurels:contexts(\/others)?$/ }, ({ path }) => ({ path, namespace: "laurels" }));
      on.onLoad({ filter: /^laurels:contexts$/, namespace: "laurels" }, () => ({
        contents: `export const own = ${json(own)};
export const others = ${JSON.stringify(others.map(([url]) => url))};
export const load = async () => (await import("laurels:contexts/others")).default;`,
        loader: "js",
      }));
      on.onLoad({ filter: /^laurels:contexts\/others$/, namespace: "laurels" }, () => ({ contents: json(others), loader: "json" }));
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
      "lru-cache": join(app, "verify/stubs/lru-cache.cjs"),
    },
    plugins: [contextsModule(contexts), unusedParts],
  });
}
