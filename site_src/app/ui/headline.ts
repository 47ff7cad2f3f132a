// One sentence that says what came out, before anything else.

import type { Report, Step, StepId } from "../verify/report";
import { didName, issuerId, longDate } from "./text";

export type Tone = "good" | "warning" | "bad";

export interface Headline {
  readonly tone: Tone;
  readonly text: string;
}

/** The sentence for a report. */
export function headline(report: Report): Headline {
  const steps = new Map(report.steps.map((step) => [step.id, step]));
  switch (report.outcome) {
    case "valid":
      return { tone: "good", text: `Valid. ${award(report)}` };
    case "unknown-issuer":
      return { tone: "warning", text: `Genuine, but the issuer is not known here. ${award(report)}` };
    case "indeterminate":
      return { tone: "warning", text: `Could not be fully checked: ${doubt(first(report, "indeterminate"))}` };
    case "invalid":
      if (isNoCredential(steps)) return { tone: "bad", text: `Not a credential: ${first(report, "failed")?.message ?? ""}` };
      return { tone: "bad", text: genuineBut(report, steps) ?? `Not valid: ${first(report, "failed")?.message ?? ""}` };
  }
}

/** Something else than a credential was given: said apart from one that is false. */
function isNoCredential(steps: ReadonlyMap<StepId, Step>): boolean {
  return steps.get("decode")?.outcome === "failed" || steps.get("structure")?.code === "structure.not-a-credential";
}

function first(report: Report, outcome: Step["outcome"]): Step | undefined {
  return report.steps.find((step) => step.outcome === outcome);
}

function award({ credential, steps }: Report): string {
  const did = issuerId(credential?.["issuer"]);
  const date = longDate(credential?.["awardedDate"]) ?? longDate(credential?.["validFrom"]);
  const verb = steps.some(({ code }) => code === "structure.open-badge") ? "Awarded" : "Issued";
  return `${verb} by ${did === null ? "an unnamed issuer" : didName(did)}${date === null ? "" : ` on ${date}`}.`;
}

/** What is missing for a verdict. “Offline” is what the page's fetcher answers for every host but its own. */
function doubt(step: Step | undefined): string {
  const { reason, list, did } = step?.detail ?? {};
  if (reason !== "offline") return step?.message ?? "";
  const host = typeof list === "string" && URL.canParse(list) ? new URL(list).host : didName(String(did));
  return `what it depends on is at ${host}, and this page asks no other website.`;
}

/** Signed by its issuer and unchanged, but no longer good: said apart from a forgery. */
function genuineBut(report: Report, steps: ReadonlyMap<StepId, Step>): string | null {
  const failed = report.steps.filter(({ outcome }) => outcome === "failed");
  const passed = (id: StepId) => steps.get(id)?.outcome === "passed";
  if (!passed("proof") || !passed("authority") || failed.some(({ id }) => id !== "validity" && id !== "status")) return null;
  const known = passed("trust") ? "" : " The issuer is not known here.";
  for (const { code } of [...failed].reverse()) {
    if (code === "status.revoked") return `Genuine, but revoked: the issuer took it back.${known}`;
    if (code === "status.suspended") return `Genuine, but suspended by the issuer for now.${known}`;
    if (code === "validity.expired") return `Genuine, but expired on ${longDate(report.credential?.["validUntil"]) ?? "a past day"}.${known}`;
    if (code === "validity.not-yet") return `Genuine, but valid only from ${longDate(report.credential?.["validFrom"]) ?? "a later day"}.${known}`;
  }
  return null;
}
