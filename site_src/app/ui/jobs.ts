// What a worker does for the page: open a file, verify a credential. The same code runs in the page where workers are not to be had.

import { load, others, own } from "laurels:contexts";
import { isObject, type Json } from "../verify/encoding/strictJson";
import type { Instant } from "../verify/encoding/timestamps";
import { type Fetcher, isUnavailable } from "../verify/fetching";
import { verify } from "../verify/pipeline";
import { type Contexts, partlyLoaded } from "../verify/proof/contexts";
import type { Recipient } from "../verify/recipient";
import { failed, indeterminate, type Report, report } from "../verify/report";
import type { Memory } from "../verify/status/memory";
import { parseTrust, type TrustList } from "../verify/trust";

export const contexts: Contexts = partlyLoaded(own, others, load);

/** Who is trusted, as a trust.json; null for nobody. */
export interface Prepare {
  readonly kind: "prepare";
  readonly trust: Uint8Array | null;
}

/** What is in a file? */
export interface Open {
  readonly kind: "open";
  readonly name: string;
  readonly data: Uint8Array;
}

/** Is a credential valid? */
export interface Verify {
  readonly kind: "verify";
  readonly data: Uint8Array;
  readonly now: Instant;
  readonly recipient: Recipient | null;
}

/** Load what may be needed later, while there is a network. */
export interface Ahead {
  readonly kind: "ahead";
}

export type Job = Prepare | Open | Verify | Ahead;

/** A credential that was found in a file; or the report on a file that holds none. */
export interface Opened {
  readonly name: string;
  readonly data: Uint8Array;
  /** Where nothing is left to verify. */
  readonly report: Report | null;
}

/** How long the answers of issuers are kept: a page may stay open for days. */
const MEMORY_SECONDS = 60;

export class Jobs {
  #trust: TrustList | null = null;
  #memory: { since: number; of: Memory } = { since: Number.NEGATIVE_INFINITY, of: new Map() };

  constructor(readonly fetch: Fetcher) {}

  run(job: Verify): Promise<Report>;
  run(job: Job): Promise<Report | Opened[] | null>;
  async run(job: Job): Promise<Report | Opened[] | null> {
    if (job.kind === "open") return this.#open(job);
    if (job.kind === "verify") return this.#verify(job);
    if (job.kind === "ahead") {
      await Promise.all([import("../verify/containers"), import("./pdf"), import("./qr"), import("../verify/recipient"), import("../verify/lookalike"), import("../verify/status/changes")]);
      return null;
    }
    this.#trust = job.trust && parseTrust(job.trust);
    this.#memory = { since: Number.NEGATIVE_INFINITY, of: new Map() };
    return null;
  }

  async #verify({ data, now, recipient }: Verify): Promise<Report> {
    if (Math.abs(now.seconds - this.#memory.since) > MEMORY_SECONDS) this.#memory = { since: now.seconds, of: new Map() };
    const { fetch } = this;
    return verify(data, { now, fetch, contexts, trust: this.#trust, recipient, memory: this.#memory.of });
  }

  async #open({ name, data }: Open): Promise<Opened[]> {
    const { isRefused, unpack } = await import("../verify/containers");
    const [{ readPdf }, { readQr }] = await Promise.all([import("./pdf"), import("./qr")]);
    const found: Opened[] = [];
    for await (const item of unpack(name, data, readPdf, readQr)) {
      if (isRefused(item)) found.push({ name: item.name, data, report: report([failed(item.code, item.detail)], null) });
      else if (item.kind === "credential") found.push({ name: item.name, data: item.data, report: null });
      else found.push(await this.#fetched(item.name, new TextDecoder().decode(item.data)));
    }
    return found;
  }

  /** The credential that a baked address points to. */
  async #fetched(name: string, address: string): Promise<Opened> {
    const answer = await this.fetch(address);
    if (!isUnavailable(answer) && answer.status === 200) return { name, data: answer.body, report: null };
    const reason = isUnavailable(answer) ? answer.unavailable : `http-${answer.status}`;
    const data = new TextEncoder().encode(address);
    return { name, data, report: report([indeterminate("decode.address", { address, reason })], null) };
  }
}

/** Whether a value that came from a worker is a report. */
export function isReport(value: unknown): value is Report {
  return isObject(value as Json) && Object.hasOwn(value as object, "steps");
}
