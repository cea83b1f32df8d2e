/**
 * Makes a folder and those above it that are not there yet. Node's own `recursive` asks again without end where a system has no such
 * folder and makes none (`/proc/x/y`).
 */
import * as nodeFileSystem from "node:fs";
import { dirname } from "node:path";

export function makeFolders(path: string, fileSystem: typeof nodeFileSystem = nodeFileSystem): void {
  if (fileSystem.statSync(path, { throwIfNoEntry: false }) !== undefined) return;
  if (dirname(path) !== path) makeFolders(dirname(path), fileSystem);
  try {
    fileSystem.mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it in between.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
