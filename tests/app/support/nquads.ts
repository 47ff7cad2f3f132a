// A reader of N-Quads good enough for the W3C's test files.

import type { Quad, Term } from "../../../site_src/app/verify/proof/nquads";
import { XSD_STRING } from "../../../site_src/app/verify/proof/nquads";

const TERM = /\s*(?:<([^>]*)>|(_:[^\s<"]+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?)/y;
const ESCAPES: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f", '"': '"', "'": "'", "\\": "\\" };

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short, long, named) =>
    named ? (ESCAPES[named] as string) : String.fromCodePoint(Number.parseInt(short ?? long, 16)),
  );
}

function term(parts: RegExpExecArray): Term {
  const [, iri, blank, text, datatype, language] = parts;
  if (iri !== undefined) return { termType: "NamedNode", value: unescape(iri) };
  if (blank !== undefined) return { termType: "BlankNode", value: blank };
  const type = language ? "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString" : unescape(datatype ?? XSD_STRING);
  return {
    termType: "Literal",
    value: unescape(text as string),
    datatype: { termType: "NamedNode", value: type },
    ...(language ? { language } : {}),
  };
}

export function readQuads(text: string): Quad[] {
  const quads: Quad[] = [];
  for (const line of text.split(/[\r\n]+/)) {
    const terms: Term[] = [];
    TERM.lastIndex = 0;
    for (let parts = TERM.exec(line); parts; parts = TERM.exec(line)) terms.push(term(parts));
    if (terms.length === 0 && /^\s*(#.*)?$/.test(line)) continue;
    if (terms.length < 3) throw new Error(`not an N-Quad: ${line}`);
    const [subject, predicate, object, graph = { termType: "DefaultGraph", value: "" }] = terms;
    quads.push({ subject, predicate, object, graph } as Quad);
  }
  return quads;
}
