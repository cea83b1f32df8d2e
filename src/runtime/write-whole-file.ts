/** Writes one file whole or not at all: beside its place, flushed, then renamed into it. Throws Problem. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Problem } from "../problem.ts";

export function writeFileWhole(path: string, content: string | Uint8Array): void {
  const unfinished = `${path}.unfinished-${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
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
    throw new Problem(`I could not write ${path}: ${(error as Error).message}`);
  }
}
