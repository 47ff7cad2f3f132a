// What came out for one credential, with what was asked.

import type { Instant } from "../verify/encoding/timestamps";
import type { Recipient } from "../verify/recipient";
import type { Report } from "../verify/report";
import { type Headline, headline } from "./headline";

export interface Result {
  readonly name: string;
  readonly data: Uint8Array;
  readonly report: Report;
  readonly now: Instant;
  readonly recipient: Recipient | null;
  readonly headline: Headline;
}

export function resultOf(name: string, data: Uint8Array, report: Report, now: Instant, recipient: Recipient | null = null): Result {
  return { name, data, report, now, recipient, headline: headline(report, now) };
}
