/** Composites written out in primitives. */
import { findComposite } from "./find-definition.ts";
import type { Program } from "./program.ts";
import { rewrite } from "./rewrite.ts";
import { withoutDeadCode } from "./without-dead-code.ts";

/** The program without composites, but for those named in `keep`. */
export function expandComposites(program: Program, keep: ReadonlySet<string> = new Set()): Program {
  const expanded = rewrite(program, () => ({
    rule: ({ op, attributes }, { inputs }) =>
      keep.has(op) ? undefined : findComposite(op)?.expand(inputs, attributes),
  }));
  return withoutDeadCode(expanded);
}
