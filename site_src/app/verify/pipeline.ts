// The steps in their order. Pure: time, network, contexts and trust are arguments.

import { decode } from "./decoding";
import type { JsonObject } from "./encoding/strictJson";
import { bounded } from "./fetching";
import { checkProofs, type World } from "./proofs";
import { passed, type Report, report as whole, type Step } from "./report";
import { checkStatus } from "./status";
import { checkStructure, issuerId } from "./structure";
import { checkTrust } from "./trust";
import { checkValidity } from "./validity";
import { isAssertion } from "./versions";

/**
 * Whether a credential is valid, and if not, why; never throws for what is inside it.
 * Verifiable Credentials 2.0 §7.1 (Verification).
 *
 * @param data the credential's JSON, or the token (JWT) around it, as a stranger gave it
 */
export async function verify(data: Uint8Array, given: World): Promise<Report> {
  const world = { ...given, fetch: bounded(given.fetch) };
  const { recipient = null } = world;
  const report = (steps: readonly Step[], credential: JsonObject | null) => whole(steps, credential, recipient !== null);
  const decoded = await decode(data);
  if ("code" in decoded) return report(decoded.id === "decode" ? [decoded] : [passed("decode.ok"), decoded], null);
  const { document, token } = decoded;
  if (isAssertion(document)) {
    const { steps, proven } = await (await import("./openBadges2/steps")).checkAssertion(document, token, world);
    steps.unshift(passed(token ? "decode.jwt" : "decode.ok"));
    if (proven && recipient !== null) {
      const { checkRecipient } = await import("./recipient");
      steps.push(await checkRecipient(document, recipient, world.now, world.contexts));
    }
    return report(steps, proven ? document : null);
  }
  const steps: Step[] = [passed(token ? "decode.jwt" : "decode.ok")];

  const structure = checkStructure(document, world.contexts);
  steps.push(structure);
  if (structure.outcome === "failed") return report(steps, null);

  const { proof, authority, times = null } = token
    ? await (await import("./tokens")).checkToken(document, token, world)
    : await checkProofs(document, world);
  steps.push(proof);
  if (authority) steps.push(authority);
  // A right signature by a key that is not the issuer's proves nothing about the issuer: anybody can make one.
  if (proof.outcome !== "passed" || authority?.outcome !== "passed") return report(steps, null);

  steps.push(checkValidity(document, world.now, times));
  steps.push(await checkStatus(document, world));
  steps.push(await checkTrust(issuerId(document), world.trust, world.now));
  if (recipient !== null) {
    const { checkRecipient } = await import("./recipient");
    steps.push(await checkRecipient(document, recipient, world.now, world.contexts));
  }
  return report(steps, document);
}
