/** Names for what is being written and not yet in its place, and the removal of what processes left that did not come to the end. */
import * as nodeFileSystem from "node:fs";
import { basename, dirname, join } from "node:path";

const MARK = ".unfinished-";

/** Beside its place, and another one for each process, so that two of them never write into one. */
export function unfinishedPath(path: string): string {
  return `${path}${MARK}${process.pid}`;
}

/** Whether a name belongs to an unfinished `name`. */
export function isUnfinished(found: string, name: string): boolean {
  return found.startsWith(`${name}${MARK}`) && /^\d+$/.test(found.slice(name.length + MARK.length));
}

/** Removes what was begun for this path by this process before, or by one that is gone. */
export function removeAbandoned(path: string, fileSystem: typeof nodeFileSystem = nodeFileSystem): void {
  const [folder, name] = [dirname(path), basename(path)];
  for (const found of fileSystem.readdirSync(folder)) {
    if (!isUnfinished(found, name)) continue;
    const owner = Number(found.slice(name.length + MARK.length));
    if (owner === process.pid || !isAlive(owner))
      fileSystem.rmSync(join(folder, found), { recursive: true, force: true });
  }
}

function isAlive(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    // There, but not ours to signal.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
