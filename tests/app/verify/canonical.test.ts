import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "../../../site_src/app/verify/encoding/strictJson";
import { CanonicalizationError, canonicalText } from "../../../site_src/app/verify/proof/canonical";
import { contexts } from "../support/contexts";

const BASE: JsonObject = {
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  id: "urn:uuid:00000000-0000-4000-8000-000000000001",
  type: ["VerifiableCredential", "OpenBadgeCredential"],
  issuer: { id: "did:web:laurels.example", type: ["Profile"], name: "Laurels" },
  credentialSubject: { type: ["AchievementSubject"], achievement: { id: "urn:uuid:00000000-0000-4000-8000-000000000002", type: ["Achievement"], name: "A" } },
};

const refusals: [string, JsonObject, CanonicalizationError["code"], JsonObject][] = [
  ["an undefined term", { colour: "red" }, "proof.undefined-term", { term: "colour" }],
  ["an undefined type", { type: ["VerifiableCredential", "Nonsense"] }, "proof.undefined-term", { term: "Nonsense" }],
  ["a term that looks like a keyword", { "@colour": "red" }, "proof.undefined-term", { term: "@colour" }],
  ["a term that JavaScript treats apart", JSON.parse('{"__proto__": {"a": 1}}'), "proof.undefined-term", { term: "__proto__" }],
  ["a relative id", { id: "elsewhere" }, "proof.relative-iri", { iri: "elsewhere" }],
  ["a space in an address", { id: "urn:a b" }, "proof.unreadable", { reason: "an address contains a character that no address may" }],
  ["an address that closes itself", { id: "urn:a>_<urn:b" }, "proof.unreadable", { reason: "an address contains a character that no address may" }],
  ["a language that is none", { name: { "@value": "A", "@language": "no language" } }, "proof.unreadable", { reason: "a language tag is malformed" }],
  ["an unknown context", { "@context": ["https://evil.example/v1"] }, "proof.unreadable", { reason: "InvalidUrl" }],
];

for (const [name, change, code, detail] of refusals) {
  test(`${name} is refused`, async () => {
    await assert.rejects(canonicalText({ ...BASE, ...change }, contexts), (error: unknown) => {
      assert.ok(error instanceof CanonicalizationError, String(error));
      assert.deepEqual([error.code, error.detail], [code, detail]);
      return true;
    });
  });
}

test("the document they are made from is accepted", async () => {
  const text = await canonicalText(BASE, contexts);
  assert.equal(text.split("\n").length, 11);
});

test("numbers are written as the standard has it, whatever way JavaScript would", async () => {
  const numbers: [number, string][] = [
    [5, '"5"^^<https://www.w3.org/2001/XMLSchema#float>'],
    [2.5, '"2.5E0"^^<https://www.w3.org/2001/XMLSchema#float>'],
    [1e-7, '"1.0E-7"^^<https://www.w3.org/2001/XMLSchema#float>'],
    [1.25e-9, '"1.25E-9"^^<https://www.w3.org/2001/XMLSchema#float>'],
  ];
  for (const [creditsEarned, literal] of numbers) {
    const credentialSubject = { ...(BASE["credentialSubject"] as JsonObject), creditsEarned };
    assert.ok((await canonicalText({ ...BASE, credentialSubject }, contexts)).includes(literal), literal);
  }
});

test("nodes that cannot be told apart are refused once that takes too long", async () => {
  const twins = Array.from({ length: 2 }, () => ({ type: ["Achievement"], related: Array.from({ length: 10 }, () => ({ type: ["Related"] })) }));
  await assert.rejects(canonicalText({ ...BASE, credentialSubject: { type: ["AchievementSubject"], achievement: twins } }, contexts), { code: "proof.too-complex", detail: {} });
});
