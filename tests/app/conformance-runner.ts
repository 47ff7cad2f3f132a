// node conformance-runner.mjs CASE.json…: prints {file name: {report, headline}} for every case, as JSON.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { headline } from "../../site_src/app/ui/headline";
import type { JsonObject } from "../../site_src/app/verify/encoding/strictJson";
import { parseTimestamp } from "../../site_src/app/verify/encoding/timestamps";
import { type Fetcher, unavailable } from "../../site_src/app/verify/fetching";
import { verify } from "../../site_src/app/verify/pipeline";
import type { Report } from "../../site_src/app/verify/report";
import { trustFrom } from "../../site_src/app/verify/trust";
import type { Recipient } from "../../site_src/app/verify/recipient";
import { contexts } from "./support/contexts";

type Content = { json: JsonObject } | { text: string } | { base64: string };
type Answer = { status?: number } & Partial<Content>;

interface Case {
  input: Content;
  now: string;
  trust: JsonObject | null;
  http?: Record<string, Answer>;
  recipient?: Recipient;
}

function bytesOf(content: Partial<Content>): Uint8Array {
  if ("json" in content) return new TextEncoder().encode(JSON.stringify(content.json));
  if ("text" in content) return new TextEncoder().encode(content.text);
  return "base64" in content ? new Uint8Array(Buffer.from(content.base64 as string, "base64")) : new Uint8Array();
}

function fetcher(http: Record<string, Answer>): Fetcher {
  return async (url) => {
    const answer = http[url];
    return answer ? { status: answer.status ?? 200, body: bytesOf(answer) } : unavailable("offline");
  };
}

async function run(path: string): Promise<{ report: Report; headline: string }> {
  const { input, now, trust, http = {}, recipient = null } = JSON.parse(readFileSync(path, "utf8")) as Case;
  const instant = parseTimestamp(now);
  if (!instant) throw new Error(`${path}: "now" is not a timestamp`);
  const report = await verify(bytesOf(input), { now: instant, fetch: fetcher(http), contexts, trust: trust && trustFrom(trust), recipient });
  return { report, headline: headline(report, instant).text };
}

const results: [string, { report: Report; headline: string }][] = [];
for (const path of process.argv.slice(2)) {
  results.push([basename(path), await run(path)]);
}
process.stdout.write(JSON.stringify(Object.fromEntries(results)));
