/** Puts the parts of a module together, and has TypeScript's own parser read and format the whole. */
import type { Project, SourceFile } from "ts-morph";
import type { Code } from "./code.ts";
import { lineComment } from "./comment.ts";

export interface Part {
  /** What stands above the part; the first one needs nothing. */
  readonly title?: string;
  readonly declarations: readonly Code[];
}

/** The text of the module. Throws where it would be no TypeScript: a fault of the printers. */
export function assemble(project: Project, parts: readonly Part[]): string {
  const blocks = parts.filter(({ declarations }) => declarations.length > 0).flatMap(blocksOf);
  const file = project.createSourceFile("/module.ts", `${blocks.join("\n\n")}\n`);
  file.formatText({ indentSize: 2 });
  requireSound(project, file);
  return file.getFullText();
}

function blocksOf({ title, declarations }: Part): readonly Code[] {
  if (title === undefined) return declarations;
  return [lineComment(`${title} ${"-".repeat(100 - title.length)}`), ...declarations];
}

function requireSound(project: Project, file: SourceFile): void {
  const [fault] = project.getProgram().getSyntacticDiagnostics(file);
  if (fault === undefined) return;
  throw new Error(
    `the generated module is no TypeScript at line ${fault.getLineNumber()}: ${fault.getMessageText()}`,
  );
}
