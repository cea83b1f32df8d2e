/** What a run writes while it goes on: checkpoints, and what callbacks ask for, inside the folder of the command. */
import { appendFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { Problem } from "../../problem.ts";
import type { TrainingFiles } from "../../runtime/fit-request.ts";
import { makeFolders } from "../../runtime/make-folders-file.ts";
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
    startFile: async (path, line, { keep }) => {
      const has = statSync(inside(path), { throwIfNoEntry: false })?.size ?? 0;
      makeFolders(dirname(inside(path)));
      if (!keep || has === 0) writeFileSync(inside(path), `${line}\n`);
    },
    appendLine: async (path, line) => appendFileSync(inside(path), `${line}\n`),
    checkpoint: async (record) => save(folder, await record()),
  };
}

function insideOf(cwd: string, path: string): string {
  const full = resolve(cwd, path);
  const way = relative(cwd, full);
  if (way.startsWith("..") || isAbsolute(way))
    throw new Problem(`a callback wants to write \`${path}\`, which is outside of the project folder`);
  return full;
}
