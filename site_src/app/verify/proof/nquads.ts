// Quads, and their canonical N-Quads form (RDFC-1.0 §5).

export const XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";
const LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";

export interface NamedNode {
  readonly termType: "NamedNode";
  readonly value: string;
}

export interface BlankNode {
  readonly termType: "BlankNode";
  /** Any label; it never reaches the canonical text. */
  readonly value: string;
}

export interface Literal {
  readonly termType: "Literal";
  readonly value: string;
  readonly language?: string;
  readonly datatype: NamedNode;
}

export interface DefaultGraph {
  readonly termType: "DefaultGraph";
  readonly value: "";
}

export type Term = NamedNode | BlankNode | Literal | DefaultGraph;

export interface Quad {
  readonly subject: NamedNode | BlankNode;
  readonly predicate: NamedNode;
  readonly object: NamedNode | BlankNode | Literal;
  readonly graph: NamedNode | BlankNode | DefaultGraph;
}

const NAMED_ESCAPES: Record<string, string> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};

/** A literal's text with exactly the escapes the canonical form asks for. */
function escapeLiteral(text: string): string {
  return text.replace(/["\\\u0000-\u001f\u007f]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return NAMED_ESCAPES[character] ?? `\\u${code}`;
  });
}

function writeTerm(term: Term): string {
  switch (term.termType) {
    case "NamedNode":
      return `<${term.value}>`;
    case "BlankNode":
      return term.value;
    case "DefaultGraph":
      return "";
    case "Literal": {
      const text = `"${escapeLiteral(term.value)}"`;
      if (term.language !== undefined && term.datatype.value === LANGUAGE_STRING) return `${text}@${term.language}`;
      return term.datatype.value === XSD_STRING ? text : `${text}^^<${term.datatype.value}>`;
    }
  }
}

/** A quad's terms as they are written; null for a blank node, which goes by different names. */
export type Written = readonly (string | null)[];

/** Subject, predicate, object and graph. */
export function write(quad: Quad): Written {
  return [quad.subject, quad.predicate, quad.object, quad.graph].map((term) => (term.termType === "BlankNode" ? null : writeTerm(term)));
}

/**
 * One canonical N-Quads line, with its line feed.
 *
 * @param label what to write for a blank node's own label
 */
export function writeQuad(quad: Quad, label: (blank: string) => string, written: Written = write(quad)): string {
  const [subject, predicate, object, graph] = written;
  const end = graph ?? label(quad.graph.value);
  return `${subject ?? label(quad.subject.value)} ${predicate} ${object ?? label(quad.object.value)} ${end === "" ? "" : `${end} `}.\n`;
}
