import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, gzipSync, type ZlibOptions } from "node:zlib";
import { GzipError, GzipLengthError, GzipSizeError, gunzip } from "../../../site_src/app/verify/status/gzip";

const CAP = 1 << 20;

/** Bytes that look random but are the same every time; a share of them zero. */
function sample(length: number, zeros: number): Uint8Array {
  let state = 12345;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % 100 < zeros ? 0 : state >>> 24;
  });
}

test("what zlib packs, comes out again", () => {
  const ways: ZlibOptions[] = [
    { level: 0 },
    { level: 1 },
    { level: 9 },
    { strategy: constants.Z_FIXED },
    { strategy: constants.Z_HUFFMAN_ONLY },
    { strategy: constants.Z_RLE },
  ];
  const samples = [sample(0, 0), sample(1, 0), sample(16384, 100), sample(16384, 99), sample(70_000, 0), sample(200_000, 60)];
  for (const way of ways) {
    for (const bytes of samples) assert.deepEqual(gunzip(new Uint8Array(gzipSync(bytes, way)), CAP), bytes);
  }
});

test("header fields are skipped", () => {
  const packed = new Uint8Array(gzipSync("text"));
  const named = Uint8Array.from([...packed.slice(0, 3), 4 + 8 + 16, ...packed.slice(4, 10), 2, 0, 9, 9, 97, 0, 98, 0, ...packed.slice(10)]);
  assert.equal(new TextDecoder().decode(gunzip(named, CAP)), "text");
});

test("each way to be wrong has its answer", () => {
  const packed = new Uint8Array(gzipSync(sample(500, 50)));
  const changed = (at: number, value: number) => packed.with(at < 0 ? packed.length + at : at, value);
  const cases: [string, Uint8Array, new () => Error][] = [
    ["empty", new Uint8Array(), GzipLengthError],
    ["not gzip", new TextEncoder().encode("hello world"), GzipError],
    ["another method", changed(2, 7), GzipError],
    ["reserved flag", changed(3, 0x80), GzipError],
    ["checksum", changed(-8, (packed.at(-8) as number) ^ 1), GzipError],
    ["length", changed(-4, (packed.at(-4) as number) ^ 1), GzipError],
    ["block type 3", Uint8Array.from([...packed.slice(0, 10), 7, 0]), GzipError],
    ["stored length", Uint8Array.from([...packed.slice(0, 10), 1, 5, 0, 0, 0]), GzipError],
    ["distance before the beginning", Uint8Array.from([...packed.slice(0, 10), 3, 2, 0, 0]), GzipError],
    ["two members", Uint8Array.from([...packed, ...packed]), GzipLengthError],
    ["trailing byte", Uint8Array.from([...packed, 0]), GzipLengthError],
  ];
  for (const [name, bytes, error] of cases) assert.throws(() => gunzip(bytes, CAP), error, name);
  for (let length = 0; length < packed.length; length += 1) {
    assert.throws(() => gunzip(packed.slice(0, length), CAP), GzipLengthError, `cut at ${length}`);
  }
});

test("the cap holds to the byte", () => {
  const packed = new Uint8Array(gzipSync(sample(1000, 100)));
  assert.equal(gunzip(packed, 1000).length, 1000);
  assert.throws(() => gunzip(packed, 999), GzipSizeError);
});
