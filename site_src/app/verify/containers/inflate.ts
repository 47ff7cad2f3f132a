// Unpacking with a cap, by the platform's own DecompressionStream.

/**
 * The unpacked bytes, or null where they are damaged, cut off or followed by anything.
 *
 * @throws RangeError where there are more than `maxBytes` of them
 */
export async function inflate(packed: Uint8Array, format: "deflate" | "deflate-raw", maxBytes: number): Promise<Uint8Array | null> {
  const reader = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const read = await reader.read().catch(() => null);
    if (read === null) return null;
    if (read.done) break;
    length += read.value.length;
    if (length > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new RangeError("too large");
    }
    chunks.push(read.value);
  }
  const bytes = new Uint8Array(length);
  chunks.reduce((at, chunk) => (bytes.set(chunk, at), at + chunk.length), 0);
  return bytes;
}
