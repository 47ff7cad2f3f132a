import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { decodeBase58btc, decodeEd25519Multikey } from "../../../site_src/app/verify/encoding/multibase";
import type { JsonObject } from "../../../site_src/app/verify/encoding/strictJson";
import { canonicalText } from "../../../site_src/app/verify/proof/canonical";
import { verify } from "../../../site_src/app/verify/proof/ed25519";
import { hashData } from "../../../site_src/app/verify/proof/suite";
import { suiteFor } from "../../../site_src/app/verify/proof/suites";
import { unavailable } from "../../../site_src/app/verify/fetching";
import { checkProofs } from "../../../site_src/app/verify/proofs";
import { withExamples } from "../support/contexts";
import { vectorJson, vectorText } from "../support/vectors";

const KEY = decodeEd25519Multikey(
  vectorJson<{ publicKeyMultibase: string }>("w3c-vc-di-eddsa/keyPair.json").publicKeyMultibase,
);

const sha256Hex = (text: string) => bytesToHex(sha256(new TextEncoder().encode(text)));

for (const [suite, end] of [
  ["eddsa-rdfc-2022", "DataInt"],
  ["Ed25519Signature2020", "EdSig"],
] as const) {
  const folder = `w3c-vc-di-eddsa/${suite}`;

  test(`${suite}: canonical texts, hashes and signature are the published ones`, async () => {
    const signed = vectorJson<JsonObject & { proof: JsonObject & { proofValue: string } }>(`${folder}/signed${end}.json`);
    const { proof, ...document } = signed;
    const { proofValue, ...options } = proof;
    const configuration = vectorJson<JsonObject>(`${folder}/proofConfig${end}.json`);
    assert.deepEqual({ ...options, "@context": document["@context"] }, configuration);

    const texts = [await canonicalText(document, withExamples), await canonicalText(configuration, withExamples)] as const;
    assert.deepEqual(texts, [vectorText(`${folder}/canonDoc${end}.txt`), vectorText(`${folder}/proofCanon${end}.txt`)]);
    const stored = [vectorText(`${folder}/docHash${end}.txt`), vectorText(`${folder}/proofHash${end}.txt`)];
    assert.deepEqual(texts.map(sha256Hex), stored);

    const found = suiteFor(options["type"], options["cryptosuite"]);
    assert.ok(found);
    const data = await hashData(found, document, options, withExamples);
    assert.equal(bytesToHex(data), vectorText(`${folder}/combinedHash${end}.txt`));
    const signature = decodeBase58btc(proofValue);
    assert.deepEqual(signature, hexToBytes(vectorText(`${folder}/sigHex${end}.txt`).trim()));
    assert.equal(await verify(KEY, signature, data), true);
    const changed = await hashData(found, { ...document, name: "Another" }, options, withExamples);
    assert.equal(await verify(KEY, signature, changed), false);
  });
}

test("the employment vector's stored canonical texts hash to the stored hashes", () => {
  const folder = "w3c-vc-di-eddsa/eddsa-rdfc-2022/employ";
  for (const [text, hash] of [["canonDoc", "docHash"], ["proofCanon", "proofHash"]] as const) {
    assert.equal(sha256Hex(vectorText(`${folder}/${text}DataInt.txt`)), vectorText(`${folder}/${hash}DataInt.txt`));
  }
});

test("eddsa-jcs-2022: canonical texts, hashes and signature are the published ones", async () => {
  const folder = "w3c-vc-di-eddsa/eddsa-jcs-2022";
  const { proof, ...document } = vectorJson<JsonObject & { proof: JsonObject & { proofValue: string } }>(`${folder}/signedJCS.json`);
  const { proofValue, ...options } = proof;
  const found = suiteFor(options["type"], options["cryptosuite"]);
  assert.ok(found);
  const texts = [vectorText(`${folder}/proofCanonJCS.txt`), vectorText(`${folder}/canonDocJCS.txt`)];
  assert.deepEqual(await found.canonical(document, options, withExamples, false), texts);
  const data = await hashData(found, document, options, withExamples);
  assert.equal(bytesToHex(data), vectorText(`${folder}/combinedHashJCS.txt`).trim());
  assert.equal(await verify(KEY, decodeBase58btc(proofValue), data), true);
});

for (const name of ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"]) {
  test(`${name}: every published proof holds, and none over another text`, async () => {
    const world = { now: { seconds: 1_793_491_200, microseconds: 0 }, fetch: async () => unavailable("offline"), contexts: withExamples, trust: null };
    const signed = vectorJson<JsonObject>(`w3c-vc-di-eddsa/proof-set-chain/${name}.json`);
    assert.equal((await checkProofs(signed, world)).proof.code, "proof.ok");
    assert.equal((await checkProofs({ ...signed, name: "Another" }, world)).proof.code, "proof.altered");
  });
}
