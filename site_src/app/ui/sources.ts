// Where badges come from: files, folders, dropped or pasted text. Everything becomes a name and a way to its bytes.

import { CheckError } from "./check";

/** One file to look at, read only when its turn comes. */
export interface Source {
  readonly name: string;
  readonly read: () => Promise<Uint8Array>;
}

/** Most that is read of one file; the containers read no more. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;
/** Most files of one drop; what is beyond is said. */
export const MAX_FILES = 20_000;
const ADDRESS = /^https:\/\/\S+$/;

export function fromFile(file: File, name = file.webkitRelativePath || file.name): Source {
  return {
    name,
    read: async () => {
      if (file.size > MAX_FILE_BYTES) throw new CheckError(`This file is too large to hold a badge: at most ${MAX_FILE_BYTES / 1024 / 1024} MiB are read.`);
      try {
        return new Uint8Array(await file.arrayBuffer());
      } catch {
        throw new CheckError("This file could not be read. It may have been moved or changed since it was chosen.");
      }
    },
  };
}

export function fromText(text: string, name = "Pasted text"): Source {
  return { name, read: async () => new TextEncoder().encode(text.trim()) };
}

/** The https address that a text is; null where it is something else. */
export function addressIn(text: string): string | null {
  const trimmed = text.trim();
  return ADDRESS.test(trimmed) && URL.canParse(trimmed) ? trimmed : null;
}

/** What was dropped or pasted, to be called while the event lasts: files, folders, or else a text. */
export function captured(transfer: DataTransfer | null): { entries: (FileSystemEntry | File | null)[]; text: string } {
  if (!transfer) return { entries: [], text: "" };
  const files = [...transfer.items].filter(({ kind }) => kind === "file");
  const text = transfer.getData("text/uri-list").split("\n")[0]?.trim() || transfer.getData("text/plain");
  return { entries: files.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile()), text };
}

/** Whether bytes are JSON or a token at first sight: then nothing has to be unpacked. */
export function isPlain(data: Uint8Array): boolean {
  const first = data.find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return first === 0x7b || first === 0x5b || (data[0] === 0x65 && data[1] === 0x79);
}
