// What the pipeline asks of the network, as a type: an address in, an answer or a reason out.

/** An answer. */
export interface Fetched {
  readonly status: number;
  readonly body: Uint8Array;
}

/** No answer, and why: offline, timeout, network, blocked, redirect or too-large; further reasons are the pipeline's own. */
export interface Unavailable {
  readonly unavailable: string;
}

/** Gets public files by https address. It never rejects for what an address does. */
export type Fetcher = (url: string) => Promise<Fetched | Unavailable>;

export function unavailable(reason: string): Unavailable {
  return { unavailable: reason };
}

export function isUnavailable(answer: object): answer is Unavailable {
  return Object.hasOwn(answer, "unavailable");
}

/** Addresses that one credential may make a verifier ask: its issuer's document and two status lists are three. */
const MAX_ADDRESSES = 12;

/** The same answers, each asked for once, to the first addresses only: a badge must not make us ask a thousand. */
export function bounded(fetch: Fetcher): Fetcher {
  const answers = new Map<string, Promise<Fetched | Unavailable>>();
  return async (url) => {
    const known = answers.get(url);
    if (known) return known;
    if (answers.size === MAX_ADDRESSES) return unavailable("too-many");
    const answer = fetch(url);
    answers.set(url, answer);
    return answer;
  };
}
