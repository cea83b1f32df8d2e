/** Where a value got the rank or dtype that it has: the layer that gave it, or the input that was declared so. */
import type { Draft } from "./draft.ts";
import type { Application } from "./model.ts";

/** `made` is absent for an input; `value` is the first value on the way that is like this one. */
export interface Birth {
  readonly value: number;
  readonly made?: Application;
}

export function birthOfType(kind: "rank" | "dtype", value: number, draft: Draft): Birth {
  const { shape, dtype } = draft.values[value].type;
  for (let here = value; ; ) {
    const made = draft.applications.findLast(({ outputs }) => outputs.includes(here));
    const before = made?.inputs[0];
    if (made === undefined || before === undefined) return { value: here };
    const { type } = draft.values[before];
    if (kind === "rank" ? type.shape.length !== shape.length : type.dtype !== dtype)
      return { value: here, made };
    here = before;
  }
}
