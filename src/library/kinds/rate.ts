/** A learning rate: a number, or a schedule (`cosine_decay(0.1, 10_000)`). `build` receives either as data. */
import type { Kind } from "../kind.ts";
import type { PlainCall } from "../value.ts";
import { callKind } from "./call-kind.ts";
import { float } from "./float.ts";
import { renameKind } from "./rename-kind.ts";

export function rate(fallback?: number): Kind<number | PlainCall> {
  const name = "learning rate (a number or a schedule)";
  const schedule = callKind("schedules", name);
  const number = renameKind(float(fallback, { least: 0 }), "number above 0, or a schedule");
  return {
    ...schedule,
    default: fallback,
    parse: (value, context) =>
      value.kind === "number" ? number.parse(value, context) : schedule.parse(value, context),
    realize: (plain) => plain as number | PlainCall,
  };
}
