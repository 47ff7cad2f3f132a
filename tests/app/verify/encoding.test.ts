import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeBase58btc, decodeBase64url, decodeEd25519Multikey, MultibaseError } from "../../../site_src/app/verify/encoding/multibase";
import { decodeJson, type Json, JsonError } from "../../../site_src/app/verify/encoding/strictJson";
import { compareInstants, parseDate, parseTimestamp } from "../../../site_src/app/verify/encoding/timestamps";
import { compareCodePoints } from "../../../site_src/app/verify/encoding/utf8";

const utf8 = (text: string) => new TextEncoder().encode(text);

const readable: [string, Json][] = [
  ['{"a": [1, -2, 0.5, 1e2, true, false, null, "x"]}', { a: [1, -2, 0.5, 100, true, false, null, "x"] }],
  [' \t\r\n{}\n', {}],
  ['["\\u00e9\\n\\"\\\\\\/", "é😀"]', ['é\n"\\/', "é😀"]],
  ['"\\ud83d\\ude00"', "😀"],
  ["-0", 0],
  ["9007199254740991", 9007199254740991],
  ["[]", []],
  ["[".repeat(64) + "]".repeat(64), JSON.parse("[".repeat(64) + "]".repeat(64))],
];

test("readable JSON", () => {
  for (const [text, value] of readable) assert.deepEqual(decodeJson(utf8(text)), value, text);
});

test("a member called __proto__ is a member like any other", () => {
  const value = decodeJson(utf8('{"__proto__": 1}')) as object;
  assert.deepEqual(Object.keys(value), ["__proto__"]);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
});

const refused: [string, string | number[], JsonError["code"], object][] = [
  ["nothing", "", "decode.empty", {}],
  ["only space", " \n", "decode.empty", {}],
  ["a byte order mark", "\ufeff{}", "decode.byte-order-mark", {}],
  ["UTF-16", [0xff, 0xfe, 0x7b, 0, 0x7d, 0], "decode.not-utf8", {}],
  ["a cut-off sequence", [0x22, 0xe2, 0x82], "decode.not-utf8", {}],
  ["an overlong sequence", [0x22, 0x61, 0xc0, 0x80], "decode.not-utf8", {}],
  ["an encoded surrogate", [0x22, 0xed, 0xa0, 0x80, 0x22], "decode.not-utf8", {}],
  ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80], "decode.not-utf8", {}],
  ["an escaped lone surrogate", '{"a": "\\ud800"}', "decode.surrogate", {}],
  ["a lone surrogate in a key", '{"\\udc00": 1}', "decode.surrogate", {}],
  ["a key twice", '{"a": 1, "a": 1}', "decode.duplicate-key", { key: "a" }],
  ["a key twice, once escaped", '{"b": {"a": 1, "\\u0061": 1}}', "decode.duplicate-key", { key: "a" }],
  ["too deep", "[".repeat(65) + "]".repeat(65), "decode.too-deep", { limit: 64 }],
  ["a large integer", "9007199254740992", "decode.number", { number: "9007199254740992" }],
  ["a very long integer", "1".repeat(60), "decode.number", { number: "1".repeat(40) }],
  ["a number beyond every number", "[1e400]", "decode.number", { number: "1e400" }],
  ["NaN", "[NaN]", "decode.number", { number: "NaN" }],
  ["minus infinity", "[-Infinity]", "decode.number", { number: "-Infinity" }],
  ["a trailing comma", '{"a": 1,}', "decode.not-json", {}],
  ["text after the end", "{}\n x", "decode.not-json", {}],
  ["a leading zero", "[01]", "decode.not-json", {}],
  ["a tab in a text", '"a\tb"', "decode.not-json", {}],
  ["a comment", "{} // yes", "decode.not-json", {}],
  ["single quotes", "{'a': 1}", "decode.not-json", {}],
  ["an escape that is none", '"\\x41"', "decode.not-json", {}],
];

test("what is refused, and why", () => {
  for (const [name, input, code, detail] of refused) {
    const bytes = typeof input === "string" ? utf8(input) : Uint8Array.from(input);
    assert.throws(
      () => decodeJson(bytes),
      (error: unknown) => {
        assert.ok(error instanceof JsonError, `${name}: ${error}`);
        assert.deepEqual([error.code, error.detail], [code, detail], name);
        return true;
      },
    );
  }
  assert.throws(() => decodeJson(utf8("[1, 2]"), 5), { code: "decode.too-large", detail: { bytes: 6, limit: 5 } });
});

test("timestamps", () => {
  const cases: [string, [number, number] | null][] = [
    ["1970-01-01T00:00:00Z", [0, 0]],
    ["2026-06-30T12:00:00+02:00", [1782813600, 0]],
    ["2026-06-30T12:00:00.1234567Z", [1782820800, 123456]],
    ["2024-02-29T00:00:00Z", [1709164800, 0]],
    ["0001-01-01T00:00:00Z", [-62135596800, 0]],
    ["0001-01-01T00:00:00+14:00", null],
    ["9999-12-31T23:59:59-00:01", null],
    ["2026-02-30T00:00:00Z", null],
    ["2025-02-29T00:00:00Z", null],
    ["2026-13-01T00:00:00Z", null],
    ["2026-06-30T24:00:00Z", null],
    ["2026-06-30T23:59:60Z", null],
    ["2026-06-30T00:00:00", null],
    ["2026-06-30T00:00:00+14:01", null],
    ["2026-06-30T00:00:00+01:60", null],
    ["2026-06-30 00:00:00Z", null],
    ["2026-06-30T00:00Z", null],
    ["2026-06-30T00:00:00.Z", null],
    ["2026-06-30T00:00:00z", null],
    ["2026-06-30T00:00:00Z\n", null],
    ["٢٠٢٦-06-30T00:00:00Z", null],
    ["0000-01-01T00:00:00Z", null],
    ["12026-01-01T00:00:00Z", null],
    ["2026-06-30", null],
  ];
  for (const [text, expected] of cases) {
    const instant = parseTimestamp(text);
    assert.deepEqual(instant && [instant.seconds, instant.microseconds], expected, text);
  }
});

test("dates, and the order of instants", () => {
  assert.deepEqual(parseDate("2026-06-30"), parseTimestamp("2026-06-30T00:00:00Z"));
  for (const text of ["2026-06-31", "2026-6-30", "2026-06-30Z", ""]) assert.equal(parseDate(text), null, text);
  const ordered = ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000001Z", "2026-01-01T00:00:01Z"].map(parseTimestamp);
  for (const [at, left] of ordered.entries()) {
    for (const [other, right] of ordered.entries()) {
      assert.ok(left && right);
      assert.equal(Math.sign(compareInstants(left, right)), Math.sign(at - other));
    }
  }
});

test("multibase and Multikey", () => {
  assert.deepEqual(decodeBase58btc("z11233QC4"), Uint8Array.from([0, 0, 0x28, 0x7f, 0xb4, 0xcd]));
  assert.deepEqual(decodeBase58btc("z"), new Uint8Array());
  assert.deepEqual(decodeBase64url("u_-8"), Uint8Array.from([0xff, 0xef]));
  assert.equal(decodeEd25519Multikey("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2").length, 32);
  const bad: [(text: string) => unknown, string][] = [
    [decodeBase58btc, "Z1"],
    [decodeBase58btc, "z0"],
    [decodeBase58btc, "zé"],
    [decodeBase58btc, `z${"2".repeat(513)}`],
    [decodeBase64url, "_-8"],
    [decodeBase64url, "u_-8="],
    [decodeBase64url, "u_-9"],
    [decodeBase64url, "uA"],
    [decodeBase64url, "u+/8"],
    [decodeEd25519Multikey, "z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc"],
    [decodeEd25519Multikey, "z6Mk"],
  ];
  for (const [decode, text] of bad) assert.throws(() => decode(text), MultibaseError, text);
});

test("code-point order", () => {
  assert.deepEqual(["😀", "ｱ", "a", "", "ab", "a😀"].sort(compareCodePoints), ["", "a", "ab", "a😀", "ｱ", "😀"]);
});

test("a text that JavaScript would write itself is read as any other", () => {
  const [high, low] = ["\\ud83d", "\\ude00"];
  const values = [
    "{}", "[]", '""', "0", "-0", "1.5", "1e21", "1e+21", "1e400", "9007199254740991", "9007199254740992", "9007199254740993", "100000000000000000000", "5e-324", "1E5", "01",
    `"${high}"`, `"${high}${low}"`, `"${low}${high}"`, '"\\u00e9"', '"é"', '"\\/"', '"\\u007f"', '"\u2028"', '"\\u0000"', `{"${high}":1}`, '{"__proto__":{"a":1}}', '{"a":1,"a":1}', '{"a":1,"\\u0061":1}', '{"2":1,"1":1}', '{"constructor":1}', "null", "true", "nul", '{"a":[1,{"b":null}]}', "[1,]", "NaN", '"a', `${"[".repeat(64)}${"]".repeat(64)}`, `${"[".repeat(65)}${"]".repeat(65)}`, `${'{"a":'.repeat(64)}1${"}".repeat(64)}`, `${'{"a":'.repeat(65)}1${"}".repeat(65)}`, `${"[".repeat(100000)}`, `${"[".repeat(20000)}${"]".repeat(20000)}`,
  ];
  const said = (text: string) => {
    try {
      return [decodeJson(new TextEncoder().encode(text))];
    } catch (error) {
      return (error as JsonError).code;
    }
  };
  // A space before it is enough to make it a text that JavaScript would write otherwise.
  for (const text of values) assert.deepEqual(said(text), said(` ${text}`), text.slice(0, 60));
  assert.ok(values.some((text) => Array.isArray(said(text))));
});
