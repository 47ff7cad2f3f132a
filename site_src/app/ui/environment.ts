// What the page's code stands on, set once by the entry: a published site, or one file without a network.

import type { Instant } from "../verify/encoding/timestamps";
import type { Fetcher } from "../verify/fetching";
import type { Start } from "./engine";

export interface Environment {
  /** Starts a worker. */
  start: Start;
  /** Answers in place of the network; null for the site and, once allowed, other hosts. */
  fetch: Fetcher | null;
  /** The trust list in place of the site's; undefined for the site's. */
  trust: Uint8Array | null | undefined;
  /** The visitor's clock. */
  now: () => Instant;
  /** Whether there is a network at all. */
  online: boolean;
}

export const environment: Environment = {
  start: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }),
  fetch: null,
  trust: undefined,
  now: () => {
    const milliseconds = Date.now();
    return { seconds: Math.floor(milliseconds / 1000), microseconds: (milliseconds % 1000) * 1000 };
  },
  online: true,
};
