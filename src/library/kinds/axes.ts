/** One axis or a list of them; `build` always receives a list. */
import type { Kind } from "../kind.ts";
import { axis } from "./axis.ts";
import { listOf } from "./list-of.ts";
import { renameKind } from "./rename-kind.ts";

export function axes(fallback?: readonly number[]): Kind<readonly number[]> {
  const name = "axis or a list of axes (whole numbers, negative from the end)";
  return renameKind(listOf(axis(), fallback, { single: true }), name);
}
