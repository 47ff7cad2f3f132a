// One sentence that says what came out, before anything else.

import type { Json } from "../verify/encoding/strictJson";
import { compareInstants, type Instant, parseTimestamp } from "../verify/encoding/timestamps";
import type { Report, Step, StepId } from "../verify/report";
import { didName, longDate, textOf } from "./text";

/** Where the day of an award is said, by version. */
const DATES = ["awardedDate", "validFrom", "issuanceDate", "issuedOn"];

/** `late` is for what was good once or will be: expired, not valid yet, suspended. */
export type Tone = "good" | "warning" | "late" | "bad";

export interface Headline {
  readonly tone: Tone;
  readonly text: string;
}

type Steps = ReadonlyMap<StepId, Step>;

/**
 * The sentence for a report, or two.
 *
 * @param now the instant that was verified for; with it, the sentence says how old the issuer's word on revocation is
 */
export function headline(report: Report, now: Instant | null = null): Headline {
  const steps: Steps = new Map(report.steps.map((step) => [step.id, step]));
  const more = () => `${award(report)}${whose(steps)}${checked(steps, now)}`;
  switch (report.outcome) {
    case "valid":
      return { tone: "good", text: `Valid. ${more()}` };
    case "unknown-issuer":
      return { tone: isSuspicious(steps) ? "bad" : "warning", text: `Genuine, but ${stranger(steps)} ${more()}` };
    case "indeterminate":
      return { tone: "warning", text: `Could not be fully checked: ${doubt(first(report, "indeterminate"))}` };
    case "invalid":
      if (isNoCredential(steps)) return { tone: "bad", text: `Not a credential: ${first(report, "failed")?.message ?? ""}` };
      return genuineBut(report, steps) ?? { tone: "bad", text: `Not valid: ${first(report, "failed")?.message ?? ""}` };
  }
}

/** Something else than a credential was given: said apart from one that is false. */
function isNoCredential(steps: Steps): boolean {
  return steps.get("decode")?.outcome === "failed" || steps.get("structure")?.code === "structure.not-a-credential";
}

function first(report: Report, outcome: Step["outcome"]): Step | undefined {
  // An issuer nobody knows decides nothing while something else could not be checked.
  return report.steps.find((step) => step.outcome === outcome && step.id !== "trust");
}

function award({ credential, steps }: Report): string {
  const did = textOf(steps.find(({ id }) => id === "authority")?.detail["did"]);
  const date = DATES.map((name) => longDate(credential?.[name])).find((text) => text !== null);
  const verb = steps.some(({ code }) => code.startsWith("structure.open-badge")) ? "Awarded" : "Issued";
  return `${verb} by ${did === null ? "an unnamed issuer" : didName(did)}${date === undefined ? "" : ` on ${date}`}.`;
}

function isSuspicious(steps: Steps): boolean {
  return ["trust.lookalike", "trust.mixed-scripts"].includes(steps.get("trust")?.code ?? "");
}

function stranger(steps: Steps): string {
  const trust = steps.get("trust");
  if (trust?.code === "trust.lookalike") {
    return `take care: the issuer is not known here, and its domain resembles ${trust.detail["like"]}.`;
  }
  if (trust?.code === "trust.mixed-scripts") return "take care: the issuer is not known here, and its domain mixes scripts.";
  return "the issuer is not known here.";
}

function whose(steps: Steps): string {
  const step = steps.get("recipient");
  return step?.outcome === "passed" ? ` ${step.message}` : "";
}

/** How old the oldest of the status lists is that were looked at. */
function checked(steps: Steps, now: Instant | null): string {
  const looked = steps.get("status")?.detail["checked"];
  if (now === null || !Array.isArray(looked) || looked.length === 0) return "";
  const dates = looked.map((entry) => instantOf((entry as { listValidFrom?: Json }).listValidFrom));
  const [oldest] = dates.sort((left, right) => (left && right ? compareInstants(left, right) : left ? 1 : -1));
  return oldest ? ` Last checked for revocation ${age(secondsBetween(oldest, now))}.` : "";
}

function instantOf(value: Json | undefined): Instant | null {
  return typeof value === "string" ? parseTimestamp(value) : null;
}

function secondsBetween(then: Instant, now: Instant): number {
  return Math.trunc(now.seconds - then.seconds + (now.microseconds - then.microseconds) / 1e6);
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

function age(seconds: number): string {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(seconds / length);
    if (count >= 1) return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
  }
  return "just now";
}

/** What is missing for a verdict. “Offline” is what the page's fetcher answers for every host that it may not ask. */
function doubt(step: Step | undefined): string {
  const { reason, list, did } = step?.detail ?? {};
  if (reason !== "offline") return step?.message ?? "";
  const host = typeof list === "string" && URL.canParse(list) ? new URL(list).host : didName(String(did));
  return `what it depends on is at ${host}, which was not asked.`;
}

/** Signed by its issuer and unchanged, but no longer good, or somebody else's: said apart from a forgery. */
function genuineBut(report: Report, steps: Steps): Headline | null {
  const failed = report.steps.filter(({ outcome }) => outcome === "failed");
  const passed = (id: StepId) => steps.get(id)?.outcome === "passed";
  if (!passed("proof") || !passed("authority")) return null;
  if (failed.some(({ id }) => id !== "validity" && id !== "status" && id !== "recipient")) return null;
  const unknown = stranger(steps);
  const known = passed("trust") ? "" : ` ${unknown[0]?.toUpperCase()}${unknown.slice(1)}`;
  const last = failed.at(-1);
  if (last?.id === "recipient") {
    const also = failed.slice(0, -1).map(({ message }) => ` ${message}`);
    return { tone: "bad", text: `Genuine, but not for this person: ${last.message}${also.join("")}${known}` };
  }
  const { validFrom, validUntil } = steps.get("validity")?.detail ?? {};
  const { date, why } = steps.get("status")?.detail ?? {};
  const since = (otherwise: string) => (why ? ` on ${longDate(`${date}T00:00:00Z`)}: ${why}` : otherwise);
  for (const { code } of [...failed].reverse()) {
    if (code === "status.revoked") return { tone: "bad", text: `Genuine, but revoked${since(": the issuer took it back")}.${known}` };
    if (code === "status.suspended") return { tone: "late", text: `Genuine, but suspended by the issuer${since(" for now")}.${known}` };
    if (code === "validity.expired") {
      return { tone: "late", text: `Genuine, but expired on ${longDate(validUntil) ?? "a past day"}.${known}` };
    }
    if (code === "validity.not-yet") {
      return { tone: "late", text: `Genuine, but valid only from ${longDate(validFrom) ?? "a later day"}.${known}` };
    }
  }
  return null;
}
