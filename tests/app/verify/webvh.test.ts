// did:webvh against the method's published suite, as in tests/verification/did/test_webvh.py, which holds what must come out.

import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { resolve } from "../../../site_src/app/verify/did";
import type { JsonObject } from "../../../site_src/app/verify/encoding/strictJson";
import { parseTimestamp } from "../../../site_src/app/verify/encoding/timestamps";
import { type Fetcher, unavailable } from "../../../site_src/app/verify/fetching";
import { vectorsFolder } from "../support/vectors";

const SUITE = join(vectorsFolder, "didwebvh-test-suite");
const NOW = parseTimestamp("2026-11-01T00:00:00Z");
const SCIDS = [`Qm${"0".repeat(44)}`, "Qmdxt11AjZewCNXX69bpEDobgjySeZ7eFwjf4tgpF6p2Dg"];
const BAD: Record<string, string> = {
  "cross-did-witness-replay": "log-witness",
  "did-key-body-fragment-mismatch": "log-proof",
  "duplicate-witness-ids": "log-parameters",
  "portable-scid-swap": "log-identity",
  "pre-rotation-omit-updatekeys": "log-parameters",
  "scid-mismatch-genesis": "log-scid",
  "unknown-method-version": "log-parameters",
  "versiontime-future": "log-time",
  "versiontime-non-monotonic": "log-time",
  "wrong-cryptosuite": "log-proof",
  "zero-witness-threshold": "log-parameters",
};
const REFUSED: Record<string, string[]> = {
  "fragment-leaks-into-domain": ["127.0.0.1#x"],
  "lowercase-pct-port-ip": ["127.0.0.1%3a8080"],
  "path-traversal-did": ["example.com:..:..:admin"],
  "pct-encoded-ip-host": ["127%2E0%2E0%2E1", "127%2e0%2e0%2e1", "169%2E254%2E169%2E254"],
  "pct-encoded-traversal": ["example.com:%2E%2E:admin", "example.com:%2e%2e:admin", "example.com:a%2Fb"],
};

const good = globSync("[!n]*/*/did.jsonl", { cwd: SUITE }).map(dirname);

function entriesOf(folder: string): { state: JsonObject; parameters: JsonObject }[] {
  return readFileSync(join(SUITE, folder, "did.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
}

/** Whatever host is asked, it has the folder's files. */
function serving(folder: string): Fetcher {
  return async (url) => {
    const path = join(SUITE, folder, basename(url));
    return existsSync(path) ? { status: 200, body: new Uint8Array(readFileSync(path)) } : { status: 404, body: new Uint8Array() };
  };
}

test("every good log of the published suite resolves to its last document", async () => {
  assert.equal(new Set(good.map(dirname)).size, 13);
  for (const folder of good) {
    const { state } = entriesOf(folder).at(-1) ?? assert.fail();
    const found = await resolve(state["id"] as string, serving(folder), null, NOW);
    assert.deepEqual(found, dirname(folder) === "deactivate" ? unavailable("deactivated") : state, folder);
  }
});

test("every bad log resolves to nothing, for its own reason", async () => {
  assert.equal(Object.keys(BAD).length + Object.keys(REFUSED).length, 16);
  for (const [name, reason] of Object.entries(BAD)) {
    const folder = `negative-${name}/ts`;
    const did = `did:webvh:${entriesOf(folder)[0]?.parameters["scid"]}:example.com`;
    assert.deepEqual(await resolve(did, serving(folder), null, NOW), unavailable(reason), name);
  }
});

test("a DID that would lead elsewhere is not asked for", async () => {
  const never = async () => assert.fail("fetched");
  for (const location of Object.values(REFUSED).flat()) {
    for (const scid of SCIDS) {
      assert.deepEqual(await resolve(`did:webvh:${scid}:${location}`, never, null, NOW), unavailable("malformed-did"), location);
    }
  }
});

test("who asks by the old name of a DID that moved, gets the present document under it", async () => {
  for (const folder of ["portable-move/java", "portable-move/java-eecc"]) {
    const [first, last] = entriesOf(folder).map(({ state }) => state["id"] as string);
    assert.notEqual(first, last);
    const document = (await resolve(first as string, serving(folder), null, NOW)) as JsonObject;
    assert.equal(document["id"], first);
    assert.ok(String((document["verificationMethod"] as JsonObject[])[0]?.["id"]).startsWith(`${first}#`));
  }
});
