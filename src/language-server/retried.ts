/** A program compiled as if texts had been edited: how a change is proved before it is offered. Nothing open is touched. */
import { type Compiled, compile } from "../compile.ts";
import { applyEdits } from "../diagnostics/apply-fixes.ts";
import type { Edit } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source.ts";
import type { Snapshot } from "./snapshot.ts";

export function retried(program: Snapshot, edits: readonly Edit[]): Compiled {
  const { read, parse } = program.surroundings;
  const edited = (source: Source | undefined): Source | undefined => {
    const own = edits.filter(({ span }) => span.file === source?.file);
    if (source === undefined || own.length === 0) return source;
    return { file: source.file, text: applyEdits(source.text, own) };
  };
  const source = edited(program.source) ?? program.source;
  return compile(source, { readImport: (file) => edited(read(file)), parse });
}
