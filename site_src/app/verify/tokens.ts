// A credential inside a token: is the token's signature right, may its key sign for the issuer, and do both say the same?
// Open Badges 3.0 §8.2 (JSON Web Token Proof Format); Securing Verifiable Credentials using JOSE and COSE §3.1 and §4.1.
//
// Loaded only for a token.

import { assertionMethods, methods, resolve } from "./did/index";
import { isObject, JsonError, type Json, type JsonObject, tryDecodeJson } from "./encoding/strictJson";
import { fromNumericDate, parseTimestamp } from "./encoding/timestamps";
import { isUnavailable, type Unavailable, unavailable } from "./fetching";
import { checkAuthority, type Found, find, publicKey, readKey, timestampOf, usable } from "./keys";
import { ALGORITHMS, type Jws, PROVES_NOTHING } from "./proof/jws";
import { fromJwk, sameKey } from "./proof/jwk";
import { type Kind, type PublicKey, verify } from "./proof/keys";
import type { ProofSteps, World } from "./proofs";
import { failed, indeterminate, passed, plain, type Step } from "./report";
import { issuerId, objects } from "./structure";
import type { TokenTimes } from "./validity";
import { dateNames } from "./versions";

/** `typ` of a credential's token, in lower case, without `application/` (RFC 7515 §4.1.9). None at all is read too. */
const TYPES = ["jwt", "vc+jwt", "vc+ld+jwt", "vc+ld+json+jwt"];
const WITHOUT_NAME = "the key in the token";

const settled = (proof: Step): ProofSteps => ({ proof, authority: null });

/** The `proof` and `authority` steps of a credential in a token. */
export async function checkToken(document: JsonObject, token: Jws, world: World): Promise<ProofSteps> {
  const problem = checkHeader(token.header);
  if (problem) return settled(problem);
  const signer = await findSigner(document, token, world);
  if ("code" in signer) return settled(signer);
  const algorithm = token.header["alg"] as string;
  const key = await readSignerKey(signer, algorithm);
  if ("code" in key) {
    const isUnclear = (key.code === "proof.key-unavailable" || key.code === "proof.key-missing") && signer.found !== null;
    return { proof: key, authority: isUnclear ? await authority(document, signer, null, token, world) : null };
  }
  if (!(await verify(key, token.signature, token.signingInput))) return settled(failed("proof.altered", { method: signer.name }));
  const differs = checkClaims(document, token.payload);
  if (differs) return settled(differs);
  const created = fromNumericDate(token.payload["iat"]);
  const proof = passed("proof.ok", { suite: `JWT ${algorithm}`, method: signer.name, created });
  return { proof, authority: await authority(document, signer, key, token, world), times: tokenTimes(token.payload) };
}

/** What in the header alone makes the token one that is not read (RFC 7515 §4.1, RFC 8725 §3). */
function checkHeader(header: JsonObject): Step | null {
  const { typ: type = "JWT" } = header;
  if (typeof type !== "string" || !TYPES.includes(type.toLowerCase().replace(/^application\//, ""))) {
    return failed("proof.token-header", { reason: `it is a token of another type (${plain(type)})` });
  }
  return checkAlgorithm(header);
}

/** Whether a header names a signature of the list, and nothing that would change what it covers. */
export function checkAlgorithm(header: JsonObject): Step | null {
  const { alg: algorithm } = header;
  // RFC 7515 §4.1.11, RFC 7797 §3.
  for (const name of ["crit", "b64"]) {
    if (header[name] !== undefined) return failed("proof.token-header", { reason: `it asks for an extension (${name})` });
  }
  if (typeof algorithm !== "string" || PROVES_NOTHING.test(algorithm)) {
    return failed("proof.algorithm", { alg: algorithm === undefined ? "none" : plain(algorithm) });
  }
  return ALGORITHMS.has(algorithm) ? null : indeterminate("proof.unsupported", { suite: `JWT ${algorithm}` });
}

/** Whose signature the token says that it carries: a key by name, found through a DID or fetched, or the key itself. */
interface Signer {
  readonly name: string;
  /** The verification method that `kid` names. */
  readonly found: Found | null;
  /** The key, from the header or from the address that `kid` names; who owns it is another question. */
  readonly jwk: JsonObject | Unavailable | null;
}

/** Open Badges 3.0 §8.2.2: the header has `kid`, or where it has none, `jwk`. */
async function findSigner(document: JsonObject, token: Jws, world: World): Promise<Signer | Step> {
  const { kid: named, jwk } = token.header;
  if ((named === undefined || named === null) && isObject(jwk)) return { name: WITHOUT_NAME, found: null, jwk };
  if (typeof named !== "string" || (jwk !== undefined && jwk !== null && !isObject(jwk))) {
    return failed("proof.token-header", { reason: "it names no key" });
  }
  const issuer = issuerId(document);
  const isAbsolute = named.startsWith("did:") || named.startsWith("https://");
  // A name without a DID is relative to the issuer.
  const name = isAbsolute || !issuer.startsWith("did:") ? named : `${issuer}#${named.replace(/^#/, "")}`;
  if (/^did:[^#]*#[^#]*$/.test(name)) return { name, found: await find(name, world.fetch, world.trust, world.now), jwk: null };
  if (name.startsWith("https://")) return { name, found: null, jwk: await fetchObject(name, world) };
  return failed("proof.token-header", { reason: "it names no key by a DID or an address" });
}

/** The JSON object at an https address. */
export async function fetchObject(url: string, world: World): Promise<JsonObject | Unavailable> {
  const answer = await world.fetch(url);
  if (isUnavailable(answer)) return answer;
  if (answer.status !== 200) return unavailable(`http-${answer.status}`);
  const value = tryDecodeJson(answer.body);
  return value instanceof JsonError || !isObject(value) ? unavailable("not-json") : value;
}

async function readSignerKey({ name, found, jwk }: Signer, algorithm: string): Promise<PublicKey | Step> {
  const kinds = [ALGORITHMS.get(algorithm) as Kind];
  if (found) return readKey(found, kinds, algorithm);
  if (!jwk || isUnavailable(jwk)) {
    return indeterminate("proof.key-unavailable", { did: name, method: name, reason: jwk ? jwk.unavailable : "none" });
  }
  const { alg: own = algorithm } = jwk;
  if (own !== algorithm) return failed("proof.key-kind", { method: name, kind: plain(own), suite: algorithm });
  return usable(await fromJwk(jwk), jwk, name, kinds, algorithm);
}

/** What the token says beside the credential must be what the credential says, wherever both say it (§8.2.4). */
function checkClaims(document: JsonObject, claims: JsonObject): Step | null {
  const subjects = objects(document["credentialSubject"]);
  const same: [string, Json | undefined][] = [
    ["iss", issuerId(document)],
    ["jti", document["id"]],
    ["sub", subjects.length === 1 ? subjects[0]?.["id"] : undefined],
  ];
  for (const [claim, inside] of same) {
    const said = claims[claim];
    if (said === undefined) continue;
    const agrees = typeof said === "string" && (inside === undefined || inside === null || inside === said);
    if (!agrees) return differs(claim, said, inside);
  }
  const [start, end] = dateNames(document);
  for (const [claim, name] of [["nbf", start], ["exp", end]] as const) {
    const said = claims[claim];
    if (said === undefined) continue;
    const instant = fromNumericDate(said);
    if (instant === null || !isSameSecond(instant, document[name])) return differs(claim, said, document[name]);
  }
  if (claims["iat"] !== undefined && fromNumericDate(claims["iat"]) === null) return differs("iat", claims["iat"], undefined);
  // RFC 7519 §4.1.3: for somebody, and nobody here can tell that this is who asks.
  return claims["aud"] === undefined ? null : indeterminate("proof.bound", { bound: plain(claims["aud"]) });
}

/** RFC 7519 §4.1.4 to §4.1.6: the times of a token, already held against the credential. */
function tokenTimes({ nbf, iat, exp }: JsonObject): TokenTimes {
  const dates = (...values: (Json | undefined)[]) => values.map(fromNumericDate).filter((date) => date !== null);
  return { begins: dates(nbf, iat), ends: dates(exp) };
}

function differs(claim: string, said: Json, inside: Json | undefined): Step {
  return failed("proof.claim", { claim, said: plain(said), inside: plain(inside ?? null) });
}

/** Whether a date of the credential falls into a second of the token; a date that does not exist is `validity`'s to tell. */
function isSameSecond(instant: string, date: Json | undefined): boolean {
  const inside = timestampOf(date);
  return inside === null || inside.seconds === parseTimestamp(instant)?.seconds;
}

/** Whether the issuer's own document lists the key. A key that came with the token, or from an address, has no say in it. */
async function authority(document: JsonObject, signer: Signer, key: PublicKey | null, token: Jws, world: World): Promise<Step> {
  const did = issuerId(document);
  const created = fromNumericDate(token.payload["iat"]) ?? undefined;
  if (signer.found) return checkAuthority(did, signer.found, created);
  const found = await issuerDocument(did, world);
  if (isUnavailable(found)) return indeterminate("authority.unavailable", { did, reason: found.unavailable });
  if (found["id"] !== did) return indeterminate("authority.unavailable", { did, reason: "wrong-id" });
  const listed = assertionMethods(found);
  if (listed.size === 0 && !did.startsWith("did:")) return indeterminate("authority.no-list", { did });
  for (const [methodId, method] of methods(found)) {
    const own = listed.has(methodId) ? await publicKey(method) : null;
    if (own && key && sameKey(own, key)) return checkAuthority(did, { methodId, did, document: found, method }, created);
  }
  return failed("authority.not-listed", { did, method: signer.name });
}

function issuerDocument(issuer: string, world: World): Promise<JsonObject | Unavailable> {
  if (issuer.startsWith("did:")) return resolve(issuer, world.fetch, world.trust, world.now);
  return issuer.startsWith("https://") ? fetchObject(issuer, world) : Promise.resolve(unavailable("unsupported-issuer"));
}
