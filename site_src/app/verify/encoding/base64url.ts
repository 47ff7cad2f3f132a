// Base64url without padding, read strictly: one value, one text. RFC 4648 §5 as JOSE uses it (RFC 7515 §2, Appendix C).

/** Text without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The bytes behind the text; null for padding, the other alphabet, white space and set spare bits. */
export function decodeBase64url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  const binary = atob(standard);
  if (btoa(binary).replace(/=+$/, "") !== standard) return null;
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
