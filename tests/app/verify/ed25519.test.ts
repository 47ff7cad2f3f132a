import assert from "node:assert/strict";
import { test } from "node:test";
import { getPublicKey, Point, sign, utils } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { isSafePoint, verify as verifyNatively } from "../../../site_src/app/verify/proof/ed25519";
import { verifyAtOnce } from "../../../site_src/app/verify/proof/ed25519Equation";
import { vectorJson } from "../support/vectors";

interface Wycheproof {
  testGroups: {
    publicKey: { pk: string };
    tests: { tcId: number; comment: string; msg: string; sig: string; result: "valid" | "invalid" }[];
  }[];
}

/** The two ways to one answer: the browser's equation under our rule, and the library's. A test that they agree is in every use. */
async function verify(...asked: [key: Uint8Array, signature: Uint8Array, message: Uint8Array]): Promise<boolean> {
  const answer = verifyAtOnce(...asked);
  assert.equal(await verifyNatively(...asked), answer);
  return answer;
}

test("this Node has Ed25519 of its own, as browsers have", async () => {
  const key = await crypto.subtle.importKey("raw", Uint8Array.from(getPublicKey(new Uint8Array(32))), "Ed25519", false, ["verify"]);
  assert.equal(key.type, "public");
});

test("without it the library answers", async () => {
  const { subtle } = crypto;
  Object.defineProperty(crypto, "subtle", { value: undefined, configurable: true });
  try {
    const secret = utils.randomSecretKey(new Uint8Array(32).fill(7));
    const message = new Uint8Array([1, 2, 3]);
    assert.equal(await verifyNatively(getPublicKey(secret), sign(message, secret), message), true);
    assert.equal(await verifyNatively(getPublicKey(secret), sign(message, secret), new Uint8Array([1])), false);
  } finally {
    Object.defineProperty(crypto, "subtle", { value: subtle, configurable: true });
  }
});

test("Wycheproof: 151 of 151", async () => {
  const { testGroups } = vectorJson<Wycheproof>("c2sp-wycheproof/testvectors_v1/ed25519_test.json");
  let count = 0;
  for (const { publicKey, tests } of testGroups) {
    for (const { tcId, comment, msg, sig, result } of tests) {
      const verdict = await verify(hexToBytes(publicKey.pk), hexToBytes(sig), hexToBytes(msg));
      assert.equal(verdict, result === "valid", `${tcId} ${comment}`);
      count += 1;
    }
  }
  assert.equal(count, 151);
});

/** All points of small order, found from one of order 8. */
function torsion(): Point[] {
  const generator = Point.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
  const points = [Point.ZERO];
  for (let next = generator; !next.is0(); next = next.add(generator)) points.push(next);
  return points;
}

test("the eight points of small order are refused as keys, canonically encoded or not", () => {
  const encodings = torsion().map((point) => bytesToHex(point.toBytes()));
  assert.equal(encodings.length, 8);
  // y = 0 and y = 1 once more as p and p + 1, and a negative zero for x.
  const others = ["ed", "ee"].map((low) => `${low}${"ff".repeat(30)}7f`);
  others.push(...others.map((text) => `${text.slice(0, 62)}ff`), `01${"00".repeat(30)}80`, `ec${"ff".repeat(31)}`);
  for (const text of [...encodings, ...others]) assert.equal(isSafePoint(hexToBytes(text)), false, text);
  assert.equal(isSafePoint(getPublicKey(new Uint8Array(32))), true);
});

test("one signature under a small-order key fits any message elsewhere, and none here", async () => {
  const message = new TextEncoder().encode("anything");
  for (const point of torsion()) {
    const key = point.toBytes();
    assert.equal(await verify(key, concatBytes(key, new Uint8Array(32)), message), false);
  }
});

test("a signature that holds only up to a point of small order is refused, as libsodium does", async () => {
  const order = Point.CURVE().n;
  const little = (value: bigint) => hexToBytes(value.toString(16).padStart(64, "0")).reverse();
  const number = (bytes: Uint8Array) => BigInt(`0x${bytesToHex(bytes.slice().reverse())}`);
  const secret = 12345n;
  const key = Point.BASE.multiply(secret).add(torsion()[1] as Point).toBytes();
  const verdicts = new Set<boolean>();
  for (let nonce = 1n; nonce <= 24n; nonce += 1n) {
    const message = new TextEncoder().encode(`message ${nonce}`);
    const r = Point.BASE.multiply(nonce + 1000n).toBytes();
    const k = number(sha512(concatBytes(r, key, message))) % order;
    const signature = concatBytes(r, little((nonce + 1000n + k * secret) % order));
    const verdict = await verify(key, signature, message);
    assert.equal(verdict, k % 8n === 0n);
    verdicts.add(verdict);
  }
  assert.ok(verdicts.has(false));
});

test("wrong lengths and changed bytes are refused", async () => {
  const secret = utils.randomSecretKey(new Uint8Array(32).fill(7));
  const key = getPublicKey(secret);
  const message = new Uint8Array([1, 2, 3]);
  const signature = sign(message, secret);
  assert.equal(await verify(key, signature, message), true);
  const changed = signature.slice();
  changed[40] = (changed[40] as number) ^ 1;
  const cases: [string, Uint8Array, Uint8Array, Uint8Array][] = [
    ["short signature", key, signature.slice(0, 63), message],
    ["long signature", key, concatBytes(signature, new Uint8Array(1)), message],
    ["short key", key.slice(0, 31), signature, message],
    ["long key", concatBytes(key, new Uint8Array(1)), signature, message],
    ["other message", key, signature, new Uint8Array([1, 2, 4])],
    ["changed signature", key, changed, message],
  ];
  for (const [name, ...args] of cases) assert.equal(await verify(...args), false, name);
});
