// A ZIP of badges, opened entry by entry by its central directory: nothing that was not asked for is unpacked.
//
// APPNOTE 6.3.10 §4.3. Names never become paths, so that a name that climbs leads nowhere; it is refused all the same, like
// everything that two programs could read in two ways. ZIP64 is refused: nothing that small needs it.

import { inflate } from "../encoding/inflate";
import { decodeUtf8 } from "../encoding/utf8";
import { ContainerError, type Refused } from "./contents";
import { crc32 } from "./crc32";

const MAX_ENTRIES = 20_000;
const MAX_ENTRY_BYTES = 16 * 1024 * 1024;
const MAX_TOTAL_BYTES = 256 * 1024 * 1024;
/** How often smaller an entry over a megabyte may be packed. Badges pack to a third, their JSON to a tenth. */
const MAX_RATIO = 200;
const FREE_BYTES = 1024 * 1024;
const EXTENSION = /\.(?:json|jsonld|jwt|png|svg|pdf)$/i;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const ENCRYPTED = 0x1;

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

function refuse(reason: string): never {
  throw new ContainerError("decode.zip", { reason });
}

/**
 * Name and content of each file that may be a badge, in the archive's order.
 *
 * @throws ContainerError
 */
export async function* entriesOf(data: Uint8Array): AsyncGenerator<readonly [name: string, content: Uint8Array] | Refused> {
  const wanted = select(directory(data));
  if (wanted.length === 0) refuse("it holds no file that may be a badge");
  for (const entry of wanted) {
    try {
      yield [entry.name, await contentOf(data, entry)];
    } catch (error) {
      if (!(error instanceof ContainerError)) throw error;
      yield { name: entry.name, code: error.code, detail: error.detail };
    }
  }
}

/** Whether a file of that name is looked at in ZIPs and folders. */
export function mayBeBadge(name: string): boolean {
  return EXTENSION.test(name) && !name.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
}

function directory(data: Uint8Array): Entry[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let end = data.length - 22;
  while (end >= 0 && end > data.length - 65_558 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0 || view.getUint32(end, true) !== END) refuse("it is damaged");
  const [count, start] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if (count > MAX_ENTRIES) refuse(`it has more than ${MAX_ENTRIES} entries`);
  const found: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) refuse("it is damaged");
    const length = view.getUint16(at + 28, true);
    const name = decodeUtf8(data.subarray(at + 46, at + 46 + length)) ?? refuse("it has a file whose name is no text");
    found.push({
      name,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return found;
}

function select(entries: readonly Entry[]): Entry[] {
  if (new Set(entries.map(({ name }) => name)).size !== entries.length) refuse("it has two files of one name");
  for (const { name } of entries) {
    if (name.startsWith("/") || /[\\\0:]/.test(name) || name.split("/").includes("..")) {
      refuse("it has a file whose name leads outside");
    }
  }
  const wanted = entries.filter(({ name }) => mayBeBadge(name));
  if (wanted.reduce((sum, { size }) => sum + size, 0) > MAX_TOTAL_BYTES) refuse("it unpacks to more than is read of one file");
  return wanted;
}

async function contentOf(data: Uint8Array, { flags, method, checksum, packed, size, at }: Entry): Promise<Uint8Array> {
  if (flags & ENCRYPTED) refuse("it is encrypted");
  if (size > MAX_ENTRY_BYTES) throw new ContainerError("decode.too-large", { bytes: size, limit: MAX_ENTRY_BYTES });
  if (size > Math.max(FREE_BYTES, MAX_RATIO * packed)) refuse("it is packed as only bombs are");
  if (method !== 0 && method !== 8) refuse("it is packed in an unusual way");
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (at + 30 > data.length || view.getUint32(at, true) !== LOCAL) refuse("it is damaged");
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const raw = data.subarray(start, start + packed);
  const content = method === 0 ? raw : await inflate(raw, "deflate-raw", size).catch(() => null);
  if (!content || content.length !== size || crc32(content) !== checksum) refuse("it is damaged");
  return content;
}
