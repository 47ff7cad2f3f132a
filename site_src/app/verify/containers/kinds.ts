// What a file is, by its first bytes.

const HEAD_BYTES = 4096;

/** Over the first bytes, one character each. */
const SIGNATURES: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["png", /^\x89PNG\r\n\x1a\n/],
  ["zip", /^PK(?:\x03\x04|\x05\x06)/],
  ["pdf", /^.{0,1019}%PDF-/s],
  ["JPEG", /^\xff\xd8\xff/],
  ["GIF", /^GIF8[79]a/],
  ["WebP", /^RIFF.{4}WEBP/s],
  ["HEIC", /^.{4}ftyp(?:hei|hev|mif1|avif)/s],
  ["TIFF", /^(?:II\*\x00|MM\x00\*)/],
  ["BMP", /^BM.{4}\x00{4}/s],
  ["svg", /^(?:\xef\xbb\xbf)?(?:[ \t\n\r\f\v]|<\?[^>]*>|<!--(?:(?!-->).)*-->)*<(?:!doctype[ \t\n\r\f\v]+svg|(?:\w+:)?svg)[ \t\n\r\f\v>/]/is],
  [
    "html",
    /^(?:\xef\xbb\xbf)?(?:[ \t\n\r\f\v]|<\?[^>]*>|<!--(?:(?!-->).)*-->)*<(?:!doctype[ \t\n\r\f\v]+html|html|head|body|script|title)[ \t\n\r\f\v>]/is,
  ],
];
export const PICTURES = ["JPEG", "GIF", "WebP", "HEIC", "TIFF", "BMP"];

/** `png`, `svg`, `zip`, `pdf`, `html`, one of PICTURES, or `other`, which JSON and JWS are. */
export function kindOf(data: Uint8Array): string {
  const head = Array.from(data.subarray(0, HEAD_BYTES), (byte) => String.fromCharCode(byte)).join("");
  return SIGNATURES.find(([, pattern]) => pattern.test(head))?.[0] ?? "other";
}
