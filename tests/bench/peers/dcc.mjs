// The Digital Credentials Consortium's verifier on one badge.

import * as core from "@digitalcredentials/verifier-core";

export async function check(credential) {
  const answer = await core.verifyCredential({ credential, knownDIDRegistries: [] });
  const log = answer.log ?? answer.results ?? [];
  return log.some?.(({ id, valid }) => id === "valid_signature" && valid) ?? false;
}
