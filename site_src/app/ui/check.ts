// Verifying with what the page has: this site's trust list and files, the visitor's clock, the bundled contexts.
// Everything heavy is loaded on the first check, not with the page.

import { isUnavailable } from "../verify/fetching";
import type { Report } from "../verify/report";
import { get, type Site } from "./site";

/** The check could not even be made; the message says why and what to do. */
export class CheckError extends Error {
  override name = "CheckError";
}

/** A sentence for whatever went wrong around a check; it never sounds like a verdict. */
export function explain(error: unknown): string {
  const reason = error instanceof CheckError ? error.message : "Something unexpected happened in this page.";
  return `Not checked: ${reason}`;
}

/** The report on a credential's bytes. */
export async function check(data: Uint8Array, site: Site): Promise<Report> {
  const [{ verify, parseTrust, contexts }, answer] = await Promise.all([loadVerifier(), get(site.file("trust.json"))]);
  const trust = isUnavailable(answer) || answer.status !== 200 ? null : parseTrust(answer.body);
  const milliseconds = Date.now();
  const now = { seconds: Math.floor(milliseconds / 1000), microseconds: (milliseconds % 1000) * 1000 };
  return verify(data, { now, fetch: site.fetch, contexts, trust });
}

/** Starts loading the verifier, so that it is there when the visitor has found the file. */
export async function loadVerifier() {
  try {
    return await import("./verifier");
  } catch {
    throw new CheckError("The checker could not be loaded. Check your connection and reload the page.");
  }
}

/** The bytes of a file of this site. */
export async function load(url: URL): Promise<Uint8Array> {
  const answer = await get(url);
  if (isUnavailable(answer)) throw new CheckError("The badge could not be loaded. Check your connection and try again.");
  if (answer.status === 404 || answer.status === 410) throw new CheckError("There is no such badge on this site.");
  if (answer.status !== 200) throw new CheckError(`The badge could not be loaded: the site answered ${answer.status}.`);
  return answer.body;
}
