// The signed facts of an Open Badge as labelled lines, in the order a reader asks for them.
// Names of fields are those of Open Badges 3.0 §B.

import { isObject, type Json, type JsonObject } from "../verify/encoding/strictJson";
import type { Step } from "../verify/report";
import { didName, issuerId, listOf, longDate, textOf } from "./text";

export interface FactValue {
  readonly text: string;
  /** Where it points; shown as a link only when https. */
  readonly address?: string | null;
  /** A second, smaller line. */
  readonly note?: string | null;
}

export interface Fact {
  readonly label: string;
  readonly values: readonly FactValue[];
}

/** Labels of the facts that a reader compares with a CV. */
export const KEY_FACTS: readonly string[] = ["Achievement", "Issued by", "Recipient", "Awarded on", "Valid until", "Results", "Credits earned"];

/**
 * The facts of a credential whose proof passed.
 *
 * @param trust the step that says who recognises the issuer
 */
export function facts(credential: JsonObject, trust?: Step): Fact[] {
  const subjects = listOf(credential["credentialSubject"]).filter(isObject);
  const achievements = subjects.flatMap((subject) => listOf(subject["achievement"])).filter(isObject);
  return [
    ...achievements.flatMap(headFacts),
    fact("Issued by", [issuer(credential["issuer"], trust)]),
    fact("Recipient", subjects.flatMap(recipients)),
    dated("Awarded on", credential["awardedDate"]),
    dated("Valid from", credential["validFrom"]),
    dated("Valid until", credential["validUntil"]),
    ...subjects.flatMap((subject) => subjectFacts(subject, achievements)),
    fact("Evidence", listOf(credential["evidence"]).map(evidence)),
    ...achievements.flatMap(detailFacts),
    line("Credential", credential["id"]),
  ].filter(({ values }) => values.length > 0);
}

function subjectFacts(subject: JsonObject, achievements: readonly JsonObject[]): Fact[] {
  return [
    fact("Results", listOf(subject["result"]).map((result) => resultOf(result, achievements))),
    line("Credits earned", subject["creditsEarned"]),
    line("Term", subject["term"]),
    dated("Activity began", subject["activityStartDate"]),
    dated("Activity ended", subject["activityEndDate"]),
    line("Narrative", subject["narrative"]),
  ];
}

function headFacts(achievement: JsonObject): Fact[] {
  const name = textOf(achievement["name"]);
  return [
    fact("Achievement", [name === null ? null : { text: name, address: textOf(achievement["id"]) }]),
    line("Version", achievement["version"]),
    line("Description", achievement["description"]),
  ];
}

function detailFacts(achievement: JsonObject): Fact[] {
  const criteria = achievement["criteria"];
  return [
    fact("Criteria", isObject(criteria) ? criterion(criteria) : []),
    fact("Assessed on", listOf(achievement["resultDescription"]).map(assessed)),
    line("Credits available", achievement["creditsAvailable"]),
    line("Kind", achievement["achievementType"]),
    line("Field of study", achievement["fieldOfStudy"]),
    line("Specialization", achievement["specialization"]),
    line("Language", achievement["inLanguage"]),
    fact("Aligned with", listOf(achievement["alignment"]).map(alignment)),
    fact("Tags", listOf(achievement["tag"]).map(simple)),
  ];
}

function fact(label: string, values: readonly (FactValue | null)[]): Fact {
  return { label, values: values.filter((value) => value !== null) };
}

function line(label: string, value: Json | undefined): Fact {
  return fact(label, listOf(value).map(simple));
}

function dated(label: string, value: Json | undefined): Fact {
  const text = longDate(value);
  return fact(label, [text === null ? null : { text }]);
}

function simple(value: Json): FactValue | null {
  const text = textOf(value);
  return text === null ? null : { text, address: text };
}

/** By the domain it controls and by who recognises it: the name that it gives itself proves nothing. */
function issuer(value: Json | undefined, trust: Step | undefined): FactValue | null {
  const id = issuerId(value);
  if (id === null) return null;
  const name = isObject(value) ? textOf(value["name"]) : null;
  const known = trust?.outcome === "passed" ? textOf(trust.detail["name"]) : null;
  const calls = name === null || name === known ? null : `calls itself “${name}”`;
  const note = [known === null ? null : `known here as “${known}”`, calls, id].filter((part) => part !== null).join(" · ");
  return { text: didName(id), note };
}

/** A name only where the signature covers one in clear: hashed identities say nothing to a reader. */
function recipients(subject: JsonObject): FactValue[] {
  const found: FactValue[] = [];
  for (const identity of listOf(subject["identifier"]).filter(isObject)) {
    const text = textOf(identity["identityHash"]);
    if (identity["hashed"] === false && text !== null) found.push({ text, note: textOf(identity["identityType"]) });
  }
  const id = textOf(subject["id"]);
  if (id !== null) found.push({ text: id });
  return found;
}

function resultOf(value: Json, achievements: readonly JsonObject[]): FactValue | null {
  if (!isObject(value)) return null;
  const wanted = textOf(value["resultDescription"]);
  const descriptions = achievements.flatMap((achievement) => listOf(achievement["resultDescription"])).filter(isObject);
  const description = descriptions.find(({ id }) => wanted !== null && textOf(id) === wanted);
  const levels = listOf(description?.["rubricCriterionLevel"]).filter(isObject);
  const level = levels.find(({ id }) => id !== undefined && textOf(id) === textOf(value["achievedLevel"]));
  const said = [textOf(value["value"]), textOf(level?.["name"]) ?? textOf(value["achievedLevel"]), textOf(value["status"])];
  const name = textOf(description?.["name"]);
  const text = said.filter((part) => part !== null).join(", ");
  return { text: [name, text].filter(Boolean).join(": ") || "Result", note: textOf(level?.["description"]) };
}

function evidence(value: Json): FactValue | null {
  if (!isObject(value)) return null;
  const address = textOf(value["id"]);
  const narrative = textOf(value["narrative"]) ?? textOf(value["description"]);
  const title = textOf(value["name"]) ?? address;
  if (title !== null) return { text: title, address, note: narrative };
  return narrative === null ? null : { text: narrative };
}

function criterion({ id, narrative }: JsonObject): (FactValue | null)[] {
  const text = textOf(narrative);
  const address = textOf(id);
  return [text === null ? null : { text }, address === null ? null : { text: address, address }];
}

/** What was judged, and the level that it asks for in the rubric's own word. */
function assessed(value: Json): FactValue | null {
  const text = isObject(value) ? textOf(value["name"]) : null;
  if (text === null || !isObject(value)) return null;
  const levels = listOf(value["rubricCriterionLevel"]).filter(isObject);
  const required = levels.find(({ id }) => id !== undefined && textOf(id) === textOf(value["requiredLevel"]));
  const word = textOf(required?.["name"]) ?? textOf(value["requiredValue"]);
  return { text, note: word === null ? null : `Needed: ${word}` };
}

function alignment(value: Json): FactValue | null {
  const text = isObject(value) ? textOf(value["targetName"]) : null;
  if (text === null || !isObject(value)) return null;
  const notes = [textOf(value["targetFramework"]), textOf(value["targetCode"]), textOf(value["targetDescription"])];
  return { text, address: textOf(value["targetUrl"]), note: notes.filter((part) => part !== null).join(" · ") || null };
}
