/** An entry's signature as documentation shows it: `dense(units, activation=linear, …)`. */
import type { Entry } from "./entry.ts";
import { printPlain } from "./print-plain.ts";

export function signature({ name, parameters }: Entry): string {
  const list = Object.entries(parameters).map(([parameter, kind]) =>
    kind.default === undefined ? parameter : `${parameter}=${printPlain(kind.default)}`,
  );
  return list.length === 0 ? name : `${name}(${list.join(", ")})`;
}
