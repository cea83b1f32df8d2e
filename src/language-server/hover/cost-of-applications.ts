import type { Draft } from "../../checker/draft.ts";
import { bind, costOf, type Dim, type Operation, type Port } from "../../tensor/index.ts";
import { retraced } from "./retraced.ts";

/** The multiply-adds of some applications for one example; symbolic where a size is. */
export function costOfApplications(draft: Draft, first: number, end: number): Dim {
  const { name, values, operations, origins } = retraced(draft, first, end);
  const program = { name, values, ...portsOf(operations), state: [], operations, origins };
  return costOf(bind(program, new Map([["batch", 1]]))).multiplyAdds;
}

/** What the operations read and do not make, and what they make and do not read. */
function portsOf(operations: readonly Operation[]) {
  const made = new Set(operations.flatMap(({ outputs }) => outputs));
  const read = new Set(operations.flatMap(({ inputs }) => inputs));
  return { inputs: ports([...read], made), outputs: ports([...made], read) };
}

function ports(ids: readonly number[], without: ReadonlySet<number>): readonly Port[] {
  return ids.filter((id) => !without.has(id)).map((value) => ({ name: String(value), value }));
}
