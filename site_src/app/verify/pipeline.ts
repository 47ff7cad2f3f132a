// The steps in their order. Pure: time, network, contexts and trust are arguments.

import { isObject, JsonError, type JsonObject, tryDecodeJson } from "./encoding/strictJson";
import { checkProofs, type World } from "./proofs";
import { failed, passed, type Report, report as whole, type Step } from "./report";
import { checkStatus } from "./status";
import { checkStructure, issuerId } from "./structure";
import { checkTrust } from "./trust";
import { checkValidity } from "./validity";

/**
 * Whether a credential is valid, and if not, why; never throws for what is inside it.
 * Verifiable Credentials 2.0 §7.1 (Verification).
 *
 * @param data the credential's JSON as a stranger gave it
 */
export async function verify(data: Uint8Array, world: World): Promise<Report> {
  const { recipient = null } = world;
  const report = (steps: readonly Step[], credential: JsonObject | null) => whole(steps, credential, recipient !== null);
  const document = tryDecodeJson(data);
  if (document instanceof JsonError) return report([failed(document.code, document.detail)], null);
  if (!isObject(document)) return report([failed("decode.not-object")], null);
  const steps: Step[] = [passed("decode.ok")];

  const structure = checkStructure(document, world.contexts);
  steps.push(structure);
  if (structure.outcome === "failed") return report(steps, null);

  const { proof, authority } = await checkProofs(document, world);
  steps.push(proof);
  if (authority) steps.push(authority);
  // A right signature by a key that is not the issuer's proves nothing about the issuer: anybody can make one.
  if (proof.outcome !== "passed" || authority?.outcome !== "passed") return report(steps, null);

  steps.push(checkValidity(document, world.now));
  steps.push(await checkStatus(document, world));
  steps.push(await checkTrust(issuerId(document), world.trust, world.now));
  if (recipient !== null) {
    const { checkRecipient } = await import("./recipient");
    steps.push(await checkRecipient(document, recipient, world.now, world.contexts));
  }
  return report(steps, document);
}
