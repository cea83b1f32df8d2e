/** Names that stand for values at a cursor: those of the flow with their shapes, constants with what they are. */
import { plainOf } from "../../checker/parameter-types.ts";
import type { Binding, Scope } from "../../checker/scope.ts";
import { printPlain } from "../../library/print-plain.ts";
import { showImagined } from "../imagined/named-sizes.ts";
import { showExample, typesOf } from "../show-shapes.ts";
import { type Candidate, kinds } from "./candidate.ts";
import type { Here } from "./here.ts";

export interface VisibleName {
  readonly name: string;
  readonly binding: Binding;
}

/** Innermost first; a value of the flow only where it has been made before the cursor. */
export function visibleNames(scope: Scope, before: number): readonly VisibleName[] {
  const own = [...scope.names]
    .filter(
      ([, binding]) =>
        binding.kind === "constant" || binding.span.end <= before || binding.span.file !== scope.file,
    )
    .map(([name, binding]) => ({ name, binding }));
  const outer = scope.parent === undefined ? [] : visibleNames(scope.parent, before);
  const hidden = new Set(own.map(({ name }) => name));
  return [...own, ...outer.filter(({ name }) => !hidden.has(name))];
}

/** The latest value first: it is what most flows go on from. */
export function flowCandidates(here: Here, before: number, rank: number): readonly Candidate[] {
  return visibleNames(here.scope, before)
    .filter(({ binding }) => binding.kind === "flow")
    .toReversed()
    .map(({ name, binding }) => ({ label: name, kind: kinds.value, rank, detail: shapeOf(binding, here) }));
}

/** Constants, params, parameters and sizes. */
export function constantCandidates(here: Here, before: number, rank: number): readonly Candidate[] {
  return visibleNames(here.scope, before)
    .filter(({ binding }) => binding.kind !== "flow")
    .map(({ name, binding }) => ({ label: name, kind: kinds.constant, rank, detail: contentOf(binding) }));
}

function shapeOf(binding: Binding, { draft, imagined }: Here): string | undefined {
  if (binding.kind !== "flow" || draft === undefined) return undefined;
  if (imagined !== undefined) return showImagined([imagined], () => [binding.values]);
  return typesOf(draft, binding.values)?.map(showExample).join(", ");
}

function contentOf(binding: Binding): string | undefined {
  if (binding.kind === "dim") return "size";
  const value = binding.kind === "constant" ? binding.value() : undefined;
  return value === undefined ? undefined : printPlain(plainOf(value));
}
