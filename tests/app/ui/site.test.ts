import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { get, Site } from "../../../site_src/app/ui/site";
import { httpsAddress } from "../../../site_src/app/ui/dom";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

/** Replaces the network; returns the addresses that were asked for. */
function answering(respond: () => Response | Promise<Response>): string[] {
  const asked: string[] = [];
  globalThis.fetch = async (url) => {
    asked.push(String(url));
    return respond();
  };
  return asked;
}

const site = new Site(new URL("http://127.0.0.1:8000/preview/"), "https://laurels.example/team/");

test("the site's own addresses are asked of the host that serves the page, all others of nobody", async () => {
  const asked = answering(() => new Response("[]"));
  const own = await site.fetch("https://laurels.example/team/lists/revocation-1.json");
  assert.deepEqual(own, { status: 200, body: new TextEncoder().encode("[]") });
  const others = [
    "https://laurels.example/elsewhere.json",
    "https://laurels.example.evil.example/team/x",
    "https://laurels.example@evil.example/team/x",
    "https://laurels.example/team/../secret",
    "https://laurels.example/team/%2e%2e/secret",
    "http://laurels.example/team/x",
    "https://other.example/team/x",
    "not an address",
  ];
  for (const url of others) assert.deepEqual(await site.fetch(url), { unavailable: "offline" }, url);
  assert.deepEqual(asked, ["http://127.0.0.1:8000/preview/lists/revocation-1.json"]);
  assert.deepEqual(await site.fetch("https://laurels.example/team//evil.example/x"), own);
  assert.equal(asked[1], "http://127.0.0.1:8000/preview//evil.example/x");
});

test("without a known address nothing is the site's own", async () => {
  const asked = answering(() => new Response(""));
  assert.deepEqual(await new Site(site.base, null).fetch("https://laurels.example/team/x"), { unavailable: "offline" });
  assert.deepEqual(asked, []);
});

test("answers are bounded, and failures are words", async () => {
  const url = new URL("http://127.0.0.1/x");
  answering(() => new Response("no", { status: 404 }));
  assert.deepEqual(await get(url), { status: 404, body: new TextEncoder().encode("no") });
  answering(() => new Response(new Uint8Array(4 * 1024 * 1024 + 1)));
  assert.deepEqual(await get(url), { unavailable: "too-large" });
  answering(() => Promise.reject(new TypeError("refused")));
  assert.deepEqual(await get(url), { unavailable: "network" });
  answering(() => Promise.reject(new DOMException("slow", "TimeoutError")));
  assert.deepEqual(await get(url), { unavailable: "timeout" });
});

test("a badge's id is a UUID and nothing else", () => {
  const id = "6c1f1d5e-0000-4000-8000-000000000001";
  assert.equal(site.credential(id.toUpperCase())?.href, `http://127.0.0.1:8000/preview/b/${id}/credential.json`);
  for (const text of ["", "..", `${id}/..`, `${id}\n`, "6c1f1d5e"]) assert.equal(site.credential(text), null, text);
});

test("only plain https becomes a link", () => {
  assert.equal(httpsAddress("https://laurels.example/a b"), "https://laurels.example/a%20b");
  for (const text of ["javascript:alert(1)", "http://laurels.example/", "data:text/html,x", "//x.example", "https://me@x.example/", "x", ""]) {
    assert.equal(httpsAddress(text), null, text);
  }
});
