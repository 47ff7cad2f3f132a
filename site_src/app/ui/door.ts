// The page's door to the network: this site's own files, and other hosts only once the visitor has said so.

import { type Fetched, type Fetcher, type Unavailable, unavailable } from "../verify/fetching";
import { get, type Site } from "./site";

/** After that the network is asked again: `ttl` of a list (Bitstring Status List §2.2) says the same, and less of none that makes sense. */
const FRESH_MILLISECONDS = 60_000;

export class Door {
  /** Hosts that the visitor let be asked. */
  readonly allowed = new Set<string>();
  /** Host → addresses that were wanted and not asked. */
  readonly refused = new Map<string, Set<string>>();
  readonly #answers = new Map<string, { readonly at: number; readonly answer: Promise<Fetched | Unavailable> }>();

  constructor(
    readonly site: Site,
    readonly given: Fetcher | null = null,
  ) {}

  /** Each address is asked once a minute; two hundred badges with one status list cost one request. */
  readonly fetch: Fetcher = (url) => {
    const known = this.#answers.get(url);
    if (known && Date.now() - known.at < FRESH_MILLISECONDS) return known.answer;
    const answer = this.#ask(url).then((found) => {
      if (!("unavailable" in found)) return found;
      // Without a network what was known goes on being so: a list says itself until when.
      if (known) return known.answer;
      // What was refused may be allowed later.
      this.#answers.delete(url);
      return found;
    });
    this.#answers.set(url, { at: Date.now(), answer });
    return answer;
  };

  async #ask(url: string): Promise<Fetched | Unavailable> {
    if (this.given !== null) return this.given(url);
    if (this.site.isOwn(url)) return this.site.fetch(url);
    const { foreignAddress } = await import("./foreign");
    const other = foreignAddress(url);
    if (other === null) return unavailable("blocked");
    if (this.allowed.has(other.host)) return get(other);
    this.refused.set(other.host, (this.refused.get(other.host) ?? new Set()).add(url));
    return unavailable("offline");
  }
}
