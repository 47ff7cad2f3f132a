// esbuild's settings, in one place for the published bundle and for the tests' own.

import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const app = fileURLToPath(new URL("..", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));

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
        // As text: a browser reads that sooner than it reads a program.
        contents: `export const own = JSON.parse(${JSON.stringify(json(own))});
export const others = ${JSON.stringify(others.map(([url]) => url))};
export const load = async () => (await import("laurels:contexts/others")).default;`,
        loader: "js",
      }));
      on.onLoad({ filter: /^laurels:contexts\/others$/, namespace: "laurels" }, () => ({ contents: json(others), loader: "json" }));
    },
  };
}

const SOURCES = ["site_src/app", "tools/laurels/verification/codes.json", "package.json", "package-lock.json"];

async function* filesOf(path) {
  if (!(await stat(path)).isDirectory()) yield path;
  else for (const name of (await readdir(path)).sort()) yield* filesOf(join(path, name));
}

/** `import { version, source } from "laurels:build"`: which verifier a saved result came from. */
const buildModule = {
  name: "laurels-build",
  setup(on) {
    on.onResolve({ filter: /^laurels:build$/ }, ({ path }) => ({ path, namespace: "laurels-build" }));
    on.onLoad({ filter: /.*/, namespace: "laurels-build" }, async () => {
      const total = createHash("sha256");
      for (const source of SOURCES) {
        for await (const path of filesOf(join(root, source))) {
          const content = createHash("sha256").update(await readFile(path)).digest("hex");
          total.update(`${relative(root, path).replaceAll("\\", "/")} ${content}\n`);
        }
      }
      const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
      return { contents: JSON.stringify({ version, source: total.digest("hex") }), loader: "json" };
    });
  },
};

const TEXT = /'[^']*'|`[^`]*`|"[^"]*"/.source;
const TEXTS = `(?:${TEXT})(?:\\s*\\+\\s*(?:${TEXT}|[\\w.]+))*`;
const SENTENCE = new RegExp(`new JsonLdError\\(\\s*${TEXTS}\\s*,`, "g");
const MESSAGE = new RegExp(`message:\\s*${TEXTS}`, "g");

/** Of jsonld.js, the parts that are called. */
const neededParts = {
  name: "laurels-needed-parts",
  setup(on) {
    on.onResolve({ filter: /^jsonld$/ }, () => ({ path: join(app, "verify/stubs/jsonld.cjs") }));
    // Its errors and warnings are known by their names; their sentences, which nobody would read, are a tenth of it.
    on.onLoad({ filter: /[\\/]jsonld[\\/]lib[\\/][^\\/]+\.js$/ }, async ({ path }) => {
      const contents = (await readFile(path, "utf8")).replace(SENTENCE, 'new JsonLdError("",').replace(MESSAGE, 'message: ""');
      return { contents, loader: "js" };
    });
  },
};

/** What checks is a file of its own, whoever imports it. */
const checkerFile = {
  name: "laurels-checker",
  setup(on) {
    on.onResolve({ filter: /^\.\/checker$/ }, () => ({ path: "./checker.js", external: true }));
  },
};

/** One file holds everything: not the reader of PDF as well. */
const noPdf = {
  name: "laurels-no-pdf",
  setup(on) {
    on.onResolve({ filter: /^\.\/pdf$/ }, () => ({ path: join(app, "ui/noPdf.ts") }));
  },
};

/**
 * Bundles ES modules.
 *
 * @param {object} options
 * @param {Record<string, string>} options.entries output name → source path
 * @param {string} options.folder where to write
 * @param {Map<string, {document: object}>} options.contexts what `laurels:contexts` holds
 * @param {"esm" | "iife"} [options.format] modules, or one classic script an entry, as a page without a server needs
 * @param {boolean} options.published false for the tests: readable, one file an entry, Node's modules left to Node
 * @param {boolean} [options.write] false to have the files' texts instead
 */
export function bundle({ entries, folder, contexts, published, format = "esm", write = true }) {
  return build({
    entryPoints: entries,
    outdir: folder,
    bundle: true,
    format,
    // The packages' browser variants even for the tests, so that they run what is shipped.
    platform: "browser",
    target: ["es2022"],
    splitting: published && format === "esm",
    minify: published,
    external: published ? [] : ["node:*"],
    outExtension: published ? {} : { ".js": ".mjs" },
    write,
    // By the entry's name: two entries share what is in a file, but not whom it takes the rest from.
    chunkNames: `${Object.keys(entries)[0]}-[hash]`,
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
    plugins: [contextsModule(contexts), buildModule, neededParts, ...(format === "iife" ? [noPdf] : [checkerFile])],
  });
}
