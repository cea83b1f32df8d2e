/** What a run writes while it goes on: checkpoints, and what callbacks ask for, inside the folder of the command. */
import { lstatSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { Problem } from "../../problem.ts";
import { appendLineFile } from "../../runtime/append-line-file.ts";
import type { TrainingFiles } from "../../runtime/fit-request.ts";
import type { RunRecord } from "../../runtime/run-record.ts";
import { writeWeightsFile } from "../../runtime/saved-model/write-weights-file.ts";

export function trainingFiles(
  cwd: string,
  folder: string,
  save: (path: string, record: RunRecord) => void,
): TrainingFiles {
  const inside = (path: string) => insideOf(cwd, path);
  return {
    saveModel: async (path, record, { weightsOnly }) => {
      if (weightsOnly) writeWeightsFile(inside(path), record.weights);
      else save(inside(path), record);
    },
    appendLine: async (path, line, place) => appendLineFile(inside(path), line, place),
    checkpoint: async (record) => save(folder, await record()),
  };
}

/** Throws Problem where the path, or a link on its way, leads out of the folder of the command. */
function insideOf(cwd: string, path: string): string {
  const full = resolve(cwd, path);
  const leaves = (way: string) => way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  if (leaves(relative(cwd, full)) || leaves(relative(realpathSync(cwd), realFolder(dirname(full)))))
    throw new Problem(`a callback wants to write \`${path}\`, which is outside of the project folder`);
  return full;
}

/** Where a folder really is, or would be once it is made. */
function realFolder(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined)
    return resolve(realFolder(dirname(path)), basename(path));
  try {
    return realpathSync(path);
  } catch {
    throw new Problem(`a callback wants to write below ${path}, which is a link to nowhere`);
  }
}
