import assert from "node:assert/strict";
import { test } from "node:test";
import { sha384 } from "@noble/hashes/sha2.js";
import { canonicalize, TooComplex } from "../../../site_src/app/verify/proof/rdfc10";
import { readQuads } from "../support/nquads";
import { vectorJson, vectorText } from "../support/vectors";

interface Case {
  id: string;
  type: string;
  name: string;
  action: string;
  result?: string;
  hashAlgorithm?: string;
}

const { entries } = vectorJson<{ entries: Case[] }>("w3c-rdf-canon/manifest.jsonld");

test("the manifest is the one these tests were written for", () => {
  const counts = Object.groupBy(entries, ({ type }) => type);
  assert.deepEqual(
    Object.fromEntries(Object.entries(counts).map(([type, cases]) => [type, cases?.length])),
    { "rdfc:RDFC10EvalTest": 64, "rdfc:RDFC10MapTest": 21, "rdfc:RDFC10NegativeEvalTest": 1 },
  );
});

for (const { id, type, name, action, result, hashAlgorithm } of entries) {
  test(`${id} ${name}`, () => {
    const quads = readQuads(vectorText(`w3c-rdf-canon/${action}`));
    const options = hashAlgorithm === "SHA384" ? { hash: sha384 } : {};
    if (type === "rdfc:RDFC10NegativeEvalTest") {
      assert.throws(() => canonicalize(quads, options), TooComplex);
      return;
    }
    const canonical = canonicalize(quads, options);
    if (type === "rdfc:RDFC10EvalTest") {
      assert.equal(canonical.text, vectorText(`w3c-rdf-canon/${result}`));
    } else {
      const labels = Object.fromEntries([...canonical.labels].map((pair) => pair.map((label) => label.slice(2))));
      assert.deepEqual(labels, vectorJson(`w3c-rdf-canon/${result}`));
    }
  });
}

test("lines are in code-point order, where UTF-16 order differs", () => {
  const line = (text: string) => `<urn:a> <urn:b> "${text}" .\n`;
  assert.equal(canonicalize(readQuads(line("😀") + line("ｱ"))).text, line("ｱ") + line("😀"));
});

/** Two chains that cannot be told apart, each of so many blank nodes. */
function twins(length: number): string {
  const steps = Array.from({ length: length - 1 }, (_, at) => at);
  return ["a", "b"].flatMap((name) => steps.map((at) => `_:${name}${at} <urn:next> _:${name}${at + 1} .\n`)).join("");
}

test("long chains are followed only so far", () => {
  assert.equal(canonicalize(readQuads(twins(200))).text.split("\n").length, 399);
  assert.throws(() => canonicalize(readQuads(twins(400))), TooComplex);
});
