// One page's verifying: a door to the network, an engine behind it, and results.

import type { Instant } from "../verify/encoding/timestamps";
import { type Fetcher, isUnavailable } from "../verify/fetching";
import type { Recipient } from "../verify/recipient";
import { load, loadChecker } from "./check";
import { Door } from "./door";
import { Engine } from "./engine";
import { environment } from "./environment";
import { type Result, resultOf } from "./result";
import { get, Site } from "./site";
import { isPlain, type Source } from "./sources";

/** Most status lists that are fetched before a badge has named its own. */
const LISTS_AHEAD = 4;

/** What an embedding page may decide itself. */
export interface Settings {
  /** Gets DID documents and status lists. */
  readonly resolver?: Fetcher | null;
  /** A trust.json; null for nobody. */
  readonly trust?: Uint8Array | null;
  /** The instant to verify for. */
  readonly now?: () => Instant;
}

/** A credential found in a file, or the result where that was settled at once. */
export interface Item {
  readonly name: string;
  readonly data: Uint8Array;
  readonly result: Result | null;
}

/** Begun before there was an element to show it. */
let begun: Session | null = null;

export class Session {
  door: Door;
  now: () => Instant;
  readonly engine: Engine;
  readonly #published = new Map<string, Promise<Result>>();

  constructor(readonly site: Site) {
    this.door = new Door(site, environment.fetch);
    this.now = environment.now;
    const list = environment.trust === undefined ? trustOf(site) : Promise.resolve(environment.trust);
    this.engine = new Engine(environment.start, (url) => this.door.fetch(url), list);
  }

  /**
   * Begins the check of the badge that a page is about, before the page is read to its end.
   *
   * @param script says where the site is, as an element does, and in `data-lists` what the status lists are called
   * @param find where the badge is; null where there is none
   */
  static begin(script: HTMLElement, find: (site: Site) => URL | null): void {
    const site = Site.of(script);
    const badge = find(site);
    if (badge === null) return;
    begun = new Session(site);
    const lists = script.dataset["lists"]?.split(" ").filter(Boolean) ?? [];
    for (const path of lists) if (site.siteUrl !== null) void begun.door.fetch(new URL(path, site.siteUrl).href);
    const result = begun.#publish(badge);
    result.catch(() => null); // said to the element
    begun.#published.set(badge.href, result);
  }

  /** The session of an element: once the one that has begun, where that is for the same site. */
  static of(element: HTMLElement): Session {
    const site = Site.of(element);
    const session = begun?.site.isSame(site) ? begun : new Session(site);
    if (session === begun) begun = null;
    return session;
  }

  /** From now on asks, trusts and dates as it is told. */
  configure({ resolver, trust, now }: Settings): void {
    if (resolver !== undefined) this.door = new Door(this.site, resolver);
    if (trust !== undefined) this.engine.trust = Promise.resolve(trust);
    if (now !== undefined) this.now = now;
    this.#published.clear(); // it was not told so
  }

  /** The credentials in a source. */
  async open({ name, read }: Source): Promise<Item[]> {
    const data = await read();
    if (isPlain(data)) return [{ name, data, result: null }];
    const found = await this.engine.open(name, data);
    return found.map((one) => ({ ...one, result: one.report && resultOf(one.name, one.data, one.report, this.now()) }));
  }

  /** The result for a credential. */
  async verify({ name, data, result }: Item, recipient: Recipient | null = null): Promise<Result> {
    if (result) return result;
    const now = this.now();
    return resultOf(name, data, await this.engine.verify(data, now, recipient), now, recipient);
  }

  /** The result for a badge that this site itself publishes; what has begun already is given once. */
  published(badge: URL): Promise<Result> {
    const known = this.#published.get(badge.href);
    this.#published.delete(badge.href);
    return known ?? this.#publish(badge);
  }

  /** What the check needs is asked for at once. Whose page this is may as well be believed to let it work: no worker is waited for. */
  async #publish(badge: URL): Promise<Result> {
    void this.prefetch(LISTS_AHEAD);
    loadChecker().catch(() => null); // said when it is needed
    const data = await load(badge);
    const now = this.now();
    return resultOf(`${badge.pathname.split("/").at(-2)}.json`, data, await this.engine.verifyHere(data, now), now);
  }

  /**
   * Gets what a check of this site's own badges will ask for, so that the network is not needed afterwards.
   *
   * @param most nothing where it would be more addresses than these
   */
  async prefetch(most = Number.POSITIVE_INFINITY): Promise<void> {
    const trust = await this.engine.trust;
    const lists = trust === null ? [] : listsIn(new TextDecoder().decode(trust));
    if (lists.length <= most) await Promise.all(lists.map((url) => this.door.fetch(url)));
  }

  /** The same for when and why badges of this site were revoked. */
  async prefetchChanges(): Promise<void> {
    const trust = await this.engine.trust;
    const files = trust === null ? [] : listsIn(new TextDecoder().decode(trust), "statusChanges");
    await Promise.all(files.map((url) => this.door.fetch(url)));
  }
}

async function trustOf(site: Site): Promise<Uint8Array | null> {
  const answer = await get(site.file("trust.json"));
  return isUnavailable(answer) || answer.status !== 200 ? null : answer.body;
}

/** Addresses of the status lists, or of what stands beside them, that a site's trust list names. */
function listsIn(text: string, name: "statusLists" | "statusChanges" = "statusLists"): string[] {
  try {
    const { issuers } = JSON.parse(text) as { issuers?: Record<string, unknown>[] };
    return (issuers ?? []).flatMap(({ [name]: found }) => (Array.isArray(found) ? found : [])).filter((url) => typeof url === "string");
  } catch {
    return [];
  }
}
