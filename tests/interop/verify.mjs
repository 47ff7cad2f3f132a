// Verifies credentials with Digital Bazaar's libraries, and nothing of ours.
// Standard input: {"contexts": {url: document}, "documents": {url: document}, "now": "…", "credentials": {name: credential}}.
// Standard output: {name: "" or what is wrong}. Nothing is fetched.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";

const { contexts, documents, now, credentials } = JSON.parse(readFileSync(0, "utf8"));

async function documentLoader(url) {
  const [did, key] = url.split("#");
  let document = contexts[url] ?? documents[url];
  if (!document && key) {
    const method = documents[did]?.verificationMethod.find(({ id }) => id === url);
    document = method && { "@context": "https://w3id.org/security/multikey/v1", ...method };
  }
  if (!document) throw new Error(`nothing known about ${url}`);
  return { contextUrl: null, documentUrl: url, document };
}

async function verify(credential) {
  const suite = new DataIntegrityProof({ cryptosuite });
  const result = await vc.verifyCredential({ credential, suite, documentLoader, now, checkStatus });
  const errors = [result.error, ...(result.error?.errors ?? []), result.statusResult?.error];
  return result.verified ? "" : errors.map((error) => error?.message ?? "").filter(Boolean).join(": ") || "not verified";
}

async function checkStatus({ credential }) {
  for (const entry of [credential.credentialStatus].flat()) {
    const list = documents[entry.statusListCredential];
    const wrong = list ? await verify(list) : "no list";
    if (wrong) return { verified: false, error: new Error(`status list: ${wrong}`) };
    const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), "base64url"));
    const index = Number(entry.statusListIndex);
    if (bits[index >> 3] & (0x80 >> (index & 7))) return { verified: false, error: new Error(`${entry.statusPurpose} is set`) };
  }
  return { verified: true };
}

const answers = [];
for (const [name, credential] of Object.entries(credentials)) answers.push([name, await verify(credential)]);
process.stdout.write(JSON.stringify(Object.fromEntries(answers)));
