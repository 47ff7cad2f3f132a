// Verifying with what the page has: this site's trust list and files, the visitor's clock.

import { isUnavailable } from "../verify/fetching";
import type { Report } from "../verify/report";
import { environment } from "./environment";
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

/** What verifies, in the page itself. Loaded on the first use. */
export async function loadChecker() {
  try {
    return await environment.checker();
  } catch {
    throw new CheckError("The checker could not be loaded. Check your connection and reload the page.");
  }
}

/** The report on a credential's bytes. */
export async function check(data: Uint8Array, site: Site): Promise<Report> {
  const [{ Jobs }, answer] = await Promise.all([loadChecker(), get(site.file("trust.json"))]);
  const jobs = new Jobs(site.fetch);
  await jobs.run({ kind: "prepare", trust: isUnavailable(answer) || answer.status !== 200 ? null : answer.body });
  return jobs.run({ kind: "verify", data, now: environment.now(), recipient: null });
}

/** The bytes of a file of this site. */
export async function load(url: URL): Promise<Uint8Array> {
  const answer = await get(url);
  if (isUnavailable(answer)) throw new CheckError("The badge could not be loaded. Check your connection and try again.");
  if (answer.status === 404 || answer.status === 410) throw new CheckError("There is no such badge on this site.");
  if (answer.status !== 200) throw new CheckError(`The badge could not be loaded: the site answered ${answer.status}.`);
  return answer.body;
}
