/** Reads the files of a folder that `writeFolder` wrote, also when the process that wrote it was stopped in between. */
import * as nodeFileSystem from "node:fs";
import { join } from "node:path";
import { Problem } from "../../problem.ts";
import { explainFileError } from "./explain-file-error.ts";
import { type FileSystem, JOURNAL } from "./write-folder-file.ts";

/** Larger files are refused before anything is read: no model of ours comes near. */
const MOST_BYTES = 2 ** 31 - 1;

/** The bytes of each name, all of one generation. Throws Problem. */
export function readFolder(
  path: string,
  names: readonly string[],
  fileSystem: FileSystem = nodeFileSystem,
): ReadonlyMap<string, Uint8Array> {
  return new Map(names.map((name) => [name, readNewest(path, name, fileSystem)]));
}

/** A file whose journal is complete stands in the journal until it is moved. */
function readNewest(path: string, name: string, fileSystem: FileSystem): Uint8Array {
  const waiting = join(path, JOURNAL, name);
  const isWaiting = fileSystem.lstatSync(waiting, { throwIfNoEntry: false }) !== undefined;
  return readWhole(isWaiting ? waiting : join(path, name), fileSystem);
}

/** The bytes of one file. Throws Problem where there is none, where it is no plain file, and where it is too large. */
export function readWhole(path: string, fileSystem: FileSystem = nodeFileSystem): Uint8Array {
  try {
    const file = fileSystem.openSync(path, "r");
    try {
      const status = fileSystem.fstatSync(file);
      if (!status.isFile()) throw new Problem(`${path} is no plain file.`);
      if (status.size > MOST_BYTES) throw new Problem(`${path} is larger than 2 GiB.`);
      return fileSystem.readFileSync(file);
    } finally {
      fileSystem.closeSync(file);
    }
  } catch (error) {
    throw explainFileError(error, `I could not read ${path}`);
  }
}
