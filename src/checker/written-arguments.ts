/** The arguments of a layer that its author wrote, for rules: what is said on purpose is not reported. */
import type { Span } from "../source.ts";
import type { DraftLayer } from "./draft.ts";
import { type Run, textAt } from "./run.ts";

/** Where an argument stands, and whether as a plain literal. */
export interface WrittenArgument {
  readonly span: Span;
  readonly literal: boolean;
}

/** By the name of the parameter. */
export function writtenArguments(
  { type, given }: DraftLayer,
  run: Run,
): ReadonlyMap<string, WrittenArgument> {
  const parameters = Object.keys(run.library.layers.find(type)?.parameters ?? {});
  let position = 0;
  const written = given.flatMap(({ name = parameters[position++], value }) => {
    if (value === undefined) return [];
    const literal = value.kind !== "number" || /^[-\d._eE+]+$/.test(textAt(run, value.span));
    return [[name, { span: value.span, literal }] as const];
  });
  return new Map(written);
}
