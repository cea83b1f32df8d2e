/** The models of a file that are to be checked: all, or the one that is asked for. */
import { docComment } from "../parser/doc-comment.ts";
import type { ModelStatement } from "../parser/tree.ts";
import type { LoadedFile } from "./load-files.ts";

export interface ChosenModel {
  readonly statement: ModelStatement;
  readonly doc?: string;
}

/** None where the file has no model of that name: whoever asked for it says so. */
export function chooseModels(
  { parsed, models }: LoadedFile,
  name: string | undefined,
): readonly ChosenModel[] {
  const chosen = models.filter((model) => name === undefined || nameOf(model) === name);
  return chosen.map((statement) => {
    const doc = docComment(parsed, statement.start);
    return { statement, ...(doc === undefined ? {} : { doc }) };
  });
}

function nameOf({ name }: ModelStatement): string {
  return name.kind === "Name" ? name.text : "";
}
