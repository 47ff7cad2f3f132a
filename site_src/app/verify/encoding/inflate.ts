// Unpacking with a cap, by the platform's own DecompressionStream.

/** A thousandfold of it, the most that deflate packs, is as much as anybody here reads. */
const PIECE_BYTES = 16 * 1024;

/**
 * The unpacked bytes, or null where they are damaged, cut off or followed by anything.
 *
 * @throws RangeError where there are more than `maxBytes` of them
 */
export async function inflate(packed: Uint8Array, format: "deflate" | "deflate-raw" | "gzip", maxBytes: number): Promise<Uint8Array | null> {
  const reader = pieces(packed).pipeThrough(new DecompressionStream(format)).getReader();
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

/**
 * Bytes piece by piece, because all that one piece unpacks to is there before anybody can stop it. Not by way of a Blob: a browser
 * fetches its stream from another process, which takes longer than checking the signature.
 */
function pieces(bytes: Uint8Array): ReadableStream<BufferSource> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += PIECE_BYTES)));
      else controller.close();
    },
  });
}
