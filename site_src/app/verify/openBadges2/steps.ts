// The steps of an assertion of Open Badges 2.0: proof, authority, validity and status. Loaded only for one.

import { canonicalJson } from "../encoding/jcs";
import { isObject, JsonError, type JsonObject, tryDecodeJson } from "../encoding/strictJson";
import { isUnavailable, unavailable } from "../fetching";
import { usable } from "../keys";
import { ALGORITHMS, type Jws } from "../proof/jws";
import { type Kind, verify } from "../proof/keys";
import { fromPem } from "../proof/spki";
import type { World } from "../proofs";
import { failed, indeterminate, passed, plain, type Step, skipped } from "../report";
import { checkAlgorithm, fetchObject } from "../tokens";
import { checkTrust } from "../trust";
import { checkValidity } from "../validity";
import { checkShape, isSigned, verification } from "./assertion";
import { type Chain, fetchNamed, findChain, isInScope, publicKeys } from "./documents";

/** The steps from `structure` to `trust` as far as they were reached, and whether the issuer is proven to have said this. */
export interface AssertionSteps {
  readonly steps: Step[];
  readonly proven: boolean;
}

export async function checkAssertion(document: JsonObject, token: Jws | null, world: World): Promise<AssertionSteps> {
  const structure = checkShape(document, token !== null);
  if (structure.outcome === "failed") return { steps: [structure], proven: false };
  if (isSigned(document) && !token) return { steps: [structure, failed("proof.missing")], proven: false };
  const chain = await findChain(document, world);
  const { proof, revoked } = token
    ? { proof: await checkSignature(document, token, chain, world), revoked: null }
    : await checkHosted(document, world);
  const steps = [structure, proof];
  if (proof.outcome === "failed") return { steps, proven: false };
  const authority = token ? checkSigner(document, chain) : checkHost(document, chain);
  steps.push(authority);
  if ("code" in chain || authority.outcome !== "passed") return { steps, proven: false };
  if (revoked) return { steps: [...steps, revoked], proven: false };
  if (proof.outcome !== "passed") return { steps, proven: false };
  const status = token ? await checkRevocationList(document, chain, world) : passed("status.hosted");
  const trust = await checkTrust(chain.issuer, world.trust, world.now);
  return { steps: [...steps, checkValidity(document, world.now, { begins: [], ends: [] }), status, trust], proven: true };
}

/** The proof of a hosted assertion is that its address answers with the same; and what that says of revocation. */
async function checkHosted(document: JsonObject, world: World): Promise<{ proof: Step; revoked: Step | null }> {
  const url = document["id"] as string;
  const unclear = (reason: string) => indeterminate("proof.hosted-unavailable", { url, reason });
  const answer = await world.fetch(url);
  if (isUnavailable(answer)) return { proof: unclear(answer.unavailable), revoked: null };
  const decoded = tryDecodeJson(answer.body);
  const there = decoded instanceof JsonError ? null : decoded;
  if (isObject(there) && there["id"] === url && there["revoked"] === true && [200, 410].includes(answer.status)) {
    return { proof: unclear("revoked"), revoked: revocation(url, there) };
  }
  if (answer.status !== 200) return { proof: unclear(`http-${answer.status}`), revoked: null };
  if (there === null) return { proof: unclear("not-json"), revoked: null };
  const isSame = canonicalJson(there) === canonicalJson(document);
  return { proof: isSame ? passed("proof.hosted", { url }) : failed("proof.hosted-differs", { url }), revoked: null };
}

function revocation(list: string, { revocationReason: reason }: JsonObject): Step {
  return failed("status.revoked", typeof reason === "string" ? { list, reason } : { list });
}

/** Whether the issuer's profile lets assertions stand where this one does. */
function checkHost(document: JsonObject, chain: Chain | Step): Step {
  if ("code" in chain) return chain;
  const url = document["id"] as string;
  return isInScope(url, chain) ? vouched(chain) : failed("authority.scope", { did: chain.issuer, url });
}

function vouched({ issuer, badge, profile }: Chain): Step {
  return passed("authority.profile", { did: issuer, badge, profile });
}

/** The address of the key: `creator`, else the only one of the profile. */
function keyName(document: JsonObject, chain: Chain | Step): string | null {
  const creator = verification(document)["creator"];
  if (typeof creator === "string") return creator;
  const listed = "code" in chain ? [] : [...publicKeys(chain.profile).keys()];
  return listed.length === 1 ? (listed[0] as string) : null;
}

async function checkSignature(document: JsonObject, token: Jws, chain: Chain | Step, world: World): Promise<Step> {
  const problem = checkAlgorithm(token.header);
  if (problem) return problem;
  const method = keyName(document, chain);
  if (method === null) return failed("proof.token-header", { reason: "the badge names no key" });
  const listed = "code" in chain ? undefined : publicKeys(chain.profile).get(method);
  const found = listed ?? (await fetchNamed(method, world));
  if (isUnavailable(found)) return indeterminate("proof.key-unavailable", { did: method, method, reason: found.unavailable });
  const { owner } = found;
  if (!("code" in chain) && owner !== undefined && owner !== chain.issuer) {
    return failed("proof.key-owner", { method, owner: plain(owner) });
  }
  const algorithm = token.header["alg"] as string;
  const pem = found["publicKeyPem"];
  const kinds = [ALGORITHMS.get(algorithm) as Kind];
  const key = await usable(typeof pem === "string" ? fromPem(pem) : null, found, method, kinds, algorithm);
  if ("code" in key) return key;
  if (!(await verify(key, token.signature, token.signingInput))) return failed("proof.altered", { method });
  return passed("proof.ok", { suite: `JWS ${algorithm}`, method, created: null });
}

/** Whether the issuer's profile lists the key. A key that says who owns it says so itself: that alone is worth nothing. */
function checkSigner(document: JsonObject, chain: Chain | Step): Step {
  if ("code" in chain) return chain;
  const method = keyName(document, chain);
  if (method === null || !publicKeys(chain.profile).has(method)) {
    return failed("authority.not-listed", { did: chain.issuer, method: plain(method) });
  }
  return vouched(chain);
}

/** Open Badges 2.0, RevocationList: the issuer's list of assertions that it took back. */
async function checkRevocationList(document: JsonObject, { profile, issuer }: Chain, world: World): Promise<Step> {
  const list = profile["revocationList"];
  if (list === undefined || list === null) return skipped("status.none");
  if (typeof list !== "string") return indeterminate("status.entry", { reason: "it names no https address of a list" });
  const listed = list.startsWith("https://") ? await fetchObject(list, world) : unavailable("blocked");
  if (isUnavailable(listed)) return indeterminate("status.unavailable", { list, reason: listed.unavailable });
  if (listed["id"] !== list) return indeterminate("status.list-other", { list, id: plain(listed["id"] ?? "none") });
  if (listed["issuer"] !== issuer) return indeterminate("status.list-issuer", { list, issuer: plain(listed["issuer"] ?? "none") });
  const { revokedAssertions: revoked = [] } = listed;
  if (!Array.isArray(revoked)) return indeterminate("status.list-invalid", { list, reason: "it is not a list of assertions" });
  for (const entry of revoked) {
    const names = isObject(entry) ? [entry["id"], entry["uid"]] : [entry];
    if (names.includes(document["id"])) return revocation(list, isObject(entry) ? entry : {});
  }
  return passed("status.ok", { checked: [{ list }] });
}
