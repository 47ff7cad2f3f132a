// The files embedded in a PDF, found by Mozilla's reader, which is loaded when the first PDF is dropped. It runs where it is called,
// in the page's own worker, so that the worker's limits of time are its limits.

import { ContainerError, type PdfReader } from "../verify/containers";

const MAX_FILES = 32;
const MAX_FILE_BYTES = 4 * 1024 * 1024;
/** What JSON, tokens and baked pictures begin with, after white space and a byte order mark. */
const MAY_BE_BADGE = /^[\ufeff\s]*(?:\{|ey|\ufffdPNG|<svg|<\?xml)/;

/** Name and content of each embedded file that may be a badge; rejects with ContainerError where there is none. */
export const readPdf: PdfReader = async (data) => {
  const found = (await attachments(data)).filter(
    ([, content]) => content.length <= MAX_FILE_BYTES && MAY_BE_BADGE.test(new TextDecoder().decode(content.subarray(0, 64))),
  );
  if (found.length === 0) throw new ContainerError("decode.pdf-empty");
  if (found.length > MAX_FILES) throw new ContainerError("decode.pdf", { reason: "it holds too many files" });
  return found;
};

async function attachments(data: Uint8Array): Promise<[name: string, content: Uint8Array][]> {
  // The build for older browsers: the other one asks for what came last year.
  const [{ getDocument, VerbosityLevel }, worker] = await Promise.all([
    import("pdfjs-dist/legacy/build/pdf.min.mjs"),
    import("pdfjs-dist/legacy/build/pdf.worker.min.mjs"),
  ]);
  // Where the reader finds its other half here, it starts no worker of its own.
  Object.assign(globalThis, { pdfjsWorker: worker });
  // A copy, because the reader keeps what it is given.
  const task = getDocument({
    data: data.slice(),
    stopAtErrors: true,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    isImageDecoderSupported: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    const found: [string, Uint8Array][] = [];
    for (const [id, { filename, content }] of entriesOf(await document.getAttachments())) {
      const bytes = content ?? (await document.getAttachmentContent(id));
      if (bytes) found.push([filename, bytes]);
    }
    return found;
  } catch {
    throw new ContainerError("decode.pdf", { reason: "it is damaged, encrypted or too large" });
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

function entriesOf(files: unknown): [id: string, file: { filename: string; content?: Uint8Array | null }][] {
  return files instanceof Map ? [...files] : Object.entries(files ?? {});
}
