import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { decodeBase58btc, decodeEd25519Multikey } from "../../../site_src/app/verify/encoding/multibase";
import type { JsonObject } from "../../../site_src/app/verify/encoding/strictJson";
import { canonicalText } from "../../../site_src/app/verify/proof/canonical";
import { suiteFor } from "../../../site_src/app/verify/proof/dataIntegrity";
import { verify } from "../../../site_src/app/verify/proof/ed25519";
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

    const hashData = suiteFor(options["type"], options["cryptosuite"]);
    assert.ok(hashData);
    const data = await hashData(document, options, withExamples);
    assert.equal(bytesToHex(data), vectorText(`${folder}/combinedHash${end}.txt`));
    const signature = decodeBase58btc(proofValue);
    assert.deepEqual(signature, hexToBytes(vectorText(`${folder}/sigHex${end}.txt`).trim()));
    assert.equal(verify(KEY, signature, data), true);
    const changed = await hashData({ ...document, name: "Another" }, options, withExamples);
    assert.equal(verify(KEY, signature, changed), false);
  });
}

test("the employment vector's stored canonical texts hash to the stored hashes", () => {
  const folder = "w3c-vc-di-eddsa/eddsa-rdfc-2022/employ";
  for (const [text, hash] of [["canonDoc", "docHash"], ["proofCanon", "proofHash"]] as const) {
    assert.equal(sha256Hex(vectorText(`${folder}/${text}DataInt.txt`)), vectorText(`${folder}/${hash}DataInt.txt`));
  }
});
