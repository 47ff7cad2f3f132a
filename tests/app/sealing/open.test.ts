import assert from "node:assert/strict";
import { test } from "node:test";
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { open, templateName } from "../../../site_src/app/sealing/open";
import { fill, templateOf } from "../../../site_src/app/sealing/template";
import { keyOf, openValues, SealingError } from "../../../site_src/app/sealing/values";
import { canonicalBytes } from "../../../site_src/app/verify/encoding/jcs";
import type { Json, JsonObject } from "../../../site_src/app/verify/encoding/strictJson";

const ID = "123e4567-e89b-42d3-a456-426614174000";
const KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
const KEY_TEXT = Buffer.from(KEY).toString("base64url");

const hex = (data: Uint8Array) => Buffer.from(data).toString("hex");
const bytes = (value: Json) => new TextEncoder().encode(JSON.stringify(value));

function sealBytes(plain: Uint8Array, identifier = ID): string {
  const nonce = Buffer.concat([Buffer.from(identifier.replaceAll("-", ""), "hex"), Buffer.alloc(8)]);
  return Buffer.from(xchacha20poly1305(KEY, nonce, new TextEncoder().encode(identifier)).encrypt(plain)).toString("base64url");
}

function pad(data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil((data.length + 1) / 32) * 32);
  whole.set(data);
  whole[data.length] = 0x80;
  return whole;
}

const body: JsonObject = {
  credential: { id: null, issuer: "did:web:a.example", subject: { name: null }, evidence: null, proof: [{ value: null }] },
  holes: ["/subject/name", "/evidence", "/proof/0/value"],
  follows: { "/id": ["urn:uuid:", "id"] },
  entries: { "/evidence": { always: { type: ["Evidence"] }, texts: [["id", "https://"], ["name", ""]] } },
};
const template: JsonObject = { ...body, template: hex(sha256(canonicalBytes(body))) };
const values: Json[] = ["Sample Learner 01", [["a.example/1", null], [null, "Work"]], "z1"];
const credential: JsonObject = {
  id: `urn:uuid:${ID}`,
  issuer: "did:web:a.example",
  subject: { name: "Sample Learner 01" },
  evidence: [
    { type: ["Evidence"], id: "https://a.example/1" },
    { type: ["Evidence"], name: "Work" },
  ],
  proof: [{ value: "z1" }],
};

function award(change: JsonObject = {}): JsonObject {
  const sealed = sealBytes(pad(bytes(values)));
  const line = { id: ID, issued: "2026-06-30T09:00:00Z", status: { "revocation-1": 7 }, template: template["template"] as string, sealed };
  return { ...line, digest: hex(sha256(canonicalBytes(credential))), ...change };
}

/** The code with which something is refused. */
function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof SealingError, String(error));
    return error.code;
  }
  return "opened";
}

test("a sealed badge opens to what was signed, to the byte", () => {
  const opened = open(bytes(award()), bytes(template), `#${KEY_TEXT}`, ID);
  assert.deepEqual(opened.credential, credential);
  assert.deepEqual(opened.bytes, canonicalBytes(credential));
  assert.equal(templateName(bytes(award())), template["template"]);
});

test("an entry's address follows from the award and the entry's number", () => {
  const numbered = ["id", "urn:uuid:", "id", "#work-"];
  const entries = { "/evidence": { always: { type: ["Evidence"] }, texts: [["name", ""]], numbered } };
  const made = fill(templateOf({ ...body, entries }), ["Sample Learner 01", [["One"], [null]], "z1"], new Map([["id", ID]]));
  assert.deepEqual(made["evidence"], [
    { type: ["Evidence"], id: `urn:uuid:${ID}#work-1`, name: "One" },
    { type: ["Evidence"], id: `urn:uuid:${ID}#work-2` },
  ]);
});

test("a member that an award lacks is not there", () => {
  const made = fill(templateOf(body), ["Sample Learner 01", null, "z1"], new Map([["id", ID]]));
  assert.ok(!("evidence" in made));
});

for (const [fragment, code] of [
  ["", "key-missing"],
  ["#", "key-missing"],
  ["#  ", "key-missing"],
  [KEY_TEXT.slice(0, 42), "key-cut"],
  [`${KEY_TEXT}A`, "key-cut"],
  [`${KEY_TEXT.slice(0, 42)}!`, "key-cut"],
  // The last character holds four bits; a key has one spelling.
  [`${KEY_TEXT.slice(0, 42)}${KEY_TEXT.endsWith("k") ? "l" : "B"}`, "key-cut"],
] as const) {
  test(`the fragment ${JSON.stringify(fragment)} is ${code}`, () => assert.equal(refusal(() => keyOf(fragment)), code));
}

test("another key, another badge's name, a changed byte: none opens", () => {
  const { sealed } = award() as { sealed: string };
  assert.equal(refusal(() => openValues(sealed, ID, new Uint8Array(32))), "key-wrong");
  assert.equal(refusal(() => openValues(sealed, ID.replace("1", "2"), KEY)), "key-wrong");
  assert.equal(refusal(() => openValues(`${sealed.startsWith("A") ? "B" : "A"}${sealed.slice(1)}`, ID, KEY)), "key-wrong");
  assert.equal(refusal(() => openValues("", ID, KEY)), "key-wrong");
  assert.equal(refusal(() => openValues("%", ID, KEY)), "key-wrong");
});

for (const [name, plain] of Object.entries({
  "no mark": new Uint8Array(32),
  "not a whole block": bytes([1]),
  "more than a block of padding": Uint8Array.from([...bytes([1]), 0x80, ...new Uint8Array(60)]),
  "no JSON": pad(new TextEncoder().encode("[")),
  "two keys alike": pad(new TextEncoder().encode('[{"a":1,"a":2}]')),
  "no list": pad(bytes({})),
})) {
  test(`what opens and holds ${name} is altered`, () => assert.equal(refusal(() => openValues(sealBytes(plain), ID, KEY)), "altered"));
}

const ALTERED: [string, JsonObject, JsonObject][] = [
  ["another digest", { digest: "0".repeat(64) }, template],
  ["another id", { id: ID.replace("1", "2") }, template],
  ["another time", { issued: 1 }, template],
  ["no places", { status: null }, template],
  ["another template", { template: "0".repeat(64) }, template],
  ["a changed template", {}, { ...template, holes: [] }],
];
for (const [name, change, shared] of ALTERED) {
  test(`${name} is altered`, () => assert.equal(refusal(() => open(bytes(award(change)), bytes(shared), KEY_TEXT, ID)), "altered"));
}

for (const [name, change] of Object.entries<JsonObject>({
  "a hole that does not exist": { holes: ["/subject/other", "/evidence", "/proof/0/value"] },
  "a hole in a text": { holes: ["/issuer/name", "/evidence", "/proof/0/value"] },
  "a hole on the prototype": { holes: ["/__proto__/name", "/evidence", "/proof/0/value"] },
  "a field that the line has not": { follows: { "/id": ["", "row"] } },
  "too few holes": { holes: ["/evidence"] },
  "a short form that is too short": { entries: { "/evidence": { always: {}, texts: [["id", ""]] } } },
  "no texts": { entries: { "/evidence": { always: {} } } },
  "a number that follows from no field": { entries: { "/evidence": { always: {}, texts: [["id", ""], ["name", ""]], numbered: ["id", "", "row", "#"] } } },
  "three of four": { entries: { "/evidence": { always: {}, texts: [["id", ""], ["name", ""]], numbered: ["id", "urn:uuid:", "id"] } } },
  "three of a pair": { follows: { "/id": ["", "id", "x"] } },
})) {
  test(`a template with ${name} is altered`, () => {
    assert.equal(refusal(() => fill(templateOf({ ...body, ...change }), values, new Map([["id", ID]]))), "altered");
    assert.equal(({} as { name?: string }).name, undefined);
  });
}

test("files that are no JSON are altered", () => {
  assert.equal(refusal(() => open(bytes([]), bytes(template), KEY_TEXT, ID)), "altered");
  assert.equal(refusal(() => templateName(new TextEncoder().encode("<!doctype html>"))), "altered");
  assert.equal(refusal(() => templateName(bytes({ template: "../../etc" }))), "altered");
});
