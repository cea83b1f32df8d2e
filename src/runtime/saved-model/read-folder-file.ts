/** Reads the files of a folder that `writeFolder` wrote, also when the process that wrote it was stopped in between. */
import * as nodeFileSystem from "node:fs";
import { join } from "node:path";
import { Problem } from "../../problem.ts";
import { explainFileError } from "./explain-file-error.ts";
import { type FileSystem, JOURNAL } from "./write-folder-file.ts";

/** Larger files are refused before anything is read: no model of ours comes near. */
const MOST_BYTES = 2 ** 31 - 1;

/** Without waiting, where the name is that of a pipe that nobody writes into. */
const OPEN_FOR_READING = nodeFileSystem.constants.O_RDONLY | (nodeFileSystem.constants.O_NONBLOCK ?? 0);

/** Another process may save while we read; each time takes it far longer than reading takes us. */
const MOST_ATTEMPTS = 20;

/** The bytes of each name, all of one generation, also while another process replaces them. Throws Problem. */
export function readFolder(
  path: string,
  names: readonly string[],
  fileSystem: FileSystem = nodeFileSystem,
): ReadonlyMap<string, Uint8Array> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const before = standingOf(path, names, fileSystem);
    const files = attemptAll(before, fileSystem);
    const stayed = sameStanding(before, standingOf(path, names, fileSystem));
    if (stayed && "failure" in files) throw files.failure;
    if (stayed && "read" in files) return files.read;
  }
  throw new Problem(`${path} is being written by another process; try again when it is done.`);
}

/** Where a file of the folder stands, and the mark of what stands there: a file that is replaced has another one. */
interface Standing {
  readonly name: string;
  readonly path: string;
  readonly mark: string | undefined;
}

/** A file whose journal is complete stands in the journal until it is moved. */
function standingOf(path: string, names: readonly string[], fileSystem: FileSystem): readonly Standing[] {
  return names.map((name) => {
    const [waiting, placed] = [join(path, JOURNAL, name), join(path, name)];
    const mark = markOf(waiting, fileSystem);
    return mark === undefined
      ? { name, path: placed, mark: markOf(placed, fileSystem) }
      : { name, path: waiting, mark };
  });
}

function markOf(path: string, fileSystem: FileSystem): string | undefined {
  try {
    const status = fileSystem.lstatSync(path, { throwIfNoEntry: false, bigint: true });
    return status && `${status.ino} ${status.size} ${status.mtimeNs}`;
  } catch (error) {
    throw explainFileError(error, `I could not read ${path}`);
  }
}

function sameStanding(before: readonly Standing[], after: readonly Standing[]): boolean {
  return before.every(({ path, mark }, i) => path === after[i].path && mark === after[i].mark);
}

/** A failure counts only when nothing was moved meanwhile. */
function attemptAll(
  standing: readonly Standing[],
  fileSystem: FileSystem,
): { readonly read: ReadonlyMap<string, Uint8Array> } | { readonly failure: unknown } {
  try {
    return { read: new Map(standing.map(({ name, path }) => [name, readWhole(path, fileSystem)])) };
  } catch (failure) {
    return { failure };
  }
}

/** The bytes of one file. Throws Problem where there is none, where it is no plain file, and where it is too large. */
export function readWhole(path: string, fileSystem: FileSystem = nodeFileSystem): Uint8Array {
  try {
    const file = fileSystem.openSync(path, OPEN_FOR_READING);
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
