// Entry of verify-offline.html: one classic script that is the page's code and, in a worker, the worker's. Nothing is fetched;
// keys, status lists and contexts are inside.

import "./verify.css";
import "./offline.css";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { unavailable } from "../verify/fetching";
import { environment } from "./environment";
import { Jobs } from "./jobs";
import { element, foreign } from "./dom";
import { longDate } from "./text";
import { VerifyElement } from "./verifyElement";
import { serve } from "./worker";

/** What the build put in. */
interface Data {
  readonly site: string;
  /** When the oldest of the status lists was made; null where there is none. */
  readonly snapshot: string | null;
  readonly trust: object;
  /** Address → what it answered when the file was made. */
  readonly answers: Readonly<Record<string, string>>;
  /** This file's own text, with a place for each part. */
  readonly page: string;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const part = (id: string) => document.getElementById(id)?.textContent ?? "";

if (typeof document === "undefined") serve(self as unknown as Parameters<typeof serve>[0]);
else start(JSON.parse(part("laurels-data")) as Data);

function start(data: Data): void {
  const source = part("laurels-script");
  environment.online = false;
  environment.trust = bytes(JSON.stringify(data.trust));
  environment.fetch = async (url) => {
    const answer = Object.hasOwn(data.answers, url) ? data.answers[url] : undefined;
    return answer === undefined ? unavailable("offline") : { status: 200, body: bytes(answer) };
  };
  environment.checker = async () => ({ Jobs });
  environment.start = () => {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(address);
    URL.revokeObjectURL(address);
    return worker;
  };
  const date = longDate(data.snapshot ?? "");
  document.getElementById("laurels-snapshot")?.append(
    ...(date === null ? [] : [`Keys and lists of revoked badges of `, foreign(data.site), ` as of ${date}. What was revoked later, this file does not know.`]),
  );
  customElements.define("laurels-verify", VerifyElement);
  document.getElementById("laurels-hash")?.append(element("code", {}, ownHash(data.page)));
}

/**
 * SHA-256 of this file's bytes, put together again from its parts.
 *
 * It shows which file this is as long as nobody changed it: a changed one could print whatever it likes.
 */
function ownHash(page: string): string {
  const parts: Record<string, string> = { style: part("laurels-style"), data: part("laurels-data"), script: part("laurels-script") };
  const base64 = (text: string) => btoa(String.fromCharCode(...sha256(bytes(text))));
  const filled = page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const hashed = /^(\w+)Hash$/.exec(name)?.[1];
    return hashed === undefined ? (parts[name] ?? "") : base64(parts[hashed] ?? "");
  });
  return bytesToHex(sha256(bytes(filled)));
}
