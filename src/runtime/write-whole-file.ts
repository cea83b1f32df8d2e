/** Writes one file whole or not at all: beside its place, flushed, then renamed into it. A link in its place is replaced, not followed. Throws Problem. */
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { makeFolders } from "./make-folders-file.ts";
import { explainFileError } from "./saved-model/explain-file-error.ts";
import { removeAbandoned, unfinishedPath } from "./unfinished-file.ts";

export function writeFileWhole(path: string, content: string | Uint8Array): void {
  const unfinished = unfinishedPath(path);
  try {
    makeFolders(dirname(path));
    removeAbandoned(path);
    writeSynced(unfinished, content, modeOf(path));
    renameSync(unfinished, path);
  } catch (error) {
    removeQuietly(unfinished);
    throw explainFileError(error, `I could not write ${path}`);
  }
}

function writeSynced(path: string, content: string | Uint8Array, mode: number | undefined): void {
  const file = openSync(path, "wx");
  try {
    if (mode !== undefined) fchmodSync(file, mode);
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The permissions of the file that is replaced, which stay. */
function modeOf(path: string): number | undefined {
  const status = lstatSync(path, { throwIfNoEntry: false });
  return status?.isFile() ? status.mode & 0o777 : undefined;
}

/** The first failure is what counts; that this one fails too changes nothing. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}
