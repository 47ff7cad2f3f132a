// What a signed credential says, in the order a badge's page tells it: the twin of laurels/render/facts.py.
// Whatever has not the expected shape is left out.

import { decodeBase64url } from "../verify/encoding/multibase";
import { isObject, type Json, type JsonObject } from "../verify/encoding/strictJson";
import { issuerId, listOf, longDate, textOf } from "./text";
import { achievementType, resultStatus } from "./words";

const EUROPEAN: ReadonlyMap<string, string> = new Map([
  ["ext:EQFLevel", "Level"],
  ["ext:ISCEDField", "Field"],
  ["ext:AssessmentType", "Assessment"],
  ["ext:ParticipationForm", "Participation"],
  ["ext:QualityAssurance", "Quality assurance"],
]);
const SHA2_256 = [0x12, 0x20];

export interface Named {
  readonly name: string;
  readonly address: string | null;
  readonly text: string;
  readonly kind: string;
}

export interface ResultFact {
  readonly criterion: string;
  readonly reached: string;
  readonly description: string;
  readonly required: string;
}

export interface BadgeFacts {
  readonly name: string;
  readonly type: string;
  readonly version: string;
  readonly description: string;
  readonly narrative: string;
  readonly language: string;
  readonly issuer: Named;
  readonly issuerId: string;
  readonly recipient: string;
  readonly awarded: string;
  readonly validFrom: string;
  readonly validUntil: string;
  /** The instant behind `validUntil` as it was signed. */
  readonly ends: string;
  readonly credits: string;
  readonly results: readonly ResultFact[];
  readonly evidence: readonly Named[];
  readonly skills: readonly Named[];
  readonly european: readonly Named[];
}

/** The facts of an opened credential. */
export function badgeFacts(credential: JsonObject): BadgeFacts {
  const subject = objectOf(credential["credentialSubject"]);
  const achievement = objectOf(subject["achievement"]);
  const issuer = objectOf(credential["issuer"]);
  const credits = subject["creditsEarned"] ?? achievement["creditsAvailable"];
  const alignments = objects(achievement["alignment"]).map((item) => ({ european: EUROPEAN.get(text(item["targetType"])), item }));
  return {
    name: text(achievement["name"]),
    type: achievementType(text(achievement["achievementType"])),
    version: text(achievement["version"]),
    description: text(achievement["description"]),
    narrative: text(objectOf(achievement["criteria"])["narrative"]),
    language: text(achievement["inLanguage"]),
    issuer: { name: text(issuer["name"]), address: textOf(issuer["url"]), text: "", kind: "" },
    issuerId: issuerId(credential["issuer"]) ?? "",
    recipient: recipient(subject),
    awarded: longDate(credential["awardedDate"]) ?? longDate(credential["validFrom"]) ?? "",
    validFrom: longDate(credential["validFrom"]) ?? "",
    validUntil: longDate(credential["validUntil"]) ?? "",
    ends: text(credential["validUntil"]),
    credits: typeof credits === "number" ? String(credits) : "",
    results: objects(subject["result"]).map((result) => resultOf(result, objects(achievement["resultDescription"]))),
    evidence: objects(credential["evidence"]).map(evidenceOf),
    skills: alignments.filter(({ european }) => european === undefined).map(({ item }) => aligned(item, "")),
    european: alignments.flatMap(({ european, item }) => (european === undefined ? [] : [aligned(item, european)])),
  };
}

function recipient(subject: JsonObject): string {
  const named = objects(subject["identifier"]).find((item) => item["identityType"] === "name" && item["hashed"] === false);
  return text(named?.["identityHash"]);
}

function resultOf(result: JsonObject, criteria: readonly JsonObject[]): ResultFact {
  const criterion = criteria.find(({ id }) => id !== undefined && id === result["resultDescription"]) ?? {};
  const levels = objects(criterion["rubricCriterionLevel"]);
  const level = levels.find(({ id }) => id !== undefined && id === result["achievedLevel"]) ?? {};
  const required = levels.find(({ id }) => id !== undefined && id === criterion["requiredLevel"]) ?? {};
  return {
    criterion: text(criterion["name"]),
    reached: [text(level["name"]), text(result["value"]), resultStatus(text(result["status"]))].filter((part) => part !== "").join(", "),
    description: text(level["description"]),
    required: text(required["name"]),
  };
}

function evidenceOf(item: JsonObject): Named {
  return { name: text(item["name"]), address: textOf(item["id"]), text: text(item["narrative"]), kind: digestOf(text(item["digestMultibase"])) };
}

/** The SHA-256 in a `digestMultibase`, in hexadecimal digits; empty for anything else. */
function digestOf(value: string): string {
  try {
    const [hash, length, ...digest] = decodeBase64url(value);
    if (hash !== SHA2_256[0] || length !== SHA2_256[1] || digest.length !== length) return "";
    return digest.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return "";
  }
}

function aligned(item: JsonObject, kind: string): Named {
  return { name: text(item["targetName"]), address: textOf(item["targetUrl"]), text: text(item["targetDescription"]), kind };
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function objects(value: Json | undefined): JsonObject[] {
  return listOf(value).filter(isObject);
}
