// What a badge arrives in: a picture, a ZIP, a PDF certificate, or nothing at all. Bytes in, credentials out.
//
// A file is known by its first bytes, never by its name. What is found is not verified here: it goes to pipeline.ts.

import { entriesOf } from "./archive";
import { ContainerError, type Found, found, type Refused, type Unpacked } from "./contents";
import { kindOf, PICTURES } from "./kinds";
import { readPng } from "./png";
import { readSvg } from "./svg";

export { mayBeBadge } from "./archive";
export { ContainerError, type Found, isRefused, type Refused, type Unpacked } from "./contents";
export { kindOf, PICTURES } from "./kinds";

/** Most that is read of one file. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** Name and content of the files embedded in a PDF that may be badges; rejects with ContainerError. */
export type PdfReader = (data: Uint8Array) => Promise<readonly (readonly [name: string, content: Uint8Array])[]>;

/** The text of the QR code in a picture; null where there is none. */
export type QrReader = (data: Uint8Array) => Promise<string | null>;

/**
 * The credentials in a file, and what in it cannot be one, with the reason. At least one of either; never throws for a file.
 *
 * @param readQr looks for a code in pictures that hold no badge; null where nobody can
 */
export async function* unpack(name: string, data: Uint8Array, readPdf: PdfReader, readQr: QrReader | null = null): AsyncGenerator<Unpacked> {
  if (data.length > MAX_FILE_BYTES) {
    yield { name, code: "decode.too-large", detail: { bytes: data.length, limit: MAX_FILE_BYTES } };
  } else if (kindOf(data) !== "zip") {
    yield* fileOf(name, data, readPdf, readQr);
  } else {
    try {
      for await (const entry of entriesOf(data)) {
        if ("code" in entry) yield { ...entry, name: `${name}/${entry.name}` };
        else yield* fileOf(`${name}/${entry[0]}`, entry[1], readPdf, readQr);
      }
    } catch (error) {
      yield refused(name, error);
    }
  }
}

/** The credentials in a file that may be anything but a ZIP. */
async function* fileOf(name: string, data: Uint8Array, readPdf: PdfReader, readQr: QrReader | null): AsyncGenerator<Unpacked> {
  try {
    if (kindOf(data) !== "pdf") {
      yield await withCode(name, data, readQr);
      return;
    }
    for (const [inner, content] of await readPdf(data)) yield await baked(`${name}/${inner}`, content);
  } catch (error) {
    yield refused(name, error);
  }
}

/** The credential that a file is, that was baked into it, or that a code in the picture holds or leads to. */
async function withCode(name: string, data: Uint8Array, readQr: QrReader | null): Promise<Found> {
  try {
    return await baked(name, data);
  } catch (error) {
    const isPicture = error instanceof ContainerError && error.code === "decode.picture" && kindOf(data) !== "svg";
    const text = isPicture && readQr ? await readQr(data) : null;
    if (text === null) throw error;
    return found(name, new TextEncoder().encode(text));
  }
}

/** The credential that a file is, or that was baked into it. */
async function baked(name: string, data: Uint8Array): Promise<Found> {
  const kind = kindOf(data);
  if (kind === "png") return found(name, await readPng(data));
  if (kind === "svg") return found(name, readSvg(data));
  if (kind === "html") throw new ContainerError("decode.page");
  if (PICTURES.includes(kind)) throw new ContainerError("decode.picture", { format: kind });
  if (kind === "zip" || kind === "pdf") {
    throw new ContainerError(kind === "zip" ? "decode.zip" : "decode.pdf", { reason: "it is packed inside another file" });
  }
  return { name, data, kind: "credential" };
}

function refused(name: string, error: unknown): Refused {
  if (error instanceof ContainerError) return { name, code: error.code, detail: error.detail };
  throw error;
}
