import assert from "node:assert/strict";
import { test } from "node:test";
import { canonicalJson } from "../../../site_src/app/verify/encoding/jcs";
import { decodeJson } from "../../../site_src/app/verify/encoding/strictJson";
import { vectorText } from "../support/vectors";

const bytes = (text: string) => new TextEncoder().encode(text);

for (const name of ["arrays", "french", "structures", "unicode", "values", "weird"]) {
  test(`RFC 8785's own ${name}`, () => {
    const input = decodeJson(bytes(vectorText(`rfc8785-jcs/testdata/input/${name}.json`)));
    assert.equal(canonicalJson(input), vectorText(`rfc8785-jcs/testdata/output/${name}.json`).trimEnd());
  });
}

test("numbers have one spelling, whatever the file had", () => {
  const text = "[2.0,-0,1e21,1e-7,100000000000000000000,0.1e1,333333333.33333329,5e-324]";
  const expected = "[2,0,1e+21,1e-7,100000000000000000000,1,333333333.3333333,5e-324]";
  assert.equal(canonicalJson(decodeJson(bytes(text.replace("100000000000000000000", "1e20")))), expected);
});
