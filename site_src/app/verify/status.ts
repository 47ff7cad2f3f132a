// Has it been revoked or suspended? Bitstring Status List v1.0 §3.2 (Validate Algorithm), and what it leaves to us:
// who may have issued the list, and for how long it is good.

import { isObject, JsonError, type Json, type JsonObject, tryDecodeJson } from "./encoding/strictJson";
import { isUnavailable } from "./fetching";
import { checkProofs, type World } from "./proofs";
import { failed, indeterminate, passed, plain, type Step, skipped } from "./report";
import { BitstringError, decode, isSet, MIN_ENTRIES } from "./status/bitstring";
import { checkStructure, entries, issuerId, objects } from "./structure";
import { checkValidity } from "./validity";

const INDEX = /^(?:0|[1-9][0-9]{0,9})$/;
const CODES = { revocation: "status.revoked", suspension: "status.suspended" } as const;

/** The worst that any of the credential's status entries says; what could not be read is never taken for good. */
export async function checkStatus(document: JsonObject, world: World): Promise<Step> {
  const steps: Step[] = [];
  for (const entry of objects(document["credentialStatus"])) steps.push(await checkEntry(document, entry, world));
  if (steps.length === 0) return skipped("status.none");
  return (
    steps.find(({ code }) => code === CODES.revocation) ??
    steps.find(({ code }) => code === CODES.suspension) ??
    steps.find(({ outcome }) => outcome === "indeterminate") ??
    passed("status.ok", { checked: steps.map(({ detail }) => detail) })
  );
}

interface Entry {
  readonly purpose: keyof typeof CODES;
  readonly list: string;
  readonly index: number;
  readonly deviations: string[];
}

/** What a status entry asks for, or why it cannot be used (§2.1). */
function readEntry(entry: JsonObject): Entry | Step {
  const { type, statusPurpose: purpose, statusListCredential: list, statusSize = 1 } = entry;
  const types = entries(type);
  if (types.length !== 1 || types[0] !== "BitstringStatusListEntry") {
    return indeterminate("status.unsupported", { type: types.find((name) => typeof name === "string") ?? "no type" });
  }
  if (purpose !== "revocation" && purpose !== "suspension") {
    return indeterminate("status.unsupported", { type: typeof purpose === "string" ? purpose : "no purpose" });
  }
  const unusable = (reason: string) => indeterminate("status.entry", { reason });
  if (typeof list !== "string" || !list.startsWith("https://")) return unusable("it names no https address of a list");
  if (statusSize !== 1) return unusable("its entries are longer than one bit");
  const written = entry["statusListIndex"];
  const index = typeof written === "number" ? String(written) : written;
  if (typeof index !== "string" || !INDEX.test(index)) return unusable("its index is not a whole number");
  return { purpose, list, index: Number(index), deviations: typeof written === "number" ? ["numeric-index"] : [] };
}

async function checkEntry(document: JsonObject, raw: JsonObject, world: World): Promise<Step> {
  const entry = readEntry(raw);
  if ("code" in entry) return entry;
  const { purpose, list, index, deviations } = entry;
  const answer = await readList(document, list, purpose, world);
  if ("code" in answer) return answer;
  const length = answer.bits.length * 8;
  if (length < MIN_ENTRIES) deviations.push("short-list");
  if (index >= length) return indeterminate("status.list-index", { list, index });
  const detail: JsonObject = { purpose, list, index, listValidFrom: answer.validFrom };
  if (deviations.length > 0) detail["deviations"] = deviations;
  return isSet(answer.bits, index) ? failed(CODES[purpose], detail) : passed("status.ok", detail);
}

interface List {
  readonly bits: Uint8Array;
  readonly validFrom: Json;
}

/** The bits of a status list, proven to be the issuer's own and good now; else why not. */
async function readList(document: JsonObject, url: string, purpose: string, world: World): Promise<List | Step> {
  const fetched = await fetchList(url, world);
  if ("code" in fetched) return fetched;
  const { listed, subject } = fetched;
  const { proof, authority } = await checkProofs(listed, world);
  for (const step of [proof, authority]) {
    if (step && step.outcome !== "passed") return indeterminate("status.list-proof", { list: url, code: step.code });
  }
  if (issuerId(listed) !== issuerId(document)) return indeterminate("status.list-issuer", { list: url, issuer: issuerId(listed) });
  if (listed["id"] !== url) return indeterminate("status.list-other", { list: url, id: plain(listed["id"] ?? "none") });
  const validity = checkValidity(listed, world.now);
  if (validity.outcome !== "passed") return indeterminate("status.list-period", { list: url, code: validity.code });
  const purposes = entries(subject["statusPurpose"]);
  if (!purposes.includes(purpose)) {
    return indeterminate("status.list-purpose", { list: url, purpose: purposes.map(plain).join(", ") || "none" });
  }
  try {
    return { bits: await decode(plain(subject["encodedList"] ?? null)), validFrom: listed["validFrom"] ?? null };
  } catch (error) {
    if (error instanceof BitstringError) return indeterminate("status.list-invalid", { list: url, reason: error.message });
    throw error;
  }
}

/** The list's credential and its subject, unproven yet; else why it is none. */
async function fetchList(url: string, world: World): Promise<{ listed: JsonObject; subject: JsonObject } | Step> {
  const answer = await world.fetch(url);
  if (isUnavailable(answer)) return indeterminate("status.unavailable", { list: url, reason: answer.unavailable });
  if (answer.status !== 200) return indeterminate("status.unavailable", { list: url, reason: `http-${answer.status}` });
  const invalid = (reason: string) => indeterminate("status.list-invalid", { list: url, reason });
  const listed = tryDecodeJson(answer.body);
  if (listed instanceof JsonError) return invalid(listed.code);
  if (!isObject(listed)) return invalid("decode.not-object");
  const structure = checkStructure(listed, world.contexts);
  if (structure.outcome === "failed") return invalid(structure.code);
  const subject = listed["credentialSubject"];
  const isList = entries(listed["type"]).includes("BitstringStatusListCredential");
  if (!isList || !isObject(subject) || !entries(subject["type"]).includes("BitstringStatusList")) {
    return invalid("it is not a bitstring status list");
  }
  return { listed, subject };
}
