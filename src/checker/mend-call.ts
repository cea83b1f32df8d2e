/**
 * A layer whose arguments are at fault only where its shapes do not depend on them: read without these, so that what follows can
 * be checked in the same run. Nothing is said here: the faults are reported, and no rule judges the layer itself.
 */

import { suggest } from "../diagnostics/suggest.ts";
import type { Layer } from "../library/define-layer.ts";
import type { Category } from "../library/library.ts";
import { readLayerCall } from "../library/read-layer-call.ts";
import type { ArgumentValue, PlainCall } from "../library/value.ts";
import type { StepCall } from "./around.ts";
import type { GivenArgument } from "./evaluate.ts";
import { nameOfOthers } from "./names-of-others.ts";
import type { Scope } from "./scope.ts";

/** The call that has the same shapes; undefined where that is not sure. */
export function mendCall(
  layer: Layer,
  step: StepCall,
  given: readonly GivenArgument[],
  { run }: Scope,
): PlainCall | undefined {
  const parameters = Object.keys(layer.parameters);
  let position = 0;
  const named = given.map((argument) => ({ ...argument, name: argument.name ?? parameters[position++] }));
  const kept = named.filter(({ name }) => name === undefined || !leavesShape(layer, name));
  const whole = kept.flatMap(({ value, ...rest }): readonly ArgumentValue[] =>
    value === undefined ? [] : [{ ...rest, value }],
  );
  if (whole.length < kept.length) return undefined;
  const { library } = run;
  const read = readLayerCall({ ...step, name: layer.name, arguments: whole }, { library });
  return "plain" in read ? read.plain : undefined;
}

const withoutShapes: ReadonlySet<Category | undefined> = new Set([
  "activations",
  "initializers",
  "regularizers",
  "constraints",
] as const);

/** Whether the argument, or the one that a misspelt name seems to mean, changes no shape. */
function leavesShape({ parameters }: Layer, name: string): boolean {
  if (Object.hasOwn(parameters, name)) return withoutShapes.has(parameters[name].category);
  const meant = suggest(name, Object.keys(parameters));
  if (meant !== undefined) return withoutShapes.has(parameters[meant].category);
  const other = nameOfOthers("argument", name);
  return other !== undefined && "help" in other;
}
