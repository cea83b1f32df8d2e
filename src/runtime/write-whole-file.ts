/** Writes one file whole or not at all: beside its place, flushed, then renamed into it. Throws Problem. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolders } from "./make-folders-file.ts";
import { explainFileError } from "./saved-model/explain-file-error.ts";

export function writeFileWhole(path: string, content: string | Uint8Array): void {
  const unfinished = `${path}.unfinished-${process.pid}`;
  try {
    makeFolders(dirname(path));
    const file = openSync(unfinished, "wx");
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw explainFileError(error, `I could not write ${path}`);
  }
}
