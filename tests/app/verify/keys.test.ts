import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { hexToBytes } from "@noble/hashes/utils.js";
import { fromJwk, sameKey } from "../../../site_src/app/verify/proof/jwk";
import { fromMultikey, type Kind, verify, weakness } from "../../../site_src/app/verify/proof/keys";

interface Row {
  comment: string;
  key: { kind: Kind; data: string; exponent: number };
  message: string;
  signature: string;
  valid: boolean;
}

test("the shared table of signatures, row by row", async () => {
  const rows = JSON.parse(readFileSync("tests/proof/signatures.json", "utf8")) as Row[];
  for (const { comment, key, message, signature, valid } of rows) {
    const read = { ...key, data: hexToBytes(key.data) };
    assert.equal(await verify(read, hexToBytes(signature), hexToBytes(message)), valid, comment);
  }
  assert.ok(rows.length >= 120);
});

const encode = (hex: string) => Buffer.from(hex, "hex").toString("base64url");
// The base points of the curves, SP 800-186 §3.2.1: x, y.
const X = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
const Y = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
const EC = { kty: "EC", crv: "P-256", x: encode(X), y: encode(Y) };

test("two forms of one key are one key", async () => {
  const jwk = await fromJwk(EC);
  // did:key v0.9 writes the same point so.
  assert.ok(jwk);
  assert.deepEqual(jwk.data, hexToBytes(`03${X}`));
  assert.equal(await weakness(jwk), null);
  assert.ok(sameKey(jwk, { kind: "P-256", data: hexToBytes(`03${X}`), exponent: 0 }));
  assert.ok(!sameKey(jwk, { kind: "P-256", data: hexToBytes(`02${X}`), exponent: 0 }));
});

test("a JSON Web Key that is not read", async () => {
  const wrong = [
    {}, { kty: "EC" }, { kty: "oct", k: "AAAA" }, { ...EC, crv: "secp256k1" }, { ...EC, crv: "P-384" }, { ...EC, x: EC.y }, { ...EC, y: EC.x },
    { ...EC, x: `${EC.x}=` }, { ...EC, x: `A${EC.x}` }, { ...EC, x: null }, { ...EC, x: ["A"] }, { ...EC, use: "enc" }, { ...EC, key_ops: ["sign"] },
    { ...EC, key_ops: "verify" }, { ...EC, key_ops: 1 }, { ...EC, kty: "OKP" },
    { kty: "RSA", n: "AAAA", e: "AQAB" }, { kty: "RSA", n: "", e: "AQAB" }, { kty: "RSA", n: "AQAB", e: 65537 }, { kty: "RSA", n: "AQAB", e: "AAEAAQ" },
  ];
  for (const jwk of wrong) assert.equal(await fromJwk(jwk), null, JSON.stringify(jwk));
});

test("a Multikey that is not read", () => {
  for (const text of ["", "z", "zDnaer", "u7QE", `z${"1".repeat(600)}`, "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"]) {
    assert.equal(fromMultikey(text), null, text);
  }
});
