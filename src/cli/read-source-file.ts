/** Reads texts from disk: what the command line names, and what a file names itself, which stays inside the project folder. */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, resolve, sep } from "node:path";
import { Problem } from "../problem.ts";
import type { Source } from "../source.ts";
import { UsageError } from "./usage-error.ts";

/** The largest file that is read whole, 256 MiB: larger data needs another way. */
const mostBytes = 256 * 1024 * 1024;

/** A file that the command line names. Throws UsageError when there is no such file to read. */
export function readNamedFile(file: string, cwd: string): Source {
  try {
    return { file, text: readText(resolve(cwd, file)) };
  } catch (error) {
    throw new UsageError(`I cannot read \`${file}\`: ${reason(error)}`);
  }
}

/**
 * A file that the `.nn` file `from` names, by its path as seen from `cwd`. Undefined when there is none. A link that leads out of
 * the project folder (the folder of the command, or that of `from` when it lies elsewhere) is refused with a Problem.
 */
export function readProjectFile(file: string, from: string, cwd: string): Source | undefined {
  try {
    return { file, text: readText(guardedPath(file, from, cwd)) };
  } catch (error) {
    if (error instanceof Problem) throw error;
    return undefined;
  }
}

/** The path on disk of a file that `from` names. Throws a Problem when it leads out of the project folder, and when there is none. */
export function guardedPath(file: string, from: string, cwd: string): string {
  const path = resolve(cwd, file);
  guardRealPath(path, projectFolder(from, cwd), file);
  return path;
}

function projectFolder(from: string, cwd: string): string {
  const outside = isAbsolute(from) || from.split(/[\\/]/).includes("..");
  return realpathSync(outside ? dirname(resolve(cwd, from)) : cwd);
}

function guardRealPath(path: string, folder: string, file: string): void {
  const real = realpathSync(path);
  if (real !== folder && !real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
    throw new Problem(`\`${file}\` leads out of the project folder; copy the file into it`);
  }
}

function readText(path: string): string {
  const { size } = regularFile(path);
  if (size > mostBytes) throw new Problem(`it holds ${size} bytes; I read at most ${mostBytes}`);
  return readFileSync(path, "utf8");
}

function regularFile(path: string) {
  const stats = statSync(path);
  if (!stats.isFile()) throw new Problem(stats.isDirectory() ? "it is a folder" : "it is not a regular file");
  return stats;
}

/** Why reading failed, in plain words. */
function reason(error: unknown): string {
  if (error instanceof Problem) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES") return "I am not allowed to";
  return code ?? String(error);
}
