// A badge baked into a PNG picture.
//
// Open Badges 3.0 §5.3.2.1: an `iTXt` chunk `openbadgecredential`; Open Badges 2.0 Baking: an `iTXt` chunk `openbadges`, and
// before that a `tEXt` chunk. Chunks as in PNG (Third Edition) §5 and §11.3.3.

import { inflate } from "../encoding/inflate";
import { ContainerError, MAX_CREDENTIAL_BYTES } from "./contents";
import { crc32 } from "./crc32";

const SIGNATURE_BYTES = 8;
const KEYWORDS = ["openbadgecredential", "openbadges"];
const TEXT_CHUNKS = ["iTXt", "tEXt", "zTXt"];

/**
 * The text that was baked in; two texts are refused, or two programs could show two badges.
 *
 * @throws ContainerError
 */
export async function readPng(data: Uint8Array): Promise<Uint8Array> {
  const texts: Uint8Array[] = [];
  for (const [type, body] of chunks(data)) {
    const text = await textOf(type, body);
    if (text !== null) texts.push(text);
  }
  if (texts.length > 1) throw new ContainerError("decode.several", { count: texts.length });
  return texts[0] ?? fail("decode.picture", { format: "PNG" });
}

function fail(...error: ConstructorParameters<typeof ContainerError>): never {
  throw new ContainerError(...error);
}

function damaged(reason: string): never {
  throw new ContainerError("decode.png", { reason });
}

/** Type and content of every chunk that can hold text. */
function* chunks(data: Uint8Array): Generator<[type: string, body: Uint8Array]> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = SIGNATURE_BYTES; ; ) {
    if (at + 12 > data.length) damaged("it ends early");
    const type = String.fromCharCode(...data.subarray(at + 4, at + 8));
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > data.length) damaged("it ends early");
    if (at === SIGNATURE_BYTES && type !== "IHDR") damaged("it does not begin as a picture does");
    if (TEXT_CHUNKS.includes(type)) {
      if (crc32(data.subarray(at + 4, end)) !== view.getUint32(end)) damaged("its text does not match its checksum");
      yield [type, data.subarray(at + 8, end)];
    }
    if (type === "IEND") return;
    at = end + 4;
  }
}

/** What is before and after the first NUL; null where there is none. */
function parted(data: Uint8Array): [Uint8Array, Uint8Array] | null {
  const at = data.indexOf(0);
  return at < 0 ? null : [data.subarray(0, at), data.subarray(at + 1)];
}

/** The text of a chunk, if it is a badge. */
async function textOf(type: string, body: Uint8Array): Promise<Uint8Array | null> {
  const [word, rest] = parted(body) ?? [body, new Uint8Array()];
  if (!KEYWORDS.includes(String.fromCharCode(...word.subarray(0, 80)))) return null;
  if (type === "tEXt") return new TextEncoder().encode(Array.from(rest, (byte) => String.fromCharCode(byte)).join(""));
  if (type === "zTXt") return unpacked(rest.subarray(1));
  const compressed = rest[0];
  const text = parted(parted(rest.subarray(2))?.[1] ?? new Uint8Array())?.[1];
  if (text === undefined || (compressed !== 0 && compressed !== 1)) damaged("its text is not built as the standard asks");
  return compressed === 1 ? unpacked(text) : text;
}

async function unpacked(packed: Uint8Array): Promise<Uint8Array> {
  try {
    return (await inflate(packed, "deflate", MAX_CREDENTIAL_BYTES)) ?? damaged("its text is damaged");
  } catch (error) {
    if (error instanceof RangeError) damaged("its text unpacks to more than a badge may have");
    throw error;
  }
}
