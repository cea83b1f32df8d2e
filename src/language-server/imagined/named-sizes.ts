/** Shapes of imagined uses in words: a size that follows the variables in a line is shown by their names (`2 * filters`). */

import type { Draft } from "../../checker/draft.ts";
import type { FlowValue } from "../../checker/scope.ts";
import { addDims, type Dim, multiplyDims, showDim, symbol, type Type } from "../../tensor/index.ts";
import { typesOf } from "../show-shapes.ts";
import type { Imagined, Try } from "./imagined-uses.ts";

/** The values of one thing in a draft, once for each time that it was met there. */
export type Pick = (draft: Draft) => readonly (readonly FlowValue[])[];

interface Shown {
  readonly dtype: string;
  readonly sizes: readonly string[];
}

/** `[height, width, filters]`; sizes that nothing tells are `…`. Undefined where no use has a shape for it. */
export function showImagined(uses: readonly Imagined[], pick: Pick): string | undefined {
  const [first, ...others] = uses.flatMap((use) => shownIn(use, pick));
  if (first === undefined || others.some((one) => one.length !== first.length)) return undefined;
  const all = first.map((shown, i) => [shown, ...others.map((one) => one[i])].reduce(merged));
  return all.some(({ sizes }) => sizes[0] === someSizes && sizes.length === 1)
    ? undefined
    : all.map(inBrackets).join(", ");
}

/** For each time that it was met, the shapes of the values. */
function shownIn({ variables, tries }: Imagined, pick: Pick): readonly (readonly Shown[])[] {
  const types = tries.map(({ draft }) => pick(draft).map((values) => typesIn(draft, values)));
  const [base, ...rest] = types;
  return base.flatMap((here, time) => {
    if (here === undefined) return [];
    const alike = rest.map((one) => (one.length === base.length ? one[time] : undefined));
    return [
      here.map((type, i) =>
        shownType(
          type,
          alike.map((one) => one?.[i]),
          variables,
          tries,
        ),
      ),
    ];
  });
}

/** Undefined too where the draft, cut short by what did not fit, has no such values. */
function typesIn(draft: Draft, values: readonly FlowValue[]): readonly Type[] | undefined {
  const isMet = values.every((value) => value === undefined || value < draft.values.length);
  return isMet ? typesOf(draft, values) : undefined;
}

function shownType(
  { dtype, shape }: Type,
  others: readonly (Type | undefined)[],
  variables: readonly string[],
  tries: readonly Try[],
): Shown {
  const sizes = shape
    .slice(1)
    .map((dim, i) => sizeIn([dim, ...others.map((other) => other?.shape[i + 1])], variables, tries));
  return { dtype: dtype === "f32" ? "" : dtype, sizes };
}

const open = "…";

function sizeIn(
  dims: readonly (Dim | undefined)[],
  variables: readonly string[],
  tries: readonly Try[],
): string {
  const [first] = dims;
  if (first === undefined) return open;
  const texts = new Set(dims.map((dim) => (dim === undefined ? "" : showDim(dim))));
  if (texts.size === 1) return showDim(first);
  return dims.every((dim) => typeof dim === "number") ? lineThrough(dims, variables, tries) : open;
}

/** The last try proves what the ones before it, each with one variable changed, tell of the slopes. */
function lineThrough(sizes: readonly number[], variables: readonly string[], tries: readonly Try[]): string {
  const [base, ...rest] = tries.map(({ numbers }) => numbers);
  const slopes = variables.map((_, i) => (sizes[i + 1] - sizes[0]) / (rest[i][i] - base[i]));
  const at = (numbers: readonly number[]) => slopes.reduce((sum, slope, i) => sum + slope * numbers[i], 0);
  const rest0 = sizes[0] - at(base);
  const proved = Math.abs(at(rest[rest.length - 1]) + rest0 - sizes[sizes.length - 1]) < 1e-6;
  const by = divisors.find((n) => [...slopes, rest0].every((one) => isWhole(one * n)));
  if (!proved || by === undefined) return open;
  const sum = slopes.reduce<Dim>(
    (dim, slope, i) => addDims(dim, multiplyDims(symbol(variables[i]), Math.round(slope * by))),
    Math.round(rest0 * by),
  );
  const text = showDim(sum);
  if (by === 1) return text;
  return /[ ]/.test(text) ? `(${text}) / ${by}` : `${text} / ${by}`;
}

const divisors = [1, 2, 3, 4, 6, 8, 12];

function isWhole(number: number): boolean {
  return Math.abs(number - Math.round(number)) < 1e-6;
}

/** Sizes that differ are open; of ranks that differ, the last sizes stay where they agree. */
function merged(a: Shown, b: Shown): Shown {
  const dtype = a.dtype === b.dtype ? a.dtype : "";
  if (a.sizes.length === b.sizes.length && a.sizes[0] !== someSizes)
    return { dtype, sizes: a.sizes.map((size, i) => (size === b.sizes[i] ? size : open)) };
  const last = a.sizes.at(-1);
  return {
    dtype,
    sizes: last === b.sizes.at(-1) && last !== undefined && last !== open ? [someSizes, last] : [someSizes],
  };
}

const someSizes = "……";

function inBrackets({ dtype, sizes }: Shown): string {
  return `${dtype}[${sizes.map((size) => (size === someSizes ? open : size)).join(", ")}]`;
}
