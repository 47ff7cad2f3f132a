// did:jwk: the DID is a JSON Web Key, as text. did:jwk Method Specification, Read.

import { decodeBase64url } from "../encoding/base64url";
import { isObject, JsonError, tryDecodeJson } from "../encoding/strictJson";
import { unavailable } from "../fetching";
import { fromJwk } from "../proof/jwk";
import { isPrivate } from "../proof/keys";
import { ofOneKey } from "./document";
import type { Method } from "./index";

/** Enough for an RSA key of 8,192 bits. */
const MAX_CHARACTERS = 4_000;

/**
 * The document of a did:jwk of a kind of key that is read here, written as the only way to write it in base64url.
 * A key that is published with its private part, or is meant for encrypting, is none.
 */
export const resolveJwk: Method = async (did) => {
  const text = did.slice("did:jwk:".length);
  const bytes = text.length > MAX_CHARACTERS ? null : decodeBase64url(text);
  const jwk = bytes && tryDecodeJson(bytes);
  if (jwk === null || jwk instanceof JsonError) return unavailable("malformed-did");
  if (!isObject(jwk) || isPrivate(jwk) || (await fromJwk(jwk)) === null) return unavailable("unsupported-did");
  return ofOneKey(did, "0", { type: "JsonWebKey", publicKeyJwk: jwk });
};
