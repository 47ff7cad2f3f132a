// From a plain JSON-LD document to its quads, by the contexts that our own badges and lists name: a small part of JSON-LD 1.1, small
// enough to be loaded and run before jsonld.js would have read those contexts.
//
// Nothing here guesses. Whatever is not plain (a term that is not known where it stands, an address that is not written out, a
// keyword, a null, a list, a type that changes another's terms) has no answer here, and the caller asks jsonld.js, which decides.
// For what is plain both give the same quads; tests hold them together.

import { isObject, type Json, type JsonObject } from "../encoding/strictJson";
import type { Contexts } from "./contexts";
import { type BlankNode, type Literal, type NamedNode, type Quad, XSD_STRING } from "./nquads";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const RDF_TYPE: NamedNode = { termType: "NamedNode", value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" };
const DEFAULT_GRAPH = { termType: "DefaultGraph", value: "" } as const;
/** An address that means itself, once no term is called like its scheme, and has no character that N-Quads would escape. */
const PLAIN_ADDRESS = /^([A-Za-z][A-Za-z0-9+.-]*):[A-Za-z0-9._~/?#=&%+:@!$'()*,;-]+$/;
/** Members of a context, and of a term's definition, that are understood. */
const CONTEXT_MEMBERS = ["@protected", "@version"];
const TERM_MEMBERS = ["@id", "@type", "@container", "@context", "@protected"];
/** Scopes and words that are kept; honest badges make a dozen. */
const MAX_SCOPES = 200;

/** The document is not plain. */
class NotPlain extends Error {}

function refuse(): never {
  throw new NotPlain();
}

/** What a term stands for: an address, the type of its values, and the context that its own values, or things of this type, have. */
interface Rule {
  readonly iri: string;
  readonly type: string | null;
  readonly container: string | null;
  readonly scoped: JsonObject | null;
}

/** Term → its definition. */
type Definitions = ReadonlyMap<string, Json>;

/** Which words are terms of some contexts, at any depth: none of them may be an address's scheme. */
class Terms {
  readonly #text: string;
  readonly #known = new Map<string, boolean>();

  constructor(contexts: readonly JsonObject[]) {
    this.#text = JSON.stringify(contexts);
  }

  has(word: string): boolean {
    const known = this.#known.get(word) ?? this.#text.includes(`${JSON.stringify(word)}:`);
    if (this.#known.size < MAX_SCOPES) this.#known.set(word, known);
    return known;
  }
}

/** What some contexts together say, and what they say inside things of one type. */
class Scope {
  readonly #inside = new Map<JsonObject, Scope>();
  readonly #rules = new Map<string, Rule | null>();

  constructor(
    readonly definitions: Definitions,
    readonly terms: Terms,
  ) {}

  /** This scope with a type's own context on top. */
  with(context: JsonObject): Scope {
    const known = this.#inside.get(context);
    if (known) return known;
    const made = new Scope(merged(this.definitions, definitionsOf(context), this.terms), this.terms);
    if (this.#inside.size < MAX_SCOPES) this.#inside.set(context, made);
    return made;
  }

  rule(term: string): Rule {
    let rule = this.#rules.get(term);
    if (rule === undefined) {
      rule = ruleOf(this.definitions.get(term), this.terms);
      if (rule !== null) this.#rules.set(term, rule); // as many as the contexts have
    }
    return rule ?? refuse();
  }

  /** An address that is written out. */
  address(text: Json): NamedNode {
    const scheme = typeof text === "string" ? PLAIN_ADDRESS.exec(text)?.[1] : undefined;
    if (scheme === undefined || this.terms.has(scheme)) refuse();
    return { termType: "NamedNode", value: text as string };
  }
}

/** Definitions with others added. The contexts protect their terms: what is defined may be defined again, but not otherwise. */
function merged(definitions: Definitions, others: Definitions, terms: Terms): Definitions {
  const all = new Map(definitions);
  for (const [term, definition] of others) {
    const before = all.get(term);
    if (before !== undefined && !same(ruleOf(before, terms), ruleOf(definition, terms))) refuse();
    all.set(term, definition);
  }
  return all;
}

function same(left: Rule | null, right: Rule | null): boolean {
  return left !== null && JSON.stringify(left) === JSON.stringify(right);
}

function definitionsOf(context: JsonObject): Definitions {
  const found = new Map<string, Json>();
  for (const [term, definition] of Object.entries(context)) {
    if (!term.startsWith("@")) found.set(term, definition);
    else if (!CONTEXT_MEMBERS.includes(term)) refuse();
  }
  return found;
}

/** What a definition says; null where it is not plain, or none. */
function ruleOf(definition: Json | undefined, terms: Terms): Rule | null {
  const members = typeof definition === "string" ? { "@id": definition } : definition;
  if (!isObject(members) || !Object.keys(members).every((key) => TERM_MEMBERS.includes(key))) return null;
  const { "@id": iri, "@type": type = null, "@container": container = null, "@context": scoped = null } = members;
  const isPlain = (address: Json | undefined) => {
    const scheme = typeof address === "string" ? PLAIN_ADDRESS.exec(address)?.[1] : undefined;
    return scheme !== undefined && !terms.has(scheme) && !/[:/?#@]$/.test(address as string);
  };
  const isKeyword = iri === "@id" || iri === "@type";
  if (typeof iri !== "string" || !(isPlain(iri) || isKeyword) || (container !== null && container !== "@set")) return null;
  if (type !== null && (typeof type !== "string" || type === `${XSD}double` || !(type === "@id" || type === "@vocab" || isPlain(type)))) return null;
  if ("@context" in members && !isObject(scoped)) return null;
  return { iri, type, container, scoped: isObject(scoped) ? scoped : null };
}

const scopes = new WeakMap<Contexts, Map<string, Scope | null>>();

/** The scope of a list of contexts; null where one is not at hand, or they do not go together plainly. */
function scopeOf(names: Json, contexts: Contexts): Scope | null {
  const known = scopes.get(contexts) ?? new Map<string, Scope | null>();
  scopes.set(contexts, known);
  const key = JSON.stringify(names);
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = attempt(() => {
    const documents = (Array.isArray(names) ? names : [names]).map((name) => {
      const document = typeof name === "string" ? contexts.get(name) : undefined;
      // Not at hand: it comes with jsonld.js, which reads it.
      if (!document || document instanceof Promise || !isObject(document["@context"])) return refuse();
      return document["@context"];
    });
    const terms = new Terms(documents);
    return new Scope(documents.reduce<Definitions>((all, document) => merged(all, definitionsOf(document), terms), new Map()), terms);
  });
  if (known.size < MAX_SCOPES) known.set(key, made);
  return made;
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}

/**
 * The quads of a document (JSON-LD 1.1 API §5.1.2 and §8.1); null where it is not plain.
 *
 * @param document with a top-level `@context`
 */
export function plainQuads(document: JsonObject, contexts: Contexts): Quad[] | null {
  const { "@context": names = null, ...rest } = document;
  const scope = scopeOf(names, contexts);
  if (scope === null) return null;
  return attempt(() => {
    const quads = new Reader(scope).read(rest);
    return quads.length > 0 ? quads : refuse();
  });
}

/** Walks one document. */
class Reader {
  readonly #quads: Quad[] = [];
  #blanks = 0;

  constructor(readonly scope: Scope) {}

  read(document: JsonObject): Quad[] {
    this.#thing(document);
    return this.#quads;
  }

  /** §5.1.2 step 13: a thing and what is said of it. Contexts of its types hold for itself alone, not for what is inside. */
  #thing(thing: JsonObject): NamedNode | BlankNode {
    const members = Object.entries(thing);
    if (members.length === 0) refuse();
    const types = thing["type"] === undefined ? [] : this.#types(thing["type"]);
    const scope = types.reduce((inside, type) => {
      const { scoped } = this.scope.rule(type);
      return scoped === null ? inside : inside.with(scoped);
    }, this.scope);
    const id = thing["id"];
    const subject = id === undefined ? this.#blank() : this.scope.address(id);
    for (const [key, value] of members) {
      const rule = scope.rule(key);
      if (rule.iri.startsWith("@")) {
        if (rule.iri !== `@${key}`) refuse();
        if (key === "type") for (const type of types) this.#say(subject, RDF_TYPE, { termType: "NamedNode", value: this.scope.rule(type).iri });
        continue;
      }
      const predicate: NamedNode = { termType: "NamedNode", value: rule.iri };
      for (const item of Array.isArray(value) ? value : [value]) this.#say(subject, predicate, this.#value(item, rule));
    }
    return subject;
  }

  /** The names of a thing's types, in the order in which their contexts count (§5.1.2 step 11). */
  #types(value: Json): string[] {
    const types = Array.isArray(value) ? value : [value];
    if (types.length === 0) refuse();
    return types.map((type) => (typeof type === "string" && !this.scope.rule(type).iri.startsWith("@") ? type : refuse())).sort();
  }

  /** §5.1.2 and §5.3.2 (Value Expansion), §8.2.2 (Object to RDF Conversion). */
  #value(value: Json, { type, scoped }: Rule): NamedNode | BlankNode | Literal {
    if (isObject(value)) return scoped === null ? this.#thing(value) : refuse();
    if (type === "@id") return scoped === null ? this.scope.address(value) : refuse();
    if (type === "@vocab") return this.#word(value, scoped);
    if (scoped !== null) refuse();
    if (typeof value === "string") return literal(value, type ?? XSD_STRING);
    if (typeof value === "boolean") return literal(String(value), type ?? `${XSD}boolean`);
    if (typeof value !== "number") refuse();
    if (Number.isSafeInteger(value)) return literal(value.toFixed(0), type ?? `${XSD}integer`);
    if (Number.isInteger(value)) refuse();
    return literal(value.toExponential(15).replace(/(\d)0*e\+?/, "$1E"), type ?? `${XSD}double`);
  }

  /** A word of the vocabulary that its property brings along. */
  #word(value: Json, scoped: JsonObject | null): NamedNode {
    const rule = typeof value === "string" && scoped !== null ? ruleOf(definitionsOf(scoped).get(value), this.scope.terms) : null;
    if (rule === null || rule.iri.startsWith("@")) refuse();
    return { termType: "NamedNode", value: rule.iri };
  }

  #blank(): BlankNode {
    return { termType: "BlankNode", value: `_:b${this.#blanks++}` };
  }

  #say(subject: NamedNode | BlankNode, predicate: NamedNode, object: NamedNode | BlankNode | Literal): void {
    this.#quads.push({ subject, predicate, object, graph: DEFAULT_GRAPH });
  }
}

function literal(value: string, datatype: string): Literal {
  return { termType: "Literal", value, datatype: { termType: "NamedNode", value: datatype } };
}
