// The Digital Credentials Consortium's verifier on one badge: its signature, its shape, and whether it was revoked.

import "./redirect.mjs";
import * as core from "@digitalcredentials/verifier-core";

export async function check(credential) {
  const answer = await core.verifyCredential({ credential, knownDIDRegistries: [] });
  const valid = answer.log?.some(({ id, valid: is }) => id === "valid_signature" && is) ?? false;
  if (!valid) console.error(JSON.stringify(answer.errors ?? answer.log, (_, value) => (value instanceof Error ? `${value}` : value)));
  return valid;
}
