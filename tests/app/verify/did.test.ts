import assert from "node:assert/strict";
import { test } from "node:test";
import { assertionMethods, methods, resolve } from "../../../site_src/app/verify/did";
import { documentUrl } from "../../../site_src/app/verify/did/web";
import { unavailable } from "../../../site_src/app/verify/fetching";

const addresses: [string, string | null][] = [
  ["did:web:laurels.example", "https://laurels.example/.well-known/did.json"],
  ["did:web:laurels.example:team:one", "https://laurels.example/team/one/did.json"],
  ["did:web:laurels.example%3A8443", "https://laurels.example:8443/.well-known/did.json"],
  ["did:web:LAURELS.example", "https://laurels.example/.well-known/did.json"],
  ["did:web:laurels.example:%E4%BD%A0", "https://laurels.example/%E4%BD%A0/did.json"],
  ["did:web:localhost", null],
  ["did:web:127.0.0.1", null],
  ["did:web:0x7f.1", null],
  ["did:web:host.0x1", null],
  ["did:web:host.7", null],
  ["did:web:[::1]", null],
  ["did:web:user@host.example", null],
  ["did:web:host.example/path", null],
  ["did:web:host.example%3A0", null],
  ["did:web:host.example%3A123456", null],
  ["did:web:host.example%3A65536", null],
  ["did:web:host.example%3A80%3A80", null],
  [`did:web:${"a.".repeat(130)}example`, null],
  ["did:web:host.example%2Fpath", null],
  ["did:web:-host.example", null],
  ["did:web:host..example", null],
  ["did:web:höst.example", null],
  ["did:web:host.example:", null],
  ["did:web:host.example::a", null],
  ["did:web:host.example:.", null],
  ["did:web:host.example:%2E%2E:a", null],
  ["did:web:host.example:a%2Fb", null],
  ["did:web:host.example:a%5Cb", null],
  ["did:web:host.example:a%00", null],
  ["did:web:host.example:a%E2%80%8B", null],
  ["did:web:host.example:a%", null],
  ["did:web:host.example?x", null],
  ["did:web:host.example#x", null],
  [`did:web:host.example:${"a".repeat(500)}`, null],
  ["did:web:", null],
  ["did:key:z6Mk", null],
];

test("the address of a did:web document", () => {
  for (const [did, url] of addresses) assert.equal(documentUrl(did), url, did);
});

test("a did:key describes itself, and nothing is fetched", async () => {
  const key = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
  const refuse = async () => assert.fail("fetched");
  const method = `did:key:${key}#${key}`;
  const document = await resolve(`did:key:${key}`, refuse, null);
  assert.deepEqual(document, {
    id: `did:key:${key}`,
    verificationMethod: [{ id: method, type: "Multikey", controller: `did:key:${key}`, publicKeyMultibase: key }],
    assertionMethod: [method],
  });
  assert.deepEqual(await resolve("did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc", refuse, null), unavailable("unsupported-did"));
});

test("methods by absolute id, embedded ones too", () => {
  const document = {
    id: "did:web:a.example",
    verificationMethod: [{ id: "#1", type: "Multikey" }, { id: "did:web:a.example#2" }, { type: "nameless" }, "text", null],
    assertionMethod: ["#1", { id: "#3" }, 5, { id: "did:web:a.example#2", type: "again" }],
  };
  assert.deepEqual([...methods(document).keys()], ["did:web:a.example#1", "did:web:a.example#2", "did:web:a.example#3"]);
  assert.equal(methods(document).get("did:web:a.example#2")?.["type"], undefined);
  assert.deepEqual([...assertionMethods(document)], ["did:web:a.example#1", "did:web:a.example#3", "did:web:a.example#2"]);
  assert.deepEqual([...assertionMethods({ id: "did:web:a.example", assertionMethod: "#1" })], []);
});
