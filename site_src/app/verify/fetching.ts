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
