/**
 * Writes a folder of files whole or not at all, whatever stops the process in between. A new folder is written under another name
 * and renamed. An existing one is replaced through a journal: the new files are written beside it, into `.next.unfinished-…`, which
 * is renamed to `.next` once it is complete; from then on readers see the new files, wherever each of them stands.
 */
import * as nodeFileSystem from "node:fs";
import { basename, dirname, join } from "node:path";
import { Problem } from "../../problem.ts";
import { makeFolders } from "../make-folders-file.ts";
import { isUnfinished, removeAbandoned, unfinishedPath } from "../unfinished-file.ts";
import { explainFileError } from "./explain-file-error.ts";

export type FileSystem = typeof nodeFileSystem;

/** Where a complete new generation of files waits to take its places. */
export const JOURNAL = ".next";

/**
 * Every generation must hold the same names. `mark` is the file that makes a folder ours: a folder without it must be empty.
 * Throws Problem; what stood there before then still stands.
 */
export function writeFolder(
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
  mark: string,
  fileSystem: FileSystem = nodeFileSystem,
): void {
  try {
    if (exists(path, fileSystem)) replaceFolder(path, files, mark, fileSystem);
    else createFolder(path, files, fileSystem);
  } catch (error) {
    throw explainFileError(error, `I could not save the model in ${path}`);
  }
}

/**
 * Throws the Problem that `writeFolder` would throw, before there is anything to lose: tries to make a folder where the files would
 * be written, and takes it away again.
 */
export function requireWritable(path: string, mark: string, fileSystem: FileSystem = nodeFileSystem): void {
  try {
    const there = exists(path, fileSystem);
    if (there) requireOurs(path, mark, fileSystem);
    const wanted = there ? join(path, JOURNAL) : join(nearestFolder(path, fileSystem), basename(path));
    removeAbandoned(wanted, fileSystem);
    const trial = unfinishedPath(wanted);
    fileSystem.mkdirSync(trial);
    try {
      fileSystem.rmdirSync(trial);
    } catch (error) {
      remove(trial, fileSystem);
      throw error;
    }
  } catch (error) {
    throw explainFileError(error, `I could not save the model in ${path}`);
  }
}

function nearestFolder(path: string, fileSystem: FileSystem): string {
  const above = dirname(path);
  return exists(path, fileSystem) || above === path ? path : nearestFolder(above, fileSystem);
}

function createFolder(path: string, files: ReadonlyMap<string, Uint8Array>, fileSystem: FileSystem): void {
  const parent = dirname(path);
  const unfinished = unfinishedPath(path);
  makeFolders(parent, fileSystem);
  removeAbandoned(path, fileSystem);
  try {
    fillFolder(unfinished, files, fileSystem);
    fileSystem.renameSync(unfinished, path);
  } catch (error) {
    remove(unfinished, fileSystem);
    throw error;
  }
  syncFolder(parent, fileSystem);
}

function replaceFolder(
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
  mark: string,
  fileSystem: FileSystem,
): void {
  requireOurs(path, mark, fileSystem);
  moveIntoPlace(path, fileSystem);
  const journal = join(path, JOURNAL);
  const unfinished = unfinishedPath(journal);
  removeAbandoned(journal, fileSystem);
  try {
    fillFolder(unfinished, files, fileSystem);
    fileSystem.renameSync(unfinished, journal);
  } catch (error) {
    remove(unfinished, fileSystem);
    throw error;
  }
  syncFolder(path, fileSystem);
  moveIntoPlace(path, fileSystem);
}

/** Ends what a journal began, this run's or that of a process that was stopped. */
function moveIntoPlace(path: string, fileSystem: FileSystem): void {
  const journal = join(path, JOURNAL);
  const status = fileSystem.lstatSync(journal, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (!status.isDirectory()) throw new Problem(`${journal} is no folder; remove it, it is none of mine.`);
  for (const name of fileSystem.readdirSync(journal))
    orMovedByAnother(() => fileSystem.renameSync(join(journal, name), join(path, name)));
  syncFolder(path, fileSystem);
  orMovedByAnother(() => fileSystem.rmdirSync(journal));
}

/** Two runs that save into one folder move the same files: what is gone from the journal is in its place. */
function orMovedByAnother(move: () => void): void {
  try {
    move();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function fillFolder(path: string, files: ReadonlyMap<string, Uint8Array>, fileSystem: FileSystem): void {
  fileSystem.mkdirSync(path);
  for (const [name, bytes] of files) writeSynced(join(path, name), bytes, fileSystem);
  syncFolder(path, fileSystem);
}

/** Writes a new file and waits until it is on the disk. */
function writeSynced(path: string, bytes: Uint8Array, fileSystem: FileSystem): void {
  const file = fileSystem.openSync(path, "wx");
  try {
    for (let at = 0; at < bytes.length; ) at += fileSystem.writeSync(file, bytes, at);
    fileSystem.fsyncSync(file);
  } finally {
    fileSystem.closeSync(file);
  }
}

/** So that a rename survives a power cut; not every system can sync a folder. */
function syncFolder(path: string, fileSystem: FileSystem): void {
  if (process.platform === "win32") return;
  const folder = fileSystem.openSync(path, "r");
  try {
    fileSystem.fsyncSync(folder);
  } finally {
    fileSystem.closeSync(folder);
  }
}

function requireOurs(path: string, mark: string, fileSystem: FileSystem): void {
  const status = fileSystem.lstatSync(path);
  if (status.isSymbolicLink())
    throw new Problem(`${path} is a symbolic link, and I save through none; name the folder itself.`);
  if (!status.isDirectory()) throw new Problem(`${path} is no folder, so I do not save the model there.`);
  const names = fileSystem.readdirSync(path);
  if (names.length === 0 || names.includes(mark)) return;
  if (names.every((name) => name === JOURNAL || isUnfinished(name, JOURNAL))) return;
  throw new Problem(
    `${path} holds other files and no saved model, so I do not write into it; name another folder.`,
  );
}

function exists(path: string, fileSystem: FileSystem): boolean {
  return fileSystem.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The first failure is what counts; that this one fails too changes nothing. */
function remove(path: string, fileSystem: FileSystem): void {
  try {
    fileSystem.rmSync(path, { recursive: true, force: true });
  } catch {
    return;
  }
}
