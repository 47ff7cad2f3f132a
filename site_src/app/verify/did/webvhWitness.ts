// Whether enough witnesses approved each version of a did:webvh that needed them. did:webvh v1.0, DID Witnesses.

import { isObject, JsonError, type Json, type JsonObject, tryDecodeJson } from "../encoding/strictJson";
import { holds, type Version } from "./webvhLog";
import { keyOfDidKey, LogError } from "./webvhParameters";

/** Proofs of one file that are checked. An honest file holds one or two of each witness. */
const MAX_PROOFS = 1_000;

/**
 * Holds a log that verifies against its `did-witness.json`.
 * A proof of a later version approves the earlier ones too; one of a version that is not in this log approves nothing.
 *
 * @throws LogError
 */
export function checkWitnesses(versions: readonly Version[], data: Uint8Array): void {
  const latest = latestApprovals(versions, data);
  for (const [position, { approval }] of versions.entries()) {
    const enough = approval.map(({ keys, threshold }) => {
      const approving = [...keys.keys()].filter((witness) => (latest.get(witness) ?? -1) >= position);
      return approving.length >= threshold;
    });
    if (enough.length > 0 && !enough.includes(true)) throw new LogError("witness");
  }
}

/** Multikey of each witness → position of the last version that it approved. */
function latestApprovals(versions: readonly Version[], data: Uint8Array): Map<string, number> {
  const known = new Map(versions.flatMap(({ approval }) => approval.flatMap(({ keys }) => [...keys])));
  const positions = new Map(versions.map(({ id }, position) => [id, position]));
  const latest = new Map<string, number>();
  let budget = MAX_PROOFS;
  for (const { versionId, proof } of readFile(data)) {
    const position = typeof versionId === "string" ? positions.get(versionId) : undefined;
    if (position === undefined) continue;
    for (const item of Array.isArray(proof) ? proof : [proof ?? null]) {
      const witness = isObject(item) ? keyOfDidKey(item["verificationMethod"]) : null;
      if (witness === null || !known.has(witness) || (latest.get(witness) ?? -1) >= position) continue;
      budget -= 1;
      if (budget < 0) throw new LogError("witness");
      if (holds({ versionId: versionId as Json }, item as Json, known)) latest.set(witness, position);
    }
  }
  return latest;
}

function readFile(data: Uint8Array): JsonObject[] {
  const value = tryDecodeJson(data);
  if (value instanceof JsonError || !Array.isArray(value) || !value.every(isObject)) throw new LogError("witness");
  return value as JsonObject[];
}
