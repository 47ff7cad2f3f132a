import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { BitstringError, decode, isSet } from "../../../site_src/app/verify/status/bitstring";

const CAP = 1 << 15;
const text = (packed: Uint8Array): string => `u${Buffer.from(packed).toString("base64url")}`;
const packed = new Uint8Array(gzipSync(Uint8Array.of(0x80, 0x01)));
const changed = (at: number): Uint8Array => packed.with(packed.length + at, (packed.at(at) as number) ^ 1);

test("index 0 is the left-most bit", async () => {
  const bits = await decode(text(packed), CAP);
  assert.deepEqual(
    [...Array(16).keys()].filter((index) => isSet(bits, index)),
    [0, 15],
  );
});

test("each way to be wrong is refused", async () => {
  const damaged = /^the list is not gzip, or is damaged$/;
  const cases: [string, string, RegExp][] = [
    ["empty", "u", damaged],
    ["not gzip", text(new TextEncoder().encode("hello world")), damaged],
    ["checksum", text(changed(-8)), damaged],
    ["length", text(changed(-4)), damaged],
    ["two members", text(Uint8Array.of(...packed, ...packed)), damaged],
    ["something follows", text(Uint8Array.of(...packed, 0)), damaged],
    ["more than the cap", text(gzipSync(new Uint8Array(CAP + 1))), /^the list unpacks to more than 32768 bytes$/],
    ["a bomb", text(gzipSync(new Uint8Array(1 << 26))), /^the list unpacks to more than 32768 bytes$/],
    ["no multibase", "H4sI", /^the list is not multibase base64url$/],
    ["padding", `${text(packed)}=`, /^the list is not multibase base64url$/],
  ];
  for (const [name, encoded, message] of cases) {
    await assert.rejects(decode(encoded, CAP), (error) => error instanceof BitstringError && message.test(error.message), name);
  }
  for (let length = 0; length < packed.length; length += 1) {
    await assert.rejects(decode(text(packed.slice(0, length)), CAP), BitstringError, `cut at ${length}`);
  }
  assert.equal((await decode(text(gzipSync(new Uint8Array(CAP))), CAP)).length, CAP);
});
