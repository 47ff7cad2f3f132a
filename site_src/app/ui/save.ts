// “Save this result”: as JSON, and as a page to print or to keep. Both say what was looked at, when, and by which verifier.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { source, version } from "laurels:build";
import { formatTimestamp } from "../verify/encoding/timestamps";
import { facts } from "./facts";
import { shown } from "./olderBadges";
import type { Result } from "./result";

/** What is kept of a result. */
export function record({ name, data, report, now, headline, recipient }: Result) {
  return {
    result: headline.text,
    checkedAt: formatTimestamp(now),
    input: { name, bytes: data.length, sha256: bytesToHex(sha256(data)) },
    verifier: { name: "Laurels", version, sourceSha256: source, page: location.protocol === "file:" ? "verify-offline.html" : location.origin + location.pathname },
    ...(recipient ? { asked: recipient.given ?? recipient.challenge } : {}),
    report,
  };
}

/** Gives the visitor a file. */
export function save(result: Result, kind: "json" | "html"): void {
  const name = (result.name.split("/").at(-1) ?? "badge").replace(/\.[a-z]+$/i, "").replace(/[^\w.-]+/g, "-") || "badge";
  if (kind === "json") download(`${name}-result.json`, "application/json", JSON.stringify(record(result), null, 2));
  else download(`${name}-result.html`, "text/html;charset=utf-8", page(result));
}

export function download(name: string, type: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const text = (value: unknown) => `<bdi>${String(value).replace(/[&<>"]/g, (character) => ESCAPES[character] as string)}</bdi>`;
const rows = (pairs: readonly (readonly [string, unknown])[]) =>
  `<table>${pairs.map(([name, value]) => `<tr><th scope="row">${text(name)}</th><td>${text(value)}</td></tr>`).join("")}</table>`;

/** A page without scripts: what is in the badge stays text. */
export function page(result: Result): string {
  const { input, verifier, checkedAt } = record(result);
  const { steps } = result.report;
  const told = shown(result.report);
  const signed = told === null ? [] : facts(told, steps.find(({ id }) => id === "trust"));
  const said = signed.flatMap(({ label, values }) => values.map((value) => [label, [value.text, value.note].filter(Boolean).join(" – ")] as const));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Result of a check</title>
<style>body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;color:#1b2420}h1{font-size:1.3rem;border-left:.4rem solid;padding-left:.8rem}
table{width:100%;border-collapse:collapse}th,td{padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ddd;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:11rem;font-weight:400;color:#555}h2{font-size:1.05rem;margin-top:1.6rem}</style></head>
<body><h1>${text(result.headline.text)}</h1>
${said.length > 0 ? `<h2>What the issuer signed</h2>${rows(said)}` : ""}
<h2>What was checked</h2>${rows(steps.map(({ id, outcome, message, code }) => [id, `${outcome}: ${message} (${code})`] as const))}
<h2>This record</h2>${rows([
    ["Checked at", checkedAt],
    ["File", `${input.name}, ${input.bytes} bytes`],
    ["SHA-256 of the file", input.sha256],
    ["Verifier", `${verifier.name} ${verifier.version}, ${verifier.page}`],
    ["SHA-256 of its source", verifier.sourceSha256],
  ])}
<p>This page is a note of what a check said, and anybody can write one. To know whether it still holds, check the badge again.</p>
</body></html>
`;
}
