// Stands in for the package jsonld.js asks for: canonicalisation here is proof/rdfc10.ts, in code-point order.
// Only the labels jsonld.js gives to blank nodes are wanted from it.

function refuse(): never {
  throw new Error("rdf-canonize is not part of this bundle");
}

export const canonize = refuse;
export const NQuads = { parse: refuse, serialize: refuse };

export class IdentifierIssuer {
  readonly #issued = new Map<string, string>();
  #count = 0;

  constructor(readonly prefix: string) {}

  /** The new label of an old one; without an old one, a label used nowhere else. */
  getId(old?: string): string {
    const known = old === undefined ? undefined : this.#issued.get(old);
    if (known !== undefined) return known;
    const label = `${this.prefix}${this.#count++}`;
    if (old !== undefined) this.#issued.set(old, label);
    return label;
  }
}
