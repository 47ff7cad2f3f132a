// Digital Bazaar's stack on one badge: its signature and its shape, with the contexts and the key at hand.

import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { verifyCredential } from "@digitalbazaar/vc";
import contexts from "laurels:contexts";

const did = await (await fetch("did.json")).json();

async function documentLoader(url) {
  if (contexts[url]) return { contextUrl: null, document: contexts[url], documentUrl: url, tag: "static" };
  if (url === did.id) return { contextUrl: null, document: did, documentUrl: url };
  const method = did.verificationMethod.find(({ id }) => id === url);
  if (method) return { contextUrl: null, document: { "@context": did["@context"], ...method }, documentUrl: url };
  throw new Error(`${url} is not at hand`);
}

export async function check(credential) {
  const suite = new DataIntegrityProof({ cryptosuite });
  const answer = await verifyCredential({ credential, suite, documentLoader, checkStatus: async () => ({ verified: true }) });
  if (!answer.verified) console.error(JSON.stringify(answer.error, Object.getOwnPropertyNames(answer.error ?? {})));
  return answer.verified;
}
