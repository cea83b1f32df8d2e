/** The models of a file that are to be checked: all, or the one that is asked for. */
import { docComment } from "../parser/doc-comment.ts";
import type { ModelStatement } from "../parser/tree.ts";
import type { LoadedFile } from "./load-files.ts";
import { sayUnknown } from "./say-problem.ts";
import { spanOf } from "./scope.ts";

export interface ChosenModel {
  readonly statement: ModelStatement;
  readonly doc?: string;
}

/** None, after a report, where the file has no model of that name. */
export function chooseModels(
  { parsed, models, scope }: LoadedFile,
  name: string | undefined,
): readonly ChosenModel[] {
  const chosen = models.filter((model) => name === undefined || nameOf(model) === name);
  if (name !== undefined && chosen.length === 0) {
    const names = models.map(nameOf).filter((one) => one !== "");
    sayUnknown(scope, spanOf(scope, { start: 0, end: 0 }), "model", name, names);
  }
  return chosen.map((statement) => {
    const doc = docComment(parsed, statement.start);
    return { statement, ...(doc === undefined ? {} : { doc }) };
  });
}

function nameOf({ name }: ModelStatement): string {
  return name.kind === "Name" ? name.text : "";
}
