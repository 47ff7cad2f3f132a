// The quads of any JSON-LD document, read by jsonld.js, guarded.
//
// Two sentinels make visible what a signature would not cover: an undefined term gets a vocabulary, and a relative IRI a
// base, that no honest document can contain. What else jsonld.js would drop with no more than a warning is refused.

import jsonld, { type Warning } from "jsonld";
import { isObject, type Json, type JsonObject } from "../encoding/strictJson";
import { CanonicalizationError } from "./canonical";
import { type Contexts, staticLoader } from "./contexts";
import type { Quad } from "./nquads";

const VOCABULARY = "x-undefined:";
const BASE = "x-relative://x/";
const BASE_SCHEME = "x-relative:";
// RDF 1.2 N-Quads §4.2, IRIREF: what would end an address early, and let one text stand for two datasets.
// And every white space of Unicode: PyLD and jsonld.js drop statements whose IRI holds any, each by its own list.
const NOT_IN_IRI = /[\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff<>"{}|^`\\]/;
const NOT_IN_TERM = /[\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/;
const ABSOLUTE_IRI = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const BLANK = /^_:[A-Za-z0-9_.-]+$/;
const LANGUAGE = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/;
const XSD_DOUBLE = "http://www.w3.org/2001/XMLSchema#double";
const BAD_IRI = "an address contains a character that no address may";
const RESERVED = "an address is a reserved word";
const BAD_LANGUAGE = "a language tag is malformed";

/**
 * The quads that a document stands for.
 *
 * @param document with a top-level `@context` whose URLs are all in `contexts`
 * @throws CanonicalizationError
 */
export async function guardedQuads(document: JsonObject, contexts: Contexts): Promise<Quad[]> {
  const own = document["@context"] ?? [];
  refuseDropped(document);
  const guarded = withoutNull(document) as JsonObject;
  guarded["@context"] = [{ "@vocab": VOCABULARY }, ...(Array.isArray(own) ? own : [own])];
  return toQuads(guarded, contexts);
}

async function toQuads(document: JsonObject, contexts: Contexts): Promise<Quad[]> {
  const options = { base: BASE, documentLoader: staticLoader(contexts), eventHandler: refuseWarning };
  const expanded = await translating(jsonld.expand(document, options));
  refuseUnsigned(expanded);
  const written = writeDoubles(expanded) as Json[];
  const quads = (await translating(jsonld.toRDF(written, { ...options, skipExpansion: true }))) as Quad[];
  quads.forEach(refuseTerms);
  return quads;
}

/** Warnings that refuseUnsigned judges by what they left in the expanded document. */
const JUDGED_LATER = ["relative @id reference", "relative @type reference", "invalid @language value"];

function refuseWarning({ event, next }: Warning): void {
  if (event.level !== "warning" || JUDGED_LATER.includes(event.code)) return next();
  const { term, property } = event.details;
  const offending = term ?? property;
  if (typeof offending === "string") undefinedTerm(offending);
  unreadable(event.code === "reserved @id value" ? RESERVED : event.code);
}

/**
 * An expanded document with its fractions in canonical form (JSON-LD 1.1 API §8.2.2): jsonld.js takes a number for whole
 * when JavaScript writes it without a point, as it does 1e-7.
 */
function writeDoubles(value: Json): Json {
  if (Array.isArray(value)) return value.map(writeDoubles);
  if (!isObject(value)) return value;
  const number = value["@value"];
  if (typeof number === "number" && !Number.isInteger(number) && value["@type"] !== "@json") {
    const text = number.toExponential(15).replace(/(\d)0*e\+?/, "$1E");
    return { "@type": XSD_DOUBLE, ...value, "@value": text };
  }
  return "@value" in value ? value : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, writeDoubles(item)]));
}

/**
 * A copy with null replaced by an empty list: the same to JSON-LD, but its key survives expansion and is seen.
 * A member called `__proto__` is refused: jsonld.js copies objects by assignment, which loses it.
 */
function withoutNull(value: Json): Json {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNull);
  if (!isObject(value)) return value;
  if (Object.hasOwn(value, "__proto__")) undefinedTerm("__proto__");
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, item === null ? [] : withoutNull(item)]));
}

/**
 * Refuses what expansion would drop without a trace (JSON-LD 1.1 API §5.1.2 steps 13.3 and 18): keys that cannot become part
 * of an address, and a language without a text.
 */
function refuseDropped(value: Json): void {
  if (Array.isArray(value)) value.forEach(refuseDropped);
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (NOT_IN_TERM.test(key) || (key === "@language" && !Object.hasOwn(value, "@value"))) undefinedTerm(key);
    if (key !== "@context") refuseDropped(item);
  }
}

/**
 * Refuses everything in an expanded document that would be shown to people but not reach the signed RDF.
 *
 * JSON-LD 1.1 API §8.1 (Deserialize JSON-LD to RDF) drops what has no absolute IRI, no well-formed language tag, or only
 * an index.
 */
function refuseUnsigned(expanded: readonly Json[]): void {
  for (const [key, value, isValue] of expanded.filter(isObject).flatMap(membersOf)) {
    const values = Array.isArray(value) ? value : [value];
    if (key === "@id" || key === "@type") {
      for (const iri of values) {
        if (typeof iri !== "string") unreadable(RESERVED); // jsonld.js's answer to a text like @this
        // Labels are given anew before signing: whatever this one says is not covered.
        if (iri.startsWith("_:")) undefinedTerm(iri);
        if (iri !== "@json" || !isValue) refuseNode(iri);
      }
    } else if (key === "@language") {
      if (!LANGUAGE.test(String(value))) unreadable(BAD_LANGUAGE);
    } else if (["@index", "@reverse", "@included", "@direction"].includes(key)) {
      undefinedTerm(key);
    } else if (key !== "@value") {
      if (!key.startsWith("@")) refuseNode(key);
      refuseUnsigned(values);
    }
  }
}

/** Name and value of each member, and whether the object is a value rather than a thing. */
function membersOf(item: JsonObject): [string, Json, boolean][] {
  return Object.entries(item).map(([key, value]) => [key, value, "@value" in item]);
}

function refuseTerms(quad: Quad): void {
  for (const term of [quad.subject, quad.predicate, quad.object, quad.graph]) {
    if (term.termType === "NamedNode") refuseNode(term.value);
    if (term.termType === "Literal") refuseNode(term.datatype.value);
  }
}

function refuseNode(value: string): void {
  if (value.startsWith("_:")) {
    if (!BLANK.test(value)) unreadable("a blank node label is malformed");
    return;
  }
  if (value.startsWith(VOCABULARY)) {
    throw new CanonicalizationError("proof.undefined-term", { term: value.slice(VOCABULARY.length) });
  }
  // First, because jsonld.js takes an absolute address with a space in it for a relative one.
  if (NOT_IN_IRI.test(value)) unreadable(BAD_IRI);
  if (value.startsWith(BASE_SCHEME)) {
    throw new CanonicalizationError("proof.relative-iri", { iri: value.startsWith(BASE) ? value.slice(BASE.length) : value });
  }
  if (!ABSOLUTE_IRI.test(value)) throw new CanonicalizationError("proof.relative-iri", { iri: value });
}

function undefinedTerm(term: string): never {
  throw new CanonicalizationError("proof.undefined-term", { term });
}

function unreadable(reason: string): never {
  throw new CanonicalizationError("proof.unreadable", { reason });
}

/** Turns what jsonld.js throws into ours. */
async function translating<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CanonicalizationError) throw error;
    const { name = "" } = error as { name?: string };
    return unreadable(name.replace(/^jsonld\./, "") || "not JSON-LD");
  }
}
