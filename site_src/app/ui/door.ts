// The page's door to the network: this site's own files, and other hosts only once the visitor has said so.

import { type Fetched, type Fetcher, type Unavailable, unavailable } from "../verify/fetching";
import { get, type Site } from "./site";

export class Door {
  /** Hosts that the visitor let be asked. */
  readonly allowed = new Set<string>();
  /** Host → addresses that were wanted and not asked. */
  readonly refused = new Map<string, Set<string>>();
  readonly #answers = new Map<string, Promise<Fetched | Unavailable>>();

  constructor(
    readonly site: Site,
    readonly given: Fetcher | null = null,
  ) {}

  /** Each address is asked once; two hundred badges with one status list cost one request. */
  readonly fetch: Fetcher = async (url) => {
    const answer = this.#answers.get(url) ?? this.#ask(url);
    this.#answers.set(url, answer);
    const found = await answer;
    // What was refused may be allowed later.
    if ("unavailable" in found) this.#answers.delete(url);
    return found;
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
