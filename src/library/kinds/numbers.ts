/** A number, or nested lists of numbers of one shape: scales and statistics for each channel. */
import type { Kind } from "../kind.ts";
import type { Value } from "../value.ts";
import { definePlainKind } from "./define-plain-kind.ts";

/** A number or nested lists of numbers; every list of one depth has one length. */
export type Numbers = number | readonly Numbers[];

export function numbers(fallback?: Numbers): Kind<Numbers> {
  return definePlainKind<Numbers>({ name: "number or a list of numbers", default: fallback, read });
}

function read(value: Value): Numbers | undefined {
  if (value.kind === "number") return value.number;
  if (value.kind !== "list" || value.items.length === 0) return undefined;
  const items = value.items.map(read).filter((item) => item !== undefined);
  const shapes = new Set(items.map((item) => shapeOf(item).join()));
  return items.length === value.items.length && shapes.size === 1 ? items : undefined;
}

function shapeOf(numbers: Numbers): readonly number[] {
  return typeof numbers === "number" ? [] : [numbers.length, ...shapeOf(numbers[0])];
}
