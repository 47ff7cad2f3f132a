import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fact, facts } from "../../../site_src/app/ui/facts";
import { didName } from "../../../site_src/app/ui/text";
import { passed } from "../../../site_src/app/verify/report";
import type { JsonObject } from "../../../site_src/app/verify/encoding/strictJson";

const ACHIEVEMENT: JsonObject = {
  id: "https://laurels.example/catalogue/sql/",
  name: { "@value": "SQL", "@language": "en" },
  version: "2",
  description: "Query data.",
  criteria: { id: "https://laurels.example/criteria", narrative: "Pass the project." },
  creditsAvailable: 2.5,
  alignment: [{ targetName: "query languages", targetUrl: "https://esco.example/1", targetFramework: "ESCO", targetCode: "S1" }, "stray"],
  resultDescription: [
    { id: "urn:r1", name: "Project", resultType: "RubricCriterionLevel", requiredLevel: "urn:l1", rubricCriterionLevel: [{ id: "urn:l1", name: "Distinction", description: "Above all." }] },
  ],
};
const CREDENTIAL: JsonObject = {
  id: "urn:uuid:1",
  issuer: { id: "did:web:laurels.example", name: "Laurels", url: "https://laurels.example/" },
  awardedDate: "2026-06-30T00:00:00Z",
  validFrom: "not a date",
  evidence: [{ id: "https://laurels.example/e", name: "Report", narrative: "Ten pages." }, { narrative: "Seen." }, {}],
  credentialSubject: {
    id: "urn:uuid:2",
    identifier: [
      { identityHash: "Sample Learner 01", hashed: false, identityType: "name" },
      { identityHash: "sha256$00", hashed: true, identityType: "emailAddress" },
    ],
    result: [{ resultDescription: "urn:r1", achievedLevel: "urn:l1", status: "Completed" }, { value: "92" }],
    creditsEarned: 0,
    achievement: ACHIEVEMENT,
  },
};

test("every signed fact a reader asks for, in order", () => {
  const expected: Fact[] = [
    { label: "Achievement", values: [{ text: "SQL", address: "https://laurels.example/catalogue/sql/" }] },
    { label: "Version", values: [{ text: "2", address: "2" }] },
    { label: "Description", values: [{ text: "Query data.", address: "Query data." }] },
    { label: "Issued by", values: [{ text: "laurels.example", note: "calls itself “Laurels” · did:web:laurels.example" }] },
    { label: "Recipient", values: [{ text: "Sample Learner 01", note: "name" }, { text: "urn:uuid:2" }] },
    { label: "Awarded on", values: [{ text: "30 June 2026" }] },
    { label: "Results", values: [{ text: "Project: Distinction, Completed", note: "Above all." }, { text: "92", note: null }] },
    { label: "Credits earned", values: [{ text: "0", address: "0" }] },
    { label: "Evidence", values: [{ text: "Report", address: "https://laurels.example/e", note: "Ten pages." }, { text: "Seen." }] },
    { label: "Criteria", values: [{ text: "Pass the project." }, { text: "https://laurels.example/criteria", address: "https://laurels.example/criteria" }] },
    { label: "Assessed on", values: [{ text: "Project", note: "Needed: Distinction" }] },
    { label: "Credits available", values: [{ text: "2.5", address: "2.5" }] },
    { label: "Aligned with", values: [{ text: "query languages", address: "https://esco.example/1", note: "ESCO · S1" }] },
    { label: "Credential", values: [{ text: "urn:uuid:1", address: "urn:uuid:1" }] },
  ];
  assert.deepEqual(facts(CREDENTIAL), expected);
});

test("an issuer goes by its domain and by who recognises it", () => {
  const noteWith = (name: string) =>
    facts(CREDENTIAL, passed("trust.ok", { did: "did:web:laurels.example", name })).find(({ label }) => label === "Issued by")?.values[0]?.note;
  assert.equal(noteWith("Laurels"), "known here as “Laurels” · did:web:laurels.example");
  assert.equal(noteWith("The Institute"), "known here as “The Institute” · calls itself “Laurels” · did:web:laurels.example");
});

test("whatever the shape, no exception", () => {
  for (const value of [null, 5, "x", [], {}, [[]], [null], { id: {} }, { name: [] }]) {
    const everywhere = { issuer: value, credentialSubject: value, evidence: value, awardedDate: value };
    assert.ok(Array.isArray(facts(everywhere)));
    for (const key of ["achievement", "result", "identifier", "creditsEarned"]) assert.ok(facts({ credentialSubject: { [key]: value } }));
    for (const key of Object.keys(ACHIEVEMENT)) assert.ok(facts({ credentialSubject: { achievement: { ...ACHIEVEMENT, [key]: value } } }));
  }
});

test("what a DID is called", () => {
  assert.equal(didName("did:web:laurels.example"), "laurels.example");
  assert.equal(didName("did:web:host.example%3A8443:team"), "host.example:8443/team");
  assert.equal(didName("did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"), "did:key:z6MkrJVnaZke…swbTQ2");
});
