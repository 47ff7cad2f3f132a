import assert from "node:assert/strict";
import { test } from "node:test";
import { calendar, timeLeft } from "../../../site_src/app/ui/validity";

const UNTIL = new Date("2028-06-30T00:00:00Z");

test("how long it still holds, in days of UTC", () => {
  const cases: [string, string][] = [
    ["2028-03-25T23:59:59Z", "97 days left"],
    ["2028-06-28T00:00:00Z", "2 days left"],
    ["2028-06-29T23:59:59Z", "1 day left"],
    ["2028-06-30T00:00:00Z", "Runs out today"],
    ["2028-06-30T00:00:01Z", "Ran out today"],
    ["2028-07-01T12:00:00Z", "Ran out 1 day ago"],
    ["2031-06-30T00:00:00Z", "Ran out 1,095 days ago"],
  ];
  for (const [now, expected] of cases) assert.equal(timeLeft(UNTIL, new Date(now)), expected, now);
});

const NOW = new Date("2026-11-24T10:00:00Z");
const ID = "123e4567-e89b-42d3-a456-426614174000";

test("the end as a calendar entry", () => {
  const text = calendar({ id: ID, name: "SQL foundations", until: UNTIL, url: `https://laurels.example/b/${ID}/` }, NOW);
  const lines = text.split("\r\n");
  for (const line of [
    "BEGIN:VCALENDAR",
    `UID:${ID}-end`,
    "DTSTAMP:20261124T100000Z",
    "DTSTART;VALUE=DATE:20280630",
    "SUMMARY:SQL foundations runs out",
    `URL:https://laurels.example/b/${ID}/`,
    "TRIGGER:-P60D",
    "END:VCALENDAR",
  ])
    assert.ok(lines.includes(line), line);
  assert.equal(lines.at(-1), "");
});

test("a hostile name stays one text, and no line is longer than 75 octets", () => {
  const name = `a;b,c\\d\r\nATTENDEE:mailto:x\u0007${"é😀".repeat(40)}`;
  const text = calendar({ id: ID, name, until: UNTIL, url: "https://laurels.example/" }, NOW);
  const octets = text.split("\r\n").map((line) => new TextEncoder().encode(line).length);
  assert.ok(Math.max(...octets) <= 75);
  const unfolded = text.replaceAll("\r\n ", "").split("\r\n");
  assert.ok(unfolded.includes(`SUMMARY:a\\;b\\,c\\\\d\\nATTENDEE:mailto:x${"é😀".repeat(40)} runs out`));
  assert.ok(!unfolded.some((line) => line.startsWith("ATTENDEE")));
});
