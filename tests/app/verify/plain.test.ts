import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { isObject, type Json, type JsonObject } from "../../../site_src/app/verify/encoding/strictJson";
import { guardedQuads } from "../../../site_src/app/verify/proof/guarded";
import type { Quad } from "../../../site_src/app/verify/proof/nquads";
import { plainQuads } from "../../../site_src/app/verify/proof/plain";
import { canonicalize, TooComplex } from "../../../site_src/app/verify/proof/rdfc10";
import { contexts, withExamples } from "../support/contexts";

const CASES = "tests/conformance";
const OWN = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];
const BADGE: JsonObject = {
  "@context": OWN,
  id: "urn:uuid:00000000-0000-4000-8000-000000000001",
  type: ["VerifiableCredential", "OpenBadgeCredential"],
  issuer: { id: "did:web:laurels.example", type: ["Profile"], name: "Laurels", address: { type: ["Address"], addressCountryCode: "IE" } },
  validFrom: "2026-06-30T00:00:00Z",
  awardedDate: "2026-06-30T00:00:00Z",
  credentialSubject: {
    id: "did:key:z6MkqP8ihNeKYPE6WAYrUAQmbjj7rVRfmEVrRB6kjaBmYWxT",
    type: ["AchievementSubject"],
    identifier: [{ type: "IdentityObject", hashed: false, identityHash: "Sample Learner 01", identityType: "name", salt: "not-used" }],
    creditsEarned: 2.5,
    result: [{ type: ["Result"], resultDescription: "https://laurels.example/a/#r", achievedLevel: "https://laurels.example/a/#l" }],
    achievement: {
      id: "https://laurels.example/a/",
      type: ["Achievement"],
      name: "A \"quoted\" \\ name\nin ｱ lines",
      creditsAvailable: 3,
      tag: ["one", "two", "one"],
      criteria: { narrative: "Do it." },
      image: { id: "https://laurels.example/a.svg", type: "Image", caption: "A" },
      alignment: [{ type: ["Alignment"], targetName: "B", targetUrl: "https://laurels.example/b", targetType: "ext:Skill" }],
      resultDescription: [{ id: "https://laurels.example/a/#r", type: ["ResultDescription"], resultType: "RubricCriterionLevel", name: "R", rubricCriterionLevel: [{ id: "https://laurels.example/a/#l", type: ["RubricCriterionLevel"], name: "L" }] }],
    },
  },
  evidence: [{ id: "https://laurels.example/e/", type: ["Evidence"], name: "E" }],
  credentialStatus: [{ id: "https://laurels.example/lists/revocation-1.json#7", type: "BitstringStatusListEntry", statusPurpose: "revocation", statusListIndex: "7", statusListCredential: "https://laurels.example/lists/revocation-1.json" }],
};

const copy = (value: Json) => JSON.parse(JSON.stringify(value)) as Json;

function text(quads: readonly Quad[]): string {
  try {
    return canonicalize(quads).text;
  } catch (error) {
    if (error instanceof TooComplex) return "too complex";
    throw error;
  }
}

/** Whether a document is plain; where it is, what was read of it is what jsonld.js reads. */
async function isPlain(document: JsonObject, known = contexts): Promise<boolean> {
  const quads = plainQuads(document, known);
  if (quads === null) return false;
  let whole: Quad[];
  try {
    whole = await guardedQuads(document, known);
  } catch (error) {
    assert.fail(`read plainly, and refused (${error}): ${JSON.stringify(document)}`);
  }
  assert.equal(text(quads), text(whole), JSON.stringify(document));
  return true;
}

/** What is signed: a document without its proofs, and each proof without its value. */
function signed(document: JsonObject): JsonObject[] {
  const { proof = [], ...rest } = document;
  const proofs = (Array.isArray(proof) ? proof : [proof]).filter(isObject);
  return [rest, ...proofs.map(({ proofValue: _value, ...options }) => ({ ...options, "@context": document["@context"] ?? null }))];
}

/** Every object with a context in some JSON. */
function* documentsIn(value: Json): Generator<JsonObject> {
  if (isObject(value) && "@context" in value) yield* signed(value);
  for (const inner of Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []) yield* documentsIn(inner);
}

/** Numbers that look drawn by lot, and are the same every time. */
function lots(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("our own format is plain", async () => {
  assert.ok(await isPlain(BADGE));
  const proof = { type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022", created: "2026-06-30T00:00:00Z", proofPurpose: "assertionMethod", verificationMethod: "did:web:laurels.example#key" };
  assert.ok(await isPlain({ "@context": OWN, ...proof }));
  const subject = { id: "https://laurels.example/l#list", type: "BitstringStatusList", statusPurpose: "revocation", encodedList: "uH4s" };
  assert.ok(await isPlain({ "@context": OWN.slice(0, 1), id: "https://laurels.example/l", type: ["VerifiableCredential", "BitstringStatusListCredential"], issuer: "did:web:laurels.example", validFrom: "2026-06-30T00:00:00Z", credentialSubject: subject }));
});

const doubtful: [string, JsonObject][] = [
  ["an undefined term", { colour: "red" }],
  ["a term of another place", { achievementType: "Badge" }],
  ["an undefined type", { type: ["VerifiableCredential", "Nonsense"] }],
  ["no type", { type: [] }],
  ["a type that is a keyword's name", { type: ["VerifiableCredential", "id"] }],
  ["a type that changes what terms mean", { type: ["VerifiableCredential", "VerifiablePresentation"] }],
  ["a keyword", { "@type": "Achievement" }],
  ["a graph", { proof: { type: "DataIntegrityProof" } }],
  ["a relative address", { id: "elsewhere" }],
  ["an address that begins with a term", { id: "name:elsewhere" }],
  ["an address with a character beyond ASCII", { id: "https://laurels.example/é" }],
  ["an address that closes itself", { id: "urn:a>_<urn:b" }],
  ["a blank node's label", { id: "_:b0" }],
  ["null", { name: null }],
  ["a list in a list", { name: [["A"]] }],
  ["a number in place of an address", { issuer: 5 }],
  ["a whole number beyond what JavaScript counts", { name: 1e21 }],
  ["a text with a language", { name: { "@value": "A", "@language": "en" } }],
  ["nothing at all", { issuer: {} }],
  ["an embedded document", { evidence: [{ "@context": OWN, type: ["Evidence"] }] }],
  ["an unknown context", { "@context": ["https://evil.example/v1"] }],
  ["contexts that are not at hand", { "@context": ["https://www.w3.org/2018/credentials/v1"] }],
  ["a context of its own", { "@context": [...OWN, { colour: "urn:colour" }] }],
  ["a name that JavaScript treats apart", JSON.parse('{"__proto__": {"a": 1}}')],
];
for (const [name, change] of doubtful) {
  test(`${name} is left to jsonld.js`, () => assert.equal(plainQuads({ ...BADGE, ...change }, contexts), null));
}

test("what is read plainly of the conformance cases is what jsonld.js reads", async () => {
  let [plain, all] = [0, 0];
  const seen = new Set<string>();
  for (const file of readdirSync(CASES).filter((name) => name.endsWith(".json"))) {
    for (const document of documentsIn(JSON.parse(readFileSync(`${CASES}/${file}`, "utf8")) as Json)) {
      const key = JSON.stringify(document);
      if (seen.has(key)) continue;
      seen.add(key);
      all += 1;
      // With every context at hand: more of them is read plainly than in a browser.
      if (await isPlain(document, withExamples)) plain += 1;
    }
  }
  assert.ok(plain > 200 && plain < all, `${plain} of ${all}`);
});

/** Terms at any depth of our own contexts. */
async function terms(): Promise<string[]> {
  const found = new Set<string>();
  const walk = (value: Json) => {
    for (const [key, inner] of isObject(value) ? Object.entries(value) : []) {
      if (!key.startsWith("@")) found.add(key);
      walk(inner);
    }
  };
  for (const url of OWN) walk(((await contexts.get(url)) as JsonObject)["@context"] as Json);
  return [...found];
}

const VALUES: readonly Json[] = [
  null, "", "text", "urn:a", "https://laurels.example/c", "name:x", "did:key:z6Mk", "elsewhere", "_:b0", "@id", "HTTPS://X", "urn:", "a b:c", "\u0000", "ｱ😀",
  0, -1, 5, 2.5, 1e-7, 1e21, 1e20, true, false, [], {}, [[]], ["a", "a"], [null], { id: "urn:a" }, { id: "urn:a", type: "Achievement" }, { type: "Alignment" },
  { name: "x" }, { "@value": "x" }, { "@id": "urn:a" }, { "@list": ["a"] }, { en: "x" }, { type: ["Achievement", "Profile"], name: "x" },
];

test("what is read plainly of altered badges is what jsonld.js reads", async () => {
  const draw = lots(20261125);
  const words = await terms();
  const one = <T>(items: readonly T[]) => items[draw(items.length)] as T;
  const objectsIn = (value: Json, found: JsonObject[] = []): JsonObject[] => {
    if (isObject(value) && Object.keys(value).length > 0) found.push(value);
    for (const inner of Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []) objectsIn(inner, found);
    return found;
  };
  const alter = (document: JsonObject) => {
    const places = objectsIn(document);
    const place = one(places);
    const key = one(Object.keys(place));
    const change = draw(8);
    if (change === 0) place[key] = copy(one(VALUES));
    else if (change === 1) place[one(words)] = copy(one(VALUES));
    else if (change === 2) place[one(words)] = copy(place[key] as Json);
    else if (change === 3) place["type"] = [one(words), ...[place["type"] ?? []].flat()];
    else if (change === 4) place["type"] = one(words);
    else if (change === 5) place[key] = [place[key] as Json, copy(one(VALUES))].flat() as Json[];
    else if (change === 6) place["id"] = copy(one(places)["id"] ?? one(VALUES));
    else delete place[key];
  };
  let plain = 0;
  const rounds = Number(process.env["LAURELS_ROUNDS"] ?? 1500);
  for (let round = 0; round < rounds; round += 1) {
    const document = copy(BADGE) as JsonObject;
    for (let changes = draw(3); changes >= 0; changes -= 1) alter(document);
    if (await isPlain(document)) plain += 1;
  }
  assert.ok(plain > rounds / 20 && plain < rounds / 2, `${plain} of ${rounds}`);
});

test("every term with every kind of value, where each type has it, is read as jsonld.js reads it", async () => {
  const words = await terms();
  let plain = 0;
  const kinds: Json[] = ["text", "urn:a", 5, 2.5, true, ["a", "b"], { id: "urn:a", type: "Achievement", name: "x" }];
  for (const type of words) {
    for (const word of words) {
      // Most pairs are undefined: that is seen at once, and only what is read plainly costs the time of a comparison.
      for (const value of kinds) if (await isPlain({ "@context": OWN, id: "urn:b", type, [word]: value })) plain += 1;
    }
  }
  assert.ok(plain > 1000, String(plain));
});
