/** Appends lines to a text file for a run that may be killed and go on: each line is told where the one before it ended. Throws Problem. */
import { closeSync, constants, fstatSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { LinePlace } from "../library/define-callback.ts";
import { Problem } from "../problem.ts";
import { makeFolders } from "./make-folders-file.ts";
import { explainFileError } from "./saved-model/explain-file-error.ts";

/** Never through a link, and without waiting for a reader of a pipe. */
const OPEN_FOR_WRITING =
  constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Where the line ends, in bytes. What stood behind `after` is gone: a run that did not come to save it wrote it. */
export function appendLineFile(path: string, line: string, { header, after, keep }: LinePlace): number {
  try {
    makeFolders(dirname(path));
    const file = openSync(path, OPEN_FOR_WRITING, 0o666);
    try {
      const size = sizeOf(file, path);
      const begin = after === null ? (keep ? size : 0) : Math.min(after, size);
      return writeAt(file, begin, begin === 0 ? `${header}\n${line}\n` : `${line}\n`);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw explainFileError(error, `I could not write ${path}`);
  }
}

function sizeOf(file: number, path: string): number {
  const status = fstatSync(file);
  if (!status.isFile()) throw new Problem(`${path} is no plain file, so I do not write into it.`);
  return status.size;
}

/** All of it or nothing; where it ends. */
function writeAt(file: number, begin: number, text: string): number {
  ftruncateSync(file, begin);
  const bytes = Buffer.from(text);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, begin + at);
    return begin + bytes.length;
  } catch (error) {
    ftruncateSync(file, begin);
    throw error;
  }
}
