/** What callbacks write while a run goes on: a page has no files, so each path is named once as left out. */
import type { TrainingFiles } from "../../src/runtime/fit-request.ts";

export function noFiles(say: (message: string) => void): TrainingFiles {
  const said = new Set<string>();
  const leaveOut = async (path: string) => {
    if (said.has(path)) return;
    said.add(path);
    say(`A callback writes \`${path}\`; the page has no files, so it is left out.`);
  };
  return { saveModel: leaveOut, appendLine: async (path) => leaveOut(path).then(() => 0) };
}
