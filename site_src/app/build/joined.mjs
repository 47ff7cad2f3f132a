// One file of all that an entry always needs. esbuild alone cuts that into a dozen chunks wherever a part that is loaded later
// shares something with it, and a dozen requests are what a visitor waits for.

import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { bundle } from "./bundle.mjs";

// Chromium compiles what a file says it will need while the file arrives, and not bit by bit while the visitor waits.
const NEEDED_AT_ONCE = "//# allFunctionsCalledOnLoad";
const IMPORT = /import(?:\{([^{}]*)\}from)?"\.\/([\w-]+\.js)";?/g;

/**
 * Bundles one entry. What is loaded later stays in files of its own, `NAME-….js`, which take from the one file what they share.
 *
 * @param {object} options
 * @param {string} options.name name of the one file, without its ending
 * @param {string} options.source path of the entry
 * @param {string} options.folder where to write
 * @param {Map<string, {document: object}>} options.contexts what `laurels:contexts` holds
 * @returns {Promise<{always: string[], later: string[]}>} sources of the one file, and of the others
 */
export async function joined({ name, source, folder, contexts }) {
  const { outputFiles, metafile } = await bundle({ entries: { [name]: source }, folder, contexts, published: true, write: false });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const entry = `${name}.js`;
  const always = needed(entry, outputs);
  const later = [...outputs.keys()].filter((file) => file.endsWith(".js") && !always.has(file));

  const shared = new Map([...always].map((file) => [file, new Set()]));
  const rewritten = later.map((file) => [file, texts.get(file).replace(IMPORT, (whole, names, from) => takeFrom(shared, entry, whole, names, from))]);
  for (const [file, text] of rewritten) {
    const left = [...always].find((other) => other !== entry && text.includes(other));
    if (left) throw new Error(`${file} takes something from ${left} in a way that is not understood`);
  }
  const exported = [...shared].map(([file, names]) => `export {${[...names].map((one) => `${one} as ${shareName(file, one)}`)}} from "./${file}";`);
  const one = await build({
    stdin: { contents: [`export * from "./${entry}";`, ...exported].join("\n"), resolveDir: folder },
    bundle: true,
    write: false,
    format: "esm",
    target: ["es2022"],
    minify: true,
    charset: "utf8",
    legalComments: "none",
    banner: { js: NEEDED_AT_ONCE },
    logLevel: "silent",
    plugins: [parts(texts, always)],
  });
  await mkdir(folder, { recursive: true });
  const others = outputFiles.filter(({ path }) => !path.endsWith(".js")).map(({ path, text }) => [basename(path), text]);
  for (const [file, text] of [[entry, one.outputFiles[0].text], ...rewritten, ...others]) await writeFile(join(folder, file), text);
  const sources = (files) => [...new Set(files.flatMap((file) => Object.keys(outputs.get(file).inputs)))];
  return { always: sources([...always]), later: sources(later) };
}

/** Names of the chunks that a chunk cannot run without, itself among them. */
function needed(file, outputs, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const { path, kind, external } of outputs.get(file).imports) if (kind === "import-statement" && !external) needed(basename(path), outputs, found);
  return found;
}

/** An import of a part that is in the one file now; it is noted what that has to give. */
function takeFrom(shared, entry, whole, names, from) {
  const given = shared.get(from);
  if (!given) return whole;
  if (names === undefined) return "";
  const taken = names.split(",").map((item) => item.trim().split(" as "));
  for (const [name] of taken) given.add(name);
  return `import{${taken.map(([name, local = name]) => `${shareName(from, name)} as ${local}`)}}from"./${entry}";`;
}

/** The same as long as the part is the same, whatever else is in the one file. */
function shareName(file, name) {
  return `${file.replace(/\.js$/, "").replaceAll("-", "_")}_${name}`;
}

/** Parts by their names; what is loaded later is left alone. */
function parts(texts, always) {
  return {
    name: "laurels-parts",
    setup(on) {
      on.onResolve({ filter: /^\.\// }, ({ path }) => (always.has(basename(path)) ? { path: basename(path), namespace: "parts" } : { path, external: true }));
      on.onLoad({ filter: /.*/, namespace: "parts" }, ({ path }) => ({ contents: texts.get(path), loader: "js" }));
    },
  };
}
