// What the page's code stands on, set once by the entry: a published site, or one file without a network.

import type { Instant } from "../verify/encoding/timestamps";
import type { Fetcher } from "../verify/fetching";
import type { Start } from "./engine";
import type { Jobs } from "./jobs";

export interface Environment {
  /** Starts a worker. */
  start: Start;
  /** What a worker runs, for the page itself. */
  checker: () => Promise<{ readonly Jobs: typeof Jobs }>;
  /** Answers in place of the network; null for the site and, once allowed, other hosts. */
  fetch: Fetcher | null;
  /** The trust list in place of the site's; undefined for the site's. */
  trust: Uint8Array | null | undefined;
  /** The visitor's clock. */
  now: () => Instant;
  /** Whether there is a network at all. */
  online: boolean;
}

const checker = () => new URL("./checker.js", import.meta.url);

export const environment: Environment = {
  start: () => new Worker(checker(), { type: "module" }),
  checker: () => import(checker().href),
  fetch: null,
  trust: undefined,
  now: () => {
    const milliseconds = Date.now();
    return { seconds: Math.floor(milliseconds / 1000), microseconds: (milliseconds % 1000) * 1000 };
  },
  online: true,
};
