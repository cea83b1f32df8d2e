/** Shapes in the words of hints and hovers: per example, so without the batch that every shape begins with. */
import type { Draft } from "../checker/draft.ts";
import type { FlowValue } from "../checker/scope.ts";
import { type Dim, showDim, type Type } from "../tensor/index.ts";

/** `[13, 13, 32]`, with a dtype in front where it is not f32. */
export function showExample({ dtype, shape }: Type): string {
  return `${dtype === "f32" ? "" : dtype}[${shape.slice(1).map(showDim).join(", ")}]`;
}

/** The types of values; undefined where one of them is unknown. */
export function typesOf(draft: Draft, values: readonly FlowValue[]): readonly Type[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? undefined : known.map((value) => draft.values[value].type);
}

/**
 * One text for what a step gives in all of its uses: a size that differs is shown from its least to its largest (`[8, 8, 64…256]`).
 * Undefined where the uses have nothing in common.
 */
export function showAll(uses: readonly (readonly Type[])[]): string | undefined {
  const [first, ...others] = uses;
  if (first === undefined || others.some((types) => !isAlike(types, first))) return undefined;
  return first
    .map((type, i) =>
      showMerged(
        uses.map((types) => types[i]),
        type.dtype,
      ),
    )
    .join(", ");
}

/** `64`, or `64…256`. */
export function showSpread(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? showCount(least) : `${showCount(least)}…${showCount(most)}`;
}

export function showCount(number: number): string {
  return number.toLocaleString("en-US");
}

function isAlike(types: readonly Type[], first: readonly Type[]): boolean {
  return (
    types.length === first.length &&
    types.every(({ dtype, shape }, i) => dtype === first[i].dtype && shape.length === first[i].shape.length)
  );
}

function showMerged(types: readonly Type[], dtype: Type["dtype"]): string {
  const axes = types[0].shape.slice(1).map((_, axis) => showSizes(types.map(({ shape }) => shape[axis + 1])));
  return `${dtype === "f32" ? "" : dtype}[${axes.join(", ")}]`;
}

function showSizes(sizes: readonly Dim[]): string {
  const texts = [...new Set(sizes.map(showDim))];
  if (texts.length === 1) return texts[0];
  const numbers = sizes.filter((size) => typeof size === "number");
  return numbers.length < sizes.length ? "…" : `${Math.min(...numbers)}…${Math.max(...numbers)}`;
}
