// RDFC-1.0, the algorithm of RDF Dataset Canonicalization (W3C Recommendation, 21 May 2024). Steps carry its section numbers.
//
// Written out here because the package in common use sorts by UTF-16 unit where the Recommendation says code point.
// Left out: the serialisation of the issued identifiers map, which signatures don't need.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { compareCodePoints } from "../encoding/utf8";
import { type Quad, type Term, write, writeQuad } from "./nquads";

/** Permutations tried in all (§7.1 asks for a bound). The published tests need about 2,900; honest credentials a handful. */
export const WORK_LIMIT = 10_000;
/** Blank nodes followed one from another; keeps the recursion within the stack. */
const DEPTH_LIMIT = 256;

/** The dataset needs more work than allowed: answering would be possible, but is refused. */
export class TooComplex extends Error {
  override name = "TooComplex";
}

/** §4.6 Issue Identifier: keeps the order in which identifiers were issued. */
export class IdentifierIssuer {
  constructor(
    readonly prefix: string,
    readonly issued: Map<string, string> = new Map(),
  ) {}

  issue(existing: string): string {
    const known = this.issued.get(existing);
    if (known !== undefined) return known;
    const identifier = `${this.prefix}${this.issued.size}`;
    this.issued.set(existing, identifier);
    return identifier;
  }

  copy(): IdentifierIssuer {
    return new IdentifierIssuer(this.prefix, new Map(this.issued));
  }
}

export interface Options {
  /** See WORK_LIMIT. */
  readonly workLimit?: number;
  /** §4.3: SHA-256 unless an application agrees on another. */
  readonly hash?: (data: Uint8Array) => Uint8Array;
  /** Sorts as JavaScript does, and much software built on it: not the order of the Recommendation. */
  readonly utf16?: boolean;
}

export interface Canonical {
  /** Canonical N-Quads in code-point order. */
  readonly text: string;
  /** Input label → canonical label `_:c14n…`. */
  readonly labels: ReadonlyMap<string, string>;
}

/**
 * The canonical form of a dataset.
 *
 * @throws TooComplex when more work than allowed would be needed
 */
export function canonicalize(quads: readonly Quad[], { workLimit = WORK_LIMIT, hash = sha256, utf16 = false }: Options = {}): Canonical {
  // A dataset is a set: a quad given twice counts once (§4.1).
  const written = new Map(quads.map((quad) => [quad, write(quad)]));
  const line = (quad: Quad, label: (blank: string) => string) => writeQuad(quad, label, written.get(quad));
  const distinct = [...new Map(quads.map((quad) => [line(quad, (blank) => blank), quad])).values()];
  // Without surrogates both orders are one, and the plain sort is the quicker.
  const sort = (lines: string[]) => (utf16 || !/[\ud800-\udfff]/.test(lines.join("")) ? lines.sort() : lines.sort(compareCodePoints));
  const labels = new Canonicalizer(distinct, workLimit, hash, sort, line).run();
  // §4.4.3 step 6, §5: relabel, one line a quad, sorted by code point.
  const lines = distinct.map((quad) => line(quad, (blank) => labels.get(blank) as string));
  return { text: sort(lines).join(""), labels };
}

interface NDegreeResult {
  readonly hash: string;
  readonly issuer: IdentifierIssuer;
}

class Canonicalizer {
  readonly #mentions = new Map<string, Quad[]>();
  readonly #firstDegree = new Map<string, string>();
  readonly #canonical = new IdentifierIssuer("_:c14n");
  #workLeft: number;
  #depth = 0;

  constructor(
    quads: readonly Quad[],
    workLimit: number,
    readonly hash: (data: Uint8Array) => Uint8Array,
    readonly sort: (lines: string[]) => string[],
    readonly line: typeof writeQuad,
  ) {
    this.#workLeft = workLimit;
    // §4.4.3 step 2: blank node to quads map.
    for (const quad of quads) {
      for (const blank of new Set(blankTerms(quad).map(([label]) => label))) {
        const known = this.#mentions.get(blank);
        if (known) known.push(quad);
        else this.#mentions.set(blank, [quad]);
      }
    }
  }

  run(): ReadonlyMap<string, string> {
    // One alone comes first, whatever its hash: so it is with the options of every proof.
    const [only, ...others] = this.#mentions.keys();
    if (only !== undefined && others.length === 0) {
      this.#canonical.issue(only);
      return this.#canonical.issued;
    }
    // §4.4.3 step 3: hash to blank nodes map.
    const byHash = new Map<string, string[]>();
    for (const blank of this.#mentions.keys()) {
      const hash = this.#hashFirstDegree(blank);
      byHash.set(hash, [...(byHash.get(hash) ?? []), blank]);
    }
    // §4.4.3 step 4: whoever is alone with its hash gets its label now. Hashes are ASCII, so the plain sort is by code point.
    const hashes = [...byHash.keys()].sort();
    for (const hash of hashes) {
      const blanks = byHash.get(hash) as string[];
      if (blanks.length === 1) this.#canonical.issue(blanks[0] as string);
    }
    // §4.4.3 step 5: the others by their n-degree hashes.
    for (const hash of hashes) {
      const blanks = byHash.get(hash) as string[];
      if (blanks.length > 1) this.#labelShared(blanks);
    }
    return this.#canonical.issued;
  }

  #labelShared(blanks: string[]): void {
    const results: NDegreeResult[] = [];
    for (const blank of blanks) {
      if (this.#canonical.issued.has(blank)) continue;
      const temporary = new IdentifierIssuer("_:b");
      temporary.issue(blank);
      results.push(this.#hashNDegree(blank, temporary));
    }
    // A stable sort: equal hashes stand for automorphic nodes, where any order gives the same text.
    results.sort((left, right) => (left.hash < right.hash ? -1 : left.hash > right.hash ? 1 : 0));
    for (const { issuer } of results) {
      for (const existing of issuer.issued.keys()) this.#canonical.issue(existing);
    }
  }

  /** §4.6.3 Hash First Degree Quads. */
  #hashFirstDegree(reference: string): string {
    const known = this.#firstDegree.get(reference);
    if (known !== undefined) return known;
    const lines = (this.#mentions.get(reference) as Quad[]).map((quad) =>
      this.line(quad, (blank) => (blank === reference ? "_:a" : "_:z")),
    );
    const hash = this.#hashText(this.sort(lines).join(""));
    this.#firstDegree.set(reference, hash);
    return hash;
  }

  /** §4.7.3 Hash Related Blank Node. */
  #hashRelated(related: string, quad: Quad, issuer: IdentifierIssuer, position: string): string {
    const predicate = position === "g" ? "" : `<${quad.predicate.value}>`;
    const identifier =
      this.#canonical.issued.get(related) ?? issuer.issued.get(related) ?? this.#hashFirstDegree(related);
    return this.#hashText(`${position}${predicate}${identifier}`);
  }

  /** §4.8.3 step 3: related blank nodes by hash. */
  #relatedByHash(identifier: string, issuer: IdentifierIssuer): Map<string, string[]> {
    const byHash = new Map<string, string[]>();
    for (const quad of this.#mentions.get(identifier) as Quad[]) {
      for (const [related, position] of blankTerms(quad)) {
        if (related === identifier) continue;
        const hash = this.#hashRelated(related, quad, issuer, position);
        byHash.set(hash, [...(byHash.get(hash) ?? []), related]);
      }
    }
    return byHash;
  }

  /** §4.8.3 Hash N-Degree Quads. */
  #hashNDegree(identifier: string, given: IdentifierIssuer): NDegreeResult {
    this.#depth += 1;
    if (this.#depth > DEPTH_LIMIT) throw new TooComplex("too long a chain of indistinguishable blank nodes");
    let issuer = given;
    const byHash = this.#relatedByHash(identifier, issuer);
    let data = "";
    // §4.8.3 step 5.
    for (const hash of [...byHash.keys()].sort()) {
      data += hash;
      const chosen = this.#choosePath(byHash.get(hash) as string[], issuer);
      data += chosen.path;
      issuer = chosen.issuer;
    }
    this.#depth -= 1;
    return { hash: this.#hashText(data), issuer };
  }

  /** §4.8.3 step 5.4: the least path over all orders of the related blank nodes. */
  #choosePath(related: string[], issuer: IdentifierIssuer): { path: string; issuer: IdentifierIssuer } {
    let chosen: { path: string; issuer: IdentifierIssuer } | null = null;
    for (const permutation of permutations(related)) {
      this.#workLeft -= 1;
      if (this.#workLeft < 0) throw new TooComplex("too many orders of indistinguishable blank nodes");
      const found = this.#walk(permutation, issuer.copy(), chosen?.path ?? null);
      if (found && (chosen === null || found.path < chosen.path)) chosen = found;
    }
    return chosen as { path: string; issuer: IdentifierIssuer };
  }

  /** §4.8.3 steps 5.4.1 to 5.4.5: the path of one order; null once it can no longer be the least. */
  #walk(permutation: readonly string[], start: IdentifierIssuer, best: string | null) {
    let issuer = start;
    let path = "";
    const later: string[] = [];
    const lost = () => best !== null && path.length >= best.length && path > best;
    for (const related of permutation) {
      const canonical = this.#canonical.issued.get(related);
      if (canonical !== undefined) {
        path += canonical;
      } else {
        if (!issuer.issued.has(related)) later.push(related);
        path += issuer.issue(related);
      }
      if (lost()) return null;
    }
    for (const related of later) {
      const result = this.#hashNDegree(related, issuer);
      path += `${issuer.issue(related)}<${result.hash}>`;
      issuer = result.issuer;
      if (lost()) return null;
    }
    return { path, issuer };
  }

  #hashText(text: string): string {
    return bytesToHex(this.hash(new TextEncoder().encode(text)));
  }
}

/** The blank nodes of a quad with the position each stands in; §4.7: s, o or g. */
function blankTerms(quad: Quad): [label: string, position: string][] {
  const terms: [Term, string][] = [
    [quad.subject, "s"],
    [quad.object, "o"],
    [quad.graph, "g"],
  ];
  return terms.filter(([term]) => term.termType === "BlankNode").map(([term, position]) => [term.value, position]);
}

/** Every order of some items, by Heap's algorithm; which comes first does not matter to the result. */
function* permutations(items: readonly string[]): Generator<readonly string[]> {
  const order = [...items];
  const counters = order.map(() => 0);
  yield order;
  for (let at = 0; at < order.length; ) {
    const count = counters[at] as number;
    if (count < at) {
      const other = at % 2 === 0 ? 0 : count;
      [order[at], order[other]] = [order[other] as string, order[at] as string];
      counters[at] = count + 1;
      at = 0;
      yield order;
    } else {
      counters[at] = 0;
      at += 1;
    }
  }
}
