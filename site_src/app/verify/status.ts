// Has it been revoked or suspended? The table of ways in which issuers say so, and the worst that any of them says.

import type { JsonObject } from "./encoding/strictJson";
import type { World } from "./proofs";
import { indeterminate, passed, type Step, skipped } from "./report";
import { checkListEntry } from "./status/list";
import { entries, objects } from "./structure";

/** Credential, status entry, world → what that entry says. */
export type CheckEntry = (document: JsonObject, entry: JsonObject, world: World) => Promise<Step>;

/** Type of the entry → how it is checked. */
const ENTRIES: ReadonlyMap<string, CheckEntry> = new Map<string, CheckEntry>([
  ["BitstringStatusListEntry", checkListEntry],
  ["StatusList2021Entry", checkListEntry],
  ["1EdTechRevocationList", async (...asked) => (await import("./status/revocations")).checkRevocationEntry(...asked)],
]);

/** The worst that any of the credential's status entries says; what could not be read is never taken for good. */
export async function checkStatus(document: JsonObject, world: World): Promise<Step> {
  const given = objects(document["credentialStatus"]);
  // Our own badges have two lists, which are read side by side; whoever has more waits for each, and holds no more of them at once.
  const steps = await Promise.all(given.slice(0, 2).map((entry) => checkEntry(document, entry, world)));
  for (const entry of given.slice(2)) steps.push(await checkEntry(document, entry, world));
  if (steps.length === 0) return skipped("status.none");
  const first = (code: Step["code"]) => steps.find((step) => step.code === code);
  return (
    first("status.revoked") ??
    first("status.suspended") ??
    steps.find(({ outcome }) => outcome === "indeterminate") ??
    first("status.message") ??
    first("status.refresh") ??
    passed("status.ok", { checked: steps.map(({ detail }) => detail) })
  );
}

async function checkEntry(document: JsonObject, entry: JsonObject, world: World): Promise<Step> {
  const given = entries(entry["type"]);
  const types = given.filter((item) => typeof item === "string");
  const check = given.length === 1 && types.length === 1 ? ENTRIES.get(types[0] as string) : undefined;
  return check ? check(document, entry, world) : indeterminate("status.unsupported", { type: types[0] ?? "no type" });
}
