// The shared cases of what a badge arrives in; tests/conformance/packed.py says what they are.

import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { ContainerError, isRefused, type Unpacked, unpack } from "../../../site_src/app/verify/containers";

const noPdf = async () => assert.fail("no PDF here");

async function opened(name: string, data: Uint8Array): Promise<Unpacked[]> {
  const found: Unpacked[] = [];
  for await (const item of unpack(name, data, noPdf)) found.push(item);
  return found;
}

test("every file holds what Python finds in it", async () => {
  const files = globSync("tests/conformance/containers/*.json");
  assert.ok(files.length >= 70);
  for (const file of files) {
    const { base64, opened: expected, why } = JSON.parse(readFileSync(file, "utf8"));
    const found = (await opened("file", new Uint8Array(Buffer.from(base64, "base64")))).map((item) =>
      isRefused(item) ? item : { name: item.name, kind: item.kind, text: new TextDecoder().decode(item.data) },
    );
    assert.deepEqual(found, expected, `${file}: ${why}`);
  }
});

test("a PDF is read by whoever can", async () => {
  const data = new TextEncoder().encode("%PDF-1.7");
  const read = async () => [["a.json", new TextEncoder().encode("{}")] as const];
  const items: Unpacked[] = [];
  for await (const item of unpack("c.pdf", data, read)) items.push(item);
  assert.deepEqual(items.map(({ name }) => name), ["c.pdf/a.json"]);
  const refuse = async () => {
    throw new ContainerError("decode.pdf-empty");
  };
  for await (const item of unpack("c.pdf", data, refuse)) assert.deepEqual(item, { name: "c.pdf", code: "decode.pdf-empty", detail: {} });
});

test("a code in a picture that holds no badge is read by whoever can", async () => {
  const picture = new Uint8Array(Buffer.from(JSON.parse(readFileSync("tests/conformance/containers/png-plain.json", "utf8")).base64, "base64"));
  const seen = async (text: string | null) => {
    const items: Unpacked[] = [];
    for await (const item of unpack("c.png", picture, noPdf, async () => text)) items.push(item);
    return items.map((item) => (isRefused(item) ? item.code : [item.kind, new TextDecoder().decode(item.data)]));
  };
  assert.deepEqual(await seen("https://issuer.example/b/1"), [["address", "https://issuer.example/b/1"]]);
  assert.deepEqual(await seen("eyJ.e30.c2ln"), [["credential", "eyJ.e30.c2ln"]]);
  assert.deepEqual(await seen(null), ["decode.picture"]);
});
