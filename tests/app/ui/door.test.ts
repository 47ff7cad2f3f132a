import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { Door } from "../../../site_src/app/ui/door";
import { Site } from "../../../site_src/app/ui/site";
import { type Fetched, type Unavailable, unavailable } from "../../../site_src/app/verify/fetching";

const LIST = "https://laurels.example/lists/revocation-1.json";
const site = new Site(new URL("http://127.0.0.1:8000/"), "https://laurels.example/");
afterEach(() => mock.timers.reset());

/** A door before answers that come one after the other; counts how often the network was asked. */
function door(...answers: (Fetched | Unavailable)[]) {
  const asked: string[] = [];
  const made = new Door(site, async (url) => {
    asked.push(url);
    return answers[asked.length - 1] ?? unavailable("offline");
  });
  return { asked, fetch: made.fetch };
}

const answer = (text: string): Fetched => ({ status: 200, body: new TextEncoder().encode(text) });

test("two hundred badges with one list ask once, however close together", async () => {
  const { asked, fetch } = door(answer("one"));
  const all = await Promise.all(Array.from({ length: 200 }, () => fetch(LIST)));
  assert.deepEqual(new Set(all.map((found) => JSON.stringify(found))).size, 1);
  assert.equal(asked.length, 1);
});

test("a list is asked for again after a minute, and stays as it was where there is no network", async () => {
  mock.timers.enable({ apis: ["Date"], now: 0 });
  const { asked, fetch } = door(answer("old"), unavailable("network"), answer("new"));
  assert.deepEqual(await fetch(LIST), answer("old"));
  mock.timers.setTime(59_999);
  assert.deepEqual(await fetch(LIST), answer("old"));
  assert.equal(asked.length, 1);
  mock.timers.setTime(60_000);
  assert.deepEqual(await fetch(LIST), answer("old"));
  assert.equal(asked.length, 2);
  mock.timers.setTime(119_999);
  assert.deepEqual(await fetch(LIST), answer("old"));
  assert.equal(asked.length, 2);
  mock.timers.setTime(120_000);
  assert.deepEqual(await fetch(LIST), answer("new"));
});

test("what was refused is asked for at once when it may be", async () => {
  const { fetch } = door(unavailable("offline"), answer("now"));
  assert.deepEqual(await fetch(LIST), unavailable("offline"));
  assert.deepEqual(await fetch(LIST), answer("now"));
});
