// The verifier as a library: bytes in, report out. Its types for users are in index.d.ts, which a test holds against this file.

import { load, others, own } from "laurels:contexts";
import { headline as sentence } from "../ui/headline";
import type { Instant } from "../verify/encoding/timestamps";
import { type Fetcher, unavailable } from "../verify/fetching";
import { verify as check } from "../verify/pipeline";
import { type Contexts, partlyLoaded } from "../verify/proof/contexts";
import type { Recipient } from "../verify/recipient";
import type { Report } from "../verify/report";
import type { TrustList } from "../verify/trust";
import type { Report as Published } from "./types";

export { challengeFrom, ChallengeError } from "../verify/presentation";
export { STEPS } from "../verify/report";
export { parseTrust, TrustError } from "../verify/trust";

const contexts: Contexts = partlyLoaded(own, others, load);

export interface Options {
  readonly resolver: Fetcher;
  readonly trust?: TrustList | null;
  readonly now?: Date;
  readonly recipient?: string | Recipient | null;
}

export async function verify(data: Uint8Array, { resolver, trust = null, now = new Date(), recipient = null }: Options): Promise<Report> {
  const asked = typeof recipient === "string" ? { given: recipient } : recipient;
  return check(data, { now: instant(now), fetch: resolver, contexts, trust, recipient: asked });
}

export function headline(report: Published, now: Date | null = null): string {
  return sentence(report as Report, now && instant(now)).text;
}

export const offline: Fetcher = async () => unavailable("offline");

function instant(date: Date): Instant {
  const milliseconds = date.getTime();
  if (Number.isNaN(milliseconds)) throw new RangeError("now is not a date");
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, microseconds: (milliseconds - seconds * 1000) * 1000 };
}
