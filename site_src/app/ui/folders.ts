// Files out of what was dropped, those in folders included.

import { fromFile, type Source } from "./sources";

export async function filesOf(entries: readonly (FileSystemEntry | File | null)[]): Promise<Source[]> {
  const files: Source[] = [];
  for (const entry of entries) {
    if (entry instanceof File) files.push(fromFile(entry));
    else if (entry) for await (const found of walk(entry)) files.push(found);
  }
  return files;
}

async function* walk(entry: FileSystemEntry): AsyncGenerator<Source> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)).catch(() => null);
    if (file) yield fromFile(file, entry.fullPath.replace(/^\//, ""));
  } else if (entry.isDirectory && !entry.name.startsWith(".")) {
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    // A folder is read in portions, until an empty one.
    for (;;) {
      const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)).catch(() => []);
      if (part.length === 0) return;
      for (const inner of part) yield* walk(inner);
    }
  }
}
