// Status lists of bits: Bitstring Status List v1.0 §3.2 (Validate Algorithm), its predecessor Status List 2021, and what they leave
// to us: who may have issued a list, and for how long it is good.
//
// What differs from the Recommendation without a doubt about its meaning is read, and named in `deviations`.

import { type Decoded, decode as decodeCredential } from "../decoding";
import { isObject, JsonError, type Json, type JsonObject, tryDecodeJson } from "../encoding/strictJson";
import { isUnavailable } from "../fetching";
import { checkProofs, type World } from "../proofs";
import { failed, indeterminate, passed, plain, type Step } from "../report";
import { checkStructure, entries, issuerId } from "../structure";
import { checkValidity } from "../validity";
import { remember } from "./memory";
import { BitstringError, decode, isSet, MIN_ENTRIES, TooLargeError } from "./bitstring";

/** The size that widespread software made before the Recommendation settled on 131,072. What is shorter hides nobody. */
const MIN_LENIENT_ENTRIES = 100_000;
const MAX_STATUS_BITS = 8;
const LEGACY = "StatusList2021Entry";
/** Type of the entry → types of the list's credential and of its subject. */
const TYPES: Record<string, readonly [credential: string, subject: string]> = {
  BitstringStatusListEntry: ["BitstringStatusListCredential", "BitstringStatusList"],
  [LEGACY]: ["StatusList2021Credential", "StatusList2021"],
};
const CODES: Record<string, "status.revoked" | "status.suspended"> = {
  revocation: "status.revoked",
  suspension: "status.suspended",
};
/** Purposes that say something beside yes and no (§2.1). */
const NOTES = ["message", "refresh"];
const INDEX = /^(?:0|[1-9][0-9]{0,9})$/;

interface Entry {
  readonly type: string;
  readonly purpose: string;
  readonly url: string;
  readonly index: number;
  readonly size: number;
  readonly deviations: readonly string[];
}

interface List {
  readonly bits: Uint8Array;
  readonly validFrom: Json;
  readonly ttl: Json;
  readonly resources: readonly Json[];
}

/** What the list says about the credential at one entry. */
export async function checkListEntry(document: JsonObject, raw: JsonObject, world: World): Promise<Step> {
  const entry = readEntry(raw);
  if ("code" in entry) return entry;
  const answer = await readList(document, entry, world);
  if ("code" in answer) return answer;
  const { purpose, url, index, size } = entry;
  const length = Math.floor((answer.bits.length * 8) / size);
  if (length < MIN_LENIENT_ENTRIES) return indeterminate("status.list-too-short", { list: url, entries: length });
  if (index >= length) return indeterminate("status.list-index", { list: url, index });
  const deviations = length < MIN_ENTRIES ? [...entry.deviations, "short-list"] : [...entry.deviations];
  const detail: JsonObject = { purpose, list: url, index, listValidFrom: answer.validFrom };
  if (answer.ttl !== null) detail["ttl"] = answer.ttl;
  if (deviations.length > 0) detail["deviations"] = deviations;
  let value = 0;
  for (let at = index * size; at < (index + 1) * size; at += 1) value = value * 2 + (isSet(answer.bits, at) ? 1 : 0);
  const code = CODES[purpose];
  if (!code || !value) return said(raw, purpose, value, detail);
  // When and why: a part of its own, which most badges never need.
  const { resources } = answer;
  const more = resources.length ? await import("./changes").then(({ explained }) => explained(resources, url, index, world), () => ({ unread: "network" })) : {};
  return failed(code, { ...detail, ...more });
}

function said(raw: JsonObject, purpose: string, value: number, detail: JsonObject): Step {
  if (value === 0) return passed("status.ok", detail);
  if (purpose === "refresh") return passed("status.refresh", detail);
  return passed("status.message", { ...detail, message: message(raw, value) });
}

/** §2.1: `statusMessage` gives each value, in hexadecimal, its words. */
function message(raw: JsonObject, value: number): string {
  const status = `0x${value.toString(16)}`;
  for (const item of entries(raw["statusMessage"])) {
    if (isObject(item) && item["status"] === status && typeof item["message"] === "string") return item["message"];
  }
  return status;
}

/** What a status entry asks for, or why it cannot be used (§2.1). */
function readEntry(entry: JsonObject): Entry | Step {
  const purposes = entries(entry["statusPurpose"]);
  const purpose = purposes.length === 1 ? purposes[0] : undefined;
  const type = String(entries(entry["type"])[0]);
  const known = type === LEGACY ? Object.keys(CODES) : [...Object.keys(CODES), ...NOTES];
  if (typeof purpose !== "string" || !known.includes(purpose)) {
    return indeterminate("status.unsupported", { type: typeof purpose === "string" ? purpose : "no purpose" });
  }
  const deviations = Array.isArray(entry["statusPurpose"]) ? ["purpose-list"] : [];
  const { statusListCredential: url, statusListIndex: written, statusSize: size = 1 } = entry;
  const unusable = (reason: string) => indeterminate("status.entry", { reason });
  if (typeof url !== "string" || !url.startsWith("https://")) return unusable("it names no https address of a list");
  if (typeof size !== "number" || !Number.isInteger(size) || size < 1 || size > MAX_STATUS_BITS) {
    return unusable("the length of its entries is none");
  }
  if (size !== 1 && purpose !== "message") return unusable("its entries are longer than one bit");
  const index = typeof written === "number" ? String(written) : written;
  if (typeof index !== "string" || !INDEX.test(index)) return unusable("its index is not a whole number");
  if (typeof written === "number") deviations.push("numeric-index");
  return { type, purpose, url, index: Number(index), size, deviations };
}

/** The bits of a status list, proven to be the issuer's own and good now; else why not. */
async function readList(document: JsonObject, { type, purpose, url }: Entry, world: World): Promise<List | Step> {
  const fetched = await remember(world, `get ${url}`, () => fetchList(url, world), (answer) => "listed" in answer);
  if ("step" in fetched) return fetched.step;
  const { listed, token } = fetched;
  const found = findSubject(listed, url, type, world);
  if ("step" in found) return found.step;
  const { subject } = found;
  // Unpacked while its signature is checked. Of a list that proves not to be the issuer's no bit is looked at.
  const unpacked = remember(world, `bits ${type} ${url}`, () => bitsOf(plain(subject["encodedList"] ?? null), url, type));
  unpacked.catch(() => null); // said below
  const settled = (step: Step | null) => step?.outcome !== "indeterminate";
  const { proof, authority, times = null } = await remember(
    world,
    `proofs ${url}`,
    async () => (token ? (await import("../tokens")).checkToken(listed, token, world) : checkProofs(listed, world)),
    (steps) => settled(steps.proof) && settled(steps.authority),
  );
  for (const step of [proof, authority]) {
    if (step && step.outcome !== "passed") return indeterminate("status.list-proof", { list: url, code: step.code });
  }
  if (issuerId(listed) !== issuerId(document)) return indeterminate("status.list-issuer", { list: url, issuer: issuerId(listed) });
  if (listed["id"] !== url) return indeterminate("status.list-other", { list: url, id: plain(listed["id"] ?? "none") });
  const validity = checkValidity(listed, world.now, times);
  if (validity.code === "validity.expired") {
    return indeterminate("status.list-stale", { list: url, validUntil: plain(listed["validUntil"] ?? listed["expirationDate"] ?? null) });
  }
  if (validity.outcome !== "passed") return indeterminate("status.list-period", { list: url, code: validity.code });
  const purposes = entries(subject["statusPurpose"]);
  if (!purposes.includes(purpose)) {
    return indeterminate("status.list-purpose", { list: url, purpose: purposes.map(plain).join(", ") || "none" });
  }
  const bits = await unpacked;
  if (!(bits instanceof Uint8Array)) return bits;
  return { bits, validFrom: listed["validFrom"] ?? listed["issuanceDate"] ?? null, ttl: subject["ttl"] ?? null, resources: entries(listed["relatedResource"]) };
}

/** The subject of a list's credential, unproven yet; else why it is none. */
function findSubject(listed: JsonObject, url: string, type: string, world: World): { subject: JsonObject } | { step: Step } {
  const structure = checkStructure(listed, world.contexts);
  if (structure.outcome === "failed") return { step: indeterminate("status.list-invalid", { list: url, reason: structure.code }) };
  const [credentialType, subjectType] = TYPES[type] as readonly [string, string];
  const subject = listed["credentialSubject"];
  const isList = entries(listed["type"]).includes(credentialType);
  return isList && isObject(subject) && entries(subject["type"]).includes(subjectType)
    ? { subject }
    : { step: indeterminate("status.list-type", { list: url, type: credentialType }) };
}

async function bitsOf(text: string, url: string, type: string): Promise<Uint8Array | Step> {
  try {
    return await decode(type === LEGACY ? multibase(text) : text);
  } catch (error) {
    if (error instanceof TooLargeError) return indeterminate("status.list-too-large", { list: url, limit: error.limit });
    if (error instanceof BitstringError) return indeterminate("status.list-invalid", { list: url, reason: error.message });
    throw error;
  }
}

/** Status List 2021 says base64 and no more: both alphabets are in use, with and without padding. */
function multibase(text: string): string {
  return `u${text.replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_")}`;
}

/** The credential at an address, whatever holds it; else why there is none. */
async function fetchList(url: string, world: World): Promise<Decoded & { listed: JsonObject } | { step: Step }> {
  const body = await get(url, world);
  if ("step" in body) return body;
  const decoded = await decodeCredential(body.bytes);
  return "code" in decoded ? { step: invalid(url, decoded.code) } : { ...decoded, listed: decoded.document };
}

/** The JSON object at an address; else why there is none. */
export async function fetchObject(url: string, world: World): Promise<{ listed: JsonObject } | { step: Step }> {
  const body = await get(url, world);
  if ("step" in body) return body;
  const value = tryDecodeJson(body.bytes);
  if (value instanceof JsonError) return { step: invalid(url, value.code) };
  return isObject(value) ? { listed: value } : { step: invalid(url, "decode.not-object") };
}

async function get(url: string, world: World): Promise<{ bytes: Uint8Array } | { step: Step }> {
  const answer = await world.fetch(url);
  const unavailable = (reason: string) => ({ step: indeterminate("status.unavailable", { list: url, reason }) });
  if (isUnavailable(answer)) return unavailable(answer.unavailable);
  return answer.status === 200 ? { bytes: answer.body } : unavailable(`http-${answer.status}`);
}

function invalid(url: string, reason: string): Step {
  return indeterminate("status.list-invalid", { list: url, reason });
}
